"""What all sheets have: the file's own facts, the words of a sample, the foot."""

from printing.document import Drawing
from printing.fonts import Face, runs
from printing.layout_formats import moment
from printing.layouts import Stamp
from printing.page import MM, Box, Mark, Page, Sheet, line
from printing.placing import SAMPLE_WORDS, foot_lines


def drawing(title: str, page: Page, stamp: Stamp, purpose: str = "") -> Drawing:
    """One page as a paper."""
    runs(purpose, Face.BOLD, field="purpose")
    return Drawing(
        title=title,
        pages=(page,),
        purpose=purpose,
        number=stamp.number,
        verification=stamp.verification,
        serial=stamp.serial,
        terminal=stamp.terminal,
        printed_at=moment(stamp.printed_at, "%Y-%m-%d %H:%M:%S"),
        subject=stamp.subject,
        sample=stamp.sample,
    )


def sample_box(x: float, y: float) -> list[Mark]:
    """演示数据 in a box whose lower left corner is here; 41 mm by 21 points."""
    return [
        Box(x=x, y=y, width=41 * MM, height=21, fill=1, thickness=1),
        line(x + 20.5 * MM, y + 6.5, SAMPLE_WORDS, 11, face=Face.BOLD, align="centre"),
    ]


def foot(stamp: Stamp, *, wide: float = Sheet.WIDTH, top: float = Sheet.FOOT, left: float = Sheet.LEFT) -> list[Mark]:
    """When, where and as which print."""
    printed_at = moment(stamp.printed_at, "%Y-%m-%d %H:%M:%S")
    return foot_lines(printed_at, stamp.terminal, stamp.serial, "第 1 页/共 1 页", left, wide - left, top)
