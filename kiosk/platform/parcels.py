"""Asking the platform about the pick-up locker: one small function a question.

Every function raises a `PlatformError` and nothing else.
"""

import base64

from drivers.idcard import IdCard
from kiosk.platform.api import Platform, Question, body_of, presented
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.parcel_values import (
    DoorAlarm,
    DoorOrder,
    DoorReport,
    DoorWish,
    LockerUse,
    Parcel,
    ParcelOutcome,
    ParcelsFound,
    PickUpCard,
    PickUpCode,
    PickUpScan,
    StaffProof,
    StaffSession,
)
from kiosk.platform.values import Identity


def prove_staff(platform: Platform, code: bytes, pin: str) -> StaffSession:
    """Whose pass it is. Asked once: a wrong PIN counts.

    Raises:
        Refused: STAFF_UNKNOWN, CODE_WRONG with the tries left, TOO_MANY_TRIES.
    """
    proof = StaffProof(code=base64.b64encode(code).decode(), pin=pin)
    return platform.ask(Question(method="POST", path="/staff-sessions", again=False, body=body_of(proof)), StaffSession)


def by_code(platform: Platform, code: str) -> ParcelsFound:
    """What lies here for whoever knows the code of the message. Asked once: a wrong one counts.

    Raises:
        Refused: CODE_WRONG with the tries left, TOO_MANY_TRIES.
    """
    wanted = PickUpCode(code=code)
    return platform.ask(
        Question(method="POST", path="/pick-ups/codes", again=False, body=body_of(wanted)), ParcelsFound
    )


def by_scan(platform: Platform, payload: str) -> ParcelsFound:
    """The same, of the code that the message leads to.

    Raises:
        Refused: CODE_WRONG with the tries left, TOO_MANY_TRIES.
    """
    wanted = PickUpScan(payload=payload)
    return platform.ask(
        Question(method="POST", path="/pick-ups/scans", again=False, body=body_of(wanted)), ParcelsFound
    )


def by_card(platform: Platform, card: IdCard) -> ParcelsFound:
    """What lies here for the holder of a card.

    Raises:
        Refused: PERSON_UNKNOWN, NOTHING_FOUND.
    """
    wanted = PickUpCard(document=presented(card))
    return platform.ask(Question(method="POST", path="/pick-ups/cards", again=True, body=body_of(wanted)), ParcelsFound)


def by_identity(platform: Platform, identity: Identity) -> ParcelsFound:
    """What lies here for whoever has proved who they are.

    Raises:
        Refused: NOTHING_FOUND, IDENTITY_INVALID.
    """
    question = Question(method="GET", path="/pick-ups", again=True, identity_token=identity.token)
    found = platform.ask(question, ParcelsFound)
    if found.person != identity.subject:
        raise WrongAnswer("about another subject")
    return found


def parcel_of_case(platform: Platform, staff: StaffSession, payload: str) -> Parcel:
    """The parcel of a case's label, to be put into this terminal's locker.

    Raises:
        Refused: NOTHING_FOUND, CONFLICT (it lies in a locker already), IDENTITY_INVALID, NOT_ENTITLED.
    """
    wanted = PickUpScan(payload=payload)
    question = Question(
        method="POST", path="/locker/cases", again=True, body=body_of(wanted), identity_token=staff.token
    )
    return platform.ask(question, Parcel)


def locker_use(platform: Platform, staff: StaffSession) -> LockerUse:
    """Which doors are not free, and what is to be taken back.

    Raises:
        Refused: IDENTITY_INVALID, NOT_ENTITLED.
    """
    return platform.ask(Question(method="GET", path="/locker", again=True, identity_token=staff.token), LockerUse)


def order(platform: Platform, wish: DoorWish, *, nonce: str, identity: Identity | None = None) -> DoorOrder:
    """An order to open a door; the same nonce always gets the same one.

    Raises:
        Refused: NOT_ENTITLED, CONFLICT (the parcel is not there any more, or the door is taken), IDENTITY_INVALID.
    """
    question = Question(
        method="POST",
        path="/door-orders",
        again=True,
        body=body_of(wish),
        idempotency_key=nonce,
        identity_token=identity.token if identity is not None else "",
    )
    return platform.ask(question, DoorOrder)


def report_door(platform: Platform, report: DoorReport) -> ParcelOutcome:
    """Say what became of an order; saying it again changes nothing.

    Raises:
        Refused: NOT_FOUND (no such order of this terminal), CONFLICT (another report of it was heard).
    """
    question = Question(
        method="POST", path="/door-reports", again=True, body=body_of(report), idempotency_key=report.nonce
    )
    return platform.ask(question, ParcelOutcome)


def report_alarm(platform: Platform, alarm: DoorAlarm, *, alarm_id: str) -> None:
    """Say that a door opened without an order."""
    question = Question(method="POST", path="/door-alarms", again=True, body=body_of(alarm), idempotency_key=alarm_id)
    platform.done(question)
