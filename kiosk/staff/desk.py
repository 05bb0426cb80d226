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
from kiosk.staff.acting import holding
from kiosk.staff.gesture import ALARM_CORNERS, CORNERS, Corner, Gesture
from kiosk.staff.glass import STAFF_PAGES, Glass
from kiosk.staff.inside import Inside
from kiosk.staff.means import Means
from kiosk.staff.page import CARD_STEP, Act, Page, Where
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
from kiosk.staff.tries import Tries
from kiosk.staff.way_in import Entered, Refused, Step
from kiosk.taps import CornerTouched, Digit, Erased, Left, Tap, TapOnPage, WentBack, WentOn

log = logging.getLogger(__name__)

STAFF: Final = "staff"
"""The worker."""
CLOSED_KEY = "staff_here"
"""Text key of what residents read while staff work; they see it only if staff leave in a mode that serves nobody."""


class Desk(Inside):
    """Who of the staff is there, and what they do.

    Args:
        means: everything at hand.
        pages: of the menu.
        rights: who may do what.
        tries: errors at the door.
        glass: to show on.
        on_desk: gives work to the desk's worker.
    """

    def __init__(
        self,
        means: Means,
        pages: tuple[Page, ...],
        rights: Rights,
        tries: Tries,
        glass: Glass,
        on_desk: Callable[[Work], Job],
    ) -> None:
        super().__init__(means, pages, rights, glass, on_desk)
        self._tries = tries
        self._gesture = Gesture(means.clock.monotonic, self._wanted_corners)
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
        if self._entering is None and self._signed is None:
            return
        now = self._means.clock.monotonic()
        if self._entering is not None:
            self._beat_at_door(self._entering, now)
        elif self._signed is not None:
            self._beat_inside(self._signed, now)
        if now - self._drawn >= DRAWN_S:
            self._show()

    def _broke(self, error: Exception) -> None:
        """A mistake of ours, or a disk: nothing more is done here before somebody proves themselves anew."""
        log.error("the staff's desk failed: %s", type(error).__name__)
        holding(lambda _: self._shut(), self._gave_up)(lambda: False)

    def _shut(self) -> None:
        if self._signed is not None:
            self._where, self._busy = Where(page=self._first_page(self._signed.role)), None
        if self._signed is None or self._entering is not None:
            self._leave("broken")
        else:
            self._lock("broken")
            self._show()

    def _gave_up(self, error: Exception) -> None:
        """Not even the door can be shown: the screen is the residents' again."""
        log.error("the staff's door failed: %s", type(error).__name__)
        self._entering = self._signed = self._asked = self._busy = None
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
        if not self._gesture.touched(corner) or self._entering is not None or self._signed is not None:
            return
        if self._means.is_free():
            self._open_door("enter")
        else:
            self._open_door("alarm", alarm(self._means))

    def _open_door(self, purpose: Purpose, act: Act | None = None) -> None:
        self._attendance.begin(anew=True)
        at_door = self._attendance
        has_reader = at_door.has_reader_for_second if purpose == "second" else at_door.has_reader
        way = way_for(purpose, self._means, self._tries, self._signed, has_reader=has_reader)
        self._entering = Entering(way, purpose, act)
        self._turn()
        self._show()

    def _beat_at_door(self, entering: Entering, now: float) -> None:
        if now - self._touched > (LOCKED_S if entering.purpose == "unlock" else DOOR_S):
            if entering.purpose == "second":
                self._second_gone()
                self._inside(self._means.say("said.second_missing"), "careful")
            else:
                self._leave("idle" if self._signed is not None else "")
            return
        self._attendance.look_for_card()

    def _judged(self, entering: Entering, answer: Entered | Refused | None) -> None:
        match answer:
            case Refused(key, account, errors):
                facts: Facts = {"account": account, "reason": key, "errors": errors}
                self._write("staff-refused", facts)
            case Entered(account, how):
                if not self._write(
                    "staff-entered", {"account": account.number, "role": account.role.value, "how": how}
                ):
                    # Who is not in the books is not let in.
                    entering.way.unbooked()
                    return
                card = account.card if how == "card" else ""
                self._passed(entering, Signed(account.number, account.role, account.hand, card, self._now()))

    def _passed(self, entering: Entering, somebody: Signed) -> None:
        act = entering.act
        if entering.purpose == "alarm" and act is not None:
            self._sends_out(somebody, act)
            return
        if entering.purpose == "second" and act is not None:
            self._entering = None
            self._second_gone()
            if self._rights.may(somebody.role, act.action):
                self._begin(act, second=somebody.number)
            else:
                self._inside(self._means.say("said.no_right"), "bad")
            return
        before = self._signed
        self._signed = replace(somebody, since_s=before.since_s) if before is not None else somebody
        if before is None:
            self._where = Where(page=self._first_page(somebody.role))
            self._means.post(TerminalClosed(CLOSED_KEY, ClosedBy.STAFF))
        self._attendance.begin(anew=False)
        self._inside("", "plain")

    def _sends_out(self, somebody: Signed, act: Act) -> None:
        """With a visit behind it: done at once, or not, and the glass is the residents' again; no page is seen."""
        if not self._rights.may(somebody.role, act.action):
            self._refuse(somebody, act.action)
            self._open_door("alarm", act)
            return
        self._signed = somebody
        self._begin(act)
        if self._signed is not None:
            self._leave("broken")

    def _beat_inside(self, signed: Signed, now: float) -> None:
        if now - signed.since_s > HARD_S:
            self._leave("hours")
            return
        if now - self._touched > IDLE_S:
            self._lock("idle")
            return
        if signed.card or self._where.step == CARD_STEP:
            self._attendance.look_for_card()
        if self._attendance.is_away() or self._attendance.card_due_s < 0:
            self._lock("away")

    def _lock(self, why: str) -> None:
        self._means.face.end()
        signed = self._signed
        if signed is not None:
            self._write("staff-left", {"account": signed.number, "reason": f"locked_{why}"})
            self._asked = None
            self._open_door("unlock")

    def _leave(self, why: str) -> None:
        """Nobody of the staff is there any more: the glass is the residents' again."""
        signed = self._signed
        self._means.face.end()
        if signed is not None:
            self._write("staff-left", {"account": signed.number, "reason": why})
            self._tell_mode()
        self._entering = self._signed = self._asked = self._busy = None
        self._notice, self._tone, self._where = "", "plain", Where()
        self._means = self._means.in_language(showing.LANGUAGES[0])
        self._theme = "day"
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
        elif self._signed is not None:
            self._tapped_inside(self._signed, tap.tap)
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
            case WentBack() | Left() if entering.purpose == "second":
                self._second_gone()
                self._inside("", "plain")
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
        elif self._signed is not None and entering is None:
            self._carded_inside(self._signed, seen.number)
            self._show()

    def _carded_inside(self, signed: Signed, card: str) -> None:
        """Only the card of whoever works here keeps the page open; another one may be there to be given to somebody."""
        if signed.card and card == signed.card:
            self._attendance.card_back()
        elif self._where.step == CARD_STEP:
            if signed.card:
                self._attendance.card_lent()
            act = self._pages[self._where.page].carded(self._means, self._where, card) if card else None
            if act is not None and self._asked is None and self._busy is None:
                self._wants(signed, act)
        elif signed.card and not self._attendance.is_card_due:
            self._lock("away")
