"""Cards and papers are copied, files of phones and sticks are printed, and whatever can go wrong with any of it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from copying_bench import CARD, FILES, PAPERS, CopyingHall, jpeg, pages_here, pdf, with_card, with_paper
from one_thread import Killed
from PIL import Image
from province_in_process import InProcess, province_in
from pypdf import PdfReader

from drivers.faults import Fault
from drivers.outcome import Outcome
from drivers.usb_stick.image import image
from kiosk import effects, events
from kiosk.copying import NOTHING_COPIED
from kiosk.platform.errors import NoConnection


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture(autouse=True)
def _pages_without_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that makes them has tests of its own (test_pages.py)."""
    monkeypatch.setattr("kiosk.hands.copying.pages_of", pages_here)


@pytest.fixture
def hall(there: InProcess, tmp_path: Path) -> Iterator[CopyingHall]:
    made = CopyingHall(there, tmp_path)
    yield made
    made.close()


@pytest.fixture
def priced(there: InProcess, tmp_path: Path) -> Iterator[CopyingHall]:
    """Twenty fen a sheet."""
    made = CopyingHall(there, tmp_path, yuan="0.20")
    yield made
    made.close()


def test_both_sides_of_a_card_stand_on_one_sheet_with_purpose_and_day(hall: CopyingHall) -> None:
    hall.will_lie = [
        with_card("lightblue"),
        with_card("lightblue"),
        with_card("lightblue"),
        with_card("pink", angle=-3),
    ]
    hall.comes(CARD)
    assert hall.screen == "answer"
    hall.press("choice-work")
    assert (hall.step, hall.screen) == ("copy_look", "paper")
    hall.press("primary")
    assert (hall.step, hall.screen) == ("copy_done", "done")
    (paper,) = hall.out.papers
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages).split())
    assert "仅供入职手续使用" in text
    assert "复印日期" in text
    assert (paper.pages, hall.moved()["charged"]) == (1, 0)


def test_papers_are_copied_page_by_page_and_laid_straight(hall: CopyingHall) -> None:
    hall.will_lie = [with_paper("one", angle=5.0)]
    hall.comes(PAPERS)
    assert hall.step == "copy_pages"
    assert (hall.rows["页数"], hall.rows["价钱"]) == ("1 页（最多 10 页）", "免费")
    hall.will_lie = [with_paper("two")]
    hall.press("asked")
    assert hall.rows["页数"].startswith("2 页")
    hall.press("primary")
    hall.press("primary")
    assert hall.screen == "done"
    assert hall.out.papers[0].pages == 2


def test_files_come_from_a_phone_and_nothing_stays_at_the_platform(hall: CopyingHall) -> None:
    hall.will_send = [("合同.pdf", pdf(3)), ("照片.jpg", jpeg())]
    hall.stays_s = 20.0
    hall.comes(FILES)
    hall.press("choice-phone")
    assert hall.step == "file_phone"
    assert (hall.rows.get("", ""), "4 页" in hall.words["lead"]) == (hall.words["step_3"], True)
    hall.press("primary")
    assert hall.step == "file_pages"
    assert (hall.rows["第1个文件"], hall.rows["第2个文件"]) == ("3 页", "1 页")
    assert hall.there.tell("platform", "uploads") == {"held": 0}
    hall.press("primary")
    hall.press("primary")
    assert hall.screen == "done"
    assert hall.out.papers[0].pages == 4


def test_a_file_of_a_stick_is_chosen_and_printed(hall: CopyingHall) -> None:
    hall.stick.write_bytes(image({"合同.pdf": pdf(2), "x.exe": b"MZ"}, partition=True))
    hall.comes(FILES)
    hall.press("choice-stick")
    assert hall.step == "file_choice"
    hall.newest()
    assert [one.label for one in hall.taken.last.choices] == ["合同.pdf"]
    hall.press(f"choice-{hall.taken.last.choices[0].id}")
    hall.press("primary")
    hall.press("primary")
    assert hall.screen == "done"
    assert hall.out.papers[0].pages == 2


