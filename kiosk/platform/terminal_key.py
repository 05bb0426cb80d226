"""The terminal's own Ed25519 key: what the platform knows it by, and what is revoked when it is stolen."""

import os
import secrets
import stat
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from config.toml_file import SettingsError

LARGEST_PRIVATE_FILE = 16_384
"""Bytes; a key or a token is far smaller (our choice: whatever is larger is the wrong file)."""


def read_private(path: Path) -> bytes:
    """Read a file that only the terminal's own user may read.

    Raises:
        SettingsError: it is missing, is no regular file, is open to others, or is too large.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise SettingsError(f"{path}: is not a regular file: check the path")
        if facts.st_mode & 0o077:
            raise SettingsError(f"{path}: others may read it (mode {facts.st_mode & 0o777:04o}): chmod 600 it")
        content = os.read(handle, LARGEST_PRIVATE_FILE + 1)
    finally:
        os.close(handle)
    if len(content) > LARGEST_PRIVATE_FILE:
        raise SettingsError(f"{path}: is larger than {LARGEST_PRIVATE_FILE} bytes: check the path")
    return content


def load(path: Path) -> Ed25519PrivateKey:
    """Read the terminal's key from its PEM file.

    Raises:
        SettingsError: as `read_private`, or the file holds no Ed25519 key.
    """
    content = read_private(path)
    try:
        key = serialization.load_pem_private_key(content, password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise SettingsError(f"{path}: holds no Ed25519 private key in PEM: make one with 'kiosk enrol'")
    return key


def make(path: Path) -> Ed25519PrivateKey:
    """Make a new key and its file, mode 0600, complete or not at all. A file that is there is never replaced.

    Raises:
        SettingsError: there is a file already, or the folder cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # A link, not a rename: a rename would replace a key that another enrolment has just made.
            os.link(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
        _to_disk(path.parent)
    except OSError as error:
        raise SettingsError(f"{path}: the key cannot be written ({error.strerror}): check the folder") from error
    return key


def signed(path: Path, content: bytes) -> str:
    """The signature of the content by the terminal's key, base64; empty where the terminal has no usable key yet.

    Args:
        path: the key's PEM file.
        content: with its purpose before it: one key signs many things, and none may stand for another.
    """
    try:
        key = load(path)
    except SettingsError:
        return ""
    return b64encode(key.sign(content)).decode("ascii")


def public_text(key: Ed25519PrivateKey) -> str:
    """The public half as the platform takes it: raw, base64, 44 characters."""
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return b64encode(raw).decode("ascii")


def _to_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
