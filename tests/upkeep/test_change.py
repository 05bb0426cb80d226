"""A file is changed whole or not at all, and one that does not get healthy is left again."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from config.settings import load
from config.toml_file import SettingsError
from kiosk.upkeep import slots as slots_module
from kiosk.upkeep.change import LARGEST, stage
from kiosk.upkeep.pieces import FILE
from kiosk.upkeep.slots import TRIES, SlotError, Slots, main

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


def test_ten_minutes_without_health_and_it_is_left(
    slots: Slots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr("time.clock_gettime", lambda _: now[0])
    stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    slots.begin()
    gate = ["gate", "--healthy", str(tmp_path / "healthy"), str(slots.base)]
    now[0] += slots_module.TRIAL_S
    assert main(gate) == 0
    assert slots.is_on_trial
    now[0] += 1
    main(gate)
    assert (slots.current, slots.is_on_trial) == ("first", False)


def test_healthy_in_time_and_it_stays(slots: Slots, tmp_path: Path) -> None:
    name = stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    main(["begin", str(slots.base)])
    (tmp_path / "healthy").touch()
    main(["gate", "--healthy", str(tmp_path / "healthy"), str(slots.base)])
    assert (slots.good, slots.previous) == (name, "first")
    assert not (slots.base / "trial").exists()


def test_a_core_that_never_speaks_is_not_kept_by_the_word_of_the_one_before(slots: Slots, tmp_path: Path) -> None:
    healthy = tmp_path / "healthy"
    healthy.touch()
    stage(slots, wanted(tmp_path, SAMPLE + "\n"))
    for _ in range(TRIES + 1):
        main(["begin", "--healthy", str(healthy), str(slots.base)])
        main(["gate", "--healthy", str(healthy), str(slots.base)])
    assert (slots.current, slots.good) == ("first", "first")


def test_asked_to_start_anew_the_screens_start_too_and_once(
    slots: Slots, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restarted: list[Sequence[str]] = []
    monkeypatch.setattr(slots_module, "_restart", restarted.append)
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
