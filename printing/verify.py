"""Whose paper is this? The last comparison before bytes leave for a printer."""

import hashlib
import io
import re
from dataclasses import dataclass, field

from printing.document import Paper

_KEYWORDS = re.compile(r"subject=(?P<subject>[^;]+);serial=(?P<serial>[^;]+)")


class NotBound(Exception):  # noqa: N818  a sentence: the paper is not bound to who stands there
    """A paper that may not be sent: it belongs to another visit or person, or is not what was drawn."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What a file says about itself."""

    subject: str = field(repr=False)
    serial: str
    pages: int


def binding_of(pdf: bytes) -> Binding:
    """Read a file's own keywords and count its pages.

    Raises:
        NotBound: it is no PDF, or carries no binding.
    """
    # A tenth of a second of a core's way back home, for what is first needed when a paper is.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(pdf), strict=True)
        keywords = str(reader.metadata.get("/Keywords", "")) if reader.metadata else ""
        pages = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise NotBound(f"not a PDF of ours: {type(error).__name__}") from error
    found = _KEYWORDS.fullmatch(keywords)
    if found is None:
        raise NotBound("the file carries no binding")
    return Binding(found["subject"], found["serial"], pages)


def subject_of(pdf: bytes) -> str:
    """The platform's token of the person a file was made for.

    Raises:
        NotBound: as `binding_of`.
    """
    return binding_of(pdf).subject


def serial_of(pdf: bytes) -> str:
    """The print's own number.

    Raises:
        NotBound: as `binding_of`.
    """
    return binding_of(pdf).serial


def check_bound(paper: Paper, session: str, subject: str) -> None:
    """Compare a paper with the visit that is about to send it, by the file itself and not by what is said about it.

    Args:
        paper: what is to be sent.
        session: id of the visit that runs now.
        subject: the token of the person that visit identified.

    Raises:
        NotBound: any difference; the message says which, without values.
    """
    if not session or paper.session != session:
        raise NotBound("the paper was made for another visit")
    if hashlib.sha256(paper.pdf).hexdigest() != paper.sha256:
        raise NotBound("the bytes are not those that were drawn")
    binding = binding_of(paper.pdf)
    if not subject or binding.subject != subject or paper.subject != subject:
        raise NotBound("the paper was made for another person")
    if binding.serial != paper.serial:
        raise NotBound("the paper carries another serial")
    if binding.pages != paper.pages:
        raise NotBound("the paper has another number of pages")
