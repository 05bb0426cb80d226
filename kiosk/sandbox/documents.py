"""Records, numbered documents, what became of their prints, and what anyone may learn about a paper."""

import secrets
from datetime import datetime, timedelta
from typing import Literal

from drivers.clock import BEIJING
from kiosk.platform_values import (
    EnrolmentRecord,
    ErrorCode,
    Issued,
    IssueRequest,
    PrintReport,
    RecordRequest,
    Verified,
)
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.enrolment import ENROLMENT_ITEMS, record_of
from kiosk.sandbox.places import city_name
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import digest

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L, which people mix up."""
CODE_LENGTH = 20
"""20 of 31 characters are 99 bits: none can be guessed."""
TITLE = "广东省社会保险个人参保证明"


class DocumentDesk:
    """Everything that is asked about papers."""

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store

    def record(self, citizen: Citizen, wanted: RecordRequest) -> EnrolmentRecord:
        """What a paper would say.

        Raises:
            RefusalError: NOT_FOUND (item or city), BAD_REQUEST (period), NOTHING_FOUND.
        """
        city = city_name(wanted.city)
        if wanted.item not in ENROLMENT_ITEMS or city is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        if wanted.period_from > wanted.period_to:
            raise RefusalError(ErrorCode.BAD_REQUEST)
        subject = self._store.subject(citizen.number)
        record = record_of(citizen, wanted, subject=subject, city=city, cutoff=self._province.clock.now())
        if record is None:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        return record

    def issue(self, terminal: str, citizen: Citizen, request: IssueRequest, key: str) -> Issued:
        """Number it; the same key gets the same document, whatever happened to the first answer.

        Raises:
            RefusalError: as `record`, CONFLICT (the key was used for something else), LIMIT_REACHED.
        """
        subject = self._store.subject(citizen.number)
        asked = digest(subject + request.model_dump_json())
        earlier = self._reply(terminal, "/documents", key, asked)
        if earlier is not None:
            return Issued.model_validate_json(earlier)
        record = self.record(citizen, request.wanted)
        now = self._province.clock.now()
        day = f"{now:%Y%m%d}"
        made = self._store.row(
            # A document whose every print was reported as not done does not count.
            "SELECT count(*) FROM documents AS d WHERE subject = ? AND item = ? AND day = ? AND ("
            " NOT EXISTS (SELECT 1 FROM prints WHERE document_no = d.document_no)"
            " OR EXISTS (SELECT 1 FROM prints WHERE document_no = d.document_no AND outcome != 'not_done'))",
            subject,
            request.wanted.item,
            day,
        )
        if made and made[0] >= self._province.limits.copies_a_day:
            raise RefusalError(ErrorCode.LIMIT_REACHED)
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        row = self._store.row(
            "INSERT INTO documents (terminal, subject, item, day, code_hash, issued) VALUES (?, ?, ?, ?, ?, ?)"
            " RETURNING id",
            terminal,
            subject,
            request.wanted.item,
            day,
            digest(code),
            now.timestamp(),
        )
        issued = Issued(
            document_no=f"{day}{row['id'] if row else 0:010d}",
            verification_code=code,
            verification_url=f"https://verify.sandbox.invalid/v?c={code}",
            issued_at=now,
            record=record,
        )
        sealed = self._store.seal(issued.model_dump_json())
        self._store.rows(
            "UPDATE documents SET document_no = ?, sealed = ? WHERE code_hash = ?",
            issued.document_no,
            sealed,
            digest(code),
        )
        self._remember(terminal, "/documents", key, asked, issued.model_dump_json())
        return issued

    def report(self, terminal: str, report: PrintReport, key: str) -> None:
        """Take note of a print; what was unknown may be settled later, what was settled stays.

        Raises:
            RefusalError: NOT_FOUND (no document of this terminal), CONFLICT.
        """
        asked = digest(report.model_dump_json())
        if self._reply(terminal, "/prints", key, asked) is not None:
            return
        ours = self._store.row(
            "SELECT 1 FROM documents WHERE document_no = ? AND terminal = ?", report.document_no, terminal
        )
        if ours is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        known = self._store.row("SELECT * FROM prints WHERE serial = ? AND terminal = ?", report.serial, terminal)
        told = (report.document_no, report.outcome, report.sheets)
        if known is not None and (known["document_no"], known["outcome"], known["sheets"]) != told:
            settles = known["outcome"] == "unknown" and known["document_no"] == report.document_no
            if not settles:
                raise RefusalError(ErrorCode.CONFLICT)
        self._store.rows(
            "INSERT OR REPLACE INTO prints VALUES (?, ?, ?, ?, ?, ?)",
            report.serial,
            terminal,
            *told,
            self._province.clock.now().isoformat(),
        )
        self._remember(terminal, "/prints", key, asked, "")

    def verify(self, code: str) -> Verified:
        """What anyone may learn.

        Raises:
            RefusalError: NOT_FOUND.
        """
        row = self._store.row("SELECT * FROM documents WHERE code_hash = ?", digest(code))
        if row is None or row["sealed"] is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        issued = Issued.model_validate_json(self._store.opened(row["sealed"]))
        age = self._province.clock.now() - issued.issued_at
        state: Literal["valid", "expired"] = (
            "expired" if age > timedelta(days=self._province.limits.paper_valid_days) else "valid"
        )
        record = issued.record
        return Verified(
            title=TITLE,
            name_masked=record.name[0] + "*" * (len(record.name) - 1),
            number_masked=record.number[:4] + "*" * 10 + record.number[-4:],
            issuer=record.issuer,
            issued_at=datetime.fromtimestamp(row["issued"], BEIJING),
            state=state,
        )

    def _reply(self, terminal: str, path: str, key: str, asked: str) -> str | None:
        row = self._store.row(
            "SELECT asked, sealed FROM replies WHERE terminal = ? AND path = ? AND key = ?", terminal, path, key
        )
        if row is None:
            return None
        if row["asked"] != asked:
            raise RefusalError(ErrorCode.CONFLICT)
        return self._store.opened(row["sealed"])

    def _remember(self, terminal: str, path: str, key: str, asked: str, answer: str) -> None:
        sealed = self._store.seal(answer)
        self._store.rows("INSERT INTO replies VALUES (?, ?, ?, ?, ?)", terminal, path, key, asked, sealed)
