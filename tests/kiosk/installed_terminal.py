"""A terminal as the installation leaves it: its name is the staff tests', its file otherwise the sample's."""

from pathlib import Path

from first_file import lay_file

from kiosk.upkeep.install import LAID, Root
from kiosk.upkeep.pieces import OPT

SAMPLE = (Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml").read_bytes()
OURS = SAMPLE.replace(b'"huiyang-a2-07"', b'"test-01"').replace(b'hall_plan = "huiyang"', b'hall_plan = ""')


def install(root: Root) -> None:
    """Its file lies there, and nothing else was laid."""
    lay_file(root, OURS, "first")
    (root.path / OPT).mkdir(parents=True, exist_ok=True)
    (root.path / OPT / LAID).write_text("{}")
