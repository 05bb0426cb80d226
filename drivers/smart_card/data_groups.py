"""The data groups of a travel document (ICAO 9303-10): bytes to values.

EF.COM lists what there is, DG1 holds the machine-readable zone, DG2 the face (ISO/IEC 19794-5 in a CBEFF wrapper),
DG11 further personal details, among them the name in Chinese characters.
"""

from dataclasses import dataclass, field
from datetime import date

from drivers.smart_card.tlv import TlvError, find, header, tlv

EF_COM, EF_DG1, EF_DG2, EF_DG11 = 0x011E, 0x0101, 0x0102, 0x010B
COM_TAG, DG1_TAG, DG2_TAG, DG11_TAG = 0x60, 0x61, 0x75, 0x6B

TAG_LIST = 0x5C
MRZ_DATA = 0x5F1F
BIOMETRIC_DATA = (0x5F2E, 0x7F2E)
FULL_NAME, PERSONAL_NUMBER, BIRTH_PLACE, FULL_BIRTH = 0x5F0E, 0x5F10, 0x5F11, 0x5F2B

FACIAL_RECORD = b"FAC\x00010\x00"
FACIAL_HEADER_BYTES = 14
FACE_INFORMATION_BYTES = 20
FEATURE_POINT_BYTES = 8
IMAGE_INFORMATION_BYTES = 12

MAGIC = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x00\x00\x00\x0cjP": "image/jp2",
    b"\xff\x4f\xff\x51": "image/j2c",
}
"""How the pictures begin."""


class DataGroupError(ValueError):
    """A data group that is not what it should be. Never carries its contents."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """The face as the chip has it."""

    data: bytes = field(repr=False)
    type: str
    """image/jpeg, image/jp2 or image/j2c."""


@dataclass(frozen=True, slots=True)
class Details:
    """What DG11 adds."""

    name: str = field(default="", repr=False)
    personal_number: str = field(default="", repr=False)
    birth_place: str = field(default="", repr=False)
    birth: date | None = field(default=None, repr=False)


def present(com: bytes) -> frozenset[int]:
    """The tags of the data groups that EF.COM lists.

    Raises:
        DataGroupError: it is not EF.COM.
    """
    tags = _inside(com, COM_TAG, TAG_LIST)
    if tags is None:
        raise DataGroupError("EF.COM lists nothing")
    return frozenset(tags)


def zone_text(dg1: bytes) -> str:
    """The machine-readable zone in DG1, without line breaks.

    Raises:
        DataGroupError: it is not DG1.
    """
    zone = _inside(dg1, DG1_TAG, MRZ_DATA)
    if zone is None:
        raise DataGroupError("DG1 has no zone")
    try:
        return zone.decode("ascii")
    except UnicodeDecodeError:
        raise DataGroupError("the zone is not ASCII") from None


def portrait(dg2: bytes) -> Portrait:
    """The first face in DG2.

    Raises:
        DataGroupError: no face, or no picture that we know.
    """
    data = _inside(dg2, DG2_TAG, *BIOMETRIC_DATA)
    if data is None:
        raise DataGroupError("DG2 has no face")
    picture = _picture(data)
    for magic, kind in MAGIC.items():
        if picture.startswith(magic):
            return Portrait(picture, kind)
    raise DataGroupError("neither JPEG nor JPEG 2000")


def details(dg11: bytes) -> Details:
    """What DG11 says; what it does not say is empty.

    Raises:
        DataGroupError: it is not DG11.
    """
    birth = _inside(dg11, DG11_TAG, FULL_BIRTH)
    return Details(
        name=_text(_inside(dg11, DG11_TAG, FULL_NAME)),
        personal_number=_text(_inside(dg11, DG11_TAG, PERSONAL_NUMBER)),
        birth_place=_text(_inside(dg11, DG11_TAG, BIRTH_PLACE)),
        birth=None if birth is None else _date(birth),
    )


def dg1_of(zone: str) -> bytes:
    """DG1 (simulator and tests)."""
    return tlv(DG1_TAG, tlv(MRZ_DATA, zone.encode("ascii")))


def dg2_of(picture: bytes) -> bytes:
    """DG2 with one face and no feature points (simulator and tests)."""
    information = (FACE_INFORMATION_BYTES + IMAGE_INFORMATION_BYTES + len(picture)).to_bytes(4, "big")
    face = information + bytes(FACE_INFORMATION_BYTES - 4) + bytes(IMAGE_INFORMATION_BYTES) + picture
    record = FACIAL_RECORD + (FACIAL_HEADER_BYTES + len(face)).to_bytes(4, "big") + (1).to_bytes(2, "big") + face
    template = tlv(0x7F60, tlv(0xA1, tlv(0x80, b"\x01\x01") + tlv(0x87, b"\x01\x01")) + tlv(0x5F2E, record))
    return tlv(DG2_TAG, tlv(0x7F61, tlv(0x02, b"\x01") + template))


def dg11_of(fields: dict[int, str]) -> bytes:
    """DG11 from tags and texts (simulator and tests)."""
    tags = b"".join(tag.to_bytes(2, "big") for tag in fields)
    values = b"".join(tlv(tag, text.encode()) for tag, text in fields.items())
    return tlv(DG11_TAG, tlv(TAG_LIST, tags) + values)


def com_of(tags: frozenset[int]) -> bytes:
    """EF.COM (simulator and tests)."""
    versions = tlv(0x5F01, b"0107") + tlv(0x5F36, b"040000")
    return tlv(COM_TAG, versions + tlv(TAG_LIST, bytes(sorted(tags))))


def _inside(data: bytes, outer: int, *tags: int) -> bytes | None:
    try:
        tag, length, begin = header(data)
        if tag != outer or begin + length > len(data):
            raise DataGroupError(f"tag {tag:X} with {length} bytes where {outer:X} should be")
        return find(data[begin : begin + length], *tags)
    except TlvError as error:
        raise DataGroupError(str(error)) from None


def _picture(data: bytes) -> bytes:
    """The image behind the headers of ISO/IEC 19794-5; chips without those headers have the image alone."""
    if not data.startswith(FACIAL_RECORD):
        return data
    face = data[FACIAL_HEADER_BYTES:]
    if len(face) < FACE_INFORMATION_BYTES:
        raise DataGroupError("a facial record that is cut short")
    whole = int.from_bytes(face[0:4], "big")
    points = int.from_bytes(face[4:6], "big")
    begin = FACE_INFORMATION_BYTES + points * FEATURE_POINT_BYTES + IMAGE_INFORMATION_BYTES
    if not begin < whole <= len(face):
        raise DataGroupError("a facial record whose lengths do not fit")
    return face[begin:whole]


def _text(value: bytes | None) -> str:
    """9303 says UTF-8; permits made before it said so use GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return " ".join((value or b"").decode(encoding).replace("<", " ").split())
        except UnicodeDecodeError:
            continue
    return ""


def _date(value: bytes) -> date | None:
    digits = value.decode("ascii", "replace") if len(value) == 8 else value.hex()
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None  # day or month unknown
