"""Unpack what was signed: plain files and folders below one folder, owned by whoever unpacks.

Written out because the Python of Debian 12 is 3.11.2, whose tarfile has no extraction filters (PEP 706 came to 3.11.4).
Standard library only.
"""

import shutil
import tarfile
from pathlib import Path, PurePosixPath

FOLDER_MODE = 0o755


def unpack(packed: tarfile.TarFile, into: Path, mode: int = 0o644) -> None:
    """Unpack everything, or stop at the first entry that is something else.

    Args:
        packed: open for reading.
        into: a folder; made where it is not there.
        mode: of every file, whatever the one who packed had.

    Raises:
        tarfile.TarError: an entry is a link or a device, lies outside the folder, or is there twice.
        OSError: it cannot be written.
    """
    _folder(into)
    for entry in packed:
        name = PurePosixPath(entry.name)
        if name.is_absolute() or ".." in name.parts or not (entry.isfile() or entry.isdir()):
            raise tarfile.TarError(f"{entry.name!r} is no plain file below the folder")
        target = into / name
        if entry.isdir():
            _folder(target)
            continue
        for above in reversed(target.relative_to(into).parents):
            _folder(into / above)
        source = packed.extractfile(entry)
        if source is None:
            raise tarfile.TarError(f"{entry.name!r} has no content")
        try:
            with source, target.open("xb") as file:
                shutil.copyfileobj(source, file)
        except FileExistsError as error:
            raise tarfile.TarError(f"{entry.name!r} is there twice") from error
        target.chmod(mode)


def _folder(path: Path) -> None:
    try:
        path.mkdir()
    except FileExistsError:
        if not path.is_dir():
            raise tarfile.TarError(f"{path.name!r} is a file and a folder") from None
    else:
        path.chmod(FOLDER_MODE)
