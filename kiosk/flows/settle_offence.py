"""交通违法处理: look at the evidence, accept it or not, sign, take the decision, pay the fine.

    find - list - evidence - answer - notice - sign - lodge - decision on paper - bill - payment - slip

A fine that was decided before goes straight to the bill. What is contested is looked at by an officer: nothing is owed.
"""

from dataclasses import replace
from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.effects import Effect, LookUp, ShowPage
from kiosk.events import Event, RecordFound, Tapped, TimeUp
from kiosk.flows import giving_slip, identity, making_paper, pay, pay_bill, signing, slip_by_itself
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import AskEvidence, Lodge
from kiosk.lodgement_events import EvidenceTold, Lodged
from kiosk.offence import NO_OFFENCE
from kiosk.platform.offence_values import OffenceAnswer, OffenceAnswered
from kiosk.service_effects import Inquiry
from kiosk.session import Level, Preview, Session
from kiosk.step import Another, Backward, Finish, Idle, Onward, Stay, Step, Steps, Turn, never, tell_time
from kiosk.taps import Asked, Chosen, PageTurned, WentBack, WentOn
from printing.layout_schema import DrawnLayout, Layout
from printing.records.hall import Progress

SLIP = "acceptance-slip"
"""The layout of the slip of what an officer looks at."""


def steps(item: Item, route: Route | None) -> Steps:
    """The steps of paying a fine, with what comes before it is decided."""
    decision = tuple(step.unless(_gives_no_paper) for step in (LOOK_UP, *making_paper.steps(item)[:-1]))
    found, listed, bill = (replace(step, needs=_L2) for step in (pay_bill.FIND, pay_bill.LIST, pay_bill.BILL))
    return (
        *identity.steps(item, route),
        found,
        replace(listed, takes=_listed, passes=never),
        FETCH,
        PICTURE,
        ANSWER,
        NOTICE,
        signing.step("offence_sign", back_to=NOTICE.name, passes=_is_not_signed, needs=_L2, dot=4),
        LODGE,
        *decision,
        CONTESTED,
        bill,
        *pay.steps(back_to=pay_bill.BACK_TO, needs=_L2, dot=4),
        *pay.delivering(needs=_L2, dot=5),
        *(replace(step, needs=_L2) for step in (pay_bill.SLIP, pay_bill.PAID)),
    )


def is_undecided(session: Session) -> bool:
    """Whether the offence that was chosen has not been answered."""
    bill = session.paying.bill
    return bill is not None and bill.because == "not_decided"


def _listed(session: Session, event: Event) -> Turn | None:
    """What is not decided is looked at, what is decided is paid."""
    match event:
        case Tapped(Chosen(number)):
            chosen = next((bill for bill in session.paying.bills if bill.bill == number), None)
            if chosen is None or (not chosen.amount_fen and chosen.because != "not_decided"):
                return None
            return Onward(replace(pay_bill.with_bill(session, chosen), offence=NO_OFFENCE))
        case Tapped(WentBack()):
            return Another("")
    return None


def _fetch(session: Session) -> tuple[Effect, ...]:
    bill = session.paying.bill
    if bill is None:
        raise AssertionError("only an offence that was chosen has evidence")
    return (AskEvidence(person_of(session)[0], bill.bill),)


def _fetched(session: Session, event: Event) -> Turn | None:
    match event:
        case EvidenceTold(evidence):
            told = replace(session, offence=replace(session.offence, evidence=evidence), preview=Preview(page=1))
            return Onward(told)
    return None


def _show(session: Session) -> tuple[Effect, ...]:
    evidence = session.offence.evidence
    return (ShowPage(1, evidence.jpeg),) if evidence is not None else ()


