"""Papers as data: what the file may say, and that a record lands where it says."""

from datetime import UTC, datetime

import pytest
from sample_papers import citizen_number, document, record, stamp

from kiosk.platform_values import EnrolmentRecord
from printing.layouts import LayoutError, compose, load_layout, parse

SMALL = """
title = "证明"
reviewed = true
lead = "{name}："
[[tables]]
rows = "spans"
[[tables.columns]]
head = "起"
value = "{period_from}"
width = 1.0
"""


def test_the_enrolment_certificate_says_what_the_record_says() -> None:
    paper = document(2)
    assert paper.title == "广东省社会保险个人参保证明"
    assert paper.lead == "该参保人在惠州市参加社会保险情况如下："
    assert ("姓名", "张三丰") in paper.pairs
    assert ("证件号码", citizen_number()) in paper.pairs
    assert ("个人编号", "1300000712") in paper.pairs
    assert [column.head for column in paper.tables[0].columns] == [
        "参保起止时间",
        "单位",
        "养老（月）",
        "工伤（月）",
        "失业（月）",
    ]
    assert paper.tables[0].rows[0] == ("201901 - 201903", "惠州市：惠州市示例电子有限公司", "3", "3", "0")
    assert paper.tables[0].total == ("累计月数合计", "实际缴费", "6", "6", "3")
    assert paper.issued_at == "2026年11月21日"
    assert paper.printed_at == "2026-11-21 10:13:05"
    assert any("2026-11-21 10:12" in note for note in paper.notes), "the cut-off stands there in Beijing time"


def test_the_platforms_own_record_fits_the_layout() -> None:
    values = EnrolmentRecord.model_validate(record(3)).model_dump()
    assert compose(load_layout("ss-enrolment-certificate"), values, stamp()) == document(3)


def test_wording_that_nobody_compared_with_a_genuine_paper_says_so() -> None:
    assert load_layout("ss-enrolment-certificate").reviewed is False


def test_moments_are_written_in_beijing_time() -> None:
    late = stamp(
        issued_at=datetime(2026, 11, 21, 16, 0, tzinfo=UTC), printed_at=datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
    )
    paper = compose(parse(SMALL, "small"), record(1), late)
    assert paper.issued_at == "2026年11月22日"
    assert paper.printed_at == "2026-11-22 00:00:00"


def test_a_city_that_is_a_name_already_stays_one() -> None:
    assert document(1, city="惠州市").lead == document(1, city="441300").lead
    assert document(1, city="999999").lead == "该参保人在999999参加社会保险情况如下："


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("{name}：", "{name.first}"), "lead"),
        (("{name}：", "{name!r}"), "lead"),
        (("{name}：", "{name:>10}"), "lead"),
        (("{name}：", "{}"), "lead"),
        (("{name}：", "{name"), "lead"),
        (("reviewed = true", "reviewed = 'perhaps'"), "reviewed"),
        (("reviewed = true\n", ""), "reviewed"),
        (("width = 1.0", "width = 0.4"), "tables.0"),
        (("head =", "heading ="), "tables.0.columns.0"),
        (
            (
                'title = "证明"',
                "title = [",
            ),
            "not TOML",
        ),
    ],
)
def test_a_wrong_layout_is_refused_with_its_key(change: tuple[str, str], key: str) -> None:
    with pytest.raises(LayoutError) as caught:
        parse(SMALL.replace(*change), "small")
    assert "layout small" in str(caught.value)
    assert key in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_record_without_a_name_that_the_layout_uses_is_refused_by_the_key_alone() -> None:
    values = record(1)
    del values["name"]
    with pytest.raises(LayoutError, match="the record has no 'name'"):
        compose(parse(SMALL, "small"), values, stamp())


@pytest.mark.parametrize("spans", [None, "201901", 7, {}])
def test_a_record_without_its_list_is_refused(spans: object) -> None:
    with pytest.raises(LayoutError, match="no list 'spans'"):
        compose(parse(SMALL, "small"), record(1) | {"spans": spans}, stamp())


def test_a_value_that_is_no_date_is_refused_without_the_value() -> None:
    with pytest.raises(LayoutError, match="'cutoff' of the record") as caught:
        document(1, cutoff="yesterday")
    assert "yesterday" not in str(caught.value)


@pytest.mark.parametrize("name", ["nothing-here", "../document", "", "a/b", "."])
def test_a_layout_that_is_not_there_is_said_so(name: str) -> None:
    with pytest.raises(LayoutError):
        load_layout(name)
