"""What the screens of complaints show."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.flows import giving_slip
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Row, View


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


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType({"complaint_noted": noted})
"""By a step's words."""
