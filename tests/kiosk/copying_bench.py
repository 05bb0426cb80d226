"""A glass, a socket for sticks, a phone, a till and a province: the copying station without its processes.

Flow, Views, hands, till, contract and the confined makers of pages are the real ones; the scanner is a double that
shows what lies on its glass (the SANE driver has tests of its own), printing is answered by the bench.
"""

import base64
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from one_thread import BenchClock, Killed, worked
from PIL import Image, ImageDraw
from province_in_process import DEVICES, Hall, InProcess
from reportlab.pdfgen.canvas import Canvas
from whole_catalogue import whole_catalogue

from drivers.camera.opencv import opencv
from drivers.document_scanner import PREVIEW_DPI, Area, Colour, Scan
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from drivers.usb_stick.block_device import BlockDevice
from kiosk import effects, events
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Job, Work
from kiosk.copying_effects import CopyingEffect
from kiosk.hands.copying import CopyingHands
from kiosk.hands.pages import files, glass
from kiosk.hands.pages.reading import WHY, PagesRefused
from kiosk.hands.pages.status import Source
from kiosk.hands.paying import PayingHands
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.health import DeviceState
from kiosk.items.catalogue import Catalogue, Item
from kiosk.journal import Journal
from kiosk.paying_effects import PayingEffect
from kiosk.session import Terminal
from kiosk.till import Till
from printing.document import Paper

CARD, PAPERS, FILES = "card-copy", "document-copy", "file-print"
FITTED = (*DEVICES, "document_scanner", "usb_stick")
GLASS_MM = (216.0, 297.0)
LID = (236, 236, 236)


class Glass:
    """A scanner by whose lid everything can be laid."""

    def __init__(self) -> None:
        self.lies: Image.Image | None = None
        """At 150 dots an inch, over the whole glass."""
        self.fault: Fault | None = None
        self.scans = 0
        self._drawn: tuple[Image.Image, dict[tuple[Area | None, int], Scan]] = (empty_glass(), {})
        """What lay there at the last scan, and every scan of it: hands look again and again at what lies still."""

    def preview(self) -> Scan:
        return self.scan(dpi=PREVIEW_DPI, is_preview=True)

    def scan(
        self, area: Area | None = None, dpi: int = 300, colour: Colour = Colour.COLOUR, *, is_preview: bool = False
    ) -> Scan:
        assert colour is Colour.COLOUR
        if self.fault is not None:
            raise DeviceError(self.fault, "of the bench")
        self.scans += not is_preview
        # A third of what was asked for shows the same, and is drawn in a tenth of the time.
        dpi = min(dpi, 100)
        if self.lies is None:
            return _scan_of_the_lid(area, dpi)
        if self._drawn[0] is not self.lies:
            self._drawn = (self.lies, {})
        known = self._drawn[1]
        if (area, dpi) not in known:
            known[area, dpi] = _scan(self.lies, area, dpi)
        return known[area, dpi]

    def check(self) -> str:
        return "glass"


def _scan(whole: Image.Image, area: Area | None, dpi: int) -> Scan:
    if area is not None:
        per_mm = 150 / 25.4
        edges = (area.left_mm, area.top_mm, area.left_mm + area.width_mm, area.top_mm + area.height_mm)
        whole = whole.crop(tuple(round(edge * per_mm) for edge in edges))  # type: ignore[arg-type]  # four of them
    size = (round(whole.width * dpi / 150), round(whole.height * dpi / 150))
    target = io.BytesIO()
    whole.resize(size).save(target, "PNG", compress_level=1)
    return Scan(target.getvalue(), *size, dpi)


@cache
def _scan_of_the_lid(area: Area | None, dpi: int) -> Scan:
    return _scan(empty_glass(), area, dpi)


def empty_glass() -> Image.Image:
    """Nothing but the lid."""
    return Image.new("RGB", (round(GLASS_MM[0] / 25.4 * 150), round(GLASS_MM[1] / 25.4 * 150)), LID)


def with_card(colour: str, *, angle: float = 4.0, mm: tuple[float, float] = (85.6, 54.0)) -> Image.Image:
    """A card on the glass, laid askew."""
    card = Image.new("RGBA", (round(mm[0] / 25.4 * 150), round(mm[1] / 25.4 * 150)), colour)
    draw = ImageDraw.Draw(card)
    draw.rectangle((20, 20, 120, 150), fill="black")
    draw.line((200, 250, 450, 250), fill="black", width=8)
    turned = card.rotate(angle, expand=True)
    glass = empty_glass()
    glass.paste(turned, (120, 160), turned)
    return glass


