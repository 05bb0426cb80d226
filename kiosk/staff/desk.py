"""The staff's own small workflow: door, pages, acts. Beside the visits, and only while none runs.

Everything here happens on one worker: touches are queued to it, and it beats four times a second. A right is asked for
at the moment something is done, whatever a screen has shown.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import Final

from kiosk.cabinet.workers import Job, Work
from kiosk.events import TerminalClosed
from kiosk.health import ClosedBy
from kiosk.journal import Facts, JournalError
from kiosk.staff import showing
from kiosk.staff.acting import Acting
from kiosk.staff.attendance import Attendance
from kiosk.staff.gesture import CORNERS, Corner, Gesture
from kiosk.staff.glass import STAFF_PAGES, Glass
from kiosk.staff.means import Means
from kiosk.staff.page import Act, Done, Page, Where
from kiosk.staff.pages.modes import MODE
from kiosk.staff.patience import (
    BEAT_S,
    DOOR_S,
    DRAWN_S,
    HARD_S,
    IDLE_S,
    LOCKED_S,
    MOST_TYPED,
    TELLS_S,
    Entering,
    Purpose,
    Signed,
    way_for,
)
from kiosk.staff.presence import CardSeen
from kiosk.staff.rights import Rights, Role
from kiosk.staff.tries import Tries
from kiosk.staff.way_in import Entered, Refused, Step
from kiosk.staff_view import Tone
from kiosk.taps import Chosen, CornerTouched, Digit, Erased, Left, Tap, TapOnPage, WentBack, WentOn
from kiosk.view import Language, Theme

log = logging.getLogger(__name__)

STAFF: Final = "staff"
"""The worker."""
LANGUAGES: Final[tuple[Language, ...]] = ("zh-Hans", "zh-Hant", "en")
THEMES: Final[tuple[Theme, ...]] = ("day", "night", "contrast")
CLOSED_KEY = "staff_here"
"""Text key of what residents read while staff work; they see it only if staff leave in a mode that serves nobody."""


class Desk:
    """Who of the staff is there, and what they do.

    Args:
        means: everything at hand.
        pages: of the menu.
        rights: who may do what.
        tries: errors at the door.
        glass: to show on.
        on_desk: gives work to the desk's worker.
        is_free: whether no visit runs.
    """

    def __init__(
        self,
        means: Means,
        pages: tuple[Page, ...],
        rights: Rights,
        tries: Tries,
        glass: Glass,
        on_desk: Callable[[Work], Job],
        is_free: Callable[[], bool],
    ) -> None:
        self._means = means
        self._pages = {page.name: page for page in pages}
        self._rights = rights
        self._tries = tries
        self._glass = glass
        self._on_desk = on_desk
        self._is_free = is_free
        self._gesture = Gesture(means.clock.monotonic, self._wanted_corners)
        self._attendance = Attendance(means, on_desk, self._carded)
        self._acting = Acting(on_desk, self._ended)
        self._entering: Entering | None = None
        self._signed: Signed | None = None
        self._where = Where()
        self._asked: Act | None = None
        self._busy: tuple[str, str] | None = None
        """Deed and words of what is under way."""
        self._notice = ""
        self._tone: Tone = "plain"
        self._theme: Theme = "day"
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
        if not self._is_mode_told:
            self._is_mode_told = True
            self._tell_mode()
        if self._entering is None and self._signed is None:
            return BEAT_S
        now = self._means.clock.monotonic()
        if self._entering is not None:
            self._beat_at_door(self._entering, now)
        elif self._signed is not None:
            self._beat_inside(self._signed, now)
        if now - self._drawn >= DRAWN_S:
            self._show()
        return BEAT_S

    def _wanted_corners(self) -> tuple[Corner, ...]:
        """With the service door open, which takes a key, one corner is enough to reach the PIN."""
        is_open = bool(self._means.terminal().health.closings.get(ClosedBy.DOOR))
        return CORNERS[:1] if is_open else CORNERS

    def _corner(self, corner: Corner) -> None:
        """A visit is never interrupted: the door is there when it has ended."""
        is_made = self._gesture.touched(corner)
        if is_made and self._is_free() and self._entering is None and self._signed is None:
            self._open_door("enter")

    def _open_door(self, purpose: Purpose, act: Act | None = None) -> None:
        self._attendance.begin(anew=True)
        has_reader = self._attendance.has_reader
        way = way_for(purpose, self._means, self._tries, self._signed, has_reader=has_reader)
        self._entering = Entering(way, purpose, act)
        self._turn()
        self._show()

    def _beat_at_door(self, entering: Entering, now: float) -> None:
        if now - self._touched > (LOCKED_S if entering.purpose == "unlock" else DOOR_S):
            if entering.purpose == "second":
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
                    self._leave("")
                    return
                self._passed(entering, Signed(account.number, account.role, how == "card", self._now()))

    def _passed(self, entering: Entering, somebody: Signed) -> None:
        act = entering.act
        if entering.purpose == "second" and act is not None:
            self._entering = None
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

    def _first_page(self, role: Role) -> str:
        return next(name for name, page in self._pages.items() if self._rights.may(role, page.needs))

    def _inside(self, notice: str, tone: Tone) -> None:
        self._entering, self._notice, self._tone = None, notice, tone
        self._turn()

    def _beat_inside(self, signed: Signed, now: float) -> None:
        if now - signed.since_s > HARD_S:
            self._leave("hours")
            return
        if now - self._touched > IDLE_S:
            self._lock("idle")
            return
        if signed.is_by_card:
            self._attendance.look_for_card()
        if self._attendance.is_away():
            self._lock("away")

    def _lock(self, why: str) -> None:
        signed = self._signed
        if signed is not None:
            self._write("staff-left", {"account": signed.number, "reason": f"locked_{why}"})
            self._asked = None
            self._open_door("unlock")

    def _leave(self, why: str) -> None:
        """Nobody of the staff is there any more: the glass is the residents' again."""
        signed = self._signed
        if signed is not None:
            self._write("staff-left", {"account": signed.number, "reason": why})
            self._tell_mode()
        self._entering = self._signed = self._asked = self._busy = None
        self._notice, self._tone, self._where = "", "plain", Where()
        self._means = self._means.in_language(LANGUAGES[0])
        self._theme = "day"
        self._glass.give_back()

    def _tell_mode(self) -> None:
        self._means.post(TerminalClosed(self._means.book.value(MODE)[0], ClosedBy.STAFF))

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
                self._inside("", "plain")
            case WentBack() | Left():
                self._leave("left")

    def _tapped_inside(self, signed: Signed, tap: Tap) -> None:
        if isinstance(tap, Left):
            self._leave("left")
            return
        if self._busy is not None:
            return
        if self._asked is not None:
            self._answered(self._asked, tap)
            return
        self._notice, self._tone = "", "plain"
        match tap:
            case Digit(digit):
                self._where = replace(self._where, typed=(self._where.typed + digit)[:MOST_TYPED])
            case Erased():
                self._where = replace(self._where, typed=self._where.typed[:-1])
            case Chosen("language"):
                self._means = self._means.in_language(showing.next_of(LANGUAGES, self._means.language))
            case Chosen("theme"):
                self._theme = showing.next_of(THEMES, self._theme)
            case Chosen(wanted) if wanted.startswith("page:"):
                _, name, *picked = wanted.split(":")
                self._go(signed, Where(name, "".join(picked)))
            case Chosen(wanted):
                asked = self._pages[self._where.page].take(self._means, self._where, wanted)
                if isinstance(asked, Where):
                    self._go(signed, asked)
                elif asked is not None:
                    self._wants(signed, asked)

    def _go(self, signed: Signed, where: Where) -> None:
        page = self._pages.get(where.page)
        if page is not None and self._rights.may(signed.role, page.needs):
            self._where = where
            self._turn()
        elif page is not None:
            self._refuse(signed, page.needs)

    def _refuse(self, signed: Signed, action: str) -> None:
        self._write("staff-refused", {"account": signed.number, "reason": f"right:{action}", "errors": 0})
        self._notice, self._tone = self._means.say("said.no_right"), "bad"

    def _wants(self, signed: Signed, act: Act) -> None:
        if not self._rights.may(signed.role, act.action):
            self._refuse(signed, act.action)
        elif act.title or self._rights.needs_two(act.action):
            self._asked = act
            self._turn()
        else:
            self._begin(act, second="")

    def _answered(self, act: Act, tap: Tap) -> None:
        if isinstance(tap, WentBack):
            self._asked = None
            self._turn()
        elif isinstance(tap, WentOn):
            self._asked = None
            if self._rights.needs_two(act.action):
                self._open_door("second", act)
            else:
                self._begin(act, second="")

    def _begin(self, act: Act, *, second: str) -> None:
        """Written down, then done, on the worker of the device that it moves."""
        signed = self._signed
        if signed is None or not self._rights.may(signed.role, act.action):
            raise AssertionError("an act is begun by somebody who may")
        facts: Facts = {
            "account": signed.number,
            "role": signed.role.value,
            "second": second,
            "action": act.action,
            "about": act.about,
        }
        try:
            deed = self._acting.intend(self._means, facts)
        except JournalError:
            self._inside(self._means.say("said.journal_broken"), "bad")
            return
        self._entering = None
        self._busy = (deed, self._means.say("said.busy"))
        self._notice = ""
        self._turn()
        if act.worker:
            self._show()
        self._acting.carry_out(self._means, deed, act)

    def _ended(self, deed: str, done: Done) -> None:
        if self._busy is None or self._busy[0] != deed:
            return
        self._busy = None
        self._notice, self._tone = done.said, done.tone
        self._where = done.then or self._where
        self._turn()
        self._show()

    def _turn(self) -> None:
        """Whatever is touched now was meant for what stood there before."""
        self._page += 1
        self._touched = self._now()

    def _show(self) -> None:
        self._drawn = self._now()
        frame = showing.Frame(self._means, self._page, self._theme, self._notice, self._tone)
        if self._entering is not None:
            self._glass.show_staff(showing.door(frame, self._entering.way, self._entering.purpose))
        elif self._signed is not None:
            left_s = IDLE_S - (self._now() - self._touched)
            at = showing.At(
                self._signed,
                self._where,
                self._busy[1] if self._busy is not None else "",
                self._asked,
                self._means.say("locks_in", seconds=ceil(left_s)) if left_s < TELLS_S else "",
            )
            self._glass.show_staff(showing.page(frame, self._pages, self._rights, at))

    def _carded(self, seen: CardSeen) -> None:
        entering = self._entering
        if entering is not None and entering.way.step in (Step.CARD, Step.PIN):
            if seen.number:
                entering.way.carded(seen.number)
            elif entering.way.step is Step.PIN and self._attendance.has_reader:
                entering.way.card_gone()
            self._turn()
            self._show()
        elif self._signed is not None and self._signed.is_by_card and entering is None and not seen.is_there:
            self._lock("away")
            self._show()

    def _now(self) -> float:
        return self._means.clock.monotonic()

    def _write(self, kind: str, facts: Facts) -> bool:
        try:
            self._means.journal.write(kind, "", facts)
        except JournalError as error:
            log.warning("the journal takes nothing: %s", error)
            return False
        return True
