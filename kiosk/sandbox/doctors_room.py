"""The doctors of the test hospital: who is on line, with which key, and one played by a script. In memory only."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.platform.doctors import certificate_lines, signed_by
from kiosk.platform.examining_values import DoctorsCertificate
from printing.statement import point_of

HOSPITAL = "样例医院（演示）"
AWAY = timedelta(seconds=15)
"""A page that has not asked for so long is no doctor any more."""
SCRIPTED = "D000"
VALID_DAYS = 1
ISSUES = ("", "other_visit", "other_person", "other_findings", "unsigned", "uncertified", "contradicts", "old")
"""What a scripted doctor's word can be wrong in."""


@dataclass(slots=True)
class Doctor:
    """One at work."""

    certificate: DoctorsCertificate
    seen: datetime
    token: str = field(default="", repr=False)


@dataclass(slots=True)
class Script:
    """A doctor that nobody plays: looks at everybody at once, and says what was ordered."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    certificate: DoctorsCertificate
    result: str = "合格"
    issue: str = ""
    is_slow: bool = False
    """Takes everybody and says nothing."""


@dataclass(slots=True)
class DoctorsRoom:
    """All of them."""

    doctors: dict[str, Doctor] = field(default_factory=dict)
    script: Script | None = None

    def on_line(self, now: datetime) -> int:
        """How many can look at somebody now."""
        return sum(now - one.seen <= AWAY for one in self.doctors.values()) + (self.script is not None)


def certified(
    authority: ec.EllipticCurvePrivateKey, doctor_no: str, name: str, point: bytes, today: date
) -> DoctorsCertificate:
    """A certificate for one day: the province knows whose key it is."""
    bare = DoctorsCertificate(
        doctor_no=doctor_no,
        name=name,
        hospital=HOSPITAL,
        point=point.hex(),
        valid_until=today + timedelta(days=VALID_DAYS),
        signature="0" * 128,
    )
    return bare.model_copy(update={"signature": signed_by(authority, certificate_lines(bare))})


def scripted(authority: ec.EllipticCurvePrivateKey, today: date, **how: object) -> Script:
    """A doctor with a key of their own.

    Raises:
        ValueError: an order that nobody understands.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certified(authority, SCRIPTED, "样例医师甲", point_of(key.public_key()), today)
    script = Script(key, certificate)
    for name, value in how.items():
        if name not in ("result", "issue", "is_slow"):
            raise ValueError(f"'{name}' is no order for a doctor")
        setattr(script, name, value)
    if script.result not in ("合格", "不合格") or script.issue not in ISSUES:
        raise ValueError(f"'result' is 合格 or 不合格, 'issue' one of {ISSUES}")
    return script
