"""Each mishap of the wire becomes its own error, and nothing is believed that is not the answer to our question."""

import pytest
from sandbox_lab import WANTED, Enrolled, MovableClock, Sandbox, other_period

from drivers.idcard import IdCard
from drivers.outcome import Outcome
from kiosk.platform.api import ATTEMPTS, Platform
from kiosk.platform.breaker import FAILURES_TO_OPEN, OPEN_S
from kiosk.platform.errors import (
    ClockWrong,
    NoConnection,
    Paused,
    PlatformError,
    Refused,
    TimedOut,
    WrongAnswer,
)
from kiosk.platform.values import ErrorCode, Identity, Issued, PrintReport, TerminalState
from printing.records.about import number_of

DEED = "fedcba9876543210fedcba9876543210"
ASK = "POST /records"


@pytest.fixture
def identity(sandbox: Sandbox, platform: Platform, card: IdCard) -> Identity:
    return sandbox.identified(platform, card)


SPOILED: list[tuple[str, type[PlatformError]]] = [
    ("empty", WrongAnswer),
    ("oversized", WrongAnswer),
    ("wrong_type", WrongAnswer),
    ("bad_json", WrongAnswer),
    ("wrong_shape", WrongAnswer),
    ("wrong_id", WrongAnswer),
    ("no_id", WrongAnswer),
    ("swap", WrongAnswer),
    ("swap_number", WrongAnswer),
    ("swap_subject", WrongAnswer),
    ("wrong_label", WrongAnswer),
    ("cut", NoConnection),
    ("down", NoConnection),
    ("skew", ClockWrong),
    ("busy", Refused),
    ("status", Refused),
]


@pytest.mark.parametrize(("kind", "error"), SPOILED)
def test_a_spoiled_answer_is_never_a_record(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity, kind: str, error: type[PlatformError]
) -> None:
    sandbox.tell("fault", kind=kind, at="/records", count=None)
    with pytest.raises(error) as caught:
        platform.record(identity, WANTED, number=card.number)
    assert type(caught.value) is error
    sandbox.tell("clear")
    assert number_of(platform.record(identity, WANTED, number=card.number)) == card.number, "and it is back in service"


@pytest.mark.parametrize(
    "kind", ["swap", "swap_number", "swap_subject", "wrong_id", "bad_json", "wrong_shape", "empty", "oversized"]
)
def test_a_spoiled_answer_is_never_a_document(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity, kind: str
) -> None:
    sandbox.tell("fault", kind=kind, at="/documents")
    with pytest.raises(WrongAnswer) as caught:
        platform.issue(identity, WANTED, deed=DEED, number=card.number)
    assert caught.value.outcome is Outcome.UNKNOWN, "the platform may have made it"
    assert number_of(platform.issue(identity, WANTED, deed=DEED, number=card.number).record) == card.number


def test_the_answer_to_an_earlier_question_is_refused(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity
) -> None:
    platform.record(identity, WANTED, number=card.number)
    for kind in ("repeat", "stale"):
        sandbox.tell("fault", kind=kind, at="/records")
        with pytest.raises(WrongAnswer):
            platform.record(identity, other_period(WANTED), number=card.number)
        platform.record(identity, WANTED, number=card.number)


