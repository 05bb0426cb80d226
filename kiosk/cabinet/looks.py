"""How each device is asked at rest how it is: one function a role, from its driver's answer to a DeviceState."""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from config.device_settings import IoModuleSettings, MachineSettings
from config.settings import Settings
from drivers.faults import DeviceError, Fault
from drivers.io_module import IoModule
from drivers.machine import Link
from drivers.machine.clock_state import clock_state
from drivers.machine.disk_state import disk_state
from drivers.machine.network_state import network_state
from drivers.ups import Condition, Course, Power, PowerSupply
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import MACHINE, Devices
from kiosk.cabinet.fan import Fan
from kiosk.cabinet.locker_doors import Doors
from kiosk.cabinet.recognised import Answers, Recognised, says_its_number
from kiosk.cabinet.watch import Pace
from kiosk.card_writings import CardWritings
from kiosk.doors import DoorDeeds
from kiosk.events import Event, TerminalClosed
from kiosk.health import IN_ORDER, ClosedBy, DeviceState
from kiosk.journal import Journal, JournalError
from printing.spool import Spool

log = logging.getLogger(__name__)

Look = Callable[[], DeviceState]
"""Asks once; raises DeviceError when there is no answer."""

LEFT_LOOKS = 12
"""So many looks in a row at paper that lies there, a minute at rest: after the last screen is over (our choice)."""
POWER_LOW = "power_low"
"""Text key: the battery is nearly empty."""
SLOW_LOOKS_S: Mapping[str, float] = MappingProxyType(
    {"document_scanner": 60.0, "sound": 60.0, "face": 60.0, MACHINE: 30.0, "camera": 15.0}
)
"""Seconds at rest for devices whose look starts a program or opens a file system (our choice)."""
DOOR_LOOK_S = 3.0
"""Between two looks at the locker's doors: a forced one is an alarm within 5 s."""
JACK_LOOK_S = 0.3
"""Between two looks at a module with an earphone's jack: pulled out, what is personal has to end (our choice)."""
_WORN = frozenset({Condition.REPLACE_BATTERY, Condition.OVERLOADED, Condition.ALARM, Condition.BYPASS, Condition.OTHER})


def pace_of(name: str, settings: Settings) -> Pace:
    """How often a device is asked at rest, and while the running visit needs it."""
    slow_s = SLOW_LOOKS_S.get(name, 0.0)
    module = settings.io_module
    if name == "io_module" and module is not None and "earphone" in module.inputs:
        rest_s = JACK_LOOK_S
    elif name == "locker":
        rest_s = min(settings.limits.device_poll_s, DOOR_LOOK_S)
    else:
        rest_s = max(settings.limits.device_poll_s, slow_s)
    return Pace(rest_s, min(rest_s, max(settings.limits.device_poll_in_use_s, slow_s)))


def looks(
    devices: Devices,
    spool: Spool | None,
    settings: Settings,
    *,
    post: Callable[[Event], None],
    journal: Journal,
    book: DeviceBook,
    plugged: Callable[[bool], None] = lambda _: None,
    deeds: DoorDeeds | None = None,
    writings: CardWritings | None = None,
    alarm: Callable[[], None] = lambda: None,
) -> dict[str, Look]:
    """One look for every device that is fitted and enabled, and for the computer itself.

    Args:
        devices: of this terminal.
        spool: looks at the A4 printer, and sweeps it meanwhile; None where nothing is to be swept.
        settings: the terminal's file.
        post: gets what the surroundings say: power, door.
        journal: gets a row when a locker door is forced.
        book: counts door openings.
        plugged: gets whether an earphone is in the jack, at every look.
        deeds: openings of the locker's doors by order.
        writings: the card in the endorsement machine.
        alarm: called when a locker door was forced.
    """
    found = _by_themselves(devices, settings, journal, book)
    if devices.receipt_printer is not None:
        slips = devices.receipt_printer
        found["receipt_printer"] = lambda: _told(slips.condition())
    if spool is not None:
        found["a4_printer"] = OutputTray(spool, journal).look
    elif devices.a4_printer is not None:
        pages = devices.a4_printer
        found["a4_printer"] = lambda: _told(pages.condition())
    if devices.locker is not None:
        found["locker"] = Doors(devices.locker, journal, book, deeds, post=post, alarm=alarm).look
    if writings is not None:
        found["endorser"] = writings.look
    if devices.io_module is not None and settings.io_module is not None:
        found["io_module"] = partial(
            surroundings,
            devices.io_module,
            settings.io_module,
            Voice(ClosedBy.DOOR, post),
            plugged,
            Fan(devices.io_module, settings.io_module),
        )
    if devices.ups is not None:
        found["ups"] = partial(power, devices.ups, Voice(ClosedBy.POWER, post))
    if devices.signature_pad is not None:
        found["signature_pad"] = lambda: IN_ORDER
    if settings.machine is not None and settings.machine.enabled:
        found[MACHINE] = partial(machine, settings.machine, settings.state_folder)
    return found


