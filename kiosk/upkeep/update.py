"""An update from a signed folder: whole, ours, newest, or refused; then tried between two visits with a way back.

The folder is a repository of The Update Framework (`metadata/`, `targets/`), brought by a stick or by the fleet: how it
comes here is nobody's trust. Trusted is the root that the installation laid (two of three people's keys); what was seen
of the repository before is kept, so that an older state of it is refused too.
"""

import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    ExpiredMetadataError,
    RepositoryError,
)
from tuf.api.metadata import Metadata, Timestamp
from tuf.api.metadata import Root as SignedRoot
from tuf.api.serialization import DeserializationError
from tuf.ngclient import FetcherInterface, TargetFile, Updater

from kiosk.cabinet.pulse import IN_VISIT
from kiosk.upkeep.install import Root, at_work
from kiosk.upkeep.pieces import RUN, TRUSTED
from kiosk.upkeep.release import Release, ReleaseError, in_order, open_release
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
TIMESTAMP_DAYS = 7
"""How long a state of the repository is believed (our choice; a week, because a stick has to get to a village)."""
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
    with at_work(root):
        return _update(root, folder)


def _update(root: Root, folder: Path) -> str:
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
        Metadata[SignedRoot].from_bytes(trusted)
    except (DeserializationError, RecursionError) as error:
        raise UpdateError(f"/{TRUSTED}: is no root of updates: lay it anew, install --update-root") from error
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
        _refuse_before_it_was_signed(folder, seen)
        target = updater.get_targetinfo(TARGET)
        if target is None:
            raise UpdateError(f"{folder}: brings no {TARGET}")
        _refuse_too_large(root, target)
        _refuse_older(root, _version(target))
        with _on_the_same_disk(incoming):
            bundle = Path(updater.download_target(target))
    except ExpiredMetadataError as error:
        raise UpdateError(f"{folder}: has expired: get it anew; or the clock is wrong") from error
    except BadVersionNumberError as error:
        raise UpdateError(f"{folder}: is older than what this terminal has seen") from error
    except OSError as error:
        raise UpdateError(f"{folder}: cannot be copied ({error.strerror}): see the disk") from error
    except (RepositoryError, DownloadError) as error:
        raise UpdateError(f"{folder}: is not believed: {type(error).__name__}") from error
    return _unpacked(bundle, incoming / "release", _version(target))


@contextmanager
def _on_the_same_disk(incoming: Path) -> Iterator[None]:
    """The framework's downloads go where Python's temporary files go; the room that was asked for is here."""
    before, tempfile.tempdir = tempfile.tempdir, str(incoming)
    try:
        yield
    finally:
        tempfile.tempdir = before


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
    told = target.custom
    return str(told.get("version", "")) if isinstance(told, dict) else ""


def refuse_in_a_visit(root: Root) -> None:
    """Nothing is changed while somebody is being served.

    Raises:
        UpdateError: somebody is.
    """
    if (root.path / RUN / IN_VISIT).exists():
        raise UpdateError("somebody is being served: it is done when the visit has ended")


def _refuse_before_it_was_signed(folder: Path, seen: Path) -> None:
    """A clock without a battery begins long ago, and nothing would ever have expired."""
    signed = Metadata[Timestamp].from_file(str(seen / "timestamp.json")).signed.expires - timedelta(days=TIMESTAMP_DAYS)
    now = datetime.now(UTC)
    if now < signed - timedelta(days=1):
        raise UpdateError(f"{folder}: was signed on {signed:%Y-%m-%d}, the clock shows {now:%Y-%m-%d}: set it right")


def _refuse_too_large(root: Root, target: TargetFile) -> None:
    free = shutil.disk_usage(root.path / "opt/kiosk").free
    if target.length > LARGEST:
        raise UpdateError(f"{TARGET}: is larger than {LARGEST} bytes")
    if free < SPACE * target.length:
        raise UpdateError(f"the disk has {free // 1_000_000} MB free, {SPACE * target.length // 1_000_000} are needed")


def _refuse_older(root: Root, version: str) -> None:
    current = root.software.current
    try:
        is_newer = in_order(version) > in_order(current)
    except ReleaseError as error:
        raise UpdateError(f"what it brings cannot be compared with {current}, which runs: {error}") from error
    if not is_newer:
        raise UpdateError(f"{version} is not newer than {current}, which runs: see rollback")
