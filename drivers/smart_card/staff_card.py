"""Staff cards: an application of our own, because no public standard fits a fleet of kiosks.

    SELECT F0 4B 49 4F 53 4B 01                      9000, or 6A82: not a staff card
    GET DATA 00 CA 01 01 00                          the card's number, 1 to 16 letters and digits
    INTERNAL AUTHENTICATE 00 88 00 00 20 challenge   64 bytes: Ed25519 over TEXT, number, challenge

The application's name begins with F0, the range of ISO/IEC 7816-5 that nobody registers. The card makes its key itself
and never tells it; the terminal's configuration lists number and public key of each card, so a lost card is revoked by
removing its line, and a copy of everything a terminal knows makes no card.
"""

import re
from collections.abc import Callable, Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from drivers.faults import DeviceError, Fault
from drivers.smart_card import StaffCard
from drivers.smart_card.apdu import ANY_LENGTH, Chip, Command, StatusWord, done, refusal, select_application

AID = b"\xf0KIOSK\x01"
TEXT = b"kiosk staff card 1\x00"
"""Stands before what is signed, so that a signature for another purpose is worth nothing here."""
CHALLENGE_BYTES = 32
NUMBER = re.compile(rb"[A-Za-z0-9]{1,16}")


def select(chip: Chip) -> bool:
    """Select the application; False when the card has none."""
    command = select_application(AID, answer=False)
    reply = chip.ask(command)
    if reply.status == StatusWord.NOT_FOUND:
        return False
    if not reply.is_done:
        raise refusal(reply.status, command)
    return True


def read(chip: Chip, keys: Mapping[str, bytes], random: Callable[[int], bytes]) -> StaffCard:
    """Read the number and have the card prove itself.

    Args:
        chip: the card as it was inserted.
        keys: public key (32 bytes) of each card number.
        random: gives so many random bytes.

    Raises:
        DeviceError: REFUSED for a card that is not listed or cannot prove itself, CARD_UNREADABLE.
    """
    if not select(chip):
        raise DeviceError(Fault.CARD_UNREADABLE, "no staff application")
    written = done(chip, Command(0x00, 0xCA, 0x01, 0x01, le=ANY_LENGTH))
    if not NUMBER.fullmatch(written):
        raise DeviceError(Fault.CARD_INVALID, "the card's number has another form")
    number = written.decode("ascii")
    challenge = random(CHALLENGE_BYTES)
    signature = done(chip, Command(0x00, 0x88, 0x00, 0x00, challenge, le=ANY_LENGTH))
    key = keys.get(number)
    if key is None:
        raise DeviceError(Fault.REFUSED, "the card is not listed")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed(written, challenge))
    except InvalidSignature:
        raise DeviceError(Fault.REFUSED, "the card cannot prove itself") from None
    return StaffCard(number)


def signed(number: bytes, challenge: bytes) -> bytes:
    """What the card signs."""
    return TEXT + number + b"\x00" + challenge
