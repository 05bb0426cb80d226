"""People who bring papers for an application, for demo, `kiosk visit` and process tests: a sheet lies on the glass."""

from kiosk.hall.copying_people import lay_paper
from kiosk.items.item import Item

__all__ = ["DEVICES", "lay_paper", "wants_papers"]

DEVICES = ("document_scanner", "signature_pad")
"""What somebody needs who scans papers and signs promises."""


def wants_papers(item: Item) -> bool:
    """Whether something has to lie with the application."""
    return item.settings.apply is not None and bool(item.settings.apply.materials)
