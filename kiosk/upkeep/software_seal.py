"""What an inspector reads off the glass with a telephone: terminal, version, its number and the time, signed."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORM = "kiosk-software-1"


class SealError(Exception):
    """It says nothing, or was not signed by that terminal; one line."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was read."""

    terminal: str
    version: str
    number: str
    at: str


def seal(key: Ed25519PrivateKey, terminal: str, version: str, number: str, at: datetime) -> str:
    """The text of the QR code."""
    told = " ".join((FORM, terminal, version, number, at.isoformat(timespec="seconds")))
    return f"{told} {urlsafe_b64encode(key.sign(told.encode())).decode('ascii')}"


def opened(text: str, key: bytes) -> Sealed:
    """Believe what was read.

    Args:
        text: of the code.
        key: the terminal's public key, 32 bytes.

    Raises:
        SealError: another form, or another's signature.
    """
    told, _, signature = text.strip().rpartition(" ")
    parts = told.split(" ")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(urlsafe_b64decode(signature), told.encode())
    except (InvalidSignature, ValueError) as error:
        raise SealError("it was not signed by that terminal, or was changed") from error
    if len(parts) != 5 or parts[0] != FORM:
        raise SealError("it says nothing of a terminal's software")
    return Sealed(*parts[1:])
