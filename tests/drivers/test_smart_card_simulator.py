"""The smart-card driver of the hall against a real pcscd with a virtual reader; the cards are models in a process."""

import threading
from collections.abc import Iterator

import pytest
from smart_card_process import READER, CardTable, running_reader
from waiting import wait_until

from config.device_settings import SmartCardSettings
from drivers.catalog import SMART_CARD_READERS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.smart_card import CardKind, MrzKey, PinVerdict, SmartCardReader, StaffCard
from drivers.smart_card.mrz import key_of
from drivers.smart_card.pcsc import PcscReader
from drivers.smart_card.virtual_staff_card import demo_key

SILENCE_S = 0.5
STAFF_KEYS = {"K0001": demo_key("K0001").public_key().public_bytes_raw()}
CARD_ID = "44990100D15600000500112233FFFFFF"
PASSPORT_KEY = MrzKey("E90000001", "900101", "340101")
NOTICED_S = 3.0
"""pcscd looks at the reader every 0.4 s."""


@pytest.fixture(scope="module")
def process() -> Iterator[CardTable]:
    with running_reader() as process:
        yield process


@pytest.fixture
def table(process: CardTable) -> CardTable:
    process.ask("clear")
    process.ask("start_pcscd")
    return process


@pytest.fixture
def reader(table: CardTable) -> Iterator[PcscReader]:
    reader = PcscReader(READER, SystemClock(), staff_keys=STAFF_KEYS, silence_s=SILENCE_S)
    yield reader
    reader.close()


def inserted(table: CardTable, reader: PcscReader, kind: str, **fields: object) -> dict[str, str]:
    told = table.lay(kind=kind, **fields)
    assert reader.await_card(within_s=NOTICED_S)
    return told


def fault_of_kind(reader: PcscReader) -> Fault:
    with pytest.raises(DeviceError) as caught:
        reader.kind()
    return caught.value.fault


def test_a_passport_is_opened_and_read_with_its_portrait_of_15_kb(table: CardTable, reader: PcscReader) -> None:
    zone = inserted(table, reader, "passport")["zone"]
    assert reader.kind() is CardKind.TRAVEL_DOCUMENT
    before = table.ask("count")["apdus"]
    document = reader.read_travel_document(key_of(zone))
    assert (document.number, document.name, document.portrait_type) == ("E90000001", "测试", "image/jpeg")
    assert document.portrait is not None
    assert len(document.portrait) == 15_000
    assert 75 < table.ask("count")["apdus"] - before < 90
    with pytest.raises(DeviceError) as caught:
        reader.read_travel_document(MrzKey("E90000001", "900101", "340102"))
    assert caught.value.fault is Fault.REFUSED
    # what was opened does not stay open for the next call
    assert reader.read_travel_document(key_of(zone)) == document


def test_every_fault_of_the_wire_once_and_for_good(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "passport")
    for name in ("slow", "one_byte_at_a_time", "half_reply", "garbage_before", "garbage_after", "wrong_length"):
        table.fault(name)
        assert reader.read_travel_document(PASSPORT_KEY).number == "E90000001", name
    table.fault("stale_reply")
    assert reader.read_travel_document(PASSPORT_KEY).number == "E90000001"
    table.fault("wrong_checksum")
    assert reader.kind() is CardKind.TRAVEL_DOCUMENT
    for name in ("half_reply", "garbage_after", "wrong_length", "wrong_checksum"):
        table.fault(name, times=100)
        with pytest.raises(DeviceError) as caught:
            reader.read_travel_document(PASSPORT_KEY)
        assert caught.value.fault is Fault.CARD_UNREADABLE, name
        table.ask("clear")
    assert reader.read_travel_document(PASSPORT_KEY).number == "E90000001"


def test_a_card_that_answers_too_slowly_to_be_worth_waiting_for(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "passport")
    hurried = PcscReader(READER, SystemClock(), silence_s=SILENCE_S, whole_s=0.6)
    table.fault("slow", times=100)
    with pytest.raises(DeviceError) as caught:
        hurried.read_travel_document(PASSPORT_KEY)
    assert caught.value.fault is Fault.TIMED_OUT
    table.ask("clear")
    assert reader.kind() is CardKind.TRAVEL_DOCUMENT
    hurried.close()


