"""A page of an item's guide, as the screens show it."""

from dataclasses import replace

from config.texts import Texts
from kiosk.elsewhere import hours_words
from kiosk.items.item import Item
from kiosk.items.names import material_words
from kiosk.items.names import places as registered
from kiosk.session import Session
from kiosk.view import Row, View
from kiosk.wording import abreast

NEAREST = "nearest-terminal"
"""The item of the catalogue under which the places around stand."""
_COUNTY_DIGITS = 6
"""Of a place's code: those below it are of towns and villages, and hundreds."""


def guide_page(view: View, item: Item, number: int, announced: tuple[str, ...] = ()) -> View:
    """The View with that page on it.

    Args:
        view: with the words of its buttons.
        item: whose guide.
        number: of the page, from 0; beyond the last stands the last.
        announced: what stands before the first page's lines: what is announced now, or the places around.
    """
    pages = item.settings.facts.guide
    at = min(number, len(pages) - 1)
    lines = (*(announced if at == 0 else ()), *(line.of(view.language) for line in pages[at].lines))
    rows = tuple(Row(label=f"{count}", value=line) for count, line in enumerate(lines, 1))
    told = {"title": item.settings.name.of(view.language), "lead": pages[at].title.of(view.language)}
    total = len(pages) if len(pages) > 1 else 0
    return replace(view, rows=rows, words=view.words | told, list_first=at, list_total=total, picture="page")


def places_near(texts: Texts, session: Session) -> tuple[str, ...]:
    """Each place around in a line: the machines and counters of the terminal's file, then those of the city's register.

    It says where the place is and when it is open; of the register's also which originals it takes.
    """
    language, terminal = session.look.language, session.terminal
    # A machine's name is a word of its file; people know where it stands.
    near = [
        abreast(language, one.name if one.kind != "machine" else "", one.where, hours_words(one.hours, language))
        for one in terminal.places
    ]
    known, city = registered(), terminal.city[:4]
    in_city = (one for one in known if city and one.code.startswith(city) and len(one.code) <= _COUNTY_DIGITS)
    for one in in_city:
        takes = texts.text(language, "takes.originals", what=material_words(sorted(known.originals(one)), language))
        level, hours = known.level_name(one).of(language), hours_words(known.hours(one), language)
        near.append(abreast(language, one.name, level, hours, takes))
    return tuple(near)
