"""Papers that the platform draws and seals itself: one file for each print, for the person it is about."""

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor

from drivers.clock import BEIJING
from kiosk.platform.values import ErrorCode, Issued, RecordRequest, Sealed, SealedFile
from kiosk.sandbox.papers import paper_of
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import digest
from printing.certificate import render
from printing.document import Verification
from printing.layouts import Stamp
from printing.sheets import on_paper


class SealedFiles:
    """Makes and keeps them.

    Args:
        province: for the items that are sealed, the authority and the store.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store

    def sealed(self, issued: Issued, wanted: RecordRequest) -> Issued:
        """The document with its sealed file, where papers of this item are sealed here; else as it was."""
        if wanted.item not in self._province.sealed_items:
            return issued
        from kiosk.sandbox.seals import Sealer  # takes half a second: not at a start that may seal nothing

        serial = f"P{issued.verification_code[:12]}"
        now = self._province.clock.now()
        stamp = Stamp(
            number=issued.document_no,
            verification=Verification(issued.verification_code, issued.paper_url),
            serial=serial,
            terminal="省级平台",
            issued_at=issued.issued_at,
            printed_at=now.astimezone(BEIJING),
            issuer=issued.record.issuer,
            subject=issued.record.subject,
            sample=True,
        )
        layout = paper_of(wanted.item, wanted.record, self._province.register.land)
        paper = render(on_paper(layout, issued.record.model_dump(), stamp), "")
        with ThreadPoolExecutor(1) as aside:
            # pyHanko starts an event loop of its own, and an endpoint runs within one already.
            pdf = aside.submit(Sealer(self._province.seals, now).seal, paper.pdf).result()
        self._store.rows(
            "INSERT INTO files VALUES (?, ?, ?)",
            digest(issued.verification_code),
            issued.record.subject,
            self._store.seal(base64.b64encode(pdf).decode()),
        )
        sealed = Sealed(serial=serial, pages=paper.pages, sha256=hashlib.sha256(pdf).hexdigest())
        return issued.model_copy(update={"sealed": sealed})

    def file(self, subject: str, code: str) -> SealedFile:
        """The file of a paper about this person.

        Raises:
            RefusalError: NOT_FOUND.
        """
        row = self._store.row("SELECT sealed FROM files WHERE code_hash = ? AND subject = ?", digest(code), subject)
        if row is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        return SealedFile.model_validate({"verification_code": code, "pdf": self._store.opened(row["sealed"])})
