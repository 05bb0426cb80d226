"""How a visit moves on. Every rule that is not in a flow's table is here; no clock, no I/O, no Qt."""

from dataclasses import dataclass, replace

from drivers.faults import Fault
from kiosk.announcements import AnnouncementsTold
from kiosk.choosing import NOTHING_CHOSEN, Choosing
from kiosk.effects import Effect, Record
from kiosk.endorsing_events import PermitLeft
from kiosk.events import (
    AfterRestart,
    CardRead,
    DeviceSeen,
    Event,
    Failed,
    Reminded,
    Tapped,
    TerminalClosed,
    Ticked,
    TimeUp,
    Warned,
)
from kiosk.flows import before_start, rating, steps_of
from kiosk.flows.identity import ways
from kiosk.health import EMERGENCY, Health
from kiosk.hours import HoursSeen
from kiosk.items.routes import ACTING, ROUTES
from kiosk.locker_events import DoorLeft
from kiosk.masking import home_city
from kiosk.measured import MinutesMeasured
from kiosk.nights import NightSet
from kiosk.over import address, finding, home
from kiosk.over import layers as over
from kiosk.over.ending import ended, home_again, is_cleared, practising, rested, woken
from kiosk.paying_events import OrderFound
from kiosk.payment_slips import found_slip
from kiosk.platform.values import Identity
from kiosk.presence_events import KeyUsed, Listened
from kiosk.ratings import RatingsHeard
from kiosk.session import Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Onward, Stay, Step, Turn, Unchosen
from kiosk.taps import (
    Asked,
    Chosen,
    Left,
    OtherWay,
    Practised,
    Tap,
    WentBack,
    WentHome,
    WentOn,
)

PERMIT_LEFT = "aftermath_permit_left"


@dataclass(frozen=True, slots=True)
class Move:
    """The session as it is now, and what to do about it."""

    session: Session
    effects: tuple[Effect, ...] = ()


def step_of(session: Session) -> Step | None:
    """The step that the visit stands at; None on the home screen."""
    return steps_of(session.item, session.route)[session.step] if session.item is not None else None


def advance(session: Session, event: Event) -> Move:
    """What an event makes of a session."""
    return _sent_out(session, _moved(session, event))


def _sent_out(before: Session, move: Move) -> Move:
    """An emergency ends a visit as 退出 would, wherever that may end one: paper, money, cards are finished with first.

    What lies over the home screen goes when it begins; afterwards help and larger letters are there again. A card that
    was left, and what a crash has left to be told, are told when it is over.
    """
    session = move.session
    if is_cleared(before) and session.trouble is not None and session.terminal.health.closed != EMERGENCY:
        return replace(move, session=replace(session, page=session.page + 1))
    if is_cleared(session):
        begins = before.terminal.health.closed != EMERGENCY
        return replace(move, session=_bare(session)) if begins else move
    if session.terminal.health.closed != EMERGENCY or not _may_leave(session, step_of(session)):
        return move
    left = _over(session)
    # Whoever has to go reads it in their own language and size.
    return Move(replace(left.session, look=session.look), move.effects + left.effects)


def _bare(session: Session) -> Session:
    """With nothing open. It stays the same visit: a reader that was asked for a card left answers this one."""
    bare = replace(session, asides=(), veil=None, shelf="", choosing=NOTHING_CHOSEN, is_practice=False)
    return replace(bare, turns=session.turns + 1)


