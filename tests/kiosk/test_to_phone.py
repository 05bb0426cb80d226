"""A licence and a pass that go to a phone: a code on the glass, good once and for a minute."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from province_in_process import Hall, InProcess, province_in, visit
from whole_catalogue import whole_catalogue

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
    from kiosk.platform.errors import Refused
    from kiosk.platform.phone_codes import phone_code
    from kiosk.platform.phone_values import PhoneCodeRequest

    hall = Hall(there, TERMINAL)
    visit(hall, "xinghu-card", there.province.register.samples(1)[0].number)
    identity = hall.session.identity
    assert identity is not None
    with pytest.raises(Refused):
        phone_code(there.platform, identity, PhoneCodeRequest(item="licence-to-phone", licence="nobodys"))
