"""What a visit to the copying station knows: pages that were made of what lay on the glass or came as a file.

All of it is pixels, held in memory, and dropped with the visit.
"""

from dataclasses import dataclass, field
from typing import Literal

from drivers.document_scanner import Scan
from drivers.usb_stick import StickFile

PAGES_MOST = 10
"""Of one errand (services of halls: ten pages at once)."""
SHEETS_MOST = 20
"""That one errand puts out, all copies together (our choice: a tray holds 250, and somebody waits behind)."""
COPIES = (1, 2, 3, 4, 5, 10)
"""So many copies are offered (our choice)."""
SUBJECT = "copies-of-anyone"
"""What a copy's paper is bound to beside the visit: whoever copies does not say who they are."""
Bringing = Literal["", "phone", "stick"]


@dataclass(frozen=True, slots=True)
class Copying:
    """One errand at the station."""

    is_glass_own: bool = False
    """The glass was empty when this visit came to it: what lies there since is its own."""
    pages: tuple[bytes, ...] = field(default=(), repr=False)
    """JPEG of A4, in their order."""
    files: tuple[int, ...] = ()
    """Pages of each file that came."""
    front: bytes = field(default=b"", repr=False)
    back: bytes = field(default=b"", repr=False)
    """JPEG of a card's sides."""
    seen: Scan | None = field(default=None, repr=False)
    """What lay on the glass when the front was read, small."""
    bringing: Bringing = ""
    """How files come."""
    link: str = field(default="", repr=False)
    """Of the page for the phone; empty while there is none."""
    is_phone_there: bool = False
    stick: tuple[StickFile, ...] = field(default=(), repr=False)
    """What can be printed of a stick."""
    chosen: StickFile | None = field(default=None, repr=False)
    copies: int = 1
    """Of the whole."""
    is_choosing_copies: bool = False

    @property
    def room(self) -> int:
        """How many pages can still come."""
        return PAGES_MOST - len(self.pages)


NOTHING_COPIED = Copying()
