"""People at the copying station, for demo, `kiosk visit` and process tests: they lay cards down and send files."""

import base64
import io
from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat

from PIL import Image, ImageDraw, ImageFont

from drivers.document_scanner import CARD_MM
from kiosk.hall.person_ways import Act, Tells
from printing.font_folder import font_folder

CARD, PAPERS, FILES = "card-copy", "document-copy", "file-print"
"""Items where something is done beside the screen."""
GLASS_DPI = 150
GLASS_PX = (1275, 1754)
"""216 by 297 mm at that."""
SHEET_PX = (827, 1169)
"""A4 with 100 dots an inch, of a glass with 150: a sheet of some 14 by 20 cm."""
LID = (236, 236, 236)
FIELDS = (("姓名", "陈样例"), ("性别", "女　民族　汉"), ("出生", "1990年1月1日"), ("住址", "示范省样例市测试路1号"))
"""Of nobody."""
NUMBER = "449901199001010013"
TURNS_S = 2.0
"""Nobody turns a card over in an instant."""
LOOKS, LOOK_S = 120, 0.5
"""A minute: a machine with other work makes the pages of a file in ten seconds."""
Until = Callable[[Callable[[], bool], str], None]


def copying_acts(
    item: str, tell: Tells, until: Until, pause: Callable[[float], None], press: Callable[[str], None]
) -> Iterator[Act] | None:
    """What is done at the screens that wait for something; None for an item where nothing is.

    Args:
        item: what is wanted.
        tell: speaks to the counterparts.
        until: waits for something to become true.
        pause: lets time pass.
        press: touches the control of that name.
    """

    def turn() -> None:
        pause(TURNS_S)
        lay(tell, on_glass(card_side("back")))

    def goes_on() -> bool:
        press("primary")
        return not tell("platform", "uploads")["held"]

    def from_phone() -> None:
        until(lambda: _sent(tell), "the page for the phone")
        # Its files are deleted when the person goes on, and nobody can before they have come.
        for _ in range(LOOKS):
            if goes_on():
                return
            pause(LOOK_S)

    if item in (CARD, PAPERS):
        # Whoever came before has taken everything along.
        tell("document_scanner", "take")
    if item == PAPERS:
        return repeat(partial(lay_paper, tell))
    if item == CARD:
        return iter((lambda: lay(tell, on_glass(card_side("front"))), turn))
    return iter((from_phone,)) if item == FILES else None


def _sent(tell: Tells) -> bool:
    try:
        send(tell, "合同样例.pdf", contract())
    except ValueError:
        return False
    return True


def lay(tell: Tells, glass: Image.Image) -> None:
    """Have that on the scanner's glass."""
    target = io.BytesIO()
    glass.save(target, "PNG")
    tell("document_scanner", "lay", png=base64.b64encode(target.getvalue()).decode())


def lay_paper(tell: Tells) -> None:
    """Lay a sheet of nobody's on the glass, a little askew."""
    sheet = Image.new("RGB", SHEET_PX, (252, 252, 250))
    draw = ImageDraw.Draw(sheet)
    draw.text((300, 60), "租房合同（样例）", fill="black", font=_font(34))
    for row in range(18):
        draw.text((70, 150 + 52 * row), f"第{row + 1}条　这是演示数据，没有任何效力。", fill="black", font=_font(24))
    lay(tell, on_glass(sheet))


def send(tell: Tells, name: str, content: bytes) -> None:
    """A phone leaves a file on the page that was opened last."""
    tell("platform", "upload", name=name, content=base64.b64encode(content).decode())


def on_glass(thing: Image.Image, *, angle: float = 3.0) -> Image.Image:
    """It lies there a little askew."""
    glass = Image.new("RGB", GLASS_PX, LID)
    turned = thing.convert("RGBA").rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
    glass.paste(turned, (240, 200), turned)
    return glass


def card_side(side: str) -> Image.Image:
    """A side of a card of nobody: no real card looks like that."""
    size = tuple(round(mm / 25.4 * GLASS_DPI) for mm in CARD_MM)
    card = Image.new("RGB", (size[0], size[1]), (214, 230, 240) if side == "front" else (240, 226, 214))
    draw, words = ImageDraw.Draw(card), _font(22)
    draw.rounded_rectangle((3, 3, size[0] - 4, size[1] - 4), 14, outline=(90, 110, 130), width=3)
    draw.text((size[0] - 130, 12), "演示数据", fill=(160, 40, 40), font=_font(26))
    if side == "back":
        draw.text((60, 90), "居民身份证（样例）", fill=(40, 40, 40), font=_font(36))
        draw.text((60, 200), "签发机关　样例市测试局", fill=(40, 40, 40), font=words)
        draw.text((60, 240), "有效期限　2020.01.01-2040.01.01", fill=(40, 40, 40), font=words)
        return card
    for row, (name, value) in enumerate(FIELDS):
        draw.text((24, 24 + 44 * row), f"{name}　{value}", fill=(40, 40, 40), font=words)
    draw.text((24, 262), f"公民身份号码　{NUMBER}", fill=(40, 40, 40), font=words)
    draw.ellipse((372, 80, 452, 172), fill=(150, 160, 170))
    draw.pieslice((342, 170, 482, 320), 180, 360, fill=(150, 160, 170))
    return card


def contract(pages: int = 2) -> bytes:
    """A PDF of a few pages, each a picture: whoever prints it needs no fonts."""
    sheets = []
    for page in range(1, pages + 1):
        sheet = Image.new("RGB", (827, 1169), "white")
        draw = ImageDraw.Draw(sheet)
        draw.text((300, 90), f"样例合同 第{page}页", fill="black", font=_font(34))
        for row in range(16):
            draw.text(
                (90, 180 + 50 * row), f"第{row + 1}条　这是演示数据，没有任何效力。", fill="black", font=_font(22)
            )
        sheets.append(sheet)
    target = io.BytesIO()
    sheets[0].save(target, "PDF", resolution=100, save_all=True, append_images=sheets[1:])
    return target.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_folder() / "NotoSansSC-Regular.ttf"), size)
