"""One View for every screen and every state worth looking at: for the gallery and for the tests of the screens.

The words come from config/texts; what the core would fill in is invented here: no such person, hall or number.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from config.texts import Texts
from kiosk.view import Language, Row, View
from screens.agent_examples import AgentExamples
from screens.applying_examples import ApplyingExamples
from screens.choosing_examples import ChoosingExamples
from screens.coach_examples import CoachExamples
from screens.copying_examples import CopyingExamples
from screens.endorsing_examples import EndorsingExamples
from screens.examining_examples import ExaminingExamples
from screens.finding_examples import FindingExamples
from screens.form_examples import FormExamples
from screens.hall_map_examples import HallMapExamples
from screens.locker_examples import LockerExamples
from screens.making import ITEMS, Making
from screens.materials_examples import MaterialsExamples
from screens.offence_examples import OffenceExamples
from screens.over_examples import OverExamples
from screens.paying_examples import PayingExamples
from screens.photo_examples import PhotoExamples
from screens.proof_examples import ProofExamples
from screens.receiving_examples import ReceivingExamples
from screens.service_examples import ServiceExamples

SOURCES: Final[dict[str, str]] = {
    "zh-Hans": "社会保险参保信息",
    "zh-Hant": "社會保險參保資料",
    "en": "social insurance records",
}
NEXT_TO: Final[dict[str, str]] = {"zh-Hans": "电梯口左边", "zh-Hant": "升降機口左邊", "en": "left of the lift"}
SLIP: Final = """演示数据 不具效力
政务自助服务终端 业务凭条
业务名称：社会保险个人参保证明
办理人：赵*样
证件号：4499**********0016
业务流水号：HUIYANG-A2-07-20261121-1A2B3C4D
办理结果：打印完成
份数/页数：1 份 / 1 页
终端：huiyang-a2-07 示范区政务服务中心 A2-07
时间：2026-11-21 21:40:05
温馨提示
请当场核对证明内容并妥善保管。
验证码：ABCD 2345 EFGH 6789
请取走您的证件和凭条"""
PHONE: Final = "138****0000"


class Examples:
    """Makes the views in one language.

    Args:
        texts: where the words come from.
        language: one of kiosk.view.Language.
    """

    def __init__(self, texts: Texts, language: Language) -> None:
        self._making = Making(texts, language)

    def all(self) -> dict[str, View]:
        """By a name that is also the file name in the gallery."""
        makers: dict[str, Callable[[], View]] = {
            "starting": lambda: self._making.view("starting"),
            "out-of-service": self._out_of_service,
            "home": lambda: self._home(6),
            "home-one": lambda: self._home(1),
            "home-one-closed": self._home_one_closed,
            "consent": self._consent,
            "lay-card": lambda: self._making.view("lay_card", step=3, picture="card"),
            "working": lambda: self._making.view("working", step=3),
            "code": lambda: self._code(3, None),
            "code-waiting": lambda: self._code(0, 48),
            "code-wrong": self._code_wrong,
            "check": self._check,
            "paper": lambda: self._to_be_printed(1, 1),
            "paper-large": lambda: replace(self._to_be_printed(3, 24), is_paper_open=True),
            "printing-not-counted": lambda: self._printing(0, 0),
            "printing": lambda: self._printing(0, 1),
            "printing-of-three": lambda: self._printing(1, 3),
            "printing-paper": lambda: self._paper(0, 1),
            "printing-paper-large": lambda: replace(self._paper(1, 24, page=3), is_paper_open=True),
            "printing-paper-jammed": self._paper_jammed,
            "printing-no-paper": lambda: self._standing("no_paper", "empty_tray"),
            "printing-jammed": lambda: self._standing("jammed", "jam"),
            "done": self._done,
            "done-reminded": self._reminded,
            "done-no-slip": lambda: replace(self._done(), picture="no_slip"),
            "done-slip-on-screen": self._slip_on_screen,
            "trouble-slip-on-screen": self._trouble_with_slip,
            "trouble-card": lambda: self._trouble("card_unreadable", "card", 3),
            "trouble-expired": lambda: self._trouble("card_expired", "card", 3),
            "trouble-network": lambda: self._trouble("network", "network", 4),
            "trouble-jam": lambda: self._trouble("jammed", "jam", 5),
            "trouble-paper": lambda: self._trouble("no_paper", "empty_tray", 5),
            "trouble-too-few-sheets": self._too_few_sheets,
            "trouble-unknown": lambda: self._trouble("print_unknown", "tray", 5, again=False),
            "trouble-clock": lambda: self._trouble("clock_wrong", "clock", 0, again=False),
            "after-restart": lambda: self._after_restart("done"),
            "after-restart-unknown": lambda: self._after_restart("unknown"),
            "after-restart-permit": lambda: replace(self._after_restart("permit_left"), picture="card"),
            "still-there": self._still_there,
            **OverExamples(self._making).makers(),
            **ChoosingExamples(self._making).makers(),
            **ApplyingExamples(self._making).makers(),
            **FormExamples(self._making).makers(),
            **LockerExamples(self._making).makers(),
            **ServiceExamples(self._making).makers(),
            **ReceivingExamples(self._making).makers(),
            **CoachExamples(self._making).makers(),
            **CopyingExamples(self._making).makers(),
            **EndorsingExamples(self._making).makers(),
            **MaterialsExamples(self._making).makers(),
            **ExaminingExamples(self._making).makers(),
            **PhotoExamples(self._making).makers(),
            **PayingExamples(self._making).makers(),
            **ProofExamples(self._making).makers(),
            **AgentExamples(self._making).makers(),
            **OffenceExamples(self._making).makers(),
            **FindingExamples(self._making).makers(),
            **HallMapExamples(self._making).makers(),
            "trouble-record-wrong": lambda: self._trouble("record_wrong", "", 4),
            "trouble-address-given": self._address_given,
        }
        return {name: make() for name, make in makers.items()}

    def _out_of_service(self) -> View:
        words = self._making.words("out_of_service")
        why = self._making.trouble("terminal_pending")
        return self._making.view("out_of_service", words=words | {"lead": why["title"]}, picture="closed")

    def _home(self, count: int) -> View:
        return self._making.view("home", choices=self._making.tiles(count))

    def _home_one_closed(self) -> View:
        home = self._home(6)
        (closed,) = (choice for choice in home.choices if not choice.is_open)
        return replace(home, choices=(closed,))

    def _after_restart(self, outcome: str) -> View:
        told = self._making.below(f"aftermath.{outcome}")
        words = self._making.words("trouble") | told | {"primary": "", "another": ""}
        return self._making.view("trouble", words=words, tone="bad", picture="tray")

    def _consent(self) -> View:
        item = ITEMS[self._making.language][0][2]
        words = self._making.words("consent", item=item, sources=SOURCES[self._making.language])
        rows = tuple(Row(label=words[key], value=words[f"{key}_value"]) for key in ("what", "source", "why", "keep"))
        return self._making.view("consent", step=2, words=words, rows=rows)

    def _code(self, digits: int, seconds_left: int | None) -> View:
        words = self._making.words("code", phone=PHONE)
        return self._making.view("code", step=3, words=words, digits=digits, digits_wanted=6, seconds_left=seconds_left)

    def _code_wrong(self) -> View:
        return replace(self._code(0, None), notice=self._making.text("notice.code_wrong", tries=2))

    def _check(self) -> View:
        label = self._making.below("label")
        months = self._making.text("label.month_unit", count=24)
        city = {"en": "Model City"}.get(self._making.language, self._making.told("示范市"))
        rows = (
            Row(label=label["name"], value="赵*样"),
            Row(label=label["number"], value="449901********0016"),
            Row(label=label["city"], value=city),
            Row(label=label["period"], value="2024-12 — 2026-11"),
            Row(label=label["pension"], value=months),
            Row(label=label["injury"], value=months),
            Row(label=label["unemployment"], value=months),
        )
        return self._making.view("check", step=4, rows=rows)

    def _to_be_printed(self, page: int, pages: int) -> View:
        words = self._making.words("paper", paper_page=page, paper_pages=pages)
        return self._making.view(
            "paper", step=5, words=words | {"other_way": ""}, page=8, paper_page=page, paper_pages=pages
        )

    def _printing(self, sheet: int, sheets: int) -> View:
        words = self._making.words("printing", sheet=min(sheet + 1, sheets), sheets=sheets, paper_page=0, paper_pages=0)
        return self._making.view(
            "printing", step=5, words=words, sheet=sheet, sheets=sheets, picture="tray", can_go_back=False
        )

    def _paper(self, sheet: int, sheets: int, *, page: int = 1) -> View:
        numbers = {"sheet": min(sheet + 1, sheets), "sheets": sheets, "paper_page": page, "paper_pages": sheets}
        words = self._making.words("printing", **numbers)
        return replace(
            self._printing(sheet, sheets), words=words | {"other_way": ""}, page=8, paper_page=page, paper_pages=sheets
        )

    def _paper_jammed(self) -> View:
        why = self._making.trouble("jammed")
        return replace(self._paper(1, 3), notice=self._making.sentences(why["title"], why["next"]), picture="jam")

    def _standing(self, fault: str, picture: str) -> View:
        why = self._making.trouble(fault)
        return replace(self._printing(1, 3), notice=self._making.sentences(why["title"], why["next"]), picture=picture)

    def _done(self) -> View:
        words = self._making.words("done", pages=1)
        return self._making.view("done", step=5, words=words, tone="good", sheets=1, seconds_left=30)

    def _reminded(self) -> View:
        done = self._done()
        return replace(done, words=done.words | self._making.below("reminder.1"), seconds_left=20)

    def _slip_on_screen(self) -> View:
        return replace(self._done(), picture="no_slip", qr=SLIP, rows=self._slip_rows()[:2])

    def _trouble_with_slip(self) -> View:
        trouble = self._trouble("print_not_done", "tray", 5)
        return replace(trouble, words=trouble.words | {"another": ""}, qr=SLIP, rows=self._slip_rows()[:1])

    def _slip_rows(self) -> tuple[Row, ...]:
        label = self._making.below("label")
        serial, code = "HUIYANG-A2-07-20261121-1A2B3C4D", "ABCD 2345 EFGH 6789"
        return (Row(label=label["serial"], value=serial), Row(label=label["verification"], value=code))

    def _trouble(self, key: str, picture: str, step: int, *, again: bool = True) -> View:
        words = self._making.trouble(key)
        if not again:
            words |= {"primary": ""}
        there = self._making.elsewhere()
        return self._making.view("trouble", step=step, words=words, tone="bad", picture=picture, elsewhere=there)

    def _address_given(self) -> View:
        trouble = self._trouble("network", "network", 4)
        notice = self._making.text("notice.address_given")
        return replace(trouble, words=trouble.words | {"another": ""}, notice=notice)

    def _too_few_sheets(self) -> View:
        told = self._making.below("not_ready", pages=24, name="A2-08", place=NEXT_TO[self._making.language])
        words = {"title": told["too_few_title"], "lead": told["too_few"], "safe": told["safe"]}
        trouble = self._trouble("paper_low", "empty_tray", 5)
        return replace(trouble, words=trouble.words | words | {"next": told["next_named"]})

    def _still_there(self) -> View:
        return replace(self._check(), still_there_s=45)
