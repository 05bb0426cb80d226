"""The device manual is what the folders say today, and every folder answers for every rule."""

from pathlib import Path

import pytest

from drivers import checklist, manual
from drivers.checklist import RULES, ChecklistError
from drivers.faults import ACTIONS, Fault

FOLDERS = manual.device_folders()


def test_every_page_is_as_it_would_be_written_now() -> None:
    assert manual.stale() == [], "run python -m drivers.manual"


def test_every_folder_with_code_in_it_says_what_it_is() -> None:
    with_code = {path.parent.name for path in manual.DRIVERS.glob("*/*.py")}
    assert {folder.name for folder in FOLDERS} == with_code


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_device_answers_for_every_rule(folder: Path) -> None:
    told = checklist.load(folder / checklist.FILE)
    assert list(told) == list(RULES)
    if told["simulator"] is None:
        assert list(folder.glob("*simulator.py")), "done, and there is none"
    if told["catalogue"] is None:
        assert manual.models_of(folder.name), "done, and drivers/catalog.py knows none"
    if told["settings"] is None:
        assert manual.settings_of(folder.name) is not None, "done, and config/settings.py has none"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_setting_says_what_it_means(folder: Path) -> None:
    block = manual.settings_of(folder.name)
    if block is not None:
        assert [name for name, field in block.model_fields.items() if not field.description] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_fault_that_a_device_names_has_an_action(folder: Path) -> None:
    assert set(manual.faults_of(folder)) <= set(ACTIONS)


def test_the_page_of_the_id_card_reader_says_what_staff_need() -> None:
    page = manual.pages()["idcard.md"]
    for wanted in (
        "## Role `IdCardReader`",
        "`samv-serial`",
        "`baud`",
        "`card_unreadable`",
        "设备无应答",
        "lay, remove",
    ):
        assert wanted in page
    assert "needed" in next(line for line in page.splitlines() if line.startswith("| `port`"))


def test_what_pjl_cannot_prove_is_in_the_manual() -> None:
    assert "no command that cancels a job" in manual.pages()["a4_printer.md"]


def test_only_known_faults_are_found() -> None:
    assert manual.faults_of(manual.DRIVERS / "idcard")[0] is Fault.ABSENT


def test_stale_missing_and_superfluous_pages_are_named(tmp_path: Path) -> None:
    manual.write(tmp_path)
    assert manual.stale(tmp_path) == []
    (tmp_path / "idcard.md").write_text("by hand")
    (tmp_path / "ups.md").unlink()
    (tmp_path / "abacus.md").write_text("gone since long")
    assert manual.stale(tmp_path) == ["abacus.md", "idcard.md", "ups.md"]
    manual.write(tmp_path)
    assert manual.stale(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        ("role = ", "not TOML"),
        ("", "'role' is neither"),
        ('hat = "done"', r"unknown rules \['hat'\]"),
        ('role = "almost"', "'role' is neither"),
        ('role = "exempt: "', "'role' is neither"),
        ("role = true", "'role' is neither"),
    ],
)
def test_a_checklist_that_cannot_be_used_is_one_clear_line(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "checklist.toml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ChecklistError, match=message) as caught:
        checklist.load(path)
    assert "\n" not in str(caught.value)


def test_a_checklist_says_why_a_device_is_exempt(tmp_path: Path) -> None:
    path = tmp_path / "checklist.toml"
    path.write_text("".join(f'{rule} = "done"\n' for rule in list(RULES)[1:]) + 'role = "exempt: none is needed"\n')
    told = checklist.load(path)
    assert told["role"] == "none is needed"
    assert told["frames"] is None
