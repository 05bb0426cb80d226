"""IPP/2.0 messages as bytes and values (RFC 8010), without I/O."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum


class FrameError(ValueError):
    """These bytes are no IPP message."""


class Operation(IntEnum):
    """RFC 8011 5.4.15: what we ask for."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class Tag(IntEnum):
    """RFC 8010 3.5: delimiters and value types."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    RANGE = 0x33
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


Written = int | bool | str
"""What we write."""

_FIRST_VALUE_TAG = 0x10
_OUT_OF_BAND = range(0x10, 0x20)
_TEXT = range(0x40, 0x60)
_BEGIN, _MEMBER_NAME = 0x34, 0x4A
_END_COLLECTION = struct.pack(">BHH", 0x37, 0, 0)

Value = int | bool | str | bytes | tuple[int, int] | None
"""None: out of band (unknown, no-value); bytes: a type we have no use for."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named value, or several of one type."""

    tag: Tag
    name: str
    values: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """A named value that is made of attributes (RFC 8010 3.1.6)."""

    name: str
    members: "tuple[Attribute | Collection, ...]"


def attribute(tag: Tag, name: str, *values: Written) -> Attribute:
    """The short way to write one."""
    return Attribute(tag, name, values)


@dataclass(frozen=True, slots=True)
class Group:
    """Attributes between two delimiters; values of nested collections are left out."""

    tag: int
    attributes: dict[str, list[Value]] = field(default_factory=dict)

    def integer(self, name: str) -> int | None:
        """The first value when it is a number."""
        values = self.attributes.get(name, [])
        return values[0] if values and isinstance(values[0], int) and not isinstance(values[0], bool) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """All values that are text."""
        return tuple(value for value in self.attributes.get(name, []) if isinstance(value, str))

    def octets(self, name: str) -> tuple[bytes, ...]:
        """All values that are of a type we have no use for otherwise."""
        return tuple(value for value in self.attributes.get(name, []) if isinstance(value, bytes))

    def truth(self, name: str) -> bool | None:
        """The first value when it is a boolean."""
        values = self.attributes.get(name, [])
        return values[0] if values and isinstance(values[0], bool) else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A response."""

    status: int
    request_id: int
    groups: tuple[Group, ...]

    @property
    def is_ok(self) -> bool:
        """RFC 8011 B.1: below 0x0100 are the successes."""
        return self.status < 0x0100

    def all_of(self, tag: Tag) -> tuple[Group, ...]:
        """The groups of one kind."""
        return tuple(group for group in self.groups if group.tag == tag)


def _encode_value(tag: Tag, value: Written) -> bytes:
    match tag:
        case Tag.INTEGER | Tag.ENUM:
            return struct.pack(">i", value)
        case Tag.BOOLEAN:
            return b"\x01" if value else b"\x00"
        case _:
            return str(value).encode()


def _encode_attribute(given: Attribute) -> bytes:
    name, raw = given.name.encode("ascii"), b""
    for value in given.values:
        content = _encode_value(given.tag, value)
        raw += struct.pack(">BH", given.tag, len(name)) + name + struct.pack(">H", len(content)) + content
        name = b""
    return raw


def _encode_collection(given: Collection) -> bytes:
    name = given.name.encode("ascii")
    return struct.pack(">BH", _BEGIN, len(name)) + name + b"\0\0" + _encode_members(given.members) + _END_COLLECTION


def _encode_members(members: tuple[Attribute | Collection, ...]) -> bytes:
    """A member's name is a value of its own, and the value behind it has none."""
    raw = b""
    for member in members:
        name = member.name.encode("ascii")
        raw += struct.pack(">BHH", _MEMBER_NAME, 0, len(name)) + name
        raw += _encode(replace(member, name=""))
    return raw


def _encode(given: Attribute | Collection) -> bytes:
    return _encode_collection(given) if isinstance(given, Collection) else _encode_attribute(given)


def encode(
    operation: Operation,
    request_id: int,
    attributes: Iterable[Attribute],
    job: Sequence[Attribute | Collection] = (),
    document: bytes = b"",
) -> bytes:
    """A request, version 2.0, in UTF-8, followed by the document's bytes.

    Args:
        operation: what is asked.
        request_id: repeated in the answer, 1 or more.
        attributes: operation attributes in the order RFC 8011 4.1.4 to 4.1.5 asks (printer-uri first).
        job: job template attributes.
        document: of a Print-Job.
    """
    head = [
        attribute(Tag.CHARSET, "attributes-charset", "utf-8"),
        attribute(Tag.LANGUAGE, "attributes-natural-language", "en"),
        *attributes,
    ]
    raw = struct.pack(">BBHiB", 2, 0, operation, request_id, Tag.OPERATION)
    raw += b"".join(_encode_attribute(given) for given in head)
    if job:
        raw += bytes([Tag.JOB]) + b"".join(_encode(given) for given in job)
    return raw + bytes([Tag.END]) + document


def _decode_value(tag: int, content: bytes) -> Value:
    if tag in _OUT_OF_BAND:
        return None
    if tag in (Tag.INTEGER, Tag.ENUM) and len(content) == 4:
        return int.from_bytes(content, "big", signed=True)
    if tag == Tag.BOOLEAN and len(content) == 1:
        return content != b"\x00"
    if tag == Tag.RANGE and len(content) == 8:
        low, high = struct.unpack(">ii", content)
        return int(low), int(high)
    if tag in (Tag.INTEGER, Tag.ENUM, Tag.BOOLEAN, Tag.RANGE):
        raise FrameError(f"a value of type {tag:#04x} has {len(content)} bytes")
    return content.decode("utf-8", "replace") if tag in _TEXT else content


class _Reader:
    """Takes bytes from the front; a message that ends too early is an error, never a shorter value."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def take(self, size: int) -> bytes:
        if self._at + size > len(self._raw):
            raise FrameError(f"ends at byte {len(self._raw)}, {self._at + size - len(self._raw)} more were announced")
        self._at += size
        return self._raw[self._at - size : self._at]

    def counted(self) -> bytes:
        return self.take(int.from_bytes(self.take(2), "big"))


def decode(raw: bytes) -> Answer:
    """Read a response. Members of collections are passed over.

    Raises:
        FrameError: it is cut short, has no end tag, or a value has the wrong length.
    """
    reader = _Reader(raw)
    major, _, status, request_id = struct.unpack(">BBHi", reader.take(8))
    if major not in (1, 2):
        raise FrameError(f"IPP version {major}")
    groups: list[Group] = []
    values: list[Value] | None = None
    depth = 0
    while (tag := reader.take(1)[0]) != Tag.END:
        if tag < _FIRST_VALUE_TAG:
            groups.append(Group(tag))
            values, depth = None, 0
            continue
        name, content = reader.counted(), reader.counted()
        if not groups:
            raise FrameError("a value before the first group")
        if name and depth == 0:
            values = groups[-1].attributes.setdefault(name.decode("ascii", "replace"), [])
        depth += {0x34: 1, 0x37: -1}.get(tag, 0)
        if values is None or depth < 0:
            raise FrameError("a value without a name")
        if depth == 0 and tag not in (0x37, _MEMBER_NAME):
            values.append(_decode_value(tag, content))
    return Answer(status, request_id, tuple(groups))
