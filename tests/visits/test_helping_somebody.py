"""帮家人办: what a helper reads is meant for the helper; below fourteen the guardian says yes."""

import pytest
from in_words import CARD, CHALLENGE, IDENTITY
from proving_in_words import HELPER, HELPERS_CARD, Person

from kiosk import effects
from kiosk.events import CodeSent, Identified


def up_to_the_yes(person: Person, *, relation: str = "guardian", is_child: bool = True) -> None:
    """Both cards laid, the helper proven."""
    person.choose_way("helper")
    assert "未满14岁" in person.view.words["lead"]
    person.press(f"choice-{relation}")
    person.lay_card(CARD, is_child=is_child)
    person.lay_card(HELPERS_CARD)
    person.answer(effects.SendCode, CodeSent(CHALLENGE))
    person.type_code()
    person.answer(effects.CheckCode, Identified(HELPER))
    assert person.asked_for(effects.HelpPerson) == 1


def test_a_guardian_is_asked_on_the_own_phone_in_words_of_a_guardian() -> None:
    person = Person()
    up_to_the_yes(person)
    person.answer(effects.HelpPerson, CodeSent(CHALLENGE))
    words = person.view.words
    assert "孩子" in words["title"]
    assert "您的手机" in words["lead"]
    assert "告诉您" not in words["lead"], "nobody else has it"
    person.type_code()
    person.answer(effects.CheckCode, Identified(IDENTITY.model_copy(update={"acting": HELPER.subject})))
    person.is_known_and_prints()


def test_who_is_grown_up_is_asked_on_a_phone_of_their_own() -> None:
    person = Person()
    up_to_the_yes(person, relation="family", is_child=False)
    person.answer(effects.HelpPerson, CodeSent(CHALLENGE))
    assert "办事人" in person.view.words["title"]
    assert "告诉您" in person.view.words["lead"]


def test_whoever_is_no_guardian_hears_it_before_anything_is_sent() -> None:
    person = Person()
    person.choose_way("helper")
    person.press("choice-family")
    person.lay_card(CARD, is_child=True)
    assert "监护人" in person.view.words["title"]
    assert person.asked_for(effects.SendCode) == 0
    person.press("primary")
    assert person.screen == "pick"
    person.press("choice-guardian")
    assert person.screen == "lay_card"


@pytest.mark.parametrize("refusal", ["no_phone", "person_unknown"])
def test_what_the_platform_lacks_of_the_person_is_not_told_as_the_helpers(refusal: str) -> None:
    person = Person()
    up_to_the_yes(person, relation="family", is_child=False)
    person.fail(effects.HelpPerson, refusal, can_try_again=False)
    said = "".join(person.view.words[key] for key in ("title", "lead", "safe", "next"))
    assert "办事人" in said
    assert "您" not in said.replace("您的信息", "")
