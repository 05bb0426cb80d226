"""From one day to the next: what is on record keeps its days, goes on with time, and knows what was done about it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from province_in_process import InProcess, province_in

from kiosk.platform.booking_values import BookablesRequest, BookingRequest
from kiosk.platform.offence_values import EvidenceRequest, OffenceAnswer
from kiosk.platform.submission_values import Application
from kiosk.platform.values import ErrorCode, RecordRequest
from kiosk.sandbox.bills import BillsDesk
from kiosk.sandbox.booking_desk import BookingDesk
from kiosk.sandbox.china_time import SandboxClock
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.disabilities import disability_card_of
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.offence_desk import OffenceDesk
from kiosk.sandbox.pensions import checks_of
from kiosk.sandbox.province import Province
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.submissions_desk import SubmissionsDesk
from kiosk.sandbox.wallet import Wallet
from printing.records.extract import RegisterExtract
from printing.records.property import PropertyQuery
from printing.records.social_security import QualificationCheck

DAY_S = 86_400
PROOF, RESULT = "pension-qualification", "pension-qualification-result"
OF_TODAY = {"queried_at", "data_to", "cutoff", "taken_at"}
"""Fields that say when the question was asked."""


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def asked(there: InProcess, citizen: Citizen, item: str, record: str = "register-extract", **form: str) -> Any:
    month = f"{there.province.clock.now():%Y%m}"
    wanted = RecordRequest(item=item, record=record, city="441300", period_from=month, period_to=month, asked=form)
    return RecordsDesk(there.province).about(citizen, wanted)


def days_later(there: InProcess, days: int) -> None:
    there.province.clock.move(days * DAY_S)


def the_first(there: InProcess, wanted: Any) -> Citizen:
    return next(one for one in there.province.register.everyone() if one.phone and wanted(one))


def fined(there: InProcess) -> tuple[Citizen, str, int]:
    bills = BillsDesk(there.province)
    for citizen in there.province.register.samples(80):
        for bill in bills.fines(citizen).bills:
            if bill.amount_fen:
                return citizen, bill.bill, bill.amount_fen
    raise AssertionError("nobody has a fine")


def states(extract: RegisterExtract) -> Counter[str]:
    return Counter(entry.value.split()[-1] for entry in extract.entries)


def test_a_fine_that_was_paid_today_is_not_owed_again_tomorrow(there: InProcess) -> None:
    citizen, bill, _ = fined(there)
    desk = BillsDesk(there.province)
    assert desk.book.pay(bill, "an-order")
    days_later(there, 1)
    tomorrow = {one.bill: one.amount_fen for one in desk.fines(citizen).bills}
    assert tomorrow[bill] == 0
    assert not desk.book.pay(bill, "another-order")


def test_the_list_of_offences_says_what_was_paid_accepted_and_contested(there: InProcess) -> None:
    citizen, bill, _ = fined(there)
    before = states(asked(there, citizen, "traffic-offences"))
    BillsDesk(there.province).book.pay(bill, "an-order")
    after = states(asked(there, citizen, "traffic-offences"))
    assert after["已缴款"] == before["已缴款"] + 1
    assert after["已处理未缴款"] == before["已处理未缴款"] - 1


@pytest.mark.parametrize(("answer", "state"), [("accepted", "已处理未缴款"), ("contested", "已提出异议，待答复")])
def test_what_was_said_to_an_offence_stands_in_the_list_of_offences(there: InProcess, answer: Any, state: str) -> None:
    bills, desk = BillsDesk(there.province), OffenceDesk(there.province)
    citizen, bill = next(
        (one, bill.bill)
        for one in there.province.register.samples(80)
        for bill in bills.fines(one).bills
        if bill.because == "not_decided"
    )
    before = states(asked(there, citizen, "traffic-offences"))
    seen = desk.evidence(citizen, EvidenceRequest(bill=bill)).sha256
    said = OffenceAnswer.model_validate({"bill": bill, "answer": answer, "evidence_sha256": seen})
    desk.answer("test-01", citizen, said, "0" * 32)
    assert states(asked(there, citizen, "traffic-offences"))[state] == before[state] + 1


def test_a_decision_keeps_the_day_until_which_it_is_paid(there: InProcess) -> None:
    bills, desk = BillsDesk(there.province), OffenceDesk(there.province)
    citizen, bill = next(
        (one, bill.bill)
        for one in there.province.register.samples(80)
        for bill in bills.fines(one).bills
        if bill.because == "not_decided"
    )
    seen = desk.evidence(citizen, EvidenceRequest(bill=bill)).sha256
    said = OffenceAnswer.model_validate({"bill": bill, "answer": "accepted", "evidence_sha256": seen})
    number = desk.answer("test-01", citizen, said, "0" * 32).number
    today = asked(there, citizen, "traffic-fine", bill=bill, decision_no=number)
    days_later(there, 9)
    assert asked(there, citizen, "traffic-fine", bill=bill, decision_no=number) == today


@pytest.mark.parametrize(
    ("item", "record"),
    [
        ("traffic-offences", "register-extract"),
        ("medical-account", "register-extract"),
        ("library", "register-extract"),
        ("vehicle-query", "register-extract"),
        ("disability-card-query", "register-extract"),
        ("property-progress", "property-progress"),
        ("property-query", "property-query"),
        ("residence-registration", "residence-registration"),
        ("express-mail", "express-parcel"),
        ("progress", "case-progress"),
    ],
)
def test_the_days_on_record_are_the_same_tomorrow(there: InProcess, item: str, record: str) -> None:
    def days_of(citizen: Citizen) -> dict[str, Any]:
        told = asked(there, citizen, item, record).model_dump(exclude=OF_TODAY | {"stops", "state"})
        return dict(told)

    people = there.province.register.samples(12)
    today = [days_of(one) for one in people]
    days_later(there, 1)
    assert [days_of(one) for one in people] == today


def test_a_case_keeps_its_days_goes_on_and_is_over_in_the_end(there: InProcess) -> None:
    desk, people = RecordsDesk(there.province), there.province.register.samples(30)

    def cases() -> dict[str, Any]:
        return {case.progress.case_no: case for one in people for case in desk.cases(one).cases}

    first = cases()
    running = [number for number, case in first.items() if not case.is_over]
    assert len(running) > len(people), "a newcomer to the province finds cases that are under way"
    days_later(there, 1)
    for number, case in cases().items():
        was = first[number]
        assert (case.progress.accepted_at, case.progress.promised) == (was.progress.accepted_at, was.progress.promised)
        assert case.is_over or case.days_left <= was.days_left
    days_later(there, 5)
    assert any(not case.is_over for case in cases().values()), "they do not all end at once"
    days_later(there, 60)
    later = cases()
    assert sum(later[number].is_over for number in running) > 0.7 * len(running)


def test_a_province_that_is_opened_again_began_when_it_was_opened_first(there: InProcess) -> None:
    first, later = there.province.began, SandboxClock()
    later.move(400 * DAY_S)
    again = Province(there.province.register, there.province.store, there.province.statement_key, None, clock=later)  # type: ignore[arg-type]  # nothing is sealed here
    assert again.began == first
    later.move(-400 * DAY_S)
    now = later.stop()
    assert again.began == now, "nothing is on record that has not happened yet"


def test_an_hour_at_a_clinic_that_was_booked_here_is_told_until_it_is_over(there: InProcess) -> None:
    citizen, desk = there.province.register.samples(1)[0], BookingDesk(there.province)
    before = asked(there, citizen, "hospital-appointment-query")
    open_ones = desk.bookables(citizen, BookablesRequest(item="hospital-appointment", city="441300")).bookables
    clinic, day, slot = next(
        (one, day.day, slot.time) for one in open_ones for day in one.days for slot in day.slots if slot.left
    )
    request = BookingRequest(item="hospital-appointment", city="441300", bookable=clinic.id, day=day, time=slot)
    desk.book("test-01", citizen, request, "0" * 32)
    after = asked(there, citizen, "hospital-appointment-query")
    assert after.lines[0].value == str(int(before.lines[0].value) + 1)
    entry = next(one for one in after.entries if one not in before.entries)
    assert entry.on == f"{day} {slot[:5]}"
    assert clinic.place in entry.what
    days_later(there, 30)
    assert asked(there, citizen, "hospital-appointment-query").entries == ()


def test_whoever_draws_no_pension_has_no_proof_of_life(there: InProcess) -> None:
    with pytest.raises(RefusalError) as refused:
        asked(there, there.province.register.samples(1)[0], RESULT, PROOF)
    assert refused.value.refusal.code is ErrorCode.NOTHING_FOUND


def test_the_last_proof_of_life_says_how_and_when_it_was_and_until_when_it_holds(there: InProcess) -> None:
    register, first_day = there.province.register, there.province.began.date()
    old = list(islice((one for one in register.everyone() if 62 <= one.age(first_day) < 90), 80))
    proven = [one for one in old if checks_of(register.seed, one, first_day, {})]
    assert 0 < len(proven) < len(old), "some were never asked for it"
    told = [asked(there, one, RESULT, PROOF) for one in proven]
    assert {(one.way, one.place) for one in told} >= {("人脸识别", "本人手机"), ("工作人员上门核验", "家中")}
    for one in told:
        assert isinstance(one, QualificationCheck)
        assert first_day - timedelta(days=365) < one.checked_at.date() < first_day
        assert timedelta(364) < one.valid_to - one.checked_at.date() < timedelta(367)
    days_later(there, 1)
    assert [asked(there, one, RESULT, PROOF) for one in proven] == told


@pytest.mark.parametrize("way", ["人脸识别", "短信验证码等"])
def test_a_proof_of_life_at_a_terminal_is_the_last_one_from_then_on(there: InProcess, way: str) -> None:
    citizen = the_first(there, lambda one: 62 <= one.age(date(2026, 11, 1)) < 90)
    desk = SubmissionsDesk(there.province, IdentityDesk(there.province, Wallet(there.province.clock)))
    application = Application(item=PROOF, city="441300", answers={"proven_by": way}, delivery="here")
    accepted = desk.submit("huiyang-a2-07", citizen, application, "0" * 32, "")
    days_later(there, 3)
    told = asked(there, citizen, RESULT, PROOF)
    assert (told.way, told.place) == (way, "自助终端 huiyang-a2-07")
    assert told.checked_at == accepted.case.progress.accepted_at
    assert told == asked(there, citizen, PROOF, PROOF, case_no=accepted.case.progress.case_no)


def test_a_card_of_the_disabled_is_the_holders_number_with_kind_and_grade(there: InProcess) -> None:
    register, first_day = there.province.register, there.province.began.date()
    people = [one for one, _ in zip(register.everyone(), range(4000), strict=False)]
    cards = {one.number: card for one in people if (card := disability_card_of(register.seed, one, first_day))}
    assert 0.01 < len(cards) / len(people) < 0.05
    kinds = Counter(card.kind for card in cards.values())
    assert set(kinds) == {"视力", "听力", "言语", "肢体", "智力", "精神", "多重"}
    for number, card in cards.items():
        assert len(number + card.digits) == 20
        assert "1" <= card.digits[0] <= "7"
        assert "1" <= card.digits[1] <= "4"
        assert card.issued < first_day <= card.valid_to
        assert card.valid_to.year - card.issued.year == 10
    holder = the_first(there, lambda one: one.number in cards)
    told = {line.name: line.value for line in asked(there, holder, "disability-card-query").lines}
    card = cards[holder.number]
    assert told["残疾人证号"].endswith(card.digits)
    assert holder.number not in told["残疾人证号"]
    assert (told["残疾类别"], told["残疾等级"]) == (card.kind, card.grade)
    assert (told["发证日期"], told["有效期至"]) == (card.issued.isoformat(), card.valid_to.isoformat())
    assert ("监护人" in told) == card.needs_guardian
    nobody = the_first(there, lambda one: one.number not in cards)
    assert [line.value for line in asked(there, nobody, "disability-card-query").lines] == ["没有残疾人证登记"]


def test_what_is_pre_registered_is_said_to_be(there: InProcess) -> None:
    seen: Counter[str] = Counter()
    for citizen in there.province.register.samples(60):
        told = asked(there, citizen, "property-query", "property-query")
        assert isinstance(told, PropertyQuery)
        for holding in told.holdings:
            seen[holding.is_preregistered or ""] += 1
            assert (holding.is_preregistered == "有") == (holding.state == "预告登记")
    assert set(seen) == {"有", "无"}
