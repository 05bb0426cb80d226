"""What a terminal asks of the platform, over real TLS against the sandbox's own process."""

from dataclasses import replace
from pathlib import Path

import pytest
from sandbox_lab import WANTED, Enrolled, MovableClock, Sandbox, card_of, enrolment_of, other_period

from config.toml_file import SettingsError
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from kiosk.masking import masked_name
from kiosk.platform import terminal_key
from kiosk.platform.api import Platform
from kiosk.platform.errors import Refused
from kiosk.platform.values import ChallengeAnswer, ErrorCode, PrintReport, TerminalState
from kiosk.sandbox.citizens import generated, sample_numbers

DEED = "0123456789abcdef0123456789abcdef"


def refused(error: pytest.ExceptionInfo[Refused]) -> ErrorCode:
    return error.value.code


def test_a_whole_visit(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    assert platform.status().state is TerminalState.APPROVED
    assert not platform.is_real
    challenge = platform.challenge(card)
    assert challenge.sent_to.startswith("138****")
    identity = platform.answer(challenge, sandbox.code_for(card))
    assert identity.level == 2
    record = enrolment_of(platform.record(identity, WANTED, number=card.number))
    assert (record.name, record.number, record.city) == (card.name, card.number, "惠州市")
    issued = platform.issue(identity, WANTED, deed=DEED, number=card.number)
    assert enrolment_of(issued.record).spans == record.spans
    assert issued.verification_url == "https://verify.sandbox.invalid/v"
    report = PrintReport(document_no=issued.document_no, serial="test-01-1", outcome="done", sheets=1)
    platform.report_print(report, deed=DEED)
    assert sandbox.tell("prints")["prints"][-1]["document_no"] == issued.document_no
    grouped = "-".join(issued.verification_code[i : i + 4] for i in range(0, 20, 4)).lower()
    verified = platform.verify(grouped)
    assert verified.name_masked == masked_name(card.name)
    assert verified.number_masked == f"4499**********{card.number[-4:]}"
    assert verified.state == "valid"


def test_the_same_deed_is_the_same_document(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    identity = sandbox.identified(platform, card)
    first = platform.issue(identity, WANTED, deed=DEED, number=card.number)
    again = platform.issue(identity, WANTED, deed=DEED, number=card.number)
    other = platform.issue(identity, WANTED, deed=DEED[::-1], number=card.number)
    assert again == first
    assert other.document_no != first.document_no
    assert other.verification_code != first.verification_code


def test_a_deed_is_for_one_thing(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    identity = sandbox.identified(platform, card)
    platform.issue(identity, WANTED, deed=DEED, number=card.number)
    with pytest.raises(Refused) as error:
        platform.issue(identity, other_period(WANTED), deed=DEED, number=card.number)
    assert refused(error) is ErrorCode.CONFLICT


def test_three_wrong_codes_end_a_challenge(sandbox: Sandbox, platform: Platform, card: IdCard) -> None:
    challenge = platform.challenge(card)
    right = sandbox.code_for(card)
    wrong = ChallengeAnswer(code="000000" if right.code != "000000" else "111111")
    for left in (2, 1):
        with pytest.raises(Refused) as error:
            platform.answer(challenge, wrong)
        assert (refused(error), error.value.tries_left) == (ErrorCode.CODE_WRONG, left)
    for typed in (wrong, right):
        with pytest.raises(Refused) as error:
            platform.answer(challenge, typed)
        assert refused(error) is ErrorCode.TOO_MANY_TRIES


def test_whoever_s_code_was_guessed_gets_none_for_a_while_at_any_terminal(
    sandbox: Sandbox, enrolled: Enrolled, clock: MovableClock
) -> None:
    card, platform = sandbox.citizens(34)[33], enrolled()
    sandbox.tell("limits", locked_s=1800)
    challenge, other = platform.challenge(card), platform.challenge(card)
    right = sandbox.code_for(card)
    for _ in range(3):
        with pytest.raises(Refused):
            platform.answer(challenge, ChallengeAnswer(code=f"{(int(right.code) + 1) % 10**6:06d}"))
    with pytest.raises(Refused) as error:
        platform.answer(other, right)
    assert refused(error) is ErrorCode.TOO_MANY_TRIES
    with pytest.raises(Refused) as error:
        enrolled("test-02").challenge(card)
    assert refused(error) is ErrorCode.TOO_MANY_TRIES
    sandbox.tell("clock", ahead_s=1801)
    clock.wall_ahead_s = 1801
    assert platform.challenge(card).digits == 6


def test_a_new_challenge_does_not_give_endless_tries(sandbox: Sandbox, platform: Platform) -> None:
    card = sandbox.citizens(33)[32]
    sandbox.tell("limits", wrong_codes_a_day=1)
    challenge = platform.challenge(card)
    right = sandbox.code_for(card).code
    with pytest.raises(Refused):
        platform.answer(challenge, ChallengeAnswer(code=f"{(int(right) + 1) % 10**6:06d}"))
    with pytest.raises(Refused) as error:
        platform.challenge(card)
    assert refused(error) is ErrorCode.TOO_MANY_TRIES


def test_a_code_works_once_and_for_its_time(
    sandbox: Sandbox, platform: Platform, card: IdCard, clock: MovableClock
) -> None:
    challenge = platform.challenge(card)
    platform.answer(challenge, sandbox.code_for(card))
    with pytest.raises(Refused) as error:
        platform.answer(challenge, sandbox.code_for(card))
    assert refused(error) is ErrorCode.CODE_EXPIRED
    late = platform.challenge(card)
    sandbox.tell("clock", ahead_s=121)
    clock.wall_ahead_s = 121
    with pytest.raises(Refused) as error:
        platform.answer(late, sandbox.code_for(card))
    assert refused(error) is ErrorCode.CODE_EXPIRED


@pytest.mark.parametrize("limit", ["messages_a_minute", "messages_an_hour"])
def test_messages_to_one_phone_are_limited(sandbox: Sandbox, enrolled: Enrolled, limit: str) -> None:
    card = sandbox.citizens(36)[30 if limit == "messages_a_minute" else 35]
    sandbox.tell("limits", **{limit: 1})
    enrolled("test-01").challenge(card)
    with pytest.raises(Refused) as error:
        enrolled("test-02").challenge(card)
    assert refused(error) is ErrorCode.TOO_MANY_MESSAGES


def test_a_card_that_says_something_else_is_nobodys(platform: Platform, card: IdCard) -> None:
    later = card.valid_from.replace(year=card.valid_from.year + 1)
    unassigned = "449977" + card.number[6:]
    for changed in (replace(card, name="别人"), replace(card, valid_from=later), replace(card, number=unassigned)):
        with pytest.raises(Refused) as error:
            platform.challenge(changed)
        assert refused(error) is ErrorCode.PERSON_UNKNOWN


def test_copies_of_a_day_are_limited_but_not_repeats(sandbox: Sandbox, platform: Platform) -> None:
    card = sandbox.citizens(32)[31]
    identity = sandbox.identified(platform, card)
    sandbox.tell("limits", copies_a_day=1)
    first = platform.issue(identity, WANTED, deed=DEED, number=card.number)
    with pytest.raises(Refused) as error:
        platform.issue(identity, WANTED, deed=DEED[::-1], number=card.number)
    assert refused(error) is ErrorCode.LIMIT_REACHED
    assert platform.issue(identity, WANTED, deed=DEED, number=card.number) == first


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"city": "110000"}, ErrorCode.NOT_FOUND),
        ({"period_from": "202506"}, ErrorCode.BAD_REQUEST),
        ({"period_from": "195001", "period_to": "195012"}, ErrorCode.NOTHING_FOUND),
    ],
)
def test_what_cannot_be_looked_up(
    sandbox: Sandbox, platform: Platform, card: IdCard, change: dict[str, str], code: ErrorCode
) -> None:
    identity = sandbox.identified(platform, card)
    with pytest.raises(Refused) as error:
        platform.record(identity, WANTED.model_copy(update=change), number=card.number)
    assert refused(error) is code


