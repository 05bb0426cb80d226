"""The terminal's own file as staff change it: laid where a service with rights checks it, tried between two visits.

Nothing of the running core changes by it. Where the terminal is not installed (a demo, a desk), there is no such file.
"""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from typing import Literal

from config.settings import Settings
from config.toml_edit import Plain, with_value
from config.toml_file import SettingsError
from kiosk.upkeep.change import check
from kiosk.upkeep.install import Root
from kiosk.upkeep.pieces import ANSWER, FILE, WANTED, taken

Pending = Literal["", "wanted", "waiting", "trial"]
"""Nothing; laid down and not looked at yet; tried at the next start; tried now."""


def sweep(settings: Settings) -> None:
    """Take away what was half laid when the power went: an update is hundreds of megabytes on the journal's disk."""
    for half in (settings.state_folder / WANTED).glob(".*.new"):
        if half.is_dir() and not half.is_symlink():
            shutil.rmtree(half, ignore_errors=True)
        else:
            with suppress(OSError):
                half.unlink()


class TerminalFile:
    """Of one terminal.

    Args:
        root: where the kiosk is installed.
        settings: as the core runs with them.
    """

    def __init__(self, root: Root, settings: Settings) -> None:
        self._root = root
        self._settings = settings
        self._outbox = settings.state_folder / WANTED

    @property
    def is_installed(self) -> bool:
        """Whether there is a file of this very terminal that can be changed."""
        try:
            return f'"{self._settings.terminal}"' in self._current()
        except OSError:
            return False

    @property
    def pending(self) -> Pending:
        """What is under way with it."""
        files = self._root.files
        if (self._outbox / FILE).exists() or (self._outbox / taken(FILE)).exists():
            return "wanted"
        if files.waiting:
            return "waiting"
        return "trial" if files.current and files.is_on_trial else ""

    def answer(self, what: str = FILE) -> str:
        """What became of what was wanted last; empty where nothing was."""
        try:
            told = json.loads((self._outbox / ANSWER).read_text("utf-8"))
        except (OSError, ValueError):
            return ""
        return str(told.get(what, "")) if isinstance(told, dict) else ""

    def want(self, changes: Mapping[str, Plain]) -> None:
        """Have values changed: what was wanted before and is not tried yet stays wanted.

        Args:
            changes: by `name` or `table.name` of the file.

        Raises:
            SettingsError: the file would be wrong; nothing is laid.
            OSError: it cannot be laid.
        """
        text = self._newest()
        for key, value in changes.items():
            text = with_value(text, key, value)
        self._outbox.mkdir(mode=0o700, exist_ok=True)
        fresh = self._outbox / f".{FILE}.new"
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            check(fresh)
        except SettingsError as error:
            fresh.unlink()
            raise SettingsError(str(error).replace(str(fresh), FILE)) from None
        fresh.rename(self._outbox / FILE)

    def _newest(self) -> str:
        files = self._root.files
        for path in (
            self._outbox / FILE,
            self._outbox / taken(FILE),
            files.folder(files.waiting) / FILE if files.waiting else None,
        ):
            if path is not None and path.is_file():
                return path.read_text("utf-8")
        return self._current()

    def _current(self) -> str:
        files = self._root.files
        return (files.folder(files.current) / FILE).read_text("utf-8")
