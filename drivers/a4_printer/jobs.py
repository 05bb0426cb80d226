"""Jobs as IPP lists them, at a queue and at a printer alike."""

from collections.abc import Callable
from dataclasses import dataclass

from drivers.a4_printer import JobState
from drivers.a4_printer.frames import Answer, Group, Operation, Tag, attribute
from drivers.a4_printer.line import Line, NotAnswered, NotIpp, NotReached
from drivers.faults import DeviceError, Fault

CANCEL_WITHIN_S = 3.0
"""Our choice: Cancel-Job is answered at once, whatever becomes of the job."""
LISTED = attribute(
    Tag.KEYWORD,
    "requested-attributes",
    "job-id",
    "job-name",
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "job-media-sheets-completed",
    "time-at-processing",
)
_STATES = {
    3: JobState.WAITING,
    4: JobState.WAITING,
    5: JobState.PRINTING,
    6: JobState.STOPPED,
    7: JobState.CANCELLED,
    8: JobState.ABORTED,
    9: JobState.COMPLETED,
}


@dataclass(frozen=True, slots=True)
class ListedJob:
    """One line of Get-Jobs."""

    id: int
    name: str
    state: JobState
    impressions: int
    reasons: tuple[str, ...]
    was_begun: bool
    """Whether it has ever been processed (time-at-processing, RFC 8011 5.3.14.2), also when it waits again."""


def listed(answer: Answer) -> list[ListedJob]:
    """The jobs in an answer to Get-Jobs.

    Raises:
        DeviceError: GARBLED when one has no number or no state.
    """
    return [_job(group) for group in answer.all_of(Tag.JOB)]


def cancel_at(line: Line, name: str | None, jobs: Callable[[], list[ListedJob]]) -> bool:
    """Cancel the jobs of that name, or all, where `jobs` lists them; whether none is left.

    The answer to Cancel-Job does not matter (it may have ended a moment ago), the list afterwards does.
    """
    try:
        for job in jobs():
            if name in (None, job.name):
                number = attribute(Tag.INTEGER, "job-id", job.id)
                line.ask(Operation.CANCEL_JOB, (number,), within_s=CANCEL_WITHIN_S)
        return not any(name in (None, job.name) for job in jobs())
    except (DeviceError, NotReached, NotAnswered, NotIpp):
        return False


def _job(group: Group) -> ListedJob:
    number, state = group.integer("job-id"), _STATES.get(group.integer("job-state") or 0)
    if number is None or state is None:
        raise DeviceError(Fault.GARBLED, "a job without number or state")
    impressions = group.integer("job-impressions-completed")
    if impressions is None:
        impressions = group.integer("job-media-sheets-completed")
    return ListedJob(
        number,
        next(iter(group.texts("job-name")), ""),
        state,
        impressions or 0,
        group.texts("job-state-reasons"),
        group.integer("time-at-processing") is not None or state in (JobState.PRINTING, JobState.STOPPED),
    )
