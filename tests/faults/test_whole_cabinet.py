"""A real core with every device that a terminal can have: gone and back, doors, power, lamps, the readiness report."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from at_the_kiosk import Kiosk
from waiting import wait_until

from drivers.clock import SystemClock
from kiosk.demo.certificate import ITEM
from kiosk.hall.launcher import Spec, python
from kiosk.hall.surroundings import ALL, Hall, make_run_folder
from kiosk.hall.visit import start_core
from kiosk.journal import first_bad_row
from kiosk.panel import socket_path
from kiosk.platform.enrol import enrol
from kiosk.screen_link import MOST_BYTES, Key, Unframer, connect, unpack_down
from kiosk.view import View

BACK_S = 30.0
"""A device that comes back is looked for every 20 s at the longest, and its first look takes up to some seconds."""
ON_A_WIRE = ("idcard", "receipt_printer", "locker", "code_scanner", "pin_pad", "endorser", "keypad", "io_module", "ups")
QUICK = {"device_poll_s": 0.5, "card_poll_s": 0.1, "farewell_s": 4.0}


@pytest.fixture(scope="module")
def cabinet() -> Iterator[Hall]:
    hall = Hall(make_run_folder(), SystemClock(), limits=QUICK, fitted=ALL)
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        enrol(settings, hall.clock, limit_s=20.0)
        yield hall
    finally:
        hall.remove()


@pytest.fixture(scope="module")
def standing(cabinet: Hall, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    kiosk = Kiosk(cabinet, tmp_path_factory.mktemp("cabinet"))
    yield kiosk
    kiosk.close()


def report(kiosk: Kiosk) -> dict[str, Any]:
    asked = subprocess.run(
        python("kiosk", "devices", "--config", str(kiosk.config), "--json"),
        env={**os.environ, **kiosk.hall.core_environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert asked.returncode in (0, 1), asked.stderr
    found: dict[str, Any] = json.loads(asked.stdout)
    return found


def statuses(kiosk: Kiosk) -> dict[str, str]:
    return {entry["device"]: entry["status"] for entry in report(kiosk)["devices"]}


def all_work(kiosk: Kiosk) -> bool:
    return all(status in ("online", "degraded") for status in statuses(kiosk).values())


def test_every_device_is_found_in_order_and_the_report_says_who_saw_it(standing: Kiosk) -> None:
    wait_until(lambda: all_work(standing), BACK_S, "all devices")
    found = report(standing)
    assert found["by_running_core"]
    assert found["items_missing_a_device"] == {}
    entry = next(entry for entry in found["devices"] if entry["device"] == "locker")
    assert entry["model"] == "cu16"
    assert entry["seen_at"].startswith("20")


def test_unplugged_all_at_once_they_go_and_plugged_in_they_come_back_alone(standing: Kiosk) -> None:
    for device in ON_A_WIRE:
        standing.tell(device, "unplug")
    standing.tell("smart_card", "stop_pcscd")
    standing.tell("a4_printer", "cups_off")
    gone = {*ON_A_WIRE, "smart_card", "a4_printer"}
    wait_until(lambda: {n for n, s in statuses(standing).items() if s == "offline"} >= gone, BACK_S, "all to be gone")
    standing.until(
        lambda view: not any(choice.id == ITEM and choice.is_open for choice in view.choices), "the item to fall out"
    )
    assert report(standing)["items_missing_a_device"][ITEM] == "a4_printer"
    for device in ON_A_WIRE:
        standing.tell(device, "plug")
    standing.tell("smart_card", "start_pcscd")
    standing.tell("a4_printer", "cups_on")
    wait_until(lambda: all_work(standing), 2 * BACK_S, "all to come back")
    standing.until(lambda view: any(choice.id == ITEM and choice.is_open for choice in view.choices), "the item")
    log = (standing.hall.run / "log" / "core.log").read_text("utf-8")
    assert log.count("idcard is out of service") == 1
    assert log.count("idcard is in service") == 2


def test_an_open_service_door_takes_nobody_new_and_the_visit_under_way_goes_on(standing: Kiosk) -> None:
    standing.reach("before_start")
    standing.tell("io_module", "input", address=0, on=True)
    asked = standing.tell("io_module", "count")["requests"]
    wait_until(lambda: standing.tell("io_module", "count")["requests"] > asked + 3, BACK_S, "two looks")
    assert standing.view.screen == "before_start"
    standing.press("back")
    standing.until_screen("out_of_service")
    standing.tell("io_module", "input", address=0, on=False)
    standing.until(is_home_again, "the home screen")


def test_a_key_of_the_keypad_reaches_the_screens_at_once(standing: Kiosk) -> None:
    standing.hand.close()
    line = connect(str(socket_path(standing.settings)))
    line.settimeout(0.05)
    unframer = Unframer(MOST_BYTES)
    keys: list[str] = []

    def came(name: str) -> bool:
        with suppress(TimeoutError):
            messages = [unpack_down(body) for body in unframer.feed(line.recv(65536))]
            keys.extend(message.name for message in messages if isinstance(message, Key))
        return keys[-1:] == [name]

    try:
        for name in ("down", "press", "back"):
            standing.tell("keypad", "press", key=name)
            wait_until(partial(came, name), 1.0, f"the key {name}")
        assert keys == ["down", "press", "back"]
    finally:
        line.close()
        standing.look_again()


def test_without_mains_no_visit_is_begun(standing: Kiosk) -> None:
    standing.tell("ups", "battery")
    shown = standing.until_screen("out_of_service")
    assert "停电" in shown.words["title"]
    standing.tell("ups", "low")
    standing.until(lambda view: "备用电快" in view.words.get("title", ""), "the low battery")
    standing.tell("ups", "mains")
    standing.until(is_home_again, "the home screen")


def test_the_lamp_of_the_step_burns_and_goes_out(standing: Kiosk) -> None:
    standing.reach("lay_card")
    assert standing.settings.io_module is not None
    address = standing.settings.io_module.coils["card_lamp"]
    wait_until(lambda: bool(standing.tell("io_module", "coil", address=address)["on"]), 5.0, "the lamp")
    standing.press("back")
    standing.until_screen("home")
    wait_until(lambda: not standing.tell("io_module", "coil", address=address)["on"], 5.0, "the lamp to go out")


def test_self_tests_are_refused_while_the_core_runs_and_stored_when_it_does_not(cabinet: Hall, standing: Kiosk) -> None:
    command = python("kiosk", "devices", "test", "all", "--config", str(standing.config))
    environment = {**os.environ, **cabinet.core_environment}
    refused = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 1
    assert "another core" in refused.stderr
    cabinet.launcher.stop("core")
    try:
        tested = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
        assert tested.returncode == 0, tested.stdout + tested.stderr
        entries = {entry["device"]: entry for entry in report(standing)["devices"]}
        for device in (*ON_A_WIRE, "camera", "smart_card", "document_scanner"):
            assert entries[device]["self_test"]["passed"], device
        assert not report(standing)["by_running_core"]
        assert entries["idcard"]["counters"].get("CommunicationErrorCount", 0) >= 1
    finally:
        start_core(cabinet, standing.settings)


def is_home_again(view: View) -> bool:
    return view.screen == "home"


def test_a_low_battery_settles_the_core_and_switches_the_machine_off(
    cabinet: Hall, standing: Kiosk, tmp_path: Path
) -> None:
    switched_off = tmp_path / "off"
    cabinet.launcher.stop("core")
    with_program = cabinet.run / "with-program.toml"
    text = standing.config.read_text("utf-8")
    with_program.write_text(text.replace("[ups]\n", f'[ups]\npower_off = ["touch", "{switched_off}"]\n'), "utf-8")
    spec = Spec("core", python("kiosk", "core", "--config", str(with_program)), environment=cabinet.core_environment)
    cabinet.launcher.start(spec)
    try:
        cabinet.tell("ups", "low")
        wait_until(switched_off.exists, BACK_S, "the machine to be switched off")
        wait_until(lambda: not cabinet.launcher.is_running("core"), 5.0, "the core to end")
        assert first_bad_row(standing.journal) is None
    finally:
        cabinet.tell("ups", "mains")
        cabinet.launcher.stop("core")
        start_core(cabinet, standing.settings)
