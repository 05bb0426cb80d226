"""What the core lays into its outbox is looked at as anybody's word: taken, or answered in one line and taken away."""

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from first_file import lay_file

from kiosk.upkeep.install import Root, at_work
from kiosk.upkeep.pieces import AGAIN, ANSWER, FILE, ROLLBACK, RUN, STATE, UPDATE, WANTED, taken
from kiosk.upkeep.slots import Slots
from kiosk.upkeep.wanted import take_wanted

SAMPLE = (Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml").read_bytes()


@pytest.fixture
def root(tmp_path: Path) -> Root:
    made = Root(tmp_path)
    (tmp_path / STATE / WANTED).mkdir(parents=True)
    (tmp_path / "opt/kiosk").mkdir(parents=True)
    lay_file(made, SAMPLE, "first")
    return made


@pytest.fixture
def nobodys_umask() -> Iterator[None]:
    """As the service has it that takes what is wanted."""
    before = os.umask(0o077)
    yield
    os.umask(before)


def outbox(root: Root) -> Path:
    return root.path / STATE / WANTED


def test_a_good_file_waits_for_the_end_of_the_visit(root: Root) -> None:
    (outbox(root) / "terminal.toml").write_bytes(SAMPLE + b"\n")
    answers = take_wanted(root)
    assert answers["terminal.toml"] == f"taken: {root.files.waiting}"
    assert json.loads((outbox(root) / ANSWER).read_text()) == answers
    assert [path.name for path in outbox(root).iterdir()] == [ANSWER]
    assert take_wanted(root) == {}


@pytest.mark.usefixtures("nobodys_umask")
def test_what_the_service_lays_the_core_can_read(root: Root) -> None:
    (outbox(root) / "terminal.toml").write_bytes(SAMPLE + b"\n")
    take_wanted(root)
    laid = root.files.folder(root.files.waiting)
    root.files.begin()
    root.files.go_back("for the test")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (laid, laid / "terminal.toml")}
    assert modes == {laid.name: 0o755, "terminal.toml": 0o644}
    assert (outbox(root) / ANSWER).stat().st_mode & 0o777 == 0o644
    assert (root.files.base / "refused").stat().st_mode & 0o777 == 0o644


