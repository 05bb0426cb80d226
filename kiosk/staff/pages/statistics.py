"""统计: how many, when, what, and where they gave up; from the journal, which knows nobody."""

from collections import Counter
from datetime import timedelta

from kiosk.journal import JournalError, Row
from kiosk.staff.means import Means
from kiosk.staff.page import Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry

PERIODS = {"1": timedelta(days=1), "7": timedelta(days=7), "30": timedelta(days=30)}
KINDS = ("identified", "consent", "print-intended", "print-settled", "issue-intended", "submission-intended")
NIGHT = (*range(22, 24), *range(7))
"""22:00 to 07:00, as on the residents' screens."""
MOST_ITEMS = 12


def _look(means: Means, where: Where) -> Look:
    period = where.picked if where.picked in PERIODS else "7"
    buttons = tuple(Entry(id=one, label=means.say("statistics.days", days=one), is_on=one == period) for one in PERIODS)
    try:
        found = rows.newest(means, KINDS, PERIODS[period])
    except JournalError:
        return Look((Block(kind="words", note=means.say("said.journal_broken")),), buttons)
    began = [row for row in found if row.kind == "identified"]
    return Look(
        (_figures(means, found, began), _hours(means, began), _items(means, began), _ends(means, found)), buttons
    )


def _figures(means: Means, found: list[Row], began: list[Row]) -> Block:
    night = sum(rows.at(row).hour in NIGHT for row in began)
    printed = sum(row.kind == "print-settled" and row.facts.get("outcome") == "done" for row in found)
    share = f"{100 * night // len(began)}%" if began else "—"
    figures = (("visits", str(len(began))), ("night", share), ("printed", str(printed)))
    return Block(
        kind="lights",
        title=means.say("statistics.figures"),
        entries=tuple(Entry(label=means.say(f"statistics.{name}"), value=value) for name, value in figures),
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


def _name(means: Means, item: str) -> str:
    known = means.terminal().catalogue.get(item)
    return known.settings.name.of(means.language) if known is not None else item


def _ends(means: Means, found: list[Row]) -> Block:
    """How far visits came that agreed to begin: each stage has those that came so far, and what was lost before it."""
    agreed, proved, made, done = _stages(found)
    stages = (("agreed", len(agreed)), ("proved", len(proved)), ("made", len(made)), ("finished", len(done)))
    most = max((count for _, count in stages), default=0) or 1
    return Block(
        kind="bars",
        title=means.say("statistics.abandoned"),
        note=means.say("statistics.abandoned_how"),
        entries=tuple(
            Entry(label=means.say(f"statistics.{name}"), value=str(count), share=count / most) for name, count in stages
        ),
    )


def _stages(found: list[Row]) -> tuple[set[str], set[str], set[str], set[str]]:
    prints: dict[str, str] = {}
    agreed: set[str] = set()
    proved: set[str] = set()
    made: set[str] = set()
    done: set[str] = set()
    for row in found:
        match row.kind:
            case "consent" if row.facts.get("answer") == "yes":
                agreed.add(str(row.facts.get("visit", "")))
            case "identified":
                proved.add(str(row.facts.get("visit", "")))
            case "print-intended":
                prints[row.deed] = str(row.facts.get("session", ""))
                made.add(str(row.facts.get("session", "")))
            case "print-settled" if row.facts.get("outcome") == "done" and row.deed in prints:
                done.add(prints[row.deed])
    return agreed, proved & agreed, made & agreed, done & agreed


def _take(_means: Means, where: Where, wanted: str) -> Where | None:
    return Where(where.page, wanted) if wanted in PERIODS else None


PAGE = Page("statistics", "chart", "see-statistics", _look, _take)
