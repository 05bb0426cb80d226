"""What stands at the other end of each device's wire in a hall on one machine: one line of a table a device.

A line says how the counterpart is started, what the terminal's file says about the device then, what the world is like
in the beginning, and what the core needs in its environment. Devices without a wire have settings alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

from drivers.document_scanner.simulator import GLASS
from drivers.smart_card.virtual_staff_card import demo_key
from drivers.sound.aplay import CARDS
from kiosk.hall.launcher import python
from kiosk.hall.staff_people import CARDS as CARDS_OF_STAFF


class Tell(Protocol):
    """Speaks to a counterpart's control line."""

    def __call__(self, device: str, do: str, /, **fields: Any) -> dict[str, Any]:
        """Ask one thing (drivers/control.py)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the counterparts of one terminal stand."""

    run: Path
    tell: Tell
    process_id: bool = True
    """Whether the receipt printer knows GS ( H; many clones do not."""
    has_glass: bool = False
    """Whether the scanner shows what is laid on its glass, and not the patterns of SANE's test device."""

    def control(self, device: str) -> Path:
        """Its control line."""
        return self.run / f"{device}.sock"

    def line(self, device: str) -> Path:
        """What the driver opens, as if udev had named it."""
        return self.run / f"{device}.tty"

    @property
    def slips(self) -> Path:
        """Pictures of what came out of the receipt printer."""
        return self.run / "slips"


