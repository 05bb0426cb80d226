"""What is asked and shown around a print: pages counted before, pictures of its own bytes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hands_bench import PRINT, Bench
from in_words import ITEM, NOW, OFFERED, RECORD
from waiting import wait_until

from drivers.faults import Fault
from kiosk import effects
from kiosk.events import (
    Failed,
    PageDrawn,
    PaperMade,
    PrinterAsked,
    PrintSettled,
)
from printing.document import Verification
from printing.layouts import Stamp


def asking(name: str = "测试甲") -> effects.AskPrinter:
    layout = OFFERED[ITEM].layout
    stamp = Stamp(
        number="0" * 15,
        verification=Verification("0" * 16, "0"),
        serial="0" * 26,
        terminal="A2-07",
        issued_at=NOW,
        printed_at=NOW,
        issuer="演示",
        subject="subject-0001",
        sample=True,
    )
    return effects.AskPrinter(layout, RECORD.model_copy(update={"name": name}), stamp)


def test_the_printer_is_asked_for_as_many_pages_as_the_paper_will_have(bench: Bench) -> None:
    assert bench.ask(asking()) == PrinterAsked((), 1)
    bench.heard.clear()
    kinds = ("pension", "injury", "unemployment")
    sums = {f"{kind}_months": 60 * getattr(RECORD, f"{kind}_months") for kind in kinds}
    many = RECORD.model_copy(update={"spans": RECORD.spans * 60, **sums})
    told = bench.ask(replace(asking(), record=many))
    assert isinstance(told, PrinterAsked)
    assert bench.world.ready_asked == [1, told.pages]
    assert told.pages > 1
    assert bench.world.rows == [], "nothing was issued or printed"


def test_what_speaks_against_it_is_told(bench: Bench) -> None:
    bench.world.unready = (Fault.PAPER_LOW,)
    assert bench.ask(asking()) == PrinterAsked((Fault.PAPER_LOW,), 1)


def test_a_name_that_no_face_draws_is_found_before_anything_is_issued(bench: Bench) -> None:
    assert bench.ask(asking("测\U0010fffd")) == Failed("cannot_draw", can_try_again=False)
    assert bench.world.ready_asked == []


def test_a_record_that_fits_no_paper_is_found_before_anything_is_issued(bench: Bench) -> None:
    far = datetime(9999, 12, 31, 23, tzinfo=UTC)
    asked = asking()
    late = replace(asked, record=asked.record.model_copy(update={"cutoff": far}))
    assert bench.ask(late) == Failed("wrong_answer", can_try_again=False)


def made(bench: Bench, effect: effects.Print) -> PaperMade:
    bench.hands.carry_out(effect, bench.heard.append)
    wait_until(lambda: any(isinstance(event, PrintSettled | Failed) for event in bench.heard), 10.0, "an end")
    return next(event for event in bench.heard if isinstance(event, PaperMade))


def test_the_first_page_is_shown_before_the_bytes_are_handed_over_and_other_pages_on_demand(bench: Bench) -> None:
    found = made(bench, PRINT)
    assert bench.heard.index(found) == 0
    assert found.picture.startswith(b"\xff\xd8")
    bench.heard.clear()
    assert isinstance(bench.ask(effects.DrawPage(found.paper, 1)), PageDrawn)
    bench.hands.carry_out(effects.ShowPage(1, found.picture), bench.heard.append)
    assert bench.shown == [(1, found.picture)]


def test_a_paper_of_ours_that_cannot_be_shown_is_printed_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert made(bench, PRINT).picture == b""
    assert bench.world.printed == 1


def test_a_page_that_cannot_be_drawn_is_no_event(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    found = made(bench, PRINT)
    bench.heard.clear()
    job = bench.hands.carry_out(effects.DrawPage(found.paper, 9), bench.heard.append)
    assert job is not None
    assert isinstance(bench.ask(effects.DrawPage(found.paper, 1)), PageDrawn)
    assert len(bench.heard) == 1
