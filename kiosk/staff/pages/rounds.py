"""巡检: the checklist of a round; each point is in order or not, pictures are kept of it, and whoever made it signs.

No camera of ours looks into the hall: pictures come from the scanner, of the round's signed sheet or of photographs.
"""

import hashlib
import json
import os
from dataclasses import replace
from datetime import datetime, timedelta

from drivers.document_scanner import DocumentScanner
from kiosk.items.names import separator
from kiosk.staff.exports import FOLDER
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry

POINTS = ("chair", "partition", "light", "braille", "ramp", "tray", "glass", "camera", "cables", "seals")
"""What no sensor tells (screen map A19): seat, side walls, light, braille label, way in, output tray, glass, lens,
cables, seals of the service door."""
EVERY = timedelta(days=7)
"""Between two rounds (our choice: a hall is cleaned daily, a machine looked over weekly)."""
SIGNED = "round"
PICTURES = "round-pictures"
"""Of the round under way: file and SHA-256 of each."""
SCANNER = "document_scanner"
PICTURE_DPI = 150
"""Enough to read handwriting, in a quarter of a page's usual bytes (our choice)."""
MOST_PICTURES = 6
"""A round (our choice: a sheet of two pages and four photographs)."""
DIGITS = 12
"""Of a picture's SHA-256 in the books."""


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
                detail=separator(means.language).join(means.say(f"point.{point}") for point in POINTS if point in bad),
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
    picture = Entry(id="picture", label=means.say("rounds.picture"), sign="page")
    sign = Entry(id="sign", label=means.say("rounds.sign"), sign="tick")
    has_scanner = means.devices.document_scanner is not None
    return Look((last, points, _kept(means)), (sign, *((picture,) if has_scanner else ())))


def _kept(means: Means) -> Block:
    """Pictures of the round under way."""
    found = _pictures(means)
    return Block(
        kind="rows" if found else "words",
        title=means.say("rounds.pictures"),
        note="" if found else means.say("rounds.pictures_none"),
        entries=tuple(Entry(label=name, value=digest[:DIGITS]) for name, digest in found.items()),
    )


def _pictures(means: Means) -> dict[str, str]:
    told, _ = means.book.value(PICTURES)
    return dict(json.loads(told)) if told else {}


def _marks(where: Where) -> dict[str, str]:
    """What was marked so far, kept in the place where one is: `chair+ light-`."""
    return {one[:-1]: one[-1] for one in where.step.split()}


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    marks = _marks(where)
    if wanted.startswith("point:") and wanted.removeprefix("point:") in POINTS:
        point = wanted.removeprefix("point:")
        marks[point] = {"": "+", "+": "-", "-": "+"}[marks.get(point, "")]
        return replace(where, step=" ".join(f"{name}{mark}" for name, mark in marks.items()))
    scanner = means.devices.document_scanner
    if wanted == "picture" and scanner is not None:
        return Act(
            "photograph-round",
            lambda: _photograph(means, scanner),
            worker=SCANNER,
            title=means.say("rounds.picture_title"),
            lines=(means.say("rounds.picture_lead"),),
        )
    if wanted == "sign":
        bad = [point for point in POINTS if marks.get(point) == "-"]
        about = [("bad:" + ",".join(bad)) if bad else "fine", *(one[:DIGITS] for one in _pictures(means).values())]
        return Act("sign-round", lambda: _sign(means, marks, bad), " ".join(about))
    return None


def _sign(means: Means, marks: dict[str, str], bad: list[str]) -> Done:
    if left := [point for point in POINTS if point not in marks]:
        raise ActError(means.say("rounds.not_all", count=len(left)))
    means.book.keep(SIGNED, json.dumps({"bad": bad, "pictures": _pictures(means)}))
    means.book.keep(PICTURES, "")
    return Done(means.say("rounds.done"), "careful" if bad else "good", then=Where("rounds"))


def _photograph(means: Means, scanner: DocumentScanner) -> Done:
    """On the scanner's worker: beside the other files for the hall, with its digest in the books."""
    known = _pictures(means)
    if len(known) >= MOST_PICTURES:
        raise ActError(means.say("rounds.too_many", count=len(known)))
    picture = scanner.scan(dpi=PICTURE_DPI).png
    folder = means.settings.state_folder / FOLDER
    name = f"{means.settings.terminal}-round-{means.clock.now():%Y%m%d-%H%M%S}-{len(known) + 1}.png"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(picture)
            file.flush()
            os.fsync(handle)
    except OSError as error:
        raise ActError(means.say("said.not_written")) from error
    digest = hashlib.sha256(picture).hexdigest()
    means.book.keep(PICTURES, json.dumps({**known, name: digest}))
    return Done(means.say("rounds.picture_done", digest=digest[:DIGITS]))


PAGE = Page("rounds", "list", "see-rounds", _look, _take)
