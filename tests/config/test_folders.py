"""Folders are made or refused before anything is started in them."""

from pathlib import Path

import pytest

from config.folders import own_folder, ready_folder
from config.toml_file import SettingsError


def test_folders_are_made_with_their_parents_and_nothing_is_left_in_them(tmp_path: Path) -> None:
    ready_folder(tmp_path / "out" / "papers")
    own_folder(tmp_path / "var" / "kiosk", "state_folder")
    assert list((tmp_path / "out" / "papers").iterdir()) == []
    assert list((tmp_path / "var" / "kiosk").iterdir()) == []
    assert (tmp_path / "var" / "kiosk").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_there_is_taken(tmp_path: Path) -> None:
    (tmp_path / "paper").touch()
    tmp_path.chmod(0o700)
    own_folder(tmp_path, "state_folder")
    ready_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["paper"]


@pytest.mark.parametrize("place", ["/proc/nowhere", "file/below"])
def test_what_cannot_be_written_is_named_with_its_key(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / place
    with pytest.raises(SettingsError, match="name a folder that can be written") as error:
        ready_folder(folder)
    assert str(error.value).startswith(f"{folder}: ")
    with pytest.raises(SettingsError, match="name a folder that can be written") as error:
        own_folder(folder, "run_folder")
    assert str(error.value).startswith(f"'run_folder' {folder}: ")


@pytest.mark.parametrize("mode", [0o704, 0o740, 0o702, 0o720, 0o701])
def test_a_private_folder_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    with pytest.raises(SettingsError, match=r"'state_folder' .*others may read it: chmod 700"):
        own_folder(tmp_path, "state_folder")
