"""What a page of the staff's is: what it shows, and what touching it asks for. Whether that may be done, others say."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.staff.means import Means
from kiosk.staff_view import Block, Entry, Tone

CARD_STEP = "card"
"""A page at this step waits for a staff card that is to be given to somebody."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where somebody of the staff is."""

    page: str = "overview"
    picked: str = ""
    """What is open on the page: a device, a job, a box."""
    step: str = ""
    """How far something with several steps is."""
    typed: str = ""
    """A number that is being typed."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act, in words."""

    said: str
    tone: Tone = "good"
    then: Where | None = None
    """Where to go; None stays."""
    outcome: str = "done"
    """For the journal: done, not_done or unknown."""
    leaves: str = ""
    """Why whoever did it is led off the page, so that residents see at once what it changed; empty: they stay."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done, written down before and after."""

    action: str
    """Of config/staff-rights.toml."""
    do: Callable[[], Done]
    """May raise DeviceError, JournalError or ActError."""
    about: str = ""
    """What it is about, for the journal: a device, a number; never a person."""
    worker: str = ""
    """Whose device it moves: done on that worker, behind whatever runs there; empty: at once."""
    title: str = ""
    """What is asked first; empty: it is done at the first touch."""
    lines: tuple[str, ...] = ()
    is_serious: bool = False


class ActError(Exception):
    """It cannot be done; the message is said as it stands, in the language of the page."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a page shows."""

    blocks: tuple[Block, ...]
    buttons: tuple[Entry, ...] = ()
    field: str = ""
    """Name of a number that is typed here; empty for none."""
    mm_wide: float = 0.0
    qr: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the menu."""

    name: str
    sign: str
    needs: str
    """The action that is needed to see it."""
    look: Callable[[Means, Where], Look]
    take: Callable[[Means, Where, str], Where | Act | None] = lambda _means, _where, _id: None
    """What touching that id asks for; None for nothing."""
    carded: Callable[[Means, Where, str], Act | None] = lambda _means, _where, _card: None
    """What putting in another staff card asks for, while the page waits for one (`CARD_STEP`)."""
