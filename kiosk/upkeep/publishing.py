"""The other end of an update: who makes one signs it. Runs where the keys are, never on a terminal.

Root and targets take two of three people's keys, so that one person alone can publish nothing; snapshot and timestamp
take the key of the machine that publishes.
"""

import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from securesystemslib.signer import Signer
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from kiosk.upkeep.release import open_release
from kiosk.upkeep.update import TARGET

THRESHOLD = 2
"""Of the people's keys."""
ROOT_DAYS, TARGETS_DAYS, TIMESTAMP_DAYS = 365, 90, 7
"""How long each is believed (our choice; a week, because a stick has to get to a village)."""


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
    """
    (repository / "metadata").mkdir(parents=True)
    (repository / "targets").mkdir()
    root = Root(expires=now + timedelta(days=ROOT_DAYS), consistent_snapshot=True)
    for signer in keys.people:
        for role in ("root", "targets"):
            root.add_key(signer.public_key, role)
    for role in ("snapshot", "timestamp"):
        root.add_key(keys.machine.public_key, role)
    for role in ("root", "targets"):
        root.roles[role].threshold = THRESHOLD
    return _write(repository, "1.root.json", Metadata(root), keys.people[:THRESHOLD])


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
    return version


S = TypeVar("S", Root, Snapshot, Targets, Timestamp)


def _write(repository: Path, name: str, metadata: Metadata[S], signers: Sequence[Signer]) -> Path:
    for signer in signers:
        metadata.sign(signer, append=True)
    path = repository / "metadata" / name
    metadata.to_file(str(path), JSONSerializer(compact=False))
    return path
