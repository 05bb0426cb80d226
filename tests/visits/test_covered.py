"""What lies over a visit: the veil, pages over it, the loop while nobody is there."""

from dataclasses import replace
from itertools import pairwise

import pytest
from in_words import CARD, CHALLENGE, IDENTITY, ITEM, NAME, NUMBER, Kiosk

from config.texts import load_texts
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.controller import Touch
from kiosk.events import CardLaid, CardRead, CardStays, CodeSent, Identified
from kiosk.nights import NightSet
from kiosk.platform.values import Identity
from kiosk.presence_events import KeyUsed, Listened
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.saying import sentences
from kiosk.taps import Left, LookChosen, Opened, TapOnPage
from kiosk.view import View

OTHER = replace(CARD, number="449901195001010010", name="测试乙")


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk()


@pytest.fixture
def veiled(kiosk: Kiosk) -> Kiosk:
    kiosk.up_to_check()
    kiosk.wait(30)
    assert kiosk.screen == "veil"
    return kiosk


def shown(view: View) -> str:
    return repr(view)


def is_offered(kiosk: Kiosk) -> bool:
    """Whether larger buttons are offered now."""
    return kiosk.view.offers_bigger


def test_personal_data_is_covered_after_half_a_minute(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.wait(29)
    assert kiosk.screen == "check"
    kiosk.wait(1)
    assert kiosk.screen == "veil"


def test_in_large_text_after_a_minute_and_a_half(kiosk: Kiosk) -> None:
    kiosk.choose_look("size", "elder")
    kiosk.up_to_check()
    kiosk.wait(89)
    assert kiosk.screen == "check"
    kiosk.wait(1)
    assert kiosk.screen == "veil"


def test_nothing_of_the_person_is_below_the_veil(veiled: Kiosk) -> None:
    seen = shown(veiled.view)
    assert not any(part in seen for part in (NAME, NAME[0], NUMBER[:6], NUMBER[-4:], "24个月"))
    assert veiled.view.rows == ()
    assert veiled.view.holder == ""


def test_what_lies_over_a_visit_offers_no_other_way_of_proving(veiled: Kiosk) -> None:
    assert veiled.view.words.get("other_way", "") == ""
    veiled.press("help")
    assert (veiled.screen, veiled.view.words.get("other_way", "")) == ("help", "")


def test_what_is_only_chosen_is_not_covered(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    kiosk.wait(59)
    assert kiosk.screen == "before_start"


def test_a_touch_lifts_it_while_the_card_lies_there(veiled: Kiosk) -> None:
    veiled.press("nowhere")
    veiled.answer(effects.LookForCard, CardStays(is_there=True))
    assert veiled.screen == "check"
    assert veiled.view.holder


def test_a_touch_alone_does_not(veiled: Kiosk) -> None:
    veiled.press("nowhere")
    veiled.answer(effects.LookForCard, CardStays(is_there=False))
    assert veiled.screen == "veil"
    veiled.press("nowhere", "back", "home", "digit-1", "asked")
    assert veiled.screen == "veil"


def test_the_same_card_laid_again_lifts_it(veiled: Kiosk) -> None:
    veiled.press("nowhere")
    veiled.answer(effects.LookForCard, CardStays(is_there=False))
    veiled.lay_card(OTHER)
    assert veiled.screen == "veil"
    assert veiled.view.notice
    veiled.lay_card()
    assert veiled.screen == "check"


def test_a_reader_that_is_away_shows_nothing(veiled: Kiosk) -> None:
    veiled.press("nowhere")
    veiled.fail(effects.LookForCard, "gone")
    assert veiled.screen == "veil"
    veiled.press("nowhere")
    veiled.answer(effects.LookForCard, CardStays(is_there=True))
    assert veiled.screen == "check"


def test_whoever_proves_again_begins_at_the_question_and_keeps_what_was_chosen(veiled: Kiosk) -> None:
    veiled.press("nowhere")
    veiled.answer(effects.LookForCard, CardStays(is_there=False))
    veiled.press("primary")
    assert veiled.screen == "consent"
    assert veiled.view.holder == ""
    assert veiled.controller._session.period == "24-months"
    veiled.press("primary")
    assert veiled.screen == "lay_card"


def proven_again(kiosk: Kiosk, identity: Identity) -> None:
    kiosk.press("nowhere")
    kiosk.answer(effects.LookForCard, CardStays(is_there=False))
    kiosk.press("primary", "primary")
    kiosk.lay_card()
    if kiosk.screen != "code":
        kiosk.answer(effects.SendCode, CodeSent(CHALLENGE))
    kiosk.type_code()
    kiosk.answer(effects.CheckCode, Identified(identity))


def test_the_same_person_finds_everything_as_it_was(veiled: Kiosk) -> None:
    proven_again(veiled, IDENTITY.model_copy(update={"token": "token-000002"}))
    assert veiled.screen == "check"
    assert veiled.view.rows
    assert veiled.asked_for(effects.LookUp) == 1
    session = veiled.controller._session
    assert session.identity is not None
    assert session.identity.token == "token-000002"
    assert session.covered is None
    veiled.press("home")
    assert veiled.controller._session.errand == session.errand + 2


def test_another_person_gets_nothing_of_it(veiled: Kiosk) -> None:
    proven_again(veiled, IDENTITY.model_copy(update={"subject": "s" * 32}))
    session = veiled.controller._session
    assert (session.record, session.covered) == (None, None)
    assert veiled.screen != "check"


@pytest.mark.parametrize("end", ["leave", "home"])
def test_what_waits_below_is_forgotten_with_the_visit(veiled: Kiosk, end: str) -> None:
    veiled.press("nowhere")
    veiled.answer(effects.LookForCard, CardStays(is_there=False))
    veiled.press("primary")
    assert veiled.controller._session.covered is not None
    veiled.press(end)
    assert veiled.screen == "home"
    assert veiled.controller._session.covered is None


def test_help_over_the_veil_does_not_lift_it(veiled: Kiosk) -> None:
    veiled.press("help")
    assert veiled.screen == "help"
    veiled.press("primary")
    assert veiled.screen == "veil"


def test_whoever_comes_may_end_it(veiled: Kiosk) -> None:
    veiled.press("leave")
    assert veiled.screen == "home"
    assert veiled.view.holder == ""


def test_printing_is_never_covered_nor_warned(kiosk: Kiosk) -> None:
    kiosk.up_to_printing()
    kiosk.wait(600)
    assert kiosk.screen == "printing"
    assert kiosk.countdown() is None


def test_pages_over_the_visit_keep_its_place(kiosk: Kiosk) -> None:
    kiosk.up_to_code()
    kiosk.type_code("12")
    before = kiosk.view
    kiosk.press("help", "choice-demonstration")
    assert kiosk.screen == "demonstration"
    kiosk.press("back", "choice-display")
    assert kiosk.screen == "display"
    kiosk.press("primary")
    assert kiosk.screen == "help"
    kiosk.press("primary")
    assert replace(kiosk.view, page=before.page) == before


def test_the_visit_goes_on_below(kiosk: Kiosk) -> None:
    kiosk.up_to_printing()
    kiosk.press("display")
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.screen == "display"
    kiosk.press("primary")
    assert kiosk.screen == "done"


def test_a_tap_for_the_page_below_does_nothing(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    page = kiosk.view.page
    kiosk.press("help")
    kiosk.controller.take(TapOnPage(page, Left()))
    assert kiosk.screen == "help"


def test_leaving_says_what_is_lost_before_it_is(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    assert kiosk.view.asks_before_leaving
    kiosk.controller.take(TapOnPage(kiosk.view.page, Opened("leaving")))
    kiosk.press("back")
    assert kiosk.screen == "check"
    kiosk.controller.take(TapOnPage(kiosk.view.page, Opened("leaving")))
    kiosk.press("primary")
    assert kiosk.screen == "home"
    assert not kiosk.view.asks_before_leaving


def test_nobody_is_asked_who_has_nothing_to_lose(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    assert not kiosk.view.asks_before_leaving


def test_a_demonstration_takes_half_a_minute(kiosk: Kiosk) -> None:
    kiosk.press("help", "choice-demonstration")
    scenes = [kiosk.view.scene]
    for _ in range(30):
        kiosk.wait(1)
        scenes.append(kiosk.view.scene)
    assert scenes[-1] == 4
    assert scenes == sorted(scenes)
    assert scenes.count(2) == 6


def test_home_keeps_the_look_and_whoever_is_known(kiosk: Kiosk) -> None:
    kiosk.choose_look("size", "elder")
    kiosk.press(f"choice-{ITEM}", "home")
    assert (kiosk.screen, kiosk.view.size) == ("home", "elder")
    kiosk.up_to_check()
    kiosk.press("home")
    assert (kiosk.screen, kiosk.view.size) == ("home", "elder")
    assert kiosk.view.holder


def test_the_loop_begins_when_nobody_is_there_and_turns_every_twenty_seconds(kiosk: Kiosk) -> None:
    kiosk.wait(59)
    assert kiosk.screen == "home"
    kiosk.wait(2)
    assert kiosk.screen == "attract"
    assert [choice.id for choice in kiosk.view.choices]
    scenes = []
    for _ in range(100):
        scenes.append(kiosk.view.scene)
        kiosk.wait(1)
    longest = max(scenes.count(scene) for scene in set(scenes))
    assert longest <= 21
    assert len(set(scenes)) >= 5


@pytest.mark.parametrize("by", [KeyUsed(), Listened()])
def test_so_does_a_key_or_an_earphone_that_is_plugged_in(kiosk: Kiosk, by: KeyUsed | Listened) -> None:
    kiosk.wait(61)
    kiosk.controller.take(Touch(by))
    assert kiosk.screen == "home"
    assert kiosk.controller._session.has_keys == isinstance(by, KeyUsed)


def test_a_touch_ends_it_at_once(kiosk: Kiosk) -> None:
    kiosk.wait(61)
    kiosk.press("nowhere")
    assert kiosk.screen == "home"


def test_no_picture_of_the_loop_stands_for_half_a_minute(kiosk: Kiosk) -> None:
    kiosk.wait(61)
    shown = []
    for _ in range(4):
        shown.append(kiosk.view.scene)
        kiosk.wait(29)
    assert all(first != then for first, then in pairwise(shown)), shown


def test_so_does_a_card(kiosk: Kiosk) -> None:
    kiosk.wait(61)
    kiosk.answer(effects.AwaitCard, CardLaid())
    assert kiosk.screen == "home"
    assert kiosk.view.notice


def test_a_language_is_chosen_from_the_loop(kiosk: Kiosk) -> None:
    kiosk.wait(61)
    kiosk.controller.take(TapOnPage(kiosk.view.page, LookChosen("size", "elder")))
    assert (kiosk.screen, kiosk.view.size) == ("home", "elder")


def test_at_night_the_loop_is_dark(kiosk: Kiosk) -> None:
    kiosk.clock.wall = kiosk.clock.wall.replace(hour=23)
    kiosk.wait(61)
    assert (kiosk.view.theme, kiosk.view.is_night) == ("night", True)
    kiosk.press("nowhere")
    assert kiosk.view.theme == "day", "whoever is there reads what they read at noon"


def test_staff_may_have_it_as_at_night_at_noon_and_the_day_comes_back(kiosk: Kiosk) -> None:
    kiosk.wait(61)
    assert (kiosk.view.theme, kiosk.view.is_night) == ("day", False)
    kiosk.controller.take((NightSet(True), None))
    assert (kiosk.view.theme, kiosk.view.is_night) == ("night", True)
    kiosk.press("nowhere")
    assert (kiosk.screen, kiosk.view.is_night) == ("home", True), "it stays quiet, and serves"
    kiosk.controller.take((NightSet(False), None))
    assert not kiosk.view.is_night


def test_three_misses_offer_larger_buttons_once(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    kiosk.press("nowhere", "nowhere")
    assert not is_offered(kiosk)
    kiosk.press("nowhere")
    assert is_offered(kiosk)
    kiosk.choose_look("size", "as-it-is")
    assert not is_offered(kiosk)
    kiosk.press("nowhere", "nowhere", "nowhere")
    assert not is_offered(kiosk)


def test_misses_far_apart_are_no_trembling_hand(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    for _ in range(4):
        kiosk.press("nowhere")
        kiosk.wait(11)
    assert not is_offered(kiosk)


def test_larger_buttons_end_the_offer(kiosk: Kiosk) -> None:
    kiosk.press("nowhere", "nowhere", "nowhere")
    assert is_offered(kiosk)
    kiosk.choose_look("size", "elder")
    assert not is_offered(kiosk)


def test_a_key_counts_as_somebody(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.wait(25)
    kiosk.controller.take(Touch(KeyUsed()))
    kiosk.wait(25)
    assert kiosk.screen == "check"


def test_the_card_read_for_the_veil_never_reaches_the_step_below(veiled: Kiosk) -> None:
    veiled.press("nowhere")
    veiled.answer(effects.LookForCard, CardStays(is_there=False))
    veiled.answer(effects.ReadCard, CardRead(OTHER, is_expired=True, is_child=False))
    assert veiled.screen == "veil"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("in_private", [False, True])
def test_what_is_said_of_the_cover_names_the_button_that_lifts_it(
    veiled: Kiosk, language: str, in_private: bool
) -> None:
    veiled.choose_look("language", language)
    texts = load_texts()
    heard = [one.text for one in sentences(veiled.view, Dialect(texts, load_cantonese()), in_private=in_private)]
    assert veiled.view.words["touch"] in heard[1]
    assert texts.text(language, "screen.veil.lead") in heard or not in_private


def test_a_cover_that_no_touch_lifts_names_no_such_button(veiled: Kiosk) -> None:
    veiled.press("nowhere")
    veiled.answer(effects.LookForCard, CardStays(is_there=False))
    texts = load_texts()
    heard = [one.text for one in sentences(veiled.view, Dialect(texts, load_cantonese()), in_private=False)]
    assert heard[1] == texts.text("zh-Hans", "screen.veil.asked")
