"""What is said for a View: which sentences, in which wording, and which of them only in earphones."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.texts import Texts, load_texts, placeholders
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.saying import CAPTION_CHARACTERS, Say, Sentence, captions, joined, pointed, sentences, volume_percent
from kiosk.view import Choice, Keyboard, Language, Row, Screen, Size, View, Voice

WRITTEN: dict[Voice, tuple[Language, ...]] = {
    "mandarin": ("zh-Hans", "zh-Hant", "en"),
    "cantonese": ("zh-Hans", "zh-Hant"),
}
MAY_WAIT = 6
"""So many new texts of a kind may wait for their Cantonese wording: until then the written one is read out."""
ROWS = (Row(label="姓名", value="测*甲"), Row(label="身份证号", value="4499**********0024"))


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


@pytest.fixture(scope="module")
def cantonese() -> Texts:
    return load_cantonese()


@pytest.fixture(scope="module")
def dialect(texts: Texts, cantonese: Texts) -> Dialect:
    return Dialect(texts, cantonese)


def view(texts: Texts, screen: Screen, *, section: str = "", **values: object) -> View:
    return View(page=7, screen=screen, voice="mandarin", words=texts.words("zh-Hans", section or screen, **values))


def heard(one: View, dialect: Dialect, *, in_private: bool = False) -> list[str]:
    return [sentence.text for sentence in sentences(one, dialect, in_private=in_private)]


def test_a_screen_says_its_question_and_what_to_do(texts: Texts, dialect: Dialect) -> None:
    assert heard(view(texts, "lay_card"), dialect) == [
        "请放好身份证",
        "把身份证平放在屏幕右下方亮灯的地方，先不要拿走。",
    ]


def test_cantonese_has_words_of_its_own_in_both_scripts(texts: Texts, dialect: Dialect) -> None:
    simplified = replace(view(texts, "home"), voice="cantonese")
    assert heard(simplified, dialect)[0] == "你好，想办咩呀？"
    traditional = replace(simplified, language="zh-Hant", words=texts.words("zh-Hant", "home"))
    assert heard(traditional, dialect)[0] == "你好，想辦咩呀？"


def test_numbers_come_along_into_the_other_wording(texts: Texts, dialect: Dialect) -> None:
    wrong = replace(
        view(texts, "code", phone="您的手机"),
        voice="cantonese",
        notice=texts.text("zh-Hans", "notice.code_wrong", tries=2),
    )
    assert heard(wrong, dialect)[0] == "验证码唔啱，仲可以试2次。"


def test_what_cantonese_lacks_is_read_as_it_is_written(texts: Texts, dialect: Dialect) -> None:
    assert dialect.said("演示大厅", "zh-Hans", "cantonese") == "演示大厅"


def test_an_english_screen_speaks_english_whatever_voice_was_chosen(texts: Texts, dialect: Dialect) -> None:
    english = View(page=1, screen="home", language="en", voice="cantonese", words=texts.words("en", "home"))
    assert heard(english, dialect)[0] == texts.text("en", "screen.home.title")


def test_the_telephone_is_said_in_earphones_only(texts: Texts, dialect: Dialect) -> None:
    code = view(texts, "code", phone="138****0001")
    assert heard(code, dialect) == ["请输入验证码", "短信已经发到您的手机，请输入里面的数字。"]
    assert any("138****0001" in said for said in heard(code, dialect, in_private=True))


def test_what_was_found_is_said_in_earphones_only(texts: Texts, dialect: Dialect) -> None:
    check = replace(view(texts, "check"), rows=ROWS)
    public = heard(check, dialect)
    assert "内容已经显示在屏幕上。" in public
    assert not any("测" in said or "0024" in said for said in public)
    private = sentences(check, dialect, in_private=True)
    assert [one.text for one in private if one.is_personal] == ["姓名：测*甲", "身份证号：4499**********0024"]
    assert "内容已经显示在屏幕上。" not in [one.text for one in private]


@pytest.mark.parametrize("screen", ["emergency", "help", "hall", "way", "guide"])
def test_whom_to_call_where_this_is_and_which_way_to_go_is_said_to_everybody(
    texts: Texts, dialect: Dialect, screen: Screen
) -> None:
    rows = (Row(label="火警", value="119"), Row(label="这里是", value="演示大厅 一楼"))
    said = heard(View(page=1, screen=screen, voice="mandarin", words={"title": "紧急", "lead": ""}, rows=rows), dialect)
    assert said[-2:] == ["火警：119", "这里是：演示大厅 一楼"]


def test_what_became_of_somebodys_affairs_has_a_neutral_sentence_for_the_hall(texts: Texts, dialect: Dialect) -> None:
    shown = texts.text("zh-Hans", "speech.shown")
    words = {"title": "医生签字：不合格", "lead": "这份结果不能用来办驾驶证。", "spoken_title": shown, "spoken": shown}
    result = View(page=1, screen="done", voice="mandarin", words=words, rows=ROWS)
    assert heard(result, dialect) == [shown]
    private = heard(result, dialect, in_private=True)
    assert {"医生签字：不合格", "这份结果不能用来办驾驶证。"} <= set(private)


def test_a_trouble_says_what_happened_and_what_to_do_and_in_private_what_is_safe(
    texts: Texts, dialect: Dialect
) -> None:
    words = texts.trouble("zh-Hans", "no_paper")
    trouble = View(page=1, screen="trouble", voice="mandarin", words=words)
    assert heard(trouble, dialect) == [words["title"], words["next"]]
    assert words["safe"] in heard(trouble, dialect, in_private=True)


def test_the_question_whether_somebody_is_there_comes_alone(texts: Texts, dialect: Dialect) -> None:
    said = heard(replace(view(texts, "check"), rows=ROWS, still_there_s=20), dialect, in_private=True)
    assert said == [texts.text("zh-Hans", "speech.still")]


def test_how_far_the_typing_is_is_said_in_earphones_and_no_digit_ever(texts: Texts, dialect: Dialect) -> None:
    typing = replace(view(texts, "code", phone="138****0001"), digits=3)
    assert "已经输入3位。" in heard(typing, dialect, in_private=True)
    assert "已经输入3位。" not in heard(typing, dialect)


def test_sheets_are_counted_where_there_are_several(texts: Texts, dialect: Dialect) -> None:
    printing = view(texts, "printing", sheet=1, sheets=3, pages=3, paper_page=0, paper_pages=0)
    assert heard(replace(printing, sheet=1, sheets=3), dialect)[-2:] == ["共3张", "第1张"]
    assert heard(replace(printing, sheet=0, sheets=1), dialect)[-1] == texts.text("zh-Hans", "screen.printing.lead")


def test_nobody_is_spoken_to_where_nobody_stands(texts: Texts, dialect: Dialect) -> None:
    assert heard(view(texts, "starting"), dialect, in_private=True) == []


@pytest.mark.parametrize(
    ("screen", "name", "is_personal"),
    [
        ("home", "choice-x", False),
        ("code", "digit-5", True),
        ("entry", "key-X", True),
        ("entry", "some-new-key", True),
        ("code", "primary", False),
        ("code", "erase", False),
        ("review", "choice-phone", True),
        ("review", "primary", False),
        ("answer", "choice-x", False),
    ],
)
def test_the_keys_of_a_secret_are_said_in_earphones_only(
    dialect: Dialect, screen: Screen, name: str, *, is_personal: bool
) -> None:
    said = pointed(View(page=1, screen=screen), dialect, name, "五")
    assert said == (Sentence("五", is_personal=is_personal),)


def test_the_day_that_is_picked_is_read_out_in_earphones_only(dialect: Dialect) -> None:
    days = View(page=1, screen="answer", layout="grid", choices=(Choice(id="7", label="7日"),))
    assert pointed(days, dialect, "choice-7", "7日") == (Sentence("7日", is_personal=True),)


def test_what_was_found_of_a_person_is_read_out_in_earphones_only(dialect: Dialect) -> None:
    licence = Choice(id="l1", label="样例许可证 第1号")
    found = View(page=1, screen="answer", layout="lines", choices=(licence,), is_own_list=True)
    assert all(one.is_personal for one in pointed(found, dialect, "choice-l1", licence.label))
    anybodys = replace(found, is_own_list=False)
    assert not any(one.is_personal for one in pointed(anybodys, dialect, "choice-l1", licence.label))


@pytest.mark.parametrize(
    ("screen", "name", "is_personal"),
    [("before_start", "choice-year", False), ("answer", "choice-year", True), ("write", "board-pinyin", False)],
)
def test_which_of_several_holds_is_said_of_it_and_of_no_other(
    dialect: Dialect, screen: Screen, name: str, *, is_personal: bool
) -> None:
    year, months = Choice(id="year", label="最近一年", is_chosen=True), Choice(id="months", label="最近半年")
    board = Keyboard(boards=(Choice(id="pinyin", label="拼音", is_chosen=True), Choice(id="letters", label="字母")))
    shown = View(page=1, screen=screen, choices=(year, months), keyboard=board)
    said = pointed(shown, dialect, name, "最近一年")
    assert said == (Sentence("最近一年"), Sentence("已经选好", is_personal=is_personal))
    for other in ("choice-months", "board-letters"):
        assert "已经选好" not in [one.text for one in pointed(shown, dialect, other, "最近半年")]


def test_on_the_page_of_settings_the_ways_that_hold_say_so(dialect: Dialect) -> None:
    settings = View(page=1, screen="display", size="elder", theme="night", hand="left", voice="mandarin", pace="slow")
    names = ("size-elder", "theme-night", "hand-left", "voice-mandarin", "pace-slow", "reach-whole", "language-zh-Hans")
    for name in names:
        assert pointed(settings, dialect, name, "大字")[-1].text == "已经选好", name
    assert [one.text for one in pointed(settings, dialect, "size-standard", "标准字")] == ["标准字"]


def test_the_page_before_the_start_says_which_time_it_is_about_and_what_another_touch_makes_of_it(
    texts: Texts, dialect: Dialect
) -> None:
    def page(chosen: str) -> View:
        names = {"years": "最近两年", "year": "最近一年"}
        choices = tuple(Choice(id=one, label=label, is_chosen=one == chosen) for one, label in names.items())
        return replace(view(texts, "before_start"), choices=choices)

    question = texts.text("zh-Hans", "screen.before_start.choose")
    first, then = heard(page("years"), dialect), heard(page("year"), dialect)
    assert first[first.index(question) + 1] == "最近两年"
    assert [one for one in then if one not in first] == ["最近一年"]
    assert question not in heard(view(texts, "before_start"), dialect)


def test_what_is_said_of_a_control_comes_in_parts_that_were_recorded(dialect: Dialect) -> None:
    said = pointed(View(page=1, screen="home"), dialect, "choice-x", "身份证, 放一下身份证")
    assert [one.text for one in said] == ["身份证", "放一下身份证"]


@pytest.mark.parametrize(
    ("step", "is_night", "in_private", "percent"),
    [
        (6, False, False, 60),
        (10, False, False, 100),
        (10, True, False, 40),
        (2, True, False, 20),
        (10, True, True, 100),
    ],
)
def test_at_night_the_loudspeaker_has_a_cap_and_earphones_have_none(
    step: int, percent: int, *, is_night: bool, in_private: bool
) -> None:
    assert volume_percent(step, is_night=is_night, in_private=in_private) == percent


def test_a_caption_is_what_is_said() -> None:
    assert joined(("请放好身份证", "先不要拿走。"), "zh-Hans") == "请放好身份证。先不要拿走。"
    assert joined(("Your card", "Lay it down."), "en") == "Your card. Lay it down."


@given(
    st.lists(st.text("测试，。 abc", min_size=1, max_size=120).filter(str.strip).map(Sentence), max_size=9),
    st.sampled_from(get_args(Size)),
    st.sampled_from(["zh-Hans", "en"]),
)
def test_captions_hold_every_sentence_once_in_order_and_fit(
    said: list[Sentence], size: Size, language: Language
) -> None:
    made = list(captions(Say(tuple(said), language, "mandarin", 1.0, 60, size)))
    assert [one for caption in made for one in caption.sentences] == said
    most = CAPTION_CHARACTERS[size] * (2 if language == "en" else 1)
    assert all(len(caption.text) <= most for caption in made)
    shown = "".join("".join(caption.text.split()) for caption in made)
    for one in said:
        assert "".join(one.text.split()) in shown


def test_no_sentence_shows_in_a_log() -> None:
    assert "测" not in repr(Sentence("测试甲", is_personal=True))


# The texts


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_screen_and_trouble_has_something_to_say(texts: Texts, dialect: Dialect, language: Language) -> None:
    silent = []
    for section in sections(texts, "screen"):
        words = texts.words(language, section)
        # A screen whose title is one of several shows the one that fits.
        several = [words[key] for key in words if key.startswith("title_")]
        shown = words if not several else words | {"title": several[0]}
        screen = View(page=1, screen="home", language=language, words=shown)
        if len(heard(screen, dialect)) == 0:
            silent.append(section)
    for key in sections(texts, "trouble"):
        trouble = View(page=1, screen="trouble", language=language, words=texts.trouble(language, key))
        if len(heard(trouble, dialect)) < 2:
            silent.append(key)
    assert silent == []


@pytest.mark.parametrize("prefix", ["screen", "trouble", "notice", "face_prompt", "face_hint", "reminder", "speech"])
def test_cantonese_has_its_own_words_for_all_of_it(texts: Texts, cantonese: Texts, prefix: str) -> None:
    said = {"screen": ("title",), "trouble": ("title", "next"), "reminder": ("title", "lead")}.get(prefix)
    wanted = [
        key
        for key in texts.keys()  # noqa: SIM118  # Texts is no mapping
        if key.startswith(f"{prefix}.") and (said is None or key.rpartition(".")[2] in said)
    ]
    assert wanted
    lacking = [key for key in wanted if not cantonese.has(key)]
    assert len(lacking) <= MAY_WAIT, lacking


@pytest.mark.parametrize(("language", "said"), [("zh-Hans", "yue-Hans"), ("zh-Hant", "yue-Hant")])
def test_each_wording_belongs_to_a_text_and_has_its_values(
    texts: Texts, cantonese: Texts, language: str, said: str
) -> None:
    for key in cantonese.keys():  # noqa: SIM118  # Texts is no mapping
        section, _, last = key.rpartition(".")
        assert texts.has(key), key
        written = placeholders(texts.below(language, section)[last])
        assert placeholders(cantonese.below(said, section)[last]) <= written, key


def sections(texts: Texts, prefix: str) -> list[str]:
    found = {key.split(".")[1] for key in texts.keys() if key.startswith(f"{prefix}.")}  # noqa: SIM118  # no mapping
    return sorted(found - {"every", "trouble"})
