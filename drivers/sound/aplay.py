"""ALSA through the program `aplay`, one child a sentence: ending the child is silence at once."""

import os
import subprocess
from pathlib import Path

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.sound import Prompt, SoundState, Speech
from drivers.sound.frames import Wave, at_volume, wav_of
from drivers.sound.recording import read
from drivers.sound.voice import spoken

CARDS = Path("/proc/asound/cards")


class AplaySound:
    """Fulfils `Sound`. The longest wait of `say` is the making of the sound (`voice.MAKING_S`).

    Args:
        device: ALSA name.
        clock: for the limit of espeak-ng.
        volume_percent: where it begins.
        cards: the kernel's list of sound cards.
        player: aplay, or what stands in for it.
        speaker: espeak-ng, or what stands in for it.
        reader: SoX, or what stands in for it.
    """

    def __init__(
        self,
        device: str,
        clock: Clock,
        *,
        volume_percent: int = 60,
        cards: Path = CARDS,
        player: str = "aplay",
        speaker: str = "espeak-ng",
        reader: str = "sox",
    ) -> None:
        self._command = (player, "-q", "-D", device, "-t", "wav", "-")
        self._clock = clock
        self._volume_percent = volume_percent
        self._cards = cards
        self._speaker = speaker
        self._reader = reader
        self._child: subprocess.Popen[bytes] | None = None
        self._is_refused = False

    def say(self, what: Prompt | Speech) -> None:
        """Begin to say it (see `Sound`)."""
        self.stop()
        self.check()
        self._play(at_volume(self._made(what), self._volume_percent))

    def stop(self) -> None:
        """Be quiet (see `Sound`)."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()

    def state(self) -> SoundState:
        """Speaking, quiet or absent (see `Sound`)."""
        if self._child is not None:
            status = self._child.poll()
            if status is None:
                return SoundState.SPEAKING
            self._child = None
            self._is_refused = status != 0
        return SoundState.ABSENT if self._is_refused or self._card() is None else SoundState.QUIET

    def set_volume(self, percent: int) -> None:
        """For the next sentence (see `Sound`)."""
        if not 0 <= percent <= 100:
            raise DeviceError(Fault.REFUSED, f"volume {percent}")
        self._volume_percent = percent

    def check(self) -> str:
        """The first card's name (see `Sound`)."""
        card = self._card()
        if card is None:
            raise DeviceError(Fault.ABSENT, "the kernel knows no sound card")
        return card

    def close(self) -> None:
        """Be quiet."""
        self.stop()

    def _card(self) -> str | None:
        try:
            line = self._cards.read_text("utf-8", "replace").partition("\n")[0].strip()
        except OSError:
            return None
        return None if not line or line.startswith("---") else line[:80]

    def _made(self, what: Prompt | Speech) -> Wave:
        if isinstance(what, Speech):
            return spoken(what, self._clock, program=self._speaker)
        return read(what, self._clock, program=self._reader)

    def _play(self, wave: Wave) -> None:
        # A file in memory: no pipe to feed beside, and nothing on disk.
        sound = os.memfd_create("sound")
        try:
            with open(sound, "wb", closefd=False) as file:
                file.write(wav_of(wave))
            os.lseek(sound, 0, os.SEEK_SET)
            self._child = subprocess.Popen(
                self._command, stdin=sound, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError as error:
            raise DeviceError(Fault.DISABLED, f"{self._command[0]}: {type(error).__name__}") from error
        finally:
            os.close(sound)