def _moved(session: Session, event: Event) -> Move:
    session = _awake(session, event)
    covered = over.took(session, event) or address.took(session, event)
    if covered is not None:
        return Move(*covered)
    match event:
        case CardRead(card):
            return _in_step(replace(session, laid=card.number), event)
        case DeviceSeen(device, state):
            seen = _with_health(session, session.terminal.health.seen(device, state)).session
            step = step_of(seen)
            if Fault.STUCK in state.faults and step is not None and step.waits_for == device:
                return _in_step(seen, Failed(Fault.STUCK.value, can_try_again=False))
            return Move(seen)
        case TerminalClosed() | HoursSeen() | NightSet() | MinutesMeasured() | RatingsHeard() | AnnouncementsTold():
            return _at_terminal(session, event)
        case AfterRestart() | DoorLeft() | OrderFound() | PermitLeft() if session.item is None:
            return _left_behind(session, event)
        case Ticked(seconds):
            return Move(replace(session, seconds_left=seconds or None))
        case Reminded(count):
            return Move(replace(session, reminders=count))
        case Warned(seconds):
            return Move(replace(session, still_there_s=seconds))
        case Tapped(tap):
            return _tapped(replace(session, still_there_s=None), tap)
        case TimeUp() if _is_over(session):
            is_home = step_of(session) is None and session.trouble is None and session.identity is None
            return Move(*rested(session)) if is_home else _over(session)
    return _in_step(session, event)


def _awake(session: Session, event: Event) -> Session:
    """An earphone that is plugged in, or a key, is somebody: whoever hears the screens begins at the home screen."""
    return woken(session, "") if isinstance(event, KeyUsed | Listened) and session.is_resting else session


def _left_behind(session: Session, event: AfterRestart | DoorLeft | OrderFound | PermitLeft) -> Move:
    """What became of a deed that a crash interrupted, for whoever stands there."""
    match event:
        case AfterRestart(outcome, sheets):
            told = Trouble(f"aftermath_{outcome.value}", again_at=None, sheets=sheets)
        case DoorLeft(outcome):
            told = Trouble(f"aftermath_door_{outcome.value}", again_at=None)
        case PermitLeft():
            told = Trouble(PERMIT_LEFT, again_at=None)
        case OrderFound(order, item, at):
            told = Trouble(f"aftermath_payment_{order.state}", again_at=None)
            if session.trouble is not None and session.trouble.key == PERMIT_LEFT:
                # Whose permit is inside has to know that first; what became of the money stands on the slip.
                told = session.trouble
            return Move(replace(session, trouble=told, page=session.page + 1), found_slip(session, order, item, at))
    return Move(replace(session, trouble=told, page=session.page + 1))


def _at_terminal(
    session: Session,
    event: TerminalClosed | HoursSeen | NightSet | MinutesMeasured | RatingsHeard | AnnouncementsTold,
) -> Move:
    if isinstance(event, AnnouncementsTold):
        return Move(replace(session, terminal=replace(session.terminal, told=event)))
    if isinstance(event, HoursSeen):
        return Move(replace(session, terminal=replace(session.terminal, shut=event.shut, closing=event.closing)))
    if isinstance(event, NightSet):
        return Move(replace(session, terminal=replace(session.terminal, is_night_set=event.is_on)))
    if isinstance(event, MinutesMeasured):
        return Move(replace(session, terminal=replace(session.terminal, minutes=event.minutes)))
    if isinstance(event, RatingsHeard):
        return Move(replace(session, terminal=replace(session.terminal, ratings=event.ratings)))
    return _with_health(session, session.terminal.health.closed_by(event.by, event.key))


def _with_health(session: Session, health: Health) -> Move:
    return Move(replace(session, terminal=replace(session.terminal, health=health)))


def _tapped(session: Session, tap: Tap) -> Move:
    step = step_of(session)
    covered = over.tapped(session, tap)
    if covered is not None:
        return Move(*covered)
    match tap:
        case Left() if _may_leave(session, step):
            return _over(session)
        case WentHome() if _may_leave(session, step):
            return _left_first(session, is_over=False) or Move(*home_again(session))
        case WentOn() if session.asides:
            return _tapped(session, Left())
        case WentOn() if session.veil is not None:
            return _proving_again(session)
        case Practised() if step is None and session.identity is None:
            return Move(*practising(session))
        case OtherWay() if ways.has_other_way(session, step) and not session.is_practice:
            other = replace(session.without_proofs(), notice="")
            return _entered(other, _index(other, "routes"))
        case _ if session.trouble is not None:
            return _tapped_in_trouble(session, session.trouble, tap)
        case _ if step is None and (searched := finding.took(session, tap)) is not None:
            return Move(searched)
        case Chosen(chosen) if step is None:
            shelf = home.opened(session, chosen)
            return Move(shelf) if shelf is not None else _chosen(session, chosen)
        case WentBack() if step is None and home.is_open(session):
            return Move(home.closed(session))
    return _in_step(session, Tapped(tap))


