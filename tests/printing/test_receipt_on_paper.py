"""The receipt as it comes out of an 80 mm and of a 58 mm printer: its code fits, and is read back to the last digit."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image
from test_receipt import receipt
from test_statement import PAGE, SAID

from drivers.receipt_printer import Qr, Slip
from drivers.receipt_printer.compose import Composer, cut_of, paper_of
from drivers.receipt_printer.glyphs import Glyphs
from drivers.receipt_printer.simulator import ReceiptPrinterModel
from drivers.receipt_printer.thermal_paper import ThermalPaper
from printing.document import Verification
from printing.receipt import compose_receipt
from printing.statement import sign

FONT = Path(sys.prefix) / "share" / "kiosk" / "fonts" / "NotoSansSC-Regular.ttf"
MARGIN = 32
"""White that the simulator puts beside the printable width."""
SIGNED = f"{PAGE}#{sign(SAID, ec.generate_private_key(ec.SECP256R1()))}"


def slip_with(url: str) -> Slip:
    return compose_receipt(receipt(verification=Verification("ABCDEFGHJKMN2345", url)))


def printed(folder: Path, millimetres: int, slip: Slip) -> tuple[Path, list[str]]:
    """The picture of the slip, and what stands on it."""
    paper = paper_of(millimetres)
    strip = ThermalPaper(paper.dots, Glyphs((FONT,)))
    printer = ReceiptPrinterModel(strip, folder)
    said: list[str] = []
    for piece in Composer(paper, (FONT,)).compose(slip):
        printer.receive(piece)
    said += strip.text
    printer.receive(cut_of("0001"))
    return folder / "slip-0001.png", said


@pytest.mark.parametrize("millimetres", [58, 80])
@pytest.mark.parametrize("url", [PAGE, SIGNED], ids=["plain", "signed"])
def test_the_code_reads_at_either_width(tmp_path: Path, millimetres: int, url: str) -> None:
    picture, said = printed(tmp_path, millimetres, slip_with(url))
    read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True)
    assert read.stdout.strip() == url
    assert "ABCD EFGH JKMN 2345" in "\n".join(said)


@pytest.mark.parametrize("millimetres", [58, 80])
def test_the_signed_code_keeps_its_white_border(tmp_path: Path, millimetres: int) -> None:
    """Four modules on either side (ISO/IEC 18004 5.3.8), within the printable width; the roll's edge is no border."""
    picture, _ = printed(tmp_path, millimetres, Slip((Qr(SIGNED),)))
    with Image.open(picture) as shown:
        dark = shown.convert("L").point(lambda level: 255 if level < 100 else 0)
        left, _, right, _ = dark.getbbox() or (0, 0, 0, 0)
    assert left - MARGIN >= 4 * 3
    assert dark.width - MARGIN - right >= 4 * 3


@pytest.mark.parametrize("millimetres", [58, 80])
def test_it_also_reads_from_pale_and_smeared_print(tmp_path: Path, millimetres: int) -> None:
    picture, _ = printed(tmp_path, millimetres, slip_with(SIGNED))
    with Image.open(picture) as shown:
        grey = shown.convert("L").point(lambda level: 90 + level * 140 // 255)
        grey.resize((grey.width * 3 // 2, grey.height * 3 // 2), Image.Resampling.BILINEAR).save(tmp_path / "pale.png")
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", str(tmp_path / "pale.png")], capture_output=True, text=True, check=True
    )
    assert read.stdout.strip() == SIGNED
