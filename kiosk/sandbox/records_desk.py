"""What is on record: about the person who has proved who they are, and what anybody may look up."""

from datetime import datetime
from random import Random
from typing import cast

from kiosk.masking import masked_number
from kiosk.platform.service_values import (
    CaseFile,
    CaseList,
    CaseQuery,
    CaseScan,
    ItemRating,
    ItemRatings,
    LicenceEntry,
    LicenceList,
    OpenRequest,
)
from kiosk.platform.values import AnyRecord, ErrorCode, RecordRequest
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.case_numbers import holder_of, query_code
from kiosk.sandbox.cases import COUNT, case, cases_of, number_in
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.complaint_book import ComplaintBook
from kiosk.sandbox.examined import form_of
from kiosk.sandbox.express_desk import ExpressDesk
from kiosk.sandbox.homes import home_in
from kiosk.sandbox.licences import NOT_PRINTED, licences_of
from kiosk.sandbox.offence_book import OffenceBook
from kiosk.sandbox.own_records import replaced
from kiosk.sandbox.papers import items
from kiosk.sandbox.population import SLOTS, number_of
from kiosk.sandbox.province import DAY_S, Province
from kiosk.sandbox.records import DERIVATIONS
from kiosk.sandbox.records.property import PROPERTY_CASE, bare, certificates
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.submitted_cases import Submitted, SubmittedCases, undo_until
from kiosk.sandbox.title_book import TitleBook
from kiosk.sandbox.written import WrittenDown
from printing.records.property import PropertyTitle

OPEN = frozenset(
    {
        "service-guide",
        "tax-code",
        "utility-payment",
        "property-authenticity",
        "property-progress",
        "queue-ticket",
        "rating",
    }
)
"""Kinds of record that anybody may ask for: what they hold of a person is masked."""


