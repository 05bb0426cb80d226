"""How many sheets lie in an IPP printer's trays, as far as it counts them.

printer-input-tray and printer-output-tray are PWG 5100.13 6.5.
"""

_UNITS_MM = {"micrometers": 0.001, "tenThousandthsOfInches": 0.00254}
"""PrtMediaUnitTC of RFC 3805, as PWG 5100.13 6.5 writes it."""
_A4_MM = (210.0, 297.0)
_A4_WITHIN_MM = 3.0
"""Our choice: printers round to their own units; the nearest other size (Letter) differs by 18 mm."""


def sheets_in(trays: tuple[bytes, ...]) -> int | None:
    """Sheets in all trays together.

    Args:
        trays: one value a tray: `type=…;maxcapacity=250;level=100;status=0;name=main`. Level -2 means unknown, -3 that
            something is left (RFC 3805 prtInputCurrentLevel); capacities count sheets unless `unit` says otherwise.

    Returns:
        None when any tray does not tell: what cannot be counted stops nobody.
    """
    return _sum([_count(tray, "level") for tray in map(_words, trays)])


def sheets_by_tray(trays: tuple[bytes, ...]) -> dict[str, int]:
    """Sheets of A4 in each tray that has a name (its media-source) and counts; as `sheets_in`."""
    told = [(tray.get("name", ""), _count(tray, "level") if _may_hold_a4(tray) else 0) for tray in map(_words, trays)]
    return {name: count for name, count in told if name and count is not None}


def sheets_out(trays: tuple[bytes, ...]) -> int | None:
    """Sheets that lie in all output trays together.

    Args:
        trays: one value a tray: `type=…;maxcapacity=100;remaining=97;status=0;name=face-down`. A remaining capacity of
            -2 means unknown, -3 that there is room (RFC 3805 prtOutputRemainingCapacity).

    Returns:
        None when any tray does not tell.
    """
    return _sum([_taken(tray) for tray in map(_words, trays)])


def _may_hold_a4(tray: dict[str, str]) -> bool:
    """Whether its declared size is A4, or none is declared (RFC 3805 prtInputMediaDim…Declared: 0 and below)."""
    sides = [_count(tray, "mediafeed"), _count(tray, "mediaxfeed")]
    unit = _UNITS_MM.get(tray.get("dimunit", "micrometers"))
    if unit is None or not all(sides):
        return True
    measured = sorted(side * unit for side in sides if side)
    return all(abs(side - wanted) <= _A4_WITHIN_MM for side, wanted in zip(measured, _A4_MM, strict=True))


def _taken(tray: dict[str, str]) -> int | None:
    room, left = _count(tray, "maxcapacity"), _count(tray, "remaining")
    return None if room is None or left is None else max(0, room - left)


def _sum(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _words(tray: bytes) -> dict[str, str]:
    text = tray.decode("ascii", "replace").strip(" ;\0")
    return {name: value for name, _, value in (part.partition("=") for part in text.split(";"))}


def _count(tray: dict[str, str], name: str) -> int | None:
    told = tray.get(name, "")
    return int(told) if tray.get("unit", "sheets") == "sheets" and told.isascii() and told.isdigit() else None
