"""The staff's pages from inside: what somebody touches and asks for there, rights at that moment, and what is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil

from kiosk.staff import showing
from kiosk.staff.acting import noted
from kiosk.staff.attendance import Attendance
from kiosk.staff.means import Means
from kiosk.staff.page import CARD_STEP, Act, Done, Page, Where
from kiosk.staff.patience import IDLE_S, MOST_TYPED, TELLS_S, Signed, wants_two
from kiosk.staff.rights import Rights
from kiosk.staff_view import Tone
from kiosk.taps import Chosen, Digit, Erased, Left, Tap, WentBack, WentOn
from kiosk.view import Theme, View


@dataclass(frozen=True, slots=True)
class Signing:
    """An act that whoever is inside has asked for and may do."""

    act: Act
    is_by_two: bool
    """Whether a second person has to sign."""


class Inside:
    """Somebody of the staff before a page; the desk does what they ask for.

    Args:
        signed: who.
        means: everything at hand.
        pages: of the menu, by name.
        rights: who may do what.
        attendance: whose card lies in the reader.
        turn: called when something else stands on the glass.
    """

    def __init__(
        self,
        signed: Signed,
        means: Means,
        pages: Mapping[str, Page],
        rights: Rights,
        attendance: Attendance,
        turn: Callable[[], None],
    ) -> None:
        self._signed = signed
        self._lone_hand = ""
        self._means = replace(means, lone_hand=lambda: self._lone_hand)
        self._pages = pages
        self._rights = rights
        self._attendance = attendance
        self._turn = turn
        self._where = Where(page=self._first_page())
        self._asked: Act | None = None
        self._busy: tuple[str, str] | None = None
        """Deed and words of what is under way."""
        self._notice = ""
        self._tone: Tone = "plain"
        self._theme: Theme = "day"

    @property
    def signed(self) -> Signed:
        """Who it is."""
        return self._signed

    @property
    def means(self) -> Means:
        """In the language that they chose."""
        return self._means

    @property
    def waits_for_card(self) -> bool:
        """Whether the page waits for a card that is to be given to somebody."""
        return self._where.step == CARD_STEP

    def came_back(self, somebody: Signed) -> None:
        """The same person has signed in anew; they have been here since they came first."""
        self._signed = replace(somebody, since_s=self._signed.since_s)

    def tapped(self, tap: Tap) -> Signing | Left | None:
        """What touching that asks of the desk."""
        if isinstance(tap, Left):
            return tap
        if self._busy is not None or self._is_held(tap):
            return None
        if self._asked is not None:
            return self._answered(self._asked, tap)
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
                self._go(Where(name, "".join(picked)))
            case Chosen(wanted):
                asked = self._pages[self._where.page].take(self._means, self._where, wanted)
                if isinstance(asked, Where):
                    self._go(asked)
                elif asked is not None:
                    return self._wants(asked)
        return None

    def carded(self, card: str) -> Signing | None:
        """What putting in another card asks of the desk; empty for none that is the staff's."""
        act = self._pages[self._where.page].carded(self._means, self._where, card) if card else None
        return self._wants(act) if act is not None and self._asked is None and self._busy is None else None

    def begins(self, deed: str) -> None:
        """That deed is under way; nothing else is done until it has ended."""
        self._busy = (deed, self._means.say("said.busy"))
        self._notice = ""

    def signs(self, *, alone: bool) -> None:
        """Whose hand the next act is: theirs alone, or that of two."""
        self._lone_hand = self._signed.hand if alone else ""

    def is_at(self, deed: str) -> bool:
        """Whether it is that deed that is under way."""
        return self._busy is not None and self._busy[0] == deed

    def ended(self, done: Done) -> None:
        """What was under way has ended, and they stay."""
        self._busy = None
        self._notice, self._tone = done.said, done.tone
        self._where = done.then or self._where

    @property
    def notice(self) -> str:
        """What became true last, in words."""
        return self._notice

    def says(self, key: str, tone: Tone = "plain") -> None:
        """A word above the page; an empty key takes the last one away."""
        self._notice, self._tone = self._means.say(key) if key else "", tone

    def unasked(self) -> None:
        """What was asked is asked no longer."""
        self._asked = None

    def begin_anew(self) -> None:
        """On the first page, with nothing under way."""
        self._where, self._busy = Where(page=self._first_page()), None

    def frame(self, page: int) -> showing.Frame:
        """What a View has of them, the door's too."""
        return showing.Frame(self._means, page, self._theme, self._notice, self._tone)

    def view(self, page: int, idle_s: float) -> View:
        """Their page.

        Args:
            page: its number.
            idle_s: since when nobody touched anything.
        """
        at = showing.At(
            self._signed,
            self._where,
            self._busy[1] if self._busy is not None else "",
            self._asked,
            self._asked is not None and self._is_by_two(self._asked),
            self._locks_in(idle_s),
        )
        return showing.page(self.frame(page), self._pages, self._rights, at)

    def _first_page(self) -> str:
        return next(name for name, page in self._pages.items() if self._rights.may(self._signed.role, page.needs))

    def _is_held(self, tap: Tap) -> bool:
        """Until the card of whoever works here is back, only an answer or going back is heard."""
        is_back = self.waits_for_card and tap == Chosen("back")
        return self._attendance.is_card_due and self._asked is None and not is_back

    def _typed(self, key: Digit | Erased) -> None:
        typed = self._where.typed
        typed = (typed + key.digit)[:MOST_TYPED] if isinstance(key, Digit) else typed[:-1]
        self._where = replace(self._where, typed=typed)

    def _go(self, where: Where) -> None:
        page = self._pages.get(where.page)
        if page is not None and self._rights.may(self._signed.role, page.needs):
            self._where = where
            if self.waits_for_card:
                self._attendance.begin(anew=True)
            self._turn()
        elif page is not None:
            self._refuse(page.needs)

    def _refuse(self, action: str) -> None:
        refused(self._means, self._signed, action)
        self.says("said.no_right", "bad")

    def _wants(self, act: Act) -> Signing | None:
        if not self._rights.may(self._signed.role, act.action):
            self._refuse(act.action)
        elif act.title or self._is_by_two(act):
            self._asked = act
            self._turn()
        else:
            return Signing(act, is_by_two=False)
        return None

    def _answered(self, act: Act, tap: Tap) -> Signing | None:
        match tap:
            case WentBack():
                self._asked = None
                self._turn()
            case WentOn():
                self._asked = None
                return Signing(act, self._is_by_two(act))
        return None

    def _is_by_two(self, act: Act) -> bool:
        by_card = self._attendance.has_reader_for_second
        return wants_two(self._rights, self._means, self._signed, act.action, by_card=by_card)

    def _locks_in(self, idle_s: float) -> str:
        if self._attendance.is_card_due:
            left_s = max(0, ceil(self._attendance.card_due_s))
            return self._means.say("card_back", number=self._signed.number, seconds=left_s)
        left_s = ceil(IDLE_S - idle_s)
        return self._means.say("locks_in", seconds=left_s) if left_s < TELLS_S else ""


def refused(means: Means, signed: Signed, action: str) -> None:
    """Write down that somebody asked for what they have no right to."""
    noted(means, "staff-refused", {"account": signed.number, "reason": f"right:{action}", "errors": 0})
