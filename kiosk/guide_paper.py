"""The guide of an item as a record: what printing/layouts/service-guide.toml puts on paper. All is in data files."""

from collections.abc import Sequence
from datetime import date

from kiosk.items import names
from kiosk.items.catalogue import Item
from kiosk.items.facts import Term
from kiosk.items.flow_names import FLOW_NAMES
from printing.records.hall import Answer as Said
from printing.records.hall import GuideStep, Material, ServiceGuide

_TYPES = {"query": "查询", "print": "打印", "apply": "办理", "pay": "缴费", "guide": "指南"}
_AUDIENCES = {"person": "个人", "enterprise": "企业"}
_LEVELS = {"city": "市级", "county": "县级", "town": "镇级", "village": "村级"}
_WAYS = {"at-once": "马上办", "online": "网上办", "nearby": "就近办", "once": "一次办"}
_ENDS = {"here": "本机当场办结", "phone": "手机上办结", "appointment": "预约后到窗口办", "counter": "到窗口办"}
HELP_LINE = "12345"
"""Of the government's, all over the country."""


def guide_record(item: Item, on: date, pages: str) -> ServiceGuide:
    """The item's guide as it is in force here on that day; says nothing of a person.

    Args:
        item: any.
        on: the day.
        pages: below which guides stand in the net; empty where they do not.
    """
    facts = item.settings.facts
    department = names.departments()[facts.department].zh_hans
    how, *others = facts.guide
    return ServiceGuide(
        subject=f"guide-{item.id}",
        issuer=department,
        name=item.settings.name.zh_hans,
        type=_TYPES[facts.type],
        department=department,
        serves="、".join(_AUDIENCES[one] for one in facts.audience),
        level="、".join(_LEVELS.get(one, one) for one in facts.levels),
        code=item.id,
        promised=term_words(facts.promised),
        legal_limit=term_words(facts.legal) if facts.legal is not None else "没有规定",
        ways="、".join((_ENDS[facts.finish], *(_WAYS[one] for one in facts.ways))),
        office=f"{department}各办事窗口",
        phone=HELP_LINE,
        complaints=HELP_LINE,
        fee=_fee(item),
        conditions=tuple(line.zh_hans for page in others for line in page.lines) or ("无",),
        materials=materials_of(facts.needs, facts.spared),
        steps=tuple(
            GuideStep(number=number, name=how.title.zh_hans, who="申请人", limit="", standard=line.zh_hans)
            for number, line in enumerate(how.lines, 1)
        ),
        laws=(),
        answers=tuple(
            Said(question=page.title.zh_hans, answer="".join(line.zh_hans for line in page.lines)) for page in others
        ),
        updated=on,
        link=f"{pages}/{item.id}" if pages else None,
    )


def _fee(item: Item) -> str:
    if item.settings.facts.fee:
        return f"{item.settings.facts.fee:.2f}元"
    return {"fee": "不收费", "chosen": "按所选的价钱", "billed": "按账单，不另收费"}[
        FLOW_NAMES[item.settings.flow].price
    ]


def term_words(term: Term) -> str:
    """A promise in words."""
    if term.minutes is not None:
        return f"约{term.minutes}分钟"
    return f"{term.working_days}个工作日" if term.working_days else "当日"


def materials_of(needs: Sequence[str], spared: Sequence[str]) -> tuple[Material, ...]:
    """What has to be brought, then what nobody has to bring since the province's data has it.

    Args:
        needs: ids of config/registers.
        spared: likewise.
    """
    known = names.materials()
    brought = [
        Material(
            number=number, name=known[name].zh_hans, original="原件1份", copies="无需", is_needed="必要", remark=""
        )
        for number, name in enumerate(needs, 1)
    ]
    not_needed = [
        Material(
            number=number,
            name=known[name].zh_hans,
            original="无需",
            copies="无需",
            is_needed="非必要",
            remark=f"由{known[name].supplied_by or '数据共享'}提供",
        )
        for number, name in enumerate(spared, len(brought) + 1)
    ]
    return (*brought, *not_needed)
