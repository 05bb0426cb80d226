"""安全: the security self-test. What it cannot see from inside, it does not claim."""

import json
import os
import resource
from collections.abc import Callable
from datetime import timedelta

from config.settings import Settings
from drivers.faults import DeviceError
from drivers.machine import Sync
from drivers.machine.clock_state import clock_state
from kiosk.cabinet.advice import advice, swaps_of_this_machine
from kiosk.health import ClosedBy
from kiosk.journal import Row, first_bad_row
from kiosk.staff.accounts import AccountsError
from kiosk.staff.guarding import OURS, ours
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff.plugged import Plugged
from kiosk.staff.tries import LOCKED_AT
from kiosk.staff_view import Block, Entry, Tone

DAY = timedelta(hours=24)
WEEK = timedelta(days=7)
HANDS = ("case-opened", "case-shut", "usb-plugged", "usb-gone", "device-swapped", "computer-swapped")
TESTED = "security"
OTHERS = 0o077
NAMED = 6
"""Devices that one question names, and one yes takes (our choice: what is read before it is answered)."""
TONES: dict[str, Tone] = {"kept_out": "careful", "stranger": "bad", "known": "good"}
Finding = tuple[Tone, str]


def _look(means: Means, _: Where) -> Look:
    kept, at = means.book.value(TESTED)
    lines = []
    for one in kept.splitlines():
        name, tone, detail = one.split("\t")
        lines.append(
            Entry(
                label=means.say(f"security.{name}"),
                value=means.say(f"tone.{tone}"),
                detail=detail,
                tone=tone,  # type: ignore[arg-type]  # as it was kept
            )
        )
    refused = tuple(
        Entry(
            label=str(row.facts.get("account", "")) or means.say("security.unknown"),
            value=rows.when(row.at),
            detail=means.say("security.refused", reason=_why(means, row), errors=row.facts.get("errors", 0)),
            tone="careful",
        )
        for row in reversed(rows.newest(means, ("staff-refused",), DAY)[-20:])
    )
    return Look(
        (
            Block(
                kind="rows",
                title=means.say("security.title", at=rows.when(at) if at else means.say("audit.never")),
                entries=tuple(lines),
            ),
            Block(
                kind="rows" if refused else "words",
                title=means.say("security.logins"),
                note="" if refused else means.say("security.no_refusal"),
                entries=refused,
            ),
            _hands(means),
            _usb(means),
        ),
        (
            Entry(id="run", label=means.say("security.run"), sign="shield"),
            *((Entry(id="ours", label=means.say("security.ours"), sign="tick"),) if _strangers(means) else ()),
        ),
    )


def _why(means: Means, row: Row) -> str:
    """Of a refusal: at the door, or of an act."""
    return means.say(f"why.{str(row.facts.get('reason', 'wrong')).partition(':')[0]}")


def _hands(means: Means) -> Block:
    """What somebody did to the computer itself."""
    found = tuple(
        Entry(
            label=means.say(f"security.{row.kind}"),
            value=rows.when(row.at),
            detail=" ".join(str(row.facts[name]) for name in ("device", "known", "seen") if name in row.facts),
            tone="plain" if row.kind in ("case-shut", "usb-gone") else "careful",
        )
        for row in reversed(rows.newest(means, HANDS, WEEK)[-20:])
    )
    return Block(
        kind="rows" if found else "words",
        title=means.say("security.hands"),
        note="" if found else means.say("security.no_refusal"),
        entries=found,
    )


def _usb(means: Means) -> Block:
    strangers = _strangers(means)
    entries = tuple(
        Entry(
            label=one.name or f"{one.vendor}:{one.product}",
            value=means.say(f"security.{_stands(one, strangers)}"),
            detail=one.key,
            tone=TONES[_stands(one, strangers)],
        )
        for one in means.plugged()
    )
    return Block(
        kind="rows" if entries else "words",
        title=means.say("security.usb"),
        note="" if entries else means.say("security.no_usb"),
        entries=entries,
    )


def _stands(one: Plugged, strangers: tuple[Plugged, ...]) -> str:
    """One that the kernel refuses does no harm; that somebody tried stays worth a look."""
    return "kept_out" if one.is_refused else "stranger" if one in strangers else "known"


def _strangers(means: Means) -> tuple[Plugged, ...]:
    """Plugged in, and nobody of the staff has said that it belongs here."""
    known = ours(means.book)
    return tuple(one for one in means.plugged() if one.key not in known)


