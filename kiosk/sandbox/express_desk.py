"""The post of the sandbox: what waits to be fetched, the order to send it, and where it is on its way."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Annotated, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from kiosk.forms.divisions import DIGITS, Divisions
from kiosk.masking import masked_name, masked_phone
from kiosk.platform.express import ORDERS
from kiosk.platform.express_values import (
    ExpressOrder,
    ExpressRequest,
    LastAddress,
    Mailable,
    Mailables,
    MailablesRequest,
    Payment,
    PostalAddress,
)
from kiosk.platform.service_values import CaseFile
from kiosk.platform.submission_values import Application
from kiosk.platform.values import ErrorCode, Token
from kiosk.platform.waybill import waybill
from kiosk.sandbox import notices
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.case_numbers import case_no
from kiosk.sandbox.cases import READY, calendar, case
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.examination_book import ExaminationBook
from kiosk.sandbox.homes import flats_of
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.population import household_of
from kiosk.sandbox.province import Province
from kiosk.sandbox.records.property import PROPERTY_CASE
from kiosk.sandbox.refusals import RefusalError
from printing.records.hall import ExpressParcel, ExpressStop

PROPERTY_ITEM, MEDICAL_ITEM = "property-mailing", "driver-medical"
_CONTENTS = {
    "居住证申领": "居住证",
    "不动产转移登记": "不动产权证书",
    "企业开办": "营业执照",
    "养老保险关系转移接续": "参保缴费凭证",
    "食品经营许可": "食品经营许可证",
    "高龄津贴申领": "高龄津贴决定书",
}
"""What is made in a case."""
_DAYS = {"standard": 3, "priority": 1}
_LEGS = ((0, "样例营业部", "已收寄"), (6, "样例处理中心", "运输中"), (20, "样例投递部", "派送中"))
"""After so many hours; twice as many without priority."""
_SIGNED_AFTER_H = 26
_PAYMENTS: dict[Payment, str] = {"on-delivery": "到付", "free": "免费", "paid": "已付"}
_FIRST_SERIAL = 10_000_000


class ExpressDesk:
    """Everything that is asked about parcels.

    Args:
        province: who is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._book = LodgementBook(province.store)
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS express (serial INTEGER PRIMARY KEY, subject TEXT NOT NULL,"
            " case_no TEXT NOT NULL UNIQUE, at REAL NOT NULL, sealed BLOB NOT NULL, address BLOB NOT NULL) STRICT"
        )

    def last_address(self, citizen: Citizen) -> LastAddress:
        """Of the last order; before it what the post knows of everybody who has a telephone."""
        subject = self._store.subject(citizen.number)
        row = self._store.row("SELECT address FROM express WHERE subject = ? ORDER BY serial DESC LIMIT 1", subject)
        address = self._usual(citizen) if citizen.phone else None
        if row is not None:
            address = PostalAddress.model_validate_json(self._store.opened(row["address"]))
        return LastAddress(subject=subject, address=address)

    def mailables(self, citizen: Citizen, asked: MailablesRequest) -> Mailables:
        """What waits, and what is on its way."""
        subject = self._store.subject(citizen.number)
        sent = self._store.rows("SELECT sealed FROM express WHERE subject = ? ORDER BY serial DESC LIMIT 50", subject)
        gone = {row["case_no"] for row in self._store.rows("SELECT case_no FROM express WHERE subject = ?", subject)}
        return Mailables(
            subject=subject,
            ready=tuple(one for one in self._ready(citizen, asked.item) if one.case_no not in gone),
            sent=tuple(
                self._moved(ExpressOrder.model_validate_json(self._store.opened(row["sealed"]))) for row in sent
            ),
        )

    def parcel_of(self, case_no: str) -> ExpressParcel | None:
        """The parcel of a case, with its stops up to now; None where none was sent."""
        row = self._store.row("SELECT sealed FROM express WHERE case_no = ?", case_no)
        if row is None:
            return None
        return self._moved(ExpressOrder.model_validate_json(self._store.opened(row["sealed"])))

    def order(self, terminal: str, citizen: Citizen, request: ExpressRequest, deed: str) -> ExpressOrder:
        """Send it; the same deed gets the same answer.

        Raises:
            RefusalError: NOTHING_FOUND (nothing waits in that case), CONFLICT (it is sent already).
        """
        subject = self._store.subject(citizen.number)

        def make() -> ExpressOrder:
            if self._store.row("SELECT 1 FROM express WHERE case_no = ?", request.case_no) is not None:
                raise RefusalError(ErrorCode.CONFLICT)
            ready = {
                one.case_no: one for item in ("", PROPERTY_ITEM, MEDICAL_ITEM) for one in self._ready(citizen, item)
            }
            if request.case_no not in ready:
                raise RefusalError(ErrorCode.NOTHING_FOUND)
            answer = self._taken(subject, ready[request.case_no], request)
            day = f"{answer.promised.month}月{answer.promised.day}日"
            parcel = answer.parcel
            notices.send(self._province, citizen, "sent", content=parcel.content, number=parcel.parcel_no, day=day)
            return answer

        return self._book.once(terminal, ORDERS, deed, request, subject, ExpressOrder, make)

    def send(self, citizen: Citizen, case: CaseFile, application: Application) -> None:
        """The office posts what was applied for, once, as the application says."""
        progress = case.progress
        if application.address is None or self.parcel_of(progress.case_no) is not None:
            return
        what = Mailable(
            case_no=progress.case_no,
            item=progress.item,
            content=progress.item,
            ready_on=self._province.clock.now().date(),
        )
        request = ExpressRequest(
            case_no=progress.case_no,
            address=application.address,
            service=application.service,
            payment=application.postage,
            fee_fen=0,
        )
        answer = self._taken(self._store.subject(citizen.number), what, request)
        day = f"{answer.promised.month}月{answer.promised.day}日"
        number = answer.parcel.parcel_no
        notices.send(self._province, citizen, "sent", content=progress.item, number=number, day=day)

    def outcome(self, terminal: str, deed: str) -> ExpressOrder:
        """What became of an order.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        return self._book.outcome(terminal, ORDERS, deed, ExpressOrder)

    def count(self) -> int:
        """How many parcels there are."""
        found = self._store.row("SELECT count(*) FROM express")
        return int(found[0]) if found else 0

    def _taken(self, subject: str, what: Mailable, request: ExpressRequest) -> ExpressOrder:
        now, address = self._province.clock.now(), request.address
        serial = _FIRST_SERIAL + self.count()
        answer = ExpressOrder(
            subject=subject,
            case_no=request.case_no,
            service=request.service,
            payment=request.payment,
            fee_fen=request.fee_fen,
            accepted_at=now,
            promised=calendar().due(now.date(), _DAYS[request.service]).day,
            parcel=ExpressParcel.model_validate(
                {
                    "subject": subject,
                    "issuer": "样例邮政速递公司（演示）",
                    "parcel_no": waybill("EA" if request.service == "standard" else "EB", serial),
                    "recipient": masked_name(address.receiver),
                    "phone": masked_phone(address.phone),
                    "address": f"{address.region_name}***",
                    "content": what.content,
                    "payment": _PAYMENTS[request.payment],
                    "stops": (),
                }
            ),
        )
        self._store.rows(
            "INSERT INTO express VALUES (?, ?, ?, ?, ?, ?)",
            serial,
            subject,
            request.case_no,
            now.timestamp(),
            self._store.seal(answer.model_dump_json()),
            self._store.seal(address.model_dump_json()),
        )
        return answer.model_copy(update={"parcel": self._moved(answer)})

    def _moved(self, order: ExpressOrder) -> ExpressParcel:
        """With the stops that it has come to by now; in the end somebody signs for it."""
        pace = 1 if order.service == "priority" else 2
        legs = [(hours, f"{where}（演示）", state) for hours, where, state in _LEGS]
        legs.append((_SIGNED_AFTER_H, "收件地址", f"已签收，签收人{order.parcel.recipient}"))
        stops = [
            ExpressStop(at=order.accepted_at + timedelta(hours=hours * pace), where=where, state=state)
            for hours, where, state in legs
            if order.accepted_at + timedelta(hours=hours * pace) <= self._province.clock.now()
        ]
        return order.parcel.model_copy(update={"stops": tuple(stops)})

    def _ready(self, citizen: Citizen, item: str) -> tuple[Mailable, ...]:
        now, began, register = self._province.clock.now(), self._province.began, self._province.register
        if item == MEDICAL_ITEM:
            passed = ExaminationBook(self._province).passed(self._store.subject(citizen.number))
            return tuple(
                Mailable(case_no=number, item="驾驶证期满换证", content="机动车驾驶证", ready_on=now.date())
                for number in passed
            )
        if item != PROPERTY_ITEM:
            made = case(register.seed, citizen, register.land, began, now, READY)
            return (
                Mailable(
                    case_no=made.progress.case_no,
                    item=made.progress.item,
                    content=_CONTENTS[made.progress.item],
                    ready_on=_ready_on(began, citizen),
                ),
            )
        home = household_of(register.seed, citizen.number, register.land)
        city = register.land.city(register.land.capital) or ""
        own = register.own_records(citizen.number)
        flats = flats_of(register.seed, home, citizen.number, register.land, city, own)
        if not any(flat.has_title for flat in flats):
            return ()
        number = case_no(register.seed, register.land.code, citizen.number, PROPERTY_CASE)
        content = _CONTENTS["不动产转移登记"]
        return (Mailable(case_no=number, item="不动产转移登记", content=content, ready_on=_ready_on(began, citizen)),)

    def _usual(self, citizen: Citizen) -> PostalAddress:
        divisions, land = Divisions.load(), self._province.register.land
        region = _first_town(divisions, land.capital)
        random = Random(f"{self._province.register.seed}/{citizen.number}/parcel")  # noqa: S311  invented, of nobody
        return PostalAddress(
            receiver=citizen.name[:30],
            phone=citizen.phone or "",
            region=region,
            region_name=divisions.whole_name(region),
            street=f"演示路{random.randint(1, 400)}号{random.randint(1, 30)}0{random.randint(1, 4)}房",
        )


def _first_town(divisions: Divisions, city: str) -> str:
    code = city[: DIGITS["city"]]
    while below := divisions.below(code, DIGITS["town"]):
        code = below[0]
    return code


def _ready_on(began: datetime, citizen: Citizen) -> date:
    day = began.date() - timedelta(days=1 + int(citizen.number[16]))
    while not calendar().is_working(day):
        day -= timedelta(days=1)
    return day


class _Desks(Protocol):
    @property
    def express(self) -> ExpressDesk: ...


def _desk(request: Request) -> ExpressDesk:
    return cast("_Desks", request.app.state.desks).express


Desk = Annotated[ExpressDesk, Depends(_desk)]
router = APIRouter()


@router.get("/last-address", operation_id="last_address")
async def last_address(desk: Desk, person: Person) -> LastAddress:
    """Where the person's last parcel went to."""
    return desk.last_address(person)


@router.post("/mailables", operation_id="mailables")
async def mailables(asked: MailablesRequest, desk: Desk, person: Person) -> Mailables:
    """What was made for the person and can be sent, and what is on its way."""
    return desk.mailables(person, asked)


@router.post(ORDERS, operation_id="order_express")
async def order_express(
    asked: ExpressRequest, desk: Desk, terminal: Caller, person: Person, idempotency_key: Key
) -> ExpressOrder:
    """Send it by post."""
    return desk.order(terminal, person, asked, idempotency_key)


@router.post(ORDERS + "/{deed}/outcome", operation_id="express_outcome")
async def express_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> ExpressOrder:
    """What became of an order; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)
