"""升级: which version runs, since when, and how often it started."""

from datetime import timedelta
from importlib.metadata import version

from kiosk.staff.means import Means
from kiosk.staff.page import Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry

SHOWN = 15
WEEK = timedelta(days=7)


def _look(means: Means, _: Where) -> Look:
    starts = rows.newest(means, ("core-started",))
    week = rows.newest(means, ("core-started",), WEEK)
    facts = (
        Entry(label=means.say("versions.runs"), value=version("kiosk"), tone="good"),
        Entry(label=means.say("versions.since"), value=rows.when(starts[-1].at) if starts else "—"),
        Entry(
            label=means.say("versions.starts"), value=str(len(week)), tone="careful" if len(week) > SHOWN else "plain"
        ),
    )
    known = tuple(
        Entry(label=str(row.facts.get("version", "")), value=rows.when(row.at)) for row in reversed(starts[-SHOWN:])
    )
    return Look(
        (
            Block(kind="rows", title=means.say("versions.title"), entries=facts),
            Block(kind="rows", title=means.say("versions.history"), entries=known),
        )
    )


PAGE = Page("versions", "clock", "see-updates", _look)
