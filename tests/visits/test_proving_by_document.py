"""Codes of phones, social-security cards, permits and passports, and helpers, told step by step."""

import json
from datetime import date

import pytest
from in_words import CARD, CHALLENGE, IDENTITY, NUMBER
from proving_in_words import HELPER, HELPERS_CARD, PERMIT, SOCIAL, Person, type_printed

from drivers.faults import Fault
from kiosk import effects
from kiosk.events import (
    CodeScanned,
    CodeSent,
    Identified,
    PermitRead,
    PinCancelled,
    PinPressed,
    PinTold,
    SocialCardRead,
    ZoneRead,
)
from kiosk.platform.values import PresentedPermit
from kiosk.proving import Printed


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


def test_the_pin_is_asked_for_the_very_card_that_was_read_and_a_changed_one_is_read_anew() -> None:
    person = Person()
    person.choose_way("social_security")
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=False))
    assert person.last(effects.EnterPin)[0] == effects.EnterPin(SOCIAL.card_id)
    person.answer(effects.EnterPin, PinTold(is_right=False, tries_left=2))
    assert person.last(effects.EnterPin)[0] == effects.EnterPin(SOCIAL.card_id)
    person.fail(effects.EnterPin, "social_card_changed")
    assert person.asked_for(effects.ProveBySocialCard) == 0
    person.press("primary")
    assert person.screen == "lay_card"
    assert person.asked_for(effects.ReadSocialCard) == 2


@pytest.mark.parametrize(("key", "word"), [("social_card_taken", "社保卡"), ("pin_timed_out", "密码")])
def test_what_a_person_did_with_card_or_pin_is_no_broken_part_and_no_id_card(key: str, word: str) -> None:
    person = Person()
    person.choose_way("social_security")
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=False))
    person.fail(effects.EnterPin, key)
    assert word in person.view.words["title"]
    assert "部件" not in "".join(person.view.words.values())
    assert "身份证" not in "".join(person.view.words.values())
    person.press("primary")
    assert person.screen == "lay_card"


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


def scanned() -> Person:
    """At a machine with a scanner and without a chip reader, the document on the glass."""
    person = Person()
    person.device("smart_card", Fault.NOT_FITTED)
    person.device("document_scanner")
    person.choose_way("permit")
    person.press("choice-passport")
    assert (person.screen, person.view.picture) == ("lay_card", "page")
    return person


def test_a_permit_without_a_chip_is_scanned_looked_over_and_checked_by_the_platform() -> None:
    person = scanned()
    printed = Printed("hong-kong-macao-permit", "C90000001", date(1946, 7, 1), date(2031, 7, 1))
    person.answer(effects.ReadZone, ZoneRead(printed))
    assert "核对" in person.view.notice
    assert (person.screen, person.view.entry) == ("entry", "•••••0001")
    person.press("primary")
    assert person.view.entry == "••••0701"
    person.press("primary", "primary")
    sent = person.last(effects.SendCode)[0]
    assert isinstance(sent, effects.SendCode)
    assert sent.document == PERMIT.model_copy(update={"is_from_chip": False}), "the page's own kind, not the chosen one"
    person.answer(effects.SendCode, CodeSent(CHALLENGE))
    person.type_code()
    person.answer(effects.CheckCode, Identified(IDENTITY))
    person.is_known_and_prints()


def test_what_was_read_wrongly_is_typed_over() -> None:
    person = scanned()
    person.answer(effects.ReadZone, ZoneRead(Printed("passport", "E90000008", date(1946, 7, 1), date(2031, 7, 1))))
    person.press("erase")
    assert not person.view.notice
    person.type_text("1")
    person.press("primary", "primary", "primary")
    sent = person.last(effects.SendCode)[0]
    assert isinstance(sent, effects.SendCode)
    assert isinstance(sent.document, PresentedPermit)
    assert sent.document.number == "E90000001"


@pytest.mark.parametrize("how", ["not read", "scanner fails", "by hand"])
def test_what_no_scanner_reads_is_typed(how: str) -> None:
    person = scanned()
    if how == "not read":
        person.answer(effects.ReadZone, ZoneRead(None))
    elif how == "scanner fails":
        person.fail(effects.ReadZone, "jammed")
    else:
        person.press("asked")
    assert (person.screen, person.view.entry) == ("entry", "")
    assert bool(person.view.notice) is (how != "by hand")
    person.press("back")
    assert person.screen == "pick"


def test_who_scanned_one_document_and_chooses_another_kind_begins_with_empty_fields() -> None:
    person = scanned()
    person.answer(effects.ReadZone, ZoneRead(Printed("passport", "E90000008", date(1946, 7, 1), date(2031, 7, 1))))
    person.press("back", "choice-taiwan-permit", "asked")
    person.type_text("T90000001")
    person.press("primary")
    assert person.view.entry == ""


def test_an_expired_social_security_card_is_named() -> None:
    person = Person()
    person.choose_way("social_security")
    person.answer(effects.ReadSocialCard, SocialCardRead(SOCIAL, is_expired=True))
    assert person.screen == "trouble"
    assert person.asked_for(effects.EnterPin) == 0


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


@pytest.mark.parametrize(("day", "notice"), [("20261123", "今天以后"), ("19460231", "没有这一天")])
def test_a_birthday_that_cannot_be_is_typed_anew(day: str, notice: str) -> None:
    person = Person()
    person.choose_way("permit")
    person.press("choice-passport")
    person.type_text("E90000001")
    person.press("primary")
    person.type_text(day)
    person.press("primary")
    assert (person.screen, person.view.entry) == ("entry", "")
    assert notice in person.view.notice


def test_a_permit_that_was_typed_as_expired_goes_nowhere() -> None:
    person = Person()
    person.device("smart_card", Fault.ABSENT)
    person.choose_way("permit")
    person.press("choice-passport")
    for text in ("E90000001", "19460701", "20261120"):
        person.type_text(text)
        person.press("primary")
    assert person.screen == "trouble"
    assert "过期" in person.view.words["title"]
    assert person.asked_for(effects.SendCode) == 0
    person.press("primary")
    assert (person.screen, person.view.entry) == ("entry", ""), "it may have been a slip of the finger"
    person.type_text("20261121")
    person.press("primary")
    assert person.asked_for(effects.SendCode) == 1, "good to the end of its last day"


def test_a_chip_of_another_kind_than_the_chosen_one_is_said() -> None:
    for told in (PermitRead(PERMIT.model_copy(update={"kind": "taiwan-permit"}), is_expired=False), None):
        person = Person()
        type_printed(person)
        if told is not None:
            person.answer(effects.ReadPermit, told)
        else:
            person.fail(effects.ReadPermit, "permit_other_kind")
        assert "种类" in person.view.words["title"]
        assert person.asked_for(effects.SendCode) == 0
        person.press("primary")
        assert person.screen == "pick"


def test_an_expired_permit_is_named_and_another_way_is_open() -> None:
    person = Person()
    type_printed(person)
    person.answer(effects.ReadPermit, PermitRead(PERMIT, is_expired=True))
    assert person.screen == "trouble"
    person.press("other-way")
    assert person.screen == "pick"


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
    assert (written["route"], written["for_pseudonym"], written["by_pseudonym"]) == (
        "helper",
        IDENTITY.subject,
        HELPER.subject,
    )
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
