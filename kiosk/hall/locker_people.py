"""What people do at the pick-up locker, for demo, `kiosk visit` and process tests: staff put in, residents take out."""

from collections.abc import Callable, Iterator
from typing import Any

from kiosk.hall.person_ways import Act, Tells

DEPOSIT, PICK_UP = "deposit", "pick_up"
"""Flows of kiosk/flows."""
ITEM = "不动产权证书"


def waiting_parcel(tell: Tells, citizen: str, **more: Any) -> dict[str, str]:
    """A case of the citizen's has ended: parcel, case number and label of what waits at the counter."""
    made = tell("platform", "parcel", number=citizen, item=ITEM, **more)
    return {name: str(made[name]) for name in ("parcel", "case_no", "label")}


def stored_parcel(tell: Tells, citizen: str, terminal: str, door: str, **more: Any) -> dict[str, str]:
    """The same, put behind a door a while ago: also the pick-up code of its message."""
    made = waiting_parcel(tell, citizen, **more)
    tell("platform", "store_parcel", parcel=made["parcel"], terminal=terminal, door=door)
    board, _, lock = door.partition("-")
    tell("locker", "item", board=int(board), lock=int(lock), present=True)
    known = next(one for one in tell("platform", "parcels")["parcels"] if one["parcel"] == made["parcel"])
    return {**made, "code": str(known["code"]), "scan": str(known["scan"])}


def counter_acts(
    tell: Tells, until: Callable[[Callable[[], bool], str], None], label: str, *, who: int = 0
) -> Iterator[Act]:
    """Show the pass, press the PIN, show the folder's label.

    Args:
        tell: speaks to the counterparts.
        until: waits for something to become true.
        label: of the folder.
        who: which one of the sandbox's staff.
    """
    member = tell("platform", "staff")["staff"][who]
    yield lambda: _show(tell, str(member["code"]))
    yield lambda: _press(tell, until, str(member["pin"]))
    yield lambda: _show(tell, label)


HANDS_S = 1.5
"""Nobody takes a folder out, or shuts a door, in the instant in which it springs open."""


def use_door(
    tell: Tells, until: Callable[[Callable[[], bool], str], None], pause: Callable[[float], None], *, puts: bool
) -> None:
    """Wait until a door springs open, put something in or take it out, and shut it."""
    until(lambda: bool(tell("locker", "count")["open"]), "a door of the locker to open")
    for name in tell("locker", "count")["open"]:
        board, _, lock = str(name).partition("-")
        pause(HANDS_S)
        tell("locker", "item", board=int(board), lock=int(lock), present=puts)
        pause(HANDS_S)
        tell("locker", "door", board=int(board), lock=int(lock), state="closed")


def _show(tell: Tells, text: str) -> None:
    tell("code_scanner", "show", text=text)


def _press(tell: Tells, until: Callable[[Callable[[], bool], str], None], pin: str) -> None:
    until(lambda: bool(tell("pin_pad", "count")["asking"]), "the PIN pad to light up")
    tell("pin_pad", "press", keys=f"{pin}E")
