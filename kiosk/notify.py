"""The line to systemd: ready, alive, what it should show. Nothing where nobody listens (sd_notify(3))."""

import os
import socket


class ServiceNotice:
    """One process's words to its service manager.

    Args:
        address: of the socket; `@` first for one in the abstract name space. Empty: nobody listens.
        watchdog_s: after so much silence we are ended and started again; 0: nobody watches.
    """

    def __init__(self, address: str = "", watchdog_s: float = 0.0) -> None:
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self.watchdog_s = watchdog_s

    @classmethod
    def of_environment(cls) -> "ServiceNotice":
        """As systemd sets it; taken out, so that no child speaks for us."""
        address = os.environ.pop("NOTIFY_SOCKET", "")
        usec, pid = os.environ.pop("WATCHDOG_USEC", "0"), os.environ.pop("WATCHDOG_PID", "")
        is_meant = not pid or pid == str(os.getpid())
        return cls(address, int(usec) / 1e6 if is_meant and usec.isdigit() else 0.0)

    @property
    def ping_every_s(self) -> float:
        """Three pings within the silence allowed: one may be late, and one lost (systemd asks for two)."""
        return self.watchdog_s / 3

    def ready(self) -> None:
        """Others may rely on us from now on."""
        self._tell("READY=1")

    def alive(self) -> None:
        """One ping."""
        self._tell("WATCHDOG=1")

    def status(self, text: str) -> None:
        """One line for `systemctl status`; never about a person."""
        self._tell(f"STATUS={text}")

    def _tell(self, line: str) -> None:
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
            try:
                sender.sendto(line.encode(), socket.MSG_DONTWAIT, self._address)
            except OSError:
                # Whoever manages us sees that the pings stopped; there is nothing else that we could do.
                return
