"""Where somebody goes whom the terminal could not serve, and the slip that says so."""

from dataclasses import replace
from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.effects import Effect, PrintSlip, TellTime
from kiosk.elsewhere import Destination, destination, hours_words
from kiosk.events import Event, Failed, SlipSettled
from kiosk.items.names import material_words
from kiosk.service_events import TimeTold
from kiosk.session import AddressGiven, Session, Trouble
from printing.address_slip import AddressSlip, compose_address_slip

NOT_READY = "not_ready_"
"""Before a fault's value: the key of a printer that cannot begin, told before anything is issued."""
_TOLD_OTHERWISE = ("aftermath_", "practice_")
"""Troubles that send nobody away."""

Moved = tuple[Session, tuple[Effect, ...]]


def leads_to(session: Session) -> Destination | None:
    """Where the trouble of a visit, or a closed terminal, sends people; None for nowhere."""
    key = session.trouble.key if session.trouble is not None else session.terminal.health.closed
    if not key or session.is_practice or key.startswith(_TOLD_OTHERWISE):
        return None
    return destination(session.terminal.places, session.item, key.removeprefix(NOT_READY))


def may_print(session: Session) -> bool:
    """Whether a slip of it can be had: once, and not while the slip of a print is on its way."""
    trouble = session.trouble
    if trouble is None or trouble.address or leads_to(session) is None:
        return False
    is_slip_due = session.printing.outcome is not None and session.slip_printed is None
    return not is_slip_due and not session.terminal.health.missing(("receipt_printer",))


def asked(session: Session, trouble: Trouble) -> Moved:
    """The person wants it on paper: it bears the time."""
    return _with(session, trouble, "asked"), (TellTime(),)


def took(session: Session, event: Event) -> Moved | None:
    """What becomes of the slip; None for what does not concern it."""
    trouble, going = session.trouble, leads_to(session)
    if trouble is None or trouble.address != "asked" or going is None:
        return None
    match event:
        case TimeTold(at):
            return session, (PrintSlip(_slip(session, going, at), session.deed(f"address-slip-{session.page}")),)
        case SlipSettled(is_printed):
            return _with(session, trouble, "printed" if is_printed else "failed"), ()
        case Failed():
            return _with(session, trouble, "failed"), ()
    return None


def _with(session: Session, trouble: Trouble, address: AddressGiven) -> Session:
    return replace(session, trouble=replace(trouble, address=address))


def _slip(session: Session, going: Destination, at: datetime) -> Slip:
    language = session.look.language
    place = going.place
    return compose_address_slip(
        AddressSlip(
            errand=_twice(going.errand.zh_hans, going.errand.of(language)) if going.errand is not None else "",
            name=place.name,
            where=place.where,
            hours=_twice(hours_words(place.hours, "zh-Hans"), hours_words(place.hours, language)),
            bring=_twice(material_words(going.bring, "zh-Hans"), material_words(going.bring, language)),
            phone=place.phone,
            terminal=session.terminal.place,
            at=f"{at:%Y-%m-%d %H:%M:%S}",
            sample=session.is_sample,
        )
    )


def _twice(chinese: str, own: str) -> str:
    """In both languages where they differ: who points the way reads the one, who asks for it the other."""
    return chinese if own in ("", chinese) else f"{chinese} {own}"
