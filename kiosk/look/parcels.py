"""What the screens of the pick-up locker show: ways, parcels, sizes, and which door of the cabinet it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.flows import deposit, pick_up
from kiosk.flows.locker_door import place_of
from kiosk.look.told import as_read
from kiosk.parcels import DoorPlace
from kiosk.platform.parcel_values import Parcel
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Compartment, View

_SIGNS = {
    "code": "pin",
    "scan": "phone",
    "id-card": "card",
    "identity": "person",
    "put": "down",
    "recall": "again",
    "in_it": "certificate",
    "empty": "erase",
}
_THIRDS = ("top", "middle", "bottom"), ("left", "middle", "right")


def values(texts: Texts, session: Session) -> dict[str, object]:
    """What the words about doors and parcels are filled with; empty words where there is none."""
    place, parcel = place_of(session), session.parcels.parcel
    return {
        "door": place.number if place is not None else "",
        "where": _where(texts, session, place) if place is not None else "",
        "parcel": as_read(texts, session, parcel.item) if parcel is not None else "",
        "applicant": parcel.applicant if parcel is not None else "",
    }


def seen(texts: Texts, session: Session, step: Step | None, view: View) -> View:
    """The View with what its screen has to show of the locker; as it was where that is nothing."""
    if step is None or session.trouble is not None:
        return view
    look = _LOOKS.get(step.words)
    return look(texts, session, view) if look is not None else view


def compartments(doors: tuple[DoorPlace, ...], here: str) -> tuple[Compartment, ...]:
    """All doors as they stand, the one that is spoken of marked."""
    return tuple(
        Compartment(number=door.number, column=door.column, row=door.row, is_here=door.name == here) for door in doors
    )


def _where(texts: Texts, session: Session, place: DoorPlace) -> str:
    doors = session.terminal.doors
    row = _third(place.row, max(door.row for door in doors))
    column = _third(place.column, max(door.column for door in doors))
    return texts.text(session.look.language, f"door_place.{_THIRDS[1][column]}_{_THIRDS[0][row]}")


def _third(at: int, most: int) -> int:
    """0, 1 or 2; of fewer than three the first and the last."""
    return 0 if most == 1 else min(2, round(2 * (at - 1) / (most - 1)))


def _ways(texts: Texts, session: Session, view: View) -> View:
    return replace(view, choices=_choices(texts, view, pick_up.ways_of(session), "pick_up_way"), picture="door")


def _tasks(texts: Texts, session: Session, view: View) -> View:
    return replace(view, choices=_choices(texts, view, deposit.tasks_of(session), "locker_task"), picture="door")


def _found(texts: Texts, _: Session, view: View) -> View:
    return replace(view, choices=_choices(texts, view, tuple(deposit.IN_BOX), "in_box"), picture="door")


def _choices(texts: Texts, view: View, ids: tuple[str, ...], kind: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=one,
            label=texts.text(view.language, f"{kind}.{one}"),
            detail=texts.text(view.language, f"{kind}_hint.{one}"),
            icon=_SIGNS[one],
        )
        for one in ids
    )


def _parcels(texts: Texts, session: Session, view: View) -> View:
    def kind(parcel: Parcel) -> str:
        return "unclear" if parcel.state == "unclear" else "person" if parcel.asks_person else "stored"

    choices = tuple(
        _parcel(texts, session, view, parcel, f"parcel_detail.{kind(parcel)}") for parcel in pick_up.left_here(session)
    )
    return replace(view, choices=choices, picture="door", is_own_list=True)


def _recalls(texts: Texts, session: Session, view: View) -> View:
    choices = tuple(
        _parcel(
            texts,
            session,
            view,
            parcel,
            f"recall_detail.{'unclear' if parcel.state == 'unclear' else 'overdue'}",
        )
        for parcel in session.parcels.to_recall
    )
    return replace(view, choices=choices, picture="door", is_own_list=True)


def _parcel(texts: Texts, session: Session, view: View, parcel: Parcel, key: str) -> Choice:
    number = next((door.number for door in session.terminal.doors if door.name == parcel.door), "")
    detail = texts.text(view.language, key, door=number, applicant=parcel.applicant, until=_day(parcel.keep_until))
    return Choice(id=parcel.parcel, label=as_read(texts, session, parcel.item), detail=detail, icon="certificate")


def _sizes(texts: Texts, session: Session, view: View) -> View:
    sizes, parcel = deposit.sizes_of(session), session.parcels.parcel
    choices = tuple(
        Choice(
            id=size,
            label=texts.text(view.language, f"door_size.{size}"),
            detail=texts.text(
                view.language,
                f"door_size_hint.{'fits' if parcel is not None and size == parcel.size else 'free'}",
                count=len(doors),
            ),
            icon="house",
        )
        for size, doors in sizes.items()
    )
    return replace(view, choices=choices, picture="door")


def _door(_: Texts, session: Session, view: View) -> View:
    errand, words = session.parcels, view.words
    phase = "put" if errand.task == deposit.PUT else "take"
    title, lead = words[f"title_{phase}"], words[f"lead_{phase}"]
    is_done = errand.is_emptied is (phase == "take") and errand.is_sensed
    if not errand.is_open:
        title, lead = words["title_opening"], words["lead_opening"]
    elif is_done or session.reminders:
        title, lead = words["title_shut"], words["lead_shut"]
    return replace(
        view,
        words={"title": title, "lead": lead, "photo": words["photo"]},
        doors=compartments(session.terminal.doors, errand.door),
        tone="good" if errand.is_open else "plain",
    )


def _taken(texts: Texts, session: Session, view: View) -> View:
    words = dict(view.words)
    if session.parcels.is_left_open:
        words["lead"] = words["lead_open"]
    # The last screen of other flows has a button there for something else, which kiosk/look/proof.py takes away.
    may_another = pick_up.may_take_another(session)
    words["back"] = texts.text(view.language, "screen.parcel_taken.back") if may_another else ""
    return replace(view, words=words, picture="locker_no_slip" if session.slip_printed is False else "locker")


def _end(texts: Texts, session: Session, view: View) -> View:
    """Only what the platform has said is said: until it has heard, no message has gone out."""
    errand, outcome, language = session.parcels, session.parcels.outcome, view.language
    told = values(texts, session)

    def text(key: str) -> str:
        return texts.text(language, f"locker_end.{key}", **told)

    kind = "stored" if errand.task == deposit.PUT else "recalled"
    lead = text("recalled_next")
    if outcome is None:
        lead = text("unheard")
    elif outcome.state == "missing":
        kind, lead = "missing", text("missing_next")
    elif kind == "stored":
        lead = text("stored_told" if outcome.told else "stored_untold")
    if errand.is_left_open:
        lead = f"{lead}{' ' if language == 'en' else ''}{text('open')}"
    words = {"title": text(kind), "lead": lead, "back": texts.text(language, "screen.locker_end.back")}
    return replace(view, words=view.words | words, picture="locker_no_slip")


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(BEIJING):%m-%d %H:%M}" if moment is not None else ""


_LOOKS: Mapping[str, Callable[[Texts, Session, View], View]] = MappingProxyType(
    {
        "pick_up_ways": _ways,
        "locker_tasks": _tasks,
        "parcels": _parcels,
        "recalls": _recalls,
        "door_sizes": _sizes,
        "door": _door,
        "found_in_box": _found,
        "parcel_taken": _taken,
        "locker_end": _end,
    }
)
"""By a step's words."""
