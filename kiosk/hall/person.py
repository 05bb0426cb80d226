"""A person who knows what to do, for demo, `kiosk visit` and process tests: looks, presses, lays the card.

The hand is either a robot inside the screens process (real touches on real controls) or the bare line to the core.
Both speak the names of the controls: `primary`, `choice-<id>`, `digit-5`, `leave`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from typing import Protocol

from drivers.clock import Clock
from kiosk.flows.agent import DELIVER
from kiosk.hall.copying_people import FILES, copying_acts
from kiosk.hall.locker_people import counter_acts, use_door
from kiosk.hall.material_people import lay_paper
from kiosk.hall.medical_people import ITEM as MEDICAL
from kiosk.hall.medical_people import answer_to, station_of
from kiosk.hall.named_taps import tap_of as tap_of
from kiosk.hall.permit_people import ITEM as ENDORSING
from kiosk.hall.permit_people import permit_acts
from kiosk.hall.person_ways import DEVICES, PROOFS, SCREENS, TRIES, Act, Showing, Tells
from kiosk.hall.writing_people import write
from kiosk.items.routes import ROUTES, Route
from kiosk.over.home import CITIES, CITY

CODE_S = 10.0
"""The sandbox's SMS is there at once; a person's takes some seconds."""
SEVERAL = 3
"""So many a person touches where any number of answers can be had (our choice)."""
PATIENCE_S = 10.0
"""Who reads that it cannot be done waits so long: devices and network may only just have come up (our choice)."""
LAST_SCREENS = frozenset({"done", "trouble", "out_of_service"})
PHOTOS = frozenset({"id-photo", "case-photo"})
"""Items before whose camera somebody stands to be photographed."""
ANSWERS = frozenset({"result", "timeline", "guide", "phone", "way"})
"""Where a visit may end with nothing in the hand."""
WAYS = ("identity", "number", "type", "scan", "owed", "committed")
"""How the person likes to find a case or a paper, and to give a material; the best first."""


class LostError(Exception):
    """The screen does not show what it should; the message says what was waited for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen as the person sees it."""

    page: int
    screen: str
    title: str = ""
    shot: str = ""
    """Path of a picture of it, from a robot."""
    prompt: str = ""
    """What is asked of somebody before the camera."""
    choices: tuple[str, ...] = ()
    """Ids of what can be chosen."""
    takes_several: bool = False
    """Several answers are touched, and the primary button says that these are all."""
    letters: str = ""
    """Pinyin that is no character yet."""
    letter: str = ""
    """To which side the letter of an eye chart is open."""
    dots: tuple[tuple[int, int, int, int], ...] = ()
    """Of a colour plate."""
    cannot: str = ""
    """Why the item cannot be finished here and now, where the page before it says so."""
    is_end: bool = False
    """An answer that nothing can be taken along of: the person is done."""


class Hand(Protocol):
    """How a person sees and presses."""

    def newest(self) -> Seen | None:
        """The newest screen; None while there is none."""

    def press(self, name: str) -> None:
        """Press a control by its name."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A screen and how long after the start of the visit it came."""

    screen: str
    title: str
    ms: int
    shot: str


