"""What can go wrong between a terminal and the platform.

    PlatformError
    ├── Unreachable
    │   ├── NoConnection   the line is dead, or broke before the answer was whole
    │   └── TimedOut       nothing, or not all of it, came within the limit
    ├── Paused             the breaker is open: it failed again and again a moment ago
    ├── NotTrusted         whoever answered is not the platform
    ├── ClockWrong         this machine's clock is wrong; nothing can be signed or trusted
    ├── Refused            the platform understood and said no: `code`, `tries_left`
    └── WrongAnswer        an answer that is not the one to our question

None of them holds a word of a request or an answer, and none is chained to the exception of a library that does.
"""

# ruff: noqa: N818 - they are named by what happened, as a visit's steps speak of it; `Refused` reads better than a suffix
from drivers.outcome import Outcome
from kiosk.platform.values import ErrorCode


class PlatformError(Exception):
    """The platform could not do what it was asked. The only kind of error that `kiosk.platform.api` raises.

    Args:
        detail: for the engineer: status, reason, name of an exception; never a value.
        outcome: what became of the question if it was a write: NOT_DONE when it surely did nothing, else UNKNOWN.
    """

    key = "network"
    """Of what a resident reads: `trouble.<key>` in config/texts."""
    can_try_again = True
    """Whether a resident may sensibly ask the same once more."""

    def __init__(self, detail: str, outcome: Outcome = Outcome.UNKNOWN) -> None:
        super().__init__(detail)
        self.detail = detail
        self.outcome = outcome


class Unreachable(PlatformError):
    """No whole answer came."""


class NoConnection(Unreachable):
    """The line is dead, or broke before the answer was whole."""


class TimedOut(Unreachable):
    """Nothing, or not all of it, came within the limit."""

    key = "timeout"


class Paused(PlatformError):
    """The breaker is open; nothing was sent."""

    key = "platform_broken"

    def __init__(self) -> None:
        super().__init__("the breaker is open", Outcome.NOT_DONE)


class NotTrusted(PlatformError):
    """The other end could not prove that it is the platform."""

    key = "not_trusted"
    can_try_again = False


class ClockWrong(PlatformError):
    """This machine's clock and the platform's are too far apart; nothing was done."""

    key = "clock_wrong"
    can_try_again = False

    def __init__(self, detail: str) -> None:
        super().__init__(detail, Outcome.NOT_DONE)


class Refused(PlatformError):
    """The platform said no."""

    def __init__(self, code: ErrorCode, tries_left: int | None = None, detail: str = "") -> None:
        outcome = Outcome.UNKNOWN if code is ErrorCode.BROKEN else Outcome.NOT_DONE
        super().__init__(f"{code.value} {detail}".rstrip(), outcome)
        self.code = code
        self.tries_left = tries_left
        self.key = key_of(code)
        self.can_try_again = code in _CAN_PASS


class WrongAnswer(PlatformError):
    """Too large, of another type, not in the contract's form, to another question or about another person."""

    key = "wrong_answer"


_CAN_PASS = frozenset(
    {
        ErrorCode.BUSY,
        ErrorCode.BROKEN,
        ErrorCode.CODE_WRONG,
        ErrorCode.CODE_EXPIRED,
        ErrorCode.PHONE_CODE_INVALID,
    }
)


def key_of(code: ErrorCode) -> str:
    """The key of a refusal's text; `broken` is already the word for a device."""
    return "platform_broken" if code is ErrorCode.BROKEN else code.value


RESIDENT_KEYS = frozenset(
    {kind.key for kind in (NoConnection, TimedOut, Paused, NotTrusted, ClockWrong, WrongAnswer)}
    | {key_of(code) for code in ErrorCode}
)
"""Every key there can be; a test holds config/texts against it."""
