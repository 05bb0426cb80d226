"""`python -m screens.tour --out DIR`: pictures of every screen in every look, and a page to look at them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import click

from screens import gallery_page

if TYPE_CHECKING:
    from screens.window import KioskWindow

PANELS: Final = ("1080x1920", "1920x1080")
SIZES: Final = ("standard", "elder", "huge")
THEMES: Final = ("day", "night", "contrast")
LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")
REACHES: Final = ("whole", "low")
HANDS: Final = ("right", "left")
MM_PER_PX: Final = 0.369
"""The 32-inch reference panel."""
SMALL_PX: Final = 405
"""Width or height, the shorter side, of a picture in the gallery."""
QUALITY: Final = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """One way a screen can look; the names are those of kiosk.view.View."""

    size: str = "standard"
    theme: str = "day"
    language: str = "zh-Hans"
    reach: str = "whole"
    hand: str = "right"

    @property
    def is_staffs(self) -> bool:
        """Whether the staff's pages have this look: one size, for hands that reach everywhere."""
        return (self.size, self.reach, self.hand) == ("standard", "whole", "right")

    @property
    def stem(self) -> str:
        """As it stands in the names of pictures."""
        return ".".join(str(getattr(self, one.name)) for one in fields(self))


def every_shape() -> Iterator[Shape]:
    """All that differ; the left hand only moves controls, whatever their colours."""
    yield from (Shape(*each) for each in product(SIZES, THEMES, LANGUAGES, REACHES))
    for size, language, reach in product(SIZES, LANGUAGES, REACHES):
        yield Shape(size=size, language=language, reach=reach, hand="left")


def some_shapes() -> Iterator[Shape]:
    """Each size in each theme, and each other way once in each size."""
    yield from (Shape(size=size, theme=theme) for size in SIZES for theme in THEMES)
    for size in SIZES:
        yield from (Shape(size=size, language=language) for language in LANGUAGES[1:])
        yield from (Shape(size=size, reach="low"), Shape(size=size, hand="left"))


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the pictures and index.html.")
@click.option("--panel", "panels", multiple=True, default=PANELS, show_default=True, help="WIDTHxHEIGHT in pixels.")
@click.option("--quick", is_flag=True, help="A sample of the looks instead of all.")
@click.option("--size", "sizes", multiple=True, type=click.Choice(SIZES), help="Only these; so the options below.")
@click.option("--theme", "themes", multiple=True, type=click.Choice(THEMES))
@click.option("--language", "languages", multiple=True, type=click.Choice(LANGUAGES))
@click.option("--reach", "reaches", multiple=True, type=click.Choice(REACHES))
@click.option("--hand", "hands", multiple=True, type=click.Choice(HANDS))
@click.option("--only", multiple=True, help="Names of examples; all where none is named.")
@click.option("--large", is_flag=True, help="Every pixel, as PNG.")
@click.option("--style", is_flag=True, help="The style page instead: tokens, type, colours, buttons, signs.")
@click.option("--no-page", is_flag=True, hidden=True)
def main(
    *,
    out: Path,
    panels: tuple[str, ...],
    quick: bool,
    sizes: tuple[str, ...],
    themes: tuple[str, ...],
    languages: tuple[str, ...],
    reaches: tuple[str, ...],
    hands: tuple[str, ...],
    only: tuple[str, ...],
    large: bool,
    style: bool,
    no_page: bool,
) -> None:
    """Draw the screens offscreen, one process a panel."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    out.mkdir(parents=True, exist_ok=True)
    if style:
        from screens.style_page import write_style_page

        click.echo(write_style_page(out))
        return
    kept: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("size", sizes),
        ("theme", themes),
        ("language", languages),
        ("reach", reaches),
        ("hand", hands),
    )
    shapes = [
        shape
        for shape in (some_shapes() if quick else every_shape())
        if all(not wanted or getattr(shape, name) in wanted for name, wanted in kept)
    ]
    if not shapes:
        raise click.UsageError("no look of the gallery is all of this: the left hand is drawn by day only")
    if len(panels) == 1:
        draw(out, panels[0], shapes, only, large=large)
    else:
        arguments = [argument for argument in sys.argv[1:] if argument not in panels and argument != "--panel"]
        children = [
            subprocess.Popen([sys.executable, "-m", "screens.tour", *arguments, "--panel", one, "--no-page"])
            for one in panels
        ]
        ended = [child.wait() for child in children]
        if any(ended):
            sys.exit("the pictures were not finished")
    if not no_page:
        click.echo(gallery_page.write(out, tuple(one.name for one in fields(Shape))))


def draw(out: Path, pixels: str, shapes: list[Shape], only: tuple[str, ...] = (), *, large: bool = False) -> None:
    """Draw every example in every shape on one panel. Needs no display."""
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QGuiApplication

    from config.texts import load_texts
    from kiosk.view import View
    from screens.app import panel
    from screens.example_page import show
    from screens.examples import Examples
    from screens.fonts import load_fonts
    from screens.shown import Shown
    from screens.staff_examples import staff_examples
    from screens.window import KioskWindow, settle

    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0]])
    load_fonts(cast("QGuiApplication", app))
    texts = load_texts()
    window = KioskWindow(Shown(View(page=0, screen="starting")), QSize(*panel(pixels)), MM_PER_PX)
    window.rootObject().setProperty("isStill", True)  # noqa: FBT003  # Qt has no keyword here
    window.show()
    examples = {language: Examples(texts, cast("Any", language)).all() for language in LANGUAGES}
    staffs = {language: staff_examples(texts, cast("Any", language)) for language in LANGUAGES}
    is_portrait = window.height() > window.width()
    for shape in shapes:
        shown = examples[shape.language] | (staffs[shape.language] if shape.is_staffs else {})
        for name, example in shown.items():
            if only and name not in only:
                continue
            show(window.shown, _shaped(example, shape))
            settle(window)
            picture = window.grabWindow()
            stem = f"{name}.{pixels}.{shape.stem}"
            if large:
                picture.save(str(out / f"{stem}.png"))
                continue
            smooth = Qt.TransformationMode.SmoothTransformation
            small = picture.scaledToWidth(SMALL_PX, smooth) if is_portrait else picture.scaledToHeight(SMALL_PX, smooth)
            small.save(str(out / f"{stem}.webp"), None, QUALITY)
    _close(window)


def _shaped(example: Any, shape: Shape) -> Any:
    """The example in that look; one that has to be dark stays so."""
    from dataclasses import replace

    theme = example.theme if example.theme != "day" else shape.theme
    return replace(example, size=shape.size, theme=theme, reach=shape.reach, hand=shape.hand)


def _close(window: "KioskWindow") -> None:
    window.close()
    window.deleteLater()


if __name__ == "__main__":
    main()
