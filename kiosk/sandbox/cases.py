"""Cases in every state: whose they are is in their number, what became of them follows from the day."""

from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

from drivers.clock import BEIJING
from kiosk.items.working_days import WorkingDays, load_working_days
from kiosk.masking import masked_name
from kiosk.platform.service_values import CaseFile, CaseStage
from kiosk.sandbox.case_numbers import case_no
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.places import Land
from printing.records.hall import Progress

COUNT = 7
"""Cases of a person, the newest first."""
READY = 2
"""The case whose result lies ready to be fetched, or to be sent."""


class Plan(NamedTuple):
    """One stage of a kind of case."""

    name: str
    office: str
    lane: int
    days: int


class Matter(NamedTuple):
    """A kind of case."""

    item: str
    department: str
    result: str
    plans: tuple[Plan, ...]


MATTERS = (
    Matter(
        "居住证申领",
        "公安机关",
        "窗口领取",
        (Plan("受理", "样例派出所", 0, 1), Plan("审查", "样例派出所", 0, 7), Plan("制证", "市局制证中心", 0, 5)),
    ),
    Matter(
        "不动产转移登记",
        "不动产登记机构",
        "邮寄送达",
        (
            Plan("受理", "不动产登记窗口", 0, 0),
            Plan("权属审核", "不动产登记科", 0, 2),
            Plan("税款核定", "税务分局", 1, 2),
            Plan("登簿", "不动产登记科", 0, 1),
            Plan("缮证", "不动产登记科", 0, 1),
        ),
    ),
    Matter(
        "企业开办",
        "市场监督管理局",
        "窗口领取",
        (
            Plan("核名登记", "登记注册科", 0, 1),
            Plan("公章刻制", "印章企业", 0, 1),
            Plan("发票申领", "税务分局", 1, 1),
            Plan("社保登记", "社保经办窗口", 2, 1),
            Plan("银行开户", "样例银行", 3, 1),
            Plan("汇总办结", "综合窗口", 0, 1),
        ),
    ),
    Matter(
        "养老保险关系转移接续",
        "社会保险经办机构",
        "网上查询",
        (
            Plan("受理", "转入地经办窗口", 0, 1),
            Plan("发出联系函", "转入地经办机构", 0, 5),
            Plan("转出地办理", "转出地经办机构", 0, 5),
            Plan("到账入户", "转入地经办机构", 0, 4),
        ),
    ),
    Matter(
        "食品经营许可",
        "市场监督管理局",
        "窗口领取",
        (
            Plan("受理", "综合窗口", 0, 1),
            Plan("材料审查", "许可科", 0, 5),
            Plan("现场核查", "辖区监管所", 1, 6),
            Plan("决定", "许可科", 0, 3),
        ),
    ),
    Matter(
        "高龄津贴申领",
        "民政部门",
        "存入社保卡",
        (Plan("受理", "社区", 0, 1), Plan("初审", "街道办事处", 0, 7), Plan("决定", "区民政局", 0, 7)),
    ),
)
BEING_MADE = {
    5: MATTERS[0],
    6: Matter(
        "社会保障卡申领",
        "社会保险经办机构",
        "窗口领取",
        (Plan("受理", "经办窗口", 0, 1), Plan("制卡", "省制卡中心", 0, 10), Plan("到网点", "样例银行", 0, 3)),
    ),
}
"""By position: what everybody has asked for, so that the items about one document have something to show."""
_WAITS = ("申请表签名页", "租赁合同复印件", "银行卡复印件")
_ENDS = ("办结", "送达", "退回")


@cache
def calendar() -> WorkingDays:
    """Of the offices."""
    return load_working_days()


def cases_of(seed: int, citizen: Citizen, land: Land, began: datetime, now: datetime) -> tuple[CaseFile, ...]:
    """All cases of a person, the newest first."""
    return tuple(case(seed, citizen, land, began, now, position) for position in range(COUNT))


