"""Views of the screens that answer a question: a record, a case, a guide, a code for the phone, a checked paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Row, Stage, View
from screens.making import Making

RECORD: Final = (
    ("姓名", "赵*样"),
    ("证件号码", "4499**********0016"),
    ("卡号", "4401************0712"),
    ("车牌号", "粤L·*****8"),
)
PASSAGES: Final = (
    ("2026110001234", ("类型 通行", "省份 广东", "入口 样例东站", "出口 样例南站", "金额 12.50")),
    ("2026110101235", ("类型 通行", "省份 广东", "入口 样例北站", "出口 样例西站", "金额 36.00")),
    ("2026110201236", ("类型 充值", "省份 广东", "入口 样例东站", "出口 样例东站", "金额 -300.00")),
)
"""As the columns of the paper have them."""
STAGES: Final = (
    Stage(name="受理", office="不动产登记窗口（演示）", lane=0, state="done", when="2026-11-18"),
    Stage(name="权属审核", office="不动产登记科（演示）", lane=0, state="running", when="2026-11-18"),
    Stage(name="税款核定", office="税务分局（演示）", lane=1, state="done", when="2026-11-20"),
    Stage(name="登簿", office="不动产登记科（演示）", lane=0, state="waiting", when=""),
    Stage(name="缮证", office="不动产登记科（演示）", lane=0, state="waiting", when=""),
)
LINES: Final = {
    "zh-Hans": ("刷身份证并核验本人。", "选择要打印的时间段。", "核对后打印，从出纸口取走。"),
    "zh-Hant": ("刷身份證並核驗本人。", "選擇要打印的時間段。", "核對後打印，從出紙口取走。"),
    "en": ("Show your identity card.", "Choose the period.", "Check it, print it and take it from the slot."),
}


def stages(making: Making) -> tuple[Stage, ...]:
    """Those of a case, as they are read; what has not begun says how long it takes."""
    within = making.text("label.working_days", count=1)
    return tuple(
        replace(one, name=making.told(one.name), office=making.told(one.office), when=one.when or within)
        for one in STAGES
    )


class ServiceExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "result": lambda: self._result("print", 0),
            "result-long": lambda: self._result("slip", 64),
            "result-nothing": lambda: self._end("result", 4, "", rows=(), picture="nothing"),
            "timeline": self._timeline,
            "guide": lambda: self._end("guide", 1, "print", rows=self._lines(), list_total=3, picture="page"),
            "phone": self._phone,
            "progress-ways": lambda: self._ways("progress", ("number", "scan", "identity")),
            "check-ways": lambda: self._ways("check", ("scan", "type")),
            "scan-receipt": lambda: self._making.view("scan", section="scan_receipt", step=2),
            **{
                f"paper-{verdict}": self._checked(verdict)
                for verdict in ("valid", "expired", "void", "forged", "signed")
            },
            "slip-taken": lambda: self._making.view("done", section="slip_taken", step=4, tone="good"),
            "guide-done": self._guide_done,
        }

    def _end(self, screen: str, step: int, way: str, **changes: object) -> View:
        view = replace(self._making.view(screen, step=step), **changes)  # type: ignore[arg-type]  # fields of View
        words = view.words
        ending = {"primary": words[f"primary_{way}"]} if way else {"primary": words["primary_end"], "back": ""}
        return replace(view, words=words | ending)

    def _result(self, way: str, total: int) -> View:
        passages = tuple(
            Row(label=number, value=self._making.abreast(*(self._making.told(cell) for cell in cells)))
            for number, cells in PASSAGES
        )
        rows = (*self._making.rows(*RECORD), *passages)
        return self._end("result", 4, way, rows=rows, list_total=total, picture="page")

    def _timeline(self) -> View:
        def label(key: str) -> str:
            return self._making.text(f"label.{key}")

        rows = (
            Row(label=label("case_no"), value="44123456789012345678"),
            Row(label=label("applicant"), value="赵*样"),
            Row(label=label("state"), value=self._making.text("case_state.review")),
            Row(label=label("promised"), value="2026-11-26"),
            Row(label=label("days_left"), value=self._making.text("case_left.days", count=3)),
        )
        view = self._end("timeline", 4, "slip", rows=rows, stages=stages(self._making), picture="period")
        return replace(view, words=view.words | self._making.hushed("spoken_title"))

    def _lines(self) -> tuple[Row, ...]:
        return tuple(Row(label=str(number), value=line) for number, line in enumerate(LINES[self._making.language], 1))

    def _phone(self) -> View:
        return self._end("phone", 2, "slip", qr="https://tax.sandbox.invalid/topics/vehicle", rows=self._lines())

    def _ways(self, kind: str, ways: tuple[str, ...]) -> View:
        choices = tuple(
            Choice(
                id=way,
                label=self._making.text(f"{kind}_way.{way}"),
                detail=self._making.text(f"{kind}_way_hint.{way}"),
                icon={"number": "search", "scan": "phone", "identity": "card", "type": "pin"}[way],
            )
            for way in ways
        )
        return self._making.view("pick", section=f"{kind}_ways", step=1, choices=choices)

    def _checked(self, verdict: str) -> Callable[[], View]:
        def make() -> View:
            told = self._making.below(f"paper_checked.{verdict}")
            rows = () if verdict == "forged" else self._making.rows(*RECORD[:2])
            view = self._making.view("result", section="paper_checked", step=3, rows=rows, picture=f"paper_{verdict}")
            tone = "good" if verdict == "valid" else "bad" if verdict == "forged" else "plain"
            return replace(view, words=view.words | told | {"back": ""}, tone=tone)  # type: ignore[arg-type]  # a tone

        return make

    def _guide_done(self) -> View:
        words = self._making.words("guide_done", pages=2)
        return self._making.view("done", section="guide_done", step=3, words=words, tone="good", sheets=2)
