"""Self-check beside a running core, and an acceptance run without one: against real counterparts, and signed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from at_the_kiosk import Kiosk

from kiosk.hall.launcher import Spec, python
from kiosk.platform import terminal_key
from kiosk.upkeep.accepting import verified


def told(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "kiosk", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.timeout(300)
def test_a_terminal_is_checked_while_it_serves_and_accepted_when_it_rests(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.until_screen("home")
    page = tmp_path / "readiness.pdf"
    checked = told("self-check", "--config", str(kiosk.config), "--json", "--pdf", str(page))
    found = {one["what"]: one for one in json.loads(checked.stdout)["findings"]}
    for device in ("idcard", "receipt_printer", "a4_printer"):
        assert found[device]["verdict"] == "good", checked.stdout
    assert found["secrets"]["verdict"] == "good"
    assert page.read_bytes().startswith(b"%PDF-")

    kiosk.hall.launcher.stop("core")
    out = tmp_path / "accepted"
    done = told("accept", "--config", str(kiosk.config), "--out", str(out))
    kiosk.hall.launcher.start(kiosk_spec(kiosk))
    assert done.returncode == 0, done.stdout + done.stderr
    key = terminal_key.load(kiosk.settings.platform.key_file)
    report = verified((out / "acceptance.json").read_text("utf-8"), terminal_key.public_text(key))
    assert report["passed"]
    assert {"settings and secrets", "idcard", "receipt_printer", "a4_printer", "platform"} <= {
        step["name"] for step in report["steps"]
    }
    assert report["seconds"] < 900
    assert (out / "acceptance.pdf").read_bytes().startswith(b"%PDF-")


def kiosk_spec(kiosk: Kiosk) -> Spec:
    """The core again, for the fixture to stop."""
    argv = python("kiosk", "core", "--config", str(kiosk.config))
    return Spec("core", argv, environment=kiosk.hall.core_environment)
