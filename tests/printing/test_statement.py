"""What a paper's QR code says: signed, compact, read offline, and not believed when a bit of it was changed."""

import random
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image, ImageFilter
from sample_papers import document

from printing import qr
from printing.certificate import render
from printing.document import Verification
from printing.statement import (
    EPOCH,
    NotGenuine,
    Statement,
    content_hash,
    is_about,
    key_id,
    point_of,
    read,
    sign,
)

KEY, OTHER = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
POINTS = (point_of(OTHER.public_key()), point_of(KEY.public_key()))
PAGE = "https://verify.sandbox.invalid/v"
SAID = Statement(
    title="广东省社会保险个人参保证明",
    document_no="202611210000000712",
    code="ABCDEFGHJKMN2345PQRS",
    name="张*丰",
    number="4499**********712X",
    issued_on=date(2026, 11, 21),
    content=bytes(range(16)),
)


def test_what_was_signed_is_read_at_any_kiosk_without_asking() -> None:
    digits = sign(SAID, KEY)
    for text in (digits, f"{PAGE}#{digits}", f" {PAGE}#{digits}\r\n"):
        assert read(text, POINTS, PAGE) == SAID


def test_a_key_that_is_not_believed_says_nothing() -> None:
    with pytest.raises(NotGenuine, match="no key"):
        read(sign(SAID, KEY), POINTS[:1], PAGE)
    with pytest.raises(NotGenuine, match="no key"):
        read(sign(SAID, KEY), (), PAGE)


def test_every_flipped_bit_is_seen() -> None:
    whole = int(sign(SAID, KEY))
    for bit in range(whole.bit_length()):
        with pytest.raises(NotGenuine):
            read(str(whole ^ (1 << bit)), POINTS, PAGE)


def test_a_key_that_only_has_the_same_id_is_not_enough() -> None:
    blob = bytearray(int(sign(SAID, OTHER)).to_bytes(400, "big").lstrip(b"\0"))
    blob[1:5] = key_id(POINTS[1])
    with pytest.raises(NotGenuine, match="no key"):
        read(str(int.from_bytes(blob, "big")), POINTS, PAGE)


@pytest.mark.parametrize(
    "text", ["", "https://verify.invalid/v", "12345", "9" * 300, "1" * 2000, "0" + "1" * 400, "٣" * 300, "a" * 300]
)
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(NotGenuine):
        read(text, POINTS, PAGE)


def test_noise_is_refused_and_breaks_nothing() -> None:
    dice = random.Random(5)  # noqa: S311 - the same noise every time
    for _ in range(300):
        noise = bytes([1]) + key_id(POINTS[1]) + dice.randbytes(dice.randrange(30, 250))
        with pytest.raises(NotGenuine):
            read(str(int.from_bytes(noise, "big")), POINTS, PAGE)


@pytest.mark.parametrize(
    "field", [{"title": "证" * 86}, {"issued_on": EPOCH - timedelta(days=1)}, {"content": b"short"}]
)
def test_what_does_not_fit_is_not_signed(field: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="statement"):
        sign(replace(SAID, **field), KEY)  # type: ignore[arg-type]  # one changed field of several types


def test_a_hash_without_the_persons_secret_token_is_refused() -> None:
    with pytest.raises(ValueError, match="token"):
        content_hash({"name": "张三丰", "number": "4499"})
    one, other = ({"subject": subject, "number": "4499"} for subject in ("sub_a", "sub_b"))
    assert content_hash(one) != content_hash(other), "knowing the number is not enough to guess the hash"


ABOUT = {"name": "张三丰", "number": "44990119850307712X", "document_no": SAID.document_no, "content": SAID.content}


def test_a_statement_is_about_one_paper() -> None:
    assert is_about(SAID, **ABOUT)  # type: ignore[arg-type]  # strings and bytes by name
    for wrong in (
        {"name": "李三丰"},
        {"name": "张三封"},
        {"number": "449901198503077130"},
        {"document_no": "202611210000000713"},
        {"content": bytes(16)},
    ):
        assert not is_about(SAID, **{**ABOUT, **wrong}), wrong  # type: ignore[arg-type]  # as above


def test_a_name_that_is_not_masked_is_about_nobody() -> None:
    assert not is_about(replace(SAID, name="张三丰"), **ABOUT)  # type: ignore[arg-type]  # as above


def test_no_person_shows_in_a_repr_or_an_error() -> None:
    assert "张" not in repr(SAID)
    assert "4499" not in repr(SAID)


@pytest.mark.parametrize("title", [SAID.title, "城乡居民基本养老保险待遇领取资格认证回执单（补打）"])
@pytest.mark.parametrize("dpi", [200, 300])
def test_the_code_is_small_and_reads_from_a_scan_of_200_dpi(tmp_path: Path, title: str, dpi: int) -> None:
    """24 mm a side; modules of 0.33 mm and more are what telephones read from a hand's distance (GS1: 0.25 to 0.99)."""
    text = f"{PAGE}#{sign(replace(SAID, title=title), KEY)}"
    matrix = qr.modules(text)
    assert len(matrix) <= 65, "version 12 at the most"
    assert 24 / len(matrix) >= 0.33
    side = round(24 / 25.4 * dpi)
    margin = side // 8
    size = side + 2 * margin
    rows = []
    for y in range(size):
        row = bytearray(b"\xff" * size)
        for x in range(margin, margin + side):
            if margin <= y < margin + side:
                dark = matrix[(y - margin) * len(matrix) // side][(x - margin) * len(matrix) // side]
                row[x] = 40 if dark else 235
        rows.append(bytes(row))
    picture = tmp_path / "code.pgm"
    picture.write_bytes(b"P5 %d %d 255\n" % (size, size) + b"".join(rows))
    seen = subprocess.run(
        ["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True, timeout=20
    )
    assert seen.stdout.strip() == text


def test_a_plain_address_is_a_plain_code() -> None:
    assert len(qr.modules("https://verify.invalid/v?c=ABCDEFGHJKMN2345PQRS")) == 33


@pytest.mark.parametrize(("dpi", "blur"), [(200, 0.0), (200, 0.5), (300, 1.0)])
def test_the_code_on_a_whole_page_reads_from_a_scan(tmp_path: Path, dpi: int, blur: float) -> None:
    """Also from a page that lies askew by a degree, is pale, and a little out of focus (`blur` in pixels)."""
    url = f"{PAGE}#{sign(SAID, KEY)}"
    paper = render(replace(document(3), verification=Verification(SAID.code, url)), "visit-1")
    (tmp_path / "paper.pdf").write_bytes(paper.pdf)
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-singlefile", str(tmp_path / "paper.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True, timeout=20)
    drawn, picture, seen = Image.open(tmp_path / "page.pgm"), tmp_path / "scan.pgm", ""
    # A telephone looks many times a second: of one look in a hundred the reader makes nothing, whatever the code.
    for degrees in (1, -1, 2) if blur else (0,):
        page = drawn.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
        if blur:
            page = page.filter(ImageFilter.GaussianBlur(blur)).point(lambda value: 60 + value * 180 // 255)
        page.save(picture)
        looked = subprocess.run(
            ["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, timeout=30, check=False
        )
        seen = seen or looked.stdout
    assert read(seen, POINTS, PAGE) == SAID
