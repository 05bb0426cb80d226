"""When a one-time code was last sent for a document in this visit: no phone gets one message after the other.

However often the way is left and entered again: within the limit the code that was sent before is the one to type.
Kept by a keyed hash in memory; the next visit begins with nothing. Over visits and terminals the platform counts.
"""

import hashlib
import secrets
from collections.abc import Callable

from drivers.clock import Clock
from kiosk.events import CodeSent, Failed
from kiosk.platform.values import Challenge

KEY_BYTES = 32


class SentCodes:
    """Used by the platform's worker alone.

    Args:
        clock: for the limit.
        again_s: seconds between two codes for one document.
        running_visit: the name of the visit that runs now.
    """

    def __init__(self, clock: Clock, again_s: float, running_visit: Callable[[], str]) -> None:
        self._clock = clock
        self._again_s = again_s
        self._running_visit = running_visit
        self._key = secrets.token_bytes(KEY_BYTES)
        self._visit = ""
        self._sent_s: dict[bytes, float] = {}

    def send(self, document: str, known: Challenge | None, send: Callable[[], Challenge]) -> CodeSent | Failed:
        """Have a code sent, unless one was a moment ago.

        Args:
            document: whose phone it goes to, and for whom.
            known: the code that was sent before and may still be typed.
            send: asks the platform; its errors pass.
        """
        visit = self._running_visit()
        if visit != self._visit:
            self._visit = visit
            self._sent_s.clear()
        hashed = hashlib.blake2b(document.encode(), key=self._key).digest()
        before_s = self._sent_s.get(hashed)
        if before_s is None or self._clock.monotonic() - before_s >= self._again_s:
            sent = CodeSent(send())
            self._sent_s[hashed] = self._clock.monotonic()
            return sent
        if known is not None:
            return CodeSent(known, is_new=False)
        return Failed("code_too_soon", can_try_again=True)
