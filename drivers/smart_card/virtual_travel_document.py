"""A travel document's chip for the simulator: files behind Basic Access Control and secure messaging."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import replace

from drivers.smart_card import DocumentKind, data_groups, mrz
from drivers.smart_card.apdu import ANY_LENGTH, Command, Reply, StatusWord, command_of
from drivers.smart_card.bac import (
    DATA_TAG,
    FOR_ENCRYPTION,
    FOR_MAC,
    LE_TAG,
    MAC_TAG,
    ODD_DATA_TAG,
    PADDED,
    SECURE,
    STATUS_TAG,
    ProtectionError,
    Secured,
    decrypt,
    derived,
    encrypt,
    mac,
    pad,
    seed_of,
    session,
)
from drivers.smart_card.tlv import TlvError, objects, tlv
from drivers.smart_card.travel_document import AID

ATR = bytes.fromhex("3B 88 80 01 00 73 C8 40 13 00 90 00 71")
"""A contactless chip as readers show it (PC/SC part 3, 3.1.3.2.3); the last byte makes the XOR zero."""
DEFAULTS = {
    "number": "E90000001",
    "birth": "900101",
    "expiry": "340101",
    "surname": "CE",
    "given": "SHI",
    "sex": "M",
    "nationality": "UTO",
    "issuer": "UTO",
    "name": "测试",
    "personal_number": "",
    "birth_place": "演示市",
}
"""UTO is the country that ICAO 9303 made up for specimens."""


class TravelDocumentModel:
    """Fulfils `VirtualCard`.

    Args:
        kind: which document.
        fields: any of DEFAULTS.
        picture: file bytes of the face.

    Raises:
        ValueError: no such field, or a value that cannot stand in an MRZ.
    """

    atr = ATR

    def __init__(self, kind: DocumentKind, fields: Mapping[str, str], picture: bytes) -> None:
        if unknown := set(fields) - set(DEFAULTS):
            raise ValueError(f"a travel document has no {sorted(unknown)}, it has {sorted(DEFAULTS)}")
        written = {**DEFAULTS, **fields}
        self.zone = zone_written(kind, written)
        self._seed = seed_of(mrz.zone_of(self.zone).key)
        details = {
            tag: written[field]
            for tag, field in (
                (data_groups.FULL_NAME, "name"),
                (data_groups.PERSONAL_NUMBER, "personal_number"),
                (data_groups.BIRTH_PLACE, "birth_place"),
            )
            if written[field]
        }
        self._files = {
            data_groups.EF_COM: data_groups.com_of(
                frozenset({data_groups.DG1_TAG, data_groups.DG2_TAG, data_groups.DG11_TAG})
            ),
            data_groups.EF_DG1: data_groups.dg1_of(self.zone),
            data_groups.EF_DG2: data_groups.dg2_of(picture),
            data_groups.EF_DG11: data_groups.dg11_of(details),
        }
        self.power()

    def power(self) -> None:
        """Forget what was selected and proved."""
        self._selected = False
        self._challenge = b""
        self._channel: Secured | None = None
        self._file: bytes | None = None

    def answer(self, apdu: bytes) -> bytes:
        """Answer one command (see `VirtualCard`)."""
        try:
            command = command_of(apdu)
        except ValueError:
            return Reply(StatusWord.WRONG_LENGTH).encoded()
        if self._channel is not None and command.cla & SECURE == SECURE:
            return self._answer_secured(command, self._channel).encoded()
        return self._answer_open(command).encoded()

    def _answer_open(self, command: Command) -> Reply:
        self._channel = None
        match command.ins:
            case 0xA4 if command.p1 == 0x04:
                if command.le is not None:
                    return Reply(StatusWord.WRONG_LENGTH)  # as some permits do
                if command.data != AID:
                    return Reply(StatusWord.NOT_FOUND)
                self._selected = True
                return Reply(StatusWord.SUCCESS)
            case 0x84 if self._selected:
                self._challenge = secrets.token_bytes(8)
                return Reply(StatusWord.SUCCESS, self._challenge)
            case 0x82 if self._selected and self._challenge:
                return self._authenticate(command)
            case 0xA4 | 0xB0 | 0xB1:
                return Reply(StatusWord.SECURITY_NOT_SATISFIED)
        return Reply(StatusWord.INSTRUCTION_UNKNOWN)

    def _authenticate(self, command: Command) -> Reply:
        for_encryption, for_mac = derived(self._seed, FOR_ENCRYPTION), derived(self._seed, FOR_MAC)
        hidden, check = command.data[:32], command.data[32:]
        challenge, self._challenge = self._challenge, b""
        if len(command.data) != 40 or not hmac.compare_digest(mac(for_mac, hidden), check):
            return Reply(StatusWord.AUTHENTICATION_FAILED)
        shown = decrypt(for_encryption, hidden)
        theirs, echoed, their_half = shown[:8], shown[8:16], shown[16:]
        if echoed != challenge:
            return Reply(StatusWord.AUTHENTICATION_FAILED)
        our_half = secrets.token_bytes(16)
        proof = encrypt(for_encryption, challenge + theirs + our_half)
        self._channel = session(their_half, our_half, challenge, theirs)
        return Reply(StatusWord.SUCCESS, proof + mac(for_mac, proof))

    def _answer_secured(self, command: Command, channel: Secured) -> Reply:
        try:
            reply = self._file_command(_opened(command, channel))
        except ProtectionError:
            self._channel = None
            return Reply(StatusWord.SECURE_MESSAGING_WRONG)
        body = tlv(DATA_TAG, PADDED + channel.hidden(reply.data)) if reply.data else b""
        body += tlv(STATUS_TAG, reply.status.to_bytes(2, "big"))
        return Reply(reply.status, body + tlv(MAC_TAG, channel.mac(channel.step() + body)))

    def _file_command(self, command: Command) -> Reply:
        file = self._file
        match command.ins:
            case 0xA4:
                self._file = self._files.get(int.from_bytes(command.data, "big"))
                return Reply(StatusWord.NOT_FOUND if self._file is None else StatusWord.SUCCESS)
            case 0xB0 if command.p1 & 0x80:
                return Reply(StatusWord.WRONG_PARAMETERS)  # that bit says short identifier, and no offset
            case 0xB0 if file is not None:
                return self._read(file, command.p1 << 8 | command.p2, command.le or ANY_LENGTH)
            case 0xB1 if file is not None:
                return self._read_odd(file, command)
            case 0xB0 | 0xB1:
                return Reply(StatusWord.NO_CURRENT_FILE)
        return Reply(StatusWord.INSTRUCTION_UNKNOWN)

    def _read_odd(self, file: bytes, command: Command) -> Reply:
        try:
            offset = dict(objects(command.data)).get(0x54, b"")
        except TlvError:
            return Reply(StatusWord.WRONG_DATA)
        # the answer's own tag and length count as well
        reply = self._read(file, int.from_bytes(offset, "big"), (command.le or ANY_LENGTH) - 3)
        return replace(reply, data=tlv(0x53, reply.data)) if reply.is_done else reply

    @staticmethod
    def _read(file: bytes, offset: int, size: int) -> Reply:
        if offset >= len(file):
            return Reply(StatusWord.OUTSIDE_FILE)
        return Reply(StatusWord.SUCCESS, file[offset : offset + size])


def _opened(command: Command, channel: Secured) -> Command:
    try:
        parts = dict(objects(command.data))
    except TlvError as error:
        raise ProtectionError(str(error)) from None
    checked = b"".join(tlv(tag, parts[tag]) for tag in (DATA_TAG, ODD_DATA_TAG, LE_TAG) if tag in parts)
    expected = channel.mac(channel.step() + pad(command.header) + checked)
    if not hmac.compare_digest(expected, parts.get(MAC_TAG, b"")):
        raise ProtectionError("the MAC does not fit")
    hidden = parts.get(ODD_DATA_TAG) or parts.get(DATA_TAG, b"")[1:]
    le = (parts[LE_TAG][0] or ANY_LENGTH) if parts.get(LE_TAG) else None
    return replace(command, data=channel.shown(hidden) if hidden else b"", le=le)


def zone_written(kind: DocumentKind, fields: Mapping[str, str]) -> str:
    """The zone in the chip's DG1.

    Raises:
        ValueError: a value that cannot stand in an MRZ.
    """
    number = fields["number"].ljust(9, "<")
    birth, expiry, sex = fields["birth"], fields["expiry"], fields["sex"] or "<"
    name = f"{fields['surname']}<<{fields['given']}".replace(" ", "<")
    check = mrz.check_digit
    match kind:
        case DocumentKind.HONG_KONG_MACAO_PERMIT | DocumentKind.TAIWAN_PERMIT:
            line = mrz.permit_line(kind.value, number, expiry, birth)
            chinese = mrz.chinese_letters(fields["name"][:3])
            return f"{line}{chinese}{name[:18]:<<18}{sex}<<<<<<<440".ljust(mrz.TD1, "<")
        case DocumentKind.HOME_RETURN_PERMIT | DocumentKind.MAINLAND_PERMIT:
            first = f"{kind.value}{number}{check(number)}<<<{expiry}{check(expiry)}{sex}{birth}{check(birth)}"
            second = "<" * 19 + fields["personal_number"][:11].ljust(11, "<")
            return first + second + f"{name[:30]:<<30}"
        case DocumentKind.PASSPORT:
            first = f"P<{fields['issuer']:<<3}{name[:39]:<<39}"
            parts = [number + check(number), birth + check(birth), expiry + check(expiry)]
            personal = fields["personal_number"].ljust(14, "<")
            checked = parts[0] + parts[1] + parts[2] + personal + check(personal)
            second = f"{parts[0]}{fields['nationality']:<<3}{parts[1]}{sex}{parts[2]}{personal}{check(personal)}"
            return first + second + check(checked)
    raise ValueError(f"there is no card model for '{kind.value}'")
