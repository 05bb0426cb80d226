"""Social-security cards: the records of the protocol sheet, every way of asking, what is kept back, the PIN."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_chip import ScriptedChip

from drivers.faults import DeviceError, Fault
from drivers.smart_card import PinVerdict
from drivers.smart_card.apdu import PlainChip, Reply, StatusWord
from drivers.smart_card.social_security import read, select, verify_pin
from drivers.smart_card.virtual_social_security import WAYS, SocialSecurityModel

SELECT = ("00 A4 04 00 0F 73 78 31 2E 73 68 2E C9 E7 BB E1 B1 A3 D5 CF", "61 19")
FCI = ("00 C0 00 00 19", "00" * 25 + "90 00")
EF05 = ("00 A4 02 00 02 EF 05", "90 00")
EF06 = ("00 A4 02 00 02 EF 06", "90 00")
CARD_ID = "01 10 44 01 00 D1 56 00 00 05 00 11 22 33 FF FF FF FF"
PUBLISHED = [
    SELECT,
    FCI,
    EF05,
    ("00 B2 01 04 12", "01 10 44 01 00 D1 56 00 00 05 00 11 22 33 44 55 66 77 90 00"),
    ("00 B2 07 04 0B", "07 09 41 30 30 30 30 30 30 30 31 90 00"),
    ("00 B2 04 04 0E", "04 0C 44 01 00 00 00 00 00 00 00 00 00 01 90 00"),
    ("00 B2 05 04 06", "05 04 20 24 01 01 90 00"),
    ("00 B2 06 04 06", "06 04 20 34 01 01 90 00"),
    ("00 B2 03 04 06", "03 04 32 2E 30 30 90 00"),
    EF06,
    ("00 B2 01 04 14", "08 12 34 34 30 31 30 36 31 39 39 30 30 31 30 31 30 30 31 33 90 00"),
    ("00 B2 02 04 20", "09 1E B2 E2 CA D4" + "00" * 26 + "90 00"),
    ("00 B2 03 04 16", "4E 14" + "00" * 20 + "90 00"),
    ("00 B2 07 04 06", "0D 04 19 90 01 01 90 00"),
    ("00 B2 04 04 03", "0A 01 31 90 00"),
    ("00 B2 05 04 03", "0B 01 01 90 00"),
    ("00 B2 06 04 05", "0C 03 44 01 06 90 00"),
]
"""The dialogue with the example records of the protocol sheet."""

READ_ID = PUBLISHED[3]
SHEETS_ID = "440100D1560000050011223344556677"
MODELS_ID = "44990100D15600000500112233FFFFFF"


def model_chip(**fields: str) -> PlainChip:
    return PlainChip(SocialSecurityModel(fields).answer, is_t0=True)


def with_answer(command: str, answer: str) -> ScriptedChip:
    """The published dialogue with one answer changed; it must end there."""
    at = [asked for asked, _ in PUBLISHED].index(command)
    return ScriptedChip(*PUBLISHED[:at], (command, answer))


def test_the_records_of_the_protocol_sheet() -> None:
    script = ScriptedChip(*PUBLISHED)
    card = read(script.chip(is_t0=True))
    script.assert_done()
    assert (card.version, card.card_number, card.card_id) == ("2.00", "A00000001", "440100D1560000050011223344556677")
    assert (card.issued, card.valid_to) == (date(2024, 1, 1), date(2034, 1, 1))
    assert card.holder is not None
    holder = card.holder
    assert (holder.number, holder.name, holder.birth) == ("440106199001010013", "测试", date(1990, 1, 1))
    assert (holder.sex, holder.nation, holder.birth_place) == ("1", "01", "440106")
    assert card.is_expired(date(2034, 1, 2))
    assert not card.is_expired(date(2034, 1, 1))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("version", ["1.00", "2.00", "3.00"])
def test_every_way_of_asking_for_a_record_is_tried(way: str, version: str) -> None:
    card = read(PlainChip(SocialSecurityModel({"version": version}, ways=(way,)).answer, is_t0=True))
    assert card.version == version
    assert (card.holder is None) is (version == "3.00")


def test_the_way_that_brought_the_right_record_is_kept() -> None:
    model = SocialSecurityModel({}, ways=("sfi-id",))
    asked: list[bytes] = []

    def transmit(apdu: bytes) -> bytes:
        asked.append(apdu)
        return model.answer(apdu)

    read(PlainChip(transmit, is_t0=True))
    records = sum(1 for apdu in asked if apdu[1] == 0xB2)
    assert records == 13 + 3  # thirteen records, and three ways that the card did not know


def test_the_third_generation_tells_its_own_number_and_asks_for_another_way() -> None:
    card = read(model_chip(version="3.00"))
    assert card.card_id == "44990100D15600000500112233FFFFFF"
    assert (card.holder, card.card_number, card.issued, card.valid_to) == (None, None, None, None)
    assert not card.is_expired(date(2099, 1, 1))


def test_a_long_name_goes_on_in_its_extension() -> None:
    name = "演示·" + "测试" * 7
    card = read(model_chip(name=name))
    assert card.holder is not None
    assert card.holder.name == name


def test_another_card_has_no_such_application() -> None:
    assert not select(ScriptedChip((SELECT[0], "6A 82")).chip())
    with pytest.raises(DeviceError) as caught:
        read(ScriptedChip((SELECT[0], "6A 82")).chip())
    assert caught.value.fault is Fault.CARD_UNREADABLE


@pytest.mark.parametrize("said", ["6A 81", "93 03", "62 83"])
def test_a_card_that_its_issuer_locked_is_refused(said: str) -> None:
    with pytest.raises(DeviceError) as caught:
        read(ScriptedChip((SELECT[0], said)).chip())
    assert caught.value.fault is Fault.REFUSED


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("00 B2 01 04 14", "08 12 34 34 30 31 30 36 31 39 39 30 30 31 30 31 30 30 31 34 90 00"),
        ("00 B2 01 04 14", "08 12 34 34 30 31 30 36 31 39 39 30 30 31 30 31 30 30 31 FF 90 00"),
        ("00 B2 02 04 20", "09 1E FF FF" + "00" * 28 + "90 00"),
        ("00 B2 02 04 20", "09 1E" + "00" * 30 + "90 00"),
        ("00 B2 07 04 06", "0D 04 19 91 01 01 90 00"),
        ("00 B2 05 04 06", "05 04 20 24 13 01 90 00"),
        ("00 B2 03 04 06", "03 04 32 2E 30 41 90 00"),
    ],
)
def test_a_card_that_contradicts_itself_is_invalid_and_its_words_are_not_repeated(command: str, answer: str) -> None:
    at = [asked for asked, _ in PUBLISHED].index(command)
    script = [*PUBLISHED[:at], (command, answer), *PUBLISHED[at + 1 :]]
    with pytest.raises(DeviceError) as caught:
        read(ScriptedChip(*script).chip(is_t0=True))
    assert caught.value.fault is Fault.CARD_INVALID
    assert "4401" not in str(caught.value)


def test_a_day_that_was_never_written_is_unknown() -> None:
    changed = {"00 B2 05 04 06": "05 04 FF FF FF FF 90 00", "00 B2 06 04 06": "06 04 00 00 00 00 90 00"}
    script = [(command, changed.get(command, answer)) for command, answer in PUBLISHED]
    card = read(ScriptedChip(*script).chip(is_t0=True))
    assert (card.issued, card.valid_to) == (None, None)


@pytest.mark.parametrize("answer", ["01 11 44 01 90 00", "01 90 00", "90 00", "6F 00", "99 99"])
def test_a_record_that_is_none_is_unreadable(answer: str) -> None:
    commands = ["00 B2 01 04 12", "00 B2 01 00 12", "00 B2 01 2C 12", "00 B2 01 28 12"]
    many = answer.split()[0] != "01" or len(answer.split()) < 4
    script = ScriptedChip(SELECT, FCI, EF05, *[(command, answer) for command in (commands if many else commands[:1])])
    with pytest.raises(DeviceError) as caught:
        read(script.chip(is_t0=True))
    assert caught.value.fault is Fault.CARD_UNREADABLE


def test_the_pin_and_the_tries_that_are_left() -> None:
    chip = model_chip()
    assert verify_pin(chip, "123456", MODELS_ID) == PinVerdict(is_right=True, tries_left=None)
    assert verify_pin(chip, "654321", MODELS_ID) == PinVerdict(is_right=False, tries_left=2)
    assert verify_pin(chip, "123456", MODELS_ID) == PinVerdict(is_right=True, tries_left=None)
    left = [verify_pin(chip, "000000", MODELS_ID).tries_left for _ in range(4)]
    assert left == [2, 1, 0, 0]
    assert verify_pin(chip, "123456", MODELS_ID) == PinVerdict(is_right=False, tries_left=0)


def test_the_pin_goes_over_as_three_bytes() -> None:
    script = ScriptedChip(SELECT, FCI, EF05, READ_ID, ("00 20 00 00 03 12 34 56", "63 00"))
    assert verify_pin(script.chip(is_t0=True), "123456", SHEETS_ID) == PinVerdict(is_right=False, tries_left=None)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "１２３４５６"])
def test_what_is_no_pin_never_reaches_the_card(pin: str) -> None:
    with pytest.raises(ValueError, match="six digits"):
        verify_pin(ScriptedChip().chip(), pin, SHEETS_ID)


def test_another_card_than_the_one_that_was_read_is_not_asked_for_a_pin() -> None:
    script = ScriptedChip(SELECT, FCI, EF05, READ_ID)
    with pytest.raises(DeviceError, match="another card") as caught:
        verify_pin(script.chip(is_t0=True), "123456", MODELS_ID)
    script.assert_done()
    assert caught.value.fault is Fault.CARD_INVALID


def test_a_pin_that_the_card_will_not_hear_is_no_verdict() -> None:
    script = ScriptedChip(SELECT, FCI, EF05, READ_ID, ("00 20 00 00 03 12 34 56", "69 84"))
    with pytest.raises(DeviceError) as caught:
        verify_pin(script.chip(is_t0=True), "123456", SHEETS_ID)
    assert caught.value.fault is Fault.REFUSED


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=12))
def test_no_card_crashes_or_hangs_the_reading(answers: list[bytes]) -> None:
    asked = 0

    def transmit(_: bytes) -> bytes:
        nonlocal asked
        asked += 1
        return answers[asked % len(answers)]

    with pytest.raises(DeviceError) as caught:
        read(PlainChip(transmit, is_t0=True))
    assert caught.value.fault in (Fault.CARD_UNREADABLE, Fault.CARD_INVALID, Fault.REFUSED)


@settings(deadline=None)
@given(st.binary(max_size=40))
def test_no_terminal_crashes_the_model(apdu: bytes) -> None:
    assert len(SocialSecurityModel({}).answer(apdu)) >= 2


def test_the_model_keeps_to_the_sheet_too() -> None:
    model = SocialSecurityModel({})
    assert model.answer(bytes.fromhex("00 A4 04 00 01 00")) == Reply(StatusWord.NOT_FOUND).encoded()
    assert model.answer(bytes.fromhex("00 B2 01 04 12")) == Reply(StatusWord.INSTRUCTION_UNKNOWN).encoded()


def test_nobody_stands_in_a_repr() -> None:
    card = read(model_chip())
    assert card.holder is not None
    for value in (card, card.holder):
        assert not {"4499", "测试", "A00000001"} & {
            word for word in ("4499", "测试", "A00000001") if word in repr(value)
        }
