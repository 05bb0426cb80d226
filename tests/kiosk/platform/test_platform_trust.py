"""Whom a terminal believes."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.toml_file import SettingsError
from kiosk import trust
from kiosk.sandbox import certificates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    certificates.make(tmp_path, datetime.now(UTC))
    return tmp_path / "trust"


def test_the_sandboxs_trust_is_never_real(folder: Path) -> None:
    believed = trust.load(folder / "sandbox.toml")
    assert not believed.is_real
    assert believed.ca_file == folder / "ca.pem"


def test_a_demo_never_stands_before_the_real_province(folder: Path) -> None:
    file = folder / "sandbox.toml"
    trust.refuse_demo(trust.load(file), is_demo=True)
    file.write_text(file.read_text("utf-8").replace("real = false", "real = true"), "utf-8")
    trust.refuse_demo(trust.load(file), is_demo=False)
    with pytest.raises(SettingsError, match="which is real"):
        trust.refuse_demo(trust.load(file), is_demo=True)


def test_an_exchanged_authority_is_refused(folder: Path, tmp_path: Path) -> None:
    certificates.make(tmp_path / "other", datetime.now(UTC))
    (folder / "ca.pem").write_bytes((tmp_path / "other" / "trust" / "ca.pem").read_bytes())
    with pytest.raises(SettingsError, match="exchanged"):
        trust.load(folder / "sandbox.toml")


def test_real_must_be_true_or_false_and_not_a_word(folder: Path) -> None:
    file = folder / "sandbox.toml"
    file.write_text(file.read_text("utf-8").replace("real = false", 'real = "true"'), "utf-8")
    with pytest.raises(SettingsError, match=r"sandbox.toml:4: 'real'"):
        trust.load(file)


@pytest.mark.parametrize("content", [b"", b"nothing", "证书".encode()])
def test_a_file_without_a_certificate_is_refused(folder: Path, content: bytes) -> None:
    (folder / "ca.pem").write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    (folder / "t.toml").write_text(f'name = "x"\nca = "ca.pem"\nsha256 = "{digest}"\nreal = false\n')
    with pytest.raises(SettingsError, match="no certificate"):
        trust.load(folder / "t.toml")


def test_a_missing_authority_is_named(folder: Path) -> None:
    (folder / "ca.pem").unlink()
    with pytest.raises(SettingsError, match=r"ca\.pem: cannot be read"):
        trust.load(folder / "sandbox.toml")