def _looked(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(PageTurned(page)):
            opened = replace(session, preview=replace(session.preview, is_open=page == 1))
            return Stay(opened, _show(opened))
        case Tapped(WentOn()):
            return Onward(replace(session, preview=Preview(), notice=""))
        case Tapped(WentBack()):
            return _to_list(session)
    return None


def _to_list(session: Session) -> Turn:
    bare = replace(session, preview=Preview(), notice="")
    return Backward(bare, to=pay_bill.LIST.name)


def _answered(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen("accepted" | "contested" as answer)):
            return Onward(replace(signing.unsigned(session), offence=replace(session.offence, answer=answer)))
        case Tapped(WentBack()):
            return Backward(replace(session, preview=Preview(page=1)), to=PICTURE.name)
    return None


def _noticed(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(WentBack()):
            return Backward(session, to=ANSWER.name)
    return None


def _lodge(session: Session) -> tuple[Effect, ...]:
    offence, bill = session.offence, session.paying.bill
    if offence.evidence is None or bill is None or offence.answer == "":
        raise AssertionError("only who has seen the picture answers")
    signature = session.gathering.signature
    request = OffenceAnswer(
        bill=bill.bill,
        answer=offence.answer,
        evidence_sha256=offence.evidence.sha256,
        signature_sha256=signature.sha256 if signature is not None else "",
    )
    person, _ = person_of(session)
    return (Lodge(request, session.deed(f"offence-{session.page}"), session.name, item_of(session).id, person),)


def _lodged(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(OffenceAnswered() as answered):
            told = replace(session, offence=replace(session.offence, answered=answered))
            return Onward(pay_bill.with_bill(told, answered.bill))
    return None


def _look_up(session: Session) -> tuple[Effect, ...]:
    person, number = person_of(session)
    item, answered = item_of(session), session.offence.answered
    if answered is None:
        raise AssertionError("only what is decided has a decision")
    asked = (("decision_no", answered.number), ("bill", answered.bill.bill))
    return (LookUp(person, number, Inquiry(item.id, item.settings.record, session.terminal.city, 1, asked=asked)),)


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case RecordFound(record, wanted):
            serving = replace(session.serving, wanted=wanted, ending="paper")
            return Onward(replace(session, record=record, serving=serving))
    return None


def _gives_no_paper(session: Session) -> bool:
    """Nothing was decided just now, or nothing can print it: then it lies in the person's account."""
    answered, item = session.offence.answered, session.item
    is_decided = answered is not None and answered.answer == "accepted"
    has_paper = item is not None and isinstance(item.paper, Layout | DrawnLayout)
    return not is_decided or not has_paper or bool(session.terminal.health.missing(("a4_printer",)))


def _contested(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return slip_by_itself.shown(session, event, _slip, "contested")


def _slip(session: Session, at: datetime) -> Slip | None:
    return giving_slip.slip_of(session, SLIP, case_of(session), at)


def case_of(session: Session) -> Progress:
    """The case of what is contested."""
    answered = session.offence.answered
    if answered is None or answered.case is None:
        raise AssertionError("only what is contested is a case")
    return answered.case


def _is_decided(session: Session) -> bool:
    return not is_undecided(session)


def _is_not_signed(session: Session) -> bool:
    """An objection needs no signature."""
    return _is_decided(session) or session.offence.answer != "accepted"


def _is_not_contested(session: Session) -> bool:
    answered = session.offence.answered
    return answered is None or answered.answer != "contested"


_L2 = Level.CARD_AND_FACTOR
FETCH = Step(
    name="offence_fetch",
    screen="working",
    words="offence_fetch",
    idle=Idle.NEVER,
    takes=_fetched,
    enter=_fetch,
    passes=_is_decided,
    needs=_L2,
    again="bills",
    dot=3,
)
PICTURE = Step(
    name="offence_picture",
    screen="paper",
    words="offence_picture",
    idle=Idle.PERSONAL,
    takes=_looked,
    enter=_show,
    passes=_is_decided,
    needs=_L2,
    dot=3,
)
ANSWER = Step(
    name="offence_answer",
    screen="pick",
    words="offence_answer",
    idle=Idle.PERSONAL,
    takes=_answered,
    passes=_is_decided,
    offers=lambda _: ("accepted", "contested"),
    needs=_L2,
    dot=3,
)
NOTICE = Step(
    name="offence_notice",
    screen="consent",
    words="offence_notice",
    idle=Idle.PERSONAL,
    takes=_noticed,
    passes=_is_decided,
    needs=_L2,
    dot=4,
)
LODGE = Step(
    name="offence_lodge",
    screen="working",
    words="offence_lodge",
    idle=Idle.NEVER,
    takes=_lodged,
    enter=_lodge,
    passes=_is_decided,
    needs=_L2,
    can_leave=False,
    again="offence_notice",
    dot=4,
)
LOOK_UP = Step(name="look_up", screen="working", idle=Idle.NEVER, takes=_found, enter=_look_up, needs=_L2, dot=4)
CONTESTED = Step(
    name="offence_contested",
    screen="result",
    words="offence_contested",
    idle=Idle.FAREWELL,
    takes=_contested,
    enter=tell_time,
    passes=_is_not_contested,
    needs=_L2,
    dot=5,
)
