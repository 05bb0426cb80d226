"""An endorsement machine behind a pty, and the hand that puts a card into it.

    python -m drivers.endorser.simulator --link RUN/endorser.tty --control RUN/endorser.sock [--cards FOLDER] [--paced]

Control requests: insert {card} · take · jam {at} · smear {times} · cut {at} · power · count · fault · clear · unplug ·
plug. `at` is a stage (accepted, erased, written) or a place (mouth, none): the power goes, or the card sticks, when it
is reached. Every back that was written lies in FOLDER as a picture, newest last.
"""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drivers.control import Handler
from drivers.endorser import JOB_BYTES, CardBack, EndorserState, Place, Stage, frames
from drivers.endorser.drawn_card import CardPainter
from drivers.endorser.frames import Frame, FrameError, Kind, Reason
from drivers.frame_cutter import FrameCutter
from drivers.pty_line import PtyLine, common_arguments, run

IDENTITY = b"KIOSK-ENDORSER-DEMO"
BAUD = 115_200
ERASING_S, WRITING_S = 3.0, 5.0
"""Paced: as long as thermal rewriting of a whole card takes in the makers' leaflets."""
_WATCHED = frozenset({"accepted", "erased", "written", "mouth", "none"})


@dataclass(slots=True)
class Machine:
    """The machine itself: fulfils `drivers.pty_line.Device`."""

    painter: CardPainter
    folder: Path | None = None
    is_paced: bool = False
    now: Callable[[], float] = time.monotonic
    place: Place = Place.NONE
    stage: Stage = Stage.NONE
    job: bytes = bytes(JOB_BYTES)
    is_open: bool = False
    is_jammed: bool = False
    has_power: bool = True
    card: str = ""
    """What the one who put it in calls it."""
    kept: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    """Cards by the times that they were written."""
    spoilt: list[str] = field(default_factory=list)
    taken: int = 0
    inserted: int = 0
    _jobs: set[bytes] = field(default_factory=set)
    _back: CardBack | None = field(default=None, repr=False)
    _picture: bytes = field(default=b"", repr=False)
    _since: float = 0.0
    _cut_at: str = ""
    _jam_at: str = ""
    _smears: int = 0
    _cutter: FrameCutter[Frame] = field(default_factory=frames.cutter)

    def receive(self, data: bytes) -> list[bytes]:
        """Answer whole requests; without power there is silence, and damaged ones are met by it."""
        replies: list[bytes] = []
        for request in self._cutter.feed(data):
            self._go_on()
            answer = self._answer(request) if self.has_power else None
            # The cut may come with the very order.
            replies += [answer.encoded()] if answer is not None and self.has_its_power() else []
        return replies

    def has_its_power(self) -> bool:
        """Whether it still has power."""
        return self.has_power

    def quiet(self) -> None:
        """Forget an unfinished request."""
        self._cutter.give_up()

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit of the check is wrong."""
        return reply[:-1] + bytes([reply[-1] ^ 0x01])

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The length says one byte less than there is."""
        return reply[:2] + bytes([reply[2] - 1]) + reply[3:]

    def insert(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Put a card into the mouth; it does not go `in` where that is shut or not empty."""
        if not (self.has_power and self.is_open and self.place is Place.NONE):
            return {"in": False}
        self.card, self.is_open = str(request["card"]), False
        self.inserted += 1
        self._picture = self.painter.blank()
        self._reach(Place.CHIP)
        return {"in": True}

    def take(self, _request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Take the card out of the mouth, where one is there."""
        if self.place is not Place.MOUTH:
            return {"taken": False}
        self.place, self.card = Place.NONE, ""
        self.taken += 1
        return {"taken": True}

    def cut(self, request: Mapping[str, Any]) -> None:
        """Cut the power as soon as something is reached."""
        self._cut_at = _watched(request)

    def jam(self, request: Mapping[str, Any]) -> None:
        """Have the card stick as soon as something is reached."""
        self._jam_at = _watched(request)

    def smear(self, request: Mapping[str, Any]) -> None:
        """Write the next backs (`times`, 1) too faintly."""
        self._smears = int(request.get("times", 1))

    def power(self) -> None:
        """Power is back. What was under way is not gone on with."""
        self.has_power, self._back, self._cut_at = True, None, ""

    def free(self) -> None:
        """Staff have opened it and freed what stuck."""
        self.is_jammed, self._jam_at = False, ""

    def count(self) -> dict[str, Any]:
        """What has happened so far."""
        return {
            "place": self.place.value,
            "stage": self.stage.value,
            "inserted": self.inserted,
            "taken": self.taken,
            "kept": list(self.kept),
            "written": list(self.written),
            "spoilt": list(self.spoilt),
            "power": self.has_power,
            "jammed": self.is_jammed,
            "open": self.is_open,
        }

    def _answer(self, request: Frame) -> Frame:
        match request.kind:
            case Kind.STATE:
                works = self._back is not None and not self.is_jammed
                state = EndorserState(self.place, self.stage, self.job, self.is_jammed, works, len(self.kept))
                return Frame(Kind.STATED, request.sequence, frames.state_data(state))
            case Kind.IDENTIFY:
                return Frame(Kind.IDENTITY, request.sequence, IDENTITY)
            case Kind.PICTURE:
                return self._piece(request)
            case Kind.SHUT:
                self.is_open = False
                return Frame(Kind.ACCEPTED, request.sequence)
        refusal = self._refusal(request)
        if refusal is not None:
            return Frame(Kind.REFUSED, request.sequence, bytes([refusal.value]))
        return Frame(Kind.ACCEPTED, request.sequence)

    def _refusal(self, request: Frame) -> Reason | None:
        if self.is_jammed:
            return Reason.JAMMED
        if self._back is not None:
            return Reason.WORKING
        match request.kind:
            case Kind.OPEN:
                if self.place is not Place.NONE:
                    return Reason.CARD_INSIDE
                self.is_open = True
            case Kind.WRITE:
                return self._begin(request.data)
            case Kind.GIVE_BACK | Kind.KEEP if self.place is Place.NONE:
                return Reason.NO_CARD
            case Kind.GIVE_BACK:
                self._reach(Place.MOUTH)
            case Kind.KEEP:
                card = self.card
                self._reach(Place.NONE)
                if not self.is_jammed:
                    self.kept.append(card)
                    self.card = ""
            case _:
                return Reason.MALFORMED
        return None

    def _begin(self, data: bytes) -> Reason | None:
        try:
            job, back = frames.written_of(data)
        except FrameError:
            return Reason.MALFORMED
        if self.place is not Place.CHIP:
            return Reason.NO_CARD
        if job in self._jobs:
            return Reason.JOB_KNOWN
        self._jobs.add(job)
        self.job, self._back, self.place, self._since = job, back, Place.HEAD, self.now()
        self._come_to(Stage.ACCEPTED)
        return None

    def _go_on(self) -> None:
        """The writing goes on by itself, also while nobody asks."""
        erased_s = ERASING_S if self.is_paced else 0.0
        if not self.has_power or self.is_jammed or self._back is None:
            return
        if self.stage is Stage.ACCEPTED and self.now() - self._since >= erased_s:
            self._picture = self.painter.blank()
            self._come_to(Stage.ERASED)
        elif self.stage is Stage.ERASED and self.now() - self._since >= erased_s + (WRITING_S if self.is_paced else 0):
            is_faint, self._smears = self._smears > 0, max(0, self._smears - 1)
            self._picture = self.painter.drawn(self._back, is_faint=is_faint)
            (self.spoilt if is_faint else self.written).append(self.card)
            self._back = None
            self._store()
            self._come_to(Stage.WRITTEN)

    def _come_to(self, stage: Stage) -> None:
        self.stage = stage
        self._watch(stage.value)

    def _reach(self, place: Place) -> None:
        if self._jam_at == place.value:
            self.is_jammed = True
            return
        self.place = place
        self._watch(place.value)

    def _watch(self, reached: str) -> None:
        if self._jam_at == reached:
            self.is_jammed, self._jam_at = True, ""
        if self._cut_at == reached:
            self.has_power, self._cut_at = False, ""
            if self.stage is Stage.ERASED:
                self.spoilt.append(self.card)

    def _piece(self, request: Frame) -> Frame:
        if self.place is Place.NONE or len(request.data) != 4:
            return Frame(Kind.REFUSED, request.sequence, bytes([Reason.NO_CARD.value]))
        at = int.from_bytes(request.data, "big")
        piece = self._picture[at : at + frames.PIECE_BYTES]
        return Frame(Kind.PIECE, request.sequence, len(self._picture).to_bytes(4, "big") + piece)

    def _store(self) -> None:
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"card-{len(self.written) + len(self.spoilt):03d}.jpeg").write_bytes(self._picture)


