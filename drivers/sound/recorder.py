"""Keeps what would be said: for tests, and for machines without a loudspeaker."""

from collections import deque

from drivers.faults import DeviceError, Fault
from drivers.sound import Prompt, SoundState, Speech


class Recorder:
    """Fulfils `Sound`.

    Args:
        keep: how many sentences; 0 where real residents stand, because a sentence may name one.
    """

    def __init__(self, keep: int = 100) -> None:
        self.said: deque[Prompt | Speech] = deque(maxlen=keep)
        self.count = 0
        """How often something was said."""
        self.stops = 0
        """How often something that was being said was stopped."""
        self.volume_percent = 60
        self._state = SoundState.QUIET

    def say(self, what: Prompt | Speech) -> None:
        """Keep it; it lasts until `stop` or `finish`."""
        self.stop()
        self.said.append(what)
        self.count += 1
        self._state = SoundState.SPEAKING

    def finish(self) -> None:
        """The sentence has come to its end."""
        self._state = SoundState.QUIET

    def stop(self) -> None:
        """Be quiet."""
        self.stops += self._state is SoundState.SPEAKING
        self._state = SoundState.QUIET

    def state(self) -> SoundState:
        """Speaking or quiet."""
        return self._state

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
