"""The plan of a site as data: floors, what stands on them, where its terminals are. One file in config/halls a site.

Lengths are metres from the upper left corner of a floor as it is drawn, to the right and downwards.
"""

from typing import Annotated, Literal

from pydantic import Field

from config.toml_file import Block
from kiosk.wording import Wording

Metres = Annotated[float, Field(ge=0, le=300)]
Point = tuple[Metres, Metres]
Kind = Literal[
    "counter", "desk", "self-service", "toilet", "baby-room", "tea", "room", "lift", "stairs", "exit", "closed"
]
"""What people look for; `closed` is what nobody goes to, and a way leads around."""
Side = Literal["up", "right", "down", "left"]
"""On the drawing."""


class HallPlace(Block):
    """A room, a row of counters, a lift: a rectangle with one way in."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$", description="In this file.")]
    kind: Annotated[Kind, Field(description="What it is: its sign on the map, and where it stands in the list.")]
    name: Annotated[Wording, Field(description="As it stands over the door or the counter.")]
    at: Annotated[Point, Field(description="Its upper left corner, metres.")]
    size: Annotated[tuple[Metres, Metres], Field(description="How wide and how deep it is, metres.")]
    door: Annotated[Point | None, Field(description="Where one stands before it or enters; none for `closed`.")] = None
    link: Annotated[
        str, Field(max_length=32, description="Lift, stairs or passage: the same word at all its ends.")
    ] = ""


class Floor(Block):
    """One floor of one building."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,15}$", description="In this file.")]
    name: Annotated[Wording, Field(description="E.g. A栋二楼.")]
    width: Annotated[float, Field(ge=4, le=200, description="Metres.")]
    depth: Annotated[float, Field(ge=4, le=200, description="Metres.")]
    places: Annotated[tuple[HallPlace, ...], Field(min_length=1, max_length=40)]


class HallTerminal(Block):
    """Where one terminal stands."""

    name: Annotated[str, Field(description="As `terminal` in its own file.")]
    floor: Annotated[str, Field(description="Id of a floor.")]
    at: Annotated[Point, Field(description="Where the person stands before it, metres.")]
    faces: Annotated[Side, Field(description="To which side of the drawing the person looks who stands before it.")]


class HallPlan(Block):
    """A whole site."""

    floors: Annotated[tuple[Floor, ...], Field(min_length=1, max_length=12)]
    terminals: Annotated[tuple[HallTerminal, ...], Field(min_length=1, max_length=200)]

    def floor(self, floor_id: str) -> Floor:
        """By its id, which the plan's check has found."""
        return next(one for one in self.floors if one.id == floor_id)

    def stands(self, terminal: str) -> HallTerminal | None:
        """Where that terminal is; None where the plan does not say it."""
        return next((one for one in self.terminals if one.name == terminal), None)

    def place(self, place_id: str) -> tuple[Floor, HallPlace] | None:
        """A place and its floor."""
        found = ((floor, one) for floor in self.floors for one in floor.places if one.id == place_id)
        return next(found, None)
