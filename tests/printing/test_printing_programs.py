"""Where the programs of the simulated printing system are found: an ordinary user of Debian has no sbin on PATH."""

import os
from pathlib import Path

import pytest
import real_pjl_printer
import real_printer

from drivers.a4_printer.programs import found
from drivers.main_thread import StartError
from printing.document import Paper


@pytest.fixture
def _ordinary_user(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = os.environ["PATH"].split(os.pathsep)
    monkeypatch.setenv("PATH", os.pathsep.join(folder for folder in folders if Path(folder).name != "sbin"))


@pytest.mark.usefixtures("_ordinary_user")
def test_the_ipp_printer_starts_without_sbin_on_path(paper: Paper) -> None:
    with real_printer.started() as printer:
        printer.ask("off")
        printer.ask("on")
        assert printer.driver.condition().faults == ()
        printer.driver.hand_over(paper.pdf, "k1", cancel_after_s=60)


@pytest.mark.usefixtures("_ordinary_user")
def test_the_pjl_printer_starts_without_sbin_on_path() -> None:
    with real_pjl_printer.started() as printer:
        printer.queue("cupsenable")
        assert printer.driver.condition().faults == ()


def test_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "lpadmin"
    mine.write_text("#!/bin/sh\n")
    mine.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found("lpadmin") == str(mine)
    assert found(str(mine)) == str(mine)


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(StartError, match="kiosk-none is not installed"):
        found("kiosk-none")
