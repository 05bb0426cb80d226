"""Records, numbered documents, what became of their prints, and what anyone may learn about a paper."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from drivers.clock import BEIJING
from kiosk.masking import masked_name, masked_number
from kiosk.platform.values import (
    SPOILED_WITHIN,
    AnyRecord,
    ErrorCode,
    Issued,
    IssueRequest,
    PrintReport,
    RecordRequest,
    ReprintRequest,
    SealedFile,
    SpoiledReport,
    Verified,
)
from kiosk.sandbox.certificates import VERIFICATION_PAGE
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.papers import copies_a_day_of, layout_of
from kiosk.sandbox.province import Province
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.sealed_files import SealedFiles
from kiosk.sandbox.store import digest
from kiosk.sandbox.title_book import TitleBook
from printing.layouts import load_any
from printing.records.about import kind_of, name_of, number_of
from printing.records.property import PropertyTitle
from printing.statement import Statement, content_hash, sign

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L, which people mix up."""
CODE_LENGTH = 20
"""20 of 31 characters are 99 bits: none can be guessed."""


class DocumentDesk:
    """Everything that is asked about papers."""

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._files = SealedFiles(province)
        self._records = RecordsDesk(province)
        self._titles = TitleBook(province)

    def record(self, citizen: Citizen, wanted: RecordRequest) -> AnyRecord:
        """What a paper would say.

        Raises:
            RefusalError: as RecordsDesk.about.
        """
        return self._records.about(citizen, wanted)

    def issue(
        self, terminal: str, citizen: Citizen, request: IssueRequest, key: str, acting: str | None = None
    ) -> Issued:
        """Number it; the same key gets the same document, whatever happened to the first answer.

        Args:
            terminal: who asks.
            citizen: whom the document is about.
            request: what is wanted.
            key: the deed's id.
            acting: pseudonym of whoever acts for the citizen; it stands beside the citizen's in the books.

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
        limit = self._province.limits.copies_a_day
        if made and made[0] >= (copies_a_day_of(request.wanted.item) if limit is None else limit):
            raise RefusalError(ErrorCode.LIMIT_REACHED)
        code = self._new_code()
        row = self._store.row(
            "INSERT INTO documents (terminal, subject, item, day, code_hash, issued, acting)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            terminal,
            subject,
            request.wanted.item,
            day,
            digest(code),
            now.timestamp(),
            acting,
        )
        issued = self._signed(f"{day}{row['id'] if row else 0:010d}", code, now, record, request.wanted)
        issued = self._files.sealed(issued, request.wanted)
        sealed = self._store.seal(issued.model_dump_json())
        self._store.rows(
            "UPDATE documents SET document_no = ?, sealed = ? WHERE code_hash = ?",
            issued.document_no,
            sealed,
            digest(code),
        )
        if isinstance(record, PropertyTitle):
            self._titles.write(record.certificate_no, issued.document_no)
        self._remember(terminal, "/documents", key, asked, issued.model_dump_json())
        return issued

    def reprint(self, terminal: str, citizen: Citizen, request: ReprintRequest, key: str) -> Issued:
        """The same document under another code, once its newest print was reported as not done. Counts no copy.

        Raises:
            RefusalError: NOT_FOUND (no document of this terminal and person), CONFLICT (that print was not reported as
                not done, or was reprinted already).
        """
        subject = self._store.subject(citizen.number)
        asked = digest(subject + request.model_dump_json())
        earlier = self._reply(terminal, "/reprints", key, asked)
        if earlier is not None:
            return Issued.model_validate_json(earlier)
        ours = self._store.row(
            "SELECT sealed FROM documents WHERE document_no = ? AND terminal = ? AND subject = ? AND item = ?",
            request.document_no,
            terminal,
            subject,
            request.wanted.item,
        )
        if ours is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        void = self._store.row(
            "SELECT 1 FROM prints WHERE document_no = ? AND terminal = ? AND serial = ? AND outcome = 'not_done'"
            " AND NOT EXISTS (SELECT 1 FROM reprints AS r WHERE r.document_no = prints.document_no AND r.void = serial)"
            " AND NOT EXISTS (SELECT 1 FROM prints AS p WHERE p.document_no = prints.document_no"
            "                 AND p.outcome != 'not_done')",
            request.document_no,
            terminal,
            request.void,
        )
        if void is None:
            raise RefusalError(ErrorCode.CONFLICT)
        first = Issued.model_validate_json(self._store.opened(ours["sealed"]))
        code = self._new_code()
        issued = self._signed(first.document_no, code, first.issued_at, first.record, request.wanted)
        issued = self._files.sealed(issued, request.wanted)
        written = issued.model_dump_json()
        self._store.rows(
            "INSERT INTO reprints (code_hash, document_no, void, sealed) VALUES (?, ?, ?, ?)",
            digest(code),
            issued.document_no,
            request.void,
            self._store.seal(written),
        )
        self._remember(terminal, "/reprints", key, asked, written)
        return issued

    def _new_code(self) -> str:
        return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))

    def _signed(
        self, document_no: str, code: str, issued_at: datetime, record: AnyRecord, wanted: RecordRequest
    ) -> Issued:
        """The document with what everyone may check about it, signed."""
        said = Statement(
            title=load_any(layout_of(wanted.item, wanted.record, self._province.register.land)).title,
            document_no=document_no,
            code=code,
            name=_masked(name_of(record), masked_name),
            number=_masked(number_of(record), masked_number),
            issued_on=issued_at.astimezone(BEIJING).date(),
            content=content_hash(record.model_dump(mode="json")),
        )
        return Issued(
            document_no=document_no,
            verification_code=code,
            verification_url=VERIFICATION_PAGE,
            statement=sign(said, self._province.statement_key),
            issued_at=issued_at,
            record=record,
        )

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

    def void(self, terminal: str, spoiled: SpoiledReport, key: str) -> None:
        """Count a print as not done that was reported as done: two of the staff hold its spoiled sheets.

        A title is no such print: the registry's window exchanges it (see TitleBook).

        Raises:
            RefusalError: BAD_REQUEST (one person is not two), NOT_FOUND (no print of this terminal), CONFLICT (not
                reported as done, called spoiled in other words, older than SPOILED_WITHIN, a title).
        """
        if spoiled.account == spoiled.second:
            raise RefusalError(ErrorCode.BAD_REQUEST)
        asked = digest(spoiled.model_dump_json())
        if self._reply(terminal, "/voidings", key, asked) is not None:
            return
        told = self._store.row(
            "SELECT outcome, reported FROM prints WHERE serial = ? AND terminal = ? AND document_no = ?",
            spoiled.serial,
            terminal,
            spoiled.document_no,
        )
        if told is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        is_late = spoiled.at - datetime.fromisoformat(told["reported"]) > SPOILED_WITHIN
        if told["outcome"] != "done" or is_late or self._titles.is_of(spoiled.document_no):
            raise RefusalError(ErrorCode.CONFLICT)
        self._store.rows(
            "UPDATE prints SET outcome = 'not_done' WHERE serial = ? AND terminal = ?", spoiled.serial, terminal
        )
        self._remember(terminal, "/voidings", key, asked, "")

    def withdraw(self, terminal: str, deed: str) -> None:
        """Void what was issued under that deed; where nothing was, the deed is used up, so that a late question fails.

        What was printed stays: then the terminal knew its number.
        """
        made = self._store.row(
            "SELECT sealed FROM replies WHERE terminal = ? AND key = ? AND path IN ('/documents', '/reprints')",
            terminal,
            deed,
        )
        if made is None:
            for path in ("/documents", "/reprints"):
                self._remember(terminal, path, deed, "withdrawn", "")
            return
        answer = self._store.opened(made["sealed"])
        if answer:
            number = Issued.model_validate_json(answer).document_no
            self._store.rows(
                "INSERT OR IGNORE INTO prints VALUES (?, ?, ?, 'not_done', 0, ?)",
                f"NONE-{deed[:8].upper()}",
                terminal,
                number,
                self._province.clock.now().isoformat(),
            )

    def file(self, citizen: Citizen, code: str) -> SealedFile:
        """The sealed file of a paper of this person.

        Raises:
            RefusalError: NOT_FOUND.
        """
        return self._files.file(self._store.subject(citizen.number), code)

    def verify(self, code: str) -> Verified:
        """What anyone may learn.

        Raises:
            RefusalError: NOT_FOUND.
        """
        row = self._store.row(
            "SELECT sealed, 0 AS reprint, item FROM documents WHERE code_hash = ?"
            " UNION ALL SELECT r.sealed, r.id AS reprint, d.item FROM reprints AS r"
            " JOIN documents AS d ON d.document_no = r.document_no WHERE r.code_hash = ?",
            digest(code),
            digest(code),
        )
        if row is None or row["sealed"] is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        issued = Issued.model_validate_json(self._store.opened(row["sealed"]))
        return Verified(
            title=load_any(layout_of(row["item"], kind_of(issued.record), self._province.register.land)).title,
            name_masked=_masked(name_of(issued.record), masked_name),
            number_masked=_masked(number_of(issued.record), masked_number),
            issuer=issued.record.issuer,
            issued_at=issued.issued_at.astimezone(BEIJING),
            state=self._state(issued, row["reprint"]),
        )

    def _state(self, issued: Issued, reprint: int) -> Literal["valid", "expired", "void"]:
        """A code is void when a later print bears another, and when its own print was reported as not done."""
        told = self._store.row(
            "SELECT (SELECT max(id) FROM reprints WHERE document_no = ?) AS newest,"
            " (SELECT count(*) FROM reprints WHERE document_no = ?) + 1 AS codes,"
            " (SELECT count(*) FROM prints WHERE document_no = ? AND outcome = 'not_done') AS failed",
            *[issued.document_no] * 3,
        )
        if told is not None and (reprint != (told["newest"] or 0) or told["failed"] >= told["codes"]):
            return "void"
        age = self._province.clock.now() - issued.issued_at
        return "expired" if age > timedelta(days=self._province.limits.paper_valid_days) else "valid"

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


def _masked(said: str, mask: Callable[[str], str]) -> str:
    """What anybody may learn of it; some records bear it masked already, some do not bear it."""
    return said if "*" in said else mask(said) or "*"
