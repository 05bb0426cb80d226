"""Stock with printed numbers in a tray of its own: which number lies on top, which were used, which are void.

The journal is the ledger. Numbers are taken before the print is begun, under the print's own deed; what became of them
follows from how that print was settled, also when a crash came between. Where nobody can say which number lies on top
(a jam, a cover, an outcome that is not known), nothing more is taken until staff have read it from the sheet.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from drivers.faults import Fault
from drivers.outcome import Outcome

LOADED, TAKEN, COUNTED, PRINTED = "stationery-loaded", "stationery-taken", "stationery-counted", "print-settled"
VOIDED, DOUBTED = "stationery-voided", "stationery-doubted"
KINDS = (LOADED, TAKEN, COUNTED, PRINTED, VOIDED, DOUBTED)
"""The rows of the journal that make the ledger."""
REASONS = ("damaged", "misprinted", "jammed", "missing", "other")
"""Why a sheet is void: as offices write it down."""
BATCH_MAX = 1_000
"""Our choice: no tray of these printers holds more."""

_NUMBER = re.compile(r"(?P<letters>[A-Z]{0,6})(?P<digits>\d{4,12})", re.ASCII)
_LEAVES_SHEETS_BETWEEN = frozenset(
    fault.value
    for fault in (Fault.JAMMED, Fault.COVER_OPEN, Fault.TRAY_MISSING, Fault.BROKEN, Fault.ABSENT, Fault.UNKNOWN)
)
"""After these a sheet may have left the tray without coming out."""

Facts = Mapping[str, str | int]


class StockError(Exception):
    """Nothing can be taken: too few left, or nobody knows which number lies on top. Says which."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the journal, as far as it concerns the stock."""

    kind: str
    deed: str
    facts: Facts


