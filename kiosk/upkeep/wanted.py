"""What the core asks for by laying it into its own folder: a file or an update, taken by a service with rights.

The core runs without rights. It lays `wanted/terminal.toml`, `wanted/update/`, `wanted/rollback` or
`wanted/try-again` into its state folder; this looks at it as everybody else's word would be looked at, answers beside
it, and takes it away.
"""

import json
import os
import shutil
from pathlib import Path

from config.toml_file import SettingsError
from kiosk.upkeep.change import read_whole, stage
from kiosk.upkeep.install import Root, at_work
from kiosk.upkeep.on_disk import sync
from kiosk.upkeep.pieces import AGAIN, ANSWER, FILE, ROLLBACK, STATE, UPDATE, WANTED, taken
from kiosk.upkeep.slots import SlotError
from kiosk.upkeep.update import UpdateError, refuse_in_a_visit, update
from kiosk.upkeep.versions import InstallError


def take_wanted(root: Root) -> dict[str, str]:
    """Take what is wanted.

    Returns:
        By what was wanted, what became of it in one line; what begins with `taken` is tried between two visits.
    """
    try:
        handle = os.open(root.path / STATE / WANTED, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return {}
    try:
        # By its handle: whoever owns the folder's parent may swap the name meanwhile, not what is open here.
        return _take(root, Path(f"/proc/self/fd/{handle}"))
    finally:
        os.close(handle)


def _take(root: Root, folder: Path) -> dict[str, str]:
    answers: dict[str, str] = {}
    for name, does in ((FILE, _file), (AGAIN, _again)):
        # Out of the way before it is done: what is wished meanwhile is another wish. One that a power cut left there
        # is done first: staged twice is staged once.
        wish = folder / taken(name)
        if os.path.lexists(wish) or _moved(folder / name, wish):
            answers[name] = does(root, wish)
            _take_away(wish)
    brought = folder / UPDATE
    if os.path.lexists(brought):
        answers[UPDATE] = _update(root, brought)
        _take_away(brought)
    back = folder / ROLLBACK
    if os.path.lexists(back):
        # Never twice: going back from where one went back to is going on again.
        _take_away(back)
        sync(folder)
        answers[ROLLBACK] = _rollback(root)
    if answers:
        _answer(folder, answers)
    return answers


def _file(root: Root, wanted: Path) -> str:
    try:
        content = read_whole(wanted)
        # Of a copy that nobody else can write: what is checked is what is used.
        copy = root.path / "opt/kiosk" / f".{FILE}.wanted"
        copy.write_bytes(content)
        try:
            with at_work(root):
                return f"taken: {stage(root.files, copy, root.path)}"
        finally:
            copy.unlink()
    except OSError as error:
        return f"cannot be laid ({error.strerror}): see the disk"
    except (SettingsError, SlotError, InstallError) as error:
        return str(error).replace(f"{root.path / 'opt/kiosk'}/.{FILE}.wanted", FILE).replace(str(wanted), FILE)


def _update(root: Root, brought: Path) -> str:
    if brought.is_symlink() or not brought.is_dir():
        return "is no folder"
    try:
        return f"taken: {update(root, brought)}"
    except (UpdateError, InstallError, SlotError) as error:
        return str(error)
    except OSError as error:
        # A full or failing disk: answered like anything else, or it would be tried until the service's start limit.
        return f"cannot be installed ({error.strerror}): see the disk"


def _rollback(root: Root) -> str:
    try:
        refuse_in_a_visit(root)
        return f"taken: {root.software.want_previous()}"
    except (UpdateError, SlotError) as error:
        return str(error)


def _again(root: Root, again: Path) -> str:
    try:
        name = read_whole(again).decode("utf-8", "replace")
        refuse_in_a_visit(root)
        # Numbers of versions and of files are never alike.
        slots = root.files if name in root.files.verdicts() else root.software
        return f"taken: {name}" if slots.try_again(name) else f"taken: {name} may be brought again"
    except (SettingsError, UpdateError, SlotError) as error:
        return str(error).replace(str(again), AGAIN)


def _moved(path: Path, to: Path) -> bool:
    if not os.path.lexists(path):
        return False
    path.rename(to)
    sync(to.parent)
    return True


def _take_away(path: Path) -> None:
    path.unlink() if path.is_symlink() or not path.is_dir() else shutil.rmtree(path)


def _answer(folder: Path, answers: dict[str, str]) -> None:
    path = folder / ANSWER
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        # For the core, whatever the umask of the service is.
        os.fchmod(handle, 0o644)
        json.dump(answers, file, ensure_ascii=False)
