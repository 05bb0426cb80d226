"""Slips as data: what they say, and that nothing on them says who somebody is."""

import pytest
from every_paper import PAPERS, SLIPS
from example_records import SIZES, Size, citizen_number, example
from sample_papers import stamp

from drivers.receipt_printer import Line, Pair, Qr, Slip
from kiosk.items.catalogue import whole_catalogue
from printing.layout_schema import SlipLayout
from printing.layouts import LayoutError, parse
from printing.slip_layouts import compose_slip, load_slip


def slip(name: str, size: Size = "ordinary") -> Slip:
    layout = load_slip(name)
    return compose_slip(layout, example(layout.record, size), stamp())


def words(printed: Slip) -> str:
    told = []
    for part in printed.parts:
        match part:
            case Line():
                told.append(part.text)
            case Pair():
                told.append(f"{part.name} {part.value}")
            case Qr():
                told.append(part.data)
    return "\n".join(told)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SLIPS)
def test_every_slip_is_composed_from_every_record(name: str, size: Size) -> None:
    printed = words(slip(name, size))
    assert printed.count("演示数据") == 2
    assert load_slip(name).title in printed
    assert "请取走您的证件和凭条" in printed
    assert citizen_number(712) not in printed


def test_eleven_things_of_the_catalogue_are_slips_and_what_is_told_before_all_of_them() -> None:
    beside = {"once-told-slip", "utility-use-slip", "acceptance-slip", "appointment-slip", "complaint-slip"}
    beside |= {"coach-ticket-slip"}
    assert len(set(SLIPS) - beside) == 11
    assert beside < set(SLIPS)


def test_a_ticket_has_its_number_large_and_its_code() -> None:
    parts = slip("queue-ticket-slip").parts
    assert Line("A012", parts[3].align, bold=True, large=True) == parts[3]  # type: ignore[union-attr]  # a Line
    assert Qr("https://queue.invalid/t/A012") in parts


def test_steps_and_lists_are_written_line_by_line() -> None:
    assert "1. 用手机扫描二维码" in words(slip("tax-code-slip"))
    assert "香港 个人旅游（G） 壹次有效" in words(slip("travel-endorsement-slip"))


SMALL = """
form = "slip"
title = "凭条"
record = "photo-receipt"
reviewed = false
pairs = [["用途", "{usage}"]]
"""


@pytest.mark.parametrize(
    "change", ['pairs = [["姓名", "{name}"]]', 'large = "{name}"', 'qr = "https://a.invalid/{name}"']
)
def test_who_somebody_is_cannot_be_put_on_a_slip(change: str) -> None:
    key = change.split(" ")[0]
    text = "\n".join(line for line in SMALL.splitlines() if not line.startswith(key)) + f"\n{change}\n"
    with pytest.raises(LayoutError, match="'name' says who somebody is and cannot stand on a slip"):
        parse(text, "small")


def test_masked_values_come_masked_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="has to come masked") as caught:
        example("queue-ticket", name="张三丰")
    assert "张三丰" not in str(caught.value)


@pytest.mark.parametrize("name", [PAPERS[0], "ss-enrolment-certificate", "nothing-here"])
def test_a_paper_is_no_slip(name: str) -> None:
    with pytest.raises(LayoutError):
        load_slip(name)


def test_a_record_that_lacks_a_name_is_refused_by_the_key_alone() -> None:
    record = example("queue-ticket")
    del record["ticket"]
    with pytest.raises(LayoutError, match="the record has no 'ticket'"):
        compose_slip(load_slip("queue-ticket-slip"), record, stamp())


@pytest.mark.parametrize("item", ["power-use", "water-use", "gas-use"])
def test_who_only_asked_for_the_use_gets_no_proof_of_a_payment(item: str) -> None:
    layout = whole_catalogue()[item].paper
    assert isinstance(layout, SlipLayout)
    words = repr(layout.model_dump())
    assert "不作缴费凭证" in words
    for said in ("缴费成功", "{result}", "{card}", "{order_no}", "{paid", "存根"):
        assert said not in words


@pytest.mark.parametrize("name", ["acceptance-slip", "locker-slip"])
def test_a_case_is_rated_by_its_number_where_the_province_has_a_page_for_it(name: str) -> None:
    layout = load_slip(name)
    record = example(layout.record, "ordinary")
    parts = compose_slip(layout, record, stamp(rating_pages="https://rate.invalid/r")).parts
    codes = [part.data for part in parts if isinstance(part, Qr)]
    assert codes[-1] == f"https://rate.invalid/r/{record['case_no']}"
    plain = compose_slip(layout, record, stamp()).parts
    assert sum(isinstance(part, Qr) for part in plain) == len(codes) - 1, "no page, no code"