def test_what_is_printed_is_paid_by_the_sheet(priced: CopyingHall) -> None:
    priced.will_lie = [with_paper("one")]
    priced.comes(PAPERS)
    priced.will_lie = [with_paper("two")]
    priced.press("asked")
    assert (priced.rows["价钱"], priced.rows["一共"]) == ("每张 0.20 元", "0.40 元")
    priced.press("primary")
    priced.press("primary")
    assert priced.screen == "done"
    assert priced.moved() == {"charged": 40, "refunded": 0, "delivered": 40}


@pytest.mark.parametrize("sheets", [0, 1])
def test_what_did_not_come_out_whole_is_not_paid(priced: CopyingHall, sheets: int) -> None:
    priced.out.outcome, priced.out.fault, priced.out.sheets = Outcome.NOT_DONE, Fault.JAMMED, sheets
    priced.will_lie = [with_paper("one")]
    priced.comes(PAPERS)
    priced.press("primary")
    priced.press("primary")
    assert (priced.step, priced.moved()) == ("pay-told", {"charged": 20, "refunded": 20, "delivered": 0})


def test_a_card_that_is_none_and_the_same_side_twice_are_said_and_waited_out(hall: CopyingHall) -> None:
    wide = with_card("lightgreen", mm=(120.0, 80.0))
    hall.will_lie = [*[wide] * 4, *[with_card("lightblue")] * 8, with_card("pink", angle=2)]
    hall.comes(CARD)
    hall.press("choice-bank")
    assert hall.step == "copy_look"
    said = [view.notice for view in hall.taken.views if view.notice]
    assert said == ["这不是证件大小的卡，请只放一张证件。", "还是同一面，请把证件翻过来。"]


@pytest.mark.parametrize("item", [CARD, PAPERS])
def test_whoever_lays_nothing_down_gets_nothing(hall: CopyingHall, item: str) -> None:
    hall.stays_s = 5.0
    hall.comes(item)
    if item == CARD:
        hall.press("choice-bank")
    assert hall.step in ("copy_front", "copy_page")
    hall.press("back")
    assert hall.step in ("ask-purpose", "before_start")
    assert (hall.glass.scans, hall.out.papers) == (0, [])


@pytest.mark.parametrize("fault", [Fault.JAMMED, Fault.ABSENT])
def test_a_scanner_that_fails_is_said_and_can_be_tried_again(hall: CopyingHall, fault: Fault) -> None:
    hall.glass.fault = fault
    hall.comes(PAPERS)
    assert hall.screen == "trouble"
    hall.glass.fault = None
    hall.will_lie = [with_paper("one")]
    hall.press("primary")
    assert hall.step == "copy_pages"


def test_eleven_pages_are_not_taken(hall: CopyingHall) -> None:
    hall.will_send = [("eleven.pdf", pdf(11)), ("eight.pdf", pdf(8)), ("three.pdf", pdf(3))]
    hall.stays_s = 20.0
    hall.comes(FILES)
    hall.press("choice-phone")
    assert (len(hall.session.copying.pages), hall.session.copying.files) == (8, (8,))
    assert [view.notice for view in hall.taken.views if view.notice][:1] == ["一次最多10页，多的不收。"]


