"""Where the sandbox takes complaints: nobody has to say who they are."""

from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Header, Path, Request

from kiosk.platform.complaint_values import (
    AnswersNoted,
    AnswersRead,
    ComplaintAccepted,
    ComplaintAnswer,
    ComplaintAnswered,
    ComplaintInbox,
    ComplaintRequest,
)
from kiosk.platform.complaints import ANSWERS, COMPLAINTS, INBOX, READ
from kiosk.platform.values import Token
from kiosk.sandbox.callers import Caller, IdentityToken, Key
from kiosk.sandbox.complaint_book import ComplaintBook
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.province import Province


class ComplaintDesk:
    """Takes them, each once.

    Args:
        province: what is known.
        identity: who somebody is who has said so.
    """

    def __init__(self, province: Province, identity: IdentityDesk) -> None:
        self._identity = identity
        self._store = province.store
        self._lodged = LodgementBook(province.store)
        self._complaints = ComplaintBook(province)

    def take(self, terminal: str, request: ComplaintRequest, token: str | None, deed: str) -> ComplaintAccepted:
        """Write it down; the same deed gets the same answer."""
        subject = self._store.subject(self._identity.citizen(terminal, token).number) if token else ""
        return self._lodged.once(
            terminal,
            COMPLAINTS,
            deed,
            request,
            subject,
            ComplaintAccepted,
            lambda: self._complaints.take(request, subject),
        )

    def outcome(self, terminal: str, deed: str) -> ComplaintAccepted:
        """What became of one."""
        return self._lodged.outcome(terminal, COMPLAINTS, deed, ComplaintAccepted)

    def inbox(self) -> ComplaintInbox:
        """What the hall has to answer; the sandbox has one hall."""
        return self._complaints.inbox()

    def answer(self, terminal: str, request: ComplaintAnswer, deed: str) -> ComplaintAnswered:
        """Staff answer one; the same deed gets the same answer."""
        return self._lodged.once(
            terminal,
            ANSWERS,
            deed,
            request,
            "",
            ComplaintAnswered,
            lambda: self._complaints.answered_by_hall(request),
        )

    def answer_outcome(self, terminal: str, deed: str) -> ComplaintAnswered:
        """What became of an answer."""
        return self._lodged.outcome(terminal, ANSWERS, deed, ComplaintAnswered)

    def note_read(self, terminal: str, request: AnswersRead, token: str) -> AnswersNoted:
        """The person has read these answers."""
        self._complaints.note_read(self._identity.citizen(terminal, token), request.case_nos)
        return AnswersNoted(case_nos=request.case_nos)

    def count(self) -> int:
        """How many were taken."""
        return self._lodged.count(COMPLAINTS)


class _Desks(Protocol):
    @property
    def complaints(self) -> ComplaintDesk: ...


def _desk(request: Request) -> ComplaintDesk:
    return cast("_Desks", request.app.state.desks).complaints


Desk = Annotated[ComplaintDesk, Depends(_desk)]
KnownPerson = Annotated[
    Token | None, Header(description="The token of an Identity, where somebody has said who they are.")
]
router = APIRouter()


@router.post(COMPLAINTS, operation_id="complain")
async def complain(
    asked: ComplaintRequest, desk: Desk, terminal: Caller, idempotency_key: Key, x_identity_token: KnownPerson = None
) -> ComplaintAccepted:
    """Say something to the offices."""
    return desk.take(terminal, asked, x_identity_token, idempotency_key)


@router.post(COMPLAINTS + "/{deed}/outcome", operation_id="complaint_outcome")
async def complaint_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> ComplaintAccepted:
    """What became of it; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)


@router.get(INBOX, operation_id="complaint_inbox")
async def complaint_inbox(desk: Desk, _: Caller) -> ComplaintInbox:
    """What the hall of this terminal has to answer."""
    return desk.inbox()


@router.post(ANSWERS, operation_id="answer_complaint")
async def answer_complaint(
    asked: ComplaintAnswer, desk: Desk, terminal: Caller, idempotency_key: Key
) -> ComplaintAnswered:
    """Answer one with prepared words."""
    return desk.answer(terminal, asked, idempotency_key)


@router.post(READ, operation_id="answers_read")
async def answers_read(
    asked: AnswersRead, desk: Desk, terminal: Caller, x_identity_token: IdentityToken
) -> AnswersNoted:
    """The person has read these answers."""
    return desk.note_read(terminal, asked, x_identity_token)


@router.post(ANSWERS + "/{deed}/outcome", operation_id="complaint_answer_outcome")
async def complaint_answer_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> ComplaintAnswered:
    """What became of it; one that has not come by now is never taken."""
    return desk.answer_outcome(terminal, deed)
