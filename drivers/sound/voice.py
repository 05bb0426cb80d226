"""Text becomes sound in espeak-ng, as a child. The text goes through a pipe: a command line is seen by every user."""

import unicodedata

from drivers.bounded_child import run_for_output
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.sound import Speech
from drivers.sound.frames import BYTES_MAX, FrameError, Wave, wave_of

MAKING_S = 2.0
"""Our choice: a sentence takes some 30 ms."""
CHARACTERS_MAX = 500
"""Our choice: some two minutes; a page is read in sentences."""
_PACE = range(50, 301)


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
    if len(speech.text) > CHARACTERS_MAX or speech.words_per_minute not in _PACE:
        raise DeviceError(Fault.REFUSED, f"{len(speech.text)} characters, {speech.words_per_minute} words a minute")
    # Control characters are commands to espeak-ng.
    text = "".join(" " if unicodedata.category(one).startswith("C") else one for one in speech.text)
    command = (
        program,
        *("-b", "1"),
        *("-v", speech.language.value),
        *("-s", str(speech.words_per_minute)),
        *("--stdin", "--stdout"),
    )
    ended = run_for_output(command, clock, within_s=within_s, bytes_max=BYTES_MAX, given=text.encode("utf-8"))
    if ended.status != 0:
        raise DeviceError(Fault.BROKEN, f"{program}: status {ended.status}")
    try:
        return wave_of(ended.output)
    except FrameError as error:
        raise DeviceError(Fault.GARBLED, f"{program}: {error}") from error
