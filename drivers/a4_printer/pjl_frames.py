"""PJL status readback as bytes and values, without I/O.

Source: HP, Printer Job Language Technical Reference Manual, chapter 7 (ECHO, INFO, USTATUS). A printer's message begins
with `@PJL`, its lines end with CR LF, the whole with a form feed.
"""

import re
from dataclasses import dataclass, field

UEL = b"\x1b%-12345X"
"""Universal Exit Language: leaves whatever the printer was in; PJL begins behind it."""
MESSAGE_AT_MOST = 8 * 1024
"""Bytes; our choice. INFO STATUS has some 80, the longest INFO (VARIABLES) some 4000."""

_FORM_FEED = b"\x0c"
_PAIR = re.compile(r"^\s*([A-Za-z]+)(\d*)\s*=\s*(.*?)\s*$")


@dataclass(frozen=True, slots=True)
class Status:
    """INFO STATUS, USTATUS DEVICE, USTATUS TIMED."""

    codes: tuple[int, ...]
    """At least one; some printers tell several (CODE, CODE2 …)."""
    online: bool


@dataclass(frozen=True, slots=True)
class PageCount:
    """INFO PAGECOUNT: pages the engine has ever printed."""

    count: int


@dataclass(frozen=True, slots=True)
class Echo:
    """The words of an ECHO command, given back: what was sent before it has been answered."""

    words: str


@dataclass(frozen=True, slots=True)
class JobStarted:
    """USTATUS JOB START: a JOB command was parsed."""

    name: str | None = field(repr=False)
    """Of its NAME option. Another machine's job may be named after a person."""


@dataclass(frozen=True, slots=True)
class JobEnded:
    """USTATUS JOB END: every page before the EOJ command is printed."""

    name: str | None = field(repr=False)
    """Of the EOJ command, which need not be that of the JOB command."""
    pages: int | None


@dataclass(frozen=True, slots=True)
class JobCancelled:
    """USTATUS JOB CANCELED."""

    name: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class PagePrinted:
    """USTATUS PAGE: so many pages of the job lie in the tray."""

    number: int


@dataclass(frozen=True, slots=True)
class Unsupported:
    """The printer does not know that command: it gives it back with a question mark."""

    command: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """It ended like a message and is none of the above."""

    size: int


Message = Status | PageCount | Echo | JobStarted | JobEnded | JobCancelled | PagePrinted | Unsupported | Unreadable


def commands(*lines: str) -> bytes:
    """PJL lines between two exits, so that they are commands whatever came before."""
    return UEL + b"@PJL\r\n" + b"".join(f"@PJL {line}\r\n".encode("ascii") for line in lines) + UEL


class MessageParser:
    """Cuts what the printer says into messages; noise before a message is passed over."""

    def __init__(self) -> None:
        self._waiting = b""

    def feed(self, data: bytes) -> list[Message]:
        """Take bytes as they come, give the messages that are whole now."""
        *whole, self._waiting = (self._waiting + data).split(_FORM_FEED)
        if len(self._waiting) > MESSAGE_AT_MOST:
            self._waiting = b""
        return [message(raw) for raw in whole]


def message(raw: bytes) -> Message:
    """One message without its form feed. Whatever stands before its last `@PJL` is noise or a torn message."""
    at = raw.rfind(b"@PJL")
    if at < 0 or len(raw) > MESSAGE_AT_MOST:
        return Unreadable(len(raw))
    head, *lines = [line.strip() for line in raw[at:].decode("latin-1").splitlines()]
    words = head.split(maxsplit=1)[1] if " " in head else ""
    lines = [line for line in lines if line]
    if lines == ["?"]:
        return Unsupported(words)
    return _known(words, lines) or Unreadable(len(raw))


def _known(words: str, lines: list[str]) -> Message | None:
    command = " ".join(words.upper().split())
    if command.startswith("ECHO"):
        return Echo(words[4:].strip())
    pairs = {(found[1].upper(), found[2]): found[3] for line in lines if (found := _PAIR.match(line))}
    match command:
        case "INFO STATUS" | "USTATUS DEVICE" | "USTATUS TIMED":
            return _status(pairs)
        case "INFO PAGECOUNT":
            # HP prints the number alone or behind the word, by model.
            count = _number(pairs.get(("PAGECOUNT", ""), lines[0] if lines else ""))
            return None if count is None else PageCount(count)
        case "USTATUS PAGE":
            number = _number(lines[0]) if lines else None
            return None if number is None else PagePrinted(number)
        case "USTATUS JOB":
            return _job(lines[0].upper() if lines else "", pairs)
        case _:
            return None


def _status(pairs: dict[tuple[str, str], str]) -> Status | None:
    codes = [_number(value) for (name, _), value in pairs.items() if name == "CODE"]
    if not codes or None in codes:
        return None
    return Status(tuple(code for code in codes if code is not None), pairs.get(("ONLINE", ""), "").upper() == "TRUE")


def _job(what: str, pairs: dict[tuple[str, str], str]) -> Message | None:
    name = pairs.get(("NAME", ""))
    name = name.strip('"') if name else None
    name = name or None
    match what:
        case "START":
            return JobStarted(name)
        case "END":
            return JobEnded(name, _number(pairs.get(("PAGES", ""), "")))
        case "CANCELED" | "CANCELLED":
            return JobCancelled(name)
        case _:
            return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None
