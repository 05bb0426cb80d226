"""The names of all flows, those too that no file of kiosk/flows has yet, and what an item's file must give each.

An item whose flow is not built is offered with its guide only: what to bring, where and when (catalogue.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

GUIDE = "guide"
"""The flow that any item can fall back on: it needs no identity, no device and no back end."""

HALL_MAP = "hall_map"
"""The way through the hall: words and a drawing, and the guide where the terminal has no plan."""

APPLY = "apply"
"""The flow whose items say in a table of their own how they are applied for."""

Key = Literal["layout", "record", "codes"]
EndsIn = Literal["paper", "answer", "words", "deed"]


@dataclass(frozen=True, slots=True)
class FlowNeeds:
    """One flow."""

    ends_in: EndsIn
    """A sheet of the A4 printer, an answer on the screen, words of the item's file, or something done elsewhere."""
    keys: tuple[Key, ...] = ()
    """What the item's file has to name."""
    price: Literal["fee", "chosen", "billed"] = "fee"
    """What it costs: the `fee` of the item's facts alone; by what is chosen in the visit; by the bill that is paid."""


FLOW_NAMES: Mapping[str, FlowNeeds] = MappingProxyType(
    {
        "print_certificate": FlowNeeds("paper", ("layout", "record")),
        "query": FlowNeeds("answer", ("record",)),
        "licence_copy": FlowNeeds("paper", ("layout", "record")),
        "verify_document": FlowNeeds("answer"),
        "progress": FlowNeeds("answer", ("record",)),
        "qr_wall": FlowNeeds("words", ("codes",)),
        GUIDE: FlowNeeds("words"),
        HALL_MAP: FlowNeeds("words"),
        APPLY: FlowNeeds("deed"),
        "resume": FlowNeeds("answer"),
        "to_phone": FlowNeeds("answer"),
        "mailing": FlowNeeds("deed", ("layout", "record"), price="chosen"),
        "pay_bill": FlowNeeds("deed", price="billed"),
        "settle_offence": FlowNeeds("deed", ("layout", "record"), price="billed"),
        "pick_up": FlowNeeds("deed"),
        "deposit": FlowNeeds("deed"),
        "agent": FlowNeeds("answer"),
        "photo": FlowNeeds("deed"),
        "copy_card": FlowNeeds("paper", ("layout", "record")),
        "copy_document": FlowNeeds("paper", ("layout", "record")),
        "print_file": FlowNeeds("paper", ("layout", "record")),
        "endorse": FlowNeeds("deed"),
        "driver_medical": FlowNeeds("deed"),
        "appointment": FlowNeeds("deed", ("layout", "record")),
        "coach_ticket": FlowNeeds("deed", ("layout", "record"), price="chosen"),
        "policies": FlowNeeds("words"),
        "rating": FlowNeeds("deed", ("layout", "record")),
        "complaint": FlowNeeds("deed", ("layout", "record")),
    }
)
"""By the name that an item's `flow` gives, which is also the name of the file in kiosk/flows."""
