"""What the screens of getting a result show: ways, services of the post, counters, parcels and where they are."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from types import MappingProxyType

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.delivery import DeliveryWay
from kiosk.delivery_terms import delivery_terms
from kiosk.flows import deliver, giving_slip
from kiosk.flows.mailing import SENT
from kiosk.items.working_days import WorkingDays, load_working_days
from kiosk.look.paid import paid_rows
from kiosk.look.told import as_read
from kiosk.masking import masked_name, masked_phone
from kiosk.platform.express_values import Payment
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, Stage, View
from kiosk.wording import day_of_year
from printing.records.hall import ExpressParcel

_SIGNS: Mapping[str, str] = MappingProxyType(
    {"here": "printer", "electronic": "phone", "locker": "house", "post": "forward", "window": "place"}
)


def yuan(texts: Texts, language: str, fen: int) -> str:
    """An amount as people read it."""
    whole, rest = divmod(fen, 100)
    return texts.text(language, "form.yuan", amount=f"{whole:,}.{rest:02d}")


def ways(texts: Texts, session: Session, step: Step, view: View) -> View:
    """The ways; one that cannot be had now says why."""
    cheapest = min(one.fee_fen for one in delivery_terms().services)

    def tile(way: str) -> Choice:
        known: DeliveryWay = way  # type: ignore[assignment]  # the step offers nothing else
        is_open = deliver.is_open(session, known)
        fee = yuan(texts, view.language, cheapest)
        told = "delivery_hint" if is_open else "delivery_shut"
        return Choice(
            id=way,
            label=texts.text(view.language, f"delivery_way.{way}"),
            detail=texts.text(view.language, f"{told}.{way}", fee=fee),
            icon=_SIGNS[way],
            is_open=is_open,
        )

    return replace(view, choices=tuple(tile(way) for way in step.offers(session)))


def services(texts: Texts, session: Session, step: Step, view: View) -> View:
    """The services of the post, with their fees and the last day."""
    item, today, terms = session.item, session.delivery.today, delivery_terms()

    def tile(service: str) -> Choice | None:
        one = terms.service(service)
        if one is None or item is None or today is None:
            return None
        due = _calendar().due(today, one.working_days).day
        fee = _fee(texts, view.language, terms.fee_of(one, item.id), terms.payment_of(item.id))
        return Choice(
            id=service,
            label=texts.text(view.language, f"delivery_service.{service}"),
            detail=texts.text(view.language, "delivery_service.days", fee=fee, day=day_of_year(due).of(view.language)),
            icon="fast" if service == "priority" else "forward",
        )

    found = (tile(service) for service in step.offers(session))
    return replace(view, choices=tuple(one for one in found if one is not None), picture="period")


def counters(texts: Texts, session: Session, step: Step, view: View) -> View:
    """Where a result can lie, and from which day on."""
    item, today = session.item, session.delivery.today
    if item is None:
        return view
    by = ""
    if today is not None:
        days = (item.settings.facts.promised.working_days or 0) + delivery_terms().window.working_days
        due = _calendar().due(today, days).day
        by = texts.text(view.language, "delivery_counter.by", day=day_of_year(due).of(view.language))
    named = deliver.places_of(session)
    nameless = texts.text(view.language, "delivery_counter.any")
    tiles = (
        Choice(id=choice, label=as_read(texts, session, named[int(choice)]) or nameless, detail=by, icon="place")
        for choice in step.offers(session)
    )
    return replace(view, choices=tuple(tiles), picture="map")


def mail_cases(texts: Texts, session: Session, step: Step, view: View) -> View:
    """What waits, and what is on its way."""
    delivery, language = session.delivery, view.language
    ready = {
        one.case_no: Choice(
            id=one.case_no,
            label=as_read(texts, session, one.content),
            detail=texts.text(
                language,
                "mail.ready",
                item=as_read(texts, session, one.item),
                day=day_of_year(one.ready_on).of(language),
            ),
            icon="certificate",
        )
        for one in delivery.ready
    }
    sent = {
        f"{SENT}{number}": Choice(
            id=f"{SENT}{number}",
            label=as_read(texts, session, parcel.content),
            detail=texts.text(language, "mail.sent"),
            icon="forward",
        )
        for number, parcel in enumerate(delivery.sent)
    }
    tiles = ready | sent
    return replace(view, choices=tuple(tiles[choice] for choice in step.offers(session)), is_own_list=True)


def mail_check(texts: Texts, session: Session, _: Step, view: View) -> View:
    """What is ordered: what, to whom and where, masked, how fast, and who pays."""
    delivery, language = session.delivery, view.language
    what, address = delivery.what, delivery.address
    if what is None or address is None:
        return view

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    fee = _fee(texts, language, delivery.fee_fen, delivery.payment)
    rows = (
        Row(label=label("content"), value=as_read(texts, session, what.content)),
        Row(label=label("receiver"), value=masked_name(address.receiver)),
        Row(label=label("receiver_phone"), value=masked_phone(address.phone)),
        Row(label=label("receiver_address"), value=f"{as_read(texts, session, address.region_name)}***"),
        Row(label=label("service"), value=texts.text(language, f"delivery_service.{delivery.service}")),
        Row(label=label("postage"), value=fee),
        *((Row(label=label("arrives"), value=f"{delivery.promised:%Y-%m-%d}"),) if delivery.promised else ()),
    )
    return replace(view, rows=rows, picture="page")


def parcel(texts: Texts, session: Session, _: Step, view: View) -> View:
    """The waybill, and where it has come to."""
    delivery, language = session.delivery, view.language
    shown = delivery.parcel
    if shown is None:
        return view

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    order = delivery.order
    rows = (
        Row(label=label("parcel_no"), value=shown.parcel_no),
        Row(label=label("content"), value=as_read(texts, session, shown.content)),
        Row(label=label("receiver"), value=shown.recipient),
        Row(label=label("receiver_address"), value=shown.address),
        *((Row(label=label("arrives"), value=f"{order.promised:%Y-%m-%d}"),) if order is not None else ()),
        *paid_rows(texts, session, language),
    )
    may_give = giving_slip.may_give(session)
    words = view.words | {"primary": view.words["primary_slip" if may_give else "primary_end"]}
    if delivery.what is not None:
        # The order is placed: there is nothing to go back to.
        words |= {"back": ""}
    return replace(view, rows=rows, stages=stops(texts, session, shown), words=words, picture="period")


def stops(texts: Texts, session: Session, shown: ExpressParcel) -> tuple[Stage, ...]:
    """A parcel's way, the first stop first."""
    last = len(shown.stops) - 1
    return tuple(
        Stage(
            name=as_read(texts, session, stop.state),
            office=as_read(texts, session, stop.where),
            lane=0,
            state="running" if number == last and "签收" not in stop.state else "done",
            when=_minute(stop.at),
        )
        for number, stop in enumerate(shown.stops)
    )


def _fee(texts: Texts, language: str, fen: int, payment: Payment) -> str:
    if payment == "free" or not fen:
        return texts.text(language, "delivery_service.free")
    key = "now" if payment == "paid" else "on_delivery"
    return texts.text(language, f"delivery_service.{key}", fee=yuan(texts, language, fen))


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(BEIJING):%m-%d %H:%M}"


@cache
def _calendar() -> WorkingDays:
    return load_working_days()


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {
        "deliver_ways": ways,
        "deliver_services": services,
        "deliver_counters": counters,
        "mail_cases": mail_cases,
        "mail_check": mail_check,
        "parcel": parcel,
    }
)
"""By a step's words."""
