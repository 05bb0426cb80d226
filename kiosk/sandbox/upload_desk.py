"""The upload desk of the test province: a page for one phone, and what it has sent. All of it in memory only.

A page's code is good for one phone: the first that sends anything has it, any other is turned away. When its time is
over or the terminal has closed it, nothing of it is left.
"""

import hashlib
import re
import secrets
import threading
import unicodedata
from dataclasses import dataclass, field
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from kiosk.platform.upload_values import (
    PART_BYTES,
    FileKind,
    UploadClosed,
    UploadedFile,
    UploadOpened,
    UploadPart,
    UploadRequest,
    UploadSeen,
    UploadState,
)
from kiosk.platform.uploads import UPLOADS
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox.callers import Caller, Key
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError

VALID_S = 300
"""How long a page takes files (our choice: an album is open and a few pictures are chosen in two minutes)."""
NOWHERE = "upload.sandbox.invalid"
"""Where the page stands for a terminal that did not say how it reached us."""
_BEGINS: dict[FileKind, bytes] = {"pdf": b"%PDF-", "jpeg": b"\xff\xd8\xff"}


class NotTakenError(Exception):
    """The page does not take it; `reason` is a word that the page has a sentence for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Page:
    """One page, and what came."""

    upload: str
    code: str = field(repr=False)
    terminal: str
    wanted: UploadRequest
    until: float
    phone: str = field(default="", repr=False)
    """Drawn by the phone that had it first."""
    is_closed: bool = False
    files: list[tuple[UploadedFile, bytes]] = field(default_factory=list, repr=False)


class UploadDesk:
    """Everything that is asked about uploads. Safe to use from several threads.

    Args:
        province: for the clock.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._lock = threading.Lock()
        self._pages: dict[str, Page] = {}
        """By the key that they were opened under."""

    def open(self, terminal: str, wanted: UploadRequest, key: str, host: str) -> UploadOpened:
        """Open a page; the same key gets the same one.

        Raises:
            RefusalError: CONFLICT, another terminal's or another question's key.
        """
        with self._lock:
            self._sweep()
            page = self._pages.get(key)
            if page is None:
                until = self._now() + VALID_S
                page = Page(secrets.token_hex(16), secrets.token_urlsafe(16), terminal, wanted, until)
                self._pages[key] = page
            if (page.terminal, page.wanted) != (terminal, wanted):
                raise RefusalError(ErrorCode.CONFLICT)
            left = max(10, int(page.until - self._now()))
            return UploadOpened(upload=page.upload, link=f"https://{host or NOWHERE}/u/{page.code}", valid_s=left)

    def seen(self, terminal: str, upload: str) -> UploadSeen:
        """What has come so far.

        Raises:
            RefusalError: NOT_FOUND.
        """
        with self._lock:
            page = self._own(terminal, upload)
            return UploadSeen(upload=upload, state=self._state(page), files=tuple(file for file, _ in page.files))

    def part(self, terminal: str, upload: str, file: str, part: int) -> UploadPart:
        """A part of a file.

        Raises:
            RefusalError: NOT_FOUND.
        """
        with self._lock:
            for told, content in self._own(terminal, upload).files:
                piece = content[part * PART_BYTES : (part + 1) * PART_BYTES]
                if told.file == file and piece and part >= 0:
                    return UploadPart.model_construct(file=file, part=part, content=piece)
            raise RefusalError(ErrorCode.NOT_FOUND)

    def close(self, terminal: str, upload: str) -> UploadClosed:
        """Delete what came.

        Raises:
            RefusalError: NOT_FOUND.
        """
        with self._lock:
            page = self._own(terminal, upload)
            page.is_closed = True
            page.files.clear()
            return UploadClosed(upload=upload)

    def wanted(self, code: str) -> UploadRequest | None:
        """What the page of that code asks for; None where it takes nothing any more, or there is none."""
        with self._lock:
            page = self._by_code(code)
            return page.wanted if page is not None and self._state(page) != "closed" else None

    def take(self, code: str, phone: str, name: str, content: bytes) -> None:
        """A phone sends a file.

        Args:
            code: of the page.
            phone: what it drew for itself; "?" is nobody's.
            name: what it calls the file.
            content: the file.

        Raises:
            NotTakenError: over, other_phone, too_many, too_large, wrong_kind.
        """
        with self._lock:
            page = self._by_code(code)
            if page is None or self._state(page) == "closed":
                raise NotTakenError("over")
            if phone == "?" or page.phone not in ("", phone):
                raise NotTakenError("other_phone")
            page.phone = phone
            if len(page.files) >= page.wanted.files:
                raise NotTakenError("too_many")
            if len(content) > page.wanted.largest:
                raise NotTakenError("too_large")
            kind = next((kind for kind in page.wanted.kinds if content.startswith(_BEGINS[kind])), None)
            if kind is None:
                raise NotTakenError("wrong_kind")
            told = UploadedFile(
                file=secrets.token_hex(16),
                name=shown_name(name),
                kind=kind,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
            )
            page.files.append((told, content))

    def newest_code(self) -> str:
        """Of the page that was opened last, for a phone of demo and tests.

        Raises:
            ValueError: none takes anything.
        """
        with self._lock:
            for page in reversed(self._pages.values()):
                if self._state(page) != "closed":
                    return page.code
        raise ValueError("no page for uploads is open")

    def held(self) -> int:
        """How many files lie here, over all pages."""
        with self._lock:
            self._sweep()
            return sum(len(page.files) for page in self._pages.values())

    def _state(self, page: Page) -> UploadState:
        if page.is_closed or self._now() >= page.until:
            page.files.clear()
            return "closed"
        return "open" if page.phone else "waiting"

    def _own(self, terminal: str, upload: str) -> Page:
        for page in self._pages.values():
            if page.upload == upload and page.terminal == terminal:
                self._state(page)
                return page
        raise RefusalError(ErrorCode.NOT_FOUND)

    def _by_code(self, code: str) -> Page | None:
        return next((page for page in self._pages.values() if secrets.compare_digest(page.code, code)), None)

    def _sweep(self) -> None:
        for page in self._pages.values():
            self._state(page)

    def _now(self) -> float:
        return self._province.clock.now().timestamp()


