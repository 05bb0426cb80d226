"""What is announced: chosen by staff, in three languages, from its day on and not a minute longer."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from staff_bench import Shift

from config.texts import load_texts
from drivers.clock import BEIJING
from kiosk.announcements import Announcement, AnnouncementsTold, Announcing, read, sentences, written
from kiosk.look import loop
from kiosk.look.visit import Looker
from kiosk.session import Session, Terminal
from kiosk.staff.pages.notices import ANNOUNCEMENTS
from kiosk.staff.rights import Role
from kiosk.workflow import advance

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=BEIJING)
TOMORROW = Announcement("maintenance", NOON + timedelta(days=1), NOON + timedelta(days=1, hours=8), 1)


@pytest.fixture
def shift(cardless: Shift) -> Shift:
    return cardless


def kept(shift: Shift) -> tuple[Announcement, ...]:
    return read(shift.book.value(ANNOUNCEMENTS)[0])


def announce(shift: Shift, kind: str, begins: str, ends: str) -> None:
    shift.open("notices")
    shift.choose("new")
    shift.choose(f"kind:{kind}")
    shift.type(begins)
    shift.choose("set")
    shift.type(ends)
    shift.choose("set")


def test_staff_choose_a_sentence_and_its_times_and_see_it_in_every_language_before_it_is_told(shift: Shift) -> None:
    shift.enter(Role.BUSINESS)
    announce(shift, "maintenance", "112522", "112606")
    assert "本机11月25日22时到11月26日6时维护" in shift.said
    assert "25 Nov 22:00 to 26 Nov 06:00" in shift.said
    assert not kept(shift), "nothing is told before somebody says so"
    shift.choose("days:1")
    shift.choose("publish")
    assert [one.days_before for one in kept(shift)] == [1]
    assert "11-24 22:00 起" in shift.said
    assert shift.acts()[-1][1:3] == ("announce", "maintenance")


def test_it_is_changed_taken_away_and_replaced_by_one_of_its_kind(shift: Shift) -> None:
    shift.enter(Role.BUSINESS)
    announce(shift, "holiday", "112500", "112800")
    shift.choose("publish")
    shift.choose("at:0")
    shift.choose("change")
    shift.type("112600")
    shift.choose("set")
    shift.type("112900")
    shift.choose("set")
    shift.choose("publish")
    assert [one.begins.day for one in kept(shift)] == [26], "the one that overlaps is replaced"
    shift.choose("at:0")
    shift.choose("remove")
    shift.yes()
    assert not kept(shift)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("113199", "112606"), ("112522", "112521"), ("110100", "110200"), ("12012", "120306"), ("120100", "062800")],
    ids=["no such day", "ends before it begins", "long over", "too short", "too long"],
)
def test_times_that_cannot_be_are_not_taken(shift: Shift, begins: str, ends: str) -> None:
    shift.enter(Role.BUSINESS)
    shift.open("notices")
    shift.choose("new")
    shift.choose("kind:power")
    shift.type(begins)
    shift.choose("set")
    if shift.view.tone != "bad":
        shift.type(ends)
        shift.choose("set")
    assert shift.view.tone == "bad"
    assert "publish" not in shift.offered


def test_a_picture_is_taken_out_of_the_loop_but_never_the_last(shift: Shift) -> None:
    shift.enter(Role.BUSINESS)
    shift.open("notices")
    for name in ("hall", "where_card", "where_take"):
        shift.choose(f"scene:{name}")
    shift.choose("scene:two_people")
    assert shift.view.notice == "至少留一幅"
    assert len(shift.book.switched_off("scene")) == 3


def test_it_is_told_from_its_day_on_until_its_end_and_each_change_once() -> None:
    now = [NOON - timedelta(days=1)]
    announcing = Announcing(lambda: written([TOMORROW]), lambda: (), lambda: now[0])
    seconds = iter(range(0, 1000, 40))
    assert announcing.look(next(seconds)) is None
    now[0] = NOON
    told = announcing.look(next(seconds))
    assert told is not None
    assert told.announcements == (TOMORROW,)
    assert announcing.look(next(seconds)) is None
    now[0] = TOMORROW.ends
    ended = announcing.look(next(seconds))
    assert ended is not None
    assert ended.announcements == ()


def test_whatever_was_kept_the_terminal_serves() -> None:
    for kept_text in ("", "no json", "{}", '[{"kind": "x"}]', '[{"kind": "x", "begins": "?", "ends": "?"}]'):
        assert read(kept_text) == ()


def test_residents_read_it_on_the_first_screen_and_in_the_loop_in_their_language() -> None:
    texts = load_texts()
    session = Session(terminal=Terminal("t", "hall", "441300", is_sample=True), boot="0" * 32)
    told = AnnouncementsTold((TOMORROW,), frozenset({"hall"}))
    session = advance(session, told).session
    look = Looker(texts, lambda: NOON)
    assert "维护" in look(session).notice
    english = replace(session, look=session.look.with_setting("language", "en"))
    assert "maintenance" in look(english).notice
    turns = loop.turns_of(texts, session)
    assert all(turns[place].words == TOMORROW.said("zh-Hans") for place in range(1, len(turns), 2))
    assert any("惠州" in turn.words for turn in turns), "the city says something of itself"
    pictures = [turn.picture for turn in turns]
    assert all(one != then for one, then in pairwise([*pictures, pictures[0]])), "no picture stands for two turns"
    resting = replace(session, is_resting=True, scene=1)
    assert look(resting).words["scene"] == TOMORROW.said("zh-Hans")


def test_every_sentence_is_short_enough_for_one_look_and_has_its_times_or_none() -> None:
    for kind in sentences().kinds:
        for language in ("zh-Hans", "zh-Hant", "en"):
            words = kind.of(language)
            assert ("{from}" in words and "{until}" in words) or not kind.times or kind.id == "new-services"
            assert ("{" in words) is kind.times
