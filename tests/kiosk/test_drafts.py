"""Somebody cannot finish now and goes on another time, at another terminal; the draft lies with the province only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applying_bench import Applicant, Wire, submissions
from drafts_bench import ITEM, KEPT, kept
from province_in_process import InProcess, province_in

from drivers.receipt_printer import Line, Qr
from kiosk.platform import submissions as platform_submissions
from kiosk.platform.errors import Refused

FOUND, ACCEPTED = "上次没填完，要接着填吗？", "已经受理"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def code_of(person: Applicant) -> str:
    return next(row.value for row in person.view.rows if row.label == "续填码").replace(" ", "")


def resumed(there: InProcess, code: str) -> Applicant:
    """At another terminal, by the code of the slip."""
    person = Applicant(there, "resume-application", terminal="t-02", item_after=ITEM)
    person.to("怎么找到上次填的？")
    person.press("choice-number", *(f"key-{character}" for character in code), "primary")
    return person


def test_the_slip_bears_a_code_and_nothing_of_the_person(there: InProcess) -> None:
    person = kept(there)
    assert person.title == KEPT
    citizen = there.province.register.of(person.number)
    assert citizen is not None
    slip = person.hall.taken.slips[0]
    words = "\n".join(str(part.text if isinstance(part, Line) else vars_of(part)) for part in slip.parts)
    assert code_of(person) in words.replace(" ", "")
    assert citizen.name not in words
    assert person.number not in words
    assert any(isinstance(part, Qr) and part.data.endswith(code_of(person)) for part in slip.parts)


def vars_of(part: object) -> str:
    return " ".join(str(getattr(part, name, "")) for name in ("name", "value", "text"))


def test_on_a_second_terminal_the_form_stands_as_it_was_left(there: InProcess) -> None:
    first = kept(there)
    code = code_of(first)
    first.leave()
    second = resumed(there, code)
    assert second.view.screen == "before_start"
    assert second.title == "个体工商户登记"
    second.to(FOUND)
    second.press("choice-go-on")
    assert second.title == "还要一起备案什么？", "only what was left open is asked"
    second.to(ACCEPTED)
    answers = there.tell("platform", "submissions")["submissions"]
    assert len(answers) == 1


def test_without_the_code_the_person_is_asked_too(there: InProcess) -> None:
    kept(there).leave()
    person = Applicant(there, ITEM, terminal="t-03")
    person.to(FOUND)
    person.press("choice-anew")
    assert person.title == "店开在哪里？"


def test_the_code_opens_nothing_for_somebody_else(there: InProcess) -> None:
    first = kept(there)
    code = code_of(first)
    other = there.province.register.samples(3)[2]
    assert other.number != first.number
    person = Applicant(there, "resume-application", number=other.number, terminal="t-02", item_after=ITEM)
    person.to("怎么找到上次填的？")
    person.press("choice-number", *(f"key-{character}" for character in code), "primary")
    person.to("店开在哪里？")
    assert FOUND not in [view.words.get("title") for view in person.hall.taken.views], "not theirs"


def test_a_wrong_code_leads_nowhere_and_is_counted(there: InProcess) -> None:
    kept(there)
    person = resumed(there, "22222222")
    assert person.view.screen == "trouble"
    for _ in range(60):
        with pytest.raises(Refused) as refused:
            platform_submissions.draft_place(there.platform, "33333333")
    assert refused.value.key == "too_many_tries"


def test_nothing_of_the_draft_stays_in_the_terminal(there: InProcess) -> None:
    person = kept(there)
    person.leave()
    assert person.hall.session.application.draft is None
    assert person.hall.session.filling.answers == {}
    assert "YANGLI" not in there.state.read_bytes().decode("latin-1")


def test_what_was_handed_in_is_no_draft_any_more(there: InProcess) -> None:
    kept(there).leave()
    person = Applicant(there, ITEM)
    person.to(FOUND)
    person.press("choice-go-on")
    person.to(ACCEPTED)
    assert there.province.store.rows("SELECT * FROM drafts") == []
    assert len(submissions(there)) == 1


def test_a_draft_that_cannot_be_kept_says_so_and_can_be_tried_again(there: InProcess) -> None:
    wire = Wire(there)
    try:
        wire.orders["POST /v1/drafts"] = "down"
        person = kept(there)
        assert person.view.screen == "trouble"
        wire.orders.clear()
        assert person.press("primary").words["title"] == KEPT
    finally:
        wire.close()
