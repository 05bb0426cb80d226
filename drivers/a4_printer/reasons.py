"""printer-state-reasons (RFC 8011 5.4.12, PWG 5100.9) reduced to faults."""

import re

from drivers.faults import Fault

_REASON = re.compile(r"^(.*?)(?:-(report|warning|error))?$")

STOPPING: dict[str, Fault] = {
    "media-empty": Fault.NO_PAPER,
    "media-needed": Fault.NO_PAPER,
    "media-jam": Fault.JAMMED,
    "output-area-full": Fault.JAMMED,
    "cover-open": Fault.COVER_OPEN,
    "door-open": Fault.COVER_OPEN,
    "interlock-open": Fault.COVER_OPEN,
    "input-tray-missing": Fault.TRAY_MISSING,
    "output-tray-missing": Fault.TRAY_MISSING,
    "toner-empty": Fault.NO_TONER,
    "marker-supply-empty": Fault.NO_TONER,
    "marker-supply-missing": Fault.NO_TONER,
    "developer-empty": Fault.NO_TONER,
    "fuser-over-temp": Fault.OVERHEATED,
    "marker-waste-full": Fault.BROKEN,
    "marker-waste-receptacle-full": Fault.BROKEN,
    "opc-life-over": Fault.BROKEN,
    "interpreter-resource-unavailable": Fault.BROKEN,
    "paused": Fault.BROKEN,
    "moving-to-paused": Fault.BROKEN,
    "stopped-partly": Fault.BROKEN,
    "stopping": Fault.BROKEN,
    "deactivated": Fault.BROKEN,
    "spool-area-full": Fault.REFUSED,
    "shutdown": Fault.ABSENT,
    "timed-out": Fault.ABSENT,
    "connecting-to-device": Fault.ABSENT,
    "other": Fault.UNKNOWN,
}
"""These stop the printer under any suffix: real ones report an empty tray as -report while idle and as -warning while
a job waits for paper (seen with ippeveprinter of CUPS 2.4.2)."""

WARNING: dict[str, Fault] = {
    "media-low": Fault.PAPER_LOW,
    "toner-low": Fault.NO_TONER,
    "marker-supply-low": Fault.NO_TONER,
    "developer-low": Fault.NO_TONER,
    "marker-waste-almost-full": Fault.BROKEN,
    "marker-waste-receptacle-almost-full": Fault.BROKEN,
    "opc-near-eol": Fault.BROKEN,
    "output-area-almost-full": Fault.JAMMED,
    "fuser-under-temp": Fault.OVERHEATED,
}
"""The printer goes on; staff should see to it."""

_WORST_FIRST = (
    Fault.ABSENT,
    Fault.BROKEN,
    Fault.UNKNOWN,
    Fault.JAMMED,
    Fault.COVER_OPEN,
    Fault.TRAY_MISSING,
    Fault.NO_PAPER,
    Fault.NO_TONER,
    Fault.OVERHEATED,
    Fault.REFUSED,
    Fault.PAPER_LOW,
)


def faults_in(reasons: tuple[str, ...]) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """What stops the printer and what only warns, each worst first.

    A word that is in neither table stops it unless the printer itself says that it does not (-report, -warning:
    RFC 8011 5.4.12 calls a reason without a suffix an error).
    """
    stopping: set[Fault] = set()
    warnings: set[Fault] = set()
    for reason in reasons:
        found = _REASON.match(reason)
        word, severity = (found[1], found[2]) if found else (reason, None)
        if word in ("none", ""):
            continue
        if word in STOPPING:
            stopping.add(STOPPING[word])
        elif word in WARNING:
            warnings.add(WARNING[word])
        elif severity in ("report", "warning"):
            warnings.add(Fault.UNKNOWN)
        else:
            stopping.add(Fault.UNKNOWN)
    return tuple(sorted(stopping, key=_WORST_FIRST.index)), tuple(sorted(warnings, key=_WORST_FIRST.index))
