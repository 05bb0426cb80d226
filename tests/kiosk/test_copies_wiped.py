"""Nothing of what somebody copies or prints stays: not in the run folder, not at the platform, not in held memory."""

import io
from pathlib import Path

import pytest
from copying_bench import CARD, FILES, CopyingHall, with_card
from province_in_process import province_in
from reportlab.pdfgen.canvas import Canvas

from kiosk.copying import NOTHING_COPIED

CANARY, NAME = "KANARIENVOGEL", "秘密合同"


def secret() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=0)
    canvas.setTitle(CANARY)
    canvas.drawString(100, 700, CANARY)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def left_of(folder: Path, *marks: bytes) -> list[str]:
    """Files of the run folder that hold one of them."""
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]


def held() -> set[str]:
    """Files in memory that this process holds."""
    found = set()
    for opened in Path("/proc/self/fd").iterdir():
        try:
            name = str(opened.readlink())
        except OSError:
            continue
        if "memfd" in name or "(deleted)" in name:
            found.add(f"{opened.name} {name}")
    return found


@pytest.mark.parametrize("ends", ["printed", "left", "idle"])
def test_after_a_file_was_printed_or_left_a_scan_finds_nothing(tmp_path: Path, ends: str) -> None:
    (tmp_path / "province").mkdir()
    before = held()
    with province_in(tmp_path / "province") as there:
        hall = CopyingHall(there, tmp_path)
        hall.stays_s = 15.0
        hall.will_send = [(f"{NAME}.pdf", secret())]
        hall.comes(FILES)
        hall.press("choice-phone")
        pages = hall.session.copying.pages
        assert len(pages) == 1
        if ends == "printed":
            for _ in range(3):
                hall.press("primary")
            assert hall.screen == "done"
            hall.press("primary")
        elif ends == "left":
            hall.press("leave")
            if hall.screen == "leaving":
                hall.press("primary")
        else:
            hall.session = hall.session.next_visit()
        assert (hall.session.copying, hall.session.preview.paper, hall.session.document) == (NOTHING_COPIED, None, None)
        assert there.tell("platform", "uploads") == {"held": 0}
        marks = (CANARY.encode(), NAME.encode(), pages[0][200:400])
        assert left_of(tmp_path, *marks) == []
        # The scan would find it.
        (tmp_path / "planted").write_bytes(b"x" * 50 + pages[0])
        assert left_of(tmp_path, *marks) == [str(tmp_path / "planted")]
        hall.close()
    assert held() <= before


def test_the_journal_of_a_copied_card_holds_no_picture(tmp_path: Path) -> None:
    (tmp_path / "province").mkdir()
    with province_in(tmp_path / "province") as there:
        hall = CopyingHall(there, tmp_path)
        hall.will_lie = [with_card("lightblue")] * 3 + [with_card("pink")]
        hall.comes(CARD)
        hall.press("choice-work")
        side = hall.session.copying.front
        hall.press("primary")
        hall.press("primary")
        assert hall.session.copying == NOTHING_COPIED
        assert left_of(tmp_path, side[200:400]) == []
        hall.close()
