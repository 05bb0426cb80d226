"""One View for every screen and every state worth looking at: for the gallery and for the tests of the screens.

The words come from config/texts; what the core would fill in is invented here: no such person, hall or number.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, cast

from config.texts import Texts
from kiosk.view import Choice, Language, Row, View
from screens.agent_examples import AgentExamples
from screens.applying_examples import ApplyingExamples
from screens.choosing_examples import ChoosingExamples
from screens.copying_examples import CopyingExamples
from screens.endorsing_examples import EndorsingExamples
from screens.examining_examples import ExaminingExamples
from screens.finding_examples import FindingExamples
from screens.form_examples import FormExamples
from screens.locker_examples import LockerExamples
from screens.materials_examples import MaterialsExamples
from screens.offence_examples import OffenceExamples
from screens.over_examples import OverExamples
from screens.paying_examples import PayingExamples
from screens.photo_examples import PhotoExamples
from screens.proof_examples import ProofExamples
from screens.receiving_examples import ReceivingExamples
from screens.service_examples import ServiceExamples

ITEMS: Final[dict[str, tuple[tuple[str, str, str, str], ...]]] = {
    "zh-Hans": (
        ("ss-enrolment-certificate", "certificate", "社保个人参保证明", "现场打印，约3分钟"),
        ("pension-account", "fund", "养老保险权益单", "现场打印，约3分钟"),
        ("medical-record", "medical", "医保缴费记录", "现场打印，约3分钟"),
        ("tax-record", "tax", "个人所得税记录", "现场打印，约3分钟"),
        ("property-certificate", "house", "不动产查询证明", "现场打印，约3分钟"),
        ("progress", "search", "查办理进度", "平台正在维护，明早8:30可办"),
    ),
    "zh-Hant": (
        ("ss-enrolment-certificate", "certificate", "社保個人參保證明", "現場打印，約3分鐘"),
        ("pension-account", "fund", "養老保險權益單", "現場打印，約3分鐘"),
        ("medical-record", "medical", "醫保繳費記錄", "現場打印，約3分鐘"),
        ("tax-record", "tax", "個人所得稅記錄", "現場打印，約3分鐘"),
        ("property-certificate", "house", "不動產查詢證明", "現場打印，約3分鐘"),
        ("progress", "search", "查辦理進度", "平台正在維護，明早8:30可辦"),
    ),
    "en": (
        ("ss-enrolment-certificate", "certificate", "Social insurance certificate", "Printed here in 3 minutes"),
        ("pension-account", "fund", "Pension statement", "Printed here in 3 minutes"),
        ("medical-record", "medical", "Medical insurance record", "Printed here in 3 minutes"),
        ("tax-record", "tax", "Income tax record", "Printed here in 3 minutes"),
        ("property-certificate", "house", "Property certificate", "Printed here in 3 minutes"),
        ("progress", "search", "Where is my application?", "Maintenance, open again at 8:30"),
    ),
}
"""Id, sign, name and hint of things to choose."""

SOURCES: Final[dict[str, str]] = {
    "zh-Hans": "社会保险参保信息",
    "zh-Hant": "社會保險參保資料",
    "en": "social insurance records",
}
PLACE: Final[dict[str, str]] = {
    "zh-Hans": "示范区政务服务中心 A2-07",
    "zh-Hant": "示範區政務服務中心 A2-07",
    "en": "Model District Service Hall A2-07",
}
NEXT_TO: Final[dict[str, str]] = {"zh-Hans": "电梯口左边", "zh-Hant": "升降機口左邊", "en": "left of the lift"}
COUNTER: Final[dict[str, tuple[str, ...]]] = {
    "zh-Hans": (
        "示范区政务服务中心综合窗口，1楼进门右手边",
        "工作日 8:30-12:00、14:00-17:30（明早8:30可办）",
        "本人身份证",
    ),
    "zh-Hant": (
        "示範區政務服務中心綜合窗口，1樓進門右手邊",
        "工作日 8:30-12:00、14:00-17:30（明早8:30可辦）",
        "本人身份證",
    ),
    "en": (
        "Model District Service Hall, general counter, floor 1",
        "Working days 8:30-12:00, 14:00-17:30 (From 8:30 tomorrow)",
        "Your identity card",
    ),
}
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
STEPS: Final = 5
_SELDOM: dict[str, dict[str, str]] = {"face": {"secondary": ""}, "done": {"back": ""}, "home": {"back": "", "find": ""}}
"""Buttons that few people see; proof_examples.py puts them back."""


class Examples:
    """Makes the views in one language.

    Args:
        texts: where the words come from.
        language: one of kiosk.view.Language.
    """

    def __init__(self, texts: Texts, language: Language) -> None:
        self._texts = texts
        self._language = language

    def all(self) -> dict[str, View]:
        """By a name that is also the file name in the gallery."""
        makers: dict[str, Callable[[], View]] = {
            "starting": lambda: self.view("starting"),
            "out-of-service": self._out_of_service,
            "home": lambda: self._home(6),
            "home-one": lambda: self._home(1),
            "home-one-closed": self._home_one_closed,
            "consent": self._consent,
            "lay-card": lambda: self.view("lay_card", step=3, picture="card"),
            "working": lambda: self.view("working", step=3),
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
            "still-there": self._still_there,
            **OverExamples(self, self._texts, self._language).makers(),
            **ChoosingExamples(self, self._texts, self._language).makers(),
            **ApplyingExamples(self, self._texts, self._language).makers(),
            **FormExamples(self, self._texts, self._language).makers(),
            **LockerExamples(self, self._texts, self._language).makers(),
            **ServiceExamples(self, self._texts, self._language).makers(),
            **ReceivingExamples(self, self._texts, self._language).makers(),
            **CopyingExamples(self, self._texts, self._language).makers(),
            **EndorsingExamples(self, self._texts, self._language).makers(),
            **MaterialsExamples(self, self._texts, self._language).makers(),
            **ExaminingExamples(self, self._texts, self._language).makers(),
            **PhotoExamples(self, self._texts, self._language).makers(),
            **PayingExamples(self, self._texts, self._language).makers(),
            **ProofExamples(self, self._texts, self._language).makers(),
            **AgentExamples(self, self._texts, self._language).makers(),
            **OffenceExamples(self, self._texts, self._language).makers(),
            **FindingExamples(self, self._texts, self._language).makers(),
            "trouble-record-wrong": lambda: self._trouble("record_wrong", "", 4),
            "trouble-address-given": self._address_given,
        }
        return {name: make() for name, make in makers.items()}

    def view(self, screen: str, *, section: str = "", **changes: object) -> View:
        """A View of a screen with the words of a section of config/texts, the screen's own by default."""
        holder = {"zh-Hans": "赵*样", "zh-Hant": "趙*樣", "en": "赵*样"}[self._language]
        step = changes.get("step", 0)
        facts: dict[str, object] = {
            "page": 7,
            "screen": screen,
            "language": self._language,
            "place": PLACE[self._language],
            "clock": "21:40",
            "is_sample": True,
            "words": self._texts.words(self._language, section or screen),
            "bar": self._texts.bar(self._language),
            "steps": STEPS if step else 0,
            "holder": holder if isinstance(step, int) and step >= 4 else "",
            "asks_before_leaving": isinstance(step, int) and step >= 4 and screen not in ("done", "trouble"),
        }
        facts |= changes
        # Only where somebody proves who they are there is another way; proof_examples.py puts it back.
        facts["words"] = cast("dict[str, str]", facts["words"]) | {"other_way": ""} | _SELDOM.get(screen, {})
        return View(**facts)  # type: ignore[arg-type]  # the keys are those of View, tests load every example

    def _out_of_service(self) -> View:
        words = self._texts.words(self._language, "out_of_service")
        why = self._texts.trouble(self._language, "terminal_pending")
        return self.view("out_of_service", words=words | {"lead": why["title"]}, picture="closed")

    def tiles(self, count: int) -> tuple[Choice, ...]:
        """Things to choose; one of six is closed."""
        return tuple(
            Choice(id=item, label=label, detail=detail, icon=icon, is_open=item != "progress")
            for item, icon, label, detail in ITEMS[self._language][:count]
        )

    def _home(self, count: int) -> View:
        return self.view("home", choices=self.tiles(count))

    def _home_one_closed(self) -> View:
        home = self._home(6)
        (closed,) = (choice for choice in home.choices if not choice.is_open)
        return replace(home, choices=(closed,))

    def _after_restart(self, outcome: str) -> View:
        told = self._texts.below(self._language, f"aftermath.{outcome}")
        words = self._texts.words(self._language, "trouble") | told | {"primary": "", "another": ""}
        return self.view("trouble", words=words, tone="bad", picture="tray")

    def _consent(self) -> View:
        item = ITEMS[self._language][0][2]
        words = self._texts.words(self._language, "consent", item=item, sources=SOURCES[self._language])
        rows = tuple(Row(label=words[key], value=words[f"{key}_value"]) for key in ("what", "source", "why", "keep"))
        return self.view("consent", step=2, words=words, rows=rows)

    def _code(self, digits: int, seconds_left: int | None) -> View:
        words = self._texts.words(self._language, "code", phone=PHONE)
        return self.view("code", step=3, words=words, digits=digits, digits_wanted=6, seconds_left=seconds_left)

    def _code_wrong(self) -> View:
        return replace(self._code(0, None), notice=self._texts.text(self._language, "notice.code_wrong", tries=2))

    def _check(self) -> View:
        label = self._texts.below(self._language, "label")
        months = self._texts.text(self._language, "label.month_unit", count=24)
        city = {"en": "Model City"}.get(self._language, "示范市")
        rows = (
            Row(label=label["name"], value="赵*样"),
            Row(label=label["number"], value="449901********0016"),
            Row(label=label["city"], value=city),
            Row(label=label["period"], value="2024-12 — 2026-11"),
            Row(label=label["pension"], value=months),
            Row(label=label["injury"], value=months),
            Row(label=label["unemployment"], value=months),
        )
        return self.view("check", step=4, rows=rows)

    def _to_be_printed(self, page: int, pages: int) -> View:
        words = self._texts.words(self._language, "paper", paper_page=page, paper_pages=pages)
        return self.view("paper", step=5, words=words | {"other_way": ""}, page=8, paper_page=page, paper_pages=pages)

    def _printing(self, sheet: int, sheets: int) -> View:
        words = self._texts.words(
            self._language, "printing", sheet=min(sheet + 1, sheets), sheets=sheets, paper_page=0, paper_pages=0
        )
        return self.view("printing", step=5, words=words, sheet=sheet, sheets=sheets, picture="tray", can_go_back=False)

    def _paper(self, sheet: int, sheets: int, *, page: int = 1) -> View:
        numbers = {"sheet": min(sheet + 1, sheets), "sheets": sheets, "paper_page": page, "paper_pages": sheets}
        words = self._texts.words(self._language, "printing", **numbers)
        return replace(
            self._printing(sheet, sheets), words=words | {"other_way": ""}, page=8, paper_page=page, paper_pages=sheets
        )

    def _paper_jammed(self) -> View:
        why = self._texts.trouble(self._language, "jammed")
        return replace(self._paper(1, 3), notice=f"{why['title']}　{why['next']}", picture="jam")

    def _standing(self, fault: str, picture: str) -> View:
        why = self._texts.trouble(self._language, fault)
        return replace(self._printing(1, 3), notice=f"{why['title']}　{why['next']}", picture=picture)

    def _done(self) -> View:
        words = self._texts.words(self._language, "done", pages=1)
        return self.view("done", step=5, words=words, tone="good", sheets=1, seconds_left=30)

    def _reminded(self) -> View:
        done = self._done()
        return replace(done, words=done.words | self._texts.below(self._language, "reminder.1"), seconds_left=20)

    def _slip_on_screen(self) -> View:
        return replace(self._done(), picture="no_slip", qr=SLIP, rows=self._slip_rows()[:2])

    def _trouble_with_slip(self) -> View:
        trouble = self._trouble("print_not_done", "tray", 5)
        return replace(trouble, words=trouble.words | {"another": ""}, qr=SLIP, rows=self._slip_rows()[:1])

    def _slip_rows(self) -> tuple[Row, ...]:
        label = self._texts.below(self._language, "label")
        serial, code = "HUIYANG-A2-07-20261121-1A2B3C4D", "ABCD 2345 EFGH 6789"
        return (Row(label=label["serial"], value=serial), Row(label=label["verification"], value=code))

    def _trouble(self, key: str, picture: str, step: int, *, again: bool = True) -> View:
        words = self._texts.trouble(self._language, key)
        if not again:
            words |= {"primary": ""}
        there = self.elsewhere()
        return self.view("trouble", step=step, words=words, tone="bad", picture=picture, elsewhere=there)

    def elsewhere(self) -> tuple[Row, ...]:
        """Where somebody goes whom the terminal could not serve."""
        label = self._texts.below(self._language, "label")
        told = (*COUNTER[self._language], ITEMS[self._language][0][2])
        keys = ("go_to", "go_when", "go_bring", "go_for")
        return tuple(Row(label=label[key], value=value) for key, value in zip(keys, told, strict=True))

    def _address_given(self) -> View:
        trouble = self._trouble("network", "network", 4)
        notice = self._texts.text(self._language, "notice.address_given")
        return replace(trouble, words=trouble.words | {"another": ""}, notice=notice)

    def _too_few_sheets(self) -> View:
        told = self._texts.below(self._language, "not_ready", pages=24, name="A2-08", place=NEXT_TO[self._language])
        words = {"title": told["too_few_title"], "lead": told["too_few"], "safe": told["safe"]}
        trouble = self._trouble("paper_low", "empty_tray", 5)
        return replace(trouble, words=trouble.words | words | {"next": told["next_named"]})

    def _still_there(self) -> View:
        return replace(self._check(), still_there_s=45)
