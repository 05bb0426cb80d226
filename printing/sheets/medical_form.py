"""机动车驾驶人身体条件证明: blocks of unlike shape in one frame, as the form has them."""

from collections.abc import Mapping
from typing import Any

from printing.cells import HEAD_FILL, Cell, Measure, row_block
from printing.document import Drawing
from printing.flow import Block
from printing.fonts import Face, runs
from printing.handwriting import Handwriting, placed
from printing.layout_formats import LayoutError, fill, moment
from printing.layout_schema import DrawnLayout
from printing.layouts import Stamp
from printing.page import MM, Box, Page, Picture, Rule, Sheet, line
from printing.placing import NO_FORCE, code_block
from printing.setting import OPEN, TICKED, wrap
from printing.sheets.frame import drawing, foot, sample_box

_BLOCK = 12 * MM
"""The upright name of a block at its left."""
_EDGE = Sheet.LEFT + _BLOCK
_ROOM = Sheet.RIGHT - _EDGE
_MEASURE = Measure(9.5, 1.6 * MM, 8.4 * MM, _EDGE)
_PHOTO = (22 * MM, 32 * MM)
"""Of a driving licence (GA/T 484)."""
_NAME = 24 * MM


def lay_out(layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> Drawing:
    """One page: who, what was declared, what was found, who says so.

    Raises:
        LayoutError: the values need more than the page.
    """
    for name, value in record.items():
        if isinstance(value, str):
            runs(value, field=name)
    page = Page()
    _head(page, layout, stamp)
    top = page.y
    _block(page, layout.words["applicant"], _applicant(record))
    _photo(page, top, top - page.y, record["photo"])
    signed_on, examined_on = (moment(record[name], "%Y年%m月%d日") for name in ("signed_on", "examined_on"))
    applicant = _signed("申请人签字", record["signature"], signed_on, record.get("hand"))
    doctor = _signed(f"医师　{record['doctor']}", record["doctor_signature"], examined_on)
    _block(page, layout.words["declared"], [*_declared(layout, record), applicant])
    _block(page, layout.words["examined"], [*_examined(record), doctor])
    _end(page, layout, record, stamp)
    page.marks += foot(stamp)
    return drawing(layout.title, page, stamp)


def _head(page: Page, layout: DrawnLayout, stamp: Stamp) -> None:
    page.marks += [
        line(Sheet.LEFT, 273 * MM, f"编号 {stamp.number}", 8.5),
        *code_block(Sheet.RIGHT, 281 * MM, stamp.verification, "验证码")[0],
        line((Sheet.LEFT + Sheet.RIGHT) / 2, 240 * MM, layout.title, 19, face=Face.BOLD, align="centre", spacing=0.9),
    ]
    if stamp.sample:
        page.marks += sample_box(Sheet.LEFT, 258 * MM)
    page.y = 233 * MM


def _pair_row(*pairs: tuple[str, str], room: float = _ROOM) -> Block:
    wide = room / len(pairs) - _NAME
    cells = []
    for name, value in pairs:
        cells += [Cell(name, _NAME, "centre", HEAD_FILL), Cell(value, wide)]
    return row_block(cells, _MEASURE)


def _applicant(record: Mapping[str, Any]) -> list[Block]:
    room = _ROOM - 32 * MM
    return [
        _pair_row(("姓名", record["name"]), room=room),
        _pair_row(("性别", record["sex"]), ("出生日期", moment(record["born"], "%Y年%m月%d日")), room=room),
        _pair_row(("国籍", record["nationality"]), ("证明名称", record["document_type"]), room=room),
        _pair_row(("证明号码", record["number"]), room=room),
        _pair_row(("档案编号", record["file_no"]), ("准驾车型", record["vehicle_classes"]), room=room),
    ]


def _declared(layout: DrawnLayout, record: Mapping[str, Any]) -> list[Block]:
    has_none = not record["declared_ills"]
    none, some = (TICKED, OPEN) if has_none else (OPEN, TICKED)
    told = f"本人　{none} 没有　{some} 有　下列疾病：{layout.words['ills']}。"
    if not has_none:
        told += f"申报：{'、'.join(record['declared_ills'])}。"
    return [row_block([Cell(f"{told}{layout.words['promise']}", _ROOM)], _MEASURE)]


def _passed(is_well: bool) -> str:  # noqa: FBT001  the value is the record's own
    return f"{TICKED if is_well else OPEN} 合格　{OPEN if is_well else TICKED} 不合格"


def _examined(record: Mapping[str, Any]) -> list[Block]:
    aid = "佩戴助听器" if record["hearing_aid"] else "裸耳"
    sight = "矫正" if record["sight_corrected"] else "裸眼"
    return [
        _pair_row(("身高（cm）", str(record["height_cm"])), ("辨色力", _passed(record["sees_colours"]))),
        _pair_row(
            ("左眼视力", f"{record['sight_left']}（{sight}）"), ("右眼视力", f"{record['sight_right']}（{sight}）")
        ),
        _pair_row(("左耳听力", _passed(record["hears_left"])), ("右耳听力", _passed(record["hears_right"]))),
        _pair_row(("听力方式", aid), ("下肢", record["legs"])),
        _pair_row(("左上肢", record["arm_left"]), ("右上肢", record["arm_right"])),
        _pair_row(("躯干、颈部", record["trunk"]), ("体检结论", record["result"])),
        _pair_row(("医疗机构", record["hospital"])),
    ]


def _block(page: Page, name: str, rows: list[Block]) -> None:
    """Rows beside an upright name."""
    top = page.y
    for row in rows:
        row.put(page)
        page.y -= row.height
    high = top - page.y
    page.marks.append(Box(x=Sheet.LEFT, y=page.y, width=_BLOCK, height=high, fill=HEAD_FILL, thickness=0.4, grey=0.35))
    start = top - high / 2 + (len(name) - 1) * 6.5 - 3.4
    for number, character in enumerate(name):
        page.marks.append(
            line(Sheet.LEFT + _BLOCK / 2, start - number * 13, character, 10, face=Face.BOLD, align="centre")
        )


def _photo(page: Page, top: float, high: float, photo: bytes | None) -> None:
    left = Sheet.RIGHT - 32 * MM
    page.marks.append(Box(x=left, y=top - high, width=32 * MM, height=high, thickness=0.4, grey=0.35))
    x, y = left + (32 * MM - _PHOTO[0]) / 2, top - high / 2 - _PHOTO[1] / 2
    if photo is None:
        page.marks.append(line(left + 16 * MM, top - high / 2 - 3, "照片", 9.5, align="centre", grey=0.4))
    else:
        page.marks.append(Picture(x=x, y=y, width=_PHOTO[0], height=_PHOTO[1], data=photo))


def _signed(label: str, image: bytes | None, date: str, hand: Handwriting | None = None) -> Block:
    """The last row of a block: who signed it, and when; a hand that signed on the glass, or an image of one."""
    high = 17 * MM

    def put(page: Page) -> None:
        low, x = page.y - high, Sheet.RIGHT - 82 * MM
        page.marks += [
            Box(x=_EDGE, y=low, width=_ROOM, height=high, thickness=0.4, grey=0.35),
            line(x - 3 * MM, low + 6 * MM, label, 9.5, align="right"),
            Rule(x, low + 4.6 * MM, x + 38 * MM, low + 4.6 * MM, 0.4, 0.4),
            line(Sheet.RIGHT - 4 * MM, low + 6 * MM, date, 9.5, align="right"),
        ]
        if hand is not None:
            page.marks.append(placed(hand, x + MM, low + 2.4 * MM, 36 * MM, 13.6 * MM))
        elif image is not None:
            page.marks.append(Picture(x=x, y=low + 3 * MM, width=38 * MM, height=13 * MM, data=image))

    return Block(high, put)


def _end(page: Page, layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> None:
    y = page.y - 6 * MM
    for number, note in enumerate(layout.notes, 1):
        for text in wrap(f"{number}、{fill(note, record)}", 8.5, Sheet.ROOM):
            page.marks.append(line(Sheet.LEFT, y, text, 8.5))
            y -= 13.6
    closing = [f"医疗机构：{record['hospital']}", f"出具日期：{moment(stamp.issued_at, '%Y年%m月%d日')}"]
    told = [(text, Face.SANS) for text in closing] + ([(NO_FORCE, Face.BOLD)] if stamp.sample else [])
    y -= 5 * MM
    for text, face in told:
        page.marks.append(line(Sheet.RIGHT, y, text, 10.5, face=face, align="right"))
        y -= 19
    if y + 19 < Sheet.FOOT:
        raise LayoutError("the record does not fit on the form")
