"""人脸: what camera and comparison make of whoever stands there, live, and the anonymous figures of the sessions."""

import csv
import io
from collections import Counter
from datetime import timedelta
from math import ceil

from config.device_settings import FaceSettings
from drivers.face import Reading
from drivers.faults import DeviceError, Fault
from kiosk.cabinet.book import SCORE_COLUMNS
from kiosk.cabinet.devices import there
from kiosk.journal import JournalError
from kiosk.staff.exports import export
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry, Tone

CARD = "idcard"
MOST_GAP_MS = 100.0
"""From one frame to the next: docs/face.md, "On a city's own terminals"."""
LEAST_LIGHT, MOST_LIGHT = 80.0, 200.0
"""Of a face: as there."""
WEEK = timedelta(days=7)
VERDICT, ENDED_BY, HOUR = (SCORE_COLUMNS.index(name) for name in ("verdict", "ended_by", "hour"))


def _look(means: Means, _: Where) -> Look:
    settings = means.settings.face
    if settings is None or not means.face.is_possible:
        return Look((Block(kind="words", note=means.say("face.none")),))
    means.face.shown()
    is_on = means.face.left_s > 0
    toggle = (
        Entry(id="stop", label=means.say("face.stop"), sign="close")
        if is_on
        else Entry(id="measure", label=means.say("face.measure"), sign="face")
    )
    return Look(
        (_live(means, settings), *_week(means)),
        (toggle, Entry(id="export", label=means.say("face.export"), sign="send")),
    )


def _live(means: Means, settings: FaceSettings) -> Block:
    reading, fault = means.face.reading, means.face.fault
    title = means.say("face.title")
    if reading is not None:
        left = means.say("face.left", seconds=ceil(means.face.left_s))
        return Block(kind="rows", title=title, note=left, entries=_rows(means, settings, reading))
    if means.face.left_s > 0:
        return Block(kind="words", title=title, note=means.say("face.begins"))
    if fault is not None:
        return Block(kind="words", title=title, note=means.texts.text(means.language, f"staff.{fault.value}"))
    return Block(kind="words", title=title, note=means.say("face.how"))


def _rows(means: Means, settings: FaceSettings, now: Reading) -> tuple[Entry, ...]:
    def row(key: str, value: str, tone: Tone = "plain") -> Entry:
        return Entry(label=means.say(f"face.{key}"), value=value, tone=tone)

    def shown(value: float | None, unit: str = "") -> str:
        return "—" if value is None else f"{value:g}{unit}"

    told = means.texts.text(means.language, f"face_hint.{now.hint}") if now.hint else means.say("face.fit")
    light: Tone = "plain" if now.brightness is None else _within(LEAST_LIGHT <= now.brightness <= MOST_LIGHT)
    alike: Tone = "plain" if now.similarity is None else _within(now.similarity >= settings.alike_from)
    apart: Tone = "plain" if now.distance is None else _within(now.distance <= settings.veto_distance)
    return (
        row("told", told, _within(not now.hint)),
        row("eyes", shown(now.eyes_px, " px")),
        row("light", shown(now.brightness), light),
        row("sharp", shown(now.sharpness)),
        row("likeness", f"{shown(now.similarity)} / {settings.alike_from:g}", alike),
        row("distance", f"{shown(now.distance)} / {settings.veto_distance:g}", apart),
        row("frames", str(now.frames)),
        row("gap", shown(now.gap_most_ms, " ms"), _within(now.gap_most_ms < MOST_GAP_MS)),
        row("time", f"{now.look_ms:g} ({now.look_most_ms:g}) ms"),
        row("late", shown(now.late_ms, " ms")),
        row("faces", str(now.faces)),
    )


def _within(is_within: bool) -> Tone:  # noqa: FBT001  the one thing that is asked
    return "good" if is_within else "careful"


def _week(means: Means) -> tuple[Block, ...]:
    """What the sessions of the last days came to; of nobody."""
    try:
        since = (means.clock.now() - WEEK).isoformat(timespec="hours")
        scores = [row for row in means.counters.face_scores() if str(row[HOUR]) >= since]
    except JournalError:
        return (Block(kind="words", note=means.say("said.journal_broken")),)
    counted = Counter(str(row[VERDICT]) for row in scores)
    ended = Counter(str(row[ENDED_BY]) for row in scores if row[ENDED_BY])
    entries = tuple(
        Entry(label=means.say(f"face.verdict.{verdict}"), value=str(count)) for verdict, count in counted.most_common()
    )
    why = "　".join(f"{_ended_by(means, reason)} {count}" for reason, count in ended.most_common())
    note = means.say("face.ended", why=why) if why else "" if scores else means.say("face.no_sessions")
    return (Block(kind="rows", title=means.say("face.week"), note=note, entries=entries),)


def _ended_by(means: Means, reason: str) -> str:
    """In words; one that only a version before this one knew stands as it was written."""
    key = f"face.ended_by.{reason.replace(' ', '-')}"
    return means.say(key) if means.words.has(key) else reason


def _take(means: Means, _: Where, wanted: str) -> Act | None:
    match wanted:
        case "measure" if means.face.is_possible and means.face.left_s <= 0:
            turn = means.face.turn
            return Act("measure-face", lambda: _begin(means, turn), worker=CARD if CARD in means.workers else "")
        case "stop":
            return Act("measure-face", lambda: _end(means), "stop")
        case "export":
            return Act("export-face", lambda: _export(means))
    return None


def _begin(means: Means, turn: int) -> Done:
    """On the card reader's worker, where there is one: a card that lies there is compared with."""
    means.face.begin(_portrait(means), turn)
    return Done(means.say("face.begun"))


def _portrait(means: Means) -> bytes | None:
    if means.devices.idcard is None:
        return None
    try:
        reader = there(means.devices.idcard)
        portrait = reader.read().portrait if reader.card_present() else b""
    except DeviceError as error:
        if error.fault is Fault.REFUSED:
            raise
        return None
    if portrait is None:
        raise ActError(means.say("face.no_portrait"))
    return portrait or None


def _end(means: Means) -> Done:
    means.face.end()
    return Done(means.say("face.ended_now"))


def _export(means: Means) -> Done:
    """As `python -m kiosk face scores` writes them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(SCORE_COLUMNS)
    writer.writerows(means.counters.face_scores())
    try:
        path, signed = export(means.settings, means.clock, "face-scores", text.getvalue().splitlines())
    except OSError as error:
        raise ActError(means.say("said.not_written")) from error
    return Done(means.say("said.exported" if signed else "said.exported_unsigned", file=path.name, signature=signed))


PAGE = Page("face", "face", "see-face", _look, _take)
