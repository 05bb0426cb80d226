"""升级与备份: which version runs and which is the way back; update from a stick, go back, and a copy of the journal."""

import json
import shutil
from datetime import timedelta
from errno import ENOSPC
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from stat import S_ISREG

from config.toml_file import SettingsError
from kiosk.platform import terminal_key
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry, Tone
from kiosk.upkeep.backup import BackupError, back_up
from kiosk.upkeep.pieces import AGAIN, ROLLBACK, STICK, UPDATE, WANTED
from kiosk.upkeep.slots import Slots
from kiosk.upkeep.software_seal import seal
from kiosk.upkeep.software_sum import first_sum, software_sum

CHECKED = "software"
SHOWN = 15
WEEK = timedelta(days=7)
METADATA = "metadata"
"""What makes a folder on a stick one that may bring an update."""
PARTS = {METADATA: "*.json", "targets": "*.kiosk.tar"}
"""All that an update is (The Update Framework's repository): files of these names, and nothing that a link leads to."""
MOST_FILES = 2000
"""Of a part (our choice: a repository of ten years has some 1 200)."""


def _look(means: Means, _: Where) -> Look:
    starts = rows.newest(means, ("core-started",))
    week = rows.newest(means, ("core-started",), WEEK)
    facts = (
        Entry(label=means.say("versions.runs"), value=version("kiosk"), tone="good"),
        Entry(label=means.say("versions.since"), value=rows.when(starts[-1].at) if starts else "—"),
        Entry(
            label=means.say("versions.starts"), value=str(len(week)), tone="careful" if len(week) > SHOWN else "plain"
        ),
    )
    known = tuple(
        Entry(label=str(row.facts.get("version", "")), value=rows.when(row.at)) for row in reversed(starts[-SHOWN:])
    )
    code, blocks = _checked(means)
    return Look(
        (
            Block(kind="rows", title=means.say("versions.title"), entries=facts),
            *_slots(means),
            *blocks,
            Block(kind="rows", title=means.say("versions.history"), entries=known),
        ),
        _buttons(means),
        qr=code,
    )


def _checked(means: Means) -> tuple[str, tuple[Block, ...]]:
    """What was counted last of the version that runs: the code's text, and what stands around it."""
    told, at = means.book.value(CHECKED)
    found: dict[str, str] = json.loads(told) if told else {}
    if found.get("version") != means.root.software.current:
        return "", ()
    tone: Tone = "good" if found["stands"] == "same" else "bad"
    number = Entry(
        label=means.say("versions.number"),
        value=means.say(f"versions.number_{found['stands']}"),
        detail=f"{found['number'][:32]} {found['number'][32:]}",
        tone=tone,
    )
    block = Block(kind="rows", title=means.say("versions.checked", at=rows.when(at)), entries=(number,))
    if not found["code"]:
        return "", (block,)
    return found["code"], (block, Block(kind="code", title=means.say("versions.code")))


def _slots(means: Means) -> tuple[Block, ...]:
    """What lies in the slots, of the software and of the file; nothing where the kiosk is not installed."""
    if not means.root.is_installed:
        return (Block(kind="words", title=means.say("versions.slots"), note=means.say("versions.not_installed")),)
    software, files = means.root.software, means.root.files
    answers = {what: means.file.answer(what) for what in (UPDATE, ROLLBACK, AGAIN)}
    return (
        Block(
            kind="rows",
            title=means.say("versions.slots"),
            note=means.say("versions.slots_how"),
            entries=(*_pair(means, software), _stick(means)),
        ),
        Block(kind="rows", title=means.say("versions.file"), entries=_pair(means, files)),
        *_refused(means, (software, files), answers),
    )


