"""A driver's medical (机动车驾驶人体检): declare, go from station to station, see a doctor on line, take the form home.

    ask - resume - health-... - declare - sign - eyes - colours - ears - movements - photograph - doctor - result
    paper

Every finished station is kept with the platform (kiosk/flows/examining_stations.py); whoever comes back the same day
goes on there. What makes a medical passed is a doctor's signature (kiosk/flows/examining_doctor.py), and nothing else.
"""

from dataclasses import replace

from kiosk.applying_effects import AskPrefill
from kiosk.applying_events import Prefilled
from kiosk.delivery import DeliveryWay
from kiosk.effects import Effect
from kiosk.events import Event, RecordFound, Tapped
from kiosk.examining import from_answers, is_fresh
from kiosk.examining_effects import AskDriver
from kiosk.examining_events import DriverTold
from kiosk.fitness import Findings
from kiosk.flows import (
    ask_form,
    deliver,
    examining_doctor,
    examining_slip,
    examining_stations,
    identity,
    making_paper,
    signing,
)
from kiosk.flows.examining_stations import found, with_examining
from kiosk.flows.identity import withdrawal
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import item_of, person_of
from kiosk.forms.form import Several
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.platform.express_values import ExpressOrder, ExpressRequest
from kiosk.platform.submission_values import PrefillRequest
from kiosk.service_events import TimeTold
from kiosk.session import Level, Session, Trouble
from kiosk.step import BEFORE_START, Another, Backward, Fail, Idle, Onward, Stay, Step, Steps, Turn, tell_time
from kiosk.taps import Chosen, WentBack, WentOn
from printing.records.public_security import DriverFitness

FLOW, FORM, PREFIX = "driver_medical", "driver-health", "health"
GO_ON, ANEW = "go-on", "anew"
DELIVERY: tuple[DeliveryWay, ...] = ("post", "window")
_L2 = Level.CARD_AND_FACTOR


def steps(item: Item, route: Route | None) -> Steps:
    """Who is it, what do they declare, what is measured, what does the doctor say, where does the licence go."""
    asked = ask_form.steps(form_named(FORM), back_to=BEFORE_START, prefix=PREFIX, needs=_L2, dot=3)
    paper = (*making_paper.steps(item), *withdrawal.steps("done"))
    return (
        *identity.steps(item, route),
        ASK,
        RESUME,
        *(step.unless(_is_declared) for step in asked),
        DECLARE,
        replace(SIGN, takes=_signed),
        examining_stations.keeping("declaration"),
        *examining_stations.steps(),
        *examining_doctor.steps(),
        *examining_slip.steps(),
        *deliver.steps(DELIVERY, back_to=examining_doctor.RESULT, needs=_L2, dot=5),
        ORDER,
        LOOK_UP,
        *(replace(step, dot=5) for step in paper),
    )


def _ask(session: Session) -> tuple[Effect, ...]:
    person, _ = person_of(session)
    wanted = PrefillRequest(item=item_of(session).id, city=session.terminal.city, fields=())
    return (*tell_time(session), AskDriver(person), AskPrefill(person, wanted))


def _asked(session: Session, event: Event) -> Turn | None:
    told = session
    match event:
        case TimeTold(at):
            told = with_examining(session, now=at)
        case DriverTold(driver):
            if driver.because:
                return Fail(session, Trouble(f"medical_{driver.because}", again_at=None))
            told = with_examining(session, driver=driver)
        case Prefilled(prefill):
            told = with_examining(session, draft=prefill.draft, is_asked=True)
        case _:
            return None
    examining = told.examining
    is_known = examining.now is not None and examining.driver is not None and examining.is_asked
    return Onward(told) if is_known else Stay(told)


def _has_none(session: Session) -> bool:
    examining = session.examining
    if examining.draft is None or examining.now is None:
        return True
    return not is_fresh(examining.draft, examining.now) or from_answers(examining.draft.answers).ills is None


def _resume(session: Session, event: Event) -> Turn | None:
    draft = session.examining.draft
    match event:
        case Tapped(Chosen(choice)) if choice == GO_ON and draft is not None:
            gone_on = with_examining(session, findings=from_answers(draft.answers))
            return Onward(replace(gone_on, notice="draft_resumed"))
        case Tapped(Chosen(choice)) if choice == ANEW:
            return Onward(replace(session, notice=""))
        case Tapped(WentBack()):
            return Another()
    return None


