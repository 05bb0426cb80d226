"""What to bring, where and when, and where it ends: pages of the item's file, on paper for whoever likes."""

from dataclasses import replace
from datetime import date

from drivers.io_module import Lamp
from kiosk.events import Event, Tapped, TimeUp
from kiosk.flows import guide_on_paper
from kiosk.flows.making_paper import item_of
from kiosk.guide_paper import guide_record
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.session import Session
from kiosk.step import Another, Finish, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Asked, ListTurned, WentBack, WentOn
from printing.records.hall import ServiceGuide


def steps(item: Item, route: Route | None) -> Steps:  # noqa: ARG001 - every flow's table is asked for so
    """Read it; print it where the person wants it on paper."""
    return (GUIDE, *PAPER, DONE)


def may_print(session: Session) -> bool:
    """Whether the printer is at work."""
    return not session.terminal.health.missing(("a4_printer",))


def _guide(session: Session, event: Event) -> Turn | None:
    item = item_of(session)
    match event:
        case Tapped(ListTurned(by)) if 0 <= session.serving.page + by < len(item.settings.facts.guide):
            page = session.serving.page + by
            return Stay(replace(session, serving=replace(session.serving, page=page)))
        case Tapped(WentOn()) if may_print(session):
            return Onward(replace(session, notice=""))
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()):
            return home(session)
    return None


def _made(session: Session, on: date) -> ServiceGuide:
    return guide_record(item_of(session), on, session.terminal.guide_pages)


def _done(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return None


GUIDE = Step(name="guide", screen="guide", idle=Idle.CHOOSING, takes=_guide, dot=1)
PAPER = guide_on_paper.steps("", _made, printed=Onward, asked=Onward, passes=lambda _: False, dot=2)
DONE = Step(name="done", screen="done", words="guide_done", idle=Idle.FAREWELL, takes=_done, lamp=Lamp.A4, dot=3)
