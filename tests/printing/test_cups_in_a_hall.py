"""The files for CUPS in halls, under a real cupsd: what it held is not printed, what it printed is not kept."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_printer import FakeDeeds
from real_printer import RealPrinter, started
from sample_papers import document
from waiting import wait_until

import config
from config.settings import Limits
from drivers.a4_printer.private_cups import QUEUE
from drivers.a4_printer.programs import found
from drivers.clock import SystemClock
from drivers.outcome import Outcome
from printing.certificate import render
from printing.kept_papers import keeping
from printing.spool import Spool

FILES = Path(config.__file__).parent / "cups"
PAPER = render(document(25), "visit-1")


@pytest.fixture(scope="module")
def hall() -> Iterator[RealPrinter]:
    """The simulated system, with the hall's cupsd.conf."""
    with started() as printer:
        printer.ask("cups_off")
        conf = (FILES / "cupsd.conf").read_text("utf-8")
        socket = printer.ask("addresses")["cups"]
        assert "/run/cups/cups.sock" in conf
        (printer.run / "cupsd.conf").write_text(conf.replace("/run/cups/cups.sock", socket), "utf-8")
        printer.ask("cups_on")
        printer.ask("page_seconds", value=0.05)
        yield printer


def spooled(printer: RealPrinter) -> list[str]:
    return sorted(file.name for file in (printer.run / "spool").iterdir() if file.is_file())


def empty_spool(printer: RealPrinter) -> None:
    """What systemd does before it starts cupsd."""
    lines = (FILES / "empty-spool.conf").read_text("utf-8").splitlines()
    command = next(line.removeprefix("ExecStartPre=") for line in lines if line.startswith("ExecStartPre="))
    words = [word.replace("/var/spool/cups", str(printer.run / "spool")) for word in shlex.split(command)]
    assert str(printer.run / "spool") in words
    subprocess.run(words, check=True, timeout=10)


def prints(printer: RealPrinter) -> Outcome:
    spool = Spool(printer.driver, FakeDeeds(), SystemClock(), Limits())
    return spool.print_paper(
        PAPER,
        "deed",
        lambda: "visit-1",
        "sub_0123456789abcdef",
        document_no="449900",
        progress=lambda _: None,
        stop=lambda: False,
    ).outcome


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try it as somebody else")
@pytest.mark.parametrize(
    "words",
    [
        ["lpadmin", "-p", "evil", "-E", "-v", "ipp://192.0.2.9/ipp/print"],
        ["lpadmin", "-p", QUEUE, "-v", "ipp://192.0.2.9/ipp/print"],
        ["lpadmin", "-x", QUEUE],
        ["cupsctl", "PreserveJobFiles=Yes"],
        ["cupsreject", QUEUE],
    ],
)
def test_nobody_but_root_changes_a_queue_or_the_file(hall: RealPrinter, words: list[str]) -> None:
    """With no right asked for, anybody on the machine could have papers kept, or sent elsewhere."""
    before = (hall.run / "cupsd.conf").read_text("utf-8")
    socket = hall.ask("addresses")["cups"]
    for folder in (hall.run, *(one for one in hall.run.parents if one.stat().st_mode & 0o001 == 0)):
        folder.chmod(folder.stat().st_mode | 0o011)
    asked: dict[str, Any] = {
        "user": "nobody",
        "group": "nogroup",
        "extra_groups": [],
        "timeout": 20,
        "capture_output": True,
    }
    seen = subprocess.run([found("lpstat"), "-h", socket, "-e"], check=True, **asked)
    assert QUEUE.encode() in seen.stdout, "somebody else reaches the socket, and sees the queue"
    name, *rest = words
    told = subprocess.run([found(name), "-h", socket, *rest], input=b"", check=False, **asked)
    assert told.returncode != 0
    assert (hall.run / "cupsd.conf").read_text("utf-8") == before
    assert prints(hall) is Outcome.DONE


def test_what_is_printed_is_not_kept(hall: RealPrinter) -> None:
    assert prints(hall) is Outcome.DONE
    assert hall.held() == []
    wait_until(lambda: spooled(hall) == [], 5, "an empty spool")


@pytest.mark.parametrize("empties", [True, False])
def test_what_cups_held_when_it_ended_does_not_come_out_when_it_starts_again(
    hall: RealPrinter, *, empties: bool
) -> None:
    hall.ask("off")
    hall.driver.hand_over(PAPER.pdf, "kearlier", cancel_after_s=600)
    hall.ask("cups_off")
    assert [name[0] for name in spooled(hall)] == ["c", "d"], "job and document"
    before = hall.sheets()
    if empties:
        empty_spool(hall)
        assert spooled(hall) == []
    hall.ask("on")
    hall.ask("cups_on")
    if not empties:
        wait_until(lambda: hall.sheets() == before + 2, 15, "the paper of an earlier person: so the file is needed")
        return
    assert hall.held() == []
    assert prints(hall) is Outcome.DONE
    assert hall.sheets() == before + 2


def test_the_halls_file_keeps_nothing() -> None:
    assert keeping(FILES / "cupsd.conf") == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ("PreserveJobFiles 86400", "PreserveJobHistory yes")),
        ("preservejobfiles off\nPreserveJobHistory No\n", ()),
        ("PreserveJobFiles No # for now\nPreserveJobHistory 0\nPreserveJobFiles 1d\n", ("PreserveJobFiles 1d",)),
        ("#PreserveJobFiles No\nPreserveJobHistory\tNo\n", ("PreserveJobFiles 86400",)),
    ],
)
def test_what_cups_is_told_to_keep(tmp_path: Path, text: str, kept: tuple[str, ...]) -> None:
    conf = tmp_path / "cupsd.conf"
    conf.write_text(text, "utf-8")
    assert keeping(conf) == kept


def test_a_file_that_cannot_be_read_is_not_called_fine(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        keeping(tmp_path / "cupsd.conf")
