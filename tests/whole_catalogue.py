"""All items, read once a test run: reading them takes half a second."""

from functools import cache

from kiosk.flows import FLOWS
from kiosk.items.catalogue import Catalogue, load_catalogue


def whole_catalogue() -> Catalogue:
    """Every item by its id; a copy, so that nobody changes it for the next test."""
    return dict(_read())


@cache
def _read() -> Catalogue:
    return load_catalogue(frozenset(FLOWS))
