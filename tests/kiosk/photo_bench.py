"""A person who has a photograph taken: flow, Views, hands, journal, till and province are the real ones.

The face process and the printer are doubles here; tests/drivers/test_photo_*.py and tests/printing have the real ones.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from one_thread import Killed, worked
from PIL import Image
from province_in_process import DEVICES, Hall, InProcess
from whole_catalogue import whole_catalogue

from drivers.face import Change, Finding, PhotoGuidance, PhotoKind, PhotoRule, PhotoTaken
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from kiosk import effects, events
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Job, Work
from kiosk.hands.lodgements import lodge
from kiosk.hands.paying import PayingHands
from kiosk.hands.photos import PhotoHands
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.health import DeviceState
from kiosk.items.catalogue import Catalogue
from kiosk.journal import Journal, Row, read_rows
from kiosk.lodgement_effects import Lodge
from kiosk.paying_effects import PayingEffect
from kiosk.photo_effects import PhotoEffect
from kiosk.sandbox.citizens import Citizen
from kiosk.session import Terminal
from kiosk.till import Till
from kiosk.unknown_lodgements import UnknownLodgements
from kiosk.view import View

ITEM, CASE_ITEM = "id-photo", "case-photo"
PATIENCE_S = 120.0
FITTED = (*DEVICES, "camera", "face")


def a_picture(kind: PhotoKind, shade: int = 200) -> bytes:
    """A picture of that kind's size, of nobody."""
    out = io.BytesIO()
    Image.new("RGB", (kind.width_px, kind.height_px), (shade, shade, 255)).save(out, "JPEG")
    return out.getvalue()


def kept(*broken: tuple[PhotoRule, Change]) -> tuple[Finding, ...]:
    """Every rule, all but these kept."""
    wrong = dict(broken)
    return tuple(Finding(rule, is_kept=rule not in wrong, change=wrong.get(rule)) for rule in PhotoRule)


class Camera:
    """Stands in for the face process: each session gives the next of `comes`."""

    def __init__(self) -> None:
        self.comes: list[PhotoTaken | DeviceError | None] = []
        """None stands for somebody who does nothing until the step is left."""
        self.guided: tuple[PhotoGuidance, ...] = (PhotoGuidance(Change.NEARER, 1, 13), PhotoGuidance(None, 13, 13))
        self.sessions = 0
        self.shot_by_hand = 0

    def photograph(
        self,
        kind: PhotoKind,
        told: Callable[[PhotoGuidance], None],
        preview: Callable[[bytes], None],
        stop: Callable[[], bool],
        shoot: Callable[[], bool],
    ) -> PhotoTaken:
        self.sessions += 1
        for guidance in self.guided:
            told(guidance)
        preview(b"picture")
        self.shot_by_hand += shoot()
        comes = self.comes.pop(0) if self.comes else PhotoTaken(kept(), a_picture(kind, 150 + self.sessions))
        if isinstance(comes, DeviceError):
            raise comes
        if comes is None:
            raise DeviceError(Fault.CANCELLED, "stopped")
        return comes


