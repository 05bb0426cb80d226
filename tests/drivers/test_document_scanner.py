"""The document scanner: the real scanimage on SANE's test backend, programs that stand in for it, and pictures."""

import io
import shutil
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from simulator_process import SimulatorProcess, running

from config.device_settings import DocumentScannerSettings
from drivers.catalog import DOCUMENT_SCANNERS
from drivers.clock import SystemClock
from drivers.document_scanner import CARD_MM, Area, CardScan, Colour, Scan
from drivers.document_scanner.finding import found_area, is_same_side
from drivers.document_scanner.frames import FrameError, cut_to_glass, fault_of, scan_command, scan_of
from drivers.document_scanner.image_source import ImageSource
from drivers.document_scanner.sane import SaneScanner
from drivers.faults import DeviceError, Fault

A4 = (210.0, 297.0)
CARD = Area(10, 10, *CARD_MM)

needs_sane = pytest.mark.skipif(shutil.which("scanimage") is None, reason="sane-utils is not installed")


def refusal(call: Callable[[], object]) -> Fault:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault


def png(width: int, height: int, draw: Callable[[ImageDraw.ImageDraw], None] | None = None) -> bytes:
    picture = Image.new("RGB", (width, height), (250, 250, 250))
    if draw is not None:
        draw(ImageDraw.Draw(picture))
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def test_the_command_names_everything_and_nothing_more() -> None:
    assert scan_command("scanimage", "net:hall:x", Area(1, 2.25, 85.6, 54), 300, Colour.GREY) == (
        "scanimage",
        "--device-name=net:hall:x",
        "--format=png",
        "--mode=Gray",
        "--resolution=300",
        "-l1.0",
        "-t2.2",
        "-x85.6",
        "-y54.0",
    )


@pytest.mark.parametrize(
    ("area", "cut"),
    [
        (None, Area(0, 0, 210, 297)),
        (Area(10, 20, 30, 40), Area(10, 20, 30, 40)),
        (Area(-5, -5, 30, 40), Area(0, 0, 25, 35)),
        (Area(200, 290, 30, 40), Area(200, 290, 10, 7)),
        (Area(210, 0, 30, 40), None),
        (Area(0, 0, 0.5, 40), None),
        (Area(0, 0, -4, 40), None),
        (Area(float("nan"), 0, 4, 40), None),
        (Area(0, 0, float("nan"), 40), None),
    ],
)
def test_an_area_is_cut_to_the_glass(area: Area | None, cut: Area | None) -> None:
    assert cut_to_glass(area, *A4) == cut


@pytest.mark.parametrize(
    ("status", "complaint", "fault"),
    [
        (1, "scanimage: open of device x failed: Invalid argument", Fault.ABSENT),
        (1, "scanimage: open of device x failed: Error during device I/O", Fault.ABSENT),
        (1, "scanimage: open of device x failed: Device busy", Fault.REFUSED),
        (1, "scanimage: open of device x failed: Access to resource has been denied", Fault.REFUSED),
        (1, "scanimage: sane_read: Operation not supported", Fault.GARBLED),
        (2, "", Fault.CANCELLED),
        (3, "", Fault.REFUSED),
        (4, "", Fault.GARBLED),
        (5, "", Fault.GONE),
        (6, "", Fault.JAMMED),
        (7, "", Fault.REFUSED),
        (8, "", Fault.COVER_OPEN),
        (9, "", Fault.GONE),
        (10, "", Fault.BROKEN),
        (11, "", Fault.REFUSED),
        (12, "", Fault.UNKNOWN),
        (-11, "", Fault.BROKEN),
        (-9, "scanimage: rounded value\nscanimage: sane_read: Document feeder jammed\n", Fault.JAMMED),
        (-11, "scanimage: sane_start: Scanner cover is open\n", Fault.COVER_OPEN),
        (-9, "scanimage: sane_read: Error during device I/O\n", Fault.GONE),
        (-9, "scanimage: open of device x failed: Device busy\n", Fault.REFUSED),
        (-9, "scanimage: open of device x failed: Invalid argument\n", Fault.ABSENT),
        (-9, "scanimage: sane_read: Out of coffee\n", Fault.BROKEN),
        (-9, "scanimage: rounded value of br-x", Fault.BROKEN),
    ],
)
def test_every_status_has_its_fault(status: int, complaint: str, fault: Fault) -> None:
    assert fault_of(status, complaint) is fault


