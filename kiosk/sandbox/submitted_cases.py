"""Cases that began with an application at a terminal: stored as they were handed in; what became of them follows."""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from random import Random

from drivers.clock import BEIJING
from kiosk.items.facts import load_departments
from kiosk.items.item import Item
from kiosk.masking import masked_name
from kiosk.platform.service_values import CaseFile
from kiosk.platform.submission_values import Application
from kiosk.sandbox.case_numbers import query_code
from kiosk.sandbox.cases import MATTERS, Matter, Plan, calendar, case_state, link, stages_of
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.material_book import MaterialBook
from kiosk.sandbox.papers import items
from kiosk.sandbox.province import HOUR_S, Province
from kiosk.sandbox.refunds import Refunds
from kiosk.sandbox.submitted_forms import options_of
from printing.records.hall import Progress

RESULTS = {
    "here": "自助终端打印",
    "electronic": "电子证照",
    "locker": "取件柜领取",
    "post": "邮寄送达",
    "window": "窗口领取",
}
"""How what is made of it comes to the person, as a case says it."""
DEREGISTRATION = "simple-deregistration"
CASE_DIGITS = 20
"""Of a case; the matters of a bundle have two more."""
OPEN, WITHDRAWN, NEVER = "open", "withdrawn", "never"
"""States of a submission; the last one arrived too late, after somebody asked and was told that there is none."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """One application as it lies here."""

    deed: str
    case_no: str
    at: datetime
    terminal: str
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
        self._materials = MaterialBook(province)
        self._refunds = Refunds(province)
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS hand_overs (case_no TEXT PRIMARY KEY, agent TEXT NOT NULL, at REAL NOT NULL,"
            " signature BLOB NOT NULL) STRICT"
        )

    def of(self, citizen: Citizen) -> tuple[CaseFile, ...]:
        """Those of a person, the newest first."""
        found = self._store.rows(
            "SELECT * FROM submissions WHERE subject = ? AND state != ? ORDER BY at DESC, rowid DESC LIMIT 20",
            self._store.subject(citizen.number),
            NEVER,
        )
        read = [self._read(row) for row in found]
        return tuple(case for one in read for case in (self.parts(one) or (self.file(one),)))

    def by_number(self, case_no: str) -> Submitted | None:
        """The one of that number, or the one that the matter of that number is a part of."""
        row = self._store.row("SELECT * FROM submissions WHERE case_no = ?", case_no[:CASE_DIGITS])
        return self._read(row) if row is not None else None

    def file_of(self, case_no: str) -> CaseFile | None:
        """The case of that number as it stands now."""
        found = self.by_number(case_no)
        if found is None or case_no == found.case_no:
            return self.file(found) if found is not None else None
        return next((one for one in self.parts(found) if one.progress.case_no == case_no), None)

    def by_deed(self, deed: str) -> Submitted | None:
        """The one that was handed in under that key."""
        row = self._store.row("SELECT * FROM submissions WHERE deed = ? AND state != ?", deed, NEVER)
        return self._read(row) if row is not None else None

    def running(self, citizen: Citizen, item: str, enterprise: str | None) -> Submitted | None:
        """The application for that item, of that person or enterprise, which is not over."""
        for found in self.kept(citizen, item):
            if found.application.enterprise == enterprise and not self.file(found).is_over:
                return found
        return None

    def kept(self, citizen: Citizen, item: str) -> tuple[Submitted, ...]:
        """Those of a person for that item that were not taken back, the newest first."""
        rows = self._store.rows(
            "SELECT * FROM submissions WHERE subject = ? AND item = ? AND state = ? ORDER BY at DESC, rowid DESC",
            self._store.subject(citizen.number),
            item,
            OPEN,
        )
        return tuple(map(self._read, rows))

    def deregistered(self, citizen: Citizen) -> frozenset[str]:
        """Credit codes of what the person has taken off the register."""
        over = (one for one in self.kept(citizen, DEREGISTRATION) if self.file(one).is_over)
        return frozenset(one.application.enterprise for one in over if one.application.enterprise)

    def query_code(self, submitted: Submitted) -> str:
        """What opens the case to whoever knows its number."""
        return query_code(self._province.register.seed, submitted.number)

    def file(self, submitted: Submitted) -> CaseFile:
        """The case as it stands now, masked."""
        item = items()[submitted.application.item]
        return self._file(submitted, matter_of(item), submitted.case_no)

    def parts(self, submitted: Submitted) -> tuple[CaseFile, ...]:
        """The case of each matter of a bundle; none where it is no bundle."""
        whole = matter_of(items()[submitted.application.item])
        return tuple(
            self._file(submitted, part_of(submitted.application, part, whole), f"{submitted.case_no}{place:02d}")
            for place, part in enumerate(submitted.application.parts, 1)
        )

    def _file(self, submitted: Submitted, matter: Matter, case_no: str) -> CaseFile:
        now = self._province.clock.now()
        citizen = self._province.register.of(submitted.number)
        facts = items()[submitted.application.item].settings.facts
        days = facts.promised.working_days or 0
        at_once = facts.promised.minutes is not None or is_decided_at_once(submitted.application)
        stages = stages_of(matter, submitted.at, now, stopped=False, ended=at_once or submitted.is_withdrawn)
        if at_once or submitted.is_withdrawn:
            over = {"state": "done", "begun": submitted.at, "ended": submitted.at}
            stages = tuple(stage.model_copy(update=over) for stage in stages)
        is_over = all(stage.state == "done" for stage in stages)
        dice = Random(case_no)  # noqa: S311  invented, nothing secret
        state = (
            "撤回"
            if submitted.is_withdrawn
            else "办结"
            if is_over
            else case_state(stages, dice, stopped=False, over=False)
        )
        is_handed_over = self._store.row("SELECT 1 FROM hand_overs WHERE case_no = ?", case_no) is not None
        if is_handed_over:
            state = "送达"
        is_whole = case_no == submitted.case_no and not submitted.is_withdrawn
        owed = self._materials.owed(case_no, submitted.application) if is_whole else ()
        if owed and not is_over and self._materials.is_to_be_put_right(case_no, submitted.application):
            state = "补正"
        promised = calendar().due(submitted.at.astimezone(BEIJING).date(), days).day if days else submitted.at.date()
        return CaseFile(
            progress=Progress.model_validate(
                {
                    "subject": f"case-{case_no}",
                    "issuer": f"{matter.department}（演示）",
                    "case_no": case_no,
                    "item": matter.item,
                    "applicant": masked_name(citizen.name if citizen is not None else "*"),
                    "accepted_at": submitted.at,
                    "promised": promised,
                    "state": state,
                    "result": RESULTS.get(submitted.application.delivery, matter.result),
                    "link": link(case_no),
                }
            ),
            department=f"{matter.department}（演示）",
            stages=stages,
            days_left=0 if is_over else calendar().left(now.date(), promised),
            is_over=is_over,
            missing=tuple(one.name for one in owed),
            owed=owed,
            may_hand_over=is_over and not submitted.is_withdrawn and not is_handed_over,
            refund=self._refunds.of(submitted.application.order) if submitted.is_withdrawn else None,
        )

    def _read(self, row: sqlite3.Row) -> Submitted:
        sealed = json.loads(self._store.opened(row["sealed"]))
        return Submitted(
            deed=row["deed"],
            case_no=row["case_no"],
            at=datetime.fromtimestamp(row["at"], BEIJING),
            terminal=row["terminal"],
            number=sealed["number"],
            application=Application.model_validate(sealed["application"]),
            is_withdrawn=row["state"] == WITHDRAWN,
        )


def is_decided_at_once(application: Application) -> bool:
    """A sole trader (credit code 92…) is taken off the register without the notice of twenty days.

    市场主体登记管理条例实施细则 article 47: 个体工商户 is deregistered without publication.
    """
    return application.item == DEREGISTRATION and (application.enterprise or "").startswith("92")


def undo_until(submitted: Submitted, item: Item) -> datetime | None:
    """Until when it can be taken back; None where it cannot."""
    hours = item.settings.apply.undo_hours if item.settings.apply is not None else 0
    return submitted.at + timedelta(seconds=hours * HOUR_S) if hours else None


def part_of(application: Application, part: str, whole: Matter) -> Matter:
    """How one matter of a bundle goes on: as the whole, at its own office."""
    option = options_of(items()[application.item]).get(part)
    if option is None:
        return whole
    office = option.hint.zh_hans if option.hint is not None else whole.department
    plans = tuple(plan if place == 0 else plan._replace(office=office) for place, plan in enumerate(whole.plans))
    return Matter(option.name.zh_hans, office, whole.result, plans)


@cache
def _departments() -> dict[str, str]:
    return {name: wording.zh_hans for name, wording in load_departments().items()}


CHAINS = {"company-start": next(one for one in MATTERS if one.item == "企业开办")}
"""Matters whose offices follow one another: registration, seals and invoices, insurance, bank (银政通)."""


def matter_of(item: Item) -> Matter:
    """How the office of an item goes about it: taken in, looked at, decided within the promised days."""
    if item.id in CHAINS:
        return CHAINS[item.id]
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
