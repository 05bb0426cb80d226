"""What is told of the place where somebody goes instead: where, when, what to bring, whom to call, what for."""

from datetime import datetime

from config.texts import Texts
from kiosk.elsewhere import Destination, hours_words
from kiosk.items.names import material_words
from kiosk.items.opening_hours import opening, said
from kiosk.items.working_days import WorkingDays
from kiosk.view import Language, Row


def rows(
    texts: Texts, language: Language, going: Destination, now: datetime, calendar: WorkingDays | None
) -> tuple[Row, ...]:
    """Lines for the screen; what is not known is left out.

    Args:
        texts: all words.
        language: of the person.
        going: where to.
        now: of the terminal's clock, in the zone of the hours.
        calendar: of the offices; without it nobody says whether the place is open now.
    """
    place = going.place
    is_english = language == "en"
    hours = hours_words(place.hours, language)
    if calendar is not None and not place.hours.is_always:
        key, at = said(opening(place.hours, calendar, now), now, language)
        when = texts.text(language, f"opening.{key}", **at)
        hours = f"{hours} ({when})" if is_english else f"{hours}（{when}）"
    told = (
        ("go_to", f"{place.name}, {place.where}" if is_english else f"{place.name}，{place.where}"),
        ("go_when", hours),
        ("go_bring", material_words(going.bring, language)),
        ("go_call", place.phone),
        # Last, because the person knows it: in large text a page has room for a line or two, and the place comes first.
        ("go_for", going.errand.of(language) if going.errand is not None else ""),
    )
    return tuple(Row(label=texts.text(language, f"label.{key}"), value=value) for key, value in told if value)
