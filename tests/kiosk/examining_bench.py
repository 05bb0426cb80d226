"""A person at the stations of a driver's medical, a province with a doctor whom a script plays, all in this thread.

Flow, Views, hands, journal, contract and signatures are the real ones. Doubles: the camera (an invented picture), the
earphone (kept, not heard), and time, by which nobody waits.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from one_thread import BenchClock, worked
from province_in_process import DEVICES, Hall, InProcess
from whole_catalogue import whole_catalogue

from drivers.clock import SystemClock
from drivers.face import Change, Finding, PhotoRule, PhotoTaken
from drivers.faults import Fault
from drivers.signature_pad.screen import ScreenPad
from drivers.sound.recorder import Recorder
from kiosk import effects, events
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Job, Work
from kiosk.calls.child import Call
from kiosk.colour_plates import digits_of
from kiosk.examining_effects import ExaminingEffect
from kiosk.eyesight import reading
from kiosk.fitness import rules
from kiosk.forms.divisions import Divisions
from kiosk.hands.examining import ExaminingHands
from kiosk.hands.materials import MaterialsHands
from kiosk.hands.proof import Post
from kiosk.hands.tools import MedicalStation, Tools
from kiosk.health import DeviceState
from kiosk.hearing import trials
from kiosk.journal import Journal, JournalError, Row, read_rows
from kiosk.materials_effects import TakeSignature
from kiosk.photo_effects import TakePhoto
from kiosk.photo_events import PhotoShot
from kiosk.platform.trust import load
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.pictures import portrait
from kiosk.session import Terminal

ITEM = "driver-medical"
FITTED = (*DEVICES, "camera", "sound", "face", "signature_pad")
MOST = 200


class PacedClock(BenchClock):
    """One that can also go with the real world's, for whoever sits before a browser."""

    is_paced = False

    def monotonic(self) -> float:
        return super().monotonic() + (SystemClock().monotonic() if self.is_paced else 0.0)

    def pause(self, seconds: float) -> None:
        if self.is_paced:
            SystemClock().pause(min(seconds, 0.2))
        else:
            super().pause(seconds)


