"""The search: what is typed or written so far, and what may be meant. The words are dropped with the visit."""

from dataclasses import replace
from typing import Final

from kiosk.choosing import Choosing, Finding
from kiosk.forms.form import Board
from kiosk.forms.writing import Writing, after
from kiosk.session import Session
from kiosk.taps import Tap, WentBack

FIND: Final = "find"
"""The choice of the home screen that opens it."""
MOST_TYPED: Final = 20
"""Characters of a search (our choice: the longest name of the catalogue has some 30, nobody types it out)."""
MOST_FOUND: Final = 24
"""More than three pages nobody turns: whoever has not found it types on (our choice)."""
BOARDS: Final[tuple[Board, ...]] = ("pinyin", "handwriting", "letters", "digits")


def opened(session: Session) -> Session:
    """With an empty search. Who reads English begins with letters."""
    board: Board = "letters" if session.look.language == "en" else "pinyin"
    return _with(session, Finding(Writing(board=board)), is_turned=True)


def took(session: Session, tap: Tap) -> Session | None:
    """What a key makes of it; None where no search is open, and for a tap that means something else."""
    finding = session.choosing.finding
    if finding is None:
        return None
    if isinstance(tap, WentBack):
        return _with(session, None, is_turned=True)
    aids = session.terminal.aids.in_script(session.look.language)
    writing = after(finding.writing, tap, aids, MOST_TYPED)
    if writing == finding.writing:
        return None
    wanted = written(writing)
    found = finding.found if wanted == written(finding.writing) else tuple(_found(session, wanted))
    return _with(session, Finding(writing, found), is_turned=False)


def written(writing: Writing) -> str:
    """What is looked for: letters that are no character yet count too."""
    return writing.text + writing.letters


def _found(session: Session, wanted: str) -> list[str]:
    catalogue = session.terminal.catalogue
    return [one.id for one in session.terminal.search.find(wanted, most=MOST_FOUND) if one.id in catalogue]


def _with(session: Session, finding: Finding | None, *, is_turned: bool) -> Session:
    choosing: Choosing = replace(session.choosing, finding=finding)
    return replace(session, choosing=choosing, turns=session.turns + is_turned, notice="")
