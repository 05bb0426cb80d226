"""What a scanner reads, cut out of the stream that it sends: by CR, CR LF, or a gap."""

import hashlib
from enum import Enum

PAYLOAD_BYTES_MAX = 4096
"""Our choice: a QR code of version 40 holds 2953 bytes; what is longer is a line gone mad."""
GAP_S = 0.1
"""The modules' manuals call a pause of 50 to 100 ms the end of a code."""
DOUBLE_S = 2.0
"""A code held before the glass is read again and again; the manuals suggest 2 to 3 s."""


class Ending(Enum):
    """What the scanner is set to put behind a code."""

    CR = "cr"
    CRLF = "crlf"
    GAP = "gap"

    @property
    def suffix(self) -> bytes:
        """Its bytes; none for a gap."""
        return {Ending.CR: b"\r", Ending.CRLF: b"\r\n", Ending.GAP: b""}[self]


class PayloadError(ValueError):
    """Something that was read and is no code of ours. Says its length, never its contents."""


class PayloadCutter:
    """Collects bytes until a code is complete.

    With a suffix set, what a gap ends is half a code and dropped.

    Args:
        ending: how codes end.
    """

    def __init__(self, ending: Ending) -> None:
        self._suffix = ending.suffix
        self._buffer = bytearray()
        self._too_long = 0
        self.unfinished = 0
        """Codes that broke off."""

    @property
    def has_begun(self) -> bool:
        """Whether part of a code is waiting for its end."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> bytes | None:
        """Take what arrived; the first complete code, None when there is none yet.

        Call it again with nothing for the next one.

        Raises:
            PayloadError: a complete code is too long or has control bytes in it.
        """
        self._buffer += data
        while self._suffix and (end := self._buffer.find(self._suffix)) >= 0:
            payload = bytes(self._buffer[:end])
            del self._buffer[: end + len(self._suffix)]
            if payload:
                return self._checked(payload)
        excess = len(self._buffer) - PAYLOAD_BYTES_MAX - len(self._suffix)
        if excess > 0:
            # What comes of it is refused all the same, so only its length is remembered.
            del self._buffer[:excess]
            self._too_long += excess
        return None

    def gap(self) -> bytes | None:
        """Nothing has come for a while: the code that this ends, if any.

        Raises:
            PayloadError: as `feed`.
        """
        if not self._buffer:
            return None
        payload = bytes(self._buffer)
        self._buffer.clear()
        if self._suffix:
            self._too_long = 0
            self.unfinished += 1
            return None
        return self._checked(payload)

    def clear(self) -> None:
        """Forget everything."""
        self._buffer.clear()
        self._too_long = 0

    def _checked(self, payload: bytes) -> bytes:
        length = len(payload) + self._too_long
        self._too_long = 0
        if length > PAYLOAD_BYTES_MAX:
            raise PayloadError(f"{length} bytes")
        if any(byte < 0x20 or byte == 0x7F for byte in payload):
            raise PayloadError(f"control bytes among {length}")
        return payload


class Doubles:
    """Tells a code that is still being shown from a new one; keeps a digest, never the code."""

    def __init__(self) -> None:
        self._last: tuple[bytes, float] | None = None

    def is_double(self, payload: bytes, now_s: float) -> bool:
        """Whether the same code was seen less than `DOUBLE_S` ago."""
        digest = hashlib.sha256(payload).digest()
        last, self._last = self._last, (digest, now_s)
        return last is not None and last[0] == digest and now_s - last[1] < DOUBLE_S

    def clear(self) -> None:
        """Forget it."""
        self._last = None
