"""A core loads the models that its terminal's file names, and no others: it has to be home again within 5 s."""

import subprocess
import sys

import pytest

HEAVY = {"cv2", "numpy", "pymodbus", "smartcard", "dlib", "face_recognition", "fastapi", "PySide6"}
"""What single models, the sandbox and the screens need. reportlab is not here: every terminal prints with it."""
ONE_LOCKER = """
from pathlib import Path
from config.device_settings import LockerBoardSettings, LockerSettings
from drivers.catalog import LOCKERS
from drivers.clock import SystemClock
boards = (LockerBoardSettings(board=1, locks=8),)
LOCKERS["cu16"](LockerSettings(model="cu16", port=Path("/dev/kiosk-locker"), boards=boards), SystemClock())
"""


def loaded_after(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nsys.stdout.write(' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return set(done.stdout.split())


def models_in(modules: set[str]) -> set[str]:
    """Files of a device beside its role."""
    return {name for name in modules if name.startswith("drivers.") and name.count(".") > 1}


@pytest.mark.parametrize("module", ["kiosk.app", "drivers.catalog"])
def test_no_package_of_a_single_model_is_loaded_at_the_start(module: str) -> None:
    loaded = loaded_after(f"import {module}")
    assert module in loaded
    assert loaded & HEAVY == set()


def test_the_catalogue_alone_loads_no_model() -> None:
    assert models_in(loaded_after("import drivers.catalog")) == set()


def test_a_locker_loads_its_own_family_and_no_other() -> None:
    loaded = models_in(loaded_after(ONE_LOCKER))
    assert "drivers.locker.cu16" in loaded
    assert {name.split(".")[1] for name in loaded} == {"locker"}
    assert not loaded & {"drivers.locker.board_8a", "drivers.locker.wkly"}
