"""统计: how many, when, what, from which city for which, where they gave up; from the journal, which knows nobody."""

from collections import Counter
from datetime import timedelta

from kiosk.journal import JournalError, Row
from kiosk.staff.exports import export
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import endings, rows
from kiosk.staff_view import Block, Entry
from kiosk.visits_ended import ENDED, VisitsEnded, counted

PERIODS = {"1": timedelta(days=1), "7": timedelta(days=7), "30": timedelta(days=30)}
DEEDS = ("print", "submission", "lodgement", "waiting", "payment", "door", "endorsement", "undo")
"""Kinds of deeds that somebody comes for, and that name their visit."""
KINDS = (
    "consent",
    "identified",
    *(f"{deed}-{phase}" for deed in DEEDS for phase in ("intended", "settled")),
    *(f"{deed}-asked" for deed in ("submission", "lodgement", "endorsement")),
    "print-voided",
    "waiting-ended",
    "payment-delivered",
)
DONE = {"waiting-ended": "lodged", "payment-delivered": ""}
"""Rows that end a visit well without a plain `done`, and their outcome."""
NOT_YET = frozenset({"waiting-settled", "payment-settled"})
"""Done, and the person still waits for it."""
STAGES = ("began", "agreed", "proved", "made", "finished")
NIGHT = (*range(22, 24), *range(7))
"""22:00 to 07:00, as on the residents' screens."""
MOST_ITEMS = 12
MOST_CITIES = 10
FEW = 5
"""Pairs of cities with fewer people are told together: of one person from far away the day would tell who it was.
So are screens and ways of using it: whoever was there that day knows who used the keypad."""
WAYS = ("at-once", "online", "nearby", "once")
"""马上办、网上办、就近办、一次办."""


def _look(means: Means, where: Where) -> Look:
    period = where.picked if where.picked in PERIODS else "7"
    buttons = (
        *(Entry(id=one, label=means.say("statistics.days", days=one), is_on=one == period) for one in PERIODS),
        Entry(id="export", label=means.say("statistics.export"), sign="page"),
    )
    try:
        found = rows.newest(means, KINDS, PERIODS[period])
        over = rows.newest(means, (ENDED,), PERIODS[period])
    except JournalError:
        return Look((Block(kind="words", note=means.say("said.journal_broken")),), buttons)
    began = _first_rows(found)
    proved = [row for row in found if row.kind == "identified"]
    ended = counted(over)
    return Look(
        (
            _figures(means, found, began, ended),
            _hours(means, began),
            _items(means, began),
            _cities(means, proved),
            _stages_reached(means, found),
            *endings.charts(means, ended, _unended(began, over), FEW),
            _ways(means, began),
        ),
        buttons,
    )


def _first_rows(found: list[Row]) -> list[Row]:
    """One row a visit, its first that names an item: also of visits that asked for nobody's identity."""
    visits: dict[str, Row] = {}
    for row in found:
        visit = _visit(row)
        if visit and (visit not in visits or not visits[visit].facts.get("item")):
            visits[visit] = row
    return list(visits.values())


def _visit(row: Row) -> str:
    """Whose row it is; empty where it names no visit."""
    return str(row.facts.get("visit", "") or row.facts.get("session", ""))


def _unended(began: list[Row], over: list[Row]) -> int:
    """Visits that no row ends: their core was killed, or they are under way."""
    return len({_visit(row) for row in began} - {_visit(row) for row in over})


def _figures(means: Means, found: list[Row], began: list[Row], ended: VisitsEnded) -> Block:
    night = sum(rows.at(row).hour in NIGHT for row in began)
    printed = rows.papers(found)
    share = f"{100 * night // len(began)}%" if began else "—"
    handed_in = sum(row.kind == "submission-settled" and row.facts.get("outcome") == "done" for row in found)
    figures = (
        ("visits", str(len(began))),
        ("proved", str(sum(row.kind == "identified" for row in found))),
        ("night", share),
        ("accepted", str(handed_in)),
        ("printed", str(printed)),
    )
    return Block(
        kind="lights",
        title=means.say("statistics.figures"),
        entries=(
            *(Entry(label=means.say(f"statistics.{name}"), value=value) for name, value in figures),
            *endings.figures(means, ended),
        ),
    )


def _hours(means: Means, began: list[Row]) -> Block:
    by_hour = Counter(rows.at(row).hour for row in began)
    most = max(by_hour.values(), default=1)
    return Block(
        kind="columns",
        title=means.say("statistics.by_hour"),
        entries=tuple(
            Entry(
                label=f"{hour:02d}",
                value=str(by_hour[hour]) if by_hour[hour] else "",
                share=by_hour[hour] / most,
                is_on=hour in NIGHT,
            )
            for hour in range(24)
        ),
    )


def _items(means: Means, began: list[Row]) -> Block:
    by_item = Counter(str(row.facts.get("item", "")) for row in began)
    most = max(by_item.values(), default=1)
    return Block(
        kind="bars",
        title=means.say("statistics.by_item"),
        note="" if by_item else means.say("statistics.none"),
        entries=tuple(
            Entry(label=_name(means, item), value=str(count), share=count / most)
            for item, count in by_item.most_common(MOST_ITEMS)
        ),
    )


