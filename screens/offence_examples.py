"""Views of the screens on which somebody answers for a traffic offence."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Row, View
from screens.making import Making

ACT: Final = "机动车不按交通信号灯指示通行"
OFFENCE: Final = (
    ("时间", "2026-10-03 08:15"),
    ("地点", "样例大道与演示路交叉口（演示）"),
    ("行为", ACT),
    ("记分", "6 分"),
)
RULE: Final = "《中华人民共和国道路交通安全法》第九十条"


class OffenceExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "offence-picture": self._picture,
            "offence-picture-large": lambda: replace(self._picture(), is_paper_open=True),
            "offence-answer": self._answer,
            "offence-notice": lambda: self._notice({}),
            "offence-notice-contest": lambda: self._notice(self._making.below("offence_contest")),
            "offence-sign": lambda: replace(
                self._making.filled("signature", "signature", 4), can_go_on=False, picture="write"
            ),
            "offence-contested": lambda: self._contested("receipt_given"),
            "offence-contested-no-slip": lambda: self._contested("slip_failed"),
        }

    def _picture(self) -> View:
        view = self._making.filled("paper", "offence_picture", 3)
        lead = self._making.text("offence.seen", at=OFFENCE[0][1], camera="YL-0752", act=self._making.told(ACT))
        words = view.words | {"lead": lead, "page": self._making.text("screen.offence_picture.page", paper_page=1)}
        words |= self._making.hushed("spoken")
        return replace(view, words=words, page=8, paper_page=1, paper_pages=1, picture="road")

    def _answer(self) -> View:
        choices = tuple(
            Choice(
                id=one,
                label=self._making.text(f"offence.{one}"),
                detail=self._making.text(f"offence.{one}_hint"),
                icon=sign,
            )
            for one, sign in (("accepted", "tick"), ("contested", "notice"))
        )
        return replace(self._making.filled("pick", "offence_answer", 3), choices=choices)

    def _notice(self, words: dict[str, str]) -> View:
        view = self._making.filled("consent", "offence_notice", 4)
        rows = (*self._making.rows(*OFFENCE), Row(label=self._rule(), value=self._making.told(RULE)))
        return replace(view, rows=rows, words=view.words | words, picture="agree")

    def _rule(self) -> str:
        return self._making.text("offence.rule")

    def _contested(self, notice: str) -> View:
        view = self._making.filled("result", "offence_contested", 5)
        told = (
            ("matter", "交通违法异议（演示）"),
            ("case_no", "44123456789012345678"),
            ("query_code", "123456"),
            ("promised", "2026-12-11"),
            ("office", "样例市公安局交通警察支队（演示）"),
        )
        rows = tuple(
            Row(label=self._making.text(f"label.{key}"), value=self._making.told(value)) for key, value in told
        )
        words = view.words | {"back": ""}
        return replace(
            view, rows=rows, words=words, notice=self._making.text(f"notice.{notice}"), picture="page", tone="good"
        )
