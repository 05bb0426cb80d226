"""Draw the pictures anew that test_every_layout.py compares: `.venv/bin/python tests/printing/draw_golden.py`.

Sixteen greys in a palette keep a page at 20 to 40 KB; nobody's data is on them.
"""

import json
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from every_paper import PAPERS, made  # noqa: E402  the paths above come first
from test_every_layout import GOLDEN, drawn, words  # noqa: E402  the same


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.iterdir():
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for name, picture in drawn([made(name, "ordinary") for name in PAPERS], Path(folder)).items():
            greys = Image.frombytes("P", picture.size, bytes(round(grey / 17) for grey in picture.tobytes()))
            greys.putpalette([level * 17 for level in range(16) for _ in "rgb"])
            greys.save(GOLDEN / f"{name}.png", optimize=True, bits=4)
    told = json.dumps(words(), indent=1, sort_keys=True)
    (GOLDEN / "words.json").write_text(told + "\n", "utf-8")


if __name__ == "__main__":
    main()
