"""A printer that answers one byte at a time is cut off: no look lasts longer than it may."""

import socket
import threading

import pytest

from drivers.a4_printer.frames import Operation
from drivers.a4_printer.line import WHOLE, NotAnswered, to_device
from drivers.clock import SystemClock

SILENCE_S = 0.1


def test_an_answer_that_drips_in_ends_at_the_limit_of_the_whole() -> None:
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            line, _ = listener.accept()
            with line:
                while not ended.wait(SILENCE_S / 4):
                    try:
                        line.send(b"H")
                    except OSError:
                        return

        printer = threading.Thread(target=drip)
        printer.start()
        clock = SystemClock()
        began = clock.monotonic()
        port = listener.getsockname()[1]
        try:
            with pytest.raises(NotAnswered):
                to_device(f"ipp://127.0.0.1:{port}/ipp/print").ask(Operation.GET_PRINTER_ATTRIBUTES, within_s=SILENCE_S)
            assert clock.monotonic() - began < 2 * WHOLE * SILENCE_S + 1.0
        finally:
            ended.set()
            printer.join()
