"""What PJL proves of a job, evidence by evidence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.a4_printer import JobState
from drivers.a4_printer.pjl_frames import JobCancelled, JobEnded, JobStarted, Message, PagePrinted, Status, Unreadable
from drivers.a4_printer.pjl_job import PjlJob

OURS, BEFORE = "k0123456789abcdef", 100
FRESH = PjlJob(7, OURS, 2, BEFORE)
START = JobStarted(OURS)


def heard(*said: Message, job: PjlJob = FRESH) -> PjlJob:
    for message in said:
        job = job.told(message)
    return job


def looked(job: PjlJob, count: int | None, *, idle: bool = True, left: bool = True) -> PjlJob:
    return job.looked(count, is_idle=idle, left_queue=left)


def state(job: PjlJob) -> tuple[JobState, int] | None:
    told = job.device_job()
    return None if told is None else (told.state, told.impressions)


def test_in_the_queue_it_is_unknown_to_the_device() -> None:
    assert state(looked(FRESH, BEFORE, left=False)) is None


def test_once_it_left_the_queue_the_printer_may_have_it() -> None:
    assert state(looked(FRESH, BEFORE)) == (JobState.PRINTING, 0)


def test_started_and_counted() -> None:
    assert state(heard(START)) == (JobState.PRINTING, 0)
    assert state(heard(START, PagePrinted(1))) == (JobState.PRINTING, 1)
    assert state(looked(heard(START), BEFORE + 1, idle=False, left=False)) == (JobState.PRINTING, 1)


@pytest.mark.parametrize("pages", [2, 1, 3])
def test_the_end_under_our_name_is_the_printers_own_word(pages: int) -> None:
    assert state(heard(START, JobEnded(OURS, pages))) == (JobState.COMPLETED, pages)


def test_an_end_without_a_name_needs_the_count() -> None:
    ended = heard(START, JobEnded(None, 2))
    assert state(ended) == (JobState.PRINTING, 0)
    assert state(looked(ended, BEFORE + 2, idle=False, left=False)) == (JobState.COMPLETED, 2)
    assert state(looked(ended, BEFORE + 3, idle=False)) == (JobState.PRINTING, 3)
    assert state(looked(replace(ended, is_heard=False), BEFORE + 2, idle=False)) == (JobState.PRINTING, 2)


def test_the_end_of_the_job_before_ours_is_not_ours() -> None:
    """HP, chapter 7: the next job is parsed before the last page of the current one is printed."""
    assert state(looked(heard(JobEnded(None, 2), START), BEFORE + 2)) == (JobState.PRINTING, 2)
    assert state(looked(heard(START, JobEnded("another", 2)), BEFORE + 2)) == (JobState.PRINTING, 2)


def test_the_count_alone_proves_it_when_nobody_else_was_heard() -> None:
    assert state(looked(FRESH, BEFORE + 2)) == (JobState.COMPLETED, 2)
    for other in (JobStarted("another"), JobStarted(None), JobEnded("another", 1), JobCancelled("another")):
        assert state(looked(heard(other), BEFORE + 2)) == (JobState.PRINTING, 2)


@pytest.mark.parametrize(
    ("count", "idle", "left", "impressions"),
    [
        (BEFORE + 1, True, True, 1),
        (BEFORE + 3, True, True, 3),
        (BEFORE + 2, False, True, 2),
        (BEFORE + 2, True, False, 2),
    ],
    ids=["too few", "too many", "still busy", "still in the queue"],
)
def test_the_count_alone_is_not_enough(count: int, idle: bool, left: bool, impressions: int) -> None:
    assert state(looked(FRESH, count, idle=idle, left=left)) == (JobState.PRINTING, impressions)


def test_a_broken_line_ends_the_belief_in_the_count_alone() -> None:
    assert state(looked(replace(FRESH, is_heard=False), BEFORE + 2)) == (JobState.PRINTING, 2)
    assert state(looked(replace(FRESH, is_heard=False, counts_alone=True), BEFORE + 2)) == (JobState.COMPLETED, 2)


def test_a_printer_that_does_not_count_proves_by_name_only() -> None:
    uncounted = replace(FRESH, count_before=None)
    assert state(looked(heard(START, JobEnded(None, 2), job=uncounted), None)) == (JobState.PRINTING, 0)
    assert state(looked(heard(START, JobEnded(OURS, 2), job=uncounted), None)) == (JobState.COMPLETED, 2)


def test_cancelled_at_its_panel() -> None:
    assert state(heard(START, PagePrinted(1), JobCancelled(OURS))) == (JobState.CANCELLED, 1)
    assert state(heard(START, JobCancelled(None))) == (JobState.CANCELLED, 0)
    assert state(heard(JobCancelled("another"))) is None


def test_a_count_that_goes_back_is_not_followed() -> None:
    assert state(looked(looked(FRESH, BEFORE + 1), BEFORE - 50)) == (JobState.PRINTING, 1)


MESSAGES = st.one_of(
    st.builds(JobStarted, st.sampled_from([OURS, None, "another"])),
    st.builds(JobEnded, st.sampled_from([None, "another"]), st.integers(0, 4)),
    st.builds(JobCancelled, st.sampled_from([OURS, None, "another"])),
    st.builds(PagePrinted, st.integers(0, 4)),
    st.just(Status((10001,), online=True)),
    st.just(Unreadable(3)),
)


@given(st.lists(st.tuples(st.lists(MESSAGES, max_size=3), st.integers(0, 4), st.booleans(), st.booleans()), max_size=8))
def test_without_the_end_under_our_name_completed_always_means_a_count_of_exactly_our_pages(
    looks: list[tuple[list[Message], int, bool, bool]],
) -> None:
    job, printed = FRESH, 0
    for said, more, idle, left in looks:
        printed += more
        job = looked(heard(*said, job=job), BEFORE + printed, idle=idle, left=left)
        told = job.device_job()
        if told is not None and told.state is JobState.COMPLETED:
            assert told.impressions == printed
            assert job.left_queue or job.started
            assert not job.others
            return
