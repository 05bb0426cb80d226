"""Cards and papers are copied, files of phones and sticks are printed, and whatever can go wrong with any of it."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from copying_bench import CARD, FILES, PAPERS, CopyingHall, with_card, with_paper
from PIL import Image
from province_in_process import InProcess, province_in
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from drivers.faults import Fault
from drivers.outcome import Outcome
from drivers.usb_stick.image import image


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


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


def pdf(pages: int) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for page in range(pages):
        canvas.drawString(100, 700, f"page {page}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def jpeg(size: tuple[int, int] = (900, 1200)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "blue").save(target, "JPEG")
    return target.getvalue()


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
