"""Folders that have to be there, and writable, before anything is started in them."""

from pathlib import Path

from config.toml_file import SettingsError

PRIVATE = 0o700
_OTHERS = 0o067
"""Reading and writing by the group, and anything by others."""


def ready_folder(folder: Path) -> None:
    """Make a folder, or see that the one that is there can be written.

    Raises:
        SettingsError: it cannot be made or written.
    """
    _ready(folder, str(folder), 0o777)


def own_folder(folder: Path, key: str) -> None:
    """Make a private folder, or see that the one that is there can be written and is ours alone.

    Args:
        folder: the folder.
        key: the setting that names it.

    Raises:
        SettingsError: it cannot be made or written, or others may read it.
    """
    named = f"'{key}' {folder}"
    if _ready(folder, named, PRIVATE) & _OTHERS:
        raise SettingsError(f"{named}: others may read it: chmod 700")


def _ready(folder: Path, named: str, mode: int) -> int:
    """The folder's mode."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
        return folder.stat().st_mode
    except OSError as error:
        raise SettingsError(f"{named}: {error.strerror}: name a folder that can be written") from error
