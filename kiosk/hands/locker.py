"""Carries out what visits to the pick-up locker want: questions on the platform's worker, doors on the locker's."""

import re
from collections.abc import Callable
from typing import assert_never

from drivers.faults import DeviceError, Fault
from drivers.locker import Item
from drivers.pin_pad import Cancelled, Entered, Pressed, TimedOut
from kiosk import locker_effects
from kiosk.cabinet.devices import there
from kiosk.cabinet.workers import Job, Stop
from kiosk.door_reports import owed_reports, report_door, report_doors
from kiosk.doors import DoorDeeds, Standing
from kiosk.events import CodeRefused, Event, Failed, PinCancelled, PinPressed
from kiosk.hands.proof import LOOK_S, PIN_S, Post, Submit
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM
from kiosk.locker_events import (
    CaseKnown,
    DoorHeard,
    DoorOpened,
    DoorSettled,
    DoorsSeen,
    DoorStands,
    DoorUnsaid,
    ParcelsHere,
    StaffKnown,
)
from kiosk.look.proof import PIN_DIGITS
from kiosk.platform import parcels
from kiosk.platform.api import Platform
from kiosk.platform.door_orders import NotOrdered
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer
from kiosk.platform.parcel_values import CODE_PATTERN, SCAN_MOST, DoorOrder, DoorWish, ParcelsFound
from kiosk.platform.values import ErrorCode

REMIND_S = 15.0
"""Between two words about a door that stands open (our choice: long enough to take a folder out)."""
_AWAY = (Fault.ABSENT, Fault.GARBLED, Fault.GONE)
"""Then no door can be opened; any other fault is that of one door."""
AROUND_S = 2.0
"""Between two looks at all other doors while one stands open: a forced one is an alarm within 5 s."""


class LockerHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        submit: queues it (see kiosk/hands/carrying_out.py).
        look_around: looks at every door, as at rest; called on the locker's worker.
        settled: called after an opening was settled, so that the platform is told soon.
        failed: told of a device that failed at its work.
    """

    def __init__(
        self,
        tools: Tools,
        submit: Submit,
        look_around: Callable[[], object],
        settled: Callable[[], None],
        failed: Callable[[str, DeviceError], None],
    ) -> None:
        self._tools = tools
        self._submit = submit
        self._look_around = look_around
        self._settled = settled
        self._failed = failed

    def carry_out(self, effect: locker_effects.LockerEffect, post: Post) -> Job | None:
        """As Hands.carry_out."""
        match effect:
            case locker_effects.ProveStaff(code):
                return self._submit("pin_pad", post, lambda stop: self._enter_pin(code, post, stop))
            case locker_effects.LookAtDoors():
                return self._submit(PLATFORM, post, lambda _: self._look_at_doors(effect, post))
            case locker_effects.OpenDoor():
                return self._submit(PLATFORM, post, lambda _: self._order(effect, post))
            case locker_effects.SayFound(deed, found):
                return self._submit("locker", post, lambda _: self._said(deed, found, post))
            case locker_effects.ReportDoor(deed):
                return self._submit(PLATFORM, post, lambda _: post(self._reported(deed)))
            case (
                locker_effects.FindByCode()
                | locker_effects.FindByScan()
                | locker_effects.FindByCard()
                | locker_effects.FindByIdentity()
                | locker_effects.FindCase()
            ):
                return self._submit(PLATFORM, post, lambda _: post(self._asked(effect)))
            case _:
                assert_never(effect)

    def _asked(
        self,
        effect: locker_effects.FindByCode
        | locker_effects.FindByScan
        | locker_effects.FindByCard
        | locker_effects.FindByIdentity
        | locker_effects.FindCase,
    ) -> Event:
        platform = self._told_first()
        try:
            match effect:
                case locker_effects.FindByCode(code):
                    return ParcelsHere(_checked(parcels.by_code(platform, _code(code))))
                case locker_effects.FindByScan(payload):
                    return ParcelsHere(_checked(parcels.by_scan(platform, _scanned(payload))))
                case locker_effects.FindByCard(card):
                    return ParcelsHere(_checked(parcels.by_card(platform, card)))
                case locker_effects.FindByIdentity(identity):
                    return ParcelsHere(_checked(parcels.by_identity(platform, identity)))
                case locker_effects.FindCase(payload, staff):
                    return CaseKnown(parcels.parcel_of_case(platform, staff, _scanned(payload)))
                case _:
                    assert_never(effect)
        except Refused as refused:
            if refused.code is ErrorCode.CODE_WRONG:
                return CodeRefused(refused.tries_left or 0)
            raise

    def _told_first(self) -> Platform:
        """The platform, told of every opening so far: it must not answer from a state that is over.

        Raises:
            PlatformError: it cannot be asked.
        """
        platform = self._tools.asked_platform()
        report_doors(self._tools.journal, platform)
        if owed_reports(self._tools.journal):
            raise WrongAnswer("openings are not reported yet")
        return platform

    def _enter_pin(self, code: bytes, post: Post, stop: Stop) -> None:
        pad = there(self._tools.devices.pin_pad)
        pad.begin(PIN_DIGITS, PIN_S)
        while not stop():
            match pad.next(LOOK_S):
                case Pressed(count):
                    post(PinPressed(count))
                case Entered(pin):
                    self._submit(PLATFORM, post, lambda _, pin=pin: post(self._staff(code, pin)))  # type: ignore[misc]  # the default holds the number until it is sent
                    return
                case Cancelled():
                    post(PinCancelled())
                    return
                case TimedOut():
                    post(Failed("pin_timed_out", can_try_again=True))
                    return
        pad.cancel()

    def _staff(self, code: bytes, pin: str) -> Event:
        try:
            return StaffKnown(parcels.prove_staff(self._told_first(), code, pin))
        except Refused as refused:
            if refused.code is ErrorCode.CODE_WRONG:
                return CodeRefused(refused.tries_left or 0)
            raise

    def _look_at_doors(self, effect: locker_effects.LookAtDoors, post: Post) -> None:
        use = parcels.locker_use(self._told_first(), effect.staff)
        in_use = {door.door for door in use.doors}

        def look(_: Stop) -> None:
            empty = self._deeds().empty_doors()
            post(DoorsSeen(tuple(name for name in empty if name not in in_use), use.to_recall))

        self._submit("locker", post, look)

    def _order(self, effect: locker_effects.OpenDoor, post: Post) -> None:
        """An order of the platform first, then the door; the order is used at once, or never."""
        platform = self._told_first()
        wish = DoorWish(act=effect.act, door=effect.door, parcel=effect.parcel, right=effect.right, staff=effect.staff)
        order = parcels.order(platform, wish, nonce=effect.deed, identity=effect.identity)
        self._submit("locker", post, lambda stop: self._open(effect, wish, order, post, stop))

    def _open(self, effect: locker_effects.OpenDoor, wish: DoorWish, order: DoorOrder, post: Post, stop: Stop) -> None:
        """Open it and follow it.

        Raises:
            WrongAnswer: the order is not what was asked for: nothing was opened.
            JournalError: as DoorDeeds.carry_out.
        """
        platform, reminded, around = self._tools.asked_platform(), 0, 0.0

        def stands(seen: Standing) -> None:
            nonlocal reminded, around
            reminded = int(seen.open_s / REMIND_S)
            post(DoorStands(seen.item, reminded))
            if seen.open_s - around >= AROUND_S:
                around = seen.open_s
                self._look_around()

        try:
            end = self._deeds().carry_out(
                order,
                wish,
                nonce=effect.deed,
                persons=effect.persons,
                session=effect.session,
                terminal=platform.terminal,
                points=platform.door_points,
                opened=lambda: post(DoorOpened()),
                stands=stands,
                unsaid=lambda: post(DoorUnsaid()),
                stop=stop,
            )
        except NotOrdered as error:
            raise WrongAnswer(f"the order for a door: {error}") from error
        if end is None:
            return
        if end.fault in _AWAY:
            self._failed("locker", DeviceError(end.fault, f"at door {effect.door}"))
        post(DoorSettled(end.outcome, end.shut, end.fault))
        self._settled()

    def _said(self, deed: str, found: Item | None, post: Post) -> None:
        end = self._deeds().say_found(deed, found)
        post(DoorSettled(end.outcome, end.shut, end.fault))
        self._settled()

    def _reported(self, deed: str) -> Event:
        """Whether or not it can be told now, the person is done: the journal goes on telling."""
        try:
            # Told once more where the worker that makes reports was quicker: the answer is the same.
            return DoorHeard(report_door(self._tools.journal, self._tools.asked_platform(), deed))
        except PlatformError:
            return DoorHeard(None)

    def _deeds(self) -> DoorDeeds:
        deeds = self._tools.doors
        if deeds is None:
            raise DeviceError(Fault.NOT_FITTED, "no locker")
        return deeds


def _checked(found: ParcelsFound) -> ParcelsFound:
    """Only what lies behind a door can be had."""
    if any(parcel.state == "waiting" or parcel.door is None for parcel in found.parcels):
        raise WrongAnswer("a parcel without a door")
    return found


def _code(typed: str) -> str:
    if not re.fullmatch(CODE_PATTERN, typed):
        raise Refused(ErrorCode.NOTHING_FOUND, detail="no code has this form")
    return typed


def _scanned(payload: bytes) -> str:
    text = payload.decode("utf-8", "replace").strip()
    if not 8 <= len(text) <= SCAN_MOST:
        raise Refused(ErrorCode.NOTHING_FOUND, detail="no code of ours has this length")
    return text
