"""The way from a terminal to a place of the plan: along right angles, with few turns, by lift rather than by stairs.

The floors are squares of half a metre; a place that is no door is gone around. Pure.
"""

import heapq
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from kiosk.items.hall_plan import Floor, HallPlace, HallPlan, HallTerminal, Point, Side

STEP_M: Final = 0.5
"""Side of a square (our choice: a passage is 1.2 m wide at least, GB 50763-2012 3.5.1)."""
TURN_M: Final = 3.0
"""So much farther somebody goes to turn once less (our choice)."""
CHANGE_M: Final = {"lift": 12.0, "stairs": 60.0}
"""What a change of floors counts for (our choice): stairs are for where no lift is near. A passage is just walked."""
PASSAGE_M: Final = 4.0

NEAR_M: Final = 1.5
"""What is nearer is there already (our choice)."""

Turn = Literal["ahead", "right", "back", "left"]
_SIDES: Final[tuple[Side, ...]] = ("up", "right", "down", "left")
_MOVES: Final = ((0, -1), (1, 0), (0, 1), (-1, 0))
_TURNS: Final[tuple[Turn, ...]] = ("ahead", "right", "back", "left")
Square = tuple[int, int, int]
"""Number of the floor, and of the square on it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Straight on for a while."""

    turn: Turn
    """As seen by whoever has come so far."""
    metres: int


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of a way on one floor."""

    floor: Floor
    points: tuple[Point, ...]
    """Corners, metres; the first is where it begins."""
    stretches: tuple[Stretch, ...]
    side: Turn
    """Where what it leads to lies, for whoever has come there."""
    to: HallPlace


Way = tuple[Leg, ...]


class _Ground:
    """Where one can walk: squares by number, and from each where one comes in one step."""

    def __init__(self, plan: HallPlan, *, step_free: bool) -> None:
        self._first: dict[int, tuple[int, int, int]] = {}
        """Of each floor: the number of its first square, and how many stand side by side and one below the other."""
        free: list[bool] = []
        ends: dict[str, list[tuple[int, HallPlace]]] = {}
        for number, floor in enumerate(plan.floors):
            wide, deep = round(floor.width / STEP_M), round(floor.depth / STEP_M)
            self._first[number] = (len(free), wide, deep)
            taken = {square for one in floor.places for square in _squares(one)}
            taken -= {_square(one.door) for one in floor.places if one.door is not None}
            free += [(across, down) not in taken for down in range(deep) for across in range(wide)]
            for one in floor.places:
                is_barred = step_free and one.kind == "stairs"
                if one.link and one.door is not None and not is_barred and self._is_inside(number, _square(one.door)):
                    ends.setdefault(one.link, []).append((self.number(number, one.door), one))
        self.free = free
        self.steps = [self._steps(number) for number in range(len(free))]
        self.links: dict[int, list[tuple[int, float]]] = {}
        for joined in ends.values():
            for here, place in joined:
                cost = CHANGE_M.get(place.kind, PASSAGE_M)
                self.links.setdefault(here, []).extend((there, cost) for there, _ in joined if there != here)

    def number(self, floor: int, point: Point) -> int:
        """Of the square that a point lies in."""
        first, wide, _ = self._first[floor]
        across, down = _square(point)
        return first + down * wide + across

    def is_free(self, floor: int, point: Point) -> bool:
        """Whether somebody can stand there."""
        return self._is_inside(floor, _square(point)) and self.free[self.number(floor, point)]

    def square(self, number: int) -> Square:
        """Floor, and where on it."""
        floor = max(one for one, (first, _, _) in self._first.items() if first <= number)
        first, wide, _ = self._first[floor]
        down, across = divmod(number - first, wide)
        return floor, across, down

    def _is_inside(self, floor: int, square: tuple[int, int]) -> bool:
        _, wide, deep = self._first[floor]
        return 0 <= square[0] < wide and 0 <= square[1] < deep

    def _steps(self, number: int) -> tuple[tuple[int, int], ...]:
        floor, across, down = self.square(number)
        first, wide, _ = self._first[floor]
        found = []
        for side, (right, below) in enumerate(_MOVES):
            there = (across + right, down + below)
            if self._is_inside(floor, there) and self.free[first + there[1] * wide + there[0]]:
                found.append((side, first + there[1] * wide + there[0]))
        return tuple(found)


@lru_cache(maxsize=4)
def _ground(plan: HallPlan, *, step_free: bool) -> _Ground:
    return _Ground(plan, step_free=step_free)


def _square(point: Point) -> tuple[int, int]:
    return int(point[0] / STEP_M), int(point[1] / STEP_M)


def _squares(place: HallPlace) -> set[tuple[int, int]]:
    left, top = _square(place.at)
    right = max(left + 1, round((place.at[0] + place.size[0]) / STEP_M))
    bottom = max(top + 1, round((place.at[1] + place.size[1]) / STEP_M))
    return {(across, down) for across in range(left, right) for down in range(top, bottom)}


def can_stand(plan: HallPlan, floor_id: str, point: Point) -> bool:
    """Whether nothing stands there, and it is on that floor."""
    return _ground(plan, step_free=False).is_free(_floors(plan).index(floor_id), point)


def _floors(plan: HallPlan) -> list[str]:
    return [one.id for one in plan.floors]


@lru_cache(maxsize=256)
def way(plan: HallPlan, stands: HallTerminal, place_id: str, *, step_free: bool = False) -> Way:
    """The way there, floor by floor; empty where none leads there.

    Args:
        plan: of the site.
        stands: where it begins.
        place_id: where it ends.
        step_free: whether stairs are none.
    """
    found = plan.place(place_id)
    if found is None or found[1].door is None:
        return ()
    floors, ground = _floors(plan), _ground(plan, step_free=step_free)
    start = ground.number(floors.index(stands.floor), stands.at)
    goal = ground.number(floors.index(found[0].id), found[1].door)
    squares = [ground.square(number) for number in _searched(ground, start, goal)]
    return _legs(plan, squares, _SIDES.index(stands.faces), found[1])


def _searched(ground: _Ground, start: int, goal: int) -> list[int]:
    """All squares of the way; none where there is none."""
    # A state is a square and the side that one came by; by none at the start and behind a lift: turning is free there.
    still = 4
    first = start * 5 + still
    queue: list[tuple[float, int]] = [(0.0, first)]
    cost: dict[int, float] = {first: 0.0}
    before: dict[int, int] = {}
    while queue:
        spent, state = heapq.heappop(queue)
        here, heading = divmod(state, 5)
        if here == goal:
            return _walked(before, state)
        if spent > cost[state]:
            continue
        for side, there in ground.steps[here]:
            if heading != still and side == (heading + 2) % 4:
                continue
            total = spent + STEP_M + (0.0 if heading in (side, still) else TURN_M)
            _offered(queue, cost, before, state, there * 5 + side, total)
        for there, more in ground.links.get(here, ()):
            _offered(queue, cost, before, state, there * 5 + still, spent + more)
    return []


def _offered(
    queue: list[tuple[float, int]], cost: dict[int, float], before: dict[int, int], state: int, new: int, total: float
) -> None:
    if total < cost.get(new, float("inf")):
        cost[new] = total
        before[new] = state
        heapq.heappush(queue, (total, new))


def _walked(before: dict[int, int], last: int) -> list[int]:
    walked = [last // 5]
    while last in before:
        last = before[last]
        walked.append(last // 5)
    return walked[::-1]


def _legs(plan: HallPlan, squares: list[Square], facing: int, to: HallPlace) -> Way:
    legs: list[Leg] = []
    rest = squares
    while rest:
        number = rest[0][0]
        count = next((at for at, one in enumerate(rest) if one[0] != number), len(rest))
        here, rest = rest[:count], rest[count:]
        floor = plan.floors[number]
        legs.append(_leg(floor, here, facing, _place_at(floor, here[-1]) if rest else to))
        if rest:
            facing = _out_of(_place_at(plan.floors[rest[0][0]], rest[0]))
    return tuple(legs)


def _place_at(floor: Floor, square: Square) -> HallPlace:
    """The lift or the like whose door that square is."""
    return next(one for one in floor.places if one.door is not None and _square(one.door) == square[1:] and one.link)


def _leg(floor: Floor, squares: list[Square], facing: int, to: HallPlace) -> Leg:
    runs: list[tuple[int, int]] = []
    corners = [squares[0]]
    for before, after in pairwise(squares):
        side = _MOVES.index((after[1] - before[1], after[2] - before[2]))
        if runs and runs[-1][0] == side:
            runs[-1] = (side, runs[-1][1] + 1)
        else:
            runs.append((side, 1))
            corners.append(before)
    points = tuple(((one[1] + 0.5) * STEP_M, (one[2] + 0.5) * STEP_M) for one in (*corners, squares[-1]))
    stretches = []
    for side, count in _said(runs):
        stretches.append(Stretch(_TURNS[(side - facing) % 4], max(1, round(count * STEP_M))))
        facing = side
    inward = (_out_of(to) + 2) % 4
    # A short last step may lead to the very side on which it lies.
    lies = runs[-1][0] if runs and runs[-1][0] != facing else inward
    return Leg(floor, points, tuple(stretches), _TURNS[(lies - facing) % 4], to)


def _said(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is worth a sentence: nobody is told to go one metre, unless that is the whole way."""
    found: list[tuple[int, int]] = []
    for side, count in runs:
        if count * STEP_M <= NEAR_M:
            continue
        if found and found[-1][0] == side:
            found[-1] = (side, found[-1][1] + count)
        else:
            found.append((side, count))
    return found or sorted(runs, key=lambda one: -one[1])[:1]


def _out_of(place: HallPlace) -> int:
    """To which side one looks who comes out of it: by the side of it that its door stands at."""
    if place.door is None:
        raise AssertionError("nobody comes out of what has no door")
    left, top = place.at
    right, bottom = left + place.size[0], top + place.size[1]
    across, down = place.door
    over = (top - down, across - right, down - bottom, left - across)
    return over.index(max(over))
