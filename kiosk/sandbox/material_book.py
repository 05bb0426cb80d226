"""Pages that terminals handed over, what cases still wait for, and what came later. Pages are sealed in the store."""

import base64
import hashlib
import json
import secrets
from datetime import date

from kiosk.items.registers import load_materials
from kiosk.platform.material_values import GivenMaterial, KeptPage, OwedMaterial, PageRequest
from kiosk.platform.submission_values import Application
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.cases import calendar
from kiosk.sandbox.papers import items
from kiosk.sandbox.province import DAY_S, Province
from kiosk.sandbox.refusals import RefusalError

PAGES_A_DAY = 200
"""Of one person (our choice: ten applications of twenty pages)."""
CORRECTION_DAYS = 5
"""Working days to put a mistake right (our choice)."""
_JPEG = b"\xff\xd8\xff"
MATERIAL_TABLES = """
CREATE TABLE IF NOT EXISTS material_pages (
    page TEXT PRIMARY KEY, deed TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, material TEXT NOT NULL,
    sha256 TEXT NOT NULL, sealed BLOB NOT NULL, at REAL NOT NULL, case_no TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE IF NOT EXISTS supplements (
    case_no TEXT NOT NULL, material TEXT NOT NULL, sealed BLOB NOT NULL, at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS corrections (
    case_no TEXT NOT NULL, material TEXT NOT NULL, due TEXT NOT NULL, at REAL NOT NULL) STRICT;
"""


