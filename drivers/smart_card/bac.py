"""Basic Access Control and secure messaging of travel documents (ICAO 9303-11, 4.3 and 9.8).

Triple DES with two keys because the standard says so; it protects the radio link between two machines that lie on each
other, nothing that is stored. Appendix D of the standard is the test.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.modes import CBC

from drivers.faults import DeviceError, Fault
from drivers.smart_card import MrzKey
from drivers.smart_card.apdu import ANY_LENGTH, Chip, Command, Reply, StatusWord, done, refusal
from drivers.smart_card.mrz import check_digit
from drivers.smart_card.tlv import TlvError, objects, tlv

BLOCK = 8
MAC_BYTES = 8
NO_VECTOR = bytes(BLOCK)
FOR_ENCRYPTION, FOR_MAC = 1, 2
DATA_TAG, LE_TAG, STATUS_TAG, MAC_TAG = 0x87, 0x97, 0x99, 0x8E
ODD_DATA_TAG = 0x85
"""Data of commands with an odd instruction byte, without the padding indicator (ISO/IEC 7816-4, 6)."""
PADDED = b"\x01"
"""Padding indicator: the data was padded with 80 00…"""
SECURE = 0x0C
"""Bits of the class byte: secure messaging, header authenticated."""
REFUSALS = (
    StatusWord.AUTHENTICATION_FAILED,
    StatusWord.SECURITY_NOT_SATISFIED,
    StatusWord.CONDITIONS_NOT_SATISFIED,
    StatusWord.SECURE_MESSAGING_WRONG,
    StatusWord.WRONG_DATA,
)
"""What chips answer to a key that is not theirs; 6300 is the standard's, the others have been seen."""


class ProtectionError(ValueError):
    """A protected message that somebody changed, or that was protected with other keys."""


def seed_of(key: MrzKey) -> bytes:
    """The 16 bytes that both keys are derived from (9303-11, appendix D.2)."""
    number = key.number.ljust(9, "<")
    fields = [text + check_digit(text) for text in (number, key.birth, key.expiry)]
    return hashlib.sha1("".join(fields).encode("ascii"), usedforsecurity=False).digest()[:16]


def derived(seed: bytes, purpose: int) -> bytes:
    """A two-key Triple DES key, parity adjusted (9303-11, 9.7.1)."""
    digest = hashlib.sha1(seed + purpose.to_bytes(4, "big"), usedforsecurity=False).digest()
    return bytes(byte & 0xFE | (byte & 0xFE).bit_count() & 1 ^ 1 for byte in digest[:16])


def pad(data: bytes) -> bytes:
    """ISO/IEC 9797-1 method 2: 80, then 00 up to a whole block."""
    return data + b"\x80" + bytes(-(len(data) + 1) % BLOCK)


def unpad(data: bytes) -> bytes:
    """Without that padding.

    Raises:
        ProtectionError: there is no such padding.
    """
    body = data.rstrip(b"\0")
    if not body.endswith(b"\x80"):
        raise ProtectionError("no padding")
    return body[:-1]


def encrypt(key: bytes, data: bytes) -> bytes:
    """Two-key Triple DES, CBC, no vector; `data` is whole blocks."""
    cipher = Cipher(TripleDES(key + key[:8]), CBC(NO_VECTOR)).encryptor()
    return cipher.update(data) + cipher.finalize()


def decrypt(key: bytes, data: bytes) -> bytes:
    """The other way round.

    Raises:
        ProtectionError: the data is not whole blocks.
    """
    if len(data) % BLOCK:
        raise ProtectionError("not whole blocks")
    cipher = Cipher(TripleDES(key + key[:8]), CBC(NO_VECTOR)).decryptor()
    return cipher.update(data) + cipher.finalize()


def mac(key: bytes, data: bytes) -> bytes:
    """ISO/IEC 9797-1 algorithm 3 ("retail MAC") over `data`, which is padded here."""
    padded = pad(data)
    # single DES is Triple DES with one key three times; all blocks but the last go through it
    single = Cipher(TripleDES(key[:8] * 3), CBC(NO_VECTOR)).encryptor()
    chained = (NO_VECTOR + single.update(padded[:-BLOCK]))[-BLOCK:]
    last = bytes(a ^ b for a, b in zip(chained, padded[-BLOCK:], strict=True))
    # the last block is encrypted, decrypted by the second key, encrypted again: Triple DES once
    return encrypt(key, last)