Argv = Callable[[str, Ground], list[str]]
Block = Callable[[str, Ground], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One line of the table."""

    block: Block
    """The device's block in the terminal's file; asked for when all counterparts are ready."""
    argv: Argv | None = None
    """None: there is no process."""
    beginning: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Requests to its control line with their fields, before anybody looks."""
    environment: Callable[[str, Ground], dict[str, str]] = lambda _device, _at: {}
    """What the core needs to find it."""
    wants_rights: bool = False
    """Whether it needs what some machines refuse: then the hall stands without it."""


BOARDS: Final = {0: 16, 1: 16}
"""Locks of each board, as on a cabinet of 32 boxes with a sensor each."""
BOXES: Final = {0: "ssssssssmmmmmmmm", 1: "ssssssssmmmmllll"}
"""Sizes of the boxes of each board."""
FIRST_DOOR: Final = "0-1"
STAFF: Final = CARDS_OF_STAFF
"""Numbers of the staff cards that the terminal knows."""
INPUTS: Final = {"service_door": 0, "presence": 1, "earphone": 2}
LAMPS: Final = ("card_lamp", "code_lamp", "camera_lamp", "receipt_lamp", "a4_lamp", "locker_lamp", "service_lamp")
COILS: Final = {name: address for address, name in enumerate((*LAMPS, "fan"))}
REGISTERS: Final = {"temperature": 0, "fan_speed": 1}
WARM: Final = 312
"""31.2 degrees inside the cabinet, in tenths; our choice, as are 1500 turns a minute."""
FAN_TURNS: Final = 1500
RESIDENT: Final = "resident"
"""Who stands before the camera in the beginning: the one whose portrait is on the demo's first card."""


def _on_wire(*more: str) -> Argv:
    """A simulator behind a pty."""
    return lambda device, at: [*_simulator(device, at), "--link", str(at.line(device)), *more]


def _on_loopback(*more: str) -> Argv:
    """A simulator behind a free port of 127.0.0.1; `address` tells which."""
    return lambda device, at: [*_simulator(device, at), *more]


def _in_folder(folder: str) -> Argv:
    """Programs of the system with all their files in one folder."""
    return lambda device, at: [*_simulator(device, at), "--run", str(at.run / folder)]


def _simulator(device: str, at: Ground) -> list[str]:
    return python(f"drivers.{device}.simulator", "--control", str(at.control(device)))


def _receipt_printer(device: str, at: Ground) -> list[str]:
    clone = () if at.process_id else ("--no-process-id",)
    return _on_wire("--slips", str(at.slips), *clone)(device, at)


def _endorser(device: str, at: Ground) -> list[str]:
    return _on_wire("--cards", str(at.slips.parent / "cards"))(device, at)


def _people(device: str, at: Ground) -> list[str]:
    """A camera before which an invented person stands."""
    return python("drivers.face.motion.player", "--control", str(at.control(device)), "--person", RESIDENT)


def _plain(**values: Any) -> Block:
    return lambda _device, _at: dict(values)


def _at_port(**values: Any) -> Block:
    return lambda device, at: {"port": str(at.line(device)), **values}


def _queue(device: str, at: Ground) -> dict[str, Any]:
    told = at.tell(device, "addresses")
    return {name: told[name] for name in ("queue", "cups", "device")} | {"photo_tray": "photo"}


def _reader(device: str, at: Ground) -> dict[str, Any]:
    keys = {number: demo_key(number).public_key().public_bytes_raw().hex() for number in STAFF}
    return {"reader": at.tell(device, "addresses")["reader"], "staff_cards": keys}


def _pcscd(device: str, at: Ground) -> dict[str, str]:
    return {"PCSCLITE_CSOCK_NAME": str(at.tell(device, "addresses")["pcscd"])}


def _stream(device: str, at: Ground) -> dict[str, Any]:
    return {"model": "mjpeg", "url": at.tell(device, "address")["url"]}


def _snapshots(device: str, at: Ground) -> dict[str, Any]:
    return {"url": at.tell(device, "address")["url"]}


def _scanner(device: str, at: Ground) -> dict[str, Any]:
    if at.has_glass:
        return {"model": "image-source", "pictures": str(at.line(device) / GLASS)}
    return {"sane_folder": str(at.line(device))}


def _upsd(device: str, at: Ground) -> dict[str, Any]:
    told = at.tell(device, "address")
    return {"host": told["host"], "port": told["port"]}


def _loudspeaker(_device: str, _at: Ground) -> dict[str, Any]:
    """What the machine has: where its kernel knows a sound card, that one."""
    try:
        has_card = CARDS.read_text("ascii", "replace").lstrip().startswith("0")
    except OSError:
        has_card = False
    return {"model": "aplay" if has_card else "recorder"}


COUNTERPARTS: Final[Mapping[str, Counterpart]] = MappingProxyType(
    {
        "a4_printer": Counterpart(_queue, _in_folder("a4")),
        "idcard": Counterpart(_at_port(portrait_decoder=python("drivers.idcard.stand_in_decoder")), _on_wire()),
        "receipt_printer": Counterpart(
            lambda device, at: _at_port(process_id=at.process_id)(device, at), _receipt_printer
        ),
        "smart_card": Counterpart(_reader, _in_folder("card"), environment=_pcscd, wants_rights=True),
        "camera": Counterpart(_stream, _people),
        "face": Counterpart(_plain()),
        "io_module": Counterpart(
            _at_port(inputs=INPUTS, coils=COILS, registers=REGISTERS),
            _on_wire(),
            beginning=(
                ("register", {"address": REGISTERS["temperature"], "value": WARM}),
                ("register", {"address": REGISTERS["fan_speed"], "value": FAN_TURNS}),
            ),
        ),
        "locker": Counterpart(
            _at_port(
                model="cu16",
                baud=19_200,
                boards=[
                    {"board": board, "locks": locks, "item_sensors": True, "sizes": BOXES[board]}
                    for board, locks in BOARDS.items()
                ],
            ),
            _on_wire("--model", "cu16", "--boards", ",".join(f"{board}:{locks}" for board, locks in BOARDS.items())),
        ),
        "code_scanner": Counterpart(_at_port(), _on_wire()),
        "pin_pad": Counterpart(_at_port(), _on_wire()),
        "bank_card": Counterpart(_at_port(), _on_wire()),
        "endorser": Counterpart(_at_port(), _endorser),
        "keypad": Counterpart(_at_port(), _on_wire()),
        "document_scanner": Counterpart(_scanner, _on_wire()),
        "sheet_camera": Counterpart(_snapshots, _on_loopback()),
        "usb_stick": Counterpart(lambda device, at: {"path": str(at.line(device))}, _on_wire()),
        "ups": Counterpart(_upsd, _on_loopback()),
        "signature_pad": Counterpart(_plain(model="screen")),
        "sound": Counterpart(_loudspeaker),
        "machine": Counterpart(_plain()),
    }
)
"""In the order in which they are started: what takes longest comes first."""

ALWAYS: Final = ("a4_printer", "idcard", "receipt_printer")
"""No terminal is without them."""
ALL: Final = tuple(device for device in COUNTERPARTS if device not in ALWAYS)
"""Everything that can be fitted beside them."""
