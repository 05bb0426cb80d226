"""BER-TLV as cards write it (ISO/IEC 7816-4, 5.2.2): tags of up to three bytes, lengths of up to four."""

from collections.abc import Iterator

DEPTH_MAX = 8
"""Our choice: DG2, the deepest file, is nested four deep."""


class TlvError(ValueError):
    """Bytes that are not TLV. Never carries them."""


def tlv(tag: int, value: bytes) -> bytes:
    """One data object."""
    tag_bytes = tag.to_bytes(max(1, (tag.bit_length() + 7) // 8), "big")
    return tag_bytes + _length(len(value)) + value


def _length(length: int) -> bytes:
    if length < 0x80:
        return bytes([length])
    written = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(written)]) + written


def header(data: bytes, at: int = 0) -> tuple[int, int, int]:
    """Tag, length, and where the value begins.

    Raises:
        TlvError: the header is cut short, or a form that cards do not use.
    """
    start = at
    if at >= len(data):
        raise TlvError("no tag")
    at += 1
    if data[start] & 0x1F == 0x1F:
        while at < len(data) and at - start < 3 and data[at] & 0x80:
            at += 1
        at += 1
        if at > len(data) or at - start > 3:
            raise TlvError("a tag that does not end")
    tag = int.from_bytes(data[start:at], "big")
    if at >= len(data):
        raise TlvError(f"tag {tag:X} without a length")
    length = data[at]
    at += 1
    if length & 0x80:
        more = length & 0x7F
        if not 1 <= more <= 4 or at + more > len(data):
            raise TlvError(f"tag {tag:X} with a length of {more} bytes")
        length = int.from_bytes(data[at : at + more], "big")
        at += more
    return tag, length, at


def objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The data objects that stand one behind another; padding of 00 and FF between them is allowed.

    Raises:
        TlvError: a value is cut short, or no TLV at all.
    """
    at = 0
    while at < len(data):
        if data[at] in (0x00, 0xFF):
            at += 1
            continue
        tag, length, begin = header(data, at)
        at = begin + length
        if at > len(data):
            raise TlvError(f"tag {tag:X} says {length} bytes, {len(data) - begin} are there")
        yield tag, data[begin:at]


def find(data: bytes, *tags: int, depth: int = DEPTH_MAX) -> bytes | None:
    """The value of the first object with one of the tags, at any depth; None where there is none.

    Raises:
        TlvError: as `objects`, for the parts that had to be looked through.
    """
    if depth == 0:
        raise TlvError("nested too deep")
    for tag, value in objects(data):
        if tag in tags:
            return value
        if is_constructed(tag):
            found = find(value, *tags, depth=depth - 1)
            if found is not None:
                return found
    return None


def is_constructed(tag: int) -> bool:
    """Whether the value is made of data objects (bit 6 of the tag's first byte)."""
    first = tag >> (8 * (max(1, (tag.bit_length() + 7) // 8) - 1))
    return bool(first & 0x20)
