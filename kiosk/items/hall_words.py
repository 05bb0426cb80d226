"""A way through the hall in plain sentences, at most four for each floor."""

from typing import Final, Protocol

from kiosk.items.hall_ways import Leg, Way

MOST: Final = 3
"""Stretches that are told one by one; of more, the middle ones are one sentence that points to the line."""


class Tells(Protocol):
    """A text of config/texts in the person's language."""

    def __call__(self, key: str, **values: object) -> str:
        """The text [hall_way.<key>]."""


def metres_of(leg: Leg) -> int:
    """How far it is on that floor."""
    return sum(one.metres for one in leg.stretches)


def sentences(tells: Tells, way: Way, number: int, language: str) -> tuple[str, ...]:
    """What somebody does on one floor.

    Args:
        tells: finds the texts.
        way: the whole of it.
        number: of the leg, from 0.
        language: of kiosk.view.Language, for the names.
    """
    leg = way[number]
    told: list[str] = []
    middle = leg.stretches[1:-1] if len(leg.stretches) > MOST else ()
    for place, stretch in enumerate(leg.stretches):
        if middle and 0 < place < len(leg.stretches) - 1:
            if place == 1:
                told.append(tells("middle", metres=sum(one.metres for one in middle)))
            continue
        begins = ("out" if number else "start") if place == 0 else "then"
        told.append(tells(f"{begins}_{stretch.turn}", metres=stretch.metres))
    name = leg.to.name.of(language)
    if number + 1 < len(way):
        floor = way[number + 1].floor.name.of(language)
        by = leg.to.kind if leg.to.kind in ("lift", "stairs") else "passage"
        return (*told, tells(f"by_{by}", name=name, floor=floor))
    return (*told, tells(f"there_{leg.side}", name=name))
