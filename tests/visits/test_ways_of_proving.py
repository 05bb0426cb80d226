"""Every way in which a person proves who they are, told step by step; and what is never shown, asked twice or known."""

import json
from dataclasses import replace
from datetime import date

import pytest
from in_words import CARD, CHALLENGE, IDENTITY, ISSUED, ITEM, NAME, NOW, NUMBER, RECORD, Kiosk

from drivers.face import Guidance, Hint, Prompt, Verdict
from drivers.faults import Fault
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from drivers.smart_card import Holder, SocialSecurityCard
from kiosk import effects
from kiosk.catalogue import load_catalogue
from kiosk.effects import Effect
from kiosk.events import (
    AgeTold,
    CardRead,
    CodeScanned,
    CodeSent,
    DeviceSeen,
    DocumentIssued,
    FaceGuided,
    FaceNotProven,
    FaceSettled,
    Failed,
    Identified,
    PermitRead,
    PinCancelled,
    PinPressed,
    PinTold,
    RecordFound,
    SocialCardRead,
)
from kiosk.flows import FLOWS
from kiosk.health import DeviceState
from kiosk.platform_values import PresentedPermit
from kiosk.routes import FACE_ROUTES, ROUTES, Route

TYPED = "449901194607010023"
"""A number whose check digit is right, as typed ones have to be."""
WITH_PORTRAIT = replace(CARD, portrait=b"a portrait")
SOCIAL = SocialSecurityCard(
    version="2.00", card_id="44990100D15600000500112233FFFFFF", holder=Holder(number=NUMBER, name=NAME)
)
PERMIT = PresentedPermit(
    kind="hong-kong-macao-permit",
    number="C90000001",
    birth=date(1946, 7, 1),
    expiry=date(2031, 7, 1),
    is_from_chip=True,
)
HELPER = IDENTITY.model_copy(
    update={"token": "token-helper", "subject": "subject-0002", "number": "449901199001010013", "name": "帮手"}
)
HELPERS_CARD = replace(CARD, number=HELPER.number, name=HELPER.name, birth=date(1990, 1, 1))
DEVICES = ("smart_card", "code_scanner", "pin_pad", "face")


class Person(Kiosk):
    """At a machine that has everything, on the way to the screen that asks how."""

    def __init__(self) -> None:
        super().__init__()
        for device in DEVICES:
            self.device(device)

    def choose_way(self, route: Route) -> None:
        self.up_to_card()
        self.press("other-way")
        assert self.screen == "pick"
        self.press(f"choice-{route}")

    def records(self, kind: str) -> list[dict[str, str | int]]:
        asked = [effect for effect, _, _ in self.world.asked if isinstance(effect, effects.Record)]
        return [dict(record.facts) for record in asked if record.kind == kind]

    def is_known_and_prints(self) -> None:
        self.answer(effects.LookUp, RecordFound(RECORD))
        assert self.screen == "check"
        assert self.view.holder == "测*甲"
        self.press("primary")
        self.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
        self.settle(Outcome.DONE, 1)
        assert self.screen == "done"

    def type_text(self, text: str) -> None:
        self.press(*(f"key-{character}" for character in text))

    def up_to_camera(self, card: IdCard = WITH_PORTRAIT) -> None:
        self.choose_way("card_face")
        self.lay_card(card)
        assert self.view.screen == "consent"
        self.press("primary")

    def camera_is_open(self) -> bool:
        return self.view.has_camera

    def not_proven(self) -> None:
        self.answer(effects.VerifyFace, FaceSettled(Verdict.NOT_PROVEN))
        assert self.screen == "working"
        self.answer(effects.ProveFace, FaceNotProven())


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
    assert person.view.notice
    person.press("primary", "primary")
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


# 手机二维码


def test_a_code_on_the_phone() -> None:
    person = Person()
    person.choose_way("phone_code")
    assert person.screen == "scan"
    person.answer(effects.ScanCode, CodeScanned(b"opaque"))
    asked = person.last(effects.ProveByPhoneCode)[0]
    assert asked == effects.ProveByPhoneCode(b"opaque")
    assert "opaque" not in repr(asked)
    person.answer(effects.ProveByPhoneCode, Identified(IDENTITY))
    person.is_known_and_prints()


