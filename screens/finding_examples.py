"""Views of the screens on which one of several is picked: a case, a page for the phone, a counter, a way back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.items.policies import load_policies
from kiosk.view import Choice, Row, View
from screens.making import Making
from screens.service_examples import LINES

CASES: Final = (("不动产转移登记", "2026-11-18"), ("居住证申领", "2026-11-02"), ("灵活就业参保登记", "2026-10-11"))
POLICIES: Final = 3
"""So many of config/policies.toml fit in the example."""
WALL: Final = {
    "zh-Hans": ("车船税缴纳", "发票领取", "自然人电子税务局"),
    "zh-Hant": ("車船稅繳納", "發票領取", "自然人電子稅務局"),
    "en": ("Vehicle tax", "Invoices", "Tax office on the phone"),
}
LICENCES: Final = (("营业执照", "9144**********001X"), ("不动产权证书", "粤（2026）***号"))


class FindingExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        return {
            "cases": self._cases,
            "photo-case": self._photo_case,
            "draft-ways": self._draft_ways,
            "deliver-counters": self._counters,
            "wall": self._wall,
            "scan-paper": lambda: self._making.filled("scan", "scan_paper", 2),
            "guide-beside": self._guide,
            "copy-look": self._copy_look,
            "policy-consent": self._policy_consent,
            "policy-matches": self._policies,
            "policy-none": lambda: replace(self._policies(), rows=(), picture="nothing"),
            "phone-licence": self._licences,
            "phone-code-shown": self._phone_code,
            "phone-fetch": lambda: self._making.filled("working", "phone_fetch", 5),
        }

    def _cases(self) -> View:
        state = self._making.text("case_state.review")
        choices = tuple(
            Choice(id=str(place), label=self._making.told(label), detail=self._making.abreast(day, state), icon="clock")
            for place, (label, day) in enumerate(CASES)
        )
        return replace(self._making.filled("pick", "cases", 3), choices=choices, is_own_list=True)

    def _photo_case(self) -> View:
        hall = self._making.told("示范区政务服务中心（演示）")
        choices = tuple(
            Choice(id=str(place), label=self._making.told(label), detail=self._making.abreast(day, hall), icon="clock")
            for place, (label, day) in enumerate(CASES)
        )
        return replace(self._making.filled("pick", "photo_case", 3), choices=choices, is_own_list=True)

    def _draft_ways(self) -> View:
        choices = tuple(
            Choice(
                id=way,
                label=self._making.text(f"draft_way.{way}"),
                detail=self._making.text(f"draft_way_hint.{way}"),
                icon=sign,
            )
            for way, sign in (("scan", "phone"), ("number", "search"))
        )
        return replace(self._making.filled("pick", "draft_ways", 1), choices=choices)

    def _counters(self) -> View:
        by = self._making.text("delivery_counter.by", day=self._making.day(12, 4))
        names = (
            self._making.told("示范区政务服务中心综合窗口（演示）"),
            self._making.told("样例镇便民服务中心（演示）"),
            self._making.text("delivery_counter.any"),
        )
        choices = tuple(Choice(id=str(place), label=name, detail=by, icon="place") for place, name in enumerate(names))
        return replace(self._making.filled("pick", "deliver_counters", 4), choices=choices, picture="map")

    def _wall(self) -> View:
        choices = tuple(
            Choice(id=str(place), label=name, icon="phone") for place, name in enumerate(WALL[self._making.language])
        )
        return replace(self._making.filled("pick", "wall", 1), choices=choices)

    def _guide(self) -> View:
        lines = LINES[self._making.language]
        rows = tuple(Row(label=str(number), value=line) for number, line in enumerate(lines, 1))
        return replace(self._making.filled("guide", "guide_beside", 1), rows=rows, list_total=3, picture="page")

    def _copy_look(self) -> View:
        view = self._making.filled("paper", "copy_look", 3)
        page = self._making.text("screen.copy_look.page", paper_page=1, paper_pages=2)
        return replace(view, words=view.words | {"page": page}, page=8, paper_page=1, paper_pages=2)

    def _policy_consent(self) -> View:
        rows = tuple(Row(label="", value=self._making.text(f"policy.{key}")) for key in ("what", "kept", "free"))
        return replace(self._making.filled("consent", "policy_consent", 1), rows=rows)

    def _policies(self) -> View:
        view = self._making.filled("result", "policy_matches", 3)
        found = load_policies()[:POLICIES]
        language = self._making.language
        rows = tuple(Row(label=one.name.of(language), value=one.hint.of(language)) for one in found)
        return replace(view, rows=rows, words=view.words | {"primary": view.words["primary_end"]}, picture="page")

    def _licences(self) -> View:
        choices = tuple(
            Choice(id=str(place), label=self._making.told(name), detail=number, icon="card")
            for place, (name, number) in enumerate(LICENCES)
        )
        return replace(self._making.filled("pick", "phone_licence", 4), choices=choices, is_own_list=True)

    def _phone_code(self) -> View:
        view = self._making.view("phone", section="phone_code_shown", step=5)
        told = {"name": self._making.told(LICENCES[0][0]), "until": "21:45:05"}
        lines = (self._making.text(f"phone.{key}", **told) for key in ("scan", "once", "until"))
        rows = tuple(Row(label=str(number), value=line) for number, line in enumerate(lines, 1))
        words = dict(self._making.words("phone_code_shown"))
        return replace(view, words=words, qr="https://phone.sandbox.invalid/c/0f3a91c277de4b10", rows=rows)
