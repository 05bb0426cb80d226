"""代办送达: an agent brings what was made; whoever it is for signs beside them, once, and both stand in the books."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applying_bench import Applicant, Wire
from province_in_process import InProcess, province_in
from test_agent import AgentsHall, agreed, begun

from kiosk.events import DeviceSeen, Event
from kiosk.health import DeviceState
from kiosk.materials_effects import TakeSignature
from kiosk.materials_events import SignatureTaken
from kiosk.platform.material_values import Inked
from kiosk.sandbox.staff import StaffDesk
from kiosk.sandbox.submitted_cases import SubmittedCases

ITEM = "pension-qualification"
"""Done at once: its result is made as soon as it is applied for."""
INKED = Inked(width=16000, height=6000, strokes=((100, 100, 0, 200, 150, 20),), sha256="a" * 64)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def brought(there: InProcess) -> tuple[AgentsHall, str, str]:
    """Something was made for somebody, who stands beside an agent; hall, number, case."""
    person = Applicant(there, ITEM)
    person.to("办好了")
    accepted = person.hall.session.application.accepted
    assert accepted is not None
    hall, _ = begun(there)
    agreed(hall, person.number)
    return hall, person.number, accepted.case.progress.case_no


def with_pad(hall: AgentsHall, patch: pytest.MonkeyPatch) -> None:
    hall._take(DeviceSeen("signature_pad", DeviceState(faults=())))
    answered = hall._answered

    def signs(effect: object) -> list[Event]:
        return [SignatureTaken(INKED)] if isinstance(effect, TakeSignature) else answered(effect)  # type: ignore[arg-type]  # an effect

    patch.setattr(hall, "_answered", signs)


def test_it_is_signed_for_once_and_the_case_says_that_it_was_delivered(
    there: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall, number, case_no = brought(there)
    with_pad(hall, monkeypatch)
    hall.press("choice-deliver")
    assert hall.step == "hand_over_cases"
    hall.press(f"choice-{case_no}")
    assert hall.step == "hand_over_sign"
    hall.press("primary")
    assert hall.step == "handed_over"
    assert hall.taken.slips, "the person takes a slip along"
    found = SubmittedCases(there.province).file_of(case_no)
    assert found is not None
    assert (found.progress.state, found.may_hand_over) == ("送达", False)
    row = there.province.store.row("SELECT agent, signature FROM hand_overs WHERE case_no = ?", case_no)
    assert row is not None
    assert row["agent"] == StaffDesk(there.province).pseudonym("S0004"), "who brought it stands there"
    assert INKED.sha256 in there.province.store.opened(row["signature"])
    assert hall.session.gathering.signature is None, "nothing of the signature stays in the visit"
    hall.press("asked")
    hall.session = hall.session.next_visit()
    again, _ = begun(there)
    agreed(again, number)
    again.press("choice-deliver")
    assert again.session.trouble is not None
    assert again.session.trouble.key == "nothing_to_hand_over", "once"


def test_who_cannot_sign_agrees_by_word(there: InProcess) -> None:
    hall, _, case_no = brought(there)
    hall.press("choice-deliver")
    hall.press(f"choice-{case_no}")
    assert hall.step == "hand_over_agree", "no pad is fitted: one touch in a list signs for nothing"
    assert case_no in [row.value for row in hall._look(hall.session).rows]
    hall.press("back")
    hall.press(f"choice-{case_no}")
    hall.press("primary")
    assert hall.step == "handed_over", "who they are is proven"
    row = there.province.store.row("SELECT signature FROM hand_overs WHERE case_no = ?", case_no)
    assert row is not None
    assert there.province.store.opened(row["signature"]) == ""


@pytest.mark.parametrize("order", ["down", "cut"])
def test_a_platform_that_does_not_answer_records_it_at_most_once(there: InProcess, order: str) -> None:
    hall, _, case_no = brought(there)
    wire = Wire(there)
    try:
        hall.press("choice-deliver")
        wire.orders["POST /v1/hand-overs"] = order
        hall.press(f"choice-{case_no}")
        hall.press("primary")
        count = there.province.store.row("SELECT count(*) FROM hand_overs")
        assert count is not None
        assert count[0] == (order == "cut")
        assert hall.step != "handed_over" or hall.session.trouble is not None or order == "cut"
    finally:
        wire.close()


def test_nobody_but_an_agent_hands_over(there: InProcess) -> None:
    from kiosk.platform import hand_overs
    from kiosk.platform.errors import Refused
    from kiosk.platform.hand_over_values import HandOver

    person = Applicant(there, ITEM)
    person.to("办好了")
    session = person.hall.session
    assert session.identity is not None
    assert session.application.accepted is not None
    case_no = session.application.accepted.case.progress.case_no
    with pytest.raises(Refused, match="not_entitled"):
        hand_overs.hand_over(there.platform, session.identity, HandOver(case_no=case_no), deed="d" * 32)


def test_leaving_before_it_is_signed_hands_nothing_over(there: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    hall, _, case_no = brought(there)
    with_pad(hall, monkeypatch)
    hall.press("choice-deliver")
    hall.press(f"choice-{case_no}")
    hall.press("back")
    assert hall.step == "hand_over_cases"
    hall.press("back")
    assert hall.step == "agent_departments"
    count = there.province.store.row("SELECT count(*) FROM hand_overs")
    assert count is not None
    assert count[0] == 0
