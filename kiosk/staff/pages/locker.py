"""取件柜: every box and its door; two people open one that does not open by itself."""

from dataclasses import replace

from drivers.faults import DeviceError
from drivers.locker import Compartment, CompartmentState, Door, Item
from kiosk.cabinet.devices import there
from kiosk.staff.means import Means
from kiosk.staff.page import Act, Done, Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry, Tone

DEVICE = "locker"
KINDS = ("door-forced", "staff-act-intended")
SHOWN = 12
SEEN = "locker:seen"
"""Name in the staff's book: the boxes as the boards last told them."""
TONES: dict[Door, Tone] = {Door.CLOSED: "plain", Door.OPEN: "careful", Door.UNKNOWN: "bad"}


def _look(means: Means, where: Where) -> Look:
    boxes = _boxes(means)
    if where.picked:
        return _one(means, where.picked, boxes)
    if not boxes:
        return Look((Block(kind="words", note=means.say("locker.not_asked")),), _buttons(means))
    grid = Block(
        kind="boxes",
        title=means.say("locker.boxes"),
        note=means.say("locker.legend"),
        entries=tuple(_box(means, one) for one in boxes),
    )
    forced = tuple(
        Entry(label=rows.when(row.at), value=str(row.facts.get("compartment", "")), tone="bad")
        for row in reversed(rows.newest(means, KINDS[:1])[-SHOWN:])
    )
    alarms = (Block(kind="rows", title=means.say("locker.forced"), entries=forced),) if forced else ()
    return Look((grid, *alarms), _buttons(means))


def _buttons(means: Means) -> tuple[Entry, ...]:
    return (Entry(id="ask", label=means.say("locker.ask"), sign="again"),)


def _box(means: Means, box: CompartmentState) -> Entry:
    full = {Item.PRESENT: "locker.full", Item.ABSENT: "locker.empty", Item.NOT_FITTED: ""}[box.item]
    return Entry(
        id=str(box.compartment),
        label=str(box.compartment),
        value="" if box.door is Door.CLOSED else means.say(f"door_is.{box.door.value}"),
        detail=means.say(full) if full else "",
        tone=TONES[box.door],
        is_on=box.item is Item.PRESENT,
    )


def _one(means: Means, picked: str, boxes: tuple[CompartmentState, ...]) -> Look:
    box = next((one for one in boxes if str(one.compartment) == picked), None)
    if box is None:
        return Look((), _buttons(means))
    entry = _box(means, box)
    opened = tuple(
        Entry(label=rows.when(row.at), value=f"{row.facts['account']} + {row.facts['second']}")
        for row in reversed(rows.newest(means, KINDS[1:]))
        if row.facts.get("action") == "open-door" and row.facts.get("about") == picked
    )
    blocks = (
        Block(
            kind="rows",
            title=means.say("locker.box", box=picked),
            entries=(
                replace(
                    entry,
                    id="",
                    label=means.say("locker.door"),
                    value=means.say(f"door_is.{box.door.value}"),
                    is_on=False,
                ),
            ),
        ),
        Block(
            kind="rows",
            title=means.say("locker.opened_by_staff"),
            note="" if opened else means.say("locker.never"),
            entries=opened[:SHOWN],
        ),
    )
    return Look(
        blocks,
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            Entry(id="open", label=means.say("locker.open"), sign="leave", tone="bad"),
        ),
    )


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    boxes = {str(one.compartment): one.compartment for one in _boxes(means)}
    match wanted:
        case "back":
            return Where(where.page)
        case "ask":
            return Act("see-locker", lambda: _ask(means), worker=DEVICE)
        case "open" if where.picked in boxes:
            box = boxes[where.picked]
            return Act(
                "open-door",
                lambda: _open(means, box),
                where.picked,
                DEVICE,
                title=means.say("locker.open_title", box=where.picked),
                lines=(means.say("locker.open_lead"),),
                is_serious=True,
            )
        case _ if wanted in boxes:
            return replace(where, picked=wanted)
    return None


def _ask(means: Means) -> Done:
    """On the locker's worker: every board says how its doors are."""
    locker = there(means.devices.locker)
    fitted = means.settings.locker
    boards = [board.board for board in fitted.boards] if fitted is not None else []
    told = [
        f"{state.compartment}={state.door.value}={state.item.value}"
        for board in boards
        for state in locker.board(board)
    ]
    means.book.keep(SEEN, " ".join(told))
    return Done(means.say("locker.asked", count=len(told)))


def _open(means: Means, box: Compartment) -> Done:
    locker = there(means.devices.locker)
    locker.open(box)
    try:
        _ask(means)
    except DeviceError:
        return Done(means.say("locker.opened", box=str(box)), "careful")
    return Done(means.say("locker.opened", box=str(box)))


def _boxes(means: Means) -> tuple[CompartmentState, ...]:
    """As the boards last said; the page asks them by its button, because a board takes a second."""
    told = means.book.value(SEEN)[0]
    found = []
    for one in told.split():
        name, door, item = one.split("=")
        board, lock = name.split("-")
        found.append(CompartmentState(Compartment(int(board), int(lock)), Door(door), Item(item)))
    return tuple(found)


PAGE = Page("locker", "boxes", "see-locker", _look, _take)
