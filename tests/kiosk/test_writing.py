"""Characters from letters and strokes: the likeliest first, fast, and nothing kept."""

import gc
import time
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from form_bench import aids

from kiosk.forms.hanzi.handwriting import MODEL, SIDE, Handwriting, Stroke
from kiosk.forms.hanzi.pinyin import WORDS, Pinyin
from kiosk.forms.hanzi.syllables import splits
from kiosk.forms.writing import BATCH_OF_CANDIDATES, NO_AIDS, Aids, Writing, after, candidates
from kiosk.taps import BoardChosen, CharacterChosen, Cleared, Digit, Erased, ListTurned, Stroked, Tap, Written
from kiosk.view import Language
from screens.fonts import BUILT

KEY_LIMIT_MS = 30.0
"""Of a processor, from a key to its candidates (our promise); by the processor's clock, because CI has neighbours."""


SIMPLIFIED = aids().in_script("zh-Hans")


def first(letters: str, count: int = 1) -> list[str]:
    return [one.text for one in aids().pinyin.candidates(letters)[:count]]


def written(*taps: Tap, start: Writing | None = None, most: int = 20, language: Language = "zh-Hans") -> Writing:
    writing = start or Writing()
    for tap in taps:
        writing = after(writing, tap, aids().in_script(language), most)
    return writing


def keys(letters: str) -> list[Tap]:
    return [Written(letter) for letter in letters.upper()]


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("gongjijin", "公积金"),
        ("juzhuzheng", "居住证"),
        ("shebao", "社保"),
        ("canbaozhengming", "参保证明"),
        ("zhaoqing", "肇庆"),
        ("huiyang", "惠阳"),
        ("nihao", "你好"),
        ("lvyou", "旅游"),
        ("xi'an", "西安"),
        ("shebaoka", "社保卡"),
        ("laoniantuixiu", "老年退休"),
        ("yi", "一"),
        ("zh", "这"),
    ],
)
def test_the_likeliest_comes_first(letters: str, text: str) -> None:
    assert first(letters) == [text]


@pytest.mark.parametrize(
    ("letters", "text", "within"),
    [
        ("gjj", "公积金", 24),
        ("sbk", "社保卡", 24),
        ("zang", "张", 60),
        ("chen", "陈", 12),
        ("liulian", "留恋", 24),
        ("xian", "西安", 40),
        ("huizou", "惠州", 24),
        ("guangzou", "广州", 24),
    ],
)
def test_initials_other_cuts_and_southern_spellings_are_found(letters: str, text: str, within: int) -> None:
    assert text in first(letters, within)


def test_what_is_spelt_right_comes_before_what_only_sounds_so_in_the_south() -> None:
    assert [one for one in first("san", 30) if one in "三山"] == ["三", "山"]
    assert [one for one in first("lan", 60) if one in "蓝难"] == ["蓝", "难"]


def test_rare_characters_of_names_are_there_and_none_comes_twice() -> None:
    for letters, rare in (("xi", "禧"), ("yan", "䶮"), ("zhe", "喆"), ("yi", "祎"), ("tao", "韬")):
        found = first(letters, 400)
        assert rare in found
        assert len(found) == len(set(found))


def test_every_character_can_be_drawn_on_the_glass() -> None:
    drawn = set(map(chr, TTFont(BUILT / "NotoSansSC-Regular.ttf").getBestCmap()))
    offered = {character for character in WORDS.read_text("utf-8") if character >= "㐀"}
    assert len(offered) > 6763
    assert offered - drawn == set()


@pytest.mark.parametrize("letters", ["", "'", "''", "uuu", "i", "vvv"])
def test_what_is_no_pinyin_has_no_candidates(letters: str) -> None:
    assert aids().pinyin.candidates(letters) == ()


def test_letters_are_cut_into_syllables_where_people_mean_it() -> None:
    assert [unit.letters for unit in splits("fangan")[0].units] in (["fang", "an"], ["fan", "gan"])
    assert [unit.letters for unit in splits("xi'an")[0].units] == ["xi", "an"]
    assert [unit.letters for unit in splits("zs")[0].units] == ["z", "s"]


