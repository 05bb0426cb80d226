"""The photo desk of the test province: keeps photographs under a number, each once; some belong to a person's case."""

import io
import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Header, Path, Request
from PIL import Image, UnidentifiedImageError

from kiosk.photo_kinds import photo_kinds
from kiosk.platform.photo_values import PhotoAccepted, PhotoRequest
from kiosk.platform.photos import PHOTOS
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox.callers import Caller, Key
from kiosk.sandbox.cases import cases_of
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.submitted_cases import SubmittedCases

PHOTO_DAYS = 730
"""A receipt number holds two years; our choice."""
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LETTERS = 16
PAGE = "https://photo.sandbox.invalid/r"


class PhotoDesk:
    """Keeps them.

    Args:
        province: what is known.
        identity: who somebody is whose case a photograph is for.
    """

    def __init__(self, province: Province, identity: IdentityDesk) -> None:
        self._province = province
        self._identity = identity
        self._store = province.store
        self._book = LodgementBook(province.store)
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS photos (number TEXT PRIMARY KEY, kind TEXT NOT NULL, case_no TEXT NOT NULL,"
            " sealed BLOB NOT NULL) STRICT"
        )

    def take(self, terminal: str, request: PhotoRequest, token: str | None, deed: str) -> PhotoAccepted:
        """Keep it; the same deed gets the same answer.

        Raises:
            RefusalError: BAD_REQUEST: no picture of its kind; NOTHING_FOUND: not a case of this person under way.
        """
        citizen = self._identity.citizen(terminal, token) if token else None
        subject = self._store.subject(citizen.number) if citizen is not None else ""

        def make() -> PhotoAccepted:
            self._check(request, citizen)
            now, land = self._province.clock.now(), self._province.register.land
            number = f"{land.area}{now:%Y%m%d}{self.count() + 1:010d}"
            sealed = self._store.seal(request.model_dump_json())
            self._store.rows("INSERT INTO photos VALUES (?, ?, ?, ?)", number, request.kind, request.case_no, sealed)
            code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))
            return PhotoAccepted(
                receipt_no=number,
                kind=request.kind,
                sha256=sha256(request.photo).hexdigest(),
                case_no=request.case_no,
                subject=subject or f"photo-{number}",
                issuer="数码相片采集点（演示）",
                valid_to=now.date() + timedelta(days=PHOTO_DAYS),
                code=code,
                link=f"{PAGE}#{number}.{code}",
            )

        return self._book.once(terminal, PHOTOS, deed, request, subject, PhotoAccepted, make)

    def outcome(self, terminal: str, deed: str) -> PhotoAccepted:
        """What became of one.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        return self._book.outcome(terminal, PHOTOS, deed, PhotoAccepted)

    def count(self) -> int:
        """How many are kept."""
        found = self._store.row("SELECT count(*) FROM photos")
        return int(found[0]) if found else 0

    def _check(self, request: PhotoRequest, citizen: Citizen | None) -> None:
        kind = photo_kinds().kinds.get(request.kind)
        if kind is None or _size(request.photo) != kind.pixels:
            raise RefusalError(ErrorCode.BAD_REQUEST)
        if request.case_no and (citizen is None or request.case_no not in self._open_cases(citizen)):
            raise RefusalError(ErrorCode.NOTHING_FOUND)

    def _open_cases(self, citizen: Citizen) -> set[str]:
        province = self._province
        known = cases_of(province.register.seed, citizen, province.register.land, province.began, province.clock.now())
        both = (*SubmittedCases(province).of(citizen), *known)
        return {case.progress.case_no for case in both if not case.is_over}


def _size(photo: bytes) -> tuple[int, int]:
    try:
        with Image.open(io.BytesIO(photo), formats=("JPEG",)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError):
        return (0, 0)


class _Desks(Protocol):
    @property
    def photos(self) -> PhotoDesk: ...


def _desk(request: Request) -> PhotoDesk:
    return cast("_Desks", request.app.state.desks).photos


Desk = Annotated[PhotoDesk, Depends(_desk)]
Owner = Annotated[Token | None, Header(description="The token of an Identity, of the person whose case it is for.")]
router = APIRouter()


@router.post(PHOTOS, operation_id="keep_photo")
async def keep_photo(
    asked: PhotoRequest, desk: Desk, terminal: Caller, idempotency_key: Key, x_identity_token: Owner = None
) -> PhotoAccepted:
    """Keep an identity photograph under a number, or for a case."""
    return desk.take(terminal, asked, x_identity_token, idempotency_key)


@router.post(PHOTOS + "/{deed}/outcome", operation_id="photo_outcome")
async def photo_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> PhotoAccepted:
    """What became of it; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)