def test_a_code_that_the_platform_refuses_may_be_shown_anew() -> None:
    person = Person()
    person.choose_way("phone_code")
    person.answer(effects.ScanCode, CodeScanned(b"old"))
    person.fail(effects.ProveByPhoneCode, "phone_code_invalid")
    assert person.screen == "trouble"
    person.press("primary")
    assert person.screen == "scan"
    assert person.asked_for(effects.ScanCode) == 2


# 社保卡 + 密码


def test_a_social_security_card_and_its_pin() -> None:
    person = Person()
    person.choose_way("social_security")
    assert person.view.picture == "social_card"
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=False))
    assert person.screen == "pin"
    for count in range(1, 7):
        person.answer(effects.EnterPin, PinPressed(count))
        assert (person.view.digits, person.view.digits_wanted) == (count, 6)
    person.answer(effects.EnterPin, PinTold(is_right=True, tries_left=None))
    person.answer(effects.ProveBySocialCard, Identified(IDENTITY))
    person.is_known_and_prints()


def test_the_pin_never_passes_the_screens_or_the_session() -> None:
    person = Person()
    person.choose_way("social_security")
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=False))
    person.press(*(f"digit-{digit}" for digit in "123456"))
    assert person.view.digits == 0
    assert person.controller._session.digits == ""


def test_tries_left_are_told_and_a_blocked_card_is_no_way_any_more() -> None:
    person = Person()
    person.choose_way("social_security")
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=False))
    person.answer(effects.EnterPin, PinTold(is_right=False, tries_left=2))
    assert person.screen == "pin"
    assert "2" in person.view.notice
    person.answer(effects.EnterPin, PinPressed(1))
    assert "2" in person.view.notice
    person.answer(effects.EnterPin, PinTold(is_right=False, tries_left=1))
    assert "锁" in person.view.notice
    person.answer(effects.EnterPin, PinTold(is_right=False, tries_left=0))
    assert person.screen == "trouble"
    assert not person.view.can_go_on
    person.press("other-way")
    assert "social_security" not in {choice.id for choice in person.view.choices}


def test_a_card_that_does_not_say_how_many_tries_are_left_may_be_tried_again() -> None:
    person = Person()
    person.choose_way("social_security")
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=False))
    person.answer(effects.EnterPin, PinTold(is_right=False, tries_left=None))
    assert person.screen == "pin"
    assert person.asked_for(effects.EnterPin) == 2


def test_the_cancel_key_leads_to_the_other_ways() -> None:
    person = Person()
    person.choose_way("social_security")
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=False))
    person.answer(effects.EnterPin, PinCancelled())
    assert person.screen == "pick"


def test_an_expired_social_security_card_is_named() -> None:
    person = Person()
    person.choose_way("social_security")
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=True))
    assert person.screen == "trouble"
    assert person.asked_for(effects.EnterPin) == 0


# 通行证、护照


def type_printed(person: Person) -> None:
    person.choose_way("permit")
    person.press("choice-hong-kong-macao-permit")
    assert person.view.keys == "letters"
    person.type_text("C90000001")
    assert person.view.entry.endswith("0001")
    assert "C9" not in person.view.entry
    person.press("primary")
    person.type_text("19460701")
    person.press("primary")
    person.type_text("20310701")
    person.press("primary")


def test_a_permit_by_its_chip_and_a_code() -> None:
    person = Person()
    type_printed(person)
    assert person.view.picture == "permit"
    read = person.last(effects.ReadPermit)[0]
    assert isinstance(read, effects.ReadPermit)
    assert (read.printed.number, read.printed.birth) == ("C90000001", date(1946, 7, 1))
    assert "C9" not in repr(read)
    person.answer(effects.ReadPermit, PermitRead(PERMIT, is_expired=False))
    assert person.last(effects.SendCode)[0] == effects.SendCode(PERMIT)
    person.answer(effects.SendCode, CodeSent(CHALLENGE))
    person.type_code()
    person.answer(effects.CheckCode, Identified(IDENTITY))
    person.is_known_and_prints()


