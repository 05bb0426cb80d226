"""Updates by a signed folder: ours, newest and whole, or refused with nothing changed; and back when not healthy."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata

from kiosk.cabinet.pulse import IN_VISIT
from kiosk.upkeep.install import Root, lay_trust
from kiosk.upkeep.pieces import TRUSTED
from kiosk.upkeep.publishing import THRESHOLD, Keys, begin_repository, publish
from kiosk.upkeep.release import Release, write_list
from kiosk.upkeep.slots import TRIES
from kiosk.upkeep.update import SEEN, UpdateError, update

NOW = datetime.now(UTC).replace(microsecond=0)
"""The framework asks the machine's clock; nothing here depends on the day."""


@dataclass(frozen=True)
class Bench:
    root: Root
    keys: Keys
    repository: Path
    folder: Path

    def release(self, version: str) -> Path:
        made = self.folder / f"release-{version}"
        (made / "wheels").mkdir(parents=True)
        (made / "wheels" / "kiosk.whl").write_text(version)
        write_list(made, version)
        return made

    def publish(self, version: str, number: int, now: datetime = NOW, keys: Keys | None = None) -> None:
        publish(self.repository, self.release(version), keys or self.keys, now, number)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    def filled(folder: Path, release: Release) -> None:
        (folder / "VERSION").write_text(release.version)

    monkeypatch.setattr("kiosk.upkeep.versions._fill", filled)
    keys = Keys([CryptoSigner.generate_ed25519() for _ in range(3)], CryptoSigner.generate_ed25519())
    root = Root(tmp_path / "root")
    (root.path / "etc/kiosk").mkdir(parents=True)
    (root.path / "run/kiosk").mkdir(parents=True)
    with root.software.filling("0.1.0") as folder:
        (folder / "VERSION").write_text("0.1.0")
    root.software.install_first("0.1.0")
    repository = tmp_path / "repository"
    lay_trust(root, begin_repository(repository, keys, NOW).read_bytes())
    return Bench(root, keys, repository, tmp_path)


def refused(bench: Bench, said: str) -> None:
    with pytest.raises(UpdateError, match=said):
        update(bench.root, bench.repository)
    slots = bench.root.software
    assert (slots.current, slots.waiting) == ("0.1.0", "")
    assert [folder.name for folder in (slots.base / "versions").iterdir()] == ["0.1.0"]
    assert not (slots.base / "incoming").exists()


