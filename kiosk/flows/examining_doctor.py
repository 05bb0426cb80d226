"""The doctor: the findings are laid before one, the person is looked at, and the word is checked before it counts.

No doctor there: an hour with one is booked, and the stations stay kept. Nobody has passed before a doctor has signed it
for this person in this visit, whatever the stations found.
"""

from dataclasses import replace

from kiosk.effects import Effect
from kiosk.events import Event, Tapped
from kiosk.examining import Examining
from kiosk.examining_effects import WatchExamination
from kiosk.examining_events import DoctorAway, ExaminationMoved, ExaminationOver, ExaminationSigned
from kiosk.flows import appointment, taking_photo
from kiosk.flows.examining_stations import with_examining
from kiosk.flows.making_paper import item_of, person_of
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.platform.doctors import digest_of
from kiosk.platform.examining_values import ExaminationGiven, ExaminationRequest
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Asked, Chosen, WentBack, WentOn
from printing.records.public_security import DriverFitness

CHECK, AWAY, SEND, DOCTOR, RESULT = (
    "medical_check",
    "medical_no_doctor",
    "medical_send",
    "medical_doctor",
    "medical_result",
)
WAIT, BOOK, LATER = "wait", "book", "later"
_L2 = Level.CARD_AND_FACTOR
_DOT = 5


def steps() -> Steps:
    """The block, for whoever has been through all stations."""
    return (
        CHECK_STEP,
        AWAY_STEP,
        *(step.only(lambda session: session.examining.is_booking) for step in appointment.hour_steps(appointment.FORM)),
        SEND_STEP,
        DOCTOR_STEP,
        RESULT_STEP,
    )


def _checked(session: Session, event: Event) -> Turn | None:
    driver = session.examining.driver
    match event:
        case Tapped(WentOn()):
            is_away = driver is None or not driver.doctors
            return Onward(with_examining(session, is_away=is_away, is_booking=False))
        case Tapped(WentBack()):
            return home(session)
    return None


