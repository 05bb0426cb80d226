"""What a slip says, and what it never says."""

from typing import Any

import pytest

from drivers.outcome import Outcome
from drivers.receipt_printer import Align, Line, Pair, Qr, Slip
from printing.document import Verification
from printing.receipt import PrintReceipt, compose_receipt


def receipt(**changes: Any) -> PrintReceipt:
    values: dict[str, Any] = {
        "item": "社会保险个人参保证明",
        "holder": "张*三",
        "holder_number": "4499**********712X",
        "serial": "HY07-20261121-000042",
        "outcome": Outcome.DONE,
        "sheets_out": 2,
        "pages": 2,
        "terminal": "huiyang-a2-07",
        "place": "惠阳区政务服务中心 07 号机",
        "at": "2026-11-21 10:13:05",
        "verification": Verification("ABCDEFGHJKMN2345", "https://verify.invalid/v?c=ABCDEFGHJKMN2345"),
        "sample": True,
    }
    return PrintReceipt(**(values | changes))


def words(slip: Slip) -> str:
    lines = []
    for part in slip.parts:
        match part:
            case Line(text=text):
                lines.append(text)
            case Pair(name=name, value=value):
                lines.append(f"{name} {value}")
    return "\n".join(lines)


def test_a_finished_print_says_what_when_where_and_how_to_check_it() -> None:
    slip = compose_receipt(receipt())
    said = words(slip)
    for wanted in (
        "业务名称 社会保险个人参保证明",
        "办理人 张*三",
        "证件号 4499**********712X",
        "业务流水号 HY07-20261121-000042",
        "办理结果 打印完成",
        "份数/页数 1 份 / 2 页",
        "终端 huiyang-a2-07",
        "地点 惠阳区政务服务中心 07 号机",
        "时间 2026-11-21 10:13:05",
        "温馨提示",
        "请取走您的证件和凭条",
        "验证码 ABCD EFGH JKMN 2345",
    ):
        assert wanted in said
    assert Qr("https://verify.invalid/v?c=ABCDEFGHJKMN2345") in slip.parts


def test_an_unfinished_print_says_that_it_does_not_count_and_how_many_sheets_lie_there() -> None:
    slip = compose_receipt(receipt(outcome=Outcome.NOT_DONE, sheets_out=1))
    said = words(slip)
    assert "办理结果 打印未完成" in said
    assert "已出纸 1 张（共 2 页）" in said
    assert "打印未完成，本次未计次，请联系工作人员。" in said
    assert "已出的 1 张不完整" in said
    assert "打印完成" not in said
    assert not [part for part in slip.parts if isinstance(part, Qr)]


def test_nothing_came_out_speaks_of_no_sheets_to_give_back() -> None:
    said = words(compose_receipt(receipt(outcome=Outcome.NOT_DONE, sheets_out=0)))
    assert "已出纸 0 张" in said
    assert "不完整" not in said


def test_an_unknown_outcome_sends_to_staff_and_not_to_a_second_try() -> None:
    slip = compose_receipt(receipt(outcome=Outcome.UNKNOWN, sheets_out=1))
    said = words(slip)
    assert "办理结果 打印结果待核实" in said
    assert "至少 1 张（共 2 页）" in said
    assert "请勿重复办理" in said
    assert "打印完成" not in said
    assert "打印未完成" not in said
    assert not [part for part in slip.parts if isinstance(part, Qr)]


@pytest.mark.parametrize("outcome", Outcome)
def test_a_sample_says_so_at_head_and_foot(outcome: Outcome) -> None:
    assert words(compose_receipt(receipt(outcome=outcome))).count("演示数据 不具效力") == 2
    assert "演示数据" not in words(compose_receipt(receipt(outcome=outcome, sample=False)))


@pytest.mark.parametrize(
    "unmasked",
    [{"holder": "张三丰"}, {"holder_number": "44990119850307712X"}, {"holder_number": "449901198503*****X"}],
)
def test_a_name_or_number_that_is_not_masked_is_refused(unmasked: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="masked") as caught:
        compose_receipt(receipt(**unmasked))
    assert next(iter(unmasked.values())) not in str(caught.value)


def test_the_repr_holds_no_person() -> None:
    assert "张" not in repr(receipt())
    assert "712X" not in repr(receipt())


def test_a_place_has_a_line_of_its_own_and_a_code_words_above_it() -> None:
    parts = compose_receipt(receipt()).parts
    (code,) = (number for number, part in enumerate(parts) if isinstance(part, Qr))
    assert parts[code - 1] == Line("扫码核验本件", Align.CENTRE)
    assert Pair("地点", "惠阳区政务服务中心 07 号机") in parts
    same = compose_receipt(receipt(place="huiyang-a2-07")).parts
    assert not any(isinstance(part, Pair) and part.name == "地点" for part in same)
