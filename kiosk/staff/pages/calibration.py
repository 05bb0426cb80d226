"""校准: how wide a pixel is, by a bank card; where the reach line lies; every corner of the glass touched; how loud.

What is measured is kept, held against the terminal's file, and on an installed terminal taken into it: the file is
checked, tried between two visits and left again when the terminal does not get healthy with it.
"""

from dataclasses import replace

from config.settings import REACH_MM
from config.toml_edit import Plain
from config.toml_file import SettingsError
from drivers.sound import Language as Tongue
from drivers.sound import Speech
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import file_state
from kiosk.staff_view import Block, Entry, Tone

CARD_MM = 85.60
"""ISO/IEC 7810 ID-1: 85.60 x 53.98 mm."""
STEPS = {"narrower": -1.0, "wider": 1.0, "narrower_little": -0.1, "wider_little": 0.1}
"""How the drawn card changes, in millimetres of the calibration that is in force."""
LEAST_MM, MOST_MM = 60.0, 120.0
POINTS = 9
LEAST_EDGE_MM, MOST_EDGE_MM = 400, 1100
"""As `lower_edge_mm` of the terminal's file."""
SOUND_STEP = 5
"""Per cent a touch."""
MOST_DB = 65
"""dB(A) where a head is: EN 301 549 5.1.3.11 has 65 dBA without a person's doing."""
LEAST_METER_DB, MOST_METER_DB = 30, 100
"""What a meter in a hall may show."""
AGREE = 0.02
"""Within 2 % a measure and the file say the same (our choice: a finger's width in a metre)."""


def _look(means: Means, where: Where) -> Look:
    match where.picked:
        case "card":
            return _card(means, where)
        case "edge":
            return _edge(means, where)
        case "touch":
            return _touch(means, where)
        case "sound" if means.settings.sound is not None:
            return _sound(means, where)
    settings = means.settings
    measured, at = means.book.value("mm_per_px")
    edge, edge_at = means.book.value("lower_edge_mm")
    touched, touched_at = means.book.value("touch")
    rows = (
        Entry(
            id="card",
            label=means.say("calibration.card"),
            value=f"{settings.mm_per_px:.4f} mm/px",
            detail=_against(means, measured, f"{settings.mm_per_px:.4f}", at),
            tone=_agrees(measured, settings.mm_per_px),
        ),
        Entry(
            id="edge",
            label=means.say("calibration.edge"),
            value=f"{settings.lower_edge_mm:.0f} mm",
            detail=_against(means, edge, f"{settings.lower_edge_mm:.0f}", edge_at),
            tone=_agrees(edge, settings.lower_edge_mm),
        ),
        Entry(
            id="touch",
            label=means.say("calibration.touch"),
            value=touched or means.say("audit.never"),
            detail=touched_at[:16].replace("T", " "),
            tone="good" if touched else "plain",
        ),
        *_sound_row(means),
    )
    return Look(
        (
            Block(kind="rows", title=means.say("calibration.title"), note=means.say("calibration.how"), entries=rows),
            _file(means),
        ),
        (Entry(id="to_file", label=means.say("calibration.to_file"), sign="tick"),) if _differing(means) else (),
    )


def _sound_row(means: Means) -> tuple[Entry, ...]:
    sound = means.settings.sound
    if sound is None:
        return ()
    measured, at = means.book.value("sound_db")
    percent, _ = means.book.value("sound.volume_percent")
    loud: Tone = "plain" if not measured else "good" if int(measured) <= MOST_DB else "careful"
    return (
        Entry(
            id="sound",
            label=means.say("calibration.sound"),
            value=f"{sound.volume_percent} %",
            detail=means.say("calibration.sound_measured", percent=percent, level=measured, at=at[:10])
            if measured
            else means.say("calibration.not_measured"),
            tone=loud,
        ),
    )


def _file(means: Means) -> Block:
    if means.file.is_installed:
        return file_state.state(means)
    return Block(kind="words", title=means.say("calibration.file"), note=means.say("calibration.file_not_installed"))


