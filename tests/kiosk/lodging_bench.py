"""A province whose line breaks on order, a core that ends on order, and a person who lodges something."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from province_in_process import Hall, InProcess, province_in
from whole_catalogue import whole_catalogue

from drivers.outcome import Outcome
from kiosk import events
from kiosk.hall.person import Person
from kiosk.hall.person_answers import answers_for
from kiosk.journal import Facts, Journal, read_rows
from kiosk.platform.errors import NoConnection, TimedOut, WrongAnswer
from kiosk.platform.line import Answer
from kiosk.recovery import settle_open_deeds
from kiosk.session import Session, Terminal
from kiosk.unknown_lodgements import UnknownLodgements

Mishap = Literal["down", "cut", "slow", "repeated", "another", "busy", "contradicting"]
MISHAPS: tuple[Mishap, ...] = ("down", "cut", "slow", "repeated", "another", "busy")
"""Nothing arrives; it is done and the answer is lost; no answer in time; the last answer once more; one to another
question; the platform is busy."""
MOST_PEOPLE = 600
"""Every visit is another person's: nobody has two hours at once, or fetches a paper twice."""
CATALOGUE = whole_catalogue()
LODGED = ("express-mail", "queue-ticket", "notary-appointment", "complaint")
"""One item of each kind of thing that is lodged."""
DESKS = ("/express-orders", "/queue-tickets", "/bookings", "/complaints", "/cancellations", "/ratings-given")
TERMINAL = Terminal(name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE)


class CrashedError(BaseException):
    """kill -9 of the core."""


class BreakingLine:
    """Where the platform's line is: the question of that number goes wrong."""

    def __init__(self, line: Any) -> None:
        self._line = line
        self._last: Answer | None = None
        self.asked = 0
        self.at: int | None = None
        self.mishap: Mishap = "down"
        self.lasts = 1
        """So many questions go wrong."""
        self.is_desk_cut = False
        """Everything that is lodged, and every question what became of it, is cut."""
        self.cuts_left = 0
        """So many answers of desks are lost; then all is well."""
        self.paths: list[str] = []

    def order(self, mishap: Mishap, at: int, lasts: int = 1) -> None:
        self.asked, self.at, self.mishap, self.lasts = 0, at, mishap, lasts

    def clear(self) -> None:
        self.asked, self.at, self.is_desk_cut, self.cuts_left = 0, None, False, 0
        self.paths.clear()

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Answer:
        number, self.asked = self.asked, self.asked + 1
        self.paths.append(path.removeprefix("/v1"))
        is_desk = self.paths[-1].startswith(DESKS)
        if is_desk and self.cuts_left:
            self.cuts_left -= 1
            self._sent(method, path, headers, body, deadline)
            raise NoConnection("the line broke")
        if self.is_desk_cut and is_desk:
            self._sent(method, path, headers, body, deadline)
            raise NoConnection("the line broke")
        if self.at is None or not self.at <= number < self.at + self.lasts:
            self._last = self._sent(method, path, headers, body, deadline)
            return self._last
        match self.mishap:
            case "down":
                raise NoConnection("no connection", Outcome.NOT_DONE)
            case "slow":
                raise TimedOut("no answer within the limit")
            case "cut":
                self._sent(method, path, headers, body, deadline)
                raise NoConnection("the line broke")
            case "repeated" if self._last is not None:
                self._sent(method, path, headers, body, deadline)
                return self._last
            case "busy":
                own = {"x-request-id": headers["x-request-id"], "content-type": "application/json"}
                return Answer(503, own, b'{"code":"busy","tries_left":null}')
            case _:
                self._sent(method, path, headers, body, deadline)
                raise WrongAnswer("about another subject")

    def _sent(self, method: str, path: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Answer:
        answer = self._line.send(method, path, headers, body, deadline)
        assert isinstance(answer, Answer)
        return answer

    def close(self) -> None:
        self._line.close()


class CrashingJournal:
    """Where the journal is: the core ends before or after a row of that kind is on the disk."""

    def __init__(self, journal: Journal, kind: str, *, after: bool) -> None:
        self._journal = journal
        self._kind = kind
        self._after = after

    def intend(self, deed: str, kind: str, facts: Facts) -> None:
        self._written(f"{kind}-intended", deed, facts)

    def settle(self, deed: str, kind: str, outcome: Outcome, facts: Facts) -> None:
        self._written(f"{kind}-settled", deed, {**facts, "outcome": outcome.value})

    def _written(self, kind: str, deed: str, facts: Facts) -> None:
        if kind == self._kind and not self._after:
            raise CrashedError
        self._journal.write(kind, deed, facts)
        if kind == self._kind:
            raise CrashedError


class Bench:
    """The province and its terminal."""

    def __init__(self, there: InProcess, path: Path) -> None:
        self.there = there
        self.path = path
        self.line = BreakingLine(there.platform._line)
        there.platform._line = self.line  # type: ignore[assignment]  # the same calls
        self._citizens = iter(there.province.register.samples(MOST_PEOPLE))
        self.citizen = next(self._citizens)

    @property
    def journal(self) -> Journal:
        return self.there.journal

    def hall(self) -> Hall:
        return Hall(self.there, TERMINAL)

    def person(self, hall: Hall, item: str) -> Person:
        self.citizen = next(self._citizens)
        answers = answers_for(CATALOGUE[item], self.citizen.number, self.there.tell)
        # The telling of the answers is no part of the visit.
        self.line.asked = 0
        return Person(
            item, self.citizen.number, answers=answers, hand=hall, tell=hall.tell, clock=self.there.platform._clock
        )

    def taken(self) -> int:
        """Things that the platform has done, by its own count."""
        found = self.there.province.store.row(
            "SELECT count(*) FROM replies WHERE path IN (?, ?, ?, ?, ?, ?) AND asked != 'never'", *DESKS
        )
        return int(found[0]) if found else 0

    def outcomes(self) -> list[str]:
        """Of everything that was lodged, as the journal knows it now: the last word counts."""
        known: dict[str, str] = {}
        for row in read_rows(self.path):
            if row.kind in ("lodgement-intended", "lodgement-settled", "lodgement-asked"):
                known[row.deed] = str(row.facts.get("outcome", "open"))
        return list(known.values())

    def restart(self) -> None:
        """The core comes back: open deeds are settled, the platform is asked what became of them."""
        settle_open_deeds(self.journal, None)  # type: ignore[arg-type]  # no print is open
        UnknownLodgements(self.journal).ask(self.there.platform)


@contextmanager
def bench_in(folder: Path) -> Iterator[Bench]:
    with province_in(folder) as there:
        # Half hours begin while somebody chooses one of them.
        there.province.clock.stop()
        yield Bench(there, folder / "journal.sqlite")


def is_home(session: Session) -> bool:
    """Nobody stands there any more, and nothing of anybody is left."""
    empty = Session(terminal=session.terminal, boot=session.boot)
    return (
        session.item is None
        and session.identity is None
        and (session.delivery, session.booking, session.feedback, session.filling)
        == (empty.delivery, empty.booking, empty.feedback, empty.filling)
    )


def leave(hall: Hall) -> None:
    """退出, and yes to the question whether to leave."""
    hall.press("leave")
    if hall.newest().screen == "leaving":
        hall.press("leave")


def idle(hall: Hall) -> None:
    """Nobody touches the screen: the warning, then the end."""
    hall._take(events.Warned(10))
    hall._take(events.TimeUp())
