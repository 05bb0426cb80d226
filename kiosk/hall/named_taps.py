"""What pressing a control says, by its name: the scripted person speaks of controls as the robot does."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from kiosk.taps import (
    Asked,
    BoardChosen,
    CharacterChosen,
    Chosen,
    Cleared,
    Digit,
    Erased,
    HeardAgain,
    Left,
    ListTurned,
    Missed,
    Opened,
    OtherWay,
    PageTurned,
    Practised,
    Signed,
    Stayed,
    Tap,
    Typed,
    WentBack,
    WentHome,
    WentOn,
    Written,
)
from kiosk.view import Board

SIGNATURE = tuple(
    number for step in range(40) for number in (1_500 + 170 * step, 3_000 + 4_000 * (step % 4 in (1, 2)), 25 * step)
)
"""A stroke that goes up and down across the field: nobody's name, and long enough for one."""

_BOARDS: Mapping[str, Board] = MappingProxyType({f"board-{board}": board for board in get_args(Board)})


def tap_of(name: str) -> Tap:
    """What pressing the control of that name says."""
    if name == "paper-close":
        return PageTurned(0)
    plain: dict[str, Tap] = {
        "signature": Signed(SIGNATURE),
        "clear": Cleared(),
        "primary": WentOn(),
        "back": WentBack(),
        "asked": Asked(),
        "leave": Left(),
        "stay": Stayed(),
        "home": WentHome(),
        "again": HeardAgain(),
        "display": Opened("display"),
        "help": Opened("help"),
        "practise": Practised(),
        "nowhere": Missed(),
        "other-way": OtherWay(),
        "erase": Erased(),
        "more-up": ListTurned(-1),
        "more-down": ListTurned(1),
    }
    if name.startswith("choice-"):
        return Chosen(name.removeprefix("choice-"))
    if name.startswith("board-"):
        return BoardChosen(_BOARDS[name])
    if name.startswith("candidate-"):
        return CharacterChosen(name.removeprefix("candidate-"))
    if name.startswith("digit-"):
        return Digit(name.removeprefix("digit-"))
    if name.startswith("written-"):
        return Written(name.removeprefix("written-"))
    if name.startswith("key-"):
        return Typed(name.removeprefix("key-"))
    if name.startswith("paper-"):
        return PageTurned(int(name.removeprefix("paper-")))
    return plain[name]