def test_the_service_killed_in_the_middle_of_a_reading(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "passport")
    table.fault("slow", times=100)
    caught: list[Fault] = []

    def read() -> None:
        try:
            reader.read_travel_document(PASSPORT_KEY)
        except DeviceError as error:
            caught.append(error.fault)

    before = table.ask("count")["apdus"]
    thread = threading.Thread(target=read)
    thread.start()
    wait_until(lambda: table.ask("count")["apdus"] > before, 2.0, "the first command")
    table.ask("restart_pcscd")
    thread.join(5.0)
    assert caught == [Fault.GONE]
    table.ask("clear")
    assert reader.await_card(within_s=NOTICED_S)
    assert reader.read_travel_document(PASSPORT_KEY).number == "E90000001"


def test_a_permit(table: CardTable, reader: PcscReader) -> None:
    zone = inserted(table, reader, "CS", number="C90000001", portrait="jpeg2000")["zone"]
    document = reader.read_travel_document(key_of(zone[:30]))
    assert (document.number, document.name, document.portrait_type) == ("C90000001", "测试", "image/jp2")


def test_a_pin_is_never_sent_twice_whatever_became_of_the_answer(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "social-security")
    # the replies to SELECT, GET RESPONSE, file and record arrive, the verdict does not
    table.fault("one_byte_at_a_time", times=4)
    table.fault("half_reply")
    with pytest.raises(DeviceError) as caught:
        reader.verify_pin("000000", CARD_ID)
    assert caught.value.fault is Fault.CARD_UNREADABLE
    assert reader.verify_pin("000000", CARD_ID).tries_left == 1


def test_a_social_security_card_and_its_pin(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "social-security")
    assert reader.kind() is CardKind.SOCIAL_SECURITY
    card = reader.read_social_security()
    assert card.holder is not None
    assert (card.version, card.holder.name, card.holder.number) == ("2.00", "测试", "449901199001010013")
    assert reader.verify_pin("123456", CARD_ID) == PinVerdict(is_right=True, tries_left=None)
    assert [reader.verify_pin("000000", CARD_ID).tries_left for _ in range(4)] == [2, 1, 0, 0]
    with pytest.raises(ValueError, match="six digits"):
        reader.verify_pin("12345", CARD_ID)
    with pytest.raises(DeviceError) as caught:
        reader.read_travel_document(PASSPORT_KEY)
    assert caught.value.fault is Fault.CARD_UNREADABLE


def test_the_third_generation_tells_only_its_own_number(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "social-security", version="3.00", ways="sfi-id")
    card = reader.read_social_security()
    assert (card.version, card.holder, len(card.card_id)) == ("3.00", None, 32)


def test_staff_cards(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "staff")
    assert reader.kind() is CardKind.STAFF
    assert reader.read_staff_card() == StaffCard("K0001")
    inserted(table, reader, "staff", key_of="K0002")
    with pytest.raises(DeviceError) as caught:
        reader.read_staff_card()
    assert caught.value.fault is Fault.REFUSED


@pytest.mark.parametrize(("kind", "answer"), [("other", CardKind.OTHER), ("garbage", Fault.CARD_UNREADABLE)])
def test_cards_that_are_none_of_ours(table: CardTable, reader: PcscReader, kind: str, answer: object) -> None:
    inserted(table, reader, kind)
    assert (reader.kind() if answer is CardKind.OTHER else fault_of_kind(reader)) is answer
    with pytest.raises(DeviceError) as caught:
        reader.read_social_security()
    assert caught.value.fault is Fault.CARD_UNREADABLE


def test_a_silent_card_costs_one_limit_and_nothing_more_until_it_is_taken(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "passport")
    table.fault("silent")
    clock = SystemClock()
    began = clock.monotonic()
    assert fault_of_kind(reader) is Fault.TIMED_OUT
    assert SILENCE_S <= clock.monotonic() - began < SILENCE_S + 0.5
    assert fault_of_kind(reader) is Fault.TIMED_OUT
    assert clock.monotonic() - began < SILENCE_S + 0.6
    reader.close()
    table.take()
    wait_until(lambda: not _is_stuck(reader), 2.0, "the end of the call that hung")
    assert reader.await_removal(within_s=NOTICED_S)


