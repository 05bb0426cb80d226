"""An endorsement machine's simulator on a wire in this very thread, a permit, a person, a till and a province.

Driver, frames, simulator, journal, till, flow, Views and contract are the real ones. Only the chip is a double: the
PC/SC stack has tests of its own (tests/drivers/test_smart_card_*.py).
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from one_thread import BenchClock, worked
from province_in_process import DEVICES, Hall, InProcess
from whole_catalogue import whole_catalogue

from drivers.camera.opencv import opencv
from drivers.endorser import Place
from drivers.endorser.drawn_card import CardPainter
from drivers.endorser.serial_endorser import SerialEndorser
from drivers.endorser.simulator import Machine
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from drivers.smart_card import DocumentKind, MrzKey, TravelDocument
from kiosk import effects, events
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Job, Work
from kiosk.card_writings import TAKE_S, CardWritings
from kiosk.endorsing_effects import EndorsingEffect
from kiosk.hands.endorsing import EndorsingHands
from kiosk.hands.paying import PayingHands
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.health import DeviceState
from kiosk.journal import Journal, Row, read_rows
from kiosk.paying_effects import PayingEffect
from kiosk.platform.errors import NoConnection
from kiosk.sandbox.citizens import Citizen
from kiosk.session import Terminal
from kiosk.till import Till
from kiosk.unknown_lodgements import UnknownLodgements
from kiosk.untold_writings import UntoldWritings

ITEM, FITTED = "exit-endorsement", (*DEVICES, "smart_card", "endorser")
PERMIT = "hong-kong-macao-permit"
OWN = ["own"]


@dataclass
class MachineWire:
    """The line to the machine; `before` sees each request, and may raise."""

    machine: Machine
    clock: BenchClock
    before: Callable[[bytes], None] = lambda _: None
    waiting: bytes = b""

    def write(self, data: bytes) -> None:
        self.before(data)
        self.waiting += b"".join(self.machine.receive(data))

    def read(self, size: int, within_s: float) -> bytes:
        if not self.waiting:
            self.clock.seconds += within_s
        taken, self.waiting = self.waiting[:size], self.waiting[size:]
        return taken

    def discard_input(self) -> None:
        self.waiting = b""

    def close(self) -> None:
        pass


class Chip:
    """The antenna below the machine's first rest."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.permits: dict[str, TravelDocument] = {}

    def await_card(self, *, within_s: float) -> bool:
        return self._lies() is not None and within_s > 0

    def _lies(self) -> TravelDocument | None:
        return self.permits.get(self._machine.card) if self._machine.place is Place.CHIP else None

    def read_travel_document(self, key: MrzKey) -> TravelDocument:
        lies = self._lies()
        if lies is None:
            raise DeviceError(Fault.ABSENT, "no card")
        if lies.number != key.number:
            raise DeviceError(Fault.REFUSED, "the key does not open it")
        return lies


