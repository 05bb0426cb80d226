"""Where the terminal's file stands, on every page that changes it: what is wanted of it, and what became of that."""

from kiosk.staff.means import Means
from kiosk.staff_view import Block, Entry

TAKEN = "taken: "
"""Begins the answer of the service with rights (kiosk/upkeep/wanted.py); behind it the file's revision."""


def state(means: Means) -> Block:
    """Of an installed terminal."""
    pending, answer = means.file.pending, means.file.answer()
    verdicts = means.root.files.verdicts()
    left = verdicts.get(answer.removeprefix(TAKEN), "") if not pending else ""
    is_bad = bool(answer) and not answer.startswith(TAKEN) and not pending
    return Block(
        kind="rows",
        title=means.say("calibration.file"),
        note=means.say("calibration.file_how"),
        entries=(
            Entry(
                label=means.say(f"calibration.file_{pending or ('left' if left else 'runs')}"),
                detail=answer if is_bad else left,
                tone="bad" if is_bad else "careful" if pending or left else "good",
            ),
        ),
    )
