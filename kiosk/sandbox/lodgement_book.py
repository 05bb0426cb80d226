"""What terminals have lodged, by the deed's id: the same deed always gets the same answer, and none is taken twice."""

from collections.abc import Callable
from typing import TypeVar

from kiosk.platform.values import ErrorCode, Value
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import Store, digest

V = TypeVar("V", bound=Value)
_NEVER = "never"
"""Stands where the question would: somebody has asked what became of the deed before it came."""


class LodgementBook:
    """Keeps them among the store's other replies.

    Args:
        store: the sandbox's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def once(
        self, terminal: str, path: str, deed: str, request: Value, who: str, kind: type[V], make: Callable[[], V]
    ) -> V:
        """Take it, or give the first answer again.

        Args:
            terminal: who lodges it.
            path: of the desk.
            deed: its id.
            request: what is wanted.
            who: pseudonym of the person; empty for nobody.
            kind: of the answer.
            make: does it.

        Raises:
            RefusalError: CONFLICT: the id was used for something else, or it was asked about before it came.
        """
        asked = digest(who + request.model_dump_json())
        earlier = self._row(terminal, path, deed)
        if earlier is None:
            answer = make()
            self._write(terminal, path, deed, asked, answer.model_dump_json())
            return answer
        if earlier[0] != asked:
            raise RefusalError(ErrorCode.CONFLICT)
        return kind.model_validate_json(earlier[1])

    def outcome(self, terminal: str, path: str, deed: str, kind: type[V]) -> V:
        """What became of it; one that has not come by now is never taken.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        found = self._row(terminal, path, deed)
        if found is None:
            self._write(terminal, path, deed, _NEVER, "")
        if found is None or found[0] == _NEVER:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        return kind.model_validate_json(found[1])

    def count(self, path: str) -> int:
        """How many were ever taken there."""
        found = self._store.row("SELECT count(*) FROM replies WHERE path = ? AND asked != ?", path, _NEVER)
        return int(found[0]) if found else 0

    def _row(self, terminal: str, path: str, deed: str) -> tuple[str, str] | None:
        row = self._store.row(
            "SELECT asked, sealed FROM replies WHERE terminal = ? AND path = ? AND key = ?", terminal, path, deed
        )
        return (str(row["asked"]), self._store.opened(row["sealed"])) if row is not None else None

    def _write(self, terminal: str, path: str, deed: str, asked: str, answer: str) -> None:
        self._store.rows(
            "INSERT INTO replies VALUES (?, ?, ?, ?, ?)", terminal, path, deed, asked, self._store.seal(answer)
        )
