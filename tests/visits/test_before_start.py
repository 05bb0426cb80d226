"""Before you start: whether it can be finished is said before identity; lists, cases, cities and places beside it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from in_words import ITEM, NOW, Kiosk, _texts
from whole_catalogue import whole_catalogue

from drivers.faults import Fault
from drivers.outcome import Outcome
from drivers.receipt_printer import Line, Pair
from kiosk import effects
from kiosk.events import SlipSettled
from kiosk.forms.filling import NOTHING_FILLED, Filling
from kiosk.hours import HoursSeen
from kiosk.items.catalogue import Catalogue
from kiosk.items.opening_hours import Opening
from kiosk.items.registers import load_materials
from kiosk.items.routes import ROUTES
from kiosk.items.situations import load_situations
from kiosk.measured import MinutesMeasured
from kiosk.platform.service_values import ItemRating
from kiosk.ratings import RatingsHeard
from kiosk.service_events import TimeTold
from kiosk.session import Printing, Session, Terminal

ALLOWANCE = "old-age-allowance"
PRINTED = "no-property-certificate"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return whole_catalogue()


@pytest.fixture
def kiosk(catalogue: Catalogue) -> Kiosk:
    """A hall that offers everything, and knows the questions."""
    kiosk = Kiosk()
    changed(kiosk, catalogue=catalogue, situations=load_situations(load_materials()))
    return kiosk


def changed(kiosk: Kiosk, **terminal: object) -> None:
    session = kiosk.controller._session
    there: Terminal = replace(session.terminal, **terminal)  # type: ignore[arg-type]  # any of its fields
    kiosk.controller._session = replace(session, terminal=there)
    kiosk.controller.beat()


def session_of(kiosk: Kiosk) -> Session:
    return kiosk.controller._session


def reason(kiosk: Kiosk) -> tuple[str, str]:
    return kiosk.view.tone, kiosk.view.words["verdict"]


def told(kiosk: Kiosk, key: str) -> str:
    return _texts().text("zh-Hans", key)


def test_all_it_takes_stands_there_before_anybody_says_who_they_are(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    assert reason(kiosk) == ("good", told(kiosk, "verdict.print.title"))
    values = {row.label: row.value for row in kiosk.view.rows}
    assert values[told(kiosk, "takes.fee")] == "免费"
    assert values[told(kiosk, "takes.time")] == "约3分钟（规定最长1个工作日）"
    assert values[told(kiosk, "takes.bring")] == "本人身份证"
    assert values[told(kiosk, "takes.spared")] == "身份证复印件"
    assert kiosk.view.holder == ""
    assert kiosk.asked_for(effects.ReadCard) == 0


def test_another_stretch_of_time_is_one_touch_and_kept(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}", "choice-12-months", "primary")
    assert (kiosk.screen, session_of(kiosk).period) == ("consent", "12-months")


def test_who_disagrees_is_back_at_what_it_takes_and_the_other_places_are_one_touch_away(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}", "choice-12-months", "primary")
    assert kiosk.screen == "consent"
    kiosk.press("back")
    assert (kiosk.screen, kiosk.view.notice) == ("before_start", told(kiosk, "notice.consent_refused"))
    assert [period.id for period in kiosk.view.choices if period.is_chosen] == ["12-months"]
    kiosk.press("choice-place")
    assert kiosk.view.rows
    kiosk.press("back")
    assert (kiosk.screen, kiosk.view.notice) == ("before_start", "")
    assert kiosk.asked_for(effects.ReadCard) == 0
    kiosk.press("back")
    assert kiosk.screen == "home"


def test_who_disagrees_leaves_no_answer_behind(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}", "primary")
    answered = Filling(answers={"name": "测甲"})
    kiosk.controller._session = replace(session_of(kiosk), filling=answered, digits="123")
    kiosk.press("back")
    assert (session_of(kiosk).filling, session_of(kiosk).digits) == (NOTHING_FILLED, "")


@pytest.mark.parametrize(
    ("device", "fault", "tone", "key"),
    [
        ("a4_printer", Fault.NO_PAPER, "bad", "device"),
        ("platform", Fault.ABSENT, "bad", "network"),
        ("idcard", Fault.ABSENT, "careful", "other_way"),
    ],
)
def test_what_lacks_is_said_at_once_and_goes_when_it_is_there_again(
    kiosk: Kiosk, device: str, fault: Fault, tone: str, key: str
) -> None:
    for other in ("smart_card", "pin_pad", "code_scanner", "document_scanner"):
        kiosk.device(other)
    kiosk.press(f"choice-{ITEM}")
    kiosk.device(device, fault)
    assert reason(kiosk) == (tone, told(kiosk, f"verdict.{key}.title"))
    kiosk.device(device)
    assert kiosk.view.tone == "good"


@pytest.mark.parametrize(("device", "fault"), [("a4_printer", Fault.NO_PAPER), ("platform", Fault.ABSENT)])
def test_what_cannot_be_done_now_is_not_begun_but_shows_where_it_can(kiosk: Kiosk, device: str, fault: Fault) -> None:
    kiosk.press(f"choice-{ITEM}")
    kiosk.device(device, fault)
    kiosk.press("primary")
    assert (kiosk.screen, kiosk.view.words["title"]) == ("result", told(kiosk, "screen.places.title"))
    kiosk.press("back")
    assert kiosk.screen == "before_start"


def test_hours_say_when_and_what_ends_soon_says_so(kiosk: Kiosk) -> None:
    soon = Opening(is_open=True, until=NOW + timedelta(minutes=20))
    kiosk.press(f"choice-{ITEM}")
    kiosk.controller.take((HoursSeen({}, {ITEM: soon}), None))
    assert reason(kiosk) == ("careful", told(kiosk, "verdict.closing.title"))
    later = Opening(is_open=False, until=NOW + timedelta(hours=11, minutes=25))
    kiosk.controller.take((HoursSeen({ITEM: later}), None))
    assert kiosk.view.tone == "bad"
    assert kiosk.view.words["why"] == "明早8:30可办。"
    assert kiosk.view.choices == (), "nothing to choose where nothing can be begun"
    kiosk.press("primary")
    assert kiosk.view.rows, "no dead end"
    kiosk.press("back", "back")
    assert kiosk.screen == "home"


def test_how_long_it_takes_here_stands_there_where_it_is_known(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    label = told(kiosk, "takes.measured")
    assert label not in [row.label for row in kiosk.view.rows]
    kiosk.controller.take((MinutesMeasured({ITEM: 2}), None))
    assert {row.label: row.value for row in kiosk.view.rows}[label] == "约2分钟"


def test_what_people_said_of_it_stands_there_where_enough_did(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ITEM}")
    label = told(kiosk, "takes.rating")
    assert label not in [row.label for row in kiosk.view.rows]
    kiosk.controller.take((RatingsHeard({ITEM: ItemRating(item=ITEM, tenths=48, count=1236)}), None))
    assert {row.label: row.value for row in kiosk.view.rows}[label] == "4.8分（1236人评过）"


def test_every_item_leads_on_from_its_page_whatever_its_verdict(kiosk: Kiosk, catalogue: Catalogue) -> None:
    tones = set()
    for item in catalogue.values():
        # An item whose every way needs what the terminal has not got is not told of: its first way is at hand.
        settings = item.settings
        proof = ROUTES[settings.routes[0]].devices if settings.routes else ()
        for device in (*settings.devices, *proof):
            kiosk.device(device)
        kiosk.press(f"choice-{item.id}")
        assert kiosk.screen == "before_start", item.id
        tones.add(kiosk.view.tone)
        assert kiosk.view.words["verdict"]
        assert kiosk.view.words["primary"]
        assert kiosk.view.leads
        for lead in kiosk.view.leads:
            kiosk.press(f"choice-{lead.id}")
            assert kiosk.screen != "before_start", (item.id, lead.id)
            kiosk.press("back")
            assert kiosk.screen == "before_start", (item.id, lead.id)
        kiosk.press("back")
        assert kiosk.screen == "home"
    assert tones == {"good", "careful"}


def test_the_list_comes_on_paper_for_nobody_in_particular(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ALLOWANCE}", "choice-list")
    assert kiosk.view.words["title"] == told(kiosk, "screen.once_told.title")
    kiosk.press("primary")
    kiosk.answer(effects.TellTime, TimeTold(NOW))
    effect = kiosk.last(effects.PrintSlip)[0]
    assert isinstance(effect, effects.PrintSlip)
    words = "".join(
        part.text if isinstance(part, Line) else f"{part.name}{part.value}"
        for part in effect.slip.parts
        if isinstance(part, Line | Pair)
    )
    assert all(one in words for one in ("一次性告知", "高龄津贴", "本人身份证", "银行卡", "演示数据"))
    kiosk.answer(effects.PrintSlip, SlipSettled(is_printed=True))
    assert kiosk.screen == "before_start"
    assert kiosk.view.notice == told(kiosk, "notice.list_printed")
    assert session_of(kiosk).identity is None


def test_a_list_that_does_not_come_out_is_said(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ALLOWANCE}", "choice-list", "primary")
    kiosk.answer(effects.TellTime, TimeTold(NOW))
    kiosk.answer(effects.PrintSlip, SlipSettled(is_printed=False))
    assert kiosk.view.notice == told(kiosk, "notice.list_failed")


def test_without_a_slip_printer_the_list_comes_on_a_sheet_as_often_as_wanted(kiosk: Kiosk) -> None:
    kiosk.device("receipt_printer", Fault.NO_PAPER)
    deeds = set()
    for _ in range(2):
        kiosk.press(*(() if kiosk.screen == "before_start" else (f"choice-{ALLOWANCE}",)), "choice-list")
        assert kiosk.view.words["primary"] == told(kiosk, "screen.once_told.primary_sheet")
        kiosk.press("primary")
        kiosk.deliver()
        assert kiosk.screen == "printing"
        kiosk.answer(effects.TellTime, TimeTold(NOW))
        made = kiosk.last(effects.MakePaper)[0]
        assert isinstance(made, effects.MakePaper)
        assert "委托书" not in repr(made.document)
        printed = kiosk.last(effects.Print)[0]
        assert isinstance(printed, effects.Print)
        deeds.add(printed.deed)
        kiosk.sheet(1, 1)
        kiosk.settle(Outcome.DONE, 1)
        assert (kiosk.screen, kiosk.view.notice) == ("before_start", told(kiosk, "notice.sheet_printed"))
    assert len(deeds) == 2
    kiosk.press("primary")
    assert session_of(kiosk).printing == Printing()


def test_a_sheet_that_does_not_come_out_can_be_tried_again(kiosk: Kiosk) -> None:
    kiosk.device("receipt_printer", Fault.NO_PAPER)
    kiosk.press(f"choice-{ALLOWANCE}", "choice-list", "primary")
    kiosk.deliver()
    kiosk.answer(effects.TellTime, TimeTold(NOW))
    first = kiosk.last(effects.Print)[0]
    kiosk.settle(Outcome.NOT_DONE, 0, Fault.JAMMED)
    assert kiosk.screen == "trouble"
    kiosk.press("primary")
    kiosk.deliver()
    kiosk.answer(effects.TellTime, TimeTold(NOW))
    again = kiosk.last(effects.Print)[0]
    assert isinstance(first, effects.Print)
    assert isinstance(again, effects.Print)
    assert first.deed != again.deed


def test_without_any_printer_the_list_is_read_and_leads_back(kiosk: Kiosk) -> None:
    kiosk.device("receipt_printer", Fault.NO_PAPER)
    kiosk.device("a4_printer", Fault.NO_PAPER)
    kiosk.press(f"choice-{ALLOWANCE}", "choice-list")
    assert kiosk.view.words["primary"] == told(kiosk, "screen.once_told.primary_end")
    kiosk.press("primary")
    assert kiosk.screen == "before_start"
    assert kiosk.asked_for(effects.PrintSlip) == 0


def test_a_few_questions_find_the_case_and_its_papers(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ALLOWANCE}", "choice-case", "choice-0", "choice-0", "choice-0", "choice-1", "choice-1")
    assert kiosk.screen == "before_start"
    values = {row.label: row.value for row in kiosk.view.rows}
    assert values[told(kiosk, "takes.case")] == "家人代办"
    assert "委托书" in values[told(kiosk, "takes.bring")]
    kiosk.press("choice-list", "primary")
    kiosk.answer(effects.TellTime, TimeTold(NOW))
    effect = kiosk.last(effects.PrintSlip)[0]
    assert isinstance(effect, effects.PrintSlip)
    assert any("委托书" in part.text for part in effect.slip.parts if isinstance(part, Line))


def test_not_knowing_is_an_answer_to_every_question(kiosk: Kiosk, catalogue: Catalogue) -> None:
    for item in catalogue.values():
        if not item.settings.facts.situation:
            continue
        kiosk.press(f"choice-{item.id}", "choice-case")
        asked = 0
        while kiosk.screen == "answer":
            assert kiosk.view.choices[-1].id == "unsure"
            kiosk.press("choice-unsure")
            asked += 1
        assert 0 < asked <= 5
        assert any(row.label == told(kiosk, "takes.case") for row in kiosk.view.rows), item.id
        kiosk.press("home")


def test_back_goes_one_question_back_then_to_the_page(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ALLOWANCE}", "choice-case")
    first = kiosk.view.words["title"]
    kiosk.press("choice-0")
    assert kiosk.view.words["title"] != first
    kiosk.press("back")
    assert kiosk.view.words["title"] == first
    kiosk.press("back")
    assert kiosk.screen == "before_start"
    assert not any(row.label == told(kiosk, "takes.case") for row in kiosk.view.rows)


def test_a_case_that_is_another_item_leads_to_that_items_page(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ALLOWANCE}", "choice-case", "choice-0", "choice-0", "choice-1")
    item = session_of(kiosk).item
    assert item is not None
    assert item.id == "old-age-allowance-adjustment"


def test_a_case_that_is_done_elsewhere_says_so(kiosk: Kiosk) -> None:
    kiosk.press(f"choice-{ALLOWANCE}", "choice-case", "choice-1")
    assert kiosk.view.tone == "careful"
    assert kiosk.view.words["verdict"] == told(kiosk, "verdict.case_elsewhere.title")
    assert "生日当月" in kiosk.view.words["why"]


def cross_city(catalogue: Catalogue, *cities: str) -> Catalogue:
    item = catalogue[PRINTED]
    facts = item.settings.facts.model_copy(update={"scope": "cross-city", "cities": cities})
    return {PRINTED: replace(item, settings=item.settings.model_copy(update={"facts": facts}))}


def test_another_city_is_chosen_before_and_not_asked_for_again(kiosk: Kiosk, catalogue: Catalogue) -> None:
    changed(kiosk, catalogue=cross_city(catalogue, "441300", "440100"))
    kiosk.press(f"choice-{PRINTED}")
    assert any(row.value == session_of(kiosk).terminal.divisions.city("441300") for row in kiosk.view.rows)
    kiosk.press("choice-city", "choice-440100")
    assert kiosk.screen == "before_start"
    kiosk.press("primary")
    assert session_of(kiosk).filling.answers["city"] == "440100"


def test_a_city_that_cannot_do_it_is_asked_for_in_the_flow(kiosk: Kiosk, catalogue: Catalogue) -> None:
    changed(kiosk, catalogue=cross_city(catalogue, "440100", "440600"))
    kiosk.press(f"choice-{PRINTED}", "primary")
    assert "city" not in session_of(kiosk).filling.answers


def test_back_from_the_first_question_comes_to_the_page(kiosk: Kiosk) -> None:
    kiosk.press("choice-progress", "primary")
    assert kiosk.screen == "pick"
    kiosk.press("back")
    assert kiosk.screen == "before_start"


def test_what_was_proven_stays_for_the_next_thing(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("home", f"choice-{ITEM}", "back")
    assert kiosk.view.holder, "looking at a thing and going back forgets nobody"
    kiosk.press(f"choice-{ITEM}", "primary", "primary")
    assert kiosk.screen == "working", "a consent for it, and nothing else is asked"
