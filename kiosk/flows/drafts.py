"""A form that is kept with the platform and gone on with another time, at this terminal or any other.

*drafts.resuming()      in the table, after what the province knows has come: go on, or begin anew
*drafts.keeping()       in the table, before the first question: entered only by `drafts.keep`
drafts.kept_by(step)    a step of the form, whose secondary button keeps what was answered so far
"""

from dataclasses import replace
from datetime import datetime

from drivers.clock import BEIJING
from drivers.receipt_printer import Slip
from kiosk.applying_effects import KeepDraft
from kiosk.applying_events import DraftKept
from kiosk.effects import Effect, TellTime
from kiosk.events import Event, Tapped
from kiosk.flows import ask_form, slip_by_itself, window_form
from kiosk.flows.filling_in import answer_of, enterprise_code, field_name, form_of, written
from kiosk.flows.making_paper import item_of, person_of
from kiosk.forms.form import Answer
from kiosk.platform.submission_values import Draft, DraftRequest
from kiosk.session import Level, Session
from kiosk.step import Another, Backward, Finish, Idle, Onward, Step, Steps, Turn
from kiosk.taps import Asked, Chosen, WentBack, WentOn
from printing.draft_slip import DraftSlip, compose_draft_slip

GO_ON, ANEW = "go-on", "anew"
KEEP, KEPT, RESUME = "keep_draft", "draft_kept", "draft_found"


def resuming() -> Steps:
    """Whoever began the form before goes on, or begins anew."""
    return (
        Step(
            name=RESUME,
            screen="pick",
            words=RESUME,
            idle=Idle.PERSONAL,
            takes=_resume,
            passes=_has_none,
            needs=_L2,
            dot=4,
        ),
    )


def keeping() -> Steps:
    """Have it kept, and give the code."""
    keep = Step(
        name=KEEP,
        screen="working",
        words=KEEP,
        idle=Idle.NEVER,
        takes=_keeping,
        enter=_keep,
        passes=_is_not_kept,
        needs=_L2,
        can_leave=False,
        dot=4,
    )
    kept = Step(
        name=KEPT, screen="result", words=KEPT, idle=Idle.PERSONAL, takes=_kept, passes=_is_not_kept, needs=_L2, dot=4
    )
    return (keep, kept, *window_form.steps(back_to=KEPT, needs=_L2, dot=4))


def kept_by(step: Step) -> Step:
    """The step with a button that keeps the form."""

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Asked()):
                application = replace(session.application, is_keeping=True)
                return Backward(replace(session, application=application, notice=""), to=KEEP)
        return step.takes(session, event)

    return replace(step, takes=takes)


def offers_keeping(step: Step | None) -> bool:
    """Whether that button stands there: not where the number pad has a use for it."""
    return step is not None and step.asks is not None and step.asks.prefix == "ask" and step.screen != "field"


def _has_none(session: Session) -> bool:
    application = session.application
    return application.draft is None or application.is_keeping or application.is_running


def _is_not_kept(session: Session) -> bool:
    return not session.application.is_keeping


def answers_of(session: Session, draft: Draft) -> dict[str, Answer]:
    """What a draft says, as answers of the form; what is no answer of it any more is asked again."""
    found = {}
    for question in form_of(session).questions:
        answer = answer_of(question, draft.answers.get(field_name(question.id), ""))
        if answer is not None:
            found[question.id] = answer
    return found


def _resume(session: Session, event: Event) -> Turn | None:
    draft = session.application.draft
    match event:
        case Tapped(Chosen(choice)) if choice == GO_ON and draft is not None:
            said = answers_of(session, draft)
            filling = session.filling
            answers = {**filling.answers, **said}
            gone_on = replace(filling, answers=answers, given=filling.given | frozenset(said))
            return Onward(replace(session, filling=gone_on, notice="draft_resumed"))
        case Tapped(Chosen(choice)) if choice == ANEW:
            return Onward(replace(session, notice=""))
        case Tapped(WentBack()):
            return Another()
    return None


def _keep(session: Session) -> tuple[Effect, ...]:
    person, _ = person_of(session)
    form = form_of(session)
    given = ask_form.answers(session, form)
    wanted = DraftRequest(
        item=item_of(session).id, answers=written(form, given), enterprise=enterprise_code(session) or None
    )
    return (KeepDraft(person, wanted, session.deed(f"draft-{session.page}"), session.name),)


def _keeping(session: Session, event: Event) -> Turn | None:
    match event:
        case DraftKept(draft):
            application = replace(session.application, draft=draft)
            return Onward(replace(session, application=application, slip_printed=None), (TellTime(),))
    return None


def _kept(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) if window_form.may_print(session):
            return Onward(window_form.wanting(session))
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return slip_by_itself.shown(session, event, _slip, f"draft-slip-{session.page}", notice="draft_slip_given")


def _slip(session: Session, _: datetime) -> Slip | None:
    draft = session.application.draft
    if draft is None:
        return None
    return compose_draft_slip(
        DraftSlip(
            item=item_of(session).settings.name.zh_hans,
            code=draft.code,
            link=draft.link,
            saved_at=f"{draft.saved_at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
            kept_until=f"{draft.kept_until.astimezone(BEIJING):%Y-%m-%d}",
            terminal=session.terminal.place,
            sample=session.is_sample,
        )
    )


_L2 = Level.CARD_AND_FACTOR
