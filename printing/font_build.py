"""Turn the variable CJK font of a package into the static faces that paper and screens share.

reportlab embeds only TrueType outlines and would print the variable font in its default weight (Thin), so the
weights are instanced once at set-up: about 15 s each, 10.6 MB a file, under OFL 1.1 (licenses/).
"""

import importlib.util
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from printing.font_folder import font_folder

WEIGHTS = {"NotoSansSC-Regular.ttf": 400, "NotoSansSC-Bold.ttf": 700}
"""File name and OpenType weight (wght axis)."""


def variable_font() -> Path:
    """The variable Noto Sans SC of the justmytype-intl-cjk wheel.

    Raises:
        FileNotFoundError: the wheel is not installed.
    """
    spec = importlib.util.find_spec("justmytype_intl_cjk")
    roots = list(spec.submodule_search_locations or []) if spec else []
    for root in roots:
        for found in Path(root).rglob("NotoSansSC*wght*.ttf"):
            return found
    raise FileNotFoundError("Noto Sans SC: install the package justmytype-intl-cjk (make setup does)")


def _build(name: str) -> str:
    target = font_folder() / name
    font = TTFont(variable_font())
    weighted = instancer.instantiateVariableFont(font, {"wght": WEIGHTS[name]}, updateFontNames=True)
    unfinished = target.with_suffix(".part")
    weighted.save(unfinished)
    unfinished.replace(target)
    return name


def main() -> None:
    """Build what is missing."""
    font_folder().mkdir(parents=True, exist_ok=True)
    missing = [name for name in WEIGHTS if not (font_folder() / name).exists()]
    if missing:
        with ProcessPoolExecutor() as pool:
            for name in pool.map(_build, missing):
                sys.stdout.write(f"built {name}\n")


if __name__ == "__main__":
    main()