def with_paper(mark: str, *, angle: float = 0.0) -> Image.Image:
    """A written page on the glass."""
    page = Image.new("RGB", (1180, 1650), "white")
    draw = ImageDraw.Draw(page)
    for line in range(120, 1500, 60):
        draw.text((120, line), f"{mark} line {line} of what somebody copies here", fill="black", font_size=32)
    glass = empty_glass()
    glass.paste(page.rotate(angle, fillcolor=LID), (30, 40))
    return glass


def pdf(pages: int) -> bytes:
    """A file of so many pages."""
    target = io.BytesIO()
    canvas = Canvas(target)
    for page in range(pages):
        canvas.drawString(100, 700, f"page {page}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def jpeg(size: tuple[int, int] = (900, 1200)) -> bytes:
    """A picture of a phone."""
    target = io.BytesIO()
    Image.new("RGB", size, "blue").save(target, "JPEG")
    return target.getvalue()


@dataclass
class Out:
    """What the bench's printer does with the next papers."""

    outcome: Outcome = Outcome.DONE
    fault: Fault | None = None
    sheets: int | None = None
    """None: all of them."""
    papers: list[Paper] = field(default_factory=list)
    dies: bool = False
    """The core is killed as it begins to print."""
    deed: str = ""
    facts: dict[str, str | int] = field(default_factory=dict)
    """What the spool would have written down of that print."""


class CopyingHall(Hall):
    """One terminal with a copying station."""

    def __init__(self, there: InProcess, folder: Path, *, yuan: str = "0") -> None:
        terminal = Terminal(
            name="test-01", place="测试厅", city="441300", is_sample=True, catalogue=catalogue_at(Decimal(yuan))
        )
        super().__init__(there, terminal)
        self.file = folder / "journal.sqlite"
        self.stick = folder / "stick"
        self.clock = BenchClock(there.province.clock.now)
        self.clock.meanwhile = self._meanwhile
        self.glass = Glass()
        self.will_lie: Sequence[Image.Image | None] = []
        """What the person lays down next, each at the next pause of whoever looks."""
        self.will_send: list[tuple[str, bytes]] = []
        self.is_left_there = False
        """Whether what lies on the glass was left by whoever came before."""
        self.pays = True
        self.out = Out()
        self.stays_s = 120.0
        """Whoever does nothing for so long has gone away."""
        self.money_before = self.money()
        self.start()

    def start(self) -> None:
        """A core comes up."""
        self.journal = Journal(self.file, self.clock)
        self.till = Till(self.journal, self.there.platform, self.clock, None)
        devices = Devices(
            document_scanner=self.glass,
            usb_stick=BlockDevice(self.stick, RealClock(), read_s=20.0),
        )
        tools = Tools(
            devices,
            None,
            self.there.platform,
            self.journal,
            None,  # type: ignore[arg-type]  # nothing is counted
            self.clock,
            None,  # type: ignore[arg-type]  # no printed zone
            till=self.till,
        )
        self.hands = CopyingHands(tools, self._on)
        self.paying = PayingHands(tools, self._on)
        for device in FITTED:
            self._take(events.DeviceSeen(device, DeviceState(faults=())))

    def kill(self) -> None:
        """kill -9: what was on the disk stays."""
        self.journal.close()

    def restart(self) -> None:
        """The core is back: what is open is settled by what stands in the journal."""
        self.session = self.session.next_visit()
        self.start()
        for left in self.journal.open_deeds():
            if left.kind == "print":
                self.journal.settle(left.deed, left.kind, Outcome.UNKNOWN, {})
        self.settle()

    def settle(self) -> None:
        """Nobody is there: the till looks until nothing is left."""
        for _ in range(30):
            self.till.settle_left("code", "")
            if not self.journal.unfinished_payments():
                return
            self.clock.pause(2.0)

    def leave(self) -> None:
        """The visit ends, whatever it was doing."""
        self.session = self.session.next_visit()
        for device in FITTED:
            self._take(events.DeviceSeen(device, DeviceState(faults=())))

    def close(self) -> None:
        self.journal.close()

    def _meanwhile(self) -> None:
        if self.will_lie:
            self.glass.lies, *self.will_lie = self.will_lie
        if self.will_send and self.session.copying.link:
            name, content = self.will_send.pop(0)
            self.there.tell("platform", "upload", name=name, content=base64.b64encode(content).decode())
        if self.pays and self.session.item is not None and self.session.paying.stage == "open":
            self.there.tell("platform", "pay")

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        waited, page = self.clock.seconds, self.session.page

        def stop() -> bool:
            return self.clock.seconds - waited > self.stays_s or self.session.page != page

        worked(work, stop, post)
        return None

    def _answers(self, effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, CopyingEffect):
            page = self.session.page

            def post(event: events.Event) -> None:
                # At once, as a worker's word comes: the person acts while it goes on.
                if self.session.page == page:
                    self._take(event)
                    self.newest()

            self.hands.carry_out(effect, post)
            return []
        return super()._answers(effect)

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        told: list[events.Event] = []
        if isinstance(effect, effects.Print) and self.out.dies:
            paper = effect.paper
            self.out.deed = effect.deed
            named: dict[str, str | int] = {"session": paper.session, "job": "k1", "serial": paper.serial}
            self.out.facts = {**named, "document_no": "", "sha256": paper.sha256, "pages": paper.pages}
            raise Killed
        if isinstance(effect, PayingEffect):
            self.paying.carry_out(effect, told.append)
            return told
        return super()._answered(effect)

    def _printed(self, paper: Paper) -> list[events.Event]:
        self.out.papers.append(paper)
        sheets = paper.pages if self.out.sheets is None else self.out.sheets
        return [
            events.PrintMoved(0, paper.pages, None),
            events.PrintSettled(self.out.outcome, sheets, self.out.fault),
        ]

    # In a person's words

    def comes(self, item: str) -> None:
        """Chooses it, and starts."""
        self.leave()
        if not self.is_left_there:
            self.glass.lies = None
        self.press(f"choice-{item}")
        self.press("primary")

    @property
    def rows(self) -> dict[str, str]:
        self.newest()
        return {row.label: row.value for row in self.taken.last.rows}

    @property
    def notice(self) -> str:
        self.newest()
        return self.taken.last.notice

    def money(self) -> dict[str, int]:
        """What the cashier has, gave back and booked, in fen."""
        counted: dict[str, Any] = self.there.tell("platform", "money")
        return {name: int(counted[name]) for name in ("charged", "refunded", "delivered")}

    def moved(self) -> dict[str, int]:
        """The same, of this test."""
        now = self.money()
        return {name: now[name] - self.money_before[name] for name in now}


def pages_here(content: bytes, source: Source, _: object, *, most: int = 1, dpi: float = 300.0) -> tuple[bytes, ...]:
    """What kiosk.hands.pages.process makes, without a process: that costs a second each."""
    cv2 = opencv()
    try:
        if source == "jpeg":
            made = list(files.of_jpeg(content))
        elif source == "pdf":
            with os.fdopen(os.memfd_create("pdf"), "w+b") as file:
                file.write(content)
                file.flush()
                made = list(files.of_pdf(file.fileno(), most))
        else:
            seen = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
            found = glass.card_of(seen, dpi) if source == "card" else glass.page_of(seen, dpi)
            made = [Image.fromarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB))]
    except files.NoPages as refused:
        raise PagesRefused(WHY.get(refused.status, "broken")) from None
    targets = [io.BytesIO() for _ in made]
    for page, target in zip(made, targets, strict=True):
        page.save(target, "JPEG", quality=85)
    return tuple(target.getvalue() for target in targets)


class RealClock:
    """For children that are processes."""

    def __init__(self) -> None:
        from drivers.clock import SystemClock

        self._clock = SystemClock()

    def now(self) -> datetime:
        return self._clock.now()

    def monotonic(self) -> float:
        return self._clock.monotonic()

    def pause(self, seconds: float) -> None:
        self._clock.pause(seconds)


@cache
def catalogue_at(yuan: Decimal) -> Catalogue:
    """The three items, at that price a sheet."""
    whole = whole_catalogue()
    return {name: _priced(whole[name], yuan) for name in (CARD, PAPERS, FILES)}


def _priced(item: Item, yuan: Decimal) -> Item:
    facts = item.settings.facts.model_copy(update={"fee": yuan})
    return replace(item, settings=item.settings.model_copy(update={"facts": facts}))
