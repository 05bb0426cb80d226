"""WAV files: read, made quieter, written; without I/O."""

import struct
from dataclasses import dataclass, field

SECONDS_MAX = 60
"""Our choice: nobody listens to one sentence for longer."""
BYTES_MAX = SECONDS_MAX * 48_000 * 2 * 2
_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_PCM = 1
_DECIBELS_AT_LEAST = -40.0
"""Our choice for the quietest step; 0 percent is silence."""


class FrameError(ValueError):
    """No sound that we play."""


@dataclass(frozen=True, slots=True)
class Wave:
    """PCM of 16 bits."""

    rate_hz: int
    channels: int
    samples: bytes = field(repr=False)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / (2 * self.channels * self.rate_hz)


def wave_of(data: bytes) -> Wave:
    """Read a WAV file; one written into a pipe says a length that is too long, and then all the rest counts.

    Raises:
        FrameError: no PCM of 16 bits, or longer than `SECONDS_MAX`.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise FrameError(f"no WAV: {data[:12].hex(' ')}")
    shape: tuple[int, int] | None = None
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if kind == b"fmt " and len(body) >= 16:
            coding, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if coding != _PCM or bits != 16 or channels not in (1, 2) or not 8_000 <= rate <= 48_000:
                raise FrameError(f"coding {coding}, {bits} bits, {channels} channels, {rate} Hz")
            shape = (rate, channels)
        elif kind == b"data" and shape is not None:
            wave = Wave(*shape, body[: len(body) - len(body) % (2 * shape[1])])
            if wave.seconds > SECONDS_MAX:
                raise FrameError(f"{wave.seconds:.0f} s")
            return wave
        at += 8 + length + length % 2
    raise FrameError("a WAV without sound")


def at_volume(wave: Wave, percent: int) -> Wave:
    """The same, quieter: percent count on the ear's scale, so that every step is heard as a step.

    Args:
        wave: what to change.
        percent: 0 silence, 100 as it is.
    """
    if percent >= 100:
        return wave
    # Loaded with the first sentence: it needs 20 MB that a core without sound does not have.
    import numpy as np

    factor = 0.0 if percent <= 0 else 10 ** (_DECIBELS_AT_LEAST * (1 - percent / 100) / 20)
    samples = np.frombuffer(wave.samples, "<i2").astype(np.float32) * factor
    return Wave(wave.rate_hz, wave.channels, samples.astype("<i2").tobytes())


def wav_of(wave: Wave) -> bytes:
    """A whole WAV file with its true length."""
    frame = 2 * wave.channels
    return (
        _HEAD.pack(
            b"RIFF",
            36 + len(wave.samples),
            b"WAVE",
            b"fmt ",
            16,
            _PCM,
            wave.channels,
            wave.rate_hz,
            wave.rate_hz * frame,
            frame,
            16,
            b"data",
            len(wave.samples),
        )
        + wave.samples
    )
