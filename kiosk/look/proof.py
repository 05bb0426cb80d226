"""What the screens see while somebody proves who they are: ways to choose, a field being typed, the face, a consent."""

from collections.abc import Mapping
from functools import cache

from config.texts import Texts
from drivers.clock import BEIJING
from drivers.face import Guidance
from kiosk.flows.identity import withdrawal
from kiosk.flows.identity.entry import FIELDS, LEAST
from kiosk.flows.identity.face import may_sit
from kiosk.flows.identity.ways import ways_of
from kiosk.items.facts import load_data_sources
from kiosk.items.flow_names import APPLY
from kiosk.items.item import Item
from kiosk.items.routes import ROUTES
from kiosk.proving import DOCUMENT_KINDS, RELATIONS
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Keys, Language, Row, Screen
from kiosk.wording import Wording

CLEAR = 4
"""Last characters of a field that stay readable: enough to see what was hit, too few to know whose number it is."""
_CONSENT = ("what", "source", "receiver", "why", "keep")
"""What the law wants said before personal data is used, in this order; a consent without a receiver has none."""
_KEYS: dict[str, Keys] = {"citizen_number": "digits_x", "document_number": "letters"}
_SIGNS = {
    "passport": "passport",
    "hong-kong-macao-permit": "passport",
    "taiwan-permit": "passport",
    "home-return-permit": "card",
    "mainland-permit": "card",
    "family": "house",
    "guardian": "helper",
    "helper": "hand",
}
_PICTURES = {
    "lay_social_card": "social_card",
    "lay_permit": "permit",
    "scan_page": "page",
    "routes": "hall",
    "documents": "lay_permit",
    "relation": "two_people",
    "citizen_number": "card",
    "document_number": "lay_permit",
    "document_birth": "lay_permit",
    "document_expiry": "lay_permit",
    "face_consent": "face",
    "picture_consent": "face",
    "given_consent": "face",
    "medical_photo_consent": "face",
    "medical_declare": "write",
}


def picked(texts: Texts, session: Session, step: Step) -> tuple[Choice, ...]:
    """What can be chosen with one touch."""
    language = session.look.language
    if step.words == "routes":
        return tuple(
            Choice(
                id=route,
                label=texts.text(language, f"route.{route}"),
                detail=texts.text(language, f"route_hint.{route}"),
                icon=ROUTES[route].sign,
            )
            for route in ways_of(session)
        )
    kinds = DOCUMENT_KINDS if step.words == "documents" else RELATIONS
    return tuple(Choice(id=kind, label=texts.text(language, f"pick.{kind}"), icon=_SIGNS[kind]) for kind in kinds)


def offered(session: Session, screen: Screen, words: dict[str, str]) -> dict[str, str]:
    """Without the words of buttons that would do nothing now."""
    if screen == "face" and not may_sit(session):
        return words | {"secondary": ""}
    if screen == "done" and not withdrawal.is_offered(session):
        return words | {"back": ""}
    return words


def agreed_to(session: Session, words: dict[str, str]) -> tuple[Row, ...]:
    """The lines of a consent; of one that was given, also when, as the platform has recorded it."""
    if session.item is not None and session.item.settings.flow == APPLY and "why_apply" in words:
        words = words | {"why_value": words["why_apply"]}
    lines = tuple(Row(label=words[key], value=words[f"{key}_value"]) for key in _CONSENT if key in words)
    given = words.get("given", "")
    times = (f"{one.given.astimezone(BEIJING):%Y-%m-%d %H:%M}" for one in session.face.shown) if given else ()
    return (*lines, *(Row(label=given, value=time) for time in times))


def sources_of(item: Item | None, language: Language) -> str:
    """Whose data the item shows, in one line."""
    names = [_sources()[name].of(language) for name in item.settings.facts.sources] if item is not None else []
    return (", " if language == "en" else "、").join(names)


@cache
def _sources() -> Mapping[str, Wording]:
    return load_data_sources()


def field_shown(session: Session) -> str:
    """The field as the screen may show it."""
    typed = session.proving.typed
    return "•" * (len(typed) - CLEAR) + typed[-CLEAR:]


def keys_of(step: Step) -> Keys:
    """The keyboard of a field."""
    return _KEYS.get(step.words, "digits")


def is_long_enough(session: Session, step: Step) -> bool:
    """Whether the field may be handed in."""
    return len(session.proving.typed) >= LEAST[step.words]


def places(session: Session, step: Step | None) -> int:
    """How many characters are wanted: of a code, a PIN or a field; 0 where that is open."""
    if step is not None and step.screen == "pin":
        return PIN_DIGITS
    if step is not None and step.screen == "entry":
        return FIELDS[step.words] if FIELDS[step.words] == LEAST[step.words] else 0
    return session.challenge.digits if session.challenge is not None else 0


def guided(texts: Texts, language: str, guidance: Guidance | None) -> dict[str, str]:
    """What to do, and why it does not go on: never a word about likeness or liveness."""
    if guidance is None:
        return {"hint": ""}
    hint = texts.text(language, f"face_hint.{guidance.hint.value}") if guidance.hint is not None else ""
    return {"title": texts.text(language, f"face_prompt.{guidance.prompt.value}"), "hint": hint}


def picture_of(step: Step) -> str:
    """Which drawing the screen shows; empty for its own."""
    return _PICTURES.get(step.words, "")


PIN_DIGITS = 6
"""社会保障卡 specifications: six."""