def test_a_whole_png_is_a_scan_and_what_follows_is_left_out() -> None:
    picture = png(30, 20)
    scan = scan_of(picture + b"rest", 254)
    assert (scan.png, scan.width_px, scan.height_px) == (picture, 30, 20)
    assert (round(scan.width_mm, 3), round(scan.height_mm, 3)) == (3.0, 2.0)
    assert "png" not in repr(CardScan(scan, scan))


@pytest.mark.parametrize("cut", [0, 7, 8, 20, 40, -1, -12])
def test_a_png_that_is_not_whole_is_none(cut: int) -> None:
    with pytest.raises(FrameError):
        scan_of(png(30, 20)[:cut], 300)


@given(st.integers(8, 200), st.integers(1, 255))
def test_a_damaged_png_is_none(at: int, change: int) -> None:
    picture = bytearray(png(30, 20))
    at %= len(picture)
    picture[at] ^= change
    with pytest.raises(FrameError):
        scan_of(bytes(picture), 300)


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with pytest.raises(FrameError):
        scan_of(b"\x89PNG\r\n\x1a\n" + data, 300)


def test_a_png_that_is_too_large_to_hold_is_none() -> None:
    picture = bytearray(png(30, 20))
    picture[16:24] = struct.pack(">II", 40_000, 1_000)
    picture[29:33] = zlib.crc32(picture[12:29]).to_bytes(4, "big")
    with pytest.raises(FrameError, match="40000"):
        scan_of(bytes(picture), 300)


def standing_in(folder: Path, does: str) -> SaneScanner:
    """A program that does something else in place of scanning."""
    program = folder / "scanimage"
    program.write_text(f"#!{sys.executable}\nimport os, sys, threading\nout = sys.stdout.buffer\n{does}\n")
    program.chmod(0o700)
    return SaneScanner("x", A4, SystemClock(), scan_s=0.8, check_s=0.8, program=str(program))


HANGS_SILENTLY_AFTER = "out.close(); os.close(1); os.write(2, b'scanimage: sane_read:"


@pytest.mark.parametrize(
    ("does", "fault"),
    [
        ("threading.Event().wait(30)", Fault.TIMED_OUT),
        ("out.write(b'x'); out.close(); sys.stderr.close(); os.close(2); threading.Event().wait(30)", Fault.TIMED_OUT),
        ("out.write(os.urandom(5000))", Fault.GARBLED),
        ("pass", Fault.GARBLED),
        ("piece = bytes(1_000_000)\nwhile True: out.write(piece)", Fault.GARBLED),
        ("os.kill(os.getpid(), 11)", Fault.BROKEN),
        ("sys.stderr.write('a lot ' * 100_000); sys.exit(6)", Fault.JAMMED),
        ("sys.stderr.write('scanimage: sane_read: Out of memory\\n'); threading.Event().wait(30)", Fault.BROKEN),
        (f"{HANGS_SILENTLY_AFTER} Document feeder jammed\\n'); os.close(2); threading.Event().wait(30)", Fault.JAMMED),
        ("sys.stderr.write('scanimage: rounded value\\n'); threading.Event().wait(30)", Fault.TIMED_OUT),
    ],
)
def test_a_program_that_misbehaves_is_a_fault_within_its_limit(tmp_path: Path, does: str, fault: Fault) -> None:
    clock = SystemClock()
    scanner = standing_in(tmp_path, does)
    began = clock.monotonic()
    assert refusal(scanner.preview) is fault
    assert clock.monotonic() - began < 2.5


def test_without_the_program_there_is_no_scanner(tmp_path: Path) -> None:
    scanner = SaneScanner("x", A4, SystemClock(), scan_s=1, program=str(tmp_path / "none"))
    assert refusal(scanner.check) is Fault.DISABLED


