"""What people said to the traffic police of the test province: accepted and decided, or contested."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from drivers.clock import BEIJING
from kiosk.masking import masked_name
from kiosk.platform.service_values import CaseFile, CaseStage
from kiosk.sandbox.case_numbers import query_code
from kiosk.sandbox.cases import calendar, link
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.province import Province
from printing.records.hall import Progress

OFFICE = "样例交警支队（演示）"
DAYS = 15
"""Working days in which an officer answers (our choice)."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer."""

    bill: str
    answer: str
    number: str
    at: datetime


class OffenceBook:
    """Every answer, by its bill.

    Args:
        province: for the clock and the file.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS offence_answers (bill TEXT PRIMARY KEY, subject TEXT NOT NULL,"
            " answer TEXT NOT NULL, number TEXT NOT NULL, at REAL NOT NULL) STRICT"
        )

    def of(self, bill: str) -> Answered | None:
        """What was said to it; None where nobody has said anything here."""
        row = self._store.row("SELECT * FROM offence_answers WHERE bill = ?", bill)
        if row is None:
            return None
        return Answered(row["bill"], row["answer"], row["number"], datetime.fromtimestamp(row["at"], BEIJING))

    def write(self, citizen: Citizen, bill: str, answer: str) -> Answered:
        """Write it down; who asks has made sure that there is none yet."""
        now = self._province.clock.now()
        land = self._province.register.land.code
        digits = f"{int(hashlib.sha256(bill.encode()).hexdigest(), 16) % 10**10:010d}"
        number = f"{land}{now:%Y%m%d}{digits}"
        self._store.rows(
            "INSERT INTO offence_answers VALUES (?, ?, ?, ?, ?)",
            bill,
            self._store.subject(citizen.number),
            answer,
            number,
            now.timestamp(),
        )
        return Answered(bill, answer, number, now.astimezone(BEIJING))

    def case(self, citizen: Citizen, found: Answered) -> CaseFile:
        """The officer's case of what is contested."""
        promised = calendar().due(found.at.date(), DAYS).day
        return CaseFile(
            progress=Progress(
                subject=f"case-{found.number}",
                issuer=OFFICE,
                case_no=found.number,
                item="交通违法异议申请",
                applicant=masked_name(citizen.name),
                accepted_at=found.at,
                promised=promised,
                state="审查",
                result="短信通知",
                query_code=query_code(self._province.register.seed, citizen.number),
                timeline=(),
                link=link(found.number),
            ),
            department=OFFICE,
            stages=(
                _stage("受理", "自助终端", "done", found.at, found.at, 0),
                _stage("审查", OFFICE, "running", found.at, None, DAYS - 1),
                _stage("决定", OFFICE, "waiting", None, None, 1),
            ),
            days_left=calendar().left(self._province.clock.now().date(), promised),
            is_over=False,
            missing=(),
        )

    def cases(self, citizen: Citizen) -> tuple[CaseFile, ...]:
        """All of a person's, the newest first."""
        rows = self._store.rows(
            "SELECT bill FROM offence_answers WHERE subject = ? AND answer = 'contested' ORDER BY at DESC LIMIT 20",
            self._store.subject(citizen.number),
        )
        return tuple(self.case(citizen, found) for row in rows if (found := self.of(row["bill"])) is not None)

    def count(self) -> dict[str, int]:
        """Answers by what they say."""
        rows = self._store.rows("SELECT answer, count(*) FROM offence_answers GROUP BY answer")
        return {str(row[0]): int(row[1]) for row in rows}


def _stage(
    name: str,
    office: str,
    state: Literal["done", "running", "waiting"],
    begun: datetime | None,
    ended: datetime | None,
    days: int,
) -> CaseStage:
    return CaseStage(name=name, office=office, lane=0, state=state, begun=begun, ended=ended, working_days=days)