def test_an_identity_of_somebody_else_never_opens_a_record(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    """Two people answer at the same moment, and the platform mixes up their identities."""
    another = sandbox.citizens(3)[2]
    assert another.number != card.number
    theirs = sandbox.identified(platform, another)
    with pytest.raises(WrongAnswer, match="another number than the person's"):
        platform.record(theirs, WANTED, number=card.number)
    with pytest.raises(WrongAnswer, match="another number than the person's"):
        platform.issue(theirs, WANTED, deed=DEED, number=card.number)


def test_another_terminals_status_is_not_ours(sandbox: Sandbox, platform: Platform, enrolled: Enrolled) -> None:
    other = enrolled("other")
    other.status()
    sandbox.tell("fault", kind="stale", at="/terminals/me")
    with pytest.raises(WrongAnswer, match="another terminal"):
        platform.status()


@pytest.mark.parametrize("kind", ["late", "latency", "drip"])
def test_an_answer_that_takes_too_long_is_dropped(
    sandbox: Sandbox, enrolled: Enrolled, card: IdCard, kind: str
) -> None:
    platform = enrolled(read_s=0.25, whole_s=0.6)
    identity = sandbox.identified(platform, card)
    # One byte every 0.1 s never lets a single silence grow long; only the limit of the whole question ends it.
    sandbox.tell("fault", kind=kind, at="/records", count=None, seconds=0.1 if kind == "drip" else 1.0)
    with pytest.raises(TimedOut):
        platform.record(identity, WANTED, number=card.number)
    sandbox.tell("clear")
    assert number_of(platform.record(identity, WANTED, number=card.number)) == card.number


def test_a_read_is_asked_again_and_the_resident_sees_nothing(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity, clock: MovableClock
) -> None:
    before = sandbox.asked(ASK)
    sandbox.tell("fault", kind="busy", at="/records")
    sandbox.tell("fault", kind="cut", at="/records")
    assert number_of(platform.record(identity, WANTED, number=card.number)) == card.number
    assert sandbox.asked(ASK) == before + 3
    assert len(clock.pauses) == 2
    assert clock.pauses[0] <= 0.3
    assert clock.pauses[1] <= 0.6


def test_a_read_is_asked_three_times_and_no_more(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity
) -> None:
    before = sandbox.asked(ASK)
    sandbox.tell("fault", kind="status", status=502, at="/records", count=None)
    with pytest.raises(Refused) as caught:
        platform.record(identity, WANTED, number=card.number)
    assert caught.value.code is ErrorCode.BROKEN
    assert sandbox.asked(ASK) == before + ATTEMPTS


@pytest.mark.parametrize("kind", ["busy", "cut", "down", "status"])
def test_a_challenge_is_sent_once(sandbox: Sandbox, platform: Platform, card: IdCard, kind: str) -> None:
    before = sandbox.asked("POST /identity/challenges")
    sandbox.tell("fault", kind=kind, at="/identity/challenges")
    with pytest.raises(PlatformError):
        platform.challenge(card)
    assert sandbox.asked("POST /identity/challenges") == before + 1


def test_a_typed_code_is_sent_once(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    path = "/identity/challenges/{challenge}/answers"
    challenge = platform.challenge(card)
    before = sandbox.asked(f"POST {path}")
    sandbox.tell("fault", kind="cut", at=path)
    with pytest.raises(NoConnection) as caught:
        platform.answer(challenge, sandbox.code_for(card))
    assert caught.value.outcome is Outcome.UNKNOWN
    assert sandbox.asked(f"POST {path}") == before + 1


def test_a_refusal_and_a_wrong_answer_are_not_asked_again(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity
) -> None:
    before = sandbox.asked(ASK)
    sandbox.tell("fault", kind="swap", at="/records")
    with pytest.raises(WrongAnswer):
        platform.record(identity, WANTED, number=card.number)
    with pytest.raises(Refused):
        platform.record(identity, WANTED.model_copy(update={"city": "110000"}), number=card.number)
    assert sandbox.asked(ASK) == before + 2


def test_a_lost_answer_makes_no_second_document(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity
) -> None:
    before = len(sandbox.tell("documents")["documents"])
    sandbox.tell("fault", kind="cut", at="/documents", count=2)
    issued: Issued = platform.issue(identity, WANTED, deed=DEED, number=card.number)
    documents = sandbox.tell("documents")["documents"]
    assert [one["document_no"] for one in documents[before:]] == [issued.document_no]


def test_what_one_attempt_may_have_done_is_not_undone_by_the_next(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity
) -> None:
    sandbox.tell("fault", kind="cut", at="/documents")
    sandbox.tell("fault", kind="busy", at="/documents", count=2)
    with pytest.raises(Refused) as caught:
        platform.issue(identity, WANTED, deed=DEED, number=card.number)
    assert caught.value.code is ErrorCode.BUSY
    assert caught.value.outcome is Outcome.UNKNOWN
    sandbox.tell("fault", kind="busy", at="/documents", count=3)
    with pytest.raises(Refused) as caught:
        platform.issue(identity, WANTED, deed=DEED[::-1], number=card.number)
    assert caught.value.outcome is Outcome.NOT_DONE


def test_a_report_that_gets_a_body_is_not_believed(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity
) -> None:
    issued = platform.issue(identity, WANTED, deed=DEED, number=card.number)
    report = PrintReport(document_no=issued.document_no, serial="s", outcome="done", sheets=1)
    sandbox.tell("fault", kind="wrong_id", at="/prints")
    with pytest.raises(WrongAnswer):
        platform.report_print(report, deed=DEED)
    platform.report_print(report, deed=DEED)


def test_the_breaker_spares_the_resident_the_wait(
    sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity, clock: MovableClock
) -> None:
    before = sandbox.asked(ASK)
    sandbox.tell("fault", kind="down", at="/records", count=None)
    for _ in range(2):
        with pytest.raises(NoConnection):
            platform.record(identity, WANTED, number=card.number)
    assert sandbox.asked(ASK) == before + FAILURES_TO_OPEN
    with pytest.raises(Paused) as caught:
        platform.record(identity, WANTED, number=card.number)
    assert caught.value.outcome is Outcome.NOT_DONE
    assert sandbox.asked(ASK) == before + FAILURES_TO_OPEN, "nothing was sent"
    sandbox.tell("clear")
    clock.ahead_s += OPEN_S
    assert number_of(platform.record(identity, WANTED, number=card.number)) == card.number
    assert platform.status().state is TerminalState.APPROVED, "and it is closed again"


def test_refusals_do_not_open_the_breaker(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    for _ in range(FAILURES_TO_OPEN + 1):
        with pytest.raises(Refused) as caught:
            platform.verify("3" * 20)
        assert caught.value.code is ErrorCode.NOT_FOUND


@pytest.mark.parametrize("ahead_s", [-1_700_000_000.0, -600.0, 600.0])
def test_a_wrong_clock_has_an_error_of_its_own(
    sandbox: Sandbox, platform: Platform, clock: MovableClock, ahead_s: float
) -> None:
    clock.wall_ahead_s = ahead_s
    for _ in range(FAILURES_TO_OPEN + 1):
        with pytest.raises(ClockWrong) as caught:
            platform.status()
    assert caught.value.key == "clock_wrong"
    clock.wall_ahead_s = 0
    assert platform.status().state is TerminalState.APPROVED


def test_no_error_holds_a_person(sandbox: Sandbox, platform: Platform, card: IdCard, identity: Identity) -> None:
    """Neither in its texts nor in what hangs behind it: an exception of a library keeps the whole request."""
    for kind, _ in SPOILED:
        sandbox.tell("fault", kind=kind, at="/documents", count=None)
        with pytest.raises(PlatformError) as caught:
            platform.issue(identity, WANTED, deed=DEED, number=card.number)
        sandbox.tell("clear")
        error = caught.value
        assert error.__cause__ is None
        assert error.__context__ is None
        for text in (str(error), repr(error), repr(error.args), error.detail):
            assert not any(word in text for word in (card.number, card.name, identity.token, identity.subject))
        # A good answer keeps the breaker closed for the next kind.
        platform.status()


def test_no_log_line_holds_a_path(
    platform: Platform, sandbox: Sandbox, card: IdCard, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    sandbox.identified(platform, card)
    assert caplog.records == [], "paths hold challenges and verification codes"
