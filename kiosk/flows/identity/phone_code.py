"""A code on a phone (电子身份证, 粤省事, 电子社保卡): scanned, and verified by the platform. Nobody here reads it."""

from dataclasses import replace

from drivers.io_module import Lamp
from kiosk.effects import Effect, ProveByPhoneCode, ScanCode
from kiosk.events import CodeScanned, Event, Identified, Tapped
from kiosk.session import Session
from kiosk.step import Idle, Onward, Step, Turn, home
from kiosk.taps import WentBack


def _wait(_: Session) -> tuple[Effect, ...]:
    return (ScanCode(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    match event:
        case CodeScanned(payload):
            return Onward(replace(session, proving=replace(session.proving, scanned=payload), notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _verify(session: Session) -> tuple[Effect, ...]:
    return (ProveByPhoneCode(session.proving.scanned),)


def _verified(session: Session, event: Event) -> Turn | None:
    match event:
        case Identified(identity):
            return Onward(session.identified(identity))
    return None


STEPS = (
    Step(
        name="scan",
        screen="scan",
        idle=Idle.CHOOSING,
        takes=_scanned,
        enter=_wait,
        lamp=Lamp.CODE,
        waits_for="code_scanner",
    ),
    Step(
        name="verify_scan",
        screen="working",
        idle=Idle.NEVER,
        takes=_verified,
        enter=_verify,
        again="scan",
    ),
)
