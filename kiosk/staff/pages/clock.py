"""时间: what this computer's clock shows, who keeps it right, how far the platform's is, and setting it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from drivers.clock import BEIJING
from drivers.faults import DeviceError
from drivers.machine import Sync
from drivers.machine.clock_state import clock_state
from kiosk.journal import allowed_facts
from kiosk.platform.dated import platform_time
from kiosk.platform.errors import PlatformError
from kiosk.platform.signing import SKEW_S
from kiosk.staff.accounts import PIN_DIGITS, AccountsError
from kiosk.staff.clocks import ClockProgramError
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.rights import load_rights
from kiosk.staff_view import Block, Entry, Tone

STANDING = "standing"
"""The worker that asks the platform: no person's question waits for it."""
STAFF_ACT = "staff-act"
"""Kind of the deed by which the clock is set."""
SET = "set-clock"
"""The right to do so."""
FAR = timedelta(days=1)
"""Typed and further than this from where the platform or two persons left it, two have to say so: who may still enter,
and what may still be called spoiled, are counted in days. Our choice; the platform's own time one person takes."""
WALKED = "clock-walked"
"""In the staff's book: how far single persons have moved it by hand since then, in s."""
TYPING = "typing"
PROVING = "proving"
FORM = "%Y%m%d%H%M"
DIGITS = 12
SAME_S = 2.0
"""The platform's `Date` counts whole seconds, and comes a way."""
CODES_S = 30.0
"""A one-time code of a clock that is further off is worth nothing (docs/staff.md)."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A one-time code that is right at the time that was typed."""

    account: str
    code_step: int


def _look(means: Means, where: Where) -> Look:
    if where.step in (TYPING, PROVING):
        return _typing(means, where)
    entries = (_now(means), *_kept(means), *_service(means), *_platform(means))
    return Look((Block(kind="rows", title=means.say("clock.title"), note=_note(means), entries=entries),), _ways(means))


def _note(means: Means) -> str:
    if not means.time_service.is_movable:
        return means.say("clock.no_program")
    state = means.time_service.state()
    if state is None:
        return means.say("clock.silent")
    return means.say("clock.kept_note" if state.is_on else "clock.free_note")


def _now(means: Means) -> Entry:
    return Entry(label=means.say("clock.now"), value=f"{means.clock.now():%Y-%m-%d %H:%M:%S}")


def _kept(means: Means) -> tuple[Entry, ...]:
    try:
        state = clock_state()
    except (DeviceError, OSError):
        return ()
    is_right = state.sync is Sync.SYNCHRONISED
    return (
        Entry(
            label=means.say("clock.sync"),
            value=means.say("clock.synchronised" if is_right else "clock.unset"),
            detail=f"±{state.estimated_error_s:.3f} s",
            tone="good" if is_right else "careful",
        ),
    )


def _service(means: Means) -> tuple[Entry, ...]:
    state = means.time_service.state()
    if state is None:
        return ()
    return (
        Entry(
            label=means.say("clock.service"),
            value=means.say("clock.on" if state.is_on else "clock.off"),
            detail=(state.server or means.say("clock.no_server")) if state.is_on else "",
            tone="good" if state.is_on else "careful",
        ),
    )


