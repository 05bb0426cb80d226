"""The battery behind the mains plug (UPS): role and values."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Power(Enum):
    """Where the machine's power comes from. UNKNOWN is never taken for mains."""

    MAINS = "mains"
    BATTERY = "battery"
    OFF = "off"
    """The UPS gives no power: what we run on does not come from it."""
    UNKNOWN = "unknown"


class Condition(Enum):
    """What else the UPS says of itself."""

    LOW = "low"
    """The battery will not last much longer; how long is set in the UPS."""
    CHARGING = "charging"
    DISCHARGING = "discharging"
    REPLACE_BATTERY = "replace-battery"
    OVERLOADED = "overloaded"
    BYPASS = "bypass"
    """Mains go straight through: a power cut ends the machine at once."""
    CALIBRATING = "calibrating"
    SHUTTING_DOWN = "shutting-down"
    """NUT has ordered everybody off (FSD)."""
    ADJUSTING = "adjusting"
    """It trims or boosts the mains voltage."""
    ALARM = "alarm"
    OTHER = "other"
    """A word that we do not know; never counted as in order."""


class Course(Enum):
    """What the terminal does about it."""

    SERVE = "serve"
    FINISH_VISIT = "finish-visit"
    """Finish the visit, take no new one."""
    POWER_OFF = "power-off"
    """Settle what is open and power off."""


@dataclass(frozen=True, slots=True)
class PowerState:
    """What the UPS says."""

    power: Power
    conditions: frozenset[Condition] = frozenset()
    charge_percent: float | None = None
    """None when the UPS does not tell."""
    runtime_s: float | None = None
    """How long the battery would last from now at this load, None when the UPS does not tell."""

    @property
    def course(self) -> Course:
        """What to do: a power cut ends no visit, a low battery ends the terminal in order."""
        if Condition.SHUTTING_DOWN in self.conditions:
            return Course.POWER_OFF
        if self.power is Power.BATTERY and Condition.LOW in self.conditions:
            return Course.POWER_OFF
        return Course.SERVE if self.power is Power.MAINS else Course.FINISH_VISIT


class PowerSupply(Protocol):
    """What any UPS can do. A call is one exchange of at most `EXCHANGE_S` seconds (each model says)."""

    def state(self) -> PowerState:
        """Ask once.

        Raises:
            DeviceError: ABSENT, GONE, GARBLED, REFUSED or UNKNOWN.
        """

    def check(self) -> str:
        """Its make and model, which proves that it is spoken to.

        Raises:
            DeviceError: as `state`.
        """

    def close(self) -> None:
        """Give the line back."""
