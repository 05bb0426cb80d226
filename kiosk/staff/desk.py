"""The staff's own small workflow: door, pages, acts. Beside the visits, and only while none runs.

Everything here happens on one worker: touches are queued to it, and it beats four times a second. A right is asked for
at the moment something is done, whatever a screen has shown.
"""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from math import ceil
from typing import Final, Literal

from drivers.faults import DeviceError
from drivers.outcome import Outcome
from kiosk.cabinet.workers import Job, Work
from kiosk.events import TerminalClosed
from kiosk.health import ClosedBy
from kiosk.journal import Facts, JournalError
from kiosk.staff import showing
from kiosk.staff.gesture import CORNERS, Corner, Gesture
from kiosk.staff.glass import STAFF_PAGES, Glass
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Page, Where
from kiosk.staff.pages.modes import MODE
from kiosk.staff.presence import CardSeen, CardSlot, Sensor
from kiosk.staff.rights import Rights, Role
from kiosk.staff.tries import Tries
from kiosk.staff.way_in import Entered, Refused, Step, WayIn
from kiosk.staff_view import Tone
from kiosk.taps import Chosen, CornerTouched, Digit, Erased, Left, Tap, TapOnPage, WentBack, WentOn
from kiosk.view import Language, Theme

log = logging.getLogger(__name__)

