"""The core process: builds the terminal from its file, settles what a crash left open, and works until told to stop."""

import logging
import secrets
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from config.settings import Settings, SettingsError
from config.texts import load_texts
from drivers.a4_printer import A4Printer
from drivers.catalog import A4_PRINTERS, ID_CARD_READERS, RECEIPT_PRINTERS
from drivers.clock import Clock
from drivers.idcard import IdCardReader
from drivers.receipt_printer import ReceiptPrinter
from drivers.trace import TRACES
from kiosk import flows, trust
from kiosk.catalogue import load_catalogue, offered
from kiosk.controller import Controller
from kiosk.events import Event
from kiosk.hands import Hands, Tools
from kiosk.health import PLATFORM, DeviceState, Health
from kiosk.journal import Journal, JournalError
from kiosk.look import Looker
from kiosk.platform_api import Platform
from kiosk.recovery import Recovery
from kiosk.screen_door import ScreenDoor
from kiosk.session import Session, Terminal
from kiosk.standing import Standing
from kiosk.watch import Watch
from kiosk.workers import Worker
from printing import fonts
from printing.font_folder import font_folder
from printing.spool import Spool

log = logging.getLogger(__name__)

SOCKET = "screens.sock"
"""Name of the socket for the screens in the run folder."""
JOURNAL = "journal.sqlite"
SLIP_FONTS = (font_folder() / "NotoSansSC-Regular.ttf", fonts.RARE_FACE)
"""For characters that a receipt printer has not got."""
STANDING = "standing"
"""The worker that asks the platform how we stand and makes the reports we owe: no person's question waits for it."""
END_S = 3.0
"""How long a worker gets to end; one that hangs is left behind and ends with the process."""


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices of one terminal, opened at their first use."""

    idcard: IdCardReader
    receipt_printer: ReceiptPrinter
    a4_printer: A4Printer

    def close(self) -> None:
        """Give their lines back."""
        self.idcard.close()
        self.receipt_printer.close()
        self.a4_printer.close()


def open_devices(settings: Settings, clock: Clock) -> Devices:
    """Make the driver of each model that the settings name.

    Raises:
        SettingsError: a model that drivers/catalog.py does not have.
    """
    try:
        return Devices(
            ID_CARD_READERS[settings.idcard.model](settings.idcard, clock),
            RECEIPT_PRINTERS[settings.receipt_printer.model](settings.receipt_printer, clock, SLIP_FONTS),
            A4_PRINTERS[settings.a4_printer.model](settings.a4_printer),
        )
    except KeyError as error:
        raise SettingsError(f"'model' {error} is not in drivers/catalog.py") from error


class Core:
    """One terminal at work.

    Args:
        settings: the terminal's file.
        clock: all time.

    Raises:
        SettingsError: a file that the settings name cannot be used.
        JournalError: the journal cannot be opened.
    """

    def __init__(self, settings: Settings, clock: Clock) -> None:
        believed = trust.load(settings.platform.trust)
        catalogue = offered(load_catalogue(frozenset(flows.FLOWS)), settings.profile)
        flows.check(catalogue)
        texts = load_texts()
        fonts.load()
        _own_folder(settings.state_folder, "state_folder")
        _own_folder(settings.run_folder, "run_folder")
        TRACES.begin(settings.run_folder, settings.traced)
        self._clock = clock
        self._devices = open_devices(settings, clock)
        self._journal = Journal(settings.state_folder / JOURNAL, clock)
        boot = secrets.token_hex(16)
        self._platform = _enrolled_platform(settings, clock)
        terminal = Terminal(
            name=settings.terminal,
            place=settings.place,
            city=settings.city,
            is_sample=not believed.is_real,
            catalogue=catalogue,
            health=Health(closed=self._closed_at_start(boot)),
        )
        self._spool = Spool(self._devices.a4_printer, self._journal, clock, settings.limits)
        self._recovery = Recovery(self._journal, self._spool, self._seen)
        self._workers = self._make_workers(settings)
        tools = Tools(
            self._devices.idcard,
            self._devices.receipt_printer,
            self._spool,
            self._platform,
            self._journal,
            clock,
        )
        hands = Hands(
            tools,
            self._workers,
            card_poll_s=settings.limits.card_poll_s,
            settled=self._tell_the_platform,
            left_open=self._recovery.begin_again,
            running_visit=lambda: self._controller.running_visit,
        )
        self._door = ScreenDoor(settings.run_folder / SOCKET, lambda tap: self._controller.tap(tap))
        self._controller = Controller(
            Session(terminal=terminal, boot=boot),
            hands,
            look=Looker(texts, clock.now),
            show=self._door.show,
            clock=clock,
            limits=settings.limits,
        )

    def run(self) -> bool:
        """Serve until `stop`.

        Returns:
            False when a worker hangs in a call that does not come back: the process has to be ended by force.
        """
        for worker in self._workers.values():
            worker.start()
        log.info("serving")
        self._controller.run()
        return self._end()

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

    def _end(self) -> bool:
        self._door.close()
        ended = [worker.close(END_S) for worker in self._workers.values()]
        self._devices.close()
        if self._platform is not None:
            self._platform.close()
        self._journal.close()
        if not all(ended):
            log.error("a worker hangs in a call that does not come back")
        return all(ended)

    def _tell_the_platform(self) -> None:
        standing = self._standing
        if standing is not None:
            self._workers[STANDING].submit(lambda _: standing.report())

    def _make_workers(self, settings: Settings) -> dict[str, Worker]:
        devices = self._devices
        recovery = self._recovery

        def reader() -> DeviceState:
            devices.idcard.check()
            return DeviceState(faults=())

        def slips() -> DeviceState:
            condition = devices.receipt_printer.condition()
            return DeviceState(condition.faults, condition.warnings)

        def paper() -> DeviceState:
            condition = self._spool.look()
            return DeviceState(condition.faults, condition.warnings)

        printer = Watch("a4_printer", paper, self._seen, self._journal)

        def settle_then_look() -> None:
            if recovery.settle():
                printer.look()

        looks: dict[str, Callable[[], None]] = {
            "idcard": Watch("idcard", reader, self._seen, self._journal).look,
            "receipt_printer": Watch("receipt_printer", slips, self._seen, self._journal).look,
            "a4_printer": settle_then_look,
            PLATFORM: lambda: None,
            STANDING: lambda: self._stop_when_enrolled(settings.platform.key_file),
        }
        self._standing = None
        if self._platform is not None:
            self._standing = Standing(
                self._platform, self._journal, self._seen, lambda: shutil.disk_usage(settings.state_folder).free
            )
            looks[STANDING] = self._standing.look
        rest_s = settings.limits.device_poll_s
        return {name: Worker(name, self._clock, look, rest_s) for name, look in looks.items()}

    def _stop_when_enrolled(self, key_file: Path) -> None:
        if key_file.exists():
            log.info("there is a key now: starting anew")
            self.stop()

    def _seen(self, event: Event) -> None:
        self._controller.post(event)


def _own_folder(folder: Path, key: str) -> None:
    """Make a private folder, or see that the one that is there is ours alone.

    Raises:
        SettingsError: it cannot be made or written, or others may read it.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = folder.stat().st_mode
        probe = folder / ".own"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SettingsError(f"'{key}' {folder}: {error.strerror}: name a folder that the terminal may write") from error
    if mode & 0o067:
        raise SettingsError(f"'{key}' {folder}: others may read it: chmod 700")


def _enrolled_platform(settings: Settings, clock: Clock) -> Platform | None:
    """The client, or None while this terminal has no key yet (`python -m kiosk enrol`)."""
    if not settings.platform.key_file.exists():
        log.error("not enrolled: there is no key yet; run `python -m kiosk enrol`")
        return None
    return Platform.from_files(settings.platform, settings.terminal, clock)


def serve(settings: Settings, clock: Clock) -> bool:
    """Run a core until SIGTERM or SIGINT; what it returns is `Core.run`'s."""
    core = Core(settings, clock)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: core.stop())
    return core.run()


def socket_path(settings: Settings) -> Path:
    """Where the screens find the core."""
    return settings.run_folder / SOCKET