def _is_stuck(reader: PcscReader) -> bool:
    return reader._patience.is_stuck


def test_a_card_pulled_out_in_the_middle(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "passport")
    table.fault("unplug_mid_frame")
    with pytest.raises(DeviceError) as caught:
        reader.read_travel_document(PASSPORT_KEY)
    assert caught.value.fault is Fault.CARD_UNREADABLE
    table.take()
    assert reader.await_removal(within_s=NOTICED_S)
    assert not reader.card_present()
    assert fault_of_kind(reader) is Fault.CARD_UNREADABLE
    inserted(table, reader, "passport")
    assert reader.read_travel_document(PASSPORT_KEY).number == "E90000001"


def test_the_service_restarted_at_rest_and_while_a_card_is_awaited(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "staff")
    table.ask("restart_pcscd")
    assert reader.await_card(within_s=NOTICED_S)
    assert reader.read_staff_card() == StaffCard("K0001")
    table.take()
    assert reader.await_removal(within_s=NOTICED_S)
    waiting: list[bool] = []
    thread = threading.Thread(target=lambda: waiting.append(reader.await_card(within_s=5.0)))
    thread.start()
    table.ask("restart_pcscd")
    table.lay(kind="staff")
    thread.join(6.0)
    assert waiting == [True]


def test_the_service_gone_and_back(table: CardTable, reader: PcscReader) -> None:
    inserted(table, reader, "staff")
    table.ask("stop_pcscd")
    for ask in (reader.card_present, reader.kind, reader.check, lambda: reader.await_card(within_s=0.3)):
        with pytest.raises(DeviceError) as caught:
            ask()
        assert caught.value.fault is Fault.ABSENT
    table.ask("start_pcscd")
    assert reader.await_card(within_s=NOTICED_S)
    assert reader.kind() is CardKind.STAFF


def test_the_reader_unplugged_and_back(table: CardTable, reader: PcscReader) -> None:
    assert reader.check() == "Virtual PCD 00 00"
    table.ask("unplug")
    with pytest.raises(DeviceError) as caught:
        reader.card_present()
    assert caught.value.fault is Fault.ABSENT
    table.ask("plug")
    assert reader.check() == "Virtual PCD 00 00"


def test_a_reader_of_another_name_is_absent(table: CardTable) -> None:
    other = PcscReader("ACS ACR39U", SystemClock())
    with pytest.raises(DeviceError, match="no reader 'ACS ACR39U") as caught:
        other.check()
    assert caught.value.fault is Fault.ABSENT
    other.close()


def test_no_card_comes(table: CardTable, reader: PcscReader) -> None:
    table.take()
    assert reader.await_removal(within_s=NOTICED_S)
    assert not reader.await_card(within_s=0.05)


def test_the_model_of_the_catalogue(table: CardTable) -> None:
    public = STAFF_KEYS["K0001"].hex()
    settings = SmartCardSettings(reader=READER, staff_cards={"K0001": public}, silence_s=SILENCE_S)
    reader: SmartCardReader = SMART_CARD_READERS[settings.model](settings, SystemClock())
    assert table.lay(kind="staff") == {"public_key": public}
    assert reader.await_card(within_s=NOTICED_S)
    assert reader.read_staff_card() == StaffCard("K0001")
    reader.close()


def test_wrong_orders_are_refused_with_a_reason(table: CardTable) -> None:
    for do, fields, said in (
        ("insert", {"kind": "library"}, "no card 'library'"),
        ("insert", {}, "no card 'None'"),
        ("insert", {"kind": "passport", "colour": "blue"}, "has no"),
        ("insert", {"kind": "passport", "number": 4}, "strings"),
        ("insert", {"kind": "passport", "portrait_bytes": 10**6}, "portrait_bytes"),
        ("insert", {"kind": "passport", "portrait": "gif"}, "jpeg"),
        ("insert", {"kind": "social-security", "ways": "telepathy"}, "telepathy"),
        ("insert", {"kind": "social-security", "name": "长" * 30}, "room for 20"),
        ("insert", {"kind": "social-security", "colour": "blue"}, "has no"),
        ("fault", {"name": "earthquake"}, "earthquake"),
    ):
        with pytest.raises(ValueError, match=said):
            table.ask(do, **fields)
