"""The contract's endpoints of the pick-up locker, thin: every rule is in the desks behind them."""

from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Header, Request

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
from kiosk.platform.values import Token
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.door_desk import DoorDesk
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.parcels_desk import ParcelsDesk
from kiosk.sandbox.province import Province
from kiosk.sandbox.staff import StaffDesk


class LockerDesks:
    """Who answers about lockers.

    Args:
        province: who is known.
        identity: whose identities are believed.
    """

    def __init__(self, province: Province, identity: IdentityDesk) -> None:
        self.staff = StaffDesk(province)
        self.parcels = ParcelsDesk(province, identity, self.staff)
        self.doors = DoorDesk(province, identity, self.staff, self.parcels)


class _Desks(Protocol):
    """What of kiosk.sandbox.app.Desks is needed here."""

    @property
    def locker(self) -> LockerDesks: ...


def _locker(request: Request) -> LockerDesks:
    return cast("_Desks", request.app.state.desks).locker


Served = Annotated[LockerDesks, Depends(_locker)]
StaffToken = Annotated[
    Token, Header(alias="x-identity-token", description="The token of a StaffSession, of this terminal.")
]
MaybeToken = Annotated[
    Token | None, Header(alias="x-identity-token", description="The token of an Identity, where the item asks for it.")
]
router = APIRouter()


@router.post("/staff-sessions", operation_id="prove_staff")
async def prove_staff(proof: StaffProof, desks: Served, terminal: Caller) -> StaffSession:
    """A staff pass and its PIN; five tries in half an hour."""
    return desks.staff.prove(terminal, proof)


@router.post("/pick-ups/codes", operation_id="parcels_by_code")
async def by_code(asked: PickUpCode, desks: Served, terminal: Caller) -> ParcelsFound:
    """By the code of the message; five wrong ones close this way at the terminal for a while."""
    return desks.parcels.by_code(terminal, asked)


@router.post("/pick-ups/scans", operation_id="parcels_by_scan")
async def by_scan(asked: PickUpScan, desks: Served, terminal: Caller) -> ParcelsFound:
    """By the code that the message leads to; wrong ones count with the others."""
    return desks.parcels.by_scan(terminal, asked)


@router.post("/pick-ups/cards", operation_id="parcels_by_card")
async def by_card(asked: PickUpCard, desks: Served, terminal: Caller) -> ParcelsFound:
    """Of the holder of an ID card."""
    return desks.parcels.by_card(terminal, asked)


@router.get("/pick-ups", operation_id="parcels_of_person")
async def of_person(desks: Served, terminal: Caller, person: Person) -> ParcelsFound:
    """Of whoever has proved who they are."""
    return desks.parcels.of_person(terminal, person)


@router.post("/locker/cases", operation_id="parcel_of_case")
async def of_case(asked: PickUpScan, desks: Served, terminal: Caller, staff: StaffToken) -> Parcel:
    """The parcel of a folder's label, for the staff."""
    return desks.parcels.of_case(terminal, staff, asked)


@router.get("/locker", operation_id="locker_use")
async def locker_use(desks: Served, terminal: Caller, staff: StaffToken) -> LockerUse:
    """Doors that are not free, and what is to be taken back, for the staff."""
    return desks.parcels.use(terminal, staff)


@router.post("/door-orders", operation_id="order_door")
async def order_door(
    wish: DoorWish, desks: Served, terminal: Caller, idempotency_key: Key, identity: MaybeToken = None
) -> DoorOrder:
    """Order one opening of one door; the same nonce always gets the same order."""
    return desks.doors.order(terminal, wish, idempotency_key, identity or "")


@router.post("/door-reports", operation_id="report_door")
async def report_door(report: DoorReport, desks: Served, terminal: Caller, idempotency_key: Key) -> ParcelOutcome:  # noqa: ARG001  the report names the order itself
    """Say what became of an order; where the parcel is follows from it."""
    return desks.doors.report(terminal, report)


@router.post("/door-alarms", operation_id="report_alarm", status_code=204)
async def report_alarm(alarm: DoorAlarm, desks: Served, terminal: Caller, idempotency_key: Key) -> None:
    """Say that a door opened without an order."""
    desks.doors.alarm(terminal, alarm, idempotency_key)
