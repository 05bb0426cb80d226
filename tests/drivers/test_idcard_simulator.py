"""The ID-card simulator as a process on a real pty, with the driver of the hall at the other end."""

import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from card_samples import FOREIGN_2017, FOREIGN_2023, LAID, RESIDENCE_PERMIT
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from simulator_process import SimulatorProcess, running

from config.device_settings import IdCardSettings
from drivers.catalog import ID_CARD_READERS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.idcard import CardKind, IdCardReader, frames
from drivers.idcard.samv_serial import SamVSerialReader
from drivers.idcard.simulator import SamVReader
from drivers.reopening_wire import ReopeningWire
from drivers.wire import SerialWire

MODULE = "drivers.idcard.simulator"


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running(MODULE, tmp_path_factory.mktemp("idcard")) as process:
        yield process


@pytest.fixture
def simulator(process: SimulatorProcess) -> SimulatorProcess:
    process.ask("plug")
    process.ask("clear")
    process.ask("remove")
    return process


@pytest.fixture
def reader(simulator: SimulatorProcess) -> Iterator[SamVSerialReader]:
    wire = ReopeningWire(lambda: SerialWire(simulator.link, 115_200))
    reader = SamVSerialReader(wire, SystemClock(), header_s=0.15, whole_s=0.4)
    yield reader
    reader.close()


def test_a_card_is_found_read_once_and_found_again_after_it_was_lifted(
    simulator: SimulatorProcess, reader: SamVSerialReader
) -> None:
    before = simulator.ask("count")
    assert not reader.card_present()
    simulator.ask("lay", **LAID)
    assert reader.card_present()
    card = reader.read()
    assert (card.number, card.name, card.valid_to) == (LAID["number"], LAID["name"], date(2040, 1, 1))
    assert not reader.card_present()
    simulator.ask("remove")
    simulator.ask("lay", **LAID)
    assert reader.card_present()
    after = simulator.ask("count")
    gained = {name: after[name] - before[name] for name in after}
    assert gained == {"finds": 2, "reads": 1, "cards_laid": 2, "questions": 4}


def test_a_card_that_was_read_is_known_to_lie_there_until_it_is_lifted(
    simulator: SimulatorProcess, reader: SamVSerialReader
) -> None:
    assert not reader.still_there()
    simulator.ask("lay", **LAID)
    assert not reader.still_there()
    assert reader.card_present()
    reader.read()
    assert reader.still_there()
    assert reader.still_there()
    simulator.ask("remove")
    assert not reader.still_there()
    simulator.ask("lay", **LAID)
    assert not reader.still_there()


def test_the_reader_names_its_module(reader: SamVSerialReader) -> None:
    assert reader.check() == "05.01-20240101-0000123456-0987654321"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (CardKind.RESIDENCE_PERMIT, RESIDENCE_PERMIT),
        (CardKind.FOREIGN_2017, FOREIGN_2017),
        (CardKind.FOREIGN_2023, FOREIGN_2023),
    ],
)
def test_all_kinds_of_card_can_be_laid(
    simulator: SimulatorProcess, reader: SamVSerialReader, kind: CardKind, fields: dict[str, str]
) -> None:
    simulator.ask("lay", kind=kind.value, **fields)
    assert reader.card_present()
    card = reader.read()
    assert (card.kind, card.number) == (kind, fields["number"])


def test_a_card_that_was_not_found_first_is_refused(simulator: SimulatorProcess, reader: SamVSerialReader) -> None:
    simulator.ask("lay", **LAID)
    assert _fault(reader) is Fault.CARD_UNREADABLE


@pytest.mark.parametrize(
    ("code", "fault"), [("41", Fault.CARD_UNREADABLE), ("31", Fault.CARD_UNREADABLE), ("66", Fault.BROKEN)]
)
def test_the_readers_own_refusals(
    simulator: SimulatorProcess, reader: SamVSerialReader, code: str, fault: Fault
) -> None:
    simulator.ask("lay", **LAID)
    assert reader.card_present()
    simulator.ask("answer_sw3", code=code, times=1)
    assert _fault(reader) is fault
    assert reader.card_present()
    assert reader.read().number == LAID["number"]


HARMLESS = [
    "slow",
    "garbage_before",
    "garbage_after",
    "one_byte_at_a_time",
    "stale_reply",
    "wrong_checksum",
    "wrong_length",
    "half_reply",
]