def _away(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice == WAIT:
            return Backward(with_examining(session, is_away=False, is_booking=False), to=SEND)
        case Tapped(Chosen(choice)) if choice == BOOK:
            return Onward(with_examining(session, is_booking=True))
        case Tapped(Chosen(choice)) if choice == LATER:
            return Another("medical_kept")
        case Tapped(WentBack()):
            return Backward(with_examining(session, is_booking=False), to=CHECK)
    return None


def request_of(session: Session) -> ExaminationRequest:
    """What is laid before the doctor."""
    examining, found = session.examining, session.examining.findings
    if not found.is_whole:
        raise AssertionError("only what every station has found is laid before a doctor")
    return ExaminationRequest(
        visit=session.name,
        city=session.terminal.city,
        classes=examining.classes,
        ills=found.ills or (),
        height_cm=found.height_cm,
        sight_left=found.sight_left,
        sight_right=found.sight_right,
        has_glasses=found.has_glasses,
        sees_colours=bool(found.sees_colours),
        hears_left=bool(found.hears_left),
        hears_right=bool(found.hears_right),
        has_hearing_aid=found.has_hearing_aid,
        can_do=found.can_do or (),
        photo=taking_photo.chosen(session).picture,
    )


def _send(session: Session) -> tuple[Effect, ...]:
    request, item = request_of(session), item_of(session).id
    # Whoever comes here anew after an examination that surely did nothing, or is over, has a deed of its own.
    return (Lodge(request, session.deed(f"examination-{session.page}"), session.name, item, person_of(session)[0]),)


def _sent(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(ExaminationGiven() as given):
            request = request_of(session)
            if given.digest != digest_of(request) or given.subject != person_of(session)[0].subject:
                return Fail(session, Trouble("wrong_answer", again_at=None))
            return Onward(with_examining(session, given=given, request=request, standing=None))
    return None


def given_of(examining: Examining) -> ExaminationGiven:
    """The examination under way."""
    if examining.given is None:
        raise AssertionError("a doctor looks at what was laid before them")
    return examining.given


def _watch(session: Session) -> tuple[Effect, ...]:
    given = given_of(session.examining)
    return (WatchExamination(person_of(session)[0], given.examination_no, session.name, given.digest),)


def _watched(session: Session, event: Event) -> Turn | None:
    given = given_of(session.examining)
    match event:
        case ExaminationMoved(standing, is_live) if standing.examination_no == given.examination_no:
            return Stay(with_examining(session, standing=standing, is_live=is_live))
        case ExaminationSigned(signed):
            word = signed.word
            meant = (given.examination_no, session.name, person_of(session)[0].subject, given.digest)
            if (word.examination_no, word.visit, word.subject, word.digest) != meant:
                return Fail(session, Trouble("wrong_answer", again_at=None))
            told = with_examining(session, signed=signed)
            if word.result == "合格" and told.examining.doubts:
                # What was measured speaks against it: nobody prints what contradicts itself.
                return Fail(with_examining(session, signed=None), Trouble("medical_contradiction", again_at=None))
            return Onward(with_examining(told, is_live=False))
        case DoctorAway():
            return Backward(with_examining(session, is_away=True), to=AWAY)
        case ExaminationOver():
            return Fail(with_examining(session, given=None), Trouble("medical_over", again_at=SEND))
    return None


def _told(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) if session.examining.is_passed or may_give_slip(session):
            return Onward(replace(session, notice=""))
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return None


def may_give_slip(session: Session) -> bool:
    """Whether the result of somebody who is not fit can still be had as a slip."""
    is_printed, health = session.slip_printed, session.terminal.health
    return not session.examining.is_passed and is_printed is not True and not health.missing(("receipt_printer",))


def says_the_same(record: DriverFitness, session: Session) -> bool:
    """Whether the platform's form says what the stations found and the doctor signed, and no more."""
    examining, found = session.examining, session.examining.findings
    if examining.signed is None or examining.request is None:
        return False
    word, certificate = examining.signed.word, examining.signed.certificate
    person, number = person_of(session)
    said = (
        (record.subject, word.subject),
        (record.name, person.name),
        (record.number, number),
        (record.vehicle_classes, "".join(examining.classes)),
        (record.declared_ills, examining.request.ills),
        (record.height_cm, found.height_cm),
        (record.sight_left, found.sight_left),
        (record.sight_right, found.sight_right),
        (record.sight_corrected, found.has_glasses),
        (record.sees_colours, found.sees_colours),
        ((record.hears_left, record.hears_right), (found.hears_left, found.hears_right)),
        (record.hearing_aid, found.has_hearing_aid),
        ((record.arm_left, record.arm_right), (word.arm_left, word.arm_right)),
        ((record.legs, record.trunk), (word.legs, word.trunk)),
        (record.result, word.result),
        ((record.doctor, record.hospital), (certificate.name, certificate.hospital)),
        ((record.examined_on, record.valid_to), (word.examined_on, word.valid_to)),
        (record.photo, examining.request.photo),
        # What is signed is signed here, in this visit.
        (record.signature, None),
    )
    return all(one == other for one, other in said)


CHECK_STEP = Step(name=CHECK, screen="check", words=CHECK, idle=Idle.PERSONAL, takes=_checked, needs=_L2, dot=_DOT)
AWAY_STEP = Step(
    name=AWAY,
    screen="pick",
    words=AWAY,
    idle=Idle.PERSONAL,
    takes=_away,
    passes=lambda session: not session.examining.is_away,
    offers=lambda _: (BOOK, WAIT, LATER),
    needs=_L2,
    dot=_DOT,
)
SEND_STEP = Step(
    name=SEND,
    screen="working",
    words=SEND,
    idle=Idle.NEVER,
    takes=_sent,
    enter=_send,
    passes=lambda session: session.examining.given is not None,
    needs=_L2,
    can_leave=False,
    again=CHECK,
    dot=_DOT,
)
DOCTOR_STEP = Step(
    name=DOCTOR,
    screen="call",
    words=DOCTOR,
    idle=Idle.NEVER,
    takes=_watched,
    enter=_watch,
    needs=_L2,
    dot=_DOT,
)
RESULT_STEP = Step(name=RESULT, screen="result", words=RESULT, idle=Idle.PERSONAL, takes=_told, needs=_L2, dot=_DOT)
