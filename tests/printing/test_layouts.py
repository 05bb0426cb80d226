"""Papers as data: what the file may say, and that a record lands where it says."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from example_records import example
from sample_papers import citizen_number, document, lead_of, pairs_of, record, stamp, table_of

from kiosk.platform.values import EnrolmentRecord
from printing.layouts import Layout, LayoutError, compose, layout_ids, load_any, load_layout, parse
from printing.page import Text
from printing.placing import place

SMALL = """
title = "证明"
record = "ss-enrolment"
reviewed = true
[[body]]
kind = "paragraph"
text = "{name}："
[[body]]
kind = "table"
rows = "spans"
[[body.columns]]
head = "起"
value = "{period_from}"
width = 1.0
"""


def small(text: str = SMALL) -> Layout:
    layout = parse(text, "small")
    assert isinstance(layout, Layout)
    return layout


def test_the_enrolment_certificate_says_what_the_record_says() -> None:
    paper = document(2)
    assert paper.title == "广东省社会保险个人参保证明"
    assert lead_of(paper) == "该参保人在惠州市参加社会保险情况如下："
    assert pairs_of(paper)["姓名"] == "张三丰"
    assert pairs_of(paper)["证件号码"] == citizen_number()
    assert pairs_of(paper)["个人编号"] == "1300000712"
    assert [column.head for column in table_of(paper).columns] == [
        "参保起止时间",
        "单位编号",
        "单位",
        "养老",
        "工伤",
        "失业",
    ]
    assert table_of(paper).rows[0] == ("201901 - 201903", "1000", "惠州市：惠州市示例电子有限公司", "3", "3", "0")
    assert table_of(paper).total == (
        "累计月数合计",
        "",
        "截止2026-11-21 10:12，该参保人各险种累计",
        "实际缴费6个月，缓缴0个月",
        "实际缴费6个月，缓缴2个月",
        "实际缴费3个月，缓缴0个月",
    )
    assert paper.closing == ("证明机构：示例社会保险服务机构", "证明时间：2026年11月21日")
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
    paper = compose(small(), record(1), late)
    assert paper.closing[1] == "证明时间：2026年11月22日"
    assert paper.printed_at == "2026-11-22 00:00:00"


def test_a_city_that_is_a_name_already_stays_one() -> None:
    assert lead_of(document(1, city="惠州市")) == lead_of(document(1, city="441300"))
    assert lead_of(document(1, city="999999")) == "该参保人在999999参加社会保险情况如下："


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("{name}：", "{name.first}"), "body.0.paragraph.text"),
        (("{name}：", "{name!r}"), "body.0.paragraph.text"),
        (("{name}：", "{name:>10}"), "body.0.paragraph.text"),
        (("{name}：", "{}"), "body.0.paragraph.text"),
        (("{name}：", "{name"), "body.0.paragraph.text"),
        (("{name}：", "{nobody}"), "the record has no 'nobody'"),
        (("{name}：", "{spans}"), "'spans' cannot be written as ''"),
        (("{name}：", "{name:money}"), "'name' cannot be written as 'money'"),
        (("{name}：", "{pension_months:date}"), "'pension_months' cannot be written as 'date'"),
        (("{period_from}", "{name}"), "the record has no 'name'"),
        (('rows = "spans"', 'rows = "name"'), "'name' of the record is no list of rows"),
        (('rows = "spans"', 'rows = "spanned"'), "the record has no 'spanned'"),
        (('record = "ss-enrolment"', 'record = "nothing"'), "'record' nothing does not exist"),
        (("width = 1.0", "width = 1.0\nadds = true"), "the first column holds the words"),
        (("reviewed = true", "reviewed = 'perhaps'"), "reviewed"),
        (("reviewed = true\n", ""), "reviewed"),
        (("width = 1.0", "width = 0.4"), "body.1.table"),
        (("head =", "heading ="), "body.1.table.columns.0"),
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
        compose(small(), values, stamp())


@pytest.mark.parametrize("spans", [None, "201901", 7, {}])
def test_a_record_without_its_list_is_refused(spans: object) -> None:
    with pytest.raises(LayoutError, match="no list 'spans'"):
        compose(small(), record(1) | {"spans": spans}, stamp())


def test_a_value_that_is_no_date_is_refused_without_the_value() -> None:
    with pytest.raises(LayoutError, match="'cutoff' of the record") as caught:
        document(1, cutoff="yesterday")
    assert "yesterday" not in str(caught.value)


@pytest.mark.parametrize("name", ["nothing-here", "../document", "", "a/b", "."])
def test_a_layout_that_is_not_there_is_said_so(name: str) -> None:
    with pytest.raises(LayoutError):
        load_layout(name)


@pytest.mark.parametrize("name", ["queue-ticket-slip", "photo-sheet"])
def test_what_is_no_paper_of_parts_is_not_taken_for_one(name: str) -> None:
    with pytest.raises(LayoutError, match="no paper of parts"):
        load_layout(name)


def test_the_layout_that_the_documentation_shows_is_one() -> None:
    page = (Path(__file__).parents[2] / "docs" / "papers.md").read_text("utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    layout = small(shown)
    document = compose(layout, example(layout.record), stamp())
    assert table_of(document).total_label == "合计"
    assert table_of(document).in_words.startswith("人民币")


@pytest.mark.parametrize("name", layout_ids())
def test_every_layout_says_where_its_wording_comes_from(name: str) -> None:
    """A comment at the head, for whoever compares it with a genuine paper; no real authority's address in it."""
    text = (Path(__file__).parents[2] / "printing" / "layouts" / f"{name}.toml").read_text("utf-8")
    assert text.startswith("# ")
    assert not re.search(r"gov\.cn|www\.|12366|gsxt", text)
    assert load_any(name).reviewed is (name == "photo-sheet"), "only what has no form's wording needs no comparison"


def test_an_amount_that_is_missing_is_a_dash_without_its_unit() -> None:
    layout = load_layout("toll-card-passages")
    said = pairs_of(compose(layout, example("toll-card", balance=None), stamp()))
    assert said["卡内余额"] == "—"
    assert said["本期消费"].endswith(" 元")


def test_a_licence_without_photo_and_end_has_no_empty_frame_and_holds_for_good() -> None:
    layout = load_layout("e-licence-copy")
    made = compose(layout, example("e-licence", photo=None, valid_to=None, valid_from=date(1990, 1, 1)), stamp())
    assert pairs_of(made)["有效期"] == "1990.01.01-长期"
    assert "照片" not in [mark.text for page in place(made) for mark in page.marks if isinstance(mark, Text)]
    application = load_layout("sole-trader-application")
    form = compose(application, example("sole-trader", photo=None), stamp())
    assert "照片" in [mark.text for page in place(form) for mark in page.marks if isinstance(mark, Text)]
