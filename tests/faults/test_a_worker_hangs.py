"""A program that a device needs does not come back: the others serve, and a low battery is obeyed all the same."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from at_the_kiosk import Kiosk
from waiting import wait_until

from drivers.clock import SystemClock
from kiosk.demo.certificate import ITEM
from kiosk.hall.launcher import Spec, python
from kiosk.hall.surroundings import Hall, make_run_folder
from kiosk.platform.enrol import enrol

LIMIT_S = 30.0
SHORT = {"device_poll_s": 0.5, "stuck_s": 1.5, "card_poll_s": 0.1}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    hall = Hall(make_run_folder(), SystemClock(), limits=SHORT, fitted=("document_scanner", "ups"))
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        enrol(settings, hall.clock, limit_s=20.0)
        yield hall
    finally:
        hall.remove()


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """A scanimage that says nothing and ends for nobody, before the real one in PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "scanimage"
    program.write_text("#!/bin/sh\nexec sleep 300\n", "utf-8")
    program.chmod(0o755)
    return folder


def with_path(hall: Hall, folder: Path) -> None:
    hall.core_environment["PATH"] = f"{folder}:{os.environ['PATH']}"


def entries(kiosk: Kiosk) -> dict[str, dict[str, Any]]:
    asked = subprocess.run(
        python("kiosk", "devices", "--config", str(kiosk.config), "--json"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return {entry["device"]: entry for entry in json.loads(asked.stdout)["devices"]}


def test_a_device_whose_program_hangs_is_stuck_the_others_serve_and_it_comes_back_alone(
    hall: Hall, hanging: Path, tmp_path: Path
) -> None:
    with_path(hall, hanging)
    kiosk = Kiosk(hall, tmp_path)
    try:
        wait_until(lambda: entries(kiosk)["document_scanner"]["faults"] == ["stuck"], LIMIT_S, "the stuck mark")
        kiosk.until(lambda view: any(one.id == ITEM and one.is_open for one in view.choices), "the others to serve")
        assert entries(kiosk)["ups"]["status"] == "online"
        (hanging / "scanimage").unlink()
        wait_until(lambda: entries(kiosk)["document_scanner"]["status"] == "online", LIMIT_S, "the scanner")
    finally:
        kiosk.close()


def test_a_low_battery_is_obeyed_though_a_worker_hangs_and_its_program_dies_with_the_core(
    hall: Hall, hanging: Path, tmp_path: Path
) -> None:
    switched_off = tmp_path / "off"
    with_path(hall, hanging)
    text = hall.config.read_text("utf-8").replace("[ups]\n", f'[ups]\npower_off = ["touch", "{switched_off}"]\n')
    config = hall.run / "off.toml"
    config.write_text(text, "utf-8")
    hall.tell("ups", "low")
    try:
        command = python("kiosk", "core", "--config", str(config))
        hall.launcher.start(Spec("core", command, environment=hall.core_environment))
        wait_until(switched_off.exists, LIMIT_S, "the machine to be switched off")
        wait_until(lambda: not hall.launcher.is_running("core"), LIMIT_S, "the core to end")
        wait_until(lambda: not sleeping(hanging), 5.0, "its program to end")
    finally:
        hall.tell("ups", "mains")
        hall.launcher.stop("core")


def sleeping(folder: Path) -> list[str]:
    """Processes that were started as our program; it has become another by then, but for its environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (
                str(folder).encode() in (process / "environ").read_bytes()
                and b"sleep" in (process / "cmdline").read_bytes()
            ):
                found.append(process.name)
        except OSError:
            continue
    return found
