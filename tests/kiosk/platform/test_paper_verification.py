"""Is this paper genuine? Asked of the platform, and of the statement alone; and what a failed print voids."""

from pathlib import Path

import pytest
from sandbox_lab import WANTED, MovableClock, Sandbox

from drivers.idcard import IdCard
from kiosk.masking import masked_name, masked_number
from kiosk.platform import trust
from kiosk.platform.api import Platform
from kiosk.platform.errors import Refused, WrongAnswer
from kiosk.platform.values import ErrorCode, Identity, Issued, PrintReport, ReprintRequest
from kiosk.sandbox import certificates
from kiosk.sandbox.certificates import VERIFICATION_PAGE
from printing.statement import NotGenuine, content_hash, point_of, read

DEED = "{:032x}".format


@pytest.fixture
def identity(sandbox: Sandbox, platform: Platform, card: IdCard) -> Identity:
    return sandbox.identified(platform, card)


@pytest.fixture
def issued(platform: Platform, identity: Identity, card: IdCard) -> Issued:
    return platform.issue(identity, WANTED, deed=DEED(1), number=card.number)


def report(issued: Issued, serial: str, outcome: str, sheets: int = 0) -> PrintReport:
    return PrintReport.model_validate(
        {"document_no": issued.document_no, "serial": serial, "outcome": outcome, "sheets": sheets}
    )


def again(issued: Issued, void: str) -> ReprintRequest:
    return ReprintRequest(document_no=issued.document_no, void=void, wanted=WANTED)


def points(sandbox: Sandbox) -> tuple[bytes, ...]:
    return trust.load(Path(sandbox.address["trust"])).statement_points


def test_the_paper_says_offline_what_the_platform_says_online(
    sandbox: Sandbox, platform: Platform, issued: Issued, card: IdCard
) -> None:
    said = read(issued.paper_url, points(sandbox), VERIFICATION_PAGE)
    online = platform.verify(said.code)
    assert (said.title, said.name, said.number) == (online.title, online.name_masked, online.number_masked)
    assert (said.name, said.number) == (masked_name(card.name), masked_number(card.number))
    assert said.issued_on == online.issued_at.date()
    assert said.content == content_hash(issued.record.model_dump(mode="json"))
    assert online.state == "valid"


def test_what_is_in_the_fragment_is_never_sent(issued: Issued) -> None:
    page, fragment = issued.paper_url.split("#")
    assert page == issued.verification_url
    assert fragment.isdigit()
    assert issued.verification_code not in page


def test_a_paper_expires(sandbox: Sandbox, platform: Platform, issued: Issued, clock: MovableClock) -> None:
    clock.wall_ahead_s = 91 * 86_400
    sandbox.tell("clock", ahead_s=clock.wall_ahead_s)
    assert platform.verify(issued.verification_code).state == "expired"
    assert read(issued.paper_url, points(sandbox), VERIFICATION_PAGE).code == issued.verification_code, (
        "offline it is only signed"
    )


def test_a_half_printed_paper_is_void_and_its_reprint_is_not(
    platform: Platform, identity: Identity, issued: Issued, card: IdCard
) -> None:
    platform.report_print(report(issued, "S-1", "not_done", 3), deed=DEED(2))
    assert platform.verify(issued.verification_code).state == "void"
    second = platform.reprint(identity, again(issued, "S-1"), deed=DEED(3), number=card.number)
    assert second.document_no == issued.document_no
    assert second.verification_code != issued.verification_code
    assert platform.verify(second.verification_code).state == "valid"
    assert platform.verify(issued.verification_code).state == "void"
    assert platform.reprint(identity, again(issued, "S-1"), deed=DEED(3), number=card.number) == second
    platform.report_print(report(issued, "S-2", "done", 24), deed=DEED(4))
    assert platform.verify(second.verification_code).state == "valid"


@pytest.mark.parametrize("outcome", [None, "unknown", "done"])
def test_no_second_paper_before_the_first_is_known_to_be_none(
    platform: Platform, identity: Identity, issued: Issued, card: IdCard, outcome: str | None
) -> None:
    if outcome is not None:
        platform.report_print(report(issued, "S-1", outcome, 1), deed=DEED(2))
    with pytest.raises(Refused) as error:
        platform.reprint(identity, again(issued, "S-1"), deed=DEED(3), number=card.number)
    assert error.value.code is ErrorCode.CONFLICT
    assert platform.verify(issued.verification_code).state == "valid"


def test_one_failed_print_gives_one_reprint(
    platform: Platform, identity: Identity, issued: Issued, card: IdCard
) -> None:
    platform.report_print(report(issued, "S-1", "not_done"), deed=DEED(2))
    platform.reprint(identity, again(issued, "S-1"), deed=DEED(3), number=card.number)
    with pytest.raises(Refused) as error:
        platform.reprint(identity, again(issued, "S-1"), deed=DEED(4), number=card.number)
    assert error.value.code is ErrorCode.CONFLICT


def test_nobody_reprints_another_persons_document(sandbox: Sandbox, platform: Platform, issued: Issued) -> None:
    platform.report_print(report(issued, "S-1", "not_done"), deed=DEED(2))
    other = sandbox.citizens(2)[1]
    with pytest.raises(Refused) as error:
        platform.reprint(sandbox.identified(platform, other), again(issued, "S-1"), deed=DEED(3), number=other.number)
    assert error.value.code is ErrorCode.NOT_FOUND


def test_reprints_do_not_grow_the_count_of_copies(
    sandbox: Sandbox, platform: Platform, identity: Identity, card: IdCard
) -> None:
    before = len(sandbox.tell("documents")["documents"])
    first = platform.issue(identity, WANTED, deed=DEED(1), number=card.number)
    for attempt in range(5):
        platform.report_print(report(first, f"S-{attempt}", "not_done"), deed=DEED(10 + attempt))
        platform.reprint(identity, again(first, f"S-{attempt}"), deed=DEED(20 + attempt), number=card.number)
    assert len(sandbox.tell("documents")["documents"]) == before + 1


def test_an_answer_whose_content_was_swapped_does_not_pass_its_own_signature(
    sandbox: Sandbox, platform: Platform, identity: Identity, card: IdCard
) -> None:
    sandbox.tell("fault", kind="swap_content", at="/documents")
    with pytest.raises(WrongAnswer, match="another paper"):
        platform.issue(identity, WANTED, deed=DEED(1), number=card.number)


def test_statements_outlive_a_restart_and_the_page_is_made_ready(sandbox: Sandbox, tmp_path: Path) -> None:
    made, read_again = (certificates.statement_key(tmp_path).private_numbers() for _ in range(2))
    assert made == read_again
    page = (sandbox.control.parent / "verify.html").read_text("utf-8")
    assert all(point.hex() in page for point in points(sandbox))
    assert '"sample": true' in page


def test_a_statement_of_another_platform_is_not_believed(sandbox: Sandbox, issued: Issued, tmp_path: Path) -> None:
    with pytest.raises(NotGenuine):
        read(issued.paper_url, (point_of(certificates.statement_key(tmp_path).public_key()),), VERIFICATION_PAGE)
