"""Firms: derived from the number under which the social insurance knows them; their credit codes are of no area."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from stdnum.cn import uscc

from kiosk.sandbox.places import Land

_ORGANISATION = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SCOPES = (
    "电子产品销售；信息技术咨询服务；软件开发",
    "餐饮服务；食品销售（仅销售预包装食品）",
    "道路货物运输（不含危险货物）；普通货物仓储服务",
    "建筑装饰材料销售；住宅室内装饰装修；工程管理服务",
    "服装制造；服装服饰批发；货物进出口",
    "家政服务；物业管理；专业保洁、清洗、消毒服务",
)


@dataclass(frozen=True, slots=True)
class Company:
    """What the register of firms has."""

    credit_code: str
    capital: Decimal
    founded: date
    scope: str
    street: str


def company(seed: int, unit_no: str, land: Land) -> Company:
    """The firm with that number."""
    random = Random(f"{seed}/company/{unit_no}")  # noqa: S311  the same firm every time, nothing secret
    return Company(
        credit_code=credit_code(random, land, "91"),
        capital=Decimal(random.choice((10, 50, 100, 300, 500, 1000))) * 10_000,
        founded=date(random.randint(1998, 2021), random.randint(1, 12), random.randint(1, 28)),
        scope=f"{random.choice(_SCOPES)}。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
        street=f"样本区样例路{random.randint(1, 300)}号{random.randint(1, 20)}层",
    )


def credit_code(random: Random, land: Land, kind: str) -> str:
    """A unified social credit code (GB 32100): department and type, area of nobody, organisation code, check digit.

    Args:
        random: dice.
        land: whose unassigned area it bears.
        kind: 91 of a firm, 92 of a sole trader, 12 of a public institution.
    """
    organisation = "MA" + "".join(random.choice(_ORGANISATION) for _ in range(6))
    stem = f"{kind}{land.area}00{organisation}{_check(organisation)}"
    return stem + str(uscc.calc_check_digit(stem))


def _check(organisation: str) -> str:
    """Check character of an organisation code (GB 11714): 11 minus the weighted sum modulo 11, X for 10, 0 for 11."""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    left = 11 - sum(w * letters.index(one) for w, one in zip(_WEIGHTS, organisation, strict=True)) % 11
    return {10: "X", 11: "0"}.get(left, str(left))
