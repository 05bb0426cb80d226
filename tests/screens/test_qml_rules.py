from pathlib import Path

import pytest

from screens.lint import FOLDER, broken_rules, qmllint


def test_our_qml_keeps_the_rules() -> None:
    assert list(broken_rules()) == []


def test_qmllint_finds_nothing() -> None:
    code, said = qmllint()
    assert code == 0, said


@pytest.mark.parametrize(
    "line",
    [
        "layer.enabled: true",
        "function sum(a, b) { return a + b }",
        "onClicked: { go() }",
        "onTapped: point => { go() }",
        "readonly property var f: () => { return 1 }",
        'import "logic.js" as Logic',
        "Canvas { }",
        "import QtQuick.Controls",
    ],
)
def test_a_broken_rule_is_named_with_file_and_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "Bad.qml").write_text(f"import QtQuick\n{line}\n")
    assert {one.partition(": ")[0] for one in broken_rules(tmp_path)} == {f"{tmp_path / 'Bad.qml'}:2"}


def test_a_script_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logic.js").write_text("")
    assert len(list(broken_rules(tmp_path))) == 1


def test_qmllint_would_find_something(tmp_path: Path) -> None:
    (tmp_path / "Bad.qml").write_text("import QtQuick\nItem { colour: 1 }\n")
    assert qmllint(tmp_path)[0] != 0


def test_every_screen_names_its_words() -> None:
    for path in FOLDER.glob("*.qml"):
        if path.stem not in ("Main", "Page", "Tokens"):
            assert "// " in path.read_text("utf-8").split("Item {")[0], path.name
