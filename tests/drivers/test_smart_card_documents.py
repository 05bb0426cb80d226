"""Travel documents and staff cards against the card models: whole readings without a reader, and bad chips."""

import io
import secrets
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from scripted_chip import ScriptedChip

from drivers.faults import DeviceError, Fault
from drivers.smart_card import DocumentKind, MrzKey, data_groups, staff_card, travel_document
from drivers.smart_card.apdu import PlainChip
from drivers.smart_card.data_groups import DataGroupError
from drivers.smart_card.mrz import key_of
from drivers.smart_card.specimen_portrait import jpeg, jpeg2000
from drivers.smart_card.tlv import tlv
from drivers.smart_card.virtual_staff_card import StaffCardModel, demo_key
from drivers.smart_card.virtual_travel_document import TravelDocumentModel

TODAY = date(2026, 11, 21)
FACE = jpeg(15_000)
SMALL_FACE = jpeg2000()
DG11_TAGS = (data_groups.FULL_NAME, data_groups.PERSONAL_NUMBER, data_groups.BIRTH_PLACE)


def document(kind: DocumentKind, picture: bytes = SMALL_FACE, **fields: str) -> TravelDocumentModel:
    return TravelDocumentModel(kind, fields, picture)


def chip_of(model: TravelDocumentModel | StaffCardModel) -> PlainChip:
    return PlainChip(model.answer, is_t0=False)


def test_a_passport_with_a_portrait_of_15_kb() -> None:
    model = document(DocumentKind.PASSPORT, FACE)
    read = travel_document.read(chip_of(model), key_of(model.zone), TODAY, secrets.token_bytes)
    assert (read.kind, read.number, read.name) == (DocumentKind.PASSPORT, "E90000001", "测试")
    assert (read.latin_name, read.birth, read.expiry) == ("CE SHI", date(1990, 1, 1), date(2034, 1, 1))
    assert (read.sex, read.nationality, read.birth_place) == ("M", "UTO", "演示市")
    assert (read.portrait, read.portrait_type) == (FACE, "image/jpeg")
    assert len(FACE) == 15_000
    assert not read.is_expired(date(2034, 1, 1))
    assert read.is_expired(date(2034, 1, 2))
    assert not {word for word in ("E9000", "测试", "CE SHI", "1990") if word in repr(read)}


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (DocumentKind.HONG_KONG_MACAO_PERMIT, "C90000001"),
        (DocumentKind.TAIWAN_PERMIT, "LA0000001"),
        (DocumentKind.HOME_RETURN_PERMIT, "H90000001"),
        (DocumentKind.MAINLAND_PERMIT, "90000001"),
    ],
)
def test_permits(kind: DocumentKind, number: str) -> None:
    model = document(kind, number=number)
    read = travel_document.read(chip_of(model), key_of(model.zone), TODAY, secrets.token_bytes)
    assert (read.kind, read.number, read.name, read.latin_name) == (kind, number, "测试", "CE SHI")
    assert read.portrait_type == "image/jp2"
    with Image.open(io.BytesIO(read.portrait or b"")) as picture:
        assert picture.size == (240, 320)


def test_a_portrait_beyond_32_kb_needs_the_other_read_command() -> None:
    model = document(DocumentKind.PASSPORT, jpeg(50_000))
    read = travel_document.read(chip_of(model), key_of(model.zone), TODAY, secrets.token_bytes)
    assert read.portrait == jpeg(50_000)


@pytest.mark.parametrize(("birth", "year"), [("261121", 2026), ("261122", 1926), ("000229", 2000), ("270101", 1927)])
def test_nobody_is_born_tomorrow(birth: str, year: int) -> None:
    model = document(DocumentKind.PASSPORT, birth=birth)
    read = travel_document.read(chip_of(model), key_of(model.zone), TODAY, secrets.token_bytes)
    assert read.birth is not None
    assert read.birth.year == year


@pytest.mark.parametrize(
    "wrong",
    [
        MrzKey("E90000002", "900101", "340101"),
        MrzKey("E90000001", "900102", "340101"),
        MrzKey("E90000001", "900101", "340102"),
    ],
)
def test_a_wrong_key_is_refused_and_the_right_one_still_opens(wrong: MrzKey) -> None:
    model = document(DocumentKind.PASSPORT)
    chip = chip_of(model)
    with pytest.raises(DeviceError) as caught:
        travel_document.read(chip, wrong, TODAY, secrets.token_bytes)
    assert caught.value.fault is Fault.REFUSED
    assert travel_document.read(chip, key_of(model.zone), TODAY, secrets.token_bytes).number == "E90000001"


