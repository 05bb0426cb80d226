"""The doctor's page of the test hospital: who waits, live picture and sound, the findings, and a word that is signed.

Served under /doctor/ of the sandbox, beside the gate: doctors sign in, terminals sign every question. The key is
made in the browser and never leaves it; the desk only certifies its public half, for the day.
"""

import base64
import secrets
from pathlib import Path
from typing import Annotated, cast

from fastapi import APIRouter, Depends, FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse
from pydantic import Field
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.fitness import Findings, doubts, rules
from kiosk.platform.examining_values import CallSdp, DoctorsCertificate, DoctorsWord, ExaminationNumber, Point
from kiosk.platform.values import ErrorCode, Value
from kiosk.sandbox.doctors_room import Doctor, certified
from kiosk.sandbox.examination_book import Examination
from kiosk.sandbox.examining_desk import ExaminingDesk, authority
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError

PATH = "/doctor"
DOCTORS = {"D101": ("样例医师乙", "246810"), "D102": ("样例医师丙", "135791")}
"""Name and PIN of the test hospital's doctors; nobody real."""
_PAGE = Path(__file__).parent / "doctor_page"
_FILES = {"": "index.html", "doctor.js": "doctor.js", "doctor.css": "doctor.css"}
_POLICY = b"""default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; media-src blob: mediastream:; \
connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"""
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", _POLICY),
)


class SignIn(Value):
    """A doctor begins: who, and the public half of the key that the browser has just made."""

    doctor_no: str = Field(max_length=32)
    pin: str = Field(max_length=12)
    point: Point


class SignedIn(Value):
    """The doctor is on line."""

    token: str
    certificate: DoctorsCertificate


class Waiting(Value):
    """Somebody stands before a terminal."""

    examination_no: ExaminationNumber
    state: str
    classes: str
    is_mine: bool


class Queue(Value):
    """All who wait."""

    waiting: tuple[Waiting, ...]


class Taken(Value):
    """What a doctor sees of one."""

    word: DoctorsWord
    """All well, and not signed."""
    findings: dict[str, str]
    doubts: tuple[str, ...]
    photo: str
    """As a data URL."""


class Offer(Value):
    """The terminal's side of the call; empty while it is not there."""

    sdp: CallSdp


class DoctorDesk:
    """Beside the gate; hands everything else on to it.

    Args:
        gate: for terminals and phones.
        desk: keeps the examinations.
        province: certifies the doctors.
    """

    def __init__(self, gate: ASGIApp, desk: ExaminingDesk, province: Province) -> None:
        self._gate = gate
        self._page = application(desk, province)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one question."""
        if scope["type"] != "http" or not scope["path"].startswith(f"{PATH}/"):
            await self._gate(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
            await send(message)

        await self._page(scope, receive, guarded)


def _desk(request: Request) -> ExaminingDesk:
    return cast("ExaminingDesk", request.app.state.desk)


def _province(request: Request) -> Province:
    return cast("Province", request.app.state.province)


def _doctor(request: Request, x_doctor: Annotated[str, Header(max_length=64)] = "") -> Doctor:
    province = _province(request)
    for one in province.doctors.doctors.values():
        if secrets.compare_digest(one.token.encode(), x_doctor.encode()):
            one.seen = province.clock.now()
            return one
    raise RefusalError(ErrorCode.NOT_ENTITLED)


Desk = Annotated[ExaminingDesk, Depends(_desk)]
Here = Annotated[Province, Depends(_province)]
OnLine = Annotated[Doctor, Depends(_doctor)]
router = APIRouter(prefix=PATH)


@router.post("/in")
async def sign_in(asked: SignIn, province: Here) -> SignedIn:
    """A doctor comes on line; the browser's key is certified for the day."""
    name, pin = DOCTORS.get(asked.doctor_no, ("", ""))
    if not pin or not secrets.compare_digest(pin.encode(), asked.pin.encode()):
        raise RefusalError(ErrorCode.NOT_ENTITLED)
    now = province.clock.now()
    made = certified(authority(province), asked.doctor_no, name, bytes.fromhex(asked.point), now.date())
    one = Doctor(made, now, secrets.token_urlsafe(24))
    province.doctors.doctors[asked.doctor_no] = one
    return SignedIn(token=one.token, certificate=made)


