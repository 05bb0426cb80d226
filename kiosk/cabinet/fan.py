"""The cabinet's fan: it runs while it is warm inside, and while nobody can tell how warm it is."""

import logging

from config.device_settings import IoModuleSettings
from drivers.faults import DeviceError
from drivers.io_module import IoModule, Signals

log = logging.getLogger(__name__)

FAN = "fan"
"""Its coil in the terminal's file."""
COOLER_C = 5.0
"""So much below `fan_c` it stops again (our choice: else it would start and stop by the minute)."""


class Fan:
    """Of one cabinet. Used on the worker of the I/O module alone.

    Args:
        module: switches it.
        settings: whether it is wired, and from which temperature it runs.
    """

    def __init__(self, module: IoModule, settings: IoModuleSettings) -> None:
        self._module = module
        self._from_c = settings.fan_c
        self._is_wired = FAN in settings.coils
        self._runs: bool | None = None
        """None: nobody knows, a core before this one may have switched it."""

    def follow(self, signals: Signals) -> None:
        """Switch it as the temperature wants; one that does not follow is tried again at the next look."""
        if not self._is_wired:
            return
        wanted = self._wanted(signals.temperature_c)
        if wanted == self._runs:
            return
        try:
            self._module.set_fan(running=wanted)
        except DeviceError as error:
            self._runs = None
            log.info("the fan stays as it is: %s", error.fault.value)
            return
        self._runs = wanted

    def _wanted(self, celsius: float | None) -> bool:
        if celsius is None:
            return True
        return celsius >= (self._from_c - COOLER_C if self._runs else self._from_c)