class PhotoHall(Hall):
    """One terminal with a camera, and its core, which can be killed at any step and started again."""

    def __init__(self, there: InProcess, folder: Path, citizen: Citizen) -> None:
        catalogue = _catalogue()
        items = {item: catalogue[item] for item in (ITEM, CASE_ITEM)}
        terminal = Terminal(
            name="test-01", place="测试厅", city="441300", is_sample=True, has_photo_paper=True, catalogue=items
        )
        super().__init__(there, terminal)
        self.citizen = citizen
        self.file = folder / "journal.sqlite"
        self.camera = Camera()
        self.asked: list[effects.Effect] = []
        """Of the world, by this visit and those before."""
        self.previews: list[bytes] = []
        self.pages: list[tuple[int, bytes]] = []
        self.failures: list[tuple[str, Fault]] = []
        self.prints: list[Outcome] = []
        """What becomes of the next papers; DONE where the list is empty."""
        self.not_ready: list[Fault] = []
        self.printed: list[tuple[str, str]] = []
        """What it was printed on, and the paper's words."""
        self.pays = True
        self.seconds = 0.0
        self.dies_at: tuple[type, int] | None = None
        """The core is killed before (0) or after (1) that effect is carried out."""
        self.money_before = self.money()
        self.photos_before = self.photos()
        self.start()

    def start(self) -> None:
        """A core comes up."""
        self.journal = Journal(self.file, self)
        self.till = Till(self.journal, self.there.platform, self, None)
        devices = Devices(face=self.camera)  # type: ignore[arg-type]  # the part that is asked
        tools = Tools(
            devices,
            None,
            self.there.platform,
            self.journal,
            None,  # type: ignore[arg-type]  # nothing is counted
            self,
            None,  # type: ignore[arg-type]  # no printed zone
            till=self.till,
        )
        self.hands = PhotoHands(tools, self._on, self.previews.append, self._failed)
        self.paying = PayingHands(tools, self._on)
        self._seen()

    # The clock of the till and the journal

    def now(self) -> datetime:
        return self.there.province.clock.now()

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds
        if self.pays and self.session.paying.stage == "open":
            self.there.tell("platform", "pay")

    # A core that ends

    def kill(self) -> None:
        """kill -9: what was on the disk stays."""
        self.journal.close()

    def restart(self) -> None:
        """The core is back: what is open is settled by asking the platform."""
        self.dies_at = None
        self.session = self.session.next_visit()
        self.start()
        for left in self.journal.open_deeds():
            if left.kind in ("lodgement", "print"):
                self.journal.settle(left.deed, left.kind, Outcome.UNKNOWN, {})
        UnknownLodgements(self.journal).ask(self.there.platform)
        self.till.settle_left("code", "")

    def leave(self) -> None:
        """The visit ends, whatever it was doing."""
        self.session = self.session.next_visit()
        self._seen()

    def _seen(self) -> None:
        for device in FITTED:
            self._take(events.DeviceSeen(device, DeviceState(faults=())))

    def _failed(self, device: str, error: DeviceError) -> None:
        self.failures.append((device, error.fault))

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        waited = self.seconds
        # Whoever does nothing for two minutes has gone away.
        worked(work, lambda: self.seconds - waited > PATIENCE_S, post)
        return None

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        self.asked.append(effect)
        at = self.dies_at
        if at is not None and isinstance(effect, at[0]) and at[1] == 0:
            raise Killed
        told = self._told(effect)
        if at is not None and isinstance(effect, at[0]):
            raise Killed
        return told

    def _told(self, effect: effects.Effect) -> list[events.Event]:
        told: list[events.Event] = []
        if isinstance(effect, PhotoEffect):
            self.hands.carry_out(effect, told.append)
            return told
        if isinstance(effect, PayingEffect):
            self.paying.carry_out(effect, told.append)
            return told
        match effect:
            case Lodge():
                return [lodge(effect, self.journal, self.there.platform)]
            case effects.ShowPage(page, picture):
                self.newest()
                assert self.taken.last.paper_page == page, "a picture that no View asks for"
                self.pages.append((page, picture))
                return []
            case effects.AskPrinter() if self.not_ready:
                return [events.PrinterAsked((self.not_ready.pop(0),), 1)]
            case effects.Print(paper, _, deed):
                outcome = self.prints.pop(0) if self.prints else Outcome.DONE
                facts: dict[str, str | int] = {
                    "session": paper.session,
                    "job": deed[:16],
                    "serial": paper.serial,
                    "document_no": "",
                    "sha256": paper.sha256,
                    "pages": paper.pages,
                }
                self.journal.intend(deed, "print", facts)
                if outcome is Outcome.DONE:
                    self._printed(paper)
                    self.printed.append((effect.sheets, self.taken.texts[-1]))
                self.journal.settle(deed, "print", outcome, {"sheets": int(outcome is Outcome.DONE)})
                fault = None if outcome is Outcome.DONE else Fault.JAMMED
                return [events.PrintMoved(0, 1, None), events.PrintSettled(outcome, 1, fault)]
        return super()._answered(effect)

    # In a person's words

    def comes(self, kind: str = "id-card") -> None:
        """Chooses what for, and agrees to the camera."""
        self.leave()
        self.press(f"choice-{ITEM}")
        self.press("primary")
        self.press(f"choice-{kind}")
        self.press("primary")

    def comes_for_a_case(self) -> None:
        """Proves who they are, and chooses the first case."""
        self.leave()
        self.press(f"choice-{CASE_ITEM}")
        self.press("primary")
        if self.newest().screen == "consent":
            self.press("primary")
        if self.newest().screen == "pick" and self.step == "routes":
            self.press("choice-card_code")
        self.tell("idcard", "lay", **self.there.tell("platform", "citizen", number=self.citizen.number))
        for digit in self._code():
            self.press(f"digit-{digit}")

    def whole(self, kind: str = "id-card", use: str = "receipt") -> None:
        """All of it."""
        self.comes(kind)
        self.press("primary")
        self.press(f"choice-{use}")

    @property
    def view(self) -> View:
        """What is shown now."""
        self.newest()
        return self.taken.last

    def rows(self, kind: str) -> list[Row]:
        return [row for row in read_rows(self.file) if row.kind == kind]

    def photos(self) -> int:
        """How many the photo desk keeps."""
        return int(self.there.province.store.rows("SELECT count(*) FROM photos")[0][0])

    def new_photos(self) -> int:
        return self.photos() - self.photos_before

    def money(self) -> dict[str, int]:
        counted: dict[str, Any] = self.there.tell("platform", "money")
        return {name: int(counted[name]) for name in ("charged", "refunded", "delivered")}

    def moved(self) -> dict[str, int]:
        now = self.money()
        return {name: now[name] - self.money_before[name] for name in now}

    def _code(self) -> str:
        messages = self.there.tell("platform", "outbox")["messages"]
        return next(str(one["code"]) for one in reversed(messages) if one["number"] == self.citizen.number)


def holders_of(picture: bytes, value: object) -> list[str]:
    """Names of the fields of a frozen value, and of those in it, that hold the picture."""
    if isinstance(value, bytes):
        return [""] if picture in value else []
    if isinstance(value, tuple | list):
        return [name for one in value for name in holders_of(picture, one)]
    if not is_dataclass(value) or isinstance(value, type):
        return []
    return [f"{part.name}.{name}" for part in fields(value) for name in holders_of(picture, getattr(value, part.name))]


@cache
def _catalogue() -> Catalogue:
    return whole_catalogue()


def digest(data: bytes) -> str:
    """As the desk keeps it."""
    return hashlib.sha256(data).hexdigest()
