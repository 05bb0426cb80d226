"""The line that opens when it is needed and again after it broke."""

from collections.abc import Callable

import pytest

from drivers.faults import DeviceError, Fault
from drivers.reopening_wire import ReopeningWire


class Cable:
    """Counts openings; breaks and comes back on order."""

    def __init__(self) -> None:
        self.opened = 0
        self.closed = 0
        self.is_plugged = True

    def open(self) -> "Line":
        if not self.is_plugged:
            raise DeviceError(Fault.ABSENT, "not there")
        self.opened += 1
        return Line(self)


class Line:
    def __init__(self, cable: Cable) -> None:
        self.cable = cable
        self.is_broken = False

    def write(self, data: bytes) -> None:
        self._check()

    def read(self, size: int, within_s: float) -> bytes:
        self._check()
        return b"x" * size

    def discard_input(self) -> None:
        self._check()

    def close(self) -> None:
        self.cable.closed += 1

    def _check(self) -> None:
        if self.is_broken or not self.cable.is_plugged:
            self.is_broken = True
            raise DeviceError(Fault.GONE, "broken")


def test_nothing_is_opened_before_it_is_needed() -> None:
    cable = Cable()
    wire = ReopeningWire(cable.open)
    wire.close()
    assert (cable.opened, cable.closed) == (0, 0)
    wire.write(b"x")
    assert wire.read(1, 1.0) == b"x"
    assert cable.opened == 1


CALLS: list[Callable[[ReopeningWire], object]] = [lambda wire: wire.write(b"x"), lambda wire: wire.read(1, 1.0)]


@pytest.mark.parametrize("call", CALLS)
def test_a_line_that_breaks_in_an_exchange_is_given_back_and_opened_again(
    call: Callable[[ReopeningWire], object],
) -> None:
    cable = Cable()
    wire = ReopeningWire(cable.open)
    wire.discard_input()
    cable.is_plugged = False
    assert _fault(lambda: call(wire)) is Fault.GONE
    assert cable.closed == 1
    assert _fault(lambda: call(wire)) is Fault.ABSENT
    cable.is_plugged = True
    call(wire)
    assert cable.opened == 2


def test_a_line_that_broke_at_rest_is_opened_again_unnoticed() -> None:
    cable = Cable()
    wire = ReopeningWire(cable.open)
    wire.discard_input()
    cable.is_plugged = False
    assert _fault(wire.discard_input) is Fault.ABSENT
    cable.is_plugged = True
    wire.discard_input()
    assert (cable.opened, cable.closed) == (2, 1)


def _fault(call: Callable[[], object]) -> Fault:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault
