"""From a Document to the bytes of an A4 PDF.

Two passes: the parts are placed on pages as plain marks, then the pages are drawn, since every foot says how many
there are. Sizes are our choice, modelled on official letters (GB/T 9704): margins 25 mm, body 10.5 pt.
"""

import hashlib
import threading
from collections.abc import Sequence

from printing.document import Document, Drawing, Paper, Scans
from printing.drawing import Told, draw
from printing.fonts import load
from printing.page import Page
from printing.placing import place

_drawing = threading.Lock()
"""reportlab's fonts keep the subsets of a document under work; one paper at a time."""


def render(document: Document | Drawing, session: str) -> Paper:
    """Lay out and draw a paper.

    Args:
        document: what it says, or the pages of a paper that was laid out by hand.
        session: the visit it belongs to; the paper is bound to it.

    Raises:
        CannotDraw: a character has no face; the error names the part, not the text.
        BadPicture: a photo or signature is none.
        FontMissing: set-up has not been run.
    """
    with _drawing:
        load()
        pages: Sequence[Page] = document.pages if isinstance(document, Drawing) else place(document)
        pdf = draw(pages, _told(document))
    return Paper(
        session=session,
        subject=document.subject,
        serial=document.serial,
        pages=len(pages),
        sha256=hashlib.sha256(pdf).hexdigest(),
        pdf=pdf,
    )


def pages_of(document: Document | Drawing) -> int:
    """How many pages it takes, without drawing them.

    Raises:
        CannotDraw: a character has no face.
        BadPicture: a photo or signature is none.
        FontMissing: set-up has not been run.
    """
    if isinstance(document, Drawing):
        return len(document.pages)
    with _drawing:
        load()
        return len(place(document))


def _told(document: Document | Drawing) -> Told:
    return Told(
        title=document.title,
        creator=document.terminal,
        subject=document.subject,
        serial=document.serial,
        sample=document.sample,
        purpose=document.purpose,
        is_over=isinstance(document, Drawing) or any(isinstance(part, Scans) for part in document.body),
    )
