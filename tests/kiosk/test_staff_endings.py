"""统计 knows how visits ended: where they gave up, that time ran out, misses and what was set; in charts and CSV."""

from typing import get_args

import pytest
from staff_bench import Shift
from whole_catalogue import whole_catalogue

from config.texts import load_texts
from kiosk.flows import steps_of
from kiosk.items.routes import Route
from kiosk.staff.opening import TEXTS
from kiosk.staff.pages.statistics import FEW, table
from kiosk.staff.rights import Role
from kiosk.visits_ended import ENDED, HOWS, MODES


@pytest.fixture
def shift(cardless: Shift) -> Shift:
    return cardless


def ended(shift: Shift, people: int, screen: str, end: str, modes: str = "", misses: int = 0) -> None:
    for number in range(people):
        facts: dict[str, str | int] = {"visit": f"{screen}-{end}-{number}", "item": "hall-map"}
        facts |= {"screen": screen, "end": end, "seconds": 90, "misses": misses, "modes": modes}
        shift.journal.write(ENDED, "", facts)


def opened(shift: Shift) -> str:
    shift.enter(Role.BUSINESS)
    shift.open("statistics")
    return shift.said


def test_the_page_says_where_they_gave_up_and_how_often_time_ran_out(shift: Shift) -> None:
    ended(shift, 12, "done", "finished", misses=1)
    ended(shift, 6, "code", "timed-out")
    ended(shift, 2, "face", "left")
    said = opened(shift)
    for line in ("短信验证码 6", "办完　60% 12", "超时　30% 6", "离开　10% 2", "每次误触 0.6", "平均几分钟 1.5"):
        assert line in said
    assert "code" not in said
    assert "完成 12" not in said, "who has finished has given nothing up"


def test_what_few_used_and_where_few_gave_up_is_told_together(shift: Shift) -> None:
    ended(shift, FEW, "code", "left", modes="elder low")
    ended(shift, FEW - 1, "face", "left", modes="elder keypad")
    said = opened(shift)
    for line in (f"短信验证码 {FEW}", f"大字 {2 * FEW - 1}", f"低位 {FEW}", "不足5人的 4"):
        assert line in said
    assert "人脸" not in said
    assert "按键" not in said
    exported = "\n".join(table(shift.means, "7"))
    assert "face" not in exported
    assert "keypad" not in exported


def test_a_visit_that_no_row_ends_is_counted_as_that(shift: Shift) -> None:
    for visit in ("done-finished-0", "killed-with-its-core"):
        shift.journal.write("consent", "", {"visit": visit, "item": "hall-map", "kind": "data", "answer": "yes"})
    ended(shift, 1, "done", "finished")
    assert "没有记下结束　50% 1" in opened(shift)


def test_the_csv_has_the_same(shift: Shift) -> None:
    ended(shift, 5, "code", "timed-out", modes="huge", misses=2)
    lines = table(shift.means, "7")
    for line in (
        "end,timed-out,,5",
        "end,unknown,,0",
        "gave-up,code,,5",
        "mode,huge,,5",
        "misses,,,10",
        "seconds,,,450",
    ):
        assert line in lines


def test_a_period_without_a_visit_says_so(shift: Shift) -> None:
    assert "每次误触 —" in opened(shift)


def test_the_books_page_tells_it_in_words(shift: Shift) -> None:
    ended(shift, 1, "code", "timed-out", modes="elder en", misses=3)
    shift.enter(Role.AUDIT)
    shift.open("audit")
    shift.choose("people")
    for words in ("来访结束", "屏 短信验证码", "怎样结束 超时", "误触 3", "用到 大字 · 英文"):
        assert words in shift.said


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_end_mode_and_screen_of_a_step_has_words(language: str) -> None:
    words, ways = load_texts(TEXTS), (None, *get_args(Route))
    steps = [step for item in whole_catalogue().values() for way in ways for step in steps_of(item, way)]
    assert set(words.below(language, "visit_end")) == set(HOWS)
    assert set(words.below(language, "visit_mode")) == set(MODES)
    assert {"home", "search", *(step.screen for step in steps)} == set(words.below(language, "visit_screen"))


def test_however_many_rows_a_year_leaves_those_of_the_period_are_found_by_the_index(shift: Shift) -> None:
    asked: list[str] = []
    database = shift.journal._database
    database.set_trace_callback(asked.append)
    table(shift.means, "30")
    database.set_trace_callback(None)
    assert any(ENDED in query for query in asked)
    plans = {str(database.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()) for query in asked}
    assert all("ledger_kind_at" in plan and "SCAN" not in plan for plan in plans)
