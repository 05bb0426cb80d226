"""选择出件方式后,静待收件通知: the way is chosen with the application; what is made goes that way, with a message."""

from dataclasses import replace
from pathlib import Path

from applying_bench import Applicant, submissions
from locker_bench import CU16, LockerHall
from province_in_process import InProcess, province_in

from kiosk.health import DeviceState
from kiosk.sandbox.records_desk import RecordsDesk

WEEKS_S = 40 * 86_400.0


def applied(there: InProcess, way: str) -> str:
    """Somebody applies for a residence permit and wants it that way; the case's number."""
    person = Applicant(there, "residence-permit")
    health = person.hall.session.terminal.health.seen("locker", DeviceState(faults=()))
    person.hall.session = replace(person.hall.session, terminal=replace(person.hall.session.terminal, health=health))
    person._person._ways = (way, "committed", "owed")
    person.to("已经受理")
    assert person.hall.session.delivery.way == way
    return str(submissions(there)[0]["case_no"])


def test_a_locker_gets_it_once_it_is_made_and_the_message_has_the_code(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        number = applied(there, "locker")
        hall = LockerHall(there, tmp_path, CU16)
        hall.labels["permit"] = number
        assert hall.deposit("permit").screen == "trouble", "it is not made yet"
        there.province.clock.move(WEEKS_S)
        hall.session = hall.session.next_visit()
        assert hall.deposit("permit").screen == "done"
        known = next(one for one in there.tell("platform", "parcels")["parcels"] if one["case_no"] == number)
        assert known["state"] == "stored"
        message = there.province.outbox[-1]
        assert known["code"] in message.text
        assert len(message.text) <= 70
        hall.kill()


def test_the_post_gets_it_and_the_progress_shows_where_it_is(tmp_path: Path) -> None:
    with province_in(tmp_path) as there:
        number = applied(there, "post")
        there.province.clock.move(WEEKS_S)
        somebody = there.tell("platform", "citizens", count=1, item="residence-permit")["citizens"][0]
        citizen = there.province.register.of(str(somebody["number"]))
        assert citizen is not None
        for _ in range(2):
            case = next(one for one in RecordsDesk(there.province).cases(citizen).cases if one.parcel is not None)
        assert case.progress.case_no == number
        found = there.province.store.row("SELECT count(*) FROM express WHERE case_no = ?", number)
        assert found is not None
        assert found[0] == 1, "the office has posted it, once"
