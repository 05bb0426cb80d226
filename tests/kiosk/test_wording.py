"""How facts, sentences and days are put into a line of the person's language."""

from datetime import date
from pathlib import Path
from typing import get_args

from kiosk import flows, look
from kiosk.view import Language
from kiosk.wording import abreast, day_of_year, day_wording, sentences

WIDE = ("\u3000", "\\u3000")


def test_facts_in_one_line_are_joined_as_the_language_joins_them() -> None:
    assert abreast("zh-Hans", "个人旅游", "三个月") == "个人旅游\u3000三个月"
    assert abreast("en", "Visit alone", "three months") == "Visit alone, three months"
    assert abreast("en", "0752-0000000", "") == "0752-0000000", "what is empty is left out"


def test_a_headline_and_what_follows_are_sentences_in_english() -> None:
    assert sentences("zh-Hant", "卡紙了", "請告訴服務枱。") == "卡紙了\u3000請告訴服務枱。"
    told = sentences("en", "Paper is jammed", "Please tell the service desk.")
    assert told == "Paper is jammed. Please tell the service desk."


def test_no_screen_joins_by_a_wide_space_of_its_own() -> None:
    """It is a hole in an English line; the slip of an endorsement reads a block of the card, which has one."""
    files = [path for module in (look, flows) for path in Path(module.__path__[0]).glob("*.py")]
    found = [path.name for path in files if any(wide in path.read_text("utf-8") for wide in WIDE)]
    assert found == ["endorsing_slips.py"]


def test_a_day_is_told_so_that_nobody_takes_the_fourth_of_december_for_the_twelfth_of_april() -> None:
    assert [day_of_year(date(2026, 12, 4)).of(one) for one in get_args(Language)] == ["12月4日", "12月4日", "4 Dec"]
    said = [day_wording(date(2026, 11, 23)).of(one) for one in get_args(Language)]
    assert said == ["11月23日 周一", "11月23日 週一", "Mon 23 Nov"]
