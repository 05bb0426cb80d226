"""Exit code 0 says that a person closed the window; without a display there is one line and another code."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from waiting import wait_until
from x11_person import person

WINDOWED = [sys.executable, "-m", "screens", "--socket", "nobody.sock", "--windowed"]
BARE = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}


@pytest.fixture
def display() -> Iterator[str]:
    """A display of its own, e.g. ":7"; its number is chosen by the server, so that nobody's is taken."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "800x480x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


def test_a_person_closes_the_window(display: str) -> None:
    with (
        subprocess.Popen(WINDOWED, env=BARE | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}) as process,
        person(display) as somebody,
    ):
        try:
            wait_until(lambda: somebody.closes("24小时自助服务"), limit_s=20)
            assert process.wait(10) == 0
        finally:
            process.kill()


@pytest.mark.parametrize("module", [WINDOWED, [sys.executable, "-m", "screens.dock", "--run", "."]])
@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ":65000"}, {"QT_QPA_PLATFORM": "no-such-platform"}])
def test_without_a_display_one_line_says_so(module: list[str], environment: dict[str, str]) -> None:
    bare = {key: value for key, value in BARE.items() if key != "QT_QPA_PLATFORM"}
    done = subprocess.run(module, env=bare | environment, capture_output=True, text=True, timeout=20, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1), done.stderr
    assert "no display could be opened" in done.stderr
