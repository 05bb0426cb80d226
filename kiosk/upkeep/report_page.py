"""A report on A4 for whoever signs for a terminal: head, verdict, a line a finding."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from printing import fonts
from printing.fonts import Face

TONES = {"good": colors.HexColor("#1B5E20"), "careful": colors.HexColor("#8A5300"), "bad": colors.HexColor("#B3261E")}
WORDS = {"good": "正常", "careful": "注意", "bad": "不正常"}
_TEXT = ParagraphStyle("text", fontName=Face.SANS.value, fontSize=9, leading=13, wordWrap="CJK")
_HEAD = ParagraphStyle("head", parent=_TEXT, fontName=Face.BOLD.value, fontSize=18, leading=26)
WIDTHS = (38 * mm, 16 * mm, 62 * mm, 58 * mm)


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
        cells.append([_cell(what), _cell(WORDS.get(verdict, verdict)), _cell(said), _cell(cure)])
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
