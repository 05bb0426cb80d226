"""How often somebody may be wrong: five errors 15 s, doubling with each, fifteen locked. Errors outlive a restart."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.staff.book import StaffBook

FREE_ERRORS = 4
"""So many errors cost nothing; the fifth does."""
FIRST_WAIT_S = 15.0
LOCKED_AT = 15
"""From then on only another person's hand opens the account again (a right of `unlock-account`)."""
MOST_STRANGE = 1000
"""So many numbers that nobody has are counted apart; then the one that was tried longest ago is forgotten (our choice:
a number, a PIN and a code are sixteen touches, so that they are a day's work)."""


def wait_s(errors: int) -> float:
    """Seconds that so many errors cost, the newest being a moment ago."""
    return FIRST_WAIT_S * 2 ** (errors - FREE_ERRORS - 1) if errors > FREE_ERRORS else 0.0


class Count(Protocol):
    """Where errors stand."""

    def errors(self, account: str) -> int:
        """How many since it was right."""

    def set_errors(self, account: str, errors: int) -> None:
        """Count anew; `JournalError` where it cannot be written."""


class Strangers:
    """Errors with numbers that nobody has, in memory alone: what was typed may be somebody's PIN or telephone."""

    def __init__(self) -> None:
        self._errors: OrderedDict[str, int] = OrderedDict()

    def errors(self, account: str) -> int:
        """How many since the program began."""
        return self._errors.get(account, 0)

    def set_errors(self, account: str, errors: int) -> None:
        """Count anew."""
        self._errors[account] = errors
        self._errors.move_to_end(account)
        if len(self._errors) > MOST_STRANGE:
            self._errors.popitem(last=False)


class Tries:
    """Counts them.

    Args:
        book: keeps the numbers, an account's over a restart; the waiting begins anew then.
        monotonic: seconds, as `Clock.monotonic`.
    """

    def __init__(self, book: Count, monotonic: Callable[[], float]) -> None:
        self._book = book
        self._monotonic = monotonic
        self._since: dict[str, float] = {}
        self._start = monotonic()

    def is_locked(self, account: str) -> bool:
        """Whether waiting does not help any more."""
        return self._book.errors(account) >= LOCKED_AT

    def left_s(self, account: str) -> float:
        """Seconds until the next try is heard; 0 for at once."""
        errors = min(self._book.errors(account), LOCKED_AT - 1)
        since = self._since.get(account, self._start)
        return max(0.0, since + wait_s(errors) - self._monotonic())

    def next_wait_s(self, account: str) -> float | None:
        """Seconds that one more error will cost; None where it locks."""
        errors = self._book.errors(account) + 1
        return wait_s(errors) if errors < LOCKED_AT else None

    def wrong(self, account: str) -> int:
        """One more error.

        Returns:
            How many there are now.

        Raises:
            JournalError: it cannot be written; then nobody is let in either.
        """
        errors = self._book.errors(account) + 1
        self._book.set_errors(account, errors)
        self._since[account] = self._monotonic()
        return errors

    def right(self, account: str) -> None:
        """Forget the errors.

        Raises:
            JournalError: as `wrong`.
        """
        self._book.set_errors(account, 0)


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Counts both kinds by one rule: what a number costs does not tell whether anybody has it."""

    known: Tries
    strange: Tries


def doorkeeper(book: StaffBook, monotonic: Callable[[], float]) -> Doorkeeper:
    """For a terminal's one door."""
    return Doorkeeper(Tries(book, monotonic), Tries(Strangers(), monotonic))
