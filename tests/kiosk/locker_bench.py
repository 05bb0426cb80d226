"""A locker of real drivers over simulated boards without a pty, a person at it, and a province that orders its doors.

Everything between is the real thing: signatures, contract, journal, deeds, flows, Views. Time costs nothing: whenever
somebody waits, the world goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from one_thread import BenchClock, worked
from province_in_process import DEVICES, Hall, InProcess
from whole_catalogue import whole_catalogue

from config.device_settings import LockerBoardSettings, LockerSettings
from drivers.faults import DeviceError, Fault
from drivers.locker import Locker
from drivers.locker.board_8a import Board8A
from drivers.locker.boxes import Box, Boxes
from drivers.locker.bus import Bus
from drivers.locker.cabinet import Cabinet, LockBoards, Wiring
from drivers.locker.cu16 import Cu16
from drivers.locker.simulated_boards import Simulated8A, SimulatedCu16, SimulatedFamily, SimulatedWkly
from drivers.locker.simulator import BoardsOnTheBus
from drivers.locker.wkly import Wkly
from drivers.pin_pad import Cancelled, Entered, PinEvent
from kiosk import effects, events
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.locker_doors import Doors
from kiosk.cabinet.workers import Job, Work
from kiosk.door_reports import report_doors
from kiosk.doors import DoorDeeds, deeds_of
from kiosk.hands.locker import LockerHands
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.health import DeviceState
from kiosk.journal import Journal, Row, read_rows
from kiosk.locker_effects import LockerEffect
from kiosk.parcels import doors_of
from kiosk.sandbox.citizens import Citizen
from kiosk.session import Terminal
from kiosk.view import View

TERMINAL = "test-01"
PORT = Path("/dev/kiosk-locker")


@dataclass
class Line:
    """The bus: what is written is answered at once, unless something is wrong with it."""

    boards: BoardsOnTheBus
    clock: BenchClock
    fault: Callable[[bytes], str] = lambda _: ""
    """Asked for every request: `lost` on its way, or done and the reply `silent`, `garbled`, or the line `gone`."""
    waiting: bytes = b""

    def write(self, data: bytes) -> None:
        wrong = self.fault(data)
        if wrong == "lost":
            return
        reply = b"".join(self.boards.receive(data))
        if wrong == "gone":
            raise DeviceError(Fault.GONE, "the line broke")
        if wrong == "garbled":
            reply = reply[:-1] + bytes([reply[-1] ^ 0x55]) if reply else reply
        self.waiting += b"" if wrong == "silent" else reply

    def read(self, size: int, within_s: float) -> bytes:
        if not self.waiting:
            self.clock.seconds += within_s
            self.boards.quiet()
            return b""
        taken, self.waiting = self.waiting[:size], self.waiting[size:]
        return taken

    def discard_input(self) -> None:
        self.waiting = b""

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class Kind:
    """A family of boards."""

    model: str
    boards: dict[int, int]
    item_sensors: bool
    simulated: Callable[[Boxes], SimulatedFamily]
    driver: Callable[[Bus], LockBoards]

    @property
    def settings(self) -> LockerSettings:
        boards = tuple(
            LockerBoardSettings(
                board=board, locks=locks, item_sensors=self.item_sensors, sizes="s" * (locks - 6) + "mmmmll"
            )
            for board, locks in self.boards.items()
        )
        return LockerSettings(model=self.model, port=PORT, boards=boards, shut_s=60.0)


EIGHT = Kind("8a", {1: 24}, False, lambda boxes: Simulated8A(boxes, 0x82), Board8A)
CU16 = Kind("cu16", {0: 16, 1: 8}, True, SimulatedCu16, Cu16)
WKLY = Kind("wkly", {1: 24}, False, lambda boxes: SimulatedWkly(boxes, says_unasked=True), Wkly)
KINDS = (EIGHT, CU16, WKLY)


@dataclass
class Person:
    """Whoever stands at the locker: what they do with an open door, look by look, and what is in their hand."""

    boxes: Boxes
    takes: bool = True
    puts: bool = False
    shuts_after: int = 3
    """Looks at an open door until they shut it; -1: never."""
    looks: int = 0
    holds: str = ""
    """The parcel that they want to put in, or that they have got."""

    def go_on(self, world: "World") -> None:
        """One moment of the world."""
        for name, box in world.open_boxes():
            self.looks += 1
            if self.takes and box.has_item and self.looks >= 2:
                box.has_item = False
                self.holds = world.inside.pop(name, "")
            if self.puts and not box.has_item and self.looks >= 2 and self.holds:
                box.has_item, world.inside[name], self.holds = True, self.holds, ""
            if 0 <= self.shuts_after <= self.looks:
                box.is_open = False


@dataclass
class World:
    """What is really so."""

    boxes: Boxes
    inside: dict[str, str] = field(default_factory=dict)
    """Which parcel lies in which box."""
    person: Person | None = None

    def open_boxes(self) -> list[tuple[str, Box]]:
        return [
            (f"{board}-{lock}", box)
            for board, row in self.boxes.boards.items()
            for lock, box in enumerate(row, start=1)
            if box.is_open
        ]

    def box(self, name: str) -> Box:
        board, _, lock = name.partition("-")
        found = self.boxes.box(int(board), int(lock))
        assert found is not None
        return found

    def go_on(self) -> None:
        if self.person is not None:
            self.person.go_on(self)


class Pad:
    """A PIN pad on which the right number is pressed."""

    def __init__(self) -> None:
        self.pins: list[str] = []

    def begin(self, digits: int, within_s: float) -> None:
        pass

    def next(self, within_s: float) -> PinEvent:
        return Entered(self.pins.pop(0)) if self.pins else Cancelled()

    def cancel(self) -> None:
        pass


class LockerHall(Hall):
    """One terminal with a locker, and its core, which can be killed at any step and started again."""

    def __init__(self, there: InProcess, folder: Path, kind: Kind) -> None:
        catalogue = whole_catalogue()
        terminal = Terminal(
            name=TERMINAL,
            place="测试厅",
            city="441300",
            is_sample=True,
            catalogue={name: catalogue[name] for name in ("pick-up", "locker-deposit")},
            doors=doors_of(kind.settings),
        )
        super().__init__(there, terminal)
        self.kind = kind
        self.file = folder / f"{kind.model}.sqlite"
        self.world = World(Boxes(kind.boards))
        self.clock = BenchClock(there.province.clock.now)
        self.clock.meanwhile = self.world.go_on
        self.line = Line(BoardsOnTheBus(kind.simulated(self.world.boxes)), self.clock)
        self.pad = Pad()
        self.said: list[events.Event] = []
        """What was posted without being asked for."""
        self.seen: list[View] = []
        self.scans: list[str] = []
        self.start()
        for device in (*DEVICES, "locker", "pin_pad"):
            self._take(events.DeviceSeen(device, DeviceState(faults=())))

    # The core's life

    def start(self) -> None:
        """A core comes up: journal, driver, deeds, and the first look at the doors."""
        self.journal = Journal(self.file, self.clock)
        self.book = DeviceBook(self.file, self.clock)
        self.line.waiting = b""
        self.locker: Locker = self._cabinet()
        deeds = deeds_of(self.kind.settings, self.locker, self.journal, self.clock)
        assert deeds is not None
        self.deeds: DoorDeeds = deeds
        self.doors = Doors(self.locker, self.journal, self.book, deeds, post=self.said.append)
        devices = Devices(locker=self.locker, pin_pad=self.pad)  # type: ignore[arg-type]  # the part that is asked
        tools = Tools(devices, None, self.there.platform, self.journal, self.book, self.clock, None, deeds)  # type: ignore[arg-type]  # what the locker needs
        self.hands = LockerHands(tools, self._at_once, self.look, self.report, lambda *_: None)
        self.look()

    def kill(self) -> None:
        """kill -9: what was on the disk stays."""
        self.journal.close()
        self.book.close()

    def restart(self) -> None:
        """Come up again, with nobody in the middle of anything."""
        self.line.fault = lambda _: ""
        self.start()
        self.session = self.session.next_visit()
        self.report()

    def look(self) -> DeviceState | None:
        """The look at rest; a board that does not answer is asked the next time."""
        try:
            return self.doors.look()
        except DeviceError:
            return None

    def report(self) -> None:
        """What the worker that makes reports does."""
        report_doors(self.journal, self.there.platform)

    def _cabinet(self) -> Locker:
        sensed = self.kind.item_sensors
        wiring = {board: Wiring(locks=locks, item_sensors=sensed) for board, locks in self.kind.boards.items()}
        return Cabinet(self.kind.driver(Bus(self.line, self.clock)), wiring, self.clock)

    # What a visit asks for

    def _at_once(self, worker: str, post: Post, work: Work) -> Job | None:
        worked(work, lambda: False, post)
        return None

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, LockerEffect):
            told: list[events.Event] = []
            self.hands.carry_out(effect, told.append)
            return told
        if isinstance(effect, effects.ScanCode):
            return [events.CodeScanned(self.scans.pop(0).encode())] if self.scans else []
        return super()._answered(effect)

    # In a person's words

    @property
    def view(self) -> View:
        self.newest()
        return self.taken.last

    def begin(self, item: str) -> None:
        """From the home screen into the item."""
        self.session = self.session.next_visit()
        for device in (*DEVICES, "locker", "pin_pad"):
            self._take(events.DeviceSeen(device, DeviceState(faults=())))
        self.press(f"choice-{item}")
        self.press("primary")

    def staff(self, who: int) -> None:
        """Show the pass before the scanner that waits, and press the PIN."""
        member = self.there.tell("platform", "staff")["staff"][who]
        self.pad.pins.append(member["pin"])
        self._take(events.CodeScanned(member["code"].encode()))

    def parcel(self, citizen: Citizen, **more: object) -> str:
        """Something waits at the counter: its name; the label is on `label_of`."""
        made = self.there.tell("platform", "parcel", number=citizen.number, **more)
        self.labels[made["parcel"]] = made["label"]
        return str(made["parcel"])

    @property
    def labels(self) -> dict[str, str]:
        if not hasattr(self, "_labels"):
            self._labels: dict[str, str] = {}
        return self._labels

    def deposit(self, parcel: str, *, who: int = 0, size: str = "", person: Person | None = None) -> View:
        """The staff put one parcel in, as far as it goes."""
        self.world.person = person or Person(self.world.boxes, takes=False, puts=True)
        self.world.person.holds = parcel
        self.begin("locker-deposit")
        self.staff(who)
        self.press("choice-put")
        self._take(events.CodeScanned(self.labels[parcel].encode()))
        if self.view.screen == "pick":
            self.press(f"choice-{size or self.view.choices[0].id}")
        return self.view

    def collect(self, code: str, *, person: Person | None = None) -> View:
        """Somebody takes their parcel by its code, as far as it goes."""
        self.world.person = person or Person(self.world.boxes)
        self.begin("pick-up")
        self.press("choice-code")
        for digit in code:
            self.press(f"key-{digit}")
        self.press("primary")
        return self.view

    def close_doors(self) -> None:
        """Somebody goes round and shuts what stands open."""
        for _, box in self.world.open_boxes():
            box.is_open = False
        self.look()

    @property
    def terminal_doors(self) -> tuple[str, ...]:
        return tuple(door.name for door in self.session.terminal.doors)

    def known(self, parcel: str) -> dict[str, str]:
        """What the platform knows of a parcel."""
        return next(one for one in self.there.tell("platform", "parcels")["parcels"] if one["parcel"] == parcel)

    def rows(self, kind: str) -> list[Row]:
        return [row for row in read_rows(self.file) if row.kind == kind]

    def balance(self) -> None:
        """Nothing is lost, nothing is doubled, and the books say what happened at every door."""
        counted = self.world.boxes.count()
        settled = [row.facts for row in self.rows("door-settled")]
        opened = sum(row["opened"] == "done" for row in settled)
        unknown = sum(row["opened"] == "unknown" for row in settled)
        assert opened <= counted["openings"] <= opened + unknown, (opened, counted["openings"], unknown)
        assert counted["pulses"] <= len(self.rows("door-intended"))
        assert counted["forced"] == len(self.rows("door-forced"))
        for one in self.there.tell("platform", "parcels")["parcels"]:
            where = next((name for name, parcel in self.world.inside.items() if parcel == one["parcel"]), None)
            if one["state"] == "stored":
                assert where == one["door"], "the platform sends people to a door that it is not behind"
            if one["state"] in ("waiting", "collected", "recalled"):
                assert where is None, f"{one['state']}, and it lies behind {where}"
