"""docs/capabilities.md: every row is shown by a test of its number, or owned by an issue to come."""

import re
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "capabilities.md"
ROW = re.compile(r"^\| (\d+) \| .+ \| .+ \| (test|issue (?:8|9|10)) \|$", re.M)
ROWS = 90


def test_every_row_is_tested_here_or_owned_and_none_is_both() -> None:
    found = {int(number): shown for number, shown in ROW.findall(TABLE.read_text("utf-8"))}
    assert list(found) == list(range(1, ROWS + 1))
    tested = {int(path.name[5:7]) for path in HERE.glob("test_[0-9][0-9]_*.py")}
    assert {number for number, shown in found.items() if shown == "test"} == tested
