"""A file is changed whole or not at all, and one that does not get healthy is left again."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from first_file import lay_file

from config.settings import load
from config.toml_file import SettingsError
from kiosk.__main__ import cli
from kiosk.upkeep import gate as gate_module
from kiosk.upkeep.__main__ import main as upkeep_main
from kiosk.upkeep.change import LARGEST, revision, stage
from kiosk.upkeep.gate import main
from kiosk.upkeep.install import Root
from kiosk.upkeep.pieces import FILE
from kiosk.upkeep.slots import HEEDS_S, TRIAL_S, TRIES, VERDICT_S, SlotError, Slots

SAMPLE = (Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml").read_text("utf-8")
MUTATED = 1_000
SEED = 20261122


@pytest.fixture
def slots(tmp_path: Path) -> Slots:
    made = Slots(tmp_path / "config")
    with made.filling("first") as folder:
        (folder / FILE).write_text(SAMPLE, "utf-8")
    made.install_first("first")
    return made


def wanted(folder: Path, text: str) -> Path:
    file = folder / "wanted.toml"
    file.write_text(text, "utf-8")
    return file


def running(slots: Slots) -> str:
    return (slots.base / "current" / FILE).read_text("utf-8")


def test_nothing_changes_before_the_next_start(slots: Slots, tmp_path: Path) -> None:
    changed = SAMPLE.replace("lower_edge_mm = 800", "lower_edge_mm = 750")
    name = stage(slots, wanted(tmp_path, changed))
    assert running(slots) == SAMPLE
    assert slots.begin() == name
    assert running(slots) == changed
    assert slots.good == "first"
    assert slots.confirm()
    assert slots.good == name


def test_a_bad_file_names_line_key_and_cure_of_the_file_that_was_given(slots: Slots, tmp_path: Path) -> None:
    file = wanted(tmp_path, SAMPLE.replace("lower_edge_mm = 800", "lower_edge_mm = 8"))
    with pytest.raises(SettingsError, match=r"wanted\.toml:9: 'lower_edge_mm' must be 400\.0 or more"):
        stage(slots, file)
    assert (slots.waiting, running(slots)) == ("", SAMPLE)


def test_a_path_that_would_move_with_the_file_is_refused(slots: Slots, tmp_path: Path) -> None:
    file = wanted(tmp_path, SAMPLE.replace('"/etc/kiosk/secrets/terminal.key"', '"terminal.key"'))
    with pytest.raises(SettingsError, match=r"'platform\.key_file' .* give the whole path"):
        stage(slots, file)


def test_three_starts_that_never_became_healthy_and_the_last_good_one_runs_again(slots: Slots, tmp_path: Path) -> None:
    changed = wanted(tmp_path, SAMPLE.replace("/dev/kiosk-idcard", "/dev/another"))
    name = stage(slots, changed)
    assert [slots.begin() for _ in range(TRIES)] == [name] * TRIES
    assert slots.begin() == "first"
    assert running(slots) == SAMPLE
    assert "never became healthy" in slots.refused()[name]
    slots.confirm()
    slots.prune()
    with pytest.raises(SlotError, match="was tried and left again"):
        stage(slots, changed)


@dataclass
class Gate:
    """The gate of one pair of slots: its clock, the word of who runs, whether somebody is served, whom it has ended."""

    slots: Slots
    folder: Path
    now: float = 1_000.0
    ended: list[Sequence[str]] = field(default_factory=list)

    def begins(self) -> str:
        """The core starts: what runs."""
        begin = ["begin", "--healthy", str(self.folder / "healthy"), "--measure", str(self.folder / "answered")]
        assert main([*begin, str(self.slots.base)]) == 0
        return self.slots.current

    def looks(self, after_s: float = 0.0) -> str:
        """What waits for the next start then."""
        self.now += after_s
        judge = ["judge", "--healthy", str(self.folder / "healthy"), "--in-visit", str(self.folder / "in-visit")]
        assert main([*judge, "--restart", "kiosk-core.service", str(self.slots.base)]) == 0
        return self.slots.waiting

    def sees(self, name: str) -> None:
        (self.folder / name).touch()


@pytest.fixture(name="gate")
def gate_fixture(slots: Slots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    made = Gate(slots, tmp_path)
    monkeypatch.setattr("time.clock_gettime", lambda _: made.now)
    monkeypatch.setattr(gate_module, "_restart", lambda units: made.ended.append(units) if units else None)
    return made


def test_ten_minutes_without_health_and_it_goes_between_two_visits(gate: Gate, slots: Slots, tmp_path: Path) -> None:
    name = stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    assert gate.begins() == name
    gate.sees("in-visit")
    assert gate.looks(TRIAL_S) == ""
    assert gate.looks(1.0) == "first"
    # Somebody pays: nobody ends that, however long it takes, and nobody keeps what becomes healthy now.
    gate.sees("healthy")
    assert gate.looks(HEEDS_S + 900.0) == "first"
    assert (gate.ended, slots.current, slots.good) == ([], name, "first")
    (tmp_path / "in-visit").unlink()
    assert gate.begins() == "first"
    assert not slots.is_on_trial


def test_one_that_does_not_go_although_nobody_is_served_is_ended(gate: Gate, slots: Slots, tmp_path: Path) -> None:
    stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    gate.begins()
    gate.looks(TRIAL_S + 1.0)
    assert gate.ended == []
    gate.looks(HEEDS_S)
    assert gate.ended == [["kiosk-core.service"]]
    assert gate.begins() == "first"


def test_cut_off_after_its_time_was_over_the_good_one_starts(gate: Gate, slots: Slots, tmp_path: Path) -> None:
    stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    gate.begins()
    gate.looks(TRIAL_S + 1.0)
    (slots.base / "next").unlink()
    assert gate.begins() == "first"


def left(gate: Gate, file: Path) -> str:
    """A file that did not become healthy in its time; the one before runs again."""
    name = stage(gate.slots, file)
    gate.begins()
    gate.looks(TRIAL_S + 1.0)
    assert gate.begins() == "first"
    return name


def test_where_the_one_before_is_healthy_again_what_was_left_is_refused(
    gate: Gate, slots: Slots, tmp_path: Path
) -> None:
    name = left(gate, file := wanted(tmp_path, SAMPLE + "\n"))
    gate.looks(VERDICT_S)
    assert (slots.refused(), list(slots.undecided())) == ({}, [name])
    gate.sees("healthy")
    gate.looks()
    assert slots.refused() == {name: "it did not become healthy within 600 s"}
    assert (slots.undecided(), slots.is_in_question) == ({}, False)
    with pytest.raises(SlotError, match="was tried and left again"):
        stage(slots, file)


def test_where_the_one_before_is_not_healthy_either_nothing_is_refused(
    gate: Gate, slots: Slots, tmp_path: Path
) -> None:
    """The province was away, or a printer was switched off: nobody's verdict, and the same file is tried once more."""
    name = left(gate, file := wanted(tmp_path, SAMPLE + "\n"))
    gate.looks(VERDICT_S + 1.0)
    gate.sees("healthy")
    gate.looks()
    assert (slots.refused(), list(slots.undecided()), slots.is_in_question) == ({}, [name], False)
    assert stage(slots, file) == name
    assert gate.begins() == name
    assert slots.undecided() == {}
    gate.sees("healthy")
    gate.looks()
    assert slots.good == name


