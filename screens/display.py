"""Opening the display, or saying in one line that there is none."""

import os
import sys
from typing import Final, NoReturn

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

EXIT_NO_DISPLAY: Final = 1
"""Any code but 0 will do, our choice: 0 is kept for a window that a person closed."""


def open_display() -> QGuiApplication:
    """The application of this process. Where no display can be opened, one line on stderr and exit code 1.

    Qt itself would advise in five lines to install the application again, and abort with a core dump.
    """
    said: list[str] = []

    def listen(kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            _end()
        said.append(message.strip())

    before = qInstallMessageHandler(listen)
    try:
        application = QGuiApplication([sys.argv[0]])
    finally:
        qInstallMessageHandler(before)
    sys.stderr.writelines(f"{line}\n" for line in said)
    return application


def _end() -> NoReturn:
    names = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
    tried = " ".join(f"{name}={os.environ[name]}" for name in names if os.environ.get(name)) or "DISPLAY is not set"
    sys.stderr.write(f"screens: no display could be opened ({tried}); X11 also needs the library libxcb-cursor0\n")
    sys.stderr.flush()
    # Qt aborts when its message handler returns, and an exception cannot pass through Qt.
    os._exit(EXIT_NO_DISPLAY)
