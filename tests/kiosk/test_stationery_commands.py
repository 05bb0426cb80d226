"""Staff keep the ledger of numbered sheets from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drivers.clock import SystemClock
from kiosk.commands.stationery import stationery
from kiosk.journal import JOURNAL, Journal

TERMINAL = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"


@pytest.fixture
def terminal(tmp_path: Path) -> Path:
    written = TERMINAL.read_text("utf-8")
    lines = [
        f'state_folder = "{tmp_path}"' if line.startswith("state_folder") else line for line in written.splitlines()
    ]
    at = lines.index("[a4_printer]")
    lines.insert(at + 1, 'stationery_tray = "tray-2"\ntray = "main"')
    file = tmp_path / "terminal.toml"
    file.write_text("\n".join(lines), "utf-8")
    return file


def said(terminal: Path, *arguments: str) -> Result:
    return CliRunner().invoke(stationery, [arguments[0], "--config", str(terminal), *arguments[1:]])


def test_sheets_are_loaded_counted_and_shown_and_none_is_voided_by_one_person(terminal: Path) -> None:
    assert said(terminal, "show").output == "none left, 0 used, 0 void, 0 in print\n"
    loaded = said(terminal, "load", "GD00000998", "3")
    assert loaded.output == "3 left (GD00000998 on top), 0 used, 0 void, 0 in print\n"
    counted = said(terminal, "count", "GD00000998")
    assert counted.output == "3 left (GD00000998 on top), 0 used, 0 void, 0 in print\n"
    for missing in (("GD00001000",), ("--empty",)):
        refused = said(terminal, "count", *missing)
        assert refused.exit_code != 0
        assert "two of the staff" in refused.output
    stock = json.loads(said(terminal, "show", "--json").output)
    assert (len(stock["left"]), stock["void"]) == (3, [])


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("load", "GD-1", "3"), "a number of stock is letters"),
        (("load", "GD00000001", "0"), "a batch 1 to 1000 sheets"),
        (("count", "GD00000009"), "does not lie in this tray"),
        (("count",), "name the number on top"),
        (("count", "GD00000009", "--empty"), "name the number on top"),
    ],
)
def test_what_cannot_be_is_one_clear_line(terminal: Path, arguments: tuple[str, ...], why: str) -> None:
    answer = said(terminal, *arguments)
    assert answer.exit_code != 0
    assert why in answer.output.splitlines()[-1]


def test_the_same_sheets_are_not_loaded_twice(terminal: Path) -> None:
    said(terminal, "load", "GD00000001", "3")
    answer = said(terminal, "load", "GD00000003", "3")
    assert answer.output == "Error: some of these numbers were loaded before\n"


def test_while_a_core_runs_it_alone_keeps_the_ledger(terminal: Path) -> None:
    core = Journal(terminal.parent / JOURNAL, SystemClock())
    try:
        assert "stop it first" in said(terminal, "show").output
    finally:
        core.close()


def test_a_terminal_without_such_a_tray_has_no_ledger(tmp_path: Path) -> None:
    assert "names no stationery_tray" in said(TERMINAL, "show").output
