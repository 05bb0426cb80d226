"""Applications: what is known for a form, handing in, and what became of it. Each deed is taken once."""

import json
import secrets
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Path, Request

from kiosk.platform.service_values import CaseFile
from kiosk.platform.submission_values import (
    Accepted,
    Application,
    DraftPlace,
    DraftRequest,
    EnterpriseList,
    KeptDraft,
    Prefill,
    PrefilledField,
    PrefillRequest,
    SubmissionQuestion,
    SubmissionStanding,
    TakingBack,
)
from kiosk.platform.values import ErrorCode, RecordRequest, Token
from kiosk.sandbox import hand_over_desk, notices
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.callers import Caller, IdentityToken, Key, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.drafts import Drafts
from kiosk.sandbox.enterprises import enterprises_of
from kiosk.sandbox.hand_over_desk import HandOverDesk
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.known_fields import is_for, known_fields
from kiosk.sandbox.licences import licences_of
from kiosk.sandbox.material_book import MaterialBook
from kiosk.sandbox.papers import items
from kiosk.sandbox.province import Province
from kiosk.sandbox.refunds import Refunds
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import digest
from kiosk.sandbox.submitted_cases import NEVER, OPEN, WITHDRAWN, SubmittedCases, undo_until
from kiosk.sandbox.submitted_forms import options_of
from kiosk.sandbox.written import APPLICATION, WrittenDown

KEPT = frozenset({"driver-medical"})
"""Items that are not applied for, and whose stations are kept like a form that somebody began."""


