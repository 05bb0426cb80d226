"""A record on the screen says all that its paper says, under the names of the paper, and nothing that is not so."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from config.texts import load_texts
from drivers.clock import BEIJING
from kiosk.flows import showing
from kiosk.items.item import Paper
from kiosk.look import records
from kiosk.serving import ROWS
from printing.layout_schema import CardsLayout, Layout, TableLayout
from printing.layouts import layout_ids, load_any
from printing.records.extract import RegisterExtract
from printing.records.property import PropertyQuery
from printing.records.public_services import Passage, TollCard
from printing.records.value import Value

TEXTS = load_texts()
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=BEIJING)
NUMBER = "449901199001010013"
BASE: dict[str, Any] = {"subject": "subject-0001", "issuer": "样例机构（演示）", "name": "陈样例", "number": NUMBER}


def shown(layout: str, record: Value, page: int = 0) -> dict[str, str]:
    paper: Paper = load_any(layout)
    return {row.label: row.value for row in records.rows(TEXTS, "zh-Hans", paper, record, page)}


def extract(entries: int) -> RegisterExtract:
    return RegisterExtract.model_validate(
        BASE
        | {"title": "交通违法查询", "queried_at": NOW, "lines": ({"name": "违法记录数", "value": str(entries)},)}
        | {
            "entries": tuple(
                {"on": f"2026-11-{n + 1:02d}", "what": "样例路 停车", "value": "200元"} for n in range(entries)
            )
        }
    )


@pytest.mark.parametrize("entries", [0, 1, 2])
def test_what_was_found_is_shown_beside_how_much_was_found(entries: int) -> None:
    rows = shown("register-extract", extract(entries))
    assert rows["违法记录数"] == str(entries), "one column beside the name needs no name of its own"
    assert [label for label in rows if label.startswith("2026-11")] == [f"2026-11-{n + 1:02d}" for n in range(entries)]


def test_all_lists_together_are_turned_page_by_page_and_none_is_left_out() -> None:
    record = extract(2 * ROWS)
    paper = load_any("register-extract")
    assert showing.rows_of(record, paper) == 2 * ROWS + 1
    pages = [shown("register-extract", record, page) for page in range(3)]
    assert sum(label.startswith("2026-11") for page in pages for label in page) == 2 * ROWS
    assert "姓名" not in pages[1]


def passage(kind: str, amount: str) -> Passage:
    return Passage.model_validate(
        {"serial_no": f"20261100{kind}", "kind": kind, "province": "广东", "entered": "样例东站", "left": "样例南站"}
        | {"entered_at": datetime(2026, 11, 1, 8, 0), "left_at": datetime(2026, 11, 1, 9, 0)}  # noqa: DTZ001  a gate's clock
        | {"amount": Decimal(amount)}
    )


def test_a_toll_is_no_refund_and_a_refund_no_toll() -> None:
    record = TollCard.model_validate(
        BASE
        | {"card": "4401****6616", "card_kind": "记账卡", "plate": "粤M·****9", "month_from": "202611"}
        | {"month_to": "202611", "passages": (passage("通行", "25.40"), passage("退款", "-15.17"))}
    )
    rows = shown("toll-card-passages", record)
    assert "通行费 25.40" in rows["20261100通行"]
    assert "充值退款" not in rows["20261100通行"]
    assert "充值退款 -15.17" in rows["20261100退款"]
    assert "通行费" not in rows["20261100退款"]
    assert "卡内余额" not in rows, "what the record does not know stands as a dash on paper, and not at all on a screen"


HOME = "惠州市样本区样例路225号样例花园2栋3104房"


def test_what_the_property_register_says_is_looked_over_before_it_is_printed() -> None:
    holding: dict[str, Any] = {"certificate_no": "粤（2022）惠州市不动产权第1000080号", "unit_code": "u", "place": HOME}
    holding |= {
        "sharing": "共同共有",
        "usage": "住宅",
        "area": Decimal("99.99"),
        "registered": "2022-11-22",
        "state": "已抵押",
    }
    record = PropertyQuery.model_validate(
        BASE
        | {"document_type": "居民身份证", "purpose": "子女入学", "searched": "惠州市", "queried_at": NOW}
        | {"holdings": (holding,), "result": "查询到1项登记信息"}
    )
    rows = shown("property-query-result", record)
    assert rows["结果"] == "查询到1项登记信息"
    (told,) = [value for label, value in rows.items() if "1000080" in label]
    assert told.startswith("坐落 惠州市样本区")
    assert HOME not in told, "who looks on learns no address"


def test_a_firms_name_is_no_persons_and_every_field_has_a_name_that_people_read() -> None:
    assert all(TEXTS.has(f"label.{name}") for name in records._OTHER_NAMES.values())
    licence = {"kind": "business-licence"}
    assert records._label(TEXTS, "zh-Hans", "name", "{name}", licence) == "企业名称"
    assert records._label(TEXTS, "zh-Hans", "姓名", "{name}", {"kind": "toll-card"}) == "姓名"
    for language in ("zh-Hans", "zh-Hant", "en"):
        for field in ("currency", "form"):
            assert records._label(TEXTS, language, field, f"{{{field}}}", licence) != field


@pytest.mark.parametrize("layout", sorted(layout_ids()))
def test_no_list_of_any_paper_is_without_rows_on_the_screen(layout: str) -> None:
    paper = load_any(layout)
    if not isinstance(paper, Layout):
        return
    lists = [part for part in paper.body if isinstance(part, TableLayout | CardsLayout)]
    assert len({part.rows for part in lists}) == len(lists), "a list that stands twice would be counted twice"
