"""A paper that was printed, and came out spoiled: two of the staff say so, and it is not counted as handed out.

Nobody of the staff prints it again: whoever it is about does, in a visit of their own. A numbered sheet has its own
books (numbered_sheets.py), and its paper is made anew at a window.
"""

from dataclasses import replace
from datetime import datetime
from typing import get_args

from kiosk.platform.values import SPOILED_WITHIN, SpoiledReason
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry
from printing.stationery import TAKEN

JOB = "job:"
"""Begins the id of one."""
WHY = "why:"
"""Begins the id of a reason."""
ROWS = ("print-intended", "print-settled")


def voided(means: Means) -> dict[str, str]:
    """Deed of each print that was called spoiled, and whether the platform has heard it.

    Raises:
        JournalError: the journal cannot be read.
    """
    found: dict[str, str] = {}
    for row in rows.newest(means, ("print-voided", "print-voiding-told")):
        refused = row.facts.get("refused", "")
        is_told = row.kind == "print-voiding-told"
        found[row.deed] = means.say(
            "spoiled.refused" if refused else "spoiled.told" if is_told else "spoiled.untold", code=refused
        )
    return found


def open_jobs(means: Means) -> dict[str, rows.Deed]:
    """By id on the page: papers of the platform that were reported as done within the day and not called spoiled.

    Raises:
        JournalError: the journal cannot be read.
    """
    told, found, now = voided(means), rows.newest(means, ROWS, SPOILED_WITHIN), means.clock.now()
    return {
        f"{JOB}{job.id}": job
        for job in rows.deeds(found, "print")
        if job.outcome == "done"
        and job.facts.get("document_no")
        and job.id not in told
        # Set back, the clock would bring back every day that it has to go through again.
        and datetime.fromisoformat(job.at) <= now
    }


def look(means: Means, job: rows.Deed) -> Look:
    """Its number, what is done with the sheets, and why it is spoiled."""
    facts = (Entry(label=rows.when(job.at), value=str(job.facts["serial"])),)
    back = Entry(id="back", label=means.say("button.back"), sign="back")
    title = means.say("spoiled.title")
    if _is_numbered(means, job):
        return Look((Block(kind="rows", title=title, note=means.say("spoiled.numbered"), entries=facts),), (back,))
    reasons = tuple(Entry(id=f"{WHY}{why}", label=means.say(f"spoiled.why_{why}")) for why in get_args(SpoiledReason))
    return Look(
        (
            Block(kind="rows", title=title, note=means.say("spoiled.lead"), entries=facts),
            Block(kind="rows", title=means.say("spoiled.why"), entries=reasons),
        ),
        (back,),
    )


def take(means: Means, where: Where, job: rows.Deed, wanted: str) -> Where | Act | None:
    """What touching that id on its page asks for."""
    if wanted == "back":
        return replace(where, picked="", step="")
    reason = wanted.removeprefix(WHY)
    if reason not in get_args(SpoiledReason) or _is_numbered(means, job):
        return None
    serial, sheets = str(job.facts["serial"]), job.facts["sheets"]
    return Act(
        "void-print",
        lambda: _void(means, job, reason),
        serial,
        title=means.say("spoiled.ask", serial=serial),
        lines=(
            means.say("spoiled.box", sheets=sheets),
            means.say("spoiled.line", why=means.say(f"spoiled.why_{reason}")),
        ),
        is_serious=True,
    )


def _is_numbered(means: Means, job: rows.Deed) -> bool:
    return any(entry.deed == job.id for entry in means.journal.entries((TAKEN,)))


def _void(means: Means, job: rows.Deed, reason: str) -> Done:
    """Written down first; the platform hears it from the journal, as it heard of the print."""
    if f"{JOB}{job.id}" not in open_jobs(means):
        raise ActError(means.say("spoiled.no_longer"))
    (signed,) = means.journal.newest_of(("staff-act-intended",), 1)
    said = {"reason": reason, "account": signed.facts["account"], "second": signed.facts["second"]}
    means.journal.write("print-voided", job.id, said)
    if "standing" in means.workers:
        means.workers["standing"].look_soon()
    return Done(means.say("spoiled.done", serial=job.facts["serial"]), then=Where("prints"))
