"""各种自助办事或咨询服务的设备更多了: with reader, printers and network off, words can still be read."""

from at_the_terminal import at, shown, without
from province_in_process import InProcess, visit

from kiosk.health import PLATFORM

ITEM = "birth-certificate"


def test_a_guide_is_read_where_nothing_works_but_the_glass(there: InProcess) -> None:
    hall = without(at(there, "zhaoqing"), "idcard", "a4_printer", "receipt_printer", "code_scanner", PLATFORM)
    taken = visit(hall, ITEM, "")
    told = "\n".join(shown(view) for view in taken.views)
    for page in hall.session.terminal.catalogue[ITEM].settings.facts.guide[:1]:
        for line in page.lines:
            assert line.of("zh-Hans") in told
    assert taken.last.holder == "", "nobody was asked who they are"
    assert not {"consent", "lay_card", "code"} & set(taken.screens)
