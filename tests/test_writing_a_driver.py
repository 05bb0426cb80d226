"""The tutorial is run: its blocks become files in a copy of the repository, and the copy's own checks must pass."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "writing-a-driver.md"
BLOCK = re.compile(
    r"^<!-- file: (?P<path>[^,\n]+?)(?:, before: (?P<before>[^\n]+?))? -->\n```\w+\n(?P<text>.*?)^```$", re.M | re.S
)
LIMIT_S = 100
"""For each of the copy's checks; the whole takes some 15 s."""


@dataclass(frozen=True)
class Block:
    path: str
    before: str | None
    """The beginning of the line above which it goes; None for a whole file."""
    text: str


def blocks() -> list[Block]:
    return [Block(found["path"], found["before"], found["text"]) for found in BLOCK.finditer(PAGE.read_text("utf-8"))]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's packages by links, with the tutorial's files in their places."""
    copy = tmp_path_factory.mktemp("tutorial")
    for name in ("kiosk", "printing", "setup.cfg", "pyproject.toml"):
        (copy / name).symlink_to(ROOT / name)
    for folder in ("drivers", "config", "tests/drivers", "tests", "docs"):
        (copy / folder).mkdir(parents=True, exist_ok=True)
        for entry in (ROOT / folder).iterdir():
            if entry.name not in ("__pycache__", "lamp") and not (copy / folder / entry.name).exists():
                (copy / folder / entry.name).symlink_to(entry)
    (copy / "docs" / "devices").unlink()
    for block in blocks():
        put(block, copy / block.path)
    return copy


def put(block: Block, path: Path) -> None:
    if block.before is None:
        path.parent.mkdir(exist_ok=True)
        assert not path.exists(), f"{block.path} is there already"
        path.write_text(block.text, "utf-8")
        return
    text = path.read_text("utf-8")
    at = re.search(rf"^{re.escape(block.before)}", text, re.M)
    assert at is not None, f"{block.path} has no line that begins with {block.before!r}"
    path.unlink()  # it may be a link into the repository, and is a file of the copy from now on
    gap = "\n\n" if block.text.startswith("class") else ""
    path.write_text(text[: at.start()] + block.text + gap + text[at.start() :], "utf-8")


def run(copy: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_page_has_every_file_of_a_device() -> None:
    paths = [block.path for block in blocks()]
    for wanted in ("__init__.py", "frames.py", "sl1_serial.py", "simulator.py", "checklist.toml"):
        assert f"drivers/lamp/{wanted}" in paths
    assert {
        "config/device_settings.py",
        "config/settings.py",
        "drivers/catalog.py",
        "tests/drivers/test_lamp.py",
    } <= set(paths)
    fences = re.findall(r"^```\w+$", PAGE.read_text("utf-8"), re.M)
    assert len(fences) == len(paths), "a block of code that nobody runs"


def test_its_driver_passes_its_own_tests(copy: Path) -> None:
    said = run(copy, "-m", "pytest", "tests/drivers/test_lamp.py", "-q", "-p", "no:cacheprovider")
    assert "passed" in said
    assert (copy / "drivers" / "lamp" / "__init__.py").exists()


def test_its_driver_is_as_our_code_has_to_be(copy: Path) -> None:
    files = [block.path for block in blocks() if block.path.endswith(".py")]
    run(copy, "-m", "ruff", "check", "--no-cache", *files)
    run(copy, "-m", "ruff", "format", "--no-cache", "--check", *files)


def test_the_manual_gets_its_page(copy: Path) -> None:
    run(copy, "-m", "drivers.manual")
    page = (copy / "docs" / "devices" / "lamp.md").read_text("utf-8")
    for wanted in ("## Role `SignalLamp`", "`sl1-serial`", "burn_out", "exempt: a colour is nobody's"):
        assert wanted in page
    assert "SL-1" not in "".join(path.read_text("utf-8") for path in (ROOT / "docs" / "devices").glob("*.md"))


def test_a_broken_driver_makes_its_tests_red(copy: Path) -> None:
    """What the page asks its reader to see."""
    frames = copy / "drivers" / "lamp" / "frames.py"
    good = frames.read_text("utf-8")
    bad = good.replace("if sum(stream[:4]) % 256 != stream[4]:", "if len(stream) < 0:")
    assert bad != good
    frames.write_text(bad, "utf-8")
    try:
        with pytest.raises(AssertionError):
            run(copy, "-m", "pytest", "tests/drivers/test_lamp.py", "-q", "-p", "no:cacheprovider", "-x")
    finally:
        frames.write_text(good, "utf-8")