class MaterialBook:
    """Everything that is written about materials.

    Args:
        province: the store and the clock.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        for statement in MATERIAL_TABLES.split(";"):
            if statement.strip():
                self._store.rows(statement)

    def keep(self, subject: str, request: PageRequest, deed: str) -> KeptPage:
        """Keep a page; the same deed gets the same one.

        Raises:
            RefusalError: CONFLICT, BAD_REQUEST (no picture), LIMIT_REACHED, NOT_FOUND (no such material).
        """
        try:
            jpeg = base64.b64decode(request.jpeg, validate=True)
        except ValueError:
            jpeg = b""
        if not jpeg.startswith(_JPEG):
            raise RefusalError(ErrorCode.BAD_REQUEST)
        if request.material not in load_materials():
            raise RefusalError(ErrorCode.NOT_FOUND)
        self._forget()
        sha256 = hashlib.sha256(jpeg).hexdigest()
        row = self._store.row("SELECT page, subject, sha256 FROM material_pages WHERE deed = ?", deed)
        if row is not None:
            if (row["subject"], row["sha256"]) != (subject, sha256):
                raise RefusalError(ErrorCode.CONFLICT)
            return KeptPage(page=row["page"], sha256=sha256)
        kept = self._store.row("SELECT count(*) FROM material_pages WHERE subject = ? AND case_no = ''", subject)
        if kept is not None and int(kept[0]) >= PAGES_A_DAY:
            raise RefusalError(ErrorCode.LIMIT_REACHED)
        page, now = secrets.token_hex(16), self._province.clock.now().timestamp()
        self._store.rows(
            "INSERT INTO material_pages (page, deed, subject, material, sha256, sealed, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            page,
            deed,
            subject,
            request.material,
            sha256,
            self._store.seal(request.jpeg),
            now,
        )
        return KeptPage(page=page, sha256=sha256)

    def check(self, subject: str, application: Application, licences: frozenset[str]) -> None:
        """Whether all of it is there, and may be given like that.

        Raises:
            RefusalError: BAD_REQUEST.
        """
        table = items()[application.item].settings.apply
        wanted = {one.material: one for one in table.materials} if table is not None else {}
        promise = application.promise
        for given in application.materials:
            one = wanted.get(given.material)
            promised = {"owed": one is not None and one.owed, "committed": one is not None and bool(one.commitment)}
            if one is None or not promised.get(given.source, True):
                raise RefusalError(ErrorCode.BAD_REQUEST)
            if given.source in promised and promise is None:
                raise RefusalError(ErrorCode.BAD_REQUEST)
            if given.source == "licence" and given.licence not in licences:
                raise RefusalError(ErrorCode.BAD_REQUEST)
            self._check_pages(subject, given)
        days = table.owe_days if table is not None else 0
        latest = calendar().due(self._province.clock.now().date(), days).day
        if any(one.source == "owed" for one in application.materials) and (
            promise is None or promise.due is None or promise.due > latest
        ):
            raise RefusalError(ErrorCode.BAD_REQUEST)

    def owed(self, case_no: str, application: Application) -> tuple[OwedMaterial, ...]:
        """What a case still waits for: what was owed and what is to be put right, without what came since."""
        due: dict[str, tuple[date, float]] = {}
        if application.promise is not None and application.promise.due is not None:
            due = {
                one.material: (application.promise.due, 0.0) for one in application.materials if one.source == "owed"
            }
        for row in self._store.rows("SELECT material, due, at FROM corrections WHERE case_no = ?", case_no):
            due[row["material"]] = (date.fromisoformat(row["due"]), row["at"])
        for row in self._store.rows("SELECT material, at FROM supplements WHERE case_no = ?", case_no):
            if row["material"] in due and row["at"] >= due[row["material"]][1]:
                del due[row["material"]]
        named = load_materials()
        table = items()[application.item].settings.apply
        pages = {one.material: one.pages for one in table.materials} if table is not None else {}
        return tuple(
            OwedMaterial(material=one, name=named[one].zh_hans, due=day, pages=pages.get(one, 4))
            for one, (day, _) in due.items()
        )

    def is_to_be_put_right(self, case_no: str, application: Application) -> bool:
        """Whether the office has asked for something again."""
        rows = self._store.rows("SELECT material FROM corrections WHERE case_no = ?", case_no)
        asked = {row["material"] for row in rows}
        return any(one.material in asked for one in self.owed(case_no, application))

    def ask_again(self, case_no: str, material: str) -> date:
        """The office finds a mistake: that material has to come once more."""
        now = self._province.clock.now()
        due = calendar().due(now.date(), CORRECTION_DAYS).day
        self._store.rows(
            "INSERT INTO corrections VALUES (?, ?, ?, ?)", case_no, material, due.isoformat(), now.timestamp()
        )
        return due

    def add(self, subject: str, case_no: str, application: Application, given: tuple[GivenMaterial, ...]) -> None:
        """What was owed has come.

        Raises:
            RefusalError: BAD_REQUEST (nothing that the case waits for, or pages that are not there).
        """
        owed = {one.material for one in self.owed(case_no, application)}
        if not {one.material for one in given} <= owed or any(one.source not in ("scan", "phone") for one in given):
            raise RefusalError(ErrorCode.BAD_REQUEST)
        for one in given:
            self._check_pages(subject, one)
        for one in given:
            self.belongs(case_no, (one,))
            self._store.rows(
                "INSERT INTO supplements VALUES (?, ?, ?, ?)",
                case_no,
                one.material,
                self._store.seal(json.dumps(one.model_dump(mode="json"))),
                self._province.clock.now().timestamp(),
            )

    def belongs(self, case_no: str, given: tuple[GivenMaterial, ...]) -> None:
        """Pages of a case are kept with it."""
        for one in given:
            for page in one.pages:
                self._store.rows("UPDATE material_pages SET case_no = ? WHERE page = ?", case_no, page.page)

    def counts(self) -> dict[str, int]:
        """Pages with a case, pages without, supplements."""
        found = self._store.rows("SELECT case_no != '' AS used, count(*) AS n FROM material_pages GROUP BY used")
        by = {bool(row["used"]): int(row["n"]) for row in found}
        later = self._store.row("SELECT count(*) FROM supplements")
        return {"used": by.get(True, 0), "loose": by.get(False, 0), "supplements": int(later[0]) if later else 0}

    def _check_pages(self, subject: str, given: GivenMaterial) -> None:
        if (given.source in ("scan", "phone")) != bool(given.pages):
            raise RefusalError(ErrorCode.BAD_REQUEST)
        for page in given.pages:
            row = self._store.row(
                "SELECT sha256, case_no FROM material_pages WHERE page = ? AND subject = ? AND material = ?",
                page.page,
                subject,
                given.material,
            )
            if row is None or row["sha256"] != page.sha256 or row["case_no"]:
                raise RefusalError(ErrorCode.BAD_REQUEST)

    def _forget(self) -> None:
        """Pages that no application has named within five days: one may wait at a terminal for three."""
        before = self._province.clock.now().timestamp() - 5 * DAY_S
        self._store.rows("DELETE FROM material_pages WHERE case_no = '' AND at < ?", before)
