"""Views of the map of a hall: where to, and the way on each floor."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Language, Plan, PlanShape, Row, View
from screens.making import Making

FLOOR: Final[dict[Language, tuple[str, str]]] = {
    "zh-Hans": ("二楼", "一楼"),
    "zh-Hant": ("二樓", "一樓"),
    "en": ("First floor", "Ground floor"),
}
PLACES: Final[tuple[tuple[str, tuple[str, str, str], tuple[float, float, float, float]], ...]] = (
    ("person", ("示范出入境窗口", "示範出入境窗口", "Exit and entry counter"), (14, 17, 12, 3)),
    ("person", ("示范社保卡服务窗口", "示範社保卡服務窗口", "Social security card counter"), (30, 6, 3, 8)),
    ("toilet", ("洗手间（有无障碍）", "洗手間（有無障礙）", "Toilets, also step-free"), (2, 17, 6, 4)),
    ("baby", ("母婴室", "母嬰室", "Baby room"), (29, 1, 5, 3)),
    ("cup", ("茶水间", "茶水間", "Tea room"), (2, 1, 5, 3)),
    ("lift", ("电梯", "電梯", "Lift"), (2, 6, 3, 3)),
    ("stairs", ("楼梯", "樓梯", "Stairs"), (2, 11, 3, 4)),
    ("machine", ("24小时自助区", "24小時自助區", "24-hour self-service"), (14, 1, 12, 1.5)),
    ("", ("等候区", "等候區", "Waiting area"), (13, 9, 8, 3)),
)
"""Sign, name in the three languages, and where it stands, metres."""
LIFT: Final = 5
COLUMN: Final[dict[Language, int]] = {"zh-Hans": 0, "zh-Hant": 1, "en": 2}


class HallMapExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {"hall-places": self._places, "hall-way": self._way, "hall-way-on": self._below}

    def _plan(self, goal: int, *way: tuple[float, float], is_here: bool = True) -> Plan:
        column = COLUMN[self._making.language]
        shapes = (
            PlanShape(
                label=names[column],
                sign=sign,
                left=left,
                top=top,
                width=width,
                depth=depth,
                is_goal=number == goal,
            )
            for number, (sign, names, (left, top, width, depth)) in enumerate(PLACES)
        )
        return Plan(
            floor=FLOOR[self._making.language][0 if is_here else 1],
            width=36,
            depth=22,
            shapes=tuple(shapes),
            here=(20, 3.5) if is_here else None,
            here_label=self._text("here"),
            way=way,
        )

    def _text(self, key: str, **values: object) -> str:
        return self._making.text(f"hall_way.{key}", **values)

    def _places(self) -> View:
        column, (here, below) = COLUMN[self._making.language], FLOOR[self._making.language]
        choices = tuple(
            Choice(id=str(number), label=names[column], detail=below if number == 0 else "", icon=sign)
            for number, (sign, names, _) in enumerate(PLACES[:7])
        )
        view = self._making.filled("hall", "hall", 1)
        words = view.words | {"lead": self._text("lead", floor=here)}
        return replace(view, choices=choices, words=words, plan=self._plan(-1))

    def _way(self) -> View:
        here, below = FLOOR[self._making.language]
        lift = PLACES[LIFT][1][COLUMN[self._making.language]]
        lines = (
            self._text("start_back", metres=4),
            self._text("then_right", metres=14),
            self._text("by_lift", name=lift, floor=below),
        )
        plan = self._plan(LIFT, (20, 3.5), (20, 7.5), (5.5, 7.5))
        return self._walked(lines, plan, floor=here, first=0, total=2, metres=18)

    def _below(self) -> View:
        below = FLOOR[self._making.language][1]
        name = PLACES[2][1][COLUMN[self._making.language]]
        lines = (
            self._text("out_ahead", metres=3),
            self._text("then_right", metres=12),
            self._text("there_right", name=name),
        )
        plan = self._plan(2, (5.5, 7.5), (8.5, 7.5), (8.5, 19), is_here=False)
        return self._walked(lines, plan, floor=below, first=1, total=2, metres=15)

    def _walked(self, lines: tuple[str, ...], plan: Plan, *, floor: str, first: int, total: int, metres: int) -> View:
        view = self._making.filled("way", "way", 2)
        name = PLACES[2][1][COLUMN[self._making.language]]
        words = view.words | {
            "title": self._text("title", name=name),
            "lead": self._text("far", floor=floor, metres=metres),
            "primary": view.words["primary_slip"],
        }
        rows = tuple(Row(label=str(number), value=line) for number, line in enumerate(lines, 1))
        return replace(view, words=words, rows=rows, list_first=first, list_total=total, plan=plan)
