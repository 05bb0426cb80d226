"""What goes to the platform and comes back about a driver's medical (机动车驾驶人体检): findings, and a doctor's word.

Split from values.py for its length; the contract is one.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from kiosk.platform.values import Token, Value
from printing.records.value import Count, Picture, ShortWords

DriverBecause = Literal["", "none", "not_valid"]
"""Why there is nothing to examine for: no licence, or one that was withdrawn."""
ExaminationNumber = Annotated[str, Field(pattern=r"^[0-9A-Z]{8,32}$")]
Classes = Annotated[tuple[Annotated[str, Field(pattern=r"^[A-Z][0-9]?$")], ...], Field(min_length=1, max_length=8)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Point = Annotated[str, Field(pattern=r"^04[0-9a-f]{128}$", description="Uncompressed P-256 point, hex.")]
Signature = Annotated[str, Field(pattern=r"^[0-9a-f]{128}$", description="P-256, SHA-256: r and s, hex.")]
Level = Annotated[str, Field(pattern=r"^<?[45]\.\d$", description="GB 11533; < where nothing coarser is tested.")]
CallSdp = Annotated[str, Field(max_length=20_000, description="Session description (RFC 8866), candidates included.")]
Verdict = Literal["合格", "不合格"]
Name = Annotated[str, Field(pattern=r"^[^\n\r]{1,60}$")]
"""One line: what is signed is lines."""


class ExaminableDriver(Value):
    """The person's licence, as far as an examination has to know it."""

    subject: Token
    because: DriverBecause
    file_no: str = Field(default="", max_length=20)
    classes: tuple[str, ...] = Field(default=(), max_length=8)
    doctors: Count = Field(description="On line now.")


class ExaminationRequest(Value):
    """Have a doctor look at this person, live, and at what the stations found. The idempotency key is the deed's id."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    visit: Token = Field(description="Name of the visit; the doctor's word is bound to it.")
    city: Annotated[str, Field(pattern=r"^\d{6}$")]
    classes: Classes
    ills: tuple[ShortWords, ...] = Field(max_length=20)
    height_cm: Annotated[int, Field(ge=60, le=250)]
    sight_left: Level
    sight_right: Level
    has_glasses: bool
    sees_colours: bool
    hears_left: bool
    hears_right: bool
    has_hearing_aid: bool
    can_do: tuple[Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")], ...] = Field(max_length=10)
    photo: Picture = Field(repr=False)


class ExaminationGiven(Value):
    """The findings lie before the doctors."""

    subject: Token
    examination_no: ExaminationNumber
    digest: Digest = Field(description="SHA-256 of the request's JSON, as it was sent.")


class CallRequest(Value):
    """The terminal's side of the call, for the doctor's browser."""

    examination_no: ExaminationNumber
    sdp: CallSdp


class ExaminationQuestion(Value):
    """How does it stand? A terminal that does not ask any more has nobody before it."""

    examination_no: ExaminationNumber


class DoctorsCertificate(Value):
    """Who the doctor is: signed by the province."""

    doctor_no: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,32}$")]
    name: Name
    hospital: Name
    point: Point
    valid_until: date
    signature: Signature


class DoctorsWord(Value):
    """What the doctor has found, bound to person, visit and findings; signed with the doctor's own key."""

    examination_no: ExaminationNumber
    visit: Token
    subject: Token
    digest: Digest
    doctor_no: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,32}$")]
    arm_left: Verdict
    arm_right: Verdict
    legs: Verdict
    trunk: Verdict
    result: Verdict
    examined_on: date
    valid_to: date
    signature: Signature


class SignedExamination(Value):
    """The word and who gave it."""

    word: DoctorsWord
    certificate: DoctorsCertificate


class ExaminationStanding(Value):
    """How an examination stands."""

    subject: Token
    examination_no: ExaminationNumber
    state: Literal["waiting", "seen", "signed", "over"]
    """Seen: a doctor has taken it. Over: nobody was before the terminal any more."""
    ahead: Count = Field(description="How many are before this one.")
    doctors: Count = Field(description="On line now.")
    doctor: str = Field(default="", max_length=60)
    answer: CallSdp = Field(default="", description="The doctor's side of the call; empty while it is not there.")
    signed: SignedExamination | None = None
