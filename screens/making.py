"""What every example of a screen is made with: the words, the frame, and what several screens share."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, cast

import config
from config.texts import Texts
from kiosk.forms.divisions import Divisions
from kiosk.forms.writing import Aids
from kiosk.items.names import known_as
from kiosk.view import Choice, Language, Row, View
from kiosk.wording import SpokenName, abreast, day_of_year, day_wording, sentences

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
PLACE: Final[dict[str, str]] = {
    "zh-Hans": "示范区政务服务中心 A2-07",
    "zh-Hant": "示範區政務服務中心 A2-07",
    "en": "Model District Service Hall A2-07",
}
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
HOLDER: Final = "赵*样"
"""A person's name is written as it is in every language."""
STEPS: Final = 5
_SELDOM: dict[str, dict[str, str]] = {"face": {"secondary": ""}, "done": {"back": ""}, "home": {"back": "", "find": ""}}
"""Buttons that few people see; proof_examples.py puts them back."""


@dataclass(frozen=True, slots=True)
class Making:
    """Makes a View with everything filled that all screens share."""

    texts: Texts
    """Where the words come from."""
    language: Language

    def view(self, screen: str, *, section: str = "", **changes: object) -> View:
        """A View of a screen with the words of a section of config/texts, the screen's own by default."""
        step = changes.get("step", 0)
        facts: dict[str, object] = {
            "page": 7,
            "screen": screen,
            "language": self.language,
            "place": PLACE[self.language],
            "clock": "21:40",
            "is_sample": True,
            "words": self.words(section or screen),
            "bar": self.texts.bar(self.language),
            "steps": STEPS if step else 0,
            "holder": HOLDER if isinstance(step, int) and step >= 4 else "",
            "asks_before_leaving": isinstance(step, int) and step >= 4 and screen not in ("done", "trouble"),
        }
        facts |= changes
        # Only where somebody proves who they are there is another way; proof_examples.py puts it back.
        facts["words"] = cast("dict[str, str]", facts["words"]) | {"other_way": ""} | _SELDOM.get(screen, {})
        return View(**facts)  # type: ignore[arg-type]  # the keys are those of View, tests load every example

    def filled(self, screen: str, section: str, step: int, **values: object) -> View:
        """A View whose words are those of the section alone, with values for their placeholders."""
        return replace(
            self.view(screen, section=section, step=step), words=self.words(section, **values) | {"other_way": ""}
        )

    def text(self, key: str, **values: object) -> str:
        """One text."""
        return self.texts.text(self.language, key, **values)

    def words(self, section: str, **values: object) -> dict[str, str]:
        """The words of a section of the screens."""
        return self.texts.words(self.language, section, **values)

    def hushed(self, *keys: str) -> dict[str, str]:
        """What the loudspeaker says instead of a title (`spoken_title`) or a lead (`spoken`) that is for earphones."""
        return dict.fromkeys(keys, self.text("speech.shown"))

    def told(self, name: str) -> str:
        """A name that comes from the platform or a slip, as the core writes it for who reads this language."""
        return known_as(self.texts, self.language, name, _items(), Aids.load().traditional)

    def place(self, name: str) -> str:
        """A province, city or town, as a list of them has it."""
        return Divisions({name: name}).called(name).of(self.language)

    def rows(self, *pairs: tuple[str, str]) -> tuple[Row, ...]:
        """Rows as they come from the platform: a person's own, with stars in it, stays as it is written."""
        return tuple(Row(label=self.told(name), value=said if "*" in said else self.told(said)) for name, said in pairs)

    def abreast(self, *told: str) -> str:
        """What stands beside each other in one line."""
        return abreast(self.language, *told)

    def sentences(self, *told: str) -> str:
        """A headline and what follows it."""
        return sentences(self.language, *told)

    def day(self, month: int, day: int) -> str:
        """A day of the example's year."""
        return day_of_year(date(2026, month, day)).of(self.language)

    def weekday(self, month: int, day: int) -> str:
        """The same with its day of the week."""
        return day_wording(date(2026, month, day)).of(self.language)

    def below(self, prefix: str, **values: object) -> dict[str, str]:
        """All texts right below a prefix."""
        return self.texts.below(self.language, prefix, **values)

    def trouble(self, key: str, **values: object) -> dict[str, str]:
        """The words of the trouble screen for one reason."""
        return self.texts.trouble(self.language, key, **values)

    def tiles(self, count: int) -> tuple[Choice, ...]:
        """Things to choose; one of six is closed."""
        return tuple(
            Choice(id=item, label=label, detail=detail, icon=icon, is_open=item != "progress")
            for item, icon, label, detail in ITEMS[self.language][:count]
        )

    def elsewhere(self) -> tuple[Row, ...]:
        """Where somebody goes whom the terminal could not serve."""
        label = self.below("label")
        told = (*COUNTER[self.language], ITEMS[self.language][0][2])
        keys = ("go_to", "go_when", "go_bring", "go_for")
        return tuple(Row(label=label[key], value=value) for key, value in zip(keys, told, strict=True))


@cache
def _items() -> tuple[SpokenName, ...]:
    """Names of all that the catalogue has."""
    files = sorted((Path(config.__file__).parent / "catalogue").glob("*.toml"))
    return tuple(SpokenName.model_validate(tomllib.loads(path.read_text("utf-8"))["name"]) for path in files)
