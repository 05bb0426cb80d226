"""Where a case stands: by number and code, by the code on the receipt, or all cases of whoever proves who they are."""

from dataclasses import replace

from kiosk.applying_effects import TakeBack
from kiosk.applying_events import ApplicationTakenBack
from kiosk.effects import Effect, ScanCode
from kiosk.events import CodeScanned, Event, Failed, Tapped
from kiosk.flows import ask_form, giving_slip, identity, query, refunding, supplement
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.platform.service_values import CaseFile
from kiosk.platform.submission_values import TakingBack
from kiosk.service_effects import FindCase, FindCaseByScan, ListCases
from kiosk.service_events import CaseFound, CasesListed
from kiosk.serving import Ending
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, before_start, home
from kiosk.taps import Asked, Chosen, OtherWay, WentBack, WentOn
from printing.layout_schema import SlipLayout
from printing.records.hall import Progress

FORM = "case-number"
RECORD = "case-progress"
BY_NUMBER, BY_SCAN, BY_IDENTITY = "number", "scan", "identity"


def steps(item: Item, route: Route | None) -> Steps:
    """Find the case, show its way through the offices, give a slip. A register with progress of its own is a query."""
    if item.settings.record != RECORD:
        return query.steps(item, route)
    slip = giving_slip.steps(_record, back_to="timeline", dot=4) if isinstance(item.paper, SlipLayout) else ()
    if item.settings.level >= Level.CARD_AND_FACTOR:
        return (*identity.steps(item, route), *_LISTED, TIMELINE, *_undoing(), *_LATER, *slip)
    by_number = (*ask_form.steps(form_named(FORM), back_to="ways", has_review=False, dot=2), FIND)
    by_identity = (*identity.steps(identity.proven(item), route), *_LISTED) if item.settings.routes else ()
    return (
        WAY,
        *(step.only(lambda session: session.serving.way == BY_NUMBER) for step in by_number),
        SCAN.only(lambda session: session.serving.way == BY_SCAN),
        *(step.only(lambda session: session.serving.way == BY_IDENTITY) for step in by_identity),
        TIMELINE,
        *_undoing(),
        # Whoever found the case by its number has proved nothing: `may_supplement` leads none of them there.
        *(replace(step, needs=Level.NOBODY) for step in (_LATER if item.settings.routes else ())),
        *slip,
    )


def ways_of(session: Session) -> tuple[str, ...]:
    """The ways that this terminal and this item have."""
    item, health = session.item, session.terminal.health
    by_scan = () if health.missing(("code_scanner",)) else (BY_SCAN,)
    by_identity = (BY_IDENTITY,) if item is not None and item.settings.routes else ()
    return (BY_NUMBER, *by_scan, *by_identity)


def _way(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(way)) if way in ways_of(session):
            return Onward(replace(session, serving=replace(session.serving, way=way), notice=""))
        case Tapped(WentBack()):
            return before_start(session)
    return None


