"""After a visit nothing of the person is left on the disk: run folder, state, logs, spool, temporary folders."""

import contextlib
import os
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from at_the_kiosk import Kiosk
from waiting import wait_until

SANDBOX_OWN = ("platform", "tray", "slips")
"""What the other end of the wire keeps is not the terminal's: the sandbox's store, the printer's own tray and slips."""
SMALL = 64 * 1024 * 1024


def forms(word: str) -> list[bytes]:
    """The ways in which a word may have been written."""
    encodings = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
    return [*dict.fromkeys(word.encode(encoding) for encoding in encodings), word.encode().hex().encode()]


def files_below(folder: Path, since: float) -> list[Path]:
    found = []
    # Folders of other tests go away while one looks: os.walk passes them over, Path.rglob does not.
    for path in (Path(place) / name for place, _, names in os.walk(folder) for name in names):
        try:
            if (
                path.is_file()
                and not path.is_symlink()
                and path.stat().st_mtime >= since
                and path.stat().st_size < SMALL
            ):
                found.append(path)
        except OSError:
            continue
    return found


def inflated(content: bytes) -> bytes:
    """The compressed streams of a file (PDF, gzip) as plain bytes."""
    plain: list[bytes] = []
    start = content.find(b"\x78")
    while start != -1 and len(plain) < 1000:
        with contextlib.suppress(zlib.error):
            plain.append(zlib.decompressobj().decompress(content[start : start + 200_000]))
        start = content.find(b"\x78", start + 1) if len(content) < 300_000 else -1
    return b"".join(plain)


def test_nothing_of_the_person_is_left_on_the_disk(kiosk: Kiosk, tmp_path: Path) -> None:
    began = kiosk.config.stat().st_mtime
    card = kiosk.tell("platform", "citizen", number=kiosk.citizen)
    kiosk.reach("done")
    wait_until(lambda: bool(kiosk.rows("print-reported")), 15.0, "the report to the platform")
    kiosk.tell("idcard", "remove")
    kiosk.press("primary")
    kiosk.until_screen("home")
    words = [str(card["number"]), str(card["name"]), str(card["address"])]
    places = [
        kiosk.hall.run,
        tmp_path,
        Path(tempfile.gettempdir()),
        Path("/var/spool/cups"),
        Path("/var/log"),
    ]
    looked = 0
    for path in {path for place in places if place.exists() for path in files_below(place, began)}:
        if any(part.startswith("pytest-of-") for part in path.parts) and tmp_path not in path.parents:
            continue
        if any(part in SANDBOX_OWN or part.startswith("platform") for part in path.relative_to("/").parts):
            continue
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            # Of another visit of this machine, and gone with it.
            continue
        looked += 1
        for word in words:
            for form in forms(word):
                assert form not in content, f"{path} holds a person"
                assert form not in inflated(content), f"{path} holds a person, compressed"
    assert looked > 5


def test_the_scan_finds_what_it_looks_for(tmp_path: Path) -> None:
    word = "测试甲乙"
    (tmp_path / "a").write_bytes(b"x" * 100 + zlib.compress(word.encode("gb18030") * 3))
    assert any(form in inflated((tmp_path / "a").read_bytes()) for form in forms(word))


def test_no_line_of_any_log_holds_a_person(kiosk: Kiosk) -> None:
    kiosk.reach("check")
    card = kiosk.tell("platform", "citizen", number=kiosk.citizen)
    for log in (kiosk.hall.run / "log").iterdir():
        text = log.read_text("utf-8", "replace")
        assert str(card["number"]) not in text, log.name
        assert str(card["name"]) not in text, log.name


def test_the_core_cannot_be_dumped(kiosk: Kiosk) -> None:
    kiosk.reach("home")
    pid = kiosk.hall.launcher.pid("core")
    limits = Path(f"/proc/{pid}/limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[4:6] == ["0", "0"]
    probe = "import ctypes, sys; from drivers.process import harden; harden(); sys.exit(ctypes.CDLL(None).prctl(3))"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0, "PR_GET_DUMPABLE"


def test_the_run_folder_is_private(kiosk: Kiosk) -> None:
    mode = kiosk.hall.run.stat().st_mode & 0o777
    assert mode in (0o700, 0o710), "cupsd's own user may pass through, nobody may look"
