"""Asking the platform who stands there, in the ways beside card and code: one small function a proof.

Every function raises a `PlatformError` and nothing else. A proof that is used up by being asked is sent once.
"""

import base64

from drivers.idcard import IdCard
from drivers.smart_card import SocialSecurityCard
from kiosk.platform.answers import of_person
from kiosk.platform.api import Platform, Question, body_of, presented
from kiosk.platform.identity_values import (
    AgentRequest,
    Consent,
    ConsentRequest,
    FaceDraw,
    FaceDrawEnd,
    FaceDrawRequest,
    FaceProof,
    HelperRequest,
    LocalFaceProof,
    PassProof,
    Receiver,
    Relation,
    SocialSecurityProof,
    TypedNumber,
)
from kiosk.platform.values import Challenge, Identity, Value

RECEIVER: Receiver = "province-face-comparison"
"""Who compares a picture; `screen.picture_consent` in config/texts says its name."""
CONSENT_TEXT = "2026-11"
"""Revision of the words of the two face consents in config/texts; changed with them."""


def by_pass(platform: Platform, code: bytes) -> Identity:
    """A scanned code, which nobody here reads. It works once.

    Raises:
        Refused: PHONE_CODE_INVALID.
    """
    proof = PassProof(code=base64.b64encode(code).decode())
    return platform.ask(_once("/identity/passes", proof), Identity)


def by_social_card(platform: Platform, card: SocialSecurityCard) -> Identity:
    """A card whose chip has just taken the PIN.

    Raises:
        Refused: CARD_UNKNOWN.
    """
    number = card.holder.number if card.holder is not None else ""
    proof = SocialSecurityProof(card_id=card.card_id.upper(), number=number or None)
    return of_person(platform.ask(_once("/identity/social-security-cards", proof), Identity), number)


def begin_face_draw(platform: Platform, shown: IdCard | str, actions: int) -> FaceDraw:
    """Use one of the draws that a card, or a number that was typed, has in a day, before the camera opens.

    Raises:
        Refused: PERSON_UNKNOWN (a card), FACE_TRIES_USED.
    """
    whose = presented(shown) if isinstance(shown, IdCard) else TypedNumber(number=shown)
    return platform.ask(_once("/identity/face-draws", FaceDrawRequest(shown=whose, actions=actions)), FaceDraw)


def end_face_draw(platform: Platform, draw: FaceDraw, *, was_shown: bool) -> None:
    """Nobody is proven by it; where none of its prompts was shown it does not count."""
    platform.done(_once(f"/identity/face-draws/{draw.draw}/end", FaceDrawEnd(was_shown=was_shown)))


def by_local_face(platform: Platform, card: IdCard, draw: FaceDraw) -> Identity:
    """A card whose portrait this terminal has compared with a living face. No picture is sent.

    Raises:
        Refused: PERSON_UNKNOWN, FACE_TRIES_USED (the draw is not one of this card that is under way).
    """
    proof = LocalFaceProof(document=presented(card), draw=draw.draw, consent_text=CONSENT_TEXT)
    return of_person(platform.ask(_once("/identity/local-faces", proof), Identity), card.number)


def by_face(platform: Platform, number: str, picture: bytes, consent: Consent, draw: FaceDraw) -> Identity:
    """A living face, for the platform to compare with the picture on record.

    Raises:
        Refused: FACE_NOT_PROVEN, FACE_TRIES_USED, LIMIT_REACHED, CONSENT_MISSING.
    """
    sent = base64.b64encode(picture).decode()
    proof = FaceProof(number=number, picture=sent, draw=draw.draw, consent=consent.consent)
    return of_person(platform.ask(_once("/identity/faces", proof), Identity), number)


def help_person(platform: Platform, helper: Identity, card: IdCard, relation: Relation) -> Challenge:
    """Ask, as who has proved who they are, to act for the holder of another card; that person gets a code.

    Raises:
        Refused: NOT_ENTITLED, and as `Platform.challenge`.
    """
    wanted = HelperRequest(document=presented(card), relation=relation)
    question = Question(
        method="POST", path="/identity/helpers", again=False, body=body_of(wanted), identity_token=helper.token
    )
    return platform.ask(question, Challenge)


def act_as_agent(platform: Platform, staff: str, card: IdCard) -> Challenge:
    """Ask, as an agent of the staff, to act for the holder of a card; that person gets a code.

    Args:
        platform: the client.
        staff: the staff session's token.
        card: of the person.

    Raises:
        Refused: IDENTITY_INVALID, NOT_ENTITLED (no agent, or a child), and as `Platform.challenge`.
    """
    return platform.ask(_once("/identity/agents", AgentRequest(document=presented(card), staff=staff)), Challenge)


def give_consent(platform: Platform, *, item: str, visit: str, deed: str) -> Consent:
    """Bind the consent to send a picture to this case; the same deed is the same consent."""
    wanted = ConsentRequest(kind="face-picture", receiver=RECEIVER, item=item, visit=visit, text=CONSENT_TEXT)
    question = Question(method="POST", path="/consents", again=True, body=body_of(wanted), idempotency_key=deed)
    return platform.ask(question, Consent)


def show_consent(platform: Platform, consent: str) -> Consent:
    """What was agreed to.

    Raises:
        Refused: NOT_FOUND.
    """
    return platform.ask(Question(method="GET", path=f"/consents/{consent}", again=True), Consent)


def withdraw_consent(platform: Platform, consent: str) -> None:
    """Take it back; doing so twice changes nothing.

    Raises:
        Refused: NOT_FOUND.
    """
    platform.done(Question(method="POST", path=f"/consents/{consent}/withdrawal", again=True))


def _once(path: str, proof: Value) -> Question:
    return Question(method="POST", path=path, again=False, body=body_of(proof))
