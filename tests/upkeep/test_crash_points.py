"""Killed at every call that changes a file: what is started next is the old version or the new one, and complete."""

import shutil
import subprocess
from pathlib import Path

import pytest

import kiosk.upkeep.slots
from kiosk.upkeep.slots import Slots

SLOTS = kiosk.upkeep.slots.__file__
CALLS = ("rename", "symlink", "unlink", "fsync", "write", "mkdir", "rmdir", "syncfs")
"""What changes the disk or decides when it is changed; a name ending so is taken too (renameat, symlinkat)."""
MOST_POINTS = 40
"""Of one call in one story; none has half as many."""
PRELUDE = """
import sys, pathlib
sys.path.insert(0, sys.argv[1])
from slots import Slots
slots = Slots(pathlib.Path(sys.argv[2]))
"""
STORIES = {
    "install": PRELUDE
    + """
with slots.filling("new") as folder:
    (folder / "what").write_text("new")
slots.try_next("new")
""",
    "switch": PRELUDE + "slots.begin()",
    "keep": PRELUDE + "slots.confirm()",
    "go back": PRELUDE + "slots.go_back('no')",
}
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def made(base: Path, story: str) -> Slots:
    """The state in which the story begins."""
    slots = Slots(base)
    with slots.filling("old") as folder:
        (folder / "what").write_text("old")
    slots.install_first("old")
    if story != "install":
        with slots.filling("new") as folder:
            (folder / "what").write_text("new")
        slots.try_next("new")
    if story in ("keep", "go back"):
        slots.begin()
    return slots


@needs_strace
@pytest.mark.parametrize("story", STORIES)
def test_killed_at_every_call_the_old_or_the_new_version_starts(story: str, tmp_path: Path) -> None:
    points = 0
    module = tmp_path / "module"
    module.mkdir()
    shutil.copy(SLOTS, module / "slots.py")
    for call in CALLS:
        for when in range(1, MOST_POINTS):
            base = tmp_path / f"{call}-{when}"
            slots = made(base, story)
            inject = f"inject=?{call},?{call}at,?{call}at2:signal=SIGKILL:when={when}"
            command = ["/usr/bin/python3", "-I", "-S", "-B", "-c", STORIES[story], str(module), str(base)]
            done = subprocess.run(
                ["strace", "-qq", "-o", "/dev/null", "-e", f"trace=/^({call})", "-e", inject, *command],
                capture_output=True,
                text=True,
                check=False,
            )
            starts = (base / "current" / "what").read_text()
            assert starts in ("old", "new")
            assert slots.current == starts
            began = slots.begin()
            assert (base / "current" / "what").read_text() == began
            assert (base / "good" / "what").read_text() == slots.good
            # And on it goes: whatever was cut off can be done again.
            _goes_on(slots)
            if done.returncode == 0:
                break
            assert done.returncode in (-9, 137), done.stderr
            points += 1
        else:
            pytest.fail(f"{story}: more than {MOST_POINTS} calls of {call}")
    assert points >= 4


def _goes_on(slots: Slots) -> None:
    if "new" not in slots.refused() and not slots.folder("new").exists():
        with slots.filling("new") as folder:
            (folder / "what").write_text("new")
    if slots.current != "new" and slots.folder("new").exists():
        slots.try_next("new")
        assert slots.begin() == "new"
    if slots.is_on_trial:
        slots.confirm()
    assert slots.current == slots.good
    assert not [path.name for path in (slots.base / "versions").iterdir() if path.name.startswith(".")]
