"""好差评与投诉: what people said of the hall, until when it is answered, and the answer; and the items rated worst.

What was said is asked of the platform, shown and forgotten. An answer is one of some prepared ones.
"""

import secrets
from contextlib import suppress
from dataclasses import replace

from drivers.outcome import Outcome
from kiosk.complaint_terms import complaint_terms
from kiosk.platform import complaints
from kiosk.platform.complaint_values import AnswerKind, ComplaintAnswer, ComplaintLine
from kiosk.platform.errors import PlatformError
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry, Tone

WORST = 5
"""Items shown with the lowest rating."""
STANDING = "standing"
"""The worker that asks the platform: no person's question waits for it."""


def _look(means: Means, where: Where) -> Look:
    told = means.inbox.told(means.clock.now())
    ask = Entry(id="ask", label=means.say("complaints.ask"), sign="again")
    buttons = (ask,) if means.platform is not None else ()
    if told is None:
        note = means.say("complaints.not_asked" if means.platform is not None else "complaints.no_key")
        return Look((Block(kind="words", title=means.say("complaints.title"), note=note), *_ratings(means)), buttons)
    line = next((one for one in told.complaints if one.case_no == where.picked), None)
    if line is not None:
        return _one(means, line)
    today = means.clock.now().date()
    waiting = sum(not one.is_answered for one in told.complaints)
    late = sum(not one.is_answered and one.due < today for one in told.complaints)
    figures = (("waiting", waiting, "careful"), ("late", late, "bad"))
    lights = tuple(
        Entry(label=means.say(f"complaints.{name}"), value=str(count), tone=tone if count else "good")  # type: ignore[arg-type]  # of Tone
        for name, count, tone in figures
    )
    entries = tuple(_entry(means, one) for one in told.complaints)
    return Look(
        (
            Block(kind="lights", entries=lights),
            Block(
                kind="rows" if entries else "words",
                title=means.say("complaints.title"),
                note="" if entries else means.say("complaints.none"),
                entries=entries,
            ),
            *_ratings(means),
        ),
        buttons,
    )


def _entry(means: Means, one: ComplaintLine) -> Entry:
    tone: Tone = (
        "plain"
        if one.is_answered
        else "bad"
        if one.due < means.clock.now().date()
        else "careful"
        if one.due == means.clock.now().date()
        else "good"
    )
    return Entry(
        id=one.case_no,
        label=f"{means.say(f'complaint.{one.kind}')}：{means.say(f'topic.{one.topic}')}",
        value=means.say("complaints.answered" if one.is_answered else "complaints.until", day=f"{one.due:%m-%d}"),
        detail=one.case_no,
        tone=tone,
    )


def _one(means: Means, one: ComplaintLine) -> Look:
    facts = (
        Entry(label=means.say("complaints.said_on"), value=f"{one.said_on:%Y-%m-%d}"),
        Entry(label=means.say("complaints.class"), value=means.say(f"complaint_class.{one.of}")),
        Entry(label=means.say("complaints.due"), value=f"{one.due:%Y-%m-%d}"),
        Entry(label=means.say("complaints.call"), value=means.say("yes" if one.wants_call else "no")),
    )
    words = Block(
        kind="words",
        title=f"{means.say(f'complaint.{one.kind}')}：{means.say(f'topic.{one.topic}')}",
        note=one.words or means.say("complaints.no_words"),
    )
    answers = tuple(
        Entry(id=f"answer:{answer.id}", label=means.say(f"answer.{answer.id}"), detail=answer.words)
        for answer in complaint_terms().answers
        if answer.id != "called" or one.wants_call
    )
    block = Block(kind="rows", title=means.say("complaints.answer"), entries=answers)
    return Look(
        (words, Block(kind="rows", title=one.case_no, entries=facts), *(() if one.is_answered else (block,))),
        (Entry(id="back", label=means.say("button.back"), sign="back"),),
    )


def _ratings(means: Means) -> tuple[Block, ...]:
    """Of the items that enough people have rated: the lowest first."""
    terminal = means.terminal()
    known = [(rating, item) for item, rating in terminal.ratings.items() if item in terminal.catalogue]
    worst = sorted(known, key=lambda one: one[0].tenths)[:WORST]
    if not worst:
        return ()
    entries = tuple(
        Entry(
            label=terminal.catalogue[item].settings.name.of(means.language),
            value=f"{rating.tenths / 10:.1f}",
            detail=means.say("promises.people", count=rating.count),
            share=rating.tenths / 100,
        )
        for rating, item in worst
    )
    return (Block(kind="bars", title=means.say("complaints.worst"), entries=entries),)


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    told = means.inbox.told(means.clock.now())
    lines = told.complaints if told is not None else ()
    line = next((one for one in lines if one.case_no == where.picked), None)
    kinds = {answer.id for answer in complaint_terms().answers}
    match wanted:
        case "back":
            return replace(where, picked="")
        case "ask" if means.platform is not None:
            return Act("see-complaints", lambda: _ask(means), worker=STANDING)
        case _ if line is not None and not line.is_answered and wanted.removeprefix("answer:") in kinds:
            kind: AnswerKind = wanted.removeprefix("answer:")  # type: ignore[assignment]  # one of them
            return Act(
                "answer-complaint",
                lambda: _answer(means, line, kind),
                f"{line.case_no}:{kind}",
                worker=STANDING,
                title=means.say("complaints.answer_title"),
                lines=(
                    next(answer.words for answer in complaint_terms().answers if answer.id == kind),
                    means.say("complaints.answer_lead"),
                ),
            )
        case _ if any(one.case_no == wanted for one in lines):
            return replace(where, picked=wanted)
    return None


def _ask(means: Means) -> Done:
    platform = means.platform
    if platform is None:
        raise ActError(means.say("complaints.no_key"))
    try:
        found = complaints.inbox(platform)
    except PlatformError as error:
        raise ActError(means.say("connections.no_answer", why=error.key)) from error
    means.inbox.keep(means.clock.now(), found)
    return Done(means.say("complaints.found", count=len(found.complaints)))


def _answer(means: Means, line: ComplaintLine, kind: AnswerKind) -> Done:
    platform = means.platform
    if platform is None:
        raise ActError(means.say("complaints.no_key"))
    try:
        complaints.answer(platform, ComplaintAnswer(case_no=line.case_no, answer=kind), deed=secrets.token_hex(16))
    except PlatformError as error:
        if error.outcome is Outcome.UNKNOWN:
            return Done(means.say("complaints.unknown"), "bad", Where("complaints"), "unknown")
        raise ActError(means.say("connections.no_answer", why=error.key)) from error
    with suppress(PlatformError):
        # It is answered, whether or not the list comes anew.
        means.inbox.keep(means.clock.now(), complaints.inbox(platform))
    return Done(means.say("complaints.done"), then=Where("complaints"))


PAGE = Page("complaints", "call", "see-complaints", _look, _take)
