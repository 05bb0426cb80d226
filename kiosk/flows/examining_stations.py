"""The stations of a driver's medical: eyes, colours, ears, movements, photograph. Each is kept as soon as it is over.

What a test shows is drawn by lots for every test; an answer before a tone is over is no answer.
"""

from collections.abc import Callable
from dataclasses import replace

from kiosk.applying_effects import KeepDraft
from kiosk.applying_events import DraftKept
from kiosk.colour_plates import DIGITS, sees
from kiosk.colour_plates import UNSEEN as NO_DIGIT
from kiosk.effects import Effect
from kiosk.events import Event, Failed, Tapped
from kiosk.examining import Examining, as_answers
from kiosk.examining_effects import DrawLots, PlayTone
from kiosk.examining_events import LotsDrawn, TonePlayed
from kiosk.eyesight import DIRECTIONS, UNSEEN, Eye, reading
from kiosk.fitness import rules
from kiosk.flows import taking_photo
from kiosk.flows.identity.choose import answered
from kiosk.flows.making_paper import item_of, person_of
from kiosk.hearing import SIDES, heard, pause_s, trials
from kiosk.platform.submission_values import DraftRequest
from kiosk.session import Level, Session
from kiosk.step import Backward, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Chosen, WentBack, WentOn

DONE, CANNOT = "done", "cannot"
"""The two answers to a movement."""
HEARING_TRIES = 2
"""Whoever answers twice where there is nothing to hear has not been tested (our choice: once can be a slip)."""
EARS_READY, LISTEN, EARS = "medical_ears_ready", "medical_listen", "medical_ears"
COLOURS, PHOTO_KIND = "medical_colours", "driving-licence"
_L2 = Level.CARD_AND_FACTOR
_DOT = 4


def steps() -> Steps:
    """The block, for whoever is known and has declared how they are."""
    return (
        *_eye("left"),
        *_eye("right"),
        keeping("sight"),
        *_plates(),
        keeping("colours"),
        *_ears(),
        keeping("ears"),
        *(_movement(number) for number in range(len(rules().movements.asked))),
        keeping("movements"),
        PHOTO_CONSENT,
        *taking_photo.steps(back_to=PHOTO_CONSENT.name, needs=_L2, dot=_DOT),
    )


def with_examining(session: Session, **values: object) -> Session:
    """The session with something more known of the examination."""
    return replace(session, notice="", examining=replace(session.examining, **values))  # type: ignore[arg-type]  # fields of Examining


def found(session: Session, **values: object) -> Session:
    """The session with a station finished."""
    return replace(session, notice="", examining=session.examining.found(**values))


def keeping(station: str) -> Step:
    """Have the platform keep what was found so far; where it does not, the visit goes on all the same."""

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case DraftKept(draft):
                return Onward(with_examining(session, draft=draft, is_unkept=False))
            case Failed():
                return Onward(replace(with_examining(session, is_unkept=False), notice="medical_not_kept"))
        return None

    return Step(
        name=f"medical_keep_{station}",
        screen="working",
        words="medical_keep",
        idle=Idle.NEVER,
        takes=takes,
        enter=_keep,
        passes=lambda session: not session.examining.is_unkept,
        needs=_L2,
        dot=_DOT,
    )


def _keep(session: Session) -> tuple[Effect, ...]:
    wanted = DraftRequest(item=item_of(session).id, answers=as_answers(session.examining.findings))
    return (KeepDraft(person_of(session)[0], wanted, session.deed(f"stations-{session.page}"), session.name),)


def _draw(_: Session) -> tuple[Effect, ...]:
    return (DrawLots(),)


def _ready(name: str, words: str, passes: Callable[[Session], bool]) -> Step:
    """What is to be done is said before a test; its lots are drawn meanwhile."""

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case LotsDrawn(seed):
                drawn = replace(session.examining, seed=seed, answers=(), is_played=False)
                return Stay(replace(session, examining=drawn))
            case Tapped(WentOn()) if session.examining.seed is not None:
                return Onward(replace(session, notice=""))
            case Tapped(WentBack()):
                return home(session)
        return None

    return Step(
        name=name,
        screen="consent",
        words=words,
        idle=Idle.PERSONAL,
        takes=takes,
        enter=_draw,
        passes=passes,
        needs=_L2,
        dot=_DOT,
    )


def seed_of(examining: Examining) -> int:
    """The lots of the test under way."""
    if examining.seed is None:
        raise AssertionError("lots are drawn before a test begins")
    return examining.seed


# Eyes


def _eye(eye: Eye) -> Steps:
    def passes(session: Session) -> bool:
        findings = session.examining.findings
        return bool(findings.sight_left if eye == "left" else findings.sight_right)

    def takes(session: Session, event: Event) -> Turn | None:
        examining = session.examining
        match event:
            case Tapped(Chosen(choice)) if choice in (*DIRECTIONS, UNSEEN):
                answers = (*examining.answers, choice)
                read = reading(seed_of(examining), eye, answers, rules().eyesight)
                if read.direction:
                    return Backward(with_examining(session, answers=answers), to=f"medical_{eye}_eye")
                if eye == "left":
                    # Both eyes are one station: it is kept when the other one is done too.
                    left = examining.found(sight_left=read.result)
                    return Onward(replace(session, notice="", examining=replace(left, is_unkept=False)))
                return Onward(found(session, sight_right=read.result))
            case Tapped(WentBack()):
                return Backward(replace(session, notice=""), to=f"medical_{eye}_eye_ready")
        return None

    letters = Step(
        name=f"medical_{eye}_eye",
        screen="optotype",
        words=f"medical_{eye}_eye",
        idle=Idle.PERSONAL,
        takes=takes,
        passes=passes,
        offers=lambda _: (*DIRECTIONS, UNSEEN),
        needs=_L2,
        dot=_DOT,
    )
    return (_ready(f"medical_{eye}_eye_ready", f"medical_{eye}_eye_ready", passes), letters)


