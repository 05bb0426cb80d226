"""The table of a terminal's file for its staff. Without it nobody enters on the screen."""

from typing import Annotated

from pydantic import Field

from config.toml_file import Block, Named

Program = tuple[Annotated[str, Field(min_length=1)], ...]


class StaffSettings(Block):
    """The staff's way in and what they may have the computer do."""

    accounts_file: Annotated[
        Named, Field(description="Accounts, PIN hashes and secrets of one-time codes; mode 0600 (docs/staff.md).")
    ]
    reboot: Annotated[
        Program, Field(description="Program and arguments that start the computer again; empty: not from the screen.")
    ] = ()
    shut_down: Annotated[
        Program, Field(description="Program and arguments that switch the computer off; empty: not from the screen.")
    ] = ()
    exit_to_system: Annotated[
        Program, Field(description="Program that leaves the glass to the computer's own screen; empty: nothing does.")
    ] = ()
    timedatectl: Annotated[
        Program, Field(description="timedatectl(1) with its path, which sets the clock; empty: it is shown alone.")
    ] = ()
    log_folder: Annotated[
        Named | None, Field(description="Where the logs of the processes lie; without it `log` of the state folder.")
    ] = None
    log_command: Annotated[
        Program, Field(description="Program that prints the log instead, e.g. journalctl; empty: the folder is read.")
    ] = ()