class SubmissionsDesk:
    """Everything that is asked about applications.

    Args:
        province: what is known.
        identity: says who acts for whom.
    """

    def __init__(self, province: Province, identity: IdentityDesk) -> None:
        self._province = province
        self._store = province.store
        self._identity = identity
        self._cases = SubmittedCases(province)
        self._drafts = Drafts(province)
        self._materials = MaterialBook(province)
        self._refunds = Refunds(province)
        self._written = WrittenDown(province)
        self.hand_overs = HandOverDesk(province, identity, self._cases)

    def prefill(self, citizen: Citizen, wanted: PrefillRequest) -> Prefill:
        """What the registers know.

        Raises:
            RefusalError: NOT_FOUND (item, city), NOT_ENTITLED.
        """
        asked = self._asked(citizen, wanted.item, wanted.city, wanted.enterprise)
        running = self._cases.running(citizen, wanted.item, wanted.enterprise)
        known = known_fields(asked, wanted.fields)
        draft = self._drafts.of(asked.subject, wanted.item)
        return Prefill(
            draft=draft if draft is not None and draft.enterprise == wanted.enterprise else None,
            subject=asked.subject,
            item=wanted.item,
            fields=tuple(PrefilledField(name=name, value=one[0], source=one[1]) for name, one in known.items()),
            running=self.accepted(citizen, running.deed) if running is not None else None,
        )

    def submit(self, terminal: str, citizen: Citizen, application: Application, deed: str, token: str) -> Accepted:
        """Take it; the same deed gets the same case, whatever happened to the first answer.

        Raises:
            RefusalError: as `prefill`; CONFLICT (open already, another question under the same deed, a closed deed).
        """
        said = digest(self._store.subject(citizen.number) + application.model_dump_json())
        earlier = self._store.row("SELECT asked, state FROM submissions WHERE deed = ?", deed)
        if earlier is not None and (earlier["state"] == NEVER or earlier["asked"] != said):
            raise RefusalError(ErrorCode.CONFLICT)
        if earlier is None:
            asked = self._asked(citizen, application.item, application.city, application.enterprise)
            if not set(application.parts) <= set(options_of(items()[application.item])):
                raise RefusalError(ErrorCode.BAD_REQUEST)
            if self._cases.running(citizen, application.item, application.enterprise) is not None:
                raise RefusalError(ErrorCode.CONFLICT)
            if application.order and not self._refunds.is_paid(application.order, terminal, application.item):
                raise RefusalError(ErrorCode.BAD_REQUEST)
            self._materials.check(asked.subject, application, frozenset(one.id for one in licences_of(asked)))
            self._drafts.forget(asked.subject, application.item)
            written = json.dumps({"number": citizen.number, "application": application.model_dump(mode="json")})
            self._store.rows(
                "INSERT INTO submissions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                deed,
                terminal,
                OPEN,
                said,
                asked.subject,
                application.item,
                asked.now.timestamp(),
                f"{asked.land.code}{asked.now:%Y%m%d}{secrets.randbelow(10**10):010d}",
                self._store.seal(written),
                self._identity.acting(token),
            )
            self._with_materials(citizen, deed)
        return self.accepted(citizen, deed)

    def _with_materials(self, citizen: Citizen, deed: str) -> None:
        """Pages belong to the case; of what is owed the person gets a message."""
        found = self._cases.by_deed(deed)
        if found is None:
            return
        self._materials.belongs(found.case_no, found.application.materials)
        owed = self._materials.owed(found.case_no, found.application)
        if owed:
            name = items()[found.application.item].settings.name.zh_hans
            notices.send(self._province, citizen, "owed", content=name, day=f"{owed[0].due:%m月%d日}")

    def accepted(self, citizen: Citizen, deed: str) -> Accepted:
        """The answer to what was handed in under that key.

        Raises:
            RefusalError: NOT_FOUND, also where it is another person's.
        """
        found = self._cases.by_deed(deed)
        if found is None or found.number != citizen.number:
            raise RefusalError(ErrorCode.NOT_FOUND)
        case = self._cases.file(found)
        return Accepted(
            subject=self._store.subject(citizen.number),
            deed=deed,
            item=found.application.item,
            case=case,
            query_code=self._cases.query_code(found),
            parts=self._cases.parts(found),
            undo_until=None if case.is_over else undo_until(found, items()[found.application.item]),
        )

    def take_back(self, citizen: Citizen, wanted: TakingBack) -> CaseFile:
        """Take it back; once it is, it stays so. What was paid for it goes back as well, once.

        Raises:
            RefusalError: NOT_FOUND (none of this person's), LIMIT_REACHED (too late).
        """
        found = self._cases.by_number(wanted.case_no)
        if found is None or found.number != citizen.number:
            raise RefusalError(ErrorCode.NOT_FOUND)
        if not found.is_withdrawn:
            until = self.accepted(citizen, found.deed).undo_until
            if until is None or self._province.clock.now() > until:
                raise RefusalError(ErrorCode.LIMIT_REACHED)
            self._store.rows("UPDATE submissions SET state = ? WHERE deed = ?", WITHDRAWN, found.deed)
        self._refunds.give_back(found.application.order)
        withdrawn = self._cases.by_number(wanted.case_no)
        return self._cases.file(withdrawn or found)

    def standing(self, terminal: str, deed: str) -> SubmissionStanding:
        """What became of it; what has not arrived is closed, so that it cannot arrive any more.

        Raises:
            RefusalError: NOT_FOUND (another terminal's).
        """
        row = self._store.row("SELECT terminal, state, case_no FROM submissions WHERE deed = ?", deed)
        if row is None:
            self._store.rows(
                "INSERT INTO submissions (deed, terminal, state, asked) VALUES (?, ?, ?, '')", deed, terminal, NEVER
            )
        elif row["terminal"] != terminal:
            raise RefusalError(ErrorCode.NOT_FOUND)
        if row is None or row["state"] == NEVER:
            return SubmissionStanding(deed=deed, state="never")
        return SubmissionStanding(deed=deed, state="accepted", case_no=row["case_no"])

    def keep_draft(self, citizen: Citizen, wanted: DraftRequest) -> KeptDraft:
        """Keep it; a second one of the same item takes its place and gets another code."""
        subject = self._store.subject(citizen.number)
        known = items().get(wanted.item)
        if known is None or (known.settings.apply is None and known.id not in KEPT):
            raise RefusalError(ErrorCode.NOT_FOUND)
        return KeptDraft(subject=subject, draft=self._drafts.keep(subject, wanted))

    def draft_place(self, terminal: str, code: str) -> DraftPlace:
        """The item that a code leads to.

        Raises:
            RefusalError: NOTHING_FOUND, TOO_MANY_TRIES (from one terminal).
        """
        return self._drafts.place(terminal, code)

    def enterprises(self, citizen: Citizen) -> EnterpriseList:
        """Whom the person may speak for."""
        asked = self._question(citizen, "enterprises", self._province.register.land.sample, None)
        return EnterpriseList(subject=asked.subject, enterprises=enterprises_of(asked))

    def _asked(self, citizen: Citizen, item: str, city: str, enterprise: str | None) -> Asked:
        register, now = self._province.register, self._province.clock.now()
        known = items().get(item)
        if known is None or register.land.city(city) is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        if known.settings.apply is None and known.id not in KEPT:
            raise RefusalError(ErrorCode.NOT_FOUND)
        if not is_for(item, citizen.age(now.date())):
            raise RefusalError(ErrorCode.NOT_ENTITLED)
        asked = self._question(citizen, item, city, enterprise)
        if known.settings.apply is not None and known.settings.apply.enterprise:
            own = {one.credit_code for one in enterprises_of(asked)}
            if enterprise not in own:
                raise RefusalError(ErrorCode.NOT_ENTITLED)
        return asked

    def _question(self, citizen: Citizen, item: str, city: str, enterprise: str | None) -> Asked:
        register, now = self._province.register, self._province.clock.now()
        month = f"{now:%Y%m}"
        wanted = RecordRequest(
            item=item,
            record=APPLICATION,
            city=city,
            period_from=month,
            period_to=month,
            asked={"enterprise": enterprise or ""},
        )
        return Asked(
            citizen=citizen,
            wanted=wanted,
            subject=self._store.subject(citizen.number),
            city=register.land.city(city) or "",
            now=now,
            began=self._province.began,
            seed=register.seed,
            land=register.land,
            written=self._written.about(citizen, wanted),
            own=register.own_records(citizen.number),
        )


