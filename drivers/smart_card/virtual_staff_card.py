"""A staff card for the simulator. Its key follows from its number: worthless outside a demonstration."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from drivers.smart_card import staff_card
from drivers.smart_card.apdu import Reply, StatusWord, command_of

ATR = bytes.fromhex("3B 85 80 01 4B 49 4F 53 4B 51")


def demo_key(number: str) -> Ed25519PrivateKey:
    """The key of the demonstration card with that number."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"kiosk demo staff card " + number.encode()).digest())


class StaffCardModel:
    """Fulfils `VirtualCard`.

    Args:
        number: what it says it is.
        key: what it proves itself with.
    """

    atr = ATR

    def __init__(self, number: str, key: Ed25519PrivateKey) -> None:
        self._number = number.encode("ascii")
        self._key = key
        self.power()

    def power(self) -> None:
        """Forget what was selected."""
        self._selected = False

    def answer(self, apdu: bytes) -> bytes:
        """Answer one command (see `VirtualCard`)."""
        try:
            command = command_of(apdu)
        except ValueError:
            return Reply(StatusWord.WRONG_LENGTH).encoded()
        match command.ins:
            case 0xA4 if command.p1 == 0x04:
                self._selected = command.data == staff_card.AID
                return Reply(StatusWord.SUCCESS if self._selected else StatusWord.NOT_FOUND).encoded()
            case 0xCA if self._selected:
                return Reply(StatusWord.SUCCESS, self._number).encoded()
            case 0x88 if self._selected:
                signature = self._key.sign(staff_card.signed(self._number, command.data))
                return Reply(StatusWord.SUCCESS, signature).encoded()
        return Reply(StatusWord.INSTRUCTION_UNKNOWN).encoded()
