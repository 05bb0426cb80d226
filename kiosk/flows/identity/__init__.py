"""Who stands there? The steps that a flow puts before anything personal: consent, a way, and the steps of that way.

What each way proves and needs stands in kiosk/items/routes.py. An identity holds for the whole visit: an item that
accepts the way it was proven by asks for nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from kiosk.flows.identity.agent import STEPS as AGENT
from kiosk.flows.identity.card_code import LAY_CARD
from kiosk.flows.identity.card_code import STEPS as CARD_CODE
from kiosk.flows.identity.card_face import STEPS as CARD_FACE
from kiosk.flows.identity.choose import CONSENT, ROUTES
from kiosk.flows.identity.heard import HEARD
from kiosk.flows.identity.helper import STEPS as HELPER
from kiosk.flows.identity.permit import STEPS as PERMIT
from kiosk.flows.identity.phone_code import STEPS as PHONE_CODE
from kiosk.flows.identity.social_security import STEPS as SOCIAL_SECURITY
from kiosk.flows.identity.typed_face import STEPS as TYPED_FACE
from kiosk.flows.identity.ways import is_known
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.session import Level
from kiosk.step import Step, Steps

_STEPS: Mapping[Route, Steps] = MappingProxyType(
    {
        "card": (LAY_CARD,),
        "card_code": CARD_CODE,
        "card_face": CARD_FACE,
        "phone_code": PHONE_CODE,
        "social_security": SOCIAL_SECURITY,
        "permit": PERMIT,
        "typed_face": TYPED_FACE,
        "helper": HELPER,
        "agent": AGENT,
    }
)
DOT = 3
"""All steps of a way stand for one of the person's step dots."""


def steps(item: Item, route: Route | None) -> Steps:
    """The identity steps of an item by a way; without one, they end at the choice."""
    if item.settings.level == Level.NOBODY:
        return ()
    way = _STEPS[route] if route is not None else ()
    return (CONSENT, ROUTES, *(_of_a_way(step) for step in way), *((HEARD,) if way else ()))


def proven(item: Item) -> Item:
    """An item that asks for nobody, as whoever has to be known there all the same finds it."""
    return replace(item, settings=item.settings.model_copy(update={"level": Level.CARD_AND_FACTOR.value}))


def _of_a_way(step: Step) -> Step:
    return replace(step.unless(is_known), is_proof=True, dot=DOT)
