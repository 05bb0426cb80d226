"""A social-security card for the simulator: T=0 manners, records, a PIN with a counter."""

from collections.abc import Mapping

from drivers.smart_card import social_security as card
from drivers.smart_card.apdu import ANY_LENGTH, Command, Reply, StatusWord, command_of
from drivers.smart_card.tlv import tlv

ATR = bytes.fromhex("3B 6D 00 00 00 81 4E 43 23 86 97 15 99 00 BF 7C 7A")
TRIES = 3
FREE_ON_THIRD_GENERATION = (card.CARD_ID, card.VERSION)
WAYS = ("number", "id", "sfi-number", "sfi-id")
DEFAULTS = {
    "version": "2.00",
    "card_id": "44990100D15600000500112233FFFFFF",
    "card_number": "A00000001",
    "issuer": "449901000000000000000001",
    "issued": "20240101",
    "valid_to": "20340101",
    "number": "449901199001010013",
    "name": "测试",
    "sex": "1",
    "nation": "01",
    "birth_place": "449901",
    "birth": "19900101",
}
NAME_BYTES = 30
ALGORITHM = bytes.fromhex("9F 0C 03 86 01 03")
"""SM4, as the file control information of newer cards says."""


class SocialSecurityModel:
    """Fulfils `VirtualCard`.

    Args:
        fields: any of DEFAULTS.
        pin: six digits.
        ways: how records may be asked for, names from WAYS.

    Raises:
        ValueError: no such field or way, or a value that does not fit its record.
    """

    atr = ATR

    def __init__(self, fields: Mapping[str, str], *, pin: str = "123456", ways: tuple[str, ...] = WAYS) -> None:
        if unknown := set(fields) - set(DEFAULTS):
            raise ValueError(f"a social-security card has no {sorted(unknown)}, it has {sorted(DEFAULTS)}")
        if unknown := set(ways) - set(WAYS):
            raise ValueError(f"there is no way {sorted(unknown)}, there are {WAYS}")
        written = {**DEFAULTS, **fields}
        self._is_third = written["version"].startswith("3")
        self._records = _records(written)
        self._pin = bytes.fromhex(pin)
        self._ways = ways
        self.tries_left = TRIES
        self.power()

    def power(self) -> None:
        """Forget what was selected."""
        self._selected = False
        self._file: int | None = None
        self._waiting = b""

    def answer(self, apdu: bytes) -> bytes:
        """Answer one command (see `VirtualCard`)."""
        try:
            command = command_of(apdu)
        except ValueError:
            return Reply(StatusWord.WRONG_LENGTH).encoded()
        return self._answer(command).encoded()

    def _answer(self, command: Command) -> Reply:
        match command.ins:
            case 0xA4 if command.p1 == 0x04:
                return self._select_application(command)
            case 0xC0:
                data, self._waiting = self._waiting, b""
                return Reply(StatusWord.SUCCESS, data) if data else Reply(StatusWord.CONDITIONS_NOT_SATISFIED)
            case 0xA4 if self._selected:
                return self._select_file(command)
            case 0xB2 if self._selected:
                return self._read_record(command)
            case 0x20 if self._selected:
                return self._verify(command)
        return Reply(StatusWord.INSTRUCTION_UNKNOWN)

    def _select_application(self, command: Command) -> Reply:
        if command.data != card.AID:
            return Reply(StatusWord.NOT_FOUND)
        self._selected, self._file = True, None
        self._waiting = tlv(0x6F, tlv(0x84, card.AID) + tlv(0xA5, ALGORITHM))
        return Reply(0x6100 | len(self._waiting))

    def _select_file(self, command: Command) -> Reply:
        file = command.data[1] if len(command.data) == 2 and command.data[0] == 0xEF else None
        if command.p1 not in (0x00, 0x02) or file not in card.LENGTHS:
            return Reply(StatusWord.NOT_FOUND)
        self._file = file
        return Reply(StatusWord.SUCCESS)

    def _read_record(self, command: Command) -> Reply:
        sfi, by_number = command.p2 >> 3, command.p2 & 0x07 == 0x04
        way = ("sfi-" if sfi else "") + ("number" if by_number else "id")
        file = sfi or self._file
        if file is None:
            return Reply(StatusWord.NO_CURRENT_FILE)
        if way not in self._ways or file not in card.LENGTHS:
            return Reply(StatusWord.WRONG_PARAMETERS)
        ids = list(card.LENGTHS[file])
        record = command.p1
        if by_number:
            if not 1 <= record <= len(ids):
                return Reply(StatusWord.RECORD_NOT_FOUND)
            record = ids[record - 1]
        if self._is_third and record not in FREE_ON_THIRD_GENERATION:
            return Reply(StatusWord.SECURITY_NOT_SATISFIED)
        if record not in ids:
            return Reply(StatusWord.RECORD_NOT_FOUND)
        data = self._records[record]
        if command.le not in (len(data), ANY_LENGTH):
            return Reply(0x6C00 | len(data))
        return Reply(StatusWord.SUCCESS, data)

    def _verify(self, command: Command) -> Reply:
        if self.tries_left == 0:
            return Reply(StatusWord.AUTHENTICATION_BLOCKED)
        if not command.data:
            return Reply(0x63C0 | self.tries_left)
        if command.data == self._pin:
            self.tries_left = TRIES
            return Reply(StatusWord.SUCCESS)
        self.tries_left -= 1
        return Reply(0x63C0 | self.tries_left)


def _records(fields: Mapping[str, str]) -> dict[int, bytes]:
    name = fields["name"].encode("gb18030")
    values = {
        card.CARD_ID: bytes.fromhex(fields["card_id"]),
        0x02: b"1",
        card.VERSION: fields["version"].encode("ascii"),
        card.ISSUER: bytes.fromhex(fields["issuer"]),
        card.ISSUED: bytes.fromhex(fields["issued"]),
        card.VALID_TO: bytes.fromhex(fields["valid_to"]),
        card.CARD_NUMBER: fields["card_number"].encode("ascii"),
        card.NUMBER: fields["number"].encode("ascii"),
        card.NAME: name[:NAME_BYTES],
        card.NAME_MORE: name[NAME_BYTES:],
        card.SEX: fields["sex"].encode("ascii"),
        card.NATION: bytes.fromhex(fields["nation"]),
        card.BIRTH_PLACE: bytes.fromhex(fields["birth_place"]),
        card.BIRTH: bytes.fromhex(fields["birth"]),
    }
    lengths = {record: length for file in card.LENGTHS.values() for record, length in file.items()}
    for record, value in values.items():
        if len(value) > lengths[record]:
            raise ValueError(f"record {record:02X} has room for {lengths[record]} bytes")
    return {
        record: bytes([record, lengths[record]]) + value.ljust(lengths[record], b"\0")
        for record, value in values.items()
    }
