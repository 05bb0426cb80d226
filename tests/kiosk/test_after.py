"""After it was handed in: where a parcel is, what was answered, and taking an application back while one may."""

from collections.abc import Iterator
from typing import NoReturn

import pytest
from lodging_bench import Bench, bench_in
from province_in_process import Hall

from kiosk.hall.person import Person
from kiosk.platform import complaints
from kiosk.platform.complaint_values import ComplaintRequest
from kiosk.platform.errors import NoConnection
from kiosk.platform.rating_values import RatingRequest
from kiosk.sandbox.cases import READY
from kiosk.sandbox.complaint_book import ComplaintBook
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.store import digest
from kiosk.sandbox.wallet import Wallet

DAYS_S = 4 * 86_400


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench_in(tmp_path_factory.mktemp("province")) as made:
        yield made


def once(bench: Bench, item: str) -> dict[str, str]:
    """Somebody does it; all rows that they saw."""
    hall = bench.hall()
    bench.person(hall, item).visit(30.0)
    return seen_in(hall)


def again(bench: Bench, item: str, answers: tuple[str, ...] = ()) -> Hall:
    """The same person comes back for something else; with a number and its code they say nothing of who they are."""
    hall = bench.hall()
    clock = bench.there.platform._clock
    press = hall.press

    def by_number(name: str) -> None:
        press("choice-number" if name == "choice-identity" else name)

    if answers:
        hall.press = by_number  # type: ignore[method-assign]  # chooses otherwise at one screen
    Person(item, bench.citizen.number, answers=answers, hand=hall, tell=hall.tell, clock=clock).visit(30.0)
    return hall


def seen_in(hall: Hall) -> dict[str, str]:
    return {row.label: row.value for view in hall.taken.views for row in view.rows}


def test_what_was_sent_says_in_the_progress_that_it_came_and_who_signed(bench: Bench) -> None:
    number = once(bench, "express-mail")["邮件号"]
    bench.there.province.clock.move(DAYS_S)
    try:
        hall = again(bench, "express-mail")
        stages = [stage for view in hall.taken.views for stage in view.stages]
        assert any("已签收" in stage.name and "*" in stage.name for stage in stages)
        sent = bench.there.tell("platform", "cases", number=bench.citizen.number)["cases"]
        hall = again(bench, "progress", (str(sent[READY]["case_no"]), str(sent[READY]["code"])))
        assert seen_in(hall)["邮件号"] == number
        assert any("已签收" in stage.name for view in hall.taken.views for stage in view.stages)
    finally:
        bench.there.province.clock.move(0)


def test_a_complaint_is_answered_at_any_machine_by_number_and_code(bench: Bench) -> None:
    rows = once(bench, "complaint")
    ComplaintBook(bench.there.province).answer(rows["受理编号"], "已经换了新的打印机。")
    hall = again(bench, "progress", (rows["受理编号"], rows["查询密码"]))
    assert seen_in(hall)["答复"] == "已经换了新的打印机。"


def test_a_wrong_code_opens_no_complaint(bench: Bench) -> None:
    rows = once(bench, "complaint")
    wrong = "000000" if rows["查询密码"] != "000000" else "000001"
    assert again(bench, "progress", (rows["受理编号"], wrong)).taken.last.screen == "trouble"


def test_an_hour_that_was_booked_is_given_back_and_can_be_had_again(bench: Bench) -> None:
    assert "notary" not in once(bench, "notary-appointment")
    hall = bench.hall()
    clock = bench.there.platform._clock
    person = Person("notary-appointment", bench.citizen.number, hand=hall, tell=hall.tell, clock=clock)
    press = hall.press

    def giving_up(name: str) -> None:
        choices = hall.newest().choices
        own = next((choice for choice in choices if choice.startswith("give-up-")), None)
        press(f"choice-{own}" if own is not None and name == "choice-new" else name)

    hall.press = giving_up  # type: ignore[method-assign]  # chooses otherwise at one screen
    person.visit(30.0)
    titles = [view.words.get("title", "") for view in hall.taken.views]
    assert any(title.startswith("已取消") for title in titles)
    assert len(hall.taken.slips) == 1


