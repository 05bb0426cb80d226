"""A thermal receipt printer behind a pty; every slip that it cuts becomes a picture.

    python -m drivers.receipt_printer.simulator --link RUN/receipt.tty --control RUN/receipt.sock
        --slips FOLDER [--paper-mm 80|58] [--no-process-id] [--font FILE] [--paced]

Control requests: state, count, last_slip, fault, clear, unplug, plug.
"""

import sys
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drivers.control import Handler
from drivers.pty_line import PtyLine, common_arguments, run
from drivers.receipt_printer import frames
from drivers.receipt_printer.command_stream import TEXT, Command, CommandStream
from drivers.receipt_printer.compose import paper_of
from drivers.receipt_printer.frames import ErrorCause, OfflineCause, PaperSensor, PrinterStatus
from drivers.receipt_printer.glyphs import Glyphs
from drivers.receipt_printer.thermal_paper import SPACING_DOTS, ThermalPaper

STATES = {"paper": ("ok", "near_end", "end"), "cover": ("closed", "open"), "cutter": ("ok", "error")}
IDLE = 0x12
"""The fixed bits of a status byte."""
_QR_LEVELS = {0x30: "l", 0x31: "m", 0x32: "q", 0x33: "h"}


class ReceiptPrinterModel:
    """The printer itself: fulfils `drivers.pty_line.Device`.

    Args:
        paper: the roll.
        slips: folder for the pictures, slip-0001.png and so on.
        process_id: False behaves like a clone that does not know GS ( H.
    """

    def __init__(self, paper: ThermalPaper, slips: Path, *, process_id: bool = True) -> None:
        self._paper = paper
        self._slips = slips
        self._process_id = process_id
        self._stream = CommandStream()
        self._waiting: deque[Command] = deque()
        self._state = {name: values[0] for name, values in STATES.items()}
        self._later: tuple[int, dict[str, str]] | None = None
        self._chinese = False
        self._qr = (3, "l", b"")
        self._counts = {"slips": 0, "cuts": 0, "bytes": 0, "unknown": 0}
        self._last: dict[str, Any] = {"png": None, "text": []}

    def receive(self, data: bytes) -> list[bytes]:
        """Obey what is complete: real-time commands at once, the others in their turn and only while online."""
        self._counts["bytes"] += len(data)
        replies = []
        for command in self._stream.feed(data):
            if command.is_real_time:
                replies += self._obey_at_once(command)
            else:
                self._waiting.append(command)
                replies += self._work()
        return replies

    def quiet(self) -> None:
        """A printer waits for ever for the rest of a command."""

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """The fixed bits are wrong in every byte."""
        return bytes(value ^ 0x90 for value in reply)

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The reply comes twice."""
        return reply * 2

    def set_state(self, request: Mapping[str, Any]) -> list[bytes]:
        """Change paper, cover or cutter, at once or after `after_lines` more printed lines.

        Returns:
            What the printer now says on its line, having gone on with what it held.

        Raises:
            ValueError: no such part or state.
        """
        wanted = {name: value for name, value in request.items() if name not in ("do", "after_lines")}
        for name, value in wanted.items():
            if value not in STATES.get(name, ()):
                raise ValueError(f"'{name}' is one of {STATES.get(name, tuple(STATES))}")
        lines = request.get("after_lines", 0)
        if not isinstance(lines, int) or lines < 0:
            raise ValueError("after_lines is a number of lines")
        if lines:
            self._later = (lines, wanted)
            return []
        if self._state["paper"] == "end" and wanted.get("paper", "end") != "end":
            self._paper.tear_off()  # whoever puts a new roll in tears off what hangs there
        self._state.update(wanted)
        return self._work()

    def clear(self) -> list[bytes]:
        """Everything in order again."""
        self._later = None
        return self.set_state({name: values[0] for name, values in STATES.items()})

    def count(self) -> dict[str, int]:
        """What has happened so far; `unknown` counts commands that this printer does not know."""
        return dict(self._counts)

    def last_slip(self) -> dict[str, Any]:
        """Picture and text of the last slip."""
        return self._last

    @property
    def _is_offline(self) -> bool:
        return self._state["paper"] == "end" or self._state["cover"] == "open" or self._state["cutter"] == "error"

    def _obey_at_once(self, command: Command) -> list[bytes]:
        if command.name == b"\x10\x04":
            return [bytes([self._status(command.operands[0])])]
        if command == Command(b"\x10\x05", b"\x02"):
            self._waiting.clear()
        elif bytes(command.name + command.operands) == frames.CLEAR_BUFFERS:
            self._waiting.clear()
            return [frames.CLEARED]
        return []

    def _status(self, number: int) -> int:
        state = self._state
        match number:
            case 1:
                return IDLE | (PrinterStatus.OFFLINE if self._is_offline else 0)
            case 2:
                return (
                    IDLE
                    | (OfflineCause.COVER_OPEN if state["cover"] == "open" else 0)
                    | (OfflineCause.STOPPED_BY_PAPER_END if state["paper"] == "end" else 0)
                    | (OfflineCause.ERROR if state["cutter"] == "error" else 0)
                )
            case 3:
                return IDLE | (ErrorCause.CUTTER if state["cutter"] == "error" else 0)
            case 4:
                return IDLE | self._paper_bits() | (PaperSensor.END if state["paper"] == "end" else 0)
        return IDLE

    def _paper_bits(self) -> int:
        return PaperSensor.NEAR_END if self._state["paper"] != "ok" else 0

    def _work(self) -> list[bytes]:
        replies = []
        while self._waiting and not self._is_offline:
            command = self._waiting.popleft()
            if command.name == TEXT:
                self._print_text(command.operands)
            else:
                replies += self._obey(command)
        return replies

    def _print_text(self, text: bytes) -> None:
        line, feed, rest = text.partition(b"\n")
        encoding = "gbk" if self._chinese else "ascii"
        characters = line.decode(encoding, "replace").replace("\r", "")
        self._lines_done(self._paper.put(characters))
        if not feed:
            return
        self._paper.line_feed()
        if rest:
            self._waiting.appendleft(Command(TEXT, rest))
        self._lines_done(1)

    def _lines_done(self, lines: int) -> None:
        if self._later is None:
            return
        left, wanted = self._later
        self._later = (left - lines, wanted)
        if left <= lines:
            self._later = None
            self._state.update(wanted)

    def _obey(self, command: Command) -> list[bytes]:
        operands = command.operands
        match command.name:
            case b"\x1b\x40":
                self._paper.reset()
                self._chinese = False
            case b"\x1d\x76":
                self._paper.raster(int.from_bytes(operands[2:4], "little"), operands[6:])
            case b"\x1d\x56":
                self._cut(operands)
            case b"\x1d\x28":
                return self._function(operands)
            case b"\x1d\x72" | b"\x1b\x76":
                return [bytes([self._sensor()])]
            case _:
                self._set(command.name, operands[0] if operands else 0)
        return []

    def _set(self, name: bytes, value: int) -> None:
        """Commands that change how what follows is printed, and plain feeding."""
        match name:
            case b"\x1c\x26" | b"\x1c\x2e":
                self._chinese = name == b"\x1c\x26"
            case b"\x1b\x61":
                self._paper.align = value % 0x30 % 3
            case b"\x1b\x45":
                self._paper.restyle(bold=bool(value & 1))
            case b"\x1d\x21":
                self._paper.restyle(width=(value >> 4 & 7) + 1, height=(value & 7) + 1)
            case b"\x1c\x21":
                self._paper.restyle(width=2 if value & 4 else 1, height=2 if value & 8 else 1)
            case b"\x1b\x32" | b"\x1b\x33":
                self._paper.spacing = value or SPACING_DOTS
            case b"\x1b\x4a":
                self._paper.feed(value)
            case b"\x1b\x64":
                self._paper.feed(value * self._paper.spacing)
            case b"\x1d\x61" | b"\x1b\x52" | b"\x1b\x74":
                pass  # status back, country and code page change nothing here
            case _:
                self._counts["unknown"] += 1

    def _sensor(self) -> int:
        """Answer to GS r 1; paper end never shows, for then nothing is answered."""
        return self._paper_bits() >> 2

    def _function(self, operands: bytes) -> list[bytes]:
        """GS ( X: QR codes and process ids."""
        parameters = operands[3:]
        value = parameters[2] if len(parameters) > 2 else 0
        module_dots, level, data = self._qr
        match operands[:1], parameters[:2]:
            case b"k", b"1C":
                self._qr = (min(max(value, 1), 16), level, data)
            case b"k", b"1E":
                self._qr = (module_dots, _QR_LEVELS.get(value, "l"), data)
            case b"k", b"1P":
                self._qr = (module_dots, level, parameters[3:])
            case b"k", b"1Q" if data:
                self._paper.qr(data, module_dots, level)
            case b"k", b"1A":
                pass  # model 2 is the only one
            case b"H", b"00" if self._process_id:
                return [b"\x37\x22" + parameters[2:6] + b"\x00"]
            case _:
                self._counts["unknown"] += 1
        return []

    def _cut(self, operands: bytes) -> None:
        self._paper.feed(operands[1] if len(operands) > 1 else 0)
        self._counts["cuts"] += 1
        if self._paper.is_blank:
            self._paper.tear_off()
            return
        self._counts["slips"] += 1
        self._slips.mkdir(parents=True, exist_ok=True)
        png = self._slips / f"slip-{self._counts['slips']:04d}.png"
        self._paper.picture().save(png)
        self._last = {"png": str(png), "text": list(self._paper.text)}
        self._paper.tear_off()


def main() -> int:
    """Run until told to end; 2 without a font."""
    parser = common_arguments("Simulates a receipt printer on a serial line.")
    parser.add_argument("--slips", type=Path, required=True, help="folder for the pictures of slips")
    parser.add_argument("--paper-mm", type=int, choices=(80, 58), default=80)
    parser.add_argument("--no-process-id", action="store_true", help="behave like a clone without GS ( H")
    parser.add_argument(
        "--font",
        type=Path,
        default=Path(sys.prefix) / "share" / "kiosk" / "fonts" / "NotoSansSC-Regular.ttf",
        help="TrueType file of the printer's characters (default: the one that make setup builds)",
    )
    arguments = parser.parse_args()
    glyphs = Glyphs((arguments.font,))
    try:
        glyphs.font_of("字")
    except OSError as error:
        sys.stderr.write(f"font {arguments.font}: {error}: run make setup\n")
        return 2
    paper = ThermalPaper(paper_of(arguments.paper_mm).dots, glyphs)
    printer = ReceiptPrinterModel(paper, arguments.slips, process_id=not arguments.no_process_id)

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def state(request: Mapping[str, Any]) -> None:
            line.send(printer.set_state(request))

        def clear(_request: Mapping[str, Any]) -> None:
            line.faults.clear()
            line.send(printer.clear())

        return {
            "state": state,
            "clear": clear,
            "count": lambda _request: printer.count(),
            "last_slip": lambda _request: printer.last_slip(),
        }

    run(arguments, printer, handlers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
