"""Recorded sentences: .ogg becomes sound in SoX, as a child, at the pace that is asked for and the same pitch."""

from drivers.bounded_child import run_for_output
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.sound import PACES, Prompt
from drivers.sound.frames import BYTES_MAX, FrameError, Wave, wave_of

READING_S = 2.0
"""Our choice: a sentence takes some 60 ms."""
FILE_BYTES_MAX = 2 * 1024 * 1024
"""Our choice: a minute of Vorbis is a quarter of it."""


def read(prompt: Prompt, clock: Clock, *, program: str = "sox", within_s: float = READING_S) -> Wave:
    """Make a recorded sentence into sound. A WAV at its own pace needs no program.

    Args:
        prompt: the sentence.
        clock: for the limit.
        program: SoX, or what stands in for it.
        within_s: limit in seconds.

    Raises:
        DeviceError: REFUSED for a pace beyond the limits; GARBLED for a file that is no sound, or too long;
            DISABLED without the program; TIMED_OUT.
    """
    if not PACES[0] <= prompt.pace <= PACES[1]:
        raise DeviceError(Fault.REFUSED, f"pace {prompt.pace:g}")
    try:
        with prompt.file.open("rb") as file:
            data = file.read(BYTES_MAX + 1024)
    except OSError as error:
        raise DeviceError(Fault.GARBLED, f"{prompt.file.name}: {type(error).__name__}") from error
    kind = "wav" if data[:4] == b"RIFF" else "ogg"
    if kind == "ogg" and len(data) > FILE_BYTES_MAX:
        raise DeviceError(Fault.GARBLED, f"{prompt.file.name}: {len(data)} bytes")
    if kind == "wav" and prompt.pace == 1:
        return _wave(data, prompt)
    command = (program, "-V1", "-t", kind, "-", "-t", "wav", "-b", "16", "-", "tempo", "-s", f"{prompt.pace:.2f}")
    ended = run_for_output(command, clock, within_s=within_s, bytes_max=BYTES_MAX, given=data)
    if ended.status != 0:
        raise DeviceError(Fault.GARBLED, f"{prompt.file.name}: {program} status {ended.status}")
    return _wave(ended.output, prompt)


def _wave(data: bytes, prompt: Prompt) -> Wave:
    try:
        return wave_of(data)
    except FrameError as error:
        raise DeviceError(Fault.GARBLED, f"{prompt.file.name}: {error}") from error
