"""Views of the screens of endorsing a permit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from kiosk.view import Choice, Row, View
from kiosk.wording import day_of_year
from screens.making import PLACE, Making

KINDS: Final = (("G", 3, 1, 15), ("G", 3, 2, 30), ("G", 12, 1, 15), ("G", 12, 2, 30), ("G", 12, 0, 80), ("L", 3, 1, 15))
NAMES: Final = {
    "zh-Hans": {"G": "个人旅游", "L": "团队旅游", "HK": "香港", "MO": "澳门"},
    "zh-Hant": {"G": "個人旅遊", "L": "團隊旅遊", "HK": "香港", "MO": "澳門"},
    "en": {"G": "Visit alone", "L": "Visit with a group", "HK": "Hong Kong", "MO": "Macao"},
}
WHYS: Final = ("stuck", "not_taken", "unclear")


class EndorsingExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "endorse-insert": lambda: replace(
                self._making.filled("lay_card", "endorse_insert", 3), picture="social_card"
            ),
            "endorse-where": self._where,
            "endorse-kinds": self._kinds,
            "endorse-kinds-macao": self._macao,
            "endorse-check": self._check,
            "endorse-write": lambda: self._making.filled("working", "endorse_write", 5),
            "endorse-out": lambda: replace(
                self._making.filled("lay_card", "endorse_out", 5), picture="take", can_go_back=False
            ),
            **{f"endorse-kept-{why}": self._kept(why) for why in WHYS},
            "endorse-done": self._done,
            "endorse-done-no-slip": lambda: self._done("lead_no_slip"),
        }

    def _where(self) -> View:
        names = {**NAMES[self._making.language], "both": self._making.text("endorse.both")}
        choices = tuple(Choice(id=one, label=names[one], icon="passport") for one in ("HK", "MO", "both"))
        return replace(self._making.filled("pick", "endorse_where", 3), choices=choices)

    def _kinds(self) -> View:
        def tile(kind: str, months: int, journeys: int, yuan: int) -> Choice:
            fee = self._making.text("form.yuan", amount=yuan)
            last = date(2027, 2 if months == 3 else 11, 20)
            day = day_of_year(last).of(self._making.language)
            return Choice(
                id=f"HK-{kind}-{months}-{journeys}",
                label=self._making.abreast(NAMES[self._making.language][kind], self._times(months, journeys), fee),
                detail=self._making.text("endorse.until", days=7, year=last.year, day=day),
                icon="passport",
            )

        choices = tuple(tile(*one) for one in KINDS)
        return replace(self._making.filled("pick", "endorse_kind_hk", 3), choices=choices)

    def _macao(self) -> View:
        view = self._making.filled("pick", "endorse_kind_mo", 3)
        choices = tuple(replace(one, id=one.id.replace("HK", "MO")) for one in self._kinds().choices)
        return replace(view, choices=choices)

    def _times(self, months: int, journeys: int) -> str:
        join = self._making.text("endorse.join")
        return (
            f"{self._making.text(f'endorse.months_{months}')}{join}{self._making.text(f'endorse.journeys_{journeys}')}"
        )

    def _rows(self) -> tuple[Row, ...]:
        name = NAMES[self._making.language]
        dates = "2026.11.21 - 2027.02.20"
        return (
            Row(label=self._making.text("label.permit_no"), value="C******78"),
            Row(label=name["HK"], value=self._making.abreast(name["G"], self._times(3, 1), dates)),
            Row(label=name["MO"], value=self._making.abreast(name["G"], self._times(3, 1), dates)),
            Row(label=self._making.text("label.total"), value=self._making.text("form.yuan", amount="30.00")),
        )

    def _check(self) -> View:
        return replace(self._making.filled("check", "endorse_check", 4), rows=self._rows(), picture="page")

    def _kept(self, why: str) -> Callable[[], View]:
        def made() -> View:
            view = self._making.filled("result", "endorse_kept", 5)
            words = view.words | self._making.below(f"endorse_kept.{why}") | {"back": ""}
            rows = (
                Row(label=self._making.text("label.fetched_at"), value=PLACE[self._making.language]),
                Row(label=self._making.text("takes.desk"), value=self._making.abreast("0752-0000000", "9:00—17:00")),
            )
            return replace(view, words=words, rows=rows, picture="card", tone="careful", can_go_back=False)

        return made

    def _done(self, lead: str = "lead") -> View:
        view = self._making.filled("result", "endorse_done", 5)
        took = self._making.text("endorse.took", minutes=1, seconds=32, promised=2)
        rows = (*self._rows(), Row(label=self._making.text("label.took"), value=took))
        words = view.words | {"back": "", "lead": view.words[lead]}
        return replace(view, words=words, rows=rows, picture="slip", tone="good", can_go_back=False)
