"""What goes to the platform and comes back about the pick-up locker: staff, parcels, orders to open a door, reports.

The platform knows what lies behind which door and who may have it; the terminal knows its doors. Every opening is an
order of the platform for one terminal, act, door, parcel and nonce, signed (kiosk/platform/door_orders.py).
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from kiosk.platform.identity_values import PASS_BYTES, Base64
from kiosk.platform.values import Presented, Token, Value
from printing.records.value import Masked, Words

DoorName = Annotated[str, Field(pattern=r"^\d{1,2}-\d{1,2}$", description="Board and lock, e.g. 1-7.")]
ParcelSize = Literal["small", "medium", "large"]
"""Of a parcel, and of the compartments that take it: a smaller one does not."""
Act = Literal["put", "take", "recall"]
"""Staff put a parcel in, its receiver takes it, two of the staff take back what was not collected."""
StaffRole = Literal["locker-deposit", "locker-recall", "agent"]
Nonce = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", description="The deed's id at the terminal: 128 bits.")]
PIN_PATTERN = r"^\d{6}$"
CODE_PATTERN = r"^\d{6,8}$"
SCAN_MOST = 400
"""Characters of a code on paper or phone; what is longer is none of ours."""


class StaffProof(Value):
    """A staff pass, as it was scanned, and the PIN that goes with it."""

    code: Base64 = Field(max_length=(PASS_BYTES + 2) // 3 * 4)
    pin: str = Field(pattern=PIN_PATTERN)


class StaffSession(Value):
    """Somebody of the staff at this terminal, for some minutes."""

    token: Token
    staff: Token = Field(description="Pseudonym; two of them are two people exactly when these differ.")
    roles: tuple[StaffRole, ...] = Field(max_length=10)
    valid_until: AwareDatetime


class Parcel(Value):
    """What is to be handed out: a certificate, a card, a folder. Its receiver comes masked."""

    parcel: Token
    case_no: Words
    item: Words
    applicant: Masked
    issuer: Words
    size: ParcelSize
    state: Literal["waiting", "stored", "unclear"] = Field(
        description="At a counter, behind its door, or nobody can say: then two of the staff have to look."
    )
    asks_person: bool = Field(description="Given only to whoever has proved to be its receiver (L2).")
    door: DoorName | None = None
    stored_at: AwareDatetime | None = None
    keep_until: AwareDatetime | None = None


class PickUpCode(Value):
    """What the message said."""

    code: str = Field(pattern=CODE_PATTERN)


class PickUpScan(Value):
    """A code before the scanner: the one that the message leads to, or the label of a case's folder."""

    payload: str = Field(min_length=8, max_length=SCAN_MOST)


class PickUpCard(Value):
    """An ID card that lies in the reader."""

    document: Presented


class ParcelsFound(Value):
    """What lies at this terminal for whoever asked, and the right to have it out."""

    right: Token = Field(description="Of this terminal, for some minutes.")
    person: Token = Field(description="The receiver's pseudonym: it stands on the order, and on their identity.")
    parcels: tuple[Parcel, ...] = Field(max_length=60)


class DoorUse(Value):
    """A door that nothing can be put behind."""

    door: DoorName
    why: Literal["taken", "out-of-order"]


class LockerUse(Value):
    """What the platform knows of this terminal's locker."""

    doors: tuple[DoorUse, ...] = Field(max_length=800)
    to_recall: tuple[Parcel, ...] = Field(max_length=800, description="Not collected in time, or unclear.")


class DoorWish(Value):
    """Ask for an order. The idempotency key is the nonce."""

    act: Act
    door: DoorName
    parcel: Token
    right: Token | None = Field(default=None, description="To take: of the answer that named the parcel.")
    staff: tuple[Token, ...] = Field(default=(), max_length=2, description="To put: one; to recall: two people.")


class DoorOrder(Value):
    """One door may be opened once."""

    terminal: str = Field(max_length=32)
    act: Act
    door: DoorName
    parcel: Token
    nonce: Nonce
    persons: tuple[Token, ...] = Field(min_length=1, max_length=2, description="Pseudonyms of whoever it is for.")
    not_after: AwareDatetime
    signature: str = Field(pattern=r"^[0-9a-f]{128}$", description="ECDSA P-256, r and s, hex.")


class DoorReport(Value):
    """What became of an order. The idempotency key is the nonce."""

    nonce: Nonce
    outcome: Literal["done", "not_done", "unknown"] = Field(description="Of the act: put in, taken out.")
    opened: Literal["done", "not_done", "unknown"] = Field(description="Of the door, by its contact.")
    shut: Literal["yes", "no", "unknown"]
    item: Literal["present", "absent", "not-fitted", "unknown"] = Field(description="By the box's sensor.")
    fault: str = Field(default="", pattern=r"^[a-z_]*$", max_length=32)


class ParcelOutcome(Value):
    """Where the parcel is by that report."""

    parcel: Token
    state: Literal["waiting", "stored", "collected", "recalled", "missing", "unclear"]
    told: bool = Field(description="Whether a message went out to the receiver.")


class DoorAlarm(Value):
    """A door opened without an order. The idempotency key is the alarm's id."""

    door: DoorName
