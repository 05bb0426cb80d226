"""A camera before which an invented person stands, who does what the screen asks.

    python -m drivers.face.motion.player --control RUN/camera.sock [--port N] [--person NAME] [--size 1280x720]

It is the camera's simulator (`drivers.camera.simulator`, with all its requests) and takes besides:
person {name} · photo {name} · nobody · act {prompt}.
`act` stands in for a resident who reads the screen; a photo does nothing, it is held by hand.
"""

import random
import threading
from collections.abc import Mapping
from typing import Any

from drivers.camera.opencv import opencv
from drivers.camera.simulator import Player, arguments_of, serve
from drivers.clock import Clock, SystemClock
from drivers.face import Prompt
from drivers.face.motion.acting import Actor, Manner
from drivers.face.motion.held_photo import HeldPhoto
from drivers.face.motion.people import PEOPLE
from drivers.face.motion.pose import Pose
from drivers.face.motion.scene import LEVELS, Picture, Portrayed, empty, noisy, portrayed

EYES_SHARE = 95 / 1280
"""Distance between the pupils against the frame's width: 60 cm before a camera of 70 degrees."""
QUALITY = 88
"""Of the JPEG."""
MANNER = Manner(
    turn_degrees=(18.0, 24.0), nod_degrees=(13.0, 18.0), there_s=(0.5, 0.8), hold_s=(0.2, 0.5), wrong_way=0.0
)
"""Plain movements: a demo is to pass, and beyond 28 degrees the painted relief folds over."""


class Stage:
    """What is before the camera.

    Args:
        width_px: width of the pictures.
        height_px: height of the pictures.
        person: who stands there at the beginning, of `PEOPLE`; an empty name for nobody.
        clock: for movements.
        dice: for movements; not for secrets.
    """

    def __init__(self, width_px: int, height_px: int, person: str, clock: Clock, dice: random.Random) -> None:
        self._size = (width_px, height_px)
        self._clock = clock
        self._dice = dice
        self._numbers = dice.getrandbits(32)
        self._wall = empty(width_px, height_px)
        self._people: dict[str, Portrayed] = {}
        self._actor = Actor(dice, MANNER)
        self._lock = threading.Lock()
        self._person: Portrayed | None = None
        self._photo: HeldPhoto | None = None
        if person:
            self.person({"name": person})

    def picture(self) -> bytes:
        """The present picture, as JPEG."""
        with self._lock:
            drawn = self._drawn()
            self._numbers += 1
            numbers = self._numbers
        cv2 = opencv()
        return bytes(cv2.imencode(".jpg", noisy(drawn, numbers), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1])

    def person(self, request: Mapping[str, Any]) -> None:
        """Somebody steps before the camera: request `person`, with a `name`. Whoever stands there already goes on."""
        portrayed_one = self._portrayed(str(request["name"]))
        with self._lock:
            if self._person is not portrayed_one:
                self._person, self._photo, self._actor = portrayed_one, None, Actor(self._dice, MANNER)

    def photo(self, request: Mapping[str, Any]) -> None:
        """A picture of somebody is held up: request `photo`, with a `name`."""
        portrayed_one = self._portrayed(str(request["name"]))
        held = HeldPhoto(portrayed_one.picture(Pose()), self._wall, *self._eyes(), self._dice)
        with self._lock:
            self._person, self._photo = None, held

    def nobody(self, _request: Mapping[str, Any]) -> None:
        """They go: request `nobody`."""
        with self._lock:
            self._person = self._photo = None

    def act(self, request: Mapping[str, Any]) -> None:
        """The person reads a prompt: request `act`, with a `prompt` (a value of `Prompt`)."""
        prompt = Prompt(request["prompt"])
        with self._lock:
            self._actor.asked(prompt, self._clock.monotonic())

    def _drawn(self) -> Picture:
        now_s = self._clock.monotonic()
        if self._photo is not None:
            return self._photo.picture(now_s)
        return self._person.picture(self._actor.pose(now_s)) if self._person is not None else self._wall

    def _portrayed(self, name: str) -> Portrayed:
        if name not in PEOPLE:
            raise ValueError(f"nobody is called {name}: {', '.join(PEOPLE)}")
        if name not in self._people:
            self._people[name] = someone = portrayed(PEOPLE[name], *self._size, self._eyes()[1])
            # Each is painted at its first use, in 50 to 140 ms: a first blink would stop the picture for half a second.
            for level in range(LEVELS + 1):
                someone.picture(Pose(blink=level / LEVELS))
                someone.picture(Pose(mouth=level / LEVELS))
        return self._people[name]

    def _eyes(self) -> tuple[tuple[float, float], float]:
        width_px, height_px = self._size
        return (width_px / 2, height_px * 0.44), width_px * EYES_SHARE


def main() -> None:
    """Run until told to end."""
    parser = arguments_of("Simulates a camera before which an invented person stands.")
    parser.add_argument("--person", default="", help=f"who stands there at the beginning: {', '.join(PEOPLE)}")
    arguments = parser.parse_args()
    # One core is enough for pictures; the others are for those who look at them.
    opencv().setNumThreads(1)
    # the movements of a drawing keep no secret
    width_px, height_px = arguments.size
    stage = Stage(width_px, height_px, arguments.person, SystemClock(), random.Random())  # noqa: S311 - see above
    player = Player(width_px, height_px, scene=stage.picture)
    serve(
        player,
        arguments,
        {"person": stage.person, "photo": stage.photo, "nobody": stage.nobody, "act": stage.act},
    )


if __name__ == "__main__":
    main()
