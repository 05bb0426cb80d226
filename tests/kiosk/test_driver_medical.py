"""A driver's medical from the first question to the sheet, and whatever can go wrong on the way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from examining_bench import MedicalHall, medical_hall, printed
from province_in_process import InProcess, province_in
from waiting import soak_only

from drivers.faults import Fault
from drivers.receipt_printer import Pair
from kiosk.effects import Effect, Print, PrintSlip
from kiosk.events import DeviceSeen, SlipSettled
from kiosk.health import DeviceState
from kiosk.journal import JournalError
from kiosk.platform.errors import NoConnection

BAD_WORDS = ("other_visit", "other_person", "other_findings", "unsigned", "uncertified", "contradicts", "old")


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def hall(there: InProcess, tmp_path: Path) -> Iterator[MedicalHall]:
    with medical_hall(there, tmp_path) as made:
        yield made


def test_whoever_is_well_and_seen_by_a_doctor_takes_the_form_home(hall: MedicalHall) -> None:
    hall.whole()
    assert (hall.step, hall.counted()) == ("done", {"signed": 1})
    paper = hall.taken.texts[0]
    for word in ("机动车驾驶人身体条件证明", "样例医师甲", "左眼视力5.0（裸眼）", "体检结论合格", hall.citizen.number):
        assert word in paper
    assert (printed(hall), len(hall.taken.slips)) == (1, 1)


def test_nobody_has_passed_before_a_doctor_has_signed(hall: MedicalHall) -> None:
    hall.doctor(is_slow=True)
    hall.comes()
    hall.to("medical_no_doctor")
    assert (printed(hall), hall.session.examining.is_passed) == (0, False)
    assert hall.step == "medical_no_doctor", "a doctor who never signs is not waited for for ever"


@pytest.mark.parametrize(
    "issue", ["other_visit", "uncertified", *(pytest.param(one, marks=soak_only) for one in BAD_WORDS)]
)
def test_a_word_that_is_not_about_this_person_in_this_visit_prints_nothing(hall: MedicalHall, issue: str) -> None:
    hall.doctor(issue=issue)
    hall.whole()
    assert (hall.screen, printed(hall), hall.session.examining.is_passed) == ("trouble", 0, False)


def test_a_form_that_says_something_else_is_not_printed(hall: MedicalHall, monkeypatch: pytest.MonkeyPatch) -> None:
    record = hall.there.platform.record

    def other(*asked: Any, **how: Any) -> Any:
        return record(*asked, **how).model_copy(update={"sight_left": "5.2"})

    monkeypatch.setattr(hall.there.platform, "record", other)
    hall.whole()
    assert (hall.screen, printed(hall)) == ("trouble", 0)


def unfit(hall: MedicalHall) -> None:
    hall.doctor(result="不合格")
    hall.comes()
    hall.to("medical_result")
    assert (hall.step, "不合格" in hall.words["title"]) == ("medical_result", True)


def test_whoever_is_found_unfit_takes_the_result_along_as_a_slip_and_no_form(hall: MedicalHall) -> None:
    unfit(hall)
    assert hall.words["primary"] == "打印结果小票"
    hall.press("primary")
    assert (hall.step, hall.words["primary"]) == ("medical_result", "知道了，退出")
    (slip,) = hall.taken.slips
    said = "".join(part.value for part in slip.parts if isinstance(part, Pair))
    assert "不合格" in said
    assert hall.citizen.number not in repr(slip.parts)
    assert hall.citizen.name not in repr(slip.parts)
    hall.press("primary")
    assert (hall.screen, printed(hall), len(hall.taken.slips)) == ("home", 0, 1)


def test_whoever_wants_no_slip_leaves_without_one(hall: MedicalHall) -> None:
    unfit(hall)
    hall.press("back")
    assert (hall.screen, printed(hall), hall.taken.slips) == ("home", 0, [])


def test_without_a_slip_printer_an_unfit_result_stands_on_the_screen_alone(hall: MedicalHall) -> None:
    hall.doctor(result="不合格")
    hall.comes()
    hall.to("medical_check")
    hall._take(DeviceSeen("receipt_printer", DeviceState(faults=(Fault.NO_PAPER,))))
    hall.to("medical_result")
    assert (hall.words["primary"], hall.words["back"]) == ("知道了，退出", "")
    hall.press("primary")
    assert (hall.screen, hall.taken.slips) == ("home", [])


def test_a_slip_that_did_not_come_out_is_said_and_can_be_had_again(
    hall: MedicalHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    unfit(hall)
    answered = hall._answered
    failed = [SlipSettled(is_printed=False)]
    monkeypatch.setattr(
        hall, "_answered", lambda effect: list(failed) if isinstance(effect, PrintSlip) else answered(effect)
    )
    hall.press("primary")
    assert (hall.step, hall.session.notice, hall.words["primary"]) == ("medical_result", "slip_failed", "打印结果小票")


def test_a_slip_says_nothing_else_than_the_doctor(hall: MedicalHall, monkeypatch: pytest.MonkeyPatch) -> None:
    record = hall.there.platform.record

    def other(*asked: Any, **how: Any) -> Any:
        return record(*asked, **how).model_copy(update={"result": "合格"})

    monkeypatch.setattr(hall.there.platform, "record", other)
    unfit(hall)
    hall.press("primary")
    assert (hall.screen, hall.taken.slips) == ("trouble", [])


@pytest.mark.parametrize(
    "what", ["sight", *(pytest.param(one, marks=soak_only) for one in ("colours", "ears", "always", "moves"))]
)
def test_what_was_measured_outweighs_a_doctor_who_signs_all_the_same(hall: MedicalHall, what: str) -> None:
    match what:
        case "sight":
            hall.sight["left"] = 4.8
        case "colours":
            hall.sees_colours = False
        case "ears":
            hall.hears = {"left"}
        case "always":
            hall.presses_always = "left"
        case "moves":
            hall.cannot = {"squat"}
    hall.comes()
    hall.to("medical_check")
    assert "没有达到" in hall.words["lead"]
    hall.to("done")
    assert (hall.screen, "对不上" in hall.words["title"], printed(hall)) == ("trouble", True, 0)


def test_whoever_answers_where_nothing_sounds_listens_again_once(hall: MedicalHall) -> None:
    hall.presses_always = "right"
    hall.comes()
    hall.to("medical_ears")
    seed = hall.session.examining.seed
    while hall.step in ("medical_ears", "medical_listen"):
        hall._act()
    assert (hall.step, hall.session.notice) == ("medical_ears_ready", "medical_listen_again")
    assert hall.session.examining.seed != seed, "another order"
    hall.presses_always = ""
    hall.to("medical_check")
    assert hall.session.examining.findings.hears_left


def test_an_answer_before_the_tone_is_over_is_none(hall: MedicalHall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hall.hands, "_play", lambda *_: None)
    hall.comes()
    hall.to("medical_ears_ready")
    hall.press("primary")
    hall.press("choice-left")
    assert (hall.step, hall.session.examining.answers) == ("medical_listen", ())
    hall.newest()
    assert not any(choice.is_open for choice in hall.taken.last.choices)


def test_an_illness_that_bars_driving_goes_no_further(hall: MedicalHall) -> None:
    hall.like |= {"ill": "some", "ills": "epilepsy"}
    hall.comes()
    hall.to("health-ills")
    hall.press("choice-epilepsy")
    hall.press("primary")
    hall.to("done")
    assert (hall.screen, "妨碍" in hall.words["title"]) == ("trouble", True)
    assert hall.counted() == {}


def test_a_height_that_nobody_has_is_asked_again(hall: MedicalHall) -> None:
    hall.height = "999"
    hall.comes()
    hall.to("medical_declare")
    hall.press("primary")
    assert (hall.step, hall.session.notice) == ("health-height", "medical_height")


def test_without_a_doctor_an_hour_is_booked_and_the_stations_stay(hall: MedicalHall) -> None:
    hall.doctor(is_on=False)
    hall.comes()
    hall.to("medical_no_doctor")
    hall.press("choice-book")
    hall.to("booked")
    assert hall.step == "booked"
    hall.doctor()
    hall.comes()
    assert hall.step == "medical_resume"
    hall.press("choice-go-on")
    hall.signs()
    assert hall.step == "medical_photo_consent", "only the photograph is taken anew"
    hall.to("done")
    assert (hall.step, printed(hall)) == ("done", 1)


def test_whoever_waits_is_called_when_a_doctor_comes(hall: MedicalHall) -> None:
    hall.doctor(is_on=False)
    hall.comes()
    hall.to("medical_no_doctor")
    hall.doctor()
    hall.press("choice-wait")
    hall.to("done")
    assert hall.step == "done"


@pytest.mark.parametrize(
    "far",
    [
        "medical_ears_ready",
        "medical_check",
        *(pytest.param(one, marks=soak_only) for one in ("medical_colours_ready", "medical_move_arms")),
    ],
)
def test_whoever_goes_away_between_two_stations_goes_on_there(hall: MedicalHall, far: str) -> None:
    hall.comes()
    hall.to(far)
    assert hall.step == far
    hall.comes()
    hall.press("choice-go-on")
    assert hall.step == "medical_sign", "a signature is kept by nobody"
    hall.signs()
    kept = {"medical_check": "medical_photo_consent"}.get(far, far)
    assert hall.step == kept


def test_stations_of_yesterday_are_done_anew(hall: MedicalHall) -> None:
    hall.comes()
    hall.to("medical_ears_ready")
    hall.leave()
    hall.there.province.clock.move(25 * 3600)
    try:
        hall.comes()
        assert hall.step == "health-ill"
    finally:
        hall.there.province.clock.move(0)


def test_another_person_does_not_go_on_with_it(hall: MedicalHall, there: InProcess) -> None:
    hall.comes()
    hall.to("medical_ears_ready")
    hall.leave()
    own = hall.citizen
    hall.citizen = next(one for one in there.province.register.samples(9) if one.phone and one.number != own.number)
    hall.comes()
    assert hall.step != "medical_resume"


def test_the_licence_is_sent_home(hall: MedicalHall) -> None:
    hall.comes()
    hall.to("deliver-way")
    hall.press("choice-post")
    hall.to("done")
    assert hall.step == "done"
    found = hall.there.province.store.rows("SELECT case_no FROM express")
    assert [str(row["case_no"])[:2] for row in found] == ["TJ"]


def test_a_photograph_that_breaks_its_rules_goes_no_further(hall: MedicalHall) -> None:
    hall.has_hat = True
    hall.comes()
    hall.to("photo_look")
    hall.press("primary")
    assert hall.step == "photo_look", "taken once more, and looked at"
    hall.has_hat = False
    hall.press("primary")
    hall.to("medical_check")
    assert hall.step == "medical_check"


def test_a_broken_earphone_is_said(hall: MedicalHall) -> None:
    hall.is_sound_broken = True
    hall.comes()
    hall.to("medical_move_arms")
    assert hall.screen == "trouble"
    hall.is_sound_broken = False
    hall.press("primary")
    assert hall.step == "medical_ears_ready"


PATHS = (
    "/examinable-driver",
    "/applications/prefills",
    "/drafts",
    "/examinations",
    "/examination-standings",
    "/records",
)


@pytest.mark.parametrize(
    ("path", "is_done"),
    [
        *((path, False) for path in ("/examinable-driver", "/drafts", "/examinations")),
        ("/examinations", True),
        *(pytest.param(path, True, marks=soak_only) for path in PATHS),
    ],
)
def test_a_platform_that_is_silent_at_any_question_prints_nothing_wrong(
    hall: MedicalHall, monkeypatch: pytest.MonkeyPatch, path: str, is_done: bool
) -> None:
    ask = hall.there.platform.ask

    def silent(question: Any, kind: Any) -> Any:
        if question.path.startswith(path):
            if is_done and question.path == path:
                ask(question, kind)
            raise NoConnection("lost")
        return ask(question, kind)

    monkeypatch.setattr(hall.there.platform, "ask", silent)
    hall.whole()
    if path == "/drafts":
        assert hall.step == "done", "a station that could not be kept stops nobody"
    else:
        assert (hall.screen, printed(hall)) == ("trouble", 0)


def test_a_full_disk_lays_nothing_before_a_doctor(hall: MedicalHall, monkeypatch: pytest.MonkeyPatch) -> None:
    intend = hall.journal.intend

    def full(deed: str, kind: str, facts: Any) -> None:
        if kind == "lodgement":
            raise JournalError("full")
        intend(deed, kind, facts)

    monkeypatch.setattr(hall.journal, "intend", full)
    hall.whole()
    assert (hall.screen, hall.counted()) == ("trouble", {})


def test_a_print_is_asked_for_once(hall: MedicalHall) -> None:
    prints: list[Effect] = []
    hall.before = lambda effect: prints.append(effect) if isinstance(effect, Print) else None
    hall.whole()
    assert len(prints) == 1


def test_no_row_of_the_journal_and_no_word_of_a_value_names_the_person(hall: MedicalHall) -> None:
    hall.comes()
    hall.to("medical_result")
    said = hall.file.read_bytes().decode("utf-8", "replace") + repr(hall.session) + repr(hall.session.examining.request)
    for word in (hall.citizen.number, hall.citizen.name, "5.0", "epilepsy"):
        assert word not in said


def test_an_examination_that_nobody_waits_for_is_over(hall: MedicalHall) -> None:
    hall.doctor(is_slow=True)
    hall.comes()
    hall.to("medical_no_doctor")
    assert hall.session.examining.given is not None
    hall.there.province.clock.move(60)
    try:
        hall.press("choice-wait")
        assert (hall.screen, "太久" in hall.words["title"]) == ("trouble", True)
        hall.doctor()
        hall.press("primary")
        hall.to("done")
        assert hall.step == "done"
    finally:
        hall.there.province.clock.move(0)
