"""The paper itself: what a reader, a copier, a scanner and a printer get from the file."""

import io
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from sample_papers import citizen_number, document, record, stamp, table_of
from signed_words import URL

from printing.certificate import render
from printing.document import Document, Paper
from printing.fonts import CannotDraw
from printing.layouts import compose, load_layout
from printing.page import MM, Band, Box, Page, Picture, QrCode, Rule, Sheet, Text
from printing.placing import place
from printing.qr import QUIET_MODULES, modules

SESSION = "5e55"
SIZE_OF_ONE_PAGE = 60 * 1024


@pytest.fixture(scope="module")
def one_page() -> Paper:
    return render(document(3), SESSION)


@pytest.fixture(scope="module")
def many_pages() -> Paper:
    return render(document(80), SESSION)


def written(paper: Paper, folder: Path) -> Path:
    file = folder / "paper.pdf"
    file.write_bytes(paper.pdf)
    return file


def run(*argv: str) -> str:
    return subprocess.run(argv, capture_output=True, check=True, text=True).stdout


def text_of(paper: Paper, folder: Path, *options: str) -> str:
    return run("pdftotext", *options, str(written(paper, folder)), "-")


def test_every_word_can_be_copied_out_unchanged(one_page: Paper, tmp_path: Path) -> None:
    text = text_of(one_page, tmp_path, "-layout")
    for wanted in (
        "广东省社会保险个人参保证明",
        "该参保人在惠州市参加社会保险情况如下：",
        "张三丰",
        citizen_number(),
        "1300000712",
        "201901 - 201903",
        "1000",
        "累计月数合计",
        "202611210000000712",
        "ABCD EFGH JKMN",
        "2345 PQRS",
        "证明机构：示例社会保险服务机构",
        "证明时间：2026年11月21日",
        "打印时间 2026-11-21 10:13:05",
        "自助终端 惠阳区政务服务中心 07号机",
        "打印流水号 HUIYANG-A2-07-20261121-0000002A",
        "第 1 页/共 1 页",
    ):
        assert wanted in text.replace("   ", " "), wanted
    assert re.findall(r"实际缴费\s?(\d)", text) == ["9", "9", "3"]


def test_rare_characters_of_a_name_are_drawn_and_copied(tmp_path: Path) -> None:
    for name in ("王䶮", "张𬴊", "李𠅤", "陈𪜎"):
        paper = render(document(1, name=name), SESSION)
        assert name in text_of(paper, tmp_path)


def test_a_name_that_cannot_be_drawn_is_no_paper_and_no_leak() -> None:
    with pytest.raises(CannotDraw) as caught:
        render(document(1, name="张\ue000丰"), SESSION)
    assert caught.value.field == "pairs, 姓名"
    assert "张" not in str(caught.value)


def test_the_file_is_sound_and_small_and_carries_its_own_fonts(one_page: Paper, tmp_path: Path) -> None:
    file = written(one_page, tmp_path)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(file))
    assert len(one_page.pdf) <= SIZE_OF_ONE_PAGE
    fonts = [line.split() for line in run("pdffonts", str(file)).splitlines()[2:]]
    assert fonts
    assert all(font[-5:-2] == ["yes", "yes", "yes"] for font in fonts), "embedded, subset, ToUnicode"
    assert "Helvetica" not in run("pdffonts", str(file))


def test_a_telephone_reads_the_code(one_page: Paper, tmp_path: Path) -> None:
    run("pdftoppm", "-r", "200", "-png", "-gray", str(written(one_page, tmp_path)), str(tmp_path / "page"))
    read = run("zbarimg", "--quiet", "--raw", str(tmp_path / "page-1.png")).strip()
    assert read == URL


def test_the_code_is_drawn_module_by_module_in_a_quiet_zone(one_page: Paper, tmp_path: Path) -> None:
    marks = place(document(3))[0].marks
    code = next(mark for mark in marks if isinstance(mark, QrCode))
    expected = modules(code.data)
    assert 22 * MM <= code.size <= 25 * MM
    assert code.x + code.size <= Sheet.RIGHT + 0.01
    dpi = 300
    run("pdftoppm", "-r", str(dpi), "-png", "-gray", str(written(one_page, tmp_path)), str(tmp_path / "sharp"))
    with Image.open(tmp_path / "sharp-1.png") as picture:
        grey = picture.convert("L")
    pixels = grey.tobytes()
    module = code.size / len(expected)

    def is_dark(column: int, row: int) -> bool:
        x, y = code.x + (column + 0.5) * module, code.y + code.size - (row + 0.5) * module
        value = pixels[round((Sheet.HEIGHT - y) * dpi / 72) * grey.width + round(x * dpi / 72)]
        assert value < 40 or value > 215, "neither ink nor paper, or something stands in the quiet zone"
        return value < 128

    span = range(-QUIET_MODULES, len(expected) + QUIET_MODULES)
    for row in span:
        for column in span:
            inside = 0 <= row < len(expected) and 0 <= column < len(expected)
            assert is_dark(column, row) == (inside and expected[row][column])


