"""The pings of the Qt loop: a timer of it tells systemd that it turns, so one that stands still stops pinging."""

from PySide6.QtCore import QObject, QTimer

from kiosk.notify import ServiceNotice


class Pulse(QObject):
    """Says ready at the loop's first turn, then pings. Nothing happens where nobody watches.

    Args:
        notice: the line to systemd.
    """

    def __init__(self, notice: ServiceNotice) -> None:
        super().__init__()
        self._notice = notice
        self._timer = QTimer(self)
        self._timer.timeout.connect(notice.alive)

    def start(self) -> None:
        """From the first turn of the loop on."""
        QTimer.singleShot(0, self, self._notice.ready)
        if self._notice.ping_every_s:
            self._timer.start(round(self._notice.ping_every_s * 1000))
