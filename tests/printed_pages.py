"""Pages of travel documents as they lie on a scanner, drawn: no document of anybody, issued by no state (UTO)."""

import io
import random
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from drivers.smart_card import DocumentKind
from drivers.smart_card.mrz import PERMIT_LINE, TD3
from drivers.smart_card.virtual_travel_document import DEFAULTS, zone_written
from kiosk.hands.printed_zone.glyphs import TYPEFACE

DPI = 300
GLASS_MM = (150.0, 110.0)
PAPER, INK, LID = (235, 232, 225), (25, 25, 30), (248, 248, 248)
LINE_PX = 70
KINDS = (
    DocumentKind.PASSPORT,
    DocumentKind.HONG_KONG_MACAO_PERMIT,
    DocumentKind.HOME_RETURN_PERMIT,
    DocumentKind.TAIWAN_PERMIT,
    DocumentKind.MAINLAND_PERMIT,
)


def printed(kind: DocumentKind, **fields: str) -> str:
    """What is printed on such a document: permits print the first line of what their chip holds."""
    zone = zone_written(kind, {**DEFAULTS, **fields})
    is_permit = kind in (DocumentKind.HONG_KONG_MACAO_PERMIT, DocumentKind.TAIWAN_PERMIT)
    return zone[:PERMIT_LINE] if is_permit else zone


def any_fields(dice: random.Random) -> dict[str, str]:
    """Somebody."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return {
        "number": dice.choice("EGCHM") + "".join(dice.choices("0123456789", k=8)),
        "birth": f"{dice.randrange(40, 99):02d}{dice.randrange(1, 13):02d}{dice.randrange(1, 28):02d}",
        "expiry": f"3{dice.randrange(10)}{dice.randrange(1, 13):02d}{dice.randrange(1, 28):02d}",
        "surname": "".join(dice.choices(letters, k=dice.randrange(2, 9))),
        "given": "".join(dice.choices(letters, k=dice.randrange(2, 12))),
    }


def lines_of(zone: str) -> Sequence[str]:
    """As they stand one under the other."""
    width = 44 if len(zone) == TD3 else PERMIT_LINE
    return [zone[at : at + width] for at in range(0, len(zone), width)]


def on_glass(
    zone: str, dice: random.Random, *, tilt: float = 0.0, noise: float = 6.0, blur: float = 0.6, pitch: float = 1.0
) -> bytes:
    """The scanner's whole glass with the page on it, as PNG at DPI.

    Args:
        zone: its text.
        dice: where it lies, and the noise.
        tilt: degrees.
        noise: standard deviation of grey levels.
        blur: radius in pixels.
        pitch: of the characters, against ten to the inch.
    """
    lines = lines_of(zone)
    page = _page(lines, dice, DPI / 10 * pitch)
    glass = Image.new("RGB", tuple(round(side / 25.4 * DPI) for side in GLASS_MM), LID)  # type: ignore[arg-type]  # two of them
    turned = page.rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=LID)
    glass.paste(turned, (dice.randrange(30, 120), dice.randrange(30, 90)))
    pixels = np.asarray(glass.filter(ImageFilter.GaussianBlur(blur))).astype(float)
    pixels += np.random.default_rng(dice.randrange(10**9)).normal(0, noise, pixels.shape)
    data = io.BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(data, "PNG")
    return data.getvalue()


def _page(lines: Sequence[str], dice: random.Random, pitch_px: float) -> Image.Image:
    width, height = (1476, 1040) if len(lines[0]) == 44 else (1011, 638)
    page = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(page)
    for down in range(0, height, 9):
        draw.line([(0, down), (width, down + 8)], fill=(205, 215, 225), width=2)
    for _ in range(200):
        left, top = dice.randrange(width), dice.randrange(height // 2)
        draw.ellipse([left, top, left + 30, top + 30], outline=(190, 205, 200))
    draw.rectangle([60, 80, 360, height * 0.46], fill=(150, 140, 130))
    font = ImageFont.truetype(str(TYPEFACE), 42)
    for number in range(4):
        draw.text((420, 60 + 50 * number), f"SAMPLE TEXT {number}", font=font, fill=(40, 40, 40))
    top = height - 130 - LINE_PX * (len(lines) - 1)
    begin = (width - pitch_px * len(lines[0])) / 2
    for line in lines:
        for at, character in enumerate(line):
            draw.text((begin + at * pitch_px, top), character, font=font, fill=INK)
        top += LINE_PX
    return page
