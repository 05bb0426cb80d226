"""Views of the screens of an identity photograph. Nobody real is on the pictures beside them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Row, View
from screens.making import Making

KINDS: Final = (
    ("id-card", "card", "26×32 mm", "358×441"),
    ("ordinary-passport", "passport", "33×48 mm", "390×567"),
    ("exit-entry", "passport", "33×48 mm", "354×472"),
    ("driving-licence", "machine", "22×32 mm", "260×378"),
)
NAMES: Final = {
    "zh-Hans": ("身份证、社保卡、居住证", "普通护照", "往来港澳、台湾通行证", "机动车驾驶证"),
    "zh-Hant": ("身份證、社保卡、居住證", "普通護照", "往來港澳、台灣通行證", "機動車駕駛證"),
    "en": (
        "ID, social-security card, residence",
        "Passport",
        "Hong Kong, Macao, Taiwan permits",
        "Driving licence",
    ),
}
RULES: Final = (
    *("one_face", "size", "place", "upright", "ahead", "light", "shadow"),
    *("eyes", "mouth", "glasses", "background", "sharp", "cut"),
)
CHANGES: Final = ("nearer", "close_mouth", "no_glare", "plain_wall")


class PhotoExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "photo-kind": self._kinds,
            "photo-consent": self._consent,
            **{f"photo-camera-{change}": self._camera(change) for change in CHANGES},
            "photo-camera-good": self._camera("good"),
            "photo-look": lambda: self._look("lead_made"),
            "photo-look-bad": self._bad,
            "photo-use": self._uses,
            "photo-keep": lambda: self._making.filled("working", "photo_keep", 5),
            "photo-done": lambda: self._done("lead"),
            "photo-done-no-receipt": lambda: self._done("lead_no_receipt"),
        }

    def _kinds(self) -> View:
        names = NAMES[self._making.language]
        choices = tuple(
            Choice(id=kind, label=names[place], detail=self._making.abreast(*size), icon=icon)
            for place, (kind, icon, *size) in enumerate(KINDS)
        )
        return replace(self._making.filled("pick", "photo_kind", 1), choices=choices)

    def _consent(self) -> View:
        view = self._making.filled("consent", "photo_consent", 2)
        keys = ("what", "receiver", "why", "keep")
        rows = tuple(Row(label=view.words[key], value=view.words[f"{key}_value"]) for key in keys)
        return replace(view, rows=rows, picture="face")

    def _camera(self, change: str) -> Callable[[], View]:
        def made() -> View:
            view = self._making.filled("face", "photo_camera", 2)
            words = view.words | {"secondary": view.words["shoot"], "other_way": ""}
            told = self._making.text(f"photo_change.{change}")
            if change == "good":
                return replace(view, words=words | {"title": told}, has_camera=True, picture="")
            return replace(view, words=words | {"hint": told}, has_camera=True, picture=f"photo_{change}")

        return made

    def _rows(self, *broken: tuple[str, str]) -> tuple[Row, ...]:
        wrong = dict(broken)

        def row(rule: str) -> Row:
            value = self._making.text(f"photo_change.{wrong[rule]}") if rule in wrong else ""
            return Row(label=self._making.text(f"photo_rule.{rule}"), value=value)

        return tuple(row(rule) for rule in (*wrong, *(one for one in RULES if one not in wrong)))

    def _look(self, lead: str) -> View:
        view = self._making.filled("photo", "photo_look", 2)
        choices = tuple(
            Choice(
                id=f"shot-{number}",
                label=self._making.text("photo.shot", number=number),
                icon="tick",
                is_chosen=number == 2,
            )
            for number in (1, 2)
        )
        words = view.words | {"lead": view.words[lead]}
        return replace(
            view, words=words, rows=self._rows(), choices=choices, paper_page=2, paper_pages=2, tone="good", picture=""
        )

    def _bad(self) -> View:
        view = self._making.filled("photo", "photo_look", 2)
        words = view.words | {"title": view.words["title_bad"], "lead": view.words["lead_bad"]}
        words |= {"primary": view.words["another"], "another": ""}
        rows = self._rows(("shadow", "no_shadow"), ("glasses", "no_glare"))
        return replace(
            view, words=words, rows=rows, paper_page=1, paper_pages=1, picture="photo_no_shadow", tone="careful"
        )

    def _uses(self) -> View:
        free = self._making.text("photo.free")

        def tile(use: str, icon: str) -> Choice:
            hint = self._making.text(f"photo_use_hint.{use}", copies=6)
            detail = self._making.abreast(hint, "" if use == "receipt" else free)
            return Choice(id=use, label=self._making.text(f"photo_use.{use}"), detail=detail, icon=icon)

        choices = (tile("receipt", "certificate"), tile("both", "list"), tile("sheet", "boxes"))
        return replace(self._making.filled("pick", "photo_use", 3), choices=choices)

    def _done(self, lead: str) -> View:
        view = self._making.filled("result", "photo_done", 5)
        words = view.words | {"lead": view.words[lead], "back": ""}
        if lead == "lead_no_receipt":
            words["primary"] = words["again"]
        rows = (
            Row(label=self._making.text("label.photo_kind"), value=NAMES[self._making.language][0]),
            Row(label=self._making.text("label.receipt_no"), value="440000202611220000000001"),
            Row(label=self._making.text("label.valid_to"), value="2028-11-21"),
        )
        return replace(view, words=words, rows=rows, picture="page", tone="good", can_go_back=False)
