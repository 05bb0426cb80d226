"""The real hands of the face, real liveness sessions, and the counter of a province, all on one thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from face_stood import Stood
from in_words import Clock
from province_in_process import InProcess

from drivers.face import FaceRequest, FaceResult, Guidance, Prompt, Verdict
from drivers.face.liveness import Outcome
from drivers.face.motion.pose import Pose
from drivers.idcard import CardKind, IdCard
from kiosk import effects
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Job, Work
from kiosk.events import Event
from kiosk.hands.carrying_out import Hands
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM
from kiosk.sandbox.citizens import Citizen


class KilledError(BaseException):
    """Kill -9, in the middle of a session."""


@dataclass
class Somebody:
    """Before the camera: each session comes to the next verdict, by somebody who does all that is asked or nothing."""

    verdicts: list[Verdict]
    is_alive: bool = True
    dies: bool = False
    """The core is killed when a prompt is shown."""
    sessions: int = 0

    def verify(
        self,
        request: FaceRequest,
        told: Callable[[Guidance], None],
        preview: Callable[[bytes], None],
        stop: Callable[[], bool],
    ) -> FaceResult:
        del preview, stop
        self.sessions += 1
        stood = Stood(seed=self.sessions, actions=request.actions)
        while not stood.steps or stood.steps[-1].outcome in (Outcome.GOING, Outcome.AGAIN):
            prompt = stood.steps[-1].guidance.prompt if stood.steps else Prompt.LOOK
            before = len(stood.steps)
            if self.is_alive and prompt is not Prompt.LOOK:
                stood.do(prompt)
            else:
                stood.frames(Pose(), 1)
            for step in stood.steps[before:]:
                told(step.guidance)
                if self.dies and step.guidance.was_shown:
                    raise KilledError
        assert (stood.steps[-1].outcome is Outcome.ALIVE) is self.is_alive
        return FaceResult(self.verdicts.pop(0), b"picture" if request.wants_picture else None)

    def forget(self) -> None:
        pass


class AtOnce:
    """A worker that does what it is given before anybody else has a word."""

    def submit(self, work: Work) -> Job:
        work(lambda: False)
        return Job(work)


def hands_before(there: InProcess, somebody: Somebody, clock: Clock) -> Hands:
    """The hands of a core that has just come up."""
    tools = Tools(Devices(face=somebody), None, there.platform, there.journal, None, clock, None)  # type: ignore[arg-type]  # what a face needs
    return Hands(
        tools,
        {"face": AtOnce(), PLATFORM: AtOnce()},  # type: ignore[dict-item]  # the same calls, without a thread
        card_poll_s=0.01,
        code_again_s=60.0,
        settled=lambda: None,
        left_open=lambda: None,
        running_visit=lambda: "f" * 32,
        preview=lambda _: None,
        show_page=lambda _page, _picture: None,
        failed=lambda _device, _error: None,
    )


def carried_out(hands: Hands, effect: effects.Effect) -> Sequence[Event]:
    """What came of it."""
    heard: list[Event] = []
    hands.carry_out(effect, heard.append)
    return heard


def card_of(citizen: Citizen) -> IdCard:
    """With a portrait."""
    return IdCard(
        kind=CardKind(citizen.kind),
        number=citizen.number,
        name=citizen.name,
        birth=citizen.birth,
        valid_from=citizen.valid_from,
        valid_to=citizen.valid_to,
        portrait=b"a portrait",
    )
