"""Keeps what would be said: for tests, and for machines without a loudspeaker."""

from collections import deque

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.sound import Prompt, SoundState, Speech

SYLLABLE_S = 0.27
"""A character read aloud at the usual pace."""
PROMPT_S = 4.0
"""A recorded sentence, of which only the file is known (our choice)."""


class Recorder:
    """Fulfils `Sound`.

    Args:
        clock: a sentence lasts as long as it would be heard.
        keep: how many sentences; 0 where real residents stand, because a sentence may name one.
    """

    def __init__(self, clock: Clock, keep: int = 100) -> None:
        self._clock = clock
        self._until = 0.0
        self.said: deque[Prompt | Speech] = deque(maxlen=keep)
        self.count = 0
        """How often something was said."""
        self.stops = 0
        """How often something that was being said was stopped."""
        self.volume_percent = 60

    def say(self, what: Prompt | Speech) -> None:
        """Keep it; it lasts as long as it would be heard, or until `stop` or `finish`."""
        self.stop()
        self.said.append(what)
        self.count += 1
        seconds = len(what.text) * SYLLABLE_S if isinstance(what, Speech) else PROMPT_S
        self._until = self._clock.monotonic() + seconds / what.pace

    def finish(self) -> None:
        """The sentence has come to its end."""
        self._until = 0.0

    def stop(self) -> None:
        """Be quiet."""
        self.stops += self.state() is SoundState.SPEAKING
        self._until = 0.0

    def state(self) -> SoundState:
        """Speaking or quiet."""
        return SoundState.SPEAKING if self._clock.monotonic() < self._until else SoundState.QUIET

    def set_volume(self, percent: int) -> None:
        """Note it (see `Sound`)."""
        if not 0 <= percent <= 100:
            raise DeviceError(Fault.REFUSED, f"volume {percent}")
        self.volume_percent = percent

    def check(self) -> str:
        """What this is."""
        return "recorder"

    def close(self) -> None:
        """Be quiet and forget."""
        self.stop()
        self.said.clear()
