"""How a terminal becomes known: it makes its key, asks, and waits until a person at the platform has agreed."""

from collections.abc import Callable

from config.settings import Settings
from drivers.clock import Clock
from kiosk.platform import terminal_key
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, Refused, Unreachable
from kiosk.platform.values import ErrorCode, TerminalState, TerminalStatus

POLL_S = 2.0
"""Between two looks (our choice: a person approves; nobody notices two seconds)."""


def ready_key(settings: Settings) -> bool:
    """Make the terminal's key when there is none; say whether a new one was made.

    Raises:
        SettingsError: the key cannot be made, or the one that is there cannot be used.
    """
    if settings.platform.key_file.exists():
        terminal_key.load(settings.platform.key_file)
        return False
    terminal_key.make(settings.platform.key_file)
    return True


def enrol(
    settings: Settings,
    clock: Clock,
    *,
    limit_s: float,
    waiting: Callable[[PlatformError | None], None] = lambda _: None,
) -> TerminalStatus:
    """Make the key if it is missing, ask, and look again until approved, refused or out of time.

    Args:
        settings: the terminal's.
        clock: time.
        limit_s: seconds to wait for the approval; 0 asks once.
        waiting: told at every look that brought no decision: None when the answer was "pending", else what failed.

    Returns:
        The last status: APPROVED, REVOKED, or PENDING when the time was over.

    Raises:
        SettingsError: a file that the settings name cannot be used.
        Refused: the platform says no, e.g. CONFLICT: this name belongs to another key.
        PlatformError: the platform could not be asked at all within the time.
    """
    ready_key(settings)
    platform = Platform.from_files(settings.platform, settings.terminal, clock)
    deadline = clock.monotonic() + limit_s
    try:
        while True:
            status, problem = _asked(platform, settings.place)
            if status is not None and status.state is not TerminalState.PENDING:
                return status
            if clock.monotonic() + POLL_S > deadline:
                break
            waiting(problem)
            clock.pause(POLL_S)
    finally:
        platform.close()
    if problem is not None:
        raise problem
    return TerminalStatus(terminal=settings.terminal, state=TerminalState.PENDING)


def _asked(platform: Platform, place: str) -> tuple[TerminalStatus | None, PlatformError | None]:
    """One look; what can pass by itself is returned, the rest is raised."""
    try:
        return platform.enrol(place), None
    except Unreachable as error:
        return None, error
    except Refused as error:
        if error.code not in {ErrorCode.BUSY, ErrorCode.BROKEN}:
            raise
        return None, error
