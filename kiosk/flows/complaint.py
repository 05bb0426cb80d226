"""意见和投诉: said without signing in, written down once, with a number, a class and a day by which it is answered."""

from dataclasses import replace

from kiosk.effects import Effect, Record
from kiosk.events import Event, Tapped
from kiosk.flows import ask_form, giving_slip
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import item_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.platform.complaint_values import ComplaintAccepted, ComplaintRequest
from kiosk.session import Session
from kiosk.step import BEFORE_START, Another, Finish, Idle, Onward, Step, Steps, Turn
from kiosk.taps import Asked, WentOn
from printing.records.hall import ComplaintReceipt

FORM = "complaint"


def steps(_: Item, __: Route | None) -> Steps:
    """A few questions, look it over, hand it in, take the number along."""
    return (
        *ask_form.steps(form_named(FORM), back_to=BEFORE_START, dot=1),
        HAND_IN,
        NOTED,
        *giving_slip.steps(receipt_of, back_to="complaint_noted", dot=2),
    )


def request_of(session: Session) -> ComplaintRequest:
    """What was said."""
    given = ask_form.answers(session, form_named(FORM))
    return ComplaintRequest.model_validate(
        {
            "kind": given["kind"],
            "topic": given["topic"],
            "words": str(given.get("words", "")),
            "phone": str(given.get("call-phone", "")) if given["call-back"] == "yes" else "",
        }
    )


def _hand_in(session: Session) -> tuple[Effect, ...]:
    item, request = item_of(session).id, request_of(session)
    answer = "yes" if request.phone else "no"
    asked = (("visit", session.name), ("item", item), ("kind", "call-back"), ("answer", answer))
    lodged = Lodge(request, session.deed(f"complaint-{session.page}"), session.name, item, session.identity)
    return (Record("consent", asked), lodged)


def _handed_in(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(ComplaintAccepted() as accepted):
            return Onward(replace(session, feedback=replace(session.feedback, complaint=accepted)))
    return None


def receipt_of(session: Session) -> ComplaintReceipt | None:
    """What stands on the slip: number and code, nothing of what was said."""
    accepted = session.feedback.complaint
    if accepted is None:
        return None
    told = accepted.case.progress
    return ComplaintReceipt(
        subject=told.subject,
        issuer=told.issuer,
        case_no=told.case_no,
        code=accepted.code,
        item=told.item,
        accepted_at=told.accepted_at,
        due=accepted.due,
        link=told.link,
    )


def _look(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) if giving_slip.may_give(session):
            return Onward(replace(session, serving=replace(session.serving, ending="slip"), notice=""))
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn()):
            return Finish()
    return None


HAND_IN = Step(
    name="complaint_hand_in",
    screen="working",
    words="complaint_hand_in",
    idle=Idle.NEVER,
    takes=_handed_in,
    enter=_hand_in,
    can_leave=False,
    again="ask-review",
    dot=2,
)
NOTED = Step(name="complaint_noted", screen="result", words="complaint_noted", idle=Idle.PERSONAL, takes=_look, dot=2)
