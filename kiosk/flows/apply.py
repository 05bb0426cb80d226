"""Apply for something: what the province knows is filled in, the rest is asked, all is looked over, and handed in once.

    prefill - running - ask-... - ask-review - declare - submit - ask_submission - accepted - paper of it

What an item asks for stands in its form and in the table [apply] of its file (kiosk/items/applying.py).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.applying_effects import AskPrefill, AskSubmission, Submit, TakeBack
from kiosk.applying_events import (
    ApplicationAccepted,
    ApplicationNotTaken,
    ApplicationTakenBack,
    ApplicationUnknown,
    Prefilled,
)
from kiosk.effects import Effect, LookUp, TellTime
from kiosk.events import Event, Failed, RecordFound, Tapped
from kiosk.flows import (
    application_fee,
    ask_form,
    deliver,
    drafts,
    enterprises,
    giving_slip,
    identity,
    inquiring,
    making_paper,
    materials,
    promises,
    refunding,
    slip_by_itself,
    to_phone,
    unlodged,
)
from kiosk.flows.filling_in import application_of, applying_of, blocked, enterprise_code, fields_of, with_prefill
from kiosk.flows.identity import withdrawal
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.platform.submission_values import Accepted, PrefillRequest, TakingBack
from kiosk.service_effects import Inquiry
from kiosk.session import Level, Session, Trouble
from kiosk.step import BEFORE_START, Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, tell_time
from kiosk.taps import Asked, Chosen, OtherWay, WentBack, WentOn
from printing.layout_schema import DrawnLayout, Layout
from printing.records.hall import Progress, ProgressStep

_REFUSED = {"conflict": "applied_already", "not_entitled": "not_for_you"}
"""Refusals whose words elsewhere are about something else."""
SLIP = "acceptance-slip"
"""The layout of the slip that says that it was accepted."""


def steps(item: Item, route: Route | None) -> Steps:
    """Who it is, what is known, what is left to ask, what is handed in, and what is taken along of it."""
    form = inquiring.form_of(item, offers_copies=False)
    asked = ask_form.steps(form, lists=inquiring.cities, back_to=BEFORE_START, needs=_L2, dot=4)
    *questions, review = asked
    ways = item.settings.apply.delivery if item.settings.apply is not None else ()
    ends: Steps = ()
    if isinstance(item.paper, Layout | DrawnLayout):
        paper = (LOOK_UP, *making_paper.steps(item), *withdrawal.steps("done"))
        ends = tuple(replace(step, dot=5) for step in paper)
    return (
        *identity.steps(item, route),
        *(enterprises.steps() if item.settings.apply is not None and item.settings.apply.enterprise else ()),
        PREFILL,
        RUNNING,
        TAKE_BACK,
        TAKEN_BACK,
        *drafts.resuming(),
        *drafts.keeping(),
        *(drafts.kept_by(step) if drafts.offers_keeping(step) else step for step in questions),
        drafts.kept_by(replace(review, takes=_guarded(review))),
        *_materials(item),
        *(deliver.steps(ways, back_to="ask-review", needs=_L2, dot=5) if ways else ()),
        DECLARE,
        *application_fee.steps(back_to=DECLARE.name, dot=5),
        SUBMIT,
        ASK,
        *application_fee.delivering(dot=5),
        *promises.copying(dot=5),
        *unlodged.steps(deed_of, back_to=SUBMIT.name, dot=5),
        ACCEPTED,
        *to_phone.of_application(item),
        *ends,
    )


def _materials(item: Item) -> Steps:
    if item.settings.apply is None or not item.settings.apply.materials:
        return ()
    gathering = materials.steps(materials.wanted_by_item, back_to="ask-review", needs=_L2, dot=5)
    return (*gathering, *promises.steps(materials.wanted_by_item, needs=_L2, dot=5))


def _prefill(session: Session) -> tuple[Effect, ...]:
    person, _ = person_of(session)
    item = item_of(session)
    form = inquiring.form_of(item, offers_copies=False)
    enterprise = enterprise_code(session) or None
    wanted = PrefillRequest(item=item.id, city=_city(session), fields=fields_of(form), enterprise=enterprise)
    return (AskPrefill(person, wanted),)


def _city(session: Session) -> str:
    return str(session.filling.answers.get("city", "")) or session.terminal.city


def _prefilled(session: Session, event: Event) -> Turn | None:
    match event:
        case Prefilled(prefill):
            filled = with_prefill(session, prefill)
            return Onward(filled) if filled is not None else Fail(session, Trouble("wrong_answer", again_at=None))
        case Failed("not_entitled") if session.application.is_other:
            # Who may speak for an enterprise, the register of businesses says, and nobody else.
            return Fail(session, Trouble("not_your_enterprise", again_at=enterprises.ENTERPRISE))
        case Failed("not_entitled"):
            return Fail(session, Trouble("not_for_you", again_at=None))
    return None


def _runs(session: Session, event: Event) -> Turn | None:
    """Somebody has applied for it already: that case is shown instead of a second one, with its slip once more."""
    match event:
        case Tapped(OtherWay()) if may_take_back(session):
            return Onward(replace(session, notice=""))
        case Tapped(WentOn()) if may_give_slip(session):
            return Stay(session, (TellTime(),))
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return _slip_under_way(session, event)


def may_take_back(session: Session) -> bool:
    """Whether the office still lets the person take the application back."""
    accepted = session.application.accepted
    return accepted is not None and accepted.undo_until is not None


def may_give_slip(session: Session) -> bool:
    """Whether the slip of the application can be had, and has not been given in this visit."""
    return session.slip_printed is None and not session.terminal.health.missing(("receipt_printer",))


def _is_new(session: Session) -> bool:
    return not session.application.is_running


def _taking_back(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(WentBack()):
            return Backward(session, to=RUNNING.name)
    return None


def _take_back(session: Session) -> tuple[Effect, ...]:
    person, _ = person_of(session)
    case_no = accepted_of(session).case.progress.case_no
    deed = session.deed(f"undo-{session.page}")
    return (TakeBack(person, TakingBack(case_no=case_no), deed, session.name, item_of(session).id),)


def _taken_back(session: Session, event: Event) -> Turn | None:
    match event:
        case ApplicationTakenBack(case):
            accepted = accepted_of(session).model_copy(update={"case": case, "undo_until": None})
            application = replace(session.application, accepted=accepted)
            serving = replace(session.serving, case=case)
            told = replace(session, application=application, serving=serving, slip_printed=None, notice="taken_back")
            return Backward(told, to=RUNNING.name, effects=refunding.asked(told))
        case Failed("limit_reached"):
            return Backward(replace(session, notice="too_late_to_take_back"), to=RUNNING.name)
    return None


def _guarded(review: Step) -> Callable[[Session, Event], Turn | None]:
    """What is looked over, where some answers are not this person's to change."""

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Chosen(choice)) if why := blocked(session, choice):
                return Stay(replace(session, notice=why))
        return review.takes(replace(session, notice=""), event)

    return takes


