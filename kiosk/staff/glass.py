"""Whose View is on the glass: the visit's, or the staff's while somebody of them stands there."""

import threading
from collections.abc import Callable

from kiosk.view import View

STAFF_PAGES = 1 << 30
"""The staff's pages count from here: a touch says whose screen it was meant for, whatever changed meanwhile."""


class Glass:
    """Lets one of two through.

    Args:
        visit: shows a View of a visit by way of `show_said`, and says it.
        plain: shows a View as it is.
    """

    def __init__(self, visit: Callable[[View], None], plain: Callable[[View], None]) -> None:
        self._visit = visit
        self._plain = plain
        self._guard = threading.Lock()
        self._newest: View | None = None
        self._is_staffs = False

    @property
    def is_staffs(self) -> bool:
        """Whether the staff's View is shown."""
        return self._is_staffs

    def show_visit(self, view: View) -> None:
        """The visit's newest View; it waits while staff stand there."""
        with self._guard:
            self._newest = view
            is_staffs = self._is_staffs
        # Not under the guard: what says it has one of its own, under which it calls `show_said`.
        if not is_staffs:
            self._visit(view)

    def show_said(self, view: View) -> None:
        """What the voice makes of a visit's View: dropped while staff stand there."""
        with self._guard:
            if not self._is_staffs:
                self._plain(view)

    def show_staff(self, view: View) -> None:
        """The staff's View."""
        with self._guard:
            self._is_staffs = True
            self._plain(view)

    def give_back(self) -> None:
        """Staff have left: what became of the visit's View meanwhile is shown."""
        shown: View | None = None
        with self._guard:
            self._is_staffs = False
        while True:
            with self._guard:
                if self._newest is shown:
                    return
                shown = self._newest
            if shown is not None:
                self._visit(shown)
