"""`python -m screens.lint`: qmllint without a warning, and the house rules of QML.

Screens decide nothing: an expression in a handler is the most that QML may hold.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "qml"

REFUSED: Final[dict[str, str]] = {
    r"\blayer\s*\.": "the software renderer drops whatever is drawn through a layer: use parts/Card.qml for a shadow",
    r"\bfunction\b": "no functions in QML: an expression, or Python",
    r"^\s*on[A-Z]\w*\s*:\s*(\w+\s*=>\s*)?\{": "no blocks in handlers: one expression",
    r"=>\s*\{": "no blocks in arrow functions: one expression",
    r"^\s*import\s+\"[^\"]+\.js\"": "no scripts in QML: an expression, or Python",
    r"\b(Canvas|ShaderEffect|MultiEffect|RectangularShadow)\b": "the software renderer does not draw it",
    r"QtQuick\.(Controls|Dialogs|Layouts)": "no stock controls: our own parts",
}
"""Pattern, and what to do instead."""

_COMMENT: Final = re.compile(r"//.*$")


def broken_rules(folder: Path = FOLDER) -> Iterator[str]:
    """One line for each rule that a file breaks: file, line, and what to do instead."""
    for script in sorted(folder.rglob("*.js")):
        yield f"{script}:1: no scripts: an expression in QML, or Python"
    for path in sorted(folder.rglob("*.qml")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for pattern, instead in REFUSED.items():
                if re.search(pattern, _COMMENT.sub("", line)):
                    yield f"{path}:{number}: {instead}"


def qmllint(folder: Path = FOLDER) -> tuple[int, str]:
    """What Qt's own linter says, with no warning allowed: its exit code and its words."""
    tool = Path(sys.executable).with_name("pyside6-qmllint")
    files = sorted(str(path) for path in folder.rglob("*.qml"))
    done = subprocess.run([str(tool), "-W", "0", *files], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main() -> None:
    """Say what is wrong and end with 1, or say nothing."""
    broken = list(broken_rules())
    code, said = qmllint()
    if broken or code:
        sys.exit("\n".join([*broken, said]))


if __name__ == "__main__":
    main()
