"""A bank-card terminal on a serial line, 9600 8N1, with the frames of frames.py.

A charge is asked for once and never again. What became of it is asked for until the terminal knows: where the request
itself was lost, the terminal has never heard of the order, and nothing was charged. All other requests change nothing
that was not so before, and are made twice at most.
"""

from collections.abc import Callable
from contextlib import suppress

from drivers.bank_card import Payment, PaymentState, frames
from drivers.bank_card.frames import Frame, Kind
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.wire import Wire

ANSWER_S = 1.0
"""Our choice: the longest frame of 100 bytes takes 105 ms at 9600 baud."""
REVERSAL_S = 30.0
"""Our choice: the terminal asks its bank; terminals in shops give that up after 30 s at most."""
GRACE_S = 35.0
"""How much later than told the driver gives a charge up: a card that was laid in the last second goes to the bank."""
POLL_S = 1.0
"""Between two questions while it waits for a card (our choice: nobody sees the difference)."""
MISSES = 3
"""Questions in a row without an answer, then nobody can tell (our choice; each is made twice)."""
SECONDS_MAX = 600


class KioskBankCardTerminal:
    """Fulfils the role `BankCardTerminal`.

    Args:
        wire: the line.
        clock: for the limits.
        answer_s: limit for one answer.
    """

    def __init__(self, wire: Wire, clock: Clock, *, answer_s: float = ANSWER_S) -> None:
        self._wire = wire
        self._clock = clock
        self._answer_s = answer_s
        self._sequence = 0

    def charge(self, order: str, amount_fen: int, *, within_s: float) -> Payment:
        """Ask for a card and charge it once (see `BankCardTerminal`)."""
        if amount_fen <= 0 or not 0 < within_s <= SECONDS_MAX:
            raise DeviceError(Fault.REFUSED, f"{amount_fen} fen within {within_s} s")
        # Whether it is there at all is found out before anything is asked of a card.
        self.check()
        deadline = self._clock.monotonic() + within_s + GRACE_S
        seconds = max(1, round(within_s))
        with suppress(_Lost):
            self._once(lambda sequence: frames.charge(sequence, order, amount_fen, seconds), self._answer_s)
        return self._followed(order, amount_fen, deadline)

    def ask(self, order: str) -> Payment:
        """What became of an order (see `BankCardTerminal`)."""
        return self._told(lambda sequence: Frame(Kind.QUERY, sequence, (order,)), order, self._answer_s)

    def reverse(self, order: str) -> Payment:
        """Take a charge of the same day back (see `BankCardTerminal`)."""
        return self._told(lambda sequence: Frame(Kind.REVERSE, sequence, (order,)), order, REVERSAL_S)

    def check(self) -> str:
        """The terminal's own number (see `BankCardTerminal`)."""
        answer = self._twice(lambda sequence: Frame(Kind.IDENTIFY, sequence), self._answer_s)
        if answer.kind is not Kind.IDENTITY or len(answer.fields) != 1:
            raise DeviceError(Fault.GARBLED, f"{answer.kind.name} of {len(answer.fields)} fields for an identity")
        return answer.fields[0]

    def close(self) -> None:
        """Give the line back."""
        self._wire.close()

    def _followed(self, order: str, amount_fen: int, deadline: float) -> Payment:
        """Ask until it is over; UNKNOWN where that cannot be found out in time."""
        misses = 0
        while misses < MISSES and self._clock.monotonic() < deadline:
            try:
                payment = self.ask(order)
            except DeviceError:
                misses += 1
                continue
            misses = 0
            if payment.state is PaymentState.CHARGED and payment.amount_fen != amount_fen:
                break
            if payment.state is not PaymentState.WAITING:
                return payment
            self._clock.pause(POLL_S)
        return Payment(order, PaymentState.UNKNOWN, amount_fen)

    def _told(self, request: Callable[[int], Frame], order: str, within_s: float) -> Payment:
        payment = frames.payment_in(self._twice(request, within_s))
        if payment is None or payment.order != order:
            raise DeviceError(Fault.GARBLED, "an answer about another order")
        return payment

    def _twice(self, request: Callable[[int], Frame], within_s: float) -> Frame:
        """Make a request that may be repeated, once more when its answer is lost or spoilt."""
        try:
            return self._once(request, within_s)
        except _Lost:
            return self._once(request, within_s)

    def _once(self, request: Callable[[int], Frame], within_s: float) -> Frame:
        self._sequence = self._sequence % 999 + 1
        asked = request(self._sequence)
        self._wire.discard_input()
        self._wire.write(asked.encoded())
        cutter = frames.cutter()
        deadline = self._clock.monotonic() + within_s
        piece, received = b"", 0
        while True:
            while found := cutter.first(piece):
                piece = b""
                answer = found[0]
                if isinstance(answer, Frame) and answer.sequence == self._sequence:
                    if answer.kind is Kind.REFUSED:
                        raise DeviceError(Fault.REFUSED, f"{asked.kind.name}: {' '.join(answer.fields)[:20]}")
                    return answer
            remaining = deadline - self._clock.monotonic()
            if remaining <= 0:
                fault = Fault.GARBLED if received else Fault.ABSENT
                raise _Lost(fault, f"{received} bytes within {within_s} s to {asked.kind.name}")
            piece = self._wire.read(cutter.missing, remaining)
            received += len(piece)


class _Lost(DeviceError):  # noqa: N818 - what happened: neither the line nor the program is wrong
    """No whole answer came, ABSENT or GARBLED: whether the request arrived, nobody knows."""