def test_what_has_to_answer_stays_until_it_is_known_whose_fault_it_was(
    gate: Gate, slots: Slots, tmp_path: Path
) -> None:
    measure = tmp_path / "answered"
    measure.touch()
    stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    gate.begins()
    assert not measure.exists(), "of before the trial: the new core looks, and writes it down"
    measure.touch()
    gate.begins()
    gate.looks(TRIAL_S + 1.0)
    gate.begins()
    assert measure.exists(), "the one before is held to the same"
    gate.looks(VERDICT_S + 1.0)
    gate.begins()
    assert not measure.exists()


def test_staff_have_one_that_was_refused_tried_again(
    slots: Slots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    monkeypatch.setattr("syslog.syslog", said.append)
    monkeypatch.setenv("SUDO_UID", "1234")
    root = Root(tmp_path / "root")
    lay_file(root, SAMPLE.encode(), "first")
    file = wanted(tmp_path, SAMPLE + "\n")
    name = stage(root.files, file)
    root.files.begin()
    root.files.go_back("no screens")
    root.files.begin()
    again = ["try-again", "--root", str(root.path), "--file", name]
    assert upkeep_main(again) == 0
    assert "is tried at the next start" in capsys.readouterr().out
    assert said == [f"user 1234 has {name} tried again, which was left: no screens"]
    assert (root.files.refused(), root.files.begin()) == ({}, name)
    root.files.go_back("no screens")
    root.files.begin()
    root.files.prune()
    assert upkeep_main(again) == 0
    assert "may be brought again" in capsys.readouterr().out
    assert stage(root.files, file) == name
    assert upkeep_main(again) == 1
    assert "was not left" in capsys.readouterr().err


def test_healthy_in_time_and_it_stays(gate: Gate, slots: Slots, tmp_path: Path) -> None:
    name = stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    gate.begins()
    gate.sees("healthy")
    gate.looks()
    assert (slots.good, slots.previous) == (name, "first")
    assert not (slots.base / "trial").exists()


def test_a_core_that_never_speaks_is_not_kept_by_the_word_of_the_one_before(
    gate: Gate, slots: Slots, tmp_path: Path
) -> None:
    gate.sees("healthy")
    stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    for _ in range(TRIES + 1):
        gate.begins()
        gate.looks()
    assert (slots.current, slots.good) == ("first", "first")


def test_asked_to_start_anew_the_screens_start_too_and_once(
    slots: Slots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restarted: list[Sequence[str]] = []
    monkeypatch.setattr(gate_module, "_restart", restarted.append)
    asked = tmp_path / "anew"
    begin = ["begin", "--restart", "kiosk-screens.service", "--asked", str(asked), str(slots.base)]
    main(begin)
    assert restarted == []
    # Its owner has fewer rights than whoever takes it away: what a link points to stays.
    (tmp_path / "precious").touch()
    asked.symlink_to(tmp_path / "precious")
    main(begin)
    main(begin)
    assert restarted == [["kiosk-screens.service"]]
    assert (tmp_path / "precious").exists()
    assert slots.current == "first"


def test_who_lays_a_file_there_cannot_point_elsewhere(slots: Slots, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(wanted(tmp_path, SAMPLE + "\n"))
    with pytest.raises(SettingsError, match="cannot be read"):
        stage(slots, link)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(SettingsError, match="is larger"):
        stage(slots, large)
    with pytest.raises(SettingsError, match="is not a regular file"):
        stage(slots, tmp_path)


def test_a_thousand_mutated_files_never_crash_and_are_never_half_applied(slots: Slots, tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311  mutations, no secrets
    taken = refused = 0
    for _ in range(MUTATED):
        before = running(slots)
        mutated = _mutated(chance)
        file = tmp_path / "wanted.toml"
        file.write_bytes(mutated)
        said = _told(slots, file)
        if said:
            refused += 1
            assert "\n" not in said
            assert str(file) in said
            assert slots.waiting == ""
        else:
            taken += 1
            assert running(slots) == before
            slots.begin()
            assert (slots.base / "current" / FILE).read_bytes() == mutated
            load(slots.base / "current" / FILE)
            # Half of them become healthy; the others are left and the one before runs again.
            if chance.random() < 0.5:
                slots.confirm()
            elif slots.is_on_trial:
                slots.go_back("mutated")
                slots.begin()
                assert running(slots) == before
                (slots.base / "refused").unlink()
                slots.prune()
        assert slots.folder(slots.current).is_dir()
        assert not list((slots.base / "versions").glob(".*"))
    assert taken > MUTATED / 20
    assert refused > MUTATED / 2


def _told(slots: Slots, file: Path) -> str:
    """What is wrong with a file; empty when it waits for the next start."""
    try:
        stage(slots, file)
    except SettingsError as error:
        return str(error)
    return ""


def _mutated(chance: random.Random) -> bytes:
    lines = SAMPLE.splitlines()
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(lines))
        match chance.randrange(9):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[chance.randrange(len(lines))])
            case 2:
                other = chance.randrange(len(lines))
                lines[place], lines[other] = lines[other], lines[place]
            case 3:
                key = lines[place].partition("=")[0]
                lines[place] = f"{key}= {chance.choice(_VALUES)}"
            case 4:
                lines[place] = lines[place][: chance.randrange(len(lines[place]) + 1)]
            case 5:
                lines[place] = lines[place].replace("_", chance.choice("-. "), 1)
            case 6:
                lines[place] += chance.choice(("#", " # 注", '"', "]", "=", "\t", "\0", "\u2028"))
            case 7:
                lines.append(f"[{chance.choice(('locker', 'x', '[places]', 'limits', 'a.b.c', ''))}]")
            case _:
                lines = lines[: chance.randrange(1, len(lines) + 1)]
    raw = bytearray("\n".join(lines), "utf-8")
    if chance.random() < 0.2:
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


_VALUES = (
    "true", "-1", "0", "1e400", "nan", "inf", '""', '" "', "[]", "{}", "[[1]]", '"\\u0000"', "9" * 400, "1979-05-27",
    '"' + "长" * 300 + '"', "0x7fffffffffffffff", "[1, 2", "'''\n", "-0.0", '"../../etc/passwd"', "[{board = 1}]",
)  # fmt: skip


def test_where_the_file_is_brought_from_does_not_matter(tmp_path: Path) -> None:
    """In a machine's root every whole path is below the file's folder; it is copied before it is used."""
    root, brought = tmp_path / "root", tmp_path / "terminal.toml"
    root.mkdir()
    state = f'state_folder = "{tmp_path / "state"}"'
    brought.write_text(SAMPLE.replace('state_folder = "/var/lib/kiosk"', state), "utf-8")
    assert state in brought.read_text("utf-8")
    done = CliRunner().invoke(cli, ["config", "apply", "--root", str(root), str(brought)])
    assert done.exit_code == 0, done.output or done.exception
    assert Root(root).files.current == revision(brought.read_bytes())
