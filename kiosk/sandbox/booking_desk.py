"""Queues and calendars of the sandbox: numbers, hours, and giving them back."""

from datetime import datetime
from random import Random
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from drivers.clock import BEIJING
from kiosk.masking import masked_name
from kiosk.platform.booking_values import (
    Bookable,
    Bookables,
    BookablesRequest,
    Booked,
    BookingRequest,
    CancellationRequest,
    Cancelled,
    Queue,
    Queues,
    QueuesRequest,
    Ticket,
    TicketRequest,
)
from kiosk.platform.bookings import BOOKINGS, CANCELLATIONS, TICKETS
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox import notices
from kiosk.sandbox.booking_hours import COUNTERS, HALF_HOUR, Counter, open_days, opens_at
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from printing.records.hall import Appointment, QueueTicket

MINUTES_EACH = 6
"""Somebody at a counter takes about so long."""
_QUEUES = (
    ("general", "A", "综合业务", "1楼 A区 1-10号窗口"),
    ("property", "B", "不动产登记", "3楼 B区 5-8号窗口"),
    ("tax", "C", "税务", "2楼 C区 1-6号窗口"),
    ("social", "D", "社保医保", "2楼 D区 1-8号窗口"),
    ("police", "E", "公安户政", "1楼 E区 1-6号窗口"),
)
_NAMES = {
    "notary-appointment": ("公证预约", "请带身份证和要公证的材料，提前10分钟到。"),
    "marriage-appointment": ("婚姻登记预约", "双方一起来，都带身份证。"),
    "property-appointment": ("不动产登记预约", "买卖双方一起来，带身份证和合同原件。"),
    "fund-loan-application": ("公积金贷款申请预约", "请带身份证、购房合同和收入证明。"),
    "id-card-replacement": ("居民身份证补领换领预约", "本人来，要采集指纹和相片。"),
    "passport": ("护照办理预约", "本人来，要采集指纹。"),
    "driver-medical": ("驾驶人体检（医生在线）", "请带身份证和驾驶证；已做好的项目当天有效"),
    "hospital-appointment": ("医院预约挂号", "请带身份证，提前15分钟到诊室门口报到。"),
}


