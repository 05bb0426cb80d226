"""`python -m kiosk staff`: the first account of a terminal, made where nobody can sign in yet."""

import os
import re
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from click.testing import CliRunner
from pyotp import TOTP

from drivers.clock import SystemClock
from kiosk.__main__ import cli
from kiosk.journal import JOURNAL, Journal
from kiosk.staff.accounts import Accounts
from kiosk.staff.book import StaffBook
from kiosk.staff.rights import Role

TERMINAL = """
terminal = "test-01"
place = "演示大厅"
city = "441300"
is_demo = true
state_folder = "state"
run_folder = "run"
[platform]
url = "https://platform.invalid"
trust = "trust.toml"
paas_id = "test"
paas_token_file = "token"
key_file = "key"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "terminal.toml"
    file.write_text(TERMINAL + '[staff]\naccounts_file = "accounts.json"\n', "utf-8")
    return file


def ask(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["staff", *words])
    return done.exit_code, done.output


def test_the_first_account_is_made_and_what_was_printed_opens_it(config: Path) -> None:
    code, said = ask("add", "--config", str(config), "1001", "admin", "--card", "K0001")
    assert code == 0, said
    path = config.parent / "accounts.json"
    (account,) = Accounts(path).all()
    assert account.role is Role.ADMIN
    assert account.card == "K0001"
    pin = re.search(r"PIN (\d{6})", said)
    assert pin is not None
    assert account.has_pin(pin[1])
    secret = parse_qs(urlparse(said.split()[-1]).query)["secret"][0]
    assert TOTP(secret).secret == account.secret
    assert path.stat().st_mode & 0o777 == 0o600
    code, said = ask("show", "--config", str(config))
    assert "1001     admin        valid" in said
    assert account.secret not in said


@pytest.mark.parametrize(("number", "what"), [("12", "4 to 8 digits"), ("1001", "already")])
def test_a_wrong_number_or_a_known_one_is_one_line(config: Path, number: str, what: str) -> None:
    assert ask("add", "--config", str(config), "1001", "patrol")[0] == 0
    code, said = ask("add", "--config", str(config), number, "patrol")
    assert code == 1
    assert what in said


def test_a_terminal_without_the_table_says_what_to_add(config: Path) -> None:
    config.write_text(TERMINAL, "utf-8")
    code, said = ask("show", "--config", str(config))
    assert code == 1
    assert "add it, with accounts_file" in said


def test_the_last_administrator_who_is_locked_is_unlocked_by_whoever_may_become_root(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("syslog.syslog", said.append)
    monkeypatch.setenv("SUDO_UID", "1234")
    ask("add", "--config", str(config), "1001", "admin")
    assert "nobody is locked" in ask("unlock", "--config", str(config), "1001")[1]
    state = config.parent / "state"
    state.mkdir()
    journal = Journal(state / JOURNAL, SystemClock())
    book = StaffBook(state / JOURNAL, SystemClock())
    book.set_errors("1001", 15)
    book.use_step("1001", 7)
    code, told = ask("unlock", "--config", str(config), "1001")
    assert (code, told) == (0, "1001: 15 errors forgotten; the PIN stays as it is\n"), "beside a core that runs"
    assert (book.errors("1001"), book.used_step("1001")) == (0, 7)
    assert said == ["user 1234 has the errors of account 1001 forgotten: 15"]
    assert "there is no account 1002" in ask("unlock", "--config", str(config), "1002")[1]
    book.close()
    journal.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_what_root_types_is_the_cores_to_read() -> None:
    """The core runs as a user of its own, whose file it has to be; nobody else may come into pytest's folders."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "state"
        state.mkdir()
        os.chown(state, 65534, 65534)
        Path(folder).chmod(0o755)
        file = Path(folder) / "terminal.toml"
        file.write_text(TERMINAL + '[staff]\naccounts_file = "state/accounts.json"\n', "utf-8")
        assert ask("add", "--config", str(file), "1001", "admin")[0] == 0
        facts = (state / "accounts.json").stat()
        assert (facts.st_uid, facts.st_gid, facts.st_mode & 0o777) == (65534, 65534, 0o600)
        assert (os.geteuid(), os.getegid()) == (0, 0)
