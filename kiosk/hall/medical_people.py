"""A person at the stations of a driver's medical: sees what the screen shows, hears what is played.

Nothing is whispered to them: the letter's side stands in the View, a digit is found among the dots by its colours, and
the tone by the ear that it sounds in.
"""

import wave
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kiosk.colour_plates import DIGITS, UNSEEN, Dot, is_figure
from kiosk.hall.person_ways import Tells
from kiosk.hearing import SIDES

ITEM, FLOW = "driver-medical", "driver_medical"
TONE = Path("tones") / "tone.wav"
"""Below a hall's run folder (kiosk/hands/examining.py)."""
HEIGHT = "168"
EARS = "ears"
LOUD = 200
"""Of 32 767: what an ear hears in a quiet hall (our choice)."""


def doctor_is_there(tell: Tells) -> None:
    """A doctor whom a script plays comes on line."""
    tell("platform", "doctor", is_on=True)


def digit_among(dots: Iterable[Dot]) -> str:
    """The digit whose strokes hold the reddest dots, and hold them all."""
    found = [(x / 1000, y / 1000, _redness(colour)) for x, y, _, colour in dots]
    if not found:
        return UNSEEN
    middle = (min(red for *_, red in found) + max(red for *_, red in found)) / 2

    def agrees(digit: str) -> int:
        return sum((red > middle) == is_figure(digit, x, y) for x, y, red in found)

    return max(DIGITS, key=agrees)


def side_heard(tone: Path) -> str:
    """In which ear it sounds."""
    with wave.open(str(tone), "rb") as file:
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
    loud = {
        side: max((abs(one) for one in samples[start::2]), default=0) for side, start in (("left", 0), ("right", 1))
    }
    heard = [side for side, peak in loud.items() if peak > LOUD]
    return heard[0] if len(heard) == 1 else "none"


def station_of(screen: str, choices: Sequence[str]) -> str:
    """Which test stands there: optotype, plate, ears; empty for another screen."""
    if screen in ("optotype", "plate"):
        return screen
    return EARS if screen == "pick" and set(choices) == set(SIDES) else ""


def answer_to(step: str, side: str, dots: Iterable[Dot], hear: Callable[[], str]) -> str:
    """What a person with good eyes and ears answers at a test.

    Args:
        step: the test.
        side: to which the letter on it is open.
        dots: of the plate on it.
        hear: listens to the tone.
    """
    match step:
        case "optotype":
            return side
        case "plate":
            return digit_among(dots)
        case _:
            return hear()


def _redness(colour: int) -> float:
    red, green, blue = colour >> 16, colour >> 8 & 0xFF, colour & 0xFF
    return (red - 0.55 * green - 0.45 * blue) / max(1, red + green + blue)