def is_for_enterprises(item: str) -> bool:
    """Whether an item is applied for in the name of an enterprise."""
    known = items().get(item)
    return known is not None and known.settings.apply is not None and known.settings.apply.enterprise


router = APIRouter(prefix="/applications")
enterprise_router = APIRouter()
enterprise_router.include_router(hand_over_desk.router)
draft_router = APIRouter(prefix="/drafts")


def _desk(request: Request) -> SubmissionsDesk:
    return cast("SubmissionsDesk", request.app.state.desks.submissions)


Served = Annotated[SubmissionsDesk, Depends(_desk)]


@enterprise_router.get("/enterprises", operation_id="enterprises")
async def enterprises(desk: Served, person: Person) -> EnterpriseList:
    """The enterprises that the person may speak for."""
    return desk.enterprises(person)


@draft_router.post("", operation_id="keep_draft")
async def keep_draft(
    wanted: DraftRequest,
    desk: Served,
    person: Person,
    idempotency_key: Key,  # noqa: ARG001  part of the contract; a draft takes the place of the one before
) -> KeptDraft:
    """Keep what was answered so far."""
    return desk.keep_draft(person, wanted)


@draft_router.get("/{code}", operation_id="draft_place")
async def draft_place(
    code: Annotated[str, Path(pattern=r"^[2-9A-HJKMNP-Z]{8}$")], desk: Served, terminal: Caller
) -> DraftPlace:
    """Which item a draft's code leads to; of whoever began it nothing is said."""
    return desk.draft_place(terminal, code)


@router.post("/prefills", operation_id="prefill")
async def prefill(wanted: PrefillRequest, desk: Served, person: Person) -> Prefill:
    """What the registers know for a form. Changes nothing."""
    return desk.prefill(person, wanted)


@router.post("", operation_id="submit")
async def submit(
    application: Application,
    desk: Served,
    terminal: Caller,
    person: Person,
    x_identity_token: IdentityToken,
    idempotency_key: Key,
) -> Accepted:
    """Hand an application in."""
    return desk.submit(terminal, person, application, idempotency_key, x_identity_token)


@router.post("/withdrawals", operation_id="take_back")
async def take_back(
    wanted: TakingBack,
    desk: Served,
    person: Person,
    idempotency_key: Key,  # noqa: ARG001  part of the contract; taking back twice is taking back once
) -> CaseFile:
    """Take an application back."""
    return desk.take_back(person, wanted)


@router.post("/standings", operation_id="submission_standing")
async def submission_standing(asked: SubmissionQuestion, desk: Served, terminal: Caller) -> SubmissionStanding:
    """What became of an application whose answer never came; where none has arrived, none will be taken any more."""
    return desk.standing(terminal, asked.deed)


@router.get("/{deed}", operation_id="accepted")
async def accepted(deed: Annotated[Token, Path()], desk: Served, person: Person) -> Accepted:
    """The answer to an application that has arrived."""
    return desk.accepted(person, deed)
