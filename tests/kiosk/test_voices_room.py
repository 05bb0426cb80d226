"""All recordings together stay small: what everybody hears is recorded first, and nothing beyond the room there is."""

from pathlib import Path

from kiosk.speech.making import ALL_PACKS_BYTES, MEAN_BYTES, _with_room

LACKING = {"bar.back": "上一步", "screen.a.title": "请看", "screen.a.primary": "好", "screen.a.lead_chip": "在右下方。"}


def test_titles_and_what_stands_below_them_come_first(tmp_path: Path) -> None:
    fill(tmp_path, ALL_PACKS_BYTES - 3 * MEAN_BYTES)
    assert list(_with_room(tmp_path, LACKING)) == ["screen.a.title", "screen.a.lead_chip", "bar.back"]


def test_where_there_is_no_room_nothing_is_recorded(tmp_path: Path) -> None:
    fill(tmp_path, ALL_PACKS_BYTES)
    assert _with_room(tmp_path, LACKING) == {}


def fill(folder: Path, size: int) -> None:
    """One sparse file of a pack."""
    (folder / "mandarin").mkdir()
    with (folder / "mandarin" / "x.ogg").open("wb") as file:
        file.truncate(size)
