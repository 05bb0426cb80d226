"""The staff's own small workflow: door, pages, acts. Beside the visits; while one runs they may send people out alone.

Everything here happens on one worker: touches are queued to it, and it beats four times a second. A right is asked for
at the moment something is done, whatever a screen has shown.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from kiosk.cabinet.workers import Job, Work
from kiosk.events import TerminalClosed
from kiosk.health import ClosedBy
from kiosk.journal import Facts, JournalError
from kiosk.nights import NightSet
from kiosk.staff import showing
from kiosk.staff.acting import Acting, holding, noted
from kiosk.staff.attendance import Attendance
from kiosk.staff.gesture import ALARM_CORNERS, CORNERS, Corner, Gesture
from kiosk.staff.glass import STAFF_PAGES, Glass
from kiosk.staff.inside import Inside, Signing, refused
from kiosk.staff.means import Means
from kiosk.staff.page import Act, Done, Page
from kiosk.staff.pages.modes import MODE, NIGHT, alarm
from kiosk.staff.patience import (
    BEAT_S,
    DOOR_S,
    DRAWN_S,
    HARD_S,
    IDLE_S,
    LOCKED_S,
    Entering,
    Purpose,
    Signed,
    way_for,
)
from kiosk.staff.presence import CardSeen
from kiosk.staff.rights import Rights
from kiosk.staff.tries import Doorkeeper
from kiosk.staff.way_in import Entered, Refused, Step
from kiosk.staff_view import Tone
from kiosk.taps import CornerTouched, Digit, Erased, Left, Tap, TapOnPage, WentBack, WentOn

log = logging.getLogger(__name__)

STAFF: Final = "staff"
"""The worker."""
CLOSED_KEY = "staff_here"
"""Text key of what residents read while staff work; they see it only if staff leave in a mode that serves nobody."""


class Desk:
    """Who of the staff is there, and what they do.

    Args:
        means: everything at hand.
        pages: of the menu.
        rights: who may do what.
        doorkeeper: counts errors at the door.
        glass: to show on.
        on_desk: gives work to the desk's worker.
    """

    def __init__(
        self,
        means: Means,
        pages: tuple[Page, ...],
        rights: Rights,
        doorkeeper: Doorkeeper,
        glass: Glass,
        on_desk: Callable[[Work], Job],
    ) -> None:
        self._means = means
        self._pages = {page.name: page for page in pages}
        self._rights = rights
        self._doorkeeper = doorkeeper
        self._glass = glass
        self._on_desk: Callable[[Work], Job] = lambda work: on_desk(holding(work, self._broke))
        self._attendance = Attendance(means, self._on_desk, self._carded)
        self._acting = Acting(self._on_desk, self._ended)
        self._gesture = Gesture(means.clock.monotonic, self._wanted_corners)
        self._entering: Entering | None = None
        self._inside: Inside | None = None
        self._page = STAFF_PAGES
        self._touched = self._drawn = means.clock.monotonic()
        self._is_mode_told = False

    def takes(self, tap: TapOnPage) -> bool:
        """Whether a touch is the staff's. Called on any thread; a touch for their pages never reaches a visit."""
        if tap.page >= STAFF_PAGES:
            self._on_desk(lambda _: self._tapped(tap))
            return True
        if isinstance(tap.tap, CornerTouched):
            corner = tap.tap.corner
            self._on_desk(lambda _: self._corner(corner))
            return True
        return self._glass.is_staffs

    def beat(self) -> float:
        """Let time act; the look at rest of the desk's worker.

        Returns:
            Seconds until the next.
        """
        holding(lambda _: self._beat(), self._broke)(lambda: False)
        return BEAT_S

    def _beat(self) -> None:
        if not self._is_mode_told:
            self._tell_mode()
        if self._entering is None and self._inside is None:
            return
        now = self._now()
        if self._entering is not None:
            self._beat_at_door(self._entering, now)
        elif self._inside is not None:
            self._beat_inside(self._inside, now)
        if now - self._drawn >= DRAWN_S:
            self._show()

    def _broke(self, error: Exception) -> None:
        """A mistake of ours, or a disk: nothing more is done here before somebody proves themselves anew."""
        log.error("the staff's desk failed: %s", type(error).__name__)
        holding(lambda _: self._shut(), self._gave_up)(lambda: False)

    def _shut(self) -> None:
        if self._inside is not None:
            self._inside.begin_anew()
        if self._inside is None or self._entering is not None:
            self._leave("broken")
        else:
            self._lock("broken")
            self._show()

    def _gave_up(self, error: Exception) -> None:
        """Not even the door can be shown: the screen is the residents' again."""
        log.error("the staff's door failed: %s", type(error).__name__)
        self._entering = self._inside = None
        self._is_mode_told = False
        self._means.face.end()
        self._glass.give_back()

    def _wanted_corners(self) -> tuple[Corner, ...]:
        """With the service door open, which takes a key, one corner is enough to reach the PIN."""
        if not self._means.is_free():
            return ALARM_CORNERS
        is_open = bool(self._means.terminal().health.closings.get(ClosedBy.DOOR))
        return CORNERS[:1] if is_open else CORNERS

    def _corner(self, corner: Corner) -> None:
        """A visit is interrupted for an emergency alone: for all else the door is there when it has ended."""
        if not self._gesture.touched(corner) or self._entering is not None or self._inside is not None:
            return
        if self._means.is_free():
            self._open_door("enter")
        else:
            self._open_door("alarm", alarm(self._means))

    def _open_door(self, purpose: Purpose, act: Act | None = None, notice: str = "") -> None:
        self._attendance.begin(anew=True)
        at_door = self._attendance
        has_reader = at_door.has_reader_for_second if purpose == "second" else at_door.has_reader
        signed = self._inside.signed if self._inside is not None else None
        way = way_for(purpose, self._means, self._doorkeeper, signed, has_reader=has_reader)
        self._entering = Entering(way, purpose, act, notice)
        self._turn()
        self._show()

    def _beat_at_door(self, entering: Entering, now: float) -> None:
        if now - self._touched > (LOCKED_S if entering.purpose == "unlock" else DOOR_S):
            if entering.purpose == "second" and self._inside is not None:
                self._second_gone(self._inside)
                self._go_in(self._inside, "said.second_missing", "careful")
            else:
                self._leave("idle" if self._inside is not None else "")
            return
        self._attendance.look_for_card()

    def _judged(self, entering: Entering, answer: Entered | Refused | None) -> None:
        match answer:
            case Refused(key, account, errors):
                noted(self._means, "staff-refused", {"account": account, "reason": key, "errors": errors})
            case Entered(account, how):
                facts: Facts = {"account": account.number, "role": account.role.value, "how": how}
                if not noted(self._means, "staff-entered", facts):
                    # Who is not in the books is not let in.
                    entering.way.unbooked()
                    return
                card = account.card if how == "card" else ""
                self._passed(entering, Signed(account.number, account.role, account.hand, card, self._now()))

    def _passed(self, entering: Entering, somebody: Signed) -> None:
        inside, act = self._inside, entering.act
        if entering.purpose == "alarm" and act is not None:
            self._sends_out(somebody, act)
        elif entering.purpose == "second" and act is not None and inside is not None:
            self._entering = None
            self._second_gone(inside)
            if self._rights.may(somebody.role, act.action):
                self._begin(inside, act, second=somebody.number)
            else:
                self._go_in(inside, "said.no_right", "bad")
        else:
            self._attendance.begin(anew=False)
            self._go_in(self._back_or_new(inside, somebody))

    def _back_or_new(self, inside: Inside | None, somebody: Signed) -> Inside:
        if inside is None:
            inside = self._inside = self._made(somebody)
            self._means.post(TerminalClosed(CLOSED_KEY, ClosedBy.STAFF))
        else:
            inside.came_back(somebody)
        return inside

    def _made(self, somebody: Signed) -> Inside:
        return Inside(somebody, self._means, self._pages, self._rights, self._attendance, self._turn)

    def _go_in(self, inside: Inside, key: str = "", tone: Tone = "plain") -> None:
        self._entering = None
        inside.says(key, tone)
        self._turn()

    def _second_gone(self, inside: Inside) -> None:
        """The second person's card is nobody's presence: that of whoever works here comes back, or the page locks."""
        self._attendance.begin(anew=True)
        if inside.signed.card:
            self._attendance.card_lent()

    def _sends_out(self, somebody: Signed, act: Act) -> None:
        """With a visit behind it: done at once, and the glass is the residents' again; else the door says why not."""
        if not self._rights.may(somebody.role, act.action):
            refused(self._means, somebody, act.action)
            self._open_door("alarm", act, self._means.say("said.no_right"))
            return
        inside = self._inside = self._made(somebody)
        self._begin(inside, act)
        if self._inside is not None:
            self._leave("broken")
            self._open_door("alarm", act, inside.notice)

    def _does(self, inside: Inside, wanted: Signing | Left | None) -> None:
        match wanted:
            case Left():
                self._leave("left")
            case Signing(act, is_by_two=True):
                self._open_door("second", act)
            case Signing(act):
                self._begin(inside, act)

    def _begin(self, inside: Inside, act: Act, *, second: str = "") -> None:
        """Written down, then done, on the worker of the device that it moves."""
        if not self._rights.may(inside.signed.role, act.action):
            raise AssertionError("an act is begun by somebody who may")
        inside.signs(alone=not second)
        try:
            deed = self._acting.intend(inside.means, inside.signed, act, second=second)
        except JournalError:
            self._go_in(inside, "said.journal_broken", "bad")
            return
        self._entering = None
        inside.begins(deed)
        self._turn()
        if act.worker:
            self._show()
        self._acting.carry_out(inside.means, deed, act)

    def _ended(self, deed: str, done: Done) -> None:
        inside = self._inside
        if inside is None or not inside.is_at(deed):
            return
        inside.ended(done)
        if done.leaves:
            self._leave(done.leaves)
            return
        self._turn()
        self._show()

    def _beat_inside(self, inside: Inside, now: float) -> None:
        if now - inside.signed.since_s > HARD_S:
            self._leave("hours")
            return
        if now - self._touched > IDLE_S:
            self._lock("idle")
            return
        if inside.signed.card or inside.waits_for_card:
            self._attendance.look_for_card()
        if self._attendance.is_away() or self._attendance.card_due_s < 0:
            self._lock("away")

    def _lock(self, why: str) -> None:
        self._means.face.end()
        inside = self._inside
        if inside is not None:
            noted(self._means, "staff-left", {"account": inside.signed.number, "reason": f"locked_{why}"})
            inside.unasked()
            self._open_door("unlock")

    def _leave(self, why: str) -> None:
        """Nobody of the staff is there any more: the glass is the residents' again."""
        inside = self._inside
        self._means.face.end()
        if inside is not None:
            noted(self._means, "staff-left", {"account": inside.signed.number, "reason": why})
            self._tell_mode()
        self._entering = self._inside = None
        self._glass.give_back()

    def _tell_mode(self) -> None:
        """While the book cannot be read nobody knows the mode: it stays as it is, and is asked for at the next beat."""
        try:
            mode, _ = self._means.book.value(MODE)
        except JournalError:
            self._is_mode_told = False
            return
        self._is_mode_told = True
        self._means.post(NightSet(mode == NIGHT))
        self._means.post(TerminalClosed("" if mode == NIGHT else mode, ClosedBy.STAFF))

    def _tapped(self, tap: TapOnPage) -> None:
        if tap.page != self._page:
            return
        self._touched = self._now()
        if self._entering is not None:
            self._tapped_at_door(self._entering, tap.tap)
        elif self._inside is not None:
            self._does(self._inside, self._inside.tapped(tap.tap))
        self._show()

    def _tapped_at_door(self, entering: Entering, tap: Tap) -> None:
        match tap:
            case Digit(digit):
                step = entering.way.step
                self._judged(entering, entering.way.digit(digit))
                self._turn() if self._entering is entering and entering.way.step is not step else None
            case Erased():
                entering.way.erased()
            case WentOn():
                self._judged(entering, entering.way.went_on())
                self._turn() if self._entering is entering else None
            case WentBack() | Left() if entering.purpose == "second" and self._inside is not None:
                self._second_gone(self._inside)
                self._go_in(self._inside)
            case WentBack() | Left():
                self._leave("left")

    def _carded(self, seen: CardSeen) -> None:
        entering = self._entering
        if entering is not None and entering.way.step in (Step.CARD, Step.PIN):
            if seen.number:
                entering.way.carded(seen.number)
            elif entering.way.step is Step.PIN and self._attendance.has_reader:
                entering.way.card_gone()
            self._turn()
            self._show()
        elif self._inside is not None and entering is None:
            self._carded_inside(self._inside, seen.number)
            self._show()

    def _carded_inside(self, inside: Inside, card: str) -> None:
        """Only the card of whoever works here keeps the page open; another one may be there to be given to somebody."""
        if inside.signed.card and card == inside.signed.card:
            self._attendance.card_back()
        elif inside.waits_for_card:
            if inside.signed.card:
                self._attendance.card_lent()
            self._does(inside, inside.carded(card))
        elif inside.signed.card and not self._attendance.is_card_due:
            self._lock("away")

    def _turn(self) -> None:
        """Whatever is touched now was meant for what stood there before."""
        self._page += 1
        self._touched = self._now()

    def _show(self) -> None:
        self._drawn = self._now()
        inside, entering = self._inside, self._entering
        if entering is not None:
            frame = inside.frame(self._page) if inside is not None else showing.Frame(self._means, self._page)
            frame = replace(frame, notice=entering.notice, tone="bad") if entering.notice else frame
            self._glass.show_staff(showing.door(frame, entering.way, entering.purpose))
        elif inside is not None:
            self._glass.show_staff(inside.view(self._page, self._now() - self._touched))

    def _now(self) -> float:
        return self._means.clock.monotonic()
