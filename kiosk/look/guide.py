"""A page of an item's guide, as the screens show it."""

from dataclasses import replace

from kiosk.items.item import Item
from kiosk.view import Row, View


def guide_page(view: View, item: Item, number: int, announced: tuple[str, ...] = ()) -> View:
    """The View with that page on it.

    Args:
        view: with the words of its buttons.
        item: whose guide.
        number: of the page, from 0; beyond the last stands the last.
        announced: what stands before the first page's lines.
    """
    pages = item.settings.facts.guide
    at = min(number, len(pages) - 1)
    lines = (*(announced if at == 0 else ()), *(line.of(view.language) for line in pages[at].lines))
    rows = tuple(Row(label=f"{count}", value=line) for count, line in enumerate(lines, 1))
    told = {"title": item.settings.name.of(view.language), "lead": pages[at].title.of(view.language)}
    total = len(pages) if len(pages) > 1 else 0
    return replace(view, rows=rows, words=view.words | told, list_first=at, list_total=total, picture="page")
