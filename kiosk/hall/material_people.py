"""People who bring papers for an application, for demo, `kiosk visit` and process tests: a sheet lies on the glass."""

from PIL import Image, ImageDraw, ImageFont

from kiosk.hall.copying_people import lay, on_glass
from kiosk.hall.person_ways import Tells
from kiosk.items.item import Item
from printing.font_folder import font_folder

DEVICES = ("document_scanner", "signature_pad")
"""What somebody needs who scans papers and signs promises."""
SHEET_PX = (827, 1169)
"""A4 with 100 dots an inch, of a glass with 150: a sheet of some 14 by 20 cm."""


def wants_papers(item: Item) -> bool:
    """Whether something has to lie with the application."""
    return item.settings.apply is not None and bool(item.settings.apply.materials)


def lay_paper(tell: Tells) -> None:
    """Lay a sheet of nobody's on the glass, a little askew."""
    sheet = Image.new("RGB", SHEET_PX, (252, 252, 250))
    draw = ImageDraw.Draw(sheet)
    draw.text((300, 60), "租房合同（样例）", fill="black", font=_font(34))
    for row in range(18):
        draw.text((70, 150 + 52 * row), f"第{row + 1}条　这是演示数据，没有任何效力。", fill="black", font=_font(24))
    lay(tell, on_glass(sheet))


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_folder() / "NotoSansSC-Regular.ttf"), size)
