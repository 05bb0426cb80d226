"""Complaints of the sandbox: written down, passed on, answered by the day that their class gives them."""

import json
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from drivers.clock import BEIJING
from kiosk.complaint_terms import answer_words, complaint_terms
from kiosk.platform.complaint_values import (
    ComplaintAccepted,
    ComplaintAnswer,
    ComplaintAnswered,
    ComplaintInbox,
    ComplaintKind,
    ComplaintLine,
    ComplaintRequest,
    Topic,
)
from kiosk.platform.service_values import CaseFile, CaseStage
from kiosk.platform.values import ErrorCode, OfficeAnswer
from kiosk.sandbox import notices
from kiosk.sandbox.cases import calendar, link
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.province import Message, Province
from kiosk.sandbox.refusals import RefusalError
from printing.records.hall import Progress

PREFIX = "99"
"""Numbers of complaints begin with it: no province's cases do."""
KINDS: dict[ComplaintKind, str] = {"complaint": "投诉", "suggestion": "建议", "praise": "表扬", "question": "咨询"}
TOPICS: dict[Topic, str] = {
    "machine": "自助机",
    "manner": "窗口人员的态度",
    "slow": "办得慢",
    "materials": "材料要求",
    "fees": "收费",
    "offices": "部门之间推诿",
    "other": "其他",
}
_OFFICE = "政务服务监督科（演示）"
_ANSWER = "已核实。感谢您的意见，我们已经整改。（演示）"
_PASSED_ON = timedelta(minutes=30)
MOST_ANSWERS = 5
"""Shown at one visit."""
MOST = 50
"""Lines of an inbox."""


