"""Somebody at a terminal who applies for something, on a province in one process whose line can go wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from province_in_process import Hall, InProcess, StandingClock
from whole_catalogue import whole_catalogue

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.events import CodeSent, Event
from kiosk.forms.divisions import Divisions
from kiosk.hall.person import Person
from kiosk.hall.person_answers import answers_for
from kiosk.health import DeviceState
from kiosk.items.routes import Route
from kiosk.platform import identity
from kiosk.platform.errors import NoConnection, TimedOut
from kiosk.platform.line import Answer
from kiosk.session import Terminal
from kiosk.view import View

CATALOGUE = {
    name: item for name, item in whole_catalogue().items() if item.settings.flow in ("apply", "progress", "resume")
}
MOST_STEPS = 60
Send = Callable[[str, str, Mapping[str, str], bytes, float], Answer]


class Wire:
    """Stands before the line to the province: orders of what goes wrong, by the path's beginning.

    down: nothing is sent. cut: it is done, and the answer is lost. lost: it never arrives, and nobody knows.
    Every question is counted.
    """

    def __init__(self, there: InProcess) -> None:
        self._there = there
        self._line: Any = there.platform._line
        self.orders: dict[str, str] = {}
        self.sent: list[str] = []
        there.platform._line = self  # type: ignore[assignment]  # the same calls

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Answer:
        order = next((kind for begin, kind in self.orders.items() if f"{method} {path}".startswith(begin)), "")
        self.sent.append(f"{method} {path}")
        if order == "down":
            raise NoConnection("no connection", Outcome.NOT_DONE)
        if order == "lost":
            raise TimedOut("no answer within the limit")
        answer: Answer = self._line.send(method, path, headers, body, deadline)
        if order == "cut":
            raise NoConnection("the answer broke off")
        return answer

    def count(self, begin: str) -> int:
        """How often such a question went out."""
        return sum(one.startswith(begin) for one in self.sent)

    def close(self) -> None:
        """The line is whole again."""
        self._there.platform._line = self._line


class HelpersHall(Hall):
    """Where somebody may act for another, too."""

    def _answered(self, effect: effects.Effect) -> list[Event]:
        if isinstance(effect, effects.HelpPerson):
            challenge = identity.help_person(self.there.platform, effect.helper, effect.card, effect.relation)
            return [CodeSent(challenge)]
        return super()._answered(effect)


class Applicant:
    """One person in one visit."""

    def __init__(
        self,
        there: InProcess,
        item: str,
        *,
        number: str = "",
        terminal: str = "t-01",
        item_after: str = "",
        route: Route = "card_code",
        hall: type[Hall] = Hall,
    ) -> None:
        found = there.tell("platform", "citizens", count=1, item=item)["citizens"][0]["number"]
        self.number = number or str(found)
        place = Terminal(
            name=terminal,
            place="测试厅",
            city="441300",
            is_sample=True,
            catalogue=CATALOGUE,
            divisions=Divisions.load(),
        )
        self.hall = hall(there, place)
        self.there = there
        self._person = Person(
            item, self.number, route=route, hand=self.hall, tell=self.hall.tell, clock=StandingClock(there.province)
        )
        self._person._acts = self._person._showing().acts(route)
        self._person._typed = iter(answers_for(CATALOGUE[item_after or item], self.number, there.tell))

    @property
    def view(self) -> View:
        self.hall.newest()
        return self.hall.taken.last

    @property
    def title(self) -> str:
        return self.view.words.get("title", "")

    def to(self, title: str) -> View:
        """Do what a person does until that title stands there."""
        for _ in range(MOST_STEPS):
            seen = self.hall.newest()
            if seen.title == title:
                return self.view
            self._person._act(seen)
        raise AssertionError(f"never came to {title}: {self.title}")

    def press(self, *names: str) -> View:
        """Touch these."""
        for name in names:
            self.hall.press(name)
        return self.view

    def leave(self) -> None:
        """Go, whatever stands there."""
        self.hall.session = self.hall.session.next_visit()

    def break_printers(self, *devices: str) -> None:
        """Those devices are not there."""
        health = self.hall.session.terminal.health
        for device in devices:
            health = health.seen(device, DeviceState((Fault.ABSENT,)))
        self.hall.session = replace(self.hall.session, terminal=replace(self.hall.session.terminal, health=health))


def submissions(there: InProcess) -> list[dict[str, Any]]:
    """What the province has taken, by its own books."""
    return [one for one in there.tell("platform", "submissions")["submissions"] if one["state"] != "never"]
