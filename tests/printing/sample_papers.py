"""Papers for the tests: invented people with numbers of the unassigned area 4499."""

from datetime import UTC, datetime
from typing import Any

from signed_words import CODE, URL
from stdnum.iso7064 import mod_11_2

from drivers.clock import BEIJING
from printing.document import Document, Pairs, Paragraph, Table, Verification
from printing.layouts import Stamp, compose, load_layout

LAYOUT = "ss-enrolment-certificate"


def citizen_number(serial: int = 712) -> str:
    body = f"44990119850307{serial:03d}"
    return body + mod_11_2.calc_check_digit(body)


def record(count: int = 3, /, **changes: Any) -> dict[str, Any]:
    rows = [
        {
            "period_from": f"{2019 + n // 4}{n % 4 * 3 + 1:02d}",
            "period_to": f"{2019 + n // 4}{n % 4 * 3 + 3:02d}",
            "city": "441300",
            "unit_no": f"{1000 + n}",
            "unit_name": ["惠州市示例电子有限公司", "惠州市惠阳区示例物业服务有限公司（秋长分公司）", "示例餐饮店"][
                n % 3
            ],
            "pension": 3,
            "injury": 3,
            "unemployment": n % 2 * 3,
        }
        for n in range(count)
    ]
    values: dict[str, Any] = {
        "kind": "ss-enrolment",
        "subject": "sub_0123456789abcdef",
        "name": "张三丰",
        "document_type": "居民身份证",
        "number": citizen_number(),
        "personal_no": "1300000712",
        "city": "441300",
        "period_from": "201901",
        "period_to": "202610",
        "spans": tuple(rows),
        "pension_months": 3 * count,
        "injury_months": 3 * count,
        "unemployment_months": count // 2 * 3,
        "pension_deferred": 0,
        "injury_deferred": 2,
        "unemployment_deferred": 0,
        "cutoff": datetime(2026, 11, 21, 2, 12, tzinfo=UTC),
        "issuer": "示例社会保险服务机构",
    }
    return values | changes


def stamp(**changes: Any) -> Stamp:
    values: dict[str, Any] = {
        "number": "202611210000000712",
        "verification": Verification(CODE, URL),
        "issuer": "示例社会保险服务机构",
        "issued_at": datetime(2026, 11, 21, 10, 12, tzinfo=BEIJING),
        "serial": "HUIYANG-A2-07-20261121-0000002A",
        "terminal": "惠阳区政务服务中心 07号机",
        "printed_at": datetime(2026, 11, 21, 10, 13, 5, tzinfo=BEIJING),
        "subject": "sub_0123456789abcdef",
        "sample": True,
    }
    return Stamp(**(values | changes))


def document(count: int = 3, /, *, sample: bool = True, **changes: Any) -> Document:
    return compose(load_layout(LAYOUT), record(count, **changes), stamp(sample=sample))


def table_of(paper: Document) -> Table:
    return next(part for part in paper.body if isinstance(part, Table))


def pairs_of(paper: Document) -> dict[str, str]:
    return {entry.name: entry.value for part in paper.body if isinstance(part, Pairs) for entry in part.entries}


def lead_of(paper: Document) -> str:
    return next(part.text for part in paper.body if isinstance(part, Paragraph))
