"""过程可溯化: every row hangs on the one before it; on the screen the chain is checked, and a changed row is named."""

import sqlite3
from pathlib import Path

from staff_bench import Shift

from kiosk.staff.rights import Role


def test_the_chain_is_checked_with_one_touch_and_shows_what_was_changed(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    shift.enter(Role.AUDIT)
    shift.open("audit")
    shift.choose("verify")
    assert "链完整" in shift.view.notice
    with sqlite3.connect(shift.journal.path) as changed:
        changed.execute("UPDATE ledger SET facts = replace(facts, '1005', '1001') WHERE seq = 1")
    changed.close()
    shift.choose("verify")
    assert shift.view.notice.startswith("第 1 行不对")
    shift.close()
