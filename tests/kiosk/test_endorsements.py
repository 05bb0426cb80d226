"""Which endorsements a permit gets, until when, and what the card says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.toml_file import SettingsError, checked
from drivers.endorser import Block
from kiosk.endorsements import RULES, Left, Rules, back_of, block_of, choices, holds_long_enough, last_day, rules

TODAY, FAR = date(2026, 11, 21), date(2031, 1, 1)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 11, 21), 3, date(2027, 2, 20)),
        (date(2026, 11, 21), 12, date(2027, 11, 20)),
        (date(2026, 11, 29), 3, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), 3, date(2027, 2, 28)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_stretch_of_months_ends_the_day_before_or_with_its_month(first: date, months: int, last: date) -> None:
    assert last_day(first, months) == last


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_no_stretch_is_shorter_than_its_months_less_four_days_or_longer_than_them(first: date, months: int) -> None:
    days = (last_day(first, months) - first).days + 1
    assert months * 30.4 - 4 <= days <= months * 30.5 + 2


@pytest.mark.parametrize(("until", "holds"), [(date(2027, 3, 23), False), (date(2027, 3, 24), True)])
def test_a_permit_has_to_hold_for_more_than_three_months_and_thirty_days(until: date, holds: bool) -> None:
    # 2026-11-21 and three months is 2027-02-21, and thirty days 2027-03-23.
    assert holds_long_enough(until, TODAY, Left(months=3, days=30)) is holds


def test_every_choice_of_the_table_for_a_permit_that_holds() -> None:
    table = rules()
    assert [one.id for one in choices("HK", FAR, TODAY, table)] == [
        "HK-G-3-1",
        "HK-G-3-2",
        "HK-G-12-1",
        "HK-G-12-2",
        "HK-G-12-0",
        "HK-L-3-1",
        "HK-L-12-1",
    ]
    assert [one.id for one in choices("MO", FAR, TODAY, table)] == ["MO-G-3-1", "MO-G-12-1", "MO-L-3-1", "MO-L-12-1"]
    assert {one.id: one.fee_fen for one in choices("HK", FAR, TODAY, table)}["HK-G-12-0"] == 8_000


def test_no_endorsement_outlives_the_permit() -> None:
    soon = date(2027, 6, 1)
    assert {one.months for one in choices("HK", soon, TODAY, rules())} == {3}
    assert choices("HK", TODAY + timedelta(days=90), TODAY, rules()) == ()


def test_what_the_back_says() -> None:
    table = rules()
    found = {one.id: one for one in (*choices("HK", FAR, TODAY, table), *choices("MO", FAR, TODAY, table))}
    assert block_of(found["HK-G-3-1"], table) == Block(
        "个人旅游（G）　壹次往返有效", "2026.11.21 - 2027.02.20", "持证人在香港逗留不超过7天"
    )
    assert block_of(found["HK-G-12-0"], table).note == "每次在香港逗留不超过7天"
    assert block_of(found["MO-L-3-1"], table).note == "持证人在澳门逗留不超过7天，须随团出入境"
    back = back_of((found["MO-G-3-1"],), "EN-1", table)
    assert (back.hong_kong, back.macao) == (None, block_of(found["MO-G-3-1"], table))


def test_a_table_with_a_kind_of_no_name_is_refused_by_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("rules") / "endorsements.toml"
    path.write_text(RULES.read_text("utf-8").replace("[kinds.L]", "[kinds.X]"), "utf-8")
    with pytest.raises(SettingsError, match=r"endorsements\.toml.*L"):
        checked(Rules, path)