def _over(session: Session, notice: str = "") -> Move:
    return _left_first(session, is_over=True) or Move(*ended(session, notice))


def _left_first(session: Session, *, is_over: bool) -> Move | None:
    """What the step does before anybody goes from it, with nothing over it that hides it."""
    step = step_of(session)
    turn = step.leaves(replace(session, asides=(), veil=None), is_over) if step is not None else None
    return _turned(session, turn) if turn is not None else None


def _may_leave(session: Session, step: Step | None) -> bool:
    return not is_cleared(session) and (step is None or step.can_leave or session.trouble is not None)


def _is_over(session: Session) -> bool:
    """Whether nobody has to be heard any more before the visit may end."""
    return step_of(session) is None or session.trouble is not None or session.still_there_s is not None


def _proving_again(session: Session) -> Move:
    """The same thing once more from the question who it is; what was found before waits for the same person only."""
    if (first := _left_first(session, is_over=True)) is not None:
        return first
    item, period = session.item, session.period
    if item is None:
        return Move(*ended(session))
    covered = replace(session, veil=None, asides=(), covered=None) if session.identity is not None else session.covered
    again = replace(session.next_errand(), identity=None, proven_by=None, laid="", covered=covered)
    looked_at = replace(before_start.chosen(again, item), choosing=session.choosing, period=period)
    return _turned(looked_at, Onward(before_start.begun(looked_at)))


def _chosen(session: Session, item_id: str) -> Move:
    health = session.terminal.health
    item = session.terminal.catalogue.get(item_id)
    if item is None or health.closed or ways.is_out_of_question(item, health):
        return Move(session)
    return _entered(before_start.chosen(session, item), 0)


def _tapped_in_trouble(session: Session, trouble: Trouble, tap: Tap) -> Move:
    match tap:
        case Asked() if address.may_print(session):
            return Move(*address.asked(session, trouble))
        case WentOn() if trouble.again_at is not None:
            return _entered(session, _index(session, trouble.again_at))
        case WentOn() | WentBack():
            return _over(session)
    return Move(session)


def _in_step(session: Session, event: Event) -> Move:
    step = step_of(session)
    if step is None:
        return Move(session)
    turn = step.takes(session, event)
    if turn is None and step.screen == "done" and (rated := rating.begun(session, event)) is not None:
        return _entered(rated, _index(rated, "ask-level"))
    if turn is None and isinstance(event, Failed) and session.trouble is None:
        again = (step.again or step.name) if event.can_try_again else None
        turn = Fail(session, Trouble(event.key, again_at=again, sheets=session.printing.sheet))
    match turn:
        case Stay(kept) | Onward(kept) | Backward(kept) if kept.identity is not None and _is_new(kept, session):
            return _proven(session, turn, kept, kept.identity)
    return _turned(session, turn)


def _is_new(kept: Session, session: Session) -> bool:
    return kept.identity is not session.identity


def _proven(session: Session, turn: Stay | Onward | Backward, kept: Session, identity: Identity) -> Move:
    """Somebody was proven: believed only where it is what the way proves, and written down."""
    doubt = _doubt(kept, identity)
    if doubt:
        return _turned(session, Fail(session, Trouble(doubt, again_at=None)))
    covered = kept.covered
    if covered is not None and _is_of(covered, identity):
        move = _taken_up(covered, kept)
    else:
        move = _turned(session, replace(turn, session=replace(kept, covered=None)))
    return replace(move, effects=(_identified(kept), *move.effects))


