"""All that a screen may know of the staff's pages: blocks of lines, in words. Plain data, no imports of ours."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "good", "careful", "bad"]
"""How serious a line is; screens show it by a sign and a colour, never by a colour alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line, lamp, bar, box or button."""

    id: str = ""
    """What touching it chooses; empty: it is only read."""
    label: str = ""
    value: str = ""
    detail: str = ""
    tone: Tone = "plain"
    sign: str = ""
    """Name of a drawn sign; empty for none."""
    share: float = 0.0
    """How long a bar is, 0 to 1."""
    is_on: bool = False
    """Chosen, ticked, or the page that is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Some lines of one kind."""

    kind: Literal["lights", "rows", "bars", "columns", "tabs", "boxes", "words", "touch", "card", "code"]
    """lights: a lamp with a word each. rows: name, value, detail. bars: a chart, one line a
    value. columns: a chart over the hours. tabs: which of several lists is shown. boxes: a grid of small fields. words:
    text. touch: nine points to be touched. card: a drawn card to be measured. code: a QR code.
    """
    title: str = ""
    note: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What lies over the page until it is answered: what will happen, and yes or no."""

    title: str
    lines: tuple[str, ...] = ()
    yes: str = ""
    no: str = ""
    is_serious: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffView:
    """One page of the staff's."""

    who: str = ""
    """Number of the account and its role, in words."""
    menu: tuple[Entry, ...] = ()
    """The pages that this role may see."""
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Entry, ...] = ()
    """At the foot of the page."""
    busy: str = ""
    """What is under way; nothing else can be done meanwhile."""
    question: Question | None = None
    field: str = ""
    """Name of the number that is being typed; empty: there is no keyboard."""
    typed: str = ""
    locks_in: str = ""
    """When it locks by itself, in words; empty while that is far."""
    mm_wide: float = 0.0
    """Of the block `card`: how wide the card is drawn, in millimetres by the calibration that is tried."""
    qr: str = ""
    """Of the block `code`."""
