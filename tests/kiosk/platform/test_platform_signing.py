"""Signatures: the gateway's by its published examples, the terminal's by what it covers."""

from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from config.toml_file import SettingsError
from kiosk.platform import gateways, signing, terminal_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
QUESTION = signing.Question(
    method="POST",
    path="/v1/documents",
    terminal="test-01",
    request_id="0123456789abcdef",
    timestamp="1700000000",
    nonce="abcdef",
    idempotency_key="deed-0001",
    identity_token="token-0001",
    body=b'{"a":1}',
)


def test_gateway_signature_of_the_published_example() -> None:
    assert (
        gateways.x_tif_signature("1700000000", "TESTTOKEN", "abcdef")
        == "ED6B33BAF5D127F22F31DFB1DA698FECB1AD058B80886D02B05D79267A2B8D68"
    )


def test_gateway_signature_with_a_user_of_the_published_example() -> None:
    user = ("uid1", "uinfo1", "ext1")
    assert (
        gateways.x_tif_signature_with_user("1700000000", "TESTTOKEN", "abcdef", user)
        == "2F629597E0695A8857746B823DB3C05B7E0A94EE927734F48DECB3396D140E4D"
    )


def test_gateway_signature_is_compared_in_either_case() -> None:
    right = gateways.x_tif_signature("1700000000", "TESTTOKEN", "abcdef")
    assert gateways.is_x_tif_signature(right.lower(), "1700000000", "TESTTOKEN", "abcdef")
    assert not gateways.is_x_tif_signature(right, "1700000001", "TESTTOKEN", "abcdef")
    assert not gateways.is_x_tif_signature("é" * 64, "1700000000", "TESTTOKEN", "abcdef")


def test_the_canonical_text_is_what_the_contract_says() -> None:
    assert QUESTION.canonical().decode().split("\n") == [
        "kiosk-terminal-1",
        "POST",
        "/v1/documents",
        "test-01",
        "0123456789abcdef",
        "1700000000",
        "abcdef",
        "deed-0001",
        "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862",
        "e9c9495cb7218d435e9d9f083dc1b2aeacdc84d8db37a769820dbf6c540def92",
    ]


def test_headers_carry_both_signatures_and_the_other_end_reads_the_same_question() -> None:
    headers = signing.headers(QUESTION, key=KEY, paas_id="paas", token="TESTTOKEN")
    got = signing.received("POST", "/v1/documents", headers, QUESTION.body)
    assert got == QUESTION
    assert signing.is_signed_by(got, headers[signing.TERMINAL_SIGNATURE], terminal_key.public_text(KEY))


@pytest.mark.parametrize(
    "field",
    ["method", "path", "terminal", "request_id", "timestamp", "nonce", "idempotency_key", "identity_token", "body"],
)
def test_a_change_of_any_signed_field_is_seen(field: str) -> None:
    signature = b64encode(KEY.sign(QUESTION.canonical())).decode()
    changed = b'{"a":2}' if field == "body" else "changed"
    assert not signing.is_signed_by(
        replace(QUESTION, **{field: changed}),  # type: ignore[arg-type] # one field has another type
        signature,
        terminal_key.public_text(KEY),
    )


def test_another_terminals_key_is_not_ours() -> None:
    signature = b64encode(KEY.sign(QUESTION.canonical())).decode()
    other = terminal_key.public_text(Ed25519PrivateKey.generate())
    assert not signing.is_signed_by(QUESTION, signature, other)


@pytest.mark.parametrize("signature", ["", "not base64!", "AAAA"])
def test_a_signature_without_form_is_wrong(signature: str) -> None:
    assert not signing.is_signed_by(QUESTION, signature, terminal_key.public_text(KEY))


def test_a_line_break_cannot_make_one_field_pass_for_two() -> None:
    smuggled = replace(QUESTION, path="/v1/records\ntest-02")
    with pytest.raises(ValueError, match="line break"):
        smuggled.canonical()
    assert not signing.is_signed_by(smuggled, "AAAA", terminal_key.public_text(KEY))


def test_a_made_key_is_private_and_can_be_loaded(tmp_path: Path) -> None:
    made = terminal_key.make(tmp_path / "new" / "terminal.pem")
    path = tmp_path / "new" / "terminal.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert terminal_key.public_text(terminal_key.load(path)) == terminal_key.public_text(made)
    assert len(terminal_key.public_text(made)) == 44
    assert [one.name for one in path.parent.iterdir()] == ["terminal.pem"]


def test_a_key_is_never_replaced(tmp_path: Path) -> None:
    terminal_key.make(tmp_path / "terminal.pem")
    before = (tmp_path / "terminal.pem").read_bytes()
    with pytest.raises(SettingsError, match="cannot be written"):
        terminal_key.make(tmp_path / "terminal.pem")
    assert (tmp_path / "terminal.pem").read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620])
def test_a_key_that_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    terminal_key.make(tmp_path / "terminal.pem")
    (tmp_path / "terminal.pem").chmod(mode)
    with pytest.raises(SettingsError, match="chmod 600"):
        terminal_key.load(tmp_path / "terminal.pem")


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_file_without_a_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "terminal.pem"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(SettingsError, match="Ed25519"):
        terminal_key.load(path)


def test_a_missing_key_a_link_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    terminal_key.make(tmp_path / "terminal.pem")
    (tmp_path / "link.pem").symlink_to(tmp_path / "terminal.pem")
    (tmp_path / "huge.pem").write_bytes(bytes(20_000))
    (tmp_path / "huge.pem").chmod(0o600)
    for name in ("missing.pem", "link.pem", ".", "huge.pem"):
        with pytest.raises(SettingsError):
            terminal_key.load(tmp_path / name)
