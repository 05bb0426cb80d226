"""The loop while nobody is there: pictures with a word each, what the city says of itself, and what is announced."""

from dataclasses import dataclass

from config.texts import Texts
from kiosk.announcements import city_lines
from kiosk.session import Session

PICTURES = ("hall", "where_card", "where_take", "two_people")
"""In the order of screens/qml/Attract.qml."""
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
    pictures = [
        LoopTurn(number, words[f"scene_{number}"])
        for number, name in enumerate(PICTURES)
        if name not in told.scenes_off
    ] or [LoopTurn(HALL, words["scene_0"])]
    pictures += [LoopTurn(HALL, line) for line in city_lines(session.terminal.city, language)]
    said = [one.said(language) for one in told.announcements]
    turns: list[LoopTurn] = []
    for number, picture in enumerate(pictures):
        turns.append(picture)
        if said:
            turns.append(LoopTurn(picture.picture, said[number % len(said)]))
    return tuple(turns)
