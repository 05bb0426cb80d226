"""Agreeing that personal data is used, and choosing how to prove who one is."""

from dataclasses import replace

from kiosk.effects import Record
from kiosk.events import Event, Tapped
from kiosk.flows.identity.ways import is_known, ways_of
from kiosk.session import Session
from kiosk.step import BEFORE_START, Backward, Idle, Onward, Step, Turn, home
from kiosk.taps import Chosen, WentBack, WentOn


def answered(session: Session, kind: str, answer: str) -> Record:
    """A consent's row in the journal: which visit and which item, never who."""
    item = session.item.id if session.item else ""
    return Record("consent", (("visit", session.name), ("item", item), ("kind", kind), ("answer", answer)))


def _consent(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session, (answered(session, "data", "yes"),))
        case Tapped(WentBack()):
            return Backward(_unbegun(session), to=BEFORE_START)
    return None


def _unbegun(session: Session) -> Session:
    """Whoever disagrees reads once more what it takes, and where else it can be done; what was answered is gone."""
    return replace(
        session.next_errand(),
        item=session.item,
        period=session.period,
        shelf=session.shelf,
        choosing=session.choosing,
        notice="consent_refused",
    )


def _routes(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(chosen)):
            for route in ways_of(session):
                if route == chosen:
                    return Onward(replace(session, route=route, notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _is_chosen(session: Session) -> bool:
    return session.route is not None or is_known(session)


CONSENT = Step(name="consent", screen="consent", idle=Idle.CHOOSING, takes=_consent, dot=2)
ROUTES = Step(name="routes", screen="pick", words="routes", idle=Idle.CHOOSING, takes=_routes, passes=_is_chosen, dot=3)
