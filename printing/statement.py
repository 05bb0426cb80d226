"""What a paper's QR code says about it, signed by the platform, so that it can be checked without asking anybody.

A statement is bytes: version 1, four bytes of the key's hash, days since 2020-01-01, 16 bytes of the content's hash,
then title, document number, verification code, masked name and masked number (each a length byte and UTF-8), then the
ECDSA P-256 signature (r and s, 32 bytes each) over DOMAIN and all before it. In the QR code it stands in the fragment
of an address, which no browser sends, as one decimal number: QR codes pack digits at 8.03 bits a byte, base64url at
10.7 and base45 (RFC 9285, whose blanks and percent signs an address cannot hold) at 8.25.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

DOMAIN = b"kiosk-paper-1\n"
"""Stands before what is signed, so that no signature made for anything else is one of a paper."""
VERSION = 1
EPOCH = date(2020, 1, 1)
HASH_BYTES = 16
"""Of SHA-256, kept: 2^128 tries to find other content (our choice; the whole hash would cost two sizes of QR code)."""
SIGNATURE_BYTES, KEY_ID_BYTES, POINT_BYTES = 64, 4, 65
DIGITS_MAX = 1_200
"""Longest statement that we read: a QR code of 45 mm holds no more (our choice)."""
_NUMBER, _SHOWN_OF_NUMBERS = 6, 3
"""From how many characters on a number has to show how many: printing/masking.py shows three or eight."""
_HEAD_BYTES = 1 + KEY_ID_BYTES + 2 + HASH_BYTES
_FRAGMENT = re.compile(r"(?:(?P<page>[^#\s]*)#)?(?P<digits>[1-9]\d{100,})", re.ASCII)


class NotGenuine(ValueError):  # noqa: N818  a sentence: the paper is not genuine
    """No statement, or none that a key we believe has signed. The message holds nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What may be compared with the paper in hand."""

    title: str
    document_no: str
    code: str
    """Verification code, without separators: void or not is asked by it."""
    name: str = field(repr=False)
    """Masked."""
    number: str = field(repr=False)
    """Masked."""
    issued_on: date
    content: bytes = field(repr=False)
    """First HASH_BYTES of the hash of what was issued (see `content_hash`)."""


def content_hash(content: Mapping[str, Any]) -> bytes:
    """Of a record as it was issued: SHA-256 over its JSON with sorted keys, cut to HASH_BYTES.

    The record has to carry the platform's random token of the person, which stands on no paper: without it the hash of
    what is on record about somebody could be guessed from the QR code.

    Args:
        content: values as JSON writes them.

    Raises:
        ValueError: it has no `subject`.
    """
    if not content.get("subject"):
        raise ValueError("content without the token of its person is not hashed")
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).digest()[:HASH_BYTES]


def key_id(point: bytes) -> bytes:
    """Which of several keys: the beginning of the SHA-256 of the key's uncompressed point."""
    return hashlib.sha256(point).digest()[:KEY_ID_BYTES]


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """Uncompressed point (SEC 1, 2.3.3), as trust files and the page hold it."""
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def sign(statement: Statement, key: ec.EllipticCurvePrivateKey) -> str:
    """The statement as digits.

    Raises:
        ValueError: a field is longer than 255 bytes, or the day is none of a statement.
    """
    said = _said(statement, key_id(point_of(key.public_key())))
    r, s = decode_dss_signature(key.sign(DOMAIN + said, ec.ECDSA(hashes.SHA256())))
    half = SIGNATURE_BYTES // 2
    return str(int.from_bytes(said + r.to_bytes(half, "big") + s.to_bytes(half, "big"), "big"))


