"""What a receipt says after a print, whatever became of it. Masked: receipts are left behind."""

from drivers.receipt_printer import Align, Line, Pair, Qr, Rule, Slip
from kiosk.masking import masked_name, masked_number
from kiosk.session import Session


def print_slip(session: Session) -> Slip:
    """The slip for the print that was just settled."""
    issued, item = session.issued, session.item
    if issued is None or item is None:
        raise AssertionError("a slip follows a print")
    return Slip((Line("自助服务终端 业务凭条", Align.CENTRE, bold=True), Rule(), Pair("业务名称", item.settings.name.zh_hans), Pair("办理人", masked_name(issued.record.name)), Pair("证件号", masked_number(issued.record.number)), Qr(issued.verification_url)))
