"""What the screens of coach tickets show: what can be bought and is, the coach that is paid for, the ticket."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.flows import coach_ticket, giving_slip
from kiosk.flows.coach_ticket import NEW, OWN
from kiosk.flows.making_paper import person_of
from kiosk.look.paid import paid_rows
from kiosk.look.told import as_read
from kiosk.masking import masked_name
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, View
from kiosk.wording import day_wording
from printing.payment_slip import yuan
from printing.records.public_services import CoachTicket


def what(texts: Texts, session: Session, step: Step, view: View) -> View:
    """A new ticket, and those that the person has."""
    language = view.language
    new = Choice(
        id=NEW,
        label=texts.text(language, "coach.new"),
        detail=texts.text(language, "coach.new_hint"),
        icon="forward",
    )
    tiles = {NEW: new} | {
        f"{OWN}{number}": Choice(
            id=f"{OWN}{number}",
            label=_trip(texts, session, view, one),
            detail=texts.text(language, "coach.own", seat=_seat(texts, view, one), coach=one.coach_no),
            icon="certificate",
        )
        for number, one in enumerate(session.ticketing.tickets)
    }
    return replace(
        view, choices=tuple(tiles[choice] for choice in step.offers(session)), picture="period", is_own_list=True
    )


def check(texts: Texts, session: Session, _: Step, view: View) -> View:
    """What is paid for: who goes, from where to where, when, and the fare."""
    coach, language = coach_ticket.chosen(session), view.language
    rows = (
        _row(texts, view, "passenger", masked_name(person_of(session)[0].name)),
        _row(texts, view, "coach_from", as_read(texts, session, coach.station)),
        _row(texts, view, "coach_to", as_read(texts, session, coach.to)),
        _row(texts, view, "departs", f"{day_wording(coach.day).of(language)} {coach.departs}"),
        _row(texts, view, "coach_no", coach.number),
        _row(texts, view, "fare", texts.text(language, "form.yuan", amount=yuan(coach.fare_fen))),
    )
    return replace(view, rows=rows, picture="page")


def ticket(texts: Texts, session: Session, _: Step, view: View) -> View:
    """The ticket; what was paid for it where that was now."""
    shown, language = coach_ticket.ticket_of(session), view.language
    if shown is None:
        return view
    rows = (
        _row(texts, view, "coach_from", as_read(texts, session, shown.station)),
        _row(texts, view, "coach_to", as_read(texts, session, shown.to)),
        _row(texts, view, "departs", f"{day_wording(shown.on).of(language)} {shown.departs}"),
        _row(texts, view, "coach_no", shown.coach_no),
        _row(texts, view, "gate", as_read(texts, session, shown.gate)),
        _row(texts, view, "seat", _seat(texts, view, shown)),
        _row(texts, view, "fare", texts.text(language, "form.yuan", amount=f"{shown.fare:.2f}")),
        _row(texts, view, "coach_ticket_no", shown.ticket_no),
        _row(texts, view, "boards", texts.text(language, "coach.boards")),
        *paid_rows(texts, session, language),
    )
    words = view.words
    words |= {"primary": words["primary_slip" if giving_slip.may_give(session) else "primary_end"]}
    if not coach_ticket.is_looking(session):
        # It is bought: there is nothing to go back to.
        words |= {"back": "", "title": texts.text(language, "coach.bought", trip=_trip(texts, session, view, shown))}
        words |= {"spoken_title": texts.text(language, "speech.shown")}
    return replace(view, rows=rows, words=words, picture="page", tone="good")


def _trip(texts: Texts, session: Session, view: View, shown: CoachTicket) -> str:
    day = day_wording(shown.on).of(view.language)
    return texts.text(view.language, "coach.trip", day=day, time=shown.departs, to=as_read(texts, session, shown.to))


def _seat(texts: Texts, view: View, shown: CoachTicket) -> str:
    return texts.text(view.language, "coach.seat", number=shown.seat)


def _row(texts: Texts, view: View, label: str, value: str) -> Row:
    return Row(label=texts.text(view.language, f"label.{label}"), value=value)


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {"coach_what": what, "coach_check": check, "coach_ticket": ticket}
)
"""By a step's words."""
