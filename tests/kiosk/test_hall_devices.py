"""A hall with everything in it: each counterpart is asked through the driver that the terminal would use.

The dock's acts come to the same hall, behind that.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from config.settings import Settings
from config.toml_file import Block
from drivers.camera import NoLamp
from drivers.catalog import (
    A4_PRINTERS,
    BANK_CARD_TERMINALS,
    CAMERAS,
    CODE_SCANNERS,
    DOCUMENT_SCANNERS,
    ENDORSERS,
    FACE_ENGINES,
    ID_CARD_READERS,
    IO_MODULES,
    KEYPADS,
    LOCKERS,
    PIN_PADS,
    POWER_SUPPLIES,
    RECEIPT_PRINTERS,
    SHEET_CAMERAS,
    SIGNATURE_PADS,
    SOUNDS,
    USB_STICKS,
)
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.io_module import Lamp
from drivers.locker import Compartment, Door
from drivers.signature_pad import Verdict
from drivers.ups import Course, Power
from kiosk.hall.counterparts import COUNTERPARTS
from kiosk.hall.surroundings import ALL, Hall, make_run_folder, system_hall
from screens.dock_acts import HOLDER, LAMPS, PAGES, PLUGS, WIRE_FAULTS, WIRED, Act, Aim, wire_acts
from screens.dock_words import state_of

B = TypeVar("B", bound=Block)
CLOCK = SystemClock()
CARD_READER = """
import json, pathlib, sys
from config.settings import load
from drivers.catalog import SMART_CARD_READERS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.io_module import Lamp
from drivers.locker import Compartment, Door
settings = load(pathlib.Path(sys.argv[1])).smart_card
reader = SMART_CARD_READERS[settings.model](settings, SystemClock())
name = reader.check()
there = reader.await_card(within_s=5.0)
print(json.dumps([name, there, reader.read_staff_card().number]))
reader.close()
"""
"""In a process of its own: the PC/SC library reads where its service is once in the life of a process."""


class Terminal:
    """A hall that stands, and the settings that it wrote."""

    def __init__(self, hall: Hall, settings: Settings) -> None:
        self.hall = hall
        self.settings = settings


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    hall = system_hall(fitted=ALL)
    try:
        yield Terminal(hall, hall.start())
    finally:
        hall.remove()


def given(block: B | None) -> B:
    assert block is not None
    return block


def idcard(settings: Settings) -> None:
    block = given(settings.idcard)
    with closing(ID_CARD_READERS[block.model](block, CLOCK)) as reader:
        assert reader.check()


def receipt_printer(settings: Settings) -> None:
    block = given(settings.receipt_printer)
    with closing(RECEIPT_PRINTERS[block.model](block, CLOCK, ())) as printer:
        assert printer.condition().faults == ()


def a4_printer(settings: Settings) -> None:
    block = given(settings.a4_printer)
    with closing(A4_PRINTERS[block.model](block)) as printer:
        assert printer.condition().faults == ()


def locker(settings: Settings) -> None:
    block = given(settings.locker)
    with closing(LOCKERS[block.model](block, CLOCK)) as cabinet:
        assert cabinet.check() == 32


def code_scanner(settings: Settings) -> None:
    block = given(settings.code_scanner)
    with closing(CODE_SCANNERS[block.model](block, CLOCK)) as scanner:
        scanner.check()


def usb_stick(settings: Settings) -> None:
    block = given(settings.usb_stick)
    assert USB_STICKS[block.model](block, CLOCK).check() == "empty"


def sheet_camera(settings: Settings) -> None:
    block = given(settings.sheet_camera)
    assert SHEET_CAMERAS[block.model](block, CLOCK).check()


def endorser(settings: Settings) -> None:
    block = given(settings.endorser)
    with closing(ENDORSERS[block.model](block, CLOCK)) as machine:
        assert machine.check()


def pin_pad(settings: Settings) -> None:
    block = given(settings.pin_pad)
    with closing(PIN_PADS[block.model](block, CLOCK)) as pad:
        assert pad.check()


def bank_card(settings: Settings) -> None:
    block = given(settings.bank_card)
    with closing(BANK_CARD_TERMINALS[block.model](block, CLOCK)) as device:
        assert device.check()


def keypad(settings: Settings) -> None:
    block = given(settings.keypad)
    with closing(KEYPADS[block.model](block, CLOCK)) as keys:
        keys.check()


def face(settings: Settings) -> None:
    assert settings.face is not None
    assert settings.camera is not None
    engine = FACE_ENGINES[settings.face.model](settings.face, settings.camera, CLOCK, NoLamp(), demo=True)
    with closing(engine):
        assert engine.check()


def io_module(settings: Settings) -> None:
    block = given(settings.io_module)
    with closing(IO_MODULES[block.model](block, CLOCK)) as module:
        seen = module.look()
    assert (seen.temperature_c, seen.fan_per_minute, seen.faults) == (31.2, 1500, ())
    assert (seen.service_door_open, seen.person_present, seen.earphone_plugged) == (False, False, False)


def camera(settings: Settings) -> None:
    block = given(settings.camera)
    device = CAMERAS[block.model](block, CLOCK, NoLamp(), demo=settings.is_demo)
    device.open()
    with closing(device):
        assert device.newest(within_s=2.0).brightness > 10


def document_scanner(settings: Settings) -> None:
    block = given(settings.document_scanner)
    scanner = DOCUMENT_SCANNERS[block.model](block, CLOCK, settings.is_demo)
    assert scanner.check()


def ups(settings: Settings) -> None:
    block = given(settings.ups)
    with closing(POWER_SUPPLIES[block.model](block, CLOCK)) as supply:
        assert supply.state().power is Power.MAINS


def sound(settings: Settings) -> None:
    block = given(settings.sound)
    with closing(SOUNDS[block.model](block, CLOCK)) as loudspeaker:
        assert loudspeaker.check()


def signature_pad(settings: Settings) -> None:
    block = given(settings.signature_pad)
    with closing(SIGNATURE_PADS[block.model](block)) as pad:
        assert pad.verdict() is Verdict.EMPTY


def machine(settings: Settings) -> None:
    given(settings.machine)


ASKED: tuple[Callable[[Settings], None], ...] = (
    idcard,
    receipt_printer,
    a4_printer,
    locker,
    code_scanner,
    pin_pad,
    endorser,
    usb_stick,
    sheet_camera,
    keypad,
    io_module,
    camera,
    face,
    document_scanner,
    ups,
    sound,
    signature_pad,
    machine,
    bank_card,
)


@pytest.mark.parametrize("ask", ASKED, ids=lambda ask: ask.__name__)
def test_its_driver_finds_it_alive(terminal: Terminal, ask: Callable[[Settings], None]) -> None:
    ask(terminal.settings)


def test_every_device_of_the_table_is_asked() -> None:
    assert {ask.__name__ for ask in ASKED} | {"smart_card"} == set(COUNTERPARTS)


def test_a_staff_card_of_the_demo_is_known_to_the_terminal(terminal: Terminal) -> None:
    terminal.hall.tell("smart_card", "insert", kind="staff", number="K0001")
    said = subprocess.run(
        [sys.executable, "-c", CARD_READER, str(terminal.hall.config)],
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
        env={**os.environ, **terminal.hall.core_environment},
    )
    assert json.loads(said.stdout) == ["Virtual PCD 00 00", True, "K0001"]


def order(hall: Hall, device: str, act: Act) -> None:
    """What the dock sends; ValueError where the simulator does not understand it."""
    fields = dict(act.fields)
    match act.aim:
        case Aim.FIRST_CITIZEN:
            card = hall.tell("platform", "citizens", count=1)["citizens"][0]
            fields |= {name: card[name] for name in HOLDER}
        case Aim.CARD_HOLDER:
            fields |= {"name": hall.tell("platform", "citizens", count=1)["citizens"][0]["portrait"]}
        case Aim.SOMEBODY_ELSE:
            fields |= {"name": "other"}
        case Aim.OPEN_DOORS:
            fields |= {"board": 1, "lock": 1}
    hall.tell(device, act.do, **fields)


def press(hall: Hall, title: str, *labels: str) -> None:
    group = next(group for groups in PAGES.values() for group in groups if group.title == title)
    for label in labels:
        for act in next(button for button in group.buttons if button.label == label).acts:
            order(hall, group.device, act)


def test_what_the_dock_does_to_the_machine_is_what_its_buttons_say(terminal: Terminal) -> None:
    settings = terminal.settings
    module = IO_MODULES["modbus-rtu"](given(settings.io_module), CLOCK)
    supply = POWER_SUPPLIES["nut"](given(settings.ups), CLOCK)
    cabinet = LOCKERS[given(settings.locker).model](given(settings.locker), CLOCK)
    with closing(module), closing(supply), closing(cabinet):
        for label, seen in (
            ("有人", (True, False, False)),
            ("插耳机", (True, True, False)),
            ("开后门", (True, True, True)),
            ("人走了", (False, True, True)),
            ("拔耳机", (False, False, True)),
            ("关后门", (False, False, False)),
        ):
            press(terminal.hall, "机柜", label)
            now = module.look()
            assert (now.person_present, now.earphone_plugged, now.service_door_open) == seen
        press(terminal.hall, "机柜", "75 度", "风扇停")
        assert (module.look().temperature_c, module.look().fan_per_minute) == (75.0, 0)
        press(terminal.hall, "机柜", "探头断", "风扇转")
        assert (module.look().faults, module.look().fan_per_minute) == ((Fault.BROKEN,), 1500)
        press(terminal.hall, "机柜", "31 度")
        assert module.look().temperature_c == 31.2
        for label, course in (("停电", Course.FINISH_VISIT), ("电快没", Course.POWER_OFF), ("来电", Course.SERVE)):
            press(terminal.hall, "电源", label)
            assert supply.state().course is course
        press(terminal.hall, "取件柜", "撬开 1-1")
        assert cabinet.state(Compartment(1, 1)).door is Door.OPEN
        press(terminal.hall, "取件柜", "全关上")
        assert cabinet.state(Compartment(1, 1)).door is Door.CLOSED


def test_every_lamp_has_its_name_in_the_dock(terminal: Terminal) -> None:
    module = IO_MODULES["modbus-rtu"](given(terminal.settings.io_module), CLOCK)
    questions = next(group.questions for group in PAGES["机器"] if group.device == "io_module")
    with closing(module):
        module.set_lamp(Lamp.CARD, lit=True)
        module.set_lamp(Lamp.LOCKER, lit=True)
        answers = [{"ok": True, **terminal.hall.tell("io_module", one.do, **one.fields)} for one in questions]
        assert state_of("io_module", answers) == "灯亮着：读卡、柜子"
        for lamp in (Lamp.CARD, Lamp.LOCKER):
            module.set_lamp(lamp, lit=False)
    assert len(module.lamps()) == len(LAMPS)


@pytest.mark.parametrize("device", WIRED)
def test_every_fault_of_the_dock_is_known_to_the_wire(terminal: Terminal, device: str) -> None:
    for fault in (*WIRE_FAULTS, *PLUGS):
        for act in wire_acts(fault, for_ever=True):
            order(terminal.hall, device, act)
    press(terminal.hall, "摄像头", "恢复")


def test_a_wire_that_the_dock_spoils_is_spoilt_until_it_is_restored(terminal: Terminal) -> None:
    with closing(PIN_PADS["kiosk-pad"](given(terminal.settings.pin_pad), CLOCK)) as pad:
        for act in wire_acts("silent", for_ever=True):
            order(terminal.hall, "pin_pad", act)
        with pytest.raises(DeviceError) as caught:
            pad.check()
        assert caught.value.fault is Fault.ABSENT
        for act in wire_acts("clear", for_ever=True):
            order(terminal.hall, "pin_pad", act)
        assert pad.check()


@pytest.mark.parametrize("page", PAGES)
def test_every_button_of_the_dock_is_understood_by_its_simulator(terminal: Terminal, page: str) -> None:
    for group in PAGES[page]:
        for button in group.buttons:
            for act in button.acts:
                order(terminal.hall, group.device, act)
        answers = [{"ok": True, **terminal.hall.tell(group.device, one.do, **one.fields)} for one in group.questions]
        assert bool(state_of(group.device, answers)) == bool(group.questions)


def test_without_the_right_to_a_private_pcscd_the_hall_stands_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unshare = tmp_path / "unshare"
    unshare.write_text("#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n")
    unshare.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    hall = Hall(make_run_folder(), CLOCK, fitted=("smart_card", "ups"))
    try:
        settings = hall.start()
    finally:
        hall.remove()
    assert (settings.smart_card, settings.ups is not None, settings.locker) == (None, True, None)
    assert hall.core_environment == {}
    assert hall.missing == {"smart_card": "smart_card did not come up: unshare failed: Operation not permitted"}


def test_a_device_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no counterpart of \\['lift'\\]"):
        Hall(tmp_path, CLOCK, fitted=("lift",))
