"""docs/add-an-item.md, followed literally: every block, in its order, in a copy of the repository; the item prints."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = frozenset({"config", "drivers", "printing", "kiosk"})
STEP = re.compile(r"^\d+\. (?:\*\*`(?P<file>[^`]+)`\*\*)?", re.MULTILINE)
BLOCK = re.compile(r"^ *```(?P<kind>[a-z]+)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)


def copied(folder: Path) -> Path:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        if (ROOT / name).is_file() and name.split("/")[0] in PARTS:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def blocks() -> list[tuple[str, str, str]]:
    """Kind, words, and the file that the step names."""
    page = (ROOT / "docs" / "add-an-item.md").read_text("utf-8")
    steps = [*STEP.finditer(page)]
    found = []
    for block in BLOCK.finditer(page):
        step = [one for one in steps if one.start() < block.start()][-1]
        found.append((block["kind"], textwrap.dedent(block["body"]), step["file"] or ""))
    return found


def run(folder: Path, commands: str) -> str:
    """As somebody types them, with the environment's own python."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    answer = subprocess.run(
        ["sh", "-e", "-c", commands],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_the_page_followed_to_the_letter_makes_an_item_that_prints(tmp_path: Path) -> None:
    folder, said = copied(tmp_path / "copy"), ""
    followed = []
    for kind, body, file in blocks():
        followed.append((kind, file))
        if kind == "sh":
            said = run(folder, body)
        else:
            (folder / file).write_text(body, "utf-8")
    assert followed == [
        ("toml", "config/catalogue/ss-half-year-certificate.toml"),
        ("sh", "printing/layouts/ss-half-year-certificate.toml"),
        ("json", "people.json"),
        ("sh", ""),
    ]
    assert (folder / "printing" / "layouts" / "ss-half-year-certificate.toml").is_file()
    assert "近半年参保证明" in said
    assert "陈样例" in said
    assert re.search(r"\b6\s+6\s+6\b", said), "six months of each insurance"