class EndorsingHall(Hall):
    """One terminal with an endorsement machine, and its core, which can be killed at any step and started again."""

    def __init__(self, there: InProcess, folder: Path, citizen: Citizen) -> None:
        catalogue = whole_catalogue()
        terminal = Terminal(
            name="test-01", place="测试厅", city="441300", is_sample=True, catalogue={ITEM: catalogue[ITEM]}
        )
        super().__init__(there, terminal)
        self.citizen = citizen
        self.file = folder / "journal.sqlite"
        self.clock = BenchClock(there.province.clock.now)
        self.clock.meanwhile = self._meanwhile
        self.machine = Machine(CardPainter(_font()), now=self.clock.monotonic)
        self.wire = MachineWire(self.machine, self.clock)
        self.chip = Chip(self.machine)
        for name, holder in (("own", citizen), ("other", there.province.register.samples(9)[8])):
            made = there.tell("platform", "permit", number=holder.number, kind=PERMIT)
            expiry = datetime.strptime(f"20{made['expiry']}", "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
            self.chip.permits[name] = TravelDocument(
                kind=DocumentKind.HONG_KONG_MACAO_PERMIT,
                number=made["number"],
                name=made["name"],
                birth=holder.birth,
                expiry=expiry,
            )
        self.puts = "own"
        """What the person puts into the machine; empty for nothing."""
        self.takes = True
        self.pays = True
        self.money_before = self.money()
        """Of tests before this one."""
        self.start()

    def start(self) -> None:
        """A core comes up, and has its first look at the machine."""
        self.journal = Journal(self.file, self.clock)
        self.till = Till(self.journal, self.there.platform, self.clock, None)
        endorser = SerialEndorser(self.wire, self.clock)
        self.writings = CardWritings(endorser, self.journal, self.clock, lambda: self.session.name, self._take)
        devices = Devices(endorser=endorser, smart_card=self.chip)  # type: ignore[arg-type]  # the part that is asked
        tools = Tools(
            devices,
            None,
            self.there.platform,
            self.journal,
            None,  # type: ignore[arg-type]  # nothing is counted
            self.clock,
            None,  # type: ignore[arg-type]  # no printed zone
            till=self.till,
            writings=self.writings,
        )
        self.there.journal = self.journal
        self.lodgements, self.untold = UnknownLodgements(self.journal), UntoldWritings(self.journal)
        self.hands = EndorsingHands(tools, self._on, lambda *_: None, self.report)
        self.paying = PayingHands(tools, self._on)
        self.look()
        for device in FITTED:
            self._take(events.DeviceSeen(device, DeviceState(faults=())))

    def kill(self) -> None:
        """kill -9: what was on the disk stays."""
        self.journal.close()

    def restart(self) -> None:
        """Power and core are back."""
        if not self.machine.has_power:
            self.machine.power()
        self.wire.before = lambda _: None
        self.wire.waiting = b""
        self.session = self.session.next_visit()
        self.start()
        for left in self.journal.open_deeds():
            if left.kind == "lodgement":
                self.journal.settle(left.deed, left.kind, Outcome.UNKNOWN, {})
        self.settle()

    def look(self) -> DeviceState | None:
        """The look at rest."""
        try:
            return self.writings.look()
        except DeviceError:
            return None

    def leave(self) -> None:
        """The visit ends, whatever it was doing."""
        self.session = self.session.next_visit()
        for device in FITTED:
            self._take(events.DeviceSeen(device, DeviceState(faults=())))

    def settle(self) -> None:
        """Nobody is there: looks at the machine until it is empty, and the till until nothing is left."""
        for _ in range(30):
            self.look()
            self.report()
            self.till.settle_left("code", "")
            if self.machine.place is Place.NONE and (self.is_unknown or not self.journal.unfinished_payments()):
                return
            self.clock.pause(TAKE_S / 4)
        raise AssertionError(f"not settled: {self.machine.count()}, {self.journal.unfinished_payments()}")

    def report(self) -> None:
        """What the platform is asked and told at rest, and after a writing."""
        self.lodgements.ask(self.there.platform)
        self.untold.tell(self.there.platform, self.session.name)

    @property
    def is_unknown(self) -> bool:
        """Whether nobody can say what a back shows: the money waits for the staff who look at the card."""
        return [row.facts["outcome"] for row in self.rows("endorsement-settled")][-1:] == ["unknown"]

    def _meanwhile(self) -> None:
        if self.machine.is_open and self.puts and self.machine.place is Place.NONE and self.machine.has_power:
            self.machine.insert({"card": self.puts})
        if self.machine.place is Place.MOUTH and self.takes:
            self.machine.take({})
        if self.pays and self.session.item is not None and self.session.paying.stage == "open":
            self.there.tell("platform", "pay")

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        waited = self.clock.seconds

        def stop() -> bool:
            # Whoever does nothing for two minutes has gone away.
            return self.clock.seconds - waited > 120.0

        worked(work, stop, post)
        return None

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        told: list[events.Event] = []
        if isinstance(effect, EndorsingEffect):
            self.hands.carry_out(effect, told.append)
            return told
        if isinstance(effect, PayingEffect):
            self.paying.carry_out(effect, told.append)
            return told
        return super()._answered(effect)

    # In a person's words

    def comes(self) -> None:
        """Lay the card, type the code: the permit is asked for, and put in."""
        self.leave()
        self.press(f"choice-{ITEM}")
        self.press("primary")
        if self.newest().screen == "consent":
            self.press("primary")
        self.tell("idcard", "lay", **self.there.tell("platform", "citizen", number=self.citizen.number))
        for digit in self._code():
            self.press(f"digit-{digit}")

    def chooses(self, where: str = "HK", *kinds: str) -> None:
        """Where, how often; then the fee is looked over."""
        self.press(f"choice-{where}")
        for kind in kinds or ("HK-G-3-1",):
            self.press(f"choice-{kind}")

    def whole(self) -> None:
        """All of it, as far as it goes."""
        self.comes()
        if self.step == "endorse_where":
            self.chooses()
            self.press("primary")

    def rows(self, kind: str) -> list[Row]:
        return [row for row in read_rows(self.file) if row.kind == kind]

    def money(self) -> dict[str, int]:
        """What the cashier has, gave back and booked, in fen."""
        counted: dict[str, Any] = self.there.tell("platform", "money")
        return {name: int(counted[name]) for name in ("charged", "refunded", "delivered")}

    def _code(self) -> str:
        messages = self.there.tell("platform", "outbox")["messages"]
        return next(str(one["code"]) for one in reversed(messages) if one["number"] == self.citizen.number)


@contextmanager
def endorsing_hall(there: InProcess, folder: Path) -> Iterator[EndorsingHall]:
    """One whose person has no endorsement yet; its journal is the province's meanwhile."""
    there.province.store.rows("DELETE FROM endorsements")
    person = next(one for one in there.province.register.samples(9) if one.phone and one.kind == "citizen")
    before = there.journal
    hall = EndorsingHall(there, folder, person)
    yield hall
    hall.kill()
    there.journal = before


def moved(hall: EndorsingHall) -> dict[str, int]:
    """What became of money in this test, in fen."""
    now, before = hall.money(), hall.money_before
    return {name: now[name] - before[name] for name in now}


def granted(hall: EndorsingHall) -> dict[str, int]:
    rows = hall.there.province.store.rows("SELECT outcome, count(*) FROM endorsements GROUP BY outcome")
    return {str(row[0]): int(row[1]) for row in rows}


def count(hall: EndorsingHall) -> dict[str, Any]:
    return hall.machine.count()


class Silent:
    """A platform that nothing comes back from at some questions: unheard, or with the answer lost."""

    def __init__(self, hall: EndorsingHall, path: str, *, is_done: bool) -> None:
        self._ask, self._path, self._is_done = hall.there.platform.ask, path, is_done

    def __call__(self, question: Any, kind: Any) -> Any:
        if not question.path.startswith(self._path):
            return self._ask(question, kind)
        if self._is_done and question.path == self._path:
            self._ask(question, kind)
        raise NoConnection("lost")


def code_in(picture: bytes, _clock: object) -> str:
    """What kiosk/hands/card_back.py reads, without a process."""
    cv2 = opencv()
    seen = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)
    return str(cv2.QRCodeDetector().detectAndDecode(seen)[0])


def _font() -> Path:
    return Path(sys.prefix) / "share" / "kiosk" / "fonts" / "NotoSansSC-Regular.ttf"