class Person:
    """Someone with whatever their way needs who wants one item.

    Args:
        item: id of what is wanted.
        citizen: number of the card's holder.
        period: id of the period to choose; None takes the one that is offered.
        route: how they prove who they are.
        answers: what they type into the fields of a form, in the order of its questions.
        likes: ids of what they touch wherever it can be chosen; else the first.
        city: of which city's shelf they take it; empty: of the terminal's own.
        label: of a folder that they put into the locker: then they are of the staff, and show a pass.
        ear: which side a tone sounds on, for a driver's medical.
        ways: how they like to find a case, a paper or a parcel, the best first.
        hand: how they press.
        tell: lays the card and reads the phone.
        clock: for waits.
        meanwhile: called while waiting (the launcher's look).
    """

    def __init__(
        self,
        item: str,
        citizen: str,
        *,
        period: str | None = None,
        route: Route = "card_code",
        answers: tuple[str, ...] = (),
        likes: tuple[str, ...] = (),
        city: str = "",
        label: str = "",
        ear: Callable[[], str] = lambda: "none",
        ways: tuple[str, ...] = WAYS,
        hand: Hand,
        tell: Tells,
        clock: Clock,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self._item = item
        self._citizen = citizen
        self._period = period
        self._route = route
        self._answers = answers
        self._likes = likes
        self._city = city
        self._label = label
        self._ear = ear
        self._ways = ways
        self._typed: Iterator[str] = iter(())
        self._shelves: Iterator[str] = iter(())
        self._hand = hand
        self._tell = tell
        self._acts: Iterator[Act] = iter(())
        self._clock = clock
        self._meanwhile = meanwhile
        self._began = clock.monotonic()
        self._prompt = ""
        self.passed: list[Passed] = []

    def wait_for(self, condition: Callable[[Seen], bool], limit_s: float, what: str) -> Seen:
        """Look until the screen is right.

        Raises:
            LostError: the limit passed.
        """
        deadline = self._clock.monotonic() + limit_s
        while True:
            seen = self._hand.newest()
            if seen is not None:
                self._note(seen)
                self._read(seen.prompt)
                if condition(seen):
                    return seen
            if self._clock.monotonic() > deadline:
                shows = f"{seen.screen} ({seen.title})" if seen is not None else "nothing"
                raise LostError(f"waited {limit_s:g} s for {what}; the screen shows {shows}")
            self._meanwhile()
            self._clock.pause(0.02)

    def visit(self, limit_s: float) -> Seen:
        """Go through the whole visit.

        Returns:
            The last screen: done, trouble or out_of_service; or the page before an item that cannot be begun.
        """
        seen = self.wait_for(lambda shown: shown.screen in {"home", "out_of_service"}, limit_s, "the home screen")
        self._began = self._clock.monotonic()
        staff = counter_acts(self._tell, self._until, self._label) if self._label else None
        machine = permit_acts(self._citizen, self._tell, self._until) if self._item == ENDORSING else ()
        # Whoever is asked for a paper once they are known lays one down.
        later = self._stands if self._item == MEDICAL else partial(lay_paper, self._tell)
        copies = copying_acts(self._item, self._tell, self._until, self._clock.pause, self._hand.press)
        self._acts = staff or copies or chain(self._showing().acts(self._route), machine, repeat(later))
        self._typed = iter(self._answers)
        self._shelves = iter((CITIES, f"{CITY}{self._city}") if self._city else ())
        self.passed.clear()
        while True:
            self._note(seen)
            seen = self._hopes(seen)
            if seen.cannot:
                return seen
            is_last = seen.screen in LAST_SCREENS and not self._tries_again(seen.screen)
            if is_last or (seen.screen in ANSWERS and seen.is_end):
                self._takes_along()
                return seen
            self._act(seen)
            seen = self._next(seen, limit_s)

    def _hopes(self, seen: Seen) -> Seen:
        """Wait a moment before a page that says that it cannot be done; it is drawn anew once it can."""
        if not seen.cannot:
            return seen
        try:
            return self.wait_for(lambda shown: not shown.cannot, PATIENCE_S, "the item to be possible")
        except LostError:
            return self._hand.newest() or seen

    def _stands(self) -> None:
        self._tell("camera", "person", name="resident")

    def _takes_along(self) -> None:
        """Whoever laid a card takes it: one that stays is called for, and nobody else is served meanwhile."""
        if "idcard" in ROUTES[self._route].devices:
            self._tell("idcard", "remove")
        if "smart_card" in DEVICES.get(self._route, ()):
            self._tell("smart_card", "remove")

    def _next(self, before: Seen, limit_s: float) -> Seen:
        def is_new(shown: Seen) -> bool:
            # A picker of several touches (a region, a day) changes what can be chosen on the same page.
            return shown.page != before.page or (shown.screen == "answer" and shown.choices != before.choices)

        return self.wait_for(is_new, limit_s, f"what follows {before.screen}")

    def _act(self, seen: Seen) -> None:
        screen = seen.screen
        match screen:
            case _ if station := station_of(screen, seen.choices):
                self._hand.press(f"choice-{answer_to(station, seen.letter, seen.dots, self._ear)}")
            case "phone" if self._item == FILES:
                self._prove(screen)
            case "home":
                self._hand.press(f"choice-{next(self._shelves, self._item)}")
            case "before_start":
                self._start(seen)
            case (
                "consent"
                | "check"
                | "paper"
                | "trouble"
                | "review"
                | "result"
                | "timeline"
                | "guide"
                | "phone"
                | "promise"
                | "photo"
                | "way"
            ):
                self._hand.press("primary")
            case "face" if self._item in PHOTOS:
                self._tell("camera", "person", name="resident")
            case "answer" | "hall":
                self._answer(seen)
            case "field" | "write":
                self._type(screen)
            case "pay" | "door" | "signature":
                self._do(screen)
            case "pick" if not set(seen.choices) & PROOFS:
                self._pick(seen.choices)
            case _ if screen in SCREENS:
                self._prove(screen)

    def _pick(self, choices: tuple[str, ...]) -> None:
        """What they like best. While a tone is played nothing can be touched."""
        if choices:
            liked = (way for way in (*self._likes, *self._ways) if way in choices)
            # Whoever comes with an agent and names nothing wants a matter of a department, not to sign for a delivery.
            usual = next((one for one in choices if one != DELIVER), choices[0])
            self._hand.press(f"choice-{next(liked, usual)}")

    def _start(self, seen: Seen) -> None:
        if self._period is not None and self._period in seen.choices:
            self._hand.press(f"choice-{self._period}")
        self._hand.press("primary")

    def _do(self, screen: str) -> None:
        """What is done beside the screen: with a phone, at a door of the locker."""
        if screen == "pay":
            self._tell("platform", "pay")
        elif screen == "signature":
            self._hand.press("signature")
            self._hand.press("primary")
        else:
            use_door(self._tell, self._until, self._clock.pause, puts=bool(self._label))

    def _prove(self, screen: str) -> None:
        act = next(self._acts, None)
        if act is None:
            raise LostError(f"nobody told the person what to do at {screen}")
        act()

    def _answer(self, seen: Seen) -> None:
        """What they like, or the first, or the first few. Until it was told what day it is, no day can be touched."""
        liked = tuple(choice for choice in seen.choices if choice in self._likes)
        for choice in (liked or seen.choices)[: SEVERAL if seen.takes_several else 1]:
            self._hand.press(f"choice-{choice}")
        if seen.takes_several:
            self._hand.press("primary")

    def _type(self, screen: str) -> None:
        typed = next(self._typed, "")
        if screen == "write":
            write(typed, self._hand.press, self._characters)
        else:
            for character in typed:
                self._hand.press(f"{'digit' if character.isdigit() else 'key'}-{character}")
        self._hand.press("primary" if typed else "other-way")

    def _characters(self, letters: str, before: tuple[str, ...]) -> tuple[str, ...]:
        def are_there(seen: Seen) -> bool:
            return seen.letters == letters and seen.choices != before

        return self.wait_for(are_there, CODE_S, "the characters for what is typed").choices

    def _tries_again(self, screen: str) -> bool:
        """Whoever was not recognised, on a machine too busy to see them well, stays there and tries once more."""
        before = [passed.screen for passed in self.passed]
        return screen == "trouble" and "face" in before[-3:-1] and before.count("face") < TRIES

    def _showing(self) -> Showing:
        return Showing(self._citizen, self._hand.press, self._tell, self._code, self._until)

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = self._clock.monotonic() + CODE_S
        while not condition():
            if self._clock.monotonic() > deadline:
                raise LostError(f"waited {CODE_S:g} s for {what}")
            self._clock.pause(0.05)

    def _code(self, number: str) -> str:
        """The newest one-time code on that person's phone."""

        def codes() -> list[str]:
            messages = self._tell("platform", "outbox")["messages"]
            return [str(message["code"]) for message in messages if message["number"] == number and message["code"]]

        self._until(lambda: bool(codes()), "a code on the phone")
        return codes()[-1]

    def _read(self, prompt: str) -> None:
        """Whoever stands before the camera follows what the screen asks."""
        if prompt == self._prompt:
            return
        self._prompt = prompt
        if prompt:
            self._tell("camera", "act", prompt=prompt)

    def _note(self, seen: Seen) -> None:
        if self.passed and self.passed[-1].screen == seen.screen:
            return
        ms = round((self._clock.monotonic() - self._began) * 1000)
        self.passed.append(Passed(seen.screen, seen.title, ms, seen.shot))