def test_what_is_ours_and_newer_is_tried_at_the_next_start_and_kept_when_healthy(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    assert update(bench.root, bench.repository) == "0.2.0"
    slots = bench.root.software
    assert (slots.current, slots.waiting) == ("0.1.0", "0.2.0")
    assert slots.begin() == "0.2.0"
    assert slots.confirm()
    bench.publish("0.10.0", 2)
    assert update(bench.root, bench.repository) == "0.10.0"
    slots.begin()
    slots.confirm()
    # Two slots: what is before the one before is gone.
    assert {folder.name for folder in (slots.base / "versions").iterdir()} == {"0.2.0", "0.10.0"}


def test_one_that_never_gets_healthy_is_left_alone_and_not_tried_again(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    update(bench.root, bench.repository)
    slots = bench.root.software
    assert [slots.begin() for _ in range(TRIES + 1)] == ["0.2.0"] * TRIES + ["0.1.0"]
    slots.prune()
    refused(bench, "0.2.0 was tried and left again")


def test_nothing_is_updated_while_somebody_is_served(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    (bench.root.path / "run/kiosk" / IN_VISIT).touch()
    refused(bench, "somebody is being served")
    (bench.root.path / "run/kiosk" / IN_VISIT).unlink()
    assert update(bench.root, bench.repository) == "0.2.0"


def test_a_visit_that_begins_while_it_is_filled_delays_it_and_no_more(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_visit = bench.root.path / "run/kiosk" / IN_VISIT
    filled: list[str] = []

    def fills(folder: Path, release: Release) -> None:
        filled.append(release.version)
        (folder / "VERSION").write_text(release.version)
        in_visit.touch()

    monkeypatch.setattr("kiosk.upkeep.versions._fill", fills)
    bench.publish("0.2.0", 1)
    with pytest.raises(UpdateError, match="somebody is being served"):
        update(bench.root, bench.repository)
    in_visit.unlink()
    assert update(bench.root, bench.repository) == "0.2.0"
    assert (bench.root.software.waiting, filled) == ("0.2.0", ["0.2.0"])


def test_from_where_staff_went_back_to_the_same_update_leads_on(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    slots = bench.root.software
    update(bench.root, bench.repository)
    slots.begin()
    slots.confirm()
    slots.want_previous()
    assert slots.begin() == "0.1.0"
    slots.confirm()
    assert update(bench.root, bench.repository) == "0.2.0"
    assert slots.begin() == "0.2.0"


def test_what_was_filled_and_never_tried_makes_room_for_the_next(bench: Bench) -> None:
    slots = bench.root.software
    for version in ("0.1.5", "0.2.0"):
        with slots.filling(version) as folder:
            (folder / "VERSION").write_text("of another release")
    bench.publish("0.2.0", 1)
    assert update(bench.root, bench.repository) == "0.2.0"
    assert {folder.name for folder in (slots.base / "versions").iterdir()} == {"0.1.0", "0.2.0"}
    assert (slots.folder("0.2.0") / "VERSION").read_text() == "0.2.0"


def test_an_older_or_the_same_version_is_refused_however_well_it_is_signed(bench: Bench) -> None:
    for number, version in enumerate(("0.1.0", "0.0.9"), 1):
        bench.publish(version, number)
        refused(bench, f"{version} is not newer than 0.1.0")


def test_an_older_state_of_the_repository_is_refused(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    old = bench.folder / "old"
    shutil.copytree(bench.repository, old)
    bench.publish("0.3.0", 2)
    assert update(bench.root, bench.repository) == "0.3.0"
    bench.root.software.begin()
    bench.root.software.go_back("for the test")
    bench.root.software.begin()
    bench.root.software.prune()
    refused(replace(bench, repository=old), "is older than what this terminal has seen")


def test_one_that_has_expired_is_refused(bench: Bench) -> None:
    bench.publish("0.2.0", 1, now=NOW - timedelta(days=8))
    refused(bench, "has expired")


def test_a_freeze_is_seen_when_the_week_is_over(bench: Bench) -> None:
    bench.publish("0.2.0", 1, now=NOW - timedelta(days=7, seconds=1))
    refused(bench, "has expired")


def test_one_person_alone_publishes_nothing(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    path = bench.repository / "metadata" / "1.targets.json"
    targets = Metadata.from_file(str(path))
    assert len(targets.signatures) == THRESHOLD
    targets.signatures.popitem()
    targets.to_file(str(path))
    refused(bench, "is not believed")


def test_another_maker_is_not_believed(bench: Bench) -> None:
    others = Keys([CryptoSigner.generate_ed25519() for _ in range(3)], CryptoSigner.generate_ed25519())
    bench.publish("0.2.0", 1, keys=others)
    refused(bench, "is not believed")


def _of(bench: Bench, part: str) -> Path:
    return (
        next((bench.repository / "targets").glob("*.tar")) if part == "bundle" else bench.repository / "metadata" / part
    )


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


HARMS: dict[str, Callable[[Bench], object]] = {
    "bundle flipped": lambda bench: _flip(_of(bench, "bundle")),
    "bundle longer": lambda bench: _of(bench, "bundle").write_bytes(_of(bench, "bundle").read_bytes() + b"more"),
    "bundle shorter": lambda bench: _of(bench, "bundle").write_bytes(_of(bench, "bundle").read_bytes()[:-512]),
    "bundle missing": lambda bench: _of(bench, "bundle").unlink(),
    "targets flipped": lambda bench: _flip(_of(bench, "1.targets.json")),
    "snapshot flipped": lambda bench: _flip(_of(bench, "1.snapshot.json")),
    "snapshot missing": lambda bench: _of(bench, "1.snapshot.json").unlink(),
    "timestamp flipped": lambda bench: _flip(_of(bench, "timestamp.json")),
    "timestamp endless": lambda bench: _of(bench, "timestamp.json").write_bytes(b" " * 20_000),
    "timestamp empty": lambda bench: _of(bench, "timestamp.json").write_bytes(b""),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_tampered_update_is_refused(bench: Bench, harm: str) -> None:
    bench.publish("0.2.0", 1)
    HARMS[harm](bench)
    refused(bench, "is not believed")


def test_parts_of_two_states_are_refused(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    first = _of(bench, "1.targets.json").read_bytes()
    bench.publish("0.3.0", 2)
    _of(bench, "2.targets.json").write_bytes(first)
    refused(bench, "is not believed|is older")


def test_without_a_root_of_trust_nothing_is_believed(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    (bench.root.path / TRUSTED).unlink()
    refused(bench, "no update is believed without it")


def test_what_was_seen_survives_a_bad_day(bench: Bench) -> None:
    bench.publish("0.2.0", 1)
    update(bench.root, bench.repository)
    seen = bench.root.path / "opt/kiosk" / SEEN / "timestamp.json"
    assert json.loads(seen.read_text())["signed"]["version"] == 1
    seen.write_text("{")
    bench.root.software.begin()
    bench.root.software.confirm()
    bench.publish("0.3.0", 2)
    assert update(bench.root, bench.repository) == "0.3.0"
