"""The back of a permit as the simulated machine writes it, 85.6 x 54 mm at 300 dots an inch.

Nothing of a real card is drawn but the places of the two blocks: no emblem, no pattern, no number of the card itself.
"""

import io
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from drivers.endorser import Block, CardBack

WIDTH_PX, HEIGHT_PX = 1011, 638
"""ISO/IEC 7810 ID-1 at 300 dpi."""
_PX_PER_MM = 300 / 25.4
_TOP_MM = (5.0, 27.0)
"""Where the blocks begin: Hong Kong above Macao, 21 mm each."""
_CODE_MM = 12.0
_TEXT_PX, _HEAD_PX = 30, 26
_QUALITY = 80
SAMPLE = "演示数据"
_PLAIN, _INK, _FAINT = 236, 40, 225
"""Grey levels of the rewritable layer, of its writing, and of writing by a cold head."""


class CardPainter:
    """Draws backs.

    Args:
        font: a TrueType file with Chinese.

    Raises:
        OSError: it is not there, or none.
    """

    def __init__(self, font: Path) -> None:
        self._text = ImageFont.truetype(str(font), _TEXT_PX)
        self._head = ImageFont.truetype(str(font), _HEAD_PX)

    def drawn(self, back: CardBack, *, is_faint: bool = False) -> bytes:
        """The picture that the machine's camera takes, as JPEG.

        Args:
            back: the words.
            is_faint: the head was cold, and half of it did not write: nobody can read the code.
        """
        picture = Image.new("L", (WIDTH_PX, HEIGHT_PX), _PLAIN)
        draw = ImageDraw.Draw(picture)
        ink = _FAINT if is_faint else _INK
        for name, block, top_mm in (
            ("前往香港", back.hong_kong, _TOP_MM[0]),
            ("前往澳门", back.macao, _TOP_MM[1]),
        ):
            self._block(draw, name, block, round(top_mm * _PX_PER_MM), ink)
        side = round(_CODE_MM * _PX_PER_MM)
        code = Image.open(_code(back.code)).convert("L").resize((side, side), Image.Resampling.NEAREST)
        if is_faint:
            code.paste(_PLAIN, (side // 2, 0, side, side))
        picture.paste(code, (WIDTH_PX - side - 24, HEIGHT_PX - side - 24))
        draw.text((24, HEIGHT_PX - 40), SAMPLE, 150, font=self._head)
        return _jpeg(picture)

    def blank(self) -> bytes:
        """A card that was erased and not written."""
        return _jpeg(Image.new("L", (WIDTH_PX, HEIGHT_PX), _PLAIN))

    def _block(self, draw: ImageDraw.ImageDraw, name: str, block: Block | None, top: int, ink: int) -> None:
        draw.text((24, top), name, ink, font=self._head)
        if block is None:
            return
        for number, (label, line) in enumerate(
            (("种　类", block.kind), ("有效期", block.valid), ("备　注", block.note))
        ):
            draw.text((170, top + number * 48), f"{label}　{line}", ink, font=self._text)


def _code(text: str) -> io.BytesIO:
    data = io.BytesIO()
    segno.make(text, error="m", micro=False).save(data, kind="png", scale=6, border=4)
    data.seek(0)
    return data


def _jpeg(picture: Image.Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=_QUALITY)
    return data.getvalue()
