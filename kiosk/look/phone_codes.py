"""What goes to a phone, on the glass: which licence, and the code."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.look.told import as_read
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, View


def licences(texts: Texts, session: Session, __: Step, view: View) -> View:
    """The person's own, with their masked numbers."""
    choices = tuple(
        Choice(id=one.id, label=as_read(texts, session, one.name), detail=one.number, icon="card")
        for one in session.serving.licences
    )
    return replace(view, choices=choices, is_own_list=True)


def code(texts: Texts, session: Session, _: Step, view: View) -> View:
    """The code, what it is, and until when it works."""
    told = session.serving.phone
    if told is None:
        return view
    until = f"{told.valid_until.astimezone(BEIJING):%H:%M:%S}"
    lines = (
        texts.text(view.language, f"phone.{key}", name=as_read(texts, session, told.name), until=until)
        for key in ("scan", "once", "until")
    )
    rows = tuple(Row(label=str(number), value=line) for number, line in enumerate(lines, 1))
    return replace(view, qr=told.link, rows=rows)


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {"phone_licence": licences, "phone_code_shown": code}
)
"""By a step's words."""
