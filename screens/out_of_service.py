"""The page that stands when nothing else runs: `python -m screens.out_of_service`. No core, no link, no touch counts.

systemd starts it when the core or the screens have ended five times in ten minutes (config/systemd). It needs as little
as a page can: where the terminal's file cannot be read, it stands there without place and telephone.
"""

import logging
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from config.settings import Settings, load
from config.texts import Texts, load_texts
from config.toml_file import SettingsError
from kiosk.view import View
from screens.process import begin

LANGUAGE: Final = "zh-Hans"
SIZE = (1080, 1920)
"""Of the window before the compositor gives it the panel's."""


def out_of_service_view(texts: Texts, settings: Settings | None) -> View:
    """What stands there.

    Args:
        texts: of the screens.
        settings: the terminal's file; None where it cannot be read.
    """
    # Nothing answers here: no other way, no bar.
    words = texts.words(LANGUAGE, "out_of_service") | {"other_way": ""}
    if settings is not None and settings.help_line:
        told = f"{settings.help_line} {settings.help_hours}".strip()
        words |= {"next": f"{words['next']}\n{told}"}
    view = View(page=0, screen="out_of_service", language=LANGUAGE, picture="closed")
    place = settings.place if settings is not None else ""
    return replace(view, words=words, bar={}, place=place)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="The terminal's file.")
def main(config_file: Path | None) -> None:
    """Show that this terminal serves nobody, over the whole panel, until stopped."""
    begin()
    logging.basicConfig(level=logging.INFO, format="screens %(levelname)s %(message)s", stream=sys.stderr)
    os.environ["QT_QUICK_BACKEND"] = "software"
    settings = None
    if config_file is not None:
        try:
            settings = load(config_file)
        except SettingsError as error:
            logging.getLogger(__name__).warning("%s", error)
    sys.exit(_run(settings))


def _run(settings: Settings | None) -> int:
    # Qt reads the environment when it is imported first.
    from PySide6.QtCore import QSize

    from screens.display import open_display
    from screens.fonts import load_fonts
    from screens.shown import Shown
    from screens.window import KioskWindow

    app = open_display()
    load_fonts(app)
    shown = Shown(out_of_service_view(load_texts(), settings))
    window = KioskWindow(shown, QSize(*SIZE), settings.mm_per_px if settings is not None else 0.369)
    window.fill_the_screen()
    code = app.exec()
    window.deleteLater()
    return code or 1


if __name__ == "__main__":
    main()