def shown_name(name: str) -> str:
    """A file's name as it may be shown: no path, no control or direction mark, 60 characters."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(mark for mark in unicodedata.normalize("NFC", last) if unicodedata.category(mark)[0] not in "CZ")
    return plain[-60:] or "file"


class _Desks(Protocol):
    @property
    def uploads(self) -> UploadDesk: ...


def _desk(request: Request) -> UploadDesk:
    return cast("_Desks", request.app.state.desks).uploads


Desk = Annotated[UploadDesk, Depends(_desk)]
Upload = Annotated[Token, Path()]
router = APIRouter()


@router.post(UPLOADS, operation_id="open_upload")
async def open_upload(
    wanted: UploadRequest, desk: Desk, terminal: Caller, idempotency_key: Key, request: Request
) -> UploadOpened:
    """Open a page where one phone can leave files for this terminal."""
    return desk.open(terminal, wanted, idempotency_key, request.headers.get("host", ""))


@router.get(UPLOADS + "/{upload}", operation_id="see_upload")
async def see_upload(upload: Upload, desk: Desk, terminal: Caller) -> UploadSeen:
    """What has come so far."""
    return desk.seen(terminal, upload)


@router.get(UPLOADS + "/{upload}/files/{file}/parts/{part}", operation_id="upload_part")
async def upload_part(
    upload: Upload, file: Annotated[Token, Path()], part: Annotated[int, Path(ge=0)], desk: Desk, terminal: Caller
) -> UploadPart:
    """A part of a file."""
    return desk.part(terminal, upload, file, part)


@router.post(UPLOADS + "/{upload}/closing", operation_id="close_upload")
async def close_upload(upload: Upload, desk: Desk, terminal: Caller) -> UploadClosed:
    """Nothing more is needed; what came is deleted."""
    return desk.close(terminal, upload)
