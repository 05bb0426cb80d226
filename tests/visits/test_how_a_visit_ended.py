"""When a visit is over, one row says where and how, and nothing says who."""

from dataclasses import replace

import pytest
from in_words import CARD, IDENTITY, ITEM, NAME, NUMBER, RECORD, Kiosk
from proving_in_words import PERMIT

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.controller import Touch
from kiosk.effects import Record
from kiosk.events import Tapped
from kiosk.journal import allowed_facts
from kiosk.parting import Passage, followed
from kiosk.presence_events import KeyUsed, Listened
from kiosk.session import Trouble
from kiosk.taps import CornerTouched, Left, Missed, TapOnPage
from kiosk.visits_ended import ENDED, ROUND_S


def rows(kiosk: Kiosk) -> list[dict[str, str | int]]:
    """What was written of visits that are over."""
    asked = [effect for effect, _, _ in kiosk.world.asked]
    return [dict(one.facts) for one in asked if isinstance(one, Record) and one.kind == ENDED]


def told(kiosk: Kiosk) -> tuple[str | int, ...]:
    """Of the only one."""
    (row,) = rows(kiosk)
    return row["screen"], row["end"]


def until_home(kiosk: Kiosk) -> None:
    while kiosk.screen not in ("home", "attract"):
        kiosk.wait(5)


def test_a_visit_whose_paper_came_out_is_finished() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.screen == "done"
    assert not rows(kiosk)
    kiosk.press("primary")
    (row,) = rows(kiosk)
    assert (row["screen"], row["end"], row["item"]) == ("done", "finished", ITEM)


def test_whoever_takes_the_paper_and_walks_off_is_finished_too() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    until_home(kiosk)
    assert told(kiosk) == ("done", "finished")


@pytest.mark.parametrize("way_out", ["leave", "home", "back"])
def test_whoever_goes_has_left_on_the_screen_before_them(way_out: str) -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.press(way_out)
    assert told(kiosk) == ("lay_card", "left")


def test_whoever_gives_up_at_the_check_has_left_there() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    kiosk.press("back")
    assert told(kiosk) == ("check", "left")


def test_time_ran_out() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}", "primary")
    assert kiosk.screen == "consent"
    until_home(kiosk)
    assert told(kiosk) == ("consent", "timed-out")


@pytest.mark.parametrize("goes", [True, False])
def test_a_fault_is_why_it_ended_whether_they_go_or_time_runs_out(goes: bool) -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.fail(effects.ReadCard, Fault.BROKEN.value, can_try_again=False)
    assert kiosk.screen == "trouble"
    if goes:
        kiosk.press("leave")
    until_home(kiosk)
    assert told(kiosk) == ("lay_card", "fault")


def test_touches_that_miss_are_counted_even_when_they_are_forgotten_meanwhile() -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.press("nowhere")
    kiosk.wait(15)
    kiosk.press("nowhere")
    kiosk.press("leave")
    (row,) = rows(kiosk)
    assert row["misses"] == 2


def test_what_was_set_at_any_time_is_named_once_and_what_is_usual_is_not() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    for setting, value in (("size", "huge"), ("theme", "contrast"), ("reach", "low"), ("hand", "left")):
        kiosk.choose_look(setting, value)
    kiosk.choose_look("size", "standard")
    kiosk.choose_look("language", "en")
    kiosk.press("again")
    kiosk.controller.take(Touch(KeyUsed()))
    kiosk.press("leave")
    (row,) = rows(kiosk)
    assert str(row["modes"]).split() == ["contrast", "en", "huge", "keypad", "left", "low", "speech"]
    kiosk.press(f"choice-{ITEM}", "leave")
    assert rows(kiosk)[-1]["modes"] == "", "the next person has set nothing"


def test_how_long_it_took_is_told_in_half_minutes() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    kiosk.wait(40)
    kiosk.press("leave")
    (row,) = rows(kiosk)
    assert row["seconds"] == ROUND_S


def test_nobody_is_in_the_row() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    kiosk.press("leave")
    (row,) = rows(kiosk)
    assert set(row) == allowed_facts()[ENDED]
    said = str(row)
    for personal in (NUMBER, NAME, CARD.address, CARD.birth.isoformat(), IDENTITY.subject, RECORD.personal_no):
        assert personal not in said