def _find(session: Session) -> tuple[Effect, ...]:
    given = ask_form.answers(session, form_named(FORM))
    return (FindCase(str(given.get("case-no", "")), str(given.get("code", "")).upper()),)


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case CaseFound(case):
            return Onward(replace(session, serving=replace(session.serving, case=case), notice=""))
    return None


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ScanCode(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    match event:
        case CodeScanned(payload):
            return Stay(session, (FindCaseByScan(payload),))
        case Tapped(WentBack()):
            return Backward(session, to="ways")
    return _found(session, event)


def _list(session: Session) -> tuple[Effect, ...]:
    return (ListCases(person_of(session)[0]),)


def _listed(session: Session, event: Event) -> Turn | None:
    match event:
        case CasesListed(found):
            cases = tuple(one for one in found if _is_about(session, one))
            if not cases:
                return Fail(session, Trouble("nothing_found", again_at=None))
            one = cases[0] if len(cases) == 1 else None
            return Onward(replace(session, serving=replace(session.serving, cases=cases, case=one)))
    return None


def _is_about(session: Session, case: CaseFile) -> bool:
    """Whoever asks for their residence permit is not shown a case about a pension."""
    words = item_of(session).settings.matters
    return not words or any(word in case.progress.item for word in words)


def _choose(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(case_no)):
            for case in session.serving.cases:
                if case.progress.case_no == case_no:
                    return Onward(replace(session, serving=replace(session.serving, case=case)))
        case Tapped(WentBack()):
            return home(session)
    return None


def _has_one(session: Session) -> bool:
    return len(session.serving.cases) == 1


def may_undo(session: Session) -> bool:
    """Whether the case can be taken back now, by whoever stands there."""
    case = session.serving.case
    return session.identity is not None and case is not None and case.undo_until is not None


def _undoing() -> Steps:
    """Taking it back is asked for twice, and done once."""

    def is_not_wanted(session: Session) -> bool:
        return session.serving.ending != "undo"

    return tuple(replace(step, passes=is_not_wanted) for step in (UNDO, UNDONE))


def _undo(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(WentBack()):
            return Backward(_with_ending(session, ""), to="timeline")
    return None


def _take_back(session: Session) -> tuple[Effect, ...]:
    case, item = session.serving.case, session.item
    if case is None or item is None:
        raise AssertionError("only a case that is looked at is taken back")
    wanted = TakingBack(case_no=case.progress.case_no)
    return (TakeBack(person_of(session)[0], wanted, session.deed(f"undo-{session.page}"), session.name, item.id),)


def _taken_back(session: Session, event: Event) -> Turn | None:
    match event:
        case ApplicationTakenBack(case):
            told = replace(session, serving=replace(session.serving, case=case, ending=""), notice="taken_back")
            return Backward(told, to="timeline", effects=refunding.asked(told))
        case Failed("limit_reached"):
            return Backward(_with_ending(replace(session, notice="too_late_to_take_back"), ""), to="timeline")
    return None


def _with_ending(session: Session, ending: Ending) -> Session:
    return replace(session, serving=replace(session.serving, ending=ending))


def _timeline(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(OtherWay()) if may_undo(session):
            return Onward(_with_ending(replace(session, notice=""), "undo"))
        case Tapped(WentOn()) if supplement.may_supplement(session):
            return Onward(supplement.begun(session))
        case Tapped(WentOn()) if giving_slip.may_give(session):
            return Onward(replace(session, serving=replace(session.serving, ending="slip"), notice=""))
        case Tapped(WentBack()) if len(session.serving.cases) > 1:
            return Backward(replace(session, serving=replace(session.serving, case=None), notice=""), to="cases")
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()):
            return Finish()
    return refunding.shown(session, event)


def _record(session: Session) -> Progress | None:
    return session.serving.case.progress if session.serving.case is not None else None


_L2 = Level.CARD_AND_FACTOR
WAY = Step(name="ways", screen="pick", words="progress_ways", idle=Idle.CHOOSING, takes=_way, dot=1)
FIND = Step(name="find", screen="working", idle=Idle.NEVER, takes=_found, enter=_find, again="ask-case-no", dot=2)
SCAN = Step(
    name="scan_receipt", screen="scan", words="scan_receipt", idle=Idle.CHOOSING, takes=_scanned, enter=_scan, dot=2
)
LIST = Step(name="list", screen="working", idle=Idle.NEVER, takes=_listed, enter=_list, dot=3)
CASES = Step(name="cases", screen="pick", words="cases", idle=Idle.PERSONAL, takes=_choose, passes=_has_one, dot=3)
_LISTED = (LIST, CASES)
UNDO = Step(name="undo", screen="consent", words="take_back", idle=Idle.PERSONAL, takes=_undo, dot=4)
UNDONE = Step(
    name="undone",
    screen="working",
    words="taken_back",
    idle=Idle.NEVER,
    takes=_taken_back,
    enter=_take_back,
    can_leave=False,
    again="timeline",
    dot=4,
)
TIMELINE = Step(name="timeline", screen="timeline", idle=Idle.PERSONAL, takes=_timeline, dot=4)
_LATER = supplement.steps(back_to=TIMELINE.name, dot=4)
"""What the case waits for is handed in."""
