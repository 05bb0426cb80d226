"""The core process: builds the terminal from its file, settles what a crash left open, and works until told to stop."""

import logging
import secrets
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from config.folders import own_folder
from config.settings import Settings
from config.texts import load_texts
from drivers.clock import Clock
from drivers.faults import DeviceError
from drivers.io_module import Lamp
from drivers.keypad import Key as KeypadKey
from drivers.process import keep_what_is_loaded
from drivers.trace import TRACES
from kiosk import flows, panel
from kiosk.beats import Beats
from kiosk.cabinet.advice import advice, swaps_of_this_machine
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import Devices, at_first, open_devices
from kiosk.cabinet.lights import LateLamp, Lights
from kiosk.cabinet.listening import AT_ONCE, Listening
from kiosk.cabinet.looks import looks, pace_of
from kiosk.cabinet.pulse import Pulse
from kiosk.cabinet.supervision import Supervision
from kiosk.cabinet.watch import Watch
from kiosk.cabinet.workers import Job, Work, Worker
from kiosk.card_writings import writings_of
from kiosk.controller import Controller
from kiosk.doors import deeds_of
from kiosk.events import Event
from kiosk.fitting_out import enrolled_platform, medical_of, offered_by, spool_of, terminal_of
from kiosk.hands.carrying_out import Hands
from kiosk.hands.examining import DOCTOR
from kiosk.hands.paper import PREVIEW
from kiosk.hands.printed_zone.child import ChildZoneReader
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM, ClosedBy, DeviceState, Health
from kiosk.heartbeat import Heartbeat, heartbeat_of, reporter
from kiosk.hours import hours_of
from kiosk.items.profiles import check_province
from kiosk.items.working_days import load_working_days
from kiosk.journal import JOURNAL, Journal, JournalError
from kiosk.look.visit import Looker
from kiosk.measured import Measuring
from kiosk.orders_left import OrdersLeft
from kiosk.platform import trust
from kiosk.presence_events import KeyUsed, Listened
from kiosk.ratings import ratings_of
from kiosk.recovery import Recovery
from kiosk.screen_door import ScreenDoor
from kiosk.screen_link import Key
from kiosk.session import Session
from kiosk.speech.line import SOUND, hear_key, hear_tap, make_speaker
from kiosk.staff.desk import STAFF
from kiosk.staff.opening import StaffRoom
from kiosk.standing import Standing
from kiosk.taps import TapOnPage
from kiosk.till import Till
from kiosk.unlodged import unlodged_of
from printing import fonts

log = logging.getLogger(__name__)

STANDING = "standing"
"""The worker that asks the platform how we stand and makes the reports we owe: no person's question waits for it."""
END_S = 3.0
"""How long a worker gets to end; one that hangs is left behind and ends with the process."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a core ended."""

    hangs: bool = False
    """Whether a worker is in a call that does not come back: the process has to be ended by force."""
    power_off: bool = False
    """Whether the machine is to be switched off."""


