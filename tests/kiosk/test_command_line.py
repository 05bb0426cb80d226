"""The command line as a stranger types it: help everywhere, exit codes, one line for each error."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from waiting import wait_until
from whole_catalogue import whole_catalogue

from drivers.clock import SystemClock
from drivers.outcome import Outcome
from kiosk.__main__ import main
from kiosk.demo import OURS
from kiosk.hall.surroundings import OWNER, make_run_folder
from kiosk.hall.visit import EXIT_CODES
from kiosk.items.routes import ROUTES
from kiosk.journal import Journal

ITEM = "ss-enrolment-certificate"


def kiosk(*arguments: str | Path, within_s: float = 60.0) -> subprocess.CompletedProcess[str]:
    """As it is typed, in a child of this process: what the program loads first is loaded already."""
    typed = ["kiosk", *map(str, arguments)]
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        child = os.fork()
        if child == 0:
            _be_the_program(typed, said.fileno(), complained.fileno())
        ended: list[int] = []

        def has_ended() -> bool:
            found, status = os.waitpid(child, os.WNOHANG)
            ended.extend([os.waitstatus_to_exitcode(status)] if found else [])
            return bool(found)

        wait_until(has_ended, within_s, f"the end of {typed}")
        said.seek(0)
        complained.seek(0)
        return subprocess.CompletedProcess(typed, ended[0], said.read(), complained.read())


def _be_the_program(typed: list[str], said: int, complained: int) -> NoReturn:
    os.dup2(said, 1)
    os.dup2(complained, 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
    sys.argv = typed
    code = 70
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def one_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line]
    assert len(lines) == 1, text
    return lines[0]


@pytest.mark.parametrize(
    "command",
    [
        "run",
        "demo",
        "visit",
        "enrol",
        "devices",
        "items",
        "config check",
        "journal show",
        "journal verify",
        "sandbox",
        "stationery show",
        "stationery load",
        "stationery count",
        "tour",
    ],
)
def test_every_command_has_help(command: str) -> None:
    answer = kiosk(*command.split(), "--help")
    assert answer.returncode == 0
    assert "Usage:" in answer.stdout


def test_only_ways_that_the_item_takes_are_named() -> None:
    told = " ".join(kiosk("visit", "--help").stdout.split())
    assert f"{', '.join(ROUTES)}. An item takes some of them. [default: card_code]" in told
    answer = kiosk("visit", ITEM, "--citizen", "1", "--route", "handshake")
    accepted = whole_catalogue()[ITEM].settings.routes
    assert answer.returncode == 2
    assert answer.stderr.strip().endswith(f"it accepts {', '.join(accepted)}")
    assert "card" not in accepted


def test_exit_codes_say_done_not_done_and_unknown() -> None:
    assert EXIT_CODES == {Outcome.DONE: 0, Outcome.NOT_DONE: 1, Outcome.UNKNOWN: 3}


def test_items_are_listed() -> None:
    listed = json.loads(kiosk("items", "--json").stdout)
    assert ITEM in [item["id"] for item in listed]
    assert "L2" in kiosk("items").stdout
    assert ITEM in kiosk("items", "--unreviewed").stdout


def test_papers_that_nobody_has_compared_are_listed_also_where_no_item_prints_them() -> None:
    assert "rating-slip" in kiosk("items", "--unreviewed").stdout
    assert "rating-slip" not in kiosk("items").stdout
    listed = json.loads(kiosk("items", "--unreviewed", "--json").stdout)
    assert {"layout": "rating-slip", "title": "政务服务评价"} in listed


def test_the_functions_of_a_profile_are_counted_and_named() -> None:
    told = json.loads(kiosk("items", "--profile", "shantou", "--json").stdout)
    assert (told["counted"], told["own"], told["count"]) == ("items-in-cities", 22, len(told["functions"]))
    assert {"id", "title", "city", "scope", "flow", "finish"} <= told["functions"][0].keys()
    assert len({(one["id"], one["city"]) for one in told["functions"]}) == told["count"]
    assert "295 functions: 39 here, 256 elsewhere" in kiosk("items", "--profile", "dongguan").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("visit", "no-such-item", "--citizen", "1"), "unknown item 'no-such-item'"),
        (("visit", "tax-record", "--citizen", "1", "--profile", "village"), "'village' does not offer 'tax-record'"),
        (("run", "--config", "/nowhere.toml"), "/nowhere.toml: cannot be read"),
        (("core", "--config", "/nowhere.toml"), "/nowhere.toml: cannot be read"),
        (("config", "check", "/nowhere.toml"), "/nowhere.toml: cannot be read"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(arguments: tuple[str, ...], said: str) -> None:
    answer = kiosk(*arguments)
    assert answer.returncode == 2
    assert said in one_line(answer.stderr)


def test_an_unknown_command_or_option_is_exit_code_2() -> None:
    assert kiosk("dance").returncode == 2
    assert kiosk("items", "--colour").returncode == 2


def test_a_citizen_that_the_sandbox_does_not_know_is_exit_code_2(tmp_path: Path) -> None:
    answer = kiosk("visit", ITEM, "--citizen", "12345", "--out", tmp_path)
    assert answer.returncode == 2
    assert "citizen" in one_line(answer.stderr)
    assert "12345" not in answer.stderr


def test_a_child_for_whom_nobody_may_act_is_one_line(tmp_path: Path) -> None:
    data = tmp_path / "people.json"
    data.write_text('{"citizens": [{"number": "449901201606010016", "name": "陈小样"}]}', "utf-8")
    asked = ("visit", ITEM, "--citizen", "449901201606010016", "--data", data, "--route", "helper", "--out", tmp_path)
    answer = kiosk(*asked)
    assert answer.returncode == 2
    assert "no guardian" in one_line(answer.stderr)


def test_a_bad_data_file_is_exit_code_2_and_names_the_field(tmp_path: Path) -> None:
    data = tmp_path / "people.json"
    data.write_text('{"citizens": [{"number": 5}]}', "utf-8")
    answer = kiosk("visit", ITEM, "--citizen", "1", "--data", data, "--out", tmp_path)
    assert answer.returncode == 2
    assert "people.json" in one_line(answer.stderr)


def test_the_journal_is_shown_and_its_first_bad_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path, SystemClock())
    for number in range(3):
        journal.write("consent", "", {"visit": f"v{number}", "answer": "yes"})
    journal.close()
    assert "3 rows, the chain holds" in kiosk("journal", "verify", path).stdout
    shown = kiosk("journal", "show", path).stdout.splitlines()
    assert [json.loads(line)["seq"] for line in shown] == [1, 2, 3]
    path.write_bytes(path.read_bytes().replace(b'"visit":"v1"', b'"visit":"vX"'))
    answer = kiosk("journal", "verify", path)
    assert answer.returncode == 1
    assert "row 2" in one_line(answer.stderr)


@pytest.mark.parametrize("command", ["show", "verify"])
def test_a_journal_that_is_not_there_or_none_is_one_line_of_ours(tmp_path: Path, command: str) -> None:
    answer = kiosk("journal", command, tmp_path / "nothing")
    assert answer.returncode == 1
    assert one_line(answer.stderr).endswith("nothing: cannot be read (No such file or directory): check the path")
    poem = tmp_path / "poem 100%?.txt"
    poem.write_text("床前明月光")
    answer = kiosk("journal", command, poem)
    assert answer.returncode == 1
    assert "not a journal of a terminal" in one_line(answer.stderr)


def test_a_good_and_a_bad_config_are_told_apart(tmp_path: Path) -> None:
    good = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"
    assert kiosk("config", "check", good).returncode == 0
    bad = tmp_path / "bad.toml"
    bad.write_text(good.read_text("utf-8").replace("[idcard]\nport", "[idcard]\nprot"), "utf-8")
    answer = kiosk("config", "check", good, bad)
    assert answer.returncode == 2
    assert "idcard.prot" in one_line(answer.stderr)
    assert "in order" in one_line(answer.stdout)


def test_a_model_that_there_is_not_is_found_with_the_file(tmp_path: Path) -> None:
    good = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"
    bad = tmp_path / "bad.toml"
    bad.write_text(good.read_text("utf-8").replace('model = "newland"', 'model = "hamster"'), "utf-8")
    answer = kiosk("config", "check", bad)
    assert answer.returncode == 2
    assert "'code_scanner.model' hamster does not exist, known are gm65, newland" in one_line(answer.stderr)


def test_a_better_camera_that_nobody_wrote_is_found_with_the_file(tmp_path: Path) -> None:
    good = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"
    bad = tmp_path / "bad.toml"
    bad.write_text(good.read_text("utf-8").replace("[face]\n", '[face]\npad = "infrared"\n'), "utf-8")
    answer = kiosk("config", "check", bad)
    assert "'face.pad' infrared does not exist, known are none" in one_line(answer.stderr)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A Unix socket's path has to be short; pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="k-", dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_demo_that_is_told_to_end_leaves_nothing_behind(tmp_path: Path, short_folder: Path, number: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "demo", "--headless", "--out", str(tmp_path)],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "XDG_RUNTIME_DIR": str(short_folder)},
    )
    with child:
        try:
            wait_until(lambda: any(short_folder.glob("kiosk-*/terminal.toml")), 30.0)
            (run,) = short_folder.glob("kiosk-*")
            child.send_signal(number)
            assert child.wait(20.0) == 143
        finally:
            child.kill()  # left running, it would be a ResourceWarning in whichever test comes later
    assert not run.exists()
    assert str(run) not in subprocess.run(["ps", "axww"], capture_output=True, text=True, check=True).stdout


def test_a_demo_takes_away_its_own_old_files_and_nothing_else(tmp_path: Path) -> None:
    theirs = ["thesis.docx", "07-holiday.PNG", "certificate.pdf.bak", "summary.json.old"]
    for name in theirs:
        (tmp_path / name).touch()
    assert [name for name in theirs if OURS.fullmatch(name)] == []
    assert all(OURS.fullmatch(name) for name in ("01-home.png", "06-lay_card.png", "certificate.pdf", "receipt.png"))


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_started() -> None:
    for command in (("demo", "--headless"), ("tour",), ("visit", ITEM, "--citizen", "1")):
        answer = kiosk(*command, "--out", "/proc/nowhere")
        assert answer.returncode == 2
        assert "/proc/nowhere" in one_line(answer.stderr)


def test_what_killed_runs_left_is_swept_and_running_ones_are_not(
    short_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_folder))
    ours = make_run_folder()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = short_folder / "kiosk-left"
    left.mkdir()
    (left / OWNER).write_text(str(dead.pid))
    strange = short_folder / "kiosk-strange"
    strange.mkdir()
    forgotten, begun = short_folder / "kiosk-abcdefgh", short_folder / "kiosk-ijklmnop"
    for folder in (forgotten, begun, strange):
        folder.mkdir(mode=0o700, exist_ok=True)
    for folder in (forgotten, strange):
        os.utime(folder, (0, 0))
    make_run_folder()
    assert not left.exists()
    assert not forgotten.exists(), "its owner was killed before it wrote its number"
    assert begun.exists(), "somebody is just beginning"
    assert ours.exists()
    assert strange.exists()


def test_an_unknown_profile_is_one_line() -> None:
    answer = kiosk("visit", ITEM, "--citizen", "1", "--profile", "nowhere")
    assert answer.returncode == 2
    assert "nowhere.toml" in one_line(answer.stderr)


def test_a_core_loads_nothing_of_the_other_commands() -> None:
    program = (
        "import sys, kiosk.__main__, kiosk.commands.terminal, kiosk.app\n"
        "sys.exit(str([name for name in ('kiosk.sandbox.app', 'kiosk.demo', 'fastapi', 'pypinyin', 'tuf', 'numpy')\n"
        "    if name in sys.modules]))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.stderr.strip() == "[]"
