"""One change at a time below a folder, each one rename and on disk before anything relies on it.

Standard library only.
"""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READABLE = 0o022
"""The umask of what is laid: root's to write, everybody's to read."""


def write(path: Path, text: str) -> None:
    """Replace a file whole."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            # The core and the staff's pages read why something was left.
            os.fchmod(file.fileno(), 0o666 & ~READABLE)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    rename(fresh, path)


def point(link: Path, target: Path) -> None:
    """Have a link lead elsewhere."""
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    rename(fresh, link)


def rename(path: Path, to: Path) -> None:
    """Within one folder."""
    path.rename(to)
    sync(to.parent)


def remove(path: Path) -> None:
    """Take away a file or a link, where there is one."""
    if os.path.lexists(path):
        path.unlink()
        sync(path.parent)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One after the other, of all who change something below a folder; not twice in one another."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Whether a folder is ours while the block runs; not where somebody else holds it."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_ours = True
    except BlockingIOError:
        is_ours = False
    try:
        yield is_ours
    finally:
        os.close(handle)


def empty(folder: Path) -> None:
    """Take away what lies in a folder."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def sync(folder: Path) -> None:
    """Put the names in a folder on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all_below(folder: Path) -> None:
    """Put the whole file system on disk: one call for the ten thousand files of a version (syncfs(2)).

    Raises:
        OSError: it cannot be.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle) != 0:
            raise OSError(ctypes.get_errno(), "syncfs", str(folder))
    finally:
        os.close(handle)
