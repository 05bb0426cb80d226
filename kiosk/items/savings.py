"""What a person is spared, by the item's own file: papers that were asked for before, and trips."""

from typing import NamedTuple

from kiosk.items.facts import Facts


class Savings(NamedTuple):
    """Counted against how it was before."""

    materials: int
    trips: int


def savings_of(facts: Facts) -> Savings:
    """Of an item; zeros where its file does not say how it was before."""
    if facts.before is None:
        return Savings(0, 0)
    return Savings(max(0, facts.before.materials - len(facts.needs)), max(0, facts.before.trips - facts.trips))
