"""The tray of numbered sheets: its ledger, what the printer counts in it, and what the camera above it reads.

The number on top is read before anything is begun and again when all is out: before, another one than the next of the
ledger stops the print; after, it says on how many sheets, and which, the paper really stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from drivers.a4_printer import Condition
from drivers.faults import DeviceError, Fault
from printing.stationery import Stationery, StockError, letters_of

Sheets = Literal["plain", "numbered", "numbered-where-fitted", "photo"]
"""What a paper is printed on. A terminal without numbered ones refuses the second and prints the third on plain."""
Reads = Callable[[int], str]
"""The number on the top sheet, which begins with so many letters; empty where none can be read surely. May raise
DeviceError."""


@dataclass(frozen=True, slots=True)
class StockTray:
    """Where numbered sheets lie."""

    name: str
    """As the printer calls it (media-source)."""
    ledger: Stationery
    reads: Reads | None = None
    """None where no camera looks at them: then staff alone say what lies there."""

    def lacks(self, sheets: int, condition: Condition) -> Fault | None:
        """What speaks against printing on so many of them now. Another number on top is written down."""
        try:
            stock = self.ledger.ready(sheets, in_tray=condition.in_trays.get(self.name))
        except StockError:
            return Fault.PAPER_LOW
        if self.reads is None:
            return None
        try:
            seen = self.reads(len(letters_of(stock.left[0])))
        except DeviceError:
            return Fault.NUMBER_UNREAD
        if not seen:
            return Fault.NUMBER_UNREAD
        if seen != stock.left[0]:
            self.ledger.doubt(seen)
            return Fault.NUMBER_OTHER
        return None

    def take(self, deed: str, sheets: int, condition: Condition) -> None:
        """Write down the numbers of the next sheets.

        Raises:
            DeviceError: PAPER_LOW where ledger and printer do not agree, or hold too few.
            DeedsError: nothing was written.
        """
        try:
            self.ledger.take(deed, sheets, in_tray=condition.in_trays.get(self.name))
        except StockError as error:
            raise DeviceError(Fault.PAPER_LOW, str(error)) from error

    def agrees(self, deed: str) -> bool:
        """Whether the sheets this print took are the ones that went: asked when all came out, before it is settled.

        A camera that reads nothing afterwards contradicts nothing; but no more is printed until staff have looked.
        """
        stock = self.ledger.stock()
        taken = stock.in_print.get(deed)
        if self.reads is None or not taken:
            return True
        try:
            seen = self.reads(len(letters_of(taken[0])))
        except DeviceError:
            seen = ""
        wanted = stock.left[0] if stock.left else ""
        if seen != wanted:
            self.ledger.doubt(seen)
        return seen in (wanted, "")