def rated(bench: Bench, level: str) -> Hall:
    """Somebody has booked an hour, and says on the last screen how it was."""
    hall = bench.hall()
    bench.person(hall, "notary-appointment").visit(30.0)
    assert hall.taken.last.choices[0].id == "rate-very-good"
    hall.press(f"choice-rate-{level}")
    return hall


def test_a_bad_word_gets_a_reason_a_number_and_an_answer(bench: Bench) -> None:
    hall = rated(bench, "very-bad")
    assert hall.newest().takes_several
    hall.press("primary")
    assert hall.newest().takes_several, "without a reason it does not go on"
    hall.press("choice-115")
    hall.press("primary")
    hall.newest()
    hall.press("other-way")
    assert hall.newest().choices == ("no", "yes")
    hall.press("choice-no")
    hall.newest()
    rows = seen_in(hall)
    ComplaintBook(bench.there.province).answer(rows["受理编号"], "已经换人。")
    answered = again(bench, "progress", (rows["受理编号"], rows["查询密码"]))
    assert seen_in(answered)["答复"] == "已经换人。"


def test_a_good_word_is_two_touches_and_counts_once(bench: Bench) -> None:
    before = bench.outcomes().count("done")
    hall = rated(bench, "very-good")
    assert hall.session.feedback.about == "notary-appointment"
    hall.press("other-way")
    hall.newest()
    hall.press("choice-no")
    assert hall.newest().title == "谢谢您的评价"
    assert bench.outcomes().count("done") == before + 2, "the hour and the word"


def test_nobody_is_named_by_a_word_without_a_name(bench: Bench) -> None:
    hall = rated(bench, "good")
    hall.press("other-way")
    hall.press("choice-no")
    row = bench.there.province.store.row("SELECT asked FROM replies WHERE path = '/ratings-given' ORDER BY rowid DESC")
    assert row is not None
    of_nobody = RatingRequest(item="notary-appointment", satisfaction=4, eval_detail=())
    assert row["asked"] == digest(of_nobody.model_dump_json()), "of nobody's, for the platform too"


def said_and_answered(bench: Bench, words: str) -> str:
    """The person said who they are when they complained; an office has answered since."""
    book = ComplaintBook(bench.there.province)
    subject = bench.there.province.store.subject(bench.citizen.number)
    case_no = book.take(ComplaintRequest(kind="complaint", topic="machine"), subject).case.progress.case_no
    book.answer(case_no, words)
    return case_no


def heard_in(hall: Hall) -> list[str]:
    return [row.value for view in hall.taken.views if view.words["title"] == "您说的事有答复了" for row in view.rows]


def test_a_complaint_is_answered_at_the_next_visit_whatever_it_is_for_and_once(bench: Bench) -> None:
    said_and_answered(bench, "读卡器已经换了。")
    hall = again(bench, "express-mail")
    assert "读卡器已经换了。" in heard_in(hall)
    assert hall.session.trouble is None
    assert heard_in(again(bench, "express-mail")) == [], "read is read"


def test_an_answer_that_nobody_could_be_told_was_read_is_shown_once_more(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_and_answered(bench, "已经加派人手。")
    with monkeypatch.context() as patch:

        def down(*_: object, **__: object) -> NoReturn:
            raise NoConnection("cut")

        patch.setattr(complaints, "note_read", down)
        hall = again(bench, "express-mail")
        assert "已经加派人手。" in heard_in(hall)
        assert hall.session.trouble is None, "the visit goes on"
    assert "已经加派人手。" in heard_in(again(bench, "express-mail"))


def test_whoever_acts_for_somebody_is_shown_none_of_their_answers(bench: Bench) -> None:
    said_and_answered(bench, "请放心。")
    desk = IdentityDesk(bench.there.province, Wallet(bench.there.province.clock))
    assert desk.grant("t-01", bench.citizen, acting="f" * 32).answers == ()
    (answer,) = desk.grant("t-01", bench.citizen).answers
    assert answer.words == "请放心。"
    other = next(one for one in bench.there.province.register.samples(9) if one.number != bench.citizen.number)
    ComplaintBook(bench.there.province).note_read(other, (answer.case_no,))
    assert desk.grant("t-01", other).answers == ()
    assert len(desk.grant("t-01", bench.citizen).answers) == 1, "nobody reads it for somebody else"
