"""What offices tell people when something is done: that it is, and when and how it comes to them, in one message."""

from datetime import datetime
from typing import Literal

from drivers.clock import BEIJING
from kiosk.sandbox import notices
from kiosk.sandbox.cases import calendar
from kiosk.sandbox.papers import items
from kiosk.sandbox.province import Province
from kiosk.sandbox.submitted_cases import OPEN, SubmittedCases

NOON = 12
"""What is done before it goes out the same afternoon (our choice: the post's second round)."""
Told = Literal["done_post", "done_locker", "done_window", "done_account"]
_BY_DELIVERY: dict[str, Told] = {"post": "done_post", "locker": "done_locker", "window": "done_window"}


class Outcomes:
    """Of everything that was applied for.

    Args:
        province: what is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._cases = SubmittedCases(province)
        province.store.rows("CREATE TABLE IF NOT EXISTS outcomes_told (case_no TEXT PRIMARY KEY) STRICT")

    def tell(self) -> int:
        """One message for each that is done and was not told; how many went out."""
        store, now, sent = self._province.store, self._province.clock.now(), 0
        rows = store.rows(
            "SELECT case_no FROM submissions WHERE state = ? AND case_no NOT IN (SELECT case_no FROM outcomes_told)",
            OPEN,
        )
        for row in rows:
            found = self._cases.by_number(row["case_no"])
            citizen = self._province.register.of(found.number) if found is not None else None
            if found is None or citizen is None or not self._cases.file(found).is_over:
                continue
            content = items()[found.application.item].settings.name.zh_hans
            what = _BY_DELIVERY.get(found.application.delivery, "done_account")
            told = {"content": content} | ({"day": when(now)} if what == "done_post" else {})
            notices.send(self._province, citizen, what, **told)
            store.rows("INSERT INTO outcomes_told VALUES (?)", found.case_no)
            sent += 1
        return sent


def when(now: datetime) -> str:
    """When the post brings it, as one says it on the telephone."""
    here = now.astimezone(BEIJING)
    if here.hour < NOON and calendar().is_working(here.date()):
        return "今天下午"
    day = calendar().due(here.date(), 1).day
    return "明天上午" if (day - here.date()).days == 1 else f"{day.month}月{day.day}日上午"