def pairs(began: list[Row]) -> list[tuple[str, str, int]]:
    """Home city, serving city, people: the most first; what few did is told together, with empty cities."""
    counted = Counter((str(row.facts.get("home", "")), str(row.facts.get("city", ""))) for row in began)
    named = [(home, city, count) for (home, city), count in counted.most_common() if home and city and count >= FEW]
    rest = len(began) - sum(count for _, _, count in named)
    return [*named, ("", "", rest)] if rest else named


def _cities(means: Means, began: list[Row]) -> Block:
    """Whose people were served with which city's things: 跨城通办."""
    divisions = means.terminal().divisions
    found = pairs(began)
    most = max((count for _, _, count in found), default=1)
    entries = tuple(
        Entry(
            label=f"{divisions.city(home)} → {divisions.city(city)}" if home else means.say("statistics.few", few=FEW),
            value=str(count),
            share=count / most,
        )
        for home, city, count in found[:MOST_CITIES]
    )
    note = means.say("statistics.cities_how" if entries else "statistics.none")
    return Block(kind="bars", title=means.say("statistics.by_city"), note=note, entries=entries)


def _ways(means: Means, began: list[Row]) -> Block:
    """Of the items that are offered, and of those that were done: how many are at once, online, nearby, in one trip."""
    catalogue = means.terminal().catalogue
    whole = len(catalogue)
    done = [row for row in began if row.facts.get("item") in catalogue]

    def of(way: str) -> str:
        offered = sum(way in item.settings.facts.ways for item in catalogue.values())
        used = sum(way in catalogue[str(row.facts["item"])].settings.facts.ways for row in done)
        share = f"{100 * used // len(done)}%" if done else "—"
        return means.say("statistics.way", offered=f"{100 * offered // whole}%" if whole else "—", used=share)

    entries = tuple(Entry(label=means.say(f"way.{way}"), value=of(way)) for way in WAYS)
    return Block(
        kind="rows", title=means.say("statistics.ways"), note=means.say("statistics.ways_how"), entries=entries
    )


def table(means: Means, period: str) -> list[str]:
    """The same as lines of CSV: what, of what, how many. Nobody is in it, and no pair of few people."""
    found = rows.newest(means, KINDS, PERIODS[period])
    over = rows.newest(means, (ENDED,), PERIODS[period])
    began = _first_rows(found)
    proved = [row for row in found if row.kind == "identified"]
    hours = Counter(rows.at(row).hour for row in began)
    items = Counter(str(row.facts.get("item", "")) for row in began)
    lines = ["what,of,with,count", f"days,{period},,{len(began)}"]
    lines += [f"hour,{hour:02d},,{hours[hour]}" for hour in range(24)]
    lines += [f"item,{item},,{count}" for item, count in items.most_common()]
    lines += [f"city,{home or 'other'},{city or 'other'},{count}" for home, city, count in pairs(proved)]
    lines += [f"stage,{name},,{count}" for name, count in _stages(found).items()]
    return lines + endings.lines(counted(over), _unended(began, over), FEW)


def _name(means: Means, item: str) -> str:
    if not item:
        return means.say("statistics.no_item")
    known = means.terminal().catalogue.get(item)
    return known.settings.name.of(means.language) if known is not None else item


def _stages_reached(means: Means, found: list[Row]) -> Block:
    """How far visits came."""
    stages = _stages(found)
    most = max(stages.values()) or 1
    return Block(
        kind="bars",
        title=means.say("statistics.abandoned"),
        note=means.say("statistics.abandoned_how"),
        entries=tuple(
            Entry(label=means.say(f"statistics.{name}"), value=str(count), share=count / most)
            for name, count in stages.items()
        ),
    )


def _stages(found: list[Row]) -> dict[str, int]:
    """Visits that came so far. No stage holds another: a guide asks for no identity, a parcel for no consent."""
    visits: dict[str, str] = {}
    stages: dict[str, set[str]] = {name: set() for name in STAGES}
    for row in found:
        kind, _, phase = row.kind.rpartition("-")
        if phase == "intended":
            visits[row.deed] = _visit(row)
        visit = visits.get(row.deed, "") if kind in DEEDS else _visit(row)
        if not visit:
            continue
        stages["began"].add(visit)
        if row.kind == "consent" and row.facts.get("answer") == "yes":
            stages["agreed"].add(visit)
        elif row.kind == "identified":
            stages["proved"].add(visit)
        elif phase == "intended":
            stages["made"].add(visit)
        elif row.kind not in NOT_YET and row.facts.get("outcome", "") == DONE.get(row.kind, "done"):
            stages["finished"].add(visit)
    return {name: len(reached) for name, reached in stages.items()}


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    if wanted == "export":
        period = where.picked if where.picked in PERIODS else "7"
        return Act("export-statistics", lambda: _export(means, period), f"days:{period}")
    return Where(where.page, wanted) if wanted in PERIODS else None


def _export(means: Means, period: str) -> Done:
    try:
        path, signed = export(means.settings, means.clock, "statistics", table(means, period))
    except OSError as error:
        raise ActError(means.say("said.not_written")) from error
    return Done(means.say("said.exported" if signed else "said.exported_unsigned", file=path.name, signature=signed))


PAGE = Page("statistics", "chart", "see-statistics", _look, _take)
