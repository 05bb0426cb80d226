"""Cases that began with an application at a terminal: stored as they were handed in; what became of them follows."""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from random import Random

from drivers.clock import BEIJING
from kiosk.items.facts import load_departments
from kiosk.items.item import Item
from kiosk.masking import masked_name
from kiosk.platform.service_values import CaseFile
from kiosk.platform.submission_values import Application
from kiosk.sandbox.case_numbers import query_code
from kiosk.sandbox.cases import Matter, Plan, calendar, case_state, link, stages_of
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.papers import items
from kiosk.sandbox.province import Province
from printing.records.hall import Progress

OPEN, WITHDRAWN, NEVER = "open", "withdrawn", "never"
"""States of a submission; the last one arrived too late, after somebody asked and was told that there is none."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """One application as it lies here."""

    deed: str
    case_no: str
    at: datetime
    number: str = field(repr=False)
    application: Application
    is_withdrawn: bool


class SubmittedCases:
    """Everything that was handed in.

    Args:
        province: what is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store

    def of(self, citizen: Citizen) -> tuple[CaseFile, ...]:
        """Those of a person, the newest first."""
        found = self._store.rows(
            "SELECT * FROM submissions WHERE subject = ? AND state != ? ORDER BY at DESC, rowid DESC LIMIT 20",
            self._store.subject(citizen.number),
            NEVER,
        )
        return tuple(self.file(self._read(row)) for row in found)

    def by_number(self, case_no: str) -> Submitted | None:
        """The one of that number."""
        row = self._store.row("SELECT * FROM submissions WHERE case_no = ?", case_no)
        return self._read(row) if row is not None else None

    def by_deed(self, deed: str) -> Submitted | None:
        """The one that was handed in under that key."""
        row = self._store.row("SELECT * FROM submissions WHERE deed = ? AND state != ?", deed, NEVER)
        return self._read(row) if row is not None else None

    def running(self, citizen: Citizen, item: str) -> Submitted | None:
        """The person's application for that item which is not over."""
        row = self._store.row(
            "SELECT * FROM submissions WHERE subject = ? AND item = ? AND state = ? ORDER BY at DESC",
            self._store.subject(citizen.number),
            item,
            OPEN,
        )
        found = self._read(row) if row is not None else None
        return found if found is not None and not self.file(found).is_over else None

    def query_code(self, submitted: Submitted) -> str:
        """What opens the case to whoever knows its number."""
        return query_code(self._province.register.seed, submitted.number)

    def file(self, submitted: Submitted) -> CaseFile:
        """The case as it stands now, masked."""
        now, item = self._province.clock.now(), items()[submitted.application.item]
        citizen = self._province.register.of(submitted.number)
        matter = matter_of(item)
        facts = item.settings.facts
        days = facts.promised.working_days or 0
        at_once = facts.promised.minutes is not None
        stages = stages_of(matter, submitted.at, now, stopped=False, ended=at_once or submitted.is_withdrawn)
        is_over = all(stage.state == "done" for stage in stages)
        dice = Random(submitted.case_no)  # noqa: S311  invented, nothing secret
        state = (
            "撤回"
            if submitted.is_withdrawn
            else "办结"
            if is_over
            else case_state(stages, dice, stopped=False, over=False)
        )
        promised = calendar().due(submitted.at.astimezone(BEIJING).date(), days).day if days else submitted.at.date()
        return CaseFile(
            progress=Progress.model_validate(
                {
                    "subject": f"case-{submitted.case_no}",
                    "issuer": f"{matter.department}（演示）",
                    "case_no": submitted.case_no,
                    "item": matter.item,
                    "applicant": masked_name(citizen.name if citizen is not None else "*"),
                    "accepted_at": submitted.at,
                    "promised": promised,
                    "state": state,
                    "result": matter.result,
                    "link": link(submitted.case_no),
                }
            ),
            department=f"{matter.department}（演示）",
            stages=stages,
            days_left=0 if is_over else calendar().left(now.date(), promised),
            is_over=is_over,
            missing=(),
        )

    def _read(self, row: sqlite3.Row) -> Submitted:
        sealed = json.loads(self._store.opened(row["sealed"]))
        return Submitted(
            deed=row["deed"],
            case_no=row["case_no"],
            at=datetime.fromtimestamp(row["at"], BEIJING),
            number=sealed["number"],
            application=Application.model_validate(sealed["application"]),
            is_withdrawn=row["state"] == WITHDRAWN,
        )


@cache
def _departments() -> dict[str, str]:
    return {name: wording.zh_hans for name, wording in load_departments().items()}


def matter_of(item: Item) -> Matter:
    """How the office of an item goes about it: taken in, looked at, decided within the promised days."""
    facts = item.settings.facts
    department = _departments()[facts.department]
    days = facts.promised.working_days or 0
    plans = (
        (Plan("受理", "综合窗口", 0, 0), Plan("办结", department, 0, 0))
        if facts.promised.minutes is not None
        else (
            Plan("受理", "综合窗口", 0, min(1, days)),
            Plan("审查", department, 0, max(0, days - 2)),
            Plan("决定", department, 0, min(1, max(0, days - 1))),
        )
    )
    return Matter(item.settings.name.zh_hans, department, "短信通知", plans)
