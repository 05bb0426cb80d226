"""Which items cannot be finished now, as their back end or the hall does not serve: seen before anybody begins."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from drivers.clock import Clock
from kiosk.items.catalogue import Catalogue
from kiosk.items.flow_names import FLOW_NAMES
from kiosk.items.opening_hours import SOON, Opening, OpeningHours, opening
from kiosk.items.profiles import load_profile
from kiosk.items.working_days import WorkingDays, load_working_days


@dataclass(frozen=True, slots=True)
class HoursSeen:
    """The items that are shut have changed. Concerns the terminal, not the visit."""

    shut: Mapping[str, Opening]
    """By item; until when it is shut."""
    closing: Mapping[str, Opening] = field(default_factory=dict)
    """Items that are open and will be shut soon; when."""


class Hours:
    """Looks at the clock once a minute.

    Args:
        catalogue: what the terminal offers.
        site: hours of the hall, beside those of the back ends.
        calendar: of the offices.
        clock: the zone of its `now` is the one in which all hours are meant.
        off: items that staff have closed for now.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        site: OpeningHours,
        calendar: WorkingDays,
        clock: Clock,
        off: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._off = off
        self._hours = {
            item.id: tuple(
                # Words can be read at any time.
                one
                for one in (site, item.settings.facts.opening)
                if not one.is_always and FLOW_NAMES[item.settings.flow].ends_in != "words"
            )
            for item in catalogue.values()
        }
        self._calendar = calendar
        self._clock = clock
        self._minute = -1
        self._last = HoursSeen({})

    def shut(self, now: datetime) -> dict[str, Opening]:
        """The items that cannot be finished at that moment, and until when; the later of hall and back end."""
        found = {}
        for item_id, kept in self._hours.items():
            closed = [one for one in (opening(hours, self._calendar, now) for hours in kept) if not one.is_open]
            if closed:
                known = [one for one in closed if one.until is not None]
                found[item_id] = (
                    max(known, key=lambda one: one.until or now) if len(known) == len(closed) else closed[0]
                )
        return found

    def closing(self, now: datetime) -> dict[str, Opening]:
        """The items that can be begun at that moment and will be shut soon; the earlier of hall and back end."""
        found = {}
        for item_id, kept in self._hours.items():
            there = [opening(hours, self._calendar, now) for hours in kept]
            ends = [one for one in there if one.is_open and one.until is not None and one.until - now <= SOON]
            if ends and all(one.is_open for one in there):
                found[item_id] = min(ends, key=lambda one: one.until or now)
        return found

    def look(self) -> HoursSeen | None:
        """What has changed since the last look; None for nothing, and within a minute."""
        minute = int(self._clock.monotonic() // 60)
        if minute == self._minute:
            return None
        self._minute = minute
        now = self._clock.now()
        by_staff = dict.fromkeys(self._off(), Opening(is_open=False, until=None))
        seen = HoursSeen(self.shut(now) | by_staff, self.closing(now))
        if seen == self._last:
            return None
        self._last = seen
        return seen


def hours_of(catalogue: Catalogue, profile: str, clock: Clock, off: Callable[[], Iterable[str]]) -> Hours:
    """The hours of what a profile offers.

    Args:
        catalogue: what the terminal offers.
        profile: as a terminal names it.
        clock: of the terminal.
        off: items that staff have closed for now.

    Raises:
        SettingsError: a file of profile or calendar is wrong.
    """
    found = load_profile(profile)
    return Hours(catalogue if found.keeps_hours else {}, found.opening, load_working_days(), clock, off)
