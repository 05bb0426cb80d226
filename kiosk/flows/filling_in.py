"""A form that is filled in from what the province knows: whose data each answer is, and what the person changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from kiosk.flows import ask_form, inquiring
from kiosk.flows.making_paper import item_of, person_of
from kiosk.forms.checks import is_complete
from kiosk.forms.form import ADate, Amount, Answer, Choice, City, Form, Months, Number, Period, Question, Several, Text
from kiosk.items.applying import Applying
from kiosk.items.routes import FACE_ROUTES
from kiosk.platform.submission_values import Application, Prefill
from kiosk.session import Session

NUMBER = "number"
"""Id of the question for the person's own number: what is filled in there has to be the identity's."""
TYPED_CODE = "typed-code"
"""Id of the question of config/forms/credit-code.toml."""
PROVEN_BY = "proven-by"
"""Id of the question that the visit itself has answered: how the person was proven."""
_MONTHS = 6


def field_name(question_id: str) -> str:
    """As the platform calls it."""
    return question_id.replace("-", "_")


def fields_of(form: Form) -> tuple[str, ...]:
    """What the platform is asked for: no more than the form has questions for."""
    return tuple(field_name(question.id) for question in form.questions)


def form_of(session: Session) -> Form:
    """The form of the visit's item."""
    return inquiring.form_of(item_of(session), offers_copies=False)


def with_prefill(session: Session, prefill: Prefill) -> Session | None:
    """With the answers that nobody has to give; what the person said before stays. None where it is somebody else's.

    An answer that is none of its question is left out: then the person is asked.
    """
    form, (person, _) = form_of(session), person_of(session)
    told = {one.name: one for one in prefill.fields}
    known: dict[str, Answer] = {}
    sources: dict[str, str] = {}
    for question in form.questions:
        one = told.get(field_name(question.id))
        # The person's own number was proven: nothing about it is judged again.
        is_own = one is not None and question.id == NUMBER and one.value == person.number
        found = person.number if is_own else answer_of(question, one.value) if one is not None else None
        if one is not None and found is not None:
            known[question.id] = found
            sources[question.id] = one.source
    if PROVEN_BY in (one.id for one in form.questions):
        known[PROVEN_BY] = "人脸识别" if session.proven_by in FACE_ROUTES else "短信验证码等"
        sources[PROVEN_BY] = "this-visit"
    if NUMBER in told and told[NUMBER].value != person.number:
        return None
    application = replace(
        session.application,
        known=known,
        sources=sources,
        draft=prefill.draft,
        is_running=prefill.running is not None,
        accepted=prefill.running,
    )
    said = {**known, **session.filling.answers}
    given = session.filling.given | {name for name in known if said[name] == known[name]}
    filling = replace(session.filling, answers=said, given=given)
    case = prefill.running.case if prefill.running is not None else None
    serving = replace(session.serving, case=case)
    return replace(session, application=application, filling=filling, serving=serving, notice="")


def answer_of(question: Question, text: str) -> Answer | None:
    """The platform's word as an answer of its question's kind; None where it is none."""
    match question:
        case Choice(options=options):
            return next((one.id for one in options if text in (one.id, one.name.zh_hans)), None)
        case Several(options=options):
            return tuple(one.id for one in options if one.name.zh_hans in text.split("、")) or None
        case ADate():
            return _day(text)
        case Amount():
            return Decimal(text) if _is_amount(text) and is_complete(question, text) else None
        case Period():
            first, _, last = text.partition("-")
            return Months(first, last) if len(first) == len(last) == _MONTHS else None
        case Number() | Text():
            return text if is_complete(question, text) else None
        case _:
            return text or None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_amount(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def blocked(session: Session, question_id: str) -> str:
    """Why an answer cannot be changed here, as a key of [notice]; empty where it can."""
    applying, application = applying_of(session), session.application
    if question_id not in application.known:
        return ""
    if question_id in applying.fixed:
        return "fixed_answer"
    is_helped = session.identity is not None and session.identity.acting is not None
    return "not_the_helpers" if is_helped and question_id in applying.self_only else ""


def applying_of(session: Session) -> Applying:
    """The item's table."""
    applying = item_of(session).settings.apply
    if applying is None:
        raise AssertionError("only an item with [apply] is applied for")
    return applying


def parts_of(session: Session) -> tuple[str, ...]:
    """The matters of a bundle that the person has chosen."""
    chosen = ask_form.answers(session, form_of(session)).get(applying_of(session).parts)
    return chosen if isinstance(chosen, tuple) else ()


def asked_apart(session: Session) -> int:
    """How many answers the chosen matters would take if each were applied for alone; 0 where it is no bundle."""
    parts, question = parts_of(session), applying_of(session).parts
    asked = [one for one in form_of(session).asked(session.filling.answers) if one.id != question]
    shared = sum(question not in one.when for one in asked)
    return sum(shared + sum(part in one.when.get(question, ()) for one in asked) for part in parts)


def enterprise_code(session: Session) -> str:
    """Credit code of the enterprise that it is applied for; empty for the person's own matters."""
    application = session.application
    return str(session.filling.answers.get(TYPED_CODE, "")) if application.is_other else application.enterprise


def corrected(session: Session) -> tuple[str, ...]:
    """Ids of the questions whose prefilled answer the person has changed."""
    given = ask_form.answers(session, form_of(session))
    known = session.application.known
    return tuple(name for name, answer in given.items() if name in known and answer != known[name])


def application_of(session: Session) -> Application:
    """As it is handed in."""
    form = form_of(session)
    given = ask_form.answers(session, form)
    city = next((str(given[one.id]) for one in form.questions if isinstance(one, City) and one.id in given), "")
    return Application(
        item=item_of(session).id,
        city=city or session.terminal.city,
        answers=written(form, given),
        enterprise=enterprise_code(session) or None,
        parts=parts_of(session),
        delivery=session.delivery.way,
        address=session.delivery.address if session.delivery.way == "post" else None,
        service=session.delivery.service,
        postage=session.delivery.payment if session.delivery.way == "post" else "on-delivery",
        corrected=tuple(field_name(name) for name in corrected(session)),
    )


def written(form: Form, given: Mapping[str, Answer]) -> dict[str, str]:
    """Answers as the platform reads them."""
    return {
        field_name(one.id): _written(one, given[one.id])
        for one in form.questions
        if one.id in given and not isinstance(one, City)
    }


def _written(question: Question, answer: Answer) -> str:
    if isinstance(answer, Months):
        return f"{answer.first}-{answer.last}"
    return inquiring.words_of(question, answer)
