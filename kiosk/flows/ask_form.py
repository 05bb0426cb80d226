"""Ask a form (config/forms) one question a screen, and have all answers looked over: steps for any flow's table.

    *ask_form.steps(form), *identity.steps(item, route), ...      in the table
    ask_form.answers(session, form)["period"]                             wherever the flow needs an answer
    ask_form.prefilled(session, {"phone": "13800000000"})                 what is known already is not asked

Each question is a step named `ask-<id>`, the last one `ask-review`. A second form in one table needs another `prefix`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from kiosk.effects import Effect, TellDay
from kiosk.events import DayTold, Event, Tapped
from kiosk.forms.checks import is_complete, takes
from kiosk.forms.filling import Filling
from kiosk.forms.form import ADate, Amount, Answer, Form, Number, Period, Question, Several, Text
from kiosk.forms.picking import Known, Lists, answer, onward, picks, start
from kiosk.forms.writing import Writing, after
from kiosk.session import Level, Session
from kiosk.step import Asking, Backward, Idle, Onward, Stay, Step, Steps, Turn, home, no_lists
from kiosk.taps import (
    Asked,
    Chosen,
    Cleared,
    Digit,
    Erased,
    ListTurned,
    OtherWay,
    StepTaken,
    Tap,
    Typed,
    WentBack,
    WentOn,
    Written,
)
from kiosk.view import Screen

_REVIEW = "review"
BATCH = 36
"""Choices in one View: three pages of the smallest ones (our choice)."""


def steps(
    form: Form,
    *,
    lists: Callable[[Session], Lists] = no_lists,
    back_to: str = "",
    has_review: bool = True,
    prefix: str = "ask",
    needs: Level = Level.NOBODY,
    dot: int = 0,
) -> Steps:
    """The steps of a form.

    Args:
        form: what is asked.
        lists: what the flow offers for its questions of the kinds `list` and `city`.
        back_to: step that 上一步 of the first question enters; the home screen where it is empty.
        has_review: whether all answers are looked over at the end.
        prefix: of the steps' names.
        needs: the level of identity that the flow has reached.
        dot: of the step dots.
    """
    whole = Asking(form, None, lists, back_to, has_review=has_review, prefix=prefix)
    asked = tuple(_step(replace(whole, question=question), needs, dot) for question in form.questions)
    return (*asked, _review(whole, needs, dot)) if has_review else asked


def answers(session: Session, form: Form) -> dict[str, Answer]:
    """What was answered, by question; without those that other answers have made pointless."""
    given = session.filling.answers
    return {question.id: given[question.id] for question in form.asked(given) if question.id in given}


def prefilled(session: Session, known: Mapping[str, Answer]) -> Session:
    """With answers that nobody has to give; who looks all over can still change them."""
    filling = session.filling
    given = filling.given | frozenset(known)
    return replace(session, filling=replace(filling, answers={**filling.answers, **known}, given=given))


def filling_of(session: Session, asking: Asking) -> Filling:
    """The form as this question has it: what stands in it from before, or nothing yet."""
    filling, question = session.filling, asking.question
    if question is None or filling.asking == question.id or (_needs_day(question) and filling.today is None):
        return filling
    fresh = Filling(filling.answers, filling.given, question.id, filling.today, is_revising=filling.is_revising)
    if isinstance(question, Number | Amount | Text):
        board = session.terminal.aids.boards(question.boards)[0] if isinstance(question, Text) else "digits"
        before = fresh.answers.get(question.id, "")
        return replace(fresh, writing=Writing(text=str(before), board=board))
    if isinstance(question, Several):
        before = fresh.answers.get(question.id, ())
        chosen = before if isinstance(before, tuple) else ()
        return replace(fresh, way=chosen, start=chosen)
    way = start(question, session.terminal.city, known_to(session, asking, fresh))
    return replace(fresh, way=way, start=way)


def known_to(session: Session, asking: Asking, filling: Filling) -> Known:
    """What a picker has to know."""
    return Known(filling.today, session.terminal.divisions, asking.lists(session))


def _step(asking: Asking, needs: Level, dot: int) -> Step:
    question = asking.question
    if question is None:
        raise AssertionError("only a question is asked")

    def takes_event(session: Session, event: Event) -> Turn | None:
        filling = filling_of(session, asking)
        match event:
            case DayTold(day):
                return Stay(replace(session, filling=replace(session.filling, today=day)))
            case Tapped(WentBack()) if (shorter := _stepped_back(session, asking, filling)) is not None:
                return Stay(replace(session, filling=replace(filling, way=shorter, batch=0)))
            case Tapped(WentBack()):
                return _before(session, asking)
            case Tapped(OtherWay()) if question.optional:
                return _gone_on(session, asking, _without(filling, question.id))
            case Tapped(tap) if isinstance(question, Number | Amount | Text):
                return _typed(session, asking, filling, tap)
            case Tapped(tap) if isinstance(question, Several):
                return _touched(session, asking, question, tap)
            case Tapped(tap):
                return _picked(session, asking, filling, tap)
        return None

    def enter(_: Session) -> tuple[Effect, ...]:
        return (TellDay(),) if _needs_day(question) else ()

    def passes(session: Session) -> bool:
        is_asked = question in tuple(asking.form.asked(session.filling.answers))
        return not is_asked or question.id in session.filling.given

    return Step(
        name=_name(asking, question.id),
        screen=_screen(question),
        idle=Idle.PERSONAL,
        takes=takes_event,
        enter=enter,
        passes=passes,
        needs=needs,
        asks=asking,
        dot=dot,
    )


def _name(asking: Asking, part: str) -> str:
    return f"{asking.prefix}-{part}"


def _screen(question: Question) -> Screen:
    match question:
        case Number() | Amount():
            return "field"
        case Text():
            return "write"
        case _:
            return "answer"


def _needs_day(question: Question) -> bool:
    return isinstance(question, ADate | Period)


def _picked(session: Session, asking: Asking, filling: Filling, tap: Tap) -> Turn | None:
    question, known = asking.question, known_to(session, asking, filling)
    if question is None or isinstance(question, Number | Amount | Text | Several):
        return None
    offered = picks(question, filling.way, known)
    match tap:
        case Chosen(choice) if any(pick.id == choice for pick in offered):
            way = onward(question, (*filling.way, choice), known)
            found = answer(question, way, known)
            if found is not None:
                return _answered(session, asking, filling, found)
            return Stay(replace(session, filling=replace(filling, way=way, batch=0)))
        case StepTaken(step) if step < len(filling.way):
            return Stay(replace(session, filling=replace(filling, way=filling.way[:step], batch=0)))
        case ListTurned(by) if 0 <= (filling.batch + by) * BATCH < len(offered):
            return Stay(replace(session, filling=replace(filling, batch=filling.batch + by)))
    return None


def _touched(session: Session, asking: Asking, question: Several, tap: Tap) -> Turn | None:
    """One more, or one less; the primary button says that these are all."""
    filling = filling_of(session, asking)
    match tap:
        case Chosen(choice) if any(one.id == choice for one in question.options):
            wanted = {*filling.way} ^ {choice}
            way = tuple(one.id for one in question.options if one.id in wanted)
            return Stay(replace(session, filling=replace(filling, way=way)))
        case WentOn() if len(filling.way) >= question.least:
            return _answered(session, asking, filling, filling.way)
    return None


def _stepped_back(session: Session, asking: Asking, filling: Filling) -> tuple[str, ...] | None:
    """The way without its last touch; None where it stands as it began."""
    question, known = asking.question, known_to(session, asking, filling)
    if question is None or isinstance(question, Number | Amount | Text | Several) or filling.way == filling.start:
        return None
    shorter = filling.way[:-1]
    while len(picks(question, shorter, known)) == 1:
        shorter = shorter[:-1]
    return shorter


def _typed(session: Session, asking: Asking, filling: Filling, tap: Tap) -> Turn | None:
    question, writing = asking.question, filling.writing
    if not isinstance(question, Number | Amount | Text):
        return None
    match tap:
        case WentOn() if is_complete(question, writing.text) and not writing.letters and not writing.strokes:
            return _answered(session, asking, filling, _value(question, writing.text))
        case Asked():
            return Stay(replace(session, filling=replace(filling, is_clear=not filling.is_clear)))
        case _ if isinstance(question, Text):
            turned = after(writing, tap, session.terminal.aids.in_script(session.look.language), question.most)
        case Digit(character) | Typed(character) | Written(character):
            fits = takes(question, writing.text, character)
            turned = replace(writing, text=writing.text + character) if fits else writing
        case Erased():
            turned = replace(writing, text=writing.text[:-1])
        case Cleared():
            turned = replace(writing, text="")
        case _:
            return None
    return Stay(replace(session, filling=replace(filling, writing=turned), notice=""))


def _value(question: Number | Amount | Text, typed: str) -> Answer:
    return Decimal(typed.rstrip(".")) if isinstance(question, Amount) else typed.strip()


def _without(filling: Filling, question_id: str) -> Filling:
    kept = {name: value for name, value in filling.answers.items() if name != question_id}
    return replace(filling, answers=kept)


def _answered(session: Session, asking: Asking, filling: Filling, found: Answer) -> Turn:
    question = asking.question
    if question is None:
        raise AssertionError("only a question is answered")
    after_it = replace(filling, answers={**filling.answers, question.id: found})
    return _gone_on(session, asking, after_it)


def _gone_on(session: Session, asking: Asking, filling: Filling) -> Turn:
    """The next question; whoever changes one answer comes to those that it has opened, then back to all of them."""
    gone = replace(
        session, filling=Filling(filling.answers, filling.given, today=filling.today, is_revising=filling.is_revising)
    )
    if not (filling.is_revising and asking.has_review):
        return Onward(gone)
    opened = [
        question
        for question in asking.form.asked(filling.answers)
        if question.id not in filling.answers and not question.optional
    ]
    return Backward(gone, to=_name(asking, opened[0].id if opened else _REVIEW))


def _before(session: Session, asking: Asking) -> Turn:
    """The question before, or what comes before the form."""
    filling = session.filling
    bare = replace(session, filling=Filling(filling.answers, filling.given, today=filling.today))
    if filling.is_revising and asking.question is not None:
        return Backward(bare, to=_name(asking, _REVIEW))
    asked = [one for one in asking.form.asked(filling.answers) if one.id not in filling.given]
    earlier = asked if asking.question is None else asked[: asked.index(asking.question)]
    if earlier:
        return Backward(bare, to=_name(asking, earlier[-1].id))
    return Backward(bare, to=asking.back_to) if asking.back_to else home(bare)


def _review(asking: Asking, needs: Level, dot: int) -> Step:
    form = asking.form

    def takes_event(session: Session, event: Event) -> Turn | None:
        filling = session.filling
        match event:
            case Tapped(Chosen(choice)) if any(one.id == choice for one in form.asked(filling.answers)):
                changed = replace(filling, given=filling.given - {choice}, asking="", is_revising=True)
                return Backward(replace(session, filling=changed), to=_name(asking, choice))
            case Tapped(WentOn()) if form.is_filled(filling.answers):
                return Onward(replace(session, filling=replace(filling, is_revising=False)))
            case Tapped(WentBack()):
                return _before(session, asking)
        return None

    return Step(
        name=_name(asking, _REVIEW),
        screen="review",
        idle=Idle.PERSONAL,
        takes=takes_event,
        needs=needs,
        asks=asking,
        dot=dot,
    )
