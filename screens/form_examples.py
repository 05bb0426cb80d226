"""Examples of the screens on which a form is filled in: numbers, amounts, text, pickers, lists, and all looked over."""

from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sin
from typing import Final

from kiosk.view import Board, Choice, Keyboard, View
from screens.making import Making

COMPANY: Final = (
    "示例某某省某某市某某区某某街道某某某某社区某某某某产业园区某某某某某某某某科技发展（集团）股份有限公司"
    "某某某某某某某某分公司第一百二十三营业部某某某某某某某某某某工作站某某某某样例专用超长名称某某某某某某某某某某某某结尾"
)
"""120 characters: longer than any name of a company that was registered."""
ASKED: Final[dict[str, tuple[str, str, str]]] = {
    "receiver": ("收件人叫什么名字？", "收件人叫什麼名字？", "Who receives it?"),
    "street": ("街道、门牌和房号是什么？", "街道、門牌和房號是什麼？", "Street, house and flat?"),
    "citizen": ("孩子的身份证号是多少？", "孩子的身份證號是多少？", "What is the child's ID number?"),
    "phone": ("收件人的手机号是多少？", "收件人的手機號是多少？", "What is their mobile number?"),
    "credit": ("公司的统一社会信用代码？", "公司的統一社會信用代碼？", "The company's credit code?"),
    "amount": ("想提取多少钱？", "想提取多少錢？", "How much would you like to withdraw?"),
    "region": ("送到哪个区、哪个镇？", "送到哪個區、哪個鎮？", "Which district and town?"),
    "birth": ("老人是哪一天出生的？", "老人是哪一天出生的？", "When was the person born?"),
    "period": ("证明要哪一段时间的？", "證明要哪一段時間的？", "Which period?"),
    "licence": ("要打印哪一张证？", "要打印哪一張證？", "Which licence would you like to print?"),
    "purpose": ("证明给谁用？", "證明給誰用？", "What is it for?"),
    "title": ("请核对收件地址", "請核對收件地址", "Please check the address"),
}
PICTURES: Final = {
    **dict.fromkeys(("receiver", "street"), "write"),
    **dict.fromkeys(("birth", "period"), "period"),
    "citizen": "card",
    "phone": "phone",
    "amount": "coins",
    "region": "map",
}
PURPOSES: Final = {
    "zh-Hans": ("办积分入学", "办积分入户", "租房或买房", "给单位看", "自己留着"),
    "zh-Hant": ("辦積分入學", "辦積分入戶", "租房或買房", "給單位看", "自己留着"),
    "en": ("School admission", "Household registration", "Renting or buying", "For my employer", "For myself"),
}
TOWNS: Final = ("淡水街道", "秋长街道", "沙田镇", "新圩镇", "镇隆镇", "永湖镇", "良井镇", "平潭镇")
PROVINCES: Final = ("北京市", "天津市", "河北省", "内蒙古自治区", "新疆维吾尔自治区", "香港特别行政区")
FEW: Final = ("张", "章", "长", "掌", "涨", "账", "丈", "杖", "仗", "胀")
MANY: Final = ("参保证明", "参保", "残暴", "藏宝", "参", "惨", "残", "蚕", "餐", "灿", "璨", "骖", "粲", "孱")


