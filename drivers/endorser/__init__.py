"""The machine that writes an endorsement on the back of a travel permit: role and values.

The card's back is rewritten by heat: erased whole, then written. Between the two it shows nothing, so what became of a
card after a cut in the power is asked, never guessed. The chip is read beside, by the smart-card reader whose antenna
lies under the card's first rest.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

JOB_BYTES = 8


class Place(Enum):
    """Where the card is."""

    NONE = "none"
    """No card, or the last one was kept."""
    MOUTH = "mouth"
    """Half out, to be taken."""
    CHIP = "chip"
    """On the antenna of the chip reader."""
    HEAD = "head"
    """Under the writing head."""


class Stage(Enum):
    """How far the machine came with the last card it was told to write. Kept without power."""

    NONE = "none"
    ACCEPTED = "accepted"
    """It has the order; the card is as it was."""
    ERASED = "erased"
    """The old words are gone or going, the new ones are not all there."""
    WRITTEN = "written"
    FAILED = "failed"
    """The head gave up: what the back shows nobody knows."""


@dataclass(frozen=True, slots=True)
class Block:
    """What the back says of one destination."""

    kind: str
    """种类, e.g. 个人旅游（G）　壹次往返有效."""
    valid: str
    """有效期, e.g. 2026.11.21 - 2027.02.20."""
    note: str
    """备注."""


@dataclass(frozen=True, slots=True)
class CardBack:
    """The whole back. It is written whole: a block that stays has to be given again."""

    hong_kong: Block | None
    macao: Block | None
    code: str = field(repr=False)
    """What the QR code of 12 by 12 mm says; at most 60 characters of ASCII."""


@dataclass(frozen=True, slots=True)
class EndorserState:
    """What the machine says of itself."""

    place: Place
    stage: Stage
    job: bytes
    """Of the card last written, JOB_BYTES bytes; zeros when there was none."""
    is_jammed: bool = False
    is_working: bool = False
    """It erases or writes now, whether anybody waits for it or not; a cut in the power ends that."""
    kept: int = 0
    """Cards in its bin."""


class Endorser(Protocol):
    """What any such machine can do. A card that is written is a deed: nothing here writes twice."""

    def state(self) -> EndorserState:
        """Ask once.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE.
        """

    def open_mouth(self) -> None:
        """Let a card in; `state` tells when it lies at its first rest.

        Raises:
            DeviceError: REFUSED while a card is inside; ABSENT, GARBLED or GONE.
        """

    def close_mouth(self) -> None:
        """Let no card in any more; nothing happens to one that is inside.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE.
        """

    def write(self, job: bytes, back: CardBack) -> None:
        """Write the card's back and return when the machine says that it is written.

        Args:
            job: JOB_BYTES bytes that no other order has; the machine refuses one that it has had.
            back: the words.

        Raises:
            DeviceError: REFUSED, JAMMED, ABSENT, GARBLED: nothing was written, the card is as it was.
                UNKNOWN: the card may show anything. `state` may know later.
        """

    def picture(self) -> bytes:
        """The back as the machine's camera sees it, as JPEG.

        Raises:
            DeviceError: REFUSED when no card lies there; ABSENT, GARBLED or GONE.
        """

    def give_back(self) -> None:
        """Push the card to the mouth; `state` tells when it was taken.

        Raises:
            DeviceError: JAMMED; REFUSED without a card or while it writes; ABSENT, GARBLED or GONE.
        """

    def keep(self) -> None:
        """Drop the card into the bin that only staff can open.

        Raises:
            DeviceError: JAMMED; REFUSED without a card; ABSENT, GARBLED or GONE.
        """

    def check(self) -> str:
        """Its own number, which proves that it lives.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE; JAMMED when a card sticks.
        """

    def close(self) -> None:
        """Give the line back."""
