"""A doctor's word: what is signed, and what a terminal checks before it believes it.

The province signs the doctor's certificate, the doctor signs the word. The word names person, visit, and the digest of
everything that the stations found: it is good for this person in this visit, and for nothing else.
"""

import hashlib
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from kiosk.platform.examining_values import (
    DoctorsCertificate,
    DoctorsWord,
    ExaminationRequest,
    SignedExamination,
)

CERTIFICATE_DOMAIN, WORD_DOMAIN = "driver-doctor-1", "driver-examination-1"
"""Stand before what is signed, so that no signature made for anything else is one of these."""
LONGEST_DAYS = 190
"""No word is good for longer: six months (第二十六条), and the days that months differ by."""
_HALF = 32


class NotVouched(ValueError):  # noqa: N818  a sentence: no doctor has vouched for this
    """It is no doctor's word about this person in this visit. The message names what does not fit, and no value."""


def digest_of(request: ExaminationRequest) -> str:
    """Of everything that the stations found, the photograph included."""
    return hashlib.sha256(request.model_dump_json().encode()).hexdigest()


def certificate_lines(certificate: DoctorsCertificate) -> bytes:
    """What the province signs; every field is one line, so that no two certificates say the same."""
    lines = (
        CERTIFICATE_DOMAIN,
        certificate.doctor_no,
        certificate.name,
        certificate.hospital,
        certificate.point,
        certificate.valid_until.isoformat(),
    )
    return "\n".join(lines).encode()


def word_lines(word: DoctorsWord) -> bytes:
    """What the doctor signs (kiosk/sandbox/doctor_page/doctor.js writes the same lines)."""
    lines = (
        WORD_DOMAIN,
        word.examination_no,
        word.visit,
        word.subject,
        word.digest,
        word.doctor_no,
        word.arm_left,
        word.arm_right,
        word.legs,
        word.trunk,
        word.result,
        word.examined_on.isoformat(),
        word.valid_to.isoformat(),
    )
    return "\n".join(lines).encode()


def signed_by(key: ec.EllipticCurvePrivateKey, said: bytes) -> str:
    """A signature as the contract writes it."""
    r, s = decode_dss_signature(key.sign(said, ec.ECDSA(hashes.SHA256())))
    return (r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")).hex()


def is_signed(said: bytes, signature: str, point: bytes) -> bool:
    """Whether that key has signed it."""
    raw = bytes.fromhex(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big"))
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        key.verify(pair, said, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def check(
    signed: SignedExamination,
    *,
    examination_no: str,
    visit: str,
    subject: str,
    digest: str,
    today: date,
    points: tuple[bytes, ...],
) -> None:
    """Hold a doctor's word against what was asked for.

    Args:
        signed: from the platform.
        examination_no: of the examination that the platform gave us.
        visit: name of the visit that runs.
        subject: pseudonym of whoever stands there.
        digest: of what our own stations found.
        today: by our clock.
        points: keys of the province that certify doctors, uncompressed.

    Raises:
        NotVouched: naming what does not fit.
    """
    word, certificate = signed.word, signed.certificate
    wanted = {
        "examination": (word.examination_no, examination_no),
        "visit": (word.visit, visit),
        "person": (word.subject, subject),
        "findings": (word.digest, digest),
        "day": (word.examined_on, today),
        "doctor": (word.doctor_no, certificate.doctor_no),
    }
    for name, (given, meant) in wanted.items():
        if given != meant:
            raise NotVouched(f"another {name}")
    if not 0 < (word.valid_to - word.examined_on).days <= LONGEST_DAYS:
        raise NotVouched("it holds for a time that no word holds")
    if word.result == "合格" and "不合格" in (word.arm_left, word.arm_right, word.legs, word.trunk):
        raise NotVouched("it contradicts itself")
    if certificate.valid_until < today:
        raise NotVouched("the doctor's certificate is over")
    if not any(is_signed(certificate_lines(certificate), certificate.signature, point) for point in points):
        raise NotVouched("no key that we believe has certified the doctor")
    if not is_signed(word_lines(word), word.signature, bytes.fromhex(certificate.point)):
        raise NotVouched("the doctor has not signed it")
