"""The loop while nobody is there: pictures with a word each, what the city says of itself, and what is announced."""

from dataclasses import dataclass

from config.texts import Texts
from kiosk.announcements import city_lines
from kiosk.session import Session

PICTURES = ("hall", "where_card", "where_take", "two_people")
"""Of screens/qml/Attract.qml, in the order of their words."""
HALL = 0


@dataclass(frozen=True, slots=True)
class LoopTurn:
    """What stands there for a while."""

    picture: int
    """Of PICTURES."""
    words: str


def turn(texts: Texts, session: Session) -> LoopTurn:
    """Whose turn it is."""
    turns = turns_of(texts, session)
    return turns[session.scene % len(turns)]


def turns_of(texts: Texts, session: Session) -> tuple[LoopTurn, ...]:
    """All of one round: what is announced stands between the pictures, so that nobody waits a round for it."""
    language, told = session.look.language, session.terminal.told
    words = texts.words(language, "attract")
    pictures = [number for number, name in enumerate(PICTURES) if name not in told.scenes_off] or [HALL]
    shown: list[tuple[int | None, str]] = [(number, words[f"scene_{number}"]) for number in pictures]
    shown += [(None, line) for line in city_lines(session.terminal.city, language)]
    said = [one.said(language) for one in told.announcements]
    round_: list[tuple[int | None, str]] = []
    for place, one in enumerate(shown):
        round_ += [one, *([(None, said[place % len(said)])] if said else [])]
    return _pictured(round_, pictures)


def _pictured(shown: list[tuple[int | None, str]], pictures: list[int]) -> tuple[LoopTurn, ...]:
    """A picture for each line without one of its own: not that of the turn before or after it, where there are enough.

    One that stayed for two turns would burn into the glass.
    """
    turns: list[LoopTurn] = []
    for place, (own, words) in enumerate(shown):
        before = turns[-1].picture if turns else None
        after = shown[(place + 1) % len(shown)][0]
        others = [one for one in pictures if one != before]
        free = [one for one in others if one != after] or others or pictures
        turns.append(LoopTurn(free[place % len(free)] if own is None else own, words))
    return tuple(turns)
