"""What a loudspeaker must not tell the hall of somebody's affairs, as the looks make it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from whole_catalogue import whole_catalogue

from config.texts import Texts, load_texts
from drivers.clock import BEIJING
from kiosk.booking import Booking
from kiosk.flows.examining_doctor import RESULT
from kiosk.look import agents, applying, bookings, coaches, examining, offences, parcels, paying, phone_codes, services
from kiosk.offence import OffenceUnderWay
from kiosk.paying import Paying
from kiosk.platform.offence_values import Evidence
from kiosk.platform.payment_values import Bill, BillRow
from kiosk.session import Session, Terminal
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.saying import pointed, sentences
from kiosk.step import Idle, Step
from kiosk.ticketing import Ticketing
from kiosk.view import Screen, View
from printing.records.hall import Appointment
from printing.records.public_services import CoachTicket

STEP = Step(name="it", screen="pick", idle=Idle.PERSONAL, takes=lambda *_: None)
CATALOGUE = whole_catalogue()


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


@pytest.fixture(scope="module")
def dialect(texts: Texts) -> Dialect:
    return Dialect(texts, load_cantonese())


def session(item: str = "traffic-fine") -> Session:
    terminal = Terminal(name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE)
    return Session(terminal=terminal, boot="0" * 32, item=CATALOGUE[item])


def bare(texts: Texts, screen: Screen, words: str) -> View:
    return View(page=1, screen=screen, voice="mandarin", words=texts.words("zh-Hans", words))


TICKET = CoachTicket(
    subject="s" * 32,
    issuer="样例客运",
    ticket_no="2026112300000712",
    name="测*甲",
    station="样例汽车客运总站",
    to="广州市",
    on=date(2026, 11, 23),
    departs="07:40",
    coach_no="K0712",
    gate="3号检票口",
    seat=12,
    fare="80.00",
)
HOUR = Appointment(
    subject="s" * 32,
    issuer="样例医院",
    booking_no="20261123000712",
    state="已预约",
    name="测*甲",
    item="医院预约挂号",
    place="样例人民医院",
    room="门诊3楼 内科2诊室",
    on=date(2026, 11, 23),
    slot="09:00-09:30",
    number=7,
    advice="请带身份证。",
    link="https://booking.invalid/b/0712",
)
FINE = Bill(
    bill="FINE-0001",
    name="交通违法罚款",
    issuer="样例交警大队",
    holder="测*甲",
    account="4413********",
    rows=(BillRow(name="时间", value="2026-11-02"), BillRow(name="行为", value="闯红灯")),
    lines=(),
    amount_fen=0,
)


def ticket(texts: Texts) -> View:
    bought = replace(session(), ticketing=Ticketing(bought=TICKET))
    return coaches.ticket(texts, bought, STEP, bare(texts, "result", "coach_ticket"))


def hour(texts: Texts) -> View:
    return bookings.booked(texts, replace(session(), booking=Booking(done=HOUR)), STEP, bare(texts, "result", "booked"))


def offence(texts: Texts) -> View:
    at = datetime(2026, 11, 2, 8, 30, tzinfo=BEIJING)
    seen = Evidence(
        subject="s" * 32,
        bill="FINE-0001",
        taken_at=at,
        camera="样例路12号路段电子警察",
        rule="第三十八条",
        picture="",
        sha256="0" * 64,
    )
    about = replace(session(), offence=OffenceUnderWay(evidence=seen), paying=Paying(bill=FINE))
    return offences.picture(texts, about, STEP, bare(texts, "paper", "bill"))


def medical(texts: Texts) -> View:
    return examining.LOOKS[RESULT](texts, session(), bare(texts, "result", "medical_result"))


@pytest.mark.parametrize(
    ("made", "words"),
    [(ticket, ("广州", "07:40")), (hour, ("09:00", "11月23日")), (offence, ("闯红灯", "08:30")), (medical, ("合格",))],
    ids=["ticket", "hour", "offence", "medical"],
)
def test_what_became_of_it_is_said_in_earphones_only(
    texts: Texts, dialect: Dialect, made: Callable[[Texts], View], words: tuple[str, ...]
) -> None:
    view = made(texts)
    public = " ".join(one.text for one in sentences(view, dialect, in_private=False))
    private = " ".join(one.text for one in sentences(view, dialect, in_private=True))
    assert texts.text("zh-Hans", "speech.shown") in public
    for word in words:
        assert word not in public
        assert word in private


def lists(texts: Texts) -> dict[str, View]:
    def view(words: str) -> View:
        return bare(texts, "pick", words)

    own = replace(session(), ticketing=Ticketing(tickets=(TICKET,)), booking=Booking(booked=(HOUR,)))
    nobody = session()
    return {
        "bills": paying.LOOKS["bills"](texts, replace(nobody, paying=Paying(bills=(FINE,))), view("bills")),
        "hours": bookings.what(texts, own, STEP, view("booking_what")),
        "tickets": coaches.what(texts, own, STEP, view("coach_what")),
        "enterprises": applying.enterprises(texts, nobody, view("enterprises")),
        "cases": services._cases(texts, nobody, view("cases")),
        "handed over": agents.cases(texts, nobody, STEP, view("hand_over_cases")),
        "parcels": parcels._LOOKS["parcels"](texts, nobody, view("parcels")),
    }


def test_a_list_of_what_is_somebodys_own_is_read_out_in_earphones_only(texts: Texts, dialect: Dialect) -> None:
    for name, view in lists(texts).items():
        told = pointed(view, dialect, "choice-1", "闯红灯, 2026-11-02")
        assert all(one.is_personal for one in told), name


@pytest.mark.parametrize("key", ["not_without", "medical_ills", "record_wrong"])
def test_a_trouble_that_tells_what_is_on_record_is_told_in_earphones_only(
    texts: Texts, dialect: Dialect, key: str
) -> None:
    view = View(page=1, screen="trouble", voice="mandarin", words=texts.trouble("zh-Hans", key))
    public = [one.text for one in sentences(view, dialect, in_private=False)]
    private = [one.text for one in sentences(view, dialect, in_private=True)]
    assert public == [texts.text("zh-Hans", "speech.shown"), texts.text("zh-Hans", "trouble.not_entitled.next")]
    assert {view.words["title"], view.words["next"]} <= set(private)


def test_which_licences_somebody_has_is_read_out_in_earphones_only(texts: Texts, dialect: Dialect) -> None:
    view = phone_codes.licences(texts, session(), STEP, bare(texts, "pick", "phone_licence"))
    assert all(one.is_personal for one in pointed(view, dialect, "choice-1", "不动产权证书"))
