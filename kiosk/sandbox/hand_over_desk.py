"""Where agents tell that what was made is in the person's hand: once for each case, with the person's signature."""

from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from kiosk.platform.hand_over_values import HandedOver, HandOver
from kiosk.platform.hand_overs import HAND_OVERS
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox.callers import Caller, IdentityToken, Key, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.submitted_cases import SubmittedCases


class HandOverDesk:
    """Takes them down.

    Args:
        province: what is known.
        identity: says who acts for whom.
        cases: what was applied for.
    """

    def __init__(self, province: Province, identity: IdentityDesk, cases: SubmittedCases) -> None:
        self._store = province.store
        self._now = province.clock.now
        self._identity = identity
        self._cases = cases
        self._book = LodgementBook(province.store)

    def take(self, terminal: str, citizen: Citizen, request: HandOver, deed: str, token: str) -> HandedOver:
        """The same deed gets the same answer.

        Raises:
            RefusalError: NOT_ENTITLED (nobody acts for the person), NOTHING_FOUND (none of this person's), CONFLICT
                (not done yet, taken back, or handed over before).
        """
        acting = self._identity.acting(token)
        subject = self._store.subject(citizen.number)

        def make() -> HandedOver:
            if acting is None:
                raise RefusalError(ErrorCode.NOT_ENTITLED)
            found = self._cases.by_number(request.case_no)
            if found is None or found.number != citizen.number or found.case_no != request.case_no:
                raise RefusalError(ErrorCode.NOTHING_FOUND)
            if not self._cases.file(found).may_hand_over:
                raise RefusalError(ErrorCode.CONFLICT)
            signed = request.signature.model_dump_json() if request.signature is not None else ""
            self._store.rows(
                "INSERT INTO hand_overs VALUES (?, ?, ?, ?)",
                request.case_no,
                acting,
                self._now().timestamp(),
                self._store.seal(signed),
            )
            return HandedOver(subject=subject, case=self._cases.file(found))

        return self._book.once(terminal, HAND_OVERS, deed, request, subject, HandedOver, make)

    def outcome(self, terminal: str, deed: str) -> HandedOver:
        """What became of one.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        return self._book.outcome(terminal, HAND_OVERS, deed, HandedOver)


class _Submissions(Protocol):
    @property
    def hand_overs(self) -> HandOverDesk: ...


class _Desks(Protocol):
    @property
    def submissions(self) -> _Submissions: ...


def _desk(request: Request) -> HandOverDesk:
    return cast("_Desks", request.app.state.desks).submissions.hand_overs


Desk = Annotated[HandOverDesk, Depends(_desk)]
router = APIRouter()


@router.post(HAND_OVERS, operation_id="hand_over")
async def hand_over(
    asked: HandOver,
    desk: Desk,
    terminal: Caller,
    person: Person,
    x_identity_token: IdentityToken,
    idempotency_key: Key,
) -> HandedOver:
    """An agent has handed something over."""
    return desk.take(terminal, person, asked, idempotency_key, x_identity_token)


@router.post(HAND_OVERS + "/{deed}/outcome", operation_id="hand_over_outcome")
async def hand_over_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> HandedOver:
    """What became of it; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)
