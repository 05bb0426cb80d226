"""What the receipt after a print knows: values from the session, masked."""

from drivers.outcome import Outcome
from drivers.receipt_printer import Slip
from kiosk.masking import masked_name, masked_number
from kiosk.session import Session
from printing.document import Document
from printing.receipt import PrintReceipt, compose_receipt


def print_slip(session: Session, document: Document) -> Slip:
    """The slip for the print that was just settled, done or not."""
    record, item, printing = session.record, session.item, session.printing
    if record is None or item is None:
        raise AssertionError("a slip follows a print")
    return compose_receipt(
        PrintReceipt(
            item=item.settings.name.zh_hans,
            holder=masked_name(record.name),
            holder_number=masked_number(record.number),
            serial=document.serial,
            outcome=printing.outcome or Outcome.UNKNOWN,
            sheets_out=printing.sheet,
            pages=printing.sheets,
            terminal=session.terminal.name,
            place=session.terminal.place,
            at=document.printed_at,
            verification=document.verification,
            sample=session.terminal.is_sample,
        )
    )
