"""Found by what a person says, types and mistypes."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from many_names import NAMES, among_three_thousand, entries

from config.toml_file import SettingsError
from kiosk.items.everyday_words import EverydayWords, load_everyday_words
from kiosk.items.search import Entry, Search
from kiosk.sounds import folded, syllables


def first(what: str) -> str:
    found = among_three_thousand().find(what)
    return found[0].id if found else ""


def ids(what: str, most: int = 5) -> list[str]:
    return [found.id for found in among_three_thousand().find(what, most)]


@pytest.mark.parametrize(
    ("what", "wanted"),
    [
        # characters
        ("社会保险个人参保证明", "ss-enrolment-certificate"),
        ("参保证明", "ss-enrolment-certificate"),
        ("公积金贷款", "fund-loan-repayment"),
        ("粤通卡", "toll-card"),
        ("社會保障卡掛失", "ss-card-loss"),
        ("養老保險待遇", "pension-qualification"),
        ("pension ", "pension-payments"),
        ("Housing fund cert", "fund-deposit-certificate"),
        # what is said in the hall, also by whoever speaks English
        ("孩子上学", "school-enrolment"),
        ("搬家", "household-move"),
        ("收入证明", "tax-record"),
        ("wc", "hall-map"),
        ("toilet", "hall-map"),
        ("marriage", "marriage-appointment"),
        ("bus", "coach-tickets"),
        # sound: written out, initials, mixed, begun
        ("canbaozhengming", "ss-enrolment-certificate"),
        ("canbao zhengming", "ss-enrolment-certificate"),
        ("cbzm", "ss-enrolment-certificate"),
        ("canbaozm", "ss-enrolment-certificate"),
        ("gaolingj", "old-age-allowance"),
        ("yyzz", "business-licence"),
        ("tushu", "library"),
        # everyday words
        ("社保卡丢了", "ss-card-loss"),
        ("社保卡唔见咗", "ss-card-loss"),
        ("我的社保卡丢了怎么办", "ss-card-loss"),
        ("lost social security card", "ss-card-loss"),
        ("老人补贴", "old-age-allowance"),
        ("房子", "property-query"),
        ("没房证明", "no-property-certificate"),
        ("活着证明", "pension-qualification"),
        ("去香港", "exit-endorsement"),
        ("驾照到期", "driving-licence-renewal"),
        ("违章", "traffic-offences"),
        ("宝宝", "birth-certificate"),
        ("我想打印一下我的社保证明", "ss-enrolment-certificate"),
        # everyday words by sound
        ("shebaokadiule", "ss-card-loss"),
        ("sbzm", "ss-enrolment-certificate"),
        ("quxg", "exit-endorsement"),
        ("社保k", "ss-card-loss"),
        # slips: homophones, wrong characters, swapped order, missing and southern letters
        ("参保正明", "ss-enrolment-certificate"),
        ("惨保证明", "ss-enrolment-certificate"),
        ("公积金代款", "fund-loan-repayment"),
        ("高龄金贴", "old-age-allowance"),
        ("末成年人", "minor-protection"),
        ("证明参保", "ss-enrolment-certificate"),
        ("yanlao", "pension-transfer-voucher"),
        ("gongjijingdaikuan", "fund-loan-repayment"),
        ("juzuzeng", "residence-permit-progress"),
        ("drivng licence", "driving-licence-query"),
    ],
)
def test_it_is_found_first(what: str, wanted: str) -> None:
    assert first(what) == wanted, among_three_thousand().find(what)[:5]


@pytest.mark.parametrize("what", ["养老", "yanglao", "yl", "YL", "ｙｌ", "養老", "退休金", "tuixiujin"])
def test_all_that_concerns_old_age_is_among_the_first(what: str) -> None:
    assert {"pension-transfer-voucher", "pension-qualification"} <= set(ids(what))


@pytest.mark.parametrize("item", NAMES)
def test_every_name_finds_its_item_first_in_every_language_and_by_its_letters(item: str) -> None:
    simplified, traditional, english = NAMES[item]
    for what in (simplified, traditional, english, "".join(syllables(folded(simplified)))):
        assert first(what) == item, what


@pytest.mark.parametrize("item", NAMES)
def test_a_wrong_character_in_a_name_still_finds_it(item: str) -> None:
    name = NAMES[item][0]
    assert item in ids(name[:-1] + "龘"), name


@pytest.mark.parametrize("name", ["社会保险个人参保证明", "gonggejin", "居住证签注"])
def test_every_beginning_finds_something_as_one_types(name: str) -> None:
    for length in range(1, len(name)):
        assert among_three_thousand().find(name[:length]), name[:length]


def test_what_was_typed_stands_before_what_only_sounds_like_it() -> None:
    found = Search([Entry("sound", ("社饱",)), Entry("text", ("社保",))], EverydayWords()).find("社保")
    assert [one.id for one in found] == ["text", "sound"]


def test_the_beginning_counts_more_than_the_middle_and_the_shorter_name_more_than_the_longer() -> None:
    names = {"middle": "我的社保", "begins": "社保卡", "longer": "社保卡挂失办理"}
    found = Search([Entry(item, (name,)) for item, name in names.items()], EverydayWords()).find("社保")
    assert [one.id for one in found] == ["begins", "longer", "middle"]


def test_equals_stand_in_the_order_of_the_catalogue() -> None:
    found = Search([Entry("b", ("水费甲",)), Entry("a", ("水费乙",))], EverydayWords()).find("水费")
    assert [one.id for one in found] == ["b", "a"]


@pytest.mark.parametrize("what", ["", " ", "？！", "\n"])
def test_nothing_finds_nothing(what: str) -> None:
    assert among_three_thousand().find(what) == ()


def test_what_nobody_offers_is_not_found() -> None:
    assert among_three_thousand().find("qqqqqqq") == ()


def test_no_more_than_asked_for_and_none_twice() -> None:
    found = among_three_thousand().find("证", 7)
    assert len(found) == 7
    assert len({one.id for one in among_three_thousand().find("社保", 100)}) == len(
        among_three_thousand().find("社保", 100)
    )


def test_an_everyday_word_needs_no_code() -> None:
    words = EverydayWords.model_validate({"saying": [{"said": ["飞机"], "means": ["水费"]}]})
    assert Search(entries(), words).find("飞机")[0].id == "water-bill"
    assert Search(entries(), EverydayWords()).find("飞机") == ()


def test_a_bad_file_of_words_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nowhere"):
        load_everyday_words(tmp_path / "nowhere.toml")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_gives_an_answer_in_order(what: str) -> None:
    found = among_three_thousand().find(what)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 < one.score <= 100 for one in found)


@pytest.mark.parametrize(
    "what",
    ["社", "y", "社保卡丢了怎么办", "sb", "shebaoka", "我想打印一下我的社保证明两份", "a" * 40, "ang" * 14, "证证证证"],
)
def test_an_answer_takes_less_than_50_ms_of_one_core_over_3000(what: str) -> None:
    def spent() -> float:
        began = time.process_time()
        among_three_thousand().find(what)
        return time.process_time() - began

    assert min(spent() for _ in range(3)) < 0.050


def test_what_a_longer_saying_explains_is_not_explained_again_by_a_part_of_it() -> None:
    found = ids("社保卡丢了")
    assert found[:2] == ["ss-card-loss", "ss-card-replacement"]
    assert "ss-enrolment-certificate" not in found


@pytest.mark.parametrize(
    ("said", "written"), [("兰花展", "南花展"), ("掌声", "脏森"), ("证明", "真名"), ("城市", "层寺")]
)
def test_what_sounds_alike_in_the_south_is_no_guess(said: str, written: str) -> None:
    (found,) = Search([Entry("it", (said,))], EverydayWords()).find(written)
    assert found.score > 70
