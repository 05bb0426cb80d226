"""What staff change of the terminal itself: its file by what they measured, its version by a stick or back, a copy."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from installed_terminal import SAMPLE, install
from staff_bench import Shift

from config.device_settings import SoundSettings
from drivers.sound import Speech
from kiosk.platform import terminal_key
from kiosk.staff.rights import Role
from kiosk.staff.terminal_file import sweep
from kiosk.upkeep.backup import BackupError, open_backup
from kiosk.upkeep.change import stage
from kiosk.upkeep.pieces import AGAIN, ANSWER, FILE, ROLLBACK, STICK, UPDATE, WANTED
from kiosk.upkeep.slots import Slots
from kiosk.upkeep.software_seal import opened
from kiosk.upkeep.software_sum import software_sum, write_sum


class Loudspeaker:
    """Remembers what was said, and how loud."""

    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []
        self._percent = 0

    def set_volume(self, percent: int) -> None:
        self._percent = percent

    def say(self, what: Speech) -> None:
        self.said.append((self._percent, what.text))


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    """An installed terminal; its name is the test's, its file the sample's."""
    made = Shift(tmp_path, devices={"sound": Loudspeaker()}, settings={"sound": SoundSettings()})
    made.workers["sound"] = made.workers["staff"]
    install(made.root)
    yield made
    made.close()


def version(slots: Slots, name: str) -> None:
    with slots.filling(name) as folder:
        (folder / "VERSION").write_text(name)


def test_what_was_measured_is_taken_into_the_file_checked_and_tried_between_visits(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("calibration")
    assert "to_file" not in shift.offered, "there is nothing to take in yet"
    shift.choose("edge")
    shift.type("850")
    shift.choose("keep_edge")
    shift.choose("sound")
    shift.choose("softer")
    shift.type("62")
    shift.choose("keep_sound")
    shift.choose("to_file")
    assert "lower_edge_mm = 850.0" in shift.said
    shift.yes()
    wanted = (shift.folder / WANTED / FILE).read_text("utf-8")
    assert "lower_edge_mm = 850.0                           # from the floor" in wanted
    assert "volume_percent = 55" in wanted
    assert "已提交，等检查" in shift.said
    assert shift.acts()[-1][1:3] == ("change-file", "lower_edge_mm=850.0 sound.volume_percent=55")
    # The service with rights takes it as any other; the core ends between two visits.
    name = stage(shift.root.files, shift.folder / WANTED / FILE)
    (shift.folder / WANTED / FILE).unlink()
    assert shift.root.files.waiting == name
    shift.pass_s(1.25)
    assert "等现在的办理结束后试用" in shift.said


def test_a_change_that_was_refused_says_why(shift: Shift) -> None:
    (shift.folder / WANTED).mkdir()
    (shift.folder / WANTED / ANSWER).write_text(json.dumps({FILE: "terminal.toml:5: 'city' must have the form"}))
    shift.enter(Role.MAINTENANCE)
    shift.open("calibration")
    assert "terminal.toml:5: 'city' must have the form" in shift.said


def test_another_terminals_file_is_nobodys_to_change(shift: Shift) -> None:
    (shift.root.files.folder("first") / FILE).write_bytes(SAMPLE)
    shift.enter(Role.MAINTENANCE)
    shift.book.keep("lower_edge_mm", "850")
    shift.open("calibration")
    assert "to_file" not in shift.offered
    assert "这里没有安装" in shift.said


def test_the_loudness_is_played_measured_and_kept_within_what_a_meter_can_show(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("calibration")
    shift.choose("sound")
    shift.choose("louder")
    shift.choose("play")
    speaker: Any = shift.means.devices.sound
    assert [percent for percent, _ in speaker.said] == [65]
    shift.choose("keep_sound")
    assert shift.view.notice == "请输入 30 到 100"
    shift.type("71")
    shift.choose("keep_sound")
    assert "超过 65 分贝" in shift.view.notice
    assert shift.book.value("sound_db")[0] == "71"


def test_a_stick_brings_an_update_to_the_service_that_believes_or_refuses_it(shift: Shift) -> None:
    version(shift.root.software, "1.0")
    shift.root.software.install_first("1.0")
    shift.enter(Role.MAINTENANCE)
    shift.open("versions")
    assert "update" not in shift.offered
    stick = shift.root.path / STICK
    (stick / "metadata").mkdir(parents=True)
    (stick / "metadata" / "timestamp.json").write_text("{}")
    (stick / "targets").mkdir()
    (stick / "films").mkdir()
    (stick / "films" / "film.mp4").write_bytes(b"0" * 1000)
    shift.pass_s(1.25)
    shift.choose("update")
    shift.yes()
    brought = {path.name for path in (shift.folder / WANTED / UPDATE).iterdir()}
    assert brought == {"metadata", "targets"}, "what else lies on the stick stays there"
    assert (shift.folder / WANTED / UPDATE / "metadata" / "timestamp.json").read_text() == "{}"
    assert "update" not in shift.offered, "one is being looked at"
    assert "正在检查签名" in shift.said
    assert shift.acts()[-1][1] == "update"


def test_an_update_without_end_leaves_the_journals_disk_its_room(shift: Shift) -> None:
    version(shift.root.software, "1.0")
    shift.root.software.install_first("1.0")
    (shift.root.path / STICK / "metadata").mkdir(parents=True)
    (shift.root.path / STICK / "targets").mkdir()
    with (shift.root.path / STICK / "targets" / "huge.kiosk.tar").open("wb") as file:
        file.truncate(10**13)
    shift.enter(Role.MAINTENANCE)
    shift.open("versions")
    shift.choose("update")
    shift.yes()
    assert list((shift.folder / WANTED).iterdir()) == []
    assert shift.outcomes()[-1] == "not_done"


def test_nothing_that_a_link_on_a_stick_leads_to_is_copied(shift: Shift, tmp_path: Path) -> None:
    """A `targets` that leads into the outbox would copy itself without end."""
    version(shift.root.software, "1.0")
    shift.root.software.install_first("1.0")
    stick, elsewhere = shift.root.path / STICK, tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.kiosk.tar").write_bytes(b"secret")
    (stick / "metadata").mkdir(parents=True)
    (stick / "metadata" / "timestamp.json").write_text("{}")
    (stick / "metadata" / "1.root.json").symlink_to(elsewhere / "a.kiosk.tar")
    (stick / "targets").symlink_to(elsewhere)
    shift.enter(Role.MAINTENANCE)
    shift.open("versions")
    shift.choose("update")
    shift.yes()
    copied = [path.name for path in (shift.folder / WANTED / UPDATE).rglob("*") if path.is_file()]
    assert copied == ["timestamp.json"]


def test_what_was_half_laid_when_the_power_went_is_gone_at_the_next_start(shift: Shift) -> None:
    outbox = shift.means.settings.state_folder / WANTED
    (outbox / ".update.new" / "targets").mkdir(parents=True)
    (outbox / ".update.new" / "targets" / "half.tar").write_bytes(b"half")
    (outbox / f".{FILE}.new").write_text("half")
    (outbox / FILE).write_text("whole")
    sweep(shift.means.settings)
    assert [path.name for path in outbox.iterdir()] == [FILE]


def test_staff_go_back_to_the_version_before_and_never_where_there_is_none(shift: Shift) -> None:
    software = shift.root.software
    version(software, "1.0")
    software.install_first("1.0")
    shift.enter(Role.MAINTENANCE)
    shift.open("versions")
    assert "rollback" not in shift.offered
    version(software, "1.1")
    software.try_next("1.1")
    software.begin()
    software.confirm()
    shift.pass_s(1.25)
    assert "可以回到 1.0" in shift.said
    shift.choose("rollback")
    assert "回到 1.0？" in shift.said
    shift.yes()
    assert (shift.folder / WANTED / ROLLBACK).exists()
    assert shift.acts()[-1][1:3] == ("roll-back", "1.0")


def test_staff_read_what_was_refused_and_what_nobody_judged_and_have_one_tried_again(shift: Shift) -> None:
    software = shift.root.software
    for name in ("1.0", "1.1"):
        version(software, name)
    software.install_first("1.0")
    software.try_next("1.1")
    software.begin()
    software.go_back("it never became healthy")
    software.begin()
    shift.enter(Role.MAINTENANCE)
    shift.open("versions")
    assert "不采用" in shift.said
    assert "没有结论" not in shift.said
    shift.choose(f"{AGAIN}:1.1")
    assert "再试一次 1.1？" in shift.said
    shift.yes()
    assert (shift.folder / WANTED / AGAIN).read_text() == "1.1"
    assert f"{AGAIN}:1.1" not in shift.offered, "one is being looked at"
    assert shift.acts()[-1][1:3] == ("try-again", "1.1")
    (shift.folder / WANTED / AGAIN).unlink()
    (software.base / "refused").write_text("")
    (software.base / "undecided").write_text(json.dumps({"name": "1.1", "why": "not healthy within 600 s"}))
    shift.pass_s(1.25)
    assert "没有结论：回退后也不正常" in shift.said
    assert "不采用" not in shift.said
    assert f"{AGAIN}:1.1" in shift.offered


def test_a_copy_holds_the_journal_and_the_file_and_no_key_and_shows_every_change(shift: Shift, tmp_path: Path) -> None:
    key = terminal_key.make(shift.settings.platform.key_file)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    shift.enter(Role.MAINTENANCE)
    shift.open("versions")
    shift.choose("backup")
    assert "签名" in shift.view.notice
    (archive,) = (tmp_path / "exports").glob("*.tar.gz")
    assert archive.stat().st_mode & 0o777 == 0o600
    into = tmp_path / "opened"
    into.mkdir()
    told = open_backup(archive, into, public)
    assert told["terminal"] == "test-01"
    assert told["signature"] == "right"
    assert sorted(path.name for path in into.iterdir()) == ["journal.sqlite", "manifest.json", "terminal.toml"]
    with sqlite3.connect(into / "journal.sqlite") as copied:
        rows = [row[0] for row in copied.execute("SELECT kind FROM ledger")]
    copied.close()
    assert "staff-entered" in rows
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    for public_key in (public, None):
        with pytest.raises(BackupError):
            open_backup(archive, into, public_key)


def test_the_software_is_counted_held_against_its_first_number_and_shown_signed(shift: Shift) -> None:
    with shift.root.software.filling("0.1.0") as folder:
        (folder / "app.py").write_text("run()")
        write_sum(folder)
    shift.root.software.install_first("0.1.0")
    terminal_key.make(shift.settings.platform.key_file)
    public = terminal_key.load(shift.settings.platform.key_file).public_key().public_bytes_raw()
    shift.enter(Role.ADMIN)
    shift.open("versions")
    shift.choose("check")
    assert shift.view.notice == "和安装时一样"
    staff = shift.view.staff
    assert staff is not None
    told = opened(staff.qr, public)
    assert (told.terminal, told.version, told.number) == (
        shift.settings.terminal,
        "0.1.0",
        software_sum(shift.root.software.folder("0.1.0")),
    )
    (shift.root.software.folder("0.1.0") / "app.py").write_text("steal()")
    shift.choose("check")
    assert (shift.view.notice, shift.view.tone) == ("和安装时不一样", "bad")
    assert opened(staff.qr, public).number != opened(_code(shift), public).number
    assert shift.acts()[-1][1:3] == ("check-software", "0.1.0")
    # Of another version nothing is known yet.
    with shift.root.software.filling("0.2.0") as folder:
        (folder / "app.py").write_text("run()")
    shift.root.software.try_next("0.2.0")
    shift.root.software.begin()
    shift.open("overview")
    shift.open("versions")
    assert "和安装时不一样" not in shift.said
    shift.choose("check")
    assert "安装时没有记录" in shift.view.notice


def _code(shift: Shift) -> str:
    staff = shift.view.staff
    assert staff is not None
    return staff.qr
