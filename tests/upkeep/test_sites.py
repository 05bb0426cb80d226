"""A thousand files from one list: all in order, or none, and what is wrong is one line with file, line and column."""

import time
from pathlib import Path

import pytest

from config.settings import load
from config.toml_file import SettingsError
from kiosk.cabinet.devices import check_models
from kiosk.upkeep.sites import make_files

TEMPLATE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"
HEAD = "terminal,place,city,profile,lower_edge_mm,a4_printer.device,locker,limits.rest_s\n"
MANY = 1_000
LIMIT_S = 60.0
"""For a thousand files, made, loaded and checked, beside whatever else the machine does."""


def listed(folder: Path, *rows: str, head: str = HEAD) -> Path:
    sites = folder / "sites.csv"
    sites.write_text("\ufeff" + head + "".join(f"{row}\n" for row in rows), "utf-8")
    return sites


def test_a_thousand_sites_load_and_are_in_order(tmp_path: Path) -> None:
    rows = [
        f"site-{number:04},大厅 {number},441300,,{700 + number % 100},ipp://192.0.2.{number % 250}:631/ipp/print,"
        f"{'-' if number % 3 else ''},{30 + number % 60}"
        for number in range(MANY)
    ]
    began = time.monotonic()
    out = tmp_path / "out"
    assert make_files(listed(tmp_path, *rows), TEMPLATE, out) == MANY
    files = sorted(out.iterdir())
    assert len(files) == MANY
    for number, file in enumerate(files):
        settings = load(file)
        check_models(settings)
        assert settings.terminal == file.stem == f"site-{number:04}"
        assert settings.place == f"大厅 {number}"
        assert (settings.locker is None) == bool(number % 3)
        assert settings.limits.rest_s == 30 + number % 60
    assert time.monotonic() - began < LIMIT_S
    assert files[0].read_text("utf-8").startswith("# Made from huiyang-a2-07.toml and line 2 of sites.csv")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["a-1,x,441300,,800,,,", "a-1,y,441300,,800,,,"], ":3: 'terminal' a-1 stands in line 2 already"),
        (["a-1,x,441300,,800,,,", "A-1,y,441300,,800,,,"], ":3: 'terminal' A-1 stands in line 2 already"),
        (["a-1,x\0,441300,,800,,,"], "'place' holds U+0000, which nobody sees: type it anew"),
        (["a-1,x\u202ey,441300,,800,,,"], "'place' holds U+202E, which nobody sees"),
        (["a-1,x,Huizhou,,800,,,"], ":2: 'city' must have the form"),
        (["a-1,x,441300,,high,,,"], ":2: 'lower_edge_mm' must be a number"),
        (["a-1,x,441300,,2000,,,"], ":2: 'lower_edge_mm' must be 1100.0 or less"),
        (["a-1,x,441300,nowhere,800,,,"], ":2: "),
        (["a-1,x,441300"], ":2: has 3 cells, the first row 8"),
        (["a-1,x,441300,,800,http://x,,"], ":2: 'a4_printer.device' must have the form"),
        (['a-1,"x,441300,,800,,,'], "save it as CSV in UTF-8"),
        ([], "names no site"),
    ],
)
def test_one_bad_row_and_nothing_is_written(tmp_path: Path, rows: list[str], said: str) -> None:
    sites = listed(tmp_path, *rows)
    with pytest.raises(SettingsError) as wrong:
        make_files(sites, TEMPLATE, tmp_path / "out")
    assert said in str(wrong.value)
    assert str(sites) in str(wrong.value)
    assert [path.name for path in tmp_path.iterdir()] == ["sites.csv"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("place,city\n", "names no column 'terminal'"),
        ("terminal,colour\n", "column 'colour' is no setting"),
        ("terminal,city,city\n", "stands there twice"),
    ],
)
def test_the_first_row_is_held_against_the_schema(tmp_path: Path, head: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        make_files(listed(tmp_path, head=head), TEMPLATE, tmp_path / "out")


def test_a_table_and_a_setting_of_it_in_one_row_are_told_apart(tmp_path: Path) -> None:
    sites = listed(tmp_path, "a-1,5,30", head="terminal,limits,limits.rest_s\n")
    with pytest.raises(SettingsError) as wrong:
        make_files(sites, TEMPLATE, tmp_path / "out")
    assert str(wrong.value) == (
        f"{sites}:2: column 'limits.rest_s' has a value, and so has 'limits' itself: leave one of the two cells empty"
    )


def test_a_folder_that_is_there_is_never_mixed_into(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(SettingsError, match="is there already"):
        make_files(listed(tmp_path, "a-1,x,441300,,800,,,"), TEMPLATE, tmp_path / "out")
