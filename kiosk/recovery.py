"""At start: what became of the deeds that a crash left open. Asks the printer, never guesses, prints nothing."""

import logging

from drivers.outcome import Outcome
from kiosk.events import AfterRestart
from kiosk.journal import Journal
from printing.spool import Spool

log = logging.getLogger(__name__)


def settle_open_deeds(journal: Journal, spool: Spool) -> AfterRestart | None:
    """Settle every open deed in the journal and leave nothing in a queue.

    Returns:
        What to tell whoever stands there about the newest print; None when no print was open.
    """
    told: AfterRestart | None = None
    for left in journal.open_deeds():
        match left.kind:
            case "print":
                result = spool.settle_left(left.deed, left.facts)
                told = AfterRestart(result.outcome, result.sheets_out)
                log.warning("an open print was settled: %s, %d sheets", result.outcome.value, result.sheets_out)
            case "slip":
                journal.settle(left.deed, "slip", Outcome.UNKNOWN, {})
            case _:
                raise AssertionError(f"a deed of kind {left.kind} has no way to be settled")
    left_over = spool.ready_for(1)
    if left_over:
        log.warning("the printer is not ready: %s", left_over[0].value)
    return told
