"""What is promised for materials that are owed (容缺) or stated instead of shown (告知承诺): read, signed, copied.

    *promises.steps(wants, back_to="materials")       before it is handed in
    *promises.copying()                               after it was accepted
    promises.handed_in(session, application)          the application with its materials and the promise

One signature for all of it (一次性签订承诺书). Whoever cannot write agrees by word: who they are is proven.
"""

import hashlib
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from drivers.io_module import Lamp
from drivers.receipt_printer import Slip
from kiosk.effects import Effect, TellDay
from kiosk.events import DayTold, Event, Tapped
from kiosk.flows import signing, slip_by_itself
from kiosk.flows.filling_in import applying_of
from kiosk.flows.materials import MATERIALS, Wants, given_materials, wanted_by_item
from kiosk.gathering import WantedMaterial
from kiosk.items.registers import load_materials
from kiosk.items.working_days import WorkingDays, load_working_days
from kiosk.platform.material_values import Promise
from kiosk.platform.submission_values import Application
from kiosk.promise_terms import Sides, promise_terms
from kiosk.session import Level, Session
from kiosk.step import Backward, Idle, Onward, Stay, Step, Steps, Turn, tell_time
from kiosk.taps import WentBack, WentOn
from kiosk.wording import Wording
from printing.promise_slip import PromiseSlip, compose_promise_slip

PROMISE, SIGN, COPY = "promise", "sign", "promise_copy"


def steps(wants: Wants, *, needs: Level = Level.CARD_AND_FACTOR, dot: int = 0) -> Steps:
    """Both promises side by side, then the signature; nothing where nothing is promised."""

    def promises_nothing(session: Session) -> bool:
        return not promised(session, wants(session))

    read = replace(_PROMISE, passes=promises_nothing, needs=needs, dot=dot)

    return (read, signing.step(SIGN, back_to=PROMISE, passes=promises_nothing, needs=needs, dot=dot))


def promised(session: Session, wanted: tuple[WantedMaterial, ...]) -> bool:
    """Whether something is owed or stated."""
    return any(one.source in ("owed", "committed") for one in given_materials(session, wanted))


def lines(session: Session, wanted: tuple[WantedMaterial, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the person promises, and what the government does, in the person's language."""
    language, due = session.look.language, due_of(session)
    given = given_materials(session, wanted)
    owed = [one.material for one in given if one.source == "owed"]
    stated = [one.material for one in given if one.source == "committed"]
    yours: list[str] = []
    ours: list[str] = []

    def say(sides: Sides, **values: str) -> None:
        for said, told in ((sides.yours, yours), (sides.ours, ours)):
            told.extend(line.of(language).format(**values) for line in said)

    for material in stated:
        statement = next(one.commitment for one in wanted if one.material == material)
        say(promise_terms().committed, statement=statement)
    if owed:
        names = (", " if language == "en" else "、").join(_name(material).of(language) for material in owed)
        say(promise_terms().owed, materials=names, due=f"{due:%Y-%m-%d}" if due is not None else "")
    # Two statements have the same ending: it is said once.
    return tuple(dict.fromkeys(yours)), tuple(dict.fromkeys(ours))


def due_of(session: Session) -> date | None:
    """Until when what is owed has to be there, by the calendar of the offices; None before the day is known."""
    today = session.gathering.today
    return _calendar().due(today, applying_of(session).owe_days).day if today is not None else None


def days_of(session: Session) -> int:
    """Working days until what is owed has to be there, where the item says so; else 0."""
    item = session.item
    return item.settings.apply.owe_days if item is not None and item.settings.apply is not None else 0


def handed_in(session: Session, application: Application) -> Application:
    """With its materials and what was promised for them."""
    wanted = wanted_by_item(session)
    given = given_materials(session, wanted)
    if not given:
        return application
    promise = None
    if promised(session, wanted):
        is_owed = any(one.source == "owed" for one in given)
        promise = Promise(
            text_sha256=text_sha256(session, wanted),
            due=due_of(session) if is_owed else None,
            signature=session.gathering.signature,
        )
    return application.model_copy(update={"materials": given, "promise": promise})


def text_sha256(session: Session, wanted: tuple[WantedMaterial, ...]) -> str:
    """Of the words that were agreed to, a line each: the person's, an empty one, the government's."""
    yours, ours = lines(session, wanted)
    return hashlib.sha256("\n".join((*yours, "", *ours)).encode()).hexdigest()


def copying(*, needs: Level = Level.CARD_AND_FACTOR, dot: int = 0) -> Steps:
    """The copy of the promise, once it lies with the office."""
    return (replace(_COPY, needs=needs, dot=dot),)


def copy_of(session: Session, at: datetime) -> Slip | None:
    """The slip; None where it cannot be made."""
    accepted = session.application.accepted
    if accepted is None:
        return None
    wanted = wanted_by_item(session)
    yours, ours = lines(session, wanted)
    due = due_of(session) if any(one.source == "owed" for one in given_materials(session, wanted)) else None
    case = accepted.case.progress
    told = PromiseSlip(
        case_no=case.case_no,
        item=case.item,
        applicant=case.applicant,
        due=due,
        yours=yours,
        ours=ours,
        mark=text_sha256(session, wanted)[:16],
        by="手写签名" if session.gathering.signature is not None else "核验身份后点按同意",
        link=case.link,
        terminal=session.terminal.name,
        at=at,
        sample=session.is_sample,
    )
    return compose_promise_slip(told)


def _read(session: Session, event: Event) -> Turn | None:
    match event:
        case DayTold(day):
            return Stay(replace(session, gathering=replace(session.gathering, today=day)))
        case Tapped(WentOn()) if session.gathering.today is not None:
            # Where nobody can sign, agreeing here is the promise.
            is_agreed = not session.terminal.health.has(signing.PAD)
            return Onward(replace(session, gathering=replace(session.gathering, is_agreed=is_agreed), notice=""))
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to=MATERIALS)
    return None


def _copied(session: Session, event: Event) -> Turn | None:
    return slip_by_itself.given(session, event, copy_of, "promise-copy", _after_copy)


def _after_copy(session: Session, *, is_printed: bool) -> Turn:
    return Onward(replace(session, gathering=replace(session.gathering, is_slip_given=is_printed)))


def _is_not_copied(session: Session) -> bool:
    return not session.gathering.is_agreed or session.gathering.is_slip_given is not None


def _tell_day(_: Session) -> tuple[Effect, ...]:
    return (TellDay(),)


def _name(material: str) -> Wording:
    return load_materials()[material]


@cache
def _calendar() -> WorkingDays:
    return load_working_days()


_PROMISE = Step(name=PROMISE, screen="promise", words="promise", idle=Idle.PERSONAL, takes=_read, enter=_tell_day)
_COPY = Step(
    name=COPY,
    screen="working",
    words="promise_copy",
    idle=Idle.NEVER,
    takes=_copied,
    enter=tell_time,
    passes=_is_not_copied,
    can_leave=False,
    waits_for="receipt_printer",
    lamp=Lamp.RECEIPT,
)
