"""The medicals that terminals have laid before doctors: sealed, one row each, and how each stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from kiosk.platform.examining_values import ExaminationRequest, SignedExamination
from kiosk.platform.values import Value
from kiosk.sandbox.province import Province

GONE = timedelta(seconds=45)
"""Nobody is before a terminal that has not asked for so long."""
State = Literal["waiting", "seen", "signed", "over"]


class Written(Value):
    """What the desk keeps of one, sealed."""

    model_config = ExaminationRequest.model_config

    number: str
    """Of the person."""
    subject: str
    visit: str
    request: ExaminationRequest
    doctor: str = ""
    offer: str = ""
    """The terminal's side of the call."""
    answer: str = ""
    """The doctor's."""
    signed: SignedExamination | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """One of the book."""

    examination_no: str
    state: State
    asked: datetime
    """When its terminal asked last."""
    written: Written


class ExaminationBook:
    """All of them.

    Args:
        province: whose.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS examinations (number TEXT PRIMARY KEY, subject TEXT NOT NULL,"
            " state TEXT NOT NULL, asked REAL NOT NULL, sealed BLOB NOT NULL) STRICT"
        )

    def begin(self, written: Written) -> str:
        """Write a new one; gives its number."""
        count = self._store.row("SELECT count(*) FROM examinations")
        number = f"TJ{self._now():%Y%m%d}{(int(count[0]) if count else 0) + 1:08d}"
        sealed = self._store.seal(written.model_dump_json())
        at = self._now().timestamp()
        self._store.rows(
            "INSERT INTO examinations VALUES (?, ?, ?, ?, ?)", number, written.subject, "waiting", at, sealed
        )
        return number

    def of(self, examination_no: str) -> Examination | None:
        """The one of that number."""
        row = self._store.row("SELECT number, state, asked, sealed FROM examinations WHERE number = ?", examination_no)
        if row is None:
            return None
        written = Written.model_validate_json(self._store.opened(row["sealed"]))
        asked = datetime.fromtimestamp(row["asked"], tz=self._now().tzinfo)
        return Examination(str(row["number"]), row["state"], asked, written)

    def passed(self, subject: str) -> list[str]:
        """Numbers of those that a doctor has signed as fit."""
        rows = self._listed("SELECT number FROM examinations WHERE subject = ? ORDER BY number", subject)
        signed = ((one, one.written.signed) for one in rows)
        return [one.examination_no for one, word in signed if word is not None and word.word.result == "合格"]

    def waiting(self) -> list[Examination]:
        """Those before whom somebody stands, the first first."""
        rows = self._listed("SELECT number FROM examinations WHERE state IN ('waiting', 'seen') ORDER BY number")
        return [one for one in rows if self.is_there(one)]

    def ahead(self, examination_no: str) -> int:
        """How many wait before it."""
        sql = "SELECT count(*) FROM examinations WHERE state = 'waiting' AND number < ? AND asked > ?"
        row = self._store.row(sql, examination_no, (self._now() - GONE).timestamp())
        return int(row[0]) if row else 0

    def is_there(self, found: Examination) -> bool:
        """Whether somebody still stands before its terminal."""
        return self._now() - found.asked <= GONE

    def was_asked(self, found: Examination) -> None:
        """Its terminal asks how it stands."""
        at = self._now().timestamp()
        self._store.rows("UPDATE examinations SET asked = ? WHERE number = ?", at, found.examination_no)

    def put(self, found: Examination, state: State, **changed: object) -> None:
        """Write how it stands now."""
        written = found.written.model_copy(update=changed)
        sealed = self._store.seal(written.model_dump_json())
        self._store.rows(
            "UPDATE examinations SET state = ?, sealed = ? WHERE number = ?", state, sealed, found.examination_no
        )

    def count(self) -> dict[str, int]:
        """How many, by how they stand."""
        rows = self._store.rows("SELECT state, count(*) FROM examinations GROUP BY state")
        return {str(row[0]): int(row[1]) for row in rows}

    def _listed(self, sql: str, *values: object) -> list[Examination]:
        found = (self.of(str(row["number"])) for row in self._store.rows(sql, *values))
        return [one for one in found if one is not None]

    def _now(self) -> datetime:
        return self._province.clock.now()
