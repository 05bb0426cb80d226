"""Examples of the screens of an application: filled in with its sources, confirmed, accepted, under way, taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Row, View
from screens.making import Making
from screens.service_examples import stages

Said = tuple[str, str, str]
MATTER: Final[Said] = ("高龄津贴申领", "高齡津貼申領", "Allowance for the aged")
OFFICE: Final[Said] = ("民政部门（演示）", "民政部門（演示）", "Civil affairs (sample)")
POLICE: Final[Said] = ("公安人口信息", "公安人口信息", "the population register of the police")
FILLED: Final[tuple[tuple[str, Said, Said | str], ...]] = (
    ("name", ("姓名", "姓名", "Name"), "赵*样"),
    ("sex", ("性别", "性別", "Sex"), ("女", "女", "Female")),
    ("nation", ("民族", "民族", "Nationality"), ("汉族", "漢族", "Han")),
    ("born", ("出生日期", "出生日期", "Date of birth"), ("1938年4月22日", "1938年4月22日", "1938-4-22")),
    ("number", ("身份证号码", "身份證號碼", "ID number"), "4499**********0016"),
    ("household", ("户籍地址", "戶籍地址", "Registered address"), "广东省示例市样本区演示路384号14栋1404房"),
    ("home", ("居住地址", "居住地址", "Home address"), "广东省示例市样本区演示路11号3003房"),
    ("phone", ("联系电话", "聯絡電話", "Mobile number"), "138****0000"),
    ("marital", ("婚姻状况", "婚姻狀況", "Marital status"), ("丧偶", "喪偶", "Widowed")),
    ("lives-with", ("居住情况", "居住情況", "Living with"), ("和子女住", "和子女住", "With children")),
)
UTILITIES: Final[tuple[tuple[str, Said, Said], ...]] = (
    ("water", ("供水", "供水", "Water"), ("供水企业", "供水企業", "water company")),
    ("power", ("供电", "供電", "Power"), ("供电企业", "供電企業", "power company")),
    ("gas", ("燃气", "燃氣", "Gas"), ("燃气企业", "燃氣企業", "gas company")),
    ("drainage", ("排水", "排水", "Drainage"), ("排水企业", "排水企業", "drainage company")),
    ("telecom", ("通信", "通信", "Telephone and net"), ("通信企业", "通信企業", "telecom company")),
    ("cable", ("有线电视", "有線電視", "Cable television"), ("广电企业", "廣電企業", "cable company")),
)
WHICH: Final[Said] = ("要装哪些？", "要裝哪些？", "Which ones?")


class ApplyingExamples:
    """Makes them in one language; argument as ProofExamples."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._place = ("zh-Hans", "zh-Hant", "en").index(making.language)

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "apply-prefill": lambda: self._making.view("working", section="prefill", step=4),
            "apply-review": lambda: self._review(""),
            "apply-review-fixed": lambda: self._review("fixed_answer"),
            "apply-several": lambda: self._several(("water", "power", "gas")),
            "apply-several-none": lambda: self._several(()),
            "apply-enterprises": self._enterprises,
            "apply-declare": lambda: self._declare(bundle=False),
            "apply-declare-bundle": lambda: self._declare(bundle=True),
            "apply-submit": lambda: self._making.view("working", section="submit", step=5),
            "apply-accepted": lambda: self._accepted(parts=0),
            "apply-accepted-bundle": lambda: self._accepted(parts=6),
            "apply-running": self._running,
            "apply-take-back": self._take_back,
            "apply-draft-kept": self._draft_kept,
            "apply-draft-found": self._draft_found,
        }

    def _of(self, said: Said) -> str:
        return said[self._place]

    def _label(self, key: str) -> str:
        return self._making.text(f"label.{key}")

    def _review(self, notice: str) -> View:
        def row(place: int, name: str, label: str, said: Said | str) -> Choice:
            is_known = place < len(FILLED) - 1 and name != "home"
            key = "changed" if name == "home" else "from"
            source = self._making.text(f"form.{key}", source=self._of(POLICE)) if place < len(FILLED) - 1 else ""
            told = self._making.abreast(label, source)
            may_change = name in ("home", "phone", "marital", "lives-with")
            return Choice(
                id=name,
                label=told,
                detail=said if isinstance(said, str) else self._of(said),
                is_chosen=is_known,
                is_open=may_change,
            )

        rows = tuple(row(place, name, self._of(label), said) for place, (name, label, said) in enumerate(FILLED))
        words = {
            "title": self._of(MATTER),
            "lead": self._making.text("form.filled", count=len(rows), given=len(rows) - 2),
        }
        view = self._making.view("review", step=4, picture="page")
        told = self._making.text(f"notice.{notice}") if notice else ""
        keep = {"another": self._making.text("form.keep")}
        return replace(view, choices=rows, words=view.words | words | keep, notice=told)

    def _several(self, chosen: tuple[str, ...]) -> View:
        tiles = tuple(
            Choice(id=name, label=self._of(label), detail=self._of(hint), is_chosen=name in chosen)
            for name, label, hint in UTILITIES
        )
        words = {
            "title": self._of(WHICH),
            "lead": self._making.text("form.how.several"),
            "primary": self._making.text("form.several", count=len(chosen)),
        }
        view = self._making.view("answer", step=4, picture="page")
        return replace(view, choices=tiles, words=view.words | words, can_go_on=bool(chosen))

    def _enterprises(self) -> View:
        found = (
            Choice(
                id="92449900MA0000000A",
                label="惠州市样本区样例小吃店",
                detail=self._making.abreast(self._making.told("经营者"), "92449900MA0000000A"),
                icon="house",
            ),
            Choice(
                id="91449900MA0000000B",
                label="惠州市样例建筑工程有限公司",
                detail=self._making.abreast(self._making.told("经办人"), "91449900MA0000000B"),
                icon="house",
            ),
            Choice(id="other", label=self._making.text("form.other_enterprise"), icon="pin"),
        )
        return replace(self._making.view("pick", section="enterprises", step=4), choices=found, is_own_list=True)

    def _declare(self, *, bundle: bool) -> View:
        rows = [
            Row(label=self._label("matter"), value=self._of(MATTER)),
            Row(label=self._label("filled"), value=self._making.text("form.counted", count=18, changed=1)),
            Row(label=self._label("promised"), value=self._making.text("label.working_days", count=15)),
            Row(label=self._label("fee"), value=self._making.text("form.free")),
        ]
        if bundle:
            told = self._making.text("form.apart", count=11, asked=14, apart=91)
            rows.append(Row(label=self._label("together"), value=told))
            rows.insert(1, Row(label=self._label("for_enterprise"), value="惠州市样本区样例小吃店 92449900MA0000000A"))
        view = self._making.view("consent", section="declare", step=5, picture="agree")
        return replace(view, rows=tuple(rows))

    def _accepted(self, *, parts: int) -> View:
        rows = [
            Row(label=self._label("matter"), value=self._of(MATTER)),
            Row(label=self._label("case_no"), value="4420 2611 2228 8113 5393"),
            Row(label=self._label("query_code"), value="977506"),
            Row(label=self._label("promised"), value="2026-12-11"),
            Row(label=self._label("office"), value=self._of(OFFICE)),
            *(
                Row(label=self._of(label), value=f"4420 2611 2228 8113 5393 0{place}")
                for place, (_, label, _) in enumerate(UTILITIES[:parts], 1)
            ),
            Row(label=self._label("undo_until"), value="2026-11-23 15:54"),
            Row(label=self._label("saved"), value=self._making.text("form.saved", materials=3, trips=2)),
        ]
        view = self._making.view("result", section="accepted", step=5, tone="good", picture="page")
        words = view.words | {"primary": view.words["primary_print"]}
        return replace(view, rows=tuple(rows), words=words, notice=self._making.text("notice.receipt_given"))

    def _take_back(self) -> View:
        rows = (
            Row(label=self._label("matter"), value=self._of(MATTER)),
            Row(label=self._label("case_no"), value="4420 2611 2228 8113 5393"),
        )
        return self._making.view("consent", section="take_back", step=4, picture="page", rows=rows)

    def _draft_kept(self) -> View:
        rows = (
            Row(label=self._label("matter"), value=self._of(MATTER)),
            Row(label=self._label("draft_code"), value="7KQM 2X9B"),
            Row(label=self._label("kept_until"), value="2026-12-22"),
        )
        view = self._making.view("result", section="draft_kept", step=4, tone="good", picture="page")
        words = view.words | {"primary": view.words["primary_print"]}
        return replace(view, rows=rows, words=words, notice=self._making.text("notice.draft_slip_given"))

    def _draft_found(self) -> View:
        hint = self._making.text("form.draft_hint", at="2026-11-21 18:20", count=12)
        choices = (
            Choice(id="go-on", label=self._making.text("form.draft_go_on"), detail=hint, icon="forward"),
            Choice(id="anew", label=self._making.text("form.draft_anew"), icon="again"),
        )
        return replace(self._making.view("pick", section="draft_found", step=4), choices=choices)

    def _running(self) -> View:
        rows = (
            Row(label=self._label("case_no"), value="44202611222881135393"),
            Row(label=self._label("applicant"), value="赵*样"),
            Row(label=self._label("state"), value=self._making.text("case_state.accepted")),
            Row(label=self._label("promised"), value="2026-12-11"),
            Row(label=self._label("days_left"), value=self._making.text("case_left.days", count=14)),
        )
        view = self._making.view("timeline", section="running", step=4, picture="period")
        other = self._making.text("screen.running.other_way")
        words = view.words | {"primary": view.words["primary_slip"], "other_way": other}
        words |= self._making.hushed("spoken_title", "spoken")
        return replace(view, rows=rows, stages=stages(self._making)[:3], words=words)
