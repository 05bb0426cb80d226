"""What the screens of paying show: what is owed, how it can be paid, the code, what became of it; masked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.flows import pay, pay_bill
from kiosk.flows.photo import RECEIPT
from kiosk.look.paid import refund_row
from kiosk.look.told import as_read, row_as_read
from kiosk.payment_slips import pairs_of
from kiosk.platform.service_values import CaseFile
from kiosk.session import Session
from kiosk.view import Choice, Language, Row, View
from kiosk.wording import abreast
from printing.payment_slip import yuan

_ICONS = {"code": "phone", "card": "card"}
Look = Callable[[Texts, Session, View], View]


def values(session: Session) -> dict[str, str]:
    """What words of these screens may name."""
    return {"amount": yuan(session.paying.due.amount_fen)}


def refund_rows(texts: Texts, language: Language, case: CaseFile) -> tuple[Row, ...]:
    """What goes back because the application was taken back; nothing where nothing was paid."""
    return (refund_row(texts, language, case.refund),) if case.refund is not None else ()


def _bills(texts: Texts, session: Session, view: View) -> View:
    """Those that can be paid or settled here, and those that cannot yet, with the reason."""
    settles = session.item is not None and session.item.settings.flow == "settle_offence"

    def detail(because: str, amount: int, about: str) -> str:
        if because == "not_decided" and settles:
            return texts.text(view.language, "offence.to_settle", about=about)
        if because:
            return texts.text(view.language, f"screen.bill.{because}")
        sum_owed = f"{yuan(amount)} {texts.text(view.language, 'screen.pay_code.unit')}"
        return abreast(view.language, about, sum_owed)

    choices = tuple(
        Choice(
            id=bill.bill,
            label=as_read(texts, session, next((row.value for row in bill.rows[2:3]), bill.name)),
            detail=detail(bill.because, bill.amount_fen, next((row.value for row in bill.rows[:1]), "")),
            icon="notice",
            is_open=bill.amount_fen > 0 or (settles and bill.because == "not_decided"),
        )
        for bill in session.paying.bills
    )
    return replace(view, choices=choices, is_own_list=True)


def _bill(texts: Texts, session: Session, view: View) -> View:
    bill = session.paying.bill
    if bill is None:
        return view

    def row(label: str, value: str) -> Row:
        return Row(label=texts.text(view.language, f"label.{label}"), value=value)

    unit = texts.text(view.language, "screen.pay_code.unit")
    rows = (
        row("issuer_of_bill", as_read(texts, session, bill.issuer)),
        row("account", bill.account),
        row("bill_holder", bill.holder),
        *(Row(label=as_read(texts, session, one.name), value=as_read(texts, session, one.value)) for one in bill.rows),
        *(
            Row(label=as_read(texts, session, line.name), value=f"{yuan(line.amount_fen)} {unit}")
            for line in bill.lines
        ),
        *((row("total", f"{yuan(bill.amount_fen)} {unit}"),) if len(bill.lines) > 1 else ()),
    )
    words = view.words
    if not pay_bill.can_pay(session):
        lead = words.get(bill.because or "nothing", "")
        words = words | {"primary": words.get("primary_end", ""), "lead": lead, "back": ""}
        words |= {"spoken": texts.text(view.language, "speech.shown")}
    elif session.terminal.health.missing(("receipt_printer",)):
        words = words | {"lead": words.get("no_slip", "")}
    return replace(view, rows=rows, words=words, picture="page")


def _ways(texts: Texts, session: Session, view: View) -> View:
    choices = tuple(
        Choice(
            id=f"{pay.BY}{way}",
            label=texts.text(view.language, f"pay_way.{way}"),
            detail=texts.text(view.language, f"pay_way_hint.{way}"),
            icon=_ICONS[way],
        )
        for way in pay.ways_of(session)
    )
    return replace(view, choices=choices)


def _asked(texts: Texts, session: Session, view: View) -> View:
    """The sum in big figures; the code, or the terminal's picture."""
    order, due = session.paying.order, session.paying.due
    rows = tuple(
        Row(label=as_read(texts, session, line.name), value=f"{yuan(line.amount_fen)} {view.words.get('unit', '')}")
        for line in due.lines
    )
    code = order.payment_code if order is not None else ""
    if code:
        rows = (*rows, Row(label=texts.text(view.language, "label.payment_code"), value=_in_fours(code)))
    words = view.words
    if session.paying.is_silent:
        words = words | {"lead": words.get("silent", "")}
    is_code = session.paying.way != "card"
    return replace(
        view,
        rows=rows,
        words=words,
        qr=order.pay_code if order is not None and is_code else "",
        picture="" if is_code else "card",
        can_go_back=is_code,
    )


def _told(texts: Texts, session: Session, view: View) -> View:
    """What became of a payment that came to nothing, or that nobody knows the end of."""
    order, stage = session.paying.order, session.paying.stage
    key: str = order.state if order is not None and stage == "returned" else "unsure"
    if key == "unsure" and order is not None and order.state == "paid":
        key = "unsure_paid"
    words = view.words | texts.below(view.language, f"pay_told.{key}") | {"back": ""}
    rows = (*_receipt_of_photo(texts, session, view.language), *_rows(texts, session))
    told = replace(view, rows=rows, words=words, picture="slip", tone="careful")
    return told if stage == "unsure" else replace(told, tone="plain")


def _receipt_of_photo(texts: Texts, session: Session, language: Language) -> tuple[Row, ...]:
    """The number of a photograph that is kept though its paper did not come out: this page is the last that says it."""
    accepted = session.photo.accepted
    if accepted is None or RECEIPT.name not in session.photo.lacks:
        return ()
    return (Row(label=texts.text(language, "label.receipt_no"), value=accepted.receipt_no),)


def _paid(texts: Texts, session: Session, view: View) -> View:
    words = view.words | {"back": ""}
    if not session.paying.slip_printed:
        words |= {"lead": words.get("lead_no_slip", "")}
    return replace(view, rows=_rows(texts, session), words=words, picture="slip", tone="good")


def _rows(texts: Texts, session: Session) -> tuple[Row, ...]:
    """What the slip has, line for line; whose bill it is stays as it is written."""
    return tuple(row_as_read(texts, session, name, value) for name, value in pairs_of(session))


def _in_fours(code: str) -> str:
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "bills": _bills,
        "bill": _bill,
        "pay_ways": _ways,
        "pay_code": _asked,
        "pay_card": _asked,
        "pay_told": _told,
        "paid": _paid,
    }
)
"""By a step's words."""
