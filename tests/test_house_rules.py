"""Mistakes that we ourselves make, as patterns; each with what to do instead."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

HANGING_CHILDREN = {"tests/drivers/test_idcard_portrait.py", "tests/kiosk/test_launcher.py"}
"""Tests whose child processes have to hang."""

RULES = [
    (
        r"time\.sleep\(",
        "wait by drivers.clock.Clock.pause",
        {"drivers/clock.py", "tests/waiting.py", *HANGING_CHILDREN},
    ),
    (
        r"except (Exception|BaseException)\b",
        "name the errors that are expected; others end the process",
        {"kiosk/staff/acting.py"},  # a page of the staff's that stumbles ends no residents' service
    ),
    (r"shell=True", "start children from argument lists", set()),
    (r"/dev/ttyUSB", "name the device by udev", {"config/device_settings.py", "config/terminals/huiyang-a2-07.toml"}),
    (r"# noqa(?!: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)* [ #-]*\w)", "give the rule and behind it the reason", set()),
    (r"# type: ignore(?!\[[a-z-]+\] +# \w)", "give the code and behind it the reason", set()),
    (r"\b(TODO|FIXME|XXX)\b", "finish it, or write an issue", set()),
    (r"stdnum\.cn\.ric", "it refuses people born before their district existed: use iso7064.mod_11_2", set()),
    (r"datetime\.now\(\)|datetime\.utcnow\(", "ask drivers.clock.Clock", set()),
]
SELF = "tests/test_house_rules.py"


def sources() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [
        name
        for name in listed.splitlines()
        if name.endswith((".py", ".qml", ".toml")) and name != SELF and (ROOT / name).exists()
    ]


@pytest.mark.parametrize(("pattern", "instead", "allowed"), RULES, ids=[rule[0] for rule in RULES])
def test_nobody_does_what_we_agreed_not_to_do(pattern: str, instead: str, allowed: set[str]) -> None:
    found = [
        f"{name}:{number}: {line.strip()}"
        for name in sources()
        if name not in allowed
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == [], f"{instead}:\n" + "\n".join(found)


def test_no_source_file_grew_beyond_reading() -> None:
    long = {name: n for name in sources() if (n := len((ROOT / name).read_text("utf-8").splitlines())) > 400}
    assert {name: n for name, n in long.items() if not name.endswith(".toml")} == {}
