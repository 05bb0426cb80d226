"""Deposit, collection and recall with real boards, journal, flows and province; and what goes wrong at each step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from locker_bench import CU16, EIGHT, KINDS, Kind, LockerHall, Person, World
from province_in_process import InProcess, province_in

from drivers.faults import Fault
from kiosk import events
from kiosk.journal import read_rows
from kiosk.platform import parcels
from kiosk.platform.errors import Refused
from kiosk.platform.parcel_values import DoorWish
from kiosk.sandbox.citizens import Citizen
from kiosk.view import View


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture(params=KINDS, ids=lambda kind: kind.model)
def hall(there: InProcess, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LockerHall]:
    yield from made(there, tmp_path, request.param)


@pytest.fixture
def sensed(there: InProcess, tmp_path: Path) -> Iterator[LockerHall]:
    yield from made(there, tmp_path, CU16)


def made(there: InProcess, folder: Path, kind: Kind) -> Iterator[LockerHall]:
    there.province.store.rows("DELETE FROM parcels")
    there.province.store.rows("DELETE FROM doors_out")
    there.province.store.rows("DELETE FROM marks")
    hall = LockerHall(there, folder, kind)
    yield hall
    hall.kill()


def somebody(there: InProcess, which: int = 0) -> Citizen:
    return there.province.register.samples(which + 1)[which]


def test_a_parcel_is_put_in_and_its_receiver_takes_it_by_the_code_of_the_message(hall: LockerHall) -> None:
    parcel = hall.parcel(somebody(hall.there))
    view = hall.deposit(parcel)
    assert view.screen == "done"
    assert "短信" in view.words["lead"]
    known = hall.known(parcel)
    assert (known["state"], hall.world.inside) == ("stored", {known["door"]: parcel})
    message = hall.there.province.outbox[-1]
    assert known["code"] in message.text
    assert len(message.text) <= 70
    view = hall.collect(known["code"])
    assert (view.screen, view.words["title"]) == ("done", "取件完成")
    assert hall.known(parcel)["state"] == "collected"
    assert hall.world.person is not None
    assert hall.world.person.holds == parcel
    assert len(hall.taken.slips) == 1
    hall.balance()


def test_eight_boxes_have_no_sensor_and_the_contact_alone_is_believed(there: InProcess, tmp_path: Path) -> None:
    for hall in made(there, tmp_path, EIGHT):
        parcel = hall.parcel(somebody(there))
        hall.deposit(parcel)
        assert hall.rows("door-settled")[0].facts["item"] == "not-fitted"


def test_what_was_not_put_in_is_not_stored(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    view = sensed.deposit(parcel, person=Person(sensed.world.boxes, takes=False, puts=False))
    assert (view.screen, "没有东西" in view.words["title"]) == ("trouble", True)
    assert sensed.known(parcel)["state"] == "waiting"


def test_a_door_that_was_not_put_to_use_is_tried_again_with_an_order_of_its_own(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel, person=Person(sensed.world.boxes, takes=False, puts=False))
    sensed.world.person = Person(sensed.world.boxes, takes=False, puts=True, holds=parcel)
    sensed.press("primary")
    assert sensed.view.screen == "done"
    orders = sensed.there.tell("platform", "door_orders")["orders"]
    assert len({order["nonce"] for order in orders}) == len(orders) >= 2
    sensed.balance()


def test_what_was_left_in_the_box_is_still_the_receivers(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel)
    code = sensed.known(parcel)["code"]
    view = sensed.collect(code, person=Person(sensed.world.boxes, takes=False))
    assert (view.screen, "还有东西" in view.words["title"]) == ("trouble", True)
    assert sensed.known(parcel)["state"] == "stored"
    sensed.world.person = Person(sensed.world.boxes)
    sensed.press("primary")
    assert sensed.known(parcel)["state"] == "collected"
    sensed.balance()


def test_whoever_takes_it_and_leaves_the_door_open_has_got_it_and_is_told_to_shut_it(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel)
    view = sensed.collect(sensed.known(parcel)["code"], person=Person(sensed.world.boxes, shuts_after=-1))
    assert view.screen == "done"
    assert "关上" in view.words["lead"]
    assert sensed.known(parcel)["state"] == "collected"
    state = sensed.look()
    assert state is not None
    assert state.warnings == (Fault.DOOR_OPEN,)
    sensed.close_doors()
    assert len(sensed.rows("door-shut")) == 1
    sensed.balance()


def test_a_parcel_behind_a_door_that_nobody_shut_is_for_two_of_the_staff(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    view = sensed.deposit(parcel, person=Person(sensed.world.boxes, takes=False, puts=True, shuts_after=-1))
    assert view.screen == "trouble"
    assert sensed.known(parcel)["state"] == "unclear"
    sensed.close_doors()
    assert recalled(sensed, (0, 1)).screen == "done"
    assert sensed.known(parcel)["state"] == "recalled"
    sensed.balance()


def recalled(hall: LockerHall, who: tuple[int, ...]) -> View:
    """The staff take back the first parcel of their list, as far as it goes."""
    hall.world.person = Person(hall.world.boxes)
    hall.begin("locker-deposit")
    hall.staff(who[0])
    hall.press("choice-recall")
    if hall.view.screen == "pick":
        hall.press(f"choice-{hall.view.choices[0].id}")
        for other in who[1:]:
            hall.staff(other)
    return hall.view


def test_what_is_overdue_is_taken_back_by_two_people_and_never_by_one(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel)
    assert "没有要退的" in recalled(sensed, (0, 1)).words["title"]
    sensed.there.tell("platform", "limits", keep_hours=0)
    again = sensed.parcel(somebody(sensed.there, 1))
    sensed.deposit(again)
    sensed.there.tell("platform", "limits", keep_hours=72)
    before = sensed.world.boxes.count()["openings"]
    view = recalled(sensed, (0, 0))
    assert view.words["title"] == "要另一位同事"
    assert sensed.world.boxes.count()["openings"] == before
    assert recalled(sensed, (0, 1)).screen == "done"
    assert sensed.known(again)["state"] == "recalled"
    assert sensed.known(parcel)["state"] == "stored"
    assert "已退回窗口" in sensed.there.province.outbox[-1].text
    sensed.balance()


def test_who_may_only_put_in_is_not_asked_to_take_back(sensed: LockerHall) -> None:
    sensed.begin("locker-deposit")
    sensed.staff(2)
    assert [choice.id for choice in sensed.view.choices] == ["put"]


def test_the_platform_orders_no_recall_for_one_person_twice(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.there.tell("platform", "limits", keep_hours=0)
    sensed.deposit(parcel)
    sensed.there.tell("platform", "limits", keep_hours=72)
    member = sensed.there.tell("platform", "staff")["staff"][0]
    platform = sensed.there.platform
    tokens = tuple(parcels.prove_staff(platform, member["code"].encode(), member["pin"]).token for _ in range(2))
    wish = DoorWish(act="recall", door=sensed.known(parcel)["door"], parcel=parcel, staff=tokens)
    with pytest.raises(Refused, match="not_entitled"):
        parcels.order(platform, wish, nonce="ab" * 16)


def test_five_wrong_codes_close_this_way_and_the_card_still_opens(sensed: LockerHall) -> None:
    citizen = somebody(sensed.there)
    parcel = sensed.parcel(citizen)
    sensed.deposit(parcel)
    right = sensed.known(parcel)["code"]
    wrong = f"{(int(right) + 1) % 10**8:08d}"
    view = sensed.collect(wrong)
    assert (view.screen, "4次" in view.notice) == ("field", True)
    for _ in range(3):
        sensed.press("primary")
    assert "1次" in sensed.view.notice
    sensed.press("primary")
    assert sensed.view.words["title"] == "取件码错了太多次"
    assert sensed.collect(right).words["title"] == "取件码错了太多次"
    assert sensed.known(parcel)["state"] == "stored"
    assert by_card(sensed, citizen).screen == "done"
    assert sensed.known(parcel)["state"] == "collected"


def by_card(hall: LockerHall, citizen: Citizen) -> View:
    hall.world.person = Person(hall.world.boxes)
    hall.begin("pick-up")
    hall.press("choice-id-card")
    hall.tell("idcard", "lay", **hall.there.tell("platform", "citizen", number=citizen.number))
    return hall.view


def test_the_code_of_the_phone_opens_once(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel)
    scan = sensed.known(parcel)["scan"]

    def shown() -> View:
        sensed.world.person = Person(sensed.world.boxes)
        sensed.begin("pick-up")
        sensed.press("choice-scan")
        sensed.tell("code_scanner", "show", text=scan)
        return sensed.view

    assert shown().screen == "done"
    assert shown().screen == "scan", "a code that was used is one that nobody knows"
    assert sensed.world.boxes.count()["openings"] == 2


def test_what_asks_for_its_receiver_is_given_to_nobody_else(sensed: LockerHall) -> None:
    receiver, other = somebody(sensed.there), somebody(sensed.there, 1)
    parcel = sensed.parcel(receiver, asks_person=True)
    sensed.deposit(parcel)
    code, before = sensed.known(parcel)["code"], sensed.world.boxes.count()["openings"]

    def proving(citizen: Citizen) -> View:
        view = sensed.collect(code)
        assert view.screen == "consent"
        sensed.press("primary")
        sensed.tell("idcard", "lay", **sensed.there.tell("platform", "citizen", number=citizen.number))
        for digit in [message.code for message in sensed.there.province.outbox if message.number == citizen.number][-1]:
            sensed.press(f"digit-{digit}")
        return sensed.view

    assert proving(other).words["title"] == "这一件不是给您的"
    assert sensed.world.boxes.count()["openings"] == before
    assert proving(receiver).screen == "done"
    assert sensed.known(parcel)["state"] == "collected"
    sensed.balance()


def test_a_lock_that_gives_nothing_leaves_the_parcel_and_takes_the_door_out_of_use(hall: LockerHall) -> None:
    parcel = hall.parcel(somebody(hall.there))
    hall.deposit(parcel)
    known = hall.known(parcel)
    hall.world.box(known["door"]).is_stuck = True
    view = hall.collect(known["code"])
    assert view.words["title"] == "柜门没有弹开"
    assert hall.known(parcel)["state"] == "stored"
    hall.world.box(known["door"]).is_stuck = False
    hall.press("primary")
    assert hall.view.screen == "done"
    other = hall.parcel(somebody(hall.there))
    hall.deposit(other)
    assert hall.known(other)["door"] != known["door"], "nothing is put behind a door that did not open"
    hall.balance()


def test_a_pulse_whose_answer_is_lost_is_settled_by_the_door_and_never_repeated(hall: LockerHall) -> None:
    parcel = hall.parcel(somebody(hall.there))
    hall.deposit(parcel)
    code, before = hall.known(parcel)["code"], hall.world.boxes.count()["pulses"]
    pulse = hall.locker._lock_boards.pulse  # type: ignore[attr-defined]  # the real cabinet

    def lost(*given: object) -> None:
        hall.line.fault = lambda _: "gone"
        try:
            pulse(*given)
        finally:
            hall.line.fault = lambda _: ""

    hall.locker._lock_boards.pulse = lost  # type: ignore[attr-defined]  # the same
    assert hall.collect(code).screen == "done"
    assert hall.world.boxes.count()["pulses"] == before + 1
    assert hall.known(parcel)["state"] == "collected"
    hall.balance()


def test_a_box_that_should_be_full_and_is_not_is_never_opened_as_if_it_were(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel)
    known = sensed.known(parcel)
    sensed.world.box(known["door"]).has_item = False
    sensed.world.inside.pop(known["door"])
    before = sensed.world.boxes.count()["openings"]
    assert "没有看到东西" in sensed.collect(known["code"]).words["title"]
    assert sensed.known(parcel)["state"] == "unclear"
    assert sensed.world.boxes.count()["openings"] == before
    sensed.world.person = None
    assert recalled(sensed, (0, 1)).words["title"].endswith("里是空的")
    assert sensed.known(parcel)["state"] == "missing"


def test_a_box_that_should_be_empty_and_is_not_is_not_offered(sensed: LockerHall) -> None:
    first = sensed.session.terminal.doors[0].name
    sensed.world.box(first).has_item = True
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel)
    assert sensed.known(parcel)["door"] != first


def test_a_large_folder_goes_behind_a_large_door_or_nowhere(sensed: LockerHall) -> None:
    sizes = {door.name: door.size for door in sensed.session.terminal.doors}
    made = [sensed.parcel(somebody(sensed.there), size="large") for _ in range(5)]
    for parcel in made[:4]:
        assert sensed.deposit(parcel).screen == "done"
        assert sizes[sensed.known(parcel)["door"]] == "large"
    assert "没有合适的空格" in sensed.deposit(made[4]).words["title"]
    assert sensed.known(made[4])["state"] == "waiting"


def test_the_same_folder_is_put_in_once(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel)
    assert "已经在柜子里" in sensed.deposit(parcel).words["title"]


def test_a_forced_door_is_an_alarm_that_the_platform_hears_once(hall: LockerHall) -> None:
    hall.look()
    name = hall.terminal_doors[3]
    before = len(hall.there.tell("platform", "door_alarms")["alarms"])
    board, _, lock = name.partition("-")
    hall.world.boxes.move({"board": int(board), "lock": int(lock), "state": "open"})
    state = hall.look()
    assert state is not None
    assert state.warnings == (Fault.DOOR_FORCED,)
    hall.report()
    hall.report()
    alarms = hall.there.tell("platform", "door_alarms")["alarms"]
    assert [alarm["door"] for alarm in alarms[before:]] == [name]


def test_a_door_forced_while_another_stands_open_by_order_is_seen_meanwhile(sensed: LockerHall) -> None:
    parcel = sensed.parcel(somebody(sensed.there))
    sensed.deposit(parcel)
    other = sensed.terminal_doors[-1]

    class Thief(Person):
        def go_on(self, world: World) -> None:
            super().go_on(world)
            if self.looks == 5 and not world.box(other).forced:
                world.box(other).is_open, world.box(other).forced = True, 1

    sensed.collect(sensed.known(parcel)["code"], person=Thief(sensed.world.boxes, shuts_after=12))
    (row,) = sensed.rows("door-forced")
    kinds = [row.kind for row in read_rows(sensed.file)]
    assert row.facts["compartment"] == other
    assert kinds.index("door-forced") < len(kinds) - 1 - kinds[::-1].index("door-settled")


def test_staff_with_a_wrong_pin_come_no_further_and_five_lock_the_pass(sensed: LockerHall) -> None:
    member = sensed.there.tell("platform", "staff")["staff"][0]
    sensed.begin("locker-deposit")
    sensed.pad.pins += ["000000" if member["pin"] != "000000" else "000001"] * 5
    sensed._take(events.CodeScanned(member["code"].encode()))
    assert sensed.view.screen == "trouble"
    sensed.begin("locker-deposit")
    sensed.staff(0)
    assert sensed.view.screen == "trouble", "the right one comes too late"
    sensed.begin("locker-deposit")
    sensed.pad.pins.append("123456")
    sensed._take(events.CodeScanned(b"https://staff.sandbox.invalid/s?c=nobody"))
    assert sensed.view.words["title"] == "没有这个员工码"


def test_no_message_is_longer_than_one(there: InProcess, tmp_path: Path) -> None:
    for hall in made(there, tmp_path, CU16):
        parcel = hall.parcel(somebody(there), item="不动产权证书（含共有人、抵押权人和预告登记的附页及测绘图）")
        hall.deposit(parcel)
        hall.collect(hall.known(parcel)["code"])
        assert hall.known(parcel)["state"] == "collected"
        assert all(len(message.text) <= 70 for message in there.province.outbox)
