"""Every paper with an ordinary, an empty, an enormous record and one of rare characters, read by other programs."""

import io
import json
import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from every_paper import KEPT, PAPERS, Made, joined, made, run, squeezed
from example_records import RARE_NAMES, SIZES, Size, example, same
from PIL import Image
from pydantic.fields import FieldInfo
from pypdf import PageObject, PdfReader
from sample_papers import stamp
from signed_words import PAGE, POINTS, SAID, URL

from printing import qr, statement
from printing.certificate import render
from printing.fonts import width
from printing.layouts import compose, load_any, load_layout
from printing.page import Band, Box, Picture, QrCode, Rule, Sheet, Text
from printing.placing import place
from printing.records import RECORDS
from printing.records.value import PersonName


def codes_of(name: str) -> list[QrCode]:
    return [mark for mark in made(name, "ordinary").pages[0].marks if isinstance(mark, QrCode)]


@cache
def with_code() -> list[str]:
    """Papers that bear one."""
    return [name for name in PAPERS if codes_of(name)]


WITHOUT = {"card-copy-sheet", "page-copies", "photo-sheet"}
"""What is cut out or copied again: their slips bear the code."""
LEADING = {"service-guide": "service-guide", "window-form": "register-extract"}
"""Papers whose code leads on, and proves nothing; and their records."""


@pytest.fixture(scope="module")
def everything() -> list[Made]:
    return [made(name, size) for name, size in KEPT]


def test_every_printable_has_a_layout_and_every_record_a_paper_or_slip() -> None:
    assert len(PAPERS) == 31
    assert {load_any(name).record for name in PAPERS} < set(RECORDS)


@pytest.mark.parametrize(("name", "size"), KEPT)
def test_nothing_lies_outside_its_frame_or_on_the_foot(name: str, size: Size) -> None:
    for page in made(name, size).pages:
        wide, high = (Sheet.HEIGHT, Sheet.WIDTH) if page.is_landscape else (Sheet.WIDTH, Sheet.HEIGHT)
        for mark in page.marks:
            match mark:
                case Band():
                    assert mark.xs[0] >= Sheet.LEFT - 0.01
                    assert mark.xs[-1] <= Sheet.RIGHT + 0.01
                    assert Sheet.BOTTOM - 0.01 <= mark.bottom < mark.top <= Sheet.TOP
                case Box() | Picture():
                    assert 0 <= mark.x < mark.x + mark.width <= wide
                    assert 0 <= mark.y < mark.y + mark.height <= high
                case Text():
                    assert 10 <= mark.x < wide
                    assert 10 <= mark.y < high
                case Rule():
                    assert 0 <= mark.x0 <= mark.x1 <= wide
                case QrCode():
                    assert mark.x + mark.size <= wide - 20


@pytest.mark.parametrize(("name", "size"), KEPT)
def test_no_two_lines_of_words_lie_on_each_other(name: str, size: Size) -> None:
    """On one page no two words share a spot: what overlaps is unreadable, however right each is."""
    for page in made(name, size).pages:
        taken: list[tuple[float, float, float, float]] = []
        words = sorted((mark for mark in page.marks if isinstance(mark, Text)), key=lambda mark: mark.y)
        for mark in words:
            long = width(mark.text, mark.size, mark.face) + mark.spacing * (len(mark.text) - 1)
            here = (mark.x, mark.x + long, mark.y, mark.y + mark.size * 0.62)
            taken = [one for one in taken if one[3] > here[2]]
            for left, right, low, high in taken:
                assert not (left < here[1] - 0.5 and here[0] < right - 0.5 and low < here[3] and here[2] < high)
            taken.append(here)


def test_every_word_is_read_back_exactly_in_its_order(everything: list[Made], tmp_path: Path) -> None:
    """Also above U+FFFF; in the order in which it was laid out, which is the order it is read aloud in."""
    whole = joined([one.paper for one in everything], tmp_path)
    read = run("pdftotext", "-raw", str(whole), "-").split("\f")[:-1]
    laid = [(one.name, one.size, text) for one in everything for text in one.texts]
    assert len(read) == len(laid)
    for (name, size, text), page in zip(laid, read, strict=True):
        assert squeezed(page) == text, f"{name}, {size}"


