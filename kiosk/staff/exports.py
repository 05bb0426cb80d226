"""Files for the hall or the inspector: written below the state folder, with a signature by the terminal's own key."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

from config.settings import Settings
from config.toml_file import SettingsError
from drivers.clock import Clock
from kiosk.platform import terminal_key

FOLDER = "exports"
_PERSONAL = (
    re.compile(r"\d{17}[\dXx]"),
    re.compile(r"(?<!\d)1\d{10}(?!\d)"),
    re.compile(r"[一-鿿]{2,}(?:省|市|区|县|镇|路|街|号)[一-鿿\d]*"),
    re.compile(r"/(?:home|root)/\S+"),
)
"""Citizens' numbers, mobile phones, addresses, and folders of accounts: none should be in a log, and none leaves it."""
REDACTED = "[…]"
_BAD = re.compile(r" (?:WARNING|ERROR|CRITICAL) ")


def export(settings: Settings, clock: Clock, name: str, lines: Iterable[str]) -> tuple[Path, str]:
    """Write a file and, beside it, the signature of its bytes (Ed25519, base64).

    Returns:
        The file, and the first characters of its signature; empty where the terminal has no key yet.

    Raises:
        OSError: it cannot be written.
    """
    folder = settings.state_folder / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    content = "".join(f"{line}\n" for line in lines).encode()
    path = folder / f"{settings.terminal}-{name}-{clock.now():%Y%m%d-%H%M%S}.txt"
    path.write_bytes(content)
    path.chmod(0o600)
    try:
        signature = terminal_key.load(settings.platform.key_file).sign(content)
    except SettingsError:
        return path, ""
    signed = b64encode(signature).decode("ascii")
    path.with_suffix(".sig").write_text(signed + "\n", "ascii")
    return path, signed[:12]


def log_lines(folder: Path, *, only_errors: bool) -> Iterator[str]:
    """The terminal's own logs, redacted, file by file.

    Args:
        folder: with the logs of the processes.
        only_errors: warnings and worse.
    """
    for path in sorted(folder.glob("*.log")):
        for line in path.read_text("utf-8", "replace").splitlines():
            if not only_errors or _BAD.search(line):
                yield f"{path.stem}: {redacted(line)}"


def redacted(line: str) -> str:
    """A line without what looks like a person's."""
    for pattern in _PERSONAL:
        line = pattern.sub(REDACTED, line)
    return line
