"""The four sheets that Python lays out: true sizes, and no value that runs into another."""

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from example_records import example
from pypdf import PdfReader
from sample_papers import stamp
from signed_words import URL

from printing.certificate import render
from printing.document import Drawing
from printing.fonts import CannotDraw, width
from printing.layouts import LayoutError
from printing.page import MM, Picture, QrCode, Sheet, Text
from printing.sheets import SHEETS, lay_out


def sheet(name: str, kind: str, /, **changes: Any) -> Drawing:
    return lay_out(name, example(kind) | changes, stamp())


def pictures(drawing: Drawing) -> list[Picture]:
    return [mark for mark in drawing.pages[0].marks if isinstance(mark, Picture)]


def words(drawing: Drawing) -> str:
    return "".join(mark.text for mark in drawing.pages[0].marks if isinstance(mark, Text))


@pytest.mark.parametrize(("width_mm", "height_mm", "copies"), [(26, 32, 6), (33, 48, 4), (22, 32, 8), (53, 35, 1)])
def test_photos_have_their_true_size_and_do_not_touch(width_mm: int, height_mm: int, copies: int) -> None:
    drawing = sheet("photo-sheet", "photo-sheet", width_mm=width_mm, height_mm=height_mm, copies=copies)
    found = pictures(drawing)
    assert len(found) == copies
    for one in found:
        assert one.width == pytest.approx(width_mm * MM)
        assert one.height == pytest.approx(height_mm * MM)
        for other in found:
            apart = abs(one.x - other.x) >= one.width + 4 * MM or abs(one.y - other.y) >= one.height + 4 * MM
            assert apart or one is other


@pytest.mark.parametrize("changes", [{"copies": 0}, {"copies": 100}, {"width_mm": 5}, {"height_mm": 300}])
def test_more_photos_than_fit_are_refused(changes: dict[str, int]) -> None:
    with pytest.raises(LayoutError, match="do not fit the sheet"):
        sheet("photo-sheet", "photo-sheet", **changes)


def test_a_copied_card_has_its_true_size_and_its_purpose_over_it() -> None:
    drawing = sheet("card-copy-sheet", "card-copy")
    assert [(one.width, one.height) for one in pictures(drawing)] == [(85.6 * MM, 53.98 * MM)] * 2
    assert drawing.purpose == "仅供入学报名使用 他用无效"
    assert len(pictures(sheet("card-copy-sheet", "card-copy", back=None))) == 1
    assert "反面" not in words(sheet("card-copy-sheet", "card-copy", back=None))


def test_a_licence_says_what_the_register_says() -> None:
    drawing = sheet("business-licence", "business-licence", capital=Decimal("5000000.00"), term_to=None)
    for wanted in ("914499010000000001", "张样例", "5000000.00元", "长期", "（副本）", "电子营业执照打印件"):
        assert wanted in words(
            sheet("business-licence", "business-licence", capital=Decimal("5000000.00"), term_to=None, is_copy=True)
        )
    assert "—" in words(sheet("business-licence", "business-licence", capital=None))
    assert "（副本）" not in words(sheet("business-licence", "business-licence", is_copy=False))
    assert drawing.pages[0].is_landscape
    assert "仅供银行开户使用" in drawing.purpose


