"""What staff can ask of each device without a resident: its own check, and where it does no harm a real act.

Levels by JavaPOS `checkHealth`: internal is a question on the wire, external moves the device. Nothing here takes or
keeps a picture, reads a card or opens a door.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from drivers.camera import Camera
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.io_module import IoModule
from drivers.receipt_printer import Line, ReceiptPrinter, Rule, Slip, SlipOutcome
from kiosk.cabinet.devices import Devices, there
from kiosk.cabinet.looks import Look

COVERED = 10.0
"""Mean brightness (0-255) below which a lens is covered (drivers/camera)."""
FRAME_S = 5.0
"""For the first picture of a USB camera, which takes one to two seconds."""
SLIP_MARK = "TEST"
IN_ORDER = "in order"
"""What is said of a device that says nothing of itself."""


def run(name: str, look: Look, devices: Devices, clock: Clock) -> str:
    """Test one device.

    Args:
        name: of a device that is fitted and enabled.
        look: its look at rest, which has to find it in order.
        devices: of this terminal.
        clock: for the slip's date.

    Returns:
        What was found, for staff.

    Raises:
        DeviceError: what is wrong.
    """
    state = look()
    if state.faults:
        raise DeviceError(state.faults[0], "its own state")
    more = _ACTS.get(name)
    said = more(devices, clock) if more is not None else _said(getattr(devices, name, None))
    warnings = ", ".join(fault.value for fault in state.warnings)
    return f"{said}; see to: {warnings}" if warnings else said


def _said(device: object) -> str:
    check = getattr(device, "check", None)
    said = check() if check is not None else None
    return str(said) if said is not None else IN_ORDER


def _slip(devices: Devices, clock: Clock) -> str:
    printer: ReceiptPrinter = there(devices.receipt_printer)
    slip = Slip(
        (Line("自检 Self-test", bold=True), Rule(), Line(f"{clock.now():%Y-%m-%d %H:%M:%S}"), Line("字库：龘 囍 𠮷"))
    )
    outcome = printer.print_slip(slip, SLIP_MARK)
    if outcome in (SlipOutcome.NOT_PRINTED, SlipOutcome.UNKNOWN):
        raise DeviceError(Fault.UNKNOWN, f"a slip was sent, and is {outcome.value}")
    return f"a slip came out: {outcome.value}"


def _lamps(devices: Devices, _: Clock) -> str:
    module: IoModule = there(devices.io_module)
    lamps = module.lamps()
    for lamp in lamps:
        before = module.is_lit(lamp)
        for lit in (not before, before):
            module.set_lamp(lamp, lit=lit)
    return f"{len(lamps)} lamps follow"


def _picture(devices: Devices, _: Clock) -> str:
    camera: Camera = there(devices.camera)
    name = camera.check()
    camera.open()
    try:
        frame = camera.newest(FRAME_S)
    finally:
        camera.close()
    if frame.brightness < COVERED:
        raise DeviceError(Fault.REFUSED, "the lens is covered, or it is dark")
    return f"{name}: {frame.width_px}x{frame.height_px}, brightness {frame.brightness:.0f} of 255"


_ACTS: Mapping[str, Callable[[Devices, Clock], str]] = MappingProxyType(
    {"receipt_printer": _slip, "io_module": _lamps, "camera": _picture}
)
