"""Sheets with printed numbers, on the page of supplies: count them, lay a pack in, void one with its reason.

What is voided is signed by two people (config/staff-rights.toml).
"""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Where
from kiosk.staff_view import Block, Entry
from printing.stationery import BATCH_MAX, REASONS, Stationery, Stock, StockError, letters_of, numbers

PICKED = "stationery"
"""How what is picked here begins."""
COUNT, LOAD, VOID, MISSING = PICKED, f"{PICKED}-load", f"{PICKED}-void", f"{PICKED}-missing"
EMPTY = "empty"
"""In place of the number on top."""


def stock_of(means: Means) -> Stock | None:
    """What the ledger says; None where there is no such tray."""
    fitted = means.settings.a4_printer
    return Stationery(means.journal).stock() if fitted is not None and fitted.stationery_tray else None


def figures(means: Means, stock: Stock) -> Block:
    """What is left, used and void."""
    top = stock.left[0] if stock.left and stock.is_certain else "—"
    told: Mapping[str, str] = {
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
        entries=tuple(Entry(label=means.say(f"supply.stock_{name}"), value=value) for name, value in told.items()),
    )


def buttons(means: Means) -> tuple[Entry, ...]:
    """What can be done with them."""
    return (
        Entry(id=COUNT, label=means.say("supply.stationery_do"), sign="page"),
        Entry(id=LOAD, label=means.say("supply.stock_load"), sign="boxes"),
        Entry(id=VOID, label=means.say("supply.stock_void_one"), sign="erase"),
    )


def look(means: Means, where: Where) -> Look:
    """What is shown of what is picked."""
    stock = stock_of(means) or Stock()
    back = Entry(id=f"{PICKED}-back", label=means.say("button.back"), sign="back")
    typed, letters = where.typed or "—", _letters(means, stock) or "—"

    def asked(key: str, *ways: Entry, field: str, **values: object) -> Look:
        words = Block(kind="words", note=means.say(key, typed=typed, letters=letters, **values))
        return Look((figures(means, stock), words), (back, *ways), field=means.say(field))

    match where.picked:
        case "stationery-load" if where.step:
            way = Entry(id=f"{LOAD}-do", label=means.say("supply.stock_load"), sign="tick")
            return asked("supply.stock_many", way, field="supply.stock_count_field", first=where.step)
        case "stationery-load":
            way = Entry(id=f"{LOAD}-next", label=means.say("supply.stock_next"), sign="forward")
            return asked("supply.stock_first", way, field="supply.stock_number")
        case "stationery-void" if where.step:
            way = Entry(id=f"{VOID}-do", label=means.say("supply.stock_void_one"), sign="erase")
            return asked("supply.stock_which", way, field="supply.stock_number")
        case "stationery-void" | "stationery-missing":
            reasons = tuple(Entry(id=f"{where.picked}-{why}", label=means.say(f"supply.why_{why}")) for why in REASONS)
            return Look((Block(kind="rows", title=means.say("supply.stock_why"), entries=reasons),), (back,))
    count = Entry(id=f"{PICKED}-count", label=means.say("supply.stock_count"), sign="tick")
    empty = Entry(id=f"{PICKED}-empty", label=means.say("supply.stock_empty"), sign="erase")
    return asked("supply.stock_how", count, empty, field="supply.top")


def take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    """What touching that id asks for."""
    stock = stock_of(means) or Stock()
    match wanted:
        case "stationery-back" if where.picked == MISSING:
            return replace(where, picked=COUNT, step="", typed="")
        case "stationery-back":
            return replace(where, step="", typed="") if where.step else Where(where.page)
        case "stationery" | "stationery-load" | "stationery-void":
            return replace(where, picked=wanted, step="", typed="")
        case "stationery-count" if where.typed:
            return _on_top(means, stock, where, _known(stock.left, where.typed))
        case "stationery-empty":
            return _on_top(means, stock, where, "")
        case "stationery-load-next" if where.typed:
            return replace(where, step=f"{_letters(means, stock)}{where.typed}", typed="")
        case "stationery-load-do" if where.step and where.typed:
            return _load_act(means, where.step, int(where.typed))
        case "stationery-void-do" if where.step and where.typed:
            return _void_act(means, _known((*stock.left, *stock.used), where.typed), where.step)
        case _ if wanted.removeprefix(f"{VOID}-") in REASONS and where.picked == VOID:
            return replace(where, step=wanted.removeprefix(f"{VOID}-"), typed="")
        case _ if wanted.removeprefix(f"{MISSING}-") in REASONS and where.picked == MISSING:
            top = where.step.removeprefix(EMPTY)
            return _missing_act(means, top, stock.above(top), wanted.removeprefix(f"{MISSING}-"))
    return None


