"""What is seen while something lies over the visit, or while nobody is there: nothing of the visit, not even a name."""

from datetime import datetime

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.items.routes import Route
from kiosk.look import loop
from kiosk.over import asides
from kiosk.session import Session
from kiosk.staff_calls import HOLDS, StaffAsked, StaffCalled
from kiosk.view import Choice, Row, Screen, View

HOTLINE = "12345"
"""政务服务便民热线, the whole country's."""
CALLS = (("police", "110"), ("ambulance", "120"), ("fire", "119"))
CHIP_ROUTES: frozenset[Route | None] = frozenset({"social_security", "permit"})
"""Ways on which a card lies in the reader for chips."""
_PERSON = (asides.PERSON, "person")
_LEADS_TO = (("emergency", "alarm"), ("demonstration", "look"), ("display", "voice"))
"""Danger stands on the first page in every size; 显示与声音 last: the fixed bar has it too."""


def screen_over(session: Session) -> Screen | None:
    """The screen that covers the visit; None where the visit itself is seen."""
    if session.cards_left:
        return "card_left"
    if session.asides:
        return session.asides[-1]
    if session.veil is not None:
        return "veil"
    return "attract" if session.is_resting and not session.terminal.health.closed else None


def words_over(texts: Texts, session: Session, screen: Screen) -> dict[str, str]:
    """Its words. What lies over a visit is no way of proving who one is."""
    words = texts.words(session.look.language, screen) | {"other_way": ""}
    if screen == "veil":
        if session.veil == "asked":
            return words | {"lead": words["asked"] if session.laid else words["again"], "touch": "", "spoken": ""}
        return words | {"primary": ""}
    if screen == "attract":
        return words | {"scene": loop.turn(texts, session).words}
    if screen == "demonstration":
        return words | {"scene": words.get(f"scene_{session.scene % scenes_of(words)}", "")}
    if screen == "card_left" and "idcard" not in session.cards_left:
        words |= {"title": words["title_chip"], "lead": words["lead_chip"]}
    has_card = bool(session.laid) or bool({session.route, session.proven_by} & CHIP_ROUTES)
    if screen == "card_left" or (screen == "leaving" and not has_card):
        return words | {"card": ""}
    return words


def scenes_of(words: dict[str, str]) -> int:
    """How many pictures a loop has words for."""
    return sum(key.startswith("scene_") for key in words)


def choices_over(texts: Texts, session: Session, screen: Screen, open_now: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Where the help page leads; what is open while nobody is there."""
    language = session.look.language
    if screen == "attract":
        return tuple(choice for choice in open_now if choice.is_open)[:4]
    if screen != "help":
        return ()
    return tuple(
        Choice(
            id=name,
            label=texts.text(language, f"screen.help.{name}"),
            detail=texts.text(language, f"screen.help.{name}_hint"),
            icon=sign,
        )
        for name, sign in _led_to(session)
    )


def _led_to(session: Session) -> tuple[tuple[str, str], ...]:
    """Whoever could not be called is no longer what is offered first."""
    person = (_PERSON,) if asides.may_call(session) else ()
    has_failed = isinstance(session.called, StaffCalled) and session.called.at is None
    return (*_LEADS_TO, *person) if has_failed else (*person, *_LEADS_TO)


def rows_over(texts: Texts, session: Session, screen: Screen) -> tuple[Row, ...]:
    """Whom to call, and where this is."""
    language, terminal = session.look.language, session.terminal

    def row(key: str, value: str) -> Row:
        return Row(label=texts.text(language, f"screen.{screen}.{key}"), value=value)

    if screen == "emergency":
        return (*_calls(texts, session), row("machine", terminal.name))
    if screen != "help":
        return ()
    line = f"{terminal.help_line} {terminal.help_hours}".strip()
    nearest = next(iter(terminal.neighbours), None)
    return (
        *((row("line", line),) if line else ()),
        row("hotline", HOTLINE),
        *((row("nearest", f"{nearest.name} {nearest.place}"),) if nearest is not None else ()),
        row("here", terminal.place),
    )


def _calls(texts: Texts, session: Session) -> tuple[Row, ...]:
    """Whom to call in danger, and what to say of where this is."""
    terminal = session.terminal
    told = (*CALLS, ("here", terminal.address or terminal.place))
    return tuple(
        Row(label=texts.text(session.look.language, f"screen.emergency.{key}"), value=value) for key, value in told
    )


def sent_out(texts: Texts, session: Session) -> tuple[Row, ...]:
    """For whoever has to leave the hall: whom to call, and where it can be done when that is over."""
    language, terminal = session.look.language, session.terminal
    later = [f"{one.name} {one.place}" for one in terminal.neighbours[:1]]
    told = (
        *(("screen.help.line", line) for line in [f"{terminal.help_line} {terminal.help_hours}".strip()] if line),
        *(("label.go_later", place) for place in later),
    )
    return (*_calls(texts, session), *(Row(label=texts.text(language, key), value=value) for key, value in told))


def _notice(texts: Texts, session: Session, screen: Screen, now: datetime) -> str:
    """A line that just became true. That staff were told is said only where the platform has noted it."""
    language, called = session.look.language, session.called
    if screen == "veil" and session.notice:
        return texts.text(language, f"notice.{session.notice}", tries=0)
    if screen != "help" or called is None:
        return ""
    if isinstance(called, StaffAsked):
        return texts.text(language, "help_call.asked")
    if called.at is None:
        line = session.terminal.help_line
        return texts.text(
            language, "help_call.failed" if line else "help_call.failed_no_line", line=line, hotline=HOTLINE
        )
    at = f"{called.at.astimezone(BEIJING):%H:%M}"
    return texts.text(language, "help_call.told", at=at) if now - called.at <= HOLDS else ""


def covered(
    view: View, texts: Texts, session: Session, open_now: tuple[Choice, ...], now: datetime
) -> dict[str, object]:
    """What is other in the View of a covered visit."""
    screen = view.screen
    rests = screen == "attract" and view.is_night
    return {
        "words": words_over(texts, session, screen),
        "choices": choices_over(texts, session, screen, open_now),
        "rows": rows_over(texts, session, screen),
        "notice": _notice(texts, session, screen, now),
        "theme": "night" if rests else view.theme,
        "picture": loop.PICTURES[loop.turn(texts, session).picture]
        if screen == "attract"
        else {"veil": "shield", "card_left": "where_card", "leaving": "agree"}.get(screen, ""),
        "tone": "bad" if screen in ("card_left", "emergency") else "plain",
        "can_go_on": True,
        "scene": session.scene,
    }
