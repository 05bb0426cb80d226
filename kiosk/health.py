"""What this terminal can do now: each device's state, and the items that fall out with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self

from drivers.faults import Fault

PLATFORM = "platform"
"""Listed beside the devices: most items need it."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """One device, as it was last seen."""

    faults: tuple[Fault, ...] = (Fault.UNKNOWN,)
    """Empty when it can work; before it was asked it is UNKNOWN, which is never in order."""
    warnings: tuple[Fault, ...] = ()

    @property
    def works(self) -> bool:
        """Whether an item may count on it."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Health:
    """All devices of the terminal."""

    devices: Mapping[str, DeviceState] = field(default_factory=lambda: MappingProxyType({}))
    closed: str = ""
    """Text key of the reason why the terminal serves nobody (not enrolled, revoked …); empty when it does."""

    def seen(self, device: str, state: DeviceState) -> Self:
        """With one device's newest state."""
        return replace(self, devices=MappingProxyType({**self.devices, device: state}))

    def has(self, device: str) -> bool:
        """Whether that device works."""
        return self.devices.get(device, DeviceState()).works

    def missing(self, needs: tuple[str, ...]) -> str:
        """The first of `needs` that does not work; empty when all do."""
        for device in needs:
            if not self.has(device):
                return device
        return ""