@pytest.mark.parametrize("has_reader", [True, False])
def test_a_permit_without_a_chip_is_checked_by_the_platform(*, has_reader: bool) -> None:
    person = Person()
    if not has_reader:
        person.device("smart_card", Fault.ABSENT)
    type_printed(person)
    if has_reader:
        person.press("asked")
    sent = person.last(effects.SendCode)[0]
    assert isinstance(sent, effects.SendCode)
    assert sent.document == PERMIT.model_copy(update={"is_from_chip": False})


def test_numbers_that_do_not_open_the_chip_are_typed_again() -> None:
    person = Person()
    type_printed(person)
    person.fail(effects.ReadPermit, Fault.REFUSED.value)
    assert "号码" in person.view.words["title"]
    person.press("primary")
    assert person.view.screen == "entry"
    assert person.view.entry == ""


def test_a_day_that_there_is_not_is_typed_again_and_one_can_go_back() -> None:
    person = Person()
    person.choose_way("permit")
    person.press("choice-passport")
    person.type_text("E90000001")
    person.press("primary")
    assert not person.view.can_go_on
    person.type_text("19460231")
    person.press("primary")
    assert person.view.notice
    assert person.view.entry == ""
    person.press("back")
    assert person.view.keys == "letters"


def test_an_expired_permit_is_named_and_another_way_is_open() -> None:
    person = Person()
    type_printed(person)
    person.answer(effects.ReadPermit, PermitRead(PERMIT, is_expired=True))
    assert person.screen == "trouble"
    person.press("other-way")
    assert person.screen == "pick"


# 刷脸


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
    person.answer(effects.VerifyFace, FaceSettled(Verdict.SAME))
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


@pytest.mark.parametrize("item", sorted(load_catalogue(frozenset(FLOWS))))
def test_refusing_the_face_costs_nothing_and_is_not_asked_again(item: str) -> None:
    accepted = load_catalogue(frozenset(FLOWS))[item].settings.routes
    if not FACE_ROUTES & set(accepted):
        return
    person = Person()
    person.press(f"choice-{item}", "primary", "primary", "other-way", "choice-card_face")
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
    person.is_known_and_prints()
    assert person.asked_for(effects.VerifyFace) == 0
    assert person.asked_for(effects.ForgetFace) == 0


def test_not_alike_and_not_alive_are_the_same_words() -> None:
    shown = []
    for settled in (FaceSettled(Verdict.NOT_PROVEN), FaceSettled(Verdict.ALIVE, b"picture")):
        person = Person()
        person.up_to_camera()
        person.answer(effects.VerifyFace, settled)
        person.answer(effects.ProveFace, FaceNotProven())
        shown.append((person.view.words, person.view.picture, person.view.notice))
    assert shown[0] == shown[1]


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
    person.answer(effects.TellAge, AgeTold(is_child=False))
    person.press("primary")
    assert person.screen == "face"
    person.not_proven()
    person.press("primary")
    person.not_proven()
    assert not person.view.can_go_on


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


@pytest.mark.parametrize("portrait", [None, b"a blurred portrait"])
def test_a_picture_goes_to_the_platform_only_with_its_own_consent_that_names_the_receiver(
    portrait: bytes | None,
) -> None:
    person = Person()
    person.up_to_camera(replace(CARD, portrait=portrait))
    if portrait is not None:
        person.answer(effects.VerifyFace, FaceSettled(Verdict.POOR_PORTRAIT))
        assert "照片" in person.view.notice
    assert person.screen == "consent"
    assert any("省政务服务平台人像比对服务" in row.value for row in person.view.rows)
    person.press("primary")
    asked = person.last(effects.VerifyFace)[0]
    assert isinstance(asked, effects.VerifyFace)
    assert (asked.request.portrait, asked.request.wants_picture) == (None, True)
    person.answer(effects.VerifyFace, FaceSettled(Verdict.ALIVE, b"best frame"))
    proof = person.last(effects.ProveFace)[0]
    assert isinstance(proof, effects.ProveFace)
    assert (proof.picture, proof.number) == (b"best frame", NUMBER)
    assert "best" not in repr(proof)
    assert NUMBER not in repr(proof)
    person.answer(effects.ProveFace, Identified(IDENTITY))
    person.is_known_and_prints()
    assert [(one["kind"], one["answer"]) for one in person.records("consent")][-1] == ("face-picture", "yes")