def _pair(means: Means, slots: Slots) -> tuple[Entry, ...]:
    trial: Tone = "careful" if slots.is_on_trial else "good"
    return (
        Entry(
            label=means.say("versions.current"),
            value=slots.current or "—",
            detail=means.say("versions.on_trial") if slots.is_on_trial else "",
            tone=trial,
        ),
        Entry(label=means.say("versions.good"), value=(slots.good if slots.is_on_trial else slots.previous) or "—"),
        *((Entry(label=means.say("versions.waiting"), value=slots.waiting, tone="careful"),) if slots.waiting else ()),
    )


def _refused(means: Means, pairs: tuple[Slots, ...], answers: dict[str, str]) -> tuple[Block, ...]:
    """What was left, refused or without a verdict, and what became of what staff asked for."""
    told = tuple(
        Entry(
            label=name,
            value=means.say("versions.no_verdict" if name in undecided else "versions.is_refused"),
            detail=why,
            tone="plain" if name in undecided else "careful",
        )
        for pair in pairs
        for undecided in (pair.undecided(),)
        for name, why in pair.verdicts().items()
    )
    said = tuple(
        Entry(
            label=means.say(f"versions.{what}"),
            detail=answer,
            tone="good" if answer.startswith("taken") else "bad",
        )
        for what, answer in answers.items()
        if answer
    )
    return (Block(kind="rows", title=means.say("versions.refused"), entries=(*said, *told)),) if told or said else ()


def _stick(means: Means) -> Entry:
    is_in = _brings(means)
    if _is_wanted(means, UPDATE):
        return Entry(label=means.say("versions.stick"), value=means.say("versions.looking"), tone="careful")
    return Entry(
        label=means.say("versions.stick"),
        value=means.say("versions.stick_in" if is_in else "versions.stick_out"),
        tone="good" if is_in else "plain",
    )


def _brings(means: Means) -> bool:
    return (means.root.path / STICK / METADATA).is_dir()


def _outbox(means: Means) -> Path:
    return means.settings.state_folder / WANTED


def _is_wanted(means: Means, what: str) -> bool:
    return (_outbox(means) / what).exists()


def _may_go_back(means: Means) -> bool:
    software = means.root.software
    return software.is_on_trial or software.previous not in ("", software.current)


def _left(means: Means) -> tuple[str, ...]:
    """What may be tried again: of the software and of the file, what was left last."""
    if not means.root.is_installed or _is_wanted(means, AGAIN):
        return ()
    newest = ((pair, name) for pair in (means.root.software, means.root.files) for name in [*pair.verdicts()][-1:])
    return tuple(name for pair, name in newest if name != pair.current)


def _buttons(means: Means) -> tuple[Entry, ...]:
    backup = Entry(id="backup", label=means.say("versions.backup"), sign="certificate")
    if not means.root.is_installed:
        return (backup,)
    update = Entry(id="update", label=means.say("versions.do_update"), sign="again")
    back = Entry(id="rollback", label=means.say("versions.do_rollback"), sign="back", tone="bad")
    return (
        *((update,) if _brings(means) and not _is_wanted(means, UPDATE) else ()),
        *((back,) if _may_go_back(means) and not _is_wanted(means, ROLLBACK) else ()),
        *(
            Entry(id=f"{AGAIN}:{name}", label=means.say("versions.do_again", version=name), sign="again")
            for name in _left(means)
        ),
        Entry(id="check", label=means.say("versions.check"), sign="shield"),
        backup,
    )


def _take(means: Means, _: Where, wanted: str) -> Act | None:
    match wanted:
        case "update" if _brings(means):
            return Act(
                "update",
                lambda: _update(means),
                worker="standing",
                title=means.say("versions.update_title"),
                lines=(means.say("versions.update_lead"), means.say("versions.update_way_back")),
            )
        case "rollback" if _may_go_back(means):
            software = means.root.software
            to = software.good if software.is_on_trial else software.previous
            return Act(
                "roll-back",
                lambda: _rollback(means),
                to,
                title=means.say("versions.rollback_title", version=to),
                lines=(means.say("versions.rollback_lead"),),
                is_serious=True,
            )
        case _ if wanted.removeprefix(f"{AGAIN}:") in _left(means):
            name = wanted.removeprefix(f"{AGAIN}:")
            return Act(
                "try-again",
                lambda: _again(means, name),
                name,
                title=means.say("versions.again_title", version=name),
                lines=(means.say("versions.again_lead"), means.say("versions.update_way_back")),
            )
        case "check" if means.root.is_installed:
            return Act("check-software", lambda: _check(means), means.root.software.current, worker="standing")
        case "backup":
            return Act("back-up", lambda: _backup(means))
    return None


