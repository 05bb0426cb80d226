"""Can this be finished here, now, with what you hold? Said before anybody proves who they are.

From the devices' health, the paper, the hours of back end and hall, the network, where the matter ends, and what the
person has answered. Pure; looked at anew whenever the screen is drawn.
"""

from dataclasses import dataclass
from typing import Literal

from kiosk.flows.identity import ways
from kiosk.health import PLATFORM
from kiosk.items.flow_names import FLOW_NAMES, GUIDE, HALL_MAP
from kiosk.items.item import Item
from kiosk.items.opening_hours import Opening
from kiosk.items.situations import Case, Question
from kiosk.session import Session

Tone = Literal["good", "careful", "bad"]
"""Green, amber, red."""
CARD = "identity-card"
"""The material that there are other ways for: who has it not at hand may still be let through."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said in the box at the top."""

    tone: Tone
    reason: str
    """Key below `verdict` in config/texts."""
    device: str = ""
    """The part of the machine that lacks."""
    opening: Opening | None = None
    """When it is done again, or until when."""


def verdict(session: Session, item: Item) -> Verdict:
    """The first of the reasons that holds, the gravest first."""
    health, terminal = session.terminal.health, session.terminal
    if lacking := ways.missing(item, health):
        return Verdict("bad", "network" if lacking == PLATFORM else "device", device=lacking)
    if (shut := terminal.shut.get(item.id)) is not None:
        return Verdict("bad", "shut", opening=shut)
    case = case_of(session, item)
    if case is not None and not case.here:
        return Verdict("careful", "case_elsewhere")
    facts = item.settings.facts
    if item.waits_for:
        return Verdict("careful", "guide_only")
    if facts.finish != "here":
        return Verdict("careful", facts.finish)
    if item.settings.flow in (GUIDE, HALL_MAP):
        return Verdict("good", "read")
    if (closing := terminal.closing.get(item.id)) is not None:
        return Verdict("careful", "closing", opening=closing)
    if "a4_printer" in item.settings.devices and health.of("a4_printer").warnings:
        return Verdict("careful", "scarce")
    if set(needs_of(session, item)) - {CARD}:
        return Verdict("careful", "bring")
    if item.settings.routes and not ways.is_known(session) and not _has_usual_way(session, item):
        return Verdict("careful", "other_way")
    return Verdict("good", "print" if FLOW_NAMES[item.settings.flow].ends_in == "paper" else "now")


def needs_of(session: Session, item: Item) -> tuple[str, ...]:
    """Ids of what has to be brought: for the person's own case where that is known."""
    case = case_of(session, item)
    return case.needs if case is not None else item.settings.facts.needs


def spared_of(session: Session, item: Item) -> tuple[str, ...]:
    """Ids of what nobody has to bring."""
    case = case_of(session, item)
    return case.spared if case is not None else item.settings.facts.spared


def case_of(session: Session, item: Item) -> Case | None:
    """Where the answers have led; None while there are none, or not enough."""
    here = stands_at(session, item)
    return here if isinstance(here, Case) else None


def stands_at(session: Session, item: Item) -> Case | Question | None:
    """The question that is asked now, or the case; None where nothing is asked about this item."""
    situation = session.terminal.situations.get(session.choosing.situation or item.settings.facts.situation)
    return situation.at(session.choosing.way) if situation is not None else None


def _has_usual_way(session: Session, item: Item) -> bool:
    return ways.first_way(item, session.terminal.health, session.closed_routes) is not None
