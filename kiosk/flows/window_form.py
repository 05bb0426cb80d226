"""填单: what somebody has kept of an application, printed for a window, with the code that opens it there.

*window_form.steps(back_to="draft_kept")      in the table, after the step that shows the draft; entered where
                                              session.application.form is "wanted"
window_form.may_print(session)                whether that can be offered

It is no application: nothing was handed in, and the paper says so.
"""

from dataclasses import replace
from datetime import datetime

from drivers.outcome import Outcome
from kiosk.events import Event
from kiosk.flows import ask_form, inquiring
from kiosk.flows.filling_in import applying_of, form_of
from kiosk.flows.making_paper import item_of, person_of
from kiosk.flows.own_paper import OwnPaper
from kiosk.flows.verdict import needs_of
from kiosk.forms.form import Answer, City, Months, Question, Region
from kiosk.items import names
from kiosk.session import Level, Session
from kiosk.step import Backward, Onward, Step, Steps, Turn
from printing.records.extract import ExtractEntry, ExtractLine, RegisterExtract

LAYOUT = "window-form"
NOT_FILLED = "（未填，请在窗口补充）"


def steps(*, back_to: str, needs: Level, dot: int) -> Steps:
    """Ask the printer, print, back to the draft.

    Args:
        back_to: the step that shows the draft.
        needs: the level of identity that the flow has reached.
        dot: of the step dots.
    """

    def back(step: Step) -> Step:
        def takes(session: Session, event: Event) -> Turn | None:
            turn = step.takes(session, event)
            if not isinstance(turn, Onward):
                return turn
            is_out = turn.session.application.form == "wanted"
            told = replace(turn.session.application, form="printed" if is_out else "failed")
            notice = "window_form_printed" if is_out else "window_form_failed"
            return Backward(replace(turn.session, application=told, notice=notice), to=back_to)

        return replace(step, takes=takes)

    return (_FORM.ready(needs, dot), back(_FORM.printed(needs, dot)))


def may_print(session: Session) -> bool:
    """Whether the form can be had here. It is asked for once: of one that did not come out nobody may know enough."""
    return not session.application.form and not session.terminal.health.missing(("a4_printer",))


def wanting(session: Session) -> Session:
    """The person wants it."""
    return replace(session, application=replace(session.application, form="wanted"), notice="")


def _is_wanted(session: Session) -> bool:
    return session.application.form == "wanted"


def _without(session: Session, _: Outcome) -> Turn:
    return Onward(replace(session, application=replace(session.application, form="failed")))


def _record(session: Session, at: datetime) -> RegisterExtract:
    item, (identity, number), draft = item_of(session), person_of(session), session.application.draft
    if draft is None:
        raise AssertionError("only what is kept is printed")
    form = form_of(session)
    given = ask_form.answers(session, form)
    lines = (
        ExtractLine(
            name=(one.label or one.ask).zh_hans,
            value=_said(session, one, given[one.id]) if one.id in given else NOT_FILLED,
        )
        for one in form.asked(session.filling.answers)
    )
    return RegisterExtract(
        subject=identity.subject,
        issuer=session.terminal.place,
        title=item.settings.name.zh_hans,
        name=identity.name,
        number=number,
        queried_at=at,
        lines=tuple(lines),
        entries=_brought(session),
        link=draft.link,
    )


def _said(session: Session, question: Question, answer: Answer) -> str:
    """An answer as a window reads it."""
    divisions = session.terminal.divisions
    match question, answer:
        case Region(), str():
            return divisions.whole_name(answer) or answer
        case City(), str():
            return divisions.city(answer)
        case _, Months(first, last):
            return f"{first[:4]}.{first[4:]}-{last[:4]}.{last[4:]}"
    return inquiring.words_of(question, answer)


def _brought(session: Session) -> tuple[ExtractEntry, ...]:
    """What the window wants to see: what the item needs, and the materials of the application itself."""
    known = names.materials()
    needed = needs_of(session, item_of(session))
    more = tuple(one.material for one in applying_of(session).materials if one.material not in needed)
    return tuple(
        ExtractEntry(on=str(place), what=known[name].zh_hans, value="原件")
        for place, name in enumerate((*needed, *more), 1)
    )


_FORM = OwnPaper(name="window_form", layout=LAYOUT, made=_record, wanted=_is_wanted, without=_without)
