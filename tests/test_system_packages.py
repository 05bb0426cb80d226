"""The Debian packages: what a hall needs stands apart from what only demo and tests need."""

import os
import subprocess
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
MARK = "# The demo and the tests only."
OPENS_A_PORT = "vsmartcard-vpcd"


def packages(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_what_opens_a_port_stands_below_the_mark_and_what_a_terminal_calls_above_it() -> None:
    hall, _, demo = (REQUIREMENTS / "system.txt").read_text("utf-8").partition(MARK)
    assert OPENS_A_PORT in packages(demo)
    assert {"pcscd", "cups", "cups-client", "sane-utils", "alsa-utils"} <= set(packages(hall))
    assert not set(packages(hall)) & set(packages(demo))


def test_the_script_asks_for_every_package_and_for_no_word_of_a_comment(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    program = tmp_path / "dpkg-query"
    program.write_text(f'#!/bin/sh\nfor name; do :; done\necho "$name" >>{asked}\nprintf installed\n')
    program.chmod(0o755)
    path = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["sh", REQUIREMENTS / "system.sh"], env=path, capture_output=True, text=True, check=True)
    assert done.stdout == done.stderr == ""
    wanted = packages((REQUIREMENTS / "system.txt").read_text("utf-8"))
    assert asked.read_text("utf-8").split() == wanted
    assert len(wanted) > 30
