"""Killed at every call that changes a file: what is started next is the old version or the new one, and complete."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.upkeep import install as module
from kiosk.upkeep.change import lay_first, revision
from kiosk.upkeep.install import NAMED, Root, install, uninstall
from kiosk.upkeep.pieces import FILE, PIECES
from kiosk.upkeep.release import Release, open_release, write_list
from kiosk.upkeep.slots import Slots
from kiosk.upkeep.versions import fill

ROOT = Path(__file__).parents[2]
OLD, NEW = "0.1.0", "0.2.0"
CALLS = ("rename", "symlink", "unlink", "fsync", "write", "mkdir", "rmdir", "syncfs")
"""What changes the disk or decides when it is changed; a name ending so is taken too (renameat, symlinkat)."""
MOST_POINTS = 40
"""Of one call in one story; none has half as many."""
PRELUDE = """
import sys, pathlib
sys.path.insert(0, sys.argv[1])
from kiosk.upkeep import slots as module, versions
from kiosk.upkeep.install import Root, _begin
from kiosk.upkeep.release import open_release
slots = module.Slots(pathlib.Path(sys.argv[2]))
versions._fill = lambda folder, release: (folder / "what").write_text(release.version)
"""
STORIES = {
    "install": PRELUDE + "slots.try_next(versions.fill(slots, open_release(pathlib.Path(sys.argv[3]))))",
    "switch": PRELUDE + "slots.begin()",
    "keep": PRELUDE + "slots.confirm()",
    "go back": PRELUDE + "slots.go_back('no')",
    "leave": PRELUDE
    + """
later = module._now() + module.TRIAL_S + 1.0
module._now = lambda: later
slots.judge(is_healthy=False)
""",
}
BEGINS = PRELUDE + "_begin(Root(slots.base))"
Below = Callable[[Path], dict[str, str]]
SAMPLE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture(autouse=True)
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version without its 30 MB."""

    def fills(folder: Path, release: Release) -> None:
        (folder / "what").write_text(release.version)
        packages = folder / "lib" / "python3.11" / "site-packages"
        packages.mkdir(parents=True)
        for name in ("config", "kiosk"):
            (packages / name).symlink_to(ROOT / name)

    monkeypatch.setattr("kiosk.upkeep.versions._fill", fills)


def released(folder: Path) -> Release:
    """The new version, with nothing in it."""
    folder.mkdir()
    write_list(folder, NEW)
    return open_release(folder)


def made(base: Path, story: str, release: Release) -> Slots:
    """The state in which the story begins."""
    slots = Slots(base)
    with slots.filling(OLD) as folder:
        (folder / "what").write_text(OLD)
    slots.install_first(OLD)
    if story != "install":
        slots.try_next(fill(slots, release))
    if story in ("keep", "go back", "leave"):
        slots.begin()
    return slots


