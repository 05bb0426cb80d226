"""What an item that is applied for says of it: the table [apply] of its file.

Its questions stand in the item's `form`, its paper in `layout`, its fee and promise in [facts].
"""

from typing import Annotated

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
    undo_hours: Annotated[int, Field(ge=0, le=720, description="So long it can be taken back; 0: it cannot.")] = 0
