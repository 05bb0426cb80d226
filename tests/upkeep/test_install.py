"""Install, start, break, go back, uninstall in a clean root: what was there before is there again, byte for byte."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.upkeep.__main__ import main
from kiosk.upkeep.install import NAMED, Root, install, uninstall
from kiosk.upkeep.pieces import PIECES
from kiosk.upkeep.release import ReleaseError, open_release, write_list
from kiosk.upkeep.software_sum import first_sum, software_sum
from kiosk.upkeep.versions import InstallError

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "config" / "terminals" / "huiyang-a2-07.toml"
Below = Callable[[Path], dict[str, str]]


def test_the_script_of_a_release_installs_and_uninstall_leaves_nothing(
    release: Path, clean_root: Path, everything_below: Below, tmp_path: Path
) -> None:
    before = everything_below(clean_root)
    sample = tmp_path / "terminal.toml"
    sample.write_bytes(SAMPLE.read_bytes())
    script = [str(release / "install.sh"), "--root", str(clean_root), "--config", str(sample)]
    planted = tmp_path / "where root happens to stand" / "kiosk" / "upkeep"
    planted.mkdir(parents=True)
    (planted / "__main__.py").write_text("raise SystemExit('PLANTED')")
    there = planted.parents[1]
    for name in ("venv", "pip", "compileall"):
        (there / f"{name}.py").write_text("raise SystemExit('PLANTED')")
    said = subprocess.run(["sh", *script], capture_output=True, text=True, check=True, cwd=there).stdout
    assert "0.1.0 is installed" in said
    assert "polkitd is missing" in said
    root = Root(clean_root)
    assert (root.software.current, root.software.good) == ("0.1.0", "0.1.0")
    assert (clean_root / "etc/kiosk/config/current/terminal.toml").read_bytes() == sample.read_bytes()
    assert (clean_root / "etc/kiosk/secrets").stat().st_mode & 0o777 == 0o700
    for piece in PIECES:
        path = clean_root / piece.target
        assert path.is_symlink() if piece.link else path.is_file(), piece
    fonts = clean_root / "opt/kiosk/current/share/kiosk/fonts"
    assert [font.name for font in fonts.iterdir()] == ["Sample.ttf"]
    programs = {program.name for program in (clean_root / "opt/kiosk/current/bin").iterdir()}
    assert all(name.startswith("python") for name in programs)
    current = root.software.folder(root.software.current)
    assert first_sum(current) == software_sum(current)
    # Nor does what is compiled say where it was laid: the number is the same on every terminal.
    compiled = list(current.rglob("*.pyc"))
    assert compiled
    assert not [path.name for path in compiled if str(clean_root).encode() in path.read_bytes()]
    _starts_what_was_installed(clean_root)
    (clean_root / NAMED).write_text("# of devices detect\n")
    assert main(["uninstall", "--root", str(clean_root), "--everything"]) == 0
    assert everything_below(clean_root) == before


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('place = "', 'plaice = "', r"terminal\.toml:\d+: 'plaice'"),
        ('terminal = "huiyang-a2-07"', "terminal = ", r"^kiosk: /.*terminal\.toml: not TOML: .*line 3"),
        ('"/etc/kiosk/secrets', '"secrets', r"counts from the file's folder"),
    ],
)
def test_a_terminals_file_that_is_not_in_order_is_not_laid_and_a_mended_one_is(
    release: Path, clean_root: Path, tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    file = tmp_path / "terminal.toml"
    sound = SAMPLE.read_text("utf-8")
    assert was in sound
    file.write_text(sound.replace(was, becomes, 1), "utf-8")
    command = ["sh", str(release / "install.sh"), "--root", str(clean_root), "--config", str(file)]
    first = subprocess.run(command, capture_output=True, text=True, check=False)
    assert first.returncode == 1
    assert re.search(said, first.stderr), first.stderr
    assert "0.1.0 is installed, with no terminal's file: mend it, run this again" in first.stderr
    assert Root(clean_root).files.current == ""
    file.write_text(sound, "utf-8")
    again = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "terminal.toml is the terminal's file" in again
    assert (clean_root / "etc/kiosk/config/current/terminal.toml").read_text("utf-8") == sound
    third = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "there is a terminal's file already; for another: kiosk config apply" in third


def _starts_what_was_installed(clean_root: Path) -> None:
    gate = clean_root / "opt" / "kiosk" / "gate"
    command = ["/usr/bin/python3", "-sB", str(gate), "run", str(clean_root / "opt/kiosk"), "-m", "kiosk", "config"]
    # From a folder of its own: the checkout is not in its way.
    done = subprocess.run(
        [*command, "check", str(clean_root / "etc/kiosk/config/current/terminal.toml")],
        capture_output=True,
        text=True,
        check=False,
        cwd=clean_root,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    assert "in order" in done.stdout


def test_the_journal_and_the_keys_stay_unless_they_are_named(
    release: Path, clean_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.upkeep.versions._fill", _filled)
    root = Root(clean_root)
    install(root, open_release(release))
    (clean_root / "var/lib/kiosk/journal.sqlite").write_text("deeds")
    stays = uninstall(root, everything=False)
    assert any("var/lib/kiosk" in line for line in stays)
    assert (clean_root / "var/lib/kiosk/journal.sqlite").read_text() == "deeds"
    assert not (clean_root / "opt").exists()
    assert (clean_root / "etc/cups/cupsd.conf").read_text() == "# the machine's own\n"
    assert (clean_root / "etc/cups/cupsd.conf").stat().st_mode & 0o777 == 0o600


def test_an_installation_that_fails_leaves_nothing(
    release: Path, clean_root: Path, everything_below: Below, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What an earlier installation left stays whatever becomes of this one.
    (clean_root / "var/lib/kiosk").mkdir(mode=0o700, parents=True)
    (clean_root / "var/lib/kiosk/journal.sqlite").write_text("deeds")
    before = everything_below(clean_root)

    def fails(*_: object) -> str:
        raise InstallError("the disk is full")

    monkeypatch.setattr("kiosk.upkeep.install._own", fails)
    monkeypatch.setattr("kiosk.upkeep.versions._fill", _filled)
    with pytest.raises(InstallError, match="disk is full"):
        install(Root(clean_root), open_release(release))
    assert everything_below(clean_root) == before


def test_nothing_is_uninstalled_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(InstallError, match="nothing is installed"):
        uninstall(Root(tmp_path), everything=True)


def test_a_second_release_waits_for_the_next_start(
    release: Path, clean_root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kiosk.upkeep.versions._fill", _filled)
    root = Root(clean_root)
    install(root, open_release(release))
    write_list(release, "0.2.0")
    try:
        assert main(["install", "--root", str(clean_root), "--release", str(release)]) == 0
    finally:
        write_list(release, "0.1.0")
    assert (root.software.current, root.software.waiting) == ("0.1.0", "0.2.0")
    assert root.software.begin() == "0.2.0"
    assert root.software.confirm()
    assert main(["rollback", "--root", str(clean_root)]) == 0
    assert root.software.begin() == "0.1.0"
    assert root.software.good == "0.2.0"
    assert main(["rollback", "--root", str(clean_root)]) == 0
    assert root.software.begin() == "0.2.0"
    assert main(["versions", "--root", str(clean_root)]) == 0
    assert "0.1.0       staff went back" in capsys.readouterr().out


def _filled(folder: Path, _release: object) -> None:
    """A version without its 30 MB: the packages alone that the installation looks for."""
    packages = folder / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "config").symlink_to(ROOT / "config")
    (packages / "kiosk").symlink_to(ROOT / "kiosk")


@pytest.mark.parametrize("harm", ["changed", "missing", "more", "link", "no list", "no version"])
def test_a_release_that_is_not_what_its_list_says_is_refused(tmp_path: Path, harm: str) -> None:
    wheel = tmp_path / "wheels" / "kiosk.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel")
    listed = write_list(tmp_path, "0.1.0")
    assert open_release(tmp_path).wheels == (wheel,)
    match harm:
        case "changed":
            wheel.write_bytes(b"whee1")
        case "missing":
            wheel.unlink()
        case "more":
            (tmp_path / "wheels" / "other.whl").touch()
        case "link":
            copy = tmp_path.parent / f"{tmp_path.name}-copy.whl"
            wheel.rename(copy)
            wheel.symlink_to(copy)
        case "no list":
            listed.write_text("[]")
        case "no version":
            listed.write_text(listed.read_text().replace("0.1.0", "../x"))
    with pytest.raises(ReleaseError):
        open_release(tmp_path)


def test_what_is_no_version_names_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="is no version"):
        write_list(tmp_path, "../../etc")
