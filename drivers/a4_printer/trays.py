"""How many sheets lie in an IPP printer's trays, as far as it counts them (printer-input-tray, PWG 5100.13 6.5.5)."""


def sheets_in(trays: tuple[bytes, ...]) -> int | None:
    """Sheets in all trays together.

    Args:
        trays: one value a tray: `type=…;maxcapacity=250;level=100;status=0;name=main`. Level -2 means unknown, -3 that
            something is left (RFC 3805 prtInputCurrentLevel); capacities count sheets unless `unit` says otherwise.

    Returns:
        None when any tray does not tell: what cannot be counted stops nobody.
    """
    levels = [_level(dict(part.partition("=")[::2] for part in _text(tray).split(";"))) for tray in trays]
    known = [level for level in levels if level is not None]
    return sum(known) if known and len(known) == len(levels) else None


def _text(tray: bytes) -> str:
    return tray.decode("ascii", "replace").strip(" ;\0")


def _level(tray: dict[str, str]) -> int | None:
    level = tray.get("level", "")
    return int(level) if tray.get("unit", "sheets") == "sheets" and level.isascii() and level.isdigit() else None
