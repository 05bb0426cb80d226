"""When the counters and clinics of the sandbox can be booked: working days of the calendar, half hours of a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from drivers.clock import BEIJING
from kiosk.platform.booking_values import OpenDay, Slot
from kiosk.sandbox.cases import calendar

MORNING, AFTERNOON = (time(8, 30), time(12)), (time(14), time(17, 30))
"""8:30-12:00 and 14:00-17:30, as the items' guides say."""
HALF_HOUR = timedelta(minutes=30)
DAYS_AHEAD = 14
"""So far ahead something can be booked."""
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter or a doctor of the sandbox."""

    id: str
    place: str
    room: str
    department: str | None = None
    who: str | None = None
    capacity: int = 3
    """In half an hour."""
    saturdays: bool = False


COUNTERS: dict[str, tuple[Counter, ...]] = {
    "notary-appointment": (
        Counter("notary-1", "样例公证处（演示）", "2楼接待室"),
        Counter("notary-2", "样例公证处新区办证点（演示）", "1楼3号窗口"),
    ),
    "marriage-appointment": (
        Counter("marriage-1", "样例婚姻登记处（演示）", "1楼登记大厅", saturdays=True),
        Counter("marriage-2", "样例公园登记点（演示）", "湖边登记室", capacity=2, saturdays=True),
    ),
    "property-appointment": (
        Counter("property-1", "政务服务中心（演示）", "3楼 B区 5-8号窗口", capacity=4),
        Counter("property-2", "不动产登记中心（演示）", "1楼 1-6号窗口", capacity=6),
    ),
    "fund-loan-application": (
        Counter("fund-1", "住房公积金管理中心（演示）", "2楼 贷款窗口"),
        Counter("fund-2", "样例银行营业部（演示）", "1楼 公积金专柜", capacity=2),
    ),
    "id-card-replacement": (
        Counter("police-1", "样例派出所（演示）", "1楼 户政大厅", capacity=4, saturdays=True),
        Counter("police-2", "政务服务中心（演示）", "1楼 E区 1-6号窗口", capacity=4),
    ),
    "passport": (
        Counter("border-1", "出入境接待大厅（演示）", "1楼 1-8号窗口", capacity=6, saturdays=True),
        Counter("border-2", "政务服务中心（演示）", "1楼 E区 7-9号窗口"),
    ),
    "driver-medical": (
        Counter("doctor-line", "驾驶人体检在线医生（演示）", "体检区 视频问诊", capacity=4, saturdays=True),
        Counter("doctor-clinic", "样例医院体检科（演示）", "2楼 驾驶员体检", capacity=6),
    ),
    "hospital-appointment": tuple(
        Counter(
            f"clinic-{number}",
            f"{hospital}（演示）",
            f"门诊{2 + number % 3}楼 {department}{1 + number % 4}诊室",
            department,
            f"{doctor}（演示）",
            saturdays=True,
        )
        for number, (hospital, department, doctor) in enumerate(
            (hospital, department, doctor)
            for hospital in ("样例人民医院", "样例中医院")
            for department in ("全科", "内科", "外科", "儿科")
            for doctor in ("样例医生甲 主任医师", "样例医生乙 主治医师")
        )
    ),
}
"""By item."""


def half_hours() -> Iterator[str]:
    """Of a day, as the contract writes them."""
    for first, last in (MORNING, AFTERNOON):
        at = datetime.combine(date.min, first)
        while at.time() < last:
            yield f"{at:%H:%M}-{at + HALF_HOUR:%H:%M}"
            at += HALF_HOUR


def open_days(counter: Counter, now: datetime, seed: int, taken: dict[tuple[str, str], int]) -> tuple[OpenDay, ...]:
    """The days on which a counter can be booked.

    Args:
        counter: whose.
        now: in China.
        seed: of the province: how many others have booked already.
        taken: by day and half hour, how many were booked at terminals.
    """
    found = []
    for ahead in range(DAYS_AHEAD + 1):
        day = now.date() + timedelta(days=ahead)
        works = calendar().is_working(day) or (counter.saturdays and day.weekday() == SATURDAY)
        if not works:
            continue
        slots = []
        for slot in half_hours():
            if ahead == 0 and slot[:5] <= f"{now.astimezone(BEIJING):%H:%M}":
                continue
            dice = Random(f"{seed}/{counter.id}/{day}/{slot}")  # noqa: S311  invented, nothing secret
            left = counter.capacity - dice.randint(0, counter.capacity) - taken.get((f"{day:%Y-%m-%d}", slot), 0)
            slots.append(Slot(time=slot, left=max(0, left)))
        if slots:
            found.append(OpenDay(day=day, slots=tuple(slots)))
    return tuple(found)


def opens_at(now: datetime) -> datetime | None:
    """When the hall's counters open next; None while they are open."""
    clock = now.astimezone(BEIJING)
    if calendar().is_working(clock.date()):
        for first, last in (MORNING, AFTERNOON):
            if clock.time() < first:
                return datetime.combine(clock.date(), first, tzinfo=BEIJING)
            if clock.time() < last:
                return None
    day = clock.date() + timedelta(days=1)
    while not calendar().is_working(day):
        day += timedelta(days=1)
    return datetime.combine(day, MORNING[0], tzinfo=BEIJING)
