"""A copy's signature is a copy's alone: what the terminal's key signs elsewhere opens none, and the other way round."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from scripted_wire import FakeClock

from config.settings import load
from kiosk.journal import JOURNAL, Journal
from kiosk.platform import terminal_key
from kiosk.upkeep.backup import BackupError, back_up, open_backup
from kiosk.upkeep.install import Root

SAMPLE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"


@pytest.fixture
def key(tmp_path: Path) -> Ed25519PrivateKey:
    return terminal_key.make(tmp_path / "terminal.key")


@pytest.fixture
def archive(tmp_path: Path, key: Ed25519PrivateKey) -> Path:
    settings = load(SAMPLE)
    platform = settings.platform.model_copy(update={"key_file": tmp_path / "terminal.key"})
    settings = settings.model_copy(update={"state_folder": tmp_path, "platform": platform})
    Journal(tmp_path / JOURNAL, FakeClock()).close()
    path, signature = back_up(settings, Root(tmp_path), tmp_path / JOURNAL, datetime(2026, 11, 22, tzinfo=UTC))
    assert signature
    return path


def test_bytes_that_were_signed_for_something_else_are_no_backup(
    archive: Path, key: Ed25519PrivateKey, tmp_path: Path
) -> None:
    public = key.public_key().public_bytes_raw()
    for name in ("opened", "not opened"):
        (tmp_path / name).mkdir()
    assert open_backup(archive, tmp_path / "opened", public)["signature"] == "right"
    signature = archive.with_suffix(".sig")
    with pytest.raises(InvalidSignature):
        key.public_key().verify(b64decode(signature.read_text("ascii")), archive.read_bytes())
    signature.write_bytes(b64encode(key.sign(archive.read_bytes())))
    with pytest.raises(BackupError, match="was not signed by that terminal"):
        open_backup(archive, tmp_path / "not opened", public)
