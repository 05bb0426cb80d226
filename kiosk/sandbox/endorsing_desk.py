"""The exit-entry desk of the test province: whose permit a machine may endorse, what was granted, what was written."""

from datetime import date, timedelta
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from drivers.outcome import Outcome
from kiosk.endorsements import choices, holds_long_enough, rules
from kiosk.platform.endorsing import GRANTS, WRITINGS
from kiosk.platform.endorsing_values import (
    EndorsablePermit,
    EndorsementGiven,
    EndorsementRequest,
    WritingRequest,
    WritingTold,
)
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.wallet import Permit, Wallet

PERMIT = "hong-kong-macao-permit"
LONGEST_VISIT = timedelta(minutes=30)
"""What somebody chose before midnight holds for so long after it (our choice)."""


class EndorsingDesk:
    """Everything that is asked about endorsements.

    Args:
        province: who is known.
        wallet: their permits.
    """

    def __init__(self, province: Province, wallet: Wallet) -> None:
        self._province = province
        self._wallet = wallet
        self._store = province.store
        self._book = LodgementBook(province.store)
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS endorsements (number TEXT PRIMARY KEY, permit TEXT NOT NULL,"
            " region TEXT NOT NULL, valid_to TEXT NOT NULL, outcome TEXT NOT NULL, kept INTEGER NOT NULL) STRICT"
        )

    def permit(self, citizen: Citizen) -> EndorsablePermit:
        """The person's, and whether a machine may endorse it."""
        subject, known = self._store.subject(citizen.number), self._held(citizen)
        if known is None:
            return EndorsablePermit(subject=subject, because="none")
        holds = holds_long_enough(known.expiry, self._today(), rules().left)
        return EndorsablePermit(
            subject=subject,
            permit_no=known.number,
            birth=known.birth,
            valid_until=known.expiry,
            because="" if holds else "expires",
        )

    def grant(self, terminal: str, citizen: Citizen, request: EndorsementRequest, deed: str) -> EndorsementGiven:
        """Grant them; the same deed gets the same answer.

        Raises:
            RefusalError: NOTHING_FOUND (no such permit of this person), BAD_REQUEST (not in the table), CONFLICT (one
                for that region holds still).
        """
        subject = self._store.subject(citizen.number)

        def make() -> EndorsementGiven:
            self._check(citizen, request)
            number = f"QZ{self._today():%Y%m%d}{self._count() + 1:08d}"
            for line in request.lines:
                self._store.rows(
                    "INSERT INTO endorsements VALUES (?, ?, ?, ?, ?, 0)",
                    f"{number}{line.region}",
                    request.permit_no,
                    line.region,
                    line.valid_to.isoformat(),
                    "granted",
                )
            return EndorsementGiven(
                subject=subject,
                endorsement_no=number,
                permit_no=request.permit_no,
                lines=request.lines,
                code=f"SAMPLE {number}",
            )

        return self._book.once(terminal, GRANTS, deed, request, subject, EndorsementGiven, make)

    def told(self, terminal: str, request: WritingRequest, deed: str) -> WritingTold:
        """What became of a card: what surely was not written is no endorsement.

        Raises:
            RefusalError: NOTHING_FOUND.
        """

        def make() -> WritingTold:
            rows = self._store.rows("SELECT number FROM endorsements WHERE number LIKE ?", f"{request.endorsement_no}%")
            if not rows:
                raise RefusalError(ErrorCode.NOTHING_FOUND)
            self._store.rows(
                "UPDATE endorsements SET outcome = ?, kept = ? WHERE number LIKE ?",
                request.outcome.value,
                int(request.is_kept),
                f"{request.endorsement_no}%",
            )
            return WritingTold(endorsement_no=request.endorsement_no)

        return self._book.once(terminal, WRITINGS, deed, request, "", WritingTold, make)

    def grant_outcome(self, terminal: str, deed: str) -> EndorsementGiven:
        """What became of a grant.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        return self._book.outcome(terminal, GRANTS, deed, EndorsementGiven)

    def count(self) -> dict[str, int]:
        """Endorsements by what became of them."""
        rows = self._store.rows("SELECT outcome, count(*) FROM endorsements GROUP BY outcome")
        return {str(row[0]): int(row[1]) for row in rows}

    def _held(self, citizen: Citizen) -> Permit | None:
        return self._wallet.permit(citizen, PERMIT) if citizen.kind == "citizen" else None

    def _check(self, citizen: Citizen, request: EndorsementRequest) -> None:
        known, today = self._held(citizen), self._today()
        if known is None or known.number != request.permit_no:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        offered = {
            (one.region, one.kind, one.months, one.journeys, one.valid_from, one.valid_to, one.fee_fen)
            for line in request.lines
            for day in (today, (self._province.clock.now() - LONGEST_VISIT).date())
            for one in choices(line.region, known.expiry, day, rules())
        }
        for line in request.lines:
            wanted = (line.region, line.kind, line.months, line.journeys, line.valid_from, line.valid_to, line.fee_fen)
            if wanted not in offered:
                raise RefusalError(ErrorCode.BAD_REQUEST)
            if self._holds(known.number, line.region, today):
                raise RefusalError(ErrorCode.CONFLICT)

    def _holds(self, permit: str, region: str, today: date) -> bool:
        row = self._store.row(
            "SELECT 1 FROM endorsements WHERE permit = ? AND region = ? AND valid_to >= ? AND outcome = ?",
            permit,
            region,
            today.isoformat(),
            Outcome.DONE.value,
        )
        return row is not None

    def _count(self) -> int:
        found = self._store.row("SELECT count(DISTINCT substr(number, 1, 18)) FROM endorsements")
        return int(found[0]) if found else 0

    def _today(self) -> date:
        return self._province.clock.now().date()


class _Desks(Protocol):
    @property
    def endorsing(self) -> EndorsingDesk: ...


def _desk(request: Request) -> EndorsingDesk:
    return cast("_Desks", request.app.state.desks).endorsing


Desk = Annotated[EndorsingDesk, Depends(_desk)]
router = APIRouter()


@router.get("/endorsable-permit", operation_id="endorsable_permit")
async def endorsable_permit(desk: Desk, person: Person) -> EndorsablePermit:
    """The person's permit to Hong Kong and Macao, and whether a machine may endorse it."""
    return desk.permit(person)


@router.post(GRANTS, operation_id="grant_endorsements")
async def grant_endorsements(
    asked: EndorsementRequest, desk: Desk, terminal: Caller, person: Person, idempotency_key: Key
) -> EndorsementGiven:
    """Grant endorsements that a machine writes now."""
    return desk.grant(terminal, person, asked, idempotency_key)


@router.post(GRANTS + "/{deed}/outcome", operation_id="endorsement_outcome")
async def endorsement_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> EndorsementGiven:
    """What became of a grant; one that has not come by now is never taken."""
    return desk.grant_outcome(terminal, deed)


@router.post(WRITINGS, operation_id="tell_writing")
async def tell_writing(asked: WritingRequest, desk: Desk, terminal: Caller, idempotency_key: Key) -> WritingTold:
    """What became of a card."""
    return desk.told(terminal, asked, idempotency_key)
