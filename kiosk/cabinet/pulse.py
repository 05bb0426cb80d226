"""Pings of the core: the loop that moves visits turns, and no worker hangs; else systemd ends us and starts us again.

A device whose driver hangs takes down only what needs it (kiosk/cabinet/supervision.py marks it). Starting anew often
cures it, so the pings stop for it: never in a visit, and once a day a device, for one that hangs for ever must not take
the terminal into its start limit.
"""

import json
import logging
import os
from collections.abc import Collection, Iterable
from pathlib import Path

from drivers.clock import Clock
from kiosk.notify import ServiceNotice

log = logging.getLogger(__name__)

SOUND_S = 30.0
"""How long everything has to go well before we say that we are healthy (our choice: every device has been looked at
three times by then)."""
ONCE_S = 86_400.0
"""Between two new starts for the sake of one device (our choice)."""
HEALTHY = "healthy"
"""In the run folder, while this core is healthy: what ends a trial of a new version or file."""
IN_VISIT = "in-visit"
"""In the run folder while somebody is being served: nothing is changed meanwhile."""
STARTED_FOR = "started-anew-for.json"
"""In the state folder: for which device we stopped pinging, and when."""


class Pulse:
    """One core's life signs.

    Args:
        clock: for the pace.
        notice: the line to systemd.
        run_folder: where we say that we are healthy.
        state_folder: where we remember for which device we let ourselves be started anew.
        leave_for: files; when one is there we are to end between two visits, for something new is to be tried.
    """

    def __init__(
        self,
        clock: Clock,
        notice: ServiceNotice,
        run_folder: Path,
        state_folder: Path,
        leave_for: Iterable[Path] = (),
    ) -> None:
        self._clock = clock
        self._notice = notice
        self._healthy = run_folder / HEALTHY
        self._in_visit = run_folder / IN_VISIT
        for left in (self._healthy, self._in_visit):
            left.unlink(missing_ok=True)
        self._was_free = True
        self._started_for = state_folder / STARTED_FOR
        self._leave_for = tuple(leave_for)
        self._well_since: float | None = None
        self._pinged_at: float | None = None
        self._looked_at: float | None = None
        self._given_up = False

    def beat(self, stuck: Collection[str], *, is_free: bool, is_whole: bool) -> bool:
        """One turn of the loop.

        Args:
            stuck: workers that hang.
            is_free: whether nobody is being served.
            is_whole: whether screens are there and the platform has let us in.

        Returns:
            Whether to end now, for something new waits.
        """
        now = self._clock.monotonic()
        if is_free != self._was_free:
            self._was_free = is_free
            self._in_visit.unlink(missing_ok=True) if is_free else self._in_visit.touch(mode=0o600)
        if stuck and is_free and not self._given_up:
            self._given_up = self._lets_go_for(stuck)
        if not self._given_up:
            self._ping(now)
        self._tell_health(now, is_well=is_whole and not stuck)
        return is_free and self._waits(now)

    def _ping(self, now: float) -> None:
        if self._pinged_at is None:
            self._notice.ready()
        elif now - self._pinged_at < self._notice.ping_every_s:
            return
        self._notice.alive()
        self._pinged_at = now

    def _tell_health(self, now: float, *, is_well: bool) -> None:
        if not is_well:
            self._well_since = None
        elif self._well_since is None:
            self._well_since = now
        elif now - self._well_since >= SOUND_S and not self._healthy.exists():
            self._healthy.touch(mode=0o600)
            log.info("healthy for %.0f s", SOUND_S)

    def _waits(self, now: float) -> bool:
        if self._looked_at is not None and now - self._looked_at < 1.0:
            return False
        self._looked_at = now
        waiting = next((path for path in self._leave_for if os.path.lexists(path)), None)
        if waiting is None:
            return False
        log.info("something new waits (%s): ending between two visits", waiting)
        return True

    def _lets_go_for(self, stuck: Collection[str]) -> bool:
        """Whether to stop pinging: for a device for which we have not done so today."""
        try:
            told = json.loads(self._started_for.read_text("utf-8"))
        except (OSError, ValueError):
            told = {}
        today = self._clock.now().timestamp()
        known = {str(name): at for name, at in told.items() if isinstance(at, int | float)} if told else {}
        fresh = [name for name in stuck if abs(today - known.get(name, -ONCE_S)) >= ONCE_S]
        if not fresh:
            return False
        log.error("no more pings, to be started anew: %s hangs", ", ".join(fresh))
        try:
            self._started_for.write_text(json.dumps(known | dict.fromkeys(fresh, today)), "utf-8")
        except OSError:
            # Without this note it would happen again and again.
            return False
        return True
