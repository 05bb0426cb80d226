"""Sheets in trays, as printers write them."""

import pytest

from drivers.a4_printer.trays import sheets_by_tray, sheets_in, sheets_out

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


@pytest.mark.parametrize(
    ("trays", "sheets"),
    [
        ((), None),
        ((b"type=removableBin;maxcapacity=100;remaining=97;status=0;name=face-down",), 3),
        ((b"type=removableBin;maxcapacity=100;remaining=100;status=0;name=face-down;",), 0),
        ((b"maxcapacity=100;remaining=90", b"maxcapacity=50;remaining=50"), 10),
        ((b"maxcapacity=100;remaining=90", b"maxcapacity=50;remaining=-2"), None),
        ((b"maxcapacity=100;remaining=-3",), None),
        ((b"maxcapacity=-2;remaining=5",), None),
        ((b"maxcapacity=5;remaining=9",), 0),
        ((b"maxcapacity=20;remaining=10;unit=cm",), None),
        ((b"\xff\xfe",), None),
    ],
)
def test_sheets_that_lie_where_they_came_out(trays: tuple[bytes, ...], sheets: int | None) -> None:
    assert sheets_out(trays) == sheets


def test_each_tray_by_the_name_that_a_job_asks_for() -> None:
    stock = b"type=sheetFeedAutoRemovableTray;maxcapacity=50;level=20;status=0;name=tray-2"
    assert sheets_by_tray((MAIN, stock)) == {"main": 100, "tray-2": 20}
    assert sheets_by_tray((b"level=-2;name=main", b"level=7", stock)) == {"tray-2": 20}


@pytest.mark.parametrize(
    ("declared", "sheets"),
    [
        (b"mediafeed=297000;mediaxfeed=210000;", 20),
        (b"mediafeed=210000;mediaxfeed=297000;", 20),
        (b"dimunit=tenThousandthsOfInches;mediafeed=116929;mediaxfeed=82677;", 20),
        (b"mediafeed=210000;mediaxfeed=148000;", 0),
        (b"dimunit=tenThousandthsOfInches;mediafeed=110000;mediaxfeed=85000;", 0),
        (b"mediafeed=-2;mediaxfeed=-2;", 20),
        (b"dimunit=unknown;mediafeed=1;mediaxfeed=1;", 20),
    ],
    ids=["A4", "A4 long edge first", "A4 in inches", "A5", "Letter", "not declared", "unit of its own"],
)
def test_sheets_that_are_not_a4_do_not_count(declared: bytes, sheets: int) -> None:
    assert sheets_by_tray((declared + b"level=20;name=tray-2",)) == {"tray-2": sheets}
