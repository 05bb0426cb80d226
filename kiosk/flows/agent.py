"""网格代办员: who the agent is, for whom, and which of the matters of config/registers/agent-matters.csv.

A matter that this terminal has an item for begins at once, with the person proven and both in the books. Any other one
ends in a slip that says which window does it.
"""

from dataclasses import replace

from kiosk.events import Event, Tapped
from kiosk.flows import before_start, handing_over, identity
from kiosk.items.catalogue import Item
from kiosk.items.registers import AgentMatter, agent_matters
from kiosk.items.routes import Route
from kiosk.session import Level, Session
from kiosk.step import BEFORE_START, Another, Backward, Finish, Idle, Onward, Step, Steps, Turn, home
from kiosk.taps import Asked, Chosen, WentBack, WentOn


def steps(item: Item, route: Route | None) -> Steps:
    """Both are known; then a department and one of its matters, or what was brought is signed for."""
    signed_for = handing_over.steps(back_to=DEPARTMENTS.name, dot=4)
    return (*identity.steps(item, route), DEPARTMENTS, MATTERS, WINDOW, *signed_for)


def departments() -> tuple[str, ...]:
    """In the register's order."""
    return tuple(dict.fromkeys(one.department for one in agent_matters()))


def matters_of(session: Session) -> tuple[AgentMatter, ...]:
    """Of the department that was chosen, or of the one whose matter was."""
    chosen = session.serving.way
    matter = matter_of(session)
    name = matter.department if matter is not None else departments()[int(chosen)] if chosen else ""
    return tuple(one for one in agent_matters() if one.department == name)


def matter_of(session: Session) -> AgentMatter | None:
    """The one that was chosen and has no item here."""
    return next((one for one in agent_matters() if one.id == session.serving.way), None)


DELIVER = "deliver"
"""In the place of a department: what was made has been brought, and is signed for."""


def _offered(_: Session) -> tuple[str, ...]:
    return (DELIVER, *(str(place) for place in range(len(departments()))))


def _department(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice == DELIVER:
            return Backward(
                replace(session, serving=replace(session.serving, way=""), notice=""), to=handing_over.FIRST
            )
        case Tapped(Chosen(choice)) if choice in _offered(session):
            return Onward(replace(session, serving=replace(session.serving, way=choice), notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _matter(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)):
            matter = next((one for one in matters_of(session) if one.id == choice), None)
            if matter is None:
                return None
            item = session.terminal.catalogue.get(matter.item)
            if item is None:
                return Onward(replace(session, serving=replace(session.serving, way=matter.id)))
            begun = before_start.chosen(replace(session, serving=replace(session.serving, way="")), item)
            return Backward(begun, to=BEFORE_START)
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to=DEPARTMENTS.name)
    return None


def _window(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentBack()):
            return Backward(session, to=MATTERS.name)
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn()):
            return Finish()
    return None


_L2 = Level.CARD_AND_FACTOR
DEPARTMENTS = Step(
    name="agent_departments",
    screen="pick",
    words="agent_departments",
    idle=Idle.PERSONAL,
    takes=_department,
    offers=_offered,
    needs=_L2,
    dot=4,
)
MATTERS = Step(
    name="agent_matters",
    screen="pick",
    words="agent_matters",
    idle=Idle.PERSONAL,
    takes=_matter,
    offers=lambda session: tuple(one.id for one in matters_of(session)),
    needs=_L2,
    dot=4,
)
WINDOW = Step(
    name="agent_window", screen="result", words="agent_window", idle=Idle.PERSONAL, takes=_window, needs=_L2, dot=5
)
