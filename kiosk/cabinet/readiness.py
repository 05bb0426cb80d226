"""The readiness report: every device, how it is, when it was tested, what it counted; and the items that fall out."""

import fcntl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.settings import Settings
from config.texts import Texts
from drivers.clock import Clock
from drivers.faults import ACTIONS, DeviceError, Fault
from kiosk.cabinet.book import DeviceBook, LastSeen, SelfTest
from kiosk.cabinet.looks import Look
from kiosk.flows.identity import ways
from kiosk.health import IN_ORDER, PLATFORM, DeviceState, Health, Status
from kiosk.items.catalogue import Catalogue

STAFF_LANGUAGE = "zh-Hans"


@dataclass(frozen=True, slots=True)
class Entry:
    """One device of the report."""

    name: str
    model: str
    """Empty where the device is not fitted."""
    status: str
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    cure: str
    """What staff do about the first fault or warning, in their words; empty when there is none."""
    action: str
    seen_at: str
    """ISO 8601: now, or when the running core last saw a change."""
    self_test: SelfTest | None
    counters: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        test = self.self_test
        return {
            "device": self.name,
            "model": self.model,
            "status": self.status,
            "faults": list(self.faults),
            "warnings": list(self.warnings),
            "cure": self.cure,
            "action": self.action,
            "seen_at": self.seen_at,
            "self_test": None if test is None else {"at": test.at, "passed": test.passed, "said": test.said},
            "counters": dict(self.counters),
        }


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole report."""

    terminal: str
    at: str
    by_core: bool
    """Whether it is what the running core last saw; else the devices were asked just now."""
    devices: tuple[Entry, ...]
    closed_by: Mapping[str, str]
    """Voice of kiosk.health.ClosedBy → text key of its reason, as the running core has it."""
    missing: Mapping[str, str]
    """Item → the device without which it cannot be offered. The platform counts as answering: it was not asked."""

    @property
    def is_ready(self) -> bool:
        """Whether every device that is fitted and enabled works, and nobody has closed the terminal."""
        return not self.closed_by and all(
            Status(entry.status).works or not Status(entry.status).is_there for entry in self.devices
        )

    def as_json(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "terminal": self.terminal,
            "at": self.at,
            "by_running_core": self.by_core,
            "is_ready": self.is_ready,
            "devices": [entry.as_json() for entry in self.devices],
            "closed_by": dict(self.closed_by),
            "items_missing_a_device": dict(self.missing),
        }


def core_is_running(journal: Path) -> bool:
    """Whether a core holds the journal, and with it the devices' lines."""
    lock = journal.parent / f"{journal.name}.lock"
    if not lock.exists():
        return False
    with lock.open("r") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def asked(looks: Mapping[str, Look], first: Mapping[str, DeviceState]) -> dict[str, DeviceState]:
    """Ask every device once; those that are not fitted or disabled keep the state they have.

    Args:
        looks: one a device.
        first: the state of every role before anything was asked.
    """
    states = dict(first)
    for name, look in looks.items():
        try:
            states[name] = look()
        except DeviceError as error:
            states[name] = DeviceState(faults=(error.fault,))
    return states


def report(
    settings: Settings,
    clock: Clock,
    texts: Texts,
    catalogue: Catalogue,
    book: DeviceBook,
    first: Mapping[str, DeviceState],
    looks: Mapping[str, Look] | None,
) -> Readiness:
    """Put the report together.

    Args:
        settings: the terminal's file.
        clock: for the date.
        texts: for what staff do.
        catalogue: what this terminal offers.
        book: counters, self-tests, and how a core last saw the devices.
        first: the state of every role before anything was asked.
        looks: to ask with; None while a core runs, whose last word is taken.

    Raises:
        JournalError: the book cannot be read.
    """
    now = clock.now().isoformat(timespec="seconds")
    seen = _last_words(first, book.last_seen()) if looks is None else None
    states = {name: state for name, (state, _) in seen.items()} if seen is not None else asked(looks or {}, first)
    tests, counters = book.tests(), book.counters()
    entries = tuple(
        _entry(
            settings,
            texts,
            name,
            state,
            now if seen is None else seen[name][1],
            tests.get(name),
            counters.get(name, {}),
        )
        for name, state in states.items()
    )
    health = Health(devices={**states, PLATFORM: IN_ORDER})
    missing = {item.id: lack for item in catalogue.values() if (lack := ways.missing(item, health))}
    closed_by = book.closings() if seen is not None else {}
    return Readiness(settings.terminal, now, seen is not None, entries, closed_by, missing)


def _last_words(first: Mapping[str, DeviceState], last: Mapping[str, LastSeen]) -> dict[str, tuple[DeviceState, str]]:
    words = {}
    for name, state in first.items():
        word = last.get(name)
        if word is None or not state.status.is_there:
            words[name] = (state, "")
        else:
            faults, warnings = (tuple(map(_fault, group)) for group in (word.faults, word.warnings))
            words[name] = (DeviceState(faults, warnings), word.at)
    return words


def _fault(word: str) -> Fault:
    """A word that a newer core wrote is unknown to this one."""
    return Fault(word) if word in {fault.value for fault in Fault} else Fault.UNKNOWN


def _entry(
    settings: Settings,
    texts: Texts,
    name: str,
    state: DeviceState,
    seen_at: str,
    test: SelfTest | None,
    counters: Mapping[str, int],
) -> Entry:
    table = getattr(settings, name)
    first = next(iter((*state.faults, *state.warnings)), None)
    return Entry(
        name=name,
        model=str(getattr(table, "model", "")),
        status=state.status.value,
        faults=tuple(fault.value for fault in state.faults),
        warnings=tuple(fault.value for fault in state.warnings),
        cure=texts.text(STAFF_LANGUAGE, f"staff.{first.value}") if first is not None else "",
        action=ACTIONS[first].value if first is not None else "",
        seen_at=seen_at,
        self_test=test,
        counters=counters,
    )
