"""What the screens of queues and appointments show."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.flows import giving_slip
from kiosk.flows.appointment import GIVE_UP, NEW
from kiosk.look.told import as_read
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, View
from kiosk.wording import day_wording
from printing.records.hall import Appointment


def queue(texts: Texts, session: Session, _: Step, view: View) -> View:
    """The queues: how many wait, about how long, or when the counters open."""

    def detail(waiting: int, minutes: int) -> str:
        key = "queue.waiting" if waiting else "queue.nobody"
        return texts.text(view.language, key, count=waiting, minutes=minutes)

    tiles = []
    for one in session.booking.queues:
        told = detail(one.waiting, one.minutes)
        if one.opens_at is not None:
            at = one.opens_at.astimezone(BEIJING)
            told = texts.text(view.language, "queue.opens", day=_day(at.date(), view), time=f"{at:%H:%M}")
        tiles.append(Choice(id=one.id, label=as_read(texts, session, one.name), detail=told, icon="slip"))
    return replace(view, choices=tuple(tiles), picture="slip")


def ticket(texts: Texts, session: Session, _: Step, view: View) -> View:
    """The number."""
    given = session.booking.ticket
    if given is None:
        return view
    language = view.language

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    people = texts.text(language, "queue.people", count=given.waiting)
    rows = (
        Row(label=label("ticket_no"), value=given.ticket),
        Row(label=label("business"), value=as_read(texts, session, given.item)),
        Row(label=label("counter"), value=as_read(texts, session, given.counter)),
        Row(label=label("when"), value=f"{_day(given.on, view)} {given.slot}"),
        Row(label=label("waiting"), value=people),
    )
    title = texts.text(language, "queue.yours", ticket=given.ticket)
    return _ended(session, replace(view, rows=rows, words=view.words | {"title": title}))


def what(texts: Texts, session: Session, step: Step, view: View) -> View:
    """A new hour, or one of those that are booked, to give it back."""
    booked = {f"{GIVE_UP}{one.booking_no}": one for one in session.booking.booked}
    tiles = []
    for choice in step.offers(session):
        if choice == NEW:
            label, detail = texts.text(view.language, "booking.new"), texts.text(view.language, "booking.new_hint")
            tiles.append(Choice(id=choice, label=label, detail=detail, icon="clock"))
        elif choice in booked:
            one = booked[choice]
            label = texts.text(view.language, "booking.give_up", day=_day(one.on, view), time=one.slot[:5])
            tiles.append(
                Choice(id=choice, label=label, detail=as_read(texts, session, f"{one.place} {one.room}"), icon="erase")
            )
    return replace(view, choices=tuple(tiles), picture="period", is_own_list=True)


def give_up(texts: Texts, session: Session, _: Step, view: View) -> View:
    """What is given back."""
    given_up = session.booking.given_up
    return view if given_up is None else replace(view, rows=_rows(texts, session, given_up, view), picture="page")


def booked(texts: Texts, session: Session, _: Step, view: View) -> View:
    """As it stands now."""
    done = session.booking.done
    if done is None:
        return view
    is_booked = done.state == "已预约"
    key = "booking.booked" if is_booked else "booking.cancelled"
    title = texts.text(view.language, key, day=_day(done.on, view), time=done.slot[:5])
    words = view.words | {"title": title, "spoken_title": texts.text(view.language, "speech.shown")}
    shown = replace(view, rows=_rows(texts, session, done, view), words=words)
    return _ended(session, replace(shown, tone="good"))


def _rows(texts: Texts, session: Session, shown: Appointment, view: View) -> tuple[Row, ...]:
    def label(key: str) -> str:
        return texts.text(view.language, f"label.{key}")

    return (
        Row(label=label("booking_no"), value=shown.booking_no),
        Row(label=label("place"), value=as_read(texts, session, shown.place)),
        Row(label=label("room"), value=as_read(texts, session, shown.room)),
        *((Row(label=label("who"), value=shown.who),) if shown.who else ()),
        Row(label=label("when"), value=f"{_day(shown.on, view)} {shown.slot}"),
        *((Row(label=label("number_in_line"), value=str(shown.number)),) if shown.state == "已预约" else ()),
    )


def _ended(session: Session, view: View) -> View:
    """The primary button gives the slip or ends it; what was done is not gone back from."""
    words = view.words
    primary = words["primary_slip" if giving_slip.may_give(session) else "primary_end"]
    return replace(view, words=words | {"primary": primary, "back": ""}, picture="page")


def _day(day: date, view: View) -> str:
    return day_wording(day).of(view.language)


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {"queue": queue, "ticket": ticket, "booking_what": what, "give_up": give_up, "booked": booked}
)
"""By a step's words."""
