"""A line whose adapter gives us our own bytes back."""

import pytest
from scripted_wire import scripted

from drivers.echoing_wire import ECHO_S, EchoingWire
from drivers.faults import DeviceError, Fault


def test_nobody_sees_the_echo() -> None:
    with scripted((b"ask", b"askanswer")) as (wire, clock):
        line = EchoingWire(wire, clock)
        line.write(b"ask")
        assert line.read(6, 1.0) == b"answer"


def test_what_was_said_before_the_echo_is_read_first() -> None:
    with scripted((b"ask", b"eventaskanswer")) as (wire, clock):
        line = EchoingWire(wire, clock)
        line.write(b"ask")
        assert [line.read(3, 1.0), line.read(9, 1.0), line.read(6, 1.0)] == [b"eve", b"nt", b"answer"]


@pytest.mark.parametrize("said", [b"asK", b"as", None, b"nonsense"])
def test_bytes_that_do_not_come_back_as_they_went_are_a_collision(said: bytes | None) -> None:
    with scripted((b"ask", said)) as (wire, clock):
        began = clock.seconds
        with pytest.raises(DeviceError) as caught:
            EchoingWire(wire, clock).write(b"ask")
        assert caught.value.fault is Fault.GARBLED
        assert clock.seconds - began == pytest.approx(ECHO_S)


def test_discarded_is_discarded_everywhere() -> None:
    with scripted((b"ask", b"eventaskanswer")) as (wire, clock):
        line = EchoingWire(wire, clock)
        line.write(b"ask")
        line.discard_input()
        assert line.read(1, 0.1) == b""
        line.close()
        assert wire.is_closed
