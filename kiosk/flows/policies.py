"""Which policies may fit: after a yes, by a few answers of this visit, which nobody keeps."""

from dataclasses import replace

from kiosk.effects import Record
from kiosk.events import Event, Tapped
from kiosk.flows import ask_form
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import item_of
from kiosk.items.catalogue import Item
from kiosk.items.policies import Policy, load_policies, matches
from kiosk.items.routes import Route
from kiosk.serving import ROWS
from kiosk.session import Session
from kiosk.step import Another, Backward, Finish, Idle, Onward, Stay, Step, Steps, Turn, before_start
from kiosk.taps import Asked, ListTurned, WentBack, WentOn

FORM = "policy-matches"


def steps(_: Item, __: Route | None) -> Steps:
    """May we look, a few answers, what fits."""
    asked = ask_form.steps(form_named(FORM), back_to="policy_consent", has_review=False, dot=2)
    return (CONSENT, *asked, MATCHES)


def found(session: Session) -> tuple[Policy, ...]:
    """What may fit the answers of this visit."""
    given = ask_form.answers(session, form_named(FORM))
    return matches({question: str(answer) for question, answer in given.items()}, load_policies())


def _consent(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            asked = (("visit", session.name), ("item", item_of(session).id), ("kind", "policies"), ("answer", "yes"))
            return Onward(session, (Record("consent", asked),))
        case Tapped(WentBack()):
            return before_start(session)
    return None


def _looked(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(ListTurned(by)) if 0 <= (session.serving.page + by) * ROWS < len(found(session)):
            return Stay(replace(session, serving=replace(session.serving, page=session.serving.page + by)))
        case Tapped(WentBack()):
            asked = [one.id for one in form_named(FORM).asked(session.filling.answers)]
            return Backward(session, to=f"ask-{asked[-1]}")
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn()):
            return Finish()
    return None


CONSENT = Step(
    name="policy_consent", screen="consent", words="policy_consent", idle=Idle.CHOOSING, takes=_consent, dot=1
)
MATCHES = Step(name="policy_matches", screen="result", words="policy_matches", idle=Idle.PERSONAL, takes=_looked, dot=3)
