"""Which ways of proving identity stand open: accepted by the item, their devices at work, not over for this visit."""

from dataclasses import replace

from kiosk.effects import Effect
from kiosk.health import PLATFORM, Health
from kiosk.items.catalogue import Item
from kiosk.items.registers import agent_items
from kiosk.items.routes import ROUTES, Route
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Step, Turn

NONE: frozenset[Route] = frozenset()


def open_ways(item: Item, health: Health, closed: frozenset[Route] = NONE) -> tuple[Route, ...]:
    """The item's ways that can be gone now, in the item's order."""
    return tuple(
        route
        for route in item.settings.routes
        if route not in closed and not health.missing((*ROUTES[route].devices, PLATFORM))
    )


def missing(item: Item, health: Health) -> str:
    """The first device that an item lacks now; empty when it can be done."""
    lacking = health.missing(item.settings.devices)
    if lacking or item.settings.level == Level.NOBODY or open_ways(item, health):
        return lacking
    return health.missing((*ROUTES[item.settings.routes[0]].devices, PLATFORM))


def is_out_of_question(item: Item, health: Health) -> bool:
    """Whether this terminal has not got what the item needs: then nobody is told of it."""
    if health.is_out_of_question(item.settings.devices):
        return True
    ways = [ROUTES[route].devices for route in item.settings.routes]
    return bool(ways) and all(health.is_out_of_question(devices) for devices in ways)


def first_way(item: Item, health: Health, closed: frozenset[Route]) -> Route | None:
    """The way that a visit begins with: the item's first if it stands open, otherwise the person chooses."""
    routes = item.settings.routes
    return routes[0] if routes and routes[0] in open_ways(item, health, closed) else None


def is_known(session: Session) -> bool:
    """Whether the person has proved in this visit, in a way that the item accepts, as much as it wants."""
    if session.item is None or session.identity is None:
        return False
    settings = session.item.settings
    accepts = session.proven_by in settings.routes
    if session.proven_by == "agent":
        accepts = accepts or session.item.id in agent_items()
    return session.identity.level >= settings.level and accepts


def ways_of(session: Session) -> tuple[Route, ...]:
    """The ways that stand open to this person now."""
    if session.item is None:
        return ()
    return open_ways(session.item, session.terminal.health, session.closed_routes)


def other_ways(session: Session) -> tuple[Route, ...]:
    """The ways that stand open beside the one under way."""
    return tuple(route for route in ways_of(session) if route != session.route)


def has_other_way(session: Session, step: Step | None) -> bool:
    """Whether 换一种方式 leads anywhere from this step."""
    return step is not None and step.is_proof and bool(other_ways(session))


def elsewhere(
    session: Session, notice: str = "", *, closing: frozenset[Route] = NONE, effects: tuple[Effect, ...] = ()
) -> Turn:
    """To the other ways.

    Args:
        session: as it is.
        notice: text key of what has just become true.
        closing: ways that are over for this visit.
        effects: what else is to be done.
    """
    closed = replace(session, closed_routes=session.closed_routes | closing)
    if not ways_of(closed):
        return Fail(closed, Trouble("no_way_left", again_at=None), effects)
    return Backward(replace(closed.without_proofs(), notice=notice), to="routes", effects=effects)


def devices_of(session: Session) -> tuple[str, ...]:
    """What the visit under way needs now; nothing while there is none."""
    if session.item is None:
        return ()
    proof = ROUTES[session.route].devices if session.route is not None and not is_known(session) else ()
    return (*session.item.settings.devices, *proof)
