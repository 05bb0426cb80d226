"""The other end of an update: who makes one signs it. Runs where the keys are, never on a terminal.

Root and targets take two of three people's keys, so that one person alone can publish nothing; snapshot and timestamp
take the key of the machine that publishes.
"""

import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from securesystemslib.signer import Signer
from tuf.api.exceptions import DownloadError, RepositoryError, UnsignedMetadataError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer
from tuf.ngclient import Updater

from kiosk.upkeep.release import open_release
from kiosk.upkeep.update import TARGET, TIMESTAMP_DAYS, FolderFetcher

THRESHOLD = 2
"""Of the people's keys."""
ROOT_DAYS, TARGETS_DAYS = 365, 90
"""How long each is believed (our choice)."""


class PublishError(Exception):
    """Nothing that a terminal would believe can be made; one line."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Who signs."""

    people: Sequence[Signer]
    """Three, each with one person; two sign."""
    machine: Signer


def begin_repository(repository: Path, keys: Keys, now: datetime) -> Path:
    """Begin a repository.

    Returns:
        Its first root: what every installation lays as /etc/kiosk/update-root.json.

    Raises:
        PublishError: there is one already.
    """
    if (repository / "metadata").exists():
        raise PublishError(f"{repository}: is a repository already: see `publish renew`")
    (repository / "metadata").mkdir(parents=True)
    (repository / "targets").mkdir()
    return _write(repository, "1.root.json", Metadata(_root(1, keys, now)), keys.people[:THRESHOLD])


def renew(repository: Path, people: Sequence[Signer], new: Keys, now: datetime) -> Path:
    """Have the repository believed for another year, by the same keys or by new ones in their place.

    Terminals follow from the root that they have to this one: the old people sign it, and the new.

    Args:
        repository: as `begin_repository` began it.
        people: two of those who could sign until now.
        new: all who may from now on.
        now: of its end.

    Returns:
        The new root.

    Raises:
        PublishError: there is none to follow, or what came out is not believed.
    """
    last = _newest(repository, "root")
    if last == 0:
        raise PublishError(f"{repository}: is no repository: see `publish begin`")
    signers = {signer.public_key.keyid: signer for signer in (*people[:THRESHOLD], *new.people[:THRESHOLD])}
    path = _write(repository, f"{last + 1}.root.json", Metadata(_root(last + 1, new, now)), tuple(signers.values()))
    before = Metadata[Root].from_file(str(repository / "metadata" / f"{last}.root.json"))
    after = Metadata[Root].from_file(str(path))
    try:
        before.signed.verify_delegate(Root.type, after.signed_bytes, after.signatures)
        after.signed.verify_delegate(Root.type, after.signed_bytes, after.signatures)
    except UnsignedMetadataError as error:
        path.unlink()
        raise PublishError(f"{repository}: the old root does not believe these keys: {error}") from error
    return path


def _root(version: int, keys: Keys, now: datetime) -> Root:
    ends = now.astimezone(UTC) + timedelta(days=ROOT_DAYS)
    root = Root(version=version, expires=ends, consistent_snapshot=True)
    for signer in keys.people:
        for role in ("root", "targets"):
            root.add_key(signer.public_key, role)
    for role in ("snapshot", "timestamp"):
        root.add_key(keys.machine.public_key, role)
    for role in ("root", "targets"):
        root.roles[role].threshold = THRESHOLD
    return root


def next_number(repository: Path) -> int:
    """Of the repository's next state."""
    return _newest(repository, "targets") + 1


def _newest(repository: Path, role: str) -> int:
    names = (path.name.partition(".")[0] for path in (repository / "metadata").glob(f"*.{role}.json"))
    return max((int(name) for name in names if name.isdecimal()), default=0)


def publish(repository: Path, release: Path, keys: Keys, now: datetime, number: int) -> str:
    """Sign a release as the newest.

    Args:
        repository: as `begin_repository` began it.
        release: its folder.
        keys: who signs.
        now: of the metadata's ends.
        number: of this state of the repository, one more than the last.

    Returns:
        The release's version.

    Raises:
        ReleaseError: it is none.
    """
    version = open_release(release).version
    now = now.astimezone(UTC)
    bundle = repository / "targets" / f".{TARGET}"
    with tarfile.open(bundle, "w") as packed:
        for path in sorted(release.iterdir()):
            packed.add(path, arcname=path.name)
    target = TargetFile.from_file(TARGET, str(bundle), ["sha256"])
    target.unrecognized_fields["custom"] = {"version": version}
    bundle.rename(bundle.with_name(f"{target.hashes['sha256']}.{TARGET}"))
    targets = Targets(version=number, expires=now + timedelta(days=TARGETS_DAYS), targets={TARGET: target})
    _write(repository, f"{number}.targets.json", Metadata(targets), keys.people[:THRESHOLD])
    snapshot = Snapshot(
        version=number, expires=now + timedelta(days=TARGETS_DAYS), meta={"targets.json": MetaFile(number)}
    )
    _write(repository, f"{number}.snapshot.json", Metadata(snapshot), [keys.machine])
    timestamp = Timestamp(version=number, expires=now + timedelta(days=TIMESTAMP_DAYS), snapshot_meta=MetaFile(number))
    _write(repository, "timestamp.json", Metadata(timestamp), [keys.machine])
    for other in (repository / "targets").iterdir():
        # No state names it any more, and a stick has to hold them all.
        if other.name != f"{target.hashes['sha256']}.{TARGET}":
            other.unlink()
    return version


def believed(repository: Path) -> None:
    """Ask what a terminal would say that was installed at the repository's beginning.

    Raises:
        PublishError: it would refuse what lies there.
    """
    with tempfile.TemporaryDirectory() as seen:
        updater = Updater(
            metadata_dir=seen,
            metadata_base_url="folder:///metadata/",
            fetcher=FolderFetcher(repository),
            bootstrap=(repository / "metadata" / "1.root.json").read_bytes(),
        )
        try:
            updater.refresh()
        except (RepositoryError, DownloadError) as error:
            raise PublishError(f"{repository}: no terminal will believe it: {error}") from error


S = TypeVar("S", Root, Snapshot, Targets, Timestamp)


def _write(repository: Path, name: str, metadata: Metadata[S], signers: Sequence[Signer]) -> Path:
    for signer in signers:
        metadata.sign(signer, append=True)
    path = repository / "metadata" / name
    metadata.to_file(str(path), JSONSerializer(compact=False))
    return path