def test_nothing_is_readable_without_authentication() -> None:
    chip = chip_of(document(DocumentKind.PASSPORT))
    assert travel_document.select(chip)
    assert travel_document.file(chip, data_groups.EF_DG1) is None


def changed(kind: DocumentKind, **files: bytes | None) -> TravelDocumentModel:
    """A document with other contents in its files."""
    model = document(kind)
    for name, contents in files.items():
        identifier = getattr(data_groups, name)
        if contents is None:
            del model._files[identifier]
        else:
            model._files[identifier] = contents
    return model


@pytest.mark.parametrize(
    ("model", "fault"),
    [
        (changed(DocumentKind.PASSPORT, EF_DG1=None), Fault.CARD_UNREADABLE),
        (changed(DocumentKind.PASSPORT, EF_DG1=b"\x61\x02\x04\x00"), Fault.CARD_INVALID),
        (changed(DocumentKind.PASSPORT, EF_DG1=b"\xff" * 40), Fault.CARD_INVALID),
        (changed(DocumentKind.PASSPORT, EF_DG1=b"\x61\x83\xff\xff\xff"), Fault.CARD_INVALID),
        (changed(DocumentKind.PASSPORT, EF_DG1=b"\x61\x82\x40\x00" + bytes(20)), Fault.CARD_UNREADABLE),
        (changed(DocumentKind.PASSPORT, EF_DG1=data_groups.dg1_of("P<UTO" + "<" * 83)), Fault.CARD_INVALID),
        (changed(DocumentKind.PASSPORT, EF_DG1=data_groups.dg1_of("测".encode().hex().upper())), Fault.CARD_INVALID),
        (changed(DocumentKind.PASSPORT, EF_DG2=tlv(0x75, b"\x04\x00")), Fault.CARD_INVALID),
        (changed(DocumentKind.PASSPORT, EF_DG2=data_groups.dg2_of(b"GIF89a")), Fault.CARD_INVALID),
        (changed(DocumentKind.PASSPORT, EF_DG11=tlv(0x6B, b"\x5f")), Fault.CARD_INVALID),
    ],
)
def test_a_chip_whose_files_are_wrong(model: TravelDocumentModel, fault: Fault) -> None:
    with pytest.raises(DeviceError) as caught:
        travel_document.read(chip_of(model), key_of(model.zone), TODAY, secrets.token_bytes)
    assert caught.value.fault is fault
    assert "E9000" not in str(caught.value)


def test_a_file_that_ends_before_its_length_does_not_go_on_for_ever() -> None:
    script = ScriptedChip(
        ("00 A4 02 0C 02 01 01", "90 00"), ("00 B0 00 00 04", "61 10 5F 1F 90 00"), ("00 B0 00 04 0E", "90 00")
    )
    with pytest.raises(DeviceError, match="ends after 4 of 18 bytes") as caught:
        travel_document.file(script.chip(), data_groups.EF_DG1)
    assert caught.value.fault is Fault.CARD_UNREADABLE


def test_a_chip_that_is_somebody_elses_is_invalid() -> None:
    other = document(DocumentKind.PASSPORT, number="E90000002")
    model = changed(DocumentKind.PASSPORT, EF_DG1=data_groups.dg1_of(other.zone))
    with pytest.raises(DeviceError, match="not the printed one"):
        travel_document.read(chip_of(model), key_of(model.zone), TODAY, secrets.token_bytes)


def test_files_that_a_document_has_not_are_no_fault() -> None:
    model = changed(DocumentKind.TAIWAN_PERMIT, EF_DG11=None, EF_DG2=None, EF_COM=None)
    read = travel_document.read(chip_of(model), key_of(model.zone), TODAY, secrets.token_bytes)
    assert (read.name, read.birth_place, read.portrait, read.portrait_type) == ("测试", "", None, "")


def test_details_may_be_in_an_older_encoding() -> None:
    dg11 = tlv(
        0x6B, tlv(data_groups.FULL_NAME, "测试".encode("gbk")) + tlv(data_groups.FULL_BIRTH, b"\x19\x90\x01\x02")
    )
    details = data_groups.details(dg11)
    assert (details.name, details.birth) == ("测试", date(1990, 1, 2))
    assert data_groups.details(tlv(0x6B, tlv(data_groups.FULL_BIRTH, b"19900000"))).birth is None


