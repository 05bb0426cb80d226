"""The two yeses about the face, to the camera and to sending a picture: for one person, one thing, and withdrawn."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from in_words import CARD, IDENTITY, ITEM, NUMBER, OFFERED
from proving_in_words import DRAW, HELPERS_CARD, WITH_PORTRAIT, Person

from drivers.face import Verdict
from drivers.idcard import IdCard
from kiosk import effects
from kiosk.events import (
    ConsentGiven,
    ConsentsShown,
    ConsentsWithdrawn,
    FaceSettled,
    Identified,
    SlipSettled,
)
from kiosk.flows.identity import withdrawal
from kiosk.items.routes import FACE_ROUTES
from kiosk.platform.identity_values import Consent
from kiosk.proving import NO_FACE, FaceMemory
from kiosk.step import Backward

CONSENT = Consent(
    consent="consent-0001",
    kind="face-picture",
    receiver="province-face-comparison",
    item=ITEM,
    given=datetime(2026, 11, 21, 21, 5, tzinfo=UTC),
    state="given",
)


def up_to_camera_again(person: Person, card: IdCard) -> None:
    """The same errand once more, by card and face."""
    person.press("other-way", "choice-card_face")
    person.lay_card(card)


def test_a_yes_to_camera_and_picture_is_good_for_one_person_and_one_thing() -> None:
    mine = replace(CARD, portrait=None)
    person = Person()
    person.up_to_camera(mine)
    person.press("primary")
    assert person.screen == "face"
    up_to_camera_again(person, mine)
    assert person.screen == "face", "asked and answered a moment ago"
    up_to_camera_again(person, replace(HELPERS_CARD, portrait=None))
    assert (person.screen, person.asked_for(effects.VerifyFace)) == ("consent", 2)
    person.press("primary")
    assert (person.screen, person.asked_for(effects.VerifyFace)) == ("consent", 2)
    assert any("省政务服务平台人像比对服务" in row.value for row in person.view.rows)


def test_a_yes_for_one_thing_is_none_for_the_next_thing_of_the_same_person() -> None:
    mine = replace(CARD, portrait=None)
    person = Person()
    person.up_to_camera(mine)
    person.press("primary")
    assert (person.screen, person.asked_for(effects.VerifyFace)) == ("face", 1)
    session = person.controller._session
    person.controller._session = replace(session, item=replace(OFFERED[ITEM], id="another-thing"))
    up_to_camera_again(person, mine)
    assert (person.screen, person.asked_for(effects.VerifyFace)) == ("consent", 1)
    person.press("primary")
    assert (person.screen, person.asked_for(effects.VerifyFace)) == ("consent", 1), "the picture is asked for by itself"
    person.press("primary")
    assert person.asked_for(effects.VerifyFace) == 2


def test_after_a_consent_was_taken_back_the_next_thing_asks_anew() -> None:
    person = Person()
    session = person.controller._session
    face = FaceMemory(agreed=(ITEM, NUMBER), picture_agreed=(ITEM, NUMBER), consents=("c",), was_used=True)
    withdrawing = withdrawal.steps("done")[2]
    turn = withdrawing.takes(replace(session, face=face), ConsentsWithdrawn())
    assert isinstance(turn, Backward)
    assert turn.session.face == FaceMemory(was_used=True)


def test_without_its_row_in_the_books_a_yes_opens_no_camera() -> None:
    person = Person()
    person.choose_way("card_face")
    person.lay_card(WITH_PORTRAIT)
    person.world.is_full = True
    person.press("primary")
    assert person.screen == "trouble"
    assert person.asked_for(effects.VerifyFace) == 0
    assert person.controller._session.face == NO_FACE
    person.world.is_full = False
    up_to_camera_again(person, WITH_PORTRAIT)
    assert person.screen == "consent", "it was never written down, so it was never said"


@pytest.mark.parametrize("portrait", [None, b"a blurred portrait"])
def test_a_picture_goes_to_the_platform_only_with_its_own_consent_that_names_the_receiver(
    portrait: bytes | None,
) -> None:
    person = Person()
    person.up_to_camera(replace(CARD, portrait=portrait))
    if portrait is not None:
        person.answer(effects.VerifyFace, FaceSettled(Verdict.POOR_PORTRAIT, DRAW))
        assert "照片" in person.view.notice
    assert person.screen == "consent"
    assert any("省政务服务平台人像比对服务" in row.value for row in person.view.rows)
    person.press("primary")
    asked = person.last(effects.VerifyFace)[0]
    assert isinstance(asked, effects.VerifyFace)
    assert (asked.request.portrait, asked.request.wants_picture) == (None, True)
    person.answer(effects.VerifyFace, FaceSettled(Verdict.ALIVE, DRAW, b"best frame"))
    proof = person.last(effects.ProveFace)[0]
    assert isinstance(proof, effects.ProveFace)
    assert (proof.picture, proof.number) == (b"best frame", NUMBER)
    assert "best" not in repr(proof)
    assert NUMBER not in repr(proof)
    person.answer(effects.ProveFace, Identified(IDENTITY))
    person.is_known_and_prints()
    assert [(one["kind"], one["answer"]) for one in person.records("consent")][-1] == ("face-picture", "yes")


def test_a_consent_to_send_a_picture_is_seen_and_taken_back_on_the_last_screen() -> None:
    person = Person()
    person.up_to_camera(replace(CARD, portrait=None))
    person.press("primary")
    person.answer(effects.VerifyFace, FaceSettled(Verdict.ALIVE, DRAW, b"best frame"))
    person.answer(effects.ProveFace, ConsentGiven("consent-0001"))
    person.answer(effects.ProveFace, Identified(IDENTITY))
    person.is_known_and_prints()
    assert person.view.words.get("back") == "", "a slip is under way"
    person.answer(effects.PrintSlip, SlipSettled(is_printed=True))
    assert person.view.words["back"]
    person.press("back")
    assert person.last(effects.ShowConsents)[0] == effects.ShowConsents(("consent-0001",))
    person.answer(effects.ShowConsents, ConsentsShown((CONSENT,)))
    assert person.screen == "consent"
    assert any("省政务服务平台人像比对服务" in row.value for row in person.view.rows)
    assert person.view.rows[-1].value == "2026-11-22 05:05", "as the platform has it, by the clock on the wall"
    person.press("back")
    assert person.screen == "done"
    person.press("back")
    person.answer(effects.ShowConsents, ConsentsShown((CONSENT,)))
    person.press("primary")
    taken_back = person.last(effects.WithdrawConsents)[0]
    assert isinstance(taken_back, effects.WithdrawConsents)
    assert taken_back.consents == ("consent-0001",)
    person.answer(effects.WithdrawConsents, ConsentsWithdrawn())
    assert person.screen == "done"
    assert "撤回" in person.view.notice
    assert not person.view.words["back"]
    assert [(one["kind"], one["answer"]) for one in person.records("consent")][-1] == ("face-picture", "withdrawn")


def test_who_sent_no_picture_has_nothing_to_take_back() -> None:
    person = Person()
    person.up_to_camera()
    person.answer(effects.VerifyFace, FaceSettled(Verdict.SAME, DRAW))
    person.answer(effects.ProveFace, Identified(IDENTITY))
    person.is_known_and_prints()
    assert not person.view.words["back"]
    person.press("back")
    assert person.screen == "home"


def test_refusing_to_send_a_picture_leaves_the_other_ways() -> None:
    person = Person()
    person.up_to_camera(replace(CARD, portrait=None))
    person.press("back")
    assert person.screen == "pick"
    assert not FACE_ROUTES & {choice.id for choice in person.view.choices}, "a no is not asked for again"
    assert person.asked_for(effects.VerifyFace) == 0
