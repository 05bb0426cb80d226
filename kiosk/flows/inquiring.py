"""What is asked before a record is looked up: which months, which city, what the item's form wants, how many copies."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from kiosk.flows import ask_form
from kiosk.forms.form import Answer, Choice, City, Form, Months, Option, Question, Several, load_forms
from kiosk.forms.picking import CITIES, Lists, Pick
from kiosk.items.catalogue import Item
from kiosk.service_effects import Inquiry
from kiosk.session import Session
from kiosk.step import BEFORE_START, Steps

USUAL_MONTHS = 12
"""Where neither item nor person says how far back (our choice)."""
_NO_LISTS: Lists = {}


def steps(item: Item, *, offers_copies: bool) -> Steps:
    """The form; nothing where the item asks for nothing. The period was chosen before the start."""
    form = form_of(item, offers_copies=offers_copies)
    asked = ask_form.steps(
        form,
        lists=cities,
        back_to=BEFORE_START,
        has_review=len(form.questions) > _MOST_WITHOUT_REVIEW,
        dot=1,
    )
    return asked if form.questions else ()


_MOST_WITHOUT_REVIEW = 2


def form_of(item: Item, *, offers_copies: bool) -> Form:
    """City, the item's own questions, copies: whatever of these the item has."""
    own = form_named(item.settings.form).questions if item.settings.form else ()
    questions: list[Question] = []
    if item.settings.facts.scope == "cross-city":
        questions += form_named("city").questions
    questions += own
    if offers_copies and item.settings.facts.copies.at_once > 1:
        questions.append(_copies(item.settings.facts.copies.at_once))
    return Form.model_construct(title=item.settings.name, questions=tuple(questions))


def form_named(name: str) -> Form:
    """A form of config/forms."""
    return _forms()[name]


def cities(session: Session) -> Lists:
    """The cities that can do the item, for a question of that kind."""
    if session.item is None:
        return _NO_LISTS
    divisions = session.terminal.divisions
    return {CITIES: tuple(Pick(code, divisions.called(code)) for code in session.item.settings.facts.cities)}


def inquiry_of(session: Session, item: Item, form: Form) -> Inquiry:
    """The question for the item's record, with all that was answered."""
    given = ask_form.answers(session, form)
    period = next((answer for answer in given.values() if isinstance(answer, Months)), None)
    months = item.period(session.period).months if session.period else USUAL_MONTHS
    city = next((str(given[one.id]) for one in form.questions if isinstance(one, City) and one.id in given), "")
    return Inquiry(
        item=item.id,
        record=item.settings.record,
        city=city or session.terminal.city,
        months=months,
        period=period,
        asked=tuple(sorted(_written(form, given).items())),
    )


def copies_of(session: Session, item: Item) -> int:
    """How many were chosen."""
    form = form_of(item, offers_copies=True)
    return int(str(ask_form.answers(session, form).get("copies", "1")))


def _written(form: Form, given: Mapping[str, Answer]) -> dict[str, str]:
    """As the platform reads it: a choice by its words, since they stand on the paper."""
    found = {}
    for question in form.questions:
        answer = given.get(question.id)
        if answer is None or question.id == "copies" or isinstance(question, City) or isinstance(answer, Months):
            continue
        found[question.id.replace("-", "_")] = words_of(question, answer)
    return found


def words_of(question: Question, answer: Answer) -> str:
    """One answer as text."""
    if isinstance(question, Choice):
        return next((one.name.zh_hans for one in question.options if one.id == answer), str(answer))
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, tuple):
        options = question.options if isinstance(question, Several) else ()
        return "、".join(one.name.zh_hans for one in options if one.id in answer)
    return f"{answer:.2f}" if isinstance(answer, Decimal) else str(answer)


def _copies(at_once: int) -> Choice:
    """The question with as many answers as one person gets at once."""
    question = form_named("copies").questions[0]
    if not isinstance(question, Choice):
        raise AssertionError("copies are chosen")  # noqa: TRY004  a mistake in our own file, no type of a caller's
    options: tuple[Option, ...] = question.options[:at_once]
    return question.model_copy(update={"options": options})


@cache
def _forms() -> dict[str, Form]:
    return load_forms()