def test_an_identity_is_of_one_terminal_and_one_visit(
    sandbox: Sandbox, enrolled: Enrolled, card: IdCard, clock: MovableClock
) -> None:
    ours, theirs = enrolled("test-01"), enrolled("test-02")
    identity = sandbox.identified(ours, card)
    with pytest.raises(Refused) as error:
        theirs.record(identity, WANTED, number=card.number)
    assert refused(error) is ErrorCode.IDENTITY_INVALID
    sandbox.tell("clock", ahead_s=901)
    clock.wall_ahead_s = 901
    with pytest.raises(Refused) as error:
        ours.record(identity, WANTED, number=card.number)
    assert refused(error) is ErrorCode.IDENTITY_INVALID


def test_prints_are_reported_by_the_terminal_that_asked(sandbox: Sandbox, enrolled: Enrolled, card: IdCard) -> None:
    ours, theirs = enrolled("test-01"), enrolled("test-02")
    issued = ours.issue(sandbox.identified(ours, card), WANTED, deed=DEED, number=card.number)
    report = PrintReport(document_no=issued.document_no, serial="s-1", outcome="done", sheets=1)
    with pytest.raises(Refused) as error:
        theirs.report_print(report, deed=DEED)
    assert refused(error) is ErrorCode.NOT_FOUND


