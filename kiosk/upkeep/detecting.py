"""What is plugged in, asked in each device's own words; from it the tables of the terminal's file and udev's names.

Only questions are asked that move nothing: a serial number, a state, a setting. Which door a lock opens, how many locks
a board has and what is wired to an input no wire can tell: that is filled in by hand, and named in the report.
"""

import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter
from serial.tools import list_ports

from config.settings import Settings
from drivers.clock import Clock
from drivers.faults import DeviceError
from kiosk.cabinet.devices import MODELS, SLIP_FONTS

NAME = "/dev/kiosk-{}"
"""What udev calls a device's line."""
UDEV_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "idcard": "idcard",
        "receipt_printer": "receipt",
        "code_scanner": "scanner",
        "pin_pad": "pinpad",
        "io_module": "io",
        "locker": "locker",
        "endorser": "endorser",
        "bank_card": "bankcard",
    }
)
"""By the device's table, as in the terminals' files."""
WHERE = ("port", "queue", "device", "reader", "name")
"""What was found out is believed before what a template says: where a device is, and what it is called there."""
BY_PATH = Path("/dev/v4l/by-path")
INPUTS = Path("/dev/input/by-path")
UDEV_S = 5.0


@dataclass(frozen=True, slots=True)
class Line:
    """A serial line of this machine."""

    port: Path
    id_path: str = ""
    """Where it is plugged in, as udev says (ID_PATH): stays the same whatever is plugged in first."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One question in one device's words."""

    device: str
    table: Mapping[str, Any]
    """What the terminal's file would say beside the port."""
    by_hand: str = ""
    """What no wire tells."""
    ask: Callable[[Any], object] = lambda driver: driver.check()


@dataclass(frozen=True, slots=True)
class Found:
    """What was found."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    by_hand: tuple[str, ...] = ()
    silent: tuple[Path, ...] = ()
    """Lines on which nobody answered in any words we know."""


GUESSES: tuple[Guess, ...] = (
    Guess("idcard", {"model": "samv-serial"}),
    Guess("pin_pad", {"model": "kiosk-pad"}),
    Guess("code_scanner", {"model": "gm65"}),
    Guess("code_scanner", {"model": "newland", "baud": 115_200}),
    Guess("endorser", {"model": "kiosk-endorser"}),
    Guess("bank_card", {"model": "kiosk-terminal"}),
    Guess(
        "io_module",
        {"model": "modbus-rtu", "inputs": {"service_door": 0}, "coils": {}},
        by_hand="which inputs, coils and registers are wired to what",
        ask=lambda driver: driver.look(),
    ),
    Guess(
        "locker",
        {"model": "cu16", "baud": 19_200, "boards": [{"board": 0, "locks": 16}]},
        by_hand="how many boards there are, how many locks each has, and their sizes",
    ),
    Guess(
        "locker",
        {"model": "8a", "boards": [{"board": 1, "locks": 8}]},
        by_hand="how many boards there are, how many locks each has, and their sizes",
    ),
    Guess("receipt_printer", {"model": "escpos-serial"}, ask=lambda driver: driver.condition()),
)
"""In this order: words with a checksum first, which nobody else takes for his own; plain ones last."""


def serial_lines() -> tuple[Line, ...]:
    """Every line behind a USB adapter; a board's own ttyS is asked only where it is named."""
    ports = (Path(port.device) for port in list_ports.comports() if port.vid is not None)
    return tuple(Line(port, id_path(port)) for port in sorted(ports))


def id_path(port: Path) -> str:
    """Where it is plugged in; empty where udev does not say."""
    command = ["udevadm", "info", "--query=property", "--property=ID_PATH", "--value", f"--name={port}"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, timeout=UDEV_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.strip() if said.returncode == 0 else ""


def detect(lines: Iterable[Line], clock: Clock, guesses: Iterable[Guess] = GUESSES) -> Found:
    """Ask every line in the words of every device that is not found yet.

    Args:
        lines: of this machine.
        clock: for the drivers' limits.
        guesses: what to ask.
    """
    tables: dict[str, dict[str, Any]] = {}
    where: dict[str, Line] = {}
    by_hand: list[str] = []
    silent: list[Path] = []
    for line in lines:
        fits = (one for one in guesses if one.device not in tables and _answers(one, line, clock))
        found = next(fits, None)
        if found is None:
            silent.append(line.port)
            continue
        port = NAME.format(UDEV_NAMES[found.device]) if line.id_path else str(line.port)
        tables[found.device] = {**found.table, "port": port}
        where[found.device] = line
        if found.by_hand:
            by_hand.append(f"[{found.device}] {found.by_hand}")
    return Found(tables, where, tuple(by_hand), tuple(silent))


def _answers(guess: Guess, line: Line, clock: Clock) -> bool:
    annotation: Any = Settings.model_fields[guess.device].annotation
    settings = TypeAdapter(annotation).validate_python({**guess.table, "port": str(line.port)})
    make: Any = MODELS[guess.device][settings.model]
    more = (SLIP_FONTS,) if guess.device == "receipt_printer" else ()
    driver = make(settings, clock, *more)
    try:
        guess.ask(driver)
    except DeviceError:
        return False
    finally:
        driver.close()
    return True


def plain_devices() -> dict[str, dict[str, Any]]:
    """Camera and keypad by the socket they are plugged into, the first of each."""
    found: dict[str, dict[str, Any]] = {}
    if cameras := sorted(BY_PATH.glob("*-video-index0")):
        found["camera"] = {"model": "v4l2", "port": str(cameras[0])}
    if keypads := sorted(INPUTS.glob("*-event-kbd")):
        found["keypad"] = {"model": "linux-input", "port": str(keypads[0])}
    return found


def udev_rules(found: Found) -> str:
    """Names by socket, for /etc/udev/rules.d/71-kiosk-names.rules; lines without a socket get none."""
    head = "# Made by `python -m kiosk devices detect`: a device is what is plugged into its socket.\n"
    return head + "".join(
        f'SUBSYSTEM=="tty", ENV{{ID_PATH}}=="{line.id_path}", SYMLINK+="kiosk-{UDEV_NAMES[device]}"\n'
        for device, line in found.lines.items()
        if line.id_path
    )


def with_found(common: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A terminal's table with what was found in the place of what it says about these devices.

    What only hands can tell is kept where the model is the same: boards, wiring, drivers of vendors.
    """
    whole = {name: value for name, value in common.items() if name not in UDEV_NAMES}
    for device, table in tables.items():
        before = common.get(device, {})
        is_same = isinstance(before, Mapping) and before.get("model", table.get("model")) == table.get("model")
        asked = {name: table[name] for name in WHERE if name in table}
        whole[device] = {**table, **(before if is_same else {}), **asked}
    return whole
