"""A document is asked for with a row before and a row after; once more only when the failed print was reported."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from bare_papers import bare_paper
from in_words import CARD, IDENTITY, ISSUED, ITEM, NOW, Clock

from drivers.outcome import Outcome
from kiosk import effects
from kiosk.hands.issuing import checked_file, issue, sealed_paper_of
from kiosk.journal import Journal, read_rows
from kiosk.platform.errors import NoConnection, PlatformError, WrongAnswer
from kiosk.platform.values import Issued, PrintReport, RecordRequest, ReprintRequest, Sealed
from kiosk.sandbox.certificates import SealAuthority
from kiosk.sandbox.seals import Sealer

WANTED = RecordRequest(item=ITEM, city="441300", period_from="202412", period_to="202611")
FIRST = effects.Issue(IDENTITY, CARD.number, WANTED, "a" * 32, "f" * 32)
AGAIN = effects.IssueAgain(
    IDENTITY,
    CARD.number,
    ReprintRequest(document_no=ISSUED.document_no, void="S-1", wanted=WANTED),
    "b" * 32,
    "f" * 32,
)


AUTHORITY = SealAuthority.made(NOW)


class Platform:
    """Remembers in which order it was told and asked."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.trouble: PlatformError | None = None

    def report_print(self, report: PrintReport, *, deed: str) -> None:
        self._go_wrong()
        self.heard.append(f"void {report.serial}" if report.outcome == "not_done" else report.outcome)

    def issue(self, identity: object, wanted: object, *, number: str, deed: str) -> Issued:
        self._go_wrong()
        self.heard.append("issue")
        return ISSUED

    def reprint(self, identity: object, wanted: ReprintRequest, *, number: str, deed: str) -> Issued:
        self._go_wrong()
        self.heard.append("reprint")
        return ISSUED

    def _go_wrong(self) -> None:
        if self.trouble is not None:
            raise self.trouble


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite", Clock())
    yield made
    made.close()


def failed_print(journal: Journal) -> None:
    journal.intend("p1", "print", {"session": "f", "serial": "S-1", "document_no": ISSUED.document_no})
    journal.settle("p1", "print", Outcome.NOT_DONE, {"sheets": 3})


def test_the_void_serial_is_reported_before_another_is_made(journal: Journal) -> None:
    platform = Platform()
    issue(journal, platform, FIRST)  # type: ignore[arg-type]  # a platform of the test's own
    failed_print(journal)
    issue(journal, platform, AGAIN)  # type: ignore[arg-type]  # as above
    assert platform.heard == ["issue", "void S-1", "reprint"]
    assert journal.unreported_prints() == []


def test_a_platform_that_cannot_be_told_makes_no_second_paper(journal: Journal, tmp_path: Path) -> None:
    platform = Platform()
    failed_print(journal)
    platform.trouble = NoConnection("reset", Outcome.NOT_DONE)
    with pytest.raises(NoConnection):
        issue(journal, platform, AGAIN)  # type: ignore[arg-type]  # as above
    assert platform.heard == []
    assert [deed.deed for deed in journal.unreported_prints()] == ["p1"]
    last = list(read_rows(tmp_path / "journal.sqlite"))[-1]
    assert (last.kind, last.facts) == ("issue-settled", {"outcome": "not_done"})


def test_a_reprint_that_a_crash_cut_off_before_its_print_is_found_at_the_start(journal: Journal) -> None:
    platform = Platform()
    issue(journal, platform, FIRST)  # type: ignore[arg-type]  # as above
    failed_print(journal)
    assert journal.unprinted_issues() == []
    issue(journal, platform, AGAIN)  # type: ignore[arg-type]  # as above
    assert [left.deed for left in journal.unprinted_issues()] == [AGAIN.deed]


def sealed(pdf: bytes, **changes: object) -> Issued:
    values = {"serial": "P1", "pages": 1, "sha256": hashlib.sha256(pdf).hexdigest(), **changes}
    return ISSUED.model_copy(update={"sealed": Sealed.model_validate(values)})


class SealingPlatform(Platform):
    seal_authority = AUTHORITY.pem.decode()

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self.pdf = pdf

    def sealed_file(self, identity: object, issued: Issued) -> bytes:
        self._go_wrong()
        return self.pdf


@pytest.fixture(scope="module")
def file() -> bytes:
    drawn = bare_paper(pages=1, serial="P1", subject=ISSUED.record.subject)
    return Sealer(AUTHORITY, NOW).seal(drawn.pdf)


def test_a_sealed_file_is_checked_when_it_comes_and_when_it_is_printed(journal: Journal, file: bytes) -> None:
    platform = SealingPlatform(file)
    assert checked_file(journal, platform, FIRST, sealed(file), NOW) == file  # type: ignore[arg-type]  # as above
    assert sealed_paper_of(sealed(file), file, "f" * 32, platform.seal_authority, NOW).serial == "P1"
    with pytest.raises(WrongAnswer):
        sealed_paper_of(sealed(file), file[:-1] + b"?", "f" * 32, platform.seal_authority, NOW)


def test_a_refused_file_is_written_down_with_its_reason_and_without_a_person(
    journal: Journal, file: bytes, tmp_path: Path
) -> None:
    for wrong, reason in (({"pages": 2}, "pages"), ({"serial": "P2"}, "print"), ({"sha256": "0" * 64}, "bytes")):
        with pytest.raises(WrongAnswer):
            checked_file(journal, SealingPlatform(file), FIRST, sealed(file, **wrong), NOW)  # type: ignore[arg-type]  # two of them
        last = list(read_rows(tmp_path / "journal.sqlite"))[-1]
        assert last.kind == "paper-refused"
        assert reason in str(last.facts["reason"])


def test_where_the_platform_seals_nothing_nothing_is_fetched(journal: Journal) -> None:
    platform = SealingPlatform(b"")
    platform.trouble = NoConnection("reset")
    assert checked_file(journal, platform, FIRST, ISSUED, NOW) == b""  # type: ignore[arg-type]  # as above
