"""The drivers' medicals of the test province: findings wait for a doctor, who looks, decides and signs."""

import calendar
from datetime import date, datetime, timedelta
from typing import Annotated, Protocol, cast

from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import APIRouter, Depends, Path, Request

from kiosk.fitness import rules
from kiosk.platform.doctors import digest_of, is_signed, signed_by, word_lines
from kiosk.platform.examining import EXAMINATIONS
from kiosk.platform.examining_values import (
    CallRequest,
    DoctorsWord,
    ExaminableDriver,
    ExaminationGiven,
    ExaminationQuestion,
    ExaminationRequest,
    ExaminationStanding,
    SignedExamination,
)
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.doctors_room import Doctor, Script
from kiosk.sandbox.drafts import Drafts
from kiosk.sandbox.examination_book import Examination, ExaminationBook, Written
from kiosk.sandbox.examined import ITEM, licence_of
from kiosk.sandbox.lodgement_book import LodgementBook
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.vehicles import DRIVING_AGE


class ExaminingDesk:
    """Everything that is asked about medicals, by terminals and by doctors.

    Args:
        province: who is known.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._book = LodgementBook(province.store)
        self._drafts = Drafts(province)
        self._kept = ExaminationBook(province)

    # For terminals

    def driver(self, citizen: Citizen) -> ExaminableDriver:
        """The person's licence."""
        subject, doctors = self._store.subject(citizen.number), self._province.doctors.on_line(self._now())
        if citizen.age(self._now().date()) < DRIVING_AGE:
            return ExaminableDriver(subject=subject, because="none", doctors=doctors)
        record = licence_of(self._province, citizen)
        return ExaminableDriver(
            subject=subject, because="", file_no=record.file_no, classes=(record.vehicle_classes,), doctors=doctors
        )

    def examine(self, terminal: str, citizen: Citizen, request: ExaminationRequest, deed: str) -> ExaminationGiven:
        """Lay findings before the doctors; the same deed gets the same answer.

        Raises:
            RefusalError: NOTHING_FOUND (no licence), BAD_REQUEST (other classes than the licence's).
        """
        subject = self._store.subject(citizen.number)

        def make() -> ExaminationGiven:
            driver = self.driver(citizen)
            if driver.because:
                raise RefusalError(ErrorCode.NOTHING_FOUND)
            if request.classes != driver.classes:
                raise RefusalError(ErrorCode.BAD_REQUEST)
            number = self._kept.begin(
                Written(number=citizen.number, subject=subject, visit=request.visit, request=request)
            )
            return ExaminationGiven(subject=subject, examination_no=number, digest=digest_of(request))

        return self._book.once(terminal, EXAMINATIONS, deed, request, subject, ExaminationGiven, make)

    def outcome(self, terminal: str, deed: str) -> ExaminationGiven:
        """What became of laying findings before them.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        return self._book.outcome(terminal, EXAMINATIONS, deed, ExaminationGiven)

    def standing(self, citizen: Citizen, examination_no: str) -> ExaminationStanding:
        """How one stands; asking says that somebody waits there.

        Raises:
            RefusalError: NOTHING_FOUND, also where it is another person's.
        """
        found = self._kept.of(examination_no)
        if found is None or found.written.number != citizen.number:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        if found.state in ("waiting", "seen"):
            if self._kept.is_there(found):
                self._kept.was_asked(found)
                if self._province.doctors.script is not None:
                    self._act(found, self._province.doctors.script)
            else:
                self._kept.put(found, "over")
        now = self._kept.of(examination_no) or found
        return ExaminationStanding(
            subject=found.written.subject,
            examination_no=examination_no,
            state=now.state,
            ahead=self._kept.ahead(examination_no) if now.state == "waiting" else 0,
            doctors=self._province.doctors.on_line(self._now()),
            doctor=now.written.doctor,
            answer=now.written.answer if now.state == "seen" else "",
            signed=now.written.signed,
        )

    def call(self, citizen: Citizen, request: CallRequest) -> ExaminationQuestion:
        """The terminal's side of the call.

        Raises:
            RefusalError: NOTHING_FOUND: nobody looks at it, or another person's.
        """
        found = self._kept.of(request.examination_no)
        if found is None or found.written.number != citizen.number or found.state != "seen":
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        if request.sdp != found.written.offer:
            self._kept.put(found, "seen", offer=request.sdp, answer="")
        return ExaminationQuestion(examination_no=request.examination_no)

    def count(self) -> dict[str, int]:
        """Examinations by how they stand."""
        return self._kept.count()

    # For doctors

    def waiting(self) -> list[Examination]:
        """Those before whom somebody stands, the first first."""
        return self._kept.waiting()

    def take(self, doctor: Doctor, examination_no: str) -> Examination:
        """A doctor looks at one.

        Raises:
            RefusalError: NOTHING_FOUND (nobody is there any more), CONFLICT (another doctor looks).
        """
        found = self._kept.of(examination_no)
        if found is None or found.state not in ("waiting", "seen") or not self._kept.is_there(found):
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        name = doctor.certificate.name
        if found.state == "seen" and found.written.doctor != name:
            raise RefusalError(ErrorCode.CONFLICT)
        self._kept.put(found, "seen", doctor=name)
        return self._kept.of(examination_no) or found

    def offer_to(self, doctor: Doctor, examination_no: str) -> str:
        """The terminal's side of the call; empty while it is not there.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        return self._looked_at(doctor, examination_no).written.offer

    def answer_of(self, doctor: Doctor, examination_no: str, sdp: str) -> None:
        """The doctor's side of the call.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        self._kept.put(self._looked_at(doctor, examination_no), "seen", answer=sdp)

    def _looked_at(self, doctor: Doctor, examination_no: str) -> Examination:
        found = self._kept.of(examination_no)
        if found is None or found.state != "seen" or found.written.doctor != doctor.certificate.name:
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        return found

    def draft_of_word(self, doctor: Doctor, examination_no: str) -> DoctorsWord:
        """What the doctor is about to sign, all well and not signed yet.

        Raises:
            RefusalError: NOTHING_FOUND.
        """
        found = self._looked_at(doctor, examination_no)
        return self._word(found, doctor.certificate.doctor_no, "合格")

    def sign(self, doctor: Doctor, word: DoctorsWord) -> None:
        """Take a doctor's word.

        Raises:
            RefusalError: NOTHING_FOUND (not this doctor's), BAD_REQUEST (about other findings, or not signed by them).
        """
        found = self._looked_at(doctor, word.examination_no)
        bare = self._word(found, doctor.certificate.doctor_no, "合格")
        same = ("visit", "subject", "digest", "doctor_no", "examined_on", "valid_to")
        if any(getattr(word, name) != getattr(bare, name) for name in same):
            raise RefusalError(ErrorCode.BAD_REQUEST)
        if not is_signed(word_lines(word), word.signature, bytes.fromhex(doctor.certificate.point)):
            raise RefusalError(ErrorCode.BAD_REQUEST)
        signed = SignedExamination(word=word, certificate=doctor.certificate)
        self._signed(found, signed)

    # Inside

    def _act(self, found: Examination, script: Script) -> None:
        """What a doctor does that nobody plays: takes it at the first look, signs at the next."""
        if found.state == "waiting":
            self._kept.put(found, "seen", doctor=script.certificate.name)
        elif not script.is_slow:
            self._signed(found, self._scripted(found, script))

    def _scripted(self, found: Examination, script: Script) -> SignedExamination:
        certificate = script.certificate
        word = self._word(found, certificate.doctor_no, script.result)
        wrongs: dict[str, dict[str, object]] = {
            "other_visit": {"visit": "0" * 32},
            "other_person": {"subject": "somebody-else-0000"},
            "other_findings": {"digest": "0" * 64},
            "contradicts": {"legs": "不合格"},
            "old": {"examined_on": word.examined_on - timedelta(days=1)},
        }
        word = word.model_copy(update=wrongs.get(script.issue, {}))
        word = word.model_copy(update={"signature": signed_by(script.key, word_lines(word))})
        if script.issue == "unsigned":
            word = word.model_copy(update={"signature": "1" * 128})
        if script.issue == "uncertified":
            certificate = certificate.model_copy(update={"name": "样例医师乙"})
        return SignedExamination(word=word, certificate=certificate)

    def _word(self, found: Examination, doctor_no: str, result: str) -> DoctorsWord:
        today = self._now().date()
        request = found.written.request
        return DoctorsWord.model_validate(
            {
                "examination_no": found.examination_no,
                "visit": found.written.visit,
                "subject": found.written.subject,
                "digest": digest_of(request),
                "doctor_no": doctor_no,
                "arm_left": "合格",
                "arm_right": "合格",
                "legs": "合格",
                "trunk": "合格",
                "result": result,
                "examined_on": today,
                "valid_to": _months_on(today, rules().valid_months),
                "signature": "0" * 128,
            }
        )

    def _signed(self, found: Examination, signed: SignedExamination) -> None:
        self._kept.put(found, "signed", signed=signed)
        # What a doctor has looked at is no draft any more.
        self._drafts.forget(found.written.subject, ITEM)

    def _now(self) -> datetime:
        return self._province.clock.now()


def authority(province: Province) -> ec.EllipticCurvePrivateKey:
    """Who certifies doctors.

    Raises:
        ValueError: this province has nobody who does.
    """
    if province.doctors_key is None:
        raise ValueError("this province certifies no doctors")
    return province.doctors_key


def _months_on(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class _Desks(Protocol):
    @property
    def examining(self) -> ExaminingDesk: ...


def _desk(request: Request) -> ExaminingDesk:
    return cast("_Desks", request.app.state.desks).examining


Desk = Annotated[ExaminingDesk, Depends(_desk)]
router = APIRouter()


@router.get("/examinable-driver", operation_id="examinable_driver")
async def examinable_driver(desk: Desk, person: Person) -> ExaminableDriver:
    """The person's driving licence, and how many doctors are on line."""
    return desk.driver(person)


@router.post(EXAMINATIONS, operation_id="examine")
async def examine(
    asked: ExaminationRequest, desk: Desk, terminal: Caller, person: Person, idempotency_key: Key
) -> ExaminationGiven:
    """Lay what the stations found before a doctor."""
    return desk.examine(terminal, person, asked, idempotency_key)


@router.post(EXAMINATIONS + "/{deed}/outcome", operation_id="examination_outcome")
async def examination_outcome(deed: Annotated[Token, Path()], desk: Desk, terminal: Caller) -> ExaminationGiven:
    """What became of an examination; one that has not come by now is never taken."""
    return desk.outcome(terminal, deed)


@router.post("/examination-standings", operation_id="examination_standing")
async def examination_standing(asked: ExaminationQuestion, desk: Desk, person: Person) -> ExaminationStanding:
    """How an examination stands; the doctor's signed word when there is one."""
    return desk.standing(person, asked.examination_no)


@router.post("/examination-calls", operation_id="examination_call")
async def examination_call(asked: CallRequest, desk: Desk, person: Person) -> ExaminationQuestion:
    """Lay the terminal's side of the call before the doctor who has taken the examination."""
    return desk.call(person, asked)
