"""The home screen where there is more than fits it: groups of things to do; in large text four calm tiles.

Every item is reached in three touches at most: 全部, its group, itself. What is asked for most is reached in one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

from kiosk.items.facts import Group
from kiosk.items.item import Item
from kiosk.over import asides, finding
from kiosk.session import Session

FEW: Final = 6
"""So many choices stand on one page (ISO 9241-110, Seoul 2022: at most six); in large text four."""
COMMON: Final = 8
MOST_COMMON: Final = 2
"""So many items stand before the groups (our choice: one line of tiles)."""
GROUPS: Final[tuple[str, ...]] = get_args(Group)
ALL: Final = "all"
CITIES: Final = "cities"
CITY: Final = "city-"
"""With its division code the name of another city's shelf."""
ELDER: Final = ("elder-print", "elder-social", "elder-pay", "elder-help")
"""The four calm tiles; all else lies behind a button below them."""
SIGNS: Final = {
    "business": "platform",
    "civil-affairs": "helper",
    "social-security": "shield",
    "housing-fund": "fund",
    "household": "house",
    "licences": "card",
    "disability": "hand",
    "tax": "tax",
    "everyday": "phone",
    "elder-print": "certificate",
    "elder-social": "shield",
    "elder-pay": "fund",
    "elder-help": "helper",
    "elder-common": "tick",
    ALL: "search",
    CITIES: "globe",
}
"""The drawn sign of each shelf."""


def can_be_tried(item: Item) -> bool:
    """Whether a visit for it can be practised: only this record is invented (kiosk/practice.py)."""
    return (item.settings.record, item.settings.flow) == ("ss-enrolment", "print_certificate")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a home screen has to show."""

    items: Sequence[Item]
    """All that this terminal has, or all that another city's back end does here."""
    common: tuple[str, ...] = ()
    """Ids of what is asked for most, the first one most of all; the kind of an item decides where none is named."""
    cities: tuple[str, ...] = ()
    """Other cities that are served."""


def offer_of(session: Session, items: Sequence[Item]) -> Offer:
    """For the city that was chosen; for the terminal's own otherwise.

    Args:
        session: as it is.
        items: that the devices fitted here allow.
    """
    terminal, city = session.terminal, session.choosing.home_city
    if city:
        return Offer([item for item in items if item.settings.facts.is_done_for(city, terminal.city)])
    if session.is_practice:
        return Offer([item for item in items if can_be_tried(item)])
    return Offer(items, terminal.common, terminal.cities[1:])


def shelved(offer: Offer, shelf: str, *, is_elder: bool) -> tuple[Item | str, ...]:
    """What the home screen shows: items, and shelves by their names.

    Args:
        offer: what there is.
        shelf: the one that was opened; empty on the home screen itself.
        is_elder: large text, or a hall whose home is the elder's.
    """
    offered = offer.items
    if shelf:
        return _on(offer, shelf)
    if not is_much(offer):
        return (*offered, *_cities(offer))
    if not is_elder:
        most = _common(offer)[:MOST_COMMON] if offer.common else ()
        return (*most, *_groups(offered), *_cities(offer))
    return tuple(name for name in ELDER if name == "elder-help" or _on(offer, name))


def is_much(offer: Offer) -> bool:
    """Whether it is more than one page of tiles."""
    return len(offer.items) > FEW


def _cities(offer: Offer) -> tuple[str, ...]:
    return (CITIES,) if offer.cities else ()


def _groups(offered: Sequence[Item]) -> tuple[str, ...]:
    there = {item.settings.group for item in offered}
    return tuple(group for group in GROUPS if group in there)


def _on(offer: Offer, shelf: str) -> tuple[Item | str, ...]:
    offered = offer.items
    match shelf:
        case "elder-print":
            return tuple(sorted(_of_type(offered, "print"), key=lambda item: _rank(offer, item)))
        case "elder-social":
            return tuple(item for item in offered if item.settings.group == "social-security")
        case "elder-pay":
            return _of_type(offered, "pay")
        case "elder-common":
            return _common(offer)
        case "all":
            return ("elder-common", *_groups(offered), *_cities(offer))
        case "cities":
            return tuple(f"{CITY}{code}" for code in offer.cities)
    return tuple(item for item in offered if item.settings.group == shelf)


def _of_type(offered: Sequence[Item], kind: str) -> tuple[Item, ...]:
    return tuple(item for item in offered if item.settings.facts.type == kind)


def _common(offer: Offer) -> tuple[Item, ...]:
    """Those that are named come first, then those that end here and now, in the profile's order."""
    ranks = ("print", "query", "pay", "apply", "guide")
    ranked = sorted(offer.items, key=lambda item: (_rank(offer, item), ranks.index(item.settings.facts.type)))
    return tuple(ranked[:COMMON])


def _rank(offer: Offer, item: Item) -> int:
    return offer.common.index(item.id) if item.id in offer.common else len(offer.common)


def opened(session: Session, chosen: str) -> Session | None:
    """The home screen with that shelf open; None where no shelf is called so."""
    if chosen == "elder-help":
        return asides.opened(session, "help")
    if chosen == finding.FIND:
        return finding.opened(session)
    city = chosen.removeprefix(CITY)
    if city != chosen and city in session.terminal.cities:
        there = replace(session.choosing, home_city=city)
        return replace(session, shelf="", choosing=there, turns=session.turns + 1, notice="")
    if chosen not in SIGNS:
        return None
    return replace(session, shelf=chosen, turns=session.turns + 1, notice="")


def closed(session: Session) -> Session:
    """Back to where the shelf was opened."""
    turned = replace(session, turns=session.turns + 1)
    if not session.shelf:
        return replace(turned, shelf=CITIES, choosing=replace(session.choosing, home_city=""))
    is_below_all = session.is_elder_home and session.shelf in (*GROUPS, "elder-common", CITIES)
    return replace(turned, shelf=ALL if is_below_all else "")


def is_open(session: Session) -> bool:
    """Whether something is open on the home screen that can be closed."""
    return bool(session.shelf or session.choosing.home_city)
