"""What comes to a raw port, cut into PJL commands and documents: the simulated printer's ear."""

import re
from dataclasses import dataclass

from drivers.a4_printer.pjl_frames import UEL

_ENTER = re.compile(r"^ENTER\s+LANGUAGE\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Command:
    """One line behind @PJL, without it."""

    words: str

    def option(self, name: str) -> str:
        """The value of `NAME = "value"`, without quotation marks; empty where it is missing."""
        found = re.search(rf'\b{name}\s*=\s*(?:"([^"]*)"|(\S+))', self.words, re.IGNORECASE)
        return "" if found is None else found[1] or found[2] or ""


@dataclass(frozen=True, slots=True)
class Data:
    """A whole document: everything from ENTER LANGUAGE to the next exit."""

    data: bytes


class PjlStream:
    """Takes bytes as they come. A document whose exit never comes is never given: the caller hung up in the middle."""

    def __init__(self) -> None:
        self._waiting = b""
        self._in_document = False

    def feed(self, data: bytes) -> list[Command | Data]:
        """The commands and documents that are whole now."""
        self._waiting += data
        found: list[Command | Data] = []
        while (one := self._next()) is not None:
            found.append(one)
        return found

    def _next(self) -> Command | Data | None:
        if self._in_document:
            document, exit_, rest = self._waiting.partition(UEL)
            if not exit_:
                return None
            self._waiting, self._in_document = rest, False
            return Data(document)
        line, end, rest = self._waiting.partition(b"\n")
        if not end:
            return None
        self._waiting = rest
        words = line.replace(UEL, b"").decode("latin-1").strip()
        words = words.removeprefix("@PJL").strip()
        self._in_document = _ENTER.match(words) is not None
        return Command(words)
