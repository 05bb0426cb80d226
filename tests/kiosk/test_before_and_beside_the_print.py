"""What is asked and shown around a print: pages counted before, pictures of its own bytes."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hands_bench import MAKE, PRINT, Bench
from in_words import ISSUED, ITEM, NOW, OFFERED, RECORD
from PIL import Image
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
from kiosk.hands.paper import LARGE_PX, PAGE_PX
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.values import Sealed
from printing.document import Paper, Verification
from printing.layouts import Stamp
from printing.stock_tray import Sheets


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


def test_the_question_and_the_print_are_about_the_same_sheets(bench: Bench) -> None:
    every: tuple[Sheets, ...] = ("plain", "numbered")
    for sheets in every:
        bench.heard.clear()
        bench.ask(replace(asking(), sheets=sheets))
        bench.hands.carry_out(replace(PRINT, sheets=sheets), bench.heard.append)
        wait_until(lambda: any(isinstance(event, PrintSettled) for event in bench.heard), 5.0, "the end of the print")
    assert bench.world.on_numbers == ["plain", "plain", "numbered", "numbered"]


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


def made(bench: Bench) -> PaperMade:
    told = bench.ask(MAKE)
    assert isinstance(told, PaperMade)
    bench.heard.clear()
    return told


def test_the_paper_is_shown_before_anything_is_printed_and_its_pages_on_demand(bench: Bench) -> None:
    found = made(bench)
    assert found.picture.startswith(b"\xff\xd8")
    assert bench.world.printed == 0
    small = bench.ask(effects.DrawPage(found.paper, 1))
    bench.heard.clear()
    large = bench.ask(effects.DrawPage(found.paper, 1, is_large=True))
    assert isinstance(small, PageDrawn)
    assert isinstance(large, PageDrawn)
    widths = [Image.open(io.BytesIO(page.picture)).width for page in (small, large)]
    assert widths == [PAGE_PX, LARGE_PX]
    bench.hands.carry_out(effects.ShowPage(1, found.picture), bench.heard.append)
    assert bench.shown == [(1, found.picture)]


def test_a_paper_of_ours_that_cannot_be_shown_can_be_printed_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert made(bench).picture == b""


def test_a_sealed_file_that_cannot_be_shown_is_not_printed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = Sealed(serial="P1", pages=1, sha256="0" * 64)
    monkeypatch.setattr("kiosk.hands.paper.sealed_paper_of", lambda *_: PRINT.paper)
    monkeypatch.setenv("PATH", "/nowhere")
    asked = replace(MAKE, issued=ISSUED.model_copy(update={"sealed": sealed}), file=b"%PDF")
    assert bench.ask(asked) == Failed("wrong_answer", can_try_again=True)


def test_a_sealed_file_is_checked_once_more_before_it_is_printed(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> Paper:
        raise WrongAnswer("the sealed file: changed")

    monkeypatch.setattr("kiosk.hands.paper.sealed_paper_of", refused)
    sealed = Sealed(serial="P1", pages=1, sha256="0" * 64)
    asked = replace(PRINT, issued=ISSUED.model_copy(update={"sealed": sealed}))
    assert bench.ask(asked) == Failed("wrong_answer", can_try_again=True)
    assert bench.world.printed == 0


def test_a_page_that_cannot_be_drawn_is_no_event(bench: Bench) -> None:
    found = made(bench)
    job = bench.hands.carry_out(effects.DrawPage(found.paper, 9), bench.heard.append)
    assert job is not None
    assert isinstance(bench.ask(effects.DrawPage(found.paper, 1)), PageDrawn)
    assert len(bench.heard) == 1
