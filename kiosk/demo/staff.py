"""Chapter `staff`: somebody of the maintenance signs in, looks at the devices, tests one, and leaves."""

from pathlib import Path

from drivers.outcome import Outcome
from kiosk.demo.stage import RobotHand, Stage
from kiosk.hall.person import LostError, Passed, Seen
from kiosk.hall.staff_people import PEOPLE
from kiosk.hall.visit import CORE_S, STEP_S, Report
from kiosk.journal import JOURNAL, read_rows
from kiosk.staff.gesture import CORNERS

DEVICE = "receipt_printer"
"""Its self-test prints a slip."""


class Shift:
    """The robot as somebody of the staff.

    Args:
        stage: risen.
        hand: presses.
    """

    def __init__(self, stage: Stage, hand: RobotHand) -> None:
        self._stage = stage
        self._hand = hand
        self._clock = stage.hall.clock
        self._began = self._clock.monotonic()
        self.passed: list[Passed] = []

    @property
    def ms(self) -> int:
        """Since the shift began."""
        return round((self._clock.monotonic() - self._began) * 1000)

    def until(self, screen: str, what: str, offers: str = "", *, beyond: int = -1) -> Seen:
        """Wait for a screen.

        Args:
            screen: its name.
            what: of the one that is waited for, in words.
            offers: what can be touched there.
            beyond: number of a page before it.

        Raises:
            LostError: it did not come.
        """
        deadline = self._clock.monotonic() + (STEP_S if self.passed else CORE_S)
        while True:
            seen = self._hand.newest()
            is_there = seen is not None and seen.screen == screen and seen.page > beyond
            if seen is not None and is_there and (not offers or self._hand.offers(offers)):
                self.passed.append(Passed(screen, seen.title, self.ms, seen.shot))
                return seen
            if self._clock.monotonic() > deadline:
                shows = f"{seen.screen} ({seen.title})" if seen is not None else "nothing"
                raise LostError(f"waited for {what}; the screen shows {shows}")
            self._stage.hall.launcher.look()
            self._clock.pause(0.02)

    def sign_in(self) -> None:
        """By card and PIN where a card reader could be set up; otherwise by number, PIN and one-time code."""
        somebody, hall = PEOPLE[0], self._stage.hall
        for corner in CORNERS:
            self._hand.press(f"corner-{corner}")
        if "smart_card" in hall.missing:
            self.until("staff_door", "the staff's door", offers="digit-1")
            self._type(somebody.number)
            self._hand.press("primary")
            self.until("staff_door", "the question for the PIN")
            self._type(somebody.pin)
            self.until("staff_door", "the question for the code")
            self._type(somebody.code(self._clock.now()))
        else:
            self.until("staff_door", "the staff's door")
            hall.tell("smart_card", "insert", kind="staff", number=somebody.card)
            self.until("staff_door", "the question for the PIN", offers="digit-1")
            self._type(somebody.pin)
        self.until("staff", "the overview")

    def _type(self, digits: str) -> None:
        for digit in digits:
            self._hand.press(f"digit-{digit}")

    def open(self, choice: str, what: str, offers: str) -> Seen:
        """Touch something that leads on."""
        self._hand.press(f"choice-{choice}")
        return self.until("staff", what, offers=offers)


def play(stage: Stage, out: Path) -> Report:
    """The gesture, card and PIN, overview, devices, a self-test, and home again; the books show who did what.

    Raises:
        LostError: a screen did not come, or the books do not say so.
    """
    hall = stage.hall
    hand = stage.robot(out)
    shift = Shift(stage, hand)
    shift.until("home", "the home screen")
    shift.sign_in()
    shift.open("page:devices", "the devices", f"choice-{DEVICE}")
    before = shift.open(DEVICE, "one device", "choice-test")
    hand.press("choice-test")
    deadline = hall.clock.monotonic() + STEP_S
    while not _settled(stage):
        if hall.clock.monotonic() > deadline:
            raise LostError("waited for the self-test to end")
        hall.launcher.look()
        hall.clock.pause(0.05)
    # The page after it says that the test is under way, the next one what it found.
    shift.until("staff", "what the self-test found", offers="choice-test", beyond=before.page + 1)
    hand.press("staff-leave")
    shift.until("home", "the home screen after the staff have left")
    rows = list(read_rows(hall.state / JOURNAL))
    entered = [row.facts for row in rows if row.kind == "staff-entered"]
    acts = [row.facts["action"] for row in rows if row.kind == "staff-act-intended"]
    outcomes = [row.facts["outcome"] for row in rows if row.kind == "staff-act-settled"]
    left = [row.facts["reason"] for row in rows if row.kind == "staff-left"]
    if len(entered) != 1 or acts != ["test-device"] or left != ["left"]:
        raise LostError(f"the journal shows {len(entered)} sign-ins, the acts {acts} and the ends {left}")
    outcome = Outcome(outcomes[0])
    reason = "" if outcome is Outcome.DONE else "the self-test found something"
    return Report("staff", outcome, reason, "answer", 0, (), None, tuple(shift.passed), shift.ms)


def _settled(stage: Stage) -> bool:
    return any(row.kind == "staff-act-settled" for row in read_rows(stage.hall.state / JOURNAL))
