"""What somebody has kept of an application, on paper for a window: all they filled in, what is left, and the code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applying_bench import Applicant, submissions
from drafts_bench import ITEM, KEPT, kept
from province_in_process import InProcess, province_in

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects, events
from kiosk.flows import window_form
from kiosk.forms.form import City, Region
from kiosk.health import DeviceState

PRINT, END = "打一张表带去窗口", "好了，退出"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


def test_the_form_bears_what_was_filled_in_what_is_left_and_the_code(there: InProcess) -> None:
    person = kept(there)
    assert person.view.words["primary"] == PRINT
    person.press("primary")
    assert person.title == KEPT
    assert "窗口扫表上的码" in person.view.notice
    assert person.view.words["primary"] == END, "once"
    paper = person.hall.taken.texts[-1]
    citizen = there.province.register.of(person.number)
    assert citizen is not None
    assert citizen.name in paper, "it is the person's own"
    assert "尚未提交，不是受理凭证" in paper
    assert "未填，请在窗口补充" in paper
    assert "请带到窗口" in paper
    assert "受理编号" not in paper
    draft = person.hall.session.application.draft
    assert draft is not None
    assert person.hall.taken.documents[-1].link == draft.link  # type: ignore[union-attr]  # a document, not a drawing
    assert submissions(there) == [], "nothing was handed in"


def test_where_no_a4_paper_can_be_had_nobody_is_offered_it(there: InProcess) -> None:
    person = kept(there)
    person.hall._take(events.DeviceSeen("a4_printer", DeviceState((Fault.ABSENT,))))
    assert person.view.words["primary"] == END


@pytest.mark.parametrize("outcome", [Outcome.NOT_DONE, Outcome.UNKNOWN])
def test_a_form_that_did_not_come_out_is_said_and_the_slip_stands(
    there: InProcess, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = kept(there)
    answered = person.hall._answered

    def fails(effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, effects.Print):
            return [events.PrintSettled(outcome, 0, None)]
        return answered(effect)

    monkeypatch.setattr(person.hall, "_answered", fails)
    person.press("primary")
    assert person.title == KEPT
    assert "凭小票上的码" in person.view.notice
    assert person.view.words["primary"] == END
    monkeypatch.undo()


def test_a_city_and_a_place_stand_there_by_their_names(there: InProcess) -> None:
    session = Applicant(there, ITEM).hall.session
    ask = {"zh-Hans": "哪里？", "zh-Hant": "哪裏？", "en": "Where?"}
    city = City.model_validate({"id": "city", "kind": "city", "ask": ask})
    region = Region.model_validate({"id": "region", "kind": "region", "ask": ask})
    assert window_form._said(session, city, "441300") == "惠州市"
    assert window_form._said(session, region, "441303").endswith("惠阳区")
