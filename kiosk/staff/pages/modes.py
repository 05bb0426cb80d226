"""运行: normal or out of service; start the core or the computer again, switch it off, leave to the system."""

import subprocess

from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry

MODE = "mode"
"""Name in the staff's book: empty, or the text key of what closes the terminal when staff have left."""
MAINTENANCE = "maintenance"
PROGRAM_S = 20.0
"""How long a program may take to begin with it."""
PROGRAMS = {"reboot": "reboot", "shut_down": "shut-down", "exit_to_system": "exit-to-system"}
"""Setting → right."""


def _look(means: Means, _: Where) -> Look:
    mode, at = means.book.value(MODE)
    block = Block(
        kind="rows",
        title=means.say("modes.title"),
        note=means.say("modes.how"),
        entries=(
            Entry(
                label=means.say("modes.now"),
                value=means.say("modes.maintenance" if mode else "modes.normal"),
                detail=at[:16].replace("T", " "),
                tone="careful" if mode else "good",
            ),
        ),
    )
    buttons = [
        Entry(
            id="normal" if mode else "maintain",
            label=means.say("modes.to_normal" if mode else "modes.to_maintenance"),
            sign="tick" if mode else "leave",
        ),
        Entry(id="restart", label=means.say("modes.restart"), sign="again"),
    ]
    buttons += [
        Entry(id=name, label=means.say(f"modes.{name}"), sign="leave", tone="bad")
        for name in PROGRAMS
        if _program(means, name)
    ]
    return Look((block,), tuple(buttons))


def _program(means: Means, name: str) -> tuple[str, ...]:
    staff = means.settings.staff
    return tuple(getattr(staff, name)) if staff is not None else ()


def _take(means: Means, _: Where, wanted: str) -> Act | None:
    match wanted:
        case "maintain":
            return Act(
                "set-mode",
                lambda: _set(means, MAINTENANCE),
                MAINTENANCE,
                title=means.say("modes.maintain_title"),
                lines=(means.say("modes.maintain_lead"),),
                is_serious=True,
            )
        case "normal":
            return Act("set-mode", lambda: _set(means, ""), "normal")
        case "restart":
            return Act(
                "restart",
                lambda: _restart(means),
                title=means.say("modes.restart_title"),
                lines=(means.say("modes.restart_lead"),),
            )
        case _ if wanted in PROGRAMS and _program(means, wanted):
            return Act(
                PROGRAMS[wanted],
                lambda: _run(means, wanted),
                title=means.say(f"modes.{wanted}_title"),
                lines=(means.say("modes.program_lead"),),
                is_serious=True,
            )
    return None


def _set(means: Means, mode: str) -> Done:
    means.book.keep(MODE, mode)
    return Done(means.say("modes.set"))


def _restart(means: Means) -> Done:
    """The act is settled before the core ends: what runs the desk is closed after this."""
    means.stop()
    return Done(means.say("modes.restarting"), "careful")


def _run(means: Means, name: str) -> Done:
    try:
        subprocess.run(_program(means, name), check=True, timeout=PROGRAM_S, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise ActError(means.say("modes.program_failed", why=type(error).__name__)) from error
    return Done(means.say("modes.program_begun"), "careful")


PAGE = Page("modes", "moon", "see-modes", _look, _take)
