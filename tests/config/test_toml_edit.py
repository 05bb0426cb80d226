"""One value of a file is changed and nothing else: not a comment, not a line, not another table's key of that name."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.toml_edit import with_value
from config.toml_file import SettingsError

SAMPLE = (Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml").read_text("utf-8")


def changed(before: str, after: str) -> list[str]:
    return [line for line in after.split("\n") if line not in before.split("\n")]


def test_a_value_is_changed_in_its_line_and_its_comment_stays() -> None:
    after = with_value(SAMPLE, "mm_per_px", 0.3612)
    assert changed(SAMPLE, after) == [
        "mm_per_px = 0.3612                             # measured on the glass with a ruler, as the next"
    ]


def test_a_name_is_looked_for_in_its_own_table() -> None:
    after = with_value(SAMPLE, "code_scanner.port", "/dev/other")
    assert changed(SAMPLE, after) == ['port = "/dev/other"']
    assert tomllib.loads(after)["pin_pad"]["port"] == "/dev/kiosk-pinpad"


def test_what_is_not_there_is_added_in_its_table_or_with_it() -> None:
    assert changed(SAMPLE, with_value(SAMPLE, "sound.volume_percent", 45)) == ["volume_percent = 45"]
    bare = 'terminal = "a"\n'
    assert tomllib.loads(with_value(bare, "sound.volume_percent", 45)) == {
        "terminal": "a",
        "sound": {"volume_percent": 45},
    }


def test_a_hash_within_words_is_no_comment() -> None:
    assert with_value('place = "3# hall" # where', "place", "4# hall") == 'place = "4# hall" # where'


@pytest.mark.parametrize("text", ['a = """\nlong\n"""\n', "a = [\n1,\n]\n", "not toml at all"])
def test_what_has_more_than_one_line_is_left_to_a_person(text: str) -> None:
    with pytest.raises(SettingsError):
        with_value(text, "a", 1)


@given(st.text(max_size=40))
def test_any_words_come_back_as_they_were(words: str) -> None:
    assert tomllib.loads(with_value(SAMPLE, "place", words))["place"] == words


def test_a_list_of_words_is_one_line_too_and_is_changed_again() -> None:
    added = with_value(SAMPLE, "network.dns", ("10.0.0.1", "fd00::53"))
    assert changed(SAMPLE, added) == ["[network]", 'dns = ["10.0.0.1", "fd00::53"]']
    assert changed(added, with_value(added, "network.dns", ())) == ["dns = []"]
