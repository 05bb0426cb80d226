"""Views of what comes before anything is begun: the search, the page about one item, and the pages beside it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.view import Choice, Keyboard, Row, View
from screens.making import Making

PERIODS: Final[dict[str, tuple[str, str, str]]] = {
    "zh-Hans": ("最近两年", "最近一年", "全部缴费时间"),
    "zh-Hant": ("最近兩年", "最近一年", "全部繳費時間"),
    "en": ("Last two years", "Last year", "All my years"),
}
NAMES: Final[dict[str, tuple[str, str]]] = {
    "zh-Hans": ("社保个人参保证明", "居住证申领"),
    "zh-Hant": ("社保個人參保證明", "居住證申領"),
    "en": ("Social insurance certificate", "Residence permit"),
}
BRING: Final[dict[str, tuple[str, str, str]]] = {
    "zh-Hans": ("居民身份证", "户口簿", "身份证复印件"),
    "zh-Hant": ("居民身份證", "戶口簿", "身份證影印本"),
    "en": ("Identity card", "household book", "Copy of the identity card"),
}
SIGNS: Final = {"list": "certificate", "case": "help", "city": "globe", "guide": "look", "place": "place"}
FOUND: Final[dict[str, tuple[str, ...]]] = {
    "zh-Hans": ("社保个人参保证明", "医保参保凭证", "养老保险参保缴费凭证", "社保缴费明细", "社保卡办理进度"),
    "zh-Hant": ("社保個人參保證明", "醫保參保憑證", "養老保險參保繳費憑證", "社保繳費明細", "社保卡辦理進度"),
    "en": (
        "Social insurance certificate",
        "Medical insurance voucher",
        "Pension payments voucher",
        "Social insurance payments",
        "Where is my card?",
    ),
}
GROUPS: Final = {
    "business": "platform",
    "civil-affairs": "helper",
    "social-security": "shield",
    "housing-fund": "fund",
    "household": "house",
    "licences": "card",
    "disability": "hand",
    "tax": "tax",
    "everyday": "phone",
    "cities": "globe",
}
CITIES: Final = ("惠州市", "广州市", "佛山市", "江门市", "东莞市", "清远市", "梅州市", "河源市", "汕头市")


class ChoosingExamples:
    """Makes them.

    Args:
        making: makes what all screens share.
    """

    def __init__(self, making: Making) -> None:
        self._making = making

    def makers(self) -> dict[str, Callable[[], View]]:
        """By the names of the examples."""
        return {
            "home-groups": self._groups,
            "search": lambda: self._search("", "", (), "how"),
            "search-typed": lambda: self._search("", "cbzm", tuple(FOUND[self._making.language]), ""),
            "search-nothing": lambda: self._search("龙舟", "", (), "none"),
            "search-by-hand": self._by_hand,
            "before-start": lambda: self._before("print", "good", 3, ("list", "case", "guide", "place")),
            "before-start-careful": lambda: self._before("bring", "careful", 0, tuple(SIGNS)),
            "before-start-shut": self._shut,
            "before-start-case": self._question,
            "before-start-city": self._city,
            "before-start-list": lambda: self._rows("once_told"),
            "before-start-places": self._places,
        }

    def _groups(self) -> View:
        """A hall with many things: the search, two that are asked for most, the groups, other cities."""
        open_now = self._making.text("opening.now")
        most = tuple(
            Choice(id=f"most-{number}", label=name, icon="certificate", state=open_now, leads_on=True)
            for number, name in enumerate(FOUND[self._making.language][:2])
        )
        groups = tuple(
            Choice(
                id=name,
                label=self._making.text(f"group.{name}"),
                detail=self._making.text(f"group_hint.{name}"),
                icon=sign,
            )
            for name, sign in GROUPS.items()
        )
        view = self._making.view("home", choices=(*most, *groups))
        return replace(view, words=view.words | {"find": self._making.text("screen.home.find")})

    def _search(self, text: str, letters: str, found: tuple[str, ...], empty: str) -> View:
        words = self._making.words("search") | self._making.below("search_keys")
        boards = tuple(
            Choice(id=one, label=self._making.text(f"form.board.{one}"), is_chosen=one == "pinyin")
            for one in ("pinyin", "handwriting", "letters", "digits")
        )
        signs = ("参保证明", "参保", "参", "才", "财", "菜", "采", "彩", "猜", "残") if letters else ()
        keyboard = Keyboard(
            board="pinyin",
            boards=boards,
            letters=letters,
            candidates=tuple(Choice(id=one, label=one) for one in signs),
        )
        shut = self._making.text("opening.tomorrow_morning", time="8:30")
        tiles = tuple(
            Choice(
                id=f"found-{number}",
                label=name,
                detail=shut if number == 2 else "",
                icon="certificate",
                is_open=number != 2,
                leads_on=True,
                state="" if number == 2 else self._making.text("opening.now"),
            )
            for number, name in enumerate(found)
        )
        words |= {"empty": words[empty] if empty else ""}
        return self._making.view("search", words=words, choices=tiles, entry=text, keyboard=keyboard)

    def _by_hand(self) -> View:
        view = self._search("社", "", tuple(FOUND[self._making.language]), "")
        signs = tuple(Choice(id=one, label=one) for one in "保呆堡宝褓")
        boards = tuple(replace(one, is_chosen=one.id == "handwriting") for one in view.keyboard.boards)
        strokes = ((60, 60, 110, 120), (120, 60, 250, 60), (180, 40, 180, 260))
        keyboard = replace(
            view.keyboard, board="handwriting", boards=boards, strokes=strokes, candidates=signs, letters=""
        )
        return replace(view, keyboard=keyboard)

    def _before(self, reason: str, tone: str, periods: int, leads: tuple[str, ...], **values: object) -> View:
        told = self._making.below(f"verdict.{reason}", **values)
        bring = BRING[self._making.language]
        both = f"{bring[0]}, {bring[1]}" if self._making.language == "en" else f"{bring[0]}、{bring[1]}"
        lead = self._making.text(
            "takes.sentence",
            time=self._making.text("takes.minutes", count=3),
            fee=self._making.text("takes.free"),
            bring=bring[0] if tone == "good" else both,
        )
        title = NAMES[self._making.language][tone == "careful"]
        words = self._making.words("before_start")
        words |= {"title": title, "lead": lead, "verdict": told["title"], "why": told["lead"]}
        if tone == "bad":
            words |= {"primary": words["primary_bad"]}
        choices = tuple(
            Choice(id=f"period-{number}", label=label, is_chosen=number == 0)
            for number, label in enumerate(PERIODS[self._making.language][:periods])
        )
        return self._making.view(
            "before_start",
            step=1,
            words=words,
            tone=tone,
            choices=choices,
            rows=self._facts(both if tone == "careful" else bring[0]),
            leads=tuple(Choice(id=lead, label=self._making.text(f"beside.{lead}"), icon=SIGNS[lead]) for lead in leads),
        )

    def _facts(self, bring: str) -> tuple[Row, ...]:
        time = self._making.text(
            "takes.with_legal",
            promised=self._making.text("takes.minutes", count=3),
            legal=self._making.text("takes.days", count=1),
        )
        told = {
            "time": time,
            "fee": self._making.text("takes.free"),
            "bring": bring,
            "measured": self._making.text("takes.minutes", count=2),
            "rating": self._making.text("takes.rated", score="4.8", count=1236),
            "trips": self._making.text("takes.no_trip"),
            "spared": BRING[self._making.language][2],
        }
        return tuple(Row(label=self._making.text(f"takes.{key}"), value=value) for key, value in told.items())

    def _shut(self) -> View:
        when = self._making.text("opening.tomorrow_morning", time="8:30")
        return self._before("shut", "bad", 0, ("list", "guide", "place"), when=when)

    def _question(self) -> View:
        words = self._making.words("case")
        asked = {"zh-Hans": "老人的户口在哪里？", "zh-Hant": "老人的戶口在哪裏？", "en": "Where is the household?"}
        said = {
            "zh-Hans": ("在本市", "在省内别的市", "在外省"),
            "zh-Hant": ("在本市", "在省內別的市", "在外省"),
            "en": ("In this city", "Elsewhere in the province", "In another province"),
        }
        answers = tuple(Choice(id=str(number), label=label) for number, label in enumerate(said[self._making.language]))
        unsure = Choice(id="unsure", label=self._making.text("beside.unsure"), icon="help")
        return self._making.view(
            "answer",
            step=1,
            words=words | {"title": asked[self._making.language]},
            choices=(*answers, unsure),
            picture="two_people",
        )

    def _city(self) -> View:
        tiles = tuple(
            Choice(id=f"c{number}", label=self._making.place(name), is_chosen=number == 0)
            for number, name in enumerate(CITIES)
        )
        return self._making.view("answer", section="choose_city", step=1, choices=tiles, layout="grid", picture="map")

    def _rows(self, section: str) -> View:
        view = self._making.view(
            "result", section=section, step=1, rows=self._facts(BRING[self._making.language][0]), picture="page"
        )
        return replace(view, words=view.words | {"lead": NAMES[self._making.language][0]})

    def _places(self) -> View:
        rows = (
            Row(
                label=self._making.abreast("A2-08", self._making.told("示范大厅二楼")),
                value=self._making.text("takes.hotline"),
            ),
            Row(label=self._making.told("示范区政务服务中心"), value="8:30-12:00 14:00-17:30"),
            Row(label=self._making.text("takes.hotline"), value="12345"),
        )
        return self._making.view("result", section="places", step=1, rows=rows, picture="map")
