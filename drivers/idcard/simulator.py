"""A SAM-V reader with a card on it or not, behind a pty.

    python -m drivers.idcard.simulator --link RUN/idcard.tty --control RUN/idcard.sock [--paced]

Control requests: lay, remove, count, answer_sw3, fault, clear, unplug, plug.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from drivers.control import Handler
from drivers.idcard import CardKind, frames
from drivers.idcard.frames import PREAMBLE, Contents, FrameError, FrameParser, Reply, Status
from drivers.idcard.record import PLACES, record_of
from drivers.idcard.stand_in_decoder import stand_in
from drivers.pty_line import PtyLine, common_arguments, run

SAM_ID = bytes.fromhex("05 00 01 00 E5 D6 34 01 40 E2 01 00 B1 68 DE 3A")
"""05.01-20240101-0000123456-0987654321, a made-up module."""


class CardState(Enum):
    """How far the reader has come with the card."""

    NONE = "none"
    LAID = "laid"
    FOUND = "found"
    SELECTED = "selected"
    READ = "read"
    """Most readers do not find a card again that they have read, until it is taken away."""


@dataclass(slots=True)
class Refusal:
    """A status ordered in place of the true one."""

    code: int
    times: int
    command: str
    """find, select, read or any."""


_COMMANDS = {
    frames.FIND[7:9]: "find",
    frames.SELECT[7:9]: "select",
    frames.READ[7:9]: "read",
    frames.READ_WITH_FINGERPRINTS[7:9]: "read",
}
_NATURAL = {
    Status.FIND_FAILED: "find",
    Status.SELECT_FAILED: "select",
    Status.CARD_TO_SAM_AUTHENTICATION_FAILED: "select",
    Status.SAM_TO_CARD_AUTHENTICATION_FAILED: "select",
    Status.INFORMATION_VERIFICATION_FAILED: "read",
    Status.INFORMATION_LENGTH_WRONG: "read",
    Status.UNRECOGNISED_CARD_TYPE: "select",
    Status.READ_FAILED: "read",
    Status.RANDOM_NUMBER_FAILED: "select",
    Status.NOT_ON_CARD: "read",
}
"""The command that a code belongs to when the order does not say."""


@dataclass(slots=True)
class SamVReader:
    """The reader itself: fulfils `drivers.pty_line.Device`."""

    state: CardState = CardState.NONE
    finds: int = 0
    reads: int = 0
    cards_laid: int = 0
    questions: int = 0
    """Find requests, with or without a card."""
    _contents: Contents = field(default=Contents(b"", b""), repr=False)
    _refusals: list[Refusal] = field(default_factory=list)
    _parser: FrameParser = field(default_factory=FrameParser)

    def receive(self, data: bytes) -> list[bytes]:
        """Answer whatever requests are complete."""
        replies = []
        while True:
            try:
                body = self._parser.feed(data)
            except FrameError:
                replies.append(Reply(Status.REQUEST_CHECK_WRONG).encoded())
                return replies
            if body is None:
                return replies
            data = b""
            replies.append(self._answer(body).encoded())

    def quiet(self) -> None:
        """Forget an unfinished request."""
        self._parser = FrameParser()

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit of the check is wrong."""
        return reply[:-1] + bytes([reply[-1] ^ 0x01])

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The length says one byte more than there is."""
        at = len(PREAMBLE)
        length = int.from_bytes(reply[at : at + 2], "big") + 1
        return reply[:at] + length.to_bytes(2, "big") + reply[at + 2 :]

    def lay(self, request: Mapping[str, Any]) -> None:
        """Put a card on the reader, in place of any other. Its contents are not checked: bad cards exist.

        `portrait` is a name of `stand_in_decoder.people`, true for a figure without a face, or false for no picture.

        Raises:
            ValueError: a field that the card has not or that is too long for it, or a portrait of nobody we know.
        """
        given = {name: value for name, value in request.items() if name not in ("do", "kind", "portrait")}
        kind = CardKind(request.get("kind", CardKind.CITIZEN.value))
        if not all(isinstance(value, str) for value in given.values()):
            raise ValueError("a card's fields are strings")
        # One set of fields may be sent for every kind of card; what a kind has no place for is left out.
        everywhere = {name for places in PLACES.values() for name in places}
        if unknown := set(given) - everywhere:
            raise ValueError(f"no card has {sorted(unknown)}")
        text = record_of(kind, {name: value for name, value in given.items() if name in PLACES[kind]})
        seed = zlib.crc32(text) & 0xFFFF
        portrait = request.get("portrait", True)
        person = portrait if isinstance(portrait, str) else ""
        photo = stand_in(seed, person) if portrait else bytes(frames.PHOTO_BYTES)
        self._contents = Contents(text, photo)
        self.state = CardState.LAID
        self.cards_laid += 1

    def remove(self) -> None:
        """Take the card away."""
        self._contents = Contents(b"", b"")
        self.state = CardState.NONE

    def refuse(self, request: Mapping[str, Any]) -> None:
        """Order a status: `code` in hex, `times` (1), `to` find, select, read or any (by default what fits the code).

        Raises:
            ValueError: no such code or command.
        """
        written = str(request["code"])
        if not re.fullmatch(r"[0-9A-Fa-f]{2}", written):
            raise ValueError("code is two hex digits")
        code = int(written, 16)
        natural = _NATURAL.get(Status(code), "any") if code in list(Status) else "any"
        command = str(request.get("to", natural))
        if command not in ("find", "select", "read", "any"):
            raise ValueError("to is find, select, read or any")
        self._refusals.append(Refusal(code, int(request.get("times", 1)), command))

    def clear(self) -> None:
        """Forget ordered statuses."""
        self._refusals.clear()

    def count(self) -> dict[str, int]:
        """What has happened so far."""
        return {
            "finds": self.finds,
            "reads": self.reads,
            "cards_laid": self.cards_laid,
            "questions": self.questions,
        }

    def _answer(self, body: bytes) -> Reply:
        if len(body) < 2:
            return Reply(Status.REQUEST_LENGTH_WRONG)
        command = body[:2]
        name = _COMMANDS.get(command, "any")
        self.questions += name == "find"
        for refusal in self._refusals:
            if refusal.command in (name, "any"):
                refusal.times -= 1
                if refusal.times <= 0:
                    self._refusals.remove(refusal)
                return Reply(refusal.code)
        match name:
            case "find":
                return self._find()
            case "select":
                return self._select()
            case "read":
                return self._read(pieces=2 if command == frames.READ[7:9] else 3)
        return self._service(body)

    def _find(self) -> Reply:
        if self.state in (CardState.NONE, CardState.READ):
            return Reply(Status.FIND_FAILED)
        self.state = CardState.FOUND
        self.finds += 1
        return Reply(Status.CARD_FOUND, bytes(4))

    def _select(self) -> Reply:
        if self.state not in (CardState.FOUND, CardState.SELECTED):
            return Reply(Status.SELECT_FAILED)
        self.state = CardState.SELECTED
        return Reply(Status.SUCCESS, bytes(8))

    def _read(self, *, pieces: int) -> Reply:
        # A read may be asked for again as long as the card lies there: its reply may have been lost on the way.
        if self.state not in (CardState.SELECTED, CardState.READ):
            return Reply(Status.READ_FAILED)
        self.state = CardState.READ
        self.reads += 1
        return Reply(Status.SUCCESS, frames.contents_data(self._contents, pieces=pieces))

    def _service(self, body: bytes) -> Reply:
        match body[0], body[1]:
            case (0x10, 0xFF) | (0x11, 0xFF) | (0x60, 0 | 1 | 2 | 3 | 4) | (0x61, 0xFF):
                return Reply(Status.SUCCESS)
            case (0x12, 0xFF):
                return Reply(Status.SUCCESS, SAM_ID)
            case (0x30, 0x03):
                return Reply(Status.NOT_ON_CARD if self.state is CardState.SELECTED else Status.READ_FAILED)
        return Reply(Status.BAD_COMMAND)


def main() -> None:
    """Run until told to end."""
    arguments = common_arguments("Simulates an ID-card reader on a serial line.").parse_args()
    reader = SamVReader()

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def clear(_request: Mapping[str, Any]) -> None:
            line.faults.clear()
            reader.clear()

        return {
            "lay": reader.lay,
            "remove": lambda _request: reader.remove(),
            "count": lambda _request: reader.count(),
            "answer_sw3": reader.refuse,
            "clear": clear,
        }

    run(arguments, reader, handlers)


if __name__ == "__main__":
    main()
