"""The generator's people: the same every time, possible, and nobody's."""

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from kiosk.platform.values import EnrolmentRecord, RecordRequest
from kiosk.sandbox import months
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.citizens import Citizen, Register, birth_of, generated, sample_numbers, sex_of
from kiosk.sandbox.data_file import CARD_ADDRESS, CARD_ISSUER, CARD_NAME
from kiosk.sandbox.places import GUANGDONG
from kiosk.sandbox.records.social_security import enrolment

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    day = draw(st.dates(date(1920, 1, 1), date(2024, 12, 31)))
    stem = f"4499{draw(st.integers(0, 99)):02d}{day:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return stem + mod_11_2.calc_check_digit(stem)


def known(seed: int, number: str) -> Citizen:
    citizen = generated(seed, number)
    assert citizen is not None
    return citizen


def month(index: int) -> str:
    return f"{index // 12:04d}{index % 12 + 1:02d}"


def record(citizen: Citizen, first: str, last: str) -> EnrolmentRecord | None:
    wanted = RecordRequest(item="ss-enrolment-certificate", city="441300", period_from=first, period_to=last)
    asked = Asked(
        citizen=citizen,
        wanted=wanted,
        subject="subject-0001",
        city="惠州市",
        now=NOW,
        began=NOW,
        seed=1,
        land=GUANGDONG,
    )
    return enrolment(asked)


@given(st.integers(0, 2**32), numbers())
def test_the_same_seed_and_number_are_the_same_person(seed: int, number: str) -> None:
    assert known(seed, number) == known(seed, number)


@given(st.integers(0, 2**32), numbers())
def test_every_citizen_is_possible_and_fits_on_a_card(seed: int, number: str) -> None:
    citizen = known(seed, number)
    assert f"{citizen.birth:%Y%m%d}" == number[6:14]
    assert citizen.sex == ("1" if int(number[16]) % 2 else "2")
    for text, room in ((citizen.name, CARD_NAME), (citizen.address, CARD_ADDRESS), (citizen.issuer, CARD_ISSUER)):
        assert 2 <= len(text.encode("utf-16-le")) // 2 <= room
    assert citizen.phone is None or re.fullmatch(r"1380000\d{4}", citizen.phone)
    assert citizen.valid_from >= citizen.birth
    assert citizen.valid_to is None or citizen.valid_to > citizen.valid_from
    last = 0
    for job in citizen.employments:
        assert last < job.first <= job.last, "one after the other"
        assert job.first >= months.index_of(citizen.birth) + 18 * 12
        assert job.unit_name.endswith("有限公司")
        last = job.last


@given(st.integers(0, 2**32))
def test_sample_numbers_are_right_and_assigned_to_nobody(seed: int) -> None:
    for number, _ in zip(sample_numbers(seed), range(5), strict=False):
        assert number.startswith("4499")
        assert mod_11_2.is_valid(number)
        assert birth_of(number)


def test_samples_can_be_shown_things_with() -> None:
    samples = Register(7, {}).samples(50)
    assert len({one.number for one in samples}) == 50
    assert samples[:3] == Register(7, {}).samples(3), "more of them begin with the same"
    for one in samples:
        assert one.phone
        found = record(one, "202402", "202601")
        assert found is not None
        assert found.pension_months > 0


@given(numbers(), st.integers(1995 * 12, 2030 * 12), st.integers(0, 200))
def test_totals_are_the_sums_of_the_rows_and_rows_lie_in_the_period(number: str, first: int, length: int) -> None:
    found = record(known(1, number), month(first), month(first + length))
    if found is None:
        return
    assert found.pension_months == sum(row.pension for row in found.spans)
    assert found.injury_months == sum(row.injury for row in found.spans)
    assert found.unemployment_months == sum(row.unemployment for row in found.spans)
    for row in found.spans:
        length_of_row = months.index(row.period_to) - months.index(row.period_from) + 1
        assert month(first) <= row.period_from <= row.period_to <= min(month(first + length), "202601")
        assert 0 <= max(row.pension, row.injury, row.unemployment) <= length_of_row


@given(numbers(), st.integers(2000 * 12, 2026 * 12))
def test_two_halves_count_as_much_as_the_whole(number: str, cut: int) -> None:
    citizen = known(1, number)

    def counted(first: str, last: str) -> tuple[int, int, int]:
        found = record(citizen, first, last)
        return (found.pension_months, found.injury_months, found.unemployment_months) if found else (0, 0, 0)

    left, right = counted("199001", month(cut)), counted(month(cut + 1), "202612")
    assert tuple(map(sum, zip(left, right, strict=True))) == counted("199001", "202612")


def test_the_shapes_that_break_programs_do_occur() -> None:
    register = Register(1, {})
    names = [known(1, number).name for number, _ in zip(sample_numbers(1), range(2000), strict=False)]
    for wanted in ("䶮", "𬴊", "𠅤", "·"):
        assert any(wanted in name for name in names), wanted
    assert {2, 3, 4} <= {len(name) for name in names}
    everyone = [register.of(number) for number, _ in zip(sample_numbers(1), range(500), strict=False)]
    assert any(one and one.phone is None for one in everyone)
    gaps = [
        b.first - a.last > 1
        for one in everyone
        if one
        for a, b in zip(one.employments, one.employments[1:], strict=False)
    ]
    assert any(gaps)
    assert not all(gaps)


def test_numbers_that_are_nobodys() -> None:
    wrong = (
        "",
        "44990119900101001",
        "449901199001010010",
        "449901199013010019",
        "440106199001010013",
        "4499011990010100１3",
    )
    for number in wrong:
        assert generated(1, number) is None
    assert birth_of("440106199001010013") == date(1990, 1, 1), "any area is a right number"
    assert birth_of("44010619600101001X") == date(1960, 1, 1)
    assert birth_of("44010619600101001x") is None
    assert birth_of("810000199001010019") == date(1990, 1, 1)
    assert sex_of("440106196001010028") == "2"
