"""Words after the visit: messages that fit, scores in both directions, policies, what was spared."""

from itertools import product
from pathlib import Path

import pytest
from whole_catalogue import whole_catalogue

from config.toml_file import SettingsError
from kiosk.complaint_terms import complaint_terms
from kiosk.delivery_terms import load_delivery_terms
from kiosk.evaluation import LEVELS, fits, is_bad, level_of, listed, submitted
from kiosk.flows.inquiring import form_named
from kiosk.forms.form import Choice, Several
from kiosk.items.policies import load_policies, matches
from kiosk.items.savings import savings_of
from kiosk.platform.waybill import check_digit, is_waybill, waybill
from kiosk.sandbox.notices import MOST, TEMPLATES, written

LONG = {"content": "国有建设用地使用权及房屋所有权不动产权证书", "number": "9" * 20, "day": "12月30日"}
LONGEST = LONG | {
    "time": "16:30",
    "place": "很远很远的样例婚姻登记处新区湖边公园登记点" * 2,
    "to": "很远很远的样例自治县汽车客运总站" * 2,
    "seat": "45",
}


@pytest.mark.parametrize("what", sorted(TEMPLATES))
def test_every_message_fits_one_text_message(what: str) -> None:
    assert len(written(what, **LONGEST)) <= MOST


@pytest.mark.parametrize("what", sorted(TEMPLATES))
def test_a_usual_message_is_not_shortened(what: str) -> None:
    usual = {
        "content": "不动产权证书",
        "number": "EA100000003CN",
        "day": "11月25日",
        "time": "09:00",
        "place": "样例医院",
        "to": "广州市",
        "seat": "12",
    }
    assert "…" not in written(what, **usual)


def test_both_directions_of_the_score_are_each_others_mirror() -> None:
    assert [(submitted(level), listed(level)) for level in LEVELS] == [(5, 1), (4, 2), (3, 3), (2, 4), (1, 5)]
    assert [level_of(submitted(level)) for level in LEVELS] == list(LEVELS)
    assert [level for level in LEVELS if is_bad(level)] == ["bad", "very-bad"]
    with pytest.raises(ValueError, match="1 to 5"):
        level_of(0)


def test_the_reasons_of_the_form_are_those_of_their_level() -> None:
    form = form_named("rating")
    for level in LEVELS:
        tags = form[f"tags-{submitted(level)}"]
        assert isinstance(tags, Several)
        codes = tuple(option.id for option in tags.options)
        assert len(codes) == 8
        assert fits(level, codes)
        assert tags.optional is not is_bad(level), "a bad one needs a reason"


def test_every_policy_names_questions_and_answers_of_its_form_and_can_match() -> None:
    form = form_named("policy-matches")
    options = {one.id: {option.id for option in one.options} for one in form.questions if isinstance(one, Choice)}
    found: set[str] = set()
    for answers in product(*options.values()):
        given = dict(zip(options, answers, strict=True))
        asked = {one.id for one in form.asked(given)}
        found |= {one.id for one in matches({k: v for k, v in given.items() if k in asked}, load_policies())}
    for policy in load_policies():
        assert all(set(wanted) <= options[question] for question, wanted in policy.when.items())
    assert found == {policy.id for policy in load_policies()}


def test_what_was_spared_is_counted_from_the_catalogue() -> None:
    facts = whole_catalogue()["notary-appointment"].settings.facts
    assert facts.before is not None
    assert savings_of(facts) == (facts.before.materials - len(facts.needs), facts.before.trips - facts.trips)
    assert savings_of(facts.model_copy(update={"before": None})) == (0, 0)


def test_a_waybill_of_the_standards_example_is_right_and_every_slip_of_a_digit_is_seen() -> None:
    assert check_digit("47312482") == "9"
    assert is_waybill("RA473124829GB")
    number = waybill("EA", 10_000_000)
    for place in range(2, 11):
        for digit in "0123456789":
            other = number[:place] + digit + number[place + 1 :]
            assert is_waybill(other) is (other == number)
    with pytest.raises(ValueError, match="eight"):
        check_digit("123")


def test_the_days_of_an_answer_and_the_fees_are_settings() -> None:
    assert [complaint_terms().class_of(topic).working_days for topic in ("machine", "slow", "offices")] == [1, 5, 15]
    terms = load_delivery_terms()
    standard = terms.service("standard")
    assert standard is not None
    assert (terms.fee_of(standard, "express-mail"), terms.fee_of(standard, "property-mailing")) == (1200, 0)
    assert terms.service("rocket") is None


def test_a_delivery_file_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    path = tmp_path / "delivery.toml"
    path.write_text("[post]\npayment = 'never'\n[window]\nworking_days = 1\nservices = []\n", "utf-8")
    with pytest.raises(SettingsError, match=r"delivery\.toml"):
        load_delivery_terms(path)
