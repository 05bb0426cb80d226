"""Smaller and quicker subsets: reportlab copies a face's whole outlines for every subset, and its names into each."""

import struct
from typing import Any

_NO_NAMES = struct.pack(">HHH", 0, 0, 6)
"""A name table of format 0 without records: an embedded face is called by its descriptor (ISO 32000-1, 9.9)."""


class _Outlines:
    """The glyf table as makeSubset uses it: slices as bytes, without a copy of ten megabytes before each."""

    def __init__(self, data: bytes) -> None:
        self._view = memoryview(data)

    def __getitem__(self, place: slice) -> bytes:
        return bytes(self._view[place])


def make_lean(face: Any) -> None:
    """Change what a face of reportlab gives out when a subset is made.

    Args:
        face: a reportlab.pdfbase.ttfonts.TTFontFace.
    """
    whole = face.get_table
    outlines = _Outlines(whole("glyf"))

    def get_table(tag: str) -> Any:
        match tag:
            case "glyf":
                return outlines
            case "name":
                return _NO_NAMES
            case "cvt " | "fpgm" | "prep":
                raise KeyError(tag)  # hints for screens of few dots; printers have enough
            case _:
                return whole(tag)

    face.get_table = get_table
