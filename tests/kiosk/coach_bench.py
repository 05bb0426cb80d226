"""Somebody who buys a ticket for a coach, others who are faster, and what terminal and till know in the end."""

from dataclasses import replace

from paying_hall import PayingHall
from province_in_process import StandingClock
from whole_catalogue import whole_catalogue

from kiosk.hall.person import Person
from kiosk.journal import read_rows
from kiosk.platform.coach_values import Coach
from kiosk.sandbox.coach_desk import CoachDesk
from kiosk.sandbox.timetable import SEATS, run_of
from kiosk.unknown_lodgements import UnknownLodgements

ITEM, HERE = "coach-tickets", "441300"


class Traveller:
    """Somebody who wants to go somewhere."""

    def __init__(self, hall: PayingHall, who: int = 0) -> None:
        self.hall = hall
        hall.there.journal = hall.journal
        terminal = replace(hall.session.terminal, catalogue={ITEM: whole_catalogue()[ITEM]})
        hall.session = replace(hall.session, terminal=terminal)
        self.citizen = hall.there.province.register.samples(9)[who]
        self._begins()

    def _begins(self) -> None:
        clock = StandingClock(self.hall.there.province)
        hall = self.hall
        self._person = Person(ITEM, self.citizen.number, hand=hall, tell=hall.tell, clock=clock, ways=("by-code",))
        self._person._acts = self._person._showing().acts("card_code")

    def to(self, *steps: str) -> None:
        for _ in range(40):
            if self.hall.step in steps or self.hall.session.trouble is not None:
                return
            self._person._act(self.hall.newest())
        raise AssertionError(f"never came to {steps}: {self.hall.step}")

    def comes_again(self) -> None:
        self.hall.session = self.hall.session.next_visit()
        self._begins()

    def rows(self) -> dict[str, str]:
        return {row.label: row.value for row in self.hall._look(self.hall.session).rows}

    def coach(self) -> Coach:
        """The one that was chosen."""
        wanted = self.hall.session.filling.answers["coach"]
        return next(one for one in self.hall.session.ticketing.coaches if one.id == wanted)


def desk(hall: PayingHall) -> CoachDesk:
    return CoachDesk(hall.there.province)


def sold(hall: PayingHall) -> int:
    """How many tickets were sold at terminals."""
    found = hall.there.province.store.row("SELECT count(*) FROM coach_tickets")
    return int(found[0]) if found else 0


def sell_all(hall: PayingHall, coach: str, but: int = 0) -> None:
    """Others were faster at other terminals."""
    province = hall.there.province
    run = run_of(province.register, coach, province.clock.now())
    assert run is not None
    store = province.store
    there = store.row("SELECT count(*) FROM coach_tickets WHERE coach = ?", coach)
    for seat in range(run.sold + (there[0] if there else 0) + 1, SEATS + 1 - but):
        store.rows(
            "INSERT INTO coach_tickets (subject, coach, seat, departs, paid_by) VALUES (?, ?, ?, ?, ?)",
            *(f"other-{seat}", coach, seat, run.departs.timestamp(), f"other-{coach}-{seat}"),
        )


def told_of_purchases(hall: PayingHall) -> list[str]:
    """How each stands in the journal: the last word counts."""
    said: dict[str, str] = {}
    for row in read_rows(hall.journal.path):
        if row.kind.startswith("lodgement-"):
            said[row.deed] = str(row.facts.get("outcome", "open"))
    return list(said.values())


def goes_home(hall: PayingHall) -> None:
    """Nobody is there any more: what is unknown is asked for, then the till settles."""
    hall.session = hall.session.next_visit()
    UnknownLodgements(hall.journal).ask(hall.there.platform)
    hall.settle()
