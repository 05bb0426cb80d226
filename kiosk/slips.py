"""What the receipt after a print knows: values from the session, masked."""

from drivers.outcome import Outcome
from drivers.receipt_printer import Line, Pair, Qr, Slip
from kiosk.masking import masked_name, masked_number, shown_name, shown_number
from kiosk.session import Session
from printing.document import Document, Drawing
from printing.receipt import PrintReceipt, compose_receipt, grouped


def print_slip(session: Session, document: Document | Drawing) -> Slip:
    """The slip for the print that was just settled, done or not."""
    record, item, printing, known = session.record, session.item, session.printing, session.identity
    if record is None or item is None or known is None:
        raise AssertionError("a slip follows a print")
    return compose_receipt(
        PrintReceipt(
            item=item.settings.name.zh_hans,
            # Some records name nobody; then whoever stands there is the holder.
            holder=shown_name(record) or masked_name(known.name),
            holder_number=shown_number(record) or masked_number(known.number),
            serial=document.serial,
            outcome=printing.outcome or Outcome.UNKNOWN,
            sheets_out=printing.sheet,
            pages=printing.sheets,
            terminal=session.terminal.name,
            place=session.terminal.place,
            at=document.printed_at,
            verification=document.verification,
            sample=session.is_sample,
        )
    )


def is_shown(session: Session) -> bool:
    """Whether a print is over, and no slip tells of it: then the screen does."""
    return session.printing.outcome is not None and session.slip_printed is False


def shown_text(session: Session) -> str:
    """The words of the slip that is not there, for a code on the screen; empty where it is there."""
    if session.document is None or not is_shown(session):
        return ""
    parts = print_slip(session, session.document).parts
    told = [
        _line(part)
        for part, below in zip(parts, (*parts[1:], None), strict=True)
        # Words above a code speak of it, and it is on the paper.
        if isinstance(part, Line | Pair) and not isinstance(below, Qr)
    ]
    return "\n".join(dict.fromkeys(told))


def shown_facts(session: Session) -> dict[str, str]:
    """What of it stands beside that code, by the key of its label: what staff or the platform would ask for."""
    document = session.document
    if document is None:
        return {}
    facts = {"serial": document.serial}
    if session.printing.outcome is Outcome.DONE and document.verification is not None:
        facts["verification"] = grouped(document.verification.code)
    return facts


def _line(part: Line | Pair) -> str:
    return part.text if isinstance(part, Line) else f"{part.name}：{part.value}"