def _check(means: Means) -> Done:
    """Not on the desk's worker: a version has ten thousand files."""
    software = means.root.software
    folder = software.folder(software.current)
    try:
        number, first = software_sum(folder), first_sum(folder)
    except OSError as error:
        raise ActError(means.say("versions.not_read")) from error
    stands = "same" if number == first else "other" if first else "unknown"
    try:
        key = terminal_key.load(means.settings.platform.key_file)
    except SettingsError:
        code = ""
    else:
        code = seal(key, means.settings.terminal, software.current, number, means.clock.now())
    kept = {"version": software.current, "number": number, "stands": stands, "code": code}
    means.book.keep(CHECKED, json.dumps(kept))
    return Done(means.say(f"versions.number_{stands}"), "good" if stands == "same" else "bad")


def _update(means: Means) -> Done:
    """Copied whole beside, then renamed: the service with rights never sees half a folder."""
    outbox = _outbox(means)
    half = outbox / f".{UPDATE}.new"
    try:
        outbox.mkdir(mode=0o700, exist_ok=True)
        shutil.rmtree(half, ignore_errors=True)
        _copy(means.root.path / STICK, half)
        half.rename(outbox / UPDATE)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(half, ignore_errors=True)
        raise ActError(means.say("versions.not_copied")) from error
    return Done(means.say("versions.update_wanted"), "careful")


def _copy(stick: Path, half: Path) -> None:
    """An update's own folders and nothing else that lies on the stick; the journal's disk keeps room.

    Raises:
        OSError: it cannot be read or written, or has not room enough.
    """
    found = [file for part, form in PARTS.items() for file in islice((stick / part).glob(form), MOST_FILES + 1)]
    files = [file for file in found if not file.parent.is_symlink() and S_ISREG(file.lstat().st_mode)]
    whole = sum(file.lstat().st_size for file in files)
    if len(found) > MOST_FILES or whole > shutil.disk_usage(half.parent).free // 2:
        raise OSError(ENOSPC, "is too large")
    for part in PARTS:
        (half / part).mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, half / file.parent.name / file.name, follow_symlinks=False)


def _rollback(means: Means) -> Done:
    outbox = _outbox(means)
    try:
        outbox.mkdir(mode=0o700, exist_ok=True)
        (outbox / ROLLBACK).touch(mode=0o600)
    except OSError as error:
        raise ActError(means.say("said.not_written")) from error
    return Done(means.say("versions.rollback_wanted"), "careful")


def _again(means: Means, name: str) -> Done:
    """Renamed when it is whole: the service with rights never reads half a name."""
    outbox = _outbox(means)
    half = outbox / f".{AGAIN}.new"
    try:
        outbox.mkdir(mode=0o700, exist_ok=True)
        half.write_text(name, "utf-8")
        half.rename(outbox / AGAIN)
    except OSError as error:
        raise ActError(means.say("said.not_written")) from error
    return Done(means.say("versions.again_wanted"), "careful")


def _backup(means: Means) -> Done:
    try:
        path, signed = back_up(means.settings, means.root, means.journal.path, means.clock.now())
    except BackupError as error:
        raise ActError(means.say("said.not_written")) from error
    return Done(means.say("said.exported" if signed else "said.exported_unsigned", file=path.name, signature=signed))


PAGE = Page("versions", "clock", "see-updates", _look, _take)
