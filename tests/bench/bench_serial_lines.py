"""`make bench`: serial devices against what their bytes need at 115200 baud, through simulators paced at that speed."""

import statistics
import sys
from pathlib import Path

from card_samples import LAID
from side_by_side import timed
from simulator_process import running

from drivers.clock import SystemClock
from drivers.idcard.samv_serial import SamVSerialReader
from drivers.pty_line import BITS_PER_BYTE
from drivers.receipt_printer import Align, Line, Pair, Qr, Rule, Slip, SlipOutcome
from drivers.receipt_printer.escpos_serial import EscPosSerialPrinter
from drivers.wire import SerialWire

BAUD = 115_200
ROUNDS = 15
MARK = "AB12"
SLIP = Slip(
    (
        Line("业务凭条", Align.CENTRE, large=True),
        Rule(),
        *(Pair(f"第{number}项", "个人参保证明打印 2026-11-21 03:00") for number in range(1, 31)),
        Qr("https://verify.example.invalid/c/ABCD-EFGH-JKLM-NPQR"),
        Line("演示数据", Align.CENTRE),
    )
)


class CountedWire(SerialWire):
    """A serial line that keeps what went over it."""

    def __init__(self, port: Path) -> None:
        super().__init__(port, BAUD)
        self.written, self.read_bytes = b"", 0

    def begin(self) -> None:
        self.written, self.read_bytes = b"", 0

    def write(self, data: bytes) -> None:
        self.written += data
        super().write(data)

    def read(self, size: int, within_s: float) -> bytes:
        data = super().read(size, within_s)
        self.read_bytes += len(data)
        return data

    def seconds(self) -> float:
        """What its bytes need on the wire, one direction after the other."""
        return (len(self.written) + self.read_bytes) * BITS_PER_BYTE / BAUD


def test_a_card_against_the_time_of_its_bytes(tmp_path: Path) -> None:
    with running("drivers.idcard.simulator", tmp_path, "--paced") as simulator:
        wire = CountedWire(simulator.link)
        reader = SamVSerialReader(wire, SystemClock())

        def read() -> None:
            assert reader.card_present()
            reader.read()

        times = []
        for _ in range(ROUNDS):
            simulator.ask("remove")
            simulator.ask("lay", **LAID)
            wire.begin()
            times.append(timed(read))
        reader.close()
    ours = statistics.median(times)
    sys.stdout.write(
        f"\nID card found, selected and read: {ours * 1000:.1f} ms against {wire.seconds() * 1000:.1f} ms for its "
        f"{len(wire.written) + wire.read_bytes} bytes at {BAUD} baud, ratio {ours / wire.seconds():.2f}\n"
    )


def test_a_slip_against_its_bytes_on_the_raw_wire(tmp_path: Path) -> None:
    slips = tmp_path / "slips"
    with running("drivers.receipt_printer.simulator", tmp_path, "--slips", str(slips), "--paced") as simulator:
        wire = CountedWire(simulator.link)
        printer = EscPosSerialPrinter(wire, SystemClock())

        def ours() -> None:
            assert printer.print_slip(SLIP, MARK) is SlipOutcome.PRINTED

        ours()  # the first also cuts off what an earlier driver may have left
        wire.begin()
        ours()
        sent, answered = wire.written, wire.read_bytes

        def raw() -> None:
            """The same conversation without a look at any answer in between."""
            wire.write(sent)
            heard = 0
            while heard < answered:
                heard += len(wire.read(answered - heard, 10.0))

        times = [(timed(ours), timed(raw)) for _ in range(ROUNDS)]
        printer.close()
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(a / b for a, b in times)
    sys.stdout.write(
        f"\nslip of {len(sent)} bytes, from its values to the printer's proof: {len(sent) / mine:.0f} bytes/s against "
        f"{len(sent) / theirs:.0f} bytes/s on the raw wire ({BAUD // BITS_PER_BYTE} at most), ratio {ratio:.2f}\n"
    )
