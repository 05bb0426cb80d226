"""Sheets in trays, as printers write them."""

import pytest

from drivers.a4_printer.trays import sheets_in

MAIN = b"type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=250;level=100;status=0;name=main"


@pytest.mark.parametrize(
    ("trays", "sheets"),
    [
        ((MAIN,), 100),
        ((MAIN, b"level=0;name=two;"), 100),
        ((MAIN, b"type=other;level=-2;name=manual"), None),
        ((b"level=-3",), None),
        ((b"unit=percent;level=50",), None),
        ((b"unit=sheets;level=7;",), 7),
        ((b"",), None),
        ((b"\xff\xfe;level=x",), None),
        ((), None),
    ],
)
def test_only_what_every_tray_tells_is_counted(trays: tuple[bytes, ...], sheets: int | None) -> None:
    assert sheets_in(trays) == sheets
