"""How a visit proceeds: each flow is a table of steps. A new one is a file here and a line below."""

from collections.abc import Callable
from types import MappingProxyType

from config.toml_file import SettingsError
from kiosk.catalogue import Catalogue, Item
from kiosk.flows import print_certificate
from kiosk.routes import Route
from kiosk.step import Steps
from printing.layouts import LayoutError

FLOWS: MappingProxyType[str, Callable[[Item, Route | None], Steps]] = MappingProxyType(
    {
        "print_certificate": print_certificate.steps,
    }
)


def check(catalogue: Catalogue) -> None:
    """Hold every item against its flow before anyone can choose it.

    Raises:
        SettingsError: naming the item and what is wrong: its level does not open the flow's steps, or its layout names
            something that the record has not got.
    """
    for item in catalogue.values():
        needed = max(step.needs for route in (None, *item.settings.routes) for step in steps_of(item, route))
        if needed > item.settings.level:
            raise SettingsError(
                f"item {item.id}: 'level' {item.settings.level} is below {needed}, which its flow needs"
            )
        try:
            print_certificate.check_layout(item)
        except LayoutError as error:
            raise SettingsError(f"printing/layouts/{item.settings.layout}.toml: {error}") from error


def steps_of(item: Item, route: Route | None) -> Steps:
    """The table of an item's flow, by the way of proving identity that is under way."""
    return FLOWS[item.settings.flow](item, route)
