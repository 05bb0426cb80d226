"""A version has one number: the same wherever it is whole, another after any change; an inspector can believe it."""

import os
import shutil
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from waiting import soak_only

from kiosk.__main__ import cli
from kiosk.upkeep.install import Root, install
from kiosk.upkeep.release import open_release
from kiosk.upkeep.software_seal import SealError, opened, seal
from kiosk.upkeep.software_sum import SUM, first_sum, software_sum

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def made(folder: Path) -> Path:
    packages = folder / "lib" / "python3.11" / "site-packages"
    (packages / "kiosk" / "__pycache__").mkdir(parents=True)
    (packages / "kiosk" / "app.py").write_text("run()\n")
    (packages / "kiosk" / "__pycache__" / "app.cpython-311.pyc").write_bytes(b"compiled")
    (packages / "kiosk-1.dist-info").mkdir()
    (packages / "kiosk-1.dist-info" / "direct_url.json").write_text(str(folder))
    (folder / "bin").mkdir()
    (folder / "bin" / "python").symlink_to("/usr/bin/python3")
    return folder


def app(folder: Path) -> Path:
    return folder / "lib/python3.11/site-packages/kiosk/app.py"


def _other_link(folder: Path) -> None:
    (folder / "bin" / "python").unlink()
    (folder / "bin" / "python").symlink_to("/tmp/python")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte": lambda folder: app(folder).write_text("Run()\n"),
    "a byte of what is compiled": lambda folder: (app(folder).parent / "__pycache__/app.cpython-311.pyc").write_bytes(
        b"compileD"
    ),
    "a file more": lambda folder: (folder / "sitecustomize.py").touch(),
    "a file less": lambda folder: app(folder).unlink(),
    "another name": lambda folder: app(folder).rename(app(folder).with_name("apq.py")),
    "another link": _other_link,
    "a folder that is a link": lambda folder: (folder / "lib64").symlink_to("/elsewhere"),
}


def test_it_is_the_same_wherever_it_lies_and_whoever_has_laid_it(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one"), made(tmp_path / "other")
    app(other).chmod(0o600)
    os.utime(app(other), (0, 0))
    (other / SUM).write_text("x")
    assert software_sum(one) == software_sum(other)


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_another_number(tmp_path: Path, change: str) -> None:
    folder = made(tmp_path / "one")
    before = software_sum(folder)
    CHANGES[change](folder)
    assert software_sum(folder) != before


@soak_only
def test_two_installations_of_one_release_have_one_number(release: Path, clean_root: Path, tmp_path: Path) -> None:
    """The real wheel, installed twice: compiled files and all."""
    other = tmp_path / "other"
    shutil.copytree(clean_root, other)
    moved = tmp_path / "moved"
    shutil.copytree(release, moved)
    folders = []
    for root, source in ((clean_root, release), (other, moved)):
        slots = Root(root).software
        install(Root(root), open_release(source))
        folders.append(slots.folder(slots.current))
    first, second = (first_sum(folder) for folder in folders)
    assert first == software_sum(folders[0])
    # An environment names its own folder; in a hall it is /opt/kiosk everywhere.
    for name in ("pyvenv.cfg", "bin"):
        for folder in folders:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert software_sum(folders[0]) == software_sum(folders[1])
    assert second


def test_an_inspector_believes_that_terminal_and_nobody_else() -> None:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    text = seal(key, "huiyang-a2-07", "0.2.0", "ab" * 32, NOW)
    assert opened(text, public).number == "ab" * 32
    for other in (text.replace("ab", "ac", 1), text[:-8], "", "kiosk", text.replace("0.2.0", "0.3.0")):
        with pytest.raises(SealError):
            opened(other, public)
    with pytest.raises(SealError):
        opened(text, Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    said = CliRunner().invoke(cli, ["software-verify", "--key", b64encode(public).decode(), text])
    assert (said.exit_code, said.output) == (0, f"huiyang-a2-07, 2026-11-22T09:00:00+00:00: 0.2.0 {'ab' * 32}\n")
    assert CliRunner().invoke(cli, ["software-verify", "--key", b64encode(public).decode(), "no"]).exit_code == 1
