"""How a visit proceeds: each flow is a table of steps. A new one is a file here and a line below."""

from collections.abc import Callable
from types import MappingProxyType

from kiosk.catalogue import Item
from kiosk.flows import print_certificate
from kiosk.step import Steps

FLOWS: MappingProxyType[str, Callable[[Item], Steps]] = MappingProxyType(
    {
        "print_certificate": print_certificate.steps,
    }
)


def steps_of(item: Item) -> Steps:
    """The table of an item's flow."""
    return FLOWS[item.settings.flow](item)