def test_refusing_to_send_a_picture_leaves_the_other_ways() -> None:
    person = Person()
    person.up_to_camera(replace(CARD, portrait=None))
    person.press("back")
    assert person.screen == "pick"
    assert person.asked_for(effects.VerifyFace) == 0


def test_the_face_with_a_typed_number() -> None:
    person = Person()
    person.choose_way("typed_face")
    person.type_text("449901199001010014")
    person.press("primary")
    assert person.view.notice
    assert person.view.entry == ""
    person.type_text(TYPED)
    person.press("primary")
    person.answer(effects.TellAge, AgeTold(is_child=False))
    person.press("primary", "primary")
    assert person.screen == "face"
    person.answer(effects.VerifyFace, FaceSettled(Verdict.ALIVE, b"best frame"))
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
    typed.answer(effects.TellAge, AgeTold(is_child=True))
    assert "监护人" in typed.view.words["next"]
    assert person.asked_for(effects.VerifyFace) == typed.asked_for(effects.VerifyFace) == 0


# 帮家人办


def up_to_helper_code(person: Person) -> None:
    person.choose_way("helper")
    person.press("choice-family")
    person.lay_card()
    assert "您自己" in person.view.words["title"]
    person.lay_card(HELPERS_CARD)
    assert person.last(effects.SendCode)[0] == effects.SendCode(HELPERS_CARD)
    person.answer(effects.SendCode, CodeSent(CHALLENGE))


def test_a_helper_and_the_person_helped_both_prove_who_they_are_and_both_are_written_down() -> None:
    person = Person()
    up_to_helper_code(person)
    person.type_code()
    person.answer(effects.CheckCode, Identified(HELPER))
    assert person.asked_for(effects.LookUp) == 0
    assert person.last(effects.HelpPerson)[0] == effects.HelpPerson(HELPER, CARD, "family")
    person.answer(effects.HelpPerson, CodeSent(CHALLENGE))
    assert "同意" in person.view.words["title"]
    person.type_code("654321")
    checked = person.last(effects.CheckCode)[0]
    assert isinstance(checked, effects.CheckCode)
    assert checked.number == NUMBER
    acting = IDENTITY.model_copy(update={"acting": HELPER.subject})
    person.answer(effects.CheckCode, Identified(acting))
    (written,) = person.records("identified")
    assert (written["route"], written["for_pseudonym"], written["by_pseudonym"]) == ("helper", IDENTITY.subject, HELPER.subject)
    assert NUMBER not in json.dumps(written)
    person.is_known_and_prints()


def test_a_helper_cannot_be_the_person_helped_nor_a_child() -> None:
    person = Person()
    person.choose_way("helper")
    person.press("choice-family")
    person.lay_card()
    person.lay_card(CARD)
    assert "同一张" in person.view.words["title"]
    person.press("primary")
    person.lay_card(HELPERS_CARD, is_child=True)
    assert person.screen == "trouble"
    assert person.asked_for(effects.SendCode) == 0


def test_a_helpers_code_opens_nothing_of_the_person() -> None:
    person = Person()
    up_to_helper_code(person)
    person.type_code()
    person.answer(effects.CheckCode, Identified(HELPER))
    assert person.view.holder == ""
    assert person.controller._session.identity is None


# 一次认证


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
    assert first.session == second.session
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
    assert person.screen == "home"
    assert person.view.holder == "测*甲"


# Everywhere


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
        FaceSettled(Verdict.ALIVE, b"picture"),
        Identified(IDENTITY),
        Failed("x", can_try_again=False),
    )
    shown = repr(person.controller._session) + repr(events)
    for secret in (NUMBER, NAME, "C90000001", "opaque", "picture'", "portrait'", "1946"):
        assert secret not in shown


def test_every_way_has_a_step_table_and_a_sign() -> None:
    item = load_catalogue(frozenset(FLOWS))[ITEM]
    for route in ROUTES:
        names = [step.name for step in FLOWS["print_certificate"](item, route)]
        assert len(names) == len(set(names)), route
