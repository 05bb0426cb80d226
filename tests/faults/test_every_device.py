"""Each device × each way its wire can fail: which services are left, by the table below, and no wait beyond its limit.

The devices are the hall's own simulators on their wires, asked through the looks that the running core uses.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from faulty_port import FaultyPort, PortFault
from whole_catalogue import whole_catalogue

from config.settings import Settings, load
from config.texts import load_texts
from drivers.camera import NoLamp
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import Devices, at_first, open_devices
from kiosk.cabinet.looks import looks
from kiosk.cabinet.watch import MISSES, Pace, Watch
from kiosk.hall.surroundings import ALL, Hall, make_run_folder
from kiosk.health import PLATFORM, DeviceState, Health
from kiosk.items.catalogue import Catalogue, Item
from kiosk.journal import Journal
from kiosk.look.visit import Looker
from kiosk.session import Session, Terminal

SERVICES: dict[str, tuple[str, ...]] = {
    "certificate": ("idcard", "a4_printer", "platform"),
    "certificate-with-slip": ("idcard", "a4_printer", "receipt_printer", "platform"),
    "pension-check": ("idcard", "camera", "platform"),
    "insurance-by-card": ("smart_card", "pin_pad", "a4_printer", "platform"),
    "collect": ("code_scanner", "locker", "platform"),
    "apply": ("idcard", "document_scanner", "signature_pad", "receipt_printer", "platform"),
    "collect-in-the-lit-hall": ("code_scanner", "locker", "io_module", "platform"),
    "guide": (),
    "endorse": ("idcard", "smart_card", "endorser", "platform"),
    "spoken-guide": ("sound",),
    "keypad-guide": ("keypad",),
    "pay-by-card": ("bank_card", "platform"),
}
"""Stand for the items of a whole hall: what each cannot do without."""

WITHOUT: dict[str, set[str]] = {
    "idcard": {"certificate", "certificate-with-slip", "pension-check", "apply", "endorse"},
    "receipt_printer": {"certificate-with-slip", "apply"},
    "a4_printer": {"certificate", "certificate-with-slip", "insurance-by-card"},
    "smart_card": {"insurance-by-card", "endorse"},
    "camera": {"pension-check"},
    "io_module": {"collect-in-the-lit-hall"},
    "locker": {"collect", "collect-in-the-lit-hall"},
    "code_scanner": {"collect", "collect-in-the-lit-hall"},
    "pin_pad": {"insurance-by-card"},
    "endorser": {"endorse"},
    "keypad": {"keypad-guide"},
    "document_scanner": {"apply"},
    "bank_card": {"pay-by-card"},
    "ups": set(),
}
"""The declared table: what falls out with each device. Nothing waits for a battery."""

ASKED = Path(__file__).with_name("asked_smart_card.py")
CASES = ("absent", "silent", "garbage", "slow", "half answer", "unplugged")
SURVIVES: dict[str, dict[str, str]] = {
    "idcard": {"slow": "a reply of 40 bytes takes 35 ms instead of 3.5"},
    "receipt_printer": {"slow": "a status is one byte"},
    "a4_printer": {"slow": "an answer of 6 KB comes in 2 s"},
    "io_module": {"slow": "an answer of 7 bytes takes 73 ms instead of 7"},
    "locker": {"slow": "an answer of 8 bytes takes 83 ms instead of 8"},
    "code_scanner": {"slow": "an answer of 7 bytes takes 73 ms instead of 7"},
    "endorser": {"slow": "a state of 19 bytes takes 17 ms instead of 2"},
    "bank_card": {"slow": "an answer of 30 bytes takes 0.3 s instead of 30 ms"},
    "pin_pad": {"slow": "an answer of 20 bytes takes 0.2 s instead of 20 ms"},
    "ups": {"slow": "a line of 30 bytes"},
    "camera": dict.fromkeys(
        ("silent", "garbage", "slow", "half answer"), "closed at rest: pictures fail when they are asked for"
    ),
    "document_scanner": dict.fromkeys(
        ("silent", "garbage", "slow", "half answer"), "a question about its options moves nothing; a scan has limits"
    ),
    "keypad": dict.fromkeys(
        ("silent", "garbage", "slow", "half answer"), "it says nothing until a key is pressed: only a finger can tell"
    ),
    "smart_card": dict.fromkeys(
        ("silent", "garbage", "slow", "half answer"), "faults of a card: at rest only reader and service are asked"
    ),
}
"""Where a device goes on, and why that is right; everywhere else it is out."""

WIRE = {"silent": "silent", "garbage": "wrong_checksum", "slow": "slow", "half answer": "half_reply"}
PORT = {
    "silent": PortFault.SILENT,
    "garbage": PortFault.GARBAGE,
    "slow": PortFault.SLOW,
    "half answer": PortFault.HALF,
    "unplugged": PortFault.UNPLUGGED,
}
OFTEN = 100_000
SAYS_LITTLE = ("smart_card", "camera", "keypad", "document_scanner")
"""Asked at rest whether they are there; their wire carries something only while they are used."""
LIMITS_S: dict[str, float] = {"idcard": 21.0, "a4_printer": 21.0, "smart_card": 15.0}
"""Longest look: idcard twice two exchanges of 5 s, an IPP question 20 s, the smart card is asked by a process."""
LIMIT_S = 6.0


@dataclass
class Cabinet:
    """One terminal's devices, and what is done to them."""

    hall: Hall
    settings: Settings
    devices: Devices
    asks: dict[str, Callable[[], DeviceState]]
    port: FaultyPort
    journal: Journal
    book: DeviceBook

    def break_it(self, device: str, case: str) -> None:
        if device == "a4_printer" and case != "absent":
            self.port.fault = PORT[case]
        elif case == "absent":
            self.hall.tell(device, "off" if device == "a4_printer" else "unplug")
        elif case == "unplugged":
            if device in SAYS_LITTLE:
                self.hall.tell(device, "unplug")
            else:
                self.hall.tell(device, "fault", name="unplug_mid_frame")
        elif device in SAYS_LITTLE:
            with suppress(ValueError):
                self.hall.tell(device, "fault", name=WIRE[case], times=OFTEN)
        else:
            self.hall.tell(device, "fault", name=WIRE[case], times=OFTEN)

    def mend(self, device: str) -> None:
        self.port.fault = PortFault.NONE
        self.hall.tell(device, "clear")
        self.hall.tell(device, "on" if device == "a4_printer" else "plug")