def test_a_full_disk_is_an_answer_and_not_tried_for_ever(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in ("update", "stage"):
        monkeypatch.setattr(f"kiosk.upkeep.wanted.{name}", full)
    (outbox(root) / "terminal.toml").write_bytes(SAMPLE)
    (outbox(root) / UPDATE).mkdir()
    answers = take_wanted(root)
    assert all("No space left" in answer for answer in answers.values())
    assert [path.name for path in outbox(root).iterdir()] == [ANSWER]


def test_a_bad_file_is_answered_with_line_key_and_cure(root: Root) -> None:
    (outbox(root) / "terminal.toml").write_bytes(SAMPLE.replace(b'"441300"', b'"x"'))
    assert take_wanted(root)["terminal.toml"].startswith(r"terminal.toml:5: 'city' must have the form")
    assert root.files.waiting == ""


def test_a_folder_of_that_name_and_a_number_without_end_are_answered_and_gone(root: Root) -> None:
    (outbox(root) / "terminal.toml").mkdir()
    assert "terminal.toml" in take_wanted(root)
    (outbox(root) / "terminal.toml").write_bytes(b"x = " + b"9" * 5000)
    assert "without end" in take_wanted(root)["terminal.toml"]
    assert [path.name for path in outbox(root).iterdir()] == [ANSWER]


def test_nothing_is_read_or_written_through_a_link(root: Root, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (outbox(root) / "terminal.toml").symlink_to(secret)
    (outbox(root) / UPDATE).symlink_to(tmp_path)
    (outbox(root) / ANSWER).symlink_to(secret)
    answers = take_wanted(root)
    assert "cannot be read" in answers["terminal.toml"]
    assert answers[UPDATE] == "is no folder"
    assert secret.read_text() == "secret"
    assert not (outbox(root) / ANSWER).is_symlink()


def test_an_update_that_nobody_signed_is_refused_and_taken_away(root: Root) -> None:
    (outbox(root) / UPDATE / "metadata").mkdir(parents=True)
    assert "no update is believed" in take_wanted(root)[UPDATE]
    assert not (outbox(root) / UPDATE).exists()


def two_versions(root: Root) -> None:
    for name in ("1.0", "1.1"):
        with root.software.filling(name) as folder:
            (folder / "VERSION").write_text(name)
    root.software.install_first("1.0")
    root.software.try_next("1.1")
    root.software.begin()
    root.software.confirm()


def test_going_back_is_tried_between_two_visits_and_refused_in_one(root: Root) -> None:
    two_versions(root)
    (root.path / RUN).mkdir(parents=True)
    (root.path / RUN / "in-visit").touch()
    (outbox(root) / ROLLBACK).touch()
    assert "somebody is being served" in take_wanted(root)[ROLLBACK]
    assert root.software.waiting == ""
    (root.path / RUN / "in-visit").unlink()
    (outbox(root) / ROLLBACK).touch()
    assert take_wanted(root)[ROLLBACK] == "taken: 1.0"
    assert root.software.waiting == "1.0"
    assert [path.name for path in outbox(root).iterdir()] == [ANSWER]


def test_there_is_no_going_back_from_the_first_version(root: Root) -> None:
    with root.software.filling("1.0") as folder:
        (folder / "VERSION").write_text("1.0")
    root.software.install_first("1.0")
    (outbox(root) / ROLLBACK).mkdir()
    assert take_wanted(root)[ROLLBACK] == "there is no version before this one"


def test_what_was_refused_is_tried_again_between_two_visits_and_never_in_one(root: Root) -> None:
    two_versions(root)
    with root.software.filling("1.2") as folder:
        (folder / "VERSION").write_text("1.2")
    root.software.try_next("1.2")
    root.software.begin()
    root.software.go_back("it never became healthy")
    root.software.begin()
    (root.path / RUN).mkdir(parents=True)
    (root.path / RUN / "in-visit").touch()
    (outbox(root) / AGAIN).write_text("1.2")
    assert "somebody is being served" in take_wanted(root)[AGAIN]
    assert root.software.refused() == {"1.2": "it never became healthy"}
    (root.path / RUN / "in-visit").unlink()
    (outbox(root) / AGAIN).write_text("1.2")
    assert take_wanted(root)[AGAIN] == "taken: 1.2"
    assert (root.software.waiting, root.software.refused()) == ("1.2", {})
    assert [path.name for path in outbox(root).iterdir()] == [ANSWER]


def test_a_file_that_is_gone_may_be_brought_again(root: Root) -> None:
    (outbox(root) / "terminal.toml").write_bytes(SAMPLE + b"\n")
    name = take_wanted(root)["terminal.toml"].removeprefix("taken: ")
    root.files.begin()
    root.files.go_back("it never became healthy")
    root.files.begin()
    root.files.prune()
    (outbox(root) / AGAIN).write_text(name)
    assert take_wanted(root)[AGAIN] == f"taken: {name} may be brought again"
    assert root.files.refused() == {}


def test_only_what_was_left_is_tried_again_and_no_link_is_read(root: Root, tmp_path: Path) -> None:
    two_versions(root)
    (outbox(root) / AGAIN).write_text("../1.0")
    assert take_wanted(root)[AGAIN] == "../1.0 was not left: it may be tried as it is"
    (tmp_path / "secret").write_text("secret")
    (outbox(root) / AGAIN).symlink_to(tmp_path / "secret")
    assert take_wanted(root)[AGAIN].startswith("try-again: cannot be read")
    assert root.software.waiting == ""


def test_what_is_wished_while_another_wish_is_done_is_done_too(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox = root.path / STATE / WANTED
    first, second = (SAMPLE + f"# {number}\n".encode() for number in (1, 2))
    (outbox / FILE).write_bytes(first)
    done: list[bytes] = []

    def staged(slots: Slots, file: Path, machine: Path) -> str:
        done.append(file.read_bytes())
        if len(done) == 1:
            (outbox / FILE).write_bytes(second)
        return "r"

    monkeypatch.setattr("kiosk.upkeep.wanted.stage", staged)
    take_wanted(root)
    assert (outbox / FILE).read_bytes() == second, "the path unit starts the service again"
    take_wanted(root)
    assert done == [first, second]
    assert [path.name for path in outbox.iterdir()] == [ANSWER]


def test_a_wish_that_a_power_cut_left_half_done_is_done_at_the_next_start(root: Root) -> None:
    outbox = root.path / STATE / WANTED
    (outbox / taken(FILE)).write_bytes(SAMPLE + b"# 1\n")
    assert take_wanted(root)[FILE].startswith("taken: ")
    assert root.files.waiting != ""
    assert [path.name for path in outbox.iterdir()] == [ANSWER]
    unit = (Path(__file__).parents[2] / "config" / "systemd" / "kiosk-change.path").read_text("utf-8")
    assert f"PathExists=/{STATE / WANTED / taken(FILE)}\n" in unit


def test_a_wish_to_go_back_is_done_once_wherever_the_power_goes(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Done twice, going back goes forward again, and refuses where it came from."""
    for name in ("0.1.0", "0.2.0"):
        with root.software.filling(name) as folder:
            (folder / "VERSION").write_text(name)
        root.software.try_next(name) if root.software.current else root.software.install_first(name)
        root.software.begin()
        root.software.confirm()
    outbox = root.path / STATE / WANTED
    (outbox / ROLLBACK).touch()

    goes_back = Slots.want_previous

    def cut(slots: Slots) -> str:
        goes_back(slots)
        raise KeyboardInterrupt

    monkeypatch.setattr(Slots, "want_previous", cut)
    with pytest.raises(KeyboardInterrupt):
        take_wanted(root)
    monkeypatch.undo()
    assert root.software.begin() == "0.1.0"
    take_wanted(root)
    assert (root.software.waiting, root.software.refused()) == ("", {})


def test_nothing_is_laid_while_an_installation_is_under_way(root: Root) -> None:
    (root.path / STATE / WANTED / FILE).write_bytes(SAMPLE + b"# other\n")
    with at_work(root):
        answers = take_wanted(root)
    assert answers == {FILE: "an installation or an update is under way here: wait for its end"}
    assert root.files.waiting == ""
