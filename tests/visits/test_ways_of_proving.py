"""Which ways of proving stand open, and what is never shown, asked twice or known."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from in_words import CARD, CHALLENGE, IDENTITY, ITEM, NAME, NUMBER, OFFERED, Kiosk
from proving_in_words import DRAW, HELPERS_CARD, PERMIT, SOCIAL, WITH_PORTRAIT, Person, type_printed

from drivers.face import Verdict
from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.effects import Effect
from kiosk.events import (
    CardRead,
    CodeScanned,
    CodeSent,
    FaceSettled,
    Failed,
    Identified,
    PermitRead,
    SocialCardRead,
)
from kiosk.flows import FLOWS, identity
from kiosk.flows.identity.ways import is_known
from kiosk.items.routes import ROUTES, Route
from kiosk.session import Level
from kiosk.step import Fail, Onward


def test_the_other_ways_are_those_that_the_item_accepts_and_whose_devices_work() -> None:
    person = Person()
    person.up_to_card()
    person.press("other-way")
    offered = {choice.id for choice in person.view.choices}
    assert offered == {"card_code", "card_face", "phone_code", "social_security", "permit", "typed_face", "helper"}
    person.device("pin_pad", Fault.ABSENT)
    person.device("face", Fault.GONE)
    assert {choice.id for choice in person.view.choices} == offered - {"social_security", "card_face", "typed_face"}
    person.press("choice-social_security")
    assert person.screen == "pick"
    assert all(choice.label and choice.detail and choice.icon for choice in person.view.choices)


def test_an_item_that_accepts_the_card_begins_with_the_card() -> None:
    person = Person()
    person.press(f"choice-{ITEM}", "primary", "primary")
    assert person.screen == "lay_card"
    assert "没带证" in person.view.words["other_way"]


def test_without_a_card_reader_the_person_chooses_among_the_rest_and_is_told_before() -> None:
    person = Person()
    person.device("idcard", Fault.ABSENT)
    person.press(f"choice-{ITEM}")
    assert (person.view.tone, person.screen) == ("careful", "before_start")
    person.press("primary")
    assert person.view.notice
    person.press("primary")
    assert person.screen == "pick"
    assert {choice.id for choice in person.view.choices} == {"phone_code", "social_security", "permit", "typed_face"}


def test_where_no_other_way_stands_open_none_is_offered() -> None:
    kiosk = Kiosk()
    item = kiosk.controller._session.terminal.catalogue[ITEM]
    only = type(item)(item.id, item.settings.model_copy(update={"routes": ("card_code",)}), item.layout)
    terminal = replace(kiosk.controller._session.terminal, catalogue={ITEM: only})
    kiosk.controller._session = replace(kiosk.controller._session, terminal=terminal)
    kiosk.up_to_card()
    assert kiosk.view.words["other_way"] == ""
    kiosk.press("other-way")
    assert kiosk.screen == "lay_card"


@pytest.mark.parametrize(
    "claim",
    [{"level": 0}, {"level": 1}, {"acting": "subject-0009"}],
    ids=["nobody", "whose document it is", "somebody acts for the person"],
)
def test_a_platforms_word_that_the_way_does_not_prove_is_no_identity(claim: dict[str, object]) -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    kiosk.type_code()
    kiosk.answer(effects.CheckCode, Identified(IDENTITY.model_copy(update=claim)))
    assert kiosk.screen == "trouble"
    assert kiosk.controller._session.identity is None
    assert kiosk.asked_for(effects.LookUp) == 0
    kiosk.press("primary")
    assert kiosk.screen == "home"


@pytest.mark.parametrize("claim", [{"level": 1}, {"acting": "subject-0009"}])
def test_the_same_holds_for_ways_without_a_code(claim: dict[str, object]) -> None:
    person = Person()
    person.choose_way("phone_code")
    person.answer(effects.ScanCode, CodeScanned(b"opaque"))
    person.answer(effects.ProveByPhoneCode, Identified(IDENTITY.model_copy(update=claim)))
    assert person.screen == "trouble"
    assert person.controller._session.identity is None
    person.press("other-way")
    assert person.screen == "pick"


def test_who_proved_less_than_an_item_wants_is_not_known_to_it() -> None:
    session = Kiosk().controller._session
    chosen = replace(session, item=OFFERED[ITEM], proven_by="card_code")
    assert is_known(replace(chosen, identity=IDENTITY))
    assert not is_known(replace(chosen, identity=IDENTITY.model_copy(update={"level": 1})))
    assert not is_known(replace(chosen, identity=IDENTITY, proven_by="card"))


def test_who_has_proved_it_once_is_not_asked_again_in_the_same_visit() -> None:
    person = Person()
    person.up_to_printing()
    person.settle(Outcome.DONE, 1)
    first = person.last(effects.Print)[0]
    person.press("asked")
    assert person.screen == "home"
    assert person.view.notice
    assert person.view.holder == "测*甲"
    person.press(f"choice-{ITEM}", "choice-12-months", "primary", "primary")
    assert person.asked_for(effects.ReadCard) == 1
    person.is_known_and_prints()
    second = person.last(effects.Print)[0]
    assert isinstance(first, effects.Print)
    assert isinstance(second, effects.Print)
    assert first.paper.session == second.paper.session
    assert first.deed != second.deed
    assert person.asked_for(effects.SendCode) == person.asked_for(effects.CheckCode) == 1


def test_a_known_person_who_walks_away_is_asked_and_wiped() -> None:
    person = Person()
    person.up_to_printing()
    person.settle(Outcome.DONE, 1)
    person.press("asked")
    person.wait(91)
    assert person.view.still_there_s is not None
    person.wait(45)
    assert person.view.holder == ""
    person.press(f"choice-{ITEM}", "primary", "primary")
    assert person.screen == "lay_card"


def test_a_known_person_who_leaves_is_unknown_to_the_next() -> None:
    person = Person()
    person.up_to_printing()
    person.settle(Outcome.DONE, 1)
    person.press("asked", "leave")
    assert person.view.holder == ""
    assert person.controller._session.identity is None
    assert person.controller._session.visit == 1


def test_an_identity_of_a_way_that_the_next_item_does_not_accept_is_asked_for_anew() -> None:
    person = Person()
    person.choose_way("phone_code")
    person.answer(effects.ScanCode, CodeScanned(b"x"))
    person.answer(effects.ProveByPhoneCode, Identified(IDENTITY))
    person.is_known_and_prints()
    person.press("asked")
    session = person.controller._session
    item = session.terminal.catalogue[ITEM]
    strict = type(item)(item.id, item.settings.model_copy(update={"routes": ("card_code",)}), item.layout)
    terminal = replace(session.terminal, catalogue={ITEM: strict})
    person.controller._session = replace(session, terminal=terminal)
    person.press(f"choice-{ITEM}", "primary", "primary")
    assert person.screen == "lay_card"


def test_a_refusal_on_the_second_thing_keeps_who_the_person_is() -> None:
    person = Person()
    person.up_to_printing()
    person.settle(Outcome.DONE, 1)
    person.press("asked", f"choice-{ITEM}", "primary", "back")
    assert person.screen == "before_start"
    assert person.view.holder == "测*甲"


def test_a_way_that_is_left_and_entered_again_sends_no_second_code_but_takes_the_first() -> None:
    person = Person()
    person.up_to_code()
    person.press("other-way", "choice-card_code")
    person.lay_card()
    asked = person.last(effects.SendCode)[0]
    assert asked == effects.SendCode(CARD, known=CHALLENGE)
    person.answer(effects.SendCode, CodeSent(CHALLENGE, is_new=False))
    assert person.screen == "code"
    assert "刚才" in person.view.notice
    person.type_code()
    checked = person.last(effects.CheckCode)[0]
    assert isinstance(checked, effects.CheckCode)
    assert checked.challenge == CHALLENGE
    person.answer(effects.CheckCode, Identified(IDENTITY))
    assert person.controller._session.codes == {}, "it works once"


def test_a_code_for_another_card_is_another_code_and_the_next_person_knows_none() -> None:
    person = Person()
    person.up_to_code()
    person.press("other-way", "choice-card_code")
    person.lay_card(HELPERS_CARD)
    assert person.last(effects.SendCode)[0] == effects.SendCode(HELPERS_CARD)
    person.press("leave")
    assert person.controller._session.codes == {}


def test_a_code_that_has_expired_is_not_asked_for_again() -> None:
    person = Person()
    person.up_to_code()
    person.type_code()
    person.fail(effects.CheckCode, "code_expired")
    person.press("primary")
    assert person.last(effects.SendCode)[0] == effects.SendCode(CARD)


def _by_code(person: Person) -> None:
    person.up_to_code()
    person.type_code()
    person.code_is_wrong(tries_left=0)


def _by_platform(person: Person) -> None:
    person.up_to_code()
    person.type_code()
    person.fail(effects.CheckCode, "too_many_tries", can_try_again=False)


def _at_once(person: Person) -> None:
    person.up_to_card()
    person.lay_card()
    person.fail(effects.SendCode, "too_many_tries", can_try_again=False)


@pytest.mark.parametrize("goes", [_by_code, _by_platform, _at_once])
def test_a_way_whose_tries_are_used_up_is_over_for_the_visit(goes: Callable[[Person], None]) -> None:
    person = Person()
    goes(person)
    assert person.screen == "trouble"
    assert not person.view.can_go_on
    assert "改天" not in person.view.words["next"]
    assert "换一种方式" in person.view.words["next"]
    person.press("other-way")
    offered = {choice.id for choice in person.view.choices}
    assert "card_code" not in offered
    assert {"phone_code", "social_security"} <= offered


WAITS: tuple[tuple[Route, type[Effect]], ...] = (
    ("phone_code", effects.ScanCode),
    ("social_security", effects.ReadSocialCard),
    ("card_face", effects.ReadCard),
)


@pytest.mark.parametrize(("route", "wait"), WAITS)
def test_another_way_stops_what_was_waited_for(route: Route, wait: type[Effect]) -> None:
    person = Person()
    person.choose_way(route)
    job = person.last(wait)[2]
    assert not job.is_stopped()
    person.press("other-way")
    assert job.is_stopped()
    assert person.screen == "pick"


@pytest.mark.parametrize("route", ["phone_code", "social_security", "permit", "typed_face", "helper", "card_face"])
def test_a_late_answer_of_another_way_opens_nothing(route: Route) -> None:
    person = Person()
    person.choose_way("phone_code")
    person.answer(effects.ScanCode, CodeScanned(b"x"))
    _, late, _ = person.last(effects.ProveByPhoneCode)
    person.press("other-way", f"choice-{route}")
    late(Identified(IDENTITY))
    person.deliver()
    assert person.controller._session.identity is None


def test_what_was_shown_in_one_way_is_gone_in_another() -> None:
    person = Person()
    type_printed(person)
    person.press("other-way")
    proving = person.controller._session.proving
    assert (proving.permit, proving.printed.number, proving.typed) == (None, "", "")


def test_no_event_and_no_session_shows_a_person_in_a_repr() -> None:
    person = Person()
    type_printed(person)
    person.press("other-way", "choice-card_face")
    person.lay_card(WITH_PORTRAIT)
    events = (
        CardRead(WITH_PORTRAIT, is_expired=False, is_child=False),
        PermitRead(PERMIT, is_expired=False),
        SocialCardRead(SOCIAL, is_expired=False),
        CodeScanned(b"opaque"),
        FaceSettled(Verdict.ALIVE, DRAW, b"picture"),
        Identified(IDENTITY),
        Failed("x", can_try_again=False),
    )
    shown = repr(person.controller._session) + repr(events)
    for secret in (NUMBER, NAME, "C90000001", "opaque", "picture'", "portrait'", "1946"):
        assert secret not in shown


def test_every_way_has_a_step_table_and_a_sign() -> None:
    item = OFFERED[ITEM]
    for route in ROUTES:
        names = [step.name for step in FLOWS["print_certificate"](item, route)]
        assert len(names) == len(set(names)), route


def test_a_card_alone_says_whose_document_it_is_and_opens_nothing_personal() -> None:
    item = OFFERED[ITEM]
    item = replace(item, settings=item.settings.model_copy(update={"level": 1, "routes": ("card", "card_code")}))
    lay_card = next(step for step in identity.steps(item, "card") if step.screen == "lay_card")
    session = replace(Kiosk().controller._session, item=item, route="card")
    turn = lay_card.takes(session, CardRead(CARD, is_expired=False, is_child=False))
    assert isinstance(turn, Onward)
    assert turn.session.level is Level.CARD
    assert not is_known(turn.session)
    assert isinstance(lay_card.takes(session, CardRead(CARD, is_expired=True, is_child=False)), Fail)
