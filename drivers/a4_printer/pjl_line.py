"""The readback side of a PJL printer: questions and their answers, and what it says unasked."""

import itertools
from collections.abc import Callable
from typing import TypeVar

from drivers.a4_printer.pjl_frames import Echo, Message, MessageParser, PageCount, Status, Unsupported, commands
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.wire import Wire

ANSWERS_WITHIN_S = 3.0
"""Our choice, as for IPP; a printer on the same switch answers in some 10 ms, a sleeping one in a second."""
_PIECE = 4096
_PIECE_S = 0.05
"""Longest time for one read: what has come is looked at then, whatever more is announced."""
_NEWS = ("USTATUS JOB = ON", "USTATUS PAGE = ON")
"""Not DEVICE: how the printer is, is asked when somebody wants to know."""

M = TypeVar("M", Status, PageCount)


class PjlLine:
    """Opens when it is first needed, and again after it broke.

    Every question goes behind an ECHO with a number of its own: an answer that comes before that number is given back
    belongs to an earlier question (HP's manual, chapter 7, recommends it).

    Args:
        opened: calls the printer's raw port; DeviceError ABSENT when it does not take the call.
        clock: for the limit.
    """

    def __init__(self, opened: Callable[[], Wire], clock: Clock) -> None:
        self._open = opened
        self._clock = clock
        self._wire: Wire | None = None
        self._parser = MessageParser()
        self._news: list[Message] = []
        self._numbers = itertools.count(1)
        self.calls = 0
        """How often it was opened: two looks with the same number had an unbroken line between them."""

    def status(self) -> Status:
        """Ask how the printer is.

        Raises:
            DeviceError: ABSENT when it is silent or does not take the call, GARBLED when it speaks no PJL.
        """
        answer = self._ask("INFO STATUS", Status)
        if answer is None:
            raise DeviceError(Fault.GARBLED, "the printer knows no INFO STATUS")
        return answer

    def page_count(self) -> int | None:
        """Ask what the engine has ever printed; None from a printer that does not count; errors as `status`."""
        answer = self._ask("INFO PAGECOUNT", PageCount)
        return None if answer is None else answer.count

    def news(self) -> list[Message]:
        """What was said unasked since the last call, as far as it has been read behind questions."""
        told, self._news = self._news, []
        return told

    def close(self) -> None:
        """Hang up; the next question calls again."""
        wire, self._wire = self._wire, None
        self._parser = MessageParser()
        if wire is not None:
            wire.close()

    def _ask(self, question: str, kind: type[M]) -> M | None:
        was_open = self._wire is not None
        try:
            return self._exchange(self._called(), question, kind)
        except DeviceError as error:
            self.close()
            if error.fault is not Fault.GONE:
                raise
            if was_open:  # printers hang up on a line that was silent for some minutes: one more call
                return self._ask(question, kind)
            raise DeviceError(Fault.ABSENT, f"printer: {error.detail}") from error

    def _called(self) -> Wire:
        if self._wire is None:
            self._wire = self._open()
            self.calls += 1
            self._wire.write(commands(*_NEWS))
        return self._wire

    def _exchange(self, wire: Wire, question: str, kind: type[M]) -> M | None:
        number = f"kiosk {next(self._numbers)}"
        wire.write(commands(f"ECHO {number}", question))
        deadline = self._clock.monotonic() + ANSWERS_WITHIN_S
        has_echo, heard = False, 0
        while (left := deadline - self._clock.monotonic()) > 0:
            data = wire.read(_PIECE, min(_PIECE_S, left))
            heard += len(data)
            answer: M | None = None
            is_answered = False
            for message in self._parser.feed(data):
                match message:
                    case Echo(words):
                        has_echo = has_echo or words == number
                    case Unsupported(command) if command == f"ECHO {number}":
                        has_echo = True  # it knows no ECHO, but has come as far as that
                    case Unsupported(command) if has_echo and command == question:
                        is_answered = True
                    case Status() | PageCount():
                        if has_echo and isinstance(message, kind):
                            answer, is_answered = message, True
                    case _:
                        self._news.append(message)
            if is_answered:
                return answer
        fault = Fault.GARBLED if heard else Fault.ABSENT
        raise DeviceError(fault, f"no answer to {question} within {ANSWERS_WITHIN_S} s, {heard} bytes came")
