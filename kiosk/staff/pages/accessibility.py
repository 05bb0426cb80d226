"""无障碍自测: what this terminal does for everybody, from its own settings and devices; what was measured elsewhere."""

from config.settings import REACH_MM, reach_line_mm
from kiosk.staff.exports import export
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry, Tone

LEAST_BELOW_MM = 270.0
"""Below the reach line there has to be room for bar and primary button (tests/screens: the lowest line that fits)."""
LEAST_TARGET_MM = 20.0
LEAST_TEXT_MM = 7.3
LEAST_CONTRAST = 7.0
"""What tests/screens measure on every screen in every look of this version."""
DEVICES = ("keypad", "sound", "signature_pad", "camera")


def _look(means: Means, _: Where) -> Look:
    settings, terminal = means.settings, means.terminal()
    line = reach_line_mm(settings)
    reach: Tone = "good" if line >= LEAST_BELOW_MM else "bad"
    here = (
        Entry(label=means.say("accessibility.edge"), value=f"{settings.lower_edge_mm:.0f} mm"),
        Entry(
            label=means.say("accessibility.reach"),
            value=f"{line:.0f} mm",
            detail=means.say("accessibility.reach_how", highest=f"{REACH_MM:.0f}"),
            tone=reach,
        ),
        Entry(label=means.say("accessibility.scale"), value=f"{settings.mm_per_px:.4f} mm/px"),
        *(_device(means, device) for device in DEVICES),
        _earphone(means),
        Entry(
            label=means.say("accessibility.help"),
            value=terminal.help_line or means.say("no"),
            tone="good" if terminal.help_line else "careful",
        ),
    )
    always = (
        Entry(label=means.say("accessibility.text"), value=f"≥ {LEAST_TEXT_MM} mm", tone="good"),
        Entry(label=means.say("accessibility.target"), value=f"≥ {LEAST_TARGET_MM:.0f} mm", tone="good"),
        Entry(label=means.say("accessibility.contrast"), value=f"≥ {LEAST_CONTRAST:.0f} : 1", tone="good"),
        Entry(label=means.say("accessibility.looks"), value="3 × 3 × 3", tone="good"),
    )
    return Look(
        (
            Block(kind="rows", title=means.say("accessibility.here"), entries=here),
            Block(
                kind="rows",
                title=means.say("accessibility.always"),
                note=means.say("accessibility.always_how"),
                entries=always,
            ),
        ),
        (Entry(id="export", label=means.say("accessibility.export"), sign="page"),),
    )


def _take(means: Means, where: Where, wanted: str) -> Act | None:
    return Act("export-accessibility", lambda: _export(means, where)) if wanted == "export" else None


def _export(means: Means, where: Where) -> Done:
    """The page as it stands, as a report that the terminal signs."""
    lines = [means.say("page.accessibility"), f"{means.settings.terminal}　{means.settings.place}"]
    lines.append(f"{means.clock.now():%Y-%m-%d %H:%M}")
    for block in _look(means, where).blocks:
        lines += ["", block.title, *([block.note] if block.note else [])]
        lines += [f"{entry.label}：{entry.value} {entry.detail}".rstrip() for entry in block.entries]
    try:
        path, signed = export(means.settings, means.clock, "accessibility", lines)
    except OSError as error:
        raise ActError(means.say("said.not_written")) from error
    return Done(means.say("said.exported" if signed else "said.exported_unsigned", file=path.name, signature=signed))


def _device(means: Means, device: str) -> Entry:
    state = means.terminal().health.of(device)
    return Entry(
        label=means.say(f"device.{device}"),
        value=means.say(f"status.{state.status.value}"),
        tone="good" if state.works else "careful",
    )


def _earphone(means: Means) -> Entry:
    module = means.settings.io_module
    has_jack = module is not None and "earphone" in module.inputs
    return Entry(
        label=means.say("accessibility.earphone"),
        value=means.say("yes" if has_jack else "no"),
        tone="good" if has_jack else "careful",
    )


PAGE = Page("accessibility", "seat", "see-accessibility", _look, _take)