@pytest.mark.parametrize(
    "letters", ["zhangsan", "zs", "wozhuzaihuiyangquqiucha", "zzzzzzzzzzzzzzzzzzzzzzzz", "shsh", "z"]
)
def test_a_key_is_answered_at_once(letters: str) -> None:
    took = []
    for _ in range(5):
        begun = time.process_time()
        aids().pinyin.candidates(letters)
        took.append((time.process_time() - begun) * 1000)
    assert sorted(took)[1] < KEY_LIMIT_MS


def test_a_word_is_chosen_and_the_rest_of_the_letters_stays() -> None:
    writing = written(*keys("zhangsan"))
    assert writing.letters == "zhangsan"
    writing = written(CharacterChosen("张"), start=writing)
    assert (writing.text, writing.letters) == ("张", "san")
    writing = written(CharacterChosen("三"), start=writing)
    assert (writing.text, writing.letters) == ("张三", "")


def test_the_space_chooses_the_first_and_a_late_finger_nothing() -> None:
    assert written(*keys("shebao"), Written(" ")).text == "社保"
    writing = written(*keys("shebao"))
    assert written(CharacterChosen("银行"), start=writing) == writing


def test_who_reads_traditional_characters_is_offered_them_and_single_ones_in_both_scripts() -> None:
    traditional = aids().in_script("zh-Hant")
    writing = written(*keys("canbaozhengming"), language="zh-Hant")
    assert candidates(writing, traditional)[0] == "參保證明"
    assert written(CharacterChosen("參保證明"), start=writing, language="zh-Hant") == Writing(text="參保證明")
    single = candidates(written(*keys("chen")), traditional)
    assert single.index("陳") + 1 == single.index("陈")
    assert written(*keys("chenyi"), CharacterChosen("陳"), language="zh-Hant").letters == "yi"


def test_a_character_that_sounds_like_others_has_a_word_to_be_known_by() -> None:
    words = aids().in_script("zh-Hans").examples
    assert {character: words[character] for character in "漏楼露"} == {"漏": "漏洞", "楼": "楼上", "露": "露出"}
    assert aids().in_script("zh-Hant").examples["樓"] == "樓上"


def test_erasing_takes_letters_then_characters_and_clearing_all() -> None:
    writing = written(*keys("ni"), CharacterChosen("你"), *keys("ha"))
    assert written(Erased(), start=writing).letters == "h"
    assert written(*[Erased()] * 3, start=writing).text == ""
    assert written(Cleared(), start=writing) == Writing()


def test_a_field_takes_no_more_than_its_length() -> None:
    assert written(*keys("shebaoka"), CharacterChosen("社保卡"), most=2).text == ""
    assert written(BoardChosen("digits"), *[Digit("1")] * 9, most=4).text == "1111"


def test_letters_and_digits_are_written_as_they_are() -> None:
    taps: list[Tap] = [BoardChosen("letters"), *map(Written, "O'NEIL A"), BoardChosen("digits"), Digit("3")]
    assert written(*taps).text == "O'NEIL A3"
    assert written(Written(" ")).text == ""


def test_candidates_come_in_batches_that_end() -> None:
    writing = written(*keys("yi"))
    total = len(candidates(writing, SIMPLIFIED))
    turned = written(*[ListTurned(1)] * 99, start=writing)
    assert turned.batch == (total - 1) // BATCH_OF_CANDIDATES
    assert written(*[ListTurned(-1)] * 99, start=turned).batch == 0


