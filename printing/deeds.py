"""The journal, as far as printing needs it."""

import logging
from collections.abc import Mapping
from typing import Protocol

from drivers.outcome import Outcome

log = logging.getLogger(__name__)

Facts = Mapping[str, str | int]


class DeedsError(Exception):
    """The journal could not write: disk full, read-only or failing."""


class Deeds(Protocol):
    """What returns is on the disk."""

    def intend(self, deed: str, kind: str, facts: Facts) -> None:
        """Before the world is moved.

        Raises:
            DeedsError: it could not be written, so nothing may be done.
        """

    def note(self, deed: str, kind: str, facts: Facts) -> None:
        """While it moves.

        Raises:
            DeedsError: it could not be written.
        """

    def settle(self, deed: str, kind: str, outcome: Outcome, facts: Facts) -> None:
        """When it is known what became of it.

        Raises:
            DeedsError: it could not be written; the deed stays open, and is settled at the next start.
        """


class BegunDeed:
    """One deed after it was intended: a journal that fails now stops nothing, for the world is moving already.

    Args:
        deeds: the journal.
        deed: the id.
        kind: what it was intended as.
    """

    def __init__(self, deeds: Deeds, deed: str, kind: str) -> None:
        self._deeds = deeds
        self._deed = deed
        self._kind = kind
        self.unwritten = False
        """Whether a row is missing."""

    def note(self, kind: str, facts: Facts) -> None:
        """As Deeds.note, but never raises DeedsError."""
        try:
            self._deeds.note(self._deed, kind, facts)
        except DeedsError as error:
            self._missed(kind, error)

    def settle(self, outcome: Outcome, facts: Facts) -> None:
        """As Deeds.settle, but never raises DeedsError."""
        try:
            self._deeds.settle(self._deed, self._kind, outcome, facts)
        except DeedsError as error:
            self._missed(f"{self._kind}-settled", error)

    def _missed(self, kind: str, error: DeedsError) -> None:
        self.unwritten = True
        log.warning("the journal did not take %s: %s", kind, error)
