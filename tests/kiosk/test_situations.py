"""The trees of questions: few, answerable by everybody, and each ends in a case with what to bring."""

import re
from pathlib import Path

import pytest

from config.texts import LANGUAGES
from config.toml_file import SettingsError
from kiosk.items.registers import load_registers
from kiosk.items.situations import MOST_QUESTIONS, UNSURE, Case, Question, Situation, Way, load_situations
from kiosk.wording import Wording

MATERIALS = load_registers().materials
SITUATIONS = load_situations(MATERIALS)
HAN = re.compile(r"[\u3400-\u9fff]")
OFFICE_WORDS = ("事项", "申请人", "办件", "事項", "申請人", "辦件")
LEFT_BY_CONVERTING = ("列印", "裡", "著", "芯片", "聯繫", "程序", "小票", "點一下")
TREE = """start = "first"
reviewed = false
title = { zh-Hans = "问", zh-Hant = "問", en = "Ask" }

[questions.first]
text = { zh-Hans = "一", zh-Hant = "一", en = "One" }
unsure = "left"
answers = [
    { text = { zh-Hans = "左", zh-Hant = "左", en = "Left" }, then = "left" },
    { text = { zh-Hans = "右", zh-Hant = "右", en = "Right" }, then = "right" },
]

[cases.left]
name = { zh-Hans = "左", zh-Hant = "左", en = "Left" }
item = "left-item"
needs = ["identity-card"]
spared = ["identity-card-copy"]

[cases.right]
name = { zh-Hans = "右", zh-Hant = "右", en = "Right" }
item = "right-item"
needs = []
spared = []
"""


@pytest.fixture(params=sorted(SITUATIONS))
def situation(request: pytest.FixtureRequest) -> Situation:
    return SITUATIONS[request.param]


def words(situation: Situation) -> list[Wording]:
    found = [situation.title]
    for question in situation.questions.values():
        found += [question.text, *(answer.text for answer in question.answers)]
    for case in situation.cases.values():
        found += [case.name, *([case.note] if case.note else [])]
    return found


def test_there_are_the_five_that_people_ask_about_most() -> None:
    assert set(SITUATIONS) == {
        "old-age-allowance",
        "pension-qualification",
        "property-query",
        "residence-permit",
        "social-security-certificate",
    }


def test_every_way_ends_in_a_case_after_at_most_five_questions_and_every_case_is_an_end(situation: Situation) -> None:
    ends = list(situation.ends())
    assert all(len(way) <= MOST_QUESTIONS for way, _ in ends)
    assert {id(case) for _, case in ends} == {id(case) for case in situation.cases.values()}


def test_whoever_never_knows_gets_to_a_case_too(situation: Situation) -> None:
    way: Way = ()
    while isinstance(situation.at(way), Question):
        way = (*way, UNSURE)
    assert isinstance(situation.at(way), Case)


def test_the_words_are_plain_and_short_enough_for_a_button(situation: Situation) -> None:
    for text in words(situation):
        for language in LANGUAGES:
            assert not any(word in text.of(language) for word in OFFICE_WORDS)
        assert not any(word in text.zh_hant for word in LEFT_BY_CONVERTING), text.zh_hant
        text.zh_hant.encode("big5hkscs")
    for question in situation.questions.values():
        assert len(HAN.findall(question.text.zh_hans)) <= 16
        assert all(len(HAN.findall(answer.text.zh_hans)) <= 12 for answer in question.answers)


def test_one_gets_to_the_exact_case_and_what_to_bring() -> None:
    permit = SITUATIONS["residence-permit"]
    case = permit.at((0, 0, 1, 1))  # first one, half a year, a home, rented
    assert isinstance(case, Case)
    assert case.item == "residence-permit"
    assert case.needs == ("identity-card", "photo-receipt", "lease-contract")


def test_going_back_is_one_answer_less() -> None:
    permit = SITUATIONS["residence-permit"]
    assert permit.at((0,)) == permit.questions["lived"]
    assert permit.at(()) == permit.questions["what"]


@pytest.mark.parametrize("way", [(9,), (3, 0), (2, UNSURE)])
def test_an_answer_that_is_not_there_is_refused(way: Way) -> None:
    with pytest.raises(LookupError):
        SITUATIONS["residence-permit"].at(way)


def longer(questions: int) -> str:
    """A tree with that many questions in a row."""
    after = {number: f"q{number + 1}" if number < questions else "left" for number in range(2, questions + 1)}
    rows = "".join(
        f"""
[questions.q{number}]
text = {{ zh-Hans = "问", zh-Hant = "問", en = "Q" }}
unsure = "left"
answers = [
    {{ text = {{ zh-Hans = "左", zh-Hant = "左", en = "L" }}, then = "right" }},
    {{ text = {{ zh-Hans = "右", zh-Hant = "右", en = "R" }}, then = "{then}" }},
]
"""
        for number, then in after.items()
    )
    return TREE.replace('then = "right"', 'then = "q2"') + rows


def test_five_questions_are_allowed_and_six_are_not(tmp_path: Path) -> None:
    (tmp_path / "tree.toml").write_text(longer(5), "utf-8")
    assert load_situations(MATERIALS, tmp_path)
    (tmp_path / "tree.toml").write_text(longer(6), "utf-8")
    with pytest.raises(SettingsError, match=r"tree\.toml:\d+: 'questions\.q6' comes after 5 questions: first > q2"):
        load_situations(MATERIALS, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('then = "right"', 'then = "nowhere"', "'questions.first' leads to nowhere"),
        ('unsure = "left"\n', "", "'questions.first.unsure' is missing"),
        ('unsure = "left"', 'unsure = "nowhere"', "leads to nowhere"),
        ('then = "right"', 'then = "left"', "'cases.right' is reached by no answer"),
        ('then = "right"', 'then = "first"', "comes after 5 questions"),
        ('start = "first"', 'start = "left"', "'start' left is no question"),
        ("[cases.right]", "[cases.first]", "(leads to right|has the id of a question)"),
        ('zh-Hant = "右", en = "Right" }, then', 'en = "Right" }, then', "zh-Hant"),
        ('needs = ["identity-card"]', 'needs = ["unicorn"]', "names unicorn"),
        ('spared = ["identity-card-copy"]', 'spared = ["unicorn"]', "names unicorn"),
        ('needs = ["identity-card"]', 'needs = ["household-book-copy"]', "asks for household-book-copy: 公安户籍信息"),
        ('spared = ["identity-card-copy"]', 'spared = ["identity-card"]', "asks for identity-card and spares it"),
        ("reviewed = false\n", "", "'reviewed' is missing"),
    ],
)
def test_a_bad_tree_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TREE
    (tmp_path / "tree.toml").write_text(TREE.replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsError, match=said) as error:
        load_situations(MATERIALS, tmp_path)
    assert "tree.toml" in str(error.value)
