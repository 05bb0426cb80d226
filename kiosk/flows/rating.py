"""好差评: how it was, in five levels, with the reasons of the standard; a bad one gets a number and an answer."""

from dataclasses import replace

from kiosk.effects import Effect
from kiosk.evaluation import LEVELS, Level, submitted
from kiosk.events import Event, Tapped, TimeUp
from kiosk.feedback import Feedback
from kiosk.flows import ask_form, giving_slip
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import item_of
from kiosk.forms.filling import NOTHING_FILLED, Filling
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.platform.rating_values import RatingAccepted, RatingRequest
from kiosk.session import Session
from kiosk.step import BEFORE_START, Another, Finish, Idle, Onward, Step, Steps, Turn
from kiosk.taps import Asked, Chosen, WentBack, WentOn
from printing.records.hall import ComplaintReceipt

FORM, ITEM = "rating", "rating"
RATE = "rate-"
"""Begins the id of a level on the last screen of a visit; alone it leads to all of them."""


def steps(_: Item, __: Route | None) -> Steps:
    """How it was, why, with or without a name; then thanks, and the number of a bad one."""
    return (
        *ask_form.steps(form_named(FORM), back_to=BEFORE_START, has_review=False, dot=1),
        HAND_IN,
        THANKS,
        *giving_slip.steps(receipt_of, back_to="rating_thanks", dot=2),
    )


def choices(session: Session) -> tuple[str, ...]:
    """What the last screen offers: the five levels, or in large text one button that leads to them.

    None where the terminal does not take ratings.
    """
    item = session.item
    is_offered = item is not None and item.id != ITEM and ITEM in session.terminal.catalogue
    is_done = session.terminal.health.has("platform") and not session.is_practice
    if not is_offered or not is_done:
        return ()
    return tuple(f"{RATE}{level}" for level in LEVELS) if session.look.size == "standard" else (RATE,)


def begun(session: Session, event: Event) -> Session | None:
    """The rating of what was just done; None where nobody has touched a level of the last screen."""
    item = session.item
    match event:
        case Tapped(Chosen(choice)) if item is not None and choice in choices(session):
            level = {"level": choice.removeprefix(RATE)} if choice != RATE else {}
            filling = replace(NOTHING_FILLED, answers=level, given=frozenset(level))
            rated = session.terminal.catalogue[ITEM]
            fresh = replace(session.next_errand(), item=rated, feedback=Feedback(about=item.id))
            return replace(fresh, filling=_named(session, filling))
    return None


def _named(session: Session, filling: Filling) -> Filling:
    """Whoever has not said who they are is not asked whether that may be known."""
    if session.identity is not None:
        return filling
    return replace(filling, answers={**filling.answers, "signed": "no"}, given=filling.given | {"signed"})


def request_of(session: Session) -> RatingRequest:
    """What was said."""
    given = ask_form.answers(session, form_named(FORM))
    level: Level = given["level"]  # type: ignore[assignment]  # the form's own options
    score = submitted(level)
    tags = given.get(f"tags-{score}", ())
    return RatingRequest(
        item=session.feedback.about or item_of(session).id,
        satisfaction=score,
        eval_detail=tags if isinstance(tags, tuple) else (),
        writing_evaluation=str(given.get("rating-words", "")),
    )


def _hand_in(session: Session) -> tuple[Effect, ...]:
    given = ask_form.answers(session, form_named(FORM))
    known = session.identity if given.get("signed") == "yes" else None
    deed = session.deed(f"rating-{session.page}")
    return (Lodge(request_of(session), deed, session.name, item_of(session).id, known),)


def _handed_in(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(RatingAccepted() as accepted):
            return Onward(replace(session, feedback=replace(session.feedback, rating=accepted)))
    return None


def receipt_of(session: Session) -> ComplaintReceipt | None:
    """The slip of a bad one: where its answer is found."""
    accepted = session.feedback.rating
    if accepted is None or accepted.case is None or accepted.due is None:
        return None
    told = accepted.case.progress
    return ComplaintReceipt(
        subject=told.subject,
        issuer=told.issuer,
        case_no=told.case_no,
        code=accepted.code,
        item=told.item,
        accepted_at=told.accepted_at,
        due=accepted.due,
        link=told.link,
    )


def may_give(session: Session) -> bool:
    """Whether there is a slip: only of a bad one."""
    return receipt_of(session) is not None and giving_slip.may_give(session)


def _thanked(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) if may_give(session):
            return Onward(replace(session, serving=replace(session.serving, ending="slip"), notice=""))
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return None


HAND_IN = Step(
    name="rating_hand_in",
    screen="working",
    words="rating_hand_in",
    idle=Idle.NEVER,
    takes=_handed_in,
    enter=_hand_in,
    can_leave=False,
    again="ask-level",
    dot=2,
)
THANKS = Step(name="rating_thanks", screen="result", words="rating_thanks", idle=Idle.PERSONAL, takes=_thanked, dot=2)
