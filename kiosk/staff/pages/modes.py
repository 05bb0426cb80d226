"""运行方式: normal, night, maintenance, emergency; start core or computer again, switch off, leave to the system."""

import subprocess
from collections.abc import Mapping

from kiosk.health import EMERGENCY
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry, Tone

MODE = "mode"
"""Name in the staff's book: one of the modes; empty for normal. Of effect when staff have left."""
NORMAL = "normal"
NIGHT = "night"
"""It serves, as dark and as quiet as at night."""
MAINTENANCE = "maintenance"
MODES: Mapping[str, Tone] = {NORMAL: "good", NIGHT: "plain", MAINTENANCE: "careful", EMERGENCY: "bad"}
"""How each looks on a page."""
SIGNS = {NORMAL: "tick", NIGHT: "moon", MAINTENANCE: "leave", EMERGENCY: "alarm"}
PROGRAM_S = 20.0
"""How long a program may take to begin with it."""
PROGRAMS = {"reboot": "reboot", "shut_down": "shut-down", "exit_to_system": "exit-to-system"}
"""Setting → right."""


def _look(means: Means, _: Where) -> Look:
    written, at = means.book.value(MODE)
    mode = written or NORMAL
    block = Block(
        kind="rows",
        title=means.say("modes.title"),
        note=means.say("modes.how"),
        entries=(
            Entry(
                label=means.say("modes.now"),
                value=means.say(f"modes.{mode}"),
                detail=at[:16].replace("T", " "),
                tone=MODES[mode],
            ),
        ),
    )
    buttons = [
        Entry(
            id=one,
            label=means.say(f"modes.to_{one}"),
            sign=sign,
            tone="bad" if one == EMERGENCY else "plain",
        )
        for one, sign in SIGNS.items()
        if one != mode
    ]
    buttons.append(Entry(id="restart", label=means.say("modes.restart"), sign="again"))
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
        case _ if wanted in MODES:
            return _to(means, wanted)
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


def _to(means: Means, mode: str) -> Act:
    """An emergency is begun and ended by two steps; only from there does the way back to normal have a second one."""
    if mode == NORMAL and means.book.value(MODE)[0] != EMERGENCY:
        return Act("set-mode", lambda: _set(means, ""), NORMAL)
    return Act(
        "set-mode",
        lambda: _set(means, "" if mode == NORMAL else mode),
        mode,
        title=means.say(f"modes.{mode}_title"),
        lines=(means.say(f"modes.{mode}_lead"),),
        is_serious=mode != NIGHT,
    )


def alarm(means: Means) -> Act:
    """Sending everybody out, where whoever does it has said who they are for nothing else."""
    return _to(means, EMERGENCY)


def _set(means: Means, mode: str) -> Done:
    means.book.keep(MODE, mode)
    # Who sends people out of the hall runs, too: nobody waits until they have left this page.
    return Done(means.say("modes.set"), leaves=mode if mode == EMERGENCY else "")


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
