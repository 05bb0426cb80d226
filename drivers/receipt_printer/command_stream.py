"""Cuts a stream of ESC/POS bytes into commands, as a printer does (for the simulator)."""

from dataclasses import dataclass

TEXT = b""
"""The name of a piece of plain text."""

_DLE, _ESC, _FS, _GS = 0x10, 0x1B, 0x1C, 0x1D
_OPERANDS = {
    b"\x10\x04": 1,
    b"\x10\x05": 1,
    b"\x1b\x40": 0,
    b"\x1b\x32": 0,
    b"\x1b\x76": 0,
    b"\x1c\x26": 0,
    b"\x1c\x2e": 0,
    b"\x1c\x0e": 0,
    b"\x1c\x14": 0,
    b"\x1d\x4c": 2,
    b"\x1d\x57": 2,
    **{bytes([_ESC, code]): 1 for code in b"\x21\x2d\x33\x39\x45\x47\x4a\x52\x61\x64\x74"},
    **{bytes([_FS, code]): 1 for code in b"\x21\x2d"},
    **{bytes([_GS, code]): 1 for code in b"\x21\x42\x49\x61\x72"},
}
"""How many bytes follow the two that name a command."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its two bytes of name (none for text) and what follows them."""

    name: bytes
    operands: bytes = b""

    @property
    def is_real_time(self) -> bool:
        """Whether it is obeyed at once, out of its turn."""
        return self.name[:1] == bytes([_DLE])


class CommandStream:
    """Takes bytes as they come and gives commands as they become complete."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Command]:
        """The commands that `data` completes; pieces of text are given as far as they have come."""
        self._buffer += data
        commands = []
        while self._buffer:
            size = self._size()
            if size is None or size > len(self._buffer):
                break
            taken = bytes(self._buffer[:size])
            del self._buffer[:size]
            is_text = taken[0] not in (_DLE, _ESC, _FS, _GS)
            commands.append(Command(TEXT, taken) if is_text else Command(taken[:2], taken[2:]))
        return commands

    def clear(self) -> None:
        """Forget an unfinished command."""
        self._buffer.clear()

    def _size(self) -> int | None:
        """Bytes of the first command, None when it cannot be told yet. An unknown command has two."""
        buffer = self._buffer
        if buffer[0] not in (_DLE, _ESC, _FS, _GS):
            return self._text_size()
        if len(buffer) < 2:
            return None
        name = bytes(buffer[:2])
        match name:
            case b"\x10\x14":
                return None if len(buffer) < 3 else {1: 5, 2: 5, 8: 10}.get(buffer[2], 3)
            case b"\x1d\x56":
                return None if len(buffer) < 3 else 4 if buffer[2] in b"\x41\x42" else 3
            case b"\x1d\x28":
                return None if len(buffer) < 5 else 5 + int.from_bytes(buffer[3:5], "little")
            case b"\x1d\x76":
                if len(buffer) < 8:
                    return None
                width, height = (int.from_bytes(buffer[at : at + 2], "little") for at in (4, 6))
                return 8 + width * height
        return 2 + _OPERANDS.get(name, 0)

    def _text_size(self) -> int | None:
        """Up to the next command; a Chinese character is not torn."""
        size = 0
        while size < len(self._buffer) and self._buffer[size] not in (_DLE, _ESC, _FS, _GS):
            size += 2 if 0x81 <= self._buffer[size] <= 0xFE else 1
        if size > len(self._buffer):
            size -= 2
        return size or None
