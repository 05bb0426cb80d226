"""What goes to the platform and comes back when a person proves who they are in another way than by card and code.

Split from platform_values for its length; the contract is one.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from kiosk.platform.values import Presented, Token, Value

Base64 = Annotated[str, Field(pattern=r"^[0-9A-Za-z+/]+={0,2}$")]
PASS_BYTES = 4096
"""A code of more bytes is none of the platform's (drivers.code_scanner drops it too)."""
PICTURE_BYTES = 200_000
"""A face of 640 pixels as JPEG has 30 to 80 kB (measured on drawn faces); our choice of a bound."""

Receiver = Literal["province-face-comparison"]
"""Who may get a face picture: named in the consent, and nobody else."""
Relation = Literal["family", "guardian", "helper"]


class PassProof(Value):
    """A code from a phone, as it was scanned: 电子身份证, 粤省事, 电子社保卡. Only the platform knows what it says."""

    code: Base64 = Field(max_length=(PASS_BYTES + 2) // 3 * 4)


class SocialSecurityProof(Value):
    """A social-security card whose chip took the PIN. Third-generation chips keep the number to themselves."""

    card_id: str = Field(pattern=r"^[0-9A-F]{32}$")
    number: str | None = Field(default=None, min_length=8, max_length=18)
    pin_proven: Literal[True] = True


class LocalFaceProof(Value):
    """The terminal has compared a living face with the chip's portrait. No picture is sent."""

    document: Presented
    draw: Token
    consent_text: str = Field(max_length=20, description="Revision of the words that were agreed to.")


class TypedNumber(Value):
    """A citizen number that somebody typed: whose it is, nobody knows yet."""

    number: str = Field(min_length=8, max_length=18)


class FaceDrawRequest(Value):
    """A draw of random actions is about to be shown to whoever brings this card, or typed this number."""

    shown: Presented | TypedNumber
    actions: int = Field(ge=2, le=5, description="How many are drawn; with three or more a proof is of level 2.")


class FaceDraw(Value):
    """A draw: it counts from now on, over all terminals and for a day, until a proof of the same card or number."""

    draw: Token
    left: int = Field(ge=0, le=1000, description="How many more this card, or this typed number, has today.")


class FaceDrawEnd(Value):
    """What became of a draw by which nobody is proven."""

    was_shown: bool = Field(description="Whether any of its prompts was; otherwise it does not count.")


class ConsentRequest(Value):
    """A person agrees to one thing, for one case."""

    kind: Literal["face-picture"]
    receiver: Receiver
    item: str = Field(max_length=64)
    visit: Token
    text: str = Field(max_length=20, description="Revision of the words on the screen.")


class Consent(Value):
    """A recorded consent; by its number it is shown and withdrawn."""

    consent: Token
    kind: Literal["face-picture"]
    receiver: Receiver
    item: str
    given: AwareDatetime
    state: Literal["given", "withdrawn"]


class FaceProof(Value):
    """可信身份认证: compare this living face with the picture on record. Used once and dropped."""

    number: str = Field(min_length=8, max_length=18)
    picture: Base64 = Field(max_length=(PICTURE_BYTES + 2) // 3 * 4, description="JPEG")
    draw: Token
    consent: Token


class HelperRequest(Value):
    """Whoever proved who they are asks to act for another person, whose document lies there."""

    document: Presented
    relation: Relation


class AgentRequest(Value):
    """A 网格代办员 who has shown pass and PIN asks to act for a person, whose document lies there."""

    document: Presented
    staff: Token = Field(description="The staff session's token.")
