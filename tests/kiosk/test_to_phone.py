"""A licence and a pass that go to a phone: a code on the glass, good once and for a minute."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applying_bench import Applicant
from province_in_process import Hall, InProcess, province_in, visit
from whole_catalogue import whole_catalogue

from kiosk.platform.errors import Refused
from kiosk.platform.phone_codes import phone_code
from kiosk.platform.phone_values import PhoneCodeRequest
from kiosk.session import Terminal

TERMINAL = Terminal(name="t-01", place="测试厅", city="441200", is_sample=True, catalogue=whole_catalogue())


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


@pytest.mark.parametrize(("item", "name"), [("xinghu-card", "星湖市民卡入园码"), ("licence-to-phone", "")])
def test_the_phone_gets_it_once(there: InProcess, item: str, name: str) -> None:
    hall = Hall(there, TERMINAL)
    taken = visit(hall, item, there.province.register.samples(1)[0].number)
    assert taken.last.screen == "phone", taken.last.words
    link = taken.last.qr
    said = "".join(row.value for row in taken.last.rows)
    got = there.tell("platform", "take_on_phone", link=link)["name"]
    assert got in said
    assert name in got
    with pytest.raises(ValueError, match="opens nothing"):
        there.tell("platform", "take_on_phone", link=link)


def test_an_old_code_opens_nothing_and_another_one_does(there: InProcess) -> None:
    hall = Hall(there, TERMINAL)
    first = visit(hall, "xinghu-card", there.province.register.samples(1)[0].number).last.qr
    there.tell("platform", "clock", ahead_s=61)
    with pytest.raises(ValueError, match="opens nothing"):
        there.tell("platform", "take_on_phone", link=first)
    hall.press("other-way")
    hall.newest()
    assert hall.taken.last.qr not in ("", first)
    assert there.tell("platform", "take_on_phone", link=hall.taken.last.qr)["name"]


def test_somebody_elses_licence_goes_to_nobody(there: InProcess) -> None:
    hall = Hall(there, TERMINAL)
    visit(hall, "xinghu-card", there.province.register.samples(1)[0].number)
    identity = hall.session.identity
    assert identity is not None
    with pytest.raises(Refused):
        phone_code(there.platform, identity, PhoneCodeRequest(item="licence-to-phone", licence="nobodys"))


REGISTRATION = "residence-registration"


def registered(there: InProcess, way: str, *, which: int = 0) -> Applicant:
    """Somebody has registered where they live, and said how the paper of it comes to them."""
    people = there.tell("platform", "citizens", count=which + 1, item=REGISTRATION)["citizens"]
    person = Applicant(there, REGISTRATION, number=people[which]["number"])
    person._person._ways = (way,)
    person.to("已经受理")
    return person


def test_the_paper_of_an_application_goes_to_the_phone_once_where_it_was_wanted_so(there: InProcess) -> None:
    person = registered(there, "electronic")
    assert person.view.words["primary"] == "发到手机"
    shown = person.press("primary")
    assert shown.screen == "phone"
    got = there.tell("platform", "take_on_phone", link=shown.qr)["name"]
    assert got == "居住登记（居住证）受理回执"
    with pytest.raises(ValueError, match="opens nothing"):
        there.tell("platform", "take_on_phone", link=shown.qr)
    person.press("primary")
    assert person.hall.session.item is None, "that is the end, and nothing is printed"


def test_whoever_wants_it_here_prints_it_and_gets_no_code(there: InProcess) -> None:
    person = registered(there, "here")
    assert person.view.words["primary"] == "打印出来"
    assert person.press("primary").screen != "phone"


def test_the_paper_of_somebody_elses_application_goes_to_nobody(there: InProcess) -> None:
    theirs, printed = registered(there, "electronic"), registered(there, "here", which=1)
    for asking, case in ((printed, theirs), (printed, printed)):
        identity, accepted = asking.hall.session.identity, case.hall.session.application.accepted
        assert identity is not None
        assert accepted is not None
        wanted = PhoneCodeRequest(item=REGISTRATION, case_no=accepted.case.progress.case_no)
        with pytest.raises(Refused):
            phone_code(there.platform, identity, wanted)
