"""Somebody has a photograph taken, and what can go wrong with camera, picture, printer, money, platform and core."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from one_thread import Killed
from photo_bench import CASE_ITEM, PhotoHall, a_picture, digest, holders_of, kept
from province_in_process import InProcess, province_in

from drivers.face import Change, PhotoRule, PhotoTaken
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.lodgement_effects import Lodge
from kiosk.photo_effects import TakePhoto
from kiosk.photo_kinds import photo_kinds
from kiosk.platform.errors import NoConnection
from kiosk.sandbox.citizens import Citizen

KIND = photo_kinds().kinds["id-card"].rules


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def person(there: InProcess) -> Citizen:
    return next(one for one in there.province.register.samples(9) if one.phone and one.kind == "citizen")


@pytest.fixture
def hall(there: InProcess, person: Citizen, tmp_path: Path) -> Iterator[PhotoHall]:
    hall = PhotoHall(there, tmp_path, person)
    yield hall
    hall.kill()


@pytest.fixture
def priced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "kiosk.flows.photo.photo_kinds", lambda: photo_kinds().model_copy(update={"sheet_fee": Decimal("5.00")})
    )


def bad(*broken: tuple[PhotoRule, Change]) -> PhotoTaken:
    return PhotoTaken(kept(*broken), a_picture(KIND))


def test_a_photograph_is_taken_kept_under_a_number_and_printed(hall: PhotoHall) -> None:
    hall.comes()
    assert (hall.step, hall.screen) == ("photo_look", "photo")
    assert all(row.value == "" for row in hall.view.rows)
    hall.press("primary")
    hall.press("choice-both")
    assert (hall.step, hall.new_photos()) == ("photo_done", 1)
    number = hall.session.photo.accepted
    assert number is not None
    assert [sheets for sheets, _ in hall.printed] == ["plain", "photo"]
    assert number.receipt_no in hall.printed[0][1]
    assert "尺寸：358×441像素" in hall.printed[0][1]
    assert {row.value for row in hall.view.rows} >= {number.receipt_no}
    assert hall.moved() == {"charged": 0, "refunded": 0, "delivered": 0}


def test_prints_alone_are_sent_to_nobody(hall: PhotoHall) -> None:
    hall.whole(use="sheet")
    assert (hall.step, hall.new_photos()) == ("photo_done", 0)
    assert [sheets for sheets, _ in hall.printed] == ["photo"]
    assert "没有发给别人" in hall.words["lead"]


@pytest.mark.parametrize("kind", sorted(photo_kinds().kinds))
def test_every_kind_goes_through_to_the_end(hall: PhotoHall, kind: str) -> None:
    hall.whole(kind, "both")
    assert (hall.step, hall.new_photos()) == ("photo_done", 1)


def test_a_photograph_that_breaks_a_rule_says_which_and_cannot_be_used(hall: PhotoHall) -> None:
    hall.camera.comes = [bad((PhotoRule.MOUTH, Change.CLOSE_MOUTH), (PhotoRule.SHADOW, Change.NO_SHADOW))]
    hall.comes()
    first, second, third = hall.view.rows[:3]
    assert ("阴影" in first.value, "嘴" in second.value, third.value) == (True, True, "")
    assert hall.view.picture == "photo_no_shadow"
    hall.press("primary")
    assert (hall.step, hall.camera.sessions) == ("photo_look", 2)
    hall.press("primary")
    assert hall.step == "photo_use"


def test_three_shots_stay_to_choose_from_and_the_chosen_one_is_kept(hall: PhotoHall) -> None:
    hall.comes()
    for _ in range(3):
        hall.press("asked")
    assert [choice.id for choice in hall.view.choices] == ["shot-1", "shot-2", "shot-3"]
    hall.press("choice-shot-1")
    chosen = a_picture(KIND, 152)
    assert hall.pages[-1] == (1, chosen)
    hall.press("primary")
    hall.press("choice-receipt")
    assert hall.session.photo.accepted is not None
    assert hall.session.photo.accepted.sha256 == digest(chosen)


def test_the_person_may_have_it_taken_at_once(hall: PhotoHall) -> None:
    hall.camera.comes = [None]
    hall.comes()
    assert hall.step == "photo_camera"
    hall.press("asked")
    assert hall.hands._shoot.is_set()


def test_the_guidance_stands_on_the_screen_with_a_drawing(hall: PhotoHall) -> None:
    hall.camera.comes = [None]
    hall.camera.guided = hall.camera.guided[:1]
    hall.comes()
    assert (hall.screen, hall.view.has_camera) == ("face", True)
    assert ("靠近" in hall.words["hint"], hall.view.picture) == (True, "photo_nearer")


def test_nobody_before_the_camera_is_said_so(hall: PhotoHall) -> None:
    hall.camera.comes = [PhotoTaken(kept((PhotoRule.ONE_FACE, Change.STEP_IN))[:1])]
    hall.comes()
    assert (hall.screen, "没有拍到人" in hall.words["title"]) == ("trouble", True)
    hall.press("primary")
    assert hall.step == "photo_look"


@pytest.mark.parametrize("fault", [Fault.ABSENT, Fault.GONE, Fault.BROKEN, Fault.TIMED_OUT])
def test_a_camera_that_fails_is_told_to_staff_and_can_be_tried_again(hall: PhotoHall, fault: Fault) -> None:
    hall.camera.comes = [DeviceError(fault, "x")]
    hall.comes()
    assert (hall.screen, hall.failures) == ("trouble", [("face", fault)])
    hall.press("primary")
    assert hall.step == "photo_look"


def test_whoever_does_not_agree_is_not_looked_at(hall: PhotoHall) -> None:
    hall.press("choice-id-photo")
    hall.press("primary")
    hall.press("choice-ordinary-passport")
    hall.press("back")
    assert (hall.step, hall.camera.sessions) == ("photo_kind", 0)


def test_the_way_back_leads_to_the_camera_and_from_there_to_what_there_was(hall: PhotoHall) -> None:
    hall.comes()
    hall.press("primary")
    hall.press("back")
    assert hall.step == "photo_look"
    hall.camera.comes = [None]
    hall.press("asked")
    assert hall.step == "photo_camera"
    hall.press("back")
    assert (hall.step, len(hall.session.photo.shots)) == ("photo_look", 1)


@pytest.mark.parametrize("far", ["photo_camera", "photo_look", "photo_use"])
def test_whoever_walks_away_leaves_nothing(hall: PhotoHall, far: str) -> None:
    if far == "photo_camera":
        hall.camera.comes = [None]
    hall.comes()
    if far == "photo_use":
        hall.press("primary")
    assert hall.step == far
    hall.press("leave")
    assert (hall.step, hall.new_photos(), hall.printed) == ("", 0, [])
    assert hall.session.photo.shots == ()


def test_a_printer_that_cannot_begin_is_said_before_anything_is_kept(hall: PhotoHall) -> None:
    hall.not_ready = [Fault.NO_PAPER]
    hall.whole(use="both")
    assert (hall.screen, hall.new_photos()) == ("trouble", 0)
    hall.press("primary")
    assert (hall.step, hall.new_photos()) == ("photo_done", 1)


def test_photo_paper_that_is_out_is_said_before_anything_is_kept(hall: PhotoHall) -> None:
    hall.comes()
    hall.press("primary")
    hall.not_ready = [Fault.NO_PAPER]
    hall.press("choice-sheet")
    assert (hall.screen, "纸" in hall.words["title"], hall.new_photos()) == ("trouble", True, 0)


def test_a_receipt_that_did_not_come_out_stands_on_the_screen_and_can_be_printed_again(hall: PhotoHall) -> None:
    hall.prints = [Outcome.NOT_DONE]
    hall.whole()
    number = hall.session.photo.accepted
    assert number is not None
    assert (hall.step, hall.words["primary"]) == ("photo_done", "再打印一次")
    assert number.receipt_no in {row.value for row in hall.view.rows}
    hall.press("primary")
    assert (hall.step, len(hall.printed), hall.new_photos()) == ("photo_done", 1, 1)
    assert hall.session.photo.accepted == number


def test_a_receipt_of_which_nobody_knows_is_never_printed_again(hall: PhotoHall) -> None:
    hall.prints = [Outcome.UNKNOWN]
    hall.whole()
    assert "请记下回执号" in hall.words["lead"]
    assert "再打印" not in hall.words["primary"]


def test_receipt_and_sheet_that_did_not_come_out_are_both_printed_again(hall: PhotoHall) -> None:
    hall.prints = [Outcome.NOT_DONE, Outcome.NOT_DONE]
    hall.whole(use="both")
    assert (hall.step, hall.words["primary"]) == ("photo_done", "再打印一次")
    assert "回执和照片都没有印出来" in hall.words["lead"]
    hall.press("primary")
    assert (hall.step, [sheets for sheets, _ in hall.printed]) == ("photo_done", ["plain", "photo"])
    assert (hall.words["lead"], hall.new_photos()) == ("请拿好打印出来的纸。", 1)


def test_what_nobody_knows_of_stays_said_when_the_other_one_is_printed_again(hall: PhotoHall) -> None:
    hall.prints = [Outcome.NOT_DONE, Outcome.UNKNOWN]
    hall.whole(use="both")
    hall.press("primary")
    assert [sheets for sheets, _ in hall.printed] == ["plain"]
    assert "照片没有印出来" in hall.words["lead"]
    assert "再打印" not in hall.words["primary"]


def test_photographs_that_did_not_come_out_and_are_kept_nowhere_are_not_said_to_be_ready(hall: PhotoHall) -> None:
    hall.prints = [Outcome.UNKNOWN]
    hall.whole(use="sheet")
    assert hall.words["title"] == "照片没有印出来"
    assert "回执号" not in hall.words["lead"]


@pytest.mark.usefixtures("priced")
def test_whoever_gets_the_money_back_for_the_sheet_reads_the_number_of_the_receipt_that_failed_too(
    hall: PhotoHall,
) -> None:
    hall.prints = [Outcome.NOT_DONE, Outcome.NOT_DONE]
    hall.whole(use="both")
    accepted = hall.session.photo.accepted
    assert accepted is not None
    assert hall.step == "pay-told"
    assert accepted.receipt_no in {row.value for row in hall.view.rows}


@pytest.mark.usefixtures("priced")
def test_a_sheet_is_paid_for_and_delivered(hall: PhotoHall) -> None:
    hall.whole(use="both")
    assert (hall.step, hall.moved()) == ("photo_done", {"charged": 500, "refunded": 0, "delivered": 500})


@pytest.mark.usefixtures("priced")
def test_a_paid_sheet_that_did_not_come_out_gives_the_money_back(hall: PhotoHall) -> None:
    hall.prints = [Outcome.DONE, Outcome.NOT_DONE]
    hall.whole(use="both")
    assert hall.moved() == {"charged": 500, "refunded": 500, "delivered": 0}
    assert hall.new_photos() == 1


@pytest.mark.usefixtures("priced")
def test_whoever_does_not_pay_gets_nothing(hall: PhotoHall) -> None:
    hall.pays = False
    hall.whole(use="both")
    hall.leave()
    hall.till.settle_left("code", "")
    assert (hall.new_photos(), hall.printed, hall.moved()["delivered"]) == (0, [], 0)


def test_a_photograph_goes_to_the_persons_own_case_and_no_other(hall: PhotoHall) -> None:
    hall.comes_for_a_case()
    assert hall.step == "photo_case"
    case = hall.view.choices[0].id
    hall.press(f"choice-{case}")
    hall.press("choice-id-card")
    hall.press("primary")
    hall.press("primary")
    hall.press("choice-receipt")
    accepted = hall.session.photo.accepted
    assert accepted is not None
    person, item = hall.session.identity, hall.session.item
    assert person is not None
    assert item is not None
    assert (hall.step, accepted.case_no, accepted.subject) == ("photo_done", case, person.subject)
    assert (hall.new_photos(), item.id) == (1, CASE_ITEM)


@pytest.mark.usefixtures("priced")
@pytest.mark.parametrize("is_done", [False, True])
def test_a_platform_that_falls_silent_keeps_one_photograph_or_none_and_the_money_follows(
    hall: PhotoHall, monkeypatch: pytest.MonkeyPatch, *, is_done: bool
) -> None:
    ask = hall.there.platform.ask

    def silent(question: Any, kind: Any) -> Any:
        if question.path.startswith("/photos"):
            if is_done and question.path == "/photos":
                ask(question, kind)
            raise NoConnection("lost")
        return ask(question, kind)

    monkeypatch.setattr(hall.there.platform, "ask", silent)
    hall.whole(use="both")
    assert (hall.screen, "不知道" in hall.words["title"]) == ("trouble", True)
    assert (hall.new_photos(), hall.printed) == (int(is_done), [])
    hall.leave()
    hall.till.settle_left("code", "")
    assert hall.moved() == {"charged": 500, "refunded": 500, "delivered": 0}


def test_another_photograph_in_the_answer_is_not_believed(hall: PhotoHall, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = hall.there.platform.ask

    def wrong(question: Any, kind: Any) -> Any:
        answer = ask(question, kind)
        return answer.model_copy(update={"sha256": "0" * 64}) if "photos" in question.path else answer

    monkeypatch.setattr(hall.there.platform, "ask", wrong)
    hall.whole()
    assert hall.screen == "trouble"
    assert hall.printed == []


@pytest.mark.parametrize("use", ["receipt", "sheet", ""])
def test_when_the_visit_is_over_the_picture_is_nowhere(hall: PhotoHall, tmp_path: Path, use: str) -> None:
    hall.comes()
    picture = hall.session.photo.shots[0].picture
    assert len(picture) > 500
    if use:
        hall.press("primary")
        hall.press(f"choice-{use}")
        hall.press("primary")
    else:
        hall.press("leave")
    assert hall.step == ""
    assert effects.ForgetFace in {type(effect) for effect in hall.asked}, "the face process is ended"
    assert holders_of(picture, hall.session) == []
    hall.kill()
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert picture[200:260] not in written
    assert repr(picture[200:230])[2:-1] not in repr(hall.session)
    hall.start()


def test_neither_words_nor_rows_hold_a_picture(hall: PhotoHall) -> None:
    hall.comes()
    shot = hall.session.photo.shots[0]
    assert "picture" not in repr(shot)
    assert "PhotoTaken" not in repr(hall.session.photo)
    for effect in hall.asked:
        assert len(repr(effect)) < 2_000


AT = [(TakePhoto, 0), (TakePhoto, 1), (effects.AskPrinter, 0), (Lodge, 0), (Lodge, 1), (effects.Print, 0)]


@pytest.mark.parametrize(("effect", "after"), [*AT, (effects.Print, 1)])
@pytest.mark.parametrize("fee", [False, True])
def test_a_core_that_is_killed_anywhere_keeps_one_photograph_and_no_money_for_nothing(
    hall: PhotoHall, request: pytest.FixtureRequest, effect: type, after: int, *, fee: bool
) -> None:
    if fee:
        request.getfixturevalue("priced")
    hall.dies_at = (effect, after)
    with pytest.raises(Killed):
        hall.whole(use="both")
    hall.kill()
    hall.restart()
    is_kept = effect is effects.Print or (effect is Lodge and after)
    assert hall.new_photos() == int(bool(is_kept))
    moved = hall.moved()
    assert moved["charged"] == moved["refunded"] + moved["delivered"]
    assert hall.session.photo.shots == ()
    hall.whole()
    assert hall.step == "photo_done"