def line(*corners: tuple[int, int]) -> Stroke:
    """A stroke of straight parts."""
    points: list[int] = []
    for (left, top), (right, bottom) in pairwise(corners):
        for part in range(9):
            points += [left + (right - left) * part // 8, top + (bottom - top) * part // 8]
    return tuple(points)


DRAWN = {
    "三": (line((60, 60), (240, 60)), line((80, 150), (220, 150)), line((40, 240), (260, 240))),
    "十": (line((40, 150), (260, 150)), line((150, 30), (150, 270))),
    "王": (
        line((60, 60), (240, 60)),
        line((70, 150), (230, 150)),
        line((150, 60), (150, 240)),
        line((40, 240), (260, 240)),
    ),
    "李": (
        line((60, 60), (240, 55)),
        line((150, 10), (150, 160)),
        line((145, 60), (50, 150)),
        line((155, 60), (260, 140)),
        line((90, 165), (210, 165), (150, 200)),
        line((150, 195), (150, 285), (125, 275)),
        line((40, 220), (260, 220)),
    ),
}
needs_model = pytest.mark.skipif(not MODEL.exists(), reason="libzinnia0 or its model is not installed")


@needs_model
@pytest.mark.parametrize("character", DRAWN)
def test_a_character_that_was_drawn_is_the_first_candidate_and_chosen_clears_the_field(character: str) -> None:
    writing = written(BoardChosen("handwriting"), *map(Stroked, DRAWN[character]))
    assert candidates(writing, SIMPLIFIED)[0] == character
    chosen = written(CharacterChosen(character), start=writing)
    assert (chosen.text, chosen.strokes) == (character, ())


@needs_model
def test_a_stroke_is_taken_back() -> None:
    writing = written(BoardChosen("handwriting"), *map(Stroked, DRAWN["王"]), Erased())
    assert writing.strokes == DRAWN["王"][:-1]


@needs_model
def test_scribbling_ends_and_breaks_nothing() -> None:
    scribble = [Stroked(line((0, 0), (SIDE, SIDE))) for _ in range(99)]
    writing = written(BoardChosen("handwriting"), *scribble)
    assert len(writing.strokes) == 40
    assert candidates(writing, SIMPLIFIED)
    recognizer = aids().handwriting
    assert recognizer is not None
    assert recognizer.candidates([()]) == ()
    assert recognizer.candidates([(0, 0)])


def test_without_the_library_or_its_model_nobody_is_offered_to_write_by_hand(tmp_path: Path) -> None:
    assert Handwriting.find(model=tmp_path / "none") is None
    assert Handwriting.find(library="libnone.so.0", model=Path(__file__)) is None
    assert NO_AIDS.boards(("pinyin", "handwriting")) == ("pinyin",)
    assert NO_AIDS.boards(("handwriting",)) == ("pinyin",)


@needs_model
def test_a_model_that_is_none_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.model"
    broken.write_bytes(b"\0" * 64)
    assert Handwriting.find(model=broken) is None


def test_nothing_is_learned_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    before = first("zhang", 50)
    for _ in range(20):
        written(*keys("zhang"), CharacterChosen(before[-1]))
    assert first("zhang", 50) == before
    assert list(tmp_path.rglob("*")) == []


def test_what_was_typed_is_nowhere_once_the_session_is_dropped() -> None:
    words = Pinyin.load()
    secret = "zhangsan" + "lisi"
    writing = Writing()
    for letter in secret:
        writing = after(writing, Written(letter), SIMPLIFIED, 20)
    words.candidates(secret)
    assert secret not in repr(writing)
    del writing
    gc.collect()
    held = [one for one in gc.get_objects() if isinstance(one, dict | list | tuple | set)]
    assert not any(secret in one for one in held if isinstance(one, list | tuple | set) and len(one) < 50)
    assert not hasattr(words, "__dict__") or set(vars(words)) == {"lines"}


def test_no_tap_says_what_was_written() -> None:
    for tap in (Written("Z"), CharacterChosen("张"), Stroked((1, 2, 3, 4))):
        assert repr(tap).endswith("(…)")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_the_word_that_names_a_character_has_it(language: Language) -> None:
    """沈 is not the 沈 of 瀋陽 to whoever hears it in Traditional script."""
    examples = Aids.load().in_script(language).examples
    assert [one for one, word in examples.items() if one not in word] == []


def test_what_turns_letters_into_characters_is_loaded_once() -> None:
    assert Aids.load() is Aids.load()
