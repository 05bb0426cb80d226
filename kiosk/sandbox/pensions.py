"""Whoever draws a pension, and how it was proven each year that they live (待遇领取资格认证)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from drivers.clock import BEIJING
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.homes import OwnRecords

DRAWN_FROM = 60
"""Years of age; our choice of one figure for men and women."""
_NEVER = 8
"""Of so many, one was never asked for it: another office's registers said that they live."""
_WAYS = (
    ("人脸识别", "自助终端"),
    ("人脸识别", "本人手机"),
    ("人脸识别", "亲属手机"),
    ("工作人员上门核验", "家中"),
)
"""How it was proven, and where."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One proof of life that was passed."""

    at: datetime
    way: str
    place: str


def checks_of(seed: int, citizen: Citizen, first_day: date, own: OwnRecords) -> tuple[Checked, ...]:
    """Those before the province was opened, the newest first: at most the last two, or the one of the data file.

    None for whoever drew no pension by then, and for some who do.
    """
    random = Random(f"{seed}/{citizen.number}/proofs of life")  # noqa: S311  the same every time, nothing secret
    is_asked = random.randrange(_NEVER) > 0
    first = first_day - timedelta(days=random.randint(20, 364))
    days = (first, first - timedelta(days=random.randint(300, 365)))
    hours = [time(random.randint(9, 16), random.randint(0, 59)) for _ in days]
    found = [
        Checked(datetime.combine(day, hour, BEIJING), *random.choice(_WAYS))
        for day, hour in zip(days, hours, strict=True)
    ]
    told = own.get("pension-qualification", {})
    if told is None:
        return ()
    if "checked_at" in told:
        way, place = found[0].way, found[0].place
        return (Checked(told["checked_at"], told.get("way", way), told.get("place", place)),)
    return tuple(one for one in found if is_asked and citizen.age(one.at.date()) >= DRAWN_FROM)
