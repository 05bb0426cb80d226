"""24小时自助服务区,配备了6类15台自助设备: one program, and each class of machine is another terminal."""

import pytest
from at_the_terminal import assert_paper_says_the_record, at, get, glass, offer
from province_in_process import InProcess, province_in

from kiosk.items.profiles import load_profile
from kiosk.sandbox.places import ZHEJIANG

CLASSES = load_profile("quzhou").classes


def test_there_are_fifteen_machines_of_six_classes() -> None:
    assert (len(CLASSES), sum(len(one.machines) for one in CLASSES)) == (6, 15)


@pytest.mark.parametrize("name", [one.id for one in CLASSES])
def test_each_class_shows_its_own_items_and_no_others(there: InProcess, name: str) -> None:
    items = offer(f"quzhou/{name}")
    assert set(items) == set(load_profile("quzhou").machine_class(name).items)
    assert glass(at(there, f"quzhou/{name}")).screen == "home"


def test_a_resident_of_the_other_province_prints_their_certificate_there(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with province_in(tmp_path_factory.mktemp("zhejiang"), land=ZHEJIANG) as zhejiang:
        who = zhejiang.province.register.samples(1)[0]
        taken = get(at(zhejiang, "quzhou/general"), "ss-enrolment-certificate", who)
        assert_paper_says_the_record(taken, who.name, who.number, "浙江省社会保险个人参保证明")
