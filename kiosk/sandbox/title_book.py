"""Which property titles were printed: each is one paper, and a second one is a matter of the registry's window.

不动产登记暂行条例实施细则 article 22: a title that is damaged is exchanged, one that is lost is declared void and made
anew, both on an application. A print that the device reported as not done was none.
"""

from kiosk.sandbox.province import Province
from kiosk.sandbox.store import digest


class TitleBook:
    """Every title that was numbered for a print, by its certificate's number.

    Args:
        province: for the file.
    """

    def __init__(self, province: Province) -> None:
        self._store = province.store
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS title_papers (certificate TEXT NOT NULL, document_no TEXT PRIMARY KEY) STRICT"
        )

    def write(self, certificate_no: str, document_no: str) -> None:
        """This document is that title."""
        self._store.rows("INSERT INTO title_papers VALUES (?, ?)", digest(certificate_no), document_no)

    def is_of(self, document_no: str) -> bool:
        """Whether this document is a title."""
        return self._store.row("SELECT 1 FROM title_papers WHERE document_no = ?", document_no) is not None

    def is_printed(self, certificate_no: str) -> bool:
        """Whether there is a paper of it, or may be one: what nobody has reported yet counts."""
        row = self._store.row(
            "SELECT 1 FROM title_papers AS t WHERE certificate = ? AND ("
            " NOT EXISTS (SELECT 1 FROM prints WHERE document_no = t.document_no)"
            " OR EXISTS (SELECT 1 FROM prints WHERE document_no = t.document_no AND outcome != 'not_done'))",
            digest(certificate_no),
        )
        return row is not None