def killed(script: str, folders: Iterator[Path], *more: Path) -> Iterator[Path]:
    """Each folder in which the script was killed, at another call, and where it came to its end."""
    for call in CALLS:
        for when in range(1, MOST_POINTS):
            base = next(folders)
            inject = f"inject=?{call},?{call}at,?{call}at2:signal=SIGKILL:when={when}"
            command = ["/usr/bin/python3", "-I", "-S", "-B", "-c", script, str(ROOT), str(base), *map(str, more)]
            done = subprocess.run(
                ["strace", "-qq", "-o", "/dev/null", "-e", f"trace=/^({call})", "-e", inject, *command],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode in (0, -9, 137), done.stderr
            yield base
            if done.returncode == 0:
                break
        else:
            pytest.fail(f"more than {MOST_POINTS} calls of {call}")


@needs_strace
@pytest.mark.parametrize("story", STORIES)
def test_killed_at_every_call_the_old_or_the_new_version_starts(story: str, tmp_path: Path) -> None:
    release = released(tmp_path / "release")

    def folders() -> Iterator[Path]:
        for number in range(len(CALLS) * MOST_POINTS):
            base = tmp_path / str(number)
            made(base, story, release)
            yield base

    points = 0
    for base in killed(STORIES[story], folders(), release.folder):
        points += 1
        slots = Slots(base)
        starts = (base / "current" / "what").read_text()
        assert starts in (OLD, NEW)
        assert slots.current == starts
        began = slots.begin()
        assert (base / "current" / "what").read_text() == began
        assert (base / "good" / "what").read_text() == slots.good
        # And on it goes: whatever was cut off can be done again, in the way in which it was begun.
        _goes_on(slots, release)
    assert points >= len(CALLS) + 4


def _goes_on(slots: Slots, release: Release) -> None:
    if NEW not in slots.refused() and slots.current != NEW:
        slots.try_next(fill(slots, release))
        assert slots.begin() == NEW
    if slots.is_on_trial:
        assert slots.confirm()
    assert slots.current == slots.good
    assert not [path.name for path in (slots.base / "versions").iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("after", [0, 1, 6, len(PIECES)])
def test_cut_off_before_anything_could_start_it_is_begun_anew(
    clean_root: Path, tmp_path: Path, everything_below: Below, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """As a power cut leaves it: nothing that follows is run."""
    (clean_root / "opt").mkdir()
    before, release, root = everything_below(clean_root), released(tmp_path / "release"), Root(clean_root)

    class PowerCut(BaseException):
        pass

    names = clean_root / NAMED
    names.parent.mkdir(parents=True)
    names.write_text("# of devices detect, before the installation\n")
    laid: list[object] = []

    def lays(*given: object) -> None:
        if len(laid) == after:
            raise PowerCut
        laid.append(given)
        lay_piece(*given)

    lay_piece: Callable[..., None] = module._lay
    with monkeypatch.context() as cut:
        cut.setattr(module, "_lay", lays)
        cut.setattr(module, "_accounts", lambda _: lays())
        cut.setattr(module, "uninstall", lambda *_, **__: ())
        with pytest.raises(PowerCut):
            install(root, release)
    assert install(root, release) == f"{NEW} is installed below {clean_root}"
    assert root.software.begin() == NEW
    assert names.exists(), "begun anew, it still finds the devices by their names"
    uninstall(root, everything=True)
    assert not names.exists()
    names.parent.rmdir()
    names.parent.parent.rmdir()
    assert everything_below(clean_root) == before


def test_a_terminals_file_that_nothing_points_to_yet_is_taken(clean_root: Path, tmp_path: Path) -> None:
    root = Root(clean_root)
    install(root, released(tmp_path / "release"))
    name = revision(SAMPLE.read_bytes())
    with root.files.filling(name) as folder:
        (folder / FILE).write_bytes(SAMPLE.read_bytes())
    assert lay_first(root.files, SAMPLE, clean_root) == name
    assert (root.files.current, root.files.good, root.files.waiting) == (name, name, "")


@needs_strace
@pytest.mark.parametrize("goes_on", [True, False])
def test_killed_before_an_installation_has_its_list_it_is_done_again_or_taken_away(
    clean_root: Path, tmp_path: Path, everything_below: Below, *, goes_on: bool
) -> None:
    (clean_root / "opt").mkdir()
    before = everything_below(clean_root)
    release = released(tmp_path / "release")

    def folders() -> Iterator[Path]:
        for number in range(len(CALLS) * MOST_POINTS):
            yield shutil.copytree(clean_root, tmp_path / str(number), symlinks=True)

    points = 0
    for base in killed(BEGINS, folders()):
        points += 1
        root = Root(base)
        if goes_on and not root.is_installed:
            assert install(root, release) == f"{NEW} is installed below {base}"
        if (base / "opt/kiosk").exists():
            uninstall(root, everything=True)
        assert everything_below(base) == before
        shutil.rmtree(base)
    assert points >= len(CALLS) + 4
