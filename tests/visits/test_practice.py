"""练一练: a whole visit with an invented person; the world hears of nothing."""

import pytest
from in_words import ITEM, Kiosk

from kiosk import effects, practice
from kiosk.practice import NAME, PracticeHands


@pytest.fixture
def kiosk() -> Kiosk:
    kiosk = Kiosk()
    kiosk.press("practise")
    assert kiosk.view.is_practice
    return kiosk


def wait(kiosk: Kiosk, seconds: float) -> None:
    """Time passes, and what is due arrives."""
    for _ in range(round(seconds * 4)):
        kiosk.wait(0.25)
        kiosk.deliver()


def to_the_end(kiosk: Kiosk) -> list[str]:
    """The screens of a whole visit, touched as a person would."""
    seen = []
    kiosk.press(f"choice-{ITEM}")
    for _ in range(40):
        seen.append(kiosk.screen)
        match kiosk.screen:
            case "done" | "trouble":
                break
            case "code":
                assert practice.CODE in kiosk.view.notice
                kiosk.type_code(practice.CODE)
            case "before_start" | "answer" | "consent" | "check" | "paper" | "field":
                kiosk.press("primary")
        wait(kiosk, 1)
    return list(dict.fromkeys(seen))


def test_a_visit_is_tried_out_from_beginning_to_end(kiosk: Kiosk) -> None:
    before = len(kiosk.world.asked)
    seen = to_the_end(kiosk)
    assert seen[-1] == "done", kiosk.view.words
    assert {"lay_card", "code", "check", "printing"} <= set(seen)
    done = [type(effect) for effect, _, _ in kiosk.world.asked[before:]]
    assert set(done) <= {effects.MakePaper, effects.DrawPage, effects.ShowPage}


def test_whoever_reads_for_long_in_practice_comes_back_from_below_the_veil(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    while kiosk.screen != "check":
        kiosk.type_code(practice.CODE) if kiosk.screen == "code" else kiosk.press("primary")
        wait(kiosk, 5)
    wait(kiosk, 31)
    assert kiosk.screen == "veil"
    kiosk.press("nowhere")
    wait(kiosk, 1)
    assert kiosk.screen == "check"


def test_whoever_leaves_while_the_veil_is_touched_is_not_told_of_a_card(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    while kiosk.screen != "check":
        kiosk.type_code(practice.CODE) if kiosk.screen == "code" else kiosk.press("primary")
        wait(kiosk, 5)
    wait(kiosk, 31)
    kiosk.press("nowhere", "leave")
    kiosk.press("primary")
    wait(kiosk, 2)
    assert (kiosk.screen, kiosk.view.is_practice) == ("home", False)


def test_every_screen_says_that_it_is_practice_and_a_sample(kiosk: Kiosk) -> None:
    first = len(kiosk.views)
    to_the_end(kiosk)
    assert all(view.is_practice and view.is_sample for view in kiosk.views[first:])


def test_nobody_is_left_behind(kiosk: Kiosk) -> None:
    to_the_end(kiosk)
    kiosk.press("primary")
    assert kiosk.screen == "home"
    assert not kiosk.view.is_practice
    assert kiosk.asked_for(effects.LookForCard) == 0
    assert NAME not in repr(kiosk.view)


def test_home_stays_in_practice_and_leaving_ends_it(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}", "home")
    assert (kiosk.screen, kiosk.view.is_practice) == ("home", True)
    kiosk.press("leave")
    assert (kiosk.screen, kiosk.view.is_practice) == ("home", False)


def test_only_what_can_be_tried_is_offered(kiosk: Kiosk) -> None:
    assert [choice.id for choice in kiosk.view.choices] == [ITEM]


def test_a_step_that_was_left_hears_nothing_more(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    while kiosk.screen != "lay_card":
        kiosk.press("primary")
    kiosk.press("home")
    wait(kiosk, 10)
    assert kiosk.screen == "home"


def test_whoever_practises_is_not_known(kiosk: Kiosk) -> None:
    kiosk.press("leave", f"choice-{ITEM}")
    while kiosk.screen != "lay_card":
        kiosk.press("primary")
    assert kiosk.asked_for(effects.ReadCard) == 1


def test_what_cannot_be_invented_ends_in_words() -> None:
    told: list[object] = []
    kiosk = Kiosk()
    hands = PracticeHands(lambda *_: None, kiosk.clock)
    hands.carry_out(effects.ScanCode(), told.append)
    kiosk.clock.seconds += 2
    hands.beat()
    assert [getattr(event, "key", "") for event in told] == ["practice_only"]