def test_what_the_file_says_of_itself_names_nobody(one_page: Paper) -> None:
    told = PdfReader(io.BytesIO(one_page.pdf))
    metadata = {str(key): str(value) for key, value in (told.metadata or {}).items()}
    assert metadata["/Keywords"] == "subject=sub_0123456789abcdef;serial=HUIYANG-A2-07-20261121-0000002A"
    assert metadata["/Title"] == "广东省社会保险个人参保证明"
    assert str(told.root_object["/Lang"]) == "zh-CN"
    assert not any(word in "".join(metadata.values()) for word in ("张三丰", citizen_number()))


def test_long_tables_go_on_with_their_heads(many_pages: Paper, tmp_path: Path) -> None:
    pages = text_of(many_pages, tmp_path, "-layout").split("\f")[:-1]
    assert len(pages) == many_pages.pages > 3
    for number, page in enumerate(pages, 1):
        assert f"第 {number} 页/共 {len(pages)} 页" in page
        assert ("参保起止时间" in page) == bool(re.search(r"\d{6} - \d{6}", page))
        assert "ABCD EFGH" in page
        assert "202611210000000712" in page
    rows = re.findall(r"\d{6} - \d{6}", "".join(pages))
    assert len(rows) == len(set(rows)) == 80, "no row is lost or twice"
    assert "No syntax" in run("qpdf", "--check", str(written(many_pages, tmp_path)))


def darkest_of_watermark(paper: Paper, folder: Path) -> int:
    """Pixels of the watermark's own grey: none of the paper's words has it, apart from blurred edges."""
    run("pdftoppm", "-r", "40", "-gray", "-aa", "no", "-aaVector", "no", str(written(paper, folder)), str(folder / "g"))
    raw = next(folder.glob("g-*.pgm")).read_bytes()
    pixels = raw.split(b"255\n", 1)[1]
    return sum(pixels.count(grey) for grey in range(230, 237))


def test_a_sample_says_so_across_the_page_and_in_words(tmp_path: Path) -> None:
    for sample in (True, False):
        folder = tmp_path / str(sample)
        folder.mkdir()
        paper = render(document(3, sample=sample), SESSION)
        text = text_of(paper, folder)
        assert ("演示数据" in text) is sample
        assert ("不具效力" in text) is sample
        assert (darkest_of_watermark(paper, folder) > 5_000) is sample


def test_a_long_sample_says_so_on_every_page(many_pages: Paper, tmp_path: Path) -> None:
    pages = text_of(many_pages, tmp_path).split("\f")[:-1]
    assert all("演示数据" in page for page in pages)
    assert all("sample" in str(page["/Resources"]) for page in PdfReader(io.BytesIO(many_pages.pdf)).pages)


def test_a_person_without_records_gets_a_table_that_says_so(tmp_path: Path) -> None:
    text = text_of(render(document(0), SESSION), tmp_path)
    assert "无记录" in text
    assert "累计月数合计" in text


def bottoms(page: Page) -> list[float]:
    lows = []
    for mark in page.marks:
        match mark:
            case Text() | Box() | QrCode() | Picture():
                lows.append(mark.y)
            case Band():
                lows.append(mark.bottom)
            case Rule():
                lows.append(min(mark.y0, mark.y1))
    return lows


def texts(page: Page) -> list[str]:
    return [mark.text for mark in page.marks if isinstance(mark, Text)]


def lies_well(paper: Document) -> None:
    pages = place(paper)
    for page in pages:
        in_the_frame = [low for low in bottoms(page) if low > Sheet.FOOT]
        assert min(in_the_frame) >= Sheet.BOTTOM - 0.01, "nothing comes near the foot"
        assert page.y >= Sheet.BOTTOM - 0.01
    closing = [page for page in pages if any(text.startswith("证明时间") for text in texts(page))]
    assert len(closing) == 1
    assert any(text.startswith("证明机构") for text in texts(closing[0])), "the closing is never torn"


@pytest.mark.parametrize("spans", [*range(1, 40), 55, 56, 57, 90])
def test_the_total_never_stands_without_the_last_row(spans: int) -> None:
    paper = document(spans)
    lies_well(paper)
    last = table_of(paper).rows[-1][0]
    total = next(page for page in place(paper) if "累计月数合计" in texts(page))
    assert last in texts(total)


@settings(max_examples=40, deadline=None)
@given(
    name=st.text("张三丰王䶮李Ab·（），", min_size=1, max_size=120),
    unit=st.text("惠州市示例（分）公司，。Abc-12 ", min_size=1, max_size=400),
    spans=st.integers(0, 6),
)
def test_any_length_of_text_lies_well(name: str, unit: str, spans: int) -> None:
    rows = tuple(row | {"unit_name": unit} for row in record(spans)["spans"])
    lies_well(compose(load_layout("ss-enrolment-certificate"), record(spans, spans=rows, name=name), stamp()))


def test_a_unit_longer_than_a_page_goes_on_in_the_next_row() -> None:
    rows = ({**record(1)["spans"][0], "unit_name": "示例公司" * 600},)
    paper = document(1, spans=rows)
    lies_well(paper)
    drawn = "".join(text for page in place(paper) for text in texts(page))
    assert drawn.count("示例公司") + drawn.count("公司示例") >= 600


def test_the_paper_is_bound_to_its_visit(one_page: Paper) -> None:
    assert one_page.session == SESSION
    assert one_page.subject == "sub_0123456789abcdef"
    assert "sub_" not in repr(one_page)
    assert "pdf" not in repr(one_page)