class Core:
    """One terminal at work.

    Args:
        settings: the terminal's file.
        clock: all time.
        pulse: our life signs; None where nobody watches.

    Raises:
        SettingsError: a file that the settings name cannot be used.
        JournalError: the journal cannot be opened.
    """

    def __init__(self, settings: Settings, clock: Clock, pulse: Pulse | None = None) -> None:
        check_province(settings)
        believed = trust.load(settings.platform.trust)
        trust.refuse_demo(believed, is_demo=settings.is_demo)
        for line in advice(settings, swaps_of_this_machine()):
            log.warning("%s", line)
        catalogue = offered_by(settings, frozenset(flows.FLOWS))
        flows.check(catalogue)
        texts = load_texts()
        fonts.load()
        own_folder(settings.state_folder, "state_folder")
        own_folder(settings.run_folder, "run_folder")
        TRACES.begin(settings.run_folder, settings.traced)
        self._settings = settings
        self._clock = clock
        self._journal = Journal(settings.state_folder / JOURNAL, clock)
        self._measuring = Measuring(self._journal)
        self._book = DeviceBook(settings.state_folder / JOURNAL, clock)
        self._beats = Beats(settings, clock, self._book, pulse)
        self._workers: dict[str, Worker] = {}
        self._devices = self._open_devices()
        self._doors = deeds_of(settings.locker, self._devices.locker, self._journal, clock)
        self._writings = writings_of(self._devices.endorser, self._journal, clock, self._running_visit, self._seen)
        self._staff = StaffRoom(settings, clock, self._journal, self._book, self._devices, self._workers, texts)
        boot = secrets.token_hex(16)
        self._platform = enrolled_platform(settings, clock)
        self._unlodged = unlodged_of(settings.state_folder, self._journal, clock, self._platform)
        closed = self._closed_at_start(boot)
        first = at_first(settings)
        with suppress(JournalError):
            for name, state in first.items():
                self._book.saw(name, state)
            for who in ClosedBy:
                self._book.closed(who.value, closed if who is ClosedBy.STANDING else "")
        health = Health(devices={PLATFORM: DeviceState(), **first}).closed_by(ClosedBy.STANDING, closed)
        terminal = terminal_of(settings, believed, catalogue, health)
        self._spool = spool_of(settings, self._devices, self._journal, clock)
        self._recovery = Recovery(self._journal, self._spool, self._seen) if self._spool is not None else None
        self._orders = self._make_orders()
        self._standing = self._make_standing()
        self._ratings = ratings_of(self._platform) if self._platform is not None else None
        self._report = reporter(settings, self._journal, clock, lambda: self._controller.terminal.health)
        self._heartbeat = self._make_heartbeat()
        self._lights = self._make_lights()
        self._watches = self._make_watches()
        self._make_workers()
        self._supervision = Supervision(self._workers, self._watches, clock, settings.limits.stuck_s)
        hands = Hands(
            Tools(
                self._devices,
                self._spool,
                self._platform,
                self._journal,
                self._book,
                clock,
                ChildZoneReader(clock),
                self._doors,
                self._orders.till if self._orders is not None else None,
                self._writings,
                medical=medical_of(settings, believed, catalogue, self._camera_lamp()),
                unlodged=self._unlodged,
                report=self._report,
            ),
            self._workers,
            card_poll_s=settings.limits.card_poll_s,
            code_again_s=settings.limits.code_again_s,
            settled=self._tell_the_platform,
            left_open=self._left_open,
            running_visit=self._running_visit,
            preview=lambda picture: self._door.preview(picture),
            show_page=lambda page, picture: self._door.show_page(page, picture),
            failed=self._failed,
            look_at_doors=lambda: self._watches["locker"].look(),
        )
        self._door = ScreenDoor(panel.socket_path(settings), self._tapped)
        self._speaker = make_speaker(
            texts,
            self._devices.sound,
            self._workers[SOUND].submit,
            show=self._staff.show_said,
            listens=lambda: self._controller.touched(),
            clock=clock,
        )
        self._controller = Controller(
            Session(terminal=terminal, boot=boot),
            hands,
            look=Looker(texts, clock.now, self._speaker.voices, load_working_days()),
            show=self._staff.show_visit,
            clock=clock,
            limits=settings.limits,
            begun=self._supervision.look_soon,
            light=self._light,
            beats=self._beats.beat,
        )
        self._staff.begin(
            visit=self._speaker.show,
            plain=self._door.show,
            terminal=lambda: self._controller.terminal,
            is_free=lambda: self._controller.is_free,
            post=self._seen,
            stop=self.stop,
            platform=self._platform,
        )
        self._beats.begin(
            self._supervision,
            self._watches,
            hours_of(catalogue, settings.profile, clock, self._staff.items_off),
            post=self._controller.post,
            stop=self.stop,
            is_free=lambda: self._controller.is_free,
            health=lambda: self._controller.terminal.health,
            has_screens=lambda: self._door.has_screens,
        )

    def run(self) -> Ending:
        """Serve until `stop`, or until the battery is low."""
        self._supervision.start()
        keep_what_is_loaded()
        log.info("serving with %s", ", ".join(self._devices.fitted()) or "no device")
        self._controller.run()
        self._door.close()
        self._beats.count_minutes()
        ended = self._supervision.close(END_S)
        self._devices.close()
        if self._platform is not None:
            self._platform.close()
        self._staff.close()
        self._book.close()
        self._journal.close()
        return Ending(hangs=not ended, power_off=self._beats.is_powering_off)

    def stop(self) -> None:
        """Let `run` return; a visit under way is over."""
        self._controller.stop()

    def _closed_at_start(self, boot: str) -> str:
        try:
            self._journal.write("core-started", "", {"version": version("kiosk"), "boot": boot[:8]})
        except JournalError as error:
            log.warning("the journal takes nothing: %s", error)
            return "disk_full"
        return "" if self._platform is not None else "terminal_unknown"

    def _open_devices(self) -> Devices:
        """The camera's lamp hangs on a device too: it is found when it is first needed."""
        return open_devices(self._settings, self._clock, self._camera_lamp())

    def _camera_lamp(self) -> LateLamp:
        return LateLamp(lambda: self._devices.io_module, self._on_io_module)

    def _on_io_module(self, work: Work) -> Job:
        return self._workers["io_module"].submit(work)

    def _make_orders(self) -> OrdersLeft | None:
        if self._platform is None:
            return None
        till = Till(self._journal, self._platform, self._clock, self._devices.bank_card)
        return OrdersLeft(till, self._journal, self._settings.state_folder / JOURNAL, self._seen, self._running_visit)

    def _running_visit(self) -> str:
        return self._controller.running_visit

    def _make_lights(self) -> Lights | None:
        module = self._devices.io_module
        return Lights(module, self._on_io_module, self._wants_staff) if module is not None else None

    def _wants_staff(self) -> bool:
        return self._controller.terminal.health.wants_staff

    def _light(self, wanted: frozenset[Lamp]) -> None:
        if self._lights is not None:
            self._lights.show(wanted)

    def _make_standing(self) -> Standing | None:
        if self._platform is None:
            return None
        return Standing(
            self._platform,
            self._journal,
            self._seen,
            lambda: shutil.disk_usage(self._settings.state_folder).free,
            self._running_visit,
            self._unlodged,
        )

    def _make_heartbeat(self) -> Heartbeat | None:
        if self._platform is None:
            return None
        return heartbeat_of(self._platform, self._report)

    def _failed(self, device: str, error: DeviceError) -> None:
        self._watches[device].failed(error)
        self._workers[device].look_soon()

    def _make_watches(self) -> dict[str, Watch]:
        def watch(name: str) -> Watch:
            return Watch(
                name,
                asked[name],
                self._seen,
                self._journal,
                self._book,
                pace=AT_ONCE if name == "keypad" else pace_of(name, self._settings),
                is_in_use=lambda: name in self._controller.needed,
            )

        asked = looks(
            self._devices,
            self._spool,
            self._settings,
            post=self._seen,
            journal=self._journal,
            book=self._book,
            plugged=self._plugged,
            deeds=self._doors,
            writings=self._writings,
            alarm=self._tell_the_platform,
        )
        lights = self._lights
        if lights is not None:
            asked["io_module"] = partial(lights.after, asked["io_module"])
        keypad = self._devices.keypad
        if keypad is not None:
            asked["keypad"] = Listening(keypad, self._running_visit, self._pressed).look
        asked = self._staff.watched(asked)
        return {name: watch(name) for name in asked}

    def _tapped(self, tap: TapOnPage) -> None:
        if not self._staff.takes(tap):
            hear_tap(self._speaker, tap)
            self._controller.tap(tap)

    def _plugged(self, is_in: bool) -> None:  # noqa: FBT001  as Speaker.plugged
        if is_in != self._speaker.has_earphone:
            self._speaker.plugged(is_in)
            self._controller.touched(Listened() if is_in else None)

    def _pressed(self, key: KeypadKey) -> None:
        hear_key(self._speaker, key)
        self._controller.touched(KeyUsed())
        self._door.press(Key(key.value))

    def _make_workers(self) -> None:
        rest_s = self._settings.limits.device_poll_s
        key_file = self._settings.platform.key_file

        def stand() -> float:
            if (seen := self._measuring.look(self._clock.monotonic())) is not None:
                self._seen(seen)
            if self._standing is not None:
                self._standing.look()
                if self._heartbeat is not None:
                    self._heartbeat.look(self._clock.monotonic())
                if self._ratings is not None and (heard := self._ratings.look(self._clock.monotonic())) is not None:
                    self._seen(heard)
            elif key_file.exists():
                log.info("there is a key now: starting anew")
                self.stop()
            return rest_s

        def settle_then_look() -> float:
            if self._recovery is not None and not self._recovery.settle():
                return rest_s
            return self._watches["a4_printer"].look()

        at_rest: dict[str, Callable[[], float]] = {name: watch.look for name, watch in self._watches.items()}
        if self._spool is not None:
            at_rest["a4_printer"] = settle_then_look
        at_rest.setdefault(SOUND, lambda: rest_s)
        at_rest |= {PLATFORM: lambda: rest_s, STANDING: stand, PREVIEW: lambda: rest_s, STAFF: self._staff.beat}
        at_rest |= {DOCTOR: lambda: rest_s}
        at_rest |= self._orders.at_rest(dict(at_rest), rest_s) if self._orders is not None else {}
        self._workers.update((name, Worker(name, self._clock, look)) for name, look in at_rest.items())

    def _left_open(self) -> None:
        if self._recovery is not None:
            self._recovery.begin_again()

    def _tell_the_platform(self) -> None:
        standing = self._standing
        if standing is not None:
            self._workers[STANDING].submit(lambda _: standing.report())

    def _seen(self, event: Event) -> None:
        self._beats.heard(event)
        self._controller.post(event)


def serve(settings: Settings, clock: Clock, pulse: Pulse | None = None) -> Ending:
    """Run a core until SIGTERM, SIGINT, a low battery, or something new that waits to be tried."""
    core = Core(settings, clock, pulse)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: core.stop())
    ending = core.run()
    if ending.power_off and settings.ups is not None:
        try:
            subprocess.run(settings.ups.power_off, check=False)
        except OSError as error:
            log.critical("the machine cannot be switched off: %s", error.strerror)
    return ending