@pytest.mark.parametrize("length", [1, 100, 300, 600, 1000, 1500, 2000])
def test_a_scope_of_any_length_ends_above_the_office(length: int) -> None:
    drawing = sheet("business-licence", "business-licence", scope="电子产品销售；" * (length // 7 + 1))
    lowest = min(mark.y for mark in drawing.pages[0].marks if isinstance(mark, Text) and "电子产品销售" in mark.text)
    assert lowest >= 53 * MM


def test_a_scope_that_cannot_be_read_any_more_is_refused() -> None:
    with pytest.raises(LayoutError, match="does not fit on a licence"):
        sheet("business-licence", "business-licence", scope="电子产品销售；" * 700)


def test_the_medical_form_ticks_what_was_declared_and_found() -> None:
    well = words(sheet("driver-medical-form", "driver-fitness"))
    assert "本人　✓ 没有　□ 有" in well
    ill = words(sheet("driver-medical-form", "driver-fitness", declared_ills=("癫痫病",), sees_colours=False))
    assert "本人　□ 没有　✓ 有" in ill
    assert "申报：癫痫病。" in ill
    assert "□ 合格　✓ 不合格" in ill
    assert "□ 合格　✓ 不合格" not in well


def test_more_than_the_medical_form_holds_is_refused() -> None:
    with pytest.raises(LayoutError, match="does not fit on the form"):
        sheet("driver-medical-form", "driver-fitness", declared_ills=("样例疾病" * 40,) * 20)


def test_a_name_that_cannot_be_drawn_is_refused_before_anything_is_placed() -> None:
    for name, kind, field in (
        ("driver-medical-form", "driver-fitness", "name"),
        ("business-licence", "business-licence", "head"),
        ("card-copy-sheet", "card-copy", "purpose"),
    ):
        with pytest.raises(CannotDraw):
            sheet(name, kind, **{field: "张\ue000"})


def test_a_record_that_lacks_a_name_is_refused_by_the_key_alone() -> None:
    for name in SHEETS:
        with pytest.raises(LayoutError, match="the record has no"):
            lay_out(name, {}, stamp())
    with pytest.raises(LayoutError, match="no sheet"):
        lay_out("tax-payment-record", {}, stamp())


def test_a_licence_can_be_checked_without_any_network() -> None:
    codes = [
        mark.data for mark in sheet("business-licence", "business-licence").pages[0].marks if isinstance(mark, QrCode)
    ]
    assert codes == [example("business-licence")["link"], URL]


def test_a_sole_trader_has_a_form_and_a_place_and_no_capital() -> None:
    said = words(sheet("business-licence", "business-licence", head_role="经营者", form="家庭经营"))
    for wanted in ("经营者", "组成形式", "家庭经营", "注册日期", "经营场所"):
        assert wanted in said
    for company in ("注册资本", "住所", "营业期限", "成立日期"):
        assert company not in said
    branch = words(sheet("business-licence", "business-licence", head_role="负责人"))
    assert "营业场所" in branch
    assert "注册资本" not in branch
    assert "人民币5000000.00元" in words(sheet("business-licence", "business-licence", capital=Decimal(5_000_000)))


def test_a_short_licence_fills_its_page_and_a_hint_is_not_torn() -> None:
    drawing = sheet("business-licence", "business-licence", scope="餐饮服务")
    texts = [mark for mark in drawing.pages[0].marks if isinstance(mark, Text)]
    assert next(mark.size for mark in texts if mark.text == "餐饮服务") >= 12
    assert any(mark.text.endswith("登记、") for mark in texts)


def test_the_medical_form_tells_both_arms_and_one_kind_of_date() -> None:
    said = words(sheet("driver-medical-form", "driver-fitness", arm_left="合格", arm_right="不合格"))
    assert "左上肢合格右上肢不合格" in said
    assert "出生日期2024年01月05日" in said
    assert "验证码" in said


def test_what_is_cut_out_of_a_sample_says_that_it_is_one() -> None:
    """Beside the page's own watermark, which lies below pictures."""
    for name, kind, count in (("photo-sheet", "photo-sheet", 6), ("card-copy-sheet", "card-copy", 2)):
        for is_sample in (True, False):
            record = example(kind)
            drawing = lay_out(name, record, stamp(sample=is_sample))
            (page,) = PdfReader(io.BytesIO(render(drawing, "5e55").pdf)).pages
            content = page.get_contents()
            assert content is not None
            assert content.get_data().count(b"sample-over-words Do") == count * is_sample


def test_a_tick_gets_its_box() -> None:
    drawing = sheet("driver-medical-form", "driver-fitness")
    ticks = words(drawing).count("✓")
    (page,) = PdfReader(io.BytesIO(render(drawing, "5e55").pdf)).pages
    content = page.get_contents()
    assert content is not None
    assert len(re.findall(rb"0?\.57 w", content.get_data())) == ticks > 3


@pytest.mark.parametrize(
    "issuer", ["惠州市惠阳区市场监督管理局（演示）", "样例自治州样例自治县市场监督管理和知识产权局" * 2]
)
def test_the_authority_of_a_licence_stays_within_its_border_and_off_the_day(issuer: str) -> None:
    drawing = lay_out("business-licence", example("business-licence"), stamp(issuer=issuer))
    lines = [mark for mark in drawing.pages[0].marks if isinstance(mark, Text) and mark.text and mark.text in issuer]
    assert "".join(mark.text for mark in lines) == issuer
    for mark in lines:
        assert mark.x + width(mark.text, mark.size) <= Sheet.HEIGHT - 26 * MM
    low = min(mark.y for mark in lines)
    rule = 33 * MM
    (day,) = [mark for mark in drawing.pages[0].marks if isinstance(mark, Text) and rule < mark.y < low]
    assert day.text.endswith("日")
    assert day.y + day.size < low


def test_an_authority_that_would_run_over_the_rule_is_refused() -> None:
    with pytest.raises(LayoutError, match="authority"):
        lay_out("business-licence", example("business-licence"), stamp(issuer="样例" * 100))
