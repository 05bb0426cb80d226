"""Asking the platform to send by post: what waits, where the last parcel went, and the order, which is a deed.

Every function raises a `PlatformError` and nothing else.
"""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.express_values import ExpressOrder, ExpressRequest, LastAddress, Mailables, MailablesRequest
from kiosk.platform.lodgements import lodge
from kiosk.platform.values import Identity
from kiosk.platform.waybill import is_waybill

ORDERS = "/express-orders"


def last_address(platform: Platform, identity: Identity) -> LastAddress:
    """Where the person's last parcel went to."""
    found = platform.ask(
        Question(method="GET", path="/last-address", again=True, identity_token=identity.token), LastAddress
    )
    _check_subject(found.subject, identity)
    return found


def mailables(platform: Platform, identity: Identity, item: str) -> Mailables:
    """What was made for the person and can be sent, and what is on its way."""
    question = Question(
        method="POST",
        path="/mailables",
        again=True,
        body=body_of(MailablesRequest(item=item)),
        identity_token=identity.token,
    )
    found = platform.ask(question, Mailables)
    _check_subject(found.subject, identity)
    return found


def order(platform: Platform, identity: Identity, request: ExpressRequest, *, deed: str) -> ExpressOrder:
    """Have it sent, exactly once.

    Raises:
        Refused: NOTHING_FOUND (nothing waits in that case), CONFLICT (it is sent already).
    """

    def check(answer: ExpressOrder) -> None:
        _check_subject(answer.subject, identity)
        told = (answer.case_no, answer.service, answer.payment, answer.fee_fen)
        if told != (request.case_no, request.service, request.payment, request.fee_fen):
            raise WrongAnswer("about another order")
        if not is_waybill(answer.parcel.parcel_no):
            raise WrongAnswer("a waybill whose check digit is wrong")

    return lodge(platform, ORDERS, request, ExpressOrder, check, deed=deed, identity=identity)


def _check_subject(subject: str, identity: Identity) -> None:
    if subject != identity.subject:
        raise WrongAnswer("about another subject")
