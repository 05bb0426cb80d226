"""PJL status codes reduced to faults.

Source: HP, Printer Job Language Technical Reference Manual, appendix D, by its categories: 10 informational, 11 and 41
paper mount (background, foreground), 12 trays, 15 output bins, 20 to 27 complaints about commands, 30 auto-continuable,
32 file system, 35 potential and 40 certain operator intervention, 42 and 44 jams, 43 optional paper devices,
50 hardware.
"""

from dataclasses import dataclass

from drivers.faults import Fault


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one code means for a print."""

    stopping: Fault | None = None
    warning: Fault | None = None
    is_busy: bool = False
    """It works, or has data: what it was given may still come out."""


_READY = Verdict()
_BUSY = Verdict(is_busy=True)

_KNOWN: dict[int, Verdict] = {
    10000: _READY,  # power save
    10001: _READY,
    10002: Verdict(Fault.BROKEN),  # ready, but taken offline at its panel
    10003: _BUSY,  # warming up
    10004: _BUSY,  # self test
    10005: _BUSY,  # reset, clearing memory
    10006: Verdict(warning=Fault.NO_TONER),  # toner low
    10007: _BUSY,  # cancelling a job
    10011: _BUSY,  # initialising
    10013: _BUSY,  # self test
    10014: _BUSY,  # test page
    10015: _BUSY,  # list of typefaces
    10016: _BUSY,  # engine test
    10017: _BUSY,  # demonstration page
    10018: _BUSY,  # menu reset
    10019: _BUSY,  # reset of the active line
    10020: _BUSY,  # reset of all lines
    10021: _BUSY,  # cold reset
    10022: _BUSY,  # configuration page
    10023: _BUSY,  # processing a job
    10024: _BUSY,  # data received
    10025: Verdict(Fault.REFUSED),  # access denied
    10026: _READY,  # no job to cancel
    10027: _BUSY,  # clearing the paper path
    10028: _BUSY,  # printing its error log
    10029: _BUSY,  # form feeding
    10031: _BUSY,  # engine cleaning
    30016: Verdict(Fault.BROKEN),  # out of memory
    30017: Verdict(Fault.BROKEN),  # page too complex
    30018: Verdict(Fault.BROKEN),  # error of a line
    30027: Verdict(Fault.BROKEN),  # wrong line settings
    30034: Verdict(Fault.NO_PAPER),  # wrong size of paper came
    30035: Verdict(Fault.BROKEN),  # memory of settings
    30072: Verdict(Fault.JAMMED),  # remove page
    30076: Verdict(Fault.BROKEN),  # out of memory
    30094: Verdict(Fault.BROKEN),  # misprint
    30095: Verdict(Fault.BROKEN),  # beam
    30096: Verdict(Fault.NO_PAPER),  # unexpected size of paper
    30113: _BUSY,  # stopping, check the last page
    30119: Verdict(Fault.JAMMED),  # media feed
    35029: Verdict(warning=Fault.BROKEN),  # memory low, page simplified
    35037: _BUSY,  # job aborted
    35075: Verdict(warning=Fault.BROKEN),  # maintenance is due
    35078: _READY,  # power save
    40000: _READY,  # sleep
    40010: Verdict(Fault.NO_TONER),  # no cartridge
    40019: Verdict(Fault.JAMMED),  # output bin full
    40020: Verdict(Fault.NO_TONER),  # no magnetic toner
    40021: Verdict(Fault.COVER_OPEN),
    40022: Verdict(Fault.JAMMED),
    40026: Verdict(Fault.TRAY_MISSING),
    40038: Verdict(Fault.NO_TONER),  # toner low, waits for a key
    40079: Verdict(Fault.BROKEN),  # taken offline at its panel
    40089: Verdict(Fault.TRAY_MISSING),  # tray not wholly installed
    40093: Verdict(Fault.JAMMED),  # in the duplexer
    40096: Verdict(Fault.NO_PAPER),  # unexpected size of paper
    40103: Verdict(Fault.JAMMED),  # finisher full
    40104: Verdict(Fault.COVER_OPEN),  # paper path of an input device
    40105: Verdict(Fault.COVER_OPEN),  # paper path of an output device
    40119: Verdict(Fault.JAMMED),  # misfeed
    40120: Verdict(Fault.COVER_OPEN),  # output bin to be opened
    40121: Verdict(Fault.COVER_OPEN),  # output bin to be closed
    40130: Verdict(warning=Fault.BROKEN),  # drum near its end
    40132: Verdict(warning=Fault.BROKEN),  # transfer kit near its end
    40144: Verdict(Fault.NO_TONER),
    40146: Verdict(Fault.NO_PAPER),  # unexpected type of paper
    **{
        code: Verdict(Fault.BROKEN)
        for code in (
            *range(40050, 40060),  # fuser, beam, scanner, motor, fan
            *range(40061, 40072),  # service codes 61 to 72, external paper device
            *(40080, 40083, 40092, 40099, 40100, 40102, 40106, 40107, 40116, 40118),
            *(40122, 40123, 40124),  # duplexer
            *(40128, 40129, 40131, 40141, 40142, 40143),  # drum, transfer kit, waste toner
        )
    },
}
_OUTPUT_BIN = {1: Fault.JAMMED, 2: Fault.COVER_OPEN, 3: Fault.BROKEN}
"""15xxy: full, open, broken. A full bin is cleared like a jam."""
_TRAY = {1: Verdict(warning=Fault.TRAY_MISSING), 2: _BUSY}
"""12xyy: open, lifting; the printer stays online."""
_WORST_FIRST = (
    Fault.BROKEN,
    Fault.UNKNOWN,
    Fault.JAMMED,
    Fault.COVER_OPEN,
    Fault.TRAY_MISSING,
    Fault.NO_PAPER,
    Fault.NO_TONER,
    Fault.REFUSED,
    Fault.PAPER_LOW,
)


def verdict(code: int) -> Verdict:
    """What a code means; one without a name here stops the printer as UNKNOWN, never as in order."""
    if code in _KNOWN:
        return _KNOWN[code]
    match code // 1000:
        case 11:
            return Verdict(warning=Fault.PAPER_LOW)  # this tray is empty, another one serves
        case 12:
            return _TRAY.get(code % 100, Verdict(Fault.UNKNOWN))
        case 15:
            return Verdict(_OUTPUT_BIN.get(code % 10, Fault.UNKNOWN))
        case 41:
            return Verdict(Fault.NO_PAPER)  # 41xyy: tray x wants medium yy
        case 42 | 44:
            return Verdict(Fault.JAMMED)  # 42xyy: x pages at place yy
        case 43 | 50:
            return Verdict(Fault.BROKEN)
        case _:
            return Verdict(Fault.UNKNOWN)


def reduced(codes: tuple[int, ...], *, online: bool) -> tuple[tuple[Fault, ...], tuple[Fault, ...], bool]:
    """What stops the printer and what only warns, each worst first; and whether it is busy.

    A printer that calls itself ready and not online is UNKNOWN; some say ONLINE=FALSE while they warm up or sleep.
    """
    verdicts = [verdict(code) for code in codes]
    stopping = {found.stopping for found in verdicts if found.stopping is not None}
    warnings = {found.warning for found in verdicts if found.warning is not None}
    is_busy = any(found.is_busy for found in verdicts)
    if not online and not stopping and 10001 in codes:
        stopping = {Fault.UNKNOWN}
    return (
        tuple(sorted(stopping, key=_WORST_FIRST.index)),
        tuple(sorted(warnings, key=_WORST_FIRST.index)),
        is_busy,
    )