class _Condition(Protocol):
    @property
    def faults(self) -> tuple[Fault, ...]: ...
    @property
    def warnings(self) -> tuple[Fault, ...]: ...


def _by_themselves(devices: Devices, settings: Settings, journal: Journal, book: DeviceBook) -> dict[str, Look]:
    """Of the devices whose own `check` proves that they live."""
    found: dict[str, Look] = {}
    for name in devices.fitted():
        device = getattr(devices, name)
        if says_its_number(name, settings):
            found[name] = Recognised(name, device, journal, book).look
        elif hasattr(device, "check"):
            found[name] = partial(_checked, device)
    return found


def _checked(device: Answers) -> DeviceState:
    device.check()
    return IN_ORDER


def _told(condition: _Condition) -> DeviceState:
    return DeviceState(condition.faults, condition.warnings)


class OutputTray:
    """The A4 printer's look: what nobody takes out of its tray is written down for staff, once until it is empty.

    Most printers do not count what lies there: of those nothing is claimed.
    """

    def __init__(self, spool: Spool, journal: Journal) -> None:
        self._spool = spool
        self._journal = journal
        self._looks = 0

    def look(self) -> DeviceState:
        """Look at the printer; errors as Spool.look."""
        condition = self._spool.look()
        self._looks = self._looks + 1 if condition.left_out and not condition.is_busy else 0
        if self._looks == LEFT_LOOKS:
            log.warning("%d sheets were left in the output tray", condition.left_out)
            with suppress(JournalError):
                self._journal.write("paper-left", "", {"sheets": condition.left_out or 0})
        return _told(condition)


class Voice:
    """Says why the terminal serves nobody, and only when that changed."""

    def __init__(self, who: ClosedBy, post: Callable[[Event], None]) -> None:
        self._who = who
        self._post = post
        self._said = ""

    def say(self, key: str) -> None:
        """A text key, or empty when there is no reason."""
        if key != self._said:
            self._said = key
            self._post(TerminalClosed(key, self._who))

    def only_if_said(self, key: str) -> None:
        """Another reason in place of the one that stands; where none does, none is given."""
        if self._said:
            self.say(key)


def surroundings(
    device: IoModule,
    settings: IoModuleSettings,
    voice: Voice,
    plugged: Callable[[bool], None] = lambda _: None,
    fan: Fan | None = None,
) -> DeviceState:
    """Look at the cabinet: while its service door is open the terminal takes nobody new, and a warm one has its fan.

    Raises:
        DeviceError: the module does not answer. Then nobody knows of an earphone: nothing personal is said.
    """
    try:
        signals = device.look()
    except DeviceError:
        plugged(False)  # noqa: FBT003  no earphone
        raise
    plugged(bool(signals.earphone_plugged))
    voice.say("service_door" if signals.service_door_open else "")
    if fan is not None:
        fan.follow(signals)
    is_hot = signals.temperature_c is not None and signals.temperature_c >= settings.hot_c
    return DeviceState(signals.faults, (Fault.OVERHEATED,) if is_hot else ())


def power(device: PowerSupply, voice: Voice) -> DeviceState:
    """Ask the battery: without mains the visit under way is finished and no new one taken.

    What a battery that says nothing we know has said before stands: it is never taken for mains. Only a terminal that
    never heard of a power cut goes on serving then, with the battery named as faulty to staff.

    Raises:
        DeviceError: it does not answer.
    """
    try:
        state = device.state()
    except DeviceError:
        voice.only_if_said("power_unknown")
        raise
    match state.course:
        case Course.POWER_OFF:
            voice.say(POWER_LOW)
        case Course.FINISH_VISIT if state.power is Power.UNKNOWN:
            voice.only_if_said("power_unknown")
            return DeviceState((Fault.UNKNOWN,))
        case Course.FINISH_VISIT:
            voice.say("on_battery")
        case Course.SERVE:
            voice.say("")
    return DeviceState((), (Fault.BROKEN,) if state.conditions & _WORN else ())


def machine(settings: MachineSettings, state_folder: Path) -> DeviceState:
    """Ask the kernel for clock, disk and network cable; none of them alone stops every item, so they are warnings."""
    warnings = []
    try:
        if not clock_state().is_right_within(settings.clock_error_s):
            warnings.append(Fault.CLOCK_UNSET)
    except DeviceError:
        warnings.append(Fault.CLOCK_UNSET)
    try:
        if not disk_state(state_folder).has_room(settings.disk_free_mb):
            warnings.append(Fault.DISK_LOW)
    except DeviceError:
        warnings.append(Fault.DISK_LOW)
    if network_state().link is not Link.UP:
        warnings.append(Fault.NO_NETWORK)
    return DeviceState((), tuple(warnings))
