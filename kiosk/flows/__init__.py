"""How a visit proceeds: each flow is a table of steps. A new one is a file here and a line below."""

from collections.abc import Callable
from functools import cache
from types import MappingProxyType

from config.toml_file import SettingsError
from kiosk.flows import (
    agent,
    apply,
    appointment,
    before_start,
    coach_ticket,
    complaint,
    copy_card,
    copy_document,
    deposit,
    driver_medical,
    endorse,
    guide,
    hall_map,
    licence_copy,
    mailing,
    pay_bill,
    photo,
    pick_up,
    policies,
    print_certificate,
    print_file,
    progress,
    qr_wall,
    query,
    rating,
    resume,
    settle_offence,
    to_phone,
    verify_document,
)
from kiosk.items.catalogue import Catalogue, Item
from kiosk.items.routes import ROUTES, Route
from kiosk.step import Steps

FLOWS: MappingProxyType[str, Callable[[Item, Route | None], Steps]] = MappingProxyType(
    {
        "print_certificate": print_certificate.steps,
        "query": query.steps,
        "licence_copy": licence_copy.steps,
        "verify_document": verify_document.steps,
        "guide": guide.steps,
        "hall_map": hall_map.steps,
        "progress": progress.steps,
        "pick_up": pick_up.steps,
        "deposit": deposit.steps,
        "agent": agent.steps,
        "endorse": endorse.steps,
        "copy_card": copy_card.steps,
        "copy_document": copy_document.steps,
        "print_file": print_file.steps,
        "photo": photo.steps,
        "driver_medical": driver_medical.steps,
        "qr_wall": qr_wall.steps,
        "mailing": mailing.steps,
        "appointment": appointment.steps,
        "coach_ticket": coach_ticket.steps,
        "complaint": complaint.steps,
        "policies": policies.steps,
        "rating": rating.steps,
        "pay_bill": pay_bill.steps,
        "settle_offence": settle_offence.steps,
        "apply": apply.steps,
        "resume": resume.steps,
        "to_phone": to_phone.steps,
    }
)


def check(catalogue: Catalogue) -> None:
    """Hold every item against its flow before anyone can choose it.

    Raises:
        SettingsError: naming the item and what is wrong: its level does not open the flow's steps. (Whether its layout
            fits its record, the catalogue has looked up.)
    """
    for item in catalogue.values():
        for route in (None, *item.settings.routes):
            needed = max(step.needs for step in steps_of(item, route))
            if needed > reached(item, route):
                raise SettingsError(
                    f"item {item.id}: 'level' {item.settings.level} is below {needed}, which its flow needs"
                )


def reached(item: Item, route: Route | None) -> int:
    """The level that a visit comes to by a way: the item's own, or what the way proves where it is gone at all."""
    is_gone = route is not None and any(step.is_proof for step in steps_of(item, route))
    return max(item.settings.level, ROUTES[route].proves) if route is not None and is_gone else item.settings.level


@cache
def steps_of(item: Item, route: Route | None) -> Steps:
    """The table of an item's flow, by the way of proving identity that is under way.

    Kept: every event and every View asks for it several times, and of a long flow it takes a millisecond.
    """
    return (*before_start.STEPS, *FLOWS[item.settings.flow](item, route))
