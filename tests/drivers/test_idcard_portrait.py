"""The portrait's decoder: a child that may be missing, fail, hang or flood, and then there is no picture."""

import io
import sys

import pytest
from PIL import Image

from drivers.clock import SystemClock
from drivers.idcard.portrait import PICTURE_BYTES_MAX, ChildDecoder, NoDecoder
from drivers.idcard.stand_in_decoder import draw, stand_in

STAND_IN = (sys.executable, "-m", "drivers.idcard.stand_in_decoder")


def _python(program: str) -> ChildDecoder:
    return ChildDecoder((sys.executable, "-c", program), SystemClock(), within_s=1.0)


def test_the_stand_in_is_drawn_at_the_size_of_a_cards_portrait() -> None:
    picture = ChildDecoder(STAND_IN, SystemClock()).decode(stand_in(7))
    assert picture == draw(stand_in(7))
    with Image.open(io.BytesIO(picture)) as opened:
        assert (opened.format, opened.size) == ("PNG", (102, 126))


def test_seeds_differ() -> None:
    assert draw(stand_in(1)) != draw(stand_in(2))
    assert len(stand_in(65535)) == 1024


def test_other_bytes_have_no_picture() -> None:
    assert ChildDecoder(STAND_IN, SystemClock()).decode(bytes(1024)) is None
    with pytest.raises(ValueError, match="not a stand-in"):
        draw(stand_in(1)[:-1])


def test_without_a_decoder_there_is_no_picture() -> None:
    assert NoDecoder().decode(stand_in(1)) is None


def test_a_missing_program_is_no_error() -> None:
    assert ChildDecoder(("/nowhere/wlt2bmp",), SystemClock()).decode(stand_in(1)) is None


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(3)",
        "import os; os.write(1, b'BM...'); raise SystemExit(3)",
        "import os; os.kill(os.getpid(), 11)",
        "print('no picture')",
        "import sys; sys.stdin.close()",
    ],
)
def test_a_failing_program_gives_no_picture(program: str) -> None:
    assert _python(program).decode(stand_in(1)) is None


def test_a_bmp_is_a_picture_too() -> None:
    assert _python("import os, sys; sys.stdin.buffer.read(); os.write(1, b'BM' + bytes(9))").decode(
        b"x"
    ) == b"BM" + bytes(9)


@pytest.mark.parametrize(
    "program",
    [
        "import os, time; os.write(1, b'BM'); time.sleep(60)",
        "import os, time; os.write(1, b'BM'); os.close(1); time.sleep(60)",
    ],
)
def test_a_hanging_program_is_ended_at_the_limit(program: str) -> None:
    clock = SystemClock()
    began = clock.monotonic()
    assert ChildDecoder((sys.executable, "-c", program), clock, within_s=0.3).decode(stand_in(1)) is None
    assert clock.monotonic() - began < 2.0


def test_a_flood_is_cut_off() -> None:
    flood = f"import os\nos.write(1, b'BM')\nfor _ in range(100): os.write(1, bytes({PICTURE_BYTES_MAX // 4}))"
    assert _python(flood).decode(stand_in(1)) is None
