"""Signing in: card and PIN; where no card reader works, number, PIN and one-time code. Everything here works offline.

Two things are always shown: one that is held (a card whose chip proves itself, a phone's one-time code) and one that
is known. Which of them was wrong nobody is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from math import ceil

from drivers.clock import Clock
from kiosk.journal import JournalError
from kiosk.staff.accounts import PIN_DIGITS, Account, Accounts, AccountsError, nobody_has
from kiosk.staff.book import StaffBook
from kiosk.staff.tries import Doorkeeper

MOST_NUMBER = 8
"""Digits of an account's number at most (see `Account.number`)."""
LEAST_NUMBER = 4


class Step(Enum):
    """What is asked for."""

    CARD = "card"
    NUMBER = "number"
    PIN = "pin"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody has proved who they are."""

    account: Account
    how: str
    """card or code."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody has not."""

    key: str
    """wrong, wait, locked, card_unknown, no_accounts, no_books, same_person, same_hand, other_at_work."""
    account: str = ""
    """The number that was tried, where an account has it."""
    errors: int = 0
    wait_s: int = 0
    """How long to wait now."""
    next_s: int | None = 0
    """How long after one more error; None: that one locks."""

    @property
    def text(self) -> str:
        """Key of what is said."""
        if self.key != "wrong":
            return self.key
        if self.next_s is None:
            return "wrong_last"
        if self.wait_s:
            return "wrong_wait"
        return "wrong_then" if self.next_s else "wrong"


class WayIn:
    """One person at the door.

    Args:
        accounts: the file.
        doorkeeper: counts errors.
        book: remembers which one-time codes were used.
        clock: for the one-time code.
        has_reader: whether a card can be read now.
        only: nobody but this number may pass, for a screen that has locked; empty: anybody.
        never: this one may not: the second person is another one.
        hand: nor any account of that hand (`Account.hand`).
    """

    def __init__(
        self,
        accounts: Accounts,
        doorkeeper: Doorkeeper,
        book: StaffBook,
        clock: Clock,
        *,
        has_reader: bool,
        only: str = "",
        never: str = "",
        hand: str = "",
    ) -> None:
        self._accounts = accounts
        self._doorkeeper = doorkeeper
        self._book = book
        self._clock = clock
        self._only = only
        self._never = never
        self._hand = hand
        self._is_by_card = has_reader
        self._number = ""
        self._pin = ""
        self._typed = ""
        self._card: str | None = None
        self._refused: Refused | None = None

    @property
    def step(self) -> Step:
        """What is asked for now."""
        if self._is_by_card:
            return Step.CARD if self._card is None else Step.PIN
        if not self._number:
            return Step.NUMBER
        return Step.PIN if not self._pin else Step.CODE

    @property
    def digits(self) -> int:
        """How many were typed; which, only this object knows."""
        return len(self._typed)

    @property
    def shown(self) -> str:
        """The account's number as it is typed: no secret."""
        return self._typed if self.step is Step.NUMBER else ""

    @property
    def refused(self) -> Refused | None:
        """Why the last try was one."""
        return self._refused

    def carded(self, card: str) -> Refused | None:
        """A staff card lies in the reader, and its chip has proved itself."""
        account = self._found(lambda: self._accounts.of_card(card))
        if isinstance(account, Refused):
            return self._said(account)
        if (barred := self._barred(account)) is not None:
            return self._said(barred)
        self._card, self._typed = card, ""
        self._refused = None
        return None

    def card_gone(self) -> None:
        """It was taken out again."""
        self._card, self._typed = None, ""

    def digit(self, digit: str) -> Entered | Refused | None:
        """One key. The last digit of a PIN or a code is the answer."""
        if self.step is Step.CARD:
            return None
        self._refused = None
        most = MOST_NUMBER if self.step is Step.NUMBER else PIN_DIGITS
        if len(self._typed) < most:
            self._typed += digit
        return self.went_on() if self.step is not Step.NUMBER and len(self._typed) == most else None

    def erased(self) -> None:
        """The last digit goes."""
        self._typed = self._typed[:-1]

    def went_on(self) -> Entered | Refused | None:
        """What was typed is whole."""
        match self.step:
            case Step.NUMBER if len(self._typed) >= LEAST_NUMBER:
                self._number, self._typed = self._typed, ""
            case Step.PIN if len(self._typed) == PIN_DIGITS and self._is_by_card:
                return self._judged(self._typed, None)
            case Step.PIN if len(self._typed) == PIN_DIGITS:
                self._pin, self._typed = self._typed, ""
            case Step.CODE if len(self._typed) == PIN_DIGITS:
                return self._judged(self._pin, self._typed)
        return None

    def unbooked(self) -> None:
        """Whoever was right cannot be written down: nobody is let in."""
        self._said(Refused("no_books"))

    def _judged(self, pin: str, code: str | None) -> Entered | Refused:
        try:
            return self._compared(pin, code)
        except JournalError:
            return self._said(Refused("no_books"))

    def _compared(self, pin: str, code: str | None) -> Entered | Refused:
        """Compare everything at once, then forget it."""
        card, number = self._card, self._number
        self._number = self._pin = self._typed = ""
        account = self._found(
            lambda: self._accounts.of_card(card) if card is not None else self._accounts.numbered(number)
        )
        if isinstance(account, Refused) and account.key != "wrong":
            return self._said(account)
        known = account if isinstance(account, Account) else None
        tries = self._doorkeeper.known if known is not None else self._doorkeeper.strange
        counted = known.number if known is not None else number
        named = known.number if known is not None else ""
        if tries.is_locked(counted):
            return self._said(Refused("locked", named))
        if (left := tries.left_s(counted)) > 0:
            return self._said(Refused("wait", named, wait_s=ceil(left)))
        if known is None:
            nobody_has(pin)
        elif self._is_right(known, pin, code):
            if (barred := self._barred(known)) is not None:
                return self._said(barred)
            tries.right(counted)
            return Entered(known, "card" if code is None else "code")
        errors = tries.wrong(counted)
        key = "locked" if tries.is_locked(counted) else "wrong"
        left, after = tries.left_s(counted), tries.next_wait_s(counted)
        return self._said(Refused(key, named, errors, ceil(left), ceil(after) if after is not None else None))

    def _is_right(self, account: Account, pin: str, code: str | None) -> bool:
        # All is compared before anything is answered: how long it takes says nothing.
        has_pin = account.has_pin(pin)
        now = self._clock.now()
        step = account.code_step(code, now) if code is not None else None
        is_fresh = code is None or (step is not None and step > self._book.used_step(account.number))
        if not (has_pin and is_fresh and account.is_valid(now.date())):
            return False
        if step is not None:
            self._book.use_step(account.number, step)
        return True

    def _barred(self, account: Account) -> Refused | None:
        """Whoever is who they say, and is not the one who is wanted here: no error of theirs."""
        if self._only not in ("", account.number):
            return Refused("other_at_work", account.number)
        if account.number == self._never:
            return Refused("same_person", account.number)
        return Refused("same_hand", account.number) if account.hand == self._hand else None

    def _found(self, find: Callable[[], Account | None]) -> Account | Refused:
        try:
            account = find()
        except AccountsError:
            return Refused("no_accounts")
        if account is None:
            return Refused("card_unknown" if self._is_by_card else "wrong")
        return account

    def _said(self, refused: Refused) -> Refused:
        self._refused = refused
        return refused
