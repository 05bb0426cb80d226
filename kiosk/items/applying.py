"""What an item that is applied for says of it: the table [apply] of its file.

Its questions stand in the item's `form`, its paper in `layout`, its fee and promise in [facts].
"""

from typing import Annotated, Literal

from pydantic import Field

from config.toml_file import Block

QuestionId = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=40)]


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
    undo_hours: Annotated[int, Field(ge=0, le=720, description="So long it can be taken back; 0: it cannot.")] = 0
