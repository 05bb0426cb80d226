"""A wall of codes that lead to somebody's telephone: choose one, scan it, take it along on a slip."""

from dataclasses import replace

from kiosk.events import Event, Tapped
from kiosk.flows import giving_slip
from kiosk.flows.before_printing import NO_DAY
from kiosk.flows.making_paper import item_of
from kiosk.items.item import Code, Item
from kiosk.items.routes import Route
from kiosk.session import Session
from kiosk.step import Another, Backward, Finish, Idle, Onward, Step, Steps, Turn, before_start
from kiosk.taps import Asked, Chosen, WentBack, WentOn
from printing.layout_schema import SlipLayout
from printing.records.tax import TaxCode


def steps(item: Item, route: Route | None) -> Steps:  # noqa: ARG001 - every flow's table is asked for so
    """Choose, scan, take it along where the item has a slip."""
    slip = giving_slip.steps(_record, back_to="code", dot=3) if isinstance(item.paper, SlipLayout) else ()
    return (WALL, CODE, *slip)


def chosen(session: Session) -> Code | None:
    """The code that stands there large."""
    item = session.item
    codes = item.settings.codes if item is not None else ()
    return next((code for code in codes if code.id == session.serving.code), None)


def _wall(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(code)) if any(one.id == code for one in item_of(session).settings.codes):
            return Onward(replace(session, serving=replace(session.serving, code=code)))
        case Tapped(WentBack()):
            return before_start(session)
    return None


def _code(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) if giving_slip.may_give(session):
            return Onward(replace(session, serving=replace(session.serving, ending="slip"), notice=""))
        case Tapped(WentBack()) if len(item_of(session).settings.codes) > 1:
            return Backward(replace(session, serving=replace(session.serving, code=""), notice=""), to="wall")
        case Tapped(Asked()):
            return Another()
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return None


def _record(session: Session) -> TaxCode | None:
    """The code as the slip has it; its words are the item's own."""
    code, item = chosen(session), session.item
    if code is None or item is None:
        return None
    return TaxCode(
        subject="open-code",
        issuer=item.settings.name.zh_hans,
        topic=code.name.zh_hans,
        link=code.link,
        steps=tuple(step.zh_hans for step in code.steps),
        updated=NO_DAY.date(),
    )


WALL = Step(name="wall", screen="pick", words="wall", idle=Idle.CHOOSING, takes=_wall, dot=1)
CODE = Step(name="code", screen="phone", words="phone", idle=Idle.CHOOSING, takes=_code, dot=2)
