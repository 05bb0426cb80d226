"""What the items say: plainly, in three languages, and with a guide that leads somewhere."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from pypinyin import pinyin
from pypinyin.constants import Style

from config.texts import LANGUAGES, load_texts
from kiosk.items.catalogue import search_entries, whole_catalogue
from kiosk.items.everyday_words import load_everyday_words
from kiosk.items.facts import Group
from kiosk.items.flow_names import FLOW_NAMES, GUIDE
from kiosk.items.item import Item
from kiosk.items.registers import load_registers
from kiosk.items.search import Search
from kiosk.items.situations import load_situations
from kiosk.wording import Wording

CATALOGUE = whole_catalogue()
ITEMS = pytest.mark.parametrize("item", CATALOGUE.values(), ids=CATALOGUE)
HAN = re.compile(r"[\u3400-\u9fff]")
OFFICE_WORDS = ("事项", "申请人", "办件", "事項", "申請人", "辦件")
LEFT_BY_CONVERTING = (
    "列印",
    "裡",
    "著",
    "芯片",
    "聯繫",
    "程序",
    "小票",
    "點一下",
    "複印",
    "簽註",
    "籤",
    "髮放",
    "税",
    "閲",
)
TILE_HAN, HINT_HAN, LINE_HAN = 14, 20, 40
"""What fits a tile on two lines and below it on one, and a line of the guide in large letters (our choice)."""
ELSEWHERE = re.compile(
    r"\d|电话|线上|手机|扫码|窗口|柜|中心|站|医院|所|局|厅|店|处|专区|银行|屏幕|部门|服务点|网点|小时"
)


def texts(item: Item) -> Iterator[Wording]:
    settings, facts = item.settings, item.settings.facts
    yield from (settings.name, settings.hint)
    yield from (period.name for period in settings.periods)
    for code in settings.codes:
        yield from (code.name, *code.steps)
    for page in facts.guide:
        yield from (page.title, *page.lines)


@ITEMS
def test_words_are_plain_short_and_written_as_in_hong_kong(item: Item) -> None:
    assert len(HAN.findall(item.settings.name.zh_hans)) <= TILE_HAN
    assert len(item.settings.hint.zh_hans) <= HINT_HAN
    for text in texts(item):
        for language in LANGUAGES:
            assert not any(word in text.of(language) for word in OFFICE_WORDS), text.of(language)
        assert not any(word in text.zh_hant for word in LEFT_BY_CONVERTING), text.zh_hant
        text.zh_hant.encode("big5hkscs")
        assert not HAN.search(text.en), text.en
    for page in item.settings.facts.guide:
        assert all(len(HAN.findall(line.zh_hans)) <= LINE_HAN for line in page.lines)


@ITEMS
def test_every_character_of_a_name_is_said_as_it_can_be_said(item: Item) -> None:
    name = item.settings.name
    for han, said in zip(HAN.findall(name.zh_hans), name.pinyin.split(), strict=True):
        (readings,) = pinyin(han, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)
        assert said in readings, f"{han} is not said {said}"


@ITEMS
def test_what_does_not_end_here_says_where_and_when(item: Item) -> None:
    facts = item.settings.facts
    if facts.finish == "here" and FLOW_NAMES[item.settings.flow].ends_in != "deed":
        return
    lines = " ".join(line.zh_hans for page in facts.guide for line in page.lines)
    assert ELSEWHERE.search(lines), lines
    if facts.finish in {"counter", "appointment"}:
        assert any(page.title.en == "Where and when" for page in facts.guide)


@ITEMS
def test_a_guide_is_no_filler(item: Item) -> None:
    lines = [line.zh_hans for page in item.settings.facts.guide for line in page.lines]
    assert len(lines) == len(set(lines))
    assert sum(len(line) for line in lines) >= 15, lines


def test_no_two_items_have_the_same_name() -> None:
    for language in LANGUAGES:
        names = [item.settings.name.of(language) for item in CATALOGUE.values()]
        assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)


def test_links_lead_to_nobody() -> None:
    for item in CATALOGUE.values():
        for code in item.settings.codes:
            assert re.match(r"https://[a-z.]+\.invalid/", code.link), code.link


def test_every_case_of_a_situation_is_an_item_and_items_lead_into_their_own_situation() -> None:
    situations = load_situations(load_registers().materials)
    for name, situation in situations.items():
        assert {case.item for case in situation.cases.values()} <= CATALOGUE.keys()
        assert any(item.settings.facts.situation == name for item in CATALOGUE.values()), name
    for item in CATALOGUE.values():
        if stem := item.settings.facts.situation:
            assert item.id in {case.item for case in situations[stem].cases.values()}, item.id


@pytest.mark.parametrize("said", sorted({one for saying in load_everyday_words().saying for one in saying.said}))
def test_what_people_say_leads_to_an_item(said: str) -> None:
    found = SEARCH.find(said, 3)
    assert found, said
    assert found[0].score >= 70, f"{said}: {found}"


SEARCH = Search(search_entries(CATALOGUE), load_everyday_words())


def test_every_flow_that_is_named_is_used_or_the_staffs_own() -> None:
    used = {item.settings.flow for item in CATALOGUE.values()}
    assert used | {"deposit"} == set(FLOW_NAMES)
    assert GUIDE in used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_a_name_in_every_language(language: str) -> None:
    names = load_texts().below(language, "group")
    shelves_of_people = {name for name in names if name in ("all", "cities") or name.startswith("elder-")}
    assert set(names) - shelves_of_people == set(get_args(Group))
    assert len(set(names.values())) == len(names)
