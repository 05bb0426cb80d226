"""The traffic police's desk of the test province: evidence, and what people say to it."""

import base64
import hashlib
from datetime import datetime, time
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from drivers.clock import BEIJING
from kiosk.platform.offence_values import Evidence, EvidenceRequest, OffenceAnswer, OffenceAnswered
from kiosk.platform.offences import ANSWERS, EVIDENCE
from kiosk.platform.payment_values import Bill
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox.bills import BillsDesk
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.offence_book import OffenceBook
from kiosk.sandbox.pictures import road
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.vehicles import RULES


class OffenceDesk:
    """Everything that is asked about offences.

    Args:
        province: who is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._bills = BillsDesk(province)
        self._answers = OffenceBook(province)
        self._book = LodgementBook(province.store)

    def evidence(self, citizen: Citizen, asked: EvidenceRequest) -> Evidence:
        """What was seen.

        Raises:
            RefusalError: NOTHING_FOUND (not this person's).
        """
        offence = self._bills.offence(citizen, asked.bill)
        jpeg = road(offence.act)
        minute = int(asked.bill[-2:], 16) % 60 if asked.bill[-2:].isalnum() else 0
        return Evidence(
            subject=self._province.store.subject(citizen.number),
            bill=asked.bill,
            taken_at=datetime.combine(offence.on, time(8 + minute % 10, minute), BEIJING),
            camera=f"{offence.place}电子警察（演示）",
            rule=RULES[offence.act],
            picture=base64.b64encode(jpeg).decode(),
            sha256=hashlib.sha256(jpeg).hexdigest(),
        )

    def answer(self, terminal: str, citizen: Citizen, request: OffenceAnswer, deed: str) -> OffenceAnswered:
        """Take it; the same deed gets the same answer.

        Raises:
            RefusalError: NOTHING_FOUND, CONFLICT (answered before), BAD_REQUEST (another picture was looked at).
        """
        subject = self._province.store.subject(citizen.number)

        def make() -> OffenceAnswered:
            seen = self.evidence(citizen, EvidenceRequest(bill=request.bill))
            if request.evidence_sha256 != seen.sha256:
                raise RefusalError(ErrorCode.BAD_REQUEST)
            if self._bill(citizen, request.bill).because != "not_decided":
                raise RefusalError(ErrorCode.CONFLICT)
            found = self._answers.write(citizen, request.bill, request.answer)
            case = self._answers.case(citizen, found).progress if request.answer == "contested" else None
            return OffenceAnswered(
                subject=subject,
                answer=request.answer,
                number=found.number,
                bill=self._bill(citizen, request.bill),
                case=case,
            )

        return self._book.once(terminal, ANSWERS, deed, request, subject, OffenceAnswered, make)

    def outcome(self, terminal: str, deed: str) -> OffenceAnswered:
        """What became of an answer.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        return self._book.outcome(terminal, ANSWERS, deed, OffenceAnswered)

    def _bill(self, citizen: Citizen, number: str) -> Bill:
        return next(bill for bill in self._bills.fines(citizen).bills if bill.bill == number)


class _Desks(Protocol):
    @property
    def offences(self) -> OffenceDesk: ...


def _desk(request: Request) -> OffenceDesk:
    return cast("_Desks", request.app.state.desks).offences


Desk = Annotated[OffenceDesk, Depends(_desk)]
router = APIRouter()


@router.post(EVIDENCE, operation_id="offence_evidence")
async def offence_evidence(asked: EvidenceRequest, desk: Desk, person: Person) -> Evidence:
    """What a camera saw of one offence of the person. Changes nothing."""
    return desk.evidence(person, asked)


@router.post(ANSWERS, operation_id="answer_offence")
async def answer_offence(
    asked: OffenceAnswer, desk: Desk, terminal: Caller, person: Person, idempotency_key: Key
) -> OffenceAnswered:
    """What the person says to it."""
    return desk.answer(terminal, person, asked, idempotency_key)


@router.post(ANSWERS + "/{deed}/outcome", operation_id="offence_outcome")
async def offence_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> OffenceAnswered:
    """What became of an answer; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)
