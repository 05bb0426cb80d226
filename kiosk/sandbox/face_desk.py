"""A living face: its draws of random actions, counted over all terminals, and the identity that it ends in."""

import base64
import secrets
from dataclasses import dataclass
from sqlite3 import Row
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from kiosk.platform.identity_values import FaceDraw, FaceDrawEnd, FaceDrawRequest, FaceProof, LocalFaceProof
from kiosk.platform.values import ErrorCode, Identity, Presented, Token
from kiosk.sandbox.callers import Caller
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.province import DAY_S, Province
from kiosk.sandbox.refusals import RefusalError

ACTIONS = 3
"""With fewer a living face proves no more than the card that lies there (tests/bench/bench_liveness.py)."""
PICTURE_MARK = b"sandbox-face:"
"""Stands before a citizen's number in a picture that names whose face it shows. No face is compared here."""
_TABLE = """
CREATE TABLE IF NOT EXISTS face_draws (
    draw TEXT PRIMARY KEY, terminal TEXT NOT NULL, subject TEXT NOT NULL, actions INTEGER NOT NULL, at REAL NOT NULL,
    open INTEGER NOT NULL) STRICT
"""


@dataclass(slots=True)
class FaceOrder:
    """What the comparison says of a picture that names nobody."""

    is_same: bool = True


class FaceDesk:
    """Draws and identities by a living face.

    Args:
        province: who is known.
        identity: gives the identities.
        faces: what the face comparison is to say.
    """

    def __init__(self, province: Province, identity: IdentityDesk, faces: FaceOrder) -> None:
        self._province = province
        self._identity = identity
        self._faces = faces
        self._store = province.store
        self._store.rows(_TABLE)

    def begin(self, terminal: str, asked: FaceDrawRequest) -> FaceDraw:
        """One draw more, used from now on. Of a typed number nobody is told whether it is known.

        Raises:
            RefusalError: PERSON_UNKNOWN (a card), FACE_TRIES_USED.
        """
        shown, now_s = asked.shown, self._province.clock.now().timestamp()
        if isinstance(shown, Presented):
            subject = self._of_card(self._identity.presented(shown).number)
        else:
            subject = self._of_typed(shown.number)
        self._store.rows("DELETE FROM face_draws WHERE at <= ?", now_s - DAY_S)
        used = len(self._store.rows("SELECT draw FROM face_draws WHERE subject = ?", subject))
        left = self._province.limits.face_draws_a_day - used - 1
        if left < 0:
            raise RefusalError(ErrorCode.FACE_TRIES_USED)
        draw = secrets.token_hex(16)
        self._store.rows(
            "INSERT INTO face_draws VALUES (?, ?, ?, ?, ?, 1)", draw, terminal, subject, asked.actions, now_s
        )
        return FaceDraw(draw=draw, left=left)

    def end(self, terminal: str, draw: str, ended: FaceDrawEnd) -> None:
        """It came to nothing; one of which no prompt was shown was none. Doing it twice changes nothing."""
        if ended.was_shown:
            self._store.rows("UPDATE face_draws SET open = 0 WHERE draw = ? AND terminal = ?", draw, terminal)
        else:
            self._store.rows("DELETE FROM face_draws WHERE draw = ? AND terminal = ?", draw, terminal)

    def by_card(self, terminal: str, proof: LocalFaceProof) -> Identity:
        """A card whose holder the terminal has looked at.

        Raises:
            RefusalError: PERSON_UNKNOWN, FACE_TRIES_USED (no draw of this card is under way).
        """
        citizen = self._identity.presented(proof.document)
        draw = self._taken(terminal, proof.draw, self._of_card(citizen.number))
        return self._granted(terminal, citizen, draw)

    def by_picture(self, terminal: str, proof: FaceProof) -> Identity:
        """A living face against the picture on record. An unknown number gets the same answer as another face.

        Raises:
            RefusalError: CONSENT_MISSING, FACE_TRIES_USED, LIMIT_REACHED, FACE_NOT_PROVEN.
        """
        consent = self._store.row("SELECT * FROM consents WHERE consent = ? AND terminal = ?", proof.consent, terminal)
        if consent is None or consent["withdrawn"] or consent["used"]:
            raise RefusalError(ErrorCode.CONSENT_MISSING)
        # One comparison of one person: the next one needs its own.
        self._store.rows("UPDATE consents SET used = 1 WHERE consent = ?", proof.consent)
        draw = self._taken(terminal, proof.draw, self._of_card(proof.number), self._of_typed(proof.number))
        subject = self._store.subject(proof.number)
        if self._province.marks("other face", subject, DAY_S) >= self._province.limits.other_faces_a_day:
            raise RefusalError(ErrorCode.LIMIT_REACHED)
        citizen = self._province.register.of(proof.number)
        if citizen is None or not self._looks_like(citizen, base64.b64decode(proof.picture)):
            self._province.mark("other face", subject)
            raise RefusalError(ErrorCode.FACE_NOT_PROVEN)
        return self._granted(terminal, citizen, draw)

    def _of_card(self, number: str) -> str:
        return self._store.subject(number)

    def _of_typed(self, number: str) -> str:
        """Counted apart: whoever knows a number uses up nobody's card."""
        return self._store.subject(f"typed {number}")

    def _taken(self, terminal: str, draw: str, *subjects: str) -> Row:
        """The draw under way, good for this one proof."""
        row = self._store.row("SELECT * FROM face_draws WHERE draw = ? AND terminal = ? AND open", draw, terminal)
        if row is None or row["subject"] not in subjects:
            raise RefusalError(ErrorCode.FACE_TRIES_USED)
        self._store.rows("UPDATE face_draws SET open = 0 WHERE draw = ?", draw)
        return row

    def _granted(self, terminal: str, citizen: Citizen, draw: Row) -> Identity:
        """What was drawn before says nothing against who was proven."""
        self._store.rows("DELETE FROM face_draws WHERE subject = ?", draw["subject"])
        return self._identity.grant(terminal, citizen, level=2 if draw["actions"] >= ACTIONS else 1)

    def _looks_like(self, citizen: Citizen, picture: bytes) -> bool:
        _, mark, rest = picture.partition(PICTURE_MARK)
        return rest.startswith(citizen.number.encode()) if mark else self._faces.is_same


