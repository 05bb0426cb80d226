"""How the result comes to the person: one block of steps for every flow that ends in something made elsewhere or later.

    *deliver.steps(("here", "post", "window"), back_to="ask-review", needs=level, dot=4), ...     in the table
    session.delivery                                     way, address, fee, promised day: whatever was chosen
    to=deliver.first(ways)                               the step that 上一步 of what follows enters

Print here, electronic copy, pickup locker, EMS, counter: which of them, the flow says. The person has to be known where
EMS is offered. A fee stands in `session.delivery.fee_fen`; with `payment` "on-delivery" the courier takes it, with
"paid" it belongs to what the flow has paid before it orders (`owed`).
"""

from dataclasses import replace
from datetime import date
from functools import cache

from kiosk.delivery import DeliveryWay
from kiosk.delivery_terms import delivery_terms
from kiosk.effects import Effect, TellDay
from kiosk.events import DayTold, Event, Failed, Tapped
from kiosk.flows import ask_form
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import item_of, person_of
from kiosk.forms.filling import NOTHING_FILLED
from kiosk.items.working_days import WorkingDays, load_working_days
from kiosk.lodgement_effects import AskLastAddress
from kiosk.lodgement_events import LastAddressTold
from kiosk.platform.express_values import PostalAddress
from kiosk.platform.payment_values import OrderLine
from kiosk.session import Level, Session
from kiosk.step import Backward, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Chosen, WentBack

FORM = "postal-address"
POST_FEE = "邮政速递费"
"""As order and slip call it."""
NEEDS: dict[DeliveryWay, tuple[str, ...]] = {
    "here": ("a4_printer",),
    "electronic": (),
    "locker": ("locker",),
    "post": ("platform",),
    "window": (),
}
"""What a way cannot do without."""
WAY, LAST, SERVICE, WINDOW, PREFIX = "deliver-way", "deliver-last", "deliver-service", "deliver-window", "address"


def steps(ways: tuple[DeliveryWay, ...], *, back_to: str, needs: Level = Level.NOBODY, dot: int = 0) -> Steps:
    """The block.

    Args:
        ways: what can be chosen; of a single one nothing is asked but what belongs to it.
        back_to: step that 上一步 of the first question enters; the home screen where it is empty.
        needs: the level of identity that the flow has reached.
        dot: of the step dots.
    """
    one = ways[0] if len(ways) == 1 and ways[0] in ("post", "window") else None
    before = back_to if one is not None else WAY
    return (
        *(() if one is not None else (_way(ways, back_to, needs, dot),)),
        *(_post(before, needs, dot, is_only=one is not None) if "post" in ways else ()),
        *((_window(before, needs, dot, is_only=one is not None),) if "window" in ways else ()),
    )


def first(ways: tuple[DeliveryWay, ...]) -> str:
    """The step that 上一步 of what follows the block enters."""
    if len(ways) > 1 or ways[0] not in ("post", "window"):
        return WAY
    return LAST if ways[0] == "post" else WINDOW


def owed(session: Session) -> tuple[OrderLine, ...]:
    """What is paid for the post here; nothing where the courier takes it, or the office pays."""
    delivery = session.delivery
    if delivery.way != "post" or delivery.payment != "paid":
        return ()
    return (OrderLine(name=POST_FEE, amount_fen=delivery.fee_fen, is_government=False),)


def is_open(session: Session, way: DeliveryWay) -> bool:
    """Whether this terminal can do it now."""
    return not session.terminal.health.missing(NEEDS[way]) and (way != "post" or session.identity is not None)


def places_of(session: Session) -> tuple[str, ...]:
    """Counters where a result can lie; one without a name where the terminal's file has none."""
    department = item_of(session).settings.facts.department
    named = tuple(place.name for place in session.terminal.places if place.kind != "machine" and place.does(department))
    return named[:6] or ("",)


def _way(ways: tuple[DeliveryWay, ...], back_to: str, needs: Level, dot: int) -> Step:
    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case DayTold():
                return _day_told(session, event)
            case Tapped(Chosen(choice)):
                for way in ways:
                    if way == choice and is_open(session, way):
                        begun = replace(session.delivery, way=way, kept=session.filling, place="")
                        chosen = replace(begun, fee_fen=0, promised=None)
                        return Onward(replace(session, delivery=chosen, notice=""))
            case Tapped(WentBack()):
                return _before(session, back_to)
        return None

    return Step(
        name=WAY,
        screen="pick",
        words="deliver_ways",
        idle=Idle.PERSONAL,
        takes=takes,
        enter=_tell_day,
        offers=lambda _: ways,
        needs=needs,
        dot=dot,
    )


def _post(before: str, needs: Level, dot: int, *, is_only: bool) -> Steps:
    form = form_named(FORM)
    address = ask_form.steps(form, back_to=before, prefix=PREFIX, needs=needs, dot=dot)
    last = replace(LAST_ADDRESS, needs=needs, dot=dot)
    service = replace(SERVICES, needs=needs, dot=dot)
    block = (last, *(_coming_back(step) for step in address), service)
    return block if is_only else tuple(step.only(lambda session: session.delivery.way == "post") for step in block)