@pytest.fixture(scope="module")
def cabinet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cabinet]:
    clock = SystemClock()
    hall = Hall(make_run_folder(), clock, fitted=ALL)
    state = tmp_path_factory.mktemp("state")
    try:
        settings = hall.start()
        assert settings.a4_printer is not None
        address = urlsplit(settings.a4_printer.device)
        port = FaultyPort((str(address.hostname), int(address.port or 631)), clock)
        behind = settings.a4_printer.device.replace(f":{address.port}", f":{port.port}")
        a4_printer = settings.a4_printer.model_copy(update={"device": behind})
        settings = settings.model_copy(update={"a4_printer": a4_printer})
        devices = open_devices(settings, clock, NoLamp())
        journal, book = Journal(state / "journal.sqlite", clock), DeviceBook(state / "journal.sqlite", clock)
        asks = looks(devices, None, settings, post=lambda _: None, journal=journal, book=book)
        asks["smart_card"] = lambda: smart_card(hall)
        yield Cabinet(hall, settings, devices, asks, port, journal, book)
        devices.close()
        book.close()
        journal.close()
        port.close()
    finally:
        hall.remove()


def smart_card(hall: Hall) -> DeviceState:
    """By a process of its own: the PC/SC library finds its service once in the life of a process."""
    asked = subprocess.run(
        [sys.executable, str(ASKED), str(hall.config)],
        env={**os.environ, **hall.core_environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    if asked.stdout:
        raise DeviceError(Fault(asked.stdout), "as the process says")
    return DeviceState(faults=())


def catalogue_of(folder: Path) -> Catalogue:
    """The real item, with the needs of each service in place of its own."""
    known = whole_catalogue()["ss-enrolment-certificate"]
    return {
        name: Item(name, known.settings.model_copy(update={"devices": needs}), known.layout)
        for name, needs in SERVICES.items()
    }


def offered(settings: Settings, device: str, state: DeviceState) -> set[str]:
    """What the home screen lets people choose when that one device is so, and all others work."""
    states = {name: DeviceState(faults=()) for name in (*at_first(settings), PLATFORM)}
    terminal = Terminal(
        name="t-01",
        place="p",
        city="441300",
        is_sample=True,
        catalogue=catalogue_of(Path()),
        health=Health(devices=states).seen(device, state),
    )
    view = Looker(load_texts(), SystemClock().now)(Session(terminal=terminal, boot="0" * 32, shelf="social-security"))
    return {choice.id for choice in view.choices if choice.is_open}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("device", WITHOUT)
def test_what_falls_out_with_a_device_is_what_the_table_says(cabinet: Cabinet, device: str, case: str) -> None:
    clock = SystemClock()
    longest_s = 0.0

    def ask() -> DeviceState:
        nonlocal longest_s
        began = clock.monotonic()
        try:
            return cabinet.asks[device]()
        finally:
            longest_s = max(longest_s, clock.monotonic() - began)

    watch = Watch(
        device,
        ask,
        lambda _: None,
        cabinet.journal,
        cabinet.book,
        pace=Pace(5.0, 1.0),
        is_in_use=lambda: False,
    )
    cabinet.mend(device)
    if case == "unplugged":
        watch.look()
        assert watch.last.works, watch.last
    cabinet.break_it(device, case)
    try:
        for _ in range(MISSES if case == "unplugged" else 1):
            watch.look()
        works = case in SURVIVES.get(device, {})
        assert watch.last.works is works, watch.last
        lost = set() if works else WITHOUT[device]
        assert offered(cabinet.settings, device, watch.last) == set(SERVICES) - lost
        assert longest_s <= LIMITS_S.get(device, LIMIT_S)
    finally:
        cabinet.mend(device)
    for _ in range(2):
        watch.look()
    assert watch.last.works, f"{device} did not come back: {watch.last}"


def test_the_table_names_every_device_with_a_wire() -> None:
    config = load(Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml")
    wireless = {"signature_pad", "sound", "machine", "face"}
    # A stick that is broken or pulled, a camera above the sheets that sees nothing: tests/kiosk/test_copying.py,
    # tests/printing/test_numbers_read.py.
    by_themselves = {"usb_stick", "sheet_camera"}
    assert set(WITHOUT) == set(at_first(config)) - wireless - by_themselves
    for device, lost in WITHOUT.items():
        assert lost == {name for name, needs in SERVICES.items() if device in needs}
