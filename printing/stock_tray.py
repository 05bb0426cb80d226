"""The tray of numbered sheets: its ledger held against what the printer counts in it."""

from dataclasses import dataclass
from typing import Literal

from drivers.a4_printer import Condition
from drivers.faults import DeviceError, Fault
from printing.stationery import Stationery, StockError

Sheets = Literal["plain", "numbered", "numbered-where-fitted", "photo"]
"""What a paper is printed on. A terminal without numbered ones refuses the second and prints the third on plain; one
without photo paper refuses the last."""


@dataclass(frozen=True, slots=True)
class StockTray:
    """Where numbered sheets lie."""

    name: str
    """As the printer calls it (media-source)."""
    ledger: Stationery

    def lacks(self, sheets: int, condition: Condition) -> Fault | None:
        """What speaks against printing on so many of them now."""
        try:
            self.ledger.ready(sheets, in_tray=condition.in_trays.get(self.name))
        except StockError:
            return Fault.PAPER_LOW
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
