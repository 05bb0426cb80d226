"""What became of a permit's back: the province is told, again until it has heard, and counts it once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from endorsing_bench import EndorsingHall, Silent, code_in, count, endorsing_hall, granted, moved
from one_thread import Killed
from province_in_process import InProcess, province_in

from drivers.endorser import JOB_BYTES
from drivers.outcome import Outcome
from kiosk.journal import JournalError


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def hall(there: InProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EndorsingHall]:
    monkeypatch.setattr("kiosk.hands.endorsing.code_on", code_in)
    with endorsing_hall(there, tmp_path) as made:
        yield made


def tellings_of(hall: EndorsingHall) -> int:
    """How often the province was told of a card, as it counts."""
    rows = hall.there.province.store.rows("SELECT count(*) FROM replies WHERE path = '/endorsement-writings'")
    return int(rows[0][0])


@pytest.mark.parametrize("is_done", [False, True])
def test_what_the_province_did_not_hear_of_a_card_it_is_told_when_it_answers_again(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch, is_done: bool
) -> None:
    tellings = tellings_of(hall)
    with monkeypatch.context() as patch:
        patch.setattr(hall.there.platform, "ask", Silent(hall, "/endorsement-writings", is_done=is_done))
        hall.whole()
        assert hall.step == "endorse_done", "nobody waits for it"
        assert granted(hall) == {"done" if is_done else "granted": 1}
    hall.leave()
    hall.settle()
    hall.settle()
    assert granted(hall) == {"done": 1}
    assert tellings_of(hall) == tellings + 1, "told twice it counts once"
    assert [row.facts for row in hall.rows("endorsement-told")] == [{"outcome": "done"}]


def test_a_grant_whose_answer_was_lost_does_not_stand_in_the_register(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(hall.there.platform, "ask", Silent(hall, "/endorsements", is_done=True))
        hall.whole()
        assert granted(hall) == {"granted": 1}
    hall.leave()
    hall.settle()
    assert (granted(hall), count(hall)["written"]) == ({"not_done": 1}, [])
    assert moved(hall)["charged"] == moved(hall)["refunded"] == 1500


def test_a_core_that_dies_between_grant_and_card_tells_that_nothing_was_written(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(hall.writings, "write", dies)
        with pytest.raises(Killed):
            hall.whole()
    assert granted(hall) == {"granted": 1}
    hall.kill()
    hall.restart()
    assert (granted(hall), count(hall)["written"]) == ({"not_done": 1}, [])


def test_what_two_of_the_staff_have_seen_stands_above_what_nobody_knew(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.machine.smear({"times": 1})
    with monkeypatch.context() as patch:
        patch.setattr(hall.there.platform, "ask", Silent(hall, "/endorsement-writings", is_done=False))
        hall.whole()
    hall.leave()
    (written,) = hall.rows("endorsement-settled")
    hall.journal.write("endorsement-asked", written.deed, {"outcome": "done"})
    hall.settle()
    rows = hall.there.province.store.rows("SELECT outcome, kept FROM endorsements")
    assert [tuple(row) for row in rows] == [("done", 1)]


def refuses_the_end_once(hall: EndorsingHall, patch: pytest.MonkeyPatch) -> None:
    """The disk is full for a moment: the journal does not take what became of the next card."""
    refused: list[str] = []
    settle = hall.journal.settle

    def full(deed: str, kind: str, outcome: Outcome, facts: dict[str, str | int]) -> None:
        if kind == "endorsement" and not refused:
            refused.append(deed)
            raise JournalError("full")
        settle(deed, kind, outcome, facts)

    patch.setattr(hall.journal, "settle", full)


def test_an_end_that_the_journal_did_not_take_is_written_down_as_it_was(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuses_the_end_once(hall, monkeypatch)
    hall.whole()
    assert hall.step == "endorse_done"
    assert hall.rows("endorsement-settled") == []
    hall.leave()
    hall.settle()
    hall.settle()
    assert [row.facts["outcome"] for row in hall.rows("endorsement-settled")] == ["done"]
    assert granted(hall) == {"done": 1}


def test_a_machine_that_remembers_a_later_card_does_not_say_that_the_one_before_was_not_written(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        refuses_the_end_once(hall, patch)
        hall.whole()
    hall.journal.intend("b" * 32, "endorsement", {"session": "s" * 32, "endorsement_no": "EN1"})
    hall.journal.settle("b" * 32, "endorsement", Outcome.DONE, {})
    hall.machine.job = bytes(range(JOB_BYTES))
    hall.kill()
    hall.restart()
    (ended,) = [row for row in hall.rows("endorsement-settled") if row.deed != "b" * 32]
    assert ended.facts["outcome"] == "unknown", "the permit may be in its owner's hand, endorsed"
