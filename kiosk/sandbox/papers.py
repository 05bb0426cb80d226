"""What the item's file says of a paper: its layout, otherwise the one of its kind of record; its copies in a day."""

from collections.abc import Mapping
from functools import cache

from kiosk.items.catalogue import Catalogue, whole_catalogue
from kiosk.items.facts import CopyLimits
from kiosk.platform.provinces import load_province
from kiosk.sandbox.places import Land
from printing.layout_schema import DrawnLayout, Layout, SlipLayout
from printing.layouts import LayoutError, layout_ids, load_any


def name_of_item(item: str) -> str:
    """What the item is called; empty where there is no such item."""
    known = items().get(item)
    return known.settings.name.of("zh-Hans") if known is not None else ""


def copies_a_day_of(item: str) -> int:
    """How many documents of it one person gets in a day; the usual number for what is no item."""
    known = items().get(item)
    return (known.settings.facts.copies if known is not None else CopyLimits()).a_day


def layout_of(item: str, record: str, land: Land) -> str:
    """Id of the layout; a province may have papers of its own.

    Raises:
        LayoutError: no layout is made for such a record.
    """
    known = items().get(item)
    named = known.settings.layout if known is not None and known.settings.layout else _by_record()[record]
    return _own_papers(land.id).get(named, named)


def paper_of(item: str, record: str, land: Land) -> Layout | DrawnLayout:
    """The layout itself.

    Raises:
        LayoutError: it is a slip, or there is none.
    """
    found = load_any(layout_of(item, record, land))
    if isinstance(found, SlipLayout):
        raise LayoutError(f"layout of {item}: is a slip")
    return found


@cache
def items() -> Catalogue:
    """Everything that a terminal may offer; read once."""
    return whole_catalogue()


@cache
def _own_papers(province: str) -> Mapping[str, str]:
    return load_province(province).papers


@cache
def _by_record() -> dict[str, str]:
    return {load_any(name).record: name for name in reversed(layout_ids())}