def test_what_cannot_be_scanned_starts_no_program(tmp_path: Path) -> None:
    scanner = SaneScanner("x", A4, SystemClock(), scan_s=1, program=str(tmp_path / "none"))
    assert refusal(lambda: scanner.scan(Area(300, 0, 10, 10))) is Fault.REFUSED
    assert refusal(lambda: scanner.scan(dpi=40)) is Fault.REFUSED
    assert refusal(lambda: scanner.scan(dpi=1200)) is Fault.REFUSED


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running("drivers.document_scanner.simulator", tmp_path_factory.mktemp("scanner")) as process:
        yield process
    assert not process.link.exists()


@pytest.fixture
def simulator(process: SimulatorProcess) -> SimulatorProcess:
    process.ask("plug")
    process.ask("clear")
    process.ask("picture", name="colours")
    return process


@pytest.fixture
def scanner(simulator: SimulatorProcess) -> SaneScanner:
    return SaneScanner("kiosk-scanner", A4, SystemClock(), scan_s=3.0, folder=simulator.link)


@needs_sane
def test_preview_crop_and_both_sides_of_a_card(simulator: SimulatorProcess, scanner: SaneScanner) -> None:
    assert scanner.check() == "kiosk-scanner"
    preview = scanner.preview()
    assert (round(preview.width_mm), round(preview.height_mm), preview.dpi) == (210, 297, 75)
    front = scanner.scan(CARD)
    assert abs(front.width_mm - CARD_MM[0]) < 1
    assert abs(front.height_mm - CARD_MM[1]) < 1
    assert is_same_side(front, scanner.scan(CARD))
    simulator.ask("picture", name="grid")
    assert not is_same_side(front, scanner.scan(CARD))


@needs_sane
def test_colours_and_dots(simulator: SimulatorProcess, scanner: SaneScanner) -> None:
    with Image.open(io.BytesIO(scanner.scan(CARD, 150, Colour.GREY).png)) as picture:
        assert (picture.mode, abs(picture.width - 505) < 8) == ("L", True)
    simulator.ask("picture", name="white")
    with Image.open(io.BytesIO(scanner.scan(CARD).png)) as picture:
        assert (picture.mode, picture.getextrema()) == ("RGB", ((255, 255),) * 3)


@needs_sane
@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("busy", Fault.REFUSED),
        ("jammed", Fault.JAMMED),
        ("no_documents", Fault.REFUSED),
        ("cover_open", Fault.COVER_OPEN),
        ("input_output", Fault.GONE),
        ("no_memory", Fault.BROKEN),
        ("cancelled", Fault.CANCELLED),
        ("unsupported", Fault.GARBLED),
        ("invalid", Fault.GARBLED),
        ("end_of_file", Fault.BROKEN),
    ],
)
def test_what_sane_says_is_told_and_the_next_scan_is_well(
    simulator: SimulatorProcess, scanner: SaneScanner, name: str, fault: Fault
) -> None:
    """Also where libsane hangs after it has told us, as its backends sometimes do under load (frames.fault_of)."""
    simulator.fault(name)
    with pytest.raises(DeviceError) as caught:
        scanner.scan(Area(0, 0, 20, 20), 50)
    assert caught.value.fault is fault
    complaint = str(caught.value).partition("scanimage: ")[2]
    assert fault_of(-9, f"scanimage: {complaint}\n") is fault, "its words say the same as its status"
    simulator.ask("clear")
    assert scanner.preview().width_px > 600


@needs_sane
def test_a_slow_scanner_is_awaited_and_a_silent_one_is_not(simulator: SimulatorProcess) -> None:
    scanner = SaneScanner("kiosk-scanner", A4, SystemClock(), scan_s=1.5, folder=simulator.link)
    simulator.fault("slow")
    assert scanner.scan(Area(0, 0, 30, 30), 50).width_px > 50
    simulator.fault("silent")
    assert refusal(scanner.preview) is Fault.TIMED_OUT
    simulator.ask("clear")
    assert scanner.preview().width_px > 600


@needs_sane
def test_an_unplugged_scanner_is_absent_and_comes_back_under_its_name(
    simulator: SimulatorProcess, scanner: SaneScanner
) -> None:
    simulator.ask("unplug")
    assert refusal(scanner.check) is Fault.ABSENT
    assert refusal(scanner.preview) is Fault.ABSENT
    simulator.ask("plug")
    assert scanner.preview().width_px > 600


