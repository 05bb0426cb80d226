"""How often somebody may be wrong: five errors 15 s, doubling with each, fifteen locked. Errors outlive a restart."""

from collections.abc import Callable

from kiosk.staff.book import StaffBook

FREE_ERRORS = 4
"""So many errors cost nothing; the fifth does."""
FIRST_WAIT_S = 15.0
LOCKED_AT = 15
"""From then on only another person's hand opens the account again (a right of `unlock-account`)."""
NOBODY = ""
"""Errors with a number that nobody has are counted together: whoever tries numbers waits too."""


def wait_s(errors: int) -> float:
    """Seconds that so many errors cost, the newest being a moment ago."""
    return FIRST_WAIT_S * 2 ** (errors - FREE_ERRORS - 1) if errors > FREE_ERRORS else 0.0


class Tries:
    """Counts them.

    Args:
        book: keeps the numbers over a restart; the waiting begins anew then.
        monotonic: seconds, as `Clock.monotonic`.
    """

    def __init__(self, book: StaffBook, monotonic: Callable[[], float]) -> None:
        self._book = book
        self._monotonic = monotonic
        self._since: dict[str, float] = {}
        self._start = monotonic()

    def is_locked(self, account: str) -> bool:
        """Whether waiting does not help any more. What nobody has cannot be locked, it only waits."""
        return account != NOBODY and self._book.errors(account) >= LOCKED_AT

    def left_s(self, account: str) -> float:
        """Seconds until the next try is heard; 0 for at once."""
        errors = min(self._book.errors(account), LOCKED_AT - 1)
        since = self._since.get(account, self._start)
        return max(0.0, since + wait_s(errors) - self._monotonic())

    def next_wait_s(self, account: str) -> float | None:
        """Seconds that one more error will cost; None where it locks."""
        errors = self._book.errors(account) + 1
        if account != NOBODY and errors >= LOCKED_AT:
            return None
        return wait_s(min(errors, LOCKED_AT - 1))

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
