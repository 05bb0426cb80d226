"""An update from a signed folder: whole, ours, newest, or refused; then tried between two visits with a way back.

The folder is a repository of The Update Framework (`metadata/`, `targets/`), brought by a stick or by the fleet: how it
comes here is nobody's trust. Trusted is the root that the installation laid (two of three people's keys); what was seen
of the repository before is kept, so that an older state of it is refused too.
"""

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    ExpiredMetadataError,
    RepositoryError,
)
from tuf.ngclient import FetcherInterface, TargetFile, Updater

from kiosk.cabinet.pulse import IN_VISIT
from kiosk.upkeep.install import Root
from kiosk.upkeep.pieces import RUN, TRUSTED
from kiosk.upkeep.release import Release, ReleaseError, open_release
from kiosk.upkeep.slots import SlotError
from kiosk.upkeep.unpacking import unpack
from kiosk.upkeep.versions import fill

TARGET = "kiosk.tar"
"""The one target; which version it is stands beside it, signed."""
SEEN = "seen"
"""Below the software's folder: the newest metadata that was believed."""
INCOMING = "incoming"
LARGEST = 2_000_000_000
"""Bytes of a bundle (our choice: three times what one has)."""
SPACE = 4
"""Times the bundle's size that the disk needs: bundle, unpacked, installed, and one to spare."""
_CHUNK = 65_536


class UpdateError(Exception):
    """An update is refused; one line, nothing has changed."""


class FolderFetcher(FetcherInterface):
    """Reads what would be downloaded from a folder.

    Args:
        folder: the repository.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = (self._folder / unquote(urlsplit(url).path).lstrip("/")).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            raise DownloadHTTPError(f"{path.name} is not there", 404)
        return self._read(path)

    def _read(self, path: Path) -> Iterator[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def update(root: Root, folder: Path) -> str:
    """Believe, install and have tried what a folder brings.

    Args:
        root: where the kiosk is installed.
        folder: the repository.

    Returns:
        The version that is tried at the next start.

    Raises:
        UpdateError: it is refused, or a visit is under way.
        InstallError, SlotError: it cannot be installed.
    """
    refuse_in_a_visit(root)
    incoming = root.path / "opt/kiosk" / INCOMING
    shutil.rmtree(incoming, ignore_errors=True)
    incoming.mkdir(mode=0o700)
    try:
        release = _believed(root, folder, incoming)
        _refuse_older(root, release.version)
        version = fill(root.software, release)
        refuse_in_a_visit(root)
        root.software.try_next(version)
        root.software.prune()
        return version
    except SlotError as error:
        raise UpdateError(str(error)) from error
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def _believed(root: Root, folder: Path, incoming: Path) -> Release:
    seen = root.path / "opt/kiosk" / SEEN
    seen.mkdir(exist_ok=True)
    try:
        trusted = (root.path / TRUSTED).read_bytes()
    except OSError as error:
        raise UpdateError(f"/{TRUSTED}: cannot be read: no update is believed without it") from error
    try:
        updater = Updater(
            metadata_dir=str(seen),
            metadata_base_url="folder:///metadata/",
            target_dir=str(incoming),
            target_base_url="folder:///targets/",
            fetcher=FolderFetcher(folder),
            bootstrap=trusted,
        )
        updater.refresh()
        target = updater.get_targetinfo(TARGET)
        if target is None:
            raise UpdateError(f"{folder}: brings no {TARGET}")
        _refuse_too_large(root, target)
        _refuse_older(root, _version(target))
        bundle = Path(updater.download_target(target))
    except ExpiredMetadataError as error:
        raise UpdateError(f"{folder}: has expired: get it anew") from error
    except BadVersionNumberError as error:
        raise UpdateError(f"{folder}: is older than what this terminal has seen") from error
    except (RepositoryError, DownloadError) as error:
        raise UpdateError(f"{folder}: is not believed: {type(error).__name__}") from error
    return _unpacked(bundle, incoming / "release", _version(target))


def _unpacked(bundle: Path, into: Path, version: str) -> Release:
    try:
        with tarfile.open(bundle) as packed:
            # No links, no devices, nothing outside the folder, although all of it is signed.
            unpack(packed, into)
        bundle.unlink()
        release = open_release(into)
    except (tarfile.TarError, OSError, ReleaseError) as error:
        raise UpdateError(f"{bundle.name}: is no release: {error}") from error
    if release.version != version:
        raise UpdateError(f"{bundle.name}: is {release.version}, but {version} was signed")
    return release


def _version(target: TargetFile) -> str:
    told = target.custom or {}
    return str(told.get("version", ""))


def refuse_in_a_visit(root: Root) -> None:
    """Nothing is changed while somebody is being served.

    Raises:
        UpdateError: somebody is.
    """
    if (root.path / RUN / IN_VISIT).exists():
        raise UpdateError("somebody is being served: it is done when the visit has ended")


def _refuse_too_large(root: Root, target: TargetFile) -> None:
    free = shutil.disk_usage(root.path / "opt/kiosk").free
    if target.length > LARGEST:
        raise UpdateError(f"{TARGET}: is larger than {LARGEST} bytes")
    if free < SPACE * target.length:
        raise UpdateError(f"the disk has {free // 1_000_000} MB free, {SPACE * target.length // 1_000_000} are needed")


def _refuse_older(root: Root, version: str) -> None:
    current = root.software.current
    if not version or _in_order(version) <= _in_order(current):
        raise UpdateError(f"{version or 'what it brings'} is not newer than {current}, which runs: see rollback")


def _in_order(version: str) -> tuple[int, ...]:
    """Versions by their numbers; what stands behind them (rc1) is older than nothing."""
    numbers = [part for part in version.split(".") if part.isdecimal()]
    return tuple(int(number) for number in numbers)
