"""One scripted visit on the real drivers and the simulators' wires, and the truth about it from journal and printer."""

import contextlib
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from config.settings import Settings
from drivers.outcome import Outcome
from drivers.process import WIPED
from kiosk.flows import FLOWS
from kiosk.hall import locker_people, material_people, medical_people
from kiosk.hall.bare_hand import BareHand
from kiosk.hall.counterparts import FIRST_DOOR
from kiosk.hall.launcher import Spec, python
from kiosk.hall.person import ANSWERS, Passed, Person
from kiosk.hall.person_ways import DEVICES
from kiosk.hall.surroundings import TERMINAL, Hall
from kiosk.health import PLATFORM
from kiosk.items.catalogue import load_catalogue
from kiosk.items.flow_names import GUIDE
from kiosk.items.routes import Route
from kiosk.journal import JOURNAL, JournalError, read_rows
from kiosk.panel import socket_path

USUAL = ("idcard", "a4_printer", "receipt_printer")
"""What every hall of a scripted visit has."""
CORE_S = 30.0
"""A core is up in three seconds of one processor; ten times that on a machine with other work (our choice)."""
STEP_S = 150.0
"""Longest wait for one screen: a page may be silent for 45 s, a printer helped for 60 s, and then its job withdrawn."""

WORDS = {Outcome.DONE: "printed", Outcome.NOT_DONE: "not printed", Outcome.UNKNOWN: "unknown"}
"""How the command line says an outcome."""
Ending = Literal["paper", "slip", "answer", "payment"]
_ENDINGS: dict[Ending, str] = {"slip": "slip given", "answer": "answered", "payment": "paid"}
EXIT_CODES = {Outcome.DONE: 0, Outcome.NOT_DONE: 1, Outcome.UNKNOWN: 3}


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a visit. Holds no person."""

    item: str
    outcome: Outcome
    reason: str
    """Title of the last screen where it did not come to its end; empty otherwise."""
    ending: Ending
    """What the person went away with: a paper, a slip, or what they have read."""
    pages: int
    """Sheets that the printer itself counted for this print."""
    files: tuple[Path, ...]
    receipt: Path | None
    steps: tuple[Passed, ...]
    ms: int

    @property
    def word(self) -> str:
        """How the command line says what came of it."""
        if self.ending == "payment" and self.outcome is Outcome.NOT_DONE:
            return "not paid"
        return _ENDINGS.get(self.ending, WORDS[self.outcome]) if self.outcome is Outcome.DONE else WORDS[self.outcome]

    def as_json(self) -> dict[str, Any]:
        """For `--json` and summary.json."""
        return {
            "item": self.item,
            "outcome": self.word,
            "reason": self.reason,
            "pages": self.pages,
            "files": [str(path) for path in self.files],
            "receipt": str(self.receipt) if self.receipt is not None else None,
            "steps": [asdict(step) for step in self.steps],
            "ms": self.ms,
        }

    def as_lines(self) -> list[str]:
        """For a person at the command line: what came of it, and each paper below."""
        reason = f" ({self.reason})" if self.reason else ""
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        papers = (*self.files, *([self.receipt] if self.receipt is not None else []))
        said = f"{self.item}: {self.word}{reason}, {pages}, {self.ms} ms"
        return [said, *(f"  {paper}" for paper in papers)]


def knows(hall: Hall, citizen: str) -> bool:
    """Whether the sandbox has such a citizen."""
    try:
        hall.tell("platform", "citizen", number=citizen)
    except ValueError:
        return False
    return True


def lacks_for(hall: Hall, citizen: str, route: Route) -> str:
    """Whom or what the sandbox has not got for that way of this citizen; empty where it can be gone."""
    if route != "helper":
        return ""
    try:
        hall.tell("platform", "helper", number=citizen)
    except ValueError as error:
        return str(error)
    return ""


def start_core(hall: Hall, settings: Settings) -> None:
    """Start the core below a hall's launcher and wait for its socket."""
    # A core that was ended while it started has left its own.
    socket_path(settings).unlink(missing_ok=True)
    argv = python("kiosk", "core", "--config", str(hall.config))
    hall.launcher.start(Spec("core", argv, restarts=True, environment={**hall.core_environment, **WIPED}))
    deadline = hall.clock.monotonic() + CORE_S
    while not socket_path(settings).exists():
        if hall.clock.monotonic() > deadline or not hall.launcher.is_running("core"):
            raise TimeoutError(f"the core did not come up: {hall.launcher.last_words('core')}")
        hall.clock.pause(0.02)


def scripted_visit(
    hall: Hall,
    settings: Settings,
    *,
    item: str,
    citizen: str,
    period: str | None,
    route: Route = "card_code",
    answers: tuple[str, ...] = (),
    likes: tuple[str, ...] = (),
    city: str = "",
    out: Path,
) -> Report:
    """Let one person through the core without a window, and collect what came out.

    Raises:
        LostError: a screen did not come.
    """
    start_core(hall, settings)
    hand = BareHand(socket_path(settings))
    try:
        person = Person(
            item,
            citizen,
            label=prepared(hall, item, citizen),
            period=period,
            route=route,
            answers=answers,
            likes=likes,
            city=city,
            ear=lambda: medical_people.side_heard(hall.run / medical_people.TONE),
            hand=hand,
            tell=hall.tell,
            clock=hall.clock,
            meanwhile=hall.launcher.look,
        )
        person.wait_for(lambda seen: seen.screen != "starting", CORE_S, "the home screen")
        wait_for_devices(hall, (*needed_by(item), *DEVICES.get(route, ())))
        last = person.visit(STEP_S)
        reason = last.cannot or ("" if last.screen in {"done", *ANSWERS} else last.title)
        if load_catalogue(frozenset(FLOWS))[item].settings.flow != GUIDE:
            wait_for_slip(hall)
    finally:
        hand.close()
    return collect(hall, item=item, steps=tuple(person.passed), reason=reason, out=out)


