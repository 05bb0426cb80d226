"""A paper that the terminal lays out itself: asked of the printer before anything is done for it, printed afterwards.

    paper = OwnPaper("receipt", "photo-receipt", made=..., wanted=...)
    paper.ready(needs, dot)       in a flow's table, before what costs the person anything
    paper.printed(needs, dot)     afterwards

What does not come out does not end the visit: the flow goes on and is told (`without`), since what the paper is about
is done already. One whose outcome nobody knows is never printed again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from drivers.faults import Fault
from drivers.io_module import Lamp
from drivers.outcome import Outcome
from kiosk.effects import AskPrinter, Effect, MakePaper, Print, StopPrinting
from kiosk.events import Event, Failed, PaperMade, PrinterAsked, PrintMoved, PrintSettled, Tapped
from kiosk.flows.before_printing import NO_DAY, as_long, not_ready, serial_of
from kiosk.flows.paper_preview import previewed, with_paper
from kiosk.service_events import TimeTold
from kiosk.session import Level, Preview, Printing, Session
from kiosk.step import Idle, Onward, Stay, Step, Turn, tell_time
from kiosk.taps import Asked
from printing.document import Verification
from printing.fonts import CannotDraw
from printing.layouts import LayoutError, load_any
from printing.records.value import Record
from printing.sheets import on_paper
from printing.stock_tray import Sheets

Code = Callable[[Session], Verification | None]


def no_code(_: Session) -> Verification | None:
    """A paper that nobody checks."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPaper:
    """One paper of a flow.

    Attributes:
        name: begins the names of its steps, and of its deed.
        layout: id of its layout.
        made: the record, dated; before the paper is due, too, for its length.
        wanted: whether the person wants it.
        without: what is to be done when it did not come out, and how that was found.
        sheets: what it is printed on.
        code: what its QR code says.
    """

    name: str
    layout: str
    made: Callable[[Session, datetime], Record]
    wanted: Callable[[Session], bool]
    without: Callable[[Session, Outcome], Turn]
    sheets: Sheets = "plain"
    code: Code = no_code

    def ready(self, needs: Level, dot: int) -> Step:
        """Asks the printer."""

        def enter(session: Session) -> tuple[Effect, ...]:
            record = self.made(session, NO_DAY)
            stamp = as_long(record, terminal=session.terminal.place, sample=session.is_sample)
            return (AskPrinter(load_any(self.layout), record, stamp, self.sheets),)  # type: ignore[arg-type]  # no slip

        def takes(session: Session, event: Event) -> Turn | None:
            match event:
                case PrinterAsked((), _):
                    return Onward(replace(session, notice=""))
                case PrinterAsked((fault, *_), pages):
                    return not_ready(session, fault, pages, f"{self.name}_ready")
            return None

        return Step(
            name=f"{self.name}_ready",
            screen="working",
            words="ask_printer",
            idle=Idle.NEVER,
            takes=takes,
            enter=enter,
            passes=lambda session: not self.wanted(session),
            needs=needs,
            waits_for="a4_printer",
            dot=dot,
        )

    def printed(self, needs: Level, dot: int) -> Step:
        """Prints it."""
        return Step(
            name=f"{self.name}_print",
            screen="printing",
            idle=Idle.NEVER,
            takes=self._prints,
            enter=tell_time,
            passes=lambda session: not self.wanted(session),
            needs=needs,
            can_leave=False,
            lamp=Lamp.A4,
            waits_for="a4_printer",
            dot=dot,
        )

    def deed(self, session: Session) -> str:
        """Id of the deed that prints it."""
        return session.deed(f"print-{self.name}-{session.attempt}")

    def _prints(self, session: Session, event: Event) -> Turn | None:
        match event:
            case TimeTold(at):
                return self._make(session, at)
            case PaperMade(paper):
                shown = with_paper(session, event)
                wants = Print(paper, "", self.deed(session), paper.subject, sheets=self.sheets)
                return Stay(shown.session, (*shown.effects, wants))
            case PrintMoved(sheet, sheets, fault):
                return Stay(replace(session, printing=Printing(sheet, sheets, fault)))
            case PrintSettled(Outcome.DONE):
                return Onward(_over(session))
            case PrintSettled(outcome):
                return self.without(_over(session), outcome)
            case Failed(Fault.STUCK.value):
                return self.without(_over(session), Outcome.UNKNOWN)
            case Failed():
                return self.without(_over(session), Outcome.NOT_DONE)
            case Tapped(Asked()) if session.printing.fault is not None:
                return Stay(session, (StopPrinting(),))
        return previewed(session, event)

    def _make(self, session: Session, at: datetime) -> Turn:
        record = self.made(session, at)
        plain = as_long(record, terminal=session.terminal.place, sample=session.is_sample)
        serial = serial_of(session, self.deed(session), at)
        stamp = replace(
            plain,
            number=serial,
            serial=serial,
            issued_at=at,
            printed_at=at,
            verification=self.code(session) or plain.verification,
        )
        try:
            document = on_paper(load_any(self.layout), record.model_dump(), stamp)  # type: ignore[arg-type]  # no slip
        except (LayoutError, OverflowError, CannotDraw):
            return self.without(_over(session), Outcome.NOT_DONE)
        fresh = replace(session, document=document, printing=Printing(), preview=Preview())
        return Stay(fresh, (MakePaper(document, session.name),))


def _over(session: Session) -> Session:
    """Nothing of the paper stays."""
    return replace(session, document=None, preview=Preview(), printing=Printing())