LOCKED = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj trailer<</Root 1 0 R/Encrypt 3 0 R>>"
HOSTILE = {
    "broken": b"%PDF-1.7\n" + b"\xff" * 5000,
    "cut short": pdf(2)[:700],
    "a picture of a gigapixel": bytes.fromhex("ffd8ffc0001108ffffffff03011100021100031100ffd9"),
    "no picture": b"\xff\xd8\xff" + b"MZ" * 500,
    "encrypted": LOCKED,
    "a page of a square kilometre": pdf(1).replace(b"595.2756 841.8898", b"9999999 9999999.0"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_one_clear_refusal_or_harmless_pixels(hall: CopyingHall, what: str) -> None:
    hall.will_send = [("x", HOSTILE[what])]
    hall.stays_s = 6.0
    hall.comes(FILES)
    hall.press("choice-phone")
    pages = hall.session.copying.pages
    told = [view.notice for view in hall.taken.views if view.notice]
    if what == "a page of a square kilometre":
        assert [Image.open(io.BytesIO(page)).size for page in pages] == [(1654, 2339)]
    else:
        assert (pages, len(told)) == ((), 1)
    hall.press("back")
    assert (hall.step, hall.there.tell("platform", "uploads")) == ("file_way", {"held": 0})


def test_a_code_that_ran_out_is_said_and_another_one_is_made(hall: CopyingHall) -> None:
    hall.stays_s = 1000.0
    hall.comes(FILES)
    hall.press("choice-phone")
    assert (hall.screen, hall.words["title"]) == ("trouble", "传文件的时间到了")
    hall.will_send = [("a.jpg", jpeg())]
    hall.stays_s = 10.0
    hall.press("primary")
    assert len(hall.session.copying.pages) == 1


def test_a_platform_that_is_away_takes_no_files(hall: CopyingHall, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise NoConnection("no connection", Outcome.NOT_DONE)

    monkeypatch.setattr("kiosk.hands.copying.uploads.open_page", gone)
    hall.comes(FILES)
    hall.press("choice-phone")
    assert hall.screen == "trouble"


@pytest.mark.parametrize(
    ("content", "title"),
    [(b"", "U盘里没有能打印的文件"), (bytes(4096), "这个U盘读不了")],
)
def test_a_stick_with_nothing_to_print_is_said(hall: CopyingHall, content: bytes, title: str) -> None:
    hall.stick.write_bytes(content or image({"a.exe": b"MZ"}))
    hall.comes(FILES)
    hall.press("choice-stick")
    assert hall.words["title"] == title


def test_a_stick_that_is_pulled_out_is_said_and_can_be_put_in_again(hall: CopyingHall) -> None:
    whole = image({"a.pdf": pdf(1)})
    hall.stick.write_bytes(whole)
    hall.comes(FILES)
    hall.press("choice-stick")
    hall.newest()
    chosen = hall.taken.last.choices[0].id
    hall.stick.unlink()
    hall.press(f"choice-{chosen}")
    assert hall.words["title"] == "U盘拔掉了"
    hall.stick.write_bytes(whole)
    hall.press("primary")
    assert hall.step == "file_choice"


def test_an_empty_socket_is_waited_for_until_the_person_goes_back(hall: CopyingHall) -> None:
    hall.stays_s = 5.0
    hall.comes(FILES)
    hall.press("choice-stick")
    assert hall.step == "file_insert"
    hall.press("back")
    assert hall.step == "file_way"


def at_the_price(priced: CopyingHall) -> None:
    priced.will_lie = [with_paper("one")]
    priced.comes(PAPERS)
    priced.press("primary")


def test_whoever_gives_up_before_paying_pays_nothing(priced: CopyingHall) -> None:
    at_the_price(priced)
    priced.press("back")
    assert priced.step == "copy_pages"
    priced.press("leave")
    assert priced.session.copying.pages == ()
    assert priced.moved() == {"charged": 0, "refunded": 0, "delivered": 0}


@pytest.mark.parametrize("outcome", ["nothing was printed", "all of it was printed", "nobody knows"])
def test_a_core_that_was_killed_after_the_money_came(priced: CopyingHall, outcome: str) -> None:
    """kill -9 while it prints: the till settles the order by what became of the print."""
    priced.out.dies = True
    at_the_price(priced)
    with pytest.raises(Killed):
        priced.press("primary")
    deed = priced.out.deed
    if outcome != "nothing was printed":
        priced.journal.intend(deed, "print", priced.out.facts)
        settled = Outcome.DONE if outcome == "all of it was printed" else Outcome.UNKNOWN
        priced.journal.settle(deed, "print", settled, {"sheets": 1})
    priced.session = priced.session.next_visit()
    for _ in range(20):
        priced.till.settle_left("code", "")
        priced.clock.pause(2.0)
    wanted = {
        "nothing was printed": {"charged": 20, "refunded": 20, "delivered": 0},
        "all of it was printed": {"charged": 20, "refunded": 0, "delivered": 20},
        "nobody knows": {"charged": 20, "refunded": 0, "delivered": 0},
    }
    assert priced.moved() == wanted[outcome]


STEPS = ("ask-purpose", "copy_back", "copy_look", "copy_done")


@pytest.mark.parametrize("step", STEPS)
def test_at_every_step_leaving_forgets_everything(hall: CopyingHall, step: str) -> None:
    hall.stays_s = 8.0
    hall.comes(CARD)
    if step != "ask-purpose":
        front, back = [with_card("lightblue")] * 3, [with_card("lightblue")] * 3 + [with_card("pink")]
        hall.will_lie = {"copy_front": [], "copy_back": front}.get(step, back)
        hall.press("choice-home")
    if step == "copy_done":
        hall.press("primary")
    assert hall.step == step
    hall.press("primary" if step == "copy_done" else "leave")
    if hall.screen == "leaving":
        hall.press("primary")
    assert hall.session.item is None
    assert (hall.session.copying, hall.session.preview.paper, hall.session.document) == (NOTHING_COPIED, None, None)


def sheets_of(hall: CopyingHall) -> int:
    paper = hall.session.preview.paper
    assert paper is not None
    return paper.pages


@pytest.mark.parametrize("item", [CARD, PAPERS])
def test_several_copies_are_one_paper_and_cost_so_many_sheets(priced: CopyingHall, item: str) -> None:
    priced.will_lie = [with_card("lightblue")] * 3 + [with_card("pink")] if item == CARD else [with_paper("one")]
    priced.comes(item)
    priced.press("choice-work" if item == CARD else "primary")
    assert priced.step == "copy_look"
    priced.press("asked")
    assert priced.step == "copy_copies"
    priced.newest()
    assert [choice.label for choice in priced.taken.last.choices] == [f"{count} 份" for count in (1, 2, 3, 4, 5, 10)]
    priced.press("choice-3")
    assert (priced.step, sheets_of(priced)) == ("copy_look", 3)
    priced.press("primary")
    assert priced.step == "copy_done"
    (paper,) = priced.out.papers
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf)).pages]
    assert (len(texts), len(set(texts)), paper.pages) == (3, 1, 3)
    assert priced.moved() == {"charged": 60, "refunded": 0, "delivered": 60}


