"""Carries out what a face wants: a draw of the platform's, a session before the camera, and what is made of it.

Whatever the platform may refuse is asked before the camera opens. What comes after says to nobody whether a mask, a
photo or another person's card got past the terminal: one word, one time, the same questions to the platform.
"""

import logging
from collections.abc import Callable
from contextlib import suppress

from drivers.face import FaceResult, Guidance, Verdict
from drivers.faults import DeviceError, Fault
from kiosk import effects
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop
from kiosk.events import ConsentGiven, FaceGuided, FaceNotProven, FaceSettled, Failed, Identified
from kiosk.hands.card import On
from kiosk.hands.proof import LOOK_S, Post
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM
from kiosk.journal import JournalError
from kiosk.platform import identity as platform_identity
from kiosk.platform.errors import PlatformError
from kiosk.platform.identity_values import FaceDraw
from kiosk.platform.values import Identity

log = logging.getLogger(__name__)

FACE = "face"
ANSWER_S = 5.0
"""From the last frame to 'not proven', whatever it was: our choice, longer than dlib and the platform usually take."""


class FaceHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        on: queues it.
        preview: gets each picture of the camera.
        failed: told of a device that failed at its work, however a look finds it afterwards.
    """

    def __init__(
        self, tools: Tools, on: On, preview: Callable[[bytes], None], failed: Callable[[str, DeviceError], None]
    ) -> None:
        self._tools = tools
        self._on = on
        self._preview = preview
        self._failed = failed

    def carry_out(self, effect: effects.FaceEffect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        match effect:
            case effects.VerifyFace():
                # On one thread: a draw that is given back is there again before the next session asks for one.
                return self._on(FACE, post, lambda stop: self._verify(effect, post, stop))
            case effects.ForgetFace():
                return self._on(FACE, post, lambda _: there(self._tools.devices.face).forget())
            case effects.ProveFace():
                return self._on(PLATFORM, post, lambda stop: self._prove(effect, post, stop))

    def _verify(self, effect: effects.VerifyFace, post: Post, stop: Stop) -> None:
        there(self._tools.devices.face)
        draw = platform_identity.begin_face_draw(self._tools.asked_platform(), effect.shown, effect.request.actions)
        was_shown = False

        def told(guidance: Guidance) -> None:
            nonlocal was_shown
            was_shown = guidance.was_shown
            post(FaceGuided(guidance))

        result = self._seen(effect, told, post, stop)
        is_over = result is None or result.verdict in (Verdict.POOR_PORTRAIT, Verdict.UNFINISHED)
        if is_over and not was_shown:
            self._end(draw, was_shown=False)
        if result is None:
            return
        if result.verdict is Verdict.UNFINISHED:
            post(Failed("face_timed_out", can_try_again=True))
        else:
            post(FaceSettled(result.verdict, draw, result.picture, result.ended_s))

    def _seen(
        self, effect: effects.VerifyFace, told: Callable[[Guidance], None], post: Post, stop: Stop
    ) -> FaceResult | None:
        """What came of the session; None where it broke off, which was told."""
        if stop():
            return None
        try:
            result = there(self._tools.devices.face).verify(effect.request, told, self._preview, stop)
        except DeviceError as error:
            if error.fault is not Fault.CANCELLED:
                post(Failed("face_fault", can_try_again=True))
                self._failed(FACE, error)
            return None
        if result.scores is not None:
            with suppress(JournalError):
                # As in kiosk/hands/carrying_out.py: nobody is sent away because figures could not be kept.
                self._tools.book.scored(effect.route, result.verdict, result.scores)
        return result

    def _prove(self, effect: effects.ProveFace, post: Post, stop: Stop) -> None:
        clock = self._tools.clock
        began_s = clock.monotonic() if effect.ended_s is None else effect.ended_s
        try:
            identity = self._identity_of(effect, post, stop)
        except PlatformError as error:
            # Told to the person it would say that the face was good enough to be asked about.
            log.warning("a face was not proven: %s", error.detail)
            identity = None
        if identity is not None:
            post(Identified(identity))
            return
        while (left := began_s + ANSWER_S - clock.monotonic()) > 0 and not stop():
            clock.pause(min(left, LOOK_S))
        post(FaceNotProven(can_try_again=effect.draw.left > 0))

    def _identity_of(self, effect: effects.ProveFace, post: Post, stop: Stop) -> Identity | None:
        if stop():
            return None
        platform = self._tools.asked_platform()
        if effect.verdict is Verdict.SAME and effect.card is not None:
            return platform_identity.by_local_face(platform, effect.card, effect.draw)
        if effect.verdict is not Verdict.ALIVE or effect.picture is None:
            # A slow or a broken line takes its time from this one too.
            self._end(effect.draw, was_shown=True)
            return None
        consent = platform_identity.give_consent(platform, item=effect.item, visit=effect.session, deed=effect.deed)
        if stop():
            # Whoever gave it has gone: nothing is sent any more, and nobody could take it back here.
            platform_identity.withdraw_consent(platform, consent.consent)
            return None
        try:
            identity = platform_identity.by_face(platform, effect.number, effect.picture, consent, effect.draw)
        except PlatformError:
            # It came to nothing, and nobody will be asked on the last screen whether to take it back.
            with suppress(PlatformError):
                platform_identity.withdraw_consent(platform, consent.consent)
            raise
        post(ConsentGiven(consent.consent))
        return identity

    def _end(self, draw: FaceDraw, *, was_shown: bool) -> None:
        with suppress(PlatformError):
            # It counts until the day is over, which is the safe side.
            platform_identity.end_face_draw(self._tools.asked_platform(), draw, was_shown=was_shown)
