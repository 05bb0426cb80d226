"""What staff are told about a terminal's file and machine that no device can say, in the log and by `devices`."""

from pathlib import Path

from config.device_settings import FaceSettings
from config.settings import Settings

SWAPS = Path("/proc/swaps")
IN_MEMORY = "/dev/zram"
"""Swap of this name lies in memory itself."""
_NO_LESS = (
    "alike_from",
    "unsure_from",
    "frames",
    "portrait_eye_distance_px",
    "portrait_sharpness",
    "portrait_contrast",
)
_NO_MORE = ("veto_distance",)
"""Fields of [face] by the side on which their defaults, which were measured (docs/face.md), are the safer ones."""


def advice(settings: Settings, swaps: str) -> tuple[str, ...]:
    """One line each, worst first; none for a demo.

    Args:
        settings: the terminal's file.
        swaps: what /proc/swaps says.
    """
    return () if settings.is_demo else (*_of_memory(swaps), *_of_faces(settings.face))


def swaps_of_this_machine() -> str:
    """What /proc/swaps says; empty where there is none."""
    try:
        return SWAPS.read_text("utf-8", "replace")
    except OSError:
        return ""


def _of_memory(swaps: str) -> tuple[str, ...]:
    places = [line.split()[0] for line in swaps.splitlines()[1:] if line.strip()]
    on_disk = [place for place in places if not place.startswith(IN_MEMORY)]
    if not on_disk:
        return ()
    return (f"memory is swapped to {', '.join(on_disk)}: names and faces may reach a disk; run swapoff -a",)


def _of_faces(face: FaceSettings | None) -> tuple[str, ...]:
    if face is None or not face.enabled:
        return ()
    measured = FaceSettings()
    looser = [
        *(name for name in _NO_LESS if getattr(face, name) < getattr(measured, name)),
        *(name for name in _NO_MORE if getattr(face, name) > getattr(measured, name)),
    ]
    return tuple(
        f"face.{name} {getattr(face, name):g} is looser than the measured {getattr(measured, name):g}: "
        "only with figures of the city's own cards (docs/face.md)"
        for name in looser
    )