def test_what_was_issued_and_never_heard_of_is_void_and_a_late_question_is_refused(
    sandbox: Sandbox, enrolled: Enrolled, card: IdCard
) -> None:
    ours, theirs = enrolled("test-01"), enrolled("test-02")
    identity = sandbox.identified(ours, card)
    issued = ours.issue(identity, WANTED, deed=DEED, number=card.number)
    theirs.withdraw_issue(DEED)
    assert ours.verify(issued.verification_code).state == "valid", "another terminal's deed is another deed"
    ours.withdraw_issue(DEED)
    ours.withdraw_issue(DEED)
    assert ours.verify(issued.verification_code).state == "void"
    ours.withdraw_issue(DEED[::-1])
    with pytest.raises(Refused) as error:
        ours.issue(identity, WANTED, deed=DEED[::-1], number=card.number)
    assert refused(error) is ErrorCode.CONFLICT


def test_an_unknown_print_is_settled_later_and_a_settled_one_stays(
    sandbox: Sandbox, platform: Platform, card: IdCard
) -> None:
    issued = platform.issue(sandbox.identified(platform, card), WANTED, deed=DEED, number=card.number)
    unknown = PrintReport(document_no=issued.document_no, serial="s-1", outcome="unknown", sheets=0)
    done = unknown.model_copy(update={"outcome": "done", "sheets": 1})
    platform.report_print(unknown, deed=DEED)
    platform.report_print(unknown, deed=DEED)
    platform.report_print(done, deed=DEED[::-1])
    told = [one for one in sandbox.tell("prints")["prints"] if one["document_no"] == issued.document_no]
    assert [(one["outcome"], one["sheets"]) for one in told] == [("done", 1)]
    with pytest.raises(Refused) as error:
        platform.report_print(unknown, deed="another-deed")
    assert refused(error) is ErrorCode.CONFLICT


def test_a_paper_expires_and_an_invented_code_is_not_found(
    sandbox: Sandbox, platform: Platform, card: IdCard, clock: MovableClock
) -> None:
    issued = platform.issue(sandbox.identified(platform, card), WANTED, deed=DEED, number=card.number)
    clock.wall_ahead_s = 91 * 86_400
    sandbox.tell("clock", ahead_s=clock.wall_ahead_s)
    assert platform.verify(issued.verification_code).state == "expired"
    before = sandbox.asked("GET /verify/{code}")
    with pytest.raises(Refused) as error:
        platform.verify("2" * 20)
    assert refused(error) is ErrorCode.NOT_FOUND
    with pytest.raises(Refused) as error:
        platform.verify("../terminals/me")
    assert refused(error) is ErrorCode.NOT_FOUND
    assert sandbox.asked("GET /verify/{code}") == before + 1, "what is no code is not even asked"


def test_a_citizen_without_a_phone_gets_no_code(sandbox: Sandbox, platform: Platform) -> None:
    without = next(one for number in sample_numbers(1) if (one := generated(1, number)) and one.phone is None)
    with pytest.raises(Refused) as error:
        platform.challenge(card_of(without.card()))
    assert refused(error) is ErrorCode.NO_PHONE
    assert error.value.outcome is Outcome.NOT_DONE


def test_files_that_cannot_be_used_are_named(sandbox: Sandbox, tmp_path: Path, clock: MovableClock) -> None:
    key_file = tmp_path / "key.pem"
    with pytest.raises(SettingsError, match=r"key\.pem"):
        Platform.from_files(sandbox.settings(key_file), "test-01", clock)
    terminal_key.make(key_file)
    (tmp_path / "token").write_text("two words")
    (tmp_path / "token").chmod(0o600)
    with pytest.raises(SettingsError, match="one word"):
        Platform.from_files(sandbox.settings(key_file, paas_token_file=tmp_path / "token"), "test-01", clock)
