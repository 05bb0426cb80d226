"""展示城市形象的会客厅: while nobody is there the hall shows pictures, the city's own word, and what is announced."""

import pytest

from config.texts import load_texts
from kiosk.announcements import sentences
from kiosk.look import loop
from kiosk.session import Session, Terminal


@pytest.mark.parametrize("city", [one.code for one in sentences().cities])
def test_every_city_of_the_seeds_says_something_of_itself(city: str) -> None:
    session = Session(terminal=Terminal("t", "hall", city, is_sample=True), boot="0" * 32)
    turns = loop.turns_of(load_texts(), session)
    assert len({turn.picture for turn in turns}) == len(loop.PICTURES)
    said = [line.zh_hans for one in sentences().cities if one.code == city for line in one.lines]
    assert set(said) <= {turn.words for turn in turns}


def test_another_city_has_its_own_words() -> None:
    said = [one.lines[0].zh_hans for one in sentences().cities]
    assert len(said) == len(set(said)) >= 5