STAFF: Final = "staff"
"""The worker."""
BEAT_S = 0.25
IDLE_S = 180.0
"""Issue: three minutes without a touch lock the screen."""
HARD_S = 12 * 3600.0
"""Issue: after twelve hours everybody signs in anew."""
LOCKED_S = 120.0
"""So long a locked page waits for its person; then it is gone, and residents are served again (our choice)."""
DOOR_S = 45.0
"""So long the door stands on the glass untouched (our choice: a resident who got there is not kept waiting)."""
AWAY_S = 15.0
"""Nobody before the sensor for so long has walked away; fetching a tool from the floor takes less (our choice)."""
TELLS_S = 30.0
"""From then on the page says that it is about to lock."""
CARD_LOOK_S = 1.0
DRAWN_S = 1.0
"""A page is drawn anew so often while nobody touches it: what it shows lives."""
LANGUAGES: Final[tuple[Language, ...]] = ("zh-Hans", "zh-Hant", "en")
THEMES: Final[tuple[Theme, ...]] = ("day", "night", "contrast")
CLOSED_KEY = "staff_here"
"""Text key of what residents read while staff work; they see it only if staff leave in a mode that serves nobody."""
Purpose = Literal["enter", "second", "unlock"]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who works here."""

    number: str
    role: Role
    is_by_card: bool
    since_s: float


@dataclass(frozen=True, slots=True)
class Entering:
    """Somebody stands at the door."""

    way: WayIn
    purpose: Purpose
    act: Act | None = None
    """What the second person is asked for."""


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
        self._slot = self._make_slot()
        self._sensor = self._make_sensor()
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
        self._touched = self._card_asked = self._sensed = self._drawn = means.clock.monotonic()
        self._was_sensed = False
        self._is_mode_told = False

    # -- from other threads ---------------------------------------------------------------------------------------

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

    # -- the door -------------------------------------------------------------------------------------------------

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
        signed = self._signed
        way = WayIn(
            self._means.accounts,
            self._tries,
            self._means.book,
            self._means.clock,
            self._has_reader,
            only=signed.number if signed is not None and purpose == "unlock" else "",
            never=signed.number if signed is not None and purpose == "second" else "",
        )
        if self._slot is not None:
            self._slot.forget()
        self._entering = Entering(way, purpose, act)
        self._turn()
        self._show()

    def _has_reader(self) -> bool:
        return self._slot is not None and self._means.terminal().health.has("smart_card")

    def _beat_at_door(self, entering: Entering, now: float) -> None:
        if now - self._touched > (LOCKED_S if entering.purpose == "unlock" else DOOR_S):
            if entering.purpose == "second":
                self._inside(self._means.say("said.second_missing"), "careful")
            else:
                self._leave("idle" if self._signed is not None else "")
            return
        self._look_for_card(now)

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
        self._was_sensed = False
        self._inside("", "plain")

    def _first_page(self, role: Role) -> str:
        return next(name for name, page in self._pages.items() if self._rights.may(role, page.needs))

    # -- inside ---------------------------------------------------------------------------------------------------

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
            self._look_for_card(now)
        if self._sensor is not None:
            self._sensor.ask()
            if self._was_sensed and now - self._sensed > AWAY_S:
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

    # -- touches --------------------------------------------------------------------------------------------------

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
                self._turn_if(self._entering is entering and entering.way.step is not step)
            case Erased():
                entering.way.erased()
            case WentOn():
                self._judged(entering, entering.way.went_on())
                self._turn_if(self._entering is entering)
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
                at = LANGUAGES.index(self._means.language)
                self._means = self._means.in_language(LANGUAGES[(at + 1) % len(LANGUAGES)])
            case Chosen("theme"):
                self._theme = THEMES[(THEMES.index(self._theme) + 1) % len(THEMES)]
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

    # -- acts -----------------------------------------------------------------------------------------------------

    def _begin(self, act: Act, *, second: str) -> None:
        """Written down, then done, on the worker of the device that it moves."""
        signed = self._signed
        if signed is None or not self._rights.may(signed.role, act.action):
            raise AssertionError("an act is begun by somebody who may")
        deed = secrets.token_hex(16)
        facts: Facts = {
            "account": signed.number,
            "role": signed.role.value,
            "second": second,
            "action": act.action,
            "about": act.about,
        }
        try:
            self._means.journal.intend(deed, "staff-act", facts)
        except JournalError:
            self._inside(self._means.say("said.journal_broken"), "bad")
            return
        self._busy = (deed, self._means.say("said.busy"))
        self._notice = ""
        self._turn()
        if not act.worker:
            self._settle(deed, self._did(act))
            return
        self._show()
        self._means.workers[act.worker].submit(lambda _: self._later(deed, self._did(act)))

    def _later(self, deed: str, done: Done) -> None:
        """On the device's worker."""
        self._on_desk(lambda _: self._settle(deed, done))

    def _did(self, act: Act) -> Done:
        means = self._means
        try:
            return act.do()
        except DeviceError as error:
            cure = means.texts.text(means.language, f"staff.{error.fault.value}")
            return Done(means.say("said.failed", cure=cure), "bad", outcome="not_done")
        except ActError as error:
            return Done(str(error), "bad", outcome="not_done")
        except JournalError:
            return Done(means.say("said.journal_broken"), "bad", outcome="unknown")

    def _settle(self, deed: str, done: Done) -> None:
        with suppress(JournalError):
            # Recovery settles an act that was left open: as unknown, which is what it is then.
            self._means.journal.settle(deed, "staff-act", Outcome(done.outcome), {})
        if self._busy is None or self._busy[0] != deed:
            return
        self._busy = None
        self._notice, self._tone = done.said, done.tone
        self._where = done.then or self._where
        self._turn()
        self._show()

    # -- the glass ------------------------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Whatever is touched now was meant for what stood there before."""
        self._page += 1
        self._touched = self._now()

    def _turn_if(self, is_other: bool) -> None:  # noqa: FBT001  as _turn
        if is_other:
            self._turn()

    def _show(self) -> None:
        self._drawn = self._now()
        frame = showing.Frame(self._means, self._page, self._theme, self._notice, self._tone)
        if self._entering is not None:
            self._glass.show_staff(showing.door(frame, self._entering.way, self._entering.purpose))
        elif self._signed is not None:
            signed = self._signed
            page = self._pages[self._where.page]
            left_s = IDLE_S - (self._now() - self._touched)
            self._glass.show_staff(
                showing.page(
                    frame,
                    tuple(self._pages.values()),
                    self._rights,
                    signed.role,
                    signed.number,
                    self._where,
                    page.look(self._means, self._where),
                    busy=self._busy[1] if self._busy is not None else "",
                    asked=self._asked,
                    locks_in=self._means.say("locks_in", seconds=ceil(left_s)) if left_s < TELLS_S else "",
                )
            )

    # -- card and sensor ------------------------------------------------------------------------------------------

    def _make_slot(self) -> CardSlot | None:
        reader, worker = self._means.devices.smart_card, self._means.workers.get("smart_card")
        if reader is None or worker is None:
            return None
        return CardSlot(reader, worker.submit, lambda seen: self._carded_soon(seen))

    def _make_sensor(self) -> Sensor | None:
        module, settings = self._means.devices.io_module, self._means.settings.io_module
        if module is None or settings is None or "presence" not in settings.inputs:
            return None
        worker = self._means.workers["io_module"]
        return Sensor(module, worker.submit, lambda is_there: self._sensed_soon(is_there=is_there))

    def _look_for_card(self, now: float) -> None:
        if self._slot is not None and now - self._card_asked >= CARD_LOOK_S:
            self._card_asked = now
            self._slot.ask()

    def _carded_soon(self, seen: CardSeen) -> None:
        """On the reader's worker."""
        self._on_desk(lambda _: self._carded(seen))

    def _carded(self, seen: CardSeen) -> None:
        entering = self._entering
        if entering is not None and entering.way.step in (Step.CARD, Step.PIN):
            if seen.number:
                entering.way.carded(seen.number)
            elif entering.way.step is Step.PIN and self._has_reader():
                entering.way.card_gone()
            self._turn()
            self._show()
        elif self._signed is not None and self._signed.is_by_card and entering is None and not seen.is_there:
            self._lock("away")
            self._show()

    def _sensed_soon(self, *, is_there: bool) -> None:
        """On the module's worker."""
        self._on_desk(lambda _: self._sense(is_there=is_there))

    def _sense(self, *, is_there: bool) -> None:
        if is_there:
            self._was_sensed, self._sensed = True, self._now()

    # -- small ----------------------------------------------------------------------------------------------------

    def _now(self) -> float:
        return self._means.clock.monotonic()

    def _write(self, kind: str, facts: Facts) -> bool:
        try:
            self._means.journal.write(kind, "", facts)
        except JournalError as error:
            log.warning("the journal takes nothing: %s", error)
            return False
        return True


MOST_TYPED = 12
"""Digits of any number that staff type."""
