"""Which layout a paper of the platform has: that of the item's file, otherwise the one of its kind of record."""

from functools import cache

from kiosk.catalogue import Catalogue, whole_catalogue
from printing.layout_schema import DrawnLayout, Layout, SlipLayout
from printing.layouts import LayoutError, layout_ids, load_any


def name_of_item(item: str) -> str:
    """What the item is called; empty where there is no such item."""
    known = _items().get(item)
    return known.settings.name.of("zh-Hans") if known is not None else ""


def layout_of(item: str, record: str) -> str:
    """Id of the layout.

    Raises:
        LayoutError: no layout is made for such a record.
    """
    known = _items().get(item)
    if known is not None and known.settings.layout:
        return known.settings.layout
    return _by_record()[record]


def paper_of(item: str, record: str) -> Layout | DrawnLayout:
    """The layout itself.

    Raises:
        LayoutError: it is a slip, or there is none.
    """
    found = load_any(layout_of(item, record))
    if isinstance(found, SlipLayout):
        raise LayoutError(f"layout of {item}: is a slip")
    return found


@cache
def _items() -> Catalogue:
    return whole_catalogue()


@cache
def _by_record() -> dict[str, str]:
    return {load_any(name).record: name for name in reversed(layout_ids())}
