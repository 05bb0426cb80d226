"""The sandbox as a process of its own, and terminals that speak to it over real TLS."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sandbox_lab import Enrolled, MovableClock, Sandbox

from drivers.control import ask
from drivers.idcard import IdCard
from kiosk.platform import terminal_key
from kiosk.platform.api import Platform


@pytest.fixture(scope="session")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder = tmp_path_factory.mktemp("sandbox")
    control = folder / "p.sock"
    command = [sys.executable, "-m", "kiosk.sandbox", "--run", str(folder), "--control", str(control)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        sandbox = Sandbox(control, ask(control, "address"))
        sandbox.tell("auto_approve", value=True)
        yield sandbox
        process.terminate()
        assert process.wait(10) == 0, "the sandbox ends cleanly"


@pytest.fixture
def sandbox(_served: Sandbox) -> Sandbox:
    """The running sandbox, with no fault ordered, its clock right and no limit in a test's way."""
    _served.tell("clear")
    _served.tell("clock", ahead_s=0)
    _served.tell(
        "limits", copies_a_day=1000, wrong_codes_a_day=1000, messages_a_minute=1000, messages_an_hour=1000, locked_s=0
    )
    return _served


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def enrolled(sandbox: Sandbox, tmp_path: Path, clock: MovableClock) -> Iterator[Enrolled]:
    """Makes clients of approved terminals; `changes` are changed settings."""
    made: list[Platform] = []
    mark = secrets.token_hex(4)

    def make(name: str = "test-01", **changes: Any) -> Platform:
        # A name belongs to its first key, so each test brings terminals of its own.
        name = f"{name}-{mark}"
        key_file = tmp_path / f"{name}.pem"
        if not key_file.exists():
            terminal_key.make(key_file)
        platform = Platform.from_files(sandbox.settings(key_file, **changes), name, clock)
        made.append(platform)
        platform.enrol("测试厅")
        return platform

    yield make
    for platform in made:
        platform.close()


@pytest.fixture
def platform(enrolled: Enrolled) -> Platform:
    return enrolled()


@pytest.fixture
def card(sandbox: Sandbox) -> IdCard:
    return sandbox.citizens(1)[0]
