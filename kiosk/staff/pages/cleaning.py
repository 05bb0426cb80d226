"""数据清理: proof that nothing of a person is left on this terminal; and two people who empty logs and exports."""

import json

from kiosk.staff.exports import FOLDER
from kiosk.staff.left import Left, search
from kiosk.staff.means import Means
from kiosk.staff.page import Act, Done, Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry

PROVED = "cleaning"
SHOWN = 20


def _look(means: Means, _: Where) -> Look:
    told, at = means.book.value(PROVED)
    found = json.loads(told) if told else None
    entries = [
        Entry(
            label=means.say("cleaning.searched"),
            value=rows.when(at) if at else means.say("audit.never"),
            detail=means.say("cleaning.count", files=found["files"], left=len(found["left"])) if found else "",
            tone="plain" if found is None else "bad" if found["left"] else "good",
        )
    ]
    if found:
        entries += [
            Entry(label=one["name"], value=means.say(f"left.{one['what']}"), tone="bad")
            for one in found["left"][:SHOWN]
        ]
    kept = Block(
        kind="rows",
        title=means.say("cleaning.kept"),
        entries=tuple(
            Entry(label=means.say(f"kept.{name}"), value=means.say(f"kept.{name}_for"))
            for name in ("person", "face", "journal", "scores", "log")
        ),
    )
    return Look(
        (
            Block(
                kind="rows", title=means.say("cleaning.title"), note=means.say("cleaning.how"), entries=tuple(entries)
            ),
            kept,
        ),
        (
            Entry(id="search", label=means.say("cleaning.search"), sign="search"),
            Entry(id="wipe", label=means.say("cleaning.wipe"), sign="wipe", tone="bad"),
        ),
    )


def _take(means: Means, _: Where, wanted: str) -> Act | None:
    match wanted:
        case "search":
            return Act("search-left", lambda: _search(means))
        case "wipe":
            return Act(
                "wipe",
                lambda: _wipe(means),
                title=means.say("cleaning.wipe_title"),
                lines=(_emptied(means), means.say("cleaning.wipe_keeps")),
                is_serious=True,
            )
    return None


def _emptied(means: Means) -> str:
    """What will be gone: a log that a program tells is the system's, and not ours to empty."""
    staff = means.settings.staff
    is_systems = staff is not None and bool(staff.log_command)
    return means.say("cleaning.wipe_exports" if is_systems else "cleaning.wipe_lead")


def _search(means: Means) -> Done:
    files, found = search(means.settings.state_folder, means.settings.run_folder)
    _keep(means, files, found)
    if found:
        return Done(means.say("cleaning.found", count=len(found)), "bad")
    return Done(means.say("cleaning.clean", files=files))


def _keep(means: Means, files: int, found: tuple[Left, ...]) -> None:
    left = [{"name": one.name, "what": one.what} for one in found]
    means.book.keep(PROVED, json.dumps({"files": files, "left": left}))


def _wipe(means: Means) -> Done:
    """Logs and exports; the journal stays, which holds nobody and has to be kept."""
    staff = means.settings.staff
    logs = (staff.log_folder if staff is not None else None) or means.settings.state_folder / "log"
    gone = 0
    for folder in (logs, means.settings.state_folder / FOLDER):
        for path in sorted(folder.glob("*")) if folder.is_dir() else []:
            if not path.is_file() or path.is_symlink():
                continue
            gone += 1
            if folder == logs:
                # Whoever writes it goes on writing it.
                with path.open("r+b") as file:
                    file.truncate(0)
            else:
                path.unlink()
    files, found = search(means.settings.state_folder, means.settings.run_folder)
    _keep(means, files, found)
    return Done(means.say("cleaning.wiped", count=gone), "bad" if found else "good")


PAGE = Page("cleaning", "wipe", "see-cleaning", _look, _take)