def case(seed: int, citizen: Citizen, land: Land, began: datetime, now: datetime, position: int) -> CaseFile:
    """One of them.

    Args:
        seed: of the province.
        citizen: whose.
        land: the province.
        began: when the province was opened first; its cases were a few days or months old by then.
        now: the moment as of which its state is told.
        position: which, from 0.
    """
    random = Random(f"{seed}/{citizen.number}/case/{position}")  # noqa: S311  the same every time, nothing secret
    drawn = MATTERS[(random.randrange(len(MATTERS)) + position) % len(MATTERS)]
    matter = BEING_MADE.get(position, drawn)
    whole = sum(plan.days for plan in matter.plans if plan.lane == 0)
    is_new = position < 2 or position in BEING_MADE
    back = random.randint(0, whole + 4) if is_new else random.randint(whole + 10, 400)
    accepted = _working_moment(began, back, random)
    promised = calendar().due(accepted.date(), max(whole, 1)).day
    is_stopped = position == 1 and random.random() < 1 / 2 and back > 0
    # What was handed in today is looked at on the next working day.
    taken_up = _later(accepted, 1) if back == 0 else accepted
    stages = stages_of(matter, taken_up, now, stopped=is_stopped, ended=not is_new)
    is_over = all(stage.state == "done" for stage in stages)
    state = case_state(stages, random, stopped=is_stopped, over=is_over)
    number = case_no(seed, land.code, citizen.number, position)
    return CaseFile(
        progress=Progress.model_validate(
            {
                "subject": f"case-{number}",
                "issuer": f"{matter.department}（演示）",
                "case_no": number,
                "item": matter.item,
                "applicant": masked_name(citizen.name),
                "accepted_at": accepted,
                "promised": promised,
                "state": state,
                "result": matter.result,
                "link": link(number),
            }
        ),
        department=f"{matter.department}（演示）",
        stages=stages,
        days_left=0 if is_over else calendar().left(now.date(), promised),
        is_over=is_over,
        missing=_WAITS[: random.randint(1, 2)] if state == "补正" else (),
    )


def link(number: str) -> str:
    """What the code on a receipt says; its end is the number."""
    return f"https://progress.sandbox.invalid/c/{number}"


def number_in(payload: str) -> str:
    """The case number in what was scanned: at the end of a link, or by itself."""
    return payload.strip().rstrip("/").rpartition("/")[2]


def _working_moment(began: datetime, back: int, random: Random) -> datetime:
    day = began.date() - timedelta(days=back)
    while not calendar().is_working(day):
        day -= timedelta(days=1)
    moment = datetime(day.year, day.month, day.day, random.randint(9, 16), random.randint(0, 59), tzinfo=BEIJING)
    return min(moment, began)


def stages_of(
    matter: Matter, taken_up: datetime, now: datetime, *, stopped: bool, ended: bool
) -> tuple[CaseStage, ...]:
    """The stages of a case that was taken up then, as they stand now; `ended` ones are through whatever the day."""
    found: list[CaseStage] = []
    begins: dict[int, datetime] = {}
    free = taken_up
    for number, plan in enumerate(matter.plans):
        # A stage of the first lane that follows others waits for all lanes; another lane begins where they parted.
        begin = max([free, *begins.values()]) if plan.lane == 0 else free
        end = _later(begin, plan.days)
        halts = stopped and number == 1
        is_done = (ended or end <= now) and not halts
        has_begun = begin <= now and (not found or _may_begin(found, plan))
        found.append(
            CaseStage(
                name=plan.name,
                office=f"{plan.office}（演示）",
                lane=plan.lane,
                state="done" if is_done and has_begun else "running" if has_begun else "waiting",
                begun=begin if has_begun else None,
                ended=min(end, now) if is_done and has_begun else None,
                working_days=plan.days,
            )
        )
        if plan.lane == 0:
            free, begins = (begin if _parts(matter, number) else end), {0: end}
        else:
            begins[plan.lane] = end
    return tuple(found)


def _parts(matter: Matter, number: int) -> bool:
    """Whether other lanes begin beside this stage."""
    return number + 1 < len(matter.plans) and matter.plans[number + 1].lane > 0


def _may_begin(found: list[CaseStage], plan: Plan) -> bool:
    if plan.lane > 0:
        return found[0].state == "done" or len(found) == 1
    return all(stage.state == "done" for stage in found)


def _later(moment: datetime, days: int) -> datetime:
    """So many working days on, in the afternoon; within the same day for none."""
    if days == 0:
        return moment + timedelta(minutes=40)
    day: date = calendar().due(moment.date(), days).day
    return datetime(day.year, day.month, day.day, 16, 30, tzinfo=BEIJING)


def case_state(stages: tuple[CaseStage, ...], random: Random, *, stopped: bool, over: bool) -> str:
    """The case's state by its stages."""
    if over:
        return random.choice(_ENDS)
    if stopped:
        return "补正"
    running = next((n for n, stage in enumerate(stages) if stage.state == "running"), 0)
    if running == 0:
        return "收件" if stages[0].begun is None else "受理"
    return "决定" if running == len(stages) - 1 else "审查"