def _differing(means: Means) -> dict[str, Plain]:
    """What was measured and is not in the file yet, by the file's keys; nothing where there is no file to change."""
    if not means.file.is_installed:
        return {}
    settings = means.settings
    known: dict[str, tuple[type[float | int], float]] = {
        "mm_per_px": (float, settings.mm_per_px),
        "lower_edge_mm": (float, settings.lower_edge_mm),
    }
    if settings.sound is not None:
        known["sound.volume_percent"] = (int, settings.sound.volume_percent)
    found: dict[str, Plain] = {}
    for key, (kind, filed) in known.items():
        measured, _ = means.book.value(key)
        if measured and abs(float(measured) - filed) > 1e-9:
            found[key] = kind(measured)
    return found


def _against(means: Means, measured: str, filed: str, at: str) -> str:
    if not measured:
        return means.say("calibration.not_measured")
    return means.say("calibration.measured", measured=measured, filed=filed, at=at[:10])


def _agrees(measured: str, filed: float) -> Tone:
    if not measured:
        return "plain"
    return "good" if abs(float(measured) - filed) <= AGREE * filed else "careful"


def _wide(where: Where) -> float:
    return float(where.step or CARD_MM)


def _card(means: Means, where: Where) -> Look:
    wide = _wide(where)
    scale = means.settings.mm_per_px * CARD_MM / wide
    return Look(
        (
            Block(kind="card", title=means.say("calibration.card"), note=means.say("calibration.card_how")),
            Block(kind="words", note=means.say("calibration.gives", scale=f"{scale:.4f}")),
        ),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            *(Entry(id=name, label=means.say(f"calibration.{name}")) for name in STEPS),
            Entry(id="keep_card", label=means.say("button.keep"), sign="tick"),
        ),
        mm_wide=wide,
    )


def _edge(means: Means, where: Where) -> Look:
    typed = int(where.typed or "0")
    line = means.say("calibration.line", line=f"{REACH_MM - typed:.0f}") if typed else means.say("calibration.edge_how")
    return Look(
        (Block(kind="words", title=means.say("calibration.edge"), note=line),),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            Entry(id="keep_edge", label=means.say("button.keep"), sign="tick"),
        ),
        field=means.say("calibration.edge_field"),
    )


def _percent(means: Means, where: Where) -> int:
    sound = means.settings.sound
    return int(where.step or (sound.volume_percent if sound is not None else 0))


def _sound(means: Means, where: Where) -> Look:
    return Look(
        (
            Block(
                kind="bars",
                title=means.say("calibration.sound"),
                entries=(
                    Entry(
                        label=means.say("calibration.volume"),
                        value=f"{_percent(means, where)} %",
                        share=_percent(means, where) / 100,
                    ),
                ),
                note=means.say("calibration.sound_how", most=MOST_DB),
            ),
        ),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            Entry(id="softer", label=means.say("calibration.softer")),
            Entry(id="louder", label=means.say("calibration.louder")),
            Entry(id="play", label=means.say("calibration.play"), sign="voice"),
            Entry(id="keep_sound", label=means.say("button.keep"), sign="tick"),
        ),
        field=means.say("calibration.sound_field"),
    )


