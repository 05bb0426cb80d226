"""The computer's time service, as timedatectl(1) has it, and the platform's clock, counted on from its answer."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from drivers.clock import BEIJING, Clock

ASK_S, MOVE_S = 2.0, 20.0
"""How long the program may take to tell, and to start or stop a service (our choice)."""
ASKED_EVERY_S = 5.0
"""A page is drawn anew every second; nobody changes the service that often (our choice)."""
HEARD_FOR_S = 600.0
"""Our choice: as long as somebody works at it. Two quartz clocks part by less than 0.1 s in that time."""


class ClockProgramError(Exception):
    """The program did not do it; the message is its own last line, of nobody."""


@dataclass(frozen=True, slots=True)
class ServiceState:
    """What the time service says of itself."""

    is_on: bool
    server: str
    """Name and address of who is asked; empty where nobody is, or the service does not tell (chrony)."""


class TimeService:
    """Asked and moved by a program, so that the core needs no rights of its own: polkit says whether it may.

    Args:
        program: timedatectl with its path; empty where staff only see the clock.
        clock: for how long an answer is believed.
    """

    def __init__(self, program: Sequence[str], clock: Clock) -> None:
        self._program = tuple(program)
        self._clock = clock
        self._asked: float | None = None
        self._state: ServiceState | None = None

    @property
    def is_movable(self) -> bool:
        """Whether there is a program."""
        return bool(self._program)

    def state(self) -> ServiceState | None:
        """None where there is no program, or none answers."""
        now = self._clock.monotonic()
        if self._program and (self._asked is None or now - self._asked >= ASKED_EVERY_S):
            self._asked, self._state = now, self._read()
        return self._state

    def switch(self, *, on: bool) -> None:
        """Have the clock kept right by the service, or by nobody; kept over a restart.

        Raises:
            ClockProgramError: it did not.
        """
        self._asked = None
        self._run(MOVE_S, "set-ntp", "true" if on else "false")

    def set(self, moment: datetime) -> None:
        """Have the clock stand at that moment, whatever zone the machine was set to.

        Raises:
            ClockProgramError: it does not, e.g. because the service keeps it.
        """
        self._run(MOVE_S, "set-time", f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC")

    def _read(self) -> ServiceState | None:
        try:
            is_on = self._run(ASK_S, "show", "--property=NTP", "--value").strip() == "yes"
        except ClockProgramError:
            return None
        try:
            told = self._run(ASK_S, "show-timesync", "--property=ServerName", "--property=ServerAddress", "--value")
        except ClockProgramError:
            told = ""
        return ServiceState(is_on, " ".join(dict.fromkeys(told.split())))

    def _run(self, limit_s: float, *words: str) -> str:
        command = (*self._program, "--no-ask-password", *words)
        try:
            ran = subprocess.run(
                command, check=False, timeout=limit_s, capture_output=True, text=True, errors="replace"
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ClockProgramError(type(error).__name__) from error
        if ran.returncode:
            raise ClockProgramError(next(reversed(ran.stderr.splitlines()), str(ran.returncode)))
        return ran.stdout


class PlatformClock:
    """What the platform's clock showed when it was asked, and shows since.

    Args:
        clock: whose `monotonic` counts on.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard: tuple[datetime, float] | None = None

    def heard(self, told: datetime) -> None:
        """It shows that now."""
        self._heard = (told, self._clock.monotonic())

    def now(self) -> datetime | None:
        """In Beijing; None where nobody asked of late."""
        if self._heard is None:
            return None
        told, since = self._heard
        passed = self._clock.monotonic() - since
        return (told + timedelta(seconds=passed)).astimezone(BEIJING) if passed < HEARD_FOR_S else None
