"""`python -m kiosk staff`: the first account of a terminal, made where nobody can sign in yet."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from click.testing import CliRunner
from pyotp import TOTP

from kiosk.__main__ import cli
from kiosk.staff.accounts import Accounts
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
