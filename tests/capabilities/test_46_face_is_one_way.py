"""群众均可通过现场刷脸进行认证,解决了忘带有效身份证件: never the only way (人脸识别技术应用安全管理办法)."""

from at_the_terminal import assert_paper_says_the_record, at, get, without
from province_in_process import InProcess

from kiosk.items.catalogue import whole_catalogue
from kiosk.sandbox.citizens import Citizen

BY_FACE = {"card_face", "typed_face"}


def test_no_item_takes_the_face_alone_and_most_take_four_other_ways() -> None:
    for item in whole_catalogue().values():
        routes = set(item.settings.routes)
        assert not routes or routes - BY_FACE, item.id
        # An agent's pass is no person's way of proving who they are.
        if item.settings.level >= 2 and item.ends_here and routes != {"agent"}:
            assert len(routes - BY_FACE) >= 4, item.id


def test_where_there_is_no_camera_the_paper_comes_all_the_same(there: InProcess, somebody: Citizen) -> None:
    taken = get(without(at(there), "camera", "face"), "ss-enrolment-certificate", somebody)
    assert_paper_says_the_record(taken, somebody.name)
    assert "face" not in taken.screens
