"""The portrait: 1024 WLT bytes become a picture in a program of the reader's vendor.

The method is closed and its decoders are libraries of the vendors, so one is called as a child: a crash, a hang or a
flood of bytes stays there, and a terminal without one works all the same, only without the picture.
"""

import os
import select
import subprocess
from typing import IO, Protocol

from drivers.clock import Clock

PICTURE_BYTES_MAX = 200_000
"""Five times the 38 862 bytes of the 102x126 BMP that the vendors' libraries write."""
DECODING_S = 2.0
"""Vendors' libraries need some 20 ms; a resident is waiting, so we do not wait longer than for the card itself."""
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"BM")


class PortraitDecoder(Protocol):
    """Turns the chip's bytes into a picture."""

    def decode(self, wlt: bytes) -> bytes | None:
        """PNG or BMP bytes; None when there is no picture to be had, for whatever reason."""


class NoDecoder:
    """For terminals without a vendor's library."""

    def decode(self, wlt: bytes) -> bytes | None:  # noqa: ARG002 - the role gives the bytes, there is no use for them
        """No picture."""
        return None


class ChildDecoder:
    """Runs a program for each picture: WLT on its standard input, the picture on its standard output.

    Args:
        command: program and arguments.
        clock: for the time limit.
        within_s: limit for one picture.
    """

    def __init__(self, command: tuple[str, ...], clock: Clock, within_s: float = DECODING_S) -> None:
        self._command = command
        self._clock = clock
        self._within_s = within_s

    def decode(self, wlt: bytes) -> bytes | None:
        """The picture; None when the program is missing, fails, is too slow or writes something else."""
        try:
            child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
        except OSError:
            return None
        with child:
            picture = self._exchange(child, wlt)
            child.kill()
        if picture is None or not picture.startswith(_SIGNATURES):
            return None
        return picture

    def _exchange(self, child: "subprocess.Popen[bytes]", wlt: bytes) -> bytes | None:
        deadline = self._clock.monotonic() + self._within_s
        if child.stdin is None or child.stdout is None:
            return None
        try:
            with child.stdin as inlet:
                # 1024 bytes always fit into an empty pipe, so this cannot block
                inlet.write(wlt)
        except BrokenPipeError:
            return None
        picture = self._collect(child.stdout, deadline)
        if picture is None:
            return None
        try:
            status = child.wait(max(0.05, deadline - self._clock.monotonic()))
        except subprocess.TimeoutExpired:
            return None
        return picture if status == 0 else None

    def _collect(self, outlet: IO[bytes], deadline: float) -> bytes | None:
        picture = bytearray()
        while True:
            remaining = deadline - self._clock.monotonic()
            if remaining <= 0 or not select.select([outlet], [], [], remaining)[0]:
                return None
            piece = os.read(outlet.fileno(), 65_536)
            if not piece:
                return bytes(picture)
            picture += piece
            if len(picture) > PICTURE_BYTES_MAX:
                return None
