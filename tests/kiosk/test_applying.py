"""Somebody applies for something, in their own words: what is filled in, what is left to say, and what came of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from applying_bench import CATALOGUE, Applicant, HelpersHall, Wire, submissions
from province_in_process import InProcess, province_in
from waiting import shared

from drivers.receipt_printer import Line, Pair, Slip
from kiosk.flows.filling_in import with_prefill
from kiosk.journal import Row, read_rows
from kiosk.platform import services
from kiosk.platform.submission_values import Prefill, PrefilledField
from kiosk.sandbox.identity import IdentityDesk
from kiosk.sandbox.submissions_desk import SubmissionsDesk
from kiosk.sandbox.submitted_cases import SubmittedCases
from kiosk.sandbox.wallet import Wallet

ITEM = "old-age-allowance"
REVIEW, DECLARE, ACCEPTED = "高龄津贴申领", "提交前，请您确认", "已经受理"
NOT_TAKEN, UNKNOWN = "申请没有交上去", "还不知道平台收到没有"
RUNNING = "这件事您已经申请过了"


"""Made once: every test has a province of its own behind them."""


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


@pytest.fixture
def wire(there: InProcess) -> Iterator[Wire]:
    made = Wire(there)
    yield made
    made.close()


def reviewed(there: InProcess) -> Applicant:
    person = Applicant(there, ITEM)
    person.to("现在和谁一起住？")
    person.press("choice-alone")
    assert person.view.screen == "review"
    return person


def outcomes(there: InProcess) -> list[object]:
    return [row.facts["outcome"] for row in rows(there) if row.kind == "submission-settled"]


def rows(there: InProcess) -> list[Row]:
    return list(read_rows(there.state))


def words_of(slip: Slip) -> str:
    return "\n".join(
        part.text if isinstance(part, Line) else f"{part.name}：{part.value}"
        for part in slip.parts
        if isinstance(part, Line | Pair)
    )


def codes_of(there: InProcess, number: str) -> list[str]:
    """Credit codes of the enterprises that the register knows somebody to speak for."""
    citizen = there.province.register.of(number)
    assert citizen is not None
    desk = SubmissionsDesk(there.province, IdentityDesk(there.province, Wallet(there.province.clock)))
    return [one.credit_code for one in desk.enterprises(citizen).enterprises]


def test_seventeen_of_eighteen_are_filled_in_and_each_says_from_where(there: InProcess) -> None:
    view = reviewed(there).view
    assert view.words["lead"] == "18项里17项已替您填好，请看对不对。"
    sources = {choice.id: choice.label.partition("来自：")[2] for choice in view.choices}
    assert sources["name"] == "公安人口信息"
    assert sources["marital"] == "民政婚姻登记信息"
    assert sources["lives-with"] == "", "the person said that"
    assert sum(bool(source) for source in sources.values()) == 17


def test_one_question_only_is_asked(there: InProcess) -> None:
    person = reviewed(there)
    person.press("primary", "primary")
    asked = [view.words["title"] for view in person.hall.taken.views if view.screen in ("answer", "field", "write")]
    assert list(dict.fromkeys(asked)) == ["现在和谁一起住？"]
    assert person.title == ACCEPTED


def test_what_the_person_corrects_is_marked_and_told_to_the_office(there: InProcess) -> None:
    person = reviewed(there)
    person.press("choice-marital", "choice-married")
    row = next(choice for choice in person.view.choices if choice.id == "marital")
    assert (row.detail, row.is_chosen) == ("已婚", False)
    assert "您改过" in row.label
    person.press("primary")
    assert "您改了1项" in person.view.rows[1].value
    person.press("primary")
    assert person.title == ACCEPTED
    case_no = submissions(there)[0]["case_no"]
    taken = SubmittedCases(there.province).by_number(case_no)
    assert taken is not None
    assert taken.application.corrected == ("marital",)
    assert taken.application.answers["marital"] == "已婚"
    assert taken.application.answers["lives_with"] == "自己一个人住"


def test_what_only_its_register_corrects_is_not_changed_here(there: InProcess) -> None:
    person = reviewed(there)
    before = person.view.page
    person.press("choice-name")
    assert person.view.screen == "review"
    assert person.view.page == before
    assert "不能改" in person.view.notice


def test_the_slip_says_number_code_and_promise_and_nothing_of_the_person(there: InProcess) -> None:
    person = reviewed(there)
    person.press("primary", "primary")
    citizen = there.province.register.of(person.number)
    told, view = words_of(person.hall.taken.slips[0]), person.view
    assert citizen is not None
    assert submissions(there)[0]["case_no"] in told
    assert next(row.value for row in view.rows if row.label == "查询密码") in told
    assert citizen.name not in told
    assert person.number not in told
    assert "演示数据" in told


def test_it_is_handed_in_once_with_a_row_before_and_a_row_after(there: InProcess, wire: Wire) -> None:
    person = reviewed(there)
    person.press("primary")
    assert submissions(there) == [], "nothing before the person has confirmed"
    person.press("primary", "primary")
    assert sum(one == "POST /v1/applications" for one in wire.sent) == 1
    kinds = [row.kind for row in rows(there) if row.kind.startswith("submission")]
    assert kinds == ["submission-intended", "submission-settled"]
    assert outcomes(there) == ["done"]
    assert len(submissions(there)) == 1


def test_no_row_of_the_journal_says_who(there: InProcess) -> None:
    person = reviewed(there)
    person.press("primary", "primary")
    citizen = there.province.register.of(person.number)
    assert citizen is not None
    written = "".join(row.written for row in rows(there))
    assert citizen.name not in written
    assert person.number not in written


@pytest.mark.parametrize("order", ["cut", "lost"])
def test_an_answer_that_does_not_come_is_asked_for_and_nothing_is_sent_twice(
    there: InProcess, wire: Wire, order: str
) -> None:
    person = reviewed(there)
    person.press("primary")
    wire.orders["POST /v1/applications"] = order
    wire.orders = {"POST /v1/applications/standings": "", **wire.orders}
    person.press("primary")
    if order == "cut":
        assert person.title == ACCEPTED, "it had arrived: asked, and found"
        assert outcomes(there) == ["done"]
    else:
        assert person.title == NOT_TAKEN
        assert outcomes(there) == ["not_done"]
        wire.orders.clear()
        person.press("primary")
        assert person.title == ACCEPTED
    assert len(submissions(there)) == 1, "never two"


def test_nobody_knows_yet_and_asking_again_finds_it(there: InProcess, wire: Wire) -> None:
    person = reviewed(there)
    person.press("primary")
    wire.orders["POST /v1/applications"] = "cut"
    person.press("primary")
    assert person.title == UNKNOWN
    assert outcomes(there) == ["unknown"]
    wire.orders.clear()
    person.press("primary")
    assert person.title == ACCEPTED
    assert sum(one == "POST /v1/applications" for one in wire.sent) == 1, "asked, not sent again"
    assert len(submissions(there)) == 1


def test_what_arrives_after_we_were_told_that_it_never_came_is_refused(there: InProcess, wire: Wire) -> None:
    person = reviewed(there)
    person.press("primary")
    wire.orders = {"POST /v1/applications/standings": "", "POST /v1/applications": "lost"}
    person.press("primary")
    assert person.title == NOT_TAKEN
    closed = there.tell("platform", "submissions")["submissions"]
    assert [one["state"] for one in closed] == ["never"]
    wire.orders.clear()
    person.press("primary")
    assert person.title == ACCEPTED
    assert submissions(there)[0]["deed"] != closed[0]["deed"], "another deed"


def test_the_platform_is_down_from_the_start_and_the_answers_stay(there: InProcess, wire: Wire) -> None:
    person = reviewed(there)
    person.press("primary")
    wire.orders["POST /v1/applications"] = "down"
    person.press("primary")
    assert person.title == NOT_TAKEN
    assert submissions(there) == []
    wire.orders.clear()
    person.press("primary")
    assert person.title == ACCEPTED
    taken = SubmittedCases(there.province).by_number(submissions(there)[0]["case_no"])
    assert taken is not None
    assert taken.application.answers["lives_with"] == "自己一个人住", "what was said stays"


def test_the_platform_is_down_when_the_form_is_filled_in(there: InProcess, wire: Wire) -> None:
    person = Applicant(there, ITEM)
    wire.orders["POST /v1/applications/prefills"] = "down"
    person.to("网络暂时不通")
    assert submissions(there) == []
    wire.orders.clear()
    assert person.press("primary").screen == "answer", "trying again goes on from there"


def test_whoever_is_too_young_is_told_before_anything_is_asked(there: InProcess) -> None:
    young = there.province.register.samples(1)[0]
    person = Applicant(there, ITEM, number=young.number)
    person.to("这件事您现在还不能办")
    assert submissions(there) == []


def test_who_has_applied_already_sees_that_case_and_gets_the_same_slip_again(there: InProcess) -> None:
    first = reviewed(there)
    first.press("primary", "primary")
    again = Applicant(there, ITEM, terminal="t-02")
    view = again.to(RUNNING)
    assert view.screen == "timeline"
    assert submissions(there)[0]["case_no"] in [row.value for row in view.rows]
    again.press("primary")
    assert words_of(again.hall.taken.slips[0]).splitlines()[:8] == words_of(first.hall.taken.slips[0]).splitlines()[:8]
    assert len(submissions(there)) == 1


def test_it_is_taken_back_within_its_time_and_can_be_applied_for_anew(there: InProcess) -> None:
    reviewed(there).press("primary", "primary")
    again = Applicant(there, ITEM)
    again.to(RUNNING)
    assert again.press("other-way").words["title"] == "要撤回这份申请吗？"
    again.press("primary")
    assert "已经撤回" in again.view.notice
    assert again.view.words["other_way"] == "", "only once"
    assert [one["state"] for one in submissions(there)] == ["withdrawn"]
    reviewed(there).press("primary", "primary")
    assert [one["state"] for one in submissions(there)] == ["withdrawn", "open"]


def test_it_is_not_taken_back_once_its_time_is_over(there: InProcess) -> None:
    reviewed(there).press("primary", "primary")
    again = Applicant(there, ITEM)
    again.to(RUNNING)
    again.press("other-way")
    there.province.clock.move(25 * 3600)
    again.press("primary")
    assert again.title != "要撤回这份申请吗？"
    assert [one["state"] for one in submissions(there)] == ["open"]


def test_two_terminals_at_once_one_application(there: InProcess) -> None:
    first, second = reviewed(there), reviewed(there)
    first.press("primary", "primary")
    second.press("primary", "primary")
    assert first.title == ACCEPTED
    assert second.title == "这件事您已经申请过了"
    assert len(submissions(there)) == 1


def test_without_a_slip_printer_number_and_code_stand_on_the_screen(there: InProcess) -> None:
    person = reviewed(there)
    person.break_printers("receipt_printer", "a4_printer")
    view = person.press("primary", "primary")
    assert "小票没有打出来" in view.notice
    assert person.hall.taken.slips == []
    assert view.words["primary"] == "好了，退出", "and no paper is promised"


FREE = sorted(name for name, one in CATALOGUE.items() if one.settings.apply and not one.settings.facts.fee)
"""Where nothing is paid; with a till: test_applying_with_a_fee.py."""


@pytest.mark.parametrize("item", shared(FREE, 3))
def test_no_screen_of_an_application_shows_a_number_or_a_name_in_full(there: InProcess, item: str) -> None:
    person = Applicant(there, item)
    person.to(ACCEPTED if CATALOGUE[item].settings.facts.promised.minutes is None else "已经办好")
    citizen = there.province.register.of(person.number)
    assert citizen is not None
    for view in person.hall.taken.views:
        shown = [row.value for row in view.rows] + [choice.label + choice.detail for choice in view.choices]
        assert not any(person.number in text for text in shown), view.words["title"]
        if view.screen != "review":
            assert not any(citizen.name in text for text in shown), view.words["title"]


def test_a_sole_trader_is_off_the_register_at_once_and_gets_the_decision(there: InProcess) -> None:
    trader = next(
        one
        for one in there.province.register.samples(40)
        if any(code.startswith("92") for code in codes_of(there, one.number)[:1])
    )
    person = Applicant(there, "simple-deregistration", number=trader.number)
    person.to("已经办好")
    assert person.view.words["primary"] == "打印出来"
    person.to("办好了")
    assert "准予登记决定书" in person.hall.taken.texts[0]


def test_nobody_speaks_for_an_enterprise_that_the_register_does_not_know_them_for(there: InProcess) -> None:
    person = Applicant(there, "simple-deregistration")
    person.to("给哪家企业办？")
    other = next(
        code
        for one in there.province.register.samples(9)[1:]
        for code in codes_of(there, one.number)
        if one.number != person.number
    )
    person.press("choice-other", *(f"key-{character}" for character in other), "primary")
    assert person.title == "登记里您不能代表这家企业"
    assert submissions(there) == []


def test_a_credit_code_with_a_wrong_check_digit_does_not_even_go_out(there: InProcess, wire: Wire) -> None:
    person = Applicant(there, "simple-deregistration")
    person.to("给哪家企业办？")
    code = codes_of(there, person.number)[0]
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    view = person.press("choice-other", *(f"key-{character}" for character in wrong))
    assert not view.can_go_on
    assert view.words["wrong"]


def test_the_case_is_found_by_its_number_and_code_and_by_its_slip(there: InProcess) -> None:
    person = reviewed(there)
    person.press("primary", "primary")
    case_no = submissions(there)[0]["case_no"]
    code = next(row.value for row in person.view.rows if row.label == "查询密码")
    assert services.case_by_code(there.platform, case_no, code).progress.case_no == case_no
    scanned = services.case_by_scan(there.platform, f"https://progress.sandbox.invalid/c/{case_no}")
    assert scanned.progress.case_no == case_no
    assert scanned.progress.query_code is None, "whoever finds the slip does not get the code from its picture"


def test_who_helps_and_who_is_helped_stand_both_in_the_provinces_books(there: InProcess) -> None:
    person = Applicant(there, ITEM, route="helper", hall=HelpersHall)
    view = person.to(DECLARE)
    assert "两个人都会记下来" in next(row.value for row in view.rows if row.label == "谁来办")
    person.press("primary")
    taken = submissions(there)[0]
    assert taken["subject"] == there.province.store.subject(person.number), "it is the helped person's"
    assert taken["acting"], "and who did it for them"
    assert taken["acting"] != taken["subject"]
    identified = [row.facts for row in rows(there) if row.kind == "identified"]
    assert identified == [] or identified[-1]["by_pseudonym"] == taken["acting"]


def test_an_answer_about_somebody_else_opens_nothing(there: InProcess) -> None:
    person = Applicant(there, ITEM)
    person.to("现在和谁一起住？")
    other = there.province.register.samples(1)[0]
    fields = (PrefilledField(name="number", value=other.number, source="population"),)
    prefill = Prefill(subject="subject-0001", item=ITEM, fields=fields)
    assert with_prefill(person.hall.session, prefill) is None