def test_every_file_is_sound_embeds_all_its_faces_and_says_what_it_is(everything: list[Made], tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    for one in everything:
        file.write_bytes(one.paper.pdf)
        assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(file))
        faces = [line.split() for line in run("pdffonts", str(file)).splitlines()[2:]]
        assert faces
        assert all(face[-5:-2] == ["yes", "yes", "yes"] for face in faces), f"{one.name}: embedded, subset, ToUnicode"
        told = PdfReader(io.BytesIO(one.paper.pdf))
        assert str(told.root_object["/Lang"]) == "zh-CN"
        assert told.metadata is not None
        assert told.metadata.title == one.document.title == load_any(one.name).title
        assert one.paper.pages == len(told.pages)
        has_outline = len(told.outline) > 0
        assert has_outline is (one.paper.pages > 1)


@pytest.mark.parametrize("name", PAPERS)
def test_papers_are_small(name: str) -> None:
    for size in SIZES:
        one = made(name, size)
        more = one.paper.pages - 1
        pictures = {mark.data for page in one.pages for mark in page.marks if isinstance(mark, Picture)}
        bound = (75 * 1024 + 5 * 1024 * more if more else 60 * 1024) + sum(map(len, pictures))
        if size == "rare":
            bound += 4 * 1024  # the two faces of the fallback chain
        assert len(one.paper.pdf) <= bound


FALLBACK = {"TW-Sung-Ext-B-98_1", "HanaMinB"}
MASKING = {"pension-qualification-receipt", "residence-registration-receipt"}
"""Receipts: they show nobody's whole name."""


@cache
def with_name() -> list[str]:
    """Papers that are drawn with a name."""
    return [name for name in PAPERS if RARE_NAMES[0] in "".join(made(name, "rare").texts)]


def test_every_paper_about_somebody_is_drawn_with_a_rare_name() -> None:
    """All whose model has a PersonName; an example without one would leave a paper untested."""
    named = {kind for kind, model in RECORDS.items() if any(is_name(field) for field in model.model_fields.values())}
    assert "ss-enrolment" in named
    wanted = {name for name in PAPERS if load_any(name).record in named} - MASKING
    assert set(with_name()) == wanted


def is_name(field: FieldInfo) -> bool:
    return same(field.metadata, PersonName.__metadata__)  # type: ignore[attr-defined]  # an Annotated


def test_a_rare_name_is_drawn_by_the_faces_that_have_it() -> None:
    for name in with_name():
        reader = PdfReader(io.BytesIO(made(name, "rare").paper.pdf))
        faces = {str(font["/BaseFont"])[8:] for page in reader.pages for font in fonts_of(page)}
        assert faces >= FALLBACK, name
        usual = PdfReader(io.BytesIO(made(name, "ordinary").paper.pdf))
        assert not FALLBACK & {str(font["/BaseFont"])[8:] for font in fonts_of(usual.pages[0])}


def test_a_rare_character_has_the_weight_and_the_line_of_its_neighbours() -> None:
    """The fallback faces are thinner and set lower: they are drawn thicker in a sans line, and raised."""
    for size, is_rare in (("rare", True), ("ordinary", False)):
        content = PdfReader(io.BytesIO(made("tax-payment-record", size).paper.pdf)).pages[0].get_contents()
        assert content is not None
        assert (b"2 Tr " in content.get_data()) is is_rare
        assert (b" Ts <" in content.get_data()) is is_rare


def fonts_of(page: PageObject) -> list[Any]:
    fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary of the file
    return [font.get_object() for font in fonts.values()]


def test_a_scanner_reads_every_code_at_200_dpi(tmp_path: Path) -> None:
    papers = [made(name, "ordinary").paper for name in with_code()]
    assert set(PAPERS) - set(with_code()) == WITHOUT
    whole = joined(papers, tmp_path)
    starts = [1]
    for paper in papers[:-1]:
        starts.append(starts[-1] + paper.pages)
    pictures = []
    for name, start in zip(with_code(), starts, strict=True):
        code = next(mark for mark in codes_of(name) if name != "business-licence" or mark.data == URL)
        high = Sheet.WIDTH if made(name, "ordinary").pages[0].is_landscape else Sheet.HEIGHT
        corner = [round((at - 20) * 200 / 72) for at in (code.x, high - code.y - code.size)]
        edge = str(round((code.size + 40) * 200 / 72))
        window = ["-x", str(corner[0]), "-y", str(corner[1]), "-W", edge, "-H", edge]
        page = ["-f", str(start), "-l", str(start), "-singlefile"]
        pictures.append(tmp_path / name)
        run("pdftoppm", "-r", "200", "-gray", *window, *page, str(whole), str(pictures[-1]))
    read = run("zbarimg", "--quiet", "--raw", *(f"{picture}.pgm" for picture in pictures)).split()
    expected = [example(LEADING[name])["link"] if name in LEADING else URL for name in with_code()]
    assert read == expected
    assert len(qr.modules(URL)) == 61, "as large as a platform's"
    assert statement.read(URL, POINTS, PAGE) == SAID


