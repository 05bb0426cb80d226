"""Where the screens find the core, and what they are told of the panel they stand on."""

from pathlib import Path

from config.settings import Settings

SOCKET = "screens.sock"
"""Name of the socket for the screens in the run folder."""


def socket_path(settings: Settings) -> Path:
    """Where the screens find the core."""
    return settings.run_folder / SOCKET


def screens_of(settings: Settings) -> list[str]:
    """What the screens are told of this terminal."""
    told = ["--socket", str(socket_path(settings)), "--mm-per-px", str(settings.mm_per_px)]
    return [*told, "--rendering", settings.rendering]
