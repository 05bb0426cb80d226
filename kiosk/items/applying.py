"""What an item that is applied for says of it: the table [apply] of its file.

Its questions stand in the item's `form`, its paper in `layout`, its fee and promise in [facts].
"""

from typing import Annotated, Literal

from pydantic import Field

from config.toml_file import Block
from kiosk.wording import Wording

QuestionId = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=40)]


class MaterialWanted(Block):
    """A table [[apply.materials]]: something that has to lie with the application."""

    material: Annotated[
        str, Field(pattern=r"^[a-z0-9-]+$", description="Of config/registers/materials.csv; nothing that has a source.")
    ]
    licences: Annotated[
        tuple[str, ...], Field(description="Names of electronic licences that show the same: offered before all else.")
    ] = ()
    pages: Annotated[int, Field(ge=1, le=20, description="At most so many pages, scanned or from a phone.")] = 4
    owed: Annotated[
        bool, Field(description="true: no main material (容缺): it may come later, where the person promises so.")
    ] = False
    commitment: Annotated[
        Wording | None,
        Field(description="告知承诺: what the person states by signature instead of showing it; none: it is shown."),
    ] = None
    when: Annotated[
        dict[QuestionId, tuple[str, ...]],
        Field(default_factory=dict, description="It is wanted only where a question has that answer."),
    ]
    acting: Annotated[bool, Field(description="true: it is wanted only of whoever acts for the person.")] = False


class Applying(Block):
    """The table [apply]."""

    fixed: Annotated[
        tuple[QuestionId, ...],
        Field(description="Questions whose prefilled answer only its register corrects, e.g. name and number."),
    ] = ()
    self_only: Annotated[
        tuple[QuestionId, ...],
        Field(description="Questions that whoever acts for the person may not answer otherwise than it is on record."),
    ] = ()
    parts: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9-]*$",
            description="Of a bundle: the question of kind several whose answers are its matters, each its own case.",
        ),
    ] = ""
    enterprise: Annotated[
        bool, Field(description="true: it is applied for in the name of an enterprise; the platform says whose it is.")
    ] = False
    paper: Annotated[Literal["accepted", "decided"], Field(description="When the item's paper can be printed.")] = (
        "accepted"
    )
    delivery: Annotated[
        tuple[Literal["here", "electronic", "locker", "post", "window"], ...],
        Field(description="How what is made of it can come to the person; none: there is nothing to bring."),
    ] = ()
    materials: Annotated[tuple[MaterialWanted, ...], Field(description="What has to lie with it.")] = ()
    owe_days: Annotated[
        int, Field(ge=1, le=60, description="Working days until what is owed has to be there (our choice: 10).")
    ] = 10
    offline: Annotated[
        bool,
        Field(description="true: while the platform cannot be reached it may be taken, encrypted to the platform."),
    ] = False
    undo_hours: Annotated[int, Field(ge=0, le=720, description="So long it can be taken back; 0: it cannot.")] = 0
