"""Views of the screens of a driver's medical."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.colour_plates import DIGITS, plate
from kiosk.eyesight import DIRECTIONS, UNSEEN, side_mm
from kiosk.view import Choice, Keyboard, Row, View
from screens.making import Making
from screens.materials_examples import STROKES

DISTANCE_MM: Final = 3000.0
SIGNS: Final = {"up": "up", "down": "down", "left": "back", "right": "forward", "none": "mute"}
READY: Final = {
    "left_eye_ready": "eye_chart",
    "right_eye_ready": "eye_chart",
    "colours_ready": "dot_plate",
    "ears_ready": "earphones",
}
SAMPLE: Final = "样例医师甲"
"""Nobody's name."""


class ExaminingExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "medical-resume": lambda: self._picked("medical_resume", 3, ("go_on", "anew"), ("forward", "again")),
            "medical-declare": lambda: self._agree("medical_declare", 3, "write"),
            "medical-sign": self._sign,
            **{f"medical-{name.replace('_', '-')}": self._ready(name) for name in READY},
            "medical-eye": lambda: self._letter("left", "4.5"),
            "medical-eye-finest": lambda: self._letter("up", "5.0"),
            "medical-right-eye": lambda: self._letter("right", "4.6", "medical_right_eye"),
            "medical-plate": lambda: self._plate(1),
            "medical-plate-plain": lambda: self._plate(0),
            "medical-ears-listen": lambda: self._ears(is_played=False),
            "medical-ears-answer": lambda: self._ears(is_played=True),
            **{f"medical-move-{one}": self._movement(one) for one in ("arms", "neck", "squat")},
            "medical-photo": lambda: self._agree("medical_photo_consent", 4, "face"),
            "medical-check": lambda: self._check("lead"),
            "medical-check-doubts": lambda: self._check("lead_doubts"),
            "medical-no-doctor": self._away,
            "medical-doctor": self._doctor,
            "medical-fit": self._fit,
            "medical-unfit": lambda: self._unfit("medical_unfit"),
            "medical-unfit-slip": lambda: replace(self._unfit("medical_unfit_slip"), can_go_back=True),
        }

    def _picked(self, section: str, step: int, names: tuple[str, ...], signs: tuple[str, ...]) -> View:
        choices = tuple(
            Choice(id=name, label=self._making.text(f"medical.{name}"), icon=sign)
            for name, sign in zip(names, signs, strict=True)
        )
        return replace(self._making.filled("pick", section, step), choices=choices)

    def _agree(self, section: str, step: int, picture: str) -> View:
        view = self._making.filled("consent", section, step)
        keys = ("what", "receiver", "why", "keep")
        rows = tuple(Row(label=view.words[key], value=view.words[f"{key}_value"]) for key in keys)
        return replace(view, rows=rows, picture=picture)

    def _ready(self, name: str) -> Callable[[], View]:
        def made() -> View:
            view = self._making.filled("consent", f"medical_{name}", 4)
            rows = tuple(
                Row(label=self._making.text("medical.step", number=number), value=view.words[f"line_{number}"])
                for number in (1, 2, 3)
            )
            return replace(view, rows=rows, picture=READY[name])

        return made

    def _movement(self, name: str) -> Callable[[], View]:
        return lambda: replace(
            self._picked(f"medical_move_{name}", 4, ("done", "cannot"), ("tick", "close")), picture=f"movement_{name}"
        )

    def _sign(self) -> View:
        view = self._making.view("signature", step=3)
        words = view.words | {"other_way": view.words["by_word"]}
        return replace(view, words=words, keyboard=Keyboard(strokes=STROKES), can_go_on=True)

    def _letter(self, side: str, level: str, section: str = "medical_left_eye") -> View:
        choices = tuple(
            Choice(id=one, label=self._making.text(f"medical.{one}"), icon=SIGNS.get(one, ""))
            for one in (*DIRECTIONS, UNSEEN)
        )
        size = round(side_mm(level, DISTANCE_MM), 3)
        view = self._making.filled("optotype", section, 4)
        return replace(view, choices=choices, optotype=side, optotype_mm=size)

    def _plate(self, number: int) -> View:
        digits = tuple(Choice(id=one, label=one) for one in DIGITS)
        unseen = Choice(id=UNSEEN, label=self._making.text("medical.no_digit"))
        view = self._making.filled("plate", "medical_colours", 4)
        return replace(view, plate=plate(1, number, 4).dots, choices=(*digits, unseen))

    def _ears(self, *, is_played: bool) -> View:
        choices = tuple(
            Choice(id=one, label=self._making.text(f"medical.ear_{one}"), icon=SIGNS[one], is_open=is_played)
            for one in ("left", "right", "none")
        )
        view = self._making.filled("pick", "medical_ears", 4)
        lead = self._making.text("medical.answer_now" if is_played else "medical.listen", number=4, count=9)
        return replace(view, choices=choices, words=view.words | {"lead": lead}, picture="earphones")

    def _rows(self, *, is_well: bool) -> tuple[Row, ...]:
        def text(key: str, **values: object) -> str:
            return self._making.text(f"medical.{key}", **values)

        well, left = text("well"), "5.0" if is_well else "4.6"
        worn = text("with_glasses")
        return (
            Row(label=text("classes"), value="C1"),
            Row(label=text("height"), value="168 cm"),
            Row(label=text("sight"), value=text("sight_value", left=left, right="5.0", worn=worn, needed="4.9")),
            Row(label=text("colours"), value=well),
            Row(label=text("ears"), value=text("ears_value", left=well, right=well)),
            Row(label=text("movements"), value=well),
        )

    def _check(self, lead: str) -> View:
        view = self._making.filled("check", "medical_check", 5)
        hushed = self._making.hushed("spoken") if lead == "lead_doubts" else {}
        words = view.words | {"lead": view.words[lead]} | hushed
        return replace(view, rows=self._rows(is_well=lead == "lead"), words=words, picture="page")

    def _away(self) -> View:
        signs = {"book": "clock", "wait": "person", "later": "home"}
        choices = tuple(
            Choice(
                id=one,
                label=self._making.text(f"medical.{one}"),
                detail=self._making.text(f"medical.{one}_detail"),
                icon=signs[one],
            )
            for one in signs
        )
        return replace(self._making.filled("pick", "medical_no_doctor", 5), choices=choices, picture="doctor")

    def _doctor(self) -> View:
        view = self._making.filled("call", "medical_doctor", 5)
        words = view.words | {"lead": self._making.text("medical.seen", doctor=SAMPLE)}
        return replace(view, words=words | self._making.hushed("spoken"))

    def _result(self, *, is_fit: bool) -> View:
        view = self._making.filled("result", "medical_result", 5)
        said = Row(
            label=self._making.text("medical.result"),
            value=self._making.text("medical.well" if is_fit else "medical.not_well"),
        )
        who = Row(
            label=self._making.text("medical.doctor"),
            value=self._making.abreast(SAMPLE, self._making.told("样例医院（演示）")),
        )
        return replace(
            view,
            rows=(said, who, *self._rows(is_well=is_fit)),
            words=view.words | {"back": ""} | self._making.hushed("spoken_title", "spoken"),
            picture="page",
            tone="good" if is_fit else "careful",
            can_go_back=False,
        )

    def _fit(self) -> View:
        view = self._result(is_fit=True)
        until = Row(label=self._making.text("medical.valid_to"), value="2027.05.22")
        words = {key: word for key, word in view.words.items() if key != "primary_end"}
        return replace(view, rows=(*view.rows, until), words=words)

    def _unfit(self, section: str) -> View:
        view = self._result(is_fit=False)
        told = self._making.below(section)
        return replace(view, words=view.words | told | {"primary_end": told["primary"]})
