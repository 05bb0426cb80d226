"""Papers that the platform sealed, over the real wire: a good one passes, a tampered or foreign one never does."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sandbox_lab import WANTED, Sandbox

from drivers.clock import BEIJING
from drivers.idcard import IdCard
from kiosk.hands.issuing import sealed_paper_of
from kiosk.platform.api import Platform
from kiosk.platform.errors import Refused, WrongAnswer
from kiosk.platform.values import ErrorCode, Identity, Issued, PrintReport, ReprintRequest
from printing.document import Paper
from printing.verify import check_bound

DEED = "{:032x}".format


@pytest.fixture(autouse=True)
def _sealing(sandbox: Sandbox) -> Iterator[None]:
    sandbox.tell("seal", item=WANTED.item, value=True)
    yield
    sandbox.tell("seal", item=WANTED.item, value=False)


@pytest.fixture
def identity(sandbox: Sandbox, platform: Platform, card: IdCard) -> Identity:
    return sandbox.identified(platform, card)


def issued(platform: Platform, identity: Identity, card: IdCard, deed: int = 1) -> Issued:
    return platform.issue(identity, WANTED, deed=DEED(deed), number=card.number)


def paper(platform: Platform, identity: Identity, document: Issued) -> Paper:
    file = platform.sealed_file(identity, document)
    return sealed_paper_of(document, file, "visit-1", platform.seal_authority, datetime.now(BEIJING))


def test_a_sealed_paper_comes_whole_and_is_bound(platform: Platform, identity: Identity, card: IdCard) -> None:
    document = issued(platform, identity, card)
    assert document.sealed is not None
    made = paper(platform, identity, document)
    check_bound(made, "visit-1", identity.subject)
    assert made.serial == document.sealed.serial


@pytest.mark.parametrize("kind", ["tamper", "other_file"])
def test_a_file_that_is_not_the_one_that_was_sealed_is_refused(
    sandbox: Sandbox, platform: Platform, card: IdCard, kind: str
) -> None:
    other = sandbox.citizens(2)[1]
    others = sandbox.identified(platform, other)
    paper(platform, others, issued(platform, others, other, 7))
    mine = sandbox.identified(platform, card)
    document = issued(platform, mine, card, 8)
    sandbox.tell("fault", kind=kind, at="/papers/{code}")
    with pytest.raises(WrongAnswer, match="not the bytes"):
        paper(platform, mine, document)


def test_nobody_gets_another_persons_file(
    sandbox: Sandbox, platform: Platform, identity: Identity, card: IdCard
) -> None:
    document = issued(platform, identity, card)
    other = sandbox.identified(platform, sandbox.citizens(2)[1])
    with pytest.raises(Refused) as error:
        platform.sealed_file(other, document)
    assert error.value.code is ErrorCode.NOT_FOUND


def test_a_reprint_is_another_file_with_a_serial_and_a_code_of_its_own(
    platform: Platform, identity: Identity, card: IdCard
) -> None:
    first = issued(platform, identity, card)
    assert first.sealed is not None
    report = PrintReport(document_no=first.document_no, serial=first.sealed.serial, outcome="not_done", sheets=0)
    platform.report_print(report, deed=DEED(2))
    again = ReprintRequest(document_no=first.document_no, void=first.sealed.serial, wanted=WANTED)
    second = platform.reprint(identity, again, deed=DEED(3), number=card.number)
    assert second.sealed is not None
    assert second.sealed.serial != first.sealed.serial
    assert paper(platform, identity, second).pdf != paper(platform, identity, first).pdf


def test_a_terminal_that_believes_no_authority_takes_no_sealed_paper(
    platform: Platform, identity: Identity, card: IdCard
) -> None:
    document = issued(platform, identity, card)
    file = platform.sealed_file(identity, document)
    with pytest.raises(WrongAnswer, match="no authority"):
        sealed_paper_of(document, file, "visit-1", "", datetime.now(BEIJING))


def test_no_sealed_file_lies_open_on_the_sandboxs_disk(
    sandbox: Sandbox, platform: Platform, identity: Identity, card: IdCard
) -> None:
    paper(platform, identity, issued(platform, identity, card))
    folder: Path = sandbox.control.parent
    assert not any(b"%PDF" in file.read_bytes() for file in folder.rglob("*") if file.is_file())
