"""What this terminal can do now: each device's state, and the items that fall out with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import Self

from drivers.faults import Fault

PLATFORM = "platform"
"""Listed beside the devices: most items need it."""
EMERGENCY = "emergency"
"""Text key of the reason that sends people out of the hall; it is told before every other."""


class Status(Enum):
    """How a device is, in one word; the faults and warnings beside it say why. Only two of them serve anybody."""

    NOT_FITTED = "not-fitted"
    """The terminal's file has no such table."""
    DISABLED = "disabled"
    """It is fitted, and the terminal's file says that nobody uses it."""
    UNKNOWN = "unknown"
    """It was not asked yet, or says something we have no word for; never in order."""
    ONLINE = "online"
    DEGRADED = "degraded"
    """It works, and staff should see to it."""
    OFFLINE = "offline"
    """It does not answer."""
    FAULT = "fault"
    """It answers and cannot work, or its program hangs."""

    @property
    def works(self) -> bool:
        """Whether an item may count on such a device."""
        return self in (Status.ONLINE, Status.DEGRADED)

    @property
    def is_there(self) -> bool:
        """Whether residents may hear of it at all."""
        return self not in (Status.NOT_FITTED, Status.DISABLED)


_STATUS: Mapping[Fault, Status] = MappingProxyType(
    {
        Fault.NOT_FITTED: Status.NOT_FITTED,
        Fault.DISABLED: Status.DISABLED,
        Fault.UNKNOWN: Status.UNKNOWN,
        Fault.ABSENT: Status.OFFLINE,
        Fault.GONE: Status.OFFLINE,
        Fault.QUEUE_GONE: Status.OFFLINE,
    }
)
"""Every other fault is FAULT: the device answered."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """One device, as it was last seen."""

    faults: tuple[Fault, ...] = (Fault.UNKNOWN,)
    """Empty when it can work; before it was asked it is UNKNOWN, which is never in order."""
    warnings: tuple[Fault, ...] = ()

    @property
    def status(self) -> Status:
        """The state in one word."""
        if self.faults:
            return _STATUS.get(self.faults[0], Status.FAULT)
        return Status.DEGRADED if self.warnings else Status.ONLINE

    @property
    def works(self) -> bool:
        """Whether an item may count on it."""
        return self.status.works


IN_ORDER = DeviceState(faults=())
NOT_FITTED = DeviceState(faults=(Fault.NOT_FITTED,))
DISABLED = DeviceState(faults=(Fault.DISABLED,))


class ClosedBy(Enum):
    """Who says that the terminal serves nobody; the first that does is the reason on the screen."""

    POWER = "power"
    DOOR = "door"
    STAFF = "staff"
    """Somebody of them works here, or has left it out of service."""
    STANDING = "standing"
    """Platform, journal or key."""


@dataclass(frozen=True, slots=True)
class Health:
    """All devices of the terminal."""

    devices: Mapping[str, DeviceState] = field(default_factory=lambda: MappingProxyType({}))
    """A device that is not listed is not fitted."""
    closings: Mapping[ClosedBy, str] = field(default_factory=lambda: MappingProxyType({}))
    """Text keys of the reasons why the terminal serves nobody now."""

    @property
    def closed(self) -> str:
        """Text key of the first reason; empty when the terminal serves."""
        reasons = [self.closings[who] for who in ClosedBy if self.closings.get(who)]
        return EMERGENCY if EMERGENCY in reasons else next(iter(reasons), "")

    @property
    def wants_staff(self) -> bool:
        """Whether somebody of them should come: something is out of order, runs out, or the terminal serves nobody."""
        is_closed = any(key for who, key in self.closings.items() if who is not ClosedBy.STAFF)
        return is_closed or any(
            state.faults or state.warnings for state in self.devices.values() if state.status.is_there
        )

    def seen(self, device: str, state: DeviceState) -> Self:
        """With one device's newest state."""
        return replace(self, devices=MappingProxyType({**self.devices, device: state}))

    def closed_by(self, who: ClosedBy, key: str) -> Self:
        """With one voice's newest reason; an empty one opens the terminal as far as it is concerned."""
        return replace(self, closings=MappingProxyType({**self.closings, who: key}))

    def of(self, device: str) -> DeviceState:
        """One device's state."""
        return self.devices.get(device, NOT_FITTED)

    def has(self, device: str) -> bool:
        """Whether that device works."""
        return self.of(device).works

    def missing(self, needs: tuple[str, ...]) -> str:
        """The first of `needs` that does not work; empty when all do."""
        return next((device for device in needs if not self.has(device)), "")

    def is_out_of_question(self, needs: tuple[str, ...]) -> bool:
        """Whether one of `needs` is not part of this terminal: then nobody is told of what needs it."""
        return not all(self.of(device).status.is_there for device in needs)