def _letters(means: Means, stock: Stock) -> str:
    """What numbers begin with: as those that are known do, else as the terminal's file says."""
    known = (*stock.left, *stock.used, *stock.void)
    fitted = means.settings.a4_printer
    return letters_of(known[-1]) if known else fitted.stationery_letters if fitted is not None else ""


def _known(among: tuple[str, ...], typed: str) -> str:
    """The one number that ends so: its digits were typed, its letters are those of the sheets that are there."""
    found = [number for number in among if number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").endswith(typed)]
    return found[0] if len(found) == 1 else typed


def _load_act(means: Means, first: str, count: int) -> Act | Where:
    try:
        last = numbers(first, count)[-1]
    except StockError:
        last = "—"
    return Act(
        "load-stationery",
        lambda: _loaded(means, first, count),
        first,
        title=means.say("supply.stock_load_title", first=first, count=min(count, BATCH_MAX * 10)),
        lines=(means.say("supply.stock_load_line", last=last),),
    )


def _loaded(means: Means, first: str, count: int) -> Done:
    try:
        stock = Stationery(means.journal).load(first, count)
    except StockError as error:
        raise ActError(means.say("supply.stock_load_refused")) from error
    return Done(means.say("supply.stock_loaded", left=len(stock.left)), then=Where("consumables"))


def _void_act(means: Means, number: str, reason: str) -> Act:
    return Act(
        "void-stationery",
        lambda: _voided(means, number, reason),
        number,
        title=means.say("supply.stock_void_title", number=number),
        lines=(means.say("supply.stock_void_line", why=means.say(f"supply.why_{reason}")),),
        is_serious=True,
    )


def _voided(means: Means, number: str, reason: str) -> Done:
    try:
        stock = Stationery(means.journal).void(number, reason)
    except StockError as error:
        raise ActError(means.say("supply.stock_void_refused")) from error
    return Done(means.say("supply.stock_voided", number=number, left=len(stock.left)), then=Where("consumables"))


def _on_top(means: Means, stock: Stock, where: Where, top: str) -> Act | Where:
    """What lies there is counted; where sheets are missing, it is asked why."""
    if stock.above(top) and (not top or top in stock.left):
        return replace(where, picked=MISSING, step=top or EMPTY, typed="")
    return Act(
        "count-stationery",
        lambda: _counted(means, top, ""),
        top or EMPTY,
        title=means.say("supply.stock_title", top=top or means.say("supply.none_left")),
    )


def _missing_act(means: Means, top: str, missing: tuple[str, ...], reason: str) -> Act | None:
    """Sheets that are missing are void, as any other: with the reason, and a second person."""
    if not missing:
        return None
    first, last = missing[0], missing[-1]
    return Act(
        "void-stationery",
        lambda: _counted(means, top, reason),
        f"{first}-{last}",
        title=means.say("supply.stock_title", top=top or means.say("supply.none_left")),
        lines=(
            means.say("supply.gone", first=first, last=last, count=len(missing)),
            means.say("supply.stock_void_line", why=means.say(f"supply.why_{reason}")),
        ),
        is_serious=True,
    )


def _counted(means: Means, top: str, reason: str) -> Done:
    try:
        stock = Stationery(means.journal).count(top, reason)
    except StockError as error:
        raise ActError(means.say("supply.stock_refused")) from error
    return Done(means.say("supply.stock_done", left=len(stock.left)), then=Where("consumables"))
