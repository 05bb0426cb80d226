"""Files for the hall or the inspector: written below the state folder, with a signature by the terminal's own key."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from config.settings import Settings
from drivers.clock import Clock
from kiosk.platform import terminal_key

FOLDER = "exports"
PURPOSE = b"kiosk export 1\n"
"""Before what is signed: the same key signs reports, backups and questions, and none may stand for another."""
_ALONE, _END = r"(?<![0-9A-Za-z-])", r"(?![0-9A-Za-z])"
_PERSONAL = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)",
        _ALONE + r"\d{17}[\dXx]" + _END,
        _ALONE + r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}" + _END,
        _ALONE + r"[2-9]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?" + _END,
        r"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)",
        _ALONE + r"[CDEGHMPSW][A-Z]?\d{7,10}" + _END,
        _ALONE + r"[A-Z]{1,2}\d{6}\([0-9A]\)",
        r"[\w.%+-]+@(?![\w.-]+\.(?:service|socket|timer|target|mount|slice|scope|path)\b)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        r"[一-鿿]{2,}(?:省|市|区|县|镇|路|街|号)[一-鿿\d]*",
        r"/(?:home|root)/\S+",
    )
)
"""Citizens' numbers of eighteen (by date, then by length) and of fifteen digits; bank cards, of which none begins
with 1 as times in microseconds do; mobile phones; passports and permits for Hong Kong and Macao; Hong Kong's own
cards; mail (a unit of systemd is none); addresses; folders of accounts. None should be in a log, and none leaves it."""
REDACTED = "[…]"
_BAD = re.compile(r" (?:WARNING|ERROR|CRITICAL) ")


def export(settings: Settings, clock: Clock, name: str, lines: Iterable[str]) -> tuple[Path, str]:
    """Write a file and, beside it, the signature of PURPOSE and its bytes (Ed25519, base64).

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
    signature = terminal_key.signed(settings.platform.key_file, PURPOSE + content)
    if signature:
        path.with_suffix(".sig").write_text(signature + "\n", "ascii")
    return path, signature[:12]


def log_lines(folder: Path) -> Iterator[str]:
    """The terminal's own logs, redacted, file by file.

    Args:
        folder: with the logs of the processes.
    """
    for path in sorted(folder.glob("*.log")):
        for line in path.read_text("utf-8", "replace").splitlines():
            yield f"{path.stem}: {redacted(line)}"


def is_bad(line: str) -> bool:
    """Whether a line of a log is a warning or worse."""
    return _BAD.search(line) is not None


def redacted(line: str) -> str:
    """A line without what looks like a person's."""
    for pattern in _PERSONAL:
        line = pattern.sub(REDACTED, line)
    return line