def read(text: str, points: tuple[bytes, ...], page: str) -> Statement:
    """Check a statement offline.

    Args:
        text: what the QR code says, or only the digits of it.
        points: the platform's public keys that are believed, as uncompressed points.
        page: the address of the page that checks papers. A code that leads anywhere else is none of ours, whatever
            was copied behind it: a telephone would go there and believe what that page says.

    Raises:
        NotGenuine: it is none, it leads to another page, or no key of ours has signed it.
    """
    found = _FRAGMENT.fullmatch(text.strip())
    if found is None or len(found["digits"]) > DIGITS_MAX:
        raise NotGenuine("not the QR code of a paper")
    if found["page"] is not None and found["page"] != page:
        raise NotGenuine("the code leads to a page that is not the platform's")
    whole = int(found["digits"])
    blob = whole.to_bytes((whole.bit_length() + 7) // 8, "big")
    said, signature = blob[:-SIGNATURE_BYTES], blob[-SIGNATURE_BYTES:]
    if len(said) < _HEAD_BYTES or said[0] != VERSION:
        raise NotGenuine("not a statement of a kind that we know")
    if not any(_is_signed(said, signature, point) for point in points if key_id(point) == said[1 : 1 + KEY_ID_BYTES]):
        raise NotGenuine("no key that we believe has signed it")
    return _read(said)


def is_about(statement: Statement, *, name: str, number: str, document_no: str, content: bytes) -> bool:
    """Whether a statement speaks of this document of this person."""
    return (
        statement.document_no == document_no
        and hmac.compare_digest(statement.content, content)
        and is_mask_of(statement.name, name)
        and is_mask_of(statement.number, number)
    )


def is_mask_of(masked: str, whole: str) -> bool:
    """Whether the letters that a mask shows stand where it shows them, and it shows enough to tell people apart.

    A lone * is the mask of nothing: papers about nobody have it.
    """
    shown = re.split(r"\*+", masked)
    is_number = len(whole) >= _NUMBER and any(character.isdigit() for character in whole)
    enough = min(len(whole), _SHOWN_OF_NUMBERS if is_number else 1)
    return (
        "*" in masked
        and sum(map(len, shown)) >= enough
        and re.fullmatch(".*".join(map(re.escape, shown)), whole, re.DOTALL) is not None
    )


def agrees(statement: Statement, *, title: str, name: str, number: str, issued_on: date) -> bool:
    """Whether what the platform knows of a paper's code is what the paper's own signed words say.

    Args:
        statement: as `read` gave it.
        title: the platform's answer, like the others.
        name: masked.
        number: masked.
        issued_on: in Beijing.
    """
    said = (statement.title, statement.name, statement.number, statement.issued_on)
    return said == (title, name, number, issued_on)


def _said(statement: Statement, key: bytes) -> bytes:
    days = (statement.issued_on - EPOCH).days
    if not 0 <= days < 1 << 16 or len(statement.content) != HASH_BYTES:
        raise ValueError("not a day or a hash that a statement can hold")
    said = bytes([VERSION]) + key + days.to_bytes(2, "big") + statement.content
    for text in astuple(statement)[:5]:
        written = text.encode()
        if len(written) > 255:
            raise ValueError("a field of a statement has at most 255 bytes")
        said += bytes([len(written)]) + written
    return said


def _is_signed(said: bytes, signature: bytes, point: bytes) -> bool:
    half = SIGNATURE_BYTES // 2
    pair = encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        key.verify(pair, DOMAIN + said, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def _read(said: bytes) -> Statement:
    """What a signed statement says; a platform that signs what cannot be read gets no belief either."""
    place, texts = _HEAD_BYTES, []
    for _ in range(5):
        length = said[place] if place < len(said) else 256
        texts.append(said[place + 1 : place + 1 + length])
        place += 1 + length
    if place != len(said):
        raise NotGenuine("not a statement of a kind that we know")
    try:
        title, document_no, code, name, number = (text.decode() for text in texts)
    except UnicodeDecodeError as error:
        raise NotGenuine("not a statement of a kind that we know") from error
    days = int.from_bytes(said[1 + KEY_ID_BYTES : 3 + KEY_ID_BYTES], "big")
    return Statement(
        title=title,
        document_no=document_no,
        code=code,
        name=name,
        number=number,
        issued_on=EPOCH + timedelta(days=days),
        content=said[3 + KEY_ID_BYTES : _HEAD_BYTES],
    )
