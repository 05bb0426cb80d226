"""Somebody who applies with papers: a scanner, a phone and a field to sign on, on a province in one process.

Flow, Views, hands, journal, contract and every check are the real ones. What lies on the glass is a picture, and the
pictures are looked at in this very process instead of a child.
"""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from applying_bench import MOST_STEPS, Applicant
from one_thread import worked
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from province_in_process import Hall, InProcess, StandingClock

from drivers.document_scanner import Area, Colour, Scan
from drivers.faults import DeviceError, Fault
from drivers.receipt_printer import Line, Pair, Slip
from drivers.signature_pad.screen import ScreenPad
from kiosk import effects, events
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Job, Work
from kiosk.hands.materials import MaterialsHands
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.health import DeviceState
from kiosk.materials_effects import MaterialsEffect
from kiosk.session import Terminal
from kiosk.unlodged import FOLDER, Unlodged
from printing.font_folder import font_folder

LID = (40, 40, 40)


@cache
def paper(mistake: str = "") -> bytes:
    """A4 on the glass with 60 dots an inch and large print, a little askew; PNG."""
    page = Image.new("RGB", (620, 877), (250, 250, 248))
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(font_folder() / "NotoSansSC-Regular.ttf"), 22)
    for row in range(18 if mistake != "empty" else 0):
        draw.text((50, 60 + 42 * row), f"第{row + 1}条　这是演示数据，没有效力。", fill="black", font=font)
    glass = Image.new("RGB", (760, 1000), LID)
    turned = page.convert("RGBA").rotate(3, expand=True, resample=Image.Resampling.BICUBIC)
    glass.paste(turned, (40, 40), turned)
    if mistake == "blurred":
        glass = glass.filter(ImageFilter.GaussianBlur(4))
    if mistake == "too_small":
        glass = glass.resize((304, 400))
    target = io.BytesIO()
    glass.save(target, "PNG")
    return target.getvalue()


class Glass:
    """Stands where the scanner does: whatever lies there is a picture; None for an empty glass."""

    def __init__(self) -> None:
        self.lies: list[bytes] = []
        self.fault: Fault | None = None

    def preview(self) -> Scan:
        if self.fault is not None:
            raise DeviceError(self.fault, "as ordered")
        return self._scan(self.lies[0] if self.lies else _lid())

    def scan(self, _area: Area | None = None, dpi: int = 300, _colour: Colour = Colour.COLOUR) -> Scan:
        del dpi
        return self._scan(self.lies.pop(0))

    def check(self) -> str:
        return "glass"

    @staticmethod
    def _scan(png: bytes) -> Scan:
        with Image.open(io.BytesIO(png)) as picture:
            return Scan(png, *picture.size, 75)


@cache
def _lid() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (620, 877), LID).save(target, "PNG")
    return target.getvalue()


class GatheringHall(Hall):
    """One terminal with scanner and field. `meanwhile` is called at every pause, e.g. for the phone."""

    devices = ("document_scanner", "signature_pad")

    def __init__(self, there: InProcess, terminal: Terminal) -> None:
        super().__init__(there, terminal)
        self.glass = Glass()
        self.pad = ScreenPad(160.0, 60.0)
        self.pictures: list[bytes] = []
        self.meanwhile: Callable[[], None] = lambda: None
        self.clock = _PausedClock(self)
        folder = there.state.parent / f"state-{terminal.name}" / FOLDER
        folder.parent.mkdir(exist_ok=True)
        self.unlodged = Unlodged(folder, there.journal, self.clock, there.platform.sealing_key)
        for device in self.devices:
            self._take(events.DeviceSeen(device, DeviceState(faults=())))
        self.hands = self._made()

    def _made(self) -> MaterialsHands:
        tools = Tools(
            Devices(document_scanner=self.glass, signature_pad=self.pad),
            None,
            self.there.platform,
            self.there.journal,
            _NoBook(),  # type: ignore[arg-type]  # nothing is counted
            self.clock,
            None,  # type: ignore[arg-type]  # no printed zone
            unlodged=self.unlodged,
        )
        return MaterialsHands(tools, self._on)

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        del worker
        waited = self.clock.monotonic()

        def stop() -> bool:
            # Whoever does nothing for two minutes has gone away.
            return self.clock.monotonic() - waited > 120.0

        worked(work, stop, post)
        return None

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, MaterialsEffect):
            told: list[events.Event] = []
            self.hands.carry_out(effect, told.append)
            return told
        if isinstance(effect, effects.ShowPage):
            self.pictures.append(effect.picture)
        return super()._answered(effect)


class _PausedClock(StandingClock):
    def __init__(self, hall: GatheringHall) -> None:
        super().__init__(hall.there.province)
        self._hall = hall

    def pause(self, seconds: float) -> None:
        super().pause(seconds)
        self._hall.meanwhile()


class _NoBook:
    def count(self, *_: object) -> None:
        pass


class Gatherer(Applicant):
    """A person with papers."""

    hall: GatheringHall

    def __init__(self, there: InProcess, item: str, *, number: str = "", terminal: str = "t-01") -> None:
        super().__init__(there, item, number=number, terminal=terminal, hall=GatheringHall)

    def to_list(self) -> None:
        """Everything is answered and looked over."""
        for _ in range(MOST_STEPS):
            seen = self.hall.newest()
            if seen.screen == "review":
                self.press("primary")
                return
            self._person._act(seen)
        raise AssertionError(f"never came to the review: {self.title}")

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(choice.id for choice in self.view.choices)

    @property
    def slip_words(self) -> list[str]:
        return [words_of(slip) for slip in self.hall.taken.slips]

    def signs(self) -> None:
        self.press("signature", "primary")


def words_of(slip: Slip) -> str:
    """All that a slip says."""
    return "\n".join(
        part.text if isinstance(part, Line) else f"{part.name}：{part.value}"
        for part in slip.parts
        if isinstance(part, Line | Pair)
    )


def waiting_files(there: InProcess, terminal: str = "t-01") -> list[Path]:
    """What lies at a terminal for the platform."""
    return sorted((there.state.parent / f"state-{terminal}" / FOLDER).glob("*"))
