"""The receipt printer's simulator as a process on a real pty, with the driver of the hall at the other end."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from simulator_process import SimulatorProcess, running
from waiting import wait_until

from config.device_settings import ReceiptPrinterSettings
from drivers.catalog import RECEIPT_PRINTERS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.receipt_printer import Align, Condition, Line, Pair, Qr, Rule, Slip, SlipOutcome, frames
from drivers.receipt_printer.escpos_serial import EscPosSerialPrinter
from drivers.receipt_printer.glyphs import Glyphs
from drivers.receipt_printer.simulator import ReceiptPrinterModel
from drivers.receipt_printer.thermal_paper import ThermalPaper
from drivers.reopening_wire import ReopeningWire
from drivers.wire import SerialWire

MODULE = "drivers.receipt_printer.simulator"
FONT = Path(sys.prefix) / "share" / "kiosk" / "fonts" / "NotoSansSC-Regular.ttf"
LINK = "https://verify.example.invalid/c/ABCD-EFGH-JKLM-NPQR"
SLIP = Slip(
    (
        Line("业务凭条", Align.CENTRE, large=True),
        Rule(),
        Pair("业务名称", "个人参保证明打印"),
        Pair("办理人", "演**"),
        Line("演𬴊"),
        Line("请取走您的证件和凭条", Align.CENTRE, bold=True),
        Qr(LINK),
        Line("演示数据", Align.RIGHT),
    )
)
MARK = "AB12"


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    folder = tmp_path_factory.mktemp("receipt")
    with running(MODULE, folder, "--slips", str(folder / "slips")) as process:
        yield process


@pytest.fixture
def simulator(process: SimulatorProcess) -> SimulatorProcess:
    process.ask("plug")
    process.ask("clear")
    return process


@pytest.fixture
def printer(simulator: SimulatorProcess) -> Iterator[EscPosSerialPrinter]:
    wire = ReopeningWire(lambda: SerialWire(simulator.link, 115_200))
    printer = EscPosSerialPrinter(wire, SystemClock(), fonts=(FONT,), answer_s=0.2, proof_s=1.0)
    yield printer
    printer.close()


DIE = """
import sys
from pathlib import Path
from drivers.clock import SystemClock
from drivers.receipt_printer import Line, Slip
from drivers.receipt_printer.escpos_serial import EscPosSerialPrinter
from drivers.wire import SerialWire

class DiesBeforeTheCut(SerialWire):
    def write(self, data):
        if b"\\x1dV" in data and b"\\x1d(H" in data:
            sys.stdout.write("text is out\\n")
            sys.stdout.flush()
            sys.stdin.read()
        super().write(data)

