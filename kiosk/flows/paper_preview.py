"""The paper on the glass, before and while it is printed: its first page small, any page large at a touch."""

from dataclasses import replace

from kiosk.effects import DrawPage, ShowPage
from kiosk.events import Event, PageDrawn, PaperMade, Tapped
from kiosk.session import Preview, Session
from kiosk.step import Stay, Turn
from kiosk.taps import PageTurned


def previewed(session: Session, event: Event) -> Turn | None:
    """What concerns the picture of the paper; None for all else."""
    preview = session.preview
    match event:
        case PaperMade(paper, picture):
            if not picture:
                return Stay(replace(session, preview=Preview(paper)))
            return Stay(replace(session, preview=Preview(paper, page=1)), (ShowPage(1, picture),))
        case PageDrawn(page, picture) if page == preview.page:
            return Stay(session, (ShowPage(page, picture),))
        case Tapped(PageTurned(0)):
            return Stay(replace(session, preview=replace(preview, is_open=False)))
        case Tapped(PageTurned(page)) if preview.paper is not None and preview.page > 0:
            if page > preview.paper.pages:
                return None
            opened = replace(session, preview=replace(preview, page=page, is_open=True))
            return Stay(opened, (DrawPage(preview.paper, page, is_large=True),))
    return None