def test_no_more_copies_are_offered_than_twenty_sheets_and_whoever_goes_back_keeps_what_was(hall: CopyingHall) -> None:
    hall.will_send = [("a.pdf", pdf(5))]
    hall.stays_s = 20.0
    hall.comes(FILES)
    hall.press("choice-phone")
    for _ in range(2):
        hall.press("primary")
    hall.press("asked")
    hall.newest()
    assert [choice.id for choice in hall.taken.last.choices] == ["1", "2", "3", "4"]
    hall.press("choice-2")
    assert sheets_of(hall) == 10
    hall.press("asked")
    hall.press("choice-10")
    assert hall.step == "copy_copies", "that many were not offered"
    hall.press("back")
    assert (hall.step, sheets_of(hall)) == ("copy_look", 10)


@pytest.mark.parametrize("then", ["choice-5", "back"])
def test_pages_that_come_after_the_copies_were_chosen_ask_again_how_many(hall: CopyingHall, then: str) -> None:
    hall.will_lie = [with_paper("one")]
    hall.comes(PAPERS)
    for name in ("primary", "asked", "choice-10", "back"):
        hall.press(name)
    assert hall.step == "copy_pages"
    for number in range(2):
        hall.will_lie = [with_paper(f"more {number}")]
        hall.press("asked")
    hall.press("primary")
    assert hall.step == "copy_copies", "three pages ten times are thirty sheets"
    hall.press(then)
    assert hall.step == "copy_look"
    hall.press("primary")
    assert hall.out.papers[0].pages == 15


def test_the_printer_is_asked_for_all_copies(hall: CopyingHall) -> None:
    hall.will_lie = [with_paper("one")]
    hall.comes(PAPERS)
    hall.press("primary")
    asked: list[int] = []
    answers = hall._answers

    def note(effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, effects.AskPrinter):
            asked.append(effect.copies)
        return answers(effect)

    hall._answers = note  # type: ignore[method-assign]  # a look at what is asked
    hall.press("asked")
    hall.press("choice-4")
    assert asked == [4]
