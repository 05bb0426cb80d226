"""总览: the city's other terminals, as the platform last heard of them: who serves, who does not, who is silent."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from pydantic import ValidationError

from drivers.clock import BEIJING
from kiosk.heartbeat import SILENT_S
from kiosk.items.names import separator
from kiosk.platform import fleet
from kiosk.platform.errors import PlatformError
from kiosk.platform.fleet_values import Fleet, TerminalLine
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import device_words, rows
from kiosk.staff_view import Block, Entry, Tone

TOLD = "fleet"
STANDING = "standing"
"""The worker that asks the platform: no person's question waits for it."""
ORDER: dict[str, Tone] = {"silent": "bad", "closed": "bad", "partly": "careful", "serves": "good"}
"""What needs somebody first, and how it is told."""


def _look(means: Means, _: Where) -> Look:
    told, at = means.book.value(TOLD)
    buttons = (Entry(id="ask", label=means.say("fleet.ask"), sign="again"),) if means.platform is not None else ()
    known = _known(told)
    if known is None:
        note = means.say("fleet.not_asked" if means.platform is not None else "fleet.no_key")
        return Look((Block(kind="words", title=means.say("fleet.title"), note=note),), buttons)
    states = {line.terminal: _state(line, known.asked_at) for line in known.terminals}
    lights = tuple(
        Entry(
            label=means.say(f"fleet.{name}"),
            value=str(count),
            tone=tone if count else "plain",
        )
        for name, tone in reversed(ORDER.items())
        for count in (sum(state == name for state in states.values()),)
    )
    order = list(ORDER)
    lines = sorted(known.terminals, key=lambda line: (order.index(states[line.terminal]), line.terminal))
    return Look(
        (
            Block(kind="lights", title=means.say("fleet.count", count=len(lines), at=rows.when(at)), entries=lights),
            Block(
                kind="rows",
                title=means.say("fleet.title"),
                entries=tuple(_entry(means, line, states[line.terminal], known.asked_at) for line in lines),
            ),
        ),
        buttons,
    )


def _known(told: str) -> Fleet | None:
    if not told:
        return None
    try:
        return Fleet.model_validate(json.loads(told))
    except (ValueError, ValidationError):
        # Kept by a version before this one.
        return None


def _state(line: TerminalLine, asked: datetime) -> str:
    """By the platform's clock, when it was asked: neither an old answer nor a wrong clock here makes others silent."""
    if asked - line.heard_at > timedelta(seconds=SILENT_S):
        return "silent"
    if line.closed:
        return "closed"
    return "partly" if line.out_of_order else "serves"


def _entry(means: Means, line: TerminalLine, state: str, asked: datetime) -> Entry:
    details = [line.place]
    if state == "silent":
        minutes = int((asked - line.heard_at).total_seconds() // 60)
        details.append(means.say("fleet.since", minutes=minutes))
    elif line.closed:
        details.append(_reason(means, line.closed))
    if line.out_of_order and state != "silent":
        details.append(means.say("fleet.out", devices=_devices(means, line.out_of_order)))
    if line.called_at is not None and state != "silent":
        details.insert(0, means.say("fleet.called", at=f"{line.called_at.astimezone(BEIJING):%H:%M}"))
    if line.exchanged:
        details.append(means.say("fleet.exchanged", devices=_devices(means, line.exchanged)))
    is_this = line.terminal == means.settings.terminal
    return Entry(
        label=means.say("fleet.this", terminal=line.terminal) if is_this else line.terminal,
        value=means.say(f"fleet.{state}"),
        detail=" · ".join(details),
        tone=ORDER[state],
        is_on=is_this,
    )


def _reason(means: Means, key: str) -> str:
    """A newer version over there may close for what this one has no words for."""
    known = means.texts.has(f"trouble.{key}.title")
    return means.texts.text(means.language, f"trouble.{key}.title") if known else means.say("fleet.other_reason")


def _devices(means: Means, names: Iterable[str]) -> str:
    known = (device_words.name(means, name) if means.words.has(f"device.{name}") else name for name in names)
    return separator(means.language).join(known)


def _take(means: Means, _: Where, wanted: str) -> Act | None:
    return Act("ask-fleet", lambda: _ask(means), worker=STANDING) if wanted == "ask" and means.platform else None


def _ask(means: Means) -> Done:
    if means.platform is None:
        raise ActError(means.say("fleet.no_key"))
    try:
        found = fleet.fleet(means.platform)
    except PlatformError as error:
        raise ActError(means.say("connections.no_answer", why=error.key)) from error
    means.book.keep(TOLD, found.model_dump_json())
    return Done(means.say("fleet.found", count=len(found.terminals)))


PAGE = Page("fleet", "place", "see-fleet", _look, _take)
