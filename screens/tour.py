"""`python -m screens.tour --out DIR`: a picture of every example, and a page to look at them."""

import html
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import click

if TYPE_CHECKING:
    from kiosk.view import Language, Size, Theme

PANELS: Final = ("1080x1920", "1920x1080")
MM_PER_PX: Final = 0.369
"""The 32-inch reference panel."""


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the pictures and index.html.")
@click.option("--panel", "panels", multiple=True, default=PANELS, show_default=True, help="WIDTHxHEIGHT in pixels.")
@click.option("--size", "sizes", multiple=True, default=("standard", "elder", "huge"), show_default=True)
@click.option("--theme", "themes", multiple=True, default=("day",), show_default=True)
@click.option("--language", "languages", multiple=True, default=("zh-Hans",), show_default=True)
@click.option("--only", multiple=True, help="Names of examples; all where none is named.")
def main(
    *,
    out: Path,
    panels: tuple[str, ...],
    sizes: tuple[str, ...],
    themes: tuple[str, ...],
    languages: tuple[str, ...],
    only: tuple[str, ...],
) -> None:
    """Draw the examples offscreen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    tour(out, panels, sizes, themes, languages, only)


def tour(
    out: Path,
    panels: tuple[str, ...] = PANELS,
    sizes: tuple[str, ...] = ("standard",),
    themes: tuple[str, ...] = ("day",),
    languages: tuple[str, ...] = ("zh-Hans",),
    only: tuple[str, ...] = (),
) -> list[Path]:
    """Draw every example in every combination and give the pictures' paths. Needs no display."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication

    from config.texts import load_texts
    from screens.app import panel
    from screens.example_page import show
    from screens.examples import Examples
    from screens.fonts import load_fonts
    from screens.shown import Shown
    from screens.window import KioskWindow, settle

    app = QGuiApplication.instance() or QGuiApplication([sys.argv[0]])
    load_fonts(cast("QGuiApplication", app))
    texts = load_texts()
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for pixels in panels:
        first = next(iter(Examples(texts, "zh-Hans").all().values()))
        window = KioskWindow(Shown(first), QSize(*panel(pixels)), MM_PER_PX)
        window.show()
        for language in cast("tuple[Language, ...]", languages):
            for name, example in Examples(texts, language).all().items():
                if only and name not in only:
                    continue
                for size in cast("tuple[Size, ...]", sizes):
                    for theme in cast("tuple[Theme, ...]", themes):
                        show(window.shown, replace(example, size=size, theme=theme))
                        settle(window)
                        path = out / f"{name}.{pixels}.{size}.{theme}.{language}.png"
                        window.grabWindow().save(str(path))
                        made.append(path)
        window.close()
        window.deleteLater()
    (out / "index.html").write_text(_page(made), "utf-8")
    return made


def _page(pictures: list[Path]) -> str:
    figures = "\n".join(
        f'<figure><a href="{html.escape(path.name)}"><img loading="lazy" src="{html.escape(path.name)}" alt=""></a>'
        f"<figcaption>{html.escape(path.stem)}</figcaption></figure>"
        for path in pictures
    )
    return (
        "<!doctype html><meta charset=utf-8><title>Screens</title><style>body{font:14px sans-serif;background:#e9eef6}"
        "figure{display:inline-block;margin:8px}img{height:360px;border-radius:6px}</style>\n" + figures
    )


if __name__ == "__main__":
    main()
