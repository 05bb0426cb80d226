"""The ID card, and a one-time code to the phone on its record."""

from collections.abc import Callable
from dataclasses import replace

from drivers.idcard import CardKind, IdCard
from drivers.io_module import Lamp
from kiosk.effects import Effect, ReadCard, SendCode
from kiosk.events import CardRead, Event, Tapped
from kiosk.flows.identity.code import CodeSteps
from kiosk.session import Session, Trouble
from kiosk.step import Fail, Idle, Onward, Step, Turn, home
from kiosk.taps import WentBack

FOREIGN_KINDS = frozenset({CardKind.FOREIGN_2017, CardKind.FOREIGN_2023})
"""Renewed where travel documents are, not where ID cards are."""


def card_step(name: str, took: Callable[[Session, CardRead], Turn]) -> Step:
    """Lay an ID card; `took` says what becomes of a valid one. The name is that of its words too."""

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case CardRead(card, is_expired=True):
                key = "foreign_card_expired" if card.kind in FOREIGN_KINDS else "card_expired"
                return Fail(session, Trouble(key, again_at=name))
            case CardRead():
                return took(session, event)
            case Tapped(WentBack()):
                return home(session)
        return None

    return Step(
        name=name,
        screen="lay_card",
        words=name,
        idle=Idle.CHOOSING,
        takes=takes,
        enter=_wait_for_card,
        lamp=Lamp.CARD,
        waits_for="idcard",
    )


def _wait_for_card(_: Session) -> tuple[Effect, ...]:
    return (ReadCard(),)


def keep(session: Session, event: CardRead) -> Turn:
    """The card is the person's."""
    return Onward(replace(session, card=event.card, notice=""))


def card_of(session: Session) -> IdCard:
    """The card that was laid."""
    if session.card is None:
        raise AssertionError("this step comes after a card")
    return session.card


LAY_CARD = card_step("lay_card", keep)
STEPS = (
    LAY_CARD,
    *CodeSteps(
        "code",
        send=lambda session: SendCode(card_of(session)),
        number=lambda session: card_of(session).number,
        proven=lambda session, identity: session.identified(identity),
    ).steps(),
)
