"""打印与卡纸: jobs by number and hash, never what stands on them; and the way through a jam, step by step."""

from dataclasses import replace

from kiosk.health import Status
from kiosk.journal import JournalError
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import device_words, rows, spoiled
from kiosk.staff_view import Block, Entry, Tone

SHOWN = 40
PRINTER = "a4_printer"
STEPS = ("cover", "tray", "pull", "count", "shut")
"""Of the jam wizard, in the order in which a hand goes."""
TONES: dict[str, Tone] = {"done": "good", "not_done": "careful", "unknown": "bad", "": "plain"}
MOST_TORN = 50


def _look(means: Means, where: Where) -> Look:
    if where.picked == "jam":
        return _jam(means, where)
    try:
        found = rows.deeds(rows.newest(means, spoiled.ROWS), "print")
        voided, open_jobs = spoiled.voided(means), spoiled.open_jobs(means)
        if where.picked in open_jobs:
            return spoiled.look(means, open_jobs[where.picked])
    except JournalError:
        return Look((Block(kind="words", note=means.say("said.journal_broken")),))
    entries = tuple(
        Entry(
            id=f"{spoiled.JOB}{job.id}" if f"{spoiled.JOB}{job.id}" in open_jobs else "",
            label=f"{rows.when(job.at)}　{job.facts.get('serial', '')}",
            value=means.say("spoiled.voided" if job.id in voided else f"outcome.{job.outcome or 'running'}"),
            detail=means.say(
                "prints.facts",
                pages=job.facts.get("pages", "—"),
                sheets=job.facts.get("sheets", "—"),
                hash=str(job.facts.get("sha256", "—"))[:12],
            )
            + _fault(means, str(job.facts.get("fault", "")))
            + (f"　{voided[job.id]}" if job.id in voided else ""),
            tone="careful" if job.id in voided else TONES[job.outcome],
        )
        for job in found[:SHOWN]
    )
    printer = means.terminal().health.of(PRINTER)
    state = Block(
        kind="rows",
        title=means.say("prints.printer"),
        entries=(
            Entry(
                label=device_words.name(means, PRINTER),
                value=device_words.status(means, printer),
                detail=device_words.cure(means, printer),
                tone=device_words.tone(printer),
            ),
        ),
    )
    jobs = Block(
        kind="rows",
        title=means.say("prints.jobs"),
        note=means.say("spoiled.spoil") if open_jobs else "" if entries else means.say("prints.none"),
        entries=entries,
    )
    fitted = printer.status is not Status.NOT_FITTED
    return Look((state, jobs), (Entry(id="jam", label=means.say("prints.jam"), sign="printer"),) if fitted else ())


def _fault(means: Means, fault: str) -> str:
    """What was wrong, in the words of its cure; nothing where nothing was."""
    if not fault:
        return ""
    key = f"staff.{fault}"
    return "　" + (means.texts.text(means.language, key) if means.texts.has(key) else fault)


def _jam(means: Means, where: Where) -> Look:
    at = where.step or STEPS[0]
    number = STEPS.index(at)
    blocks = (
        Block(
            kind="rows",
            title=means.say("prints.jam_title"),
            entries=tuple(
                Entry(
                    label=f"{place + 1}　{means.say(f'jam.{step}')}",
                    detail=means.say(f"jam.{step}_how") if step == at else "",
                    tone="good" if place < number else "careful" if step == at else "plain",
                )
                for place, step in enumerate(STEPS)
            ),
        ),
    )
    is_last = at == STEPS[-1]
    return Look(
        blocks,
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            Entry(
                id="finish" if is_last else "next",
                label=means.say("button.finish" if is_last else "button.go_on"),
                sign="tick",
            ),
        ),
        field=means.say("jam.torn") if at == "count" else "",
    )


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    if where.picked.startswith(spoiled.JOB):
        job = spoiled.open_jobs(means).get(where.picked)
        return spoiled.take(means, where, job, wanted) if job is not None else Where(where.page)
    at = where.step or STEPS[0]
    match wanted:
        case _ if wanted.startswith(spoiled.JOB):
            return replace(where, picked=wanted)
        case "jam":
            return replace(where, picked="jam", step=STEPS[0], typed="")
        case "back" if at == STEPS[0]:
            return Where(where.page)
        case "back":
            return replace(where, step=STEPS[STEPS.index(at) - 1])
        case "next" if at != STEPS[-1]:
            return replace(where, step=STEPS[STEPS.index(at) + 1])
        case "finish" if at == STEPS[-1]:
            return Act("clear-jam", lambda: _cleared(means, where.typed), f"torn:{where.typed or '0'}")
    return None


def _cleared(means: Means, typed: str) -> Done:
    """What was torn out goes into the bag for spoiled paper: the books say how many sheets."""
    torn = int(typed or "0")
    if torn > MOST_TORN:
        raise ActError(means.say("jam.too_many", most=MOST_TORN))
    means.workers[PRINTER].look_soon()
    return Done(means.say("jam.done", count=torn), then=Where("prints"))


PAGE = Page("prints", "printer", "see-prints", _look, _take)
