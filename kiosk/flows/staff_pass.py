"""Who of the staff stands there: a pass before the scanner and its PIN on the pad. The platform alone knows both."""

from dataclasses import replace

from drivers.io_module import Lamp
from kiosk.effects import Effect, ScanCode
from kiosk.events import CodeRefused, CodeScanned, Event, PinCancelled, PinPressed, Tapped
from kiosk.locker_effects import ProveStaff
from kiosk.locker_events import StaffKnown
from kiosk.session import Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Stay, Step, Steps, Turn, before_start, home
from kiosk.taps import WentBack


def steps(prefix: str, *, is_second: bool = False, dot: int = 1) -> Steps:
    """Scan the pass, press the PIN.

    Args:
        prefix: of the steps' names, which are also their words'.
        is_second: another person beside the one who is known already.
        dot: of the step dots.
    """
    scan_name, pin_name = f"{prefix}_pass", f"{prefix}_pin"

    def scanned(session: Session, event: Event) -> Turn | None:
        match event:
            case CodeScanned(payload):
                return Onward(replace(session, parcels=replace(session.parcels, scanned=payload), notice=""))
            case Tapped(WentBack()):
                return home(session) if is_second else before_start(session)
        return None

    def ask_pin(session: Session) -> tuple[Effect, ...]:
        return (ProveStaff(session.parcels.scanned),)

    def pressed(session: Session, event: Event) -> Turn | None:
        match event:
            case PinPressed(count):
                return Stay(_with_digits(session, count, ""))
            case StaffKnown(known):
                if any(one.staff == known.staff for one in session.parcels.staff):
                    return Fail(_with_digits(session, 0, ""), Trouble("same_staff", again_at=scan_name))
                staff = (*session.parcels.staff, known) if is_second else (known,)
                return Onward(
                    replace(_with_digits(session, 0, ""), parcels=replace(session.parcels, staff=staff, scanned=b""))
                )
            case CodeRefused(left):
                wrong = replace(_with_digits(session, 0, "pin_wrong_left"), notice_number=left)
                return Stay(wrong, ask_pin(session))
            case PinCancelled():
                return Backward(_with_digits(session, 0, ""), to=scan_name)
        return None

    return (
        Step(
            name=scan_name,
            screen="scan",
            words=scan_name,
            idle=Idle.CHOOSING,
            takes=scanned,
            enter=_scan,
            lamp=Lamp.CODE,
            waits_for="code_scanner",
            dot=dot,
        ),
        Step(
            name=pin_name,
            screen="pin",
            words="staff_pin",
            idle=Idle.NEVER,
            takes=pressed,
            enter=ask_pin,
            again=scan_name,
            waits_for="pin_pad",
            dot=dot,
        ),
    )


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ScanCode(),)


def _with_digits(session: Session, count: int, notice: str) -> Session:
    kept = session.notice if count and not notice else notice
    return replace(session, proving=replace(session.proving, pin_digits=count), notice=kept)