class RecordsDesk:
    """Everything that is looked up and changes nothing.

    Args:
        province: who is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._register = province.register
        self._submitted = SubmittedCases(province)
        self._complaints = ComplaintBook(province)
        self._post = ExpressDesk(province)
        self._offences = OffenceBook(province)
        self._written = WrittenDown(province)
        self._titles = TitleBook(province)

    def about(self, citizen: Citizen, wanted: RecordRequest) -> AnyRecord:
        """A record about the person.

        Raises:
            RefusalError: NOT_FOUND (kind or city), BAD_REQUEST (period, or what the form said), NOTHING_FOUND,
                PRINTED_BEFORE (every property title of theirs).
        """
        if "examination_no" in wanted.asked:
            return form_of(self._province, citizen, wanted.asked["examination_no"])
        case_no = wanted.asked.get("case_no", "")
        if "decision_no" in wanted.asked:
            answered = self._offences.of(wanted.asked.get("bill", ""))
            if answered is None or answered.answer != "accepted" or answered.number != wanted.asked["decision_no"]:
                raise RefusalError(ErrorCode.NOTHING_FOUND)
            # A decision stays as it was taken, and the days in which to pay are counted from then.
            return self._derived(citizen, wanted, self._store.subject(citizen.number), answered.at)
        if not case_no:
            return self._derived(citizen, wanted, self._store.subject(citizen.number))
        submitted = self._submitted.by_number(case_no)
        if submitted is None or submitted.number != citizen.number or submitted.application.item != wanted.item:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        enterprise = submitted.application.enterprise or ""
        way = submitted.application.delivery
        answers = {**submitted.application.answers, "accepted_no": case_no, "enterprise": enterprise, "delivery": way}
        said = wanted.model_copy(update={"asked": answers})
        return self._derived(citizen, said, self._store.subject(citizen.number), submitted.at)

    def ratings(self) -> ItemRatings:
        """Of every item of the catalogue; invented, the same for the same seed."""
        return ItemRatings(ratings=tuple(self._rating(item) for item in sorted(items())))

    def _rating(self, item: str) -> ItemRating:
        dice = Random(f"{self._register.seed}/rating/{item}")  # noqa: S311  invented, nothing secret
        return ItemRating(item=item, tenths=dice.randint(43, 50), count=dice.randint(0, 4000))

    def open(self, wanted: OpenRequest) -> AnyRecord:
        """A record that anybody may see; whose it is, is found by what was asked.

        Raises:
            RefusalError: NOT_FOUND (kind, city), NOTHING_FOUND.
        """
        if wanted.record not in OPEN:
            raise RefusalError(ErrorCode.NOT_FOUND)
        now = self._now()
        month = f"{now:%Y%m}"
        request = RecordRequest(
            item=wanted.item,
            record=wanted.record,
            city=wanted.city,
            period_from=month,
            period_to=month,
            asked=wanted.asked,
        )
        return self._derived(self._meant(request), request, f"open-{wanted.record}")

    def licences(self, citizen: Citizen) -> LicenceList:
        """The electronic licences of a person."""
        month = f"{self._now():%Y%m}"
        wanted = RecordRequest(
            item="licences", record="e-licence", city=self._register.land.capital, period_from=month, period_to=month
        )
        return LicenceList(
            subject=self._store.subject(citizen.number),
            licences=tuple(
                LicenceEntry(
                    id=one.id,
                    name=one.name,
                    identifier=one.identifier,
                    number=masked_number(one.number),
                    authority=one.authority,
                    state=one.state,
                    may_print=one.id not in NOT_PRINTED and one.state == "有效",
                )
                for one in licences_of(self._asked(citizen, wanted, ""))
            ),
        )

    def cases(self, citizen: Citizen) -> CaseList:
        """The cases of a person."""
        found = cases_of(self._register.seed, citizen, self._register.land, self._province.began, self._now())
        return CaseList(
            subject=self._store.subject(citizen.number),
            cases=(
                *self._complaints.of(citizen),
                *self._offences.cases(citizen),
                *map(self._with_undo, self._submitted.of(citizen)),
                *map(self._with_parcel, found),
            ),
        )

    def case_by_code(self, terminal: str, query: CaseQuery) -> CaseFile:
        """The case of that number, for whoever knows its code. An unknown number gets the same answer as a wrong code.

        Raises:
            RefusalError: NOTHING_FOUND, TOO_MANY_TRIES.
        """
        if self._province.marks("wrong case code", terminal, DAY_S) >= self._province.limits.wrong_case_codes_a_day:
            raise RefusalError(ErrorCode.TOO_MANY_TRIES)
        if self._complaints.is_open_to(query.case_no, query.code):
            said = self._complaints.file(query.case_no)
            if said is not None:
                return said
        submitted = self._submitted.by_number(query.case_no)
        if submitted is not None and query.code in (self._submitted.query_code(submitted), submitted.number[-6:]):
            whole = self._submitted.file_of(query.case_no)
            if whole is not None:
                return whole
        found = self._holder(query.case_no) if submitted is None else None
        if found is not None:
            citizen, position = found
            if query.code in (query_code(self._register.seed, citizen.number), citizen.number[-6:]):
                return self._with_parcel(self._case(citizen, position))
        self._province.mark("wrong case code", terminal)
        raise RefusalError(ErrorCode.NOTHING_FOUND)

    def case_by_scan(self, scan: CaseScan) -> CaseFile:
        """The case of a receipt's code.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        said = self._complaints.file(number_in(scan.payload))
        if said is not None:
            return said
        submitted = self._submitted.file_of(number_in(scan.payload))
        if submitted is not None:
            return submitted
        found = self._holder(number_in(scan.payload))
        if found is None:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        return self._with_parcel(self._case(*found))

    def _case(self, citizen: Citizen, position: int) -> CaseFile:
        register = self._register
        return case(register.seed, citizen, register.land, self._province.began, self._now(), position)

    def _with_undo(self, found: CaseFile) -> CaseFile:
        """Whoever has just handed it in sees until when it can be taken back."""
        submitted = self._submitted.by_number(found.progress.case_no)
        if submitted is not None and found.is_over and not submitted.is_withdrawn:
            return self._posted(submitted, found)
        if submitted is None or found.is_over:
            return found
        until = undo_until(submitted, items()[submitted.application.item])
        return found.model_copy(update={"undo_until": until if until is not None and self._now() < until else None})

    def _posted(self, submitted: Submitted, found: CaseFile) -> CaseFile:
        """What was decided and is to be sent, is on its way."""
        citizen = self._register.of(submitted.number)
        if citizen is not None and submitted.application.delivery == "post":
            self._post.send(citizen, found, submitted.application)
        return self._with_parcel(found)

    def _with_parcel(self, found: CaseFile) -> CaseFile:
        """Whose result was sent says where it is on its way."""
        parcel = self._post.parcel_of(found.progress.case_no)
        if parcel is None:
            return found
        is_there = any("签收" in stop.state for stop in parcel.stops)
        progress = found.progress.model_copy(update={"state": "送达" if is_there else found.progress.state})
        return found.model_copy(update={"parcel": parcel, "progress": progress})

    def _holder(self, case_no: str) -> tuple[Citizen, int] | None:
        found = holder_of(self._register.seed, self._register.land.code, case_no)
        citizen = self._register.of(found[0]) if found is not None else None
        return (citizen, found[1]) if found is not None and citizen is not None and found[1] < COUNT else None

    def _derived(self, citizen: Citizen, wanted: RecordRequest, subject: str, at: datetime | None = None) -> AnyRecord:
        derive = DERIVATIONS.get(wanted.record)
        if derive is None or self._register.land.city(wanted.city) is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        if wanted.period_from > wanted.period_to:
            raise RefusalError(ErrorCode.BAD_REQUEST)
        asked = self._asked(citizen, wanted, subject, at)
        try:
            record = derive(asked)
            if at is None and not (asked.written.checks or asked.written.deregistered):
                # What was done at a terminal is newer than any data file.
                record = replaced(record, asked.own, asked)
        except ValueError as error:
            # What the form said does not fit the record: an unknown choice, a number that is none.
            raise RefusalError(ErrorCode.BAD_REQUEST) from error
        if record is None:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        if isinstance(record, PropertyTitle) and self._titles.is_printed(record.certificate_no):
            raise RefusalError(ErrorCode.PRINTED_BEFORE)
        return cast("AnyRecord", record)

    def _asked(self, citizen: Citizen, wanted: RecordRequest, subject: str, at: datetime | None = None) -> Asked:
        register = self._register
        return Asked(
            citizen=citizen,
            wanted=wanted,
            subject=subject,
            city=register.land.city(wanted.city) or "",
            now=at or self._now(),
            began=self._province.began,
            seed=register.seed,
            land=register.land,
            written=self._written.about(citizen, wanted),
            own=register.own_records(citizen.number),
        )

    def _meant(self, wanted: RecordRequest) -> Citizen:
        """Whose record it is: a case's holder, a certificate's owner; of a household number always the same person.

        Raises:
            RefusalError: NOTHING_FOUND, also where number and name are not of the same person.
        """
        asked, seed, land = wanted.asked, self._register.seed, self._register.land
        name = asked.get("holder", "")
        if "accepted_no" in asked:
            found = holder_of(seed, land.code, asked["accepted_no"])
            citizen = self._register.of(found[0]) if found is not None and found[1] == PROPERTY_CASE else None
            if citizen is None or name != citizen.name:
                raise RefusalError(ErrorCode.NOTHING_FOUND)
            return citizen
        certificate = bare(asked.get("certificate_no", ""))
        for one in self._register.own():
            if certificate and certificate in {bare(known) for known, _ in certificates(self._asked(one, wanted, ""))}:
                return one
        home = home_in(certificate)
        if home is None:
            return self._register.somebody(asked.get("household_no") or wanted.record)
        living = [self._register.of(number_of(seed, home * SLOTS + slot, land)) for slot in range(SLOTS)]
        people = [one for one in living if one is not None]
        return next((one for one in people if one.name == name), people[0])

    def _now(self) -> datetime:
        return self._province.clock.now()