def _watched(request: Mapping[str, Any]) -> str:
    at = str(request["at"])
    if at not in _WATCHED:
        raise ValueError(f"at is one of {', '.join(sorted(_WATCHED))}")
    return at


def main() -> None:
    """Run until told to end; 2 without a font."""
    parser = common_arguments("Simulates an endorsement machine on a serial line.")
    parser.add_argument("--cards", type=Path, help="folder for the pictures of written backs")
    parser.add_argument(
        "--font", type=Path, default=Path(sys.prefix) / "share" / "kiosk" / "fonts" / "NotoSansSC-Regular.ttf"
    )
    arguments = parser.parse_args()
    try:
        painter = CardPainter(arguments.font)
    except OSError as error:
        sys.stderr.write(f"font {arguments.font}: {error}: run make setup\n")
        sys.exit(2)
    machine = Machine(painter, arguments.cards, is_paced=arguments.paced)

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def clear(_request: Mapping[str, Any]) -> None:
            line.faults.clear()
            machine.free()
            machine.power()

        return {
            "insert": machine.insert,
            "take": machine.take,
            "jam": machine.jam,
            "smear": machine.smear,
            "cut": machine.cut,
            "power": lambda _request: machine.power(),
            "count": lambda _request: machine.count(),
            "clear": clear,
        }

    run(arguments, machine, handlers, baud=BAUD)


if __name__ == "__main__":
    main()
