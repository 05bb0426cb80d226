"""校准: how wide a pixel is, by a bank card; where the reach line lies; whether every corner of the glass is touched.

What is measured is kept and held against the terminal's file; the file itself is changed by whoever changes files.
"""

from dataclasses import replace

from config.settings import REACH_MM
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry, Tone

CARD_MM = 85.60
"""ISO/IEC 7810 ID-1: 85.60 x 53.98 mm."""
STEPS = {"narrower": -1.0, "wider": 1.0, "narrower_little": -0.1, "wider_little": 0.1}
"""How the drawn card changes, in millimetres of the calibration that is in force."""
LEAST_MM, MOST_MM = 60.0, 120.0
POINTS = 9
LEAST_EDGE_MM, MOST_EDGE_MM = 400, 1100
"""As `lower_edge_mm` of the terminal's file."""
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
    )
    return Look(
        (Block(kind="rows", title=means.say("calibration.title"), note=means.say("calibration.how"), entries=rows),)
    )


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
    if wanted in ("card", "edge", "touch"):
        return replace(where, picked=wanted, step="", typed="")
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


def _keep(means: Means, name: str, value: str) -> Done:
    means.book.keep(name, value)
    return Done(means.say("said.kept"), then=Where("calibration"))


def _keep_edge(means: Means, typed: str) -> Done:
    if not LEAST_EDGE_MM <= int(typed or "0") <= MOST_EDGE_MM:
        raise ActError(means.say("calibration.bad_edge", least=LEAST_EDGE_MM, most=MOST_EDGE_MM))
    return _keep(means, "lower_edge_mm", typed)


PAGE = Page("calibration", "size", "calibrate", _look, _take)