def _declare(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(application_fee.owed(replace(session, notice=""), deed_of(session)))
        case Tapped(WentBack()):
            ways = applying_of(session).delivery
            return Backward(session, to=deliver.first(ways) if ways else _before_declaring(session))
    return None


def _before_declaring(session: Session) -> str:
    return materials.MATERIALS if materials.wanted_by_item(session) else "ask-review"


def deed_of(session: Session) -> str:
    """Of the submission under way; one that follows another that did nothing has its own."""
    return session.deed(f"submission-{session.application.attempt}")


def _submit(session: Session) -> tuple[Effect, ...]:
    person, _ = person_of(session)
    application = promises.handed_in(session, application_of(session))
    paid = application.model_copy(update={"order": application_fee.order_of(session)})
    return (Submit(person, paid, deed_of(session), session.name),)


def _submitted(session: Session, event: Event) -> Turn | None:
    application = session.application
    match event:
        case ApplicationAccepted(accepted):
            return Onward(replace(session, application=replace(application, accepted=accepted)))
        case ApplicationNotTaken(key, can_try_again):
            again = replace(application, attempt=application.attempt + 1)
            told = "application_not_taken" if can_try_again else _REFUSED.get(key, key)
            trouble = Trouble(told, again_at=SUBMIT.name if can_try_again else None)
            not_taken = replace(session, application=again)
            waits = unlodged.offered(not_taken, key, to=unlodged.OFFER)
            return application_fee.not_taken(not_taken) or waits or Fail(not_taken, trouble)
        case ApplicationUnknown():
            return Fail(session, Trouble("submission_unknown", again_at=ASK.name))
    return None


def _ask(session: Session) -> tuple[Effect, ...]:
    person, _ = person_of(session)
    return (AskSubmission(person, deed_of(session)),)


def _is_accepted(session: Session) -> bool:
    return session.application.accepted is not None


def accepted_of(session: Session) -> Accepted:
    """What the platform said to it."""
    if session.application.accepted is None:
        raise AssertionError("only an accepted application has a case")
    return session.application.accepted


def slip_record(session: Session) -> Progress:
    """What stands on the slip; of a bundle each matter with its number."""
    accepted = accepted_of(session)
    case = accepted.case.progress
    parts = tuple(
        ProgressStep(at=case.accepted_at, what=f"{part.progress.item} {part.progress.case_no}")
        for part in accepted.parts
    )
    return case.model_copy(update={"query_code": accepted.query_code, "timeline": parts})


def may_print(session: Session) -> bool:
    """Whether the application has a paper of its own that is printed here, and the printer for it is at work."""
    item, health = item_of(session), session.terminal.health
    if to_phone.is_wanted(session):
        return False
    if applying_of(session).paper == "decided" and not accepted_of(session).case.is_over:
        return False
    return isinstance(item.paper, Layout | DrawnLayout) and not health.missing(("a4_printer",))


def _accepted(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) if may_print(session) or to_phone.is_wanted(session):
            return Onward(replace(session, notice=""))
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return _slip_under_way(session, event)


def _slip_under_way(session: Session, event: Event) -> Turn | None:
    """Of what was taken back and paid for, where the money is; else where the case is."""
    if refunding.is_owed(session):
        return refunding.shown(session, event)
    return slip_by_itself.shown(session, event, _slip, f"acceptance-{session.page}")


def _slip(session: Session, at: datetime) -> Slip | None:
    return giving_slip.slip_of(session, SLIP, slip_record(session), at)


def _look_up(session: Session) -> tuple[Effect, ...]:
    person, number = person_of(session)
    item, accepted = item_of(session), accepted_of(session)
    asked = (("case_no", accepted.case.progress.case_no),)
    return (LookUp(person, number, Inquiry(item.id, item.settings.record, _city(session), 1, asked=asked)),)


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case RecordFound(record, wanted):
            serving = replace(session.serving, wanted=wanted, ending="paper")
            return Onward(replace(session, record=record, serving=serving))
    return None


_L2 = Level.CARD_AND_FACTOR
PREFILL = Step(
    name="prefill",
    screen="working",
    words="prefill",
    idle=Idle.NEVER,
    takes=_prefilled,
    enter=_prefill,
    needs=_L2,
    dot=4,
)
RUNNING = Step(
    name="running",
    screen="timeline",
    words="running",
    idle=Idle.PERSONAL,
    takes=_runs,
    passes=_is_new,
    needs=_L2,
    dot=4,
)
TAKE_BACK = Step(
    name="take_back",
    screen="consent",
    words="take_back",
    idle=Idle.PERSONAL,
    takes=_taking_back,
    passes=_is_new,
    needs=_L2,
    dot=4,
)
TAKEN_BACK = Step(
    name="taken_back",
    screen="working",
    words="taken_back",
    idle=Idle.NEVER,
    takes=_taken_back,
    enter=_take_back,
    passes=_is_new,
    needs=_L2,
    can_leave=False,
    again=RUNNING.name,
    dot=4,
)
DECLARE = Step(name="declare", screen="consent", words="declare", idle=Idle.PERSONAL, takes=_declare, needs=_L2, dot=5)
SUBMIT = Step(
    name="submit",
    screen="working",
    words="submit",
    idle=Idle.NEVER,
    takes=_submitted,
    enter=_submit,
    needs=_L2,
    can_leave=False,
    dot=5,
)
ASK = replace(SUBMIT, name="ask_submission", words="ask_submission", enter=_ask, passes=_is_accepted)
ACCEPTED = Step(
    name="accepted",
    screen="result",
    words="accepted",
    idle=Idle.PERSONAL,
    takes=_accepted,
    enter=tell_time,
    needs=_L2,
    dot=5,
)
LOOK_UP = Step(name="look_up", screen="working", idle=Idle.NEVER, takes=_found, enter=_look_up, needs=_L2, dot=5)
