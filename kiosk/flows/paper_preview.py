"""The paper on the glass, before and while it is printed: its first page small, any page large at a touch."""

from dataclasses import replace

from kiosk.effects import DrawPage, ShowPage
from kiosk.events import Event, PageDrawn, PaperMade, Tapped
from kiosk.session import Preview, Session
from kiosk.step import Stay, Turn
from kiosk.taps import PageTurned


def with_paper(session: Session, made: PaperMade) -> Stay:
    """The paper is there, and its first page where that could be drawn."""
    if not made.picture:
        return Stay(replace(session, preview=Preview(made.paper)))
    return Stay(replace(session, preview=Preview(made.paper, page=1)), (ShowPage(1, made.picture),))


def beside_the_tray(session: Session) -> tuple[DrawPage, ...]:
    """What was looked at is drawn again where it is printed: the screens keep no picture longer than its page."""
    preview = session.preview
    return (DrawPage(preview.paper, preview.page),) if preview.paper is not None and preview.page else ()


def previewed(session: Session, event: Event) -> Turn | None:
    """What concerns the picture of the paper; None for all else."""
    preview = session.preview
    match event:
        case PaperMade():
            return with_paper(session, event)
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
