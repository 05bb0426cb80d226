"""Where the sandbox takes pages of materials, what was owed, and applications that waited at a terminal."""

import base64
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from kiosk.platform import sealing
from kiosk.platform.material_values import PageKept, PageRequest
from kiosk.platform.materials import PAGES, SUPPLEMENTS
from kiosk.platform.sealed import SEALED
from kiosk.platform.sealed_values import SealedInside, SealedRequest, SealedTaken
from kiosk.platform.supplement_values import Supplemented, SupplementRequest
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox import notices
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.material_book import MaterialBook
from kiosk.sandbox.papers import items
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.submissions_desk import SubmissionsDesk
from kiosk.sandbox.submitted_cases import SubmittedCases
from kiosk.unlodged import about_of


class MaterialsDesk:
    """Takes them.

    Args:
        province: what is known.
        identity: who somebody is, and was.
        submissions: takes applications.
    """

    def __init__(self, province: Province, identity: IdentityDesk, submissions: SubmissionsDesk) -> None:
        self._province = province
        self._store = province.store
        self._identity = identity
        self._submissions = submissions
        self._book = MaterialBook(province)
        self._cases = SubmittedCases(province)
        self._lodged = LodgementBook(province.store)

    def keep(self, citizen: Citizen, request: PageRequest, deed: str) -> PageKept:
        """Keep a page."""
        subject = self._store.subject(citizen.number)
        return PageKept(subject=subject, kept=self._book.keep(subject, request, deed))

    def supplement(self, terminal: str, citizen: Citizen, request: SupplementRequest, deed: str) -> Supplemented:
        """Take what was owed; the same deed gets the same answer.

        Raises:
            RefusalError: NOT_FOUND (none of this person's), BAD_REQUEST.
        """
        subject = self._store.subject(citizen.number)

        def make() -> Supplemented:
            found = self._cases.by_number(request.case_no)
            if found is None or found.number != citizen.number or found.case_no != request.case_no:
                raise RefusalError(ErrorCode.NOT_FOUND)
            self._book.add(subject, found.case_no, found.application, request.materials)
            notices.send(self._province, citizen, "supplemented", number=found.case_no)
            return Supplemented(subject=subject, case=self._cases.file(found))

        return self._lodged.once(terminal, SUPPLEMENTS, deed, request, subject, Supplemented, make)

    def outcome(self, terminal: str, deed: str) -> Supplemented:
        """What became of a supplement."""
        return self._lodged.outcome(terminal, SUPPLEMENTS, deed, Supplemented)

    def take_sealed(self, terminal: str, request: SealedRequest, deed: str) -> SealedTaken:
        """Lodge an application that waited, once; whatever is wrong with it is said once and for all."""
        if deed != request.deed:
            raise RefusalError(ErrorCode.BAD_REQUEST)
        return self._lodged.once(
            terminal, SEALED, deed, request, "", SealedTaken, lambda: self._opened(terminal, request)
        )

    def _opened(self, terminal: str, request: SealedRequest) -> SealedTaken:
        if self._province.clock.now() > request.until:
            return SealedTaken(deed=request.deed, state="refused", why=ErrorCode.LIMIT_REACHED.value)
        try:
            inside = self._inside(request)
            citizen = self._identity.citizen_at(terminal, inside.identity_token, inside.taken_at)
        except RefusalError as refusal:
            return SealedTaken(deed=request.deed, state="refused", why=refusal.refusal.code.value)
        name = _name(inside.application.item)
        try:
            accepted = self._submissions.submit(
                terminal, citizen, inside.application, request.deed, inside.identity_token
            )
        except RefusalError as refusal:
            notices.send(self._province, citizen, "not_lodged", content=name)
            return SealedTaken(deed=request.deed, state="refused", why=refusal.refusal.code.value)
        case_no = accepted.case.progress.case_no
        notices.send(self._province, citizen, "lodged_late", content=name, number=case_no)
        return SealedTaken(deed=request.deed, state="lodged", case_no=case_no)

    def _inside(self, request: SealedRequest) -> SealedInside:
        key = self._province.sealing_key
        if key is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        try:
            envelope = base64.b64decode(request.envelope, validate=True)
            plain = sealing.opened(envelope, key, about_of(request.deed, request.until))
            inside = SealedInside.model_validate_json(plain)
        except (sealing.NotOpenedError, ValueError):
            raise RefusalError(ErrorCode.BAD_REQUEST) from None
        if inside.deed != request.deed or inside.taken_at > request.until:
            raise RefusalError(ErrorCode.BAD_REQUEST)
        return inside


def _name(item: str) -> str:
    known = items().get(item)
    return known.settings.name.zh_hans if known is not None else item


class _Desks(Protocol):
    @property
    def materials(self) -> MaterialsDesk: ...


def _desk(request: Request) -> MaterialsDesk:
    return cast("_Desks", request.app.state.desks).materials


Desk = Annotated[MaterialsDesk, Depends(_desk)]
router = APIRouter()


@router.post(PAGES, operation_id="keep_page")
async def keep_page(asked: PageRequest, desk: Desk, person: Person, idempotency_key: Key) -> PageKept:
    """Keep a page for an application to come."""
    return desk.keep(person, asked, idempotency_key)


@router.post(SUPPLEMENTS, operation_id="supplement")
async def supplement(
    asked: SupplementRequest, desk: Desk, terminal: Caller, person: Person, idempotency_key: Key
) -> Supplemented:
    """Hand in what a case waits for."""
    return desk.supplement(terminal, person, asked, idempotency_key)


@router.post(SUPPLEMENTS + "/{deed}/outcome", operation_id="supplement_outcome")
async def supplement_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> Supplemented:
    """What became of it; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)


@router.post(SEALED, operation_id="take_sealed")
async def take_sealed(asked: SealedRequest, desk: Desk, terminal: Caller, idempotency_key: Key) -> SealedTaken:
    """Take an application that waited at a terminal while we could not be reached."""
    return desk.take_sealed(terminal, asked, idempotency_key)
