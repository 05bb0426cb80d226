"""Papers of so many pages that say nothing but what binds them: for tests that are not about layouts."""

import hashlib
import io

from reportlab.pdfgen.canvas import Canvas

from printing.document import Paper


def bare_paper(*, pages: int, serial: str, subject: str, session: str = "visit-1") -> Paper:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.setKeywords(f"subject={subject};serial={serial}")
    for page in range(pages):
        canvas.drawString(100, 700, f"{page + 1} / {pages}")
        canvas.showPage()
    canvas.save()
    pdf = target.getvalue()
    return Paper(
        session=session,
        subject=subject,
        serial=serial,
        pages=pages,
        sha256=hashlib.sha256(pdf).hexdigest(),
        pdf=pdf,
    )