class FormExamples:
    """Makes them in one language; argument as ProofExamples."""

    def __init__(self, making: Making) -> None:
        self._making = making
        self._place = ("zh-Hans", "zh-Hant", "en").index(making.language)

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the gallery."""
        example = self._making.text("form.example", example=self._making.told("演示路1号2栋303房"))
        pending = self._making.text("form.choose_character")
        return {
            "write": lambda: self._write("street", "", "pinyin", example=example),
            "write-pinyin": lambda: self._write("receiver", "", "pinyin", "zhang", FEW, wanted=pending),
            "write-words": lambda: self._write(
                "street", "演示路1号", "pinyin", "canbaozhengming", MANY, wanted=pending
            ),
            "write-long": lambda: self._write("street", COMPANY[:60], "pinyin"),
            "write-letters": lambda: self._write("receiver", "SAMPLE TESTPERSON", "letters"),
            "write-digits": lambda: self._write("street", "演示路12", "digits"),
            "write-hand": lambda: self._write("receiver", "张", "handwriting", example=example),
            "write-hand-stroke": self._strokes,
            "field-citizen": lambda: self._field("citizen", "•••••• •••••••• ••8X", "digits_x", 18, 18, masked=True),
            "field-citizen-wrong": lambda: self._field(
                "citizen", "449901 19460701 0025", "digits_x", 18, 18, masked=True, wrong="check_digit"
            ),
            "field-phone": lambda: self._field("phone", "••• •000", "digits", 7, 11, masked=True, wanted=4),
            "field-credit": lambda: self._field("credit", "91449900MA", "letters", 10, 18, wanted=8),
            "field-amount": lambda: self._field("amount", "12000.5", "amount", 7, 0),
            "answer-lines": self._purposes,
            "answer-period": self._period,
            "answer-decades": lambda: self._birth("decade", range(1900, 2030, 10)),
            "answer-months": lambda: self._birth("month", range(1, 13), ("decade", 1940), ("year", 1946)),
            "answer-days": lambda: self._birth("day", range(1, 32), ("decade", 1940), ("year", 1946), ("month", 7)),
            "answer-towns": lambda: self._region(TOWNS, "广东省", "惠州市", "惠阳区"),
            "answer-provinces": lambda: self._region(PROVINCES * 6),
            "answer-many": self._many,
            "answer-long-names": self._long_names,
            "answer-none": lambda: self._answer("licence", (), empty=self._making.text("form.empty")),
            "review": self._review,
            "review-long": self._review_long,
        }

    def _asked(self, screen: str, question: str, words: dict[str, str], **changes: object) -> View:
        view = self._making.view(screen, section=screen, step=1, picture=PICTURES.get(question, "page"), **changes)
        return replace(view, words=view.words | {"title": ASKED[question][self._place]} | words)

    def _write(
        self, question: str, text: str, board: Board, letters: str = "", found: tuple[str, ...] = (), **words: str
    ) -> View:
        boards: tuple[Board, ...] = ("pinyin", "handwriting", "letters", "digits")
        keyboard = Keyboard(
            board=board,
            boards=tuple(
                Choice(id=one, label=self._making.text(f"form.board.{one}"), is_chosen=one == board) for one in boards
            ),
            letters=letters,
        )
        choices = tuple(Choice(id=one, label=one) for one in found)
        words["lead"] = self._making.text(f"form.how.{board}")
        return self._asked(
            "write",
            question,
            words,
            entry=text,
            keyboard=keyboard,
            choices=choices,
            list_total=96 if found else 0,
            can_go_on=bool(text) and not found,
        )

    def _strokes(self) -> View:
        """三, and the beginning of a circle that is none."""
        strokes = ((60, 70, 240, 64), (80, 150, 220, 146), (40, 240, 262, 236))
        circle = tuple(
            coordinate
            for place in range(16)
            for coordinate in (round(150 + 60 * cos(place * pi / 10)), round(150 + 60 * sin(place * pi / 10)))
        )
        view = self._write(
            "receiver",
            "张",
            "handwriting",
            "",
            ("三", "王", "二", "丰", "匡", "工"),
            wanted=self._making.text("form.choose_character"),
        )
        return replace(view, keyboard=replace(view.keyboard, strokes=(*strokes, circle)))

    def _field(
        self,
        question: str,
        entry: str,
        keys: str,
        typed: int,
        most: int,
        *,
        masked: bool = False,
        wrong: str = "",
        wanted: int = 0,
    ) -> View:
        words = {"secondary": self._making.text("form.hide" if "•" not in entry else "form.show") if masked else ""}
        if wrong:
            words["wrong"] = self._making.text(f"form.wrong.{wrong}", limit="")
        if wanted:
            words["wanted"] = self._making.text("form.wanted", count=wanted)
        is_done = not wrong and not wanted
        return self._asked(
            "field", question, words, entry=entry, keys=keys, digits=typed, digits_wanted=most, can_go_on=is_done
        )

    def _answer(self, question: str, choices: tuple[Choice, ...], *, empty: str = "", **changes: object) -> View:
        return self._asked("answer", question, {"empty": empty} if empty else {}, choices=choices, **changes)

    def _purposes(self) -> View:
        view = self._answer(
            "purpose",
            tuple(Choice(id=f"p{number}", label=one) for number, one in enumerate(PURPOSES[self._making.language])),
        )
        return replace(view, words=view.words | {"other_way": view.words["skip"]})

    def _period(self) -> View:
        names = {"zh-Hans": ("最近两年", "最近一年"), "zh-Hant": ("最近兩年", "最近一年")}.get(
            self._making.language, ("Last two years", "Last year")
        )
        choices = [Choice(id=f"last-{number}", label=one) for number, one in enumerate(names)]
        return self._answer(
            "period", (*choices, Choice(id="own", label=self._making.text("form.own_period"), icon="clock"))
        )

    def _unit(self, unit: str, number: int) -> Choice:
        key = f"form.unit.{unit}_{number}" if unit == "month" else f"form.unit.{unit}"
        return Choice(id=str(number), label=self._making.text(key, number=number))

    def _birth(self, unit: str, numbers: range, *crumbs: tuple[str, int]) -> View:
        return self._answer(
            "birth",
            tuple(self._unit(unit, number) for number in numbers),
            layout="grid",
            crumbs=tuple(self._unit(*crumb) for crumb in crumbs),
        )

    def _region(self, names: tuple[str, ...], *crumbs: str) -> View:
        return self._answer(
            "region",
            tuple(Choice(id=str(number), label=self._making.place(name)) for number, name in enumerate(names)),
            layout="grid",
            crumbs=tuple(Choice(id=name, label=self._making.place(name)) for name in crumbs),
        )

    def _many(self) -> View:
        choices = tuple(
            Choice(
                id=f"l{number}",
                label=self._making.told(f"样例许可证 第{number}号"),
                detail=self._making.told("签发：示范市样例局"),
            )
            for number in range(73, 109)
        )
        return self._answer("licence", choices, list_first=72, list_total=3000, is_own_list=True)

    def _long_names(self) -> View:
        choices = tuple(Choice(id=f"c{number}", label=COMPANY[: 40 + 40 * number]) for number in range(3))
        return self._answer("licence", choices, is_own_list=True)

    def _review(self) -> View:
        rows = (
            ("receiver", "张三", False),
            ("phone", "1380****0000", True),
            ("region", "广东省惠州市惠阳区淡水街道", False),
            ("street", "演示路1号2栋303房", False),
        )
        return self._looked_over(tuple((ASKED[key][self._place], value, given) for key, value, given in rows))

    def _review_long(self) -> View:
        return self._looked_over(tuple((ASKED[key][self._place], COMPANY, False) for key in list(ASKED)[:8]))

    def _looked_over(self, rows: tuple[tuple[str, str, bool], ...]) -> View:
        choices = tuple(
            Choice(id=f"row-{number}", label=label, detail=value, is_chosen=given)
            for number, (label, value, given) in enumerate(rows)
        )
        given = sum(one for _, _, one in rows)
        lead = {"lead": self._making.text("form.given", count=len(rows), given=given)} if given else {}
        return self._asked("review", "title", lead, choices=choices)
