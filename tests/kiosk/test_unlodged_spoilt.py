"""What the disk has spoilt of an application that waits here: set aside, counted, and gone in its time."""

import errno
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from applying_bench import Wire, submissions
from materials_bench import waiting_files
from province_in_process import InProcess, province_in
from unlodged_bench import Killed, dies, kept, look, rows

from kiosk.unlodged import KEEP_HOURS


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


@pytest.fixture
def wire(there: InProcess) -> Iterator[Wire]:
    made = Wire(there)
    yield made
    made.close()


@pytest.mark.parametrize("spoil", ["cut", "no envelope", "no base64", "other name", "no zone"])
def test_a_file_that_the_disk_spoilt_is_set_aside_counted_and_goes_in_its_time(
    there: InProcess, wire: Wire, spoil: str, caplog: pytest.LogCaptureFixture
) -> None:
    person = kept(there, wire)
    (file,) = waiting_files(there)
    whole, told = file.read_bytes(), json.loads(file.read_bytes())
    match spoil:
        case "cut":
            file.write_bytes(whole[: len(whole) // 2])
        case "no envelope":
            file.write_text(json.dumps({name: told[name] for name in ("deed", "item", "until")}))
        case "no base64":
            file.write_text(json.dumps({**told, "envelope": "?"}))
        case "other name":
            file.write_text(json.dumps({**told, "deed": "0" * 32}))
        case _:
            file.write_text(json.dumps({**told, "until": "2099-01-01T00:00:00"}))
    wire.orders.clear()
    look(person)
    look(person)
    assert [row["outcome"] for row in rows(there, "waiting-ended")] == ["spoilt"], "counted once"
    assert [file.suffix for file in file.parent.iterdir()] == [".spoilt"]
    assert [one.levelname for one in caplog.records if "set aside" in one.getMessage()] == ["ERROR"]
    assert submissions(there) == []
    there.province.clock.move(KEEP_HOURS * 3600 + 60)
    look(person, answers=False)
    assert list(file.parent.iterdir()) == [], "the retention limit holds for it too"


def test_neither_a_spoilt_file_nor_one_of_nobodys_stands_in_the_way_of_the_others(there: InProcess, wire: Wire) -> None:
    person = kept(there, wire)
    (file,) = waiting_files(there)
    (file.parent / f"{'0' * 32}.sealed").write_text("half a fi")
    nobodys = file.with_stem("note")
    nobodys.write_text("{}")
    wire.orders.clear()
    look(person)
    assert len(submissions(there)) == 1
    assert sorted(row["outcome"] for row in rows(there, "waiting-ended")) == ["lodged", "spoilt"]
    there.province.clock.move(KEEP_HOURS * 3600 - 60)
    look(person)
    assert {one.suffix for one in file.parent.iterdir()} == {".spoilt", nobodys.suffix}, "three days from now"
    there.province.clock.move(KEEP_HOURS * 3600 + 60)
    look(person)
    assert list(file.parent.iterdir()) == [nobodys], "left alone"


def test_a_kill_between_the_row_and_the_renaming_counts_it_once(there: InProcess, wire: Wire) -> None:
    person = kept(there, wire)
    (file,) = waiting_files(there)
    file.write_text("half a fi")
    wire.orders.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.utime", dies)
        with pytest.raises(Killed):
            look(person)
    look(person)
    assert [row["outcome"] for row in rows(there, "waiting-ended")] == ["spoilt"]
    assert [one.suffix for one in file.parent.iterdir()] == [".spoilt"]


def test_a_file_that_the_disk_does_not_give_for_a_moment_is_lodged_when_it_does(
    there: InProcess, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = kept(there, wire)
    (file,) = waiting_files(there)
    read = Path.read_bytes

    def fails(path: Path) -> bytes:
        if path.name == file.name:
            raise OSError(errno.EIO, "Input/output error")
        return read(path)

    wire.orders.clear()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fails)
        look(person)
    assert rows(there, "waiting-ended") == []
    assert file.exists(), "whoever has its slip is promised that it is lodged"
    look(person)
    assert [row["outcome"] for row in rows(there, "waiting-ended")] == ["lodged"]
    assert len(submissions(there)) == 1
