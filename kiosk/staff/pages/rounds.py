"""巡检: the checklist of a round; each point is in order or not, and whoever made it signs."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry

POINTS = ("chair", "partition", "light", "braille", "ramp", "tray", "glass", "camera", "cables", "seals")
"""What no sensor tells (screen map A19): seat, side walls, light, braille label, way in, output tray, glass, lens,
cables, seals of the service door."""
EVERY = timedelta(days=7)
"""Between two rounds (our choice: a hall is cleaned daily, a machine looked over weekly)."""
SIGNED = "round"


def _look(means: Means, where: Where) -> Look:
    told, at = means.book.value(SIGNED)
    bad = set(json.loads(told)["bad"]) if told else set()
    due = datetime.fromisoformat(at) + EVERY if at else None
    is_late = due is None or due < means.clock.now()
    last = Block(
        kind="rows",
        title=means.say("rounds.last"),
        entries=(
            Entry(
                label=means.say("rounds.signed"),
                value=at[:16].replace("T", " ") if at else means.say("audit.never"),
                detail="、".join(means.say(f"point.{point}") for point in POINTS if point in bad),
                tone="careful" if bad else "plain",
            ),
            Entry(
                label=means.say("rounds.due"),
                value=f"{due:%Y-%m-%d}" if due else means.say("rounds.now"),
                tone="careful" if is_late else "good",
            ),
        ),
    )
    marks = _marks(where)
    points = Block(
        kind="rows",
        title=means.say("rounds.points"),
        note=means.say("rounds.how"),
        entries=tuple(
            Entry(
                id=f"point:{point}",
                label=means.say(f"point.{point}"),
                value=means.say({"+": "rounds.fine", "-": "rounds.bad", "": "rounds.open"}[marks.get(point, "")]),
                tone={"+": "good", "-": "bad", "": "plain"}[marks.get(point, "")],  # type: ignore[arg-type]  # of Tone
            )
            for point in POINTS
        ),
    )
    return Look((last, points), (Entry(id="sign", label=means.say("rounds.sign"), sign="tick"),))


def _marks(where: Where) -> dict[str, str]:
    """What was marked so far, kept in the place where one is: `chair+ light-`."""
    return {one[:-1]: one[-1] for one in where.step.split()}


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    marks = _marks(where)
    if wanted.startswith("point:") and wanted.removeprefix("point:") in POINTS:
        point = wanted.removeprefix("point:")
        marks[point] = {"": "+", "+": "-", "-": "+"}[marks.get(point, "")]
        return replace(where, step=" ".join(f"{name}{mark}" for name, mark in marks.items()))
    if wanted == "sign":
        bad = [point for point in POINTS if marks.get(point) == "-"]
        return Act("sign-round", lambda: _sign(means, marks, bad), ("bad:" + ",".join(bad)) if bad else "fine")
    return None


def _sign(means: Means, marks: dict[str, str], bad: list[str]) -> Done:
    if left := [point for point in POINTS if point not in marks]:
        raise ActError(means.say("rounds.not_all", count=len(left)))
    means.book.keep(SIGNED, json.dumps({"bad": bad}))
    return Done(means.say("rounds.done"), "careful" if bad else "good", then=Where("rounds"))


PAGE = Page("rounds", "list", "see-rounds", _look, _take)
