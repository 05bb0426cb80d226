"""Where the sandbox takes complaints: nobody has to say who they are."""

from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Header, Path, Request

from kiosk.platform.complaint_values import ComplaintAccepted, ComplaintRequest
from kiosk.platform.complaints import COMPLAINTS
from kiosk.platform.values import Token
from kiosk.sandbox.callers import Caller, Key
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