class Secured:
    """One end of a secure channel: the session keys and the counter that both ends step.

    Args:
        for_encryption: session key.
        for_mac: session key.
        counter: send sequence counter as the authentication left it.
    """

    def __init__(self, for_encryption: bytes, for_mac: bytes, counter: bytes) -> None:
        self._for_encryption = for_encryption
        self._for_mac = for_mac
        self._counter = int.from_bytes(counter, "big")

    def step(self) -> bytes:
        """Count one message."""
        self._counter = (self._counter + 1) % (1 << 64)
        return self._counter.to_bytes(BLOCK, "big")

    def mac(self, data: bytes) -> bytes:
        """The check over what both ends have agreed on."""
        return mac(self._for_mac, data)

    def hidden(self, data: bytes) -> bytes:
        """Padded and encrypted."""
        return encrypt(self._for_encryption, pad(data))

    def shown(self, data: bytes) -> bytes:
        """Decrypted and unpadded (ProtectionError as `decrypt` and `unpad`)."""
        return unpad(decrypt(self._for_encryption, data))

    def protected(self, command: Command) -> Command:
        """The command as it may go over the air."""
        body = b""
        if command.data:
            odd = command.ins & 1
            hidden = self.hidden(command.data)
            body += tlv(ODD_DATA_TAG, hidden) if odd else tlv(DATA_TAG, PADDED + hidden)
        if command.le is not None:
            body += tlv(LE_TAG, bytes([command.le & 0xFF]))
        open_command = replace(command, cla=command.cla | SECURE)
        body += tlv(MAC_TAG, self.mac(self.step() + pad(open_command.header) + body))
        return replace(open_command, data=body, le=ANY_LENGTH)

    def opened(self, reply: Reply) -> Reply:
        """The reply inside a protected one.

        Raises:
            ProtectionError: changed on the way, from another session, or not protected at all.
        """
        try:
            parts = dict(objects(reply.data))
        except TlvError as error:
            raise ProtectionError(str(error)) from None
        if not {STATUS_TAG, MAC_TAG} <= set(parts):
            raise ProtectionError("a reply without status or MAC")
        tag = DATA_TAG if DATA_TAG in parts else ODD_DATA_TAG
        checked = tlv(tag, parts[tag]) if tag in parts else b""
        checked += tlv(STATUS_TAG, parts[STATUS_TAG])
        if not hmac.compare_digest(self.mac(self.step() + checked), parts[MAC_TAG]):
            raise ProtectionError("the MAC does not fit")
        hidden = parts.get(tag, b"")
        if tag == DATA_TAG:
            if hidden[:1] != PADDED:
                raise ProtectionError("an unknown padding indicator")
            hidden = hidden[1:]
        return Reply(int.from_bytes(parts[STATUS_TAG], "big"), self.shown(hidden) if hidden else b"")


class SecureChip:
    """Fulfils `Chip` through secure messaging."""

    def __init__(self, chip: Chip, channel: Secured) -> None:
        self._chip = chip
        self._channel = channel

    def ask(self, command: Command) -> Reply:
        """Send one command and give the reply (see `Chip`); a reply that does not fit ends the reading."""
        reply = self._chip.ask(self._channel.protected(command))
        if not reply.data and not reply.is_done:
            # an error may come in the open, and ends the channel; success never may
            return reply
        try:
            return self._channel.opened(reply)
        except ProtectionError as error:
            raise DeviceError(Fault.CARD_UNREADABLE, f"secure messaging: {error}") from None


def authenticated(chip: Chip, key: MrzKey, random: Callable[[int], bytes]) -> SecureChip:
    """Prove to the chip that we saw the printed fields, and have it prove the same.

    Args:
        chip: with the application selected.
        key: the printed fields.
        random: gives so many random bytes.

    Raises:
        DeviceError: REFUSED when the key is not this document's; CARD_UNREADABLE.
    """
    seed = seed_of(key)
    for_encryption, for_mac = derived(seed, FOR_ENCRYPTION), derived(seed, FOR_MAC)
    theirs = done(chip, Command(0x00, 0x84, 0x00, 0x00, le=8))
    if len(theirs) != 8:
        raise DeviceError(Fault.CARD_UNREADABLE, f"a challenge of {len(theirs)} bytes")
    ours, our_half = random(8), random(16)
    hidden = encrypt(for_encryption, ours + theirs + our_half)
    command = Command(0x00, 0x82, 0x00, 0x00, hidden + mac(for_mac, hidden), le=40)
    reply = chip.ask(command)
    if reply.status in REFUSALS:
        raise DeviceError(Fault.REFUSED, f"SW {reply.status:04X}: the key is not this document's")
    if not reply.is_done or len(reply.data) != 40:
        raise refusal(reply.status, command)
    if not hmac.compare_digest(mac(for_mac, reply.data[:32]), reply.data[32:]):
        raise DeviceError(Fault.CARD_UNREADABLE, "the chip's own proof does not fit")
    shown = decrypt(for_encryption, reply.data[:32])
    if shown[:16] != theirs + ours:
        raise DeviceError(Fault.CARD_UNREADABLE, "the chip answered another question")
    return SecureChip(chip, session(our_half, shown[16:], theirs, ours))


def session(our_half: bytes, their_half: bytes, challenge: bytes, ours: bytes) -> Secured:
    """The channel that both ends derive from what they told each other.

    Args:
        our_half: K.IFD, 16 bytes.
        their_half: K.IC, 16 bytes.
        challenge: RND.IC, 8 bytes.
        ours: RND.IFD, 8 bytes.
    """
    seed = bytes(a ^ b for a, b in zip(our_half, their_half, strict=True))
    return Secured(derived(seed, FOR_ENCRYPTION), derived(seed, FOR_MAC), challenge[4:] + ours[4:])
