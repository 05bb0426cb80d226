"""What staff are told about a terminal's file and machine."""

from pathlib import Path

import pytest

from config.settings import Settings, load
from kiosk.cabinet.advice import advice

HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


def settings_with(**face: float) -> Settings:
    found = load(Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml")
    assert found.face is not None
    return found.model_copy(update={"is_demo": False, "face": found.face.model_copy(update=face)})


def test_what_is_as_measured_and_without_swap_needs_no_advice() -> None:
    assert advice(settings_with(), HEAD) == ()
    assert advice(settings_with(), "") == ()
    assert advice(settings_with(alike_from=0.6, veto_distance=0.4, portrait_sharpness=120.0), HEAD) == ()
    assert advice(settings_with(), HEAD + "/dev/zram0 partition 1000 0 100\n") == ()


def test_swap_on_a_disk_is_told() -> None:
    (line,) = advice(settings_with(), HEAD + "/dev/sda2 partition 1000 0 -2\n")
    assert "/dev/sda2" in line
    assert "swapoff" in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("alike_from", 0.4),
        ("unsure_from", 0.3),
        ("veto_distance", 0.6),
        ("portrait_sharpness", 0.0),
        ("portrait_contrast", 0.0),
        ("portrait_eye_distance_px", 10.0),
    ],
)
def test_a_limit_that_is_looser_than_the_measured_one_is_told(name: str, value: float) -> None:
    (line,) = advice(settings_with(**{name: value}), "")
    assert f"face.{name} {value:g} is looser" in line


def test_a_demo_is_told_nothing() -> None:
    demo = settings_with(alike_from=0.4).model_copy(update={"is_demo": True})
    assert advice(demo, HEAD + "/dev/sda2 partition 1000 0 -2\n") == ()
