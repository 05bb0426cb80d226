"""How a device is, in words and a tone."""

from drivers.faults import Fault
from kiosk.health import DeviceState, Status
from kiosk.staff.means import Means
from kiosk.staff_view import Tone

_TONES: dict[Status, Tone] = {
    Status.ONLINE: "good",
    Status.DEGRADED: "careful",
    Status.DISABLED: "careful",
    Status.NOT_FITTED: "plain",
    Status.UNKNOWN: "careful",
    Status.OFFLINE: "bad",
    Status.FAULT: "bad",
}


def tone(state: DeviceState) -> Tone:
    """How serious it is."""
    return _TONES[state.status]


def status(means: Means, state: DeviceState) -> str:
    """In one word."""
    return means.say(f"status.{state.status.value}")


def first_fault(state: DeviceState) -> Fault | None:
    """What is to be seen to first."""
    return next(iter((*state.faults, *state.warnings)), None)


def cure(means: Means, state: DeviceState) -> str:
    """What staff do about it; empty where nothing is to be done."""
    fault = first_fault(state)
    return means.texts.text(means.language, f"staff.{fault.value}") if fault is not None else ""


def name(means: Means, device: str) -> str:
    """The device's name."""
    return means.say(f"device.{device}")
