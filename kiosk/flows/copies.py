"""Several copies of what is copied or printed: asked for at the look before, made as one paper, paid by the sheet."""

from dataclasses import replace

from kiosk.copying import COPIES, SHEETS_MOST
from kiosk.events import Event, Tapped
from kiosk.session import Session
from kiosk.step import Idle, Onward, Step, Turn
from kiosk.taps import Chosen, WentBack
from printing.document import Document, Drawing

NAME = "copy_copies"


def choosing(session: Session) -> Session:
    """About to say how many."""
    return replace(session, copying=replace(session.copying, is_choosing_copies=True), notice="")


def offered(session: Session) -> tuple[str, ...]:
    """How many can be had of so many pages."""
    pages = max(1, len(session.copying.pages))
    return tuple(str(count) for count in COPIES if count == 1 or count * pages <= SHEETS_MOST)


def multiplied(document: Document | Drawing, session: Session) -> Document | Drawing:
    """All copies as one paper, one whole copy after the other."""
    if not isinstance(document, Drawing):
        raise AssertionError("what is copied is drawn")  # noqa: TRY004 - a mistake of ours, no type
    return replace(document, pages=document.pages * session.copying.copies)


def _chosen(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice in offered(session):
            copying = replace(session.copying, copies=int(choice), is_choosing_copies=False)
            return Onward(replace(session, copying=copying, notice=""))
        case Tapped(WentBack()):
            kept = session.copying.copies if _fits(session) else int(offered(session)[-1])
            copying = replace(session.copying, copies=kept, is_choosing_copies=False)
            return Onward(replace(session, copying=copying, notice=""))
    return None


def _fits(session: Session) -> bool:
    """Whether so many can be had still: pages may have come since they were chosen."""
    return str(session.copying.copies) in offered(session)


STEP = Step(
    name=NAME,
    screen="pick",
    words=NAME,
    idle=Idle.PERSONAL,
    takes=_chosen,
    passes=lambda session: not session.copying.is_choosing_copies and _fits(session),
    offers=offered,
    dot=4,
)
