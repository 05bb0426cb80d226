"""The home screen where there is more than fits it: groups of things to do; in large text four calm tiles.

Every item is reached in three touches at most: 全部, its group, itself.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, get_args

from kiosk.items.facts import Group
from kiosk.items.item import Item
from kiosk.over import asides
from kiosk.session import Session

FEW: Final = 6
"""So many choices stand on one page (ISO 9241-110, Seoul 2022: at most six); in large text four."""
COMMON: Final = 8
GROUPS: Final[tuple[str, ...]] = get_args(Group)
ALL: Final = "all"
ELDER: Final = ("elder-print", "elder-social", "elder-pay", "elder-help", ALL)
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
}
"""The drawn sign of each shelf."""


def can_be_tried(item: Item) -> bool:
    """Whether a visit for it can be practised: only this record is invented (kiosk/practice.py)."""
    return (item.settings.record, item.settings.flow) == ("ss-enrolment", "print_certificate")


def shelved(offered: Sequence[Item], shelf: str, *, is_elder: bool) -> tuple[Item | str, ...]:
    """What the home screen shows: items, and shelves by their names.

    Args:
        offered: what this terminal has.
        shelf: the one that was opened; empty on the home screen itself.
        is_elder: large text, or a hall whose home is the elder's.
    """
    if shelf:
        return _on(offered, shelf)
    if len(offered) <= FEW:
        return tuple(offered)
    if not is_elder:
        return _groups(offered)
    return tuple(name for name in ELDER if name == "elder-help" or _on(offered, name))


def _groups(offered: Sequence[Item]) -> tuple[str, ...]:
    there = {item.settings.group for item in offered}
    return tuple(group for group in GROUPS if group in there)


def _on(offered: Sequence[Item], shelf: str) -> tuple[Item | str, ...]:
    match shelf:
        case "elder-print":
            return tuple(item for item in offered if item.settings.facts.type == "print")
        case "elder-social":
            return tuple(item for item in offered if item.settings.group == "social-security")
        case "elder-pay":
            return tuple(item for item in offered if item.settings.facts.type == "pay")
        case "elder-common":
            return _common(offered)
        case "all":
            return ("elder-common", *_groups(offered))
    return tuple(item for item in offered if item.settings.group == shelf)


def _common(offered: Sequence[Item]) -> tuple[Item, ...]:
    """Those that end here and now come first, in the profile's order."""
    ranks = ("print", "query", "pay", "apply", "guide")
    return tuple(sorted(offered, key=lambda item: ranks.index(item.settings.facts.type))[:COMMON])


def opened(session: Session, chosen: str) -> Session | None:
    """The home screen with that shelf open; None where no shelf is called so."""
    if chosen == "elder-help":
        return asides.opened(session, "help")
    if chosen not in SIGNS:
        return None
    return replace(session, shelf=chosen, turns=session.turns + 1, notice="")


def closed(session: Session) -> Session:
    """Back to where the shelf was opened."""
    is_below_all = session.is_elder_home and session.shelf in (*GROUPS, "elder-common")
    upper = ALL if is_below_all else ""
    return replace(session, shelf=upper, turns=session.turns + 1)