def _coming_back(step: Step) -> Step:
    """上一步 out of the address, and the flow's own form stands as it was."""

    def takes(session: Session, event: Event) -> Turn | None:
        turn = step.takes(session, event)
        is_out = isinstance(turn, Backward) and not turn.to.startswith(f"{PREFIX}-")
        return replace(turn, session=_restored(turn.session)) if isinstance(turn, Backward) and is_out else turn

    return replace(step, takes=takes)


def _ask_last(session: Session) -> tuple[Effect, ...]:
    # The day first: it is known when the days of the post are told.
    return (*_tell_day(session), AskLastAddress(person_of(session)[0]))


def _day_told(session: Session, told: DayTold) -> Turn:
    return Stay(replace(session, delivery=replace(session.delivery, today=told.day)))


def _last_told(session: Session, event: Event) -> Turn | None:
    """What is known stands there already; where nothing could be asked, the person says it."""
    known = session.delivery.address
    match event:
        case LastAddressTold(last) if known is None:
            known = last.address
    match event:
        case DayTold():
            return _day_told(session, event)
        case LastAddressTold() | Failed() if known is not None:
            given = {"receiver": known.receiver, "phone": known.phone, "region": known.region, "street": known.street}
            return Onward(_asking(session, given))
        case LastAddressTold() | Failed():
            return Onward(_asking(session, {"receiver": person_of(session)[0].name[:30]}))
    return None


def _asking(session: Session, given: dict[str, str]) -> Session:
    delivery = session.delivery
    kept = delivery.kept if delivery.kept is not None else session.filling
    bare = replace(session, filling=NOTHING_FILLED, delivery=replace(delivery, way="post", kept=kept))
    return ask_form.prefilled(bare, given)


def _tell_day(_: Session) -> tuple[Effect, ...]:
    return (TellDay(),)


def _service(session: Session, event: Event) -> Turn | None:
    delivery, item, terms = session.delivery, item_of(session).id, delivery_terms()
    match event:
        case Tapped(Chosen(choice)) if (one := terms.service(choice)) is not None:
            chosen = replace(
                delivery,
                way="post",
                address=_address(session),
                service=one.id,
                payment=terms.payment_of(item),
                fee_fen=terms.fee_of(one, item),
                promised=_due(delivery.today, one.working_days),
            )
            return Onward(_restored(replace(session, delivery=chosen, notice="")))
        case Tapped(WentBack()):
            return Backward(session, to=f"{PREFIX}-review")
    return None


def _address(session: Session) -> PostalAddress:
    given = ask_form.answers(session, form_named(FORM))
    region = str(given["region"])
    return PostalAddress(
        receiver=str(given["receiver"]),
        phone=str(given["phone"]),
        region=region,
        region_name=session.terminal.divisions.whole_name(region) or region,
        street=str(given["street"]),
    )


def _window(before: str, needs: Level, dot: int, *, is_only: bool) -> Step:
    def takes(session: Session, event: Event) -> Turn | None:
        delivery = session.delivery
        match event:
            case DayTold():
                return _day_told(session, event)
            case Tapped(Chosen(choice)) if choice in _counters(session):
                days = item_of(session).settings.facts.promised.working_days or 0
                promised = _due(delivery.today, days + delivery_terms().window.working_days)
                place = places_of(session)[int(choice)]
                chosen = replace(delivery, way="window", place=place, fee_fen=0, promised=promised)
                return Onward(_restored(replace(session, delivery=chosen, notice="")))
            case Tapped(WentBack()):
                return _before(session, before)
        return None

    step = replace(COUNTERS, takes=takes, needs=needs, dot=dot)
    return step if is_only else step.only(lambda session: session.delivery.way == "window")


def _counters(session: Session) -> tuple[str, ...]:
    return tuple(str(number) for number in range(len(places_of(session))))


def _due(today: date | None, working_days: int) -> date | None:
    return _calendar().due(today, working_days).day if today is not None else None


@cache
def _calendar() -> WorkingDays:
    return load_working_days()


def _before(session: Session, back_to: str) -> Turn:
    """What comes before the block; the flow's own form stands as it was."""
    plain = _restored(session)
    return Backward(plain, to=back_to) if back_to else home(plain)


def _restored(session: Session) -> Session:
    kept = session.delivery.kept
    if kept is None:
        return session
    return replace(session, filling=kept, delivery=replace(session.delivery, kept=None))


def _no_turn(_: Session, __: Event) -> Turn | None:
    return None


def _services(_: Session) -> tuple[str, ...]:
    return tuple(one.id for one in delivery_terms().services)


LAST_ADDRESS = Step(
    name=LAST, screen="working", words="last_address", idle=Idle.NEVER, takes=_last_told, enter=_ask_last
)
SERVICES = Step(
    name=SERVICE,
    screen="pick",
    words="deliver_services",
    idle=Idle.PERSONAL,
    takes=_service,
    offers=_services,
)
COUNTERS = Step(
    name=WINDOW,
    screen="pick",
    words="deliver_counters",
    idle=Idle.PERSONAL,
    takes=_no_turn,
    enter=_tell_day,
    offers=_counters,
)
