"""Making updates as `docs/install.md` says it, by the command line, and taking them with `kiosk update`."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner

from kiosk.__main__ import cli
from kiosk.upkeep.install import Root, lay_trust
from kiosk.upkeep.release import Release, ReleaseError, in_order, write_list

Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The command line, in a folder with three sticks, a machine's and a terminal that runs 0.1.0."""

    def filled(folder: Path, release: Release) -> None:
        (folder / "VERSION").write_text(release.version)

    monkeypatch.setattr("kiosk.upkeep.versions._fill", filled)
    monkeypatch.chdir(tmp_path)

    def asked(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, words)
        return done.exit_code, done.output or str(done.exception)

    assert asked("publish", "keys", "made")[0] == 0
    for number in (1, 2, 3):
        Path(f"stick-{number}").mkdir()
        Path(f"made/person-{number}.pem").rename(f"stick-{number}/person-{number}.pem")
    root = Root(tmp_path / "root")
    (root.path / "etc/kiosk").mkdir(parents=True)
    with root.software.filling("0.1.0") as folder:
        (folder / "VERSION").write_text("0.1.0")
    root.software.install_first("0.1.0")
    return asked


def release(version: str) -> str:
    made = Path(f"release-{version}")
    (made / "wheels").mkdir(parents=True)
    (made / "wheels" / "kiosk.whl").write_text(version)
    write_list(made, version)
    return str(made)


def keys(*folders: str) -> tuple[str, ...]:
    return tuple(word for folder in folders for word in ("--keys", folder))


ALL = keys("stick-1", "stick-2", "stick-3", "made")
TWO = keys("stick-1", "stick-3", "made")


def begun(ask: Ask) -> None:
    code, said = ask("publish", "begin", *ALL, "repo")
    assert (code, said.split(":")[0]) == (0, "repo/metadata/1.root.json"), said
    lay_trust(Root(Path("root")), Path("repo/metadata/1.root.json").read_bytes())


def runs_on(ask: Ask, version: str) -> None:
    code, said = ask("update", "--root", "root", "repo")
    assert code == 0, said
    slots = Root(Path("root")).software
    assert slots.begin() == version
    assert slots.confirm()


def test_from_the_keys_to_a_terminal_that_runs_it(ask: Ask) -> None:
    begun(ask)
    code, said = ask("publish", "release", *TWO, release("0.2.0"), "repo")
    assert (code, said) == (0, "0.2.0 is the newest of repo, its state 1\n")
    runs_on(ask, "0.2.0")
    assert ask("publish", "release", *TWO, release("0.3.0"), "repo")[1].endswith("its state 2\n")
    runs_on(ask, "0.3.0")


def test_one_person_signs_nothing_under_two_names_either(ask: Ask) -> None:
    begun(ask)
    shutil.copy("stick-1/person-1.pem", "stick-1/person-2.pem")
    code, said = ask("publish", "release", *keys("stick-1", "made"), release("0.2.0"), "repo")
    assert code == 1
    assert "1 people's own keys, 2 are needed" in said
    code, said = ask("publish", "release", *keys("stick-1", "stick-3"), "release-0.2.0", "repo")
    assert code == 1
    assert "no machine.pem" in said


def test_strangers_keys_make_nothing_that_a_terminal_believes_and_it_is_said_at_once(ask: Ask) -> None:
    begun(ask)
    assert ask("publish", "keys", "strangers")[0] == 0
    code, said = ask("publish", "release", *keys("strangers"), release("0.2.0"), "repo")
    assert code == 1
    assert "no terminal will believe it" in said
    assert "is a repository already" in ask("publish", "begin", *ALL, "repo")[1]


def test_renewed_a_year_on_and_after_a_key_was_lost(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(ask)
    assert ask("publish", "release", *TWO, release("0.2.0"), "repo")[0] == 0
    assert ask("publish", "renew", *ALL, "repo")[1].startswith("repo/metadata/2.root.json")
    # The machine's key and one person's are gone; two of the old people bring the new ones in.
    assert ask("publish", "keys", "new")[0] == 0
    code, said = ask("publish", "renew", *keys("stick-1", "stick-3"), "--new", "new", "repo")
    assert code == 0, said
    assert "no terminal will believe it" in ask("publish", "release", *TWO, release("0.3.0"), "repo")[1]
    assert ask("publish", "release", *keys("new"), "release-0.3.0", "repo")[0] == 0
    runs_on(ask, "0.3.0")


def test_one_old_person_brings_nobody_in(ask: Ask) -> None:
    begun(ask)
    assert ask("publish", "keys", "new")[0] == 0
    assert "2 are needed" in ask("publish", "renew", *keys("stick-1"), "--new", "new", "repo")[1]
    code, said = ask("publish", "renew", *keys("new"), "--new", "new", "repo")
    assert code == 1
    assert "the old root does not believe these keys" in said
    assert not Path("repo/metadata/2.root.json").exists()


@pytest.mark.parametrize(
    ("older", "newer"),
    [("0.9.0", "0.10.0"), ("0.2.0", "0.2.5rc1"), ("0.2.5rc1", "0.2.5rc2"), ("0.2.5rc2", "0.2.5"), ("1.0.0", "1.0.0.1")],
)
def test_versions_are_in_order(older: str, newer: str) -> None:
    assert in_order(older) < in_order(newer)


def test_what_is_no_version_is_in_no_order_and_zeros_make_none_newer() -> None:
    assert in_order("1.0") == in_order("1.0.0.0")
    for odd in ("", "1", "9" * 5000 + ".0", "1.0\n", "٣.١"):
        with pytest.raises(ReleaseError, match="is no version"):
            in_order(odd)


def test_a_clock_that_shows_a_day_before_the_signature_is_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its battery is empty: by it nothing would ever have expired."""
    begun(ask)
    assert ask("publish", "release", *TWO, release("0.2.0"), "repo")[0] == 0
    long_ago = datetime.now(UTC) - timedelta(days=3000)

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(long_ago.timestamp(), tz)

    monkeypatch.setattr("kiosk.upkeep.update.datetime", Then)
    code, said = ask("update", "--root", "root", "repo")
    assert code == 1
    assert f"the clock shows {long_ago:%Y-%m-%d}: set it right" in said
