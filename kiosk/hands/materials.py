"""Carries out what materials want: the scanner, the phone's page, the signature pad. Pages stay in memory only."""

import hashlib
import logging
from contextlib import suppress
from typing import assert_never

from drivers.document_scanner import Colour
from drivers.document_scanner.finding import found_area
from drivers.faults import DeviceError, Fault
from drivers.signature_pad import Point, Signature, Stroke, Verdict
from drivers.signature_pad.frames import vector_of
from kiosk.cabinet.book import Count
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop
from kiosk.events import Event
from kiosk.hands.card import On
from kiosk.hands.page_picture import page_of
from kiosk.hands.phone_files import pictures_in
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM
from kiosk.journal import JournalError
from kiosk.materials_effects import KeepOffline, KeepPage, MaterialsEffect, ScanPage, TakeFromPhone, TakeSignature
from kiosk.materials_events import (
    KeptOffline,
    NotKeptOffline,
    PageLiesThere,
    PageRefused,
    PageScanned,
    PhonePageClosed,
    PhonePageOpen,
    PhonePagesCame,
    SignatureNotTaken,
    SignatureTaken,
)
from kiosk.platform import materials, uploads
from kiosk.platform.errors import PlatformError
from kiosk.platform.material_values import Inked, KeptPage
from kiosk.platform.upload_values import UploadedFile
from kiosk.unlodged import NotTakenError

log = logging.getLogger(__name__)

LOOK_S = 0.5
"""Between two looks at the glass (our choice: nobody notices)."""
SCAN_DPI = 200
"""DA/T 31-2017: at least 200; a page in colour stays below the limit of a question with it."""
ASK_S = 2.0
"""Between two questions whether the phone has sent anything."""
SHARE = 10_000
"""Of the field, in which the screens tell where a stroke went."""


class MaterialsHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        on: queues it.
    """

    def __init__(self, tools: Tools, on: On) -> None:
        self._tools = tools
        self._on = on

    def carry_out(self, effect: MaterialsEffect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        match effect:
            case ScanPage():
                return self._on("document_scanner", post, lambda stop: self._scan(post, stop))
            case KeepPage(identity, material, jpeg, deed):
                return self._on(
                    PLATFORM,
                    post,
                    lambda _: post(
                        PageLiesThere(
                            materials.keep_page(self._tools.asked_platform(), identity, material, jpeg, deed=deed)
                        )
                    ),
                )
            case TakeFromPhone():
                return self._on(PLATFORM, post, lambda stop: self._take_from_phone(effect, post, stop))
            case TakeSignature(strokes):
                return self._on("signature_pad", post, lambda _: post(self._signed(strokes)))
            case KeepOffline():
                return self._on(PLATFORM, post, lambda _: post(self._kept_offline(effect)))
            case _:
                assert_never(effect)

    def _scan(self, post: Post, stop: Stop) -> None:
        scanner = there(self._tools.devices.document_scanner)
        while not stop():
            if found_area(scanner.preview()) is None:
                self._tools.clock.pause(LOOK_S)
                continue
            # The whole glass: what lies askew is put straight by its corners.
            found = page_of(scanner.scan(None, SCAN_DPI, Colour.COLOUR).png, self._tools.clock)
            is_good = isinstance(found, bytes)
            with suppress(JournalError):
                # Nobody is sent away because a counter could not be kept.
                self._tools.book.count("document_scanner", Count.GOOD_READS if is_good else Count.FAILED_READS, 1)
            post(
                PageScanned(found, hashlib.sha256(found).hexdigest())
                if isinstance(found, bytes)
                else PageRefused(found)
            )
            return

    def _take_from_phone(self, effect: TakeFromPhone, post: Post, stop: Stop) -> None:
        """Until pages came that can be worked with, the page's time is over, or the step is left."""
        platform, clock = self._tools.asked_platform(), self._tools.clock
        opened = uploads.open_page(platform, effect.request, key=effect.deed)
        post(PhonePageOpen(opened.link))
        until = clock.monotonic() + opened.valid_s
        looked_at: set[str] = set()
        kept: tuple[KeptPage, ...] = ()
        try:
            while not stop() and clock.monotonic() < until:
                new = self._new_files(opened.upload, looked_at)
                for file in new:
                    pages = self._pages_of(effect, opened.upload, file)
                    if isinstance(pages, PageRefused):
                        post(pages)
                    else:
                        kept = (*kept, *pages)
                if kept:
                    post(PhonePagesCame(kept[: effect.request.files]))
                    return
                clock.pause(ASK_S)
            if not stop():
                post(PhonePageClosed())
        finally:
            with suppress(PlatformError):
                # Its time is over there as well, soon.
                uploads.close(platform, opened.upload)

    def _new_files(self, upload: str, looked_at: set[str]) -> list[UploadedFile]:
        seen = uploads.see(self._tools.asked_platform(), upload)
        new = [file for file in seen.files if file.file not in looked_at]
        looked_at.update(file.file for file in new)
        return new

    def _pages_of(self, effect: TakeFromPhone, upload: str, file: UploadedFile) -> tuple[KeptPage, ...] | PageRefused:
        """Each page drawn anew and handed over; nothing of a file where one of them is no good."""
        platform, clock = self._tools.asked_platform(), self._tools.clock
        content = uploads.fetch(platform, upload, file)
        pictures = pictures_in(content, file.kind, clock, most=effect.request.files)
        if isinstance(pictures, str):
            return PageRefused(pictures)
        pages = [page_of(picture, clock) for picture in pictures]
        refused = next((page for page in pages if isinstance(page, str)), None)
        if refused is not None:
            return PageRefused(refused)
        return tuple(
            materials.keep_page(platform, effect.identity, effect.material, page, deed=f"{effect.deed}-{place}")
            for place, page in enumerate(pages)
            if isinstance(page, bytes)
        )

    def _kept_offline(self, effect: KeepOffline) -> Event:
        unlodged = self._tools.unlodged
        if unlodged is None:
            return NotKeptOffline()
        try:
            until = unlodged.keep(effect.identity, effect.application, deed=effect.deed, session=effect.session)
        except NotTakenError as error:
            log.warning("an application is not taken: %s", error)
            return NotKeptOffline()
        return KeptOffline(effect.deed, until)

    def _signed(self, strokes: tuple[tuple[int, ...], ...]) -> Event:
        pad = there(self._tools.devices.signature_pad)
        field = pad.field_mm
        pad.clear()
        try:
            for stroke in strokes:
                with suppress(_NotOneStroke):
                    pad.add(_stroke_of(stroke, *field))
            verdict = pad.verdict()
            if verdict is not Verdict.GOOD:
                return SignatureNotTaken(is_empty=verdict is Verdict.EMPTY)
            return SignatureTaken(_inked(pad.signature()))
        except DeviceError as error:
            if error.fault not in (Fault.GARBLED, Fault.REFUSED):
                raise
            return SignatureNotTaken(is_empty=False)
        finally:
            # Nothing of somebody's hand stays in the pad.
            pad.clear()


class _NotOneStroke(Exception):  # noqa: N818  a sentence
    """Fewer numbers than one point has."""


def _stroke_of(numbers: tuple[int, ...], width_mm: float, height_mm: float) -> Stroke:
    if len(numbers) < 3:
        raise _NotOneStroke
    points = zip(numbers[0::3], numbers[1::3], numbers[2::3], strict=False)
    return tuple(Point(x * width_mm / SHARE, y * height_mm / SHARE, at / 1_000) for x, y, at in points)


def _inked(signature: Signature) -> Inked:
    return Inked(
        width=round(signature.width_mm * 100),
        height=round(signature.height_mm * 100),
        strokes=tuple(
            tuple(
                number
                for point in stroke
                for number in (round(point.x_mm * 100), round(point.y_mm * 100), round(point.t_s * 1_000))
            )
            for stroke in signature.strokes
        ),
        sha256=hashlib.sha256(vector_of(signature)).hexdigest(),
    )
