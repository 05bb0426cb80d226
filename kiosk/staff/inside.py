"""The staff's pages from inside: touches, rights at the moment of an act, one signature or two, and what is shown."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from math import ceil

from kiosk.cabinet.workers import Job, Work
from kiosk.journal import Facts, JournalError
from kiosk.staff import showing
from kiosk.staff.acting import Acting, holding
from kiosk.staff.attendance import Attendance
from kiosk.staff.glass import STAFF_PAGES, Glass
from kiosk.staff.means import Means
from kiosk.staff.page import CARD_STEP, Act, Done, Page, Where
from kiosk.staff.patience import IDLE_S, MOST_TYPED, TELLS_S, Entering, Purpose, Signed, wants_two
from kiosk.staff.presence import CardSeen
from kiosk.staff.rights import Rights, Role
from kiosk.staff_view import Tone
from kiosk.taps import Chosen, Digit, Erased, Left, Tap, WentBack, WentOn
from kiosk.view import Theme

log = logging.getLogger(__name__)


class Inside(ABC):
    """Somebody of the staff before a page: what they touch, ask for and sign.

    Args:
        means: everything at hand.
        pages: of the menu.
        rights: who may do what.
        glass: to show on.
        on_desk: gives work to the desk's worker.
    """

    def __init__(
        self,
        means: Means,
        pages: tuple[Page, ...],
        rights: Rights,
        glass: Glass,
        on_desk: Callable[[Work], Job],
    ) -> None:
        self._lone_hand = ""
        self._means = replace(means, lone_hand=lambda: self._lone_hand)
        self._pages = {page.name: page for page in pages}
        self._rights = rights
        self._glass = glass
        self._on_desk: Callable[[Work], Job] = lambda work: on_desk(holding(work, self._broke))
        self._attendance = Attendance(means, self._on_desk, self._carded)
        self._acting = Acting(self._on_desk, self._ended)
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

    @abstractmethod
    def _open_door(self, purpose: Purpose, act: Act | None = None) -> None:
        """Ask who it is."""

    @abstractmethod
    def _leave(self, why: str) -> None:
        """Nobody of the staff is there any more."""

    @abstractmethod
    def _carded(self, seen: CardSeen) -> None:
        """What lies in the reader has changed."""

    @abstractmethod
    def _broke(self, error: Exception) -> None:
        """Something failed that nobody foresaw."""

    def _tapped_inside(self, signed: Signed, tap: Tap) -> None:
        if isinstance(tap, Left):
            self._leave("left")
            return
        if self._busy is not None or self._waits_for_card(tap):
            return
        if self._asked is not None:
            self._answered(signed, self._asked, tap)
            return
        self._notice, self._tone = "", "plain"
        match tap:
            case Digit() | Erased():
                self._typed(tap)
            case Chosen("language"):
                self._means = self._means.in_language(showing.next_of(showing.LANGUAGES, self._means.language))
            case Chosen("theme"):
                self._theme = showing.next_of(showing.THEMES, self._theme)
            case Chosen(wanted) if wanted.startswith("page:"):
                _, name, *picked = wanted.split(":")
                self._go(signed, Where(name, "".join(picked)))
            case Chosen(wanted):
                asked = self._pages[self._where.page].take(self._means, self._where, wanted)
                if isinstance(asked, Where):
                    self._go(signed, asked)
                elif asked is not None:
                    self._wants(signed, asked)

    def _waits_for_card(self, tap: Tap) -> bool:
        """Until the card of whoever works here is back, only an answer or going back is heard."""
        is_back = self._where.step == CARD_STEP and tap == Chosen("back")
        return self._attendance.is_card_due and self._asked is None and not is_back

    def _typed(self, key: Digit | Erased) -> None:
        typed = self._where.typed
        typed = (typed + key.digit)[:MOST_TYPED] if isinstance(key, Digit) else typed[:-1]
        self._where = replace(self._where, typed=typed)

    def _go(self, signed: Signed, where: Where) -> None:
        page = self._pages.get(where.page)
        if page is not None and self._rights.may(signed.role, page.needs):
            self._where = where
            if where.step == CARD_STEP:
                self._attendance.begin(anew=True)
            self._turn()
        elif page is not None:
            self._refuse(signed, page.needs)

    def _refuse(self, signed: Signed, action: str) -> None:
        self._write("staff-refused", {"account": signed.number, "reason": f"right:{action}", "errors": 0})
        self._notice, self._tone = self._means.say("said.no_right"), "bad"

    def _wants(self, signed: Signed, act: Act) -> None:
        if not self._rights.may(signed.role, act.action):
            self._refuse(signed, act.action)
        elif act.title or self._wants_two(signed, act):
            self._asked = act
            self._turn()
        else:
            self._begin(act)

    def _wants_two(self, signed: Signed, act: Act) -> bool:
        by_card = self._attendance.has_reader_for_second
        return wants_two(self._rights, self._means, signed, act.action, by_card=by_card)

    def _answered(self, signed: Signed, act: Act, tap: Tap) -> None:
        if isinstance(tap, WentBack):
            self._asked = None
            self._turn()
        elif isinstance(tap, WentOn):
            self._asked = None
            if self._wants_two(signed, act):
                self._open_door("second", act)
            else:
                self._begin(act)

    def _begin(self, act: Act, *, second: str = "") -> None:
        """Written down, then done, on the worker of the device that it moves."""
        signed = self._signed
        if signed is None or not self._rights.may(signed.role, act.action):
            raise AssertionError("an act is begun by somebody who may")
        self._lone_hand = "" if second else signed.hand
        try:
            deed = self._acting.intend(self._means, signed, act, second=second)
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
        if done.leaves:
            self._leave(done.leaves)
            return
        self._notice, self._tone = done.said, done.tone
        self._where = done.then or self._where
        self._turn()
        self._show()

    def _first_page(self, role: Role) -> str:
        return next(name for name, page in self._pages.items() if self._rights.may(role, page.needs))

    def _inside(self, notice: str, tone: Tone) -> None:
        self._entering, self._notice, self._tone = None, notice, tone
        self._turn()

    def _second_gone(self) -> None:
        """The second person's card is nobody's presence: that of whoever works here comes back, or the page locks."""
        self._attendance.begin(anew=True)
        if self._signed is not None and self._signed.card:
            self._attendance.card_lent()

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
            at = showing.At(
                self._signed,
                self._where,
                self._busy[1] if self._busy is not None else "",
                self._asked,
                self._asked is not None and self._wants_two(self._signed, self._asked),
                self._locks_in(self._signed),
            )
            self._glass.show_staff(showing.page(frame, self._pages, self._rights, at))

    def _locks_in(self, signed: Signed) -> str:
        if self._attendance.is_card_due:
            left_s = max(0, ceil(self._attendance.card_due_s))
            return self._means.say("card_back", number=signed.number, seconds=left_s)
        left_s = ceil(IDLE_S - (self._now() - self._touched))
        return self._means.say("locks_in", seconds=left_s) if left_s < TELLS_S else ""

    def _now(self) -> float:
        return self._means.clock.monotonic()

    def _write(self, kind: str, facts: Facts) -> bool:
        try:
            self._means.journal.write(kind, "", facts)
        except JournalError as error:
            log.warning("the journal takes nothing: %s", error)
            return False
        return True
