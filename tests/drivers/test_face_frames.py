"""The language between core and face process: whole, byte by byte, and noise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.device_settings import CameraSettings, FaceSettings
from drivers.face import Guidance, Hint, Prompt, Reading, Scores, Verdict
from drivers.face.frames import (
    Ask,
    AskFigures,
    Beat,
    Begin,
    Came,
    Check,
    Failed,
    LampAsked,
    LampIs,
    Measured,
    MeasuringOver,
    Preview,
    Ready,
    Stop,
    Told,
    from_process,
    to_process,
)
from drivers.faults import Fault
from drivers.picture_line import Cutter, FrameError, Message, pack

DOWN: list[Message] = [
    Begin(camera=CameraSettings(), face=FaceSettings(landmarks="68-point"), is_demo=True),
    Check(),
    Ask(actions=3, seated=False, wants_picture=True, has_portrait=True, picture=b"\xff\xd8portrait"),
    AskFigures(seconds=120, has_portrait=True, picture=b"portrait"),
    Stop(),
    LampIs(number=7),
    LampIs(number=8, fault=Fault.ABSENT, detail="no answer"),
]
UP: list[Message] = [
    Ready(names="all"),
    Failed(fault=Fault.BROKEN, detail="sha256"),
    Told(guidance=Guidance(Prompt.TURN_LEFT, Hint.TOO_FAR, 1, 3)),
    Preview(picture=bytes(range(256)) * 200),
    Beat(),
    LampAsked(number=7, on=True),
    Measured(reading=Reading(1, 25, 9.2, 13.1, 41.0, 22.5, 1, "", eyes_px=96.5)),
    MeasuringOver(),
    Came(verdict=Verdict.SAME, picture=b"best", scores=Scores("5-point", is_alive=True, similarity=0.7)),
]


@pytest.mark.parametrize("message", DOWN, ids=lambda message: type(message).__name__)
def test_what_the_core_says_arrives(message: Message) -> None:
    ((head, picture),) = Cutter().feed(pack(message))
    assert to_process(head, picture) == message
    assert to_process(head, picture).picture == message.picture


def test_what_the_process_says_arrives_byte_by_byte() -> None:
    cutter = Cutter()
    stream = b"".join(pack(message) for message in UP)
    found = [from_process(*cut) for at in range(len(stream)) for cut in cutter.feed(stream[at : at + 1])]
    assert found == UP
    assert [message.picture for message in found] == [message.picture for message in UP]


@pytest.mark.parametrize("message", DOWN, ids=lambda message: type(message).__name__)
def test_nobody_speaks_with_the_others_voice(message: Message) -> None:
    ((head, picture),) = Cutter().feed(pack(message))
    with pytest.raises(FrameError):
        from_process(head, picture)


def test_a_picture_shows_in_no_repr_and_no_error() -> None:
    ask = Ask(actions=3, seated=False, wants_picture=True, has_portrait=True, picture=b"MARK-OF-A-FACE")
    assert "MARK" not in repr(ask)
    with pytest.raises(FrameError) as caught:
        to_process(b'{"kind":"ask","actions":"MARK"}', b"MARK")
    assert "MARK" not in str(caught.value)


@given(st.binary(max_size=300))
def test_noise_is_refused_and_crashes_nothing(noise: bytes) -> None:
    try:
        for head, picture in Cutter().feed(noise):
            to_process(head, picture)
            raise AssertionError("noise became a message")
    except FrameError:
        pass


def test_a_length_beyond_the_limits_is_refused_before_it_is_awaited() -> None:
    with pytest.raises(FrameError, match="bytes"):
        list(Cutter().feed(b"\x00\x00\x00\x02\x7f\xff\xff\xff{}"))