class ComplaintBook:
    """All of them.

    Args:
        province: what is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS complaints (case_no TEXT PRIMARY KEY, subject TEXT NOT NULL,"
            " code TEXT NOT NULL, at REAL NOT NULL, kind TEXT NOT NULL, topic TEXT NOT NULL, answer TEXT NOT NULL,"
            " sealed BLOB NOT NULL) STRICT"
        )
        self._store.rows("CREATE TABLE IF NOT EXISTS answers_read (case_no TEXT PRIMARY KEY) STRICT")

    def take(self, request: ComplaintRequest, subject: str) -> ComplaintAccepted:
        """Write one down.

        Args:
            request: what is said.
            subject: pseudonym of who said it; empty for nobody.
        """
        now = self._province.clock.now()
        count = self._store.row("SELECT count(*) FROM complaints")
        number = f"{PREFIX}{now.astimezone(BEIJING):%Y%m%d}{int(count[0] if count else 0) + 1:010d}"
        code = f"{secrets.randbelow(10**6):06d}"
        self._store.rows(
            "INSERT INTO complaints VALUES (?, ?, ?, ?, ?, ?, '', ?)",
            number,
            subject,
            code,
            now.timestamp(),
            request.kind,
            request.topic,
            self._store.seal(json.dumps({"words": request.words, "phone": request.phone})),
        )
        case = self.file(number)
        if case is None:
            raise AssertionError("it was just written down")
        terms = complaint_terms().class_of(request.topic)
        return ComplaintAccepted(
            case=case,
            code=code,
            of=terms.id,
            due=case.progress.promised,
            kind=request.kind,
            topic=request.topic,
        )

    def answer(self, case_no: str, words: str) -> None:
        """An office answers.

        Raises:
            ValueError: there is no such complaint.
        """
        if self.file(case_no) is None:
            raise ValueError(f"no complaint {case_no}")
        self._store.rows("UPDATE complaints SET answer = ? WHERE case_no = ?", words, case_no)
        self._tell(case_no)

    def inbox(self) -> ComplaintInbox:
        """Those not answered first, in the order of their days; then the newest that are."""
        rows = self._store.rows("SELECT case_no, topic, kind, at, answer, sealed FROM complaints ORDER BY at DESC")
        lines = [self._line(row) for row in rows]
        ordered = sorted(lines, key=lambda line: (line.is_answered, line.due if not line.is_answered else date.min))
        return ComplaintInbox(complaints=tuple(ordered[:MOST]))

    def _line(self, row: Any) -> ComplaintLine:
        at = datetime.fromtimestamp(row["at"], BEIJING)
        terms = complaint_terms().class_of(row["topic"])
        said = json.loads(self._store.opened(row["sealed"]))
        return ComplaintLine(
            case_no=row["case_no"],
            kind=row["kind"],
            topic=row["topic"],
            of=terms.id,
            said_on=at.date(),
            due=calendar().due(at.date(), terms.working_days).day,
            words=said["words"],
            wants_call=bool(said["phone"]),
            is_answered=bool(row["answer"]),
        )

    def answered_by_hall(self, request: ComplaintAnswer) -> ComplaintAnswered:
        """Staff of a hall answer with prepared words.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        if self.file(request.case_no) is None:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        self.answer(request.case_no, answer_words(request.answer))
        return ComplaintAnswered(case_no=request.case_no, answer=request.answer)

    def call_backs(self) -> tuple[str, ...]:
        """The task list: complaints not answered yet whose makers agreed to be called back."""
        rows = self._store.rows("SELECT case_no, sealed FROM complaints WHERE answer = '' ORDER BY case_no")
        return tuple(str(row["case_no"]) for row in rows if json.loads(self._store.opened(row["sealed"]))["phone"])

    def _tell(self, case_no: str) -> None:
        """Whoever agreed to be called back is told that there is an answer."""
        row = self._store.row("SELECT sealed FROM complaints WHERE case_no = ?", case_no)
        phone = json.loads(self._store.opened(row["sealed"]))["phone"] if row is not None else ""
        if phone:
            now = self._province.clock.now().isoformat()
            self._province.outbox.append(Message("", phone, notices.written("answered", number=case_no), "", now))

    def of(self, citizen: Citizen) -> tuple[CaseFile, ...]:
        """Those that a person made who had said who they are, the newest first."""
        rows = self._store.rows(
            "SELECT case_no FROM complaints WHERE subject = ? ORDER BY case_no DESC LIMIT 20",
            self._store.subject(citizen.number),
        )
        found = (self.file(str(row["case_no"])) for row in rows)
        return tuple(case for case in found if case is not None)

    def unread(self, citizen: Citizen) -> tuple[OfficeAnswer, ...]:
        """Answers to what a person said who had said who they are, and that they have not read; the newest first."""
        read = {str(row["case_no"]) for row in self._store.rows("SELECT case_no FROM answers_read")}
        found = [
            OfficeAnswer(
                case_no=case.progress.case_no,
                about=case.progress.item,
                said_on=case.progress.accepted_at.date(),
                words=case.answer,
            )
            for case in self.of(citizen)
            if case.answer and case.progress.case_no not in read
        ]
        return tuple(found[:MOST_ANSWERS])

    def note_read(self, citizen: Citizen, case_nos: tuple[str, ...]) -> None:
        """They have read these; what is another person's stays unread."""
        own = {case.progress.case_no for case in self.of(citizen)}
        for case_no in own & set(case_nos):
            self._store.rows("INSERT OR IGNORE INTO answers_read VALUES (?)", case_no)

    def is_open_to(self, case_no: str, code: str) -> bool:
        """Whether that is its code."""
        row = self._store.row("SELECT code FROM complaints WHERE case_no = ?", case_no)
        return row is not None and secrets.compare_digest(str(row["code"]), code)

    def file(self, case_no: str) -> CaseFile | None:
        """As it stands now; None where there is none of that number. Says nothing of who said what."""
        row = self._store.row("SELECT * FROM complaints WHERE case_no = ?", case_no)
        if row is None:
            return None
        now, at = self._province.clock.now(), datetime.fromtimestamp(row["at"], BEIJING)
        terms = complaint_terms().class_of(row["topic"])
        due = calendar().due(at.date(), terms.working_days).day
        answer = row["answer"] or (_ANSWER if now.date() >= due else "")
        is_passed_on = now - at >= _PASSED_ON or bool(answer)
        answered = CaseStage(
            name="答复",
            office=_OFFICE,
            lane=0,
            state="done" if answer else "running" if is_passed_on else "waiting",
            begun=at + _PASSED_ON if is_passed_on else None,
            ended=now if answer else None,
            working_days=terms.working_days,
        )
        stages = (
            CaseStage(name="登记", office="12345（演示）", lane=0, state="done", begun=at, ended=at, working_days=0),
            CaseStage(
                name="转办",
                office="12345（演示）",
                lane=0,
                state="done" if is_passed_on else "running",
                begun=at,
                ended=at + _PASSED_ON if is_passed_on else None,
                working_days=0,
            ),
            answered,
        )
        return CaseFile(
            progress=Progress.model_validate(
                {
                    "subject": f"case-{case_no}",
                    "issuer": _OFFICE,
                    "case_no": case_no,
                    "item": f"{KINDS[row['kind']]}：{TOPICS[row['topic']]}",
                    "applicant": "匿名*",
                    "accepted_at": at,
                    "promised": due,
                    "state": "办结" if answer else "受理",
                    "result": "网上查询",
                    "link": link(case_no),
                }
            ),
            department=_OFFICE,
            stages=stages,
            days_left=0 if answer else calendar().left(now.date(), due),
            is_over=bool(answer),
            missing=(),
            answer=answer,
        )