@pytest.mark.parametrize("points", [0, 3])
def test_a_face_behind_its_feature_points(points: int) -> None:
    size = data_groups.FACE_INFORMATION_BYTES + 8 * points + data_groups.IMAGE_INFORMATION_BYTES + len(SMALL_FACE)
    head = size.to_bytes(4, "big") + points.to_bytes(2, "big") + bytes(14 + 8 * points + 12)
    record = data_groups.FACIAL_RECORD + (14 + size).to_bytes(4, "big") + b"\x00\x01" + head + SMALL_FACE
    dg2 = tlv(0x75, tlv(0x7F61, b"\x02\x01\x01" + tlv(0x7F60, tlv(0x7F2E, record))))
    assert data_groups.portrait(dg2).data == SMALL_FACE
    with pytest.raises(DataGroupError):
        data_groups.portrait(tlv(0x75, tlv(0x7F2E, record[:-1])))
    with pytest.raises(DataGroupError):
        data_groups.portrait(tlv(0x75, tlv(0x7F2E, record[:20])))


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"\x75\x81\x80", b"\x61\x10", b"\x6b\x7f", b"\x60\x20\x5c"]))
def test_no_file_crashes_the_parsers(data: bytes, head: bytes) -> None:
    parsers = (data_groups.present, data_groups.zone_text, data_groups.portrait, data_groups.details)
    for parse in parsers:
        try:
            parse(head + data)
        except DataGroupError:
            continue


@settings(deadline=None)
@given(st.integers(1, 25), st.binary(max_size=30))
def test_a_chip_that_goes_mad_in_the_middle_is_unreadable(after: int, nonsense: bytes) -> None:
    model = document(DocumentKind.PASSPORT, FACE)
    asked = 0

    def transmit(apdu: bytes) -> bytes:
        nonlocal asked
        asked += 1
        return model.answer(apdu) if asked < after else nonsense

    with pytest.raises(DeviceError) as caught:
        travel_document.read(PlainChip(transmit, is_t0=False), key_of(model.zone), TODAY, secrets.token_bytes)
    assert caught.value.fault in (Fault.CARD_UNREADABLE, Fault.REFUSED)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_no_terminal_crashes_the_models(apdu: bytes) -> None:
    for model in (document(DocumentKind.PASSPORT, b""), StaffCardModel("K0001", demo_key("K0001"))):
        assert len(model.answer(apdu)) >= 2


def keys(*numbers: str) -> dict[str, bytes]:
    return {number: demo_key(number).public_key().public_bytes_raw() for number in numbers}


def test_a_staff_card_proves_itself() -> None:
    chip = chip_of(StaffCardModel("K0001", demo_key("K0001")))
    assert staff_card.read(chip, keys("K0001", "K0002"), secrets.token_bytes).number == "K0001"


@pytest.mark.parametrize(
    ("number", "key_of_card", "listed"),
    [("K0001", "K0001", ()), ("K0001", "K0002", ("K0001", "K0002")), ("K0002", "K0001", ("K0001", "K0002"))],
)
def test_a_staff_card_that_is_not_ours_is_refused(number: str, key_of_card: str, listed: tuple[str, ...]) -> None:
    chip = chip_of(StaffCardModel(number, demo_key(key_of_card)))
    with pytest.raises(DeviceError) as caught:
        staff_card.read(chip, keys(*listed), secrets.token_bytes)
    assert caught.value.fault is Fault.REFUSED


def test_a_recorded_answer_does_not_open_a_second_time() -> None:
    model = StaffCardModel("K0001", demo_key("K0001"))
    recorded: dict[bytes, bytes] = {}

    def record(apdu: bytes) -> bytes:
        return recorded.setdefault(apdu[:4], model.answer(apdu))

    assert staff_card.read(PlainChip(record, is_t0=False), keys("K0001"), secrets.token_bytes).number == "K0001"
    with pytest.raises(DeviceError) as caught:
        staff_card.read(PlainChip(record, is_t0=False), keys("K0001"), secrets.token_bytes)
    assert caught.value.fault is Fault.REFUSED


def test_a_staff_number_of_another_form_is_invalid() -> None:
    with pytest.raises(DeviceError) as caught:
        staff_card.read(chip_of(StaffCardModel("K 1", demo_key("K"))), {}, secrets.token_bytes)
    assert caught.value.fault is Fault.CARD_INVALID
