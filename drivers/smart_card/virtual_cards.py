"""The cards of the simulator by their names at the control line."""

from collections.abc import Mapping
from typing import Any

from drivers.smart_card import DocumentKind
from drivers.smart_card.apdu import Reply, StatusWord
from drivers.smart_card.specimen_portrait import jpeg, jpeg2000
from drivers.smart_card.virtual_reader import VirtualCard
from drivers.smart_card.virtual_social_security import WAYS, SocialSecurityModel
from drivers.smart_card.virtual_staff_card import StaffCardModel, demo_key
from drivers.smart_card.virtual_travel_document import TravelDocumentModel

PORTRAIT_BYTES = 15_000
"""As in many passports; some have twice as much."""
PORTRAIT_BYTES_MAX = 60_000
DOCUMENTS = {
    "passport": DocumentKind.PASSPORT,
    "CS": DocumentKind.HONG_KONG_MACAO_PERMIT,
    "CD": DocumentKind.TAIWAN_PERMIT,
    "CR": DocumentKind.HOME_RETURN_PERMIT,
    "CT": DocumentKind.MAINLAND_PERMIT,
}
KINDS = ("social-security", *DOCUMENTS, "staff", "other", "garbage")


class ForeignModel:
    """Fulfils `VirtualCard`: a bank card, or one that has gone mad.

    Args:
        reply: what it answers to everything.
    """

    atr = bytes.fromhex("3B 6D 00 00 80 65 01 02 03 04 05 06 07 08 09 0A 0B")

    def __init__(self, reply: bytes) -> None:
        self._answer = reply

    def power(self) -> None:
        """It knows no state."""

    def answer(self, apdu: bytes) -> bytes:  # noqa: ARG002  the role's argument
        """The same answer to everything."""
        return self._answer


def card_of(order: Mapping[str, Any]) -> tuple[VirtualCard, dict[str, str]]:
    """Make the card of an order: `kind`, and the fields of its model; and what the orderer needs to know of it.

    A social-security card also takes `pin` and `ways` (comma between), a travel document `portrait_bytes` or
    `portrait` jpeg2000, a staff card `number` and `key_of` (the number whose key it holds, normally its own).

    Raises:
        ValueError: an order that no model fits.
    """
    fields = {name: value for name, value in order.items() if name not in ("kind", "portrait_bytes")}
    if not all(isinstance(value, str) for value in fields.values()):
        raise ValueError("a card's fields are strings")
    kind = order.get("kind")
    match kind:
        case "social-security":
            return _social_security(fields), {}
        case "staff":
            number = fields.get("number", "K0001")
            key = demo_key(number)
            told = key.public_key().public_bytes_raw().hex()
            return StaffCardModel(number, demo_key(fields.get("key_of", number))), {"public_key": told}
        case "other":
            return ForeignModel(Reply(StatusWord.NOT_FOUND).encoded()), {}
        case "garbage":
            return ForeignModel(bytes.fromhex(fields.get("reply", "FF00AA6C"))), {}
        case str() if kind in DOCUMENTS:
            document = _document(DOCUMENTS[kind], fields, order.get("portrait_bytes", PORTRAIT_BYTES))
            return document, {"zone": document.zone}
    raise ValueError(f"there is no card '{kind}', there are {KINDS}")


def _social_security(fields: dict[str, str]) -> SocialSecurityModel:
    pin = fields.pop("pin", "123456")
    ways = tuple(fields.pop("ways", ",".join(WAYS)).split(","))
    return SocialSecurityModel(fields, pin=pin, ways=ways)


def _document(kind: DocumentKind, fields: dict[str, str], size: object) -> TravelDocumentModel:
    if not isinstance(size, int) or not 0 <= size <= PORTRAIT_BYTES_MAX:
        raise ValueError(f"portrait_bytes is a number up to {PORTRAIT_BYTES_MAX}")
    form = fields.pop("portrait", "jpeg")
    if form not in ("jpeg", "jpeg2000"):
        raise ValueError("portrait is jpeg or jpeg2000")
    return TravelDocumentModel(kind, fields, jpeg(size) if form == "jpeg" else jpeg2000())
