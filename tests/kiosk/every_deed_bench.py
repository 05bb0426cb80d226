"""Whoever applies, pays, books or has something sent, in one process, with every mishap at every question and step.

Generated from the items: each one that ends in a deed of the platform or in money. The books of province and cashier
are held against the journal after every visit.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lodging_bench import BreakingLine, idle, is_home, leave
from paying_hall import CONTRADICTIONS, PayingHall
from province_in_process import InProcess, StandingClock, province_in
from whole_catalogue import whole_catalogue

from config.settings import Limits
from kiosk.forms.divisions import Divisions
from kiosk.hall.person import ANSWERS, LostError, Person
from kiosk.hall.person_answers import answers_for
from kiosk.lodgement_kinds import KINDS
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.express_values import MailablesRequest
from kiosk.platform.line import Answer
from kiosk.sandbox.express_desk import ExpressDesk
from kiosk.timing import due
from kiosk.unknown_lodgements import UnknownLodgements
from kiosk.unknown_submissions import UnknownSubmissions

DEEDS = ("apply", "pay_bill", "settle_offence", "mailing", "appointment", "coach_ticket", "complaint", "rating")
"""Flows that end in a deed of the platform, or in money. Locker and endorsement have benches of their own."""
CATALOGUE = whole_catalogue()
ITEMS = sorted(name for name, item in CATALOGUE.items() if item.settings.flow in DEEDS and not item.waits_for)
MISHAPS = ("down", "slow", "cut", "repeated", "another", "contradicting", "busy")
"""Nothing arrives; it is not done and no answer comes in time; done and the answer lost; the answer before once more;
one about somebody else; done and told otherwise; busy."""
ROWS = tuple(f"{of}-{row}" for of in ("submission", "lodgement", "draft") for row in ("intended", "settled", "asked"))
MOST_ACTS = 120
TABLES = (
    "submissions",
    "replies",
    "drafts",
    "orders",
    "money",
    "bills",
    "bookings",
    "coach_tickets",
    "express",
    "offence_answers",
)
DONE = frozenset({"accepted", "paid", "done", "parcel", "booked", "coach_ticket", "taken"})
"""Steps that say that it is done."""
WAYS = ("by-code", "committed", "owed")
"""What is chosen where there is a choice: a phone pays, and what nobody has at hand is promised."""


class MishapLine(BreakingLine):
    """As a breaking line; one more thing can go wrong."""

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Answer:
        if self.mishap != "contradicting" or self.at is None or self.asked != self.at:
            return super().send(method, path, headers, body, deadline)
        self.asked += 1
        self.paths.append(path.removeprefix("/v1"))
        answer = self._sent(method, path, headers, body, deadline)
        told: Any = json.loads(answer.body or b"{}")
        if "state" not in told:
            raise WrongAnswer("contradicts itself")
        told["state"] = CONTRADICTIONS.get(told["state"], "closed")
        return Answer(answer.status, answer.headers, json.dumps(told).encode())


@dataclass
class Visited:
    """What one visit came to."""

    steps: list[str]
    """In the order in which they were entered."""
    questions: int
    """That went to the province."""
    is_at_end: bool
    """The person read that it is done."""
    trouble: str


class EveryDeed:
    """A terminal, a province, and the same person for an item, whose books are emptied before each visit."""

    def __init__(self, there: InProcess, folder: Path) -> None:
        self.there = there
        self.line = MishapLine(there.platform._line)
        there.platform._line = self.line  # type: ignore[assignment]  # the same calls
        self.hall = PayingHall(there, folder)
        there.journal = self.hall.journal
        terminal = replace(self.hall.session.terminal, catalogue=CATALOGUE, divisions=Divisions.load())
        self.hall.session = replace(self.hall.session, terminal=terminal)
        self._people: dict[str, tuple[str, tuple[str, ...]]] = {}

    def clean(self) -> None:
        """The next person: nothing of the one before stands in any book."""
        self.line.clear()
        self.there.platform._breaker.worked()
        for table in TABLES:
            self.there.province.store.rows(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        card = self.hall.card
        card.reset()
        card.charged_fen = card.reversed_fen = card.charges = 0
        self.hall.session = self.hall.session.next_visit()

    def person(self, item: str) -> Person:
        """Somebody who may, and knows what to type."""
        if item not in self._people:
            number = self._somebody(item)
            self._people[item] = (number, answers_for(CATALOGUE[item], number, self.there.tell))
        number, answers = self._people[item]
        clock = StandingClock(self.there.province)
        person = Person(item, number, hand=self.hall, tell=self.hall.tell, clock=clock, ways=WAYS)
        person._acts = person._showing().acts("card_code")
        person._typed = iter(answers)
        self.line.asked = 0
        self.line.paths.clear()
        return person

    def _somebody(self, item: str) -> str:
        tell, flow = self.there.tell, CATALOGUE[item].settings.flow
        if flow == "settle_offence":
            return str(tell("platform", "fined")["number"])
        if flow == "mailing":
            post = ExpressDesk(self.there.province)
            wanted = MailablesRequest(item=item)
            samples = self.there.province.register.samples(60)
            return next(one.number for one in samples if post.mailables(one, wanted).ready)
        return str(tell("platform", "citizens", count=1, item=item)["citizens"][0]["number"])

    def visit(
        self, item: str, *, mishap: str = "", at: int = 0, leaves_at: int = -1, by_idling: bool = False
    ) -> Visited:
        """One visit.

        Args:
            item: what is wanted.
            mishap: what goes wrong, at the question of that number.
            at: which.
            leaves_at: number of the step, in the order of entering, at which the person goes; -1: they stay.
            by_idling: nobody touches anything any more, instead of 退出.
        """
        self.clean()
        person = self.person(item)
        if mishap:
            self.line.order(mishap, at)  # type: ignore[arg-type]  # one more kind
        steps: list[str] = []
        page, tries = -1, 0
        for _ in range(MOST_ACTS):
            session = self.hall.session
            if session.page != page:
                page = session.page
                steps.append(self.hall.step or "home")
                if len(steps) - 1 == leaves_at:
                    self._goes(by_idling=by_idling)
                    break
            seen = self.hall.newest()
            if session.trouble is not None:
                tries += 1
                if session.trouble.again_at is None or tries > 3:
                    break
                self.hall.press("primary")
            elif seen.screen == "done" or (seen.is_end and seen.screen in ANSWERS) or not self._acts(person):
                break
        trouble = self.hall.session.trouble
        is_at_end = trouble is None and self.hall.step in DONE
        return Visited(steps, self.line.asked, is_at_end, trouble.key if trouble is not None else "")

    def _acts(self, person: Person) -> bool:
        """Whether the person still knows what to do."""
        seen = self.hall.newest()
        try:
            if seen.screen == "pay":
                self.hall.tell("platform", "pay")
                self.hall.look()
            elif seen.screen == "working":
                # Nothing was heard: whoever waits here waits for a device that this hall does not have.
                return False
            else:
                person._act(seen)
        except (LostError, ValueError):
            return False
        return True

    def _goes(self, *, by_idling: bool) -> None:
        if by_idling:
            for seconds in (3600.0, 7200.0):
                event = due(self.hall.session, untouched_s=seconds, on_page_s=seconds, limits=Limits())
                if event is not None:
                    self.hall.take(event)
            idle(self.hall)
        else:
            leave(self.hall)

    def settle(self) -> None:
        """Nobody stands there any more; the line is whole again, and everything unknown is asked for."""
        self.hall.session = self.hall.session.next_visit()
        assert is_home(self.hall.session)
        self.line.at = None
        self.there.platform._breaker.worked()
        UnknownSubmissions(self.hall.journal).ask(self.there.platform, "")
        UnknownLodgements(self.hall.journal).ask(self.there.platform)
        self.hall.settle()

    def taken(self) -> int:
        """Deeds that the province has, by its own books."""
        store = self.there.province.store
        found = store.row("SELECT count(*) FROM submissions WHERE state != 'never'")
        paths = [kind.path for kind in KINDS.values()]
        marks = ",".join("?" * len(paths))
        lodged = store.row(f"SELECT count(*) FROM replies WHERE asked != 'never' AND path IN ({marks})", *paths)  # noqa: S608 - question marks
        return int(found[0] if found else 0) + int(lodged[0] if lodged else 0)

    def known(self, after: int) -> list[str]:
        """What the journal says of the deeds of this visit: the last word counts."""
        said: dict[str, str] = {}
        journal = self.hall.journal
        # The rows of this visit alone: the file grows with every visit of the table.
        for row in journal.newest_of(ROWS, journal.newest() - after):
            if row.seq > after:
                said[row.deed] = str(row.facts.get("outcome", "open"))
        return list(said.values())


@contextmanager
def every_deed(folder: Path) -> Iterator[EveryDeed]:
    """One."""
    with province_in(folder) as there:
        made = EveryDeed(there, folder)
        try:
            yield made
        finally:
            made.hall.journal.close()