def test_a_sample_says_so_on_every_page_and_no_seal_is_drawn(everything: list[Made]) -> None:
    for one in everything:
        for page, text in zip(PdfReader(io.BytesIO(one.paper.pdf)).pages, one.texts, strict=True):
            assert "演示数据" in text, f"{one.name}, {one.size}"
            assert "/sample" in str(page["/Resources"]) or "sample" in str(page["/Resources"])
            content = page.get_contents()
            assert content is not None
            assert b" rg" not in content.get_data(), "black and grey only: a seal would be red"


# Golden pictures -----------------------------------------------------------------------------------------------------

GOLDEN = Path(__file__).parent / "golden"
DPI = 100


def drawn(papers: list[Made], folder: Path) -> dict[str, Image.Image]:
    whole = joined([one.paper for one in papers], folder)
    run("pdftoppm", "-r", str(DPI), "-gray", str(whole), str(folder / "page"))
    files = iter(sorted(folder.glob("page-*.pgm")))
    return {
        f"{one.name}-{number}": Image.open(next(files)).convert("L")
        for one in papers
        for number in range(1, one.paper.pages + 1)
    }


def differs(ours: Image.Image, golden: Image.Image) -> bool:
    """Whether more differs than another version of the renderer would smooth away: blocks of 4 by 4 are compared."""
    if ours.size != golden.size:
        return True
    small = (ours.width // 4, ours.height // 4)
    same_greys = ours.point([round(grey / 17) * 17 for grey in range(256)])
    a, b = (picture.convert("L").resize(small, Image.Resampling.BOX).tobytes() for picture in (same_greys, golden))
    gaps = [abs(one - other) for one, other in zip(a, b, strict=True)]
    return max(gaps) > 20 or sum(gaps) / len(gaps) > 0.4


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    return drawn([made(name, "ordinary") for name in PAPERS], tmp_path_factory.mktemp("golden"))


def test_every_paper_looks_as_it_did(pictures: dict[str, Image.Image]) -> None:
    """After a wanted change: `python tests/printing/draw_golden.py`, then look at every picture before committing."""
    assert sorted(path.stem for path in GOLDEN.glob("*.png")) == sorted(pictures)
    changed = [name for name, picture in pictures.items() if differs(picture, Image.open(GOLDEN / f"{name}.png"))]
    assert changed == []


def test_one_changed_character_is_seen(pictures: dict[str, Image.Image], tmp_path: Path) -> None:
    layout = load_layout("tax-payment-record")
    record = example(layout.record, "ordinary", name="张样倒")
    document = compose(layout, record, stamp())
    other = Made("tax-payment-record", "ordinary", document, tuple(place(document)), render(document, "5e55"))
    golden = Image.open(GOLDEN / "tax-payment-record-1.png")
    assert not differs(pictures["tax-payment-record-1"], golden)
    assert differs(drawn([other], tmp_path)["tax-payment-record-1"], golden)


def test_every_paper_says_what_it_said() -> None:
    kept = json.loads((GOLDEN / "words.json").read_text("utf-8"))
    assert words() == kept


def words() -> dict[str, str]:
    """One hash a paper and size, over all its words in their order."""
    return {
        f"{name} {size}": sha256("\f".join(made(name, size).texts).encode()).hexdigest()[:16] for name, size in KEPT
    }


def test_the_goldens_stay_small() -> None:
    assert sum(path.stat().st_size for path in GOLDEN.iterdir()) < 3_000_000


def test_poppler_says_nothing_about_any_paper(everything: list[Made], tmp_path: Path) -> None:
    """A form that lacks its resources is drawn without complaint by one reader and refused by the next."""
    whole = joined([one.paper for one in everything if one.size == "ordinary"], tmp_path)
    told = subprocess.run(["pdftotext", str(whole), "-"], capture_output=True, check=True)
    assert told.stderr == b""
