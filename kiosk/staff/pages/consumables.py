"""耗材: what was filled in, what is left, and until when that lasts at the pace of the last week."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.cabinet.book import Count
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import numbered_sheets, rows
from kiosk.staff_view import Block, Entry, Tone

WEEK = timedelta(days=7)
LOW_SHARE = 0.15
"""Below that share of what was filled in, staff are warned (our choice: half a day of a busy hall)."""
MOST_FILLED = 5_000


@dataclass(frozen=True, slots=True)
class Supply:
    """One kind of thing that runs out."""

    name: str
    device: str
    counts: Count
    rows: str
    """Kind of the journal's rows by which its pace is measured."""
    fact: str
    """Which fact of them says how many; empty: one each."""


SUPPLIES = (
    Supply("a4", "a4_printer", Count.SHEETS, "print-settled", "sheets"),
    Supply("roll", "receipt_printer", Count.SLIPS, "slip-settled", ""),
)


@dataclass(frozen=True, slots=True)
class Level:
    """How much is left."""

    filled: int
    left: int
    filled_at: str
    a_day: float
    """At the pace of the last week; 0 where nothing was used."""

    @property
    def share(self) -> float:
        """Of what was filled in."""
        return self.left / self.filled if self.filled else 0.0

    def ends(self, now: datetime) -> datetime | None:
        """When it will be used up; None where nobody can tell."""
        return now + timedelta(days=self.left / self.a_day) if self.a_day > 0 else None


def level(means: Means, supply: Supply) -> Level | None:
    """What is left of it; None where nobody ever said what was filled in."""
    kept, at = means.book.value(f"filled:{supply.name}")
    if not kept:
        return None
    known = json.loads(kept)
    used = max(0, _counted(means, supply) - int(known["counted"]))
    filled = int(known["filled"])
    return Level(filled, max(0, filled - used), at, _pace(means, supply))


def _counted(means: Means, supply: Supply) -> int:
    return means.counters.counters().get(supply.device, {}).get(supply.counts.value, 0)


def _pace(means: Means, supply: Supply) -> float:
    found = rows.newest(means, (supply.rows,), WEEK)
    used = sum(int(row.facts.get(supply.fact, 0)) if supply.fact else 1 for row in found)
    if not found:
        return 0.0
    days = max(1.0, (means.clock.now() - rows.at(found[0])).total_seconds() / 86_400)
    return used / days


def _look(means: Means, where: Where) -> Look:
    supply = _picked(means, where)
    if supply is not None:
        return Look(
            (
                Block(
                    kind="words",
                    title=means.say(f"supply.{supply.name}"),
                    note=means.say(f"supply.{supply.name}_how"),
                ),
            ),
            (
                Entry(id="back", label=means.say("button.back"), sign="back"),
                Entry(id="filled", label=means.say("button.keep"), sign="tick"),
            ),
            field=means.say("supply.count"),
        )
    if where.picked.startswith(numbered_sheets.PICKED):
        return numbered_sheets.look(means, where)
    known = [_entry(means, one) for one in SUPPLIES if one.device in means.looks]
    blocks = [Block(kind="rows", title=means.say("supply.title"), entries=tuple(known))]
    stock = numbered_sheets.stock_of(means)
    if stock is not None:
        blocks.append(numbered_sheets.figures(means, stock))
    return Look(tuple(blocks), numbered_sheets.buttons(means) if stock is not None else ())


def _picked(means: Means, where: Where) -> Supply | None:
    return next((one for one in SUPPLIES if one.name == where.picked and one.device in means.looks), None)


def _entry(means: Means, supply: Supply) -> Entry:
    now = level(means, supply)
    if now is None:
        return Entry(
            id=supply.name,
            label=means.say(f"supply.{supply.name}"),
            value=means.say("supply.never"),
            tone="careful",
        )
    ends = now.ends(means.clock.now())
    tone: Tone = "bad" if now.left == 0 else "careful" if now.share < LOW_SHARE else "good"
    return Entry(
        id=supply.name,
        label=means.say(f"supply.{supply.name}"),
        value=means.say("supply.left", left=now.left, filled=now.filled),
        detail=means.say(
            "supply.lasts" if ends is not None else "supply.no_pace",
            at=f"{ends:%m-%d %H:%M}" if ends is not None else "",
            a_day=f"{now.a_day:.0f}",
        ),
        tone=tone,
        share=now.share,
    )


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    if where.picked.startswith(numbered_sheets.PICKED) or wanted.startswith(numbered_sheets.PICKED):
        return numbered_sheets.take(means, where, wanted)
    supply = _picked(means, where)
    match wanted:
        case "back":
            return Where(where.page)
        case "filled" if supply is not None:
            return Act("refill", lambda: _filled(means, supply, where.typed), supply.name)
        case _ if any(one.name == wanted for one in SUPPLIES):
            return replace(where, picked=wanted, typed="")
    return None


def _filled(means: Means, supply: Supply, typed: str) -> Done:
    if not typed or not 0 < int(typed) <= MOST_FILLED:
        raise ActError(means.say("supply.how_many", most=MOST_FILLED))
    known = {"filled": int(typed), "counted": _counted(means, supply)}
    means.book.keep(f"filled:{supply.name}", json.dumps(known))
    means.workers[supply.device].look_soon()
    return Done(means.say("supply.kept", count=typed), then=Where("consumables"))


PAGE = Page("consumables", "page", "see-consumables", _look, _take)
