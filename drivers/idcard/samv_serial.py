"""ID-card readers with a SAM-V module on a serial line, 115200 8N1."""

from collections.abc import Callable
from typing import TypeVar

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.idcard import IdCard, frames
from drivers.idcard.frames import FrameError, FrameParser, Reply, Status
from drivers.idcard.portrait import NoDecoder, PortraitDecoder
from drivers.idcard.record import card_of
from drivers.wire import Wire

T = TypeVar("T")

HEADER_S = 2.0
"""The manuals' limit for the first seven bytes; the slowest command (read) begins after 1 to 1.5 s."""
WHOLE_S = 5.0
"""The manuals' limit for a whole reply; 1295 bytes take 113 ms at 115200, 1.35 s at 9600."""


class SamVSerialReader:
    """Fulfils the role `IdCardReader`.

    A garbled exchange is repeated once: every request may be repeated, and one flipped bit is no reason to send a
    resident away.

    Args:
        wire: the line to the reader.
        clock: for the limits.
        decoder: makes the picture; without one cards have no portrait.
        header_s: limit for the beginning of a reply.
        whole_s: limit for the whole of it.
    """

    def __init__(
        self,
        wire: Wire,
        clock: Clock,
        decoder: PortraitDecoder | None = None,
        *,
        header_s: float = HEADER_S,
        whole_s: float = WHOLE_S,
    ) -> None:
        self._wire = wire
        self._clock = clock
        self._decoder = decoder or NoDecoder()
        self._header_s = header_s
        self._whole_s = whole_s

    def card_present(self) -> bool:
        """Ask once for a card that has not been read yet (see `IdCardReader`)."""
        reply = _twice(lambda: self._ask(frames.FIND, Status.CARD_FOUND, Status.FIND_FAILED))
        return reply.code == Status.CARD_FOUND

    def read(self) -> IdCard:
        """Select and read the card that was found (see `IdCardReader`)."""
        _twice(lambda: self._ask(frames.SELECT, Status.SUCCESS))
        contents = _twice(lambda: frames.contents_of(self._ask(frames.READ, Status.SUCCESS).data))
        return card_of(contents.text, self._decoder.decode(contents.photo))

    def still_there(self) -> bool:
        """Ask for the card once more, without looking for it first (see `IdCardReader`)."""
        try:
            _twice(lambda: self._ask(frames.READ, Status.SUCCESS))
        except DeviceError as error:
            if error.fault in (Fault.CARD_UNREADABLE, Fault.CARD_INVALID):
                return False
            raise
        return True

    def check(self) -> str:
        """Self-test and number of the security module (see `IdCardReader`)."""
        _twice(lambda: self._ask(frames.SAM_STATUS, Status.SUCCESS))
        return _twice(lambda: frames.sam_id_of(self._ask(frames.SAM_ID, Status.SUCCESS).data))

    def close(self) -> None:
        """Give the line back."""
        self._wire.close()

    def _ask(self, request: bytes, *wanted: Status) -> Reply:
        self._wire.discard_input()
        self._wire.write(request)
        reply = self._receive(request)
        if reply.code in wanted:
            return reply
        # A status that is no fault, but no answer to this question either, belongs to an earlier one.
        fault = frames.fault_of(reply.code) or Fault.GARBLED
        raise DeviceError(fault, f"SW3 {reply.code:02X} to {_name(request)}")

    def _receive(self, request: bytes) -> Reply:
        parser = FrameParser()
        began = self._clock.monotonic()
        received = 0
        while True:
            limit = self._whole_s if parser.has_header else self._header_s
            remaining = began + limit - self._clock.monotonic()
            if remaining <= 0:
                fault = Fault.GARBLED if received else Fault.ABSENT
                raise DeviceError(fault, f"{received} bytes within {limit} s to {_name(request)}")
            piece = self._wire.read(parser.missing, remaining)
            received += len(piece)
            body = parser.feed(piece)
            if body is not None:
                return frames.reply_of(body)


def _twice(exchange: Callable[[], T]) -> T:
    """Do an exchange, and if it comes out garbled, once more."""
    try:
        return _understood(exchange)
    except DeviceError as error:
        if error.fault is not Fault.GARBLED:
            raise
    return _understood(exchange)


def _understood(exchange: Callable[[], T]) -> T:
    try:
        return exchange()
    except FrameError as error:
        raise DeviceError(Fault.GARBLED, str(error)) from error


def _name(request: bytes) -> str:
    return request[frames.HEADER_BYTES : -1].hex(" ")
