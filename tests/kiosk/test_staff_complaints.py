"""Complaints of the hall: got when asked for, answered once in prepared words, forgotten; no word of it on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from province_in_process import InProcess, province_in
from staff_bench import Shift

from kiosk.complaint_terms import complaint_terms
from kiosk.platform import complaints
from kiosk.platform.complaint_values import ComplaintRequest
from kiosk.platform.errors import NoConnection
from kiosk.platform.services import case_by_code
from kiosk.staff.rights import Role

SAID = "张三的话：机器吞了我的纸"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    folder = tmp_path / "province"
    folder.mkdir()
    with province_in(folder) as made:
        yield made


@pytest.fixture
def shift(tmp_path: Path, there: InProcess) -> Iterator[Shift]:
    folder = tmp_path / "staff"
    folder.mkdir()
    made = Shift(folder, reader=False, platform=there.platform)
    yield made
    made.close()


def complain(there: InProcess, number: int = 1, phone: str = "") -> tuple[str, str]:
    """Its number and its code."""
    request = ComplaintRequest(kind="complaint", topic="machine", words=SAID, phone=phone)
    taken = complaints.complain(there.platform, None, request, deed=f"{number:032x}")
    return taken.case.progress.case_no, taken.code


def test_what_was_said_is_got_read_and_answered_and_the_person_reads_the_answer(shift: Shift, there: InProcess) -> None:
    case_no, code = complain(there)
    shift.enter(Role.BUSINESS)
    shift.open("complaints")
    assert case_no not in shift.offered, "nobody has asked yet"
    shift.choose("ask")
    assert "没答复 1" in shift.said
    shift.choose(case_no)
    assert SAID in shift.said
    assert "answer:called" not in shift.offered, "nobody wanted a call"
    shift.choose("answer:fixed")
    assert "不能收回" in shift.said
    shift.yes()
    assert "没答复 0" in shift.said
    assert shift.acts()[-1][1:3] == ("answer-complaint", f"{case_no}:fixed")
    words = next(one.words for one in complaint_terms().answers if one.id == "fixed")
    assert words in case_by_code(there.platform, case_no, code).model_dump_json()
    shift.choose(case_no)
    assert "answer:fixed" not in shift.offered, "it is answered"


def test_nothing_of_it_is_on_the_disk_and_after_ten_minutes_nothing_in_memory(shift: Shift, there: InProcess) -> None:
    complain(there, phone="13800001234")
    shift.enter(Role.BUSINESS)
    shift.open("complaints")
    shift.choose("ask")
    assert "投诉：自助机" in shift.said
    shift.pass_s(120)
    for path in shift.folder.rglob("*"):
        assert not path.is_file() or "张三".encode() not in path.read_bytes()
    shift.clock.jump(600)
    assert shift.means.inbox.told(shift.clock.now()) is None


def test_an_answer_whose_end_nobody_knows_is_told_as_such(shift: Shift, there: InProcess) -> None:
    case_no, _ = complain(there)
    shift.enter(Role.BUSINESS)
    shift.open("complaints")
    shift.choose("ask")
    shift.choose(case_no)
    shift.choose("answer:explained")

    def silent(*_: object, **__: object) -> None:
        raise NoConnection("the test says so")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(complaints, "answer", silent)
        shift.yes()
    assert shift.view.tone == "bad"
    assert "不知道平台收到没有" in shift.view.notice
    assert shift.outcomes()[-1] == "unknown"


def test_without_a_key_there_is_nothing_to_ask(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    shift.enter(Role.BUSINESS)
    shift.open("complaints")
    assert "ask" not in shift.offered
    shift.close()