def _platform(means: Means) -> tuple[Entry, ...]:
    if means.platform is None:
        return ()
    there = means.platform_clock.now()
    if there is None:
        return (Entry(label=means.say("clock.platform"), value=means.say("clock.not_asked")),)
    off_s = (there - means.clock.now()).total_seconds()
    tone: Tone = "good" if abs(off_s) < SAME_S else "careful" if abs(off_s) <= CODES_S else "bad"
    return (
        Entry(
            label=means.say("clock.platform"),
            value=f"{there:%Y-%m-%d %H:%M:%S}",
            detail=_off(means, off_s),
            tone=tone,
        ),
        *((Entry(label=means.say("clock.refuses", minutes=SKEW_S // 60), tone="bad"),) if abs(off_s) > SKEW_S else ()),
    )


def _off(means: Means, off_s: float) -> str:
    if abs(off_s) < SAME_S:
        return means.say("clock.same")
    return means.say("clock.behind" if off_s > 0 else "clock.ahead", how=_span(abs(off_s)))


def _span(seconds: float) -> str:
    """Days where there are any, hours, minutes and seconds."""
    whole = timedelta(seconds=round(seconds))
    return f"{whole.days} d {timedelta(seconds=whole.seconds)}" if whole.days else str(whole)


def _ways(means: Means) -> tuple[Entry, ...]:
    """While the service keeps it nobody sets it by hand: it would be set back."""
    found = [Entry(id="ask", label=means.say("clock.ask"), sign="platform")] if means.platform is not None else []
    state = means.time_service.state()
    if state is None:
        return tuple(found)
    if state.is_on:
        return (*found, Entry(id="let", label=means.say("clock.let"), sign="close", tone="bad"))
    found.append(Entry(id="keep", label=means.say("clock.keep"), sign="again"))
    if means.platform_clock.now() is not None:
        found.append(Entry(id="take", label=means.say("clock.take"), sign="tick"))
    return (*found, Entry(id="type", label=means.say("clock.type"), sign="clock"))


def _typing(means: Means, where: Where) -> Look:
    is_proving = where.step == PROVING
    typed = _moment(where.picked if is_proving else where.typed)
    shown = Entry(label=means.say("clock.to"), value=f"{typed:%Y-%m-%d %H:%M:00}" if typed is not None else "—")
    return Look(
        (
            Block(
                kind="rows",
                title=means.say("clock.type"),
                note=means.say("clock.proving" if is_proving else "clock.typing"),
                entries=(_now(means), shown),
            ),
        ),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            Entry(id="set", label=means.say("button.go_on"), sign="tick"),
        ),
        field=means.say("clock.code_field" if is_proving else "clock.field"),
    )


def _moment(typed: str) -> datetime | None:
    """Year, month, day, hour, minute in Beijing; None for what is no moment."""
    try:
        return datetime.strptime(typed, FORM).replace(tzinfo=BEIJING) if len(typed) == DIGITS else None
    except ValueError:
        return None


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    state = means.time_service.state()
    match wanted:
        case "ask" if means.platform is not None:
            return Act("see-clock", lambda: _ask(means), worker=STANDING)
        case "let" if state is not None:
            return Act(
                "keep-clock",
                lambda: _switch(means, on=False),
                "off",
                title=means.say("clock.let_title"),
                lines=(means.say("clock.let_lead"),),
                is_serious=True,
            )
        case "keep" if state is not None:
            return Act(
                "keep-clock",
                lambda: _switch(means, on=True),
                "on",
                title=means.say("clock.keep_title"),
                lines=(means.say("clock.keep_lead"),),
            )
        case "take" if state is not None and (there := means.platform_clock.now()) is not None:
            return _set(means, there, means.platform_clock.now)
        case "type" if state is not None:
            return replace(where, step=TYPING, typed="")
        case "back":
            return Where(where.page)
        case "set" if state is not None and where.step == TYPING:
            typed = _moment(where.typed)
            if typed is None:
                return Act(SET, lambda: _refuse(means, "clock.no_moment"), "bad-time")
            if not means.reads_cards:
                return replace(where, picked=where.typed, step=PROVING, typed="")
            return _typed(means, typed)
        case "set" if state is not None and where.step == PROVING and (typed := _moment(where.picked)) is not None:
            proof = _proof(means, where.typed, typed)
            if proof is None:
                return Act(SET, lambda: _refuse(means, "clock.code_wrong"), "bad-code")
            return _typed(means, typed, proof)
    return None


def _typed(means: Means, to: datetime, proof: Proof | None = None) -> Act:
    """In steps of a day nobody walks further than in one."""
    walked_s = float(means.book.value(WALKED)[0] or 0) + (to - means.clock.now()).total_seconds()
    if abs(walked_s) > FAR.total_seconds():
        return _set(means, to, lambda: to, "move-clock", proof=proof)
    return _set(means, to, lambda: to, proof=proof, walked_s=walked_s)


def _proof(means: Means, code: str, to: datetime) -> Proof | None:
    """What a telephone says to that time, whose clock is another.

    Where nobody enters by card a wrong hour would leave no code right, and nobody could come in to set it back.
    """
    if len(code) != PIN_DIGITS:
        return None
    try:
        rights, known = load_rights(), means.accounts.all()
    except AccountsError:
        return None
    for one in known:
        step = one.code_step(code, to)
        if step is not None and step > means.book.used_step(one.number) and rights.may(one.role, SET):
            return Proof(one.number, step)
    return None


def _ask(means: Means) -> Done:
    if means.platform is None:
        raise AssertionError("there is nobody to ask")
    try:
        means.platform_clock.heard(platform_time(means.platform))
    except PlatformError as error:
        raise ActError(means.say("clock.not_told", why=error.key)) from error
    return Done(means.say("clock.told"))


def _switch(means: Means, *, on: bool) -> Done:
    """Switched on, the service moves the clock too."""
    if on:
        _still(means)
    try:
        means.time_service.switch(on=on)
    except ClockProgramError as error:
        raise ActError(means.say("clock.refused", why=str(error))) from error
    return Done(means.say("clock.now_on" if on else "clock.now_off"), "good" if on else "careful")


def _set(
    means: Means,
    to: datetime,
    moment: Callable[[], datetime | None],
    action: str = SET,
    *,
    proof: Proof | None = None,
    walked_s: float = 0.0,
) -> Act:
    """Told before: from, to, and what a jump backwards does to rows that are written."""
    now = means.clock.now()
    lines = [means.say("clock.from_to", was=f"{now:%Y-%m-%d %H:%M:%S}", to=f"{to:%Y-%m-%d %H:%M:%S}")]
    lines.append(_off(means, (to - now).total_seconds()))
    newest = means.journal.newest_of(tuple(allowed_facts()), 1)
    if newest and to < datetime.fromisoformat(newest[-1].at):
        lines.append(means.say("clock.backwards", at=newest[-1].at[:19].replace("T", " ")))
    return Act(
        action,
        lambda: _moved(means, moment, proof, walked_s),
        f"{now.isoformat(timespec='seconds')} > {to.isoformat(timespec='seconds')}",
        title=means.say("clock.set_title"),
        lines=tuple(lines),
        is_serious=len(lines) > 2,
    )


def _moved(means: Means, moment: Callable[[], datetime | None], proof: Proof | None, walked_s: float) -> Done:
    to = moment()
    if to is None:
        raise ActError(means.say("clock.not_asked"))
    _still(means)
    if not _can_enter(means, to):
        raise ActError(means.say("clock.nobody_enters"))
    if proof is not None:
        # It stood on the glass.
        means.book.use_step(proof.account, proof.code_step)
    before = means.book.value(WALKED)[0]
    means.book.keep(WALKED, str(walked_s))
    try:
        means.time_service.set(to)
    except ClockProgramError as error:
        means.book.keep(WALKED, before)
        raise ActError(means.say("clock.refused", why=str(error))) from error
    # Refused for the time of its signatures, the terminal is let in again now.
    means.workers[STANDING].look_soon()
    return Done(means.say("clock.was_set", to=f"{to:%Y-%m-%d %H:%M:%S}"), then=Where("clock"))


def _still(means: Means) -> None:
    """Papers, payments and orders carry times: none is under way while the clock moves.

    Raises:
        ActError: a visit or a deed is.
    """
    if not means.is_free() or any(deed.kind != STAFF_ACT for deed in means.journal.open_deeds()):
        raise ActError(means.say("clock.under_way"))


def _can_enter(means: Means, at: datetime) -> bool:
    """Accounts end by date: a mistyped year would shut out everybody who may set it right."""
    try:
        rights = load_rights()
        return any(one.is_valid(at.date()) and rights.may(one.role, SET) for one in means.accounts.all())
    except AccountsError:
        return False


def _refuse(means: Means, key: str) -> Done:
    raise ActError(means.say(key))


PAGE = Page("clock", "clock", "see-clock", _look, _take)