def _accepted(means: Means, shown: tuple[Plugged, ...], named: tuple[Plugged, ...]) -> Done:
    """What was named alone, and what was known and is still there; what came in meanwhile nobody has read."""
    now = {one.key for one in means.plugged()}
    if now != {one.key for one in shown}:
        raise ActError(means.say("security.changed"))
    means.book.keep(OURS, json.dumps(sorted((ours(means.book) & now) | {one.key for one in named})))
    return Done(means.say("said.kept"))


def _take(means: Means, _: Where, wanted: str) -> Act | None:
    if wanted == "ours":
        shown, strangers = means.plugged(), _strangers(means)
        named, more = strangers[:NAMED], len(strangers) - NAMED
        return Act(
            "accept-usb",
            lambda: _accepted(means, shown, named),
            " ".join(one.key for one in named),
            title=means.say("security.ours_title"),
            lines=(
                *(f"{one.name} {one.key}".strip() for one in named),
                *((means.say("security.ours_more", count=more),) if more > 0 else ()),
                means.say("security.ours_lead"),
            ),
            is_serious=True,
        )
    return Act("see-security", lambda: run(means)) if wanted == "run" else None


def run(means: Means) -> Done:
    """All checks, kept until the next time."""
    found = [(name, *check(means)) for name, check in CHECKS.items()]
    means.book.keep(TESTED, "\n".join(f"{name}\t{tone}\t{detail}" for name, tone, detail in found))
    bad = sum(tone == "bad" for _, tone, _ in found)
    careful = sum(tone == "careful" for _, tone, _ in found)
    tone: Tone = "bad" if bad else "careful" if careful else "good"
    return Done(means.say("security.done", bad=bad, careful=careful), tone)


def _journal(means: Means) -> Finding:
    bad = first_bad_row(means.journal.path)
    return ("good", str(means.journal.newest())) if bad is None else ("bad", means.say("audit.broken", seq=bad[0]))


def _folders(means: Means) -> Finding:
    settings: Settings = means.settings
    open_ones = [
        folder.name for folder in (settings.state_folder, settings.run_folder) if folder.stat().st_mode & OTHERS
    ]
    return ("bad", " ".join(open_ones)) if open_ones else ("good", "0700")


def _accounts(means: Means) -> Finding:
    try:
        known = means.accounts.all()
    except AccountsError as error:
        return "bad", str(error)
    today = means.clock.now().date()
    old = [account.number for account in known if not account.is_revoked and not account.is_valid(today)]
    locked = [account.number for account in known if means.book.errors(account.number) >= LOCKED_AT]
    if old or locked:
        return "careful", means.say("security.accounts_see", old=len(old), locked=len(locked))
    return "good", str(len(known))


def _door(means: Means) -> Finding:
    module = means.settings.io_module
    if module is None or "service_door" not in module.inputs:
        return "careful", means.say("security.no_sensor")
    is_open = bool(means.terminal().health.closings.get(ClosedBy.DOOR))
    return ("careful", means.say("door_is.open")) if is_open else ("good", means.say("door_is.closed"))


def _plugs(means: Means) -> Finding:
    strangers = _strangers(means)
    return ("careful", " ".join(one.key for one in strangers)) if strangers else ("good", "")


def _memory(means: Means) -> Finding:
    told = [line for line in advice(means.settings, swaps_of_this_machine()) if "swap" in line]
    return ("bad", told[0]) if told else ("good", "")


def _dumps(_: Means) -> Finding:
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    return ("good", "0") if soft == hard == 0 else ("bad", f"{soft}/{hard}")


def _clock(_: Means) -> Finding:
    try:
        state = clock_state()
    except (DeviceError, OSError):
        return "careful", ""
    is_right = state.sync is Sync.SYNCHRONISED
    return ("good" if is_right else "careful"), f"±{state.estimated_error_s:.3f} s"


def _user(_: Means) -> Finding:
    return ("bad", "root") if os.geteuid() == 0 else ("good", str(os.geteuid()))


def _trust(means: Means) -> Finding:
    return ("careful", means.say("connections.simulated")) if means.terminal().is_sample else ("good", "")


CHECKS: dict[str, Callable[[Means], Finding]] = {
    "journal": _journal,
    "folders": _folders,
    "accounts": _accounts,
    "door": _door,
    "usb": _plugs,
    "memory": _memory,
    "dumps": _dumps,
    "clock": _clock,
    "user": _user,
    "trust": _trust,
}

PAGE = Page("security", "shield", "see-security", _look, _take)