# Colours


def _plates() -> Steps:
    def passes(session: Session) -> bool:
        return session.examining.findings.sees_colours is not None

    def takes(session: Session, event: Event) -> Turn | None:
        examining, table = session.examining, rules().colours
        match event:
            case Tapped(Chosen(choice)) if choice in (*DIGITS, NO_DIGIT):
                answers = (*examining.answers, choice)
                result = sees(seed_of(examining), answers, table.plates, table.right)
                if result is None:
                    return Backward(with_examining(session, answers=answers), to=COLOURS)
                return Onward(found(session, sees_colours=result))
            case Tapped(WentBack()):
                return Backward(replace(session, notice=""), to=f"{COLOURS}_ready")
        return None

    plate = Step(
        name=COLOURS,
        screen="plate",
        words=COLOURS,
        idle=Idle.PERSONAL,
        takes=takes,
        passes=passes,
        offers=lambda _: (*DIGITS, NO_DIGIT),
        needs=_L2,
        dot=_DOT,
    )
    return (_ready(f"{COLOURS}_ready", f"{COLOURS}_ready", passes), plate)


# Ears


def _ears() -> Steps:
    def passes(session: Session) -> bool:
        return session.examining.findings.hears_left is not None

    listen = Step(
        name=LISTEN,
        screen="pick",
        words=EARS,
        idle=Idle.NEVER,
        takes=_listens,
        enter=_play,
        passes=passes,
        needs=_L2,
        again=EARS_READY,
        waits_for="sound",
        dot=_DOT,
    )
    answer = Step(
        name=EARS,
        screen="pick",
        words=EARS,
        idle=Idle.PERSONAL,
        takes=_answers,
        passes=passes,
        offers=lambda _: SIDES,
        needs=_L2,
        dot=_DOT,
    )
    return (_ready(EARS_READY, EARS_READY, passes), listen, answer)


def _play(session: Session) -> tuple[Effect, ...]:
    examining = session.examining
    seed, number = seed_of(examining), len(examining.answers)
    return (PlayTone(trials(seed, rules().hearing)[number], pause_s(seed, number)),)


def _listens(session: Session, event: Event) -> Turn | None:
    """Until the tone is over: what is touched meanwhile is no answer."""
    match event:
        case TonePlayed():
            return Onward(with_examining(session, is_played=True))
        case Tapped(WentBack()):
            return Backward(with_examining(session, answers=(), is_played=False), to=EARS_READY)
    return None


def _answers(session: Session, event: Event) -> Turn | None:
    examining = session.examining
    match event:
        case Tapped(Chosen(choice)) if choice in SIDES and examining.is_played:
            answers = (*examining.answers, choice)
            result = heard(seed_of(examining), answers, rules().hearing)
            if result is None:
                return Backward(with_examining(session, answers=answers, is_played=False), to=LISTEN)
            if not result.is_honest and examining.tries + 1 < HEARING_TRIES:
                again = with_examining(session, answers=(), is_played=False, tries=examining.tries + 1)
                return Backward(replace(again, notice="medical_listen_again"), to=EARS_READY)
            return Onward(found(session, hears_left=result.left, hears_right=result.right))
        case Tapped(WentBack()):
            return Backward(with_examining(session, answers=(), is_played=False), to=EARS_READY)
    return None


# Movements


def _movement(number: int) -> Step:
    asked = rules().movements.asked
    name, is_last = asked[number], number == len(asked) - 1

    def takes(session: Session, event: Event) -> Turn | None:
        done = session.examining.done
        match event:
            case Tapped(Chosen(choice)) if choice in (DONE, CANNOT):
                now = (*(one for one in done if one != name), *((name,) if choice == DONE else ()))
                if is_last:
                    kept = with_examining(session, done=())
                    return Onward(found(kept, can_do=tuple(one for one in asked if one in now)))
                return Onward(with_examining(session, done=now))
            case Tapped(WentBack()):
                before = f"medical_move_{asked[number - 1]}" if number else ""
                return Backward(replace(session, notice=""), to=before) if before else home(session)
        return None

    return Step(
        name=f"medical_move_{name}",
        screen="pick",
        words=f"medical_move_{name}",
        idle=Idle.PERSONAL,
        takes=takes,
        passes=lambda session: session.examining.findings.can_do is not None,
        offers=lambda _: (DONE, CANNOT),
        needs=_L2,
        dot=_DOT,
    )


# The photograph


def has_photo(session: Session) -> bool:
    """Whether a photograph was taken and chosen that keeps every rule of a driving licence's."""
    shot = session.photo.shot
    return session.photo.kind == PHOTO_KIND and shot is not None and shot.is_good


def _agreed(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            # From here on the camera may have seen somebody, however the visit goes on.
            used = replace(session, face=replace(session.face, was_used=True), notice="")
            wanted = taking_photo.wanting(used, PHOTO_KIND)
            agreed = taking_photo.with_photo(wanted, replace(wanted.photo, has_agreed=True))
            return Onward(agreed, (answered(session, "photo", "yes"),))
        case Tapped(WentBack()):
            return home(session)
    return None


PHOTO_CONSENT = Step(
    name="medical_photo_consent",
    screen="consent",
    words="medical_photo_consent",
    idle=Idle.PERSONAL,
    takes=_agreed,
    passes=has_photo,
    needs=_L2,
    dot=_DOT,
)
