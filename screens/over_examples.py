"""Examples of what lies over a visit: display and sound, help, leaving, 110, a demonstration, the veil, the loop."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from config.texts import Texts
from kiosk.view import Choice, Language, Row, View
from screens.proof_examples import Makes

LINE: Final = "0752-0000000 8:30-17:30"
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
LEADS_TO: Final = (("demonstration", "look"), ("emergency", "alarm"), ("display", "voice"))


class OverExamples:
    """Makes them in one language.

    Args:
        examples: makes what all screens share.
        texts: where the words come from.
        language: one of kiosk.view.Language.
    """

    def __init__(self, examples: Makes, texts: Texts, language: Language) -> None:
        self._examples = examples
        self._texts = texts
        self._language = language

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "attract": lambda: self._attract(0),
            "attract-card": lambda: self._attract(1),
            "attract-night": lambda: replace(self._attract(2), theme="night", is_dim=True),
            "display": lambda: self._examples.view("display"),
            "help": self._help,
            "leaving": lambda: self._examples.view("leaving"),
            "leaving-nothing-here": self._leaving_nothing,
            "emergency": self._emergency,
            "demonstration": lambda: self._demonstration(1),
            "demonstration-end": lambda: self._demonstration(4),
            "veil": lambda: self._veil("primary"),
            "veil-card": lambda: self._veil("touch", lead="asked"),
            "veil-other-card": lambda: replace(
                self._veil("touch", lead="asked"), notice=self._texts.text(self._language, "notice.veil_other_card")
            ),
            "veil-again": lambda: self._veil("touch", lead="again"),
            "home-elder": self._elder,
            "bigger-offered": lambda: replace(
                self._examples.view("home", choices=self._open_now()), offers_bigger=True
            ),
            "home-practice": lambda: replace(self._examples.view("home", choices=self._open_now()), is_practice=True),
            "card-left": lambda: self._bare(self._examples.view("card_left", tone="bad")),
        }

    def _bare(self, view: View, *gone: str) -> View:
        """Without the buttons that would do nothing."""
        return replace(view, bar=view.bar | dict.fromkeys(gone or ("home", "leave", "help", "again"), ""))

    def _attract(self, scene: int) -> View:
        picture = ("hall", "where_card", "where_take")[scene]
        view = self._examples.view("attract", scene=scene, picture=picture, choices=self._open_now())
        return self._bare(replace(view, words=view.words | {"scene": view.words[f"scene_{scene}"]}))

    def _open_now(self) -> tuple[Choice, ...]:
        return self._examples.tiles(4)

    def _shelves(self, *names: str) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                id=name,
                label=self._texts.text(self._language, f"group.{name}"),
                detail=self._texts.text(self._language, f"group_hint.{name}"),
                icon=SIGNS[name],
            )
            for name in names
        )

    def _elder(self) -> View:
        home = self._examples.view("home", choices=self._shelves(*SIGNS))
        calm = {"title": home.words["calm_title"], "lead": home.words["calm_lead"], "back": ""}
        calm["everything"] = self._texts.text(self._language, "group.all")
        return replace(home, size="elder", words=home.words | calm)

    def _help(self) -> View:
        choices = tuple(
            Choice(
                id=name,
                label=self._texts.text(self._language, f"screen.help.{name}"),
                detail=self._texts.text(self._language, f"screen.help.{name}_hint"),
                icon=sign,
            )
            for name, sign in LEADS_TO
        )
        view = self._examples.view("help", choices=choices)
        facts = (("line", LINE), ("hotline", "12345"), ("nearest", NEAREST[self._language]), ("here", view.place))
        return replace(view, rows=self._rows("help", facts))

    def _leaving_nothing(self) -> View:
        leaving = self._examples.view("leaving")
        return replace(leaving, words=leaving.words | {"card": ""})

    def _emergency(self) -> View:
        calls = (("police", "110"), ("ambulance", "120"), ("fire", "119"))
        facts = (*calls, ("here", ADDRESS[self._language]), ("machine", "model-a2-07"))
        return self._examples.view("emergency", tone="bad", rows=self._rows("emergency", facts))

    def _rows(self, screen: str, facts: tuple[tuple[str, str], ...]) -> tuple[Row, ...]:
        return tuple(
            Row(label=self._texts.text(self._language, f"screen.{screen}.{key}"), value=value) for key, value in facts
        )

    def _demonstration(self, scene: int) -> View:
        view = self._examples.view("demonstration", scene=scene)
        return replace(view, words=view.words | {"scene": view.words[f"scene_{scene}"]})

    def _veil(self, *gone: str, lead: str = "lead") -> View:
        view = self._examples.view("veil")
        words = view.words | {"lead": view.words[lead]} | dict.fromkeys(gone, "")
        return self._bare(replace(view, words=words), "home")
