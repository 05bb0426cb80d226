"""A permit is endorsed, and whatever can go wrong with card, chip, machine, money, platform and core."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from endorsing_bench import OWN, EndorsingHall, Silent, code_in, count, endorsing_hall, granted, moved
from one_thread import Killed
from province_in_process import InProcess, province_in
from waiting import shared

from drivers.endorser import Place, Stage
from drivers.endorser.frames import Kind, cutter
from drivers.faults import DeviceError, Fault
from drivers.receipt_printer import Pair
from kiosk.flows.endorsing_slips import UNPROVEN
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


def test_a_permit_goes_in_is_written_paid_and_taken(hall: EndorsingHall) -> None:
    hall.whole()
    assert (hall.step, hall.screen) == ("endorse_done", "result")
    assert (count(hall)["written"], count(hall)["taken"], count(hall)["kept"]) == (OWN, 1, [])
    assert (moved(hall), granted(hall)) == ({"charged": 1500, "refunded": 0, "delivered": 1500}, {"done": 1})
    rows = {row.label: row.value for row in hall.taken.last.rows}
    assert "承诺2分钟" in rows["用时"]
    assert rows["一共"] == "15.00 元"
    assert "*" in rows["通行证号"]
    assert len(hall.taken.slips) == 1


def test_both_destinations_stand_on_one_back_and_cost_both_fees(hall: EndorsingHall) -> None:
    hall.comes()
    hall.chooses("both", "HK-G-12-0", "MO-G-3-1")
    hall.press("primary")
    assert hall.step == "endorse_done"
    assert moved(hall)["delivered"] == 9500
    assert granted(hall) == {"done": 2}


def test_what_was_chosen_before_midnight_is_granted_after_it(hall: EndorsingHall) -> None:
    clock = hall.there.province.clock
    now = clock.now()
    clock.move((now.replace(hour=23, minute=59) - now).total_seconds())
    hall.comes()
    hall.chooses("HK", "HK-G-12-0")
    clock.move((now.replace(hour=23, minute=59) - now).total_seconds() + 120)
    hall.press("primary")
    clock.move(0)
    assert hall.step == "endorse_done"
    assert granted(hall) == {"done": 1}


def test_somebody_elses_permit_comes_back_and_nothing_is_asked(hall: EndorsingHall) -> None:
    hall.puts = "other"
    hall.comes()
    assert (hall.screen, "本人" in hall.words["title"]) == ("trouble", True)
    assert (count(hall)["taken"], count(hall)["written"], moved(hall)["charged"]) == (1, [], 0)
    hall.puts = "own"
    hall.press("primary")
    assert hall.step == "endorse_where"


def test_a_card_without_a_chip_comes_back(hall: EndorsingHall) -> None:
    hall.chip.permits["own"] = None  # type: ignore[assignment]  # nothing answers
    hall.comes()
    assert hall.screen == "trouble"
    assert (count(hall)["taken"], count(hall)["written"]) == (1, [])


def test_a_permit_that_ends_soon_is_told_so_before_it_is_put_in(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.sandbox.endorsing_desk.holds_long_enough", lambda *_: False)
    hall.comes()
    assert (hall.screen, "到期" in hall.words["title"]) == ("trouble", True)
    assert count(hall)["inserted"] == 0


def test_whoever_goes_back_gets_the_card_back(hall: EndorsingHall) -> None:
    hall.comes()
    hall.press("back")
    assert (count(hall)["taken"], hall.machine.place, moved(hall)["charged"]) == (1, Place.NONE, 0)
    hall.comes()
    hall.chooses()
    hall.press("back")
    assert hall.step == "endorse_kind_hk"
    hall.press("back")
    assert hall.step == "endorse_where"


@pytest.mark.parametrize("far", ["endorse_where", "endorse_kind_hk", "endorse_check"])
def test_whoever_walks_away_has_the_card_held_out_and_then_kept(hall: EndorsingHall, far: str) -> None:
    hall.comes()
    if far != "endorse_where":
        hall.press("choice-HK")
    if far == "endorse_check":
        hall.press("choice-HK-G-3-1")
    assert hall.step == far
    hall.takes = False
    hall.leave()
    hall.look()
    assert hall.machine.place is Place.MOUTH
    hall.settle()
    assert (count(hall)["kept"], count(hall)["written"]) == (OWN, [])
    assert hall.rows("permit-kept")[-1].facts["why"] == "not_taken"


def test_whoever_comes_back_in_time_still_gets_it(hall: EndorsingHall) -> None:
    hall.comes()
    hall.leave()
    hall.settle()
    assert (count(hall)["taken"], count(hall)["kept"]) == (1, [])


def test_nobody_puts_a_card_in_and_the_mouth_is_shut_again(hall: EndorsingHall) -> None:
    hall.puts = ""
    hall.comes()
    assert (hall.step, hall.machine.is_open) == ("endorse_insert", False)


def test_a_written_card_that_nobody_takes_is_kept_and_is_paid_for(hall: EndorsingHall) -> None:
    hall.takes = False
    hall.whole()
    assert hall.step == "endorse_kept"
    hall.press("primary")
    assert hall.step == "endorse_done"
    assert "留在机器里" in hall.words["lead"]
    assert (count(hall)["kept"], granted(hall), moved(hall)["delivered"]) == (OWN, {"done": 1}, 1500)


def test_whoever_does_not_pay_gets_the_card_back_unwritten(hall: EndorsingHall) -> None:
    hall.pays = False
    hall.whole()
    hall.leave()
    hall.settle()
    assert (count(hall)["written"], count(hall)["taken"], moved(hall)) == (
        [],
        1,
        {"charged": 0, "refunded": 0, "delivered": 0},
    )


def test_a_faint_back_keeps_the_card_and_books_nothing(hall: EndorsingHall) -> None:
    hall.machine.smear({"times": 1})
    hall.whole()
    assert (hall.step, "核对" in hall.words["lead"]) == ("endorse_kept", True)
    assert (count(hall)["kept"], granted(hall), moved(hall)["delivered"]) == (OWN, {"unknown": 1}, 0)
    assert len(hall.taken.slips) == 1


@pytest.mark.parametrize(("at", "outcome"), [("accepted", "not_done"), ("erased", "unknown"), ("written", "done")])
def test_a_card_that_sticks_while_it_is_written(hall: EndorsingHall, at: str, outcome: str) -> None:
    hall.machine.jam({"at": at})
    hall.whole()
    hall.leave()
    hall.till.settle_left("code", "")
    assert granted(hall) == {outcome: 1}
    assert (moved(hall)["delivered"] > 0) is (outcome == "done")
    assert count(hall)["taken"] == 0


@pytest.mark.parametrize("at", ["chip", "mouth"])
def test_a_card_that_sticks_on_its_way_is_said_with_a_slip(hall: EndorsingHall, at: str) -> None:
    if at == "mouth":
        hall.machine.jam({"at": "mouth"})
        hall.whole()
        assert granted(hall) == {"done": 1}
    else:
        hall.machine._jam_at = "chip"
        hall.comes()
    assert (hall.step, "不要用力拉" in hall.words["lead"]) == ("endorse_kept", True)
    assert len(hall.taken.slips) == 1


def test_a_card_that_was_said_to_stay_is_not_held_out_when_staff_have_freed_it(hall: EndorsingHall) -> None:
    hall.machine.jam({"at": "mouth"})
    hall.whole()
    assert hall.step == "endorse_kept"
    hall.takes = False
    hall.leave()
    hall.machine.free()
    hall.look()
    assert (hall.machine.place, count(hall)["kept"]) == (Place.NONE, OWN)


def test_what_became_of_the_card_before_decides_nothing_about_the_next_one(hall: EndorsingHall) -> None:
    """The machine remembers the stage of the last card that it wrote on, whatever lies in it now."""
    hall.machine.cut({"at": "erased"})
    hall.whole()
    hall.leave()
    hall.machine.power()
    hall.settle()
    kept = count(hall)["kept"]
    assert hall.machine.stage is Stage.ERASED
    hall.comes()
    assert hall.step == "endorse_where"
    hall.leave()
    hall.look()
    assert (hall.machine.place, count(hall)["kept"]) == (Place.MOUTH, kept), "held out to whoever is still there"


@pytest.mark.parametrize("puts", ["other", "own"])
def test_the_slip_of_a_card_that_nobody_knows_names_nobody(hall: EndorsingHall, puts: str) -> None:
    hall.puts, hall.takes = puts, False
    hall.comes()
    if puts == "own":
        hall.press("back")
    assert hall.step == "endorse_kept"
    values = {part.value for part in hall.taken.slips[-1].parts if isinstance(part, Pair)}
    assert (UNPROVEN in values) is (puts == "other")
    assert any(value.startswith("C") and "*" in value for value in values) is (puts == "own")


@pytest.mark.parametrize("path", ["/endorsable-permit", "/endorsements", "/endorsement-writings"])
@pytest.mark.parametrize("is_done", [False, True])
def test_a_platform_that_is_silent_at_any_question_loses_no_card_and_no_money(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch, path: str, is_done: bool
) -> None:
    monkeypatch.setattr(hall.there.platform, "ask", Silent(hall, path, is_done=is_done))
    hall.whole()
    hall.leave()
    hall.settle()
    assert hall.machine.place is Place.NONE
    assert count(hall)["kept"] == []
    is_written = path == "/endorsement-writings"
    assert (count(hall)["written"] == OWN) is is_written
    kept = moved(hall)["charged"] - moved(hall)["refunded"]
    assert kept == (1500 if is_written else 0)


def test_another_permit_in_the_grants_answer_is_not_written(
    hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = hall.there.platform.ask

    def wrong(question: Any, kind: Any) -> Any:
        answer = ask(question, kind)
        return answer.model_copy(update={"permit_no": "C99999999"}) if "endorsements" in question.path else answer

    monkeypatch.setattr(hall.there.platform, "ask", wrong)
    hall.whole()
    hall.leave()
    hall.settle()
    assert (count(hall)["written"], count(hall)["taken"]) == ([], 1)
    assert moved(hall)["charged"] == moved(hall)["refunded"]


def test_a_full_disk_writes_no_card(hall: EndorsingHall, monkeypatch: pytest.MonkeyPatch) -> None:
    intend = hall.journal.intend

    def full(deed: str, kind: str, facts: Any) -> None:
        if kind == "endorsement":
            raise JournalError("full")
        intend(deed, kind, facts)

    monkeypatch.setattr(hall.journal, "intend", full)
    hall.whole()
    hall.leave()
    hall.settle()
    assert (count(hall)["written"], count(hall)["taken"]) == ([], 1)
    assert moved(hall)["charged"] == moved(hall)["refunded"] == 1500


@pytest.mark.parametrize("at", ["accepted", "erased", "written", "mouth"])
def test_a_power_cut_at_every_step_leaves_the_cards_truth_known(hall: EndorsingHall, at: str) -> None:
    hall.machine.cut({"at": at})
    hall.whole()
    hall.kill()
    hall.restart()
    found = [row.facts["outcome"] for row in hall.rows("endorsement-settled")]
    truth = {"accepted": "not_done", "erased": "unknown", "written": "unknown", "mouth": "done"}[at]
    assert found[-1] == truth
    assert (count(hall)["kept"], hall.machine.place) == (OWN, Place.NONE)
    assert (moved(hall)["delivered"] > 0) is (at == "mouth")
    assert (moved(hall)["refunded"] > 0) is (at == "accepted")


class Step:
    """Kills the core at the n-th request to the machine, before it is heard or after it was answered."""

    def __init__(self, number: int, hall: EndorsingHall, *, after: bool) -> None:
        self.left, self.hall, self.after = number, hall, after

    def __call__(self, data: bytes) -> None:
        self.left -= 1
        if self.left == 0:
            if self.after:
                self.hall.machine.receive(data)
            raise Killed


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", shared(range(1, 24), 3))
def test_kill_9_at_every_word_to_the_machine(hall: EndorsingHall, number: int, *, after: bool) -> None:
    hall.takes = number % 2 == 0
    hall.wire.before = Step(number, hall, after=after)
    try:
        hall.whole()
    except Killed:
        hall.kill()
        hall.restart()
    else:
        hall.leave()
        hall.settle()
    machine, told = count(hall), [row.facts["outcome"] for row in hall.rows("endorsement-settled")]
    assert machine["inserted"] == machine["taken"] + len(machine["kept"]), "a card is with its owner, or in the bin"
    assert len(machine["written"]) <= 1
    if told and told[-1] == "done":
        assert machine["written"] == OWN
    if told and told[-1] == "not_done":
        assert machine["written"] == []
    if machine["written"]:
        assert told, "what was written stands in the journal"
    money = moved(hall)
    assert money["delivered"] in (0, 1500)
    if not machine["written"] and told[-1:] != ["unknown"]:
        assert money["charged"] == money["refunded"], "nothing written, nothing kept"


def test_a_card_that_lies_there_when_the_core_starts_is_kept_and_not_held_out(hall: EndorsingHall) -> None:
    hall.comes()
    assert hall.machine.place is Place.CHIP
    hall.kill()
    hall.restart()
    assert (count(hall)["kept"], count(hall)["taken"]) == (OWN, 0)
    assert (hall.screen, hall.words["title"]) == ("trouble", "通行证在机器里"), "whoever stands there is told"
    assert hall.rows("permit-kept")[-1].facts["why"] == "restart"


def test_no_row_of_the_journal_and_no_word_of_a_value_names_the_person(hall: EndorsingHall) -> None:
    hall.whole()
    permit = hall.chip.permits["own"]
    said = hall.file.read_bytes().decode("utf-8", "replace") + repr(hall.session)
    for word in (permit.number, permit.name, hall.citizen.number, hall.citizen.name):
        assert word not in said


def test_an_order_to_write_is_sent_once(hall: EndorsingHall) -> None:
    orders: list[bytes] = []

    def note(data: bytes) -> None:
        orders.extend(frame.data for frame in cutter().feed(data) if frame.kind is Kind.WRITE)

    hall.wire.before = note
    hall.whole()
    assert len(orders) == 1


def test_a_machine_that_does_not_answer_is_said(hall: EndorsingHall) -> None:
    def gone(_: bytes) -> None:
        raise DeviceError(Fault.GONE, "unplugged")

    hall.wire.before = gone
    hall.comes()
    assert hall.screen == "trouble"
