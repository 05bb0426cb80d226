"""The PC/SC service (pcscd): its calls, its error codes, and a context that is renewed when the service was restarted.

pyscard's own CardMonitor is not used: its thread dies with the service and never reports again. Only the calls of its
`scard` module are, each of which gives a code and no exception.

The environment variable PCSCLITE_CSOCK_NAME names another service than the machine's; the library reads it once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum, unique
from typing import Any, TypeVar

from smartcard import scard

from drivers.faults import DeviceError, Fault
from drivers.smart_card.apdu import PlainChip

T = TypeVar("T")


@unique
class Code(IntEnum):
    """What the calls give (pcsclite.h; the numbers are those of Windows)."""

    SUCCESS = 0x00000000
    INTERNAL_ERROR = 0x80100001
    CANCELLED = 0x80100002
    INVALID_HANDLE = 0x80100003
    INVALID_PARAMETER = 0x80100004
    NO_MEMORY = 0x80100006
    INSUFFICIENT_BUFFER = 0x80100008
    UNKNOWN_READER = 0x80100009
    TIMEOUT = 0x8010000A
    SHARING_VIOLATION = 0x8010000B
    NO_SMARTCARD = 0x8010000C
    PROTO_MISMATCH = 0x8010000F
    NOT_READY = 0x80100010
    SYSTEM_CANCELLED = 0x80100012
    COMM_ERROR = 0x80100013
    UNKNOWN_ERROR = 0x80100014
    INVALID_ATR = 0x80100015
    NOT_TRANSACTED = 0x80100016
    READER_UNAVAILABLE = 0x80100017
    NO_SERVICE = 0x8010001D
    SERVICE_STOPPED = 0x8010001E
    UNSUPPORTED_FEATURE = 0x80100022
    NO_ACCESS = 0x80100027
    NO_READERS_AVAILABLE = 0x8010002E
    UNSUPPORTED_CARD = 0x80100065
    UNRESPONSIVE_CARD = 0x80100066
    UNPOWERED_CARD = 0x80100067
    RESET_CARD = 0x80100068
    REMOVED_CARD = 0x80100069
    SECURITY_VIOLATION = 0x8010006A


SERVICE_CODES = frozenset(
    {
        Code.INTERNAL_ERROR,
        Code.INVALID_HANDLE,
        Code.COMM_ERROR,
        Code.NO_SERVICE,
        Code.SERVICE_STOPPED,
        Code.SYSTEM_CANCELLED,
    }
)
"""The context is worth nothing any more: the service ended, or is another one now."""
READER_CODES = frozenset({Code.UNKNOWN_READER, Code.READER_UNAVAILABLE, Code.NO_READERS_AVAILABLE})


def fault_of(number: int) -> Fault | None:
    """Reduce a code to what a visit cares about; None is no fault."""
    try:
        code = Code(number & 0xFFFFFFFF)
    except ValueError:
        return Fault.UNKNOWN
    match code:
        case Code.SUCCESS:
            return None
        case (
            Code.INTERNAL_ERROR
            | Code.INVALID_HANDLE
            | Code.COMM_ERROR
            | Code.NO_SERVICE
            | Code.SERVICE_STOPPED
            | Code.SYSTEM_CANCELLED
            | Code.UNKNOWN_READER
            | Code.READER_UNAVAILABLE
            | Code.NO_READERS_AVAILABLE
        ):
            return Fault.GONE
        case (
            Code.NO_SMARTCARD
            | Code.PROTO_MISMATCH
            | Code.NOT_READY
            | Code.INVALID_ATR
            | Code.NOT_TRANSACTED
            | Code.UNSUPPORTED_CARD
            | Code.UNRESPONSIVE_CARD
            | Code.UNPOWERED_CARD
            | Code.RESET_CARD
            | Code.REMOVED_CARD
        ):
            return Fault.CARD_UNREADABLE
        case Code.TIMEOUT | Code.CANCELLED | Code.SHARING_VIOLATION:
            return Fault.TIMED_OUT
        case (
            Code.INVALID_PARAMETER
            | Code.NO_MEMORY
            | Code.INSUFFICIENT_BUFFER
            | Code.UNKNOWN_ERROR
            | Code.UNSUPPORTED_FEATURE
            | Code.NO_ACCESS
            | Code.SECURITY_VIOLATION
        ):
            return Fault.BROKEN


class Service:
    """One reader of the service, found again by its name. To be used by one thread at a time.

    Args:
        name: how the reader's name begins; what follows (interface, serial number, slot) changes when it is plugged in
            elsewhere. The first of several is taken.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._context: Any = None
        self._full_name: str | None = None

    def full_name(self) -> str:
        """The reader's whole name.

        Raises:
            DeviceError: ABSENT without service or reader.
        """
        return self._twice(self._found_name)

    def state(self, known: int = scard.SCARD_STATE_UNAWARE, *, within_s: float = 0.0) -> int:
        """The reader's state bits.

        Args:
            known: the state given last; while it holds, the call waits.
            within_s: how long at most; then `known` is given back.

        Raises:
            DeviceError: ABSENT without service or reader, BROKEN.
        """
        return self._twice(lambda: self._state(known, within_s))

    @contextmanager
    def card(self, before: Callable[[], None]) -> Iterator[PlainChip]:
        """The card in the reader, for us alone; reset afterwards, so that nothing it was told stays open.

        Args:
            before: called before each exchange; what it raises ends the dialogue.

        Raises:
            DeviceError: ABSENT, GONE when service or reader went away, CARD_UNREADABLE when there is no card, it
                does not answer or was taken, TIMED_OUT when another program has it.
        """
        name = self.full_name()
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, handle, protocol = scard.SCardConnect(self._context, name, scard.SCARD_SHARE_EXCLUSIVE, protocols)
        self._judge(code, "connect")
        is_t0 = protocol == scard.SCARD_PROTOCOL_T0
        pci = scard.SCARD_PCI_T0 if is_t0 else scard.SCARD_PCI_T1

        def transmit(apdu: bytes) -> bytes:
            before()
            code, answer = scard.SCardTransmit(handle, pci, list(apdu))
            # after an error the answer is whatever lay in memory
            self._judge(code, "transmit")
            return bytes(answer)

        try:
            yield PlainChip(transmit, is_t0=is_t0)
        finally:
            scard.SCardDisconnect(handle, scard.SCARD_RESET_CARD)

    def close(self) -> None:
        """Give the context back; the next call makes another one."""
        context, self._context, self._full_name = self._context, None, None
        if context is not None:
            scard.SCardReleaseContext(context)

    def _twice(self, call: Callable[[], T]) -> T:
        """What went away at rest may be there again: try once more with a new context."""
        try:
            return call()
        except DeviceError as error:
            if error.fault is not Fault.GONE:
                raise
        try:
            return call()
        except DeviceError as error:
            if error.fault is not Fault.GONE:
                raise
            raise DeviceError(Fault.ABSENT, error.detail) from error

    def _found_name(self) -> str:
        if self._full_name is None:
            code, names = scard.SCardListReaders(self._opened(), [])
            self._judge(code, "list readers")
            self._full_name = next((name for name in sorted(names) if name.startswith(self._name)), None)
        if self._full_name is None:
            raise DeviceError(Fault.GONE, f"no reader '{self._name}…' among {len(names)}")
        return self._full_name

    def _state(self, known: int, within_s: float) -> int:
        name = self._found_name()
        code, states = scard.SCardGetStatusChange(self._opened(), int(within_s * 1000), [(name, known)])
        if code & 0xFFFFFFFF == Code.TIMEOUT:
            return known
        self._judge(code, "state")
        bits = int(states[0][1])
        if bits & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE):
            self._full_name = None
            raise DeviceError(Fault.GONE, f"the reader is in state {bits:X}")
        return bits

    def _opened(self) -> Any:
        if self._context is None:
            code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
            self._judge(code, "establish")
            self._context = context
        return self._context

    def _judge(self, number: int, what: str) -> None:
        fault = fault_of(number)
        if fault is None:
            return
        code = number & 0xFFFFFFFF
        if code in SERVICE_CODES:
            self.close()
        if code in READER_CODES:
            self._full_name = None
        raise DeviceError(fault, f"{code:08X} at {what}")
