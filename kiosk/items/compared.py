"""Two catalogues side by side: what is new, what is gone, and by how much it grew, as their cities count functions."""

from dataclasses import dataclass

from kiosk.items.profiles import Function, Functions


@dataclass(frozen=True, slots=True)
class Compared:
    """What changes from one catalogue to another."""

    before: int
    after: int
    added: tuple[Function, ...]
    """In the order of the newer one."""
    gone: tuple[Function, ...]
    """In the order of the older one."""

    @property
    def growth_percent(self) -> float | None:
        """By how much there are more, to a tenth; None where there was nothing to grow from."""
        return round(100 * (self.after - self.before) / self.before, 1) if self.before else None

    @property
    def new_items(self) -> tuple[str, ...]:
        """Items of which something is new, each once."""
        return tuple(dict.fromkeys(function.item for function in self.added))

    @property
    def items_gone(self) -> tuple[str, ...]:
        """Items of which something is gone, each once."""
        return tuple(dict.fromkeys(function.item for function in self.gone))


def compared(before: Functions, after: Functions) -> Compared:
    """Compare two catalogues.

    Args:
        before: the older one, or the one in use.
        after: the newer one, or the one that is wanted.
    """
    old, new = frozenset(before.found), frozenset(after.found)
    return Compared(
        before=len(before.found),
        after=len(after.found),
        added=tuple(function for function in after.found if function not in old),
        gone=tuple(function for function in before.found if function not in new),
    )
