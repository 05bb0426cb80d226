"""What goes on which page: blocks one below the other, broken where a reader would break them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from printing.page import Page


class Ruled(Protocol):
    """A table as far as breaking it concerns: what stands at the foot of a page and at the head of the next."""

    def at_break(self) -> "Block | None":
        """The subtotal, below the last row of a page."""

    def after_break(self) -> "Sequence[Block]":
        """Heads and what was brought forward."""

    @property
    def reserve(self) -> float:
        """Points that `at_break` takes."""


@dataclass(slots=True)
class Block:
    """What is never torn."""

    height: float
    put: Callable[[Page], None]
    """Draws it below page.y; the flow moves page.y afterwards."""
    keeps: bool = False
    """Stays on one page with the block below."""
    table: Ruled | None = None
    """The table it is a row of; its heads are repeated when the page ends before it."""
    is_space: bool = False
    """White that a new page does not begin with."""


def _reserve_after(blocks: Sequence[Block], last: int) -> float:
    """Points to be left for a subtotal, in case the page ends behind this block."""
    table = blocks[last].table
    return table.reserve if table is not None else 0.0


def _group_end(blocks: Sequence[Block], first: int) -> int:
    last = first
    while blocks[last].keeps and last + 1 < len(blocks):
        last += 1
    return last


def flow(pages: list[Page], blocks: Sequence[Block], next_page: Callable[[], Page]) -> None:
    """Put all blocks on pages.

    Args:
        pages: the last of them is being filled; `next_page` adds to them.
        blocks: from top to bottom.
        next_page: begins a page with its own head.
    """
    first = 0
    while first < len(blocks):
        if blocks[first].is_space and pages[-1].room() < blocks[first].height + _need(blocks, first + 1):
            if pages[-1].y < pages[-1].fresh - 0.01:
                next_page()
            first += 1
            continue
        last = _group_end(blocks, first)
        if pages[-1].room() < _height(blocks, first, last):
            last = _fitting(pages, blocks, first, last, next_page)
        for block in blocks[first : last + 1]:
            block.put(pages[-1])
            pages[-1].y -= block.height
        first = last + 1


def _height(blocks: Sequence[Block], first: int, last: int) -> float:
    return sum(block.height for block in blocks[first : last + 1]) + _reserve_after(blocks, last)


def _need(blocks: Sequence[Block], first: int) -> float:
    return _height(blocks, first, _group_end(blocks, first)) if first < len(blocks) else 0.0


def _fitting(pages: list[Page], blocks: Sequence[Block], first: int, last: int, next_page: Callable[[], Page]) -> int:
    """Break the page before a group, and give the last block of it that the new page holds."""
    table = blocks[first].table
    goes_on = table is not None and first > 0 and blocks[first - 1].table is table
    if table is not None and goes_on:
        subtotal = table.at_break()
        if subtotal is not None:
            subtotal.put(pages[-1])
            pages[-1].y -= subtotal.height
    if pages[-1].y < pages[-1].fresh - 0.01:  # a page without parts need not be left
        next_page()
    if table is not None and goes_on:
        for block in table.after_break():
            block.put(pages[-1])
            pages[-1].y -= block.height
    while last > first and pages[-1].room() < _height(blocks, first, last):
        last -= 1
    return last
