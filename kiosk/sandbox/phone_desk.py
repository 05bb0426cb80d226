"""Codes of the test province that hand something over to a phone: each works once, and for a minute."""

import secrets
from datetime import datetime, timedelta
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Request

from kiosk.platform.phone_codes import PHONE_CODES
from kiosk.platform.phone_values import PhoneCode, PhoneCodeRequest
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.callers import Caller, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.papers import items
from kiosk.sandbox.province import Province
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import digest
from kiosk.sandbox.submitted_cases import SubmittedCases

VALID_S = 60
"""As codes on phones do (our choice)."""
PAGE = "https://phone.sandbox.invalid/g/"


class PhoneDesk:
    """Everything that goes to a phone.

    Args:
        province: who is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._records = RecordsDesk(province)
        self._cases = SubmittedCases(province)
        province.store.rows(
            "CREATE TABLE IF NOT EXISTS phone_codes (code TEXT PRIMARY KEY, name TEXT NOT NULL, until REAL NOT NULL,"
            " taken INTEGER NOT NULL) STRICT"
        )

    def ask(self, citizen: Citizen, request: PhoneCodeRequest) -> PhoneCode:
        """Make a code.

        Raises:
            RefusalError: NOT_FOUND (item), NOTHING_FOUND (no such licence or application of this person's).
        """
        name = self._paper_of(citizen, request) if request.case_no else self._licence_or_pass(citizen, request)
        code, until = secrets.token_urlsafe(16), self._now() + timedelta(seconds=VALID_S)
        self._province.store.rows("INSERT INTO phone_codes VALUES (?, ?, ?, 0)", digest(code), name, until.timestamp())
        return PhoneCode(
            subject=self._province.store.subject(citizen.number),
            item=request.item,
            licence=request.licence,
            name=name,
            link=f"{PAGE}{code}",
            valid_until=until,
        )

    def _licence_or_pass(self, citizen: Citizen, request: PhoneCodeRequest) -> str:
        known = items().get(request.item)
        if known is None or known.settings.flow != "to_phone":
            raise RefusalError(ErrorCode.NOT_FOUND)
        if not request.licence:
            return known.settings.name.zh_hans
        held = {one.id: one for one in self._records.licences(citizen).licences}
        if request.licence not in held or held[request.licence].state != "有效":
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        return held[request.licence].name

    def _paper_of(self, citizen: Citizen, request: PhoneCodeRequest) -> str:
        """The title of the paper of an application, for whoever wanted it electronically."""
        found = self._cases.by_number(request.case_no)
        if found is None or found.number != citizen.number or found.application.item != request.item:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        paper = items()[request.item].paper
        if found.application.delivery != "electronic" or found.is_withdrawn or paper is None:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        return paper.title

    def take(self, link: str) -> str:
        """A phone opens it: what it gets.

        Raises:
            ValueError: there is no such code, it is too old, or another phone was first.
        """
        code, store = digest(link.removeprefix(PAGE)), self._province.store
        found = store.row(
            "SELECT name FROM phone_codes WHERE code = ? AND taken = 0 AND until >= ?", code, self._now().timestamp()
        )
        if found is None:
            raise ValueError("this code opens nothing")
        store.rows("UPDATE phone_codes SET taken = 1 WHERE code = ?", code)
        return str(found["name"])

    def _now(self) -> datetime:
        return self._province.clock.now()


class _Desks(Protocol):
    @property
    def phones(self) -> PhoneDesk: ...


def _desk(request: Request) -> PhoneDesk:
    return cast("_Desks", request.app.state.desks).phones


Desk = Annotated[PhoneDesk, Depends(_desk)]
router = APIRouter()


@router.post(PHONE_CODES, operation_id="phone_code")
async def phone_code(asked: PhoneCodeRequest, desk: Desk, person: Person, _: Caller) -> PhoneCode:
    """A code that hands something over to the person's phone, once."""
    return desk.ask(person, asked)