def _is_declared(session: Session) -> bool:
    return session.examining.findings.ills is not None


def _declare(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            given = ask_form.answers(session, form_named(FORM))
            height = str(given["height"])
            declared = found(
                session,
                ills=_ills(given.get("ills", ())),
                height_cm=int(height),
                has_glasses=given["glasses"] == "yes",
                has_hearing_aid=given["hearing-aid"] == "yes",
            )
            if declared.examining.findings.ills:
                return Fail(session, Trouble("medical_ills", again_at=None))
            if not 60 <= int(height) <= 250:
                return Backward(replace(session, notice="medical_height"), to=f"{PREFIX}-height")
            return Onward(declared)
        case Tapped(WentBack()):
            return Backward(session, to=f"{PREFIX}-review")
    return None


def _is_signed(session: Session) -> bool:
    return session.gathering.is_agreed


def _signed(session: Session, event: Event) -> Turn | None:
    """Whoever goes back looks at what they declare once more: here, or kept from earlier today."""
    match SIGN.takes(session, event):
        case Backward(unsigned):
            is_kept = not _has_none(unsigned)
            undeclared = with_examining(unsigned, findings=Findings())
            return Backward(undeclared, to=RESUME.name if is_kept else f"{PREFIX}-review")
        case turn:
            return turn


def _ills(chosen: object) -> tuple[str, ...]:
    """As the form's own list calls them, in the words of the paper."""
    question = form_named(FORM)["ills"]
    if not isinstance(question, Several) or not isinstance(chosen, tuple):
        return ()
    return tuple(option.name.zh_hans for option in question.options if option.id in chosen)


def _order(session: Session) -> tuple[Effect, ...]:
    delivery = session.delivery
    if delivery.address is None:
        raise AssertionError("only what has an address is sent")
    request = ExpressRequest(
        case_no=examining_doctor.given_of(session.examining).examination_no,
        address=delivery.address,
        service=delivery.service,
        payment=delivery.payment,
        fee_fen=delivery.fee_fen,
    )
    return (
        Lodge(
            request, session.deed(f"express-{session.page}"), session.name, item_of(session).id, person_of(session)[0]
        ),
    )


def _ordered(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(ExpressOrder() as order):
            return Onward(replace(session, delivery=replace(session.delivery, order=order, parcel=order.parcel)))
    return None


def _is_not_sent(session: Session) -> bool:
    return session.delivery.way != "post" or session.delivery.order is not None


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case RecordFound(DriverFitness() as record, wanted):
            if not session.examining.is_passed or not examining_doctor.says_the_same(record, session):
                return Fail(session, Trouble("wrong_answer", again_at=None))
            serving = replace(session.serving, wanted=wanted, ending="paper")
            return Onward(replace(session, record=record, serving=serving))
        case RecordFound():
            return Fail(session, Trouble("wrong_answer", again_at=None))
    return None


ASK = Step(
    name="medical_ask",
    screen="working",
    words="medical_ask",
    idle=Idle.NEVER,
    takes=_asked,
    enter=_ask,
    needs=_L2,
    dot=3,
)
RESUME = Step(
    name="medical_resume",
    screen="pick",
    words="medical_resume",
    idle=Idle.PERSONAL,
    takes=_resume,
    passes=_has_none,
    offers=lambda _: (GO_ON, ANEW),
    needs=_L2,
    dot=3,
)
DECLARE = Step(
    name="medical_declare",
    screen="consent",
    words="medical_declare",
    idle=Idle.PERSONAL,
    takes=_declare,
    passes=_is_declared,
    needs=_L2,
    dot=3,
)
SIGN = signing.step("medical_sign", back_to=DECLARE.name, passes=_is_signed, needs=_L2, dot=3)
"""Under what is declared: it stands on the form, and nowhere else. Whoever goes on with kept stations signs anew."""
ORDER = Step(
    name="medical_post",
    screen="working",
    words="mail_order",
    idle=Idle.NEVER,
    takes=_ordered,
    enter=_order,
    passes=_is_not_sent,
    needs=_L2,
    can_leave=False,
    again=deliver.first(DELIVERY),
    dot=5,
)
LOOK_UP = Step(
    name="medical_form",
    screen="working",
    idle=Idle.NEVER,
    takes=_found,
    enter=examining_slip.look_up,
    needs=_L2,
    dot=5,
)
