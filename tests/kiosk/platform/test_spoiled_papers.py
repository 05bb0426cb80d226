"""A print that was reported as done and came out spoiled: counted as not done, once two of the staff say so."""

from datetime import timedelta
from typing import Any

import pytest
from sandbox_lab import WANTED, MovableClock, Sandbox

from drivers.idcard import IdCard
from kiosk.platform.api import Platform
from kiosk.platform.errors import Refused
from kiosk.platform.spoiled import void_print
from kiosk.platform.values import ErrorCode, Identity, Issued, PrintReport, ReprintRequest, SpoiledReport

DEED = "{:032x}".format


@pytest.fixture
def identity(sandbox: Sandbox, platform: Platform, card: IdCard) -> Identity:
    return sandbox.identified(platform, card)


@pytest.fixture
def issued(platform: Platform, identity: Identity, card: IdCard) -> Issued:
    return platform.issue(identity, WANTED, deed=DEED(1), number=card.number)


def came_out(platform: Platform, issued: Issued, outcome: str = "done") -> None:
    facts = {"document_no": issued.document_no, "serial": "S-1", "outcome": outcome, "sheets": 1}
    platform.report_print(PrintReport.model_validate(facts), deed=DEED(2))


def spoiled(issued: Issued, clock: MovableClock, **other: Any) -> SpoiledReport:
    facts = {
        "document_no": issued.document_no,
        "serial": "S-1",
        "reason": "smeared",
        "account": "1001",
        "second": "1006",
        "at": clock.now(),
    }
    return SpoiledReport.model_validate({**facts, **other})


def refused(platform: Platform, report: SpoiledReport, deed: str = DEED(2)) -> ErrorCode:
    with pytest.raises(Refused) as error:
        void_print(platform, report, deed=deed)
    return error.value.code


def test_a_spoiled_paper_is_void_and_is_printed_once_more(
    platform: Platform, identity: Identity, issued: Issued, card: IdCard, clock: MovableClock
) -> None:
    came_out(platform, issued)
    report = spoiled(issued, clock)
    void_print(platform, report, deed=DEED(2))
    void_print(platform, report, deed=DEED(2))
    assert platform.verify(issued.verification_code).state == "void"
    wanted = ReprintRequest(document_no=issued.document_no, void="S-1", wanted=WANTED)
    second = platform.reprint(identity, wanted, deed=DEED(3), number=card.number)
    assert platform.verify(second.verification_code).state == "valid"
    with pytest.raises(Refused) as error:
        platform.reprint(identity, wanted, deed=DEED(4), number=card.number)
    assert error.value.code is ErrorCode.CONFLICT


def test_whoever_comes_again_gets_as_many_as_the_day_allows_and_no_more(
    sandbox: Sandbox, platform: Platform, clock: MovableClock
) -> None:
    card = sandbox.citizens(50)[49]  # Nobody else's test takes papers for this person, so the day's count is ours.
    identity = sandbox.identified(platform, card)
    sandbox.tell("limits", copies_a_day=1)
    first = platform.issue(identity, WANTED, deed=DEED(1), number=card.number)
    came_out(platform, first)
    with pytest.raises(Refused):
        platform.issue(identity, WANTED, deed=DEED(3), number=card.number)
    void_print(platform, spoiled(first, clock), deed=DEED(2))
    platform.issue(identity, WANTED, deed=DEED(4), number=card.number)
    with pytest.raises(Refused) as error:
        platform.issue(identity, WANTED, deed=DEED(5), number=card.number)
    assert error.value.code is ErrorCode.LIMIT_REACHED


@pytest.mark.parametrize("outcome", ["not_done", "unknown"])
def test_only_what_was_done_is_called_spoiled(
    platform: Platform, issued: Issued, clock: MovableClock, outcome: str
) -> None:
    came_out(platform, issued, outcome)
    assert refused(platform, spoiled(issued, clock)) is ErrorCode.CONFLICT


def test_what_is_said_in_other_words_or_of_another_print_is_refused(
    platform: Platform, issued: Issued, clock: MovableClock
) -> None:
    came_out(platform, issued)
    assert refused(platform, spoiled(issued, clock, serial="S-9")) is ErrorCode.NOT_FOUND
    assert refused(platform, spoiled(issued, clock, second="1001")) is ErrorCode.BAD_REQUEST
    void_print(platform, spoiled(issued, clock), deed=DEED(2))
    assert refused(platform, spoiled(issued, clock, reason="torn")) is ErrorCode.CONFLICT
    assert refused(platform, spoiled(issued, clock, reason="torn"), DEED(9)) is ErrorCode.CONFLICT


def test_nobody_voids_what_another_terminal_printed(
    sandbox: Sandbox, enrolled: Any, card: IdCard, clock: MovableClock
) -> None:
    ours, theirs = enrolled("test-01"), enrolled("test-02")
    issued = ours.issue(sandbox.identified(ours, card), WANTED, deed=DEED(1), number=card.number)
    came_out(ours, issued)
    assert refused(theirs, spoiled(issued, clock)) is ErrorCode.NOT_FOUND
    assert ours.verify(issued.verification_code).state == "valid"


def test_a_day_later_it_is_too_late_and_what_was_said_in_time_may_be_heard_later(
    sandbox: Sandbox, platform: Platform, issued: Issued, clock: MovableClock
) -> None:
    came_out(platform, issued)
    in_time = spoiled(issued, clock)
    clock.wall_ahead_s = 3 * 86_400
    sandbox.tell("clock", ahead_s=clock.wall_ahead_s)
    late = spoiled(issued, clock, at=in_time.at + timedelta(hours=25))
    assert refused(platform, late) is ErrorCode.CONFLICT
    void_print(platform, in_time, deed=DEED(2))
    assert platform.verify(issued.verification_code).state == "void"
