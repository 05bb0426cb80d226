"""A report on A4 for whoever signs for a terminal: head, verdict, a line a finding."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from types import MappingProxyType

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from printing import fonts
from printing.fonts import Face

TONES = {"good": colors.HexColor("#1B5E20"), "careful": colors.HexColor("#8A5300"), "bad": colors.HexColor("#B3261E")}
WORDS = {"good": "正常 good", "careful": "注意 careful", "bad": "不正常 bad"}
_TEXT = ParagraphStyle("text", fontName=Face.SANS.value, fontSize=9, leading=13, wordWrap="CJK")
_HEAD = ParagraphStyle("head", parent=_TEXT, fontName=Face.BOLD.value, fontSize=18, leading=26)
WIDTHS = (40 * mm, 22 * mm, 58 * mm, 54 * mm)


CHINESE: Mapping[str, str] = MappingProxyType(
    {
        "disk": "磁盘",
        "clock": "时钟",
        "network": "网络",
        "network of the file": "网络设置",
        "memory and thresholds": "内存和限值",
        "memory images": "内存转储",
        "secrets": "密钥文件",
        "secrets and trust": "密钥和信任",
        "the platform's authority": "平台根证书",
        "the seals' authority": "印章根证书",
        "the terminal's key": "终端密钥",
        "software": "软件",
        "terminal's file": "配置文件",
        "paper (A4)": "A4纸",
        "receipt roll": "小票纸",
        "see that a time service runs and reaches its server": "检查对时服务",
        "see that a time service runs": "检查对时服务",
        "look at the cable": "检查网线",
        "look at the disk: docs/replace-a-disk.md": "检查磁盘，必要时更换",
        "get the authority's file anew": "重新取得根证书文件",
        "is over: get the new one from the province": "已过期：向省里取新证书",
        "ends soon: order the new one": "快到期：申请新证书",
        "there is none": "没有",
        "python -m kiosk enrol": "运行 kiosk enrol 登记",
        "wait ten minutes": "等十分钟",
        "tell whoever made it": "告诉制作的人",
        "enabled = true in its table": "配置里没有启用",
        "correct the file that is named": "改正指出的文件",
        "of the core's user alone": "只有程序自己能读",
        "up": "通",
        "fill it up": "补充",
    }
)
"""What findings and cures are called in both languages of the page; what is measured needs none."""


def both(text: str) -> str:
    """In Chinese, and as the command line says it."""
    chinese = CHINESE.get(text.strip())
    return f"{chinese} {text}" if chinese else text


def report_pdf(title: str, facts: Sequence[tuple[str, str]], rows: Sequence[tuple[str, str, str, str]]) -> bytes:
    """Draw a report.

    Args:
        title: over it.
        facts: name and value, below the title.
        rows: what, verdict (`good`, `careful`, `bad`), what was found, cure.

    Raises:
        FontMissing: the faces are not there.
    """
    fonts.load()
    parts = [Paragraph(_plain(title), _HEAD), Spacer(1, 4 * mm)]
    parts += [Paragraph(f"{_plain(name)}：{_plain(value)}", _TEXT) for name, value in facts]
    cells = [[_bold("项目"), _bold("结论"), _bold("情况"), _bold("处理")]]
    style = [("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9AA5B1")), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#E8EEF6")))
    for number, (what, verdict, said, cure) in enumerate(rows, 1):
        cells.append([_cell(both(what)), _cell(WORDS.get(verdict, verdict)), _cell(both(said)), _cell(both(cure))])
        if verdict in TONES:
            style.append(("LINEBEFORE", (0, number), (0, number), 2.5, TONES[verdict]))
    table = Table(cells, colWidths=WIDTHS, repeatRows=1)
    table.setStyle(TableStyle(style))
    parts += [Spacer(1, 4 * mm), table]
    drawn = BytesIO()
    SimpleDocTemplate(drawn, pagesize=A4, leftMargin=18 * mm, rightMargin=18 * mm, title=title, invariant=1).build(
        parts
    )
    return drawn.getvalue()


def _cell(text: str) -> Paragraph:
    return Paragraph(_plain(text), _TEXT)


def _bold(text: str) -> Paragraph:
    return Paragraph(f'<font name="{Face.BOLD.value}">{_plain(text)}</font>', _TEXT)


def _plain(text: str) -> str:
    """As text, never as the library's markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
