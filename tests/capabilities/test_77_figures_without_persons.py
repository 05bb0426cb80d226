"""第三方评估,大数据分析: a file of figures for somebody else, with nobody in it and signed by the terminal."""

from pathlib import Path

from staff_bench import Shift

from kiosk.platform import terminal_key
from kiosk.staff.left import search
from kiosk.staff.rights import Role


def test_the_file_holds_counts_alone(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    terminal_key.make(shift.settings.platform.key_file)
    facts = {"visit": "v" * 32, "item": "hall-map", "route": "card_code", "home": "330800", "city": "441300"}
    shift.journal.write("identified", "", facts)
    shift.enter(Role.BUSINESS)
    shift.open("statistics")
    shift.choose("export")
    (file,) = (tmp_path / "exports").glob("*statistics*.txt")
    assert file.with_suffix(".sig").exists()
    lines = file.read_text("utf-8").splitlines()
    assert lines[0] == "what,of,with,count"
    assert all(line.rsplit(",", 1)[1].isdecimal() for line in lines[1:])
    assert "330800" not in file.read_text("utf-8"), "one person from far away is told with others"
    assert search(tmp_path / "exports")[1] == ()
    shift.close()
