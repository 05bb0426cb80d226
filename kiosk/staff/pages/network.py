"""网络与日志: the network as the kernel has it, setting it, and the log in a file: warnings alone, or all, redacted."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from drivers.faults import DeviceError
from drivers.machine import Link
from drivers.machine.disk_state import disk_state
from drivers.machine.network_state import network_state
from kiosk.staff.exports import FOLDER, export, is_bad, log_lines, redacted
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import file_state, wired
from kiosk.staff_view import Block, Entry

GIB = 1024**3
LOG_S = 60.0
SHOWN = 8
NOTE = "-- "
"""Begins what journalctl says of itself, e.g. `-- No entries --`."""


def _look(means: Means, where: Where) -> Look:
    if (one := wired.look(means, where)) is not None:
        return one
    hinders = wired.hindrance(means)
    return Look(
        (
            Block(
                kind="rows",
                title=means.say("network.title"),
                note=hinders,
                entries=(*_network(means), *wired.rows(means), *_disk(means)),
            ),
            *((file_state.state(means),) if means.file.is_installed else ()),
            _files(means),
        ),
        (
            *((wired.entry(means),) if not hinders else ()),
            Entry(id="errors", label=means.say("network.errors"), sign="send"),
            Entry(id="log", label=means.say("network.log"), sign="send"),
        ),
    )


def _network(means: Means) -> tuple[Entry, ...]:
    try:
        state = network_state()
    except (DeviceError, OSError):
        return (Entry(label=means.say("network.line"), value="—", tone="bad"),)
    return (
        Entry(
            label=means.say("network.line"),
            value=means.say(f"link.{state.link.value}"),
            detail=state.interface,
            tone="good" if state.link is Link.UP else "bad",
        ),
    )


def _disk(means: Means) -> tuple[Entry, ...]:
    state = disk_state(means.settings.state_folder)
    least = means.settings.machine.disk_free_mb if means.settings.machine is not None else 0
    return (
        Entry(
            label=means.say("network.disk"),
            value=f"{state.free_bytes / GIB:.1f} / {state.total_bytes / GIB:.1f} GiB",
            tone="good" if state.has_room(least) else "bad",
        ),
    )


def _files(means: Means) -> Block:
    folder = means.settings.state_folder / FOLDER
    there = sorted(folder.glob("*.txt"), reverse=True) if folder.is_dir() else []
    return Block(
        kind="rows" if there else "words",
        title=means.say("network.files"),
        note=str(folder) if there else means.say("network.no_files"),
        entries=tuple(Entry(label=path.name, value=f"{path.stat().st_size // 1024} KiB") for path in there[:SHOWN]),
    )


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    match wanted:
        case "errors":
            return Act("export-errors", lambda: _export(means, only_errors=True))
        case "log":
            return Act("export-log", lambda: _export(means, only_errors=False))
    return wired.take(means, where, wanted)


def _export(means: Means, *, only_errors: bool) -> Done:
    """Nothing is no file: whoever asked for a log has to hear that its source is silent."""
    try:
        whole = list(_lines(means))
        lines = [line for line in whole if is_bad(line)] if only_errors else whole
        if not lines:
            raise ActError(means.say("network.no_errors" if whole else "network.no_log"))
        path, signature = export(means.settings, means.clock, "errors" if only_errors else "log", lines)
    except (OSError, subprocess.SubprocessError) as error:
        raise ActError(means.say("said.not_written")) from error
    key = "said.exported" if signature else "said.exported_unsigned"
    return Done(means.say(key, file=path.name, signature=signature))


def _lines(means: Means) -> Iterable[str]:
    staff = means.settings.staff
    if staff is None:
        raise AssertionError("staff have settings where staff are")
    if not staff.log_command:
        folder: Path = staff.log_folder or means.settings.state_folder / "log"
        return log_lines(folder)
    told = subprocess.run(staff.log_command, check=True, timeout=LOG_S, capture_output=True).stdout
    return (redacted(line) for line in told.decode("utf-8", "replace").splitlines() if not line.startswith(NOTE))


PAGE = Page("network", "globe", "see-network", _look, _take)
