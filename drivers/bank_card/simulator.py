"""A bank-card terminal behind a pty, the card on it, and its bank.

    python -m drivers.bank_card.simulator --link RUN/bank_card.tty --control RUN/bank_card.sock [--paced]

Control requests: present, cancel, know, settle, count, fault, clear, unplug, plug.
`present` lays a card whose bank says `answer`: charge, decline, or unknown, where it charges and the terminal cannot
say so until `know`. A card that is laid while nothing is asked waits for the next charge. `settle` is the day's
settlement: what is charged by then is reversed no more. `count` tells sums in fen by the bank's own book.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from drivers.bank_card import Payment, PaymentState, frames
from drivers.bank_card.frames import AMOUNT_DIGITS, Damaged, Frame, Kind, Seen
from drivers.clock import Clock, SystemClock
from drivers.control import Handler
from drivers.frame_cutter import FrameCutter
from drivers.pty_line import PtyLine, common_arguments, run

IDENTITY = "DEMO00000001"
BAUD = 9_600
CARD_END = "0000"
REASON_UNKNOWN, REASON_SETTLED, REASON_BUSY = "01", "02", "03"


@dataclass(slots=True)
class Terminal:
    """The terminal itself, with its bank: fulfils `drivers.pty_line.Device`."""

    orders: dict[str, Payment] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    charges: int = 0
    """How often a bank has charged a card, in all."""
    charged_fen: int = 0
    reversed_fen: int = 0
    clock: Clock = field(default_factory=SystemClock)
    _waiting: str = ""
    """The order of the charge under way; empty: none is."""
    _laid: str = ""
    """What the bank of a card that lies there already will say; empty: none lies there."""
    _unknown: set[str] = field(default_factory=set)
    """Orders of which the terminal has not heard from its bank."""
    _ends: float = 0.0
    """When it waits no longer for a card."""
    _cutter: FrameCutter[Seen] = field(default_factory=frames.cutter)

    def receive(self, data: bytes) -> list[bytes]:
        """Answer whatever requests are complete; damaged ones are met by silence."""
        requests = [seen for seen in self._cutter.feed(data) if not isinstance(seen, Damaged)]
        return [self._answers(request).encoded() for request in requests]

    def quiet(self) -> None:
        """Forget an unfinished request."""
        self._cutter.give_up()

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit of the check is wrong."""
        return reply[:-1] + bytes([reply[-1] ^ 0x01])

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The length says less than there is."""
        return reply[:2] + bytes([0x06]) + reply[3:]

    def present(self, request: Mapping[str, Any]) -> None:
        """Lay a card; it stays for the next charge where none is under way.

        Raises:
            ValueError: no bank says that.
        """
        answer = str(request.get("answer", "charge"))
        if answer not in ("charge", "decline", "unknown"):
            raise ValueError("'answer' is charge, decline or unknown")
        self._laid = answer
        self._with_card()

    def cancel(self) -> None:
        """The cancel key of the terminal."""
        self._ended(PaymentState.DECLINED)

    def know(self) -> None:
        """The terminal has heard from its bank what it did not know."""
        self._unknown.clear()

    def settle(self) -> None:
        """The day's settlement."""
        self.settled |= {order for order, one in self.orders.items() if one.state is PaymentState.CHARGED}

    def reset(self) -> None:
        """Forget what was ordered, and the card."""
        self._laid = ""
        self.know()
        self._ended(PaymentState.DECLINED)

    def count(self) -> dict[str, Any]:
        """What has happened so far, by the bank's book."""
        return {
            "charges": self.charges,
            "charged_fen": self.charged_fen,
            "reversed_fen": self.reversed_fen,
            "asking": bool(self._waiting),
        }

    def _answers(self, request: Frame) -> Frame:
        if self._waiting and self.clock.monotonic() > self._ends:
            self._ended(PaymentState.DECLINED)
        match request.kind, request.fields:
            case Kind.IDENTIFY, ():
                return Frame(Kind.IDENTITY, request.sequence, (IDENTITY,))
            case Kind.QUERY, (order,):
                return frames.stands(request.sequence, self._told(order))
            case Kind.REVERSE, (order,):
                return self._reversed(request.sequence, order)
            case Kind.CHARGE, (order, amount, seconds) if len(amount) == AMOUNT_DIGITS and amount.isdecimal():
                return self._asked(request.sequence, order, int(amount), int(seconds))
        return Frame(Kind.REFUSED, request.sequence, (REASON_UNKNOWN,))

    def _told(self, order: str) -> Payment:
        """An order that it has never heard of was not charged."""
        known = self.orders.get(order, Payment(order, PaymentState.DECLINED, 0))
        return replace(known, state=PaymentState.UNKNOWN) if order in self._unknown else known

    def _asked(self, sequence: int, order: str, amount_fen: int, seconds: int) -> Frame:
        if order not in self.orders:
            if self._waiting:
                return Frame(Kind.REFUSED, sequence, (REASON_BUSY,))
            self.orders[order] = Payment(order, PaymentState.WAITING, amount_fen)
            self._waiting, self._ends = order, self.clock.monotonic() + seconds
            self._with_card()
        return frames.stands(sequence, self._told(order))

    def _with_card(self) -> None:
        if not self._waiting or not self._laid:
            return
        answer, self._laid = self._laid, ""
        if answer == "decline":
            self._ended(PaymentState.DECLINED)
            return
        order = self._waiting
        self.charges += 1
        self.charged_fen += self.orders[order].amount_fen
        if answer == "unknown":
            self._unknown.add(order)
        self._ended(PaymentState.CHARGED)

    def _ended(self, state: PaymentState) -> None:
        order, self._waiting = self._waiting, ""
        if not order:
            return
        is_charged = state is PaymentState.CHARGED
        reference = f"{int(hashlib.sha256(order.encode()).hexdigest(), 16) % 10**12:012d}" if is_charged else ""
        card_end = CARD_END if is_charged else ""
        self.orders[order] = replace(self.orders[order], state=state, reference=reference, card_end=card_end)

    def _reversed(self, sequence: int, order: str) -> Frame:
        known = self.orders.get(order)
        if known is None:
            return Frame(Kind.REFUSED, sequence, (REASON_UNKNOWN,))
        if order in self.settled:
            return Frame(Kind.REFUSED, sequence, (REASON_SETTLED,))
        if known.state is PaymentState.CHARGED and order not in self._unknown:
            self.reversed_fen += known.amount_fen
            self.orders[order] = known = replace(known, state=PaymentState.REVERSED)
        return frames.stands(sequence, self._told(order))


def main() -> None:
    """Run until told to end."""
    arguments = common_arguments("Simulates a bank-card terminal on a serial line, with its bank.").parse_args()
    terminal = Terminal()

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def clear(_request: Mapping[str, Any]) -> None:
            line.faults.clear()
            terminal.reset()

        return {
            "present": terminal.present,
            "cancel": lambda _request: terminal.cancel(),
            "know": lambda _request: terminal.know(),
            "settle": lambda _request: terminal.settle(),
            "count": lambda _request: terminal.count(),
            "clear": clear,
        }

    run(arguments, terminal, handlers, baud=BAUD)


if __name__ == "__main__":
    main()
