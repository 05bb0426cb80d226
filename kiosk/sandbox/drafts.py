"""Forms that somebody began: sealed, one a person and item, found by a code that is stored as its hash only."""

import secrets
from datetime import datetime, timedelta

from drivers.clock import BEIJING
from kiosk.platform.submission_values import Draft, DraftPlace, DraftRequest
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.documents import ALPHABET
from kiosk.sandbox.province import DAY_S, Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import digest

CODE_LENGTH = 8
"""8 of 31 characters are 39 bits; a code opens nothing but the name of an item, and wrong ones are counted."""
KEPT_DAYS = 30
WRONG_A_DAY = 50
"""Wrong codes from one terminal (our choice, as for cases)."""
_WRONG = "wrong draft code"


class Drafts:
    """All that are kept.

    Args:
        province: what is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store

    def keep(self, subject: str, wanted: DraftRequest) -> Draft:
        """Keep it instead of the one before."""
        now = self._province.clock.now()
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        draft = Draft(
            code=code,
            link=f"https://drafts.sandbox.invalid/d/{code}",
            item=wanted.item,
            answers=wanted.answers,
            enterprise=wanted.enterprise,
            saved_at=now,
            kept_until=now + timedelta(days=KEPT_DAYS),
        )
        self._store.rows(
            "INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)",
            subject,
            wanted.item,
            digest(draft.code),
            self._store.seal(draft.model_dump_json()),
            now.timestamp(),
        )
        return draft

    def of(self, subject: str, item: str) -> Draft | None:
        """The person's draft of an item."""
        row = self._store.row("SELECT sealed FROM drafts WHERE subject = ? AND item = ?", subject, item)
        draft = Draft.model_validate_json(self._store.opened(row["sealed"])) if row is not None else None
        return draft if draft is not None and draft.kept_until > self._now() else None

    def place(self, terminal: str, code: str) -> DraftPlace:
        """What a code leads to.

        Raises:
            RefusalError: NOTHING_FOUND, TOO_MANY_TRIES.
        """
        if self._province.marks(_WRONG, terminal, DAY_S) >= WRONG_A_DAY:
            raise RefusalError(ErrorCode.TOO_MANY_TRIES)
        row = self._store.row("SELECT subject, item FROM drafts WHERE code_hash = ?", digest(code))
        if row is None or self.of(row["subject"], row["item"]) is None:
            self._province.mark(_WRONG, terminal)
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        return DraftPlace(code=code, item=row["item"])

    def forget(self, subject: str, item: str) -> None:
        """What was handed in is no draft any more."""
        self._store.rows("DELETE FROM drafts WHERE subject = ? AND item = ?", subject, item)

    def _now(self) -> datetime:
        return self._province.clock.now().astimezone(BEIJING)
