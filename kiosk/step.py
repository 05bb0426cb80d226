"""One step of a flow: the screen, what entering it asks of the world, and what moves the visit on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from drivers.io_module import Lamp
from kiosk.effects import Effect, TellTime
from kiosk.events import Event
from kiosk.forms.form import Form, Question
from kiosk.forms.picking import NO_LISTS, Lists
from kiosk.session import Level, Session, Trouble
from kiosk.view import Screen


class Idle(Enum):
    """How long nobody may touch the screen (config/settings.py Limits)."""

    CHOOSING = "choosing"
    """Nothing personal is shown."""
    PERSONAL = "personal"
    WRITING = "writing"
    """Somebody signs: nothing is drawn over a name half written, and nobody is hurried."""
    FAREWELL = "farewell"
    """The last screen: it leaves by itself, without asking."""
    NEVER = "never"
    """Devices or the platform are at work; they have limits of their own."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Same step, perhaps another session, perhaps new effects."""

    session: Session
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Onward:
    """Enter the next step; after the last one the visit ends."""

    session: Session
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Backward:
    """Enter the step of that name once more."""

    session: Session
    to: str
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Fail:
    """Show why it does not go on."""

    session: Session
    trouble: Trouble
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Finish:
    """End the visit: the session is dropped whole. `notice` is a text key for the home screen."""

    notice: str = ""


@dataclass(frozen=True, slots=True)
class Another:
    """Back to the home screen in the same visit: who the person is stays known. `notice` as with Finish."""

    notice: str = ""


@dataclass(frozen=True, slots=True)
class Unchosen:
    """Back to where the item was chosen, with nothing begun."""

    session: Session


Turn = Stay | Onward | Backward | Fail | Finish | Another | Unchosen
BEFORE_START = "before_start"
"""Name of the first step of every flow (kiosk/flows/before_start.py)."""


def before_start(session: Session) -> Turn:
    """Back from a flow's first question to what was said before it."""
    return Backward(replace(session, notice=""), to=BEFORE_START)


def home(session: Session, notice: str = "") -> Turn:
    """Nothing was done: to the home screen, where whoever has proved who they are stays known."""
    return Finish(notice) if session.identity is None else Another(notice)


def _nothing(_: Session) -> tuple[Effect, ...]:
    return ()


def never(_: Session) -> bool:
    """A step that is never passed over."""
    return False


def at_once(_: Session, __: bool) -> Turn | None:  # noqa: FBT001 - as Step.leaves
    """Nothing has to be done before a visit goes from here."""
    return None


def no_lists(_: Session) -> Lists:
    """A flow that offers nothing of its own to choose from."""
    return NO_LISTS


def no_offers(_: Session) -> tuple[str, ...]:
    """A step that offers nothing of its own to choose from."""
    return ()


@dataclass(frozen=True, slots=True)
class Asking:
    """What a form asks at a step (kiosk/flows/ask_form.py)."""

    form: Form
    question: Question | None
    """None where all answers are looked over."""
    lists: Callable[[Session], Lists] = no_lists
    """What the flow offers to choose from."""
    back_to: str = ""
    """Step before the form; the home screen where it is empty."""
    has_review: bool = True
    """Whether all answers are looked over at the end."""
    prefix: str = "ask"
    """Of the names of its steps: a second form in one table has another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a flow's table."""

    name: str
    screen: Screen
    idle: Idle
    takes: Callable[[Session, Event], Turn | None]
    """What an event does here; None when it means nothing here."""
    enter: Callable[[Session], tuple[Effect, ...]] = _nothing
    passes: Callable[[Session], bool] = never
    """Whether there is nothing to ask here: then the next step is entered instead."""
    words: str = ""
    """Section below `screen.` in config/texts where it is not named like the screen."""
    is_proof: bool = False
    """Part of proving who one is: 换一种方式 leads to the other ways."""
    needs: Level = Level.NOBODY
    """Entering it below this level is a programming error and ends the process."""
    can_leave: bool = True
    """Whether 退出 ends the visit here; never while paper is under way."""
    again: str = ""
    """The step that trying again enters after something asked for here could not be had; empty for this one."""
    waits_for: str = ""
    """The device whose worker does what was asked for here: when it hangs, so does the step. (A question to the
    platform cannot hang: its client bounds every wait.)"""
    leaves: Callable[[Session, bool], Turn | None] = at_once
    """What comes before the visit goes from here, e.g. a card that a device still holds; None for nothing. The flag
    says whether the visit is to be over then, or only to go home."""
    lamp: Lamp | None = None
    """The lamp that burns meanwhile."""
    asks: Asking | None = None
    """The question of a form; None for a step of any other kind."""
    offers: Callable[[Session], tuple[str, ...]] = no_offers
    """Ids of what can be chosen, where the flow alone knows it."""
    dot: int = 0
    """Which of the person's step dots it belongs to, from 1; 0 for none."""

    def only(self, holds: Callable[[Session], bool]) -> "Step":
        """The same for whom it holds; for anybody else there is nothing to ask here."""
        return replace(self, passes=lambda session: not holds(session) or self.passes(session))

    def unless(self, holds: Callable[[Session], bool]) -> "Step":
        """The same for anybody but whom it holds for."""
        return replace(self, passes=lambda session: holds(session) or self.passes(session))


Steps = tuple[Step, ...]


def tell_time(_: Session) -> tuple[Effect, ...]:
    """Entering asks for the time that will stand on the paper."""
    return (TellTime(),)
