"""Carries out what copying wants: the scanner, the socket for sticks and the phone's page, each on its worker.

Whatever comes is made into pixels by a confined process (kiosk/hands/pages); nothing of it is written to a disk.
"""

import io
import logging

from PIL import Image

from drivers.document_scanner import Area, DocumentScanner, Scan
from drivers.document_scanner.finding import found_area, is_same_side
from kiosk import copying_effects as wanted
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop
from kiosk.copying_effects import CopyingEffect
from kiosk.copying_events import (
    FileRead,
    GlassLooked,
    NotTaken,
    PageScanned,
    PhoneOver,
    PhonePage,
    PhoneThere,
    SideScanned,
    StickListed,
)
from kiosk.hands.card import On
from kiosk.hands.pages.reading import PagesRefused, pages_of
from kiosk.hands.proof import LOOK_S, Post
from kiosk.hands.tools import Tools
from kiosk.orders_left import CASHIER
from kiosk.platform import uploads
from kiosk.platform.errors import PlatformError
from kiosk.platform.upload_values import UploadedFile, UploadOpened, UploadRequest

log = logging.getLogger(__name__)

SCANNER, STICK = "document_scanner", "usb_stick"
PHONE = CASHIER
"""Whose worker asks what a phone has sent: nobody pays meanwhile, and the platform's own is never kept waiting."""
ASK_S = 2.0
"""Between two questions what has come, as with a payment (kiosk/hands/paying.py)."""
FILES_MOST = 10
STILL_MM = 2.0
"""Our choice: what has moved by less between two looks lies still."""


class CopyingHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        on: queues it.
    """

    def __init__(self, tools: Tools, on: On) -> None:
        self._tools = tools
        self._on = on

    def carry_out(self, effect: CopyingEffect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        match effect:
            case wanted.LookAtGlass():
                return self._on(SCANNER, post, lambda _: post(GlassLooked(self._is_empty())))
            case wanted.AwaitEmptyGlass():
                return self._on(SCANNER, post, lambda stop: self._await_empty(post, stop))
            case wanted.ScanPage():
                return self._on(SCANNER, post, lambda stop: self._scan_page(post, stop))
            case wanted.ScanSide(front):
                return self._on(SCANNER, post, lambda stop: self._scan_side(front, post, stop))
            case wanted.TakeFromPhone():
                return self._on(PHONE, post, lambda stop: self._take(effect, post, stop))
            case wanted.AwaitStick():
                return self._on(STICK, post, lambda stop: self._await_stick(post, stop))
            case wanted.ReadStick():
                return self._on(STICK, post, lambda _: self._read_stick(effect, post))

    def _is_empty(self) -> bool:
        return found_area(there(self._tools.devices.document_scanner).preview()) is None

    def _await_empty(self, post: Post, stop: Stop) -> None:
        while not stop():
            if self._is_empty():
                post(GlassLooked(is_empty=True))
                return
            self._tools.clock.pause(LOOK_S)

    def _scan_page(self, post: Post, stop: Stop) -> None:
        scanner = there(self._tools.devices.document_scanner)
        while (found := self._lies_still(scanner, stop)) is not None:
            glass = scanner.scan()
            try:
                (page,) = pages_of(glass.png, "scan", self._tools.clock, dpi=glass.dpi)
            except PagesRefused as refused:
                self._wait_for_another(scanner, found[1], refused.why, post, stop)
                continue
            if not stop():
                post(PageScanned(page))
            return

    def _scan_side(self, front: Scan | None, post: Post, stop: Stop) -> None:
        scanner = there(self._tools.devices.document_scanner)
        while (found := self._lies_still(scanner, stop)) is not None:
            area, seen = found
            if front is not None and is_same_side(front, seen):
                self._wait_for_another(scanner, seen, "same_side", post, stop)
                continue
            # The card's shadow at its edge is what its outline is found by.
            glass = scanner.scan(_wider(area))
            try:
                (side,) = pages_of(glass.png, "card", self._tools.clock, dpi=glass.dpi)
            except PagesRefused as refused:
                self._wait_for_another(scanner, seen, refused.why, post, stop)
                continue
            if not stop():
                post(SideScanned(side, seen))
            return

    def _lies_still(self, scanner: DocumentScanner, stop: Stop) -> tuple[Area, Scan] | None:
        """What lies on the glass, once it does not move any more; None when nobody waits for it."""
        before: Area | None = None
        while not stop():
            preview = scanner.preview()
            area = found_area(preview)
            if area is not None and before is not None and _is_near(area, before):
                return area, _cut_out(preview, area)
            before = area
            self._tools.clock.pause(LOOK_S)
        return None

    def _wait_for_another(self, scanner: DocumentScanner, seen: Scan, why: str, post: Post, stop: Stop) -> None:
        """Say once what is wrong, and look on until something else lies there."""
        post(NotTaken(why))
        while not stop():
            self._tools.clock.pause(LOOK_S)
            preview = scanner.preview()
            area = found_area(preview)
            if area is None or not is_same_side(seen, _cut_out(preview, area)):
                return

    def _take(self, effect: wanted.TakeFromPhone, post: Post, stop: Stop) -> None:
        platform = self._tools.asked_platform()
        request = UploadRequest(item=effect.item, files=FILES_MOST)
        page = uploads.open_page(platform, request, key=effect.key)
        try:
            post(PhonePage(page.link))
            self._watch(page, effect.most, post, stop)
        finally:
            try:
                uploads.close(platform, page.upload)
            except PlatformError as error:
                # The page's own time ends it, some minutes later.
                log.warning("a page for a phone was not closed: %s", type(error).__name__)

    def _watch(self, page: UploadOpened, room: int, post: Post, stop: Stop) -> None:
        platform, clock = self._tools.asked_platform(), self._tools.clock
        until = clock.monotonic() + page.valid_s
        done: set[str] = set()
        is_there = False
        while not stop() and clock.monotonic() < until:
            try:
                seen = uploads.see(platform, page.upload)
                if seen.state == "closed":
                    break
                if seen.state == "open" and not is_there:
                    is_there = True
                    post(PhoneThere())
                for file in (one for one in seen.files if one.file not in done):
                    room -= self._file(page, file, room, post, stop)
                    done.add(file.file)
            except PlatformError as error:
                log.info("the platform does not say what a phone has sent: %s", type(error).__name__)
            clock.pause(ASK_S)
        if not stop():
            post(PhoneOver())

    def _file(self, page: UploadOpened, file: UploadedFile, room: int, post: Post, stop: Stop) -> int:
        """Make pages of one file; tells how many."""
        content = uploads.fetch(self._tools.asked_platform(), page.upload, file)
        if stop():
            return 0
        try:
            pages = pages_of(content, file.kind, self._tools.clock, most=max(1, room)) if room > 0 else None
        except PagesRefused as refused:
            post(NotTaken(refused.why))
            return 0
        if pages is None:
            post(NotTaken("too_many"))
            return 0
        if not stop():
            post(FileRead(pages))
        return len(pages)

    def _await_stick(self, post: Post, stop: Stop) -> None:
        socket = there(self._tools.devices.usb_stick)
        while not stop():
            if socket.is_in():
                post(StickListed(socket.files()))
                return
            self._tools.clock.pause(LOOK_S)

    def _read_stick(self, effect: wanted.ReadStick, post: Post) -> None:
        content = there(self._tools.devices.usb_stick).content(effect.file)
        try:
            post(FileRead(pages_of(content, effect.file.kind, self._tools.clock, most=effect.most)))
        except PagesRefused as refused:
            post(NotTaken(refused.why))


def _is_near(one: Area, other: Area) -> bool:
    pairs = (
        (one.left_mm, other.left_mm),
        (one.top_mm, other.top_mm),
        (one.width_mm, other.width_mm),
        (one.height_mm, other.height_mm),
    )
    return all(abs(now - then) < STILL_MM for now, then in pairs)


def _wider(area: Area) -> Area:
    edge = 12.0
    left, top = max(0.0, area.left_mm - edge), max(0.0, area.top_mm - edge)
    return Area(left, top, area.left_mm - left + area.width_mm + edge, area.top_mm - top + area.height_mm + edge)


def _cut_out(preview: Scan, area: Area) -> Scan:
    """The part of a preview that shows what lies there."""
    per_mm = preview.dpi / 25.4
    box = (area.left_mm, area.top_mm, area.left_mm + area.width_mm, area.top_mm + area.height_mm)
    target = io.BytesIO()
    with Image.open(io.BytesIO(preview.png)) as picture:
        piece = picture.crop(tuple(round(edge * per_mm) for edge in box))  # type: ignore[arg-type]  # four of them
        piece.save(target, "PNG")
    return Scan(target.getvalue(), piece.width, piece.height, preview.dpi)
