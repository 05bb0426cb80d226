"""What the screens of a driver's medical show: letters and plates of a test, what was found, where the doctor is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.colour_plates import DIGITS, plate
from kiosk.eyesight import DIRECTIONS, UNSEEN, Eye, reading, side_mm
from kiosk.fitness import Findings, rules, sight_needed
from kiosk.flows.examining_doctor import AWAY, BOOK, CHECK, DOCTOR, LATER, RESULT, WAIT, may_give_slip
from kiosk.flows.examining_stations import CANNOT, COLOURS, DONE, EARS
from kiosk.hearing import SIDES, trials
from kiosk.session import Session
from kiosk.view import Choice, Row, View
from kiosk.wording import abreast

Look = Callable[[Texts, Session, View], View]
_SIGNS = {"up": "up", "down": "down", "left": "back", "right": "forward"}


def _eye(eye: Eye) -> Look:
    def look(texts: Texts, session: Session, view: View) -> View:
        examining = session.examining
        if examining.seed is None:
            return view
        read = reading(examining.seed, eye, examining.answers, rules().eyesight)
        choices = tuple(
            Choice(id=one, label=texts.text(view.language, f"medical.{one}"), icon=_SIGNS.get(one, ""))
            for one in (*DIRECTIONS, UNSEEN)
        )
        size = side_mm(read.level, session.terminal.eye_distance_mm)
        return replace(view, choices=choices, optotype=read.direction, optotype_mm=round(size, 3))

    return look


def _ready(picture: str) -> Look:
    def look(texts: Texts, _: Session, view: View) -> View:
        rows = tuple(
            Row(label=texts.text(view.language, "medical.step", number=number), value=line)
            for number, line in enumerate((view.words.get(f"line_{one}", "") for one in (1, 2, 3)), 1)
            if line
        )
        return replace(view, rows=rows, picture=picture)

    return look


def _plate(texts: Texts, session: Session, view: View) -> View:
    examining, plates = session.examining, rules().colours.plates
    if examining.seed is None or len(examining.answers) > plates:
        return view
    shown = plate(examining.seed, len(examining.answers), plates)
    digits = tuple(Choice(id=one, label=one) for one in DIGITS)
    unseen = Choice(id=UNSEEN, label=texts.text(view.language, "medical.no_digit"))
    return replace(view, plate=shown.dots, choices=(*digits, unseen))


def _ears(texts: Texts, session: Session, view: View) -> View:
    examining = session.examining
    told = {"left": "back", "right": "forward", "none": "mute"}
    choices = tuple(
        Choice(
            id=one,
            label=texts.text(view.language, f"medical.ear_{one}"),
            icon=told[one],
            is_open=examining.is_played,
        )
        for one in SIDES
    )
    count = len(trials(0, rules().hearing))
    words = dict(view.words)
    words["lead"] = texts.text(
        view.language,
        "medical.answer_now" if examining.is_played else "medical.listen",
        number=min(count, len(examining.answers) + 1),
        count=count,
    )
    return replace(view, choices=choices, words=words, picture="earphones")


def _movement(name: str) -> Look:
    def look(texts: Texts, _: Session, view: View) -> View:
        choices = tuple(
            Choice(id=one, label=texts.text(view.language, f"medical.{one}"), icon="tick" if one == DONE else "close")
            for one in (DONE, CANNOT)
        )
        return replace(view, choices=choices, picture=f"movement_{name}")

    return look


def _rows(texts: Texts, session: Session, language: str) -> tuple[Row, ...]:
    """What was measured, beside what the licence needs."""
    examining, found = session.examining, session.examining.findings

    def text(key: str, **values: object) -> str:
        return texts.text(language, f"medical.{key}", **values)

    def well(is_well: bool | None) -> str:  # noqa: FBT001  the value is the finding itself
        return text("well" if is_well else "not_well")

    needed = sight_needed(examining.classes, rules())
    worn = text("with_glasses" if found.has_glasses else "without_glasses")
    return (
        Row(label=text("classes"), value="".join(examining.classes)),
        Row(label=text("height"), value=f"{found.height_cm} cm"),
        Row(
            label=text("sight"),
            value=text("sight_value", left=found.sight_left, right=found.sight_right, worn=worn, needed=needed),
        ),
        Row(label=text("colours"), value=well(found.sees_colours)),
        Row(label=text("ears"), value=_ears_word(found, text)),
        Row(label=text("movements"), value=well(not set(rules().movements.asked) - set(found.can_do or ()))),
    )


def _ears_word(found: Findings, text: Callable[..., str]) -> str:
    left, right = (text("well" if one else "not_well") for one in (found.hears_left, found.hears_right))
    return text("ears_value", left=left, right=right)


def _check(texts: Texts, session: Session, view: View) -> View:
    words = dict(view.words)
    if session.examining.doubts:
        words["lead"] = words.get("lead_doubts", "")
        words["spoken"] = texts.text(view.language, "speech.shown")
    return replace(view, rows=_rows(texts, session, view.language), words=words, picture="page")


def _away(texts: Texts, _: Session, view: View) -> View:
    signs = {BOOK: "clock", WAIT: "person", LATER: "home"}
    choices = tuple(
        Choice(
            id=one,
            label=texts.text(view.language, f"medical.{one}"),
            detail=texts.text(view.language, f"medical.{one}_detail"),
            icon=signs[one],
        )
        for one in (BOOK, WAIT, LATER)
    )
    return replace(view, choices=choices, picture="doctor")


def _doctor(texts: Texts, session: Session, view: View) -> View:
    standing = session.examining.standing
    words = dict(view.words)
    if standing is not None and standing.state == "seen":
        words["lead"] = texts.text(view.language, "medical.seen", doctor=standing.doctor)
        words["spoken"] = texts.text(view.language, "speech.shown")
    elif standing is not None and standing.ahead:
        words["lead"] = texts.text(view.language, "medical.ahead", count=standing.ahead)
    is_seen = standing is not None and standing.state == "seen"
    return replace(view, words=words, has_camera=session.examining.is_live, tone="good" if is_seen else "plain")


def _result(texts: Texts, session: Session, view: View) -> View:
    examining = session.examining
    signed = examining.signed
    words = dict(view.words) | {"back": ""}
    has_slip = may_give_slip(session)
    if not examining.is_passed:
        words |= texts.below(view.language, "medical_unfit_slip" if has_slip else "medical_unfit")
        words["primary_end"] = words["primary"]
    else:
        words.pop("primary_end", None)
    # Fit and unfit sound alike to those around.
    words |= dict.fromkeys(("spoken_title", "spoken"), texts.text(view.language, "speech.shown"))
    rows = _rows(texts, session, view.language)
    if signed is not None:
        said = texts.text(view.language, "medical.well" if signed.word.result == "合格" else "medical.not_well")
        last = signed.word.valid_to
        rows = (
            Row(label=texts.text(view.language, "medical.result"), value=said),
            Row(
                label=texts.text(view.language, "medical.doctor"),
                value=abreast(view.language, signed.certificate.name, signed.certificate.hospital),
            ),
            *rows,
        )
        if examining.is_passed:
            rows = (*rows, Row(label=texts.text(view.language, "medical.valid_to"), value=f"{last:%Y.%m.%d}"))
    tone = "good" if examining.is_passed else "careful"
    return replace(view, rows=rows, words=words, picture="page", tone=tone, can_go_back=has_slip)  # type: ignore[arg-type]  # two words of a tone


def _resume(texts: Texts, _: Session, view: View) -> View:
    choices = (
        Choice(id="go-on", label=texts.text(view.language, "medical.go_on"), icon="forward"),
        Choice(id="anew", label=texts.text(view.language, "medical.anew"), icon="again"),
    )
    return replace(view, choices=choices)


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "medical_resume": _resume,
        "medical_left_eye_ready": _ready("eye_chart"),
        "medical_right_eye_ready": _ready("eye_chart"),
        "medical_left_eye": _eye("left"),
        "medical_right_eye": _eye("right"),
        "medical_colours_ready": _ready("dot_plate"),
        COLOURS: _plate,
        "medical_ears_ready": _ready("earphones"),
        EARS: _ears,
        **{f"medical_move_{one}": _movement(one) for one in rules().movements.asked},
        CHECK: _check,
        AWAY: _away,
        DOCTOR: _doctor,
        RESULT: _result,
    }
)
"""By a step's words."""
