"""The screens process: one window, one connection to the core, nothing else."""

import logging
import os
import signal
import sys
from pathlib import Path

import click

from screens.process import begin


class NotInAHallError(click.ClickException):
    """Something of the demo was asked for outside of one."""

    exit_code = 2


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--socket", "path", required=True, type=click.Path(path_type=Path), help="The core's Unix socket.")
@click.option("--fullscreen", is_flag=True, help="As in a hall: the whole screen, and no way to close it.")
@click.option("--windowed", is_flag=True, help="A window in the panel's aspect beside the dev dock (the default).")
@click.option("--size", default="1080x1920", show_default=True, help="The panel in pixels, WIDTHxHEIGHT.")
@click.option("--mm-per-px", default=0.369, show_default=True, help="Millimetres a pixel, measured on the glass.")
@click.option("--rendering", type=click.Choice(["software", "gpu"]), default="software", show_default=True)
@click.option(
    "--resident",
    type=click.Path(path_type=Path),
    help="Demo only: control line of the drawn camera, before which somebody follows what the screen asks.",
)
@click.option(
    "--robot",
    type=click.Path(path_type=Path),
    help="Demo and tests only: take taps from stdin, say on stdout what is shown, leave pictures in this folder.",
)
def main(
    *,
    path: Path,
    fullscreen: bool,
    windowed: bool,
    size: str,
    mm_per_px: float,
    rendering: str,
    robot: Path | None,
    resident: Path | None,
) -> None:
    """Show what the core says, tell it what is touched."""
    if fullscreen and windowed:
        raise click.UsageError("--fullscreen and --windowed exclude each other")
    if (robot or resident) and os.environ.get("KIOSK_DEMO") != "1":
        what = "--robot" if robot else "--resident"
        raise NotInAHallError(f"{what} is for the demo and tests, which set KIOSK_DEMO=1; leave it out in a hall")
    width, height = panel(size)
    begin()
    if rendering == "software":
        # Without it Qt draws through llvmpipe where there is no GPU: five times slower, twice the memory.
        os.environ["QT_QUICK_BACKEND"] = "software"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    logging.basicConfig(level=logging.INFO, format="screens %(levelname)s %(message)s", stream=sys.stderr)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_run(path, (width, height), mm_per_px, is_fullscreen=fullscreen, robot=robot, resident=resident))


def panel(size: str) -> tuple[int, int]:
    """WIDTHxHEIGHT as numbers.

    Raises:
        click.BadParameter: it is something else.
    """
    width, cross, height = size.partition("x")
    if not (cross and width.isdigit() and height.isdigit() and int(width) >= 320 and int(height) >= 320):
        raise click.BadParameter(f"'{size}' is no WIDTHxHEIGHT of at least 320x320, e.g. 1080x1920")
    return int(width), int(height)


def _run(
    path: Path,
    size: tuple[int, int],
    mm_per_px: float,
    *,
    is_fullscreen: bool,
    robot: Path | None,
    resident: Path | None,
) -> int:
    # Qt reads the environment when it is imported first.
    from PySide6.QtCore import QPoint, QSize

    from config.texts import load_texts
    from kiosk.notify import ServiceNotice
    from screens.display import open_display
    from screens.fonts import load_fonts
    from screens.keys import Keys
    from screens.link import Link, starting_view
    from screens.process import keep_what_is_loaded
    from screens.pulse import Pulse
    from screens.resident import Resident
    from screens.robot import Robot
    from screens.shown import Shown
    from screens.window import DOCK_SHARE, KioskWindow, fitted

    app = open_display()
    load_fonts(app)
    texts = load_texts()
    shown = Shown(starting_view(texts))
    panel_size = QSize(*size)
    if is_fullscreen:
        window = KioskWindow(shown, panel_size, mm_per_px)
        window.fill_the_screen()
    else:
        there = app.primaryScreen().availableGeometry()
        fit = panel_size if robot else fitted(panel_size, there.size())
        window = KioskWindow(shown, fit, mm_per_px * panel_size.width() / fit.width())
        beside_the_dock = round(there.width() * (1 - DOCK_SHARE)) - fit.width()
        window.setPosition(there.topLeft() + QPoint(max(0, beside_the_dock), 0))
        window.show()
    keys = Keys(window)
    keys.listen()
    link = Link(str(path), shown, texts)
    link.start()
    if resident:
        reader = Resident(shown, resident)
        reader.setParent(window)
    if robot:
        hand = Robot(window, robot)
        hand.start()
    pulse = Pulse(ServiceNotice.of_environment())
    pulse.start()
    keep_what_is_loaded()
    code = app.exec()
    link.close()
    keys.close()
    window.deleteLater()
    # The demo takes 0 as: somebody closed the window, so do not bring it back.
    return code or (0 if robot or window.was_closed_by_hand else 1)