class BookingDesk:
    """Everything that is asked about queues and hours.

    Args:
        province: who is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._book = LodgementBook(province.store)
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS bookings (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, item TEXT NOT NULL,"
            " counter TEXT NOT NULL, day TEXT NOT NULL, slot TEXT NOT NULL, is_open INTEGER NOT NULL,"
            " sealed BLOB NOT NULL) STRICT"
        )
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS queue_numbers (city TEXT NOT NULL, queue TEXT NOT NULL, day TEXT NOT NULL,"
            " number INTEGER NOT NULL, from_then REAL NOT NULL, PRIMARY KEY (city, queue, day, number)) STRICT"
        )

    def queues(self, asked: QueuesRequest) -> Queues:
        """The queues of a city's hall."""
        if self._province.register.land.city(asked.city) is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        return Queues(queues=tuple(self._queue(*one, asked.city) for one in _QUEUES))

    def take(self, terminal: str, request: TicketRequest, deed: str) -> Ticket:
        """Give a number; the same deed gets the same one.

        Raises:
            RefusalError: NOT_FOUND, there is no such queue.
        """

        def make() -> Ticket:
            found = next((one for one in _QUEUES if one[0] == request.queue), None)
            if found is None or self._province.register.land.city(request.city) is None:
                raise RefusalError(ErrorCode.NOT_FOUND)
            queue, now = self._queue(*found, request.city), self._now()
            at = queue.opens_at or now
            number = f"{found[1]}{self._next(request.city, queue.id, at):03d}"
            return Ticket(
                queue=queue.id,
                ticket=QueueTicket(
                    subject=f"ticket-{queue.id}-{number}",
                    issuer="政务服务中心（演示）",
                    ticket=number,
                    item=queue.name,
                    counter=queue.counter,
                    on=at.date(),
                    slot=f"{at:%H:%M}-{at + HALF_HOUR:%H:%M}",
                    waiting=queue.waiting,
                    advice="请提前备齐身份证原件。",
                    link=f"https://queue.sandbox.invalid/t/{at:%Y%m%d}{number}",
                ),
            )

        return self._book.once(terminal, TICKETS, deed, request, "", Ticket, make)

    def bookables(self, citizen: Citizen, asked: BookablesRequest) -> Bookables:
        """What can be booked, and what the person has.

        Raises:
            RefusalError: NOT_FOUND.
        """
        counters = COUNTERS.get(asked.item)
        if counters is None or self._province.register.land.city(asked.city) is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        subject = self._store.subject(citizen.number)
        return Bookables(
            subject=subject,
            item=asked.item,
            bookables=tuple(self._bookable(counter) for counter in counters),
            booked=tuple(self.own(subject, asked.item)),
        )

    def book(self, terminal: str, citizen: Citizen, request: BookingRequest, deed: str) -> Booked:
        """Book it; the same deed gets the same answer.

        Raises:
            RefusalError: NOT_FOUND, LIMIT_REACHED (full), CONFLICT (the person has that hour already).
        """
        subject = self._store.subject(citizen.number)

        def make() -> Booked:
            counter = next((one for one in COUNTERS.get(request.item, ()) if one.id == request.bookable), None)
            if counter is None:
                raise RefusalError(ErrorCode.NOT_FOUND)
            if any((one.on, one.slot) == (request.day, request.time) for one in self.own(subject, request.item)):
                raise RefusalError(ErrorCode.CONFLICT)
            days = {day.day: {slot.time: slot.left for slot in day.slots} for day in self._bookable(counter).days}
            if not days.get(request.day, {}).get(request.time):
                raise RefusalError(ErrorCode.LIMIT_REACHED)
            answer = self._booked(subject, citizen, counter, request)
            self._tell(citizen, "booked", answer.appointment)
            return answer

        return self._book.once(terminal, BOOKINGS, deed, request, subject, Booked, make)

    def cancel(self, terminal: str, citizen: Citizen, request: CancellationRequest, deed: str) -> Cancelled:
        """Give it back; the same deed gets the same answer.

        Raises:
            RefusalError: NOT_FOUND.
        """
        subject = self._store.subject(citizen.number)

        def make() -> Cancelled:
            row = self._store.row(
                "SELECT sealed FROM bookings WHERE id = ? AND subject = ? AND is_open = 1",
                _id_in(request.booking_no),
                subject,
            )
            if row is None:
                raise RefusalError(ErrorCode.NOT_FOUND)
            self._store.rows("UPDATE bookings SET is_open = 0 WHERE id = ?", _id_in(request.booking_no))
            was = Appointment.model_validate_json(self._store.opened(row["sealed"]))
            self._tell(citizen, "cancelled", was)
            return Cancelled(subject=subject, appointment=was.model_copy(update={"state": "已取消"}))

        return self._book.once(terminal, CANCELLATIONS, deed, request, subject, Cancelled, make)

    def outcome_of_ticket(self, terminal: str, deed: str) -> Ticket:
        """What became of a number."""
        return self._book.outcome(terminal, TICKETS, deed, Ticket)

    def outcome_of_booking(self, terminal: str, deed: str) -> Booked:
        """What became of a booking."""
        return self._book.outcome(terminal, BOOKINGS, deed, Booked)

    def outcome_of_cancellation(self, terminal: str, deed: str) -> Cancelled:
        """What became of a cancellation."""
        return self._book.outcome(terminal, CANCELLATIONS, deed, Cancelled)

    def _tell(self, citizen: Citizen, what: str, about: Appointment) -> None:
        day = f"{about.on.month}月{about.on.day}日"
        notices.send(self._province, citizen, what, day=day, time=about.slot[:5], place=about.place)

    def count(self) -> int:
        """How many hours are booked and not given back."""
        found = self._store.row("SELECT count(*) FROM bookings WHERE is_open = 1")
        return int(found[0]) if found else 0

    def _queue(self, name: str, _: str, title: str, counter: str, city: str) -> Queue:
        now, at = self._now(), opens_at(self._now())
        others = self._before(name, now) if at is None else 0
        waiting = others + self._waiting(city, name, at or now)
        return Queue(
            id=name,
            name=title,
            counter=f"{self._province.register.land.city(city)}政务服务中心 {counter}",
            waiting=waiting,
            minutes=waiting * MINUTES_EACH,
            opens_at=at,
        )

    def _before(self, queue: str, at: datetime) -> int:
        """People who took a number elsewhere and have not been called."""
        if opens_at(at) is not None:
            return 0
        dice = Random(f"{self._province.register.seed}/{queue}/{at:%Y%m%d%H}")  # noqa: S311  invented, nothing secret
        return dice.randint(0, 12)

    def _waiting(self, city: str, queue: str, at: datetime) -> int:
        """Numbers of the day that are not served by then: one after the other, none before its counter is open."""
        rows = self._store.rows(
            "SELECT from_then FROM queue_numbers WHERE city = ? AND queue = ? AND day = ? ORDER BY number",
            city,
            queue,
            f"{at:%Y-%m-%d}",
        )
        free, waiting = 0.0, 0
        for row in rows:
            free = max(free, float(row["from_then"])) + MINUTES_EACH * 60
            waiting += free > at.timestamp()
        return waiting

    def _next(self, city: str, queue: str, at: datetime) -> int:
        """The next number of a hall's queue on that day, written down in one statement.

        People who took one elsewhere leave gaps, and never make it go back.
        """
        row = self._store.row(
            "INSERT INTO queue_numbers SELECT ?1, ?2, ?3, max(coalesce(max(number), 0), ?4 + count(*)) + 1, ?5"
            " FROM queue_numbers WHERE city = ?1 AND queue = ?2 AND day = ?3 RETURNING number",
            city,
            queue,
            f"{at:%Y-%m-%d}",
            self._before(queue, at),
            at.timestamp(),
        )
        if row is None:
            raise AssertionError("what was inserted is returned")
        return int(row["number"])

    def _bookable(self, counter: Counter) -> Bookable:
        rows = self._store.rows("SELECT day, slot FROM bookings WHERE counter = ? AND is_open = 1", counter.id)
        taken: dict[tuple[str, str], int] = {}
        for row in rows:
            taken[row["day"], row["slot"]] = taken.get((row["day"], row["slot"]), 0) + 1
        return Bookable(
            id=counter.id,
            place=counter.place,
            department=counter.department,
            who=counter.who,
            room=counter.room,
            days=open_days(counter, self._now(), self._province.register.seed, taken),
        )

    def own(self, subject: str, item: str) -> list[Appointment]:
        """What a person has booked for an item from today on, the earliest first."""
        rows = self._store.rows(
            "SELECT sealed FROM bookings WHERE subject = ? AND item = ? AND is_open = 1 AND day >= ?"
            " ORDER BY day, slot LIMIT 20",
            subject,
            item,
            f"{self._now():%Y-%m-%d}",
        )
        return [Appointment.model_validate_json(self._store.opened(row["sealed"])) for row in rows]

    def _booked(self, subject: str, citizen: Citizen, counter: Counter, request: BookingRequest) -> Booked:
        last = self._store.row("SELECT max(id) FROM bookings")
        number = int(last[0] or 0) + 1 if last else 1
        day = f"{request.day:%Y-%m-%d}"
        before = self._store.row("SELECT count(*) FROM bookings WHERE counter = ? AND day = ?", counter.id, day)
        name, advice = _NAMES[request.item]
        booking_no = f"{request.day:%Y%m%d}{number:06d}"
        appointment = Appointment(
            subject=subject,
            issuer=counter.place,
            booking_no=booking_no,
            state="已预约",
            name=masked_name(citizen.name),
            item=name,
            place=counter.place,
            room=counter.room,
            who=counter.who,
            on=request.day,
            slot=request.time,
            number=1 + int(before[0] if before else 0),
            advice=advice,
            link=f"https://booking.sandbox.invalid/b/{booking_no}",
        )
        self._store.rows(
            "INSERT INTO bookings VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
            number,
            subject,
            request.item,
            counter.id,
            day,
            request.time,
            self._store.seal(appointment.model_dump_json()),
        )
        return Booked(subject=subject, item=request.item, bookable=counter.id, appointment=appointment)

    def _now(self) -> datetime:
        return self._province.clock.now().astimezone(BEIJING)