def test_where_somebody_was_known_nothing_is_said_of_what_was_set() -> None:
    """Other rows of the visit name papers and cases by which the platform knows whose they are."""
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    kiosk.choose_look("size", "huge")
    alone = kiosk.controller._session
    known, carded = replace(alone, identity=IDENTITY), replace(alone, card=CARD)
    for before, modes in ((alone, "huge"), (known, ""), (carded, "")):
        so_far = followed(Passage(0.0), before, Tapped(Missed()), before, 0.0).passage
        assert so_far is not None
        row = followed(so_far, before, Tapped(Left()), before.next_visit(), 60.0).row
        assert row is not None
        assert dict(row.facts)["modes"] == modes


def test_nor_of_whoever_showed_a_permit_or_was_stopped_by_a_fault() -> None:
    for reach in (shows_a_permit, meets_a_fault):
        kiosk = Kiosk()
        kiosk.press(f"choice-{ITEM}")
        kiosk.choose_look("size", "huge")
        reach(kiosk)
        kiosk.press("leave")
        assert rows(kiosk)[-1]["modes"] == ""


def shows_a_permit(kiosk: Kiosk) -> None:
    proving = replace(kiosk.controller._session.proving, permit=PERMIT)
    kiosk.controller._session = replace(kiosk.controller._session, proving=proving)
    kiosk.press("again")


def meets_a_fault(kiosk: Kiosk) -> None:
    kiosk.controller._session = replace(kiosk.controller._session, trouble=Trouble("gone", again_at=None))


def test_an_earphone_that_was_left_is_nobody() -> None:
    kiosk = Kiosk()
    kiosk.controller.take(Touch(Listened()))
    kiosk.press(f"choice-{ITEM}", "leave")
    assert [row["modes"] for row in rows(kiosk)] == ["speech"]
    kiosk.controller.take(Touch())
    kiosk.wait(300)
    assert len(rows(kiosk)) == 1


def test_a_home_screen_that_nobody_touched_has_no_row_and_one_that_somebody_touched_has() -> None:
    kiosk = Kiosk()
    kiosk.wait(300)
    assert kiosk.screen == "attract"
    kiosk.controller.take(TapOnPage(kiosk.view.page, CornerTouched("nw")))
    kiosk.wait(300)
    assert not rows(kiosk), "the staff's gesture is nobody's visit"
    kiosk.press("nowhere")
    kiosk.wait(300)
    (row,) = rows(kiosk)
    assert (row["screen"], row["end"], row["item"], row["misses"]) == ("home", "timed-out", "", 0)


def test_what_is_only_tried_out_has_no_row() -> None:
    kiosk = Kiosk()
    kiosk.press("practise")
    kiosk.press(f"choice-{ITEM}", "leave")
    assert not rows(kiosk)


def test_who_has_finished_one_thing_and_goes_from_the_home_screen_has_finished() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    kiosk.press("asked")
    assert kiosk.screen == "home"
    kiosk.press("leave")
    assert told(kiosk) == ("home", "finished")


def test_who_begins_another_thing_and_gives_that_up_has_not_finished() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    kiosk.press("asked", f"choice-{ITEM}")
    kiosk.press("leave")
    (row,) = rows(kiosk)
    assert row["end"] == "left"


def test_a_core_that_is_stopped_says_so_of_whoever_stood_there() -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.controller.stop()
    kiosk.controller.run()
    assert told(kiosk) == ("lay_card", "stopped")
    assert rows(kiosk)[0]["visit"] == kiosk.controller.running_visit


def test_a_disk_that_is_full_keeps_nobody_on_the_glass() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    kiosk.world.is_full = True
    kiosk.press("leave")
    assert kiosk.screen == "home"
    kiosk.world.is_full = False
    kiosk.press(f"choice-{ITEM}", "leave")
    assert len(rows(kiosk)) == 1, "it is not written later: nobody would know when"


def test_each_visit_has_one_row_and_its_own_name() -> None:
    kiosk = Kiosk()
    for _ in range(3):
        kiosk.up_to_card()
        kiosk.press("leave")
    kiosk.wait(300)
    assert len({row["visit"] for row in rows(kiosk)}) == len(rows(kiosk)) == 3
