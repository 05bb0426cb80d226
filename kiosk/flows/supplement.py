"""Handing in later what a case waits for: from its timeline, at any terminal, exactly once.

*supplement.steps(back_to="timeline")     in the table of 进度; entered where serving.ending is "supplement"
"""

from dataclasses import replace

from kiosk.effects import Effect
from kiosk.events import Event
from kiosk.flows import materials
from kiosk.flows.making_paper import item_of, person_of
from kiosk.gathering import NOTHING_GATHERED, WantedMaterial
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.platform.material_values import GivenMaterial
from kiosk.platform.supplement_values import Supplemented, SupplementRequest
from kiosk.session import Level, Session
from kiosk.step import Backward, Idle, Onward, Step, Steps, Turn

ENDING = "supplement"


def steps(*, back_to: str, dot: int) -> Steps:
    """The materials that are owed, then handing them in.

    Args:
        back_to: the step that shows the case, before and after.
        dot: of the step dots.
    """
    block = materials.steps(wants, back_to=back_to, dot=dot)

    def lodged(session: Session, event: Event) -> Turn | None:
        match event:
            case Lodged(Supplemented(case=case)):
                cases = tuple(
                    case if one.progress.case_no == case.progress.case_no else one for one in session.serving.cases
                )
                serving = replace(session.serving, case=case, cases=cases, ending="")
                done = replace(session, serving=serving, gathering=NOTHING_GATHERED, notice="supplemented")
                return Backward(done, to=back_to)
        return None

    def left(step: Step) -> Step:
        """Whoever goes back to the case hands nothing in."""

        def takes(session: Session, event: Event) -> Turn | None:
            turn = step.takes(session, event)
            if isinstance(turn, Backward) and turn.to == back_to:
                return Backward(without(turn.session), to=back_to)
            if isinstance(turn, Onward) and not turn.session.gathering.at and not _handed_in(turn.session):
                return Backward(without(turn.session), to=back_to)
            return turn

        return replace(step, takes=takes)

    lodging = Step(
        name="supplement",
        screen="working",
        words="supplement",
        idle=Idle.NEVER,
        takes=lodged,
        enter=_lodge,
        needs=Level.CARD_AND_FACTOR,
        can_leave=False,
        again=materials.MATERIALS,
        dot=dot,
    )
    return tuple(
        (left(step) if step.name == materials.MATERIALS else step).only(is_under_way) for step in (*block, lodging)
    )


def may_supplement(session: Session) -> bool:
    """Whether whoever stands there can hand in now what the case waits for: it is among the cases of theirs.

    Somebody who is still known may look at another's case by its number.
    """
    case = session.serving.case
    if session.identity is None or case is None or not case.owed or case.is_over:
        return False
    return any(one.progress.case_no == case.progress.case_no for one in session.serving.cases)


def begun(session: Session) -> Session:
    """With that case's materials asked for."""
    serving = replace(session.serving, ending="supplement")
    return replace(session, serving=serving, gathering=NOTHING_GATHERED, notice="")


def without(session: Session) -> Session:
    """Nothing was handed in."""
    return replace(session, serving=replace(session.serving, ending=""), gathering=NOTHING_GATHERED)


def is_under_way(session: Session) -> bool:
    """Whether it is that, and no application, whose materials are asked for."""
    return session.serving.ending == ENDING


def wants(session: Session) -> tuple[WantedMaterial, ...]:
    """What the case waits for; what is not there now stays owed."""
    case = session.serving.case
    if not is_under_way(session) or case is None:
        return ()
    return tuple(WantedMaterial(one.material, pages=one.pages, may_owe=len(case.owed) > 1) for one in case.owed)


def _lodge(session: Session) -> tuple[Effect, ...]:
    case = session.serving.case
    if case is None:
        raise AssertionError("only a case that is looked at is supplemented")
    request = SupplementRequest(case_no=case.progress.case_no, materials=_handed_in(session))
    deed = session.deed(f"supplement-{session.page}")
    return (Lodge(request, deed, session.name, item_of(session).id, person_of(session)[0]),)


def _handed_in(session: Session) -> tuple[GivenMaterial, ...]:
    """What is there now; the rest comes later still."""
    return tuple(one for one in materials.given_materials(session, wants(session)) if one.source != "owed")
