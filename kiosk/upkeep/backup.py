"""A copy of what only this terminal has: its journal and its file, in one signed archive. No key, no account, no PIN.

It is for reading, and to make a terminal's file again. A journal that is brought back never becomes the running one:
deeds since the copy are not in it, and a deed that a journal does not know could be done twice.
"""

import gzip
import hashlib
import json
import sqlite3
import tarfile
import tempfile
import zlib
from base64 import b64decode
from contextlib import closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from config.settings import Settings
from kiosk.journal_rows import first_bad_row
from kiosk.platform import terminal_key
from kiosk.upkeep.install import Root
from kiosk.upkeep.pieces import FILE
from kiosk.upkeep.unpacking import unpack

EXPORTS = "exports"
JOURNAL = "journal.sqlite"
MANIFEST = "manifest.json"
LARGEST = 4_000_000_000
"""Bytes of one file in it (our choice: ten years of a busy hall's journal have a tenth of it)."""

PURPOSE = b"kiosk backup 1\n"
"""Before what is signed: the same key signs reports and questions, and none may stand for another."""
_CHUNK = 1_048_576
_UNREADABLE = (zlib.error, tarfile.TarError, sqlite3.Error)


class BackupError(Exception):
    """It cannot be written, or is not to be believed; one line."""


def back_up(settings: Settings, root: Root, journal: Path, now: datetime) -> tuple[Path, str]:
    """Write a copy while the core runs.

    Returns:
        The archive below the state folder, and the first characters of its signature; empty without a key.

    Raises:
        BackupError: it cannot be written.
    """
    folder = settings.state_folder / EXPORTS
    path = folder / f"{settings.terminal}-backup-{now:%Y%m%d-%H%M%S}.tar.gz"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as beside:
            parts = _gather(Path(beside), settings, root, journal, now)
            half = Path(beside) / "half"
            with tarfile.open(half, "w:gz") as archive:
                for part in parts:
                    archive.add(part, part.name, filter=_nobodys)
            half.chmod(0o600)
            signature = terminal_key.signed(settings.platform.key_file, PURPOSE + half.read_bytes())
            if signature:
                path.with_suffix(".sig").write_text(signature + "\n", "ascii")
            half.rename(path)
    except (OSError, sqlite3.Error, tarfile.TarError) as error:
        raise BackupError(f"cannot be written: {type(error).__name__}") from error
    return path, signature[:12]


def _gather(beside: Path, settings: Settings, root: Root, journal: Path, now: datetime) -> list[Path]:
    copy = beside / JOURNAL
    # SQLite's own way: whole, whatever is written meanwhile.
    with closing(sqlite3.connect(journal)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    parts = [copy]
    files = root.files
    filed = files.folder(files.current) / FILE if files.current else None
    if filed is not None and filed.is_file():
        (beside / FILE).write_bytes(filed.read_bytes())
        parts.append(beside / FILE)
    manifest = {
        "terminal": settings.terminal,
        "at": now.isoformat(timespec="seconds"),
        "version": version("kiosk"),
        "sha256": {part.name: _digest(part) for part in parts},
    }
    (beside / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [beside / MANIFEST, *parts]


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def open_backup(archive: Path, into: Path, key: bytes | None = None) -> dict[str, str]:
    """Unpack a copy and hold it against its list, its journal's chain and, where a key is given, its signature.

    Args:
        archive: as `back_up` wrote it, with its `.sig` beside it.
        into: an empty folder.
        key: the terminal's public key, 32 bytes.

    Returns:
        Terminal, time and version of it, and how much of it was proven (`signature`: right or not asked).

    Raises:
        BackupError: anything of it is not as it was written.
    """
    try:
        if key is not None:
            signature = b64decode(archive.with_suffix(".sig").read_text("ascii"))
            Ed25519PublicKey.from_public_bytes(key).verify(signature, PURPOSE + archive.read_bytes())
        with gzip.open(archive) as whole:
            # To its end, where its checksum stands: tarfile stops before.
            while whole.read(_CHUNK):
                pass
        with tarfile.open(archive) as packed:
            if any(entry.size > LARGEST or not entry.isfile() for entry in packed.getmembers()):
                raise BackupError(f"{archive.name}: holds what no backup does")
            unpack(packed, into, 0o600)
        told = json.loads((into / MANIFEST).read_text("utf-8"))
        for name, digest in told["sha256"].items():
            if _digest(into / Path(name).name) != digest:
                raise BackupError(f"{archive.name}: {name} is not what was copied")
        bad = first_bad_row(into / JOURNAL)
    except InvalidSignature as error:
        raise BackupError(f"{archive.name}: was not signed by that terminal, or was changed") from error
    except (OSError, EOFError, ValueError, KeyError, TypeError, *_UNREADABLE) as error:
        raise BackupError(f"{archive.name}: cannot be read: {type(error).__name__}") from error
    if bad is not None:
        raise BackupError(f"{archive.name}: row {bad[0]} of the journal is not as it was written")
    proven = "right" if key is not None else "not asked"
    return {"terminal": told["terminal"], "at": told["at"], "version": told["version"], "signature": proven}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