@needs_sane
def test_the_sane_model_of_the_catalogue(simulator: SimulatorProcess) -> None:
    settings = DocumentScannerSettings(sane_folder=simulator.link)
    scanner = DOCUMENT_SCANNERS[settings.model](settings, SystemClock(), False)
    assert round(scanner.preview().width_mm) == 216


def test_the_simulator_refuses_wrong_orders(simulator: SimulatorProcess) -> None:
    for do, fields in (("picture", {"name": "sunset"}), ("fault", {"name": "tea"}), ("fault", {})):
        with pytest.raises(ValueError, match=r"\w"):
            simulator.ask(do, **fields)


def test_pictures_in_place_of_a_scanner(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(png(420, 594))
    Image.new("RGB", (210, 297), (10, 20, 30)).save(tmp_path / "2.jpg")
    settings = DocumentScannerSettings(model="image-source", pictures=tmp_path)
    model = DOCUMENT_SCANNERS["image-source"]
    assert refusal(lambda: model(settings, SystemClock(), False)) is Fault.DISABLED
    assert refusal(lambda: model(DocumentScannerSettings(), SystemClock(), True)) is Fault.DISABLED
    scanner = model(settings, SystemClock(), True)
    assert scanner.check() == "2 pictures"
    assert scanner.preview().width_px == round(216 / 25.4 * 75)
    first, second = scanner.scan(CARD), scanner.scan(CARD, colour=Colour.GREY)
    assert (first.width_px, first.height_px) == (1011, 638)
    with Image.open(io.BytesIO(first.png)) as one, Image.open(io.BytesIO(second.png)) as other:
        assert (one.getpixel((5, 5)), other.mode) == ((250, 250, 250), "L")
    assert scanner.scan(CARD) == first


def test_a_folder_without_pictures(tmp_path: Path) -> None:
    scanner = ImageSource(tmp_path, A4, demo=True)
    assert refusal(scanner.check) is Fault.ABSENT
    (tmp_path / "x.png").write_bytes(b"no picture")
    assert refusal(scanner.preview) is Fault.GARBLED
    assert refusal(lambda: scanner.scan(dpi=5000)) is Fault.REFUSED
    assert refusal(ImageSource(tmp_path / "none", A4, demo=True).preview) is Fault.ABSENT


def glass(*boxes: tuple[float, float, float, float]) -> Scan:
    def draw(on: ImageDraw.ImageDraw) -> None:
        for left, top, width, height in boxes:
            corner = (left * 3, top * 3, (left + width) * 3, (top + height) * 3)
            on.rectangle(corner, fill=(150, 170, 160))

    return scan_of(png(630, 891, draw), 76)


def test_a_card_on_the_glass_is_found() -> None:
    area = found_area(glass((40, 60, *CARD_MM)))
    assert area is not None
    for found, true in zip(
        (area.left_mm, area.top_mm, area.width_mm, area.height_mm),
        (39, 59, CARD_MM[0] + 2, CARD_MM[1] + 2),
        strict=True,
    ):
        assert abs(found - true) < 2.5


def test_an_empty_glass_and_dust_are_nothing() -> None:
    assert found_area(glass()) is None
    assert found_area(glass((40, 60, 1, 1))) is None
    assert found_area(glass((40, 60, 120, 0.6))) is None


def test_a_card_that_was_only_moved_or_turned_round_shows_the_same_side() -> None:
    def front(on: ImageDraw.ImageDraw) -> None:
        on.rectangle((60, 10, 95, 50), fill=(90, 90, 90))
        on.rectangle((5, 45, 50, 55), fill=(30, 30, 30))

    def back(on: ImageDraw.ImageDraw) -> None:
        on.rectangle((10, 5, 30, 25), fill=(200, 60, 60))

    one, other = scan_of(png(101, 63, front), 30), scan_of(png(101, 63, back), 30)
    turned = io.BytesIO()
    with Image.open(io.BytesIO(one.png)) as picture:
        picture.rotate(180).save(turned, "PNG")
    assert is_same_side(one, scan_of(turned.getvalue(), 30))
    assert not is_same_side(one, other)