EscPosSerialPrinter(DiesBeforeTheCut(Path(sys.argv[1]), 115_200), SystemClock()).print_slip(
    Slip((Line("earlier person"),)), "ZZ99"
)
"""
"""A core that hangs between text and cut, until it is killed there."""


def died_before_the_cut(simulator: SimulatorProcess) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", DIE, str(simulator.link)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as core:
        assert core.stdout is not None
        assert core.stdout.readline() == "text is out\n"
        core.kill()


def test_the_next_person_does_not_get_what_a_killed_core_left_hanging(
    simulator: SimulatorProcess, printer: EscPosSerialPrinter
) -> None:
    died_before_the_cut(simulator)
    before = simulator.ask("count")["slips"]
    assert printer.print_slip(Slip((Line("next person"),)), MARK) is SlipOutcome.PRINTED
    assert simulator.ask("last_slip")["text"] == ["next person"]
    assert simulator.ask("count")["slips"] == before + 2, "the remnant fell for itself"
    assert printer.print_slip(Slip((Line("one more"),)), MARK) is SlipOutcome.PRINTED
    assert simulator.ask("last_slip")["text"] == ["one more"]
    assert simulator.ask("count")["slips"] == before + 3


def test_what_a_killed_core_left_in_a_printer_without_paper_is_forgotten_at_the_first_look(
    simulator: SimulatorProcess, printer: EscPosSerialPrinter
) -> None:
    simulator.ask("state", paper="end")
    with closing(SerialWire(simulator.link, 115_200)) as wire:
        wire.write(b"\x1b@earlier person\n")
        before = simulator.ask("count")["slips"]
        wait_until(lambda: simulator.ask("count")["bytes"] > 0, 2)
    assert printer.condition().faults == (Fault.NO_PAPER,)
    simulator.ask("state", paper="ok")
    assert printer.print_slip(Slip((Line("next person"),)), MARK) is SlipOutcome.PRINTED
    assert simulator.ask("last_slip")["text"] == ["next person"]
    assert simulator.ask("count")["slips"] == before + 1


def test_a_slip_comes_out_as_a_picture_with_its_text_and_a_qr_code_that_phones_read(
    simulator: SimulatorProcess, printer: EscPosSerialPrinter
) -> None:
    before = simulator.ask("count")
    assert printer.print_slip(SLIP, MARK) is SlipOutcome.PRINTED
    after = simulator.ask("count")
    assert (after["slips"] - before["slips"], after["cuts"] - before["cuts"], after["unknown"]) == (1, 2, 0), (
        "one cut of blank paper, since the driver is new"
    )
    slip = simulator.ask("last_slip")
    assert slip["text"] == [
        "业务凭条",
        "-" * 48,
        "业务名称  个人参保证明打印",
        "办理人    演**",
        "[picture 576x24]",
        "请取走您的证件和凭条",
        f"[QR] {LINK}",
        "演示数据",
    ]
    assert Path(slip["png"]).name == f"slip-{after['slips']:04d}.png"
    with Image.open(slip["png"]) as picture:
        assert picture.width == 576 + 2 * 32
    assert _scanned(slip["png"]) == LINK


def test_each_character_leaves_ink_where_it_stands(simulator: SimulatorProcess, printer: EscPosSerialPrinter) -> None:
    left, right = _ink_of(simulator, printer, Line("演")), _ink_of(simulator, printer, Line("演", Align.RIGHT))
    centre, rare = _ink_of(simulator, printer, Line("演", Align.CENTRE)), _ink_of(simulator, printer, Line("𬴊"))
    large = _ink_of(simulator, printer, Line("演", large=True))
    assert 32 <= left[0] < left[2] <= 32 + 24 + 1
    assert 32 + 576 - 24 - 1 <= right[0] < right[2] <= 32 + 576 + 1
    assert centre[0] < 320 < centre[2]
    assert 32 <= rare[0] < rare[2] <= 32 + 24 + 1
    left_of_qr, _, right_of_qr, _ = _ink_of(simulator, printer, Qr(LINK))
    assert left_of_qr + right_of_qr == 576 + 2 * 32
    assert abs((large[2] - large[0]) - 2 * (left[2] - left[0])) <= 4


def test_the_printer_tells_its_condition(simulator: SimulatorProcess, printer: EscPosSerialPrinter) -> None:
    assert printer.condition() == Condition(())
    for state, condition in (
        ({"paper": "near_end"}, Condition((), (Fault.PAPER_LOW,))),
        ({"paper": "end"}, Condition((Fault.NO_PAPER,), (Fault.PAPER_LOW,))),
        ({"paper": "ok", "cover": "open"}, Condition((Fault.COVER_OPEN,))),
        ({"cover": "closed", "cutter": "error"}, Condition((Fault.CUTTER,))),
        ({"cutter": "ok"}, Condition(())),
    ):
        simulator.ask("state", **state)
        assert printer.condition() == condition


@pytest.mark.parametrize(
    ("state", "fault"),
    [({"paper": "end"}, Fault.NO_PAPER), ({"cover": "open"}, Fault.COVER_OPEN), ({"cutter": "error"}, Fault.CUTTER)],
)
def test_a_printer_that_stands_gets_no_slip(
    simulator: SimulatorProcess, printer: EscPosSerialPrinter, state: dict[str, str], fault: Fault
) -> None:
    simulator.ask("state", **state)
    before = simulator.ask("count")
    with pytest.raises(DeviceError) as caught:
        printer.print_slip(SLIP, MARK)
    assert caught.value.fault is fault
    assert simulator.ask("count")["slips"] == before["slips"]


@pytest.mark.parametrize("state", [{"paper": "end"}, {"cover": "open"}, {"cutter": "error"}])
def test_trouble_in_the_middle_of_a_slip_is_seen_and_nothing_of_it_comes_out_later(
    simulator: SimulatorProcess, printer: EscPosSerialPrinter, state: dict[str, str]
) -> None:
    before = simulator.ask("count")
    simulator.ask("state", **state, after_lines=3)
    assert printer.print_slip(SLIP, MARK) is SlipOutcome.NOT_PRINTED
    assert printer.condition().faults
    simulator.ask("clear")
    assert simulator.ask("count")["slips"] == before["slips"]
    assert printer.print_slip(SLIP, MARK) is SlipOutcome.PRINTED
    text = simulator.ask("last_slip")["text"]
    assert text[0] == "业务凭条"
    assert text.count("业务凭条") == 1


def test_a_printer_that_is_helped_prints_on_what_it_holds(simulator: SimulatorProcess) -> None:
    wire = SerialWire(simulator.link, 115_200)
    simulator.ask("state", cover="open", after_lines=1)
    wire.write(b"one\ntwo\n" + frames.PAPER_SENSOR + frames.partial_cut(0) + frames.mark_request(MARK))
    assert wire.read(1, 0.1) == b""
    wire.write(frames.status_request(2))
    assert wire.read(1, 1.0) == b"\x16"
    simulator.ask("state", cover="closed")
    assert wire.read(8, 1.0) == b"\x00\x37\x22AB12\x00"
    assert simulator.ask("last_slip")["text"] == ["one", "two"]
    wire.close()


@pytest.mark.parametrize(
    "name", ["slow", "garbage_before", "garbage_after", "one_byte_at_a_time", "wrong_length", "stale_reply"]
)
def test_a_rough_line_does_no_harm(simulator: SimulatorProcess, printer: EscPosSerialPrinter, name: str) -> None:
    assert printer.condition() == Condition(())
    simulator.fault(name, times=4)
    assert printer.condition() == Condition(())
    simulator.ask("clear")
    simulator.fault(name, times=100 if name != "stale_reply" else 3)
    assert printer.print_slip(SLIP, MARK) is SlipOutcome.PRINTED


@pytest.mark.parametrize(
    ("name", "fault"), [("silent", Fault.ABSENT), ("half_reply", Fault.ABSENT), ("wrong_checksum", Fault.GARBLED)]
)
def test_a_printer_that_does_not_answer_is_never_in_order(
    simulator: SimulatorProcess, printer: EscPosSerialPrinter, name: str, fault: Fault
) -> None:
    simulator.fault(name, times=100)
    with pytest.raises(DeviceError) as caught:
        printer.print_slip(SLIP, MARK)
    assert caught.value.fault is fault


def test_a_printer_pulled_out_in_the_middle_comes_back_under_its_path(
    simulator: SimulatorProcess, printer: EscPosSerialPrinter
) -> None:
    simulator.fault("unplug_mid_frame")
    with pytest.raises(DeviceError) as caught:
        printer.condition()
    assert caught.value.fault is Fault.GONE
    with pytest.raises(DeviceError) as caught:
        printer.condition()
    assert caught.value.fault is Fault.ABSENT
    simulator.ask("plug")
    assert printer.print_slip(SLIP, MARK) is SlipOutcome.PRINTED


def test_a_clone_on_narrow_paper_through_the_catalogue(tmp_path: Path) -> None:
    port = ReceiptPrinterSettings(port=tmp_path / "device.tty", paper_mm=58, process_id=False)
    printer = RECEIPT_PRINTERS[port.model](port, SystemClock(), (FONT,))
    with pytest.raises(DeviceError) as caught:
        printer.condition()
    assert caught.value.fault is Fault.ABSENT
    slips = tmp_path / "slips"
    with running(MODULE, tmp_path, "--slips", str(slips), "--paper-mm", "58", "--no-process-id") as simulator:
        assert printer.print_slip(SLIP, MARK) is SlipOutcome.CONSUMED
        assert simulator.ask("count")["unknown"] == 0
        with Image.open(slips / "slip-0001.png") as picture:
            assert picture.width == 384 + 2 * 32
        assert _scanned(str(slips / "slip-0001.png")) == LINK
    printer.close()


def test_without_its_font_the_simulator_says_so_and_ends(tmp_path: Path) -> None:
    arguments = ["--link", "x.tty", "--control", "x.sock", "--slips", "s", "--font", "nowhere.ttf"]
    ended = subprocess.run(
        [sys.executable, "-m", MODULE, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path.cwd())},
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("font nowhere.ttf")
    assert list(tmp_path.iterdir()) == []


def test_wrong_orders_are_refused_with_a_reason(simulator: SimulatorProcess) -> None:
    for fields, said in (
        ({"paper": "wet"}, "near_end"),
        ({"colour": "blue"}, "colour"),
        ({"paper": "end", "after_lines": -1}, "after_lines"),
    ):
        with pytest.raises(ValueError, match=said):
            simulator.ask("state", **fields)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=30),
            st.sampled_from(
                [
                    frames.INITIALISE,
                    frames.qr(b"", 3),
                    frames.partial_cut(1),
                    frames.mark_request(MARK),
                    b"\x1dv0\0\0\0\0\0",
                    b"\x1b3\0\n",
                ]
            ),
        ),
        max_size=12,
    )
)
def test_no_host_crashes_the_printer(tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]) -> None:
    paper = ThermalPaper(384, Glyphs((FONT,)))
    printer = ReceiptPrinterModel(paper, tmp_path_factory.getbasetemp() / "noise")
    for piece in pieces:
        printer.receive(piece)


def _ink_of(simulator: SimulatorProcess, printer: EscPosSerialPrinter, part: Line | Qr) -> tuple[int, int, int, int]:
    """Where the slip is dark: left, top, right, bottom."""
    assert printer.print_slip(Slip((part,)), MARK) is SlipOutcome.PRINTED
    with Image.open(simulator.ask("last_slip")["png"]) as picture:
        box = picture.convert("L").point(lambda level: 255 if level < 100 else 0).getbbox()
    assert box is not None
    return box


def _scanned(png: str) -> str:
    return subprocess.run(
        ["zbarimg", "--quiet", "--raw", png], capture_output=True, text=True, check=True
    ).stdout.strip()
