"""Questions on a line that follows a script; every wait is bounded by ANSWERS_WITHIN_S."""

import pytest
from scripted_wire import FakeClock, Said, ScriptedWire

from drivers.a4_printer.pjl_frames import JobStarted, PagePrinted, Status, commands
from drivers.a4_printer.pjl_line import ANSWERS_WITHIN_S, PjlLine
from drivers.faults import DeviceError, Fault

WANTS = commands("USTATUS JOB = ON", "USTATUS PAGE = ON")
READY = b"@PJL INFO STATUS\r\nCODE=10001\r\nONLINE=TRUE\r\n\x0c"
COUNT = b"@PJL INFO PAGECOUNT\r\nPAGECOUNT=41\r\n\x0c"


def echo(number: int) -> bytes:
    return b"@PJL ECHO kiosk %d\r\n\x0c" % number


def asks(number: int, question: str) -> bytes:
    return commands(f"ECHO kiosk {number}", question)


def status(number: int, said: Said) -> tuple[bytes, Said]:
    return asks(number, "INFO STATUS"), said


class Scene:
    """One wire a call."""

    def __init__(self, *calls: list[tuple[bytes | str, Said]]) -> None:
        self.clock = FakeClock()
        self.wires = [ScriptedWire(self.clock, (WANTS, None), *lines) for lines in calls]
        self.left = list(self.wires)
        self.line = PjlLine(self._call, self.clock)

    def _call(self) -> ScriptedWire:
        if not self.left:
            raise DeviceError(Fault.ABSENT, "scripted")
        return self.left.pop(0)

    def finished(self) -> None:
        for wire in self.wires:
            wire.finished()
        assert self.left == []


def test_status_and_count_on_one_call() -> None:
    scene = Scene([status(1, echo(1) + READY), (asks(2, "INFO PAGECOUNT"), echo(2) + COUNT)])
    assert scene.line.status() == Status((10001,), online=True)
    assert scene.line.page_count() == 41
    assert scene.line.calls == 1
    scene.finished()


def test_what_is_said_unasked_is_kept_for_who_asks() -> None:
    start, page = b'@PJL USTATUS JOB\r\nSTART\r\nNAME="k1"\r\n\x0c', b"@PJL USTATUS PAGE\r\n1\r\n\x0c"
    scene = Scene([status(1, start + echo(1) + page + READY)])
    scene.line.status()
    assert scene.line.news() == [JobStarted("k1"), PagePrinted(1)]
    assert scene.line.news() == []


def test_a_late_answer_to_an_earlier_question_is_none_to_this_one() -> None:
    late = b"@PJL INFO STATUS\r\nCODE=40021\r\nONLINE=FALSE\r\n\x0c"
    scene = Scene([status(1, late + echo(0) + late + echo(1) + READY)])
    assert scene.line.status().codes == (10001,)


def test_a_printer_that_knows_no_echo_and_no_count() -> None:
    question = b"@PJL INFO PAGECOUNT\r\n?\r\n\x0c"
    scene = Scene([(asks(1, "INFO PAGECOUNT"), b"@PJL ECHO kiosk 1\r\n?\r\n\x0c" + question)])
    assert scene.line.page_count() is None
    scene.finished()


def test_silence_is_absent_and_the_next_question_calls_anew() -> None:
    scene = Scene([status(1, None)], [status(2, echo(2) + READY)])
    began = scene.clock.monotonic()
    with pytest.raises(DeviceError) as caught:
        scene.line.status()
    assert caught.value.fault is Fault.ABSENT
    assert scene.clock.monotonic() - began <= ANSWERS_WITHIN_S + 0.1
    assert scene.wires[0].is_closed
    assert scene.line.status().codes == (10001,)
    assert scene.line.calls == 2
    scene.finished()


@pytest.mark.parametrize(
    "said",
    [b"220 mail ready\r\n", b"\x0c\x0c\x0c", echo(1) + READY[:-1], READY, echo(1) + READY.replace(b"@PJL", b"@QJL")],
    ids=["mail", "form feeds", "half", "no echo", "wrong word"],
)
def test_noise_is_garbled_in_bounded_time(said: bytes) -> None:
    scene = Scene([status(1, said)])
    began = scene.clock.monotonic()
    with pytest.raises(DeviceError) as caught:
        scene.line.status()
    assert caught.value.fault is Fault.GARBLED
    assert scene.clock.monotonic() - began <= ANSWERS_WITHIN_S + 0.1


def test_a_line_that_the_printer_hung_up_at_rest_is_called_once_more() -> None:
    scene = Scene([status(1, echo(1) + READY), status(2, Fault.GONE)], [status(3, echo(3) + READY)])
    scene.line.status()
    assert scene.line.status().codes == (10001,)
    assert scene.line.calls == 2
    scene.finished()


def test_a_printer_that_hangs_up_again_and_again_is_absent() -> None:
    scene = Scene([status(1, echo(1) + READY), status(2, Fault.GONE)], [status(3, Fault.GONE)])
    scene.line.status()
    with pytest.raises(DeviceError) as caught:
        scene.line.status()
    assert caught.value.fault is Fault.ABSENT
    scene.finished()


def test_nobody_takes_the_call() -> None:
    with pytest.raises(DeviceError) as caught:
        Scene().line.status()
    assert caught.value.fault is Fault.ABSENT
