"""耗材: what was filled in, what is left, and until when that lasts at the pace of the last week."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.cabinet.book import Count
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry, Tone
from printing.stationery import Stationery, Stock, StockError

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
    if where.picked == "stationery":
        return _stock_typing(means, where)
    known = [_entry(means, one) for one in SUPPLIES if one.device in means.looks]
    blocks = [Block(kind="rows", title=means.say("supply.title"), entries=tuple(known))]
    stock = _stock(means)
    if stock is not None:
        blocks.append(_stationery(means, stock))
    buttons = (Entry(id="stationery", label=means.say("supply.stationery_do"), sign="page"),) if stock else ()
    return Look(tuple(blocks), buttons)


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


def _stock(means: Means) -> Stock | None:
    fitted = means.settings.a4_printer
    return Stationery(means.journal).stock() if fitted is not None and fitted.stationery_tray else None


def _stationery(means: Means, stock: Stock) -> Block:
    top = stock.left[0] if stock.left and stock.is_certain else "—"
    figures: Mapping[str, str] = {
        "left": str(len(stock.left)),
        "used": str(len(stock.used)),
        "void": str(len(stock.void)),
        "in_print": str(sum(len(taken) for taken in stock.in_print.values())),
        "top": top,
    }
    return Block(
        kind="lights",
        title=means.say("supply.stationery"),
        note="" if stock.is_certain else means.say("supply.uncertain"),
        entries=tuple(Entry(label=means.say(f"supply.stock_{name}"), value=value) for name, value in figures.items()),
    )


def _stock_typing(means: Means, where: Where) -> Look:
    stock = _stock(means) or Stock()
    letters = stock.left[0].rstrip("0123456789") if stock.left else ""
    return Look(
        (
            _stationery(means, stock),
            Block(kind="words", note=means.say("supply.stock_how", letters=letters or "—", typed=where.typed or "—")),
        ),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            Entry(id="count", label=means.say("supply.stock_count"), sign="tick"),
            Entry(id="empty", label=means.say("supply.stock_empty"), sign="erase"),
        ),
        field=means.say("supply.top"),
    )


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    supply = _picked(means, where)
    match wanted:
        case "back":
            return Where(where.page)
        case "filled" if supply is not None:
            return Act("refill", lambda: _filled(means, supply, where.typed), supply.name)
        case "count" if where.picked == "stationery" and where.typed:
            top = _top(means, where.typed)
            return _void_act(means, top)
        case "empty" if where.picked == "stationery":
            return _void_act(means, "")
        case _ if wanted == "stationery" or any(one.name == wanted for one in SUPPLIES):
            return replace(where, picked=wanted, typed="")
    return None


def _top(means: Means, typed: str) -> str:
    """The number on the top sheet: its digits were typed, its letters are those of the sheets that are there."""
    stock = _stock(means) or Stock()
    found = [number for number in stock.left if number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").endswith(typed)]
    return found[0] if len(found) == 1 else typed


def _void_act(means: Means, top: str) -> Act:
    """Counting what should have lain above voids it: with sheets to be voided two people sign."""
    stock = _stock(means) or Stock()
    gone = stock.left.index(top) if top in stock.left else len(stock.left) if not top else 0
    return Act(
        "void-stationery" if gone else "count-stationery",
        lambda: _counted_stock(means, top),
        top or "empty",
        title=means.say("supply.stock_title", top=top or means.say("supply.none_left")),
        lines=(means.say("supply.gone", count=gone),),
        is_serious=bool(gone),
    )


def _counted_stock(means: Means, top: str) -> Done:
    try:
        stock = Stationery(means.journal).count(top)
    except StockError as error:
        raise ActError(means.say("supply.stock_refused")) from error
    return Done(means.say("supply.stock_done", left=len(stock.left)), then=Where("consumables"))


def _filled(means: Means, supply: Supply, typed: str) -> Done:
    if not typed or not 0 < int(typed) <= MOST_FILLED:
        raise ActError(means.say("supply.how_many", most=MOST_FILLED))
    known = {"filled": int(typed), "counted": _counted(means, supply)}
    means.book.keep(f"filled:{supply.name}", json.dumps(known))
    means.workers[supply.device].look_soon()
    return Done(means.say("supply.kept", count=typed), then=Where("consumables"))


PAGE = Page("consumables", "page", "see-consumables", _look, _take)
