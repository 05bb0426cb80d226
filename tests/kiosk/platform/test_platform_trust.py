"""Whom a terminal believes."""

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.toml_file import SettingsError
from kiosk.platform import trust
from kiosk.sandbox import certificates

REST = f'statement_keys = ["04{"0" * 128}"]\nverification_page = "https://verify.invalid/v"\n'


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
    (folder / "t.toml").write_text(f'name = "x"\nca = "ca.pem"\nsha256 = "{digest}"\nreal = false\n{REST}')
    with pytest.raises(SettingsError, match="no certificate"):
        trust.load(folder / "t.toml")


def test_a_missing_authority_is_named(folder: Path) -> None:
    (folder / "ca.pem").unlink()
    with pytest.raises(SettingsError, match=r"ca\.pem: cannot be read"):
        trust.load(folder / "sandbox.toml")


@pytest.mark.parametrize("real", ["true", "false"])
@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("statement_keys", ""),
        ("statement_keys", "statement_keys = []"),
        ("verification_page", ""),
        ("verification_page", 'verification_page = "http://verify.invalid/v"'),
        ("verification_page", 'verification_page = "https://verify.invalid/v#1"'),
        ("verification_page", f'verification_page = "https://{"v" * 60}.invalid"'),
    ],
)
def test_papers_are_never_left_unchecked(folder: Path, real: str, line: str, instead: str) -> None:
    """Neither the signed words of a paper nor the page that they lead to is a thing to leave out."""
    file = folder / "sandbox.toml"
    kept = file.read_text("utf-8").replace("real = false", f"real = {real}").splitlines()
    told = [instead if one.startswith(f"{line} =") else one for one in kept]
    assert told != kept or real == "true"
    file.write_text("\n".join(told) + "\n", "utf-8")
    with pytest.raises(SettingsError, match=line):
        trust.load(file)


def test_where_a_case_is_rated_is_a_page_of_the_net_or_nowhere(folder: Path) -> None:
    assert trust.load(folder / "sandbox.toml").rating_pages.startswith("https://")
    file = folder / "sandbox.toml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"rating_pages = .*", "", text), "utf-8")
    assert trust.load(file).rating_pages == ""
    file.write_text(re.sub(r"rating_pages = .*", 'rating_pages = "http://rate.invalid/r"', text), "utf-8")
    with pytest.raises(SettingsError, match="rating_pages"):
        trust.load(file)
