"""A site's plan as one terminal uses it: read, and held against itself, so that no way leads nowhere."""

from pathlib import Path

import config
from config.toml_file import SettingsError, checked, mistake
from kiosk.items.hall_plan import Floor, HallPlace, HallPlan
from kiosk.items.hall_ways import can_stand, way

FOLDER = Path(config.__file__).parent / "halls"


def plan_file(named: str) -> Path:
    """Where the plan lies that a terminal's file names: a stem of config/halls, or a whole path."""
    return Path(named) if named.startswith("/") else FOLDER / f"{named}.toml"


def load_plan(path: Path, terminal: str) -> HallPlan:
    """Read a plan that can be shown at that terminal.

    Args:
        path: file of the kind config/halls.
        terminal: its name.

    Raises:
        SettingsError: with file, line, key and cure.
    """
    plan = checked(HallPlan, path)
    _floors_are_sound(plan, path)
    floors = {one.id for one in plan.floors}
    for number, one in enumerate(plan.terminals):
        if one.floor not in floors:
            raise mistake(path, f"terminals.{number}.floor", f"'{one.floor}' is no floor here: name one of them")
        if not can_stand(plan, one.floor, one.at):
            what = f"{_said(one.at)} is within a place or off the floor: say where the person stands, before the screen"
            raise mistake(path, f"terminals.{number}.at", what)
    if plan.stands(terminal) is None:
        raise SettingsError(f"{path}: no [[terminals]] is called '{terminal}': add it, with floor, at and faces")
    return plan


def check_plan(path: Path, terminal: str) -> HallPlan:
    """The same, and every place can be reached from that terminal: takes a second or two.

    Raises:
        SettingsError: with file, line, key and cure.
    """
    plan = load_plan(path, terminal)
    stands = plan.stands(terminal)
    for floor_number, floor in enumerate(plan.floors):
        for number, place in enumerate(floor.places):
            if place.door is not None and stands is not None and not way(plan, stands, place.id):
                door = f"{_said(place.door)} of '{place.id}'"
                what = f"{door} is not reached from '{terminal}': open a passage, or link its floor"
                raise mistake(path, f"floors.{floor_number}.places.{number}.door", what)
    return plan


def _floors_are_sound(plan: HallPlan, path: Path) -> None:
    seen: set[str] = set()
    ends: dict[str, set[str]] = {}
    for floor_number, floor in enumerate(plan.floors):
        for number, place in enumerate(floor.places):
            key = f"floors.{floor_number}.places.{number}"
            if place.id in seen:
                raise mistake(path, f"{key}.id", f"'{place.id}' is used twice: give each place its own")
            seen.add(place.id)
            wrong = _wrong(plan, floor, place)
            if wrong:
                raise mistake(path, f"{key}.{wrong[0]}", wrong[1])
            if place.link:
                ends.setdefault(place.link, set()).add(floor.id)
    if alone := next((link for link, found in ends.items() if len(found) < 2), None):
        raise SettingsError(
            f"{path}: link '{alone}' is on one floor only: give it to the same lift on another, or drop it"
        )
    if len({one.id for one in plan.floors}) < len(plan.floors):
        raise mistake(path, "floors", "two floors have the same id: give each its own")


def _wrong(plan: HallPlan, floor: Floor, place: HallPlace) -> tuple[str, str] | None:
    """Key and cure of what is wrong with a place by itself."""
    right, bottom = place.at[0] + place.size[0], place.at[1] + place.size[1]
    if right > floor.width or bottom > floor.depth:
        return (
            "size",
            f"{_said(place.size)} reaches beyond the floor of {floor.width:g} by {floor.depth:g} m: correct it",
        )
    if place.kind == "closed":
        return ("door", "is of a 'closed' place, where nobody goes: leave it out") if place.door is not None else None
    if place.door is None:
        return "kind", f"'{place.kind}' is a place that people go to: say where its door is, or call it 'closed'"
    if not can_stand(plan, floor.id, place.door):
        return "door", f"{_said(place.door)} is off the floor: correct it"
    over = max(place.at[0] - place.door[0], place.door[0] - right, place.at[1] - place.door[1], place.door[1] - bottom)
    if not 0 <= over <= FAR_M:
        return "door", f"{_said(place.door)} is not before its place: put it up to {FAR_M:g} m outside its edge"
    if place.kind in ("lift", "stairs") and not place.link and len(plan.floors) > 1:
        return "kind", f"'{place.kind}' leads nowhere: give it a link, the same word on each floor"
    return None


FAR_M = 3.0
"""Of a door from its place (our choice: where the first of a queue stands)."""


def _said(point: tuple[float, float]) -> str:
    return f"[{point[0]:g}, {point[1]:g}]"
