"""What the screens of a traffic offence show: the picture and what it is about, the two answers, what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.look.told import as_read
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, View

_SIGNS = {"accepted": "tick", "contested": "notice"}


def picture(texts: Texts, session: Session, _: Step, view: View) -> View:
    """When, where and what, beside the picture."""
    evidence, bill = session.offence.evidence, session.paying.bill
    if evidence is None or bill is None:
        return view
    act = next((row.value for row in bill.rows if row.name == "行为"), bill.name)
    lead = texts.text(
        view.language,
        "offence.seen",
        at=f"{evidence.taken_at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
        camera=evidence.camera,
        act=as_read(texts, session, act),
    )
    told = {"lead": lead, "spoken": texts.text(view.language, "speech.shown")}
    return replace(view, words=view.words | told, paper_pages=1)


def answers(texts: Texts, _: Session, step: Step, view: View) -> View:
    """Accept, or contest."""

    def tile(answer: str) -> Choice:
        label = texts.text(view.language, f"offence.{answer}")
        return Choice(
            id=answer, label=label, detail=texts.text(view.language, f"offence.{answer}_hint"), icon=_SIGNS[answer]
        )

    return replace(view, choices=tuple(tile(answer) for answer in step.offers(_)))


def notice(texts: Texts, session: Session, _: Step, view: View) -> View:
    """What will be decided, or asked of an officer, before it is."""
    evidence, bill = session.offence.evidence, session.paying.bill
    if evidence is None or bill is None:
        return view
    rows = [
        *(Row(label=as_read(texts, session, one.name), value=as_read(texts, session, one.value)) for one in bill.rows),
        Row(label=texts.text(view.language, "offence.rule"), value=as_read(texts, session, evidence.rule)),
    ]
    words = view.words
    if session.offence.answer == "contested":
        words = words | texts.below(view.language, "offence_contest")
    return replace(view, rows=tuple(rows), words=words, picture="agree")


def contested(texts: Texts, session: Session, _: Step, view: View) -> View:
    """The officer's case."""
    answered = session.offence.answered
    if answered is None or answered.case is None:
        return view
    case, language = answered.case, view.language

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    rows = (
        Row(label=label("matter"), value=as_read(texts, session, case.item)),
        Row(label=label("case_no"), value=case.case_no),
        Row(label=label("query_code"), value=case.query_code or ""),
        Row(label=label("promised"), value=f"{case.promised:%Y-%m-%d}"),
        Row(label=label("office"), value=as_read(texts, session, case.issuer)),
    )
    return replace(view, rows=rows, words=view.words | {"back": ""}, picture="page", tone="good")


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {
        "offence_picture": picture,
        "offence_answer": answers,
        "offence_notice": notice,
        "offence_contested": contested,
    }
)
"""By a step's words."""
