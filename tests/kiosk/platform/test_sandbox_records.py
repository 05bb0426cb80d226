"""Every kind of record for every kind of person: derived anew the same, right in itself, and fit for its paper."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lodged_records import LODGED
from sample_papers import stamp
from stdnum.cn import uscc

from drivers.clock import BEIJING
from kiosk.items import licence_identifier
from kiosk.platform.values import RecordRequest
from kiosk.sandbox import population
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.case_numbers import case_no, holder_of
from kiosk.sandbox.cases import COUNT, MATTERS, cases_of
from kiosk.sandbox.citizens import Citizen, Register, birth_of
from kiosk.sandbox.companies import company
from kiosk.sandbox.homes import flats_of, home_in
from kiosk.sandbox.income_tax import annual_tax
from kiosk.sandbox.licences import licences_of
from kiosk.sandbox.loans import Way, schedule
from kiosk.sandbox.places import GUANGDONG, ZHEJIANG
from kiosk.sandbox.records import DERIVATIONS
from printing.layout_schema import DrawnLayout, Layout, SlipLayout
from printing.layouts import layout_ids, load_any
from printing.records import RECORDS
from printing.records.about import name_of, number_of
from printing.records.housing_fund import LoanStatement
from printing.records.tax import IncomeList, TaxRecord
from printing.records.value import Value
from printing.sheets import on_paper
from printing.slip_layouts import compose_slip

NOW = datetime(2026, 11, 21, 10, 12, tzinfo=BEIJING)
REGISTER = Register(1, {})
KINDS = sorted(set(RECORDS) - LODGED)


KIND_OF: dict[str, Callable[[Citizen], bool]] = {
    "child": lambda one: one.age(NOW.date()) < 14,
    "old": lambda one: one.age(NOW.date()) > 90,
    "working": lambda one: one.kind == "citizen" and 30 < one.age(NOW.date()) < 50,
    "from Hong Kong": lambda one: one.number.startswith("81"),
    "from Taiwan": lambda one: one.number.startswith("83"),
    "foreigner": lambda one: one.number.startswith("9"),
    "rare": lambda one: any(ord(character) > 0xFFFF for character in one.name),
    "long": lambda one: len(one.name) > 8,
}


def first_of_each_kind() -> dict[str, Citizen]:
    """The first of the 20 000 who is so; all kinds are looked for on one way through them."""
    found: dict[str, Citizen] = {}
    for one in REGISTER.everyone():
        found |= {kind: one for kind, is_so in KIND_OF.items() if kind not in found and is_so(one)}
        if len(found) == len(KIND_OF):
            break
    return {kind: found[kind] for kind in KIND_OF}


WITHOUT = {"child", "old", "from Hong Kong", "from Taiwan", "foreigner", "long", "rare"}
"""Who may lack a record."""
OWNED = {"property-title", "pension-qualification"}
"""Of what not everybody has: a home in seven is rented, and a pension is drawn by the old."""
PEOPLE = first_of_each_kind()


def asked(citizen: Citizen, kind: str, first: str = "202401", last: str = "202611", **form: str) -> Asked:
    wanted = RecordRequest(item="an-item", record=kind, city="441300", period_from=first, period_to=last, asked=form)
    return Asked(
        citizen=citizen,
        wanted=wanted,
        subject="subject-0001",
        city="惠州市",
        now=NOW,
        began=NOW,
        seed=1,
        land=GUANGDONG,
    )


def derived(citizen: Citizen, kind: str, *period: str) -> Value | None:
    return DERIVATIONS[kind](asked(citizen, kind, *period))


def test_every_kind_of_record_has_a_derivation() -> None:
    assert set(DERIVATIONS) == set(RECORDS) - LODGED


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("person", PEOPLE)
def test_a_record_is_the_same_again_and_goes_over_the_wire(kind: str, person: str) -> None:
    citizen = PEOPLE[person]
    record = derived(citizen, kind)
    assert record == derived(citizen, kind)
    if record is None:
        assert kind in OWNED or person in {
            "child",
            "old",
            "from Hong Kong",
            "from Taiwan",
            "foreigner",
            "long",
            "rare",
        }, "nothing"
        return
    again = RECORDS[kind].model_validate_json(record.model_dump_json(), strict=True)
    assert again == record
    assert name_of(record) in {"", citizen.name} or "*" in name_of(record)
    assert number_of(record) in {"", citizen.number} or "*" in number_of(record)


@pytest.mark.parametrize("name", [name for name in layout_ids() if load_any(name).record not in LODGED])
@pytest.mark.parametrize("person", PEOPLE)
def test_a_record_fits_its_paper(name: str, person: str) -> None:
    layout = load_any(name)
    record = derived(PEOPLE[person], layout.record)
    if record is None:
        return
    match layout:
        case SlipLayout():
            assert compose_slip(layout, record.model_dump(), stamp()).parts
        case Layout() | DrawnLayout():
            assert on_paper(layout, record.model_dump(), stamp()).title


def test_twenty_thousand_people_have_numbers_of_nobody_and_live_in_homes() -> None:
    numbers = [population.number_of(1, index) for index in range(population.SIZE)]
    assert len(set(numbers)) == population.SIZE
    begins = Counter(number[:4] for number in numbers)
    assert set(begins) == {"4499", "8199", "8299", "8399", "9449"}
    assert begins["4499"] > 0.99 * population.SIZE
    for index in (0, 1, 2, 3, 777, population.SIZE - 1):
        number = numbers[index]
        assert birth_of(number) is not None
        assert population.index_of(1, number) == index
        assert population.index_of(2, number) != index
        home = population.household_of(1, number)
        assert number in home.members
        spouse = home.spouse_of(number)
        if spouse is not None:
            assert population.household_of(1, spouse).spouse_of(spouse) == number


def test_the_province_of_a_seed_is_always_the_same_and_another_seed_is_another() -> None:
    first = [(one.number, one.name) for one, _ in zip(Register(5, {}).everyone(), range(40), strict=False)]
    assert first == [(one.number, one.name) for one, _ in zip(Register(5, {}).everyone(), range(40), strict=False)]
    assert first != [(one.number, one.name) for one, _ in zip(Register(6, {}).everyone(), range(40), strict=False)]


def test_another_province_has_people_of_its_own() -> None:
    there = Register(1, {}, ZHEJIANG)
    one = there.samples(1)[0]
    assert one.number.startswith("3399")
    assert one.address.startswith("浙江省")
    assert REGISTER.of(one.number) is None
    assert there.of(PEOPLE["working"].number) is None


def test_children_live_with_a_guardian_and_bear_a_parents_surname() -> None:
    children = [one for one, _ in zip(REGISTER.everyone(), range(400), strict=False) if one.age(NOW.date()) < 14]
    assert len(children) > 20
    for child in children:
        assert child.guardian is not None
        guardian = REGISTER.of(child.guardian)
        assert guardian is not None
        assert guardian.age(NOW.date()) - child.age(NOW.date()) >= 18
        assert guardian.address == child.address


@given(
    st.integers(1, 200).map(lambda tens: Decimal(tens) * 10_000),
    st.sampled_from(["2.60", "3.10", "3.25", "4.50"]).map(Decimal),
    st.sampled_from([12, 60, 240, 360]),
    st.sampled_from(["等额本息", "等额本金"]),
    st.integers(0, 40),
)
def test_a_loan_is_paid_back_to_the_fen(loan: Decimal, percent: Decimal, count: int, way: str, early: int) -> None:
    extra = {early: loan / 4} if early else {}
    rows = list(schedule(loan, percent, count, cast("Way", way), extra))
    assert sum(row.principal for row in rows) == loan
    assert rows[-1].left == 0
    left = loan
    for row in rows:
        left -= row.principal
        assert row.left == left
        assert row.principal == row.principal.quantize(Decimal("0.01"))
        assert row.interest >= 0


def test_an_equal_instalment_is_what_the_formula_says() -> None:
    rows = list(schedule(Decimal(300_000), Decimal("3.25"), 240, "等额本息"))
    # M = P·r(1+r)^n / ((1+r)^n - 1) with r = 3.25 % / 12, by another calculator: 1701.5873; the fen goes on rounding.
    assert {row.principal + row.interest for row in rows[:-1]} <= {Decimal("1701.58"), Decimal("1701.59")}


@pytest.mark.parametrize(
    ("taxable", "tax"),
    [("0", "0"), ("36000", "1080.00"), ("36001", "1080.10"), ("200000", "23080.00"), ("1000000", "268080.00")],
)
def test_the_annual_tax_follows_the_laws_table(taxable: str, tax: str) -> None:
    assert annual_tax(Decimal(taxable)) == Decimal(tax)


def test_refunds_are_negative_and_some_people_get_one() -> None:
    everyone = (one for one in REGISTER.everyone() if one.kind == "citizen" and 30 < one.age(NOW.date()) < 55)
    signs = Counter[bool]()
    for citizen, _ in zip(everyone, range(60), strict=False):
        record = derived(citizen, "tax-record", "201901", "202611")
        assert isinstance(record, TaxRecord)
        for row in record.paid:
            if row.income_kind == "综合所得年度汇算":
                signs[row.amount < 0] += 1
                assert row.remark == ("退税" if row.amount < 0 else "补税")
            assert row.booked_on <= NOW.date()
    assert signs[True] > 10
    assert signs[False] > 3


def test_what_is_taxed_is_what_was_declared() -> None:
    citizen = PEOPLE["working"]
    paid, declared = (
        derived(citizen, "tax-record", "202401", "202512"),
        derived(citizen, "income-list", "202401", "202512"),
    )
    assert isinstance(paid, TaxRecord)
    assert isinstance(declared, IncomeList)
    withheld = sum(row.amount for row in paid.paid if row.income_kind != "综合所得年度汇算")
    assert withheld == declared.tax_total == sum(row.tax for row in declared.entries)


def test_a_loan_statement_counts_from_the_loan_to_what_is_left() -> None:
    for person in ("working", "foreigner", "rare"):
        record = derived(PEOPLE[person], "loan-statement", "199001", "202611")
        if record is None:
            continue
        assert isinstance(record, LoanStatement)
        assert record.loan - sum(row.principal for row in record.repayments) == record.balance
        assert record.due == record.due_principal + record.due_interest


def test_shares_of_a_flat_add_up_and_both_owners_see_the_same() -> None:
    shared = 0
    for index in range(0, 4000, 4):
        home = population.household_of(1, population.number_of(1, index))
        first = flats_of(1, home, home.members[0], GUANGDONG, "惠州市", {})
        for flat in first:
            if flat.shares:
                shared += 1
                assert sum(flat.shares) == 100
                assert flat in flats_of(1, home, flat.owners[1], GUANGDONG, "惠州市", {})
            assert home_in(flat.certificate_no) == index // 4
    assert shared > 10


def test_credit_codes_and_licence_identifiers_are_right() -> None:
    for number in range(200):
        assert uscc.is_valid(company(1, str(number), GUANGDONG).credit_code)
    for citizen in PEOPLE.values():
        for licence in licences_of(asked(citizen, "e-licence")):
            parsed = licence_identifier.parse(licence.identifier)
            assert parsed.type_code == licence.type_code
            assert uscc.is_valid(parsed.issuer)


@given(st.integers(0, 2**31), st.integers(0, population.SIZE - 1), st.integers(0, 9))
def test_a_case_number_is_its_holders_and_says_nothing(seed: int, index: int, position: int) -> None:
    number = population.number_of(1, index)
    written = case_no(seed, "44", number, position)
    assert len(written) == 20
    assert holder_of(seed, "44", written) == (number, position)
    assert number[6:14] not in written or seed % 7 == 0
    assert holder_of(seed, "33", written) is None


def test_cases_occur_in_every_state_with_lanes_and_offices() -> None:
    states: Counter[str] = Counter()
    lanes: Counter[int] = Counter()
    for citizen, _ in zip(REGISTER.everyone(), range(500), strict=False):
        cases = cases_of(1, citizen, GUANGDONG, NOW, NOW)
        assert len(cases) == COUNT
        for case in cases:
            states[case.progress.state] += 1
            running = [stage for stage in case.stages if stage.state == "running"]
            assert case.is_over == all(stage.state == "done" for stage in case.stages)
            assert bool(case.missing) == (case.progress.state == "补正")
            for stage in case.stages:
                lanes[stage.lane] += 1
                assert stage.office
                assert (stage.begun is None) == (stage.state == "waiting")
            assert case.is_over or running or case.progress.state in {"收件", "受理"}
            assert case.progress.accepted_at <= NOW
            assert case.progress.promised >= date(2025, 1, 1)
    assert set(states) == {"收件", "受理", "补正", "审查", "决定", "办结", "送达", "退回"}
    assert lanes[1] > 100
    assert max(plan.lane for matter in MATTERS for plan in matter.plans) == 3


def test_a_form_that_does_not_fit_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="form"):
        DERIVATIONS["sole-trader"](asked(PEOPLE["working"], "sole-trader", form="公司"))