class StockJournal(Protocol):
    """The journal, as far as the stock needs it."""

    def write(self, kind: str, deed: str, facts: Facts) -> None:
        """Add a row; when this returns it is on the disk.

        Raises:
            DeedsError: it could not be written.
        """

    def entries(self, kinds: tuple[str, ...]) -> Iterable[Entry]:
        """All rows of these kinds, oldest first."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What the ledger says now."""

    left: tuple[str, ...] = ()
    """In the tray, the top one first."""
    used: tuple[str, ...] = ()
    """On papers that are done."""
    void: tuple[str, ...] = ()
    """Spoiled, taken out, or out of the tray without a paper."""
    in_print: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the deed of a print that is not settled."""
    is_certain: bool = True
    """False until staff have read the number on top."""

    def after(self, entry: Entry) -> "Stock":
        """With one more row."""
        match entry.kind:
            case "stationery-loaded":
                return replace(self, left=(*self.left, *numbers(str(entry.facts["first"]), int(entry.facts["count"]))))
            case "stationery-taken":
                count = int(entry.facts["count"])
                taken = {**self.in_print, entry.deed: self.left[:count]}
                return replace(self, left=self.left[count:], in_print=taken)
            case "stationery-counted":
                return self._counted(str(entry.facts["top"]))
            case "stationery-voided":
                return self._voided(str(entry.facts["sheet"]))
            case "stationery-doubted":
                return replace(self, is_certain=False)
            case "print-settled" if entry.deed in self.in_print:
                return self._printed(entry)
        return self

    def _printed(self, entry: Entry) -> "Stock":
        waiting = dict(self.in_print)
        taken = waiting.pop(entry.deed)
        outcome, out = Outcome(entry.facts["outcome"]), int(entry.facts["sheets"])
        if outcome is Outcome.DONE:
            return replace(self, used=(*self.used, *taken), in_print=waiting)
        is_certain = outcome is Outcome.NOT_DONE and entry.facts.get("fault") not in _LEAVES_SHEETS_BETWEEN
        return replace(
            self,
            left=(*taken[out:], *self.left),
            void=(*self.void, *taken[:out]),
            in_print=waiting,
            is_certain=self.is_certain and is_certain,
        )

    def _voided(self, number: str) -> "Stock":
        left = tuple(one for one in self.left if one != number)
        used = tuple(one for one in self.used if one != number)
        return replace(self, left=left, used=used, void=(*self.void, number))

    def _counted(self, top: str) -> "Stock":
        """What should have lain above that number is out of the tray without a paper; an empty word: all of it is."""
        gone = self.above(top)
        return replace(self, left=self.left[len(gone) :], void=(*self.void, *gone), is_certain=True)

    def above(self, top: str) -> tuple[str, ...]:
        """What should lie above that number; all of it for an empty word."""
        return self.left[: self.left.index(top)] if top in self.left else self.left


class Stationery:
    """The stock of one tray. One print at a time, as with the spool.

    Args:
        journal: the ledger.
    """

    def __init__(self, journal: StockJournal) -> None:
        self._journal = journal

    def stock(self) -> Stock:
        """What the ledger says now."""
        stock = Stock()
        for entry in self._journal.entries(KINDS):
            stock = stock.after(entry)
        return stock

    def load(self, first: str, count: int) -> Stock:
        """Staff laid so many sheets behind those that are in the tray.

        Raises:
            StockError: not a number of stock, more than a tray holds, or numbers that were loaded before.
        """
        added = set(numbers(first, count))
        stock = self.stock()
        known = {*stock.left, *stock.used, *stock.void, *(one for taken in stock.in_print.values() for one in taken)}
        if added & known:
            raise StockError("some of these numbers were loaded before")
        self._journal.write(LOADED, "", {"first": first, "count": count})
        return self.stock()

    def take(self, deed: str, sheets: int, *, in_tray: int | None = None) -> tuple[str, ...]:
        """Take the next numbers for a print that is about to begin; they are written down before it is.

        Args:
            deed: of the print.
            sheets: how many it needs.
            in_tray: sheets that the printer itself counts in that tray; None where it does not.

        Raises:
            StockError: too few are left, nobody knows which lies on top, or printer and ledger do not agree.
        """
        stock = self.ready(sheets, in_tray=in_tray)
        self._journal.write(TAKEN, deed, {"first": stock.left[0], "count": sheets})
        return stock.left[:sheets]

    def ready(self, sheets: int, *, in_tray: int | None = None) -> Stock:
        """The stock, if so many could be taken from it now; arguments and errors as `take`."""
        stock = self.stock()
        if not stock.is_certain or stock.in_print:
            raise StockError("staff have to read the number on top first")
        if in_tray is not None and in_tray != len(stock.left):
            raise StockError("the printer counts other sheets than the ledger")
        if not 1 <= sheets <= len(stock.left):
            raise StockError("too few sheets of this stock are left")
        return stock

    def count(self, top: str, reason: str = "") -> Stock:
        """Staff read the number on the top sheet, or found the tray empty (an empty word).

        Args:
            top: that number.
            reason: why those that should lie above it are void, where there are any.

        Raises:
            StockError: a number that does not lie in this tray, sheets are missing without a reason that is known, or a
                print is under way.
        """
        stock = self.stock()
        if stock.in_print:
            raise StockError("a print is under way")
        if top and top not in stock.left:
            raise StockError("this number does not lie in this tray")
        missing = stock.above(top)
        if missing and reason not in REASONS:
            raise StockError(f"{missing[0]} to {missing[-1]} are missing, and no reason that is known")
        voided = {"first": missing[0], "last": missing[-1], "reason": reason} if missing else {}
        self._journal.write(COUNTED, "", {"top": top, **voided})
        return self.stock()

    def void(self, number: str, reason: str) -> Stock:
        """Staff took one sheet out of the tray, or back after it was printed on: it is void.

        Raises:
            StockError: a number that is neither in the tray nor used, a reason that is none, or a print is under way.
        """
        stock = self.stock()
        if stock.in_print:
            raise StockError("a print is under way")
        if number not in (*stock.left, *stock.used):
            raise StockError("this number is neither in the tray nor used")
        if reason not in REASONS:
            raise StockError("no reason that is known")
        self._journal.write(VOIDED, "", {"sheet": number, "reason": reason})
        return self.stock()

    def doubt(self, seen: str) -> None:
        """What lies on top, by the camera above the tray, is not what should: nothing is taken until staff have looked.

        Args:
            seen: the number that was read; empty where none could be.
        """
        stock = self.stock()
        self._journal.write(DOUBTED, "", {"expected": stock.left[0] if stock.left else "", "seen": seen})


def letters_of(number: str) -> str:
    """What stands before the digits of a number."""
    return number.rstrip("0123456789")


def numbers(first: str, count: int) -> tuple[str, ...]:
    """So many numbers from the first on, e.g. GD00000998, GD00000999, GD00001000.

    Raises:
        StockError: not the form of such numbers, or they would outgrow their digits.
    """
    found = _NUMBER.fullmatch(first)
    if found is None or not 1 <= count <= BATCH_MAX:
        raise StockError("a number of stock is letters and 4 to 12 digits, a batch 1 to 1000 sheets")
    letters, digits = found["letters"], found["digits"]
    made = tuple(f"{letters}{int(digits) + step:0{len(digits)}d}" for step in range(count))
    if len(made[-1]) != len(first):
        raise StockError("these numbers outgrow their digits")
    return made
