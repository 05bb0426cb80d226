"""Basic Access Control and secure messaging: ICAO 9303-11 appendix D, byte for byte, and what tampering does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_chip import ScriptedChip

from drivers.faults import DeviceError, Fault
from drivers.smart_card import MrzKey, bac
from drivers.smart_card.apdu import Command, Reply, StatusWord, reply_of
from drivers.smart_card.bac import ProtectionError, SecureChip

KEY = MrzKey("L898902C", "690806", "940623")
SEED = bytes.fromhex("239AB9CB282DAF66231DC5A4DF6BFBAE")
OURS, THEIRS = bytes.fromhex("781723860C06C226"), bytes.fromhex("4608F91988702212")
OUR_HALF = bytes.fromhex("0B795240CB7049B01C19B33E32804F0B")
THEIR_HALF = bytes.fromhex("0B4F80323EB3191CB04970CB4052790B")
CHALLENGE = ("0084000008", "4608F919887022129000")
AUTHENTICATE = (
    "0082000028 72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2 5F1448EEA8AD90A7 28",
    "46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F 2F2D235D074D7449 9000",
)
SELECT_COM = ("0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800", "990290008E08FA855A5D4C50A8ED9000")
READ_4 = (
    "0CB000000D9701048E08ED6705417E96BA5500",
    "8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000",
)
READ_18 = (
    "0CB000040D9701128E082EA28A70F3C7B53500",
    "871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000",
)


def fixed_random(size: int) -> bytes:
    return {8: OURS, 16: OUR_HALF}[size]


def test_the_keys_of_appendix_d() -> None:
    assert bac.seed_of(KEY) == SEED
    assert bac.derived(SEED, bac.FOR_ENCRYPTION) == bytes.fromhex("AB94FDECF2674FDFB9B391F85D7F76F2")
    assert bac.derived(SEED, bac.FOR_MAC) == bytes.fromhex("7962D9ECE03D1ACD4C76089DCE131543")
    session = bytes(a ^ b for a, b in zip(OUR_HALF, THEIR_HALF, strict=True))
    assert bac.derived(session, bac.FOR_ENCRYPTION) == bytes.fromhex("979EC13B1CBFE9DCD01AB0FED307EAE5")
    assert bac.derived(session, bac.FOR_MAC) == bytes.fromhex("F1CB1F1FB5ADF208806B89DC579DC1F8")


def test_the_whole_dialogue_of_appendix_d() -> None:
    card = ScriptedChip(CHALLENGE, AUTHENTICATE, SELECT_COM, READ_4, READ_18)
    chip = bac.authenticated(card.chip(), KEY, fixed_random)
    assert chip.ask(Command(0x00, 0xA4, 0x02, 0x0C, b"\x01\x1e")) == Reply(StatusWord.SUCCESS)
    assert chip.ask(Command(0x00, 0xB0, 0x00, 0x00, le=4)).data == bytes.fromhex("60145F01")
    assert chip.ask(Command(0x00, 0xB0, 0x00, 0x04, le=18)).data == bytes.fromhex(
        "04303130365F36063034303030305C026175"
    )
    card.assert_done()


def channel() -> bac.Secured:
    return bac.session(OUR_HALF, THEIR_HALF, THEIRS, OURS)


@pytest.mark.parametrize("at", range(len(bytes.fromhex(READ_4[1])) - 2))
def test_one_changed_bit_anywhere_ends_the_reading(at: int) -> None:
    reply = bytearray(bytes.fromhex(READ_4[1]))
    reply[at] ^= 0x01
    secured = channel()
    secured.protected(Command(0x00, 0xA4, 0x02, 0x0C, b"\x01\x1e"))
    secured.opened(reply_of(bytes.fromhex(SELECT_COM[1])))
    chip = SecureChip(ScriptedChip((READ_4[0], reply.hex())).chip(), secured)
    with pytest.raises(DeviceError) as caught:
        chip.ask(Command(0x00, 0xB0, 0x00, 0x00, le=4))
    assert caught.value.fault is Fault.CARD_UNREADABLE


def test_an_answer_of_before_is_not_taken_twice() -> None:
    secured = channel()
    secured.protected(Command(0x00, 0xA4, 0x02, 0x0C, b"\x01\x1e"))
    reply = reply_of(bytes.fromhex(SELECT_COM[1]))
    assert secured.opened(reply).is_done
    secured.protected(Command(0x00, 0xB0, 0x00, 0x00, le=4))
    with pytest.raises(ProtectionError, match="MAC"):
        secured.opened(reply)


@pytest.mark.parametrize("said", ["9000", "0102 9000", "99029000 9000"])
def test_success_in_the_open_is_no_success(said: str) -> None:
    chip = SecureChip(ScriptedChip((SELECT_COM[0], said)).chip(), channel())
    with pytest.raises(DeviceError) as caught:
        chip.ask(Command(0x00, 0xA4, 0x02, 0x0C, b"\x01\x1e"))
    assert caught.value.fault is Fault.CARD_UNREADABLE


def test_an_error_in_the_open_is_believed() -> None:
    chip = SecureChip(ScriptedChip((SELECT_COM[0], "6988")).chip(), channel())
    assert chip.ask(Command(0x00, 0xA4, 0x02, 0x0C, b"\x01\x1e")) == Reply(StatusWord.SECURE_MESSAGING_WRONG)


@pytest.mark.parametrize("said", ["6300", "6982", "6985", "6988", "6A80"])
def test_a_key_that_is_not_the_documents_is_refused(said: str) -> None:
    card = ScriptedChip(CHALLENGE, (AUTHENTICATE[0], said))
    with pytest.raises(DeviceError) as caught:
        bac.authenticated(card.chip(), KEY, fixed_random)
    assert caught.value.fault is Fault.REFUSED
    assert "690806" not in str(caught.value)


@pytest.mark.parametrize(
    "script",
    [
        [(CHALLENGE[0], "4608F9 9000")],
        [(CHALLENGE[0], "6D00")],
        [CHALLENGE, (AUTHENTICATE[0], "6F00")],
        [CHALLENGE, (AUTHENTICATE[0], "46B9342A 9000")],
        [CHALLENGE, (AUTHENTICATE[0], "00" * 40 + "9000")],
        [CHALLENGE, (AUTHENTICATE[0], AUTHENTICATE[1].replace("46B9", "46B8"))],
        [CHALLENGE, (AUTHENTICATE[0], AUTHENTICATE[1].replace("7449 9000", "7448 9000"))],
    ],
)
def test_a_chip_that_does_not_prove_itself_is_unreadable(script: list[tuple[str, str]]) -> None:
    with pytest.raises(DeviceError) as caught:
        bac.authenticated(ScriptedChip(*script).chip(), KEY, fixed_random)
    assert caught.value.fault is Fault.CARD_UNREADABLE


def test_a_chip_that_answers_another_terminals_question_is_unreadable() -> None:
    for_encryption, for_mac = bac.derived(SEED, bac.FOR_ENCRYPTION), bac.derived(SEED, bac.FOR_MAC)
    proof = bac.encrypt(for_encryption, THEIRS + bytes(8) + THEIR_HALF)
    answer = (proof + bac.mac(for_mac, proof)).hex() + "9000"
    with pytest.raises(DeviceError, match="another question"):
        bac.authenticated(ScriptedChip(CHALLENGE, (AUTHENTICATE[0], answer)).chip(), KEY, fixed_random)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_padding_comes_off_again(data: bytes) -> None:
    padded = bac.pad(data)
    assert len(padded) % 8 == 0
    assert bac.unpad(padded) == data


@settings(deadline=None)
@given(st.binary(max_size=120))
def test_no_answer_crashes_secure_messaging(data: bytes) -> None:
    with pytest.raises(ProtectionError):
        channel().opened(Reply(StatusWord.SUCCESS, data))
