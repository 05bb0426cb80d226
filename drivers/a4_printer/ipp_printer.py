"""The simulated IPP printer: ippeveprinter, the message bus that it wants, and a private CUPS with a queue for it.

ippeveprinter of CUPS 2.4.2 ends at once unless a D-Bus *system* bus answers, so it gets a bus of its own.
"""

import os
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from drivers.a4_printer.frames import Operation
from drivers.a4_printer.line import NotAnswered, NotIpp, NotReached, to_device
from drivers.a4_printer.private_cups import QUEUE, PrivateCups
from drivers.a4_printer.programs import Programs
from drivers.clock import Clock

_BUS_CONF = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={run}/bus</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a terminal's configuration needs."""

    queue: str
    cups: str
    """Path of the socket."""
    device: str


class IppPrinter:
    """Starts and stops the three programs.

    Args:
        run: an empty folder.
        engine_socket: where print_command.py finds the engine.
        clock: for the waits.
    """

    def __init__(self, run: Path, engine_socket: Path, clock: Clock) -> None:
        self._run = run
        self._port = free_port()
        self._programs = Programs(run, clock)
        self._cups = PrivateCups(run, self._programs, clock)
        for name in ("ippspool", "tray"):
            (run / name).mkdir(exist_ok=True)
        command = self._cups.bin / f"print_command-{os.getpid()}"
        script = Path(__file__).with_name("print_command.py")
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{script}" "{engine_socket}" "$1"\n')
        command.chmod(0o755)
        self._command = command
        (run / "bus.conf").write_text(_BUS_CONF.format(run=run))

    @property
    def addresses(self) -> Addresses:
        """Where queue and printer are."""
        return Addresses(QUEUE, self._cups.socket, f"ipp://localhost:{self._port}/ipp/print")

    def start(self) -> None:
        """Start everything and make the queue.

        Raises:
            StartError: a program is not installed or did not come up.
        """
        self._start_bus()
        self._cups.start()
        self._programs.wait("bus", (self._run / "bus").exists)
        self.start_printer()
        self._cups.make_queue(self.addresses.device, "-m", "everywhere")

    def _start_bus(self) -> None:
        bus = ["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={self._run}/bus.conf"]
        self._programs.spawn("bus", bus, signal.SIGKILL)

    def bring_back(self, name: str) -> None:
        """Start a program again that ended by itself; a printer without its bus begins anew too.

        Raises:
            StartError: as `start`.
        """
        match name:
            case "cupsd":
                self.stop_cups()
                self.start_cups()
            case "bus":
                self.stop_printer()
                self._programs.stop("bus")
                (self._run / "bus").unlink(missing_ok=True)
                self._start_bus()
                self._programs.wait("bus", (self._run / "bus").exists)
                self.start_printer()
            case _:
                self.stop_printer()
                self.start_printer()

    def start_printer(self) -> None:
        """Switch the printer on; nothing where it is on.

        Raises:
            StartError: as `start`.
        """
        if self._programs.has("printer"):
            return
        self._programs.spawn(
            "printer",
            [
                "ippeveprinter",
                *("-r", "off", "-n", "localhost", "-p", str(self._port)),
                *("-a", str(Path(__file__).with_name("simulator.conf"))),
                *("-d", str(self._run / "ippspool"), "-c", str(self._command), "Kiosk A4 Simulator"),
            ],
            signal.SIGKILL,
            quiet=True,  # it writes a dozen lines for every question it is asked, and cannot be told not to
            DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={self._run}/bus",
        )
        self._programs.wait("printer", self._answers)

    def stop_printer(self) -> None:
        """Switch it off as people do: without warning. It forgets what it held, also what had come in half."""
        self._programs.stop("printer")
        for document in (self._run / "ippspool").iterdir():
            document.unlink(missing_ok=True)

    def start_cups(self) -> None:
        """Start the queue's daemon; nothing where it runs; errors as `start`."""
        self._cups.start()

    def stop_cups(self) -> None:
        """End it; what it held stays in its spool."""
        self._cups.stop()

    def stop(self) -> None:
        """End everything."""
        for name in ("cupsd", "printer", "bus"):
            self._programs.stop(name)
        self._command.unlink(missing_ok=True)

    def ended(self) -> str | None:
        """The name of a program that ended by itself; None while all are well."""
        return self._programs.ended()

    def _answers(self) -> bool:
        try:
            return to_device(self.addresses.device).ask(Operation.GET_PRINTER_ATTRIBUTES, within_s=1).is_ok
        except (NotReached, NotAnswered, NotIpp):
            return False


def free_port() -> int:
    """A TCP port of the loopback that nobody has now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
