"""A doctor's word is believed when signed, and about this person, this visit and these findings."""

from datetime import date, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.platform.doctors import NotVouched, certificate_lines, check, signed_by, word_lines
from kiosk.platform.examining_values import DoctorsCertificate, DoctorsWord, SignedExamination
from printing.statement import point_of

PROVINCE, DOCTOR, STRANGER = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
TODAY = date(2026, 11, 22)
MEANT: dict[str, Any] = {
    "examination_no": "TJ2026112200000001",
    "visit": "0123456789abcdef",
    "subject": "pseudonym-0001",
    "digest": "ab" * 32,
    "today": TODAY,
    "points": (point_of(PROVINCE.public_key()),),
}


def certificate(by: ec.EllipticCurvePrivateKey = PROVINCE, **changed: Any) -> DoctorsCertificate:
    bare = DoctorsCertificate(
        doctor_no="D101",
        name="样例医师",
        hospital="样例医院",
        point=point_of(DOCTOR.public_key()).hex(),
        valid_until=TODAY + timedelta(days=1),
        signature="0" * 128,
    ).model_copy(update=changed)
    return bare.model_copy(update={"signature": signed_by(by, certificate_lines(bare))})


def word(by: ec.EllipticCurvePrivateKey = DOCTOR, **changed: Any) -> DoctorsWord:
    parts = dict.fromkeys(("arm_left", "arm_right", "legs", "trunk", "result"), "合格")
    said = {name: MEANT[name] for name in ("examination_no", "visit", "subject", "digest")} | parts
    days = {"examined_on": TODAY, "valid_to": date(2027, 5, 22)}
    bare = DoctorsWord.model_validate(said | days | {"doctor_no": "D101", "signature": "0" * 128} | changed)
    return bare.model_copy(update={"signature": signed_by(by, word_lines(bare))})


def test_a_word_that_fits_is_believed() -> None:
    check(SignedExamination(word=word(), certificate=certificate()), **MEANT)


@pytest.mark.parametrize(
    "changed",
    [
        {"examination_no": "TJ2026112200000002"},
        {"visit": "fedcba9876543210"},
        {"subject": "pseudonym-0002"},
        {"digest": "cd" * 32},
        {"doctor_no": "D102"},
        {"examined_on": TODAY - timedelta(days=1)},
        {"valid_to": TODAY},
        {"valid_to": TODAY + timedelta(days=400)},
        {"legs": "不合格"},
    ],
)
def test_a_word_about_something_else_is_not(changed: dict[str, Any]) -> None:
    with pytest.raises(NotVouched):
        check(SignedExamination(word=word(**changed), certificate=certificate()), **MEANT)


def test_a_word_that_was_changed_after_it_was_signed_is_not() -> None:
    said = word(result="不合格", legs="不合格")
    for name in ("legs", "result"):
        forged = said.model_copy(update={"legs": "合格", name: "合格"})
        with pytest.raises(NotVouched):
            check(SignedExamination(word=forged, certificate=certificate()), **MEANT)


def test_a_stranger_signs_for_nobody() -> None:
    with pytest.raises(NotVouched, match="not signed"):
        check(SignedExamination(word=word(by=STRANGER), certificate=certificate()), **MEANT)
    with pytest.raises(NotVouched, match="certified"):
        check(SignedExamination(word=word(), certificate=certificate(by=STRANGER)), **MEANT)
    with pytest.raises(NotVouched, match="certified"):
        check(SignedExamination(word=word(), certificate=certificate()), **(MEANT | {"points": ()}))


def test_a_certificate_of_yesterday_and_a_changed_one_are_not() -> None:
    old = certificate(valid_until=TODAY - timedelta(days=1))
    renamed = certificate().model_copy(update={"name": "别人"})
    for one in (old, renamed):
        with pytest.raises(NotVouched):
            check(SignedExamination(word=word(), certificate=one), **MEANT)
