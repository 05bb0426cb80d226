"""Carries out what a driver's medical wants: lots, licence, tones, and the doctor's word, which is checked here."""

import logging
import secrets
from collections.abc import Callable

from drivers.clock import BEIJING
from drivers.faults import DeviceError
from drivers.sound import Prompt, Sound, SoundState
from kiosk import examining_effects as wanted
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop
from kiosk.examining_effects import ExaminingEffect
from kiosk.examining_events import (
    DoctorAway,
    DriverTold,
    ExaminationMoved,
    ExaminationOver,
    ExaminationSigned,
    LotsDrawn,
    TonePlayed,
)
from kiosk.fitness import rules
from kiosk.hands.card import On
from kiosk.hands.doctors_line import DoctorsLine
from kiosk.hands.proof import Post
from kiosk.hands.tools import MedicalStation, Tools
from kiosk.health import PLATFORM
from kiosk.hearing import tone
from kiosk.platform import doctors, examining
from kiosk.platform.errors import PlatformError, WrongAnswer
from kiosk.platform.examining_values import CallRequest, ExaminationStanding

log = logging.getLogger(__name__)

SOUND, DOCTOR = "sound", "doctor"
"""The workers of the earphone, and of waiting for a doctor: no question of the visit waits behind it."""
LOOK_S = 2.0
"""Between two questions how an examination stands (our choice, as for a payment)."""
WAIT_S = 300.0
"""How long somebody waits for a doctor to begin; then an hour can be booked (our choice, docs/limits.md)."""
SEEN_S = 900.0
"""How long a doctor may take who has begun (our choice: three times the usual five minutes)."""
SILENT_S = 60.0
"""How long a platform that does not answer is asked on before the person is told."""
TONE = "tone.wav"
TONE_LOOK_S = 0.05
TONE_LATE_S = 0.4
"""A player begins a little late (our choice)."""
TONE_LIMIT_S = 8.0


class ExaminingHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        on: queues it.
        failed: told of a device that failed at its work.
        preview: gets each picture of the doctor.
    """

    def __init__(
        self,
        tools: Tools,
        on: On,
        failed: Callable[[str, DeviceError], None],
        preview: Callable[[bytes], None],
    ) -> None:
        self._tools = tools
        self._on = on
        self._failed = failed
        self._preview = preview

    @property
    def _station(self) -> MedicalStation:
        if self._tools.medical is None:
            raise AssertionError("a terminal that examines drivers has what belongs to it")
        return self._tools.medical

    def carry_out(self, effect: ExaminingEffect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        match effect:
            case wanted.DrawLots():
                post(LotsDrawn(secrets.randbits(63)))
                return None
            case wanted.AskDriver(identity):
                return self._on(
                    PLATFORM, post, lambda _: post(DriverTold(examining.driver(self._tools.asked_platform(), identity)))
                )
            case wanted.PlayTone():
                return self._on(SOUND, post, lambda stop: self._play(effect, post, stop))
            case wanted.WatchExamination():
                return self._on(DOCTOR, post, lambda stop: self._watch(effect, post, stop))

    def _play(self, effect: wanted.PlayTone, post: Post, stop: Stop) -> None:
        sound, clock = there(self._tools.devices.sound), self._tools.clock
        station = self._station
        station.tones.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Silence is played too: nobody hears by a click, or sees by a lamp, that there is nothing.
        file = station.tones / TONE
        file.write_bytes(tone(effect.side, rules().hearing, station.tone_dbfs))
        until = clock.monotonic() + effect.after_s
        while clock.monotonic() < until and not stop():
            clock.pause(TONE_LOOK_S)
        if stop():
            return
        try:
            sound.set_volume(station.tone_percent)
            sound.say(Prompt(file))
        except DeviceError as error:
            self._failed(SOUND, error)
            raise
        self._hear_out(sound, stop)
        if not stop():
            post(TonePlayed())

    def _hear_out(self, sound: Sound, stop: Stop) -> None:
        clock = self._tools.clock
        # A player that does not end is stopped: the trial has been heard by then.
        until = clock.monotonic() + min(TONE_LIMIT_S, rules().hearing.seconds + TONE_LATE_S)
        while sound.state() is SoundState.SPEAKING and not stop() and clock.monotonic() < until:
            clock.pause(TONE_LOOK_S)
        sound.stop()

    def _watch(self, effect: wanted.WatchExamination, post: Post, stop: Stop) -> None:
        def tell(sdp: str) -> None:
            request = CallRequest(examination_no=effect.examination_no, sdp=sdp)
            examining.call(self._tools.asked_platform(), effect.identity, request)

        line = DoctorsLine(self._station.call, self._tools.clock, tell, self._preview)
        try:
            self._follow(effect, line, post, stop)
        finally:
            line.close()

    def _follow(self, effect: wanted.WatchExamination, line: DoctorsLine, post: Post, stop: Stop) -> None:
        clock = self._tools.clock
        began = heard = clock.monotonic()
        before: ExaminationMoved | None = None
        while not stop():
            try:
                told = examining.standing(self._tools.asked_platform(), effect.identity, effect.examination_no)
                if self._is_settled(effect, told, post):
                    return
                line.look(told)
            except WrongAnswer:
                raise
            except PlatformError as error:
                log.info("the platform does not say how an examination stands: %s", type(error).__name__)
                if clock.monotonic() - heard >= SILENT_S:
                    raise
                line.wait(LOOK_S, stop)
                continue
            heard = clock.monotonic()
            moved = ExaminationMoved(told, line.is_live)
            if moved != before:
                post(moved)
            before = moved
            if heard - began >= (SEEN_S if told.state == "seen" else WAIT_S) or not told.doctors:
                post(DoctorAway())
                return
            line.wait(LOOK_S, stop)

    def _is_settled(self, effect: wanted.WatchExamination, told: ExaminationStanding, post: Post) -> bool:
        if told.state == "over":
            post(ExaminationOver())
            return True
        if told.signed is None:
            return False
        try:
            doctors.check(
                told.signed,
                examination_no=effect.examination_no,
                visit=effect.visit,
                subject=effect.identity.subject,
                digest=effect.digest,
                today=self._tools.clock.now().astimezone(BEIJING).date(),
                points=self._station.points,
            )
        except doctors.NotVouched as doubt:
            log.warning("a doctor's word that is not believed: %s", doubt)
            raise WrongAnswer("no doctor has vouched for it") from doubt
        post(ExaminationSigned(told.signed))
        return True
