"""Slots while somebody else is at work on them, and on a disk that takes nothing more."""

import errno
import threading
from pathlib import Path

import pytest

from kiosk.upkeep import on_disk
from kiosk.upkeep.install import Root, at_work, uninstall
from kiosk.upkeep.slots import LEFT, REFUSED, TRIAL, TRIES, SlotError, Slots
from kiosk.upkeep.update import update
from kiosk.upkeep.versions import InstallError


@pytest.fixture
def slots(tmp_path: Path) -> Slots:
    """0.2.0 is on trial, 0.1.0 the way back."""
    made = Slots(tmp_path / "opt/kiosk")
    for name in ("0.1.0", "0.2.0"):
        filled(made, name)
    made.install_first("0.1.0")
    made.try_next("0.2.0")
    return made


def filled(slots: Slots, name: str) -> None:
    with slots.filling(name) as folder:
        (folder / "VERSION").write_text(name)


def test_what_is_being_filled_stays_when_a_trial_ends_well_meanwhile(slots: Slots) -> None:
    slots.begin()
    with slots.filling("0.3.0") as folder:
        (folder / "VERSION").write_text("0.3.0")
        assert slots.confirm()
        assert (folder / "VERSION").exists()
    assert (slots.folder("0.3.0") / "VERSION").read_text() == "0.3.0"


def test_what_nobody_fills_any_more_goes(slots: Slots) -> None:
    left = slots.folder(".unfinished-0.0.9")
    (left / "lib").mkdir(parents=True)
    slots.prune()
    assert not left.exists()


def test_two_at_once_and_the_second_is_told_so(slots: Slots) -> None:
    told: list[str] = []

    def second() -> None:
        try:
            filled(slots, "0.3.0")
        except SlotError as error:
            told.append(str(error))

    with slots.filling("0.3.0") as folder:
        (folder / "VERSION").write_text("first")
        other = threading.Thread(target=second)
        other.start()
        other.join()
    assert told == ["0.3.0 is being filled by somebody else: wait for its end"]
    assert (slots.folder("0.3.0") / "VERSION").read_text() == "first"


def test_one_installation_update_or_taking_away_at_a_time(tmp_path: Path) -> None:
    root = Root(tmp_path)
    with at_work(root):
        for other in (lambda: update(root, tmp_path), lambda: uninstall(root, everything=True)):
            with pytest.raises(InstallError, match="wait for its end"):
                other()


def full(path: Path, text: str) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", str(path))


def test_a_new_version_that_fills_the_disk_is_left_all_the_same(slots: Slots, monkeypatch: pytest.MonkeyPatch) -> None:
    assert slots.begin() == "0.2.0"
    monkeypatch.setattr(on_disk, "write", full)
    assert slots.begin() == "0.1.0", "its starts cannot be counted any more"
    assert slots.begin() == "0.1.0"


def test_on_a_full_disk_nothing_new_is_begun(slots: Slots, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "write", full)
    assert slots.begin() == "0.1.0"
    assert slots.waiting == "0.2.0", "it waits for room"
    monkeypatch.undo()
    assert slots.begin() == "0.2.0"


def test_the_way_back_needs_no_note(slots: Slots, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(TRIES):
        assert slots.begin() == "0.2.0"
    monkeypatch.setattr(on_disk, "write", full)
    assert slots.begin() == "0.1.0"


@pytest.mark.parametrize("name", [TRIAL, LEFT, REFUSED])
@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"{}", b'{"name": "0.2.0"}', b"[1]", b""])
def test_a_note_that_a_bad_disk_has_spoilt_stops_no_start(slots: Slots, name: str, damage: bytes) -> None:
    slots.begin()
    (slots.base / name).write_bytes(damage)
    assert slots.begin() in ("0.1.0", "0.2.0")
    slots.judge(is_healthy=True)
    assert slots.verdicts() is not None
