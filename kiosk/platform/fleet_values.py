"""What a terminal tells of itself twice a minute, and what the staff of a hall may read of the others: never a person.

Split from values.py for its length; the contract is one.
"""

from typing import Annotated

from pydantic import AwareDatetime, Field

from kiosk.platform.values import Value

DeviceName = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,32}$")]


class TerminalReport(Value):
    """How one terminal stands now."""

    place: str = Field(max_length=80, description="What residents read on it: hall and number.")
    profile: str = Field(max_length=40, description="Which items it offers: its profile's name.")
    version: str = Field(max_length=32, description="Of the software that runs.")
    closed: str = Field(
        default="", max_length=40, description="Key of the reason why it serves nobody; empty: it does."
    )
    out_of_order: tuple[DeviceName, ...] = Field(default=(), max_length=40, description="Devices that cannot be used.")
    exchanged: tuple[DeviceName, ...] = Field(
        default=(), max_length=40, description="Of these, the ones that say another number than the one known there."
    )
    called_at: AwareDatetime | None = Field(
        default=None,
        description="Since when somebody there asks for a person, by that terminal's clock; who is not told.",
    )


class TerminalLine(TerminalReport):
    """One terminal as the platform last heard of it."""

    terminal: str = Field(pattern=r"^[A-Za-z0-9-]{3,32}$")
    heard_at: AwareDatetime


class ReportNoted(Value):
    """It was heard."""

    terminal: str


class Fleet(Value):
    """The terminals of the asking one's city, by name."""

    asked_at: AwareDatetime = Field(description="By the platform's clock, as `heard_at` is.")
    terminals: tuple[TerminalLine, ...]
