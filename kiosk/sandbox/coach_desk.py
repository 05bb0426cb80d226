"""The coach stations of the sandbox: what leaves when, how many seats are left, and each seat sold once."""

from datetime import datetime
from decimal import Decimal
from sqlite3 import Row
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from drivers.clock import BEIJING
from kiosk.masking import masked_name
from kiosk.platform.coach_values import Coach, Coaches, CoachesRequest, CoachTicketBought, CoachTicketRequest
from kiosk.platform.coaches import TICKETS
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox import notices
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.province import Province
from kiosk.sandbox.refunds import Refunds
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.timetable import SEATS, Run, run_of, runs
from printing.records.public_services import CoachTicket

_TABLE = """
CREATE TABLE IF NOT EXISTS coach_tickets (
    id INTEGER PRIMARY KEY, subject TEXT NOT NULL, coach TEXT NOT NULL, seat INTEGER NOT NULL, departs REAL NOT NULL,
    paid_by TEXT NOT NULL UNIQUE, UNIQUE (coach, seat), UNIQUE (coach, subject)) STRICT
"""
_SELL = """
INSERT OR IGNORE INTO coach_tickets (subject, coach, seat, departs, paid_by)
SELECT ?, ?, ? + count(*) + 1, ?, ? FROM coach_tickets WHERE coach = ? HAVING ? + count(*) < ? RETURNING *
"""
"""One statement: between counting the seats and taking one nobody else takes it."""
_ITEM = "coach-tickets"
"""What a ticket's order is for."""
_MOST = 20
"""Tickets that are told (kiosk.platform.coach_values.Coaches)."""


class CoachDesk:
    """Everything that is asked about coaches.

    Args:
        province: who is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._book = LodgementBook(province.store)
        self._refunds = Refunds(province)
        self._store.rows(_TABLE)

    def coaches(self, citizen: Citizen, asked: CoachesRequest) -> Coaches:
        """What leaves the city, and what the person has bought.

        Raises:
            RefusalError: NOT_FOUND.
        """
        if self._province.register.land.city(asked.city) is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        subject = self._store.subject(citizen.number)
        bought = self._store.rows("SELECT coach, count(*) AS seats FROM coach_tickets GROUP BY coach")
        here = {str(row["coach"]): int(row["seats"]) for row in bought}
        found = runs(self._province.register, asked.city, self._now())
        return Coaches(
            subject=subject,
            city=asked.city,
            coaches=tuple(_told(run, SEATS - run.sold - here.get(run.id, 0)) for run in found),
            tickets=self._own(citizen, subject),
        )

    def buy(self, terminal: str, citizen: Citizen, request: CoachTicketRequest, deed: str) -> CoachTicketBought:
        """Sell it; the same deed gets the same answer.

        Raises:
            RefusalError: LIMIT_REACHED (sold out), CONFLICT (the person has a ticket for it), NOT_FOUND (it has left,
                or costs something else), BAD_REQUEST (the order has not paid it, or has paid for another).
        """
        subject = self._store.subject(citizen.number)

        def make() -> CoachTicketBought:
            run = run_of(self._province.register, request.coach, self._now())
            if run is None or run.fare_fen != request.fare_fen:
                raise RefusalError(ErrorCode.NOT_FOUND)
            if self._has("coach = ? AND subject = ?", run.id, subject):
                raise RefusalError(ErrorCode.CONFLICT)
            has_paid = self._refunds.has_paid_for(request.order, terminal, _ITEM, run.fare_fen)
            if not has_paid or self._has("paid_by = ?", request.order):
                raise RefusalError(ErrorCode.BAD_REQUEST)
            departs = run.departs.timestamp()
            sold = self._store.row(_SELL, subject, run.id, run.sold, departs, request.order, run.id, run.sold, SEATS)
            if sold is None:
                raise RefusalError(ErrorCode.LIMIT_REACHED)
            ticket = _ticket(run, citizen, sold)
            day = f"{ticket.on.month}月{ticket.on.day}日"
            notices.send(
                self._province, citizen, "coach", day=day, time=ticket.departs, to=ticket.to, seat=f"{ticket.seat}号"
            )
            return CoachTicketBought(subject=subject, coach=run.id, ticket=ticket)

        return self._book.once(terminal, TICKETS, deed, request, subject, CoachTicketBought, make)

    def outcome(self, terminal: str, deed: str) -> CoachTicketBought:
        """What became of a purchase.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        return self._book.outcome(terminal, TICKETS, deed, CoachTicketBought)

    def _own(self, citizen: Citizen, subject: str) -> tuple[CoachTicket, ...]:
        now = self._now()
        rows = self._store.rows(
            "SELECT * FROM coach_tickets WHERE subject = ? AND departs > ? ORDER BY departs LIMIT ?",
            subject,
            now.timestamp(),
            _MOST,
        )
        found = ((run_of(self._province.register, row["coach"], now), row) for row in rows)
        return tuple(_ticket(run, citizen, row) for run, row in found if run is not None)

    def _has(self, where: str, *values: str) -> bool:
        return self._store.row(f"SELECT 1 FROM coach_tickets WHERE {where}", *values) is not None  # noqa: S608 - our own words

    def _now(self) -> datetime:
        return self._province.clock.now()


def _told(run: Run, left: int) -> Coach:
    local = run.departs.astimezone(BEIJING)
    return Coach(
        id=run.id,
        number=run.number,
        station=run.station,
        to=run.to,
        day=local.date(),
        departs=f"{local:%H:%M}",
        minutes=run.minutes,
        fare_fen=run.fare_fen,
        left=max(0, left),
    )


def _ticket(run: Run, citizen: Citizen, row: Row) -> CoachTicket:
    local = run.departs.astimezone(BEIJING)
    return CoachTicket(
        subject=row["subject"],
        issuer=run.station,
        ticket_no=f"{local:%Y%m%d}{row['id']:08d}",
        name=masked_name(citizen.name),
        station=run.station,
        to=run.to,
        on=local.date(),
        departs=f"{local:%H:%M}",
        coach_no=run.number,
        gate=run.gate,
        seat=row["seat"],
        fare=Decimal(run.fare_fen) / 100,
    )


class _Desks(Protocol):
    @property
    def coaches(self) -> CoachDesk: ...


def _desk(request: Request) -> CoachDesk:
    return cast("_Desks", request.app.state.desks).coaches


Desk = Annotated[CoachDesk, Depends(_desk)]
router = APIRouter()


@router.post("/coaches", operation_id="coaches")
async def coaches(asked: CoachesRequest, desk: Desk, person: Person) -> Coaches:
    """The coaches that leave a city in the next days, and what the person has bought."""
    return desk.coaches(person, asked)


@router.post(TICKETS, operation_id="buy_coach_ticket")
async def buy_coach_ticket(
    asked: CoachTicketRequest, desk: Desk, terminal: Caller, person: Person, idempotency_key: Key
) -> CoachTicketBought:
    """Buy one seat."""
    return desk.buy(terminal, person, asked, idempotency_key)


@router.post(TICKETS + "/{deed}/outcome", operation_id="coach_ticket_outcome")
async def coach_ticket_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> CoachTicketBought:
    """What became of a purchase; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)
