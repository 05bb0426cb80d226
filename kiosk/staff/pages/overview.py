"""总览: can residents be served now, and if not, why not."""

from datetime import datetime, timedelta

from drivers.clock import BEIJING
from kiosk.flows.identity import ways
from kiosk.health import EMERGENCY, Status
from kiosk.journal import JournalError, Row
from kiosk.staff.means import Means
from kiosk.staff.page import Act, Done, Look, Page, Where
from kiosk.staff.pages import device_words, rows
from kiosk.staff.pages.modes import MAINTENANCE, MODE, MODES, NIGHT
from kiosk.staff_calls import ANSWERED, called_since
from kiosk.staff_view import Block, Entry, Tone

CAME = "came"
DAY = timedelta(hours=24)
KINDS = ("identified", "print-settled", "print-voided", "slip-settled", "issue-settled", "closed", "core-started")
STAFF_CLOSES = frozenset({"staff_here", MAINTENANCE, EMERGENCY})
"""Reasons that staff themselves are."""


def _look(means: Means, _: Where) -> Look:
    since = _called(means)
    if since is None:
        return Look((_answer(means), _lights(means), *_alarms(means), _day(means)))
    at = means.say("overview.called_since", at=f"{since.astimezone(BEIJING):%H:%M}")
    call = Entry(label=means.say("overview.called"), value=at, tone="bad", sign="notice")
    came = Entry(id=CAME, label=means.say("overview.came"), sign="tick")
    called = Block(kind="rows", title=means.say("overview.alarms"), entries=(call,))
    return Look((called, _answer(means), _lights(means), *_alarms(means), _day(means)), (came,))


def _called(means: Means) -> datetime | None:
    """Since when somebody here asks for a person."""
    try:
        return called_since(means.journal, means.clock.now())
    except JournalError:
        return None


def _take(means: Means, _: Where, wanted: str) -> Act | None:
    return Act("answer-call", lambda: _came(means)) if wanted == CAME and _called(means) is not None else None


def _came(means: Means) -> Done:
    means.journal.write(ANSWERED, "", {})
    return Done(means.say("overview.came_told"))


def _answer(means: Means) -> Block:
    """The one question: after staff have left, can somebody be served?"""
    terminal = means.terminal()
    health = terminal.health
    closings = {who.value: key for who, key in health.closings.items() if key and key not in STAFF_CLOSES}
    lacking = {item.id: lack for item in terminal.catalogue.values() if (lack := ways.missing(item, health))}
    shut = [one for one in terminal.shut if one not in lacking]
    whole = len(terminal.catalogue)
    served = whole - len(lacking) - len(shut)
    lines = [
        Entry(label=means.texts.text(means.language, f"trouble.{key}.title"), detail=_since(means, who), tone="bad")
        for who, key in closings.items()
    ]
    mode, since = means.book.value(MODE)
    is_closed = bool(closings) or mode not in ("", NIGHT)
    if mode:
        lines.insert(0, Entry(label=means.say(f"overview.mode_{mode}"), detail=rows.when(since), tone=MODES[mode]))
    by_device: dict[str, int] = {}
    for lack in lacking.values():
        by_device[lack] = by_device.get(lack, 0) + 1
    lines += [
        Entry(
            label=means.say("overview.lacks", device=device_words.name(means, device)),
            value=means.say("overview.items", count=count),
            detail=device_words.cure(means, health.of(device)),
            tone="careful",
            id=f"page:devices:{device}",
        )
        for device, count in sorted(by_device.items(), key=lambda one: -one[1])
    ]
    if shut:
        shut_now = means.say("overview.items", count=len(shut))
        lines.append(Entry(label=means.say("overview.shut_now"), value=shut_now))
    tone: Tone
    if is_closed or not served:
        key, tone = "overview.nobody", "bad"
    elif lacking:
        key, tone = "overview.some", "careful"
    else:
        key, tone = "overview.all", "good"
    head = Entry(
        label=means.say(key),
        value=means.say("overview.of", served=0 if is_closed else served, whole=whole),
        tone=tone,
        sign="tick" if tone == "good" else "notice",
    )
    return Block(kind="rows", title=means.say("overview.question"), entries=(head, *lines))


def _since(means: Means, who: str) -> str:
    return means.say(f"closed_by.{who}")


def _lights(means: Means) -> Block:
    health = means.terminal().health
    return Block(
        kind="lights",
        title=means.say("overview.devices"),
        entries=tuple(
            Entry(
                id=f"page:devices:{device}",
                label=device_words.name(means, device),
                value=device_words.status(means, state),
                tone=device_words.tone(state),
            )
            for device, state in health.devices.items()
            if state.status is not Status.NOT_FITTED
        ),
    )


def _alarms(means: Means) -> tuple[Block, ...]:
    found = tuple(
        Entry(
            id=f"page:devices:{device}",
            label=device_words.name(means, device),
            value=device_words.status(means, state),
            detail=means.texts.text(means.language, f"staff.{fault.value}"),
            tone=device_words.tone(state),
        )
        for device, state in means.terminal().health.devices.items()
        if state.status.is_there
        for fault in (*state.faults, *state.warnings)
    )
    return (Block(kind="rows", title=means.say("overview.alarms"), entries=found),) if found else ()


def _day(means: Means) -> Block:
    """What was done in the last 24 hours."""
    try:
        new = rows.newest(means, KINDS, DAY)
    except JournalError:
        return Block(kind="words", title=means.say("overview.day"), note=means.say("said.journal_broken"))

    def count(kind: str, outcome: str = "") -> int:
        return sum(row.kind == kind and _is(row, outcome) for row in new)

    figures = (
        ("people", count("identified"), "plain"),
        ("papers", rows.papers(new), "plain"),
        ("not_done", count("print-settled", "not_done"), "careful"),
        ("unknown", count("print-settled", "unknown"), "bad"),
        ("slips", count("slip-settled"), "plain"),
        ("starts", count("core-started"), "plain"),
    )
    return Block(
        kind="lights",
        title=means.say("overview.day"),
        entries=tuple(
            Entry(
                label=means.say(f"overview.day_{name}"),
                value=str(number),
                tone=tone if number and tone in ("careful", "bad") else "plain",  # type: ignore[arg-type]  # of Tone
            )
            for name, number, tone in figures
        ),
    )


def _is(row: Row, outcome: str) -> bool:
    return not outcome or row.facts.get("outcome") == outcome


PAGE = Page("overview", "home", "see-overview", _look, _take)