@pytest.mark.parametrize("name", HARMLESS)
def test_one_bad_reply_does_not_send_a_resident_away(simulator: SimulatorProcess, name: str) -> None:
    wire = SerialWire(simulator.link, 115_200)
    reader = SamVSerialReader(wire, SystemClock(), header_s=0.15, whole_s=2.0 if name == "slow" else 0.3)
    simulator.ask("lay", **LAID)
    assert reader.card_present()
    # twice: the replies to select and to read; but what stays damaged twice is a fault
    simulator.fault(name, times=2 if name == "slow" else 1)
    assert reader.read().number == LAID["number"]
    simulator.ask("remove")
    simulator.fault(name)
    assert not reader.card_present()
    reader.close()


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("silent", Fault.ABSENT),
        ("wrong_checksum", Fault.GARBLED),
        ("wrong_length", Fault.GARBLED),
        ("half_reply", Fault.GARBLED),
    ],
)
def test_bad_replies_that_do_not_end_are_a_fault_until_they_end(
    simulator: SimulatorProcess, reader: SamVSerialReader, name: str, fault: Fault
) -> None:
    simulator.ask("lay", **LAID)
    assert reader.card_present()
    simulator.fault(name, times=100)
    assert _fault(reader) is fault
    simulator.ask("clear")
    assert reader.read().number == LAID["number"]


def test_a_reader_pulled_out_in_the_middle_comes_back_under_its_path(
    simulator: SimulatorProcess, reader: SamVSerialReader
) -> None:
    simulator.ask("lay", **LAID)
    assert reader.card_present()
    simulator.fault("unplug_mid_frame")
    assert _fault(reader) is Fault.GONE
    assert _fault(reader) is Fault.ABSENT
    simulator.ask("plug")
    assert reader.card_present()
    assert reader.read().number == LAID["number"]


def test_a_reader_pulled_out_at_rest_is_absent_and_its_return_is_not_even_noticed(
    simulator: SimulatorProcess, reader: SamVSerialReader
) -> None:
    assert not reader.card_present()
    simulator.ask("unplug")
    assert not simulator.link.is_symlink()
    with pytest.raises(DeviceError) as caught:
        reader.card_present()
    assert caught.value.fault is Fault.ABSENT
    simulator.ask("plug")
    assert not reader.card_present()
    simulator.ask("unplug")
    simulator.ask("plug")
    assert not reader.card_present()


def test_a_taken_port_is_absent(simulator: SimulatorProcess, reader: SamVSerialReader) -> None:
    assert not reader.card_present()
    with pytest.raises(DeviceError) as caught:
        SerialWire(simulator.link, 115_200)
    assert caught.value.fault is Fault.ABSENT


def test_half_a_request_is_forgotten(simulator: SimulatorProcess) -> None:
    wire = SerialWire(simulator.link, 115_200)
    wire.write(frames.FIND[:8])
    assert wire.read(1, 0.3) == b""
    wire.write(frames.FIND)
    assert wire.read(11, 1.0) == bytes.fromhex("AA AA AA 96 69 00 04 00 00 80 84")
    wire.close()


def test_wrong_orders_are_refused_with_a_reason(simulator: SimulatorProcess) -> None:
    for do, fields, said in (
        ("lay", {"name": "长" * 16}, "room for 15"),
        ("lay", {"colour": "blue"}, "no card has"),
        ("lay", {"kind": "library"}, "library"),
        ("lay", {"number": 4}, "strings"),
        ("fault", {"name": "earthquake"}, "earthquake"),
        ("fault", {"name": "silent", "times": 0}, "times"),
        ("answer_sw3", {"code": "4"}, "two hex digits"),
        ("answer_sw3", {}, "code"),
        ("answer_sw3", {"code": "41", "to": "dance"}, "find, select, read"),
        ("dance", {}, "unknown request"),
    ):
        with pytest.raises(ValueError, match=said):
            simulator.ask(do, **fields)


def test_the_model_of_the_catalogue_opens_nothing_until_it_is_asked_and_draws_the_portrait(tmp_path: Path) -> None:
    link = tmp_path / "device.tty"
    decoder = (sys.executable, "-m", "drivers.idcard.stand_in_decoder")
    settings = IdCardSettings(port=link, portrait_decoder=decoder)
    reader: IdCardReader = ID_CARD_READERS[settings.model](settings, SystemClock())
    with pytest.raises(DeviceError) as caught:
        reader.card_present()
    assert caught.value.fault is Fault.ABSENT
    with running(MODULE, tmp_path, "--paced") as simulator:
        simulator.ask("lay", **LAID)
        assert reader.card_present()
        portrait = reader.read().portrait
        assert portrait is not None
        with Image.open(io.BytesIO(portrait)) as picture:
            assert picture.size == (102, 126)
        simulator.ask("lay", **LAID, portrait=False)
        assert reader.card_present()
        assert reader.read().portrait is None
    reader.close()


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.binary(max_size=20), st.sampled_from([frames.FIND, frames.SELECT, frames.READ])), max_size=12)
)
def test_no_host_crashes_the_reader(pieces: list[bytes]) -> None:
    reader = SamVReader()
    reader.lay(LAID)
    for piece in pieces:
        for reply in reader.receive(piece):
            assert frames.FrameParser().feed(reply) is not None


def _fault(reader: SamVSerialReader) -> Fault:
    with pytest.raises(DeviceError) as caught:
        reader.read()
    return caught.value.fault
