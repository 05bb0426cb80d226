"""What chapters share: somebody finds their item on its shelf, goes through it, and leaves the home screen behind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.demo.stage import RobotHand, Stage
from kiosk.hall.person import WAYS, LostError, Person, Seen
from kiosk.hall.visit import CORE_S, STEP_S, Report, collect, needed_by, wait_for_devices, wait_for_slip
from kiosk.journal import JOURNAL, Row, read_rows


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who comes, and for what."""

    item: str
    shelf: str
    """Group of the home screen where it stands."""
    citizen: str = ""
    answers: tuple[str, ...] = ()
    """What they type."""
    ways: tuple[str, ...] = WAYS
    """What they like to choose."""
    ear: Callable[[], str] = lambda: "none"


class Visiting:
    """One visitor before the risen stage, from the home screen and back to it.

    Args:
        stage: risen.
        out: folder of papers and pictures.
        visitor: who comes.
    """

    def __init__(self, stage: Stage, out: Path, visitor: Visitor) -> None:
        hall = stage.hall
        self._hall, self._out, self._visitor = hall, out, visitor
        self._hand: RobotHand = stage.robot(out)
        self._person = Person(
            visitor.item,
            visitor.citizen,
            answers=visitor.answers,
            ear=visitor.ear,
            ways=visitor.ways,
            hand=self._hand,
            tell=hall.tell,
            clock=hall.clock,
            meanwhile=hall.launcher.look,
        )

    def finds_item(self) -> None:
        """Waits until its shelf stands on the home screen and its devices are at work, and opens the shelf.

        Raises:
            LostError: it does not stand there.
        """
        shelf, item = self._visitor.shelf, self._visitor.item
        self._person.wait_for(
            lambda _: self._hand.offers(f"choice-{shelf}"), CORE_S, f"the shelf '{shelf}' on the home screen"
        )
        wait_for_devices(self._hall, needed_by(item))
        self._hand.press(f"choice-{shelf}")
        self._person.wait_for(
            lambda _: self._hand.offers(f"choice-{item}"), STEP_S, f"the item '{item}' on the shelf '{shelf}'"
        )

    def goes_through(self) -> Seen:
        """The visit itself.

        Returns:
            Its last screen.

        Raises:
            LostError: a screen did not come.
        """
        return self._person.visit(STEP_S)

    def takes_papers(self, *, has_slip: bool, reason: str = "") -> Report:
        """What came out.

        Args:
            has_slip: a slip belongs to it, which may still be printed.
            reason: title of the last screen where it did not come to its end.
        """
        if has_slip:
            wait_for_slip(self._hall)
        return collect(
            self._hall, item=self._visitor.item, steps=tuple(self._person.passed), reason=reason, out=self._out
        )

    def leaves(self, report: Report, *, by: str = "primary") -> Report:
        """Ends the visit by that control, and waits for the wipe.

        Returns:
            The report with the screens after it.

        Raises:
            LostError: the home screen did not come.
        """
        self._hand.press(by)
        self._person.wait_for(lambda seen: seen.screen == "home", STEP_S, "the home screen after the wipe")
        return replace(report, steps=tuple(self._person.passed))


def rows_that_name_nobody(stage: Stage, words: tuple[str, ...]) -> list[Row]:
    """The journal's rows.

    Args:
        stage: where the visit was.
        words: numbers and names of whoever came.

    Raises:
        LostError: one of them stands in a row.
    """
    rows = list(read_rows(stage.hall.state / JOURNAL))
    if any(word in row.written for row in rows for word in words):
        raise LostError("the journal names a person")
    return rows