def _is_of(covered: Session, identity: Identity) -> bool:
    """Whether the same person, acting for the same, has come back."""
    before = covered.identity
    return before is not None and (before.subject, before.acting) == (identity.subject, identity.acting)


def _taken_up(covered: Session, proven: Session) -> Move:
    """The very step that was covered, with all that was filled in, by the new proof."""
    again = replace(
        covered,
        page=proven.page,
        turns=proven.turns,
        errands=proven.errands,
        terminal=proven.terminal,
        look=proven.look,
        has_keys=proven.has_keys,
        called=proven.called,
        may_offer_bigger=proven.may_offer_bigger,
        laid=proven.laid,
        closed_routes=proven.closed_routes,
        codes=proven.codes,
        face=proven.face,
        identity=proven.identity,
        proven_by=proven.proven_by,
    )
    return _entered(again, again.step)


def _doubt(session: Session, identity: Identity) -> str:
    """Why the platform's word is not what this way proves; empty when it is.

    It is less than the item or the way asks for, or somebody acts for the person though nobody asked, or nobody does.
    """
    item, route = session.item, session.proven_by
    if item is None or route is None:
        raise AssertionError("an identity is proven for an item, in some way")
    if identity.level < max(item.settings.level, ROUTES[route].proves):
        return "not_enough"
    return "wrong_answer" if (identity.acting is not None) is not (route in ACTING) else ""


def _identified(session: Session) -> Record:
    """The books show by which way; and where somebody acts for another, both by the platform's pseudonyms."""
    identity, item = session.identity, session.item
    if identity is None or item is None:
        raise AssertionError("an identity is proven for an item")
    facts = (
        ("visit", session.name),
        ("item", item.id),
        ("route", session.proven_by or ""),
        ("for_pseudonym", identity.subject if identity.acting else ""),
        ("by_pseudonym", identity.acting or ""),
        ("home", home_city(identity.number)),
        ("city", session.choosing.city or session.terminal.city),
    )
    return Record("identified", facts)


def _turned(session: Session, turn: Turn | None) -> Move:
    match turn:
        case None:
            return Move(session)
        case Stay(kept, effects):
            return Move(kept, effects)
        case Onward(kept, effects):
            entered = _entered(kept, kept.step + 1)
            return Move(entered.session, effects + entered.effects)
        case Backward(kept, to, effects):
            entered = _entered(kept, _index(kept, to))
            return Move(entered.session, effects + entered.effects)
        case Fail(kept, trouble, effects):
            return Move(replace(kept, trouble=trouble, page=kept.page + 1, seconds_left=None), effects)
        case Finish(notice):
            return _over(session, notice)
        case Unchosen(kept):
            before = Choosing(finding=kept.choosing.finding, home_city=kept.choosing.home_city)
            return Move(replace(kept.next_errand(), shelf=kept.shelf, choosing=before))
        case Another(notice):
            fresh = Move(replace(session.next_errand(), notice=notice))
            return _left_first(session, is_over=False) or fresh


def _entered(session: Session, index: int) -> Move:
    if session.item is None:
        raise AssertionError("a step is entered for an item")
    table = steps_of(session.item, session.route)
    while table[index].passes(session):
        index += 1
    step = table[index]
    if session.level < step.needs:
        raise AssertionError(f"step {step.name} needs level {step.needs}, only {session.level} is proven")
    entered = session.on_page(index)
    if step.waits_for and Fault.STUCK in session.terminal.health.of(step.waits_for).faults:
        # Nobody would ever answer: what is asked of a worker that hangs waits behind the call that does not come back.
        return _in_step(entered, Failed(Fault.STUCK.value, can_try_again=False))
    return Move(entered, step.enter(entered))


def _index(session: Session, name: str) -> int:
    if session.item is None:
        raise AssertionError("a step belongs to an item")
    return next(index for index, step in enumerate(steps_of(session.item, session.route)) if step.name == name)