def _touch(means: Means, where: Where) -> Look:
    hit = set(where.step.split())
    return Look(
        (
            Block(
                kind="touch",
                title=means.say("calibration.touch"),
                note=means.say("calibration.touch_how", left=POINTS - len(hit)),
                entries=tuple(
                    Entry(id=f"point:{number}", label=str(number + 1), is_on=str(number) in hit)
                    for number in range(POINTS)
                ),
            ),
        ),
        (Entry(id="back", label=means.say("button.back"), sign="back"),),
    )


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    if wanted == "back":
        return Where(where.page)
    if wanted in ("card", "edge", "touch", "sound"):
        return replace(where, picked=wanted, step="", typed="")
    if wanted == "to_file" and _differing(means):
        return _to_file(means)
    if where.picked == "sound" and means.settings.sound is not None:
        return _take_sound(means, where, wanted)
    if wanted in STEPS and where.picked == "card":
        wide = min(MOST_MM, max(LEAST_MM, _wide(where) + STEPS[wanted]))
        return replace(where, step=f"{wide:.2f}")
    if wanted == "keep_card" and where.picked == "card":
        scale = means.settings.mm_per_px * CARD_MM / _wide(where)
        return Act("calibrate", lambda: _keep(means, "mm_per_px", f"{scale:.4f}"), f"mm_per_px:{scale:.4f}")
    if wanted == "keep_edge" and where.picked == "edge":
        return Act("calibrate", lambda: _keep_edge(means, where.typed), f"lower_edge_mm:{where.typed}")
    if wanted.startswith("point:") and where.picked == "touch":
        hit = {*where.step.split(), wanted.removeprefix("point:")}
        if len(hit) == POINTS:
            return Act("calibrate", lambda: _keep(means, "touch", f"{POINTS} / {POINTS}"), "touch")
        return replace(where, step=" ".join(sorted(hit)))
    return None


def _take_sound(means: Means, where: Where, wanted: str) -> Where | Act | None:
    percent = _percent(means, where)
    match wanted:
        case "softer" | "louder":
            step = SOUND_STEP if wanted == "louder" else -SOUND_STEP
            return replace(where, step=str(min(100, max(0, percent + step))))
        case "play" if means.devices.sound is not None:
            return Act("calibrate", lambda: _play(means, percent), f"play:{percent}", worker="sound")
        case "keep_sound":
            return Act("calibrate", lambda: _keep_sound(means, percent, where.typed), f"sound.volume_percent:{percent}")
    return None


def _play(means: Means, percent: int) -> Done:
    sound = means.devices.sound
    if sound is None:
        raise ActError(means.say("calibration.no_sound"))
    sound.set_volume(percent)
    sound.say(Speech(means.texts.text("zh-Hans", "screen.attract.lead"), Tongue.MANDARIN))
    return Done(means.say("calibration.played", percent=percent))


def _keep_sound(means: Means, percent: int, typed: str) -> Done:
    if not LEAST_METER_DB <= int(typed or "0") <= MOST_METER_DB:
        raise ActError(means.say("calibration.bad_level", least=LEAST_METER_DB, most=MOST_METER_DB))
    means.book.keep("sound.volume_percent", str(percent))
    means.book.keep("sound_db", typed)
    is_loud = int(typed) > MOST_DB
    said = means.say("calibration.too_loud", most=MOST_DB) if is_loud else means.say("said.kept")
    return Done(said, "careful" if is_loud else "good", then=Where("calibration"))


def _to_file(means: Means) -> Act:
    changes = _differing(means)
    return Act(
        "change-file",
        lambda: _changed(means, changes),
        " ".join(f"{key}={value}" for key, value in changes.items()),
        title=means.say("calibration.to_file_title"),
        lines=(*(f"{key} = {value}" for key, value in changes.items()), means.say("calibration.to_file_lead")),
    )


def _changed(means: Means, changes: dict[str, Plain]) -> Done:
    try:
        means.file.want(changes)
    except (SettingsError, OSError) as error:
        raise ActError(means.say("calibration.refused", why=str(error))) from error
    return Done(means.say("calibration.wanted"), "careful")


def _keep(means: Means, name: str, value: str) -> Done:
    means.book.keep(name, value)
    return Done(means.say("said.kept"), then=Where("calibration"))


def _keep_edge(means: Means, typed: str) -> Done:
    if not LEAST_EDGE_MM <= int(typed or "0") <= MOST_EDGE_MM:
        raise ActError(means.say("calibration.bad_edge", least=LEAST_EDGE_MM, most=MOST_EDGE_MM))
    return _keep(means, "lower_edge_mm", typed)


PAGE = Page("calibration", "size", "calibrate", _look, _take)
