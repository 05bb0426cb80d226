"""The face: asked for by itself, never the only way, and nobody learns why it was not proven."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from face_counter import Somebody, card_of, hands_before
from in_words import CHALLENGE, IDENTITY, NUMBER
from province_in_process import InProcess, province_in
from proving_in_words import BORN, DRAW, TYPED, WITH_PORTRAIT, Person
from whole_catalogue import whole_catalogue

from drivers.face import Guidance, Hint, Prompt, Verdict
from drivers.faults import Fault
from drivers.idcard import IdCard
from kiosk import effects
from kiosk.events import (
    AgeTold,
    CodeSent,
    DeviceSeen,
    FaceGuided,
    FaceNotProven,
    FaceSettled,
    Identified,
)
from kiosk.flows import pick_up, steps_of
from kiosk.flows.progress import BY_IDENTITY
from kiosk.health import DeviceState
from kiosk.items.routes import FACE_ROUTES, ROUTES
from kiosk.parcels import ParcelErrand
from kiosk.platform.identity import begin_face_draw
from kiosk.proving import NO_FACE
from kiosk.sandbox.citizens import generated, sample_numbers

CHILD = "449901201506010019"


def test_card_and_face() -> None:
    person = Person()
    person.up_to_camera()
    assert person.screen == "face"
    assert person.camera_is_open()
    asked = person.last(effects.VerifyFace)[0]
    assert isinstance(asked, effects.VerifyFace)
    assert (asked.request.portrait, asked.request.wants_picture, asked.request.actions) == (b"a portrait", False, 3)
    person.answer(effects.VerifyFace, FaceGuided(Guidance(Prompt.TURN_LEFT, None, 1, 3)))
    assert "左" in person.view.words["title"]
    assert (person.view.action, person.view.actions) == (1, 3)
    person.answer(effects.VerifyFace, FaceSettled(Verdict.SAME, DRAW))
    assert not person.camera_is_open()
    person.answer(effects.ProveFace, Identified(IDENTITY))
    person.is_known_and_prints()
    person.press("primary")
    assert person.screen == "home"
    assert person.asked_for(effects.ForgetFace) == 1


def test_the_camera_opens_after_consent_only_and_the_consent_is_written_down_without_a_person() -> None:
    person = Person()
    person.choose_way("card_face")
    person.lay_card(WITH_PORTRAIT)
    assert person.asked_for(effects.VerifyFace) == 0
    assert not person.camera_is_open()
    assert len(person.view.rows) == 4
    person.press("primary")
    assert person.asked_for(effects.VerifyFace) == 1
    written = person.records("consent")
    assert [(one["kind"], one["answer"]) for one in written] == [("data", "yes"), ("face", "yes")]
    assert NUMBER not in json.dumps(written)


EVERY = whole_catalogue()
ASKS_FOR_FACES = sorted(name for name, item in EVERY.items() if FACE_ROUTES & set(item.settings.routes))


def test_many_items_ask_for_faces_and_none_for_a_face_alone() -> None:
    assert len(ASKS_FOR_FACES) > 30
    assert [name for name in ASKS_FOR_FACES if set(EVERY[name].settings.routes) <= FACE_ROUTES] == []


FACE_WAYS = sorted((name, route) for name, item in EVERY.items() for route in FACE_ROUTES & set(item.settings.routes))


def test_whatever_the_item_wants_a_face_that_proves_level_two_does_three_actions() -> None:
    """What is proven holds for the whole visit: for every other item, too."""
    assert {EVERY[name].settings.level for name, _ in FACE_WAYS} >= {0, 2}
    for name, route in FACE_WAYS:
        chosen = EVERY[name]
        (step,) = (one for one in steps_of(chosen, route) if one.name == "face")
        session = replace(Person().controller._session, item=chosen, route=route, card=WITH_PORTRAIT)
        (effect,) = step.enter(session)
        assert isinstance(effect, effects.VerifyFace)
        assert (ROUTES[route].proves, effect.request.actions) == (2, 3), (name, route)


def at_routes(person: Person, item: str) -> None:
    """At the question how to prove it, whatever the item asks before."""
    session, chosen = person.controller._session, EVERY[item]
    index = next(at for at, step in enumerate(steps_of(chosen, None)) if step.name == "routes")
    serving, parcels = replace(session.serving, way=BY_IDENTITY), ParcelErrand(way=pick_up.BY_IDENTITY)
    by_identity = replace(session, item=chosen, serving=serving, parcels=parcels)
    person.controller._session = by_identity.on_page(index)
    person.controller.beat()
    assert person.screen == "pick"


@pytest.mark.parametrize("item", ASKS_FOR_FACES)
def test_refusing_the_face_costs_nothing_and_is_not_asked_again(item: str) -> None:
    accepted = EVERY[item].settings.routes
    person = Person()
    at_routes(person, item)
    person.press("choice-card_face")
    person.lay_card(WITH_PORTRAIT)
    person.press("back")
    assert person.screen == "pick"
    assert person.view.notice
    assert {choice.id for choice in person.view.choices} == set(accepted) - FACE_ROUTES
    assert [(one["kind"], one["answer"]) for one in person.records("consent")][-1] == ("face", "no")
    person.press("choice-card_code")
    person.lay_card()
    person.answer(effects.SendCode, CodeSent(CHALLENGE))
    person.type_code()
    person.answer(effects.CheckCode, Identified(IDENTITY))
    assert person.controller._session.identity == IDENTITY, "the item goes on as for everybody"
    assert person.controller._session.trouble is None
    person.press("leave")
    assert person.asked_for(effects.VerifyFace) == 0
    assert person.asked_for(effects.ForgetFace) == 0


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("faces")) as made:
        yield made


WHO_IS_NOT_PROVEN = {
    "not alive": Somebody([Verdict.NOT_PROVEN], is_alive=False),
    "not alike": Somebody([Verdict.NOT_PROVEN]),
    "an old card": Somebody([Verdict.SAME]),
}


def seen_by(there: InProcess, card: IdCard, before: Somebody, used: int) -> list[object]:
    """All that whoever stands there sees, hears and waits for until the face is no way any more, and what is left."""
    there.province.store.rows("DELETE FROM face_draws")
    for _ in range(used):
        begin_face_draw(there.platform, card, 3)
    person, somebody = Person(), replace(before, verdicts=before.verdicts * 3)
    hands = hands_before(there, somebody, person.clock)
    person.up_to_camera(card)
    seen: list[object] = []
    for _ in range(3):
        began_s = person.clock.seconds
        effect, post, _ = person.last(effects.VerifyFace)
        hands.carry_out(effect, lambda event, post=post: None if isinstance(event, FaceGuided) else post(event))  # type: ignore[misc]  # bound now
        person.deliver()
        if person.screen == "working":
            if before is WHO_IS_NOT_PROVEN["an old card"]:
                there.province.store.rows("UPDATE face_draws SET open = 0")
            effect, post, _ = person.last(effects.ProveFace)
            hands.carry_out(effect, post)
            person.deliver()
        view = person.view
        seen.append(
            (view.screen, view.words, view.picture, view.notice, view.can_go_on, person.clock.seconds - began_s)
        )
        if not view.can_go_on:
            break
        person.press("primary")
    seen.append([row["open"] for row in there.province.store.rows("SELECT open FROM face_draws")])
    return seen


@pytest.mark.parametrize("used", range(4))
def test_not_alike_and_not_alive_are_the_same_words(there: InProcess, used: int) -> None:
    """Through the hands and the counter: however many draws of the card were used before."""
    citizen = generated(1, next(sample_numbers(1)))
    assert citizen is not None
    by_whom = {
        who: seen_by(there, card_of(citizen), somebody, used)[:-1] for who, somebody in WHO_IS_NOT_PROVEN.items()
    }
    assert by_whom["not alive"] == by_whom["not alike"] == by_whom["an old card"]
    assert len(by_whom["not alive"]) == max(1, 3 - used)


def test_three_tries_a_visit_then_another_way() -> None:
    person = Person()
    person.up_to_camera()
    for _ in range(2):
        person.not_proven()
        assert person.screen == "trouble"
        person.press("primary")
        assert person.screen == "face"
    person.not_proven()
    assert not person.view.can_go_on
    person.press("other-way")
    assert not FACE_ROUTES & {choice.id for choice in person.view.choices}


def test_tries_are_counted_over_both_face_ways() -> None:
    person = Person()
    person.up_to_camera()
    person.not_proven()
    person.press("other-way", "choice-typed_face")
    person.type_text(TYPED)
    person.press("primary")
    person.answer(effects.TellAge, AgeTold(BORN, is_child=False))
    assert person.screen == "consent", "another number may be another person"
    person.press("primary", "primary")
    assert person.screen == "face"
    person.not_proven()
    person.press("primary")
    person.not_proven()
    assert not person.view.can_go_on


def test_a_card_without_draws_opens_no_camera_and_the_other_ways_stay() -> None:
    person = Person()
    person.up_to_camera()
    person.fail(effects.VerifyFace, "face_tries_used", can_try_again=False)
    assert person.screen == "trouble"
    assert not person.view.can_go_on
    person.press("other-way")
    assert not FACE_ROUTES & {choice.id for choice in person.view.choices}


def test_the_last_draw_of_a_card_leads_to_another_way_at_once() -> None:
    person = Person()
    person.up_to_camera()
    person.answer(effects.VerifyFace, FaceSettled(Verdict.NOT_PROVEN, DRAW))
    person.answer(effects.ProveFace, FaceNotProven(can_try_again=False))
    assert not person.view.can_go_on
    person.press("other-way")
    assert not FACE_ROUTES & {choice.id for choice in person.view.choices}


def test_every_session_before_the_camera_names_the_card_whose_draws_it_uses() -> None:
    person = Person()
    person.up_to_camera()
    asked = person.last(effects.VerifyFace)[0]
    assert isinstance(asked, effects.VerifyFace)
    assert asked.shown == WITH_PORTRAIT
    assert NUMBER not in repr(asked)


def _leave(person: Person) -> None:
    person.press("leave")


def _time_out_and_leave(person: Person) -> None:
    person.fail(effects.VerifyFace, "face_timed_out")
    person.press("leave")


def _other_way_and_leave(person: Person) -> None:
    person.press("other-way", "leave")


def _poor_and_leave(person: Person) -> None:
    person.answer(effects.VerifyFace, FaceSettled(Verdict.POOR_PORTRAIT, DRAW))
    person.press("leave")


@pytest.mark.parametrize("goes", [_leave, _time_out_and_leave, _other_way_and_leave, _poor_and_leave])
def test_what_the_face_process_saw_is_forgotten_however_a_visit_ends(goes: Callable[[Person], None]) -> None:
    person = Person()
    person.up_to_camera()
    goes(person)
    assert person.screen == "home"
    assert person.asked_for(effects.ForgetFace) == 1
    assert person.controller._session.face == NO_FACE, "nothing of it is known in the next visit"


def test_the_age_of_a_number_that_was_typed_before_says_nothing_of_the_one_that_stands_there() -> None:
    person = Person()
    person.choose_way("typed_face")
    person.type_text(TYPED)
    person.press("primary")
    person.press(*["erase"] * 18)
    person.type_text(CHILD)
    person.press("primary")
    person.answer(effects.TellAge, AgeTold(BORN, is_child=False))
    assert person.screen == "entry", "that was the other number's"
    person.answer(effects.TellAge, AgeTold(date(2015, 6, 1), is_child=True))
    assert "监护人" in person.view.words["next"]


def test_the_number_of_somebody_who_is_not_born_yet_is_wrong() -> None:
    person = Person()
    person.choose_way("typed_face")
    person.type_text(TYPED)
    person.press("primary")
    person.answer(effects.TellAge, AgeTold(BORN, is_child=True, is_born=False))
    assert (person.screen, person.view.entry) == ("entry", "")
    assert "不对" in person.view.notice


def test_hints_about_light_distance_and_a_covered_lens_are_told_plainly() -> None:
    person = Person()
    person.up_to_camera()
    said = set()
    for hint in Hint:
        person.answer(effects.VerifyFace, FaceGuided(Guidance(Prompt.LOOK, hint)))
        said.add(person.view.words["hint"])
    assert len(said) == len(Hint)
    person.answer(effects.VerifyFace, FaceGuided(Guidance(Prompt.LOOK, Hint.COVERED)))
    assert "挡住" in person.view.words["hint"]


@pytest.mark.parametrize("key", ["face_fault", "face_timed_out"])
def test_a_face_process_that_is_gone_is_no_dead_end(key: str) -> None:
    person = Person()
    person.up_to_camera()
    person.fail(effects.VerifyFace, key)
    assert person.screen == "trouble"
    assert person.view.can_go_on
    assert person.view.words["other_way"]
    person.press("other-way")
    assert person.screen == "pick"


def test_without_a_camera_nobody_is_offered_the_face() -> None:
    person = Person()
    person.device("face", Fault.NOT_FITTED)
    person.up_to_card()
    person.press("other-way")
    assert not FACE_ROUTES & {choice.id for choice in person.view.choices}


def test_a_face_program_that_hangs_ends_the_step_and_leaves_the_other_ways() -> None:
    person = Person()
    person.up_to_camera()
    person.controller.take((DeviceSeen("face", DeviceState(faults=(Fault.STUCK,))), None))
    assert person.screen == "trouble"
    person.press("other-way")
    assert person.screen == "pick"


@pytest.mark.parametrize("can_sit", [True, False])
def test_who_sits_is_not_asked_to_nod_where_that_can_be_proven(*, can_sit: bool) -> None:
    person = Person()
    terminal = person.controller._session.terminal
    person.controller._session = replace(person.controller._session, terminal=replace(terminal, can_sit=can_sit))
    person.up_to_camera()
    assert bool(person.view.words["secondary"]) is can_sit
    person.press("asked")
    asked = person.last(effects.VerifyFace)[0]
    assert isinstance(asked, effects.VerifyFace)
    assert asked.request.seated is can_sit
    assert person.asked_for(effects.VerifyFace) == 1 + can_sit
    assert not person.view.words["secondary"]


def test_the_face_with_a_typed_number() -> None:
    person = Person()
    person.choose_way("typed_face")
    person.type_text("449901199001010014")
    person.press("primary")
    assert person.view.notice
    assert person.view.entry == ""
    person.type_text(TYPED)
    person.press("primary")
    person.answer(effects.TellAge, AgeTold(BORN, is_child=False))
    person.press("primary", "primary")
    assert person.screen == "face"
    person.answer(effects.VerifyFace, FaceSettled(Verdict.ALIVE, DRAW, b"best frame"))
    proof = person.last(effects.ProveFace)[0]
    assert isinstance(proof, effects.ProveFace)
    assert (proof.card, proof.number) == (None, TYPED)
    person.answer(effects.ProveFace, Identified(IDENTITY))
    person.is_known_and_prints()


def test_below_fourteen_no_camera_is_opened_and_the_guardian_is_named() -> None:
    person = Person()
    person.choose_way("card_face")
    person.lay_card(WITH_PORTRAIT, is_child=True)
    assert "监护人" in person.view.words["next"]
    person.press("other-way")
    assert not FACE_ROUTES & {choice.id for choice in person.view.choices}
    assert "helper" in {choice.id for choice in person.view.choices}
    typed = Person()
    typed.choose_way("typed_face")
    typed.type_text(TYPED)
    typed.press("primary")
    typed.answer(effects.TellAge, AgeTold(BORN, is_child=True))
    assert "监护人" in typed.view.words["next"]
    assert person.asked_for(effects.VerifyFace) == typed.asked_for(effects.VerifyFace) == 0
