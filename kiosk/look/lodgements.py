"""What the screens of lodging something with the platform show; each kind has a file of its own."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from config.texts import Texts
from kiosk.look import agents, bookings, coaches, delivery, feedback, offences, phone_codes
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import View

_LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {
        **agents.LOOKS,
        **bookings.LOOKS,
        **coaches.LOOKS,
        **delivery.LOOKS,
        **feedback.LOOKS,
        **offences.LOOKS,
        **phone_codes.LOOKS,
    }
)
"""By a step's words."""


def seen(texts: Texts, session: Session, step: Step | None, view: View) -> View:
    """The View with what its screen has to show of it; as it was where that is nothing."""
    if step is None or session.trouble is not None:
        return view
    if step.screen == "done":
        view = feedback.saved(texts, session, feedback.levels(texts, session, view))
    look = _LOOKS.get(step.words)
    return look(texts, session, step, view) if look is not None else view