@router.post("/out")
async def sign_out(who: OnLine, province: Here) -> None:
    """The doctor goes."""
    province.doctors.doctors.pop(who.certificate.doctor_no, None)


@router.get("/waiting")
async def waiting(who: OnLine, desk: Desk) -> Queue:
    """All who stand before a terminal now."""
    return Queue(waiting=tuple(_waiting(one, who) for one in desk.waiting()))


@router.post("/take/{number}")
async def take(number: str, who: OnLine, desk: Desk) -> Taken:
    """The doctor looks at one."""
    return _taken(desk.take(who, number), desk.draft_of_word(who, number))


@router.get("/offer/{number}")
async def offer(number: str, who: OnLine, desk: Desk) -> Offer:
    """The terminal's side of the call."""
    return Offer(sdp=desk.offer_to(who, number))


@router.post("/answer/{number}")
async def answer(number: str, asked: Offer, who: OnLine, desk: Desk) -> None:
    """The doctor's side of the call."""
    desk.answer_of(who, number, asked.sdp)


@router.post("/sign")
async def sign(word: DoctorsWord, who: OnLine, desk: Desk) -> None:
    """The doctor's word."""
    desk.sign(who, word)


@router.get("/{name:path}")
async def page(name: str) -> Response:
    """The page and its files."""
    file = _FILES.get(name)
    return FileResponse(_PAGE / file) if file is not None else Response(status_code=404)


def application(desk: ExaminingDesk, province: Province) -> FastAPI:
    """The page and what it asks."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk, app.state.province = desk, province
    app.include_router(router)

    @app.exception_handler(RefusalError)
    async def refused(_: Request, error: RefusalError) -> Response:
        return Response(status_code=error.status)

    @app.exception_handler(RequestValidationError)
    async def not_understood(_: Request, error: RequestValidationError) -> Response:  # noqa: ARG001 - holds the input
        return Response(status_code=400)

    return app


def _waiting(found: Examination, who: Doctor) -> Waiting:
    return Waiting(
        examination_no=found.examination_no,
        state=found.state,
        classes="".join(found.written.request.classes),
        is_mine=found.written.doctor == who.certificate.name,
    )


def _taken(found: Examination, word: DoctorsWord) -> Taken:
    asked = found.written.request
    measured = Findings(
        sight_left=asked.sight_left,
        sight_right=asked.sight_right,
        sees_colours=asked.sees_colours,
        hears_left=asked.hears_left,
        hears_right=asked.hears_right,
        can_do=asked.can_do,
        height_cm=asked.height_cm,
        has_glasses=asked.has_glasses,
        has_hearing_aid=asked.has_hearing_aid,
        ills=asked.ills,
    )
    said = {
        "准驾车型": "".join(asked.classes),
        "身高": f"{asked.height_cm} cm（申报）",
        "视力": f"左 {asked.sight_left}　右 {asked.sight_right}{'（戴镜）' if asked.has_glasses else '（裸眼）'}",
        "辨色力": "合格" if asked.sees_colours else "不合格",
        "听力": f"左 {_well(asked.hears_left)}　右 {_well(asked.hears_right)}",
        "助听器": "戴" if asked.has_hearing_aid else "不戴",
        "自述动作": "、".join(_MOVES.get(one, one) for one in asked.can_do) or "无",
        "申报疾病": "、".join(asked.ills) or "无",
    }
    against = tuple(_DOUBTS[one] for one in doubts(asked.classes, measured, rules()))
    photo = f"data:image/jpeg;base64,{base64.b64encode(asked.photo).decode()}"
    return Taken(word=word, findings=said, doubts=against, photo=photo)


def _well(is_well: bool) -> str:  # noqa: FBT001  the finding itself
    return "合格" if is_well else "不合格"


_MOVES = {"arms": "举臂握拳", "squat": "下蹲", "neck": "转头"}
_DOUBTS = {
    "untested": "有项目没有做",
    "sight": "视力没有达到要求",
    "colours": "辨色力不合格",
    "hearing": "听力不合格",
    "hearing_aid": "戴助听器不能驾驶这个车型",
    "height": "身高没有达到要求",
    "movement": "有动作做不到",
}