def prepared(hall: Hall, item: str, citizen: str) -> str:
    """What has to lie somewhere before the visit: the label of a folder for whoever puts it in, else nothing."""
    match load_catalogue(frozenset(FLOWS))[item].settings.flow:
        case locker_people.DEPOSIT:
            return locker_people.waiting_parcel(hall.tell, citizen)["label"]
        case medical_people.FLOW:
            medical_people.doctor_is_there(hall.tell)
        case locker_people.PICK_UP:
            locker_people.stored_parcel(hall.tell, citizen, TERMINAL, FIRST_DOOR)
    return ""


def needed_by(item: str) -> tuple[str, ...]:
    """What has to be at work before anybody begins: the card reader, the printers, and what the item names."""
    found = load_catalogue(frozenset(FLOWS))[item]
    named = found.settings.devices
    papers = material_people.DEVICES if material_people.wants_papers(found) else ()
    return (*USUAL, *(device for device in (*named, *papers) if device != PLATFORM and device not in USUAL))


def wait_for_devices(hall: Hall, devices: tuple[str, ...]) -> None:
    """Until these are seen at work, as the journal says, or the limit: then the visit says why not."""
    deadline = hall.clock.monotonic() + CORE_S
    while hall.clock.monotonic() < deadline:
        rows = [row for row in read_rows(hall.state / JOURNAL) if row.kind == "device"]
        states = {str(row.facts["device"]): row.facts["state"] for row in rows}
        if all(states.get(device) == "online" for device in devices):
            return
        hall.clock.pause(0.02)


def wait_for_slip(hall: Hall) -> None:
    """Until the receipt that belongs to a settled print is settled too and lies in the tray, or a short limit."""
    deadline = hall.clock.monotonic() + CORE_S
    while hall.clock.monotonic() < deadline:
        rows = list(read_rows(hall.state / JOURNAL))
        kinds = [row.kind for row in rows]
        printed = sum(row.kind == "slip-settled" and row.facts["outcome"] == "printed" for row in rows)
        if len(list(hall.slips.glob("*.png"))) < printed:
            # The printer has said that it is done before the simulator has drawn what came out.
            hall.clock.pause(0.02)
            continue
        if kinds.count("slip-intended") == kinds.count("slip-settled") and "print-intended" in kinds:
            if kinds.count("slip-settled") == kinds.count("print-settled"):
                return
        elif "print-intended" not in kinds:
            return
        hall.clock.pause(0.02)


def newest_print(hall: Hall) -> tuple[Outcome, int]:
    """The newest print by the journal: UNKNOWN while it is open, NOT_DONE where there is none; and its sheets."""
    outcome, sheets = Outcome.NOT_DONE, 0
    with contextlib.suppress(JournalError):
        for row in read_rows(hall.state / JOURNAL):
            if row.kind == "print-intended":
                outcome, sheets = Outcome.UNKNOWN, 0
            elif row.kind == "print-settled":
                outcome, sheets = Outcome(row.facts["outcome"]), int(row.facts["sheets"])
    return outcome, sheets


def newest_payment(hall: Hall) -> Outcome:
    """The newest order by the journal: DONE where it was delivered, NOT_DONE where nothing stayed paid."""
    outcome = Outcome.NOT_DONE
    for row in read_rows(hall.state / JOURNAL):
        if row.kind == "payment-intended":
            outcome = Outcome.UNKNOWN
        elif row.kind == "payment-delivered":
            outcome = Outcome.DONE
        elif row.kind == "payment-returned" or row.facts.get("outcome") == Outcome.NOT_DONE.value:
            outcome = Outcome.NOT_DONE if row.kind.startswith("payment-") else outcome
    return outcome


def collect(hall: Hall, *, item: str, steps: tuple[Passed, ...], reason: str, out: Path) -> Report:
    """Read the outcome from the journal, and take the papers out of the simulators' trays."""
    outcome, sheets = newest_print(hall)
    ending = _ending_of(hall)
    if ending == "payment":
        outcome = newest_payment(hall)
    elif ending != "paper" and not reason:
        outcome = Outcome.DONE
    files = []
    for number, name in enumerate(hall.tell("a4_printer", "tray")["files"], 1):
        target = out / ("certificate.pdf" if number == 1 else f"certificate-{number}.pdf")
        shutil.copyfile(name, target)
        files.append(target)
    receipt = None
    for number, slip in enumerate(sorted(hall.slips.glob("*.png")), 1):
        receipt = out / ("receipt.png" if number == 1 else f"receipt-{number}.png")
        shutil.copyfile(slip, receipt)
    return Report(
        item=item,
        outcome=outcome,
        reason=reason,
        ending=ending,
        pages=sheets,
        files=tuple(files),
        receipt=receipt,
        steps=steps,
        ms=steps[-1].ms if steps else 0,
    )


def _ending_of(hall: Hall) -> Ending:
    """By the journal: whether a print was begun, or a slip given."""
    try:
        kinds = {row.kind for row in read_rows(hall.state / JOURNAL)}
    except JournalError:
        return "paper"
    if "payment-intended" in kinds:
        return "payment"
    return "paper" if "print-intended" in kinds else "slip" if "slip-settled" in kinds else "answer"
