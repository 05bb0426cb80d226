"""Whoever applies may stop at every step, or say nothing any more; what lies with the office is not lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import in_words
import pytest
from in_words import IDENTITY, NOW, Kiosk
from whole_catalogue import whole_catalogue

from drivers.faults import Fault
from kiosk import applying_effects, effects
from kiosk.applying_events import (
    ApplicationAccepted,
    ApplicationNotTaken,
    ApplicationUnknown,
    DraftKept,
    Prefilled,
)
from kiosk.events import CodeSent, Identified
from kiosk.platform.service_values import CaseFile, CaseStage
from kiosk.platform.submission_values import Accepted, Draft, Prefill, PrefilledField
from kiosk.service_events import TimeTold
from printing.records.hall import Progress

ITEM = "old-age-allowance"
OFFERED = {ITEM: whole_catalogue()[ITEM]}
KNOWN = {
    "name": IDENTITY.name,
    "sex": "女",
    "nation": "汉族",
    "born": "1940-07-01",
    "number": IDENTITY.number,
    "household_address": "演示市样本区演示路1号",
    "community": "演示社区",
    "home_address": "演示市样本区演示路1号",
    "phone": "13800000001",
    "marital": "丧偶",
    "purpose": "申领",
    "band": "80—89周岁其他老年人",
    "from_month": "2026年11月",
    "pension": "城乡居民养老金",
    "other_allowance": "没有",
    "bank": "样例银行",
    "account": "6200000000012345674",
}
CASE = CaseFile(
    progress=Progress(
        subject="case-0001",
        issuer="民政部门（演示）",
        case_no="44202611210000000001",
        item="高龄津贴申领",
        applicant="测*甲",
        accepted_at=NOW,
        promised=NOW.date() + timedelta(days=21),
        state="受理",
        result="短信通知",
        link="https://progress.invalid/c/1",
    ),
    department="民政部门（演示）",
    stages=(CaseStage(name="受理", office="综合窗口", lane=0, state="running", begun=NOW, ended=None, working_days=1),),
    days_left=15,
    is_over=False,
    missing=(),
)
DRAFT = Draft(
    code="7KQM2X9B",
    item=ITEM,
    answers={},
    link="https://drafts.invalid/d/7KQM2X9B",
    saved_at=NOW,
    kept_until=NOW + timedelta(days=30),
)


def prefill(**changes: object) -> Prefill:
    fields = tuple(PrefilledField(name=name, value=value, source="population") for name, value in KNOWN.items())
    return Prefill.model_validate({"subject": IDENTITY.subject, "item": ITEM, "fields": fields, **changes})


class Applying(Kiosk):
    """The machine with that one item."""

    def to_prefill(self) -> None:
        self.press(f"choice-{ITEM}", "primary", "primary")
        self.lay_card()
        self.answer(effects.SendCode, CodeSent(in_words.CHALLENGE))
        self.type_code()
        self.answer(effects.CheckCode, Identified(IDENTITY))
        assert self.screen == "working"

    def to_question(self) -> None:
        self.to_prefill()
        self.answer(applying_effects.AskPrefill, Prefilled(prefill()))
        assert self.screen == "answer"

    def to_review(self) -> None:
        self.to_question()
        self.press("choice-alone")
        assert self.screen == "review"

    def to_declare(self) -> None:
        self.to_review()
        self.press("primary")
        assert self.view.words["title"] == "提交前，请您确认"

    def to_submit(self) -> None:
        self.to_declare()
        self.press("primary")
        assert self.view.words["title"] == "正在提交，请不要离开"

    def accepted(self) -> Accepted:
        effect = self.last(applying_effects.Submit)[0]
        assert isinstance(effect, applying_effects.Submit)
        return Accepted(
            subject=IDENTITY.subject, deed=effect.deed, item=ITEM, case=CASE, query_code="123456", undo_until=NOW
        )

    def to_accepted(self) -> None:
        self.to_submit()
        self.answer(applying_effects.Submit, ApplicationAccepted(self.accepted()))
        self.answer(effects.TellTime, TimeTold(NOW))
        assert self.view.words["title"] == "已经受理"

    def to_running(self) -> None:
        self.to_prefill()
        self.answer(
            applying_effects.AskPrefill,
            Prefilled(
                prefill(
                    running=Accepted(
                        subject=IDENTITY.subject,
                        deed="d" * 32,
                        item=ITEM,
                        case=CASE,
                        query_code="123456",
                        undo_until=NOW,
                    )
                )
            ),
        )
        assert self.screen == "timeline"

    def to_draft(self) -> None:
        self.to_prefill()
        self.answer(applying_effects.AskPrefill, Prefilled(prefill(draft=DRAFT)))
        assert self.view.words["title"] == "上次没填完，要接着填吗？"

    def to_kept(self) -> None:
        self.to_review()
        self.press("asked")
        self.answer(applying_effects.KeepDraft, DraftKept(DRAFT))
        assert self.view.words["title"] == "存好了"


STOPS: dict[str, Callable[[Applying], None]] = {
    "question": Applying.to_question,
    "review": Applying.to_review,
    "declare": Applying.to_declare,
    "accepted": Applying.to_accepted,
    "running": Applying.to_running,
    "draft found": Applying.to_draft,
    "draft kept": Applying.to_kept,
}
"""Where a person stands and may go."""
AT_WORK = {"prefill": Applying.to_prefill, "submit": Applying.to_submit}


@pytest.fixture
def kiosk(monkeypatch: pytest.MonkeyPatch) -> Applying:
    monkeypatch.setattr(in_words, "OFFERED", OFFERED)
    return Applying()


def is_wiped(kiosk: Applying) -> bool:
    session = kiosk.controller._session
    return session.identity is None and not session.filling.answers and session.application.accepted is None


@pytest.mark.parametrize("stop", STOPS)
def test_whoever_leaves_leaves_nothing_behind(kiosk: Applying, stop: str) -> None:
    STOPS[stop](kiosk)
    kiosk.press("leave")
    if kiosk.screen == "leaving":
        kiosk.press("leave")
    assert kiosk.screen == "home"
    assert is_wiped(kiosk)
    assert kiosk.asked_for(applying_effects.Submit) == (1 if stop == "accepted" else 0)


@pytest.mark.parametrize("stop", STOPS)
def test_whoever_says_nothing_any_more_is_covered_and_then_forgotten(kiosk: Applying, stop: str) -> None:
    STOPS[stop](kiosk)
    kiosk.wait(300)
    assert kiosk.screen in ("home", "attract")
    assert is_wiped(kiosk)


@pytest.mark.parametrize("stop", AT_WORK)
def test_while_the_platform_is_asked_nobody_is_sent_away(kiosk: Applying, stop: str) -> None:
    AT_WORK[stop](kiosk)
    kiosk.wait(60)
    assert kiosk.screen == "working"
    assert not is_wiped(kiosk)


def test_a_submission_under_way_cannot_be_left(kiosk: Applying) -> None:
    kiosk.to_submit()
    kiosk.press("leave", "back", "home")
    assert kiosk.screen == "working"
    assert kiosk.view.bar["leave"] == ""


@pytest.mark.parametrize("step", ["review", "declare"])
def test_one_step_back_and_nothing_is_lost(kiosk: Applying, step: str) -> None:
    STOPS[step](kiosk)
    kiosk.press("back")
    assert kiosk.screen == ("answer" if step == "review" else "review")
    assert kiosk.controller._session.filling.answers["lives-with"] == "alone"


def test_pressing_twice_hands_in_once(kiosk: Applying) -> None:
    kiosk.to_declare()
    kiosk.press("primary", "primary", "primary")
    assert kiosk.asked_for(applying_effects.Submit) == 1


def test_a_second_answer_to_the_same_deed_changes_nothing(kiosk: Applying) -> None:
    kiosk.to_accepted()
    before = kiosk.view.rows
    _, post, _ = kiosk.last(applying_effects.Submit)
    post(ApplicationAccepted(kiosk.accepted()))
    post(ApplicationNotTaken("network", can_try_again=True))
    kiosk.deliver()
    assert kiosk.view.words["title"] == "已经受理"
    assert kiosk.view.rows == before


def test_unknown_is_asked_and_the_person_may_go(kiosk: Applying) -> None:
    kiosk.to_submit()
    kiosk.answer(applying_effects.Submit, ApplicationUnknown())
    assert kiosk.view.words["title"] == "还不知道平台收到没有"
    kiosk.press("primary")
    assert kiosk.asked_for(applying_effects.Submit) == 1
    assert kiosk.asked_for(applying_effects.AskSubmission) == 1
    kiosk.answer(applying_effects.AskSubmission, ApplicationUnknown())
    kiosk.press("leave")
    assert kiosk.screen == "home"
    assert is_wiped(kiosk)


def test_what_surely_did_not_arrive_is_another_deed_the_next_time(kiosk: Applying) -> None:
    kiosk.to_submit()
    first = kiosk.last(applying_effects.Submit)[0]
    kiosk.answer(applying_effects.Submit, ApplicationNotTaken("timeout", can_try_again=True))
    assert kiosk.view.words["title"] == "申请没有交上去"
    kiosk.press("primary")
    second = kiosk.last(applying_effects.Submit)[0]
    assert isinstance(first, applying_effects.Submit)
    assert isinstance(second, applying_effects.Submit)
    assert first.deed != second.deed
    assert first.application == second.application


@pytest.mark.parametrize("key", ["network", "timeout", "platform_broken", "busy", "wrong_answer"])
def test_what_is_known_could_not_be_asked(kiosk: Applying, key: str) -> None:
    kiosk.to_prefill()
    kiosk.fail(applying_effects.AskPrefill, key)
    assert kiosk.screen == "trouble"
    kiosk.press("primary")
    kiosk.answer(applying_effects.AskPrefill, Prefilled(prefill()))
    assert kiosk.screen == "answer"


def test_an_answer_to_another_question_is_asked_of_the_person(kiosk: Applying) -> None:
    kiosk.to_prefill()
    odd = [
        PrefilledField(name=name, value="2026-13-45" if name == "born" else value, source="population")
        for name, value in KNOWN.items()
    ]
    kiosk.answer(applying_effects.AskPrefill, Prefilled(prefill(fields=tuple(odd))))
    assert kiosk.view.words["title"] == "哪天出生？"


def test_a_number_that_is_not_the_persons_opens_nothing(kiosk: Applying) -> None:
    kiosk.to_prefill()
    other = [
        PrefilledField(name=name, value="449901194607010040" if name == "number" else value, source="population")
        for name, value in KNOWN.items()
    ]
    kiosk.answer(applying_effects.AskPrefill, Prefilled(prefill(fields=tuple(other))))
    assert kiosk.screen == "trouble"
    assert not kiosk.controller._session.filling.answers


def test_whoever_helps_may_not_change_the_account(kiosk: Applying) -> None:
    kiosk.to_review()
    session = kiosk.controller._session
    helped = IDENTITY.model_copy(update={"acting": "helper-0001"})
    kiosk.controller._session = replace(session, identity=helped, proven_by="helper")
    kiosk.press("choice-account")
    assert kiosk.screen == "review"
    assert "只有本人能改" in kiosk.view.notice
    kiosk.press("choice-home-address")
    assert kiosk.screen == "write", "what is not the person's own matter they may correct"


def test_the_slip_printer_is_out_and_the_application_is_accepted_all_the_same(kiosk: Applying) -> None:
    kiosk.device("receipt_printer", Fault.NO_PAPER)
    kiosk.to_accepted()
    assert kiosk.asked_for(effects.PrintSlip) == 0
    assert "编号" in kiosk.view.notice or "小票没有打出来" in kiosk.view.notice
    assert any(row.value.replace(" ", "") == CASE.progress.case_no for row in kiosk.view.rows)