class _Desks(Protocol):
    @property
    def faces(self) -> FaceDesk: ...


def _desk(request: Request) -> FaceDesk:
    return cast("_Desks", request.app.state.desks).faces


Desk = Annotated[FaceDesk, Depends(_desk)]
router = APIRouter()


@router.post("/identity/face-draws", operation_id="begin_face_draw")
async def begin_face_draw(asked: FaceDrawRequest, desk: Desk, terminal: Caller) -> FaceDraw:
    """Before a camera opens: one draw of random actions is used, whatever comes of it."""
    return desk.begin(terminal, asked)


@router.post("/identity/face-draws/{draw}/end", operation_id="end_face_draw", status_code=204)
async def end_face_draw(draw: Annotated[Token, Path()], ended: FaceDrawEnd, desk: Desk, terminal: Caller) -> None:
    """It came to nothing, or none of its prompts was shown."""
    desk.end(terminal, draw, ended)


@router.post("/identity/local-faces", operation_id="prove_by_local_face")
async def prove_by_local_face(proof: LocalFaceProof, desk: Desk, terminal: Caller) -> Identity:
    """A card and a living face that the terminal has compared with the chip's portrait."""
    return desk.by_card(terminal, proof)


@router.post("/identity/faces", operation_id="prove_by_face")
async def prove_by_face(proof: FaceProof, desk: Desk, terminal: Caller) -> Identity:
    """A living face, compared here with the picture on record; needs a consent that names us."""
    return desk.by_picture(terminal, proof)
