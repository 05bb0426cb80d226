"""What the screens of complaints show."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.flows import giving_slip, rating
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, View


def noted(texts: Texts, session: Session, _: Step, view: View) -> View:
    """Number, code, class, and the day by which it is answered."""
    accepted, language = session.feedback.complaint, view.language
    if accepted is None:
        return view

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    rows = (
        Row(label=label("case_no"), value=accepted.case.progress.case_no),
        Row(label=label("query_code"), value=accepted.code),
        Row(label=label("complaint_class"), value=texts.text(language, f"complaint_class.{accepted.of}")),
        Row(label=label("answered_by"), value=f"{accepted.due:%Y-%m-%d}"),
    )
    primary = view.words["primary_slip" if giving_slip.may_give(session) else "primary_end"]
    return replace(view, rows=rows, words=view.words | {"primary": primary, "back": ""}, picture="page", tone="good")


def thanks(texts: Texts, session: Session, _: Step, view: View) -> View:
    """Thanks; of a bad one the number under which an office answers."""
    accepted, language = session.feedback.rating, view.language
    if accepted is None:
        return view
    rows: tuple[Row, ...] = ()
    words = view.words | {"back": "", "empty": view.words["lead"]}
    if accepted.case is not None and accepted.due is not None:
        rows = (
            Row(label=texts.text(language, "label.case_no"), value=accepted.case.progress.case_no),
            Row(label=texts.text(language, "label.query_code"), value=accepted.code),
            Row(label=texts.text(language, "label.answered_by"), value=f"{accepted.due:%Y-%m-%d}"),
        )
        words |= {"lead": view.words["lead_bad"]}
    primary = view.words["primary_slip" if rating.may_give(session) else "primary_end"]
    return replace(
        view, rows=rows, words=words | {"primary": primary}, picture="page" if rows else "agree", tone="good"
    )


def levels(texts: Texts, session: Session, view: View) -> View:
    """On the last screen of a visit: how was it?"""
    tiles = tuple(
        Choice(id=choice, label=texts.text(view.language, f"rating.{choice.removeprefix(rating.RATE)}"))
        for choice in rating.choices(session)
    )
    if not tiles:
        return view
    ask = texts.text(view.language, "rating.ask")
    return replace(view, choices=tiles, words=view.words | {"rate": ask})


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {"complaint_noted": noted, "rating_thanks": thanks}
)
"""By a step's words."""
