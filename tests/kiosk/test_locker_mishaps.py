"""Orders that are none, a platform that fails at each question, and people who leave at each step: no door too many."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from locker_bench import CU16, LockerHall, Person
from province_in_process import InProcess, province_in
from waiting import shared

from kiosk import events
from kiosk.flows import deposit, pick_up
from kiosk.platform import door_orders, parcels
from kiosk.platform.errors import NoConnection, TimedOut
from kiosk.platform.line import Answer
from kiosk.platform.parcel_values import DoorOrder, DoorWish
from kiosk.sandbox.citizens import Citizen
from kiosk.workflow import step_of

QUESTIONS = 6
"""At most: reports, passes, cases, doors, orders, reports again."""


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def hall(there: InProcess, tmp_path: Path) -> Iterator[LockerHall]:
    for table in ("parcels", "doors_out", "marks", "door_orders"):
        there.province.store.rows(f"DELETE FROM {table}")  # noqa: S608  names of ours
    hall = LockerHall(there, tmp_path, CU16)
    yield hall
    hall.kill()


def stored(hall: LockerHall) -> tuple[str, str]:
    """A parcel behind a door, and its code."""
    parcel = hall.parcel(hall.there.province.register.samples(1)[0])
    assert hall.deposit(parcel).screen == "done"
    return parcel, hall.known(parcel)["code"]


def signed(hall: LockerHall, order: DoorOrder) -> DoorOrder:
    key = hall.there.province.door_key
    assert key is not None
    return door_orders.sign(order, key)


CHANGES: Mapping[str, Callable[[DoorOrder], dict[str, object]]] = {
    "another door": lambda _: {"door": "1-8"},
    "another parcel": lambda _: {"parcel": "f" * 32},
    "another terminal": lambda _: {"terminal": "test-02"},
    "another act": lambda _: {"act": "recall"},
    "somebody else": lambda _: {"persons": ("e" * 32,)},
    "an old nonce": lambda _: {"nonce": "0" * 32},
    "its time is over": lambda order: {"not_after": order.not_after - timedelta(seconds=120)},
    "good for a week": lambda order: {"not_after": order.not_after + timedelta(days=7)},
}


@pytest.mark.parametrize("change", shared(CHANGES, 4))
def test_an_order_for_anything_else_opens_nothing_however_well_signed(
    hall: LockerHall, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel, code = stored(hall)
    before, ask = hall.world.boxes.count()["pulses"], parcels.order

    def other(*given: object, **named: object) -> DoorOrder:
        order = ask(*given, **named)  # type: ignore[arg-type]  # as it was called
        return signed(hall, order.model_copy(update=CHANGES[change](order)))

    monkeypatch.setattr(parcels, "order", other)
    assert hall.collect(code).screen == "trouble"
    assert hall.world.boxes.count()["pulses"] == before
    assert hall.known(parcel)["state"] == "stored"
    hall.balance()


@pytest.mark.parametrize("place", [0, 64, 127])
def test_a_signature_with_one_digit_changed_opens_nothing(
    hall: LockerHall, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, code = stored(hall)
    before, ask = hall.world.boxes.count()["pulses"], parcels.order

    def flipped(*given: object, **named: object) -> DoorOrder:
        order = ask(*given, **named)  # type: ignore[arg-type]  # as it was called
        digit = "0" if order.signature[place] != "0" else "1"
        return order.model_copy(update={"signature": order.signature[:place] + digit + order.signature[place + 1 :]})

    monkeypatch.setattr(parcels, "order", flipped)
    assert hall.collect(code).screen == "trouble"
    assert hall.world.boxes.count()["pulses"] == before


def test_an_order_that_was_used_opens_nothing_a_second_time(hall: LockerHall) -> None:
    _, code = stored(hall)
    hall.collect(code, person=Person(hall.world.boxes, takes=False))
    before = hall.world.boxes.count()["pulses"]
    nonce = hall.rows("door-intended")[-1].deed
    wish_row = hall.there.province.store.row("SELECT * FROM door_orders WHERE nonce = ?", nonce)
    assert wish_row is not None
    wish = DoorWish.model_validate_json(wish_row["wish"])
    order = parcels.order(hall.there.platform, wish, nonce=nonce)
    with pytest.raises(door_orders.NotOrdered, match="used before"):
        hall.deeds.carry_out(
            order,
            wish,
            nonce=nonce,
            persons=tuple(order.persons),
            session="s" * 32,
            terminal=order.terminal,
            points=hall.there.platform.door_points,
            opened=lambda: None,
            stands=lambda _: None,
            unsaid=lambda: None,
            stop=lambda: False,
        )
    assert hall.world.boxes.count()["pulses"] == before


CONTRADICTED = {"waiting": "stored", "stored": "waiting", "collected": "stored", "recalled": "missing"}


def contradicted(told: Any) -> Any:
    """Every parcel is told to be where it is not."""
    if isinstance(told, list):
        return [contradicted(one) for one in told]
    if isinstance(told, dict):
        state = CONTRADICTED.get(str(told.get("state", "")))
        inside = {name: contradicted(one) for name, one in told.items()}
        return inside | ({"state": state} if state is not None else {})
    return told


class Spoiled:
    """The platform's line, with one question that goes wrong."""

    def __init__(self, hall: LockerHall, which: int, how: str) -> None:
        self._line = hall.there.platform._line
        self.send_well, self.which, self.how, self.asked = self._line.send, which, how, 0
        self.last: dict[str, Answer] = {}

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, until: float) -> Answer:
        self.asked += 1
        goes_wrong = self.asked in (self.which, self.which + 1, self.which + 2)
        if goes_wrong and self.how == "down":
            raise NoConnection("no line")
        if goes_wrong and self.how == "doubled":
            self.send_well(method, path, headers, body, until)
        answer = self.send_well(method, path, headers, body, until)
        before, self.last[path] = self.last.get(path), answer
        if goes_wrong and self.how == "cut":
            raise NoConnection("cut")
        if goes_wrong and self.how == "slow":
            raise TimedOut("done, and told too late")
        if goes_wrong and self.how == "contradicting":
            return Answer(answer.status, answer.headers, json.dumps(contradicted(json.loads(answer.body))).encode())
        if goes_wrong and self.how == "stale" and before is not None:
            return Answer(before.status, answer.headers, before.body)
        return answer