_DAY_DIGITS = 8


def _id_in(booking_no: str) -> int:
    digits = booking_no[_DAY_DIGITS:]
    return int(digits) if digits.isdecimal() else 0


class _Desks(Protocol):
    @property
    def bookings(self) -> BookingDesk: ...


def _desk(request: Request) -> BookingDesk:
    return cast("_Desks", request.app.state.desks).bookings


Desk = Annotated[BookingDesk, Depends(_desk)]
Deed = Annotated[Token, Path()]
router = APIRouter()


@router.post("/queues", operation_id="queues")
async def queues(asked: QueuesRequest, desk: Desk) -> Queues:
    """The queues of a hall and how many wait."""
    return desk.queues(asked)


@router.post(TICKETS, operation_id="take_ticket")
async def take_ticket(asked: TicketRequest, desk: Desk, terminal: Caller, idempotency_key: Key) -> Ticket:
    """Take a number."""
    return desk.take(terminal, asked, idempotency_key)


@router.post(TICKETS + "/{deed}/outcome", operation_id="ticket_outcome")
async def ticket_outcome(deed: Deed, desk: Desk, terminal: Caller) -> Ticket:
    """What became of a number; one that has not come by now is never taken."""
    return desk.outcome_of_ticket(terminal, deed)


@router.post("/bookables", operation_id="bookables")
async def bookables(asked: BookablesRequest, desk: Desk, person: Person) -> Bookables:
    """What can be booked for an item, and what the person has booked."""
    return desk.bookables(person, asked)


@router.post(BOOKINGS, operation_id="book")
async def book(asked: BookingRequest, desk: Desk, terminal: Caller, person: Person, idempotency_key: Key) -> Booked:
    """Book half an hour."""
    return desk.book(terminal, person, asked, idempotency_key)


@router.post(BOOKINGS + "/{deed}/outcome", operation_id="booking_outcome")
async def booking_outcome(deed: Deed, desk: Desk, terminal: Caller) -> Booked:
    """What became of a booking; one that has not come by now is never taken."""
    return desk.outcome_of_booking(terminal, deed)


@router.post(CANCELLATIONS, operation_id="cancel_booking")
async def cancel_booking(
    asked: CancellationRequest, desk: Desk, terminal: Caller, person: Person, idempotency_key: Key
) -> Cancelled:
    """Give an hour back."""
    return desk.cancel(terminal, person, asked, idempotency_key)


@router.post(CANCELLATIONS + "/{deed}/outcome", operation_id="cancellation_outcome")
async def cancellation_outcome(deed: Deed, desk: Desk, terminal: Caller) -> Cancelled:
    """What became of a cancellation; one that has not come by now is never taken."""
    return desk.outcome_of_cancellation(terminal, deed)
