"""Printed zones: drawn pages on a scanner's glass, through the process that reads them, and what is none."""

import io
import random
import sys
from pathlib import Path

import pytest
from PIL import Image
from printed_pages import DPI, GLASS_MM, KINDS, any_fields, on_glass, printed

from drivers.camera.opencv import decoded, opencv
from drivers.clock import SystemClock
from drivers.document_scanner import PAPER_DPI, Colour
from drivers.document_scanner.finding import found_area
from drivers.document_scanner.image_source import ImageSource
from drivers.faults import DeviceError, Fault
from drivers.smart_card import DocumentKind
from kiosk.hands.printed_zone import child
from kiosk.hands.printed_zone.child import ChildZoneReader
from kiosk.hands.printed_zone.glyphs import TYPEFACE
from kiosk.hands.printed_zone.reading import zone_text
from kiosk.hands.printed_zone.status import Status

pytestmark = pytest.mark.skipif(not TYPEFACE.exists(), reason="fonts-ocr-b is not installed")


def read(page: bytes, dpi: float = DPI) -> str | None:
    return zone_text(opencv().cvtColor(decoded(page), opencv().COLOR_BGR2GRAY), dpi)


@pytest.mark.parametrize(("kind", "tilt"), [(kind, 2.0 * number - 4.3) for number, kind in enumerate(KINDS)])
def test_every_kind_of_zone_is_read_as_it_lies_on_the_glass(kind: DocumentKind, tilt: float) -> None:
    dice = random.Random(3)  # noqa: S311 - the same page in every run
    zone = printed(kind, **any_fields(dice))
    assert read(on_glass(zone, dice, tilt=tilt, pitch=1.03)) == zone


def test_a_page_may_lie_upside_down_and_be_scanned_finer() -> None:
    dice = random.Random(4)  # noqa: S311 - the same
    zone = printed(DocumentKind.TAIWAN_PERMIT, **any_fields(dice))
    page = Image.open(io.BytesIO(on_glass(zone, dice))).rotate(181.5, fillcolor=(248, 248, 248))
    finer = io.BytesIO()
    page.resize((page.width * 4 // 3, page.height * 4 // 3)).save(finer, "PNG")
    assert read(finer.getvalue(), DPI * 4 / 3) == zone


def test_a_zone_that_contradicts_itself_is_not_read() -> None:
    dice = random.Random(5)  # noqa: S311 - the same
    zone = printed(DocumentKind.HONG_KONG_MACAO_PERMIT, number="C90000001")
    assert read(on_glass(zone, dice)) == zone
    assert read(on_glass(zone.replace("C90000001", "C90000007"), dice)) is None


def test_an_empty_glass_and_print_that_is_no_zone_are_no_zone() -> None:
    blank = io.BytesIO()
    Image.new("L", (1200, 900), 250).save(blank, "PNG")
    assert read(blank.getvalue()) is None
    dice = random.Random(6)  # noqa: S311 - the same
    sentence = "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOGS"
    assert read(on_glass(sentence + sentence, dice)) is None


def test_from_the_scanner_to_the_zone_through_the_process(tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311 - the same
    zone = printed(DocumentKind.HOME_RETURN_PERMIT, number="H90000012", birth="850615", expiry="310101")
    (tmp_path / "page.png").write_bytes(on_glass(zone, dice, tilt=2.0))
    scanner = ImageSource(tmp_path, GLASS_MM, demo=True)
    area = found_area(scanner.preview())
    assert area is not None
    scan = scanner.scan(area, PAPER_DPI, Colour.GREY)
    found = ChildZoneReader(SystemClock()).read(scan.png, scan.dpi)
    assert found is not None
    assert (found.kind, found.number, found.birth, found.expiry) == (
        DocumentKind.HOME_RETURN_PERMIT,
        "H90000012",
        "850615",
        "310101",
    )
    assert "H9" not in repr(found)


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        (f"raise SystemExit({Status.NO_TYPEFACE:d})", Fault.DISABLED),
        ("raise SystemExit(70)", Fault.BROKEN),
        ("print('x' * 1000)", Fault.GARBLED),
        ("print('not a zone')", Fault.GARBLED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Fault.BROKEN),
    ],
)
def test_a_reading_that_fails_is_a_fault(program: str, fault: Fault) -> None:
    with pytest.raises(DeviceError) as caught:
        ChildZoneReader(SystemClock(), (sys.executable, "-c", program)).read(b"", DPI)
    assert caught.value.fault is fault


def test_a_reading_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "READING_S", 0.3)
    with pytest.raises(DeviceError) as caught:
        ChildZoneReader(SystemClock(), (sys.executable, "-c", "import threading; threading.Event().wait()")).read(
            b"", 300
        )
    assert caught.value.fault is Fault.TIMED_OUT


def test_what_is_no_picture_is_no_zone() -> None:
    assert ChildZoneReader(SystemClock()).read(b"no picture at all", DPI) is None
