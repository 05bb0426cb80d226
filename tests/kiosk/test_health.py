"""From a device's faults to its status, and from statuses to what falls out."""

import pytest

from drivers.faults import Fault
from kiosk.health import ClosedBy, DeviceState, Health, Status

WORKS = DeviceState(faults=())


@pytest.mark.parametrize("fault", Fault)
def test_no_fault_ever_counts_as_working(fault: Fault) -> None:
    assert not DeviceState(faults=(fault,)).works
    assert not DeviceState(faults=(fault,)).status.works


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (WORKS, Status.ONLINE),
        (DeviceState((), (Fault.PAPER_LOW,)), Status.DEGRADED),
        (DeviceState(), Status.UNKNOWN),
        (DeviceState((Fault.ABSENT,)), Status.OFFLINE),
        (DeviceState((Fault.GONE,)), Status.OFFLINE),
        (DeviceState((Fault.QUEUE_GONE,)), Status.OFFLINE),
        (DeviceState((Fault.JAMMED, Fault.ABSENT)), Status.FAULT),
        (DeviceState((Fault.STUCK,)), Status.FAULT),
        (DeviceState((Fault.NOT_FITTED,)), Status.NOT_FITTED),
        (DeviceState((Fault.DISABLED,)), Status.DISABLED),
    ],
)
def test_the_status_is_one_word_for_the_worst_fault(state: DeviceState, status: Status) -> None:
    assert state.status is status


def test_only_online_and_degraded_serve_anybody() -> None:
    assert {status for status in Status if status.works} == {Status.ONLINE, Status.DEGRADED}


def test_what_nobody_listed_is_not_fitted_and_out_of_the_question() -> None:
    health = Health().seen("idcard", WORKS)
    assert health.of("locker").status is Status.NOT_FITTED
    assert health.is_out_of_question(("idcard", "locker"))
    assert not health.is_out_of_question(("idcard",))


def test_a_disabled_device_is_hidden_and_a_broken_one_is_named() -> None:
    health = Health().seen("idcard", DeviceState((Fault.DISABLED,))).seen("a4_printer", DeviceState((Fault.JAMMED,)))
    assert health.is_out_of_question(("idcard",))
    assert not health.is_out_of_question(("a4_printer",))
    assert health.missing(("a4_printer",)) == "a4_printer"


def test_each_voice_closes_and_opens_for_itself() -> None:
    health = Health().closed_by(ClosedBy.STANDING, "terminal_pending").closed_by(ClosedBy.POWER, "on_battery")
    assert health.closed == "on_battery"
    assert health.closed_by(ClosedBy.POWER, "").closed == "terminal_pending"
    assert health.closed_by(ClosedBy.POWER, "").closed_by(ClosedBy.STANDING, "").closed == ""
