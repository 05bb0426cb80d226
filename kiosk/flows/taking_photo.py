"""A photograph of the person who stands there: agreed to, guided, looked at, taken again as often as wanted, chosen.

    session = taking_photo.wanting(session, "driving-licence")     before the first step is entered
    *taking_photo.steps(back_to="...", needs=level, dot=2)         in a flow's table
    taking_photo.chosen(session)                                   afterwards: the picture, every rule of its kind kept

Nothing of it leaves the session: what becomes of the picture is the flow's own step.
"""

from dataclasses import replace

from drivers.face import PhotoTaken
from kiosk.effects import Effect, ShowPage
from kiosk.events import Event, Tapped
from kiosk.flows.identity.choose import answered
from kiosk.photo_effects import ShootNow, TakePhoto
from kiosk.photo_events import PhotoGuided, PhotoShot
from kiosk.photo_kinds import photo_kinds
from kiosk.photographing import Photographing
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Asked, Chosen, WentBack, WentOn

CONSENT, CAMERA, LOOK = "photo_consent", "photo_camera", "photo_look"
SHOT = "shot-"
"""Before the number of a shot, in the ids of what can be chosen."""


def wanting(session: Session, kind: str) -> Session:
    """The same visit, about to take a photograph of that kind; shots of another kind are dropped.

    Raises:
        KeyError: config/photo-kinds.toml has no such kind.
    """
    photo_kinds().kinds[kind]
    before = session.photo
    kept = before if before.kind == kind else Photographing(kind, before.case_no, has_agreed=before.has_agreed)
    return with_photo(session, kept)


def chosen(session: Session) -> PhotoTaken:
    """The photograph that the person chose.

    Raises:
        AssertionError: none was chosen, or it does not keep every rule: a mistake of ours.
    """
    shot = session.photo.shot
    if shot is None or not shot.is_good:
        raise AssertionError("only a photograph that keeps every rule is used")
    return shot


def with_photo(session: Session, photo: Photographing) -> Session:
    """The same visit, with something more known of the photograph."""
    return replace(session, photo=photo, notice="")


def steps(*, back_to: str = "", needs: Level = Level.NOBODY, dot: int = 2) -> Steps:
    """Consent, camera, a look at what came out.

    Args:
        back_to: step that 上一步 before the camera enters; the home screen where it is empty.
        needs: the level of identity that the flow has reached.
        dot: of the step dots.
    """

    def agreed(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(WentOn()):
                # From here on the camera may have seen somebody, however the visit goes on.
                used = replace(session, face=replace(session.face, was_used=True), notice="")
                agreed_to = with_photo(used, replace(used.photo, has_agreed=True))
                return Onward(agreed_to, (answered(session, "photo", "yes"),))
            case Tapped(WentBack()):
                return Backward(replace(session, notice=""), to=back_to) if back_to else home(session)
        return None

    def watched(session: Session, event: Event) -> Turn | None:
        if isinstance(event, Tapped) and isinstance(event.tap, WentBack):
            if session.photo.shots:
                return Backward(session, to=LOOK)
            return Backward(session, to=back_to) if back_to else home(session)
        return _watched(session, event)

    own = {CONSENT: agreed, CAMERA: watched}
    return tuple(
        replace(step, takes=own.get(step.name, step.takes), needs=needs, dot=dot) for step in (_CONSENT, _CAMERA, _LOOK)
    )


def _take(session: Session) -> tuple[Effect, ...]:
    return (TakePhoto(photo_kinds().kinds[session.photo.kind].rules),)


def _watched(session: Session, event: Event) -> Turn | None:
    match event:
        case PhotoGuided(guidance):
            return Stay(with_photo(session, replace(session.photo, guidance=guidance)))
        case PhotoShot(taken) if not taken.picture:
            return Fail(with_photo(session, replace(session.photo, guidance=None)), Trouble("photo_nobody", CAMERA))
        case PhotoShot(taken):
            return Onward(with_photo(session, session.photo.with_shot(taken)))
        case Tapped(Asked()):
            return Stay(session, (ShootNow(),))
    return None


def _show(session: Session) -> tuple[Effect, ...]:
    shot = session.photo.shot
    return (ShowPage(session.photo.at + 1, shot.picture),) if shot is not None else ()


def _looked(session: Session, event: Event) -> Turn | None:
    photo = session.photo
    match event:
        case Tapped(WentOn()) if photo.shot is not None and photo.shot.is_good:
            return Onward(replace(session, notice=""))
        case Tapped(Asked() | WentBack() | WentOn()):
            return Backward(replace(session, notice=""), to=CAMERA)
        case Tapped(Chosen(choice)) if choice in shots_of(session):
            shown = with_photo(session, replace(photo, at=shots_of(session).index(choice)))
            return Stay(shown, _show(shown))
    return None


def shots_of(session: Session) -> tuple[str, ...]:
    """Ids of the shots that can be chosen; none where there is one only."""
    shots = session.photo.shots
    return tuple(f"{SHOT}{number}" for number in range(1, len(shots) + 1)) if len(shots) > 1 else ()


_CONSENT = Step(
    name=CONSENT,
    screen="consent",
    words=CONSENT,
    idle=Idle.CHOOSING,
    takes=lambda _session, _event: None,
    passes=lambda session: session.photo.has_agreed,
)
_CAMERA = Step(
    name=CAMERA,
    screen="face",
    words=CAMERA,
    idle=Idle.NEVER,
    takes=_watched,
    enter=_take,
    waits_for="face",
)
_LOOK = Step(
    name=LOOK,
    screen="photo",
    words=LOOK,
    idle=Idle.PERSONAL,
    takes=_looked,
    enter=_show,
    offers=shots_of,
)
