"""Where the sandbox takes ratings; a bad one becomes a case that an office has to answer."""

from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Header, Path, Request

from kiosk.evaluation import fits, is_bad, level_of
from kiosk.platform.complaint_values import ComplaintRequest
from kiosk.platform.rating import RATINGS
from kiosk.platform.rating_values import RatingAccepted, RatingRequest
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox.callers import Caller, Key
from kiosk.sandbox.complaint_book import ComplaintBook
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.papers import items
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError


class RatingDesk:
    """Takes them, each once.

    Args:
        province: what is known.
        identity: who somebody is who wants to be known.
    """

    def __init__(self, province: Province, identity: IdentityDesk) -> None:
        self._identity = identity
        self._store = province.store
        self._lodged = LodgementBook(province.store)
        self._complaints = ComplaintBook(province)

    def take(self, terminal: str, request: RatingRequest, token: str | None, deed: str) -> RatingAccepted:
        """Count it; the same deed gets the same answer.

        Raises:
            RefusalError: BAD_REQUEST: codes of another level, or a bad one without a reason; NOT_FOUND: no such item.
        """
        subject = self._store.subject(self._identity.citizen(terminal, token).number) if token else ""
        level = level_of(request.satisfaction)

        def make() -> RatingAccepted:
            if request.item not in items():
                raise RefusalError(ErrorCode.NOT_FOUND)
            if not fits(level, request.eval_detail) or (is_bad(level) and not request.eval_detail):
                raise RefusalError(ErrorCode.BAD_REQUEST)
            if not is_bad(level):
                return RatingAccepted(item=request.item, satisfaction=request.satisfaction)
            said = ComplaintRequest(
                kind="complaint", topic="other", words=request.writing_evaluation, about=request.item
            )
            noted = self._complaints.take(said, subject)
            return RatingAccepted(
                item=request.item,
                satisfaction=request.satisfaction,
                case=noted.case,
                code=noted.code,
                due=noted.due,
            )

        return self._lodged.once(terminal, RATINGS, deed, request, subject, RatingAccepted, make)

    def outcome(self, terminal: str, deed: str) -> RatingAccepted:
        """What became of one."""
        return self._lodged.outcome(terminal, RATINGS, deed, RatingAccepted)


class _Desks(Protocol):
    @property
    def rating(self) -> RatingDesk: ...


def _desk(request: Request) -> RatingDesk:
    return cast("_Desks", request.app.state.desks).rating


Desk = Annotated[RatingDesk, Depends(_desk)]
KnownPerson = Annotated[Token | None, Header(description="The token of an Identity, of whoever wants to be known.")]
router = APIRouter()


@router.post(RATINGS, operation_id="rate")
async def rate(
    asked: RatingRequest, desk: Desk, terminal: Caller, idempotency_key: Key, x_identity_token: KnownPerson = None
) -> RatingAccepted:
    """Say how it was."""
    return desk.take(terminal, asked, x_identity_token, idempotency_key)


@router.post(RATINGS + "/{deed}/outcome", operation_id="rating_outcome")
async def rating_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> RatingAccepted:
    """What became of it; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)
