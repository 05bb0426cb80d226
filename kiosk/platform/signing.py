"""How a request is signed and how the signature is checked: the gateway's headers and the terminal's own key.

Two signatures stand on every request, for two readers. The gateway's (kiosk/platform/gateways.py) shows that the caller
knows the secret of its registration; it covers time and nonce only. The terminal's (`x-terminal-*`) is Ed25519 over
everything that gives the request its meaning, so that nobody between terminal and platform can change, mix or repeat
one.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.platform import gateways
from kiosk.platform.gateways import Gateway

REQUEST_ID = "x-request-id"
TERMINAL = "x-terminal"
TERMINAL_SIGNATURE = "x-terminal-signature"
IDENTITY_TOKEN = "x-identity-token"  # noqa: S105 - the name of a header, not a secret
IDEMPOTENCY_KEY = "idempotency-key"

SKEW_S = 180
"""Seconds that two clocks may differ; one public implementation of the gateway uses this figure."""

_SCHEME = "kiosk-terminal-1"
"""First line of what is signed: a key's signature over anything else can never pass for a request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the terminal's signature covers."""

    method: str
    path: str
    """With its query, as it goes over the wire."""
    terminal: str
    request_id: str
    timestamp: str
    """Seconds since 1970, decimal."""
    nonce: str
    idempotency_key: str = ""
    identity_token: str = field(default="", repr=False)
    body: bytes = field(default=b"", repr=False)

    def canonical(self) -> bytes:
        """The signed bytes: ten lines, one meaning each.

        Raises:
            ValueError: a field holds a line break, which would let one field pass for two.
        """
        lines = (
            _SCHEME,
            self.method,
            self.path,
            self.terminal,
            self.request_id,
            self.timestamp,
            self.nonce,
            self.idempotency_key,
            hashlib.sha256(self.body).hexdigest(),
            hashlib.sha256(self.identity_token.encode()).hexdigest(),
        )
        if any("\n" in line or "\r" in line for line in lines):
            raise ValueError("a signed field holds a line break")
        return "\n".join(lines).encode()


def headers(
    question: Question, *, key: Ed25519PrivateKey, paas_id: str, token: str, gateway: Gateway = "x-tif"
) -> dict[str, str]:
    """Every header that names and signs this question."""
    made = {
        **gateways.headers(gateway, account=paas_id, secret=token, timestamp=question.timestamp, nonce=question.nonce),
        REQUEST_ID: question.request_id,
        TERMINAL: question.terminal,
        TERMINAL_SIGNATURE: b64encode(key.sign(question.canonical())).decode("ascii"),
    }
    if question.idempotency_key:
        made[IDEMPOTENCY_KEY] = question.idempotency_key
    if question.identity_token:
        made[IDENTITY_TOKEN] = question.identity_token
    return made


def received(method: str, path: str, given: Mapping[str, str], body: bytes, gateway: Gateway = "x-tif") -> Question:
    """The question as the other end reads it from a request; a header that is missing is empty."""
    timestamp, nonce = gateways.told(gateway, given)
    return Question(
        method=method,
        path=path,
        terminal=given.get(TERMINAL, ""),
        request_id=given.get(REQUEST_ID, ""),
        timestamp=timestamp,
        nonce=nonce,
        idempotency_key=given.get(IDEMPOTENCY_KEY, ""),
        identity_token=given.get(IDENTITY_TOKEN, ""),
        body=body,
    )


def is_signed_by(question: Question, signature: str, public_key: str) -> bool:
    """Whether the terminal with this public key (raw, base64) signed exactly this question."""
    try:
        key = Ed25519PublicKey.from_public_bytes(b64decode(public_key, validate=True))
        key.verify(b64decode(signature, validate=True), question.canonical())
    except (InvalidSignature, ValueError):
        return False
    return True
