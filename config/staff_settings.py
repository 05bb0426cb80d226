"""The table of a terminal's file for its staff. Without it nobody enters on the screen."""

from typing import Annotated

from pydantic import Field

from config.toml_file import Block, Named


class StaffSettings(Block):
    """The staff's way in and what they need there."""

    accounts_file: Annotated[
        Named, Field(description="Accounts, PIN hashes and secrets of one-time codes; mode 0600 (docs/staff.md).")
    ]
