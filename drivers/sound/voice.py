"""Text becomes sound in espeak-ng, as a child. The text goes through a pipe: a command line is seen by every user."""

from collections.abc import Mapping
from types import MappingProxyType

from drivers.bounded_child import run_for_output
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.sound import PACES, Language, Speech
from drivers.sound.frames import BYTES_MAX, FrameError, Wave, wave_of
from drivers.sound.reading import as_read

MAKING_S = 2.0
"""Our choice: a sentence takes some 30 ms."""
CHARACTERS_MAX = 500
"""Our choice: some two minutes; a page is read in sentences."""
USUAL: Mapping[Language, int] = MappingProxyType(
    {Language.MANDARIN: 200, Language.CANTONESE: 150, Language.ENGLISH: 150}
)
"""espeak-ng's words a minute: measured, that is 3.7 syllables a second in both Chinese voices. Seoul's standard for
public terminals names about 4; ours is slower for those who hear badly (our choice)."""


def spoken(speech: Speech, clock: Clock, *, program: str = "espeak-ng", within_s: float = MAKING_S) -> Wave:
    """Make a sentence into sound.

    Args:
        speech: the sentence.
        clock: for the limit.
        program: espeak-ng, or what stands in for it.
        within_s: limit in seconds.

    Raises:
        DeviceError: REFUSED for a text too long or a pace beyond the limits; DISABLED without the program; BROKEN,
            GARBLED or TIMED_OUT when it fails.
    """
    if len(speech.text) > CHARACTERS_MAX or not PACES[0] <= speech.pace <= PACES[1]:
        raise DeviceError(Fault.REFUSED, f"{len(speech.text)} characters, pace {speech.pace:g}")
    text = as_read(speech.text, speech.language)
    command = (
        program,
        *("-b", "1"),
        *("-v", speech.language.value),
        *("-s", str(round(USUAL[speech.language] * speech.pace))),
        *("--stdin", "--stdout"),
    )
    ended = run_for_output(command, clock, within_s=within_s, bytes_max=BYTES_MAX, given=text.encode("utf-8"))
    if ended.status != 0:
        raise DeviceError(Fault.BROKEN, f"{program}: status {ended.status}")
    try:
        return wave_of(ended.output)
    except FrameError as error:
        raise DeviceError(Fault.GARBLED, f"{program}: {error}") from error