class MedicalHall(Hall):
    """One terminal where drivers are examined; its core can be killed at any step and started again."""

    def __init__(self, there: InProcess, folder: Path, citizen: Citizen, trust: Path) -> None:
        catalogue = whole_catalogue()
        self.terminal = Terminal(
            name="test-01",
            place="测试厅",
            city="441300",
            is_sample=True,
            catalogue={ITEM: catalogue[ITEM]},
            divisions=Divisions.load(),
        )
        super().__init__(there, self.terminal)
        self.citizen = citizen
        self.file = folder / "journal.sqlite"
        self.folder = folder
        self.clock = PacedClock(there.province.clock.now)
        self.points = load(trust).doctor_points
        self.sight = {"left": 5.0, "right": 5.0}
        """The finest level that each eye reads."""
        self.sees_colours = True
        self.hears = {"left", "right"}
        self.presses_always = ""
        """The side that the person says whatever they hear; empty for an honest one."""
        self.cannot: set[str] = set()
        self.has_hat = False
        """The photograph does not keep its rules."""
        self.shot = portrait()
        self.is_sound_broken = False
        self.previews: list[bytes] = []
        self.call: Callable[[], Call] | None = None
        self.gives_up = False
        self.before: Callable[[effects.Effect], None] = lambda _: None
        """Sees each effect before it is carried out, and may raise Killed."""
        self.own = Recorder(self.clock)
        self.pad = ScreenPad(160.0, 60.0)
        self.can_write = True
        self.has_field = True
        """Whether there is one to sign on."""
        self.like |= {"ill": "none", "glasses": "no", "hearing-aid": "no"}
        self.height = "168"
        self.start()

    def start(self) -> None:
        """A core comes up."""
        self.journal = Journal(self.file, self.clock)
        self.there.journal = self.journal
        tools = Tools(
            Devices(sound=self.own, signature_pad=self.pad),
            None,
            self.there.platform,
            self.journal,
            None,  # type: ignore[arg-type]  # nothing is counted
            self.clock,
            None,  # type: ignore[arg-type]  # no printed zone
            medical=MedicalStation(self.points, self.folder / "tones", -26.0, 60, self.call),
        )
        self.hands = ExaminingHands(tools, self._on, lambda *_: None, self.previews.append)
        self.materials = MaterialsHands(tools, self._on)
        self._sees_devices()

    def _sees_devices(self) -> None:
        for device in FITTED:
            is_there = self.has_field or device != "signature_pad"
            self._take(events.DeviceSeen(device, DeviceState(faults=() if is_there else (Fault.NOT_FITTED,))))

    def kill(self) -> None:
        """kill -9: what was on the disk stays."""
        self.journal.close()

    def restart(self) -> None:
        """The core is back; whoever stood there begins anew."""
        self.before = lambda _: None
        self.session = self.session.next_visit()
        self.start()

    def leave(self) -> None:
        """The visit ends, whatever it was doing."""
        self.session = self.session.next_visit()
        self._sees_devices()

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        asked = self.clock.monotonic()

        def stop() -> bool:
            return self.gives_up or self.clock.monotonic() - asked > 2000.0

        if worker == "sound" and self.is_sound_broken:
            post(events.Failed(Fault.GONE.value, can_try_again=True))
            return None
        worked(work, stop, post)
        return None

    def _answers(self, effect: effects.Effect) -> list[events.Event]:
        self.before(effect)
        try:
            return super()._answers(effect)
        except JournalError:
            return [events.Failed("disk_full", can_try_again=False)]

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        told: list[events.Event] = []
        if isinstance(effect, ExaminingEffect):
            self.hands.carry_out(effect, told.append)
            return told
        if isinstance(effect, TakeSignature):
            self.materials.carry_out(effect, told.append)
            return told
        if isinstance(effect, TakePhoto):
            wrong = {PhotoRule.CUT: Change.HAIR} if self.has_hat else {}
            found = tuple(Finding(rule, is_kept=rule not in wrong, change=wrong.get(rule)) for rule in PhotoRule)
            return [PhotoShot(PhotoTaken(found, is_made=False, picture=self.shot))]
        return super()._answered(effect)

    # In a person's words

    def comes(self) -> None:
        """Lay the card, type the code."""
        self.leave()
        self.press(f"choice-{ITEM}")
        self.press("primary")
        if self.step == "lay_card" or self.newest().screen == "consent":
            if self.newest().screen == "consent":
                self.press("primary")
            self.tell("idcard", "lay", **self.there.tell("platform", "citizen", number=self.citizen.number))
            for digit in self._code():
                self.press(f"digit-{digit}")

    def to(self, step: str) -> None:
        """Do what a person does until that step, or the end."""
        for _ in range(MOST):
            if self.step == step or not self.step or self.session.trouble is not None:
                return
            self._act()
        raise AssertionError(f"never came to {step}: {self.step}")

    def whole(self) -> None:
        """All of it, as far as it goes."""
        self.comes()
        self.to("done")

    def _act(self) -> None:
        step, seen = self.step, self.newest()
        match step:
            case "medical_left_eye" | "medical_right_eye":
                self.press(f"choice-{self._letter(step.split('_')[1])}")
            case "medical_colours":
                self.press(f"choice-{self._digit()}")
            case "medical_ears":
                self.press(f"choice-{self._ear()}")
            case _ if step.startswith("medical_move_"):
                self.press("choice-cannot" if step.rpartition("_")[2] in self.cannot else "choice-done")
            case "medical_sign":
                self.signs()
            case "health-height":
                self.types("digit", self.height)
            case "deliver-way":
                self.press("choice-window")
            case "address-phone":
                self.types("digit", "13800000000")
            case "address-street":
                self.press("board-letters")
                self.types("written", "YANGLI1")
            case _ if seen.screen in ("pick", "answer"):
                asked = step.removeprefix("health-")
                self.press(f"choice-{self.like.get(asked, seen.choices[0])}")
            case _:
                self.press("primary")

    def signs(self) -> None:
        """On the glass; or says so where they cannot write, or the glass takes nothing."""
        if self.can_write:
            self.press("signature")
            self.press("primary")
        if self.step == "medical_sign":
            self.press("other-way")

    def types(self, keys: str, text: str) -> None:
        """Character by character, and on."""
        for character in text:
            self.press(f"{keys}-{character}")
        self.press("primary")

    def _letter(self, eye: str) -> str:
        examining = self.session.examining
        assert examining.seed is not None
        side: Any = eye
        read = reading(examining.seed, side, examining.answers, rules().eyesight)
        return read.direction if float(read.level) <= self.sight[eye] else "unseen"

    def _digit(self) -> str:
        examining = self.session.examining
        assert examining.seed is not None
        kind, digit = digits_of(examining.seed, rules().colours.plates)[len(examining.answers)]
        return digit if self.sees_colours or kind == "plain" else "unseen"

    def _ear(self) -> str:
        examining = self.session.examining
        assert examining.seed is not None
        side = trials(examining.seed, rules().hearing)[len(examining.answers)]
        if self.presses_always:
            return self.presses_always
        return side if side in self.hears else "none"

    def rows(self, kind: str) -> list[Row]:
        return [row for row in read_rows(self.file) if row.kind == kind]

    def doctor(self, *, is_on: bool = True, **how: Any) -> None:
        """A doctor comes on line, or goes."""
        self.there.tell("platform", "doctor", is_on=is_on, **how)

    def counted(self) -> dict[str, int]:
        return dict(self.there.tell("platform", "examinations"))

    def _code(self) -> str:
        messages = self.there.tell("platform", "outbox")["messages"]
        return next(str(one["code"]) for one in reversed(messages) if one["number"] == self.citizen.number)


@contextmanager
def medical_hall(there: InProcess, folder: Path) -> Iterator[MedicalHall]:
    """A hall of a province in which nobody was examined yet, with one person and a doctor."""
    for table in ("examinations", "drafts", "express"):
        there.province.store.rows(f"DELETE FROM {table}")  # noqa: S608  names of ours
    person = next(one for one in there.province.register.samples(9) if one.phone and one.kind == "citizen")
    hall = MedicalHall(there, folder, person, there.state.parent / "trust" / "sandbox.toml")
    hall.doctor()
    yield hall
    hall.kill()


def printed(hall: MedicalHall) -> int:
    """How many papers came out."""
    return len(hall.taken.texts)
