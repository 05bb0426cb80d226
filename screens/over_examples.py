"""Examples of what lies over a visit: display and sound, help, leaving, 110, a demonstration, the veil, the loop."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Row, View
from screens.making import Making

LINE: Final = "0752-0000000 8:30-17:30"
HOTLINE: Final = "12345"
ADDRESS: Final[dict[str, str]] = {
    "zh-Hans": "示范市示范区示范大道1号政务服务中心A栋2楼24小时自助区",
    "zh-Hant": "示範市示範區示範大道1號政務服務中心A座2樓24小時自助區",
    "en": "24-hour hall, floor 2, building A, 1 Model Avenue, Model District",
}
NEAREST: Final[dict[str, str]] = {
    "zh-Hans": "A2-08 电梯口左边",
    "zh-Hant": "A2-08 升降機口左邊",
    "en": "A2-08 left of the lift",
}
SIGNS: Final = {
    "elder-print": "certificate",
    "elder-social": "shield",
    "elder-pay": "fund",
    "elder-help": "helper",
}
LEADS_TO: Final = (("person", "person"), ("emergency", "alarm"), ("demonstration", "look"), ("display", "voice"))


class OverExamples:
    """Makes them in one language.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "attract": lambda: self._attract(0),
            "attract-card": lambda: self._attract(1),
            "attract-night": lambda: replace(self._attract(2), theme="night", is_night=True),
            "display": lambda: self._making.view("display"),
            "help": self._help,
            "help-called": lambda: replace(self._help(), notice=self._making.text("help_call.told", at="21:40")),
            "help-not-called": self._not_called,
            "leaving": lambda: self._making.view("leaving"),
            "leaving-nothing-here": self._leaving_nothing,
            "emergency": self._emergency,
            "out-of-service-emergency": self._sent_out,
            "demonstration": lambda: self._demonstration(1),
            "demonstration-end": lambda: self._demonstration(4),
            "veil": lambda: self._veil("primary"),
            "veil-card": lambda: self._veil("touch", lead="asked"),
            "veil-other-card": lambda: replace(
                self._veil("touch", lead="asked"), notice=self._making.text("notice.veil_other_card")
            ),
            "veil-again": lambda: self._veil("touch", lead="again"),
            "home-elder": self._elder,
            "bigger-offered": lambda: replace(self._making.view("home", choices=self._open_now()), offers_bigger=True),
            "home-practice": lambda: replace(self._making.view("home", choices=self._open_now()), is_practice=True),
            "card-left": lambda: self._bare(self._making.view("card_left", tone="bad")),
            "card-left-chip": self._chip_left,
        }

    def _chip_left(self) -> View:
        view = self._bare(self._making.view("card_left", tone="bad"))
        told = {"title": view.words["title_chip"], "lead": view.words["lead_chip"]}
        return replace(view, words=view.words | told)

    def _bare(self, view: View, *gone: str) -> View:
        """Without the buttons that would do nothing."""
        return replace(view, bar=view.bar | dict.fromkeys(gone or ("home", "leave", "help", "again"), ""))

    def _attract(self, scene: int) -> View:
        picture = ("hall", "where_card", "where_take")[scene]
        view = self._making.view("attract", scene=scene, picture=picture, choices=self._open_now())
        return self._bare(replace(view, words=view.words | {"scene": view.words[f"scene_{scene}"]}))

    def _open_now(self) -> tuple[Choice, ...]:
        return self._making.tiles(4)

    def _shelves(self, *names: str) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                id=name,
                label=self._making.text(f"group.{name}"),
                detail=self._making.text(f"group_hint.{name}"),
                icon=SIGNS[name],
            )
            for name in names
        )

    def _elder(self) -> View:
        home = self._making.view("home", choices=self._shelves(*SIGNS))
        calm = {"title": home.words["calm_title"], "lead": home.words["calm_lead"], "back": ""}
        calm["everything"] = self._making.text("group.all")
        return replace(home, size="elder", words=home.words | calm)

    def _not_called(self) -> View:
        view = self._help()
        notice = self._making.text("help_call.failed", line=LINE.split()[0], hotline=HOTLINE)
        return replace(view, notice=notice, choices=(*view.choices[1:], *view.choices[:1]))

    def _help(self) -> View:
        choices = tuple(
            Choice(
                id=name,
                label=self._making.text(f"screen.help.{name}"),
                detail=self._making.text(f"screen.help.{name}_hint"),
                icon=sign,
            )
            for name, sign in LEADS_TO
        )
        view = self._making.view("help", choices=choices)
        facts = (
            ("line", LINE),
            ("hotline", HOTLINE),
            ("nearest", NEAREST[self._making.language]),
            ("here", view.place),
        )
        return replace(view, rows=self._rows("help", facts))

    def _leaving_nothing(self) -> View:
        leaving = self._making.view("leaving")
        return replace(leaving, words=leaving.words | {"card": ""})

    def _emergency(self) -> View:
        rows = (*self._calls(), *self._rows("emergency", (("machine", "model-a2-07"),)))
        return self._making.view("emergency", tone="bad", rows=rows)

    def _calls(self) -> tuple[Row, ...]:
        facts = (("police", "110"), ("ambulance", "120"), ("fire", "119"), ("here", ADDRESS[self._making.language]))
        return self._rows("emergency", facts)

    def _sent_out(self) -> View:
        """The page of a hall that people are to leave; nothing is offered there."""
        making = self._making
        words = making.words("out_of_service") | making.below("trouble.emergency")
        later = Row(label=making.text("label.go_later"), value=NEAREST[making.language])
        there = (*self._calls(), *self._rows("help", (("line", LINE),)), later)
        return self._bare(making.view("out_of_service", words=words, tone="bad", picture="exit", elsewhere=there))

    def _rows(self, screen: str, facts: tuple[tuple[str, str], ...]) -> tuple[Row, ...]:
        return tuple(Row(label=self._making.text(f"screen.{screen}.{key}"), value=value) for key, value in facts)

    def _demonstration(self, scene: int) -> View:
        view = self._making.view("demonstration", scene=scene)
        return replace(view, words=view.words | {"scene": view.words[f"scene_{scene}"]})

    def _veil(self, *gone: str, lead: str = "lead") -> View:
        view = self._making.view("veil")
        gone = gone if lead == "lead" else (*gone, "spoken")
        words = view.words | {"lead": view.words[lead]} | dict.fromkeys(gone, "")
        return self._bare(replace(view, words=words), "home")
