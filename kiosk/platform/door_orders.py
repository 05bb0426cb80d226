"""Orders to open a locker's door: what the platform signs, and what a terminal checks before it pulses a lock.

An order binds terminal, act, door, parcel, nonce, persons and end. The nonce is the id of the deed that the terminal is
about to write into its journal: whoever records an old order has one that no deed of this terminal ever asks for again.
"""

from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from kiosk.platform.parcel_values import DoorOrder, DoorWish

DOMAIN = "kiosk-door-1"
"""Stands before what is signed, so that no signature made for anything else is one of a door."""
LONGEST_S = 120
"""No order is good for longer (our choice: the terminal uses it at once, a slow line takes 20 s)."""
_HALF = 32


class NotOrdered(ValueError):  # noqa: N818  a sentence: this opening was not ordered
    """The order is not one for this door now. The message names what does not fit, and no value."""


def sign(order: DoorOrder, key: ec.EllipticCurvePrivateKey) -> DoorOrder:
    """The order with the platform's signature."""
    r, s = decode_dss_signature(key.sign(_said(order), ec.ECDSA(hashes.SHA256())))
    return order.model_copy(update={"signature": (r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")).hex()})


def check(
    order: DoorOrder,
    wish: DoorWish,
    *,
    nonce: str,
    persons: tuple[str, ...],
    terminal: str,
    now: datetime,
    points: tuple[bytes, ...],
) -> None:
    """Hold an order against what was asked for.

    Args:
        order: of the platform.
        wish: what this terminal asked for.
        nonce: of the deed that is about to begin.
        persons: pseudonyms of those it is done for, as the platform gave them before.
        terminal: our name.
        now: by our clock, which the platform keeps within minutes of its own (kiosk/platform/signing.py).
        points: keys that are believed, uncompressed.

    Raises:
        NotOrdered: naming what does not fit.
    """
    wanted = {
        "terminal": (order.terminal, terminal),
        "act": (order.act, wish.act),
        "door": (order.door, wish.door),
        "parcel": (order.parcel, wish.parcel),
        "nonce": (order.nonce, nonce),
        "persons": (tuple(order.persons), persons),
    }
    for name, (given, meant) in wanted.items():
        if given != meant:
            raise NotOrdered(f"another {name}")
    left_s = (order.not_after - now).total_seconds()
    if not 0 < left_s <= LONGEST_S:
        raise NotOrdered("its time is over, or too far away")
    if not any(_is_signed(order, point) for point in points):
        raise NotOrdered("no key that we believe has signed it")


def _said(order: DoorOrder) -> bytes:
    """Every field has a pattern without line feeds, so that no two orders say the same."""
    lines = (
        DOMAIN,
        order.terminal,
        order.act,
        order.door,
        order.parcel,
        order.nonce,
        ",".join(order.persons),
        order.not_after.isoformat(),
    )
    return "\n".join(lines).encode()


def _is_signed(order: DoorOrder, point: bytes) -> bool:
    raw = bytes.fromhex(order.signature)
    pair = encode_dss_signature(int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big"))
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        key.verify(pair, _said(order), ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True
