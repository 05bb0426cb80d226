"""The reference page is made from the schema: every setting stands there, and the committed page is the current one."""

from pathlib import Path

from config.settings import Settings
from config.settings_page import page, unit_of

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_committed_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m config.settings_page > docs/settings.md"


def test_every_setting_has_a_meaning() -> None:
    rows = [line.split(" | ") for line in page().splitlines() if line.startswith("| `")]
    assert len(rows) > 150
    assert [row[0] for row in rows if not row[4].rstrip(" |")] == []


def test_every_table_of_the_file_stands_there() -> None:
    text = page()
    for name in ("platform", "locker", "[places]", "limits"):
        assert f"\n## [{name}]\n" in text
    assert "### [[locker.boards]]" in text
    assert all(f"`{name}`" in text or f"[{name}]" in text for name in Settings.model_fields)


def test_units_come_from_names() -> None:
    assert [unit_of(name) for name in ("idle_s", "paper_mm", "baud", "terminal")] == [
        "seconds",
        "millimetres",
        "bits a second",
        "",
    ]