@pytest.mark.parametrize("how", ["down", "cut", "stale", "slow", "doubled", "contradicting"])
@pytest.mark.parametrize("which", shared(range(1, QUESTIONS + 1), 3))
def test_a_platform_that_fails_at_one_question(
    hall: LockerHall, which: int, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel = hall.parcel(hall.there.province.register.samples(1)[0])
    for act in ("deposit", "collect"):
        spoiled = Spoiled(hall, which, how)
        monkeypatch.setattr(hall.there.platform._line, "send", spoiled.send)
        openings = hall.world.boxes.count()["openings"]
        screen = ""
        if act == "deposit":
            screen = hall.deposit(parcel).screen
        elif hall.known(parcel)["state"] == "stored":
            screen = hall.collect(hall.known(parcel)["code"]).screen
        monkeypatch.undo()
        assert hall.world.boxes.count()["openings"] <= openings + 1
        hall.there.platform._breaker.worked()
        hall.close_doors()
        hall.report()
        hall.balance()
        if screen == "done":
            assert hall.known(parcel)["state"] == ("stored" if act == "deposit" else "collected"), "done is done"
        if act == "deposit" and hall.known(parcel)["state"] == "waiting":
            assert hall.deposit(parcel).screen == "done", "nothing was lost by it"


AT_DOOR = "door"


def steps_seen(hall: LockerHall, act: Callable[[], object]) -> list[str]:
    """Names of the steps at which a visit can be left, by trying to leave at each."""
    names: list[str] = []
    take = hall._take

    def noted(event: events.Event) -> None:
        take(event)
        step = step_of(hall.session)
        if step is not None and step.name not in names:
            names.append(step.name)

    hall._take = noted  # type: ignore[method-assign]  # looks on
    act()
    hall._take = take  # type: ignore[method-assign]  # as before
    return names


@pytest.mark.parametrize("ending", ["leave", "idle"])
def test_whoever_leaves_before_the_door_leaves_everything_as_it_was(hall: LockerHall, ending: str) -> None:
    parcel, code = stored(hall)
    before, take = hall.world.boxes.count()["openings"], hall._take
    names = steps_seen(hall, lambda: hall.collect("00000000"))
    assert {"before_start", "ways", "ask-pick-up-code"} <= set(names)
    for name in ("before_start", "ways", "ask-pick-up-code"):
        hall.begin("pick-up") if name != "before_start" else hall.press("choice-pick-up")
        if name == "ask-pick-up-code":
            hall.press("choice-code")
            for digit in code[:5]:
                hall.press(f"key-{digit}")
        step = step_of(hall.session)
        assert step is not None
        if ending == "leave":
            hall.press("leave")
        else:
            take(events.Warned(1))
            take(events.TimeUp())
        assert hall.view.screen == "home", name
        assert hall.session.parcels.found is None
    assert hall.world.boxes.count()["openings"] == before
    assert hall.known(parcel)["state"] == "stored"
    hall.there.province.store.rows("DELETE FROM marks")


@pytest.mark.parametrize("at", ["staff_pass", "locker_tasks", "scan_case", "door_sizes"])
@pytest.mark.parametrize("ending", ["leave", "idle"])
def test_staff_who_leave_before_the_door_leave_everything_as_it_was(hall: LockerHall, at: str, ending: str) -> None:
    parcel = hall.parcel(hall.there.province.register.samples(1)[0])
    hall.begin("locker-deposit")
    acts: dict[str, Callable[[], None]] = {
        "staff_pass": lambda: hall.staff(0),
        "locker_tasks": lambda: hall.press("choice-put"),
        "scan_case": lambda: hall._take(events.CodeScanned(hall.labels[parcel].encode())),
        "door_sizes": lambda: None,
    }
    for name, go_on in acts.items():
        step = step_of(hall.session)
        assert step is not None
        assert step.name == name
        if name == at:
            break
        go_on()
    if ending == "leave":
        hall.press("leave")
    else:
        hall._take(events.Warned(1))
        hall._take(events.TimeUp())
    assert hall.view.screen == "home"
    assert hall.session.parcels.staff == ()
    assert hall.world.boxes.count()["openings"] == 0
    assert hall.known(parcel)["state"] == "waiting"


def test_nobody_leaves_while_a_door_is_being_used(hall: LockerHall) -> None:
    item = hall.session.terminal.catalogue["pick-up"]
    for table in (pick_up.steps(item, None), deposit.steps(item, None)):
        door = next(step for step in table if step.name == AT_DOOR)
        assert (door.can_leave, door.waits_for) == (False, "locker")


def ended(hall: LockerHall, ending: str) -> None:
    """Somebody goes, or says nothing any more."""
    if ending == "leave":
        hall.press("leave")
        return
    hall._take(events.Warned(1))
    hall._take(events.TimeUp())


def my_parcels(hall: LockerHall, citizen: Citizen) -> None:
    """By card and code to the list of what waits for this person."""
    hall.begin("pick-up")
    hall.press("choice-identity")
    hall.press("primary")
    hall.tell("idcard", "lay", **hall.there.tell("platform", "citizen", number=citizen.number))
    codes = [message.code for message in hall.there.province.outbox if message.number == citizen.number]
    for digit in codes[-1]:
        hall.press(f"digit-{digit}")


@pytest.mark.parametrize("ending", ["leave", "idle"])
@pytest.mark.parametrize("at", ["my_parcels", "parcel_taken", "my_parcels again"])
def test_whoever_has_two_parcels_and_goes_has_what_they_took_and_the_rest_waits(
    hall: LockerHall, at: str, ending: str
) -> None:
    citizen = hall.there.province.register.samples(1)[0]
    mine = [hall.parcel(citizen), hall.parcel(citizen)]
    for parcel in mine:
        assert hall.deposit(parcel).screen == "done"
    openings = hall.world.boxes.count()["openings"]
    my_parcels(hall, citizen)
    assert name_of(hall) == "my_parcels"
    taken = 0
    if at != "my_parcels":
        hall.world.person = Person(hall.world.boxes)
        hall.press(f"choice-{hall.view.choices[0].id}")
        assert name_of(hall) == "parcel_taken"
        taken = 1
    if at == "my_parcels again":
        hall.press("back")
        assert name_of(hall) == "my_parcels"
        assert len(hall.view.choices) == 1
    ended(hall, ending)
    assert hall.view.screen == "home"
    assert (hall.session.identity, hall.session.parcels.found) == (None, None)
    assert hall.world.boxes.count()["openings"] == openings + taken
    states = sorted(hall.known(parcel)["state"] for parcel in mine)
    assert states == ["collected"] * taken + ["stored"] * (2 - taken)
    hall.balance()


@pytest.mark.parametrize("ending", ["leave", "idle"])
def test_staff_who_go_after_the_door_have_put_in_what_they_put_in(hall: LockerHall, ending: str) -> None:
    parcel, _ = stored(hall)
    assert name_of(hall) == "locker_end"
    ended(hall, ending)
    assert hall.view.screen == "home"
    assert hall.session.parcels.staff == ()
    assert hall.known(parcel)["state"] == "stored"
    hall.balance()


def name_of(hall: LockerHall) -> str:
    step = step_of(hall.session)
    return step.name if step is not None else ""
