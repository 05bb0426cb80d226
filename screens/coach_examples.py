"""Views of the screens on which a ticket for a coach is bought."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Row, View
from screens.making import Making

STATION: Final = "惠州市样例汽车客运总站（演示）"
ASKED: Final = {
    "zh-Hans": ("坐哪一班？", "请提前20分钟到车站检票。"),
    "zh-Hant": ("坐哪一班？", "請提前20分鐘到車站檢票。"),
    "en": ("Which coach?", "Be at the station 20 minutes before."),
}
HINTS: Final = {
    "zh-Hans": "{fare} 元，约1小时55分，还剩{left}座",
    "zh-Hant": "{fare} 元，約1小時55分，還剩{left}座",
    "en": "{fare} yuan, about 1 h 55 min, seats left: {left}",
}


class CoachExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "coach-what": self._what,
            "coach-question": self._question,
            "coach-check": self._check,
            "coach-bought": self._bought,
            "coach-own": self._own,
        }

    def _row(self, label: str, value: str) -> Row:
        return Row(label=self._making.text(f"label.{label}"), value=value)

    def _yuan(self, amount: str) -> str:
        return self._making.text("form.yuan", amount=amount)

    def _trip(self) -> str:
        return self._making.text(
            "coach.trip", day=self._making.weekday(11, 23), time="07:40", to=self._making.told("广州市")
        )

    def _what(self) -> View:
        text = self._making.text
        choices = (
            Choice(id="new", label=text("coach.new"), detail=text("coach.new_hint"), icon="forward"),
            Choice(
                id="ticket-0",
                label=self._trip(),
                detail=text("coach.own", seat=text("coach.seat", number=12), coach="K0102"),
                icon="certificate",
            ),
        )
        return self._making.view(
            "pick", section="coach_what", step=3, choices=choices, picture="period", is_own_list=True
        )

    def _question(self) -> View:
        hint = HINTS[self._making.language]
        choices = tuple(
            Choice(id=number, label=f"{at} {number}", detail=hint.format(fare="40.00", left=left))
            for at, number, left in (("07:40", "K0102", 12), ("11:20", "K0103", 1), ("17:50", "K0104", 38))
        )
        view = self._making.view("answer", step=3, choices=choices, picture="page")
        title, lead = ASKED[self._making.language]
        words = view.words | {"title": title, "lead": lead}
        return replace(view, words=words, notice=self._making.text("notice.coach_yours"), is_own_list=True)

    def _told(self) -> tuple[Row, ...]:
        return (
            self._row("coach_from", self._making.told(STATION)),
            self._row("coach_to", self._making.told("广州市")),
            self._row("departs", f"{self._making.weekday(11, 23)} 07:40"),
            self._row("coach_no", "K0102"),
        )

    def _check(self) -> View:
        rows = (self._row("passenger", "赵*样"), *self._told(), self._row("fare", self._yuan("40.00")))
        return self._making.view("check", section="coach_check", step=4, rows=rows, picture="page")

    def _ticket(self, *paid: Row) -> View:
        rows = (
            *self._told(),
            self._row("gate", self._making.told("3号检票口")),
            self._row("seat", self._making.text("coach.seat", number=12)),
            self._row("fare", self._yuan("40.00")),
            self._row("coach_ticket_no", "2026112300000712"),
            self._row("boards", self._making.text("coach.boards")),
            *paid,
        )
        view = self._making.view("result", section="coach_ticket", step=5, rows=rows, picture="page", tone="good")
        return replace(view, words=view.words | {"primary": view.words["primary_slip"]})

    def _bought(self) -> View:
        view = self._ticket(self._row("fee", self._making.text("fee_paid.delivered", amount="40.00")))
        title = self._making.text("coach.bought", trip=self._trip())
        return replace(view, words=view.words | {"title": title, "back": ""} | self._making.hushed("spoken_title"))

    def _own(self) -> View:
        return self._ticket()
