"""审计: the journal as it was written; check its chain, and write it into a signed file."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from kiosk.journal import JournalError, Row, first_bad_row, read_rows
from kiosk.staff.exports import export
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry

FILTERS = {
    "staff": ("staff-entered", "staff-refused", "staff-left", "staff-act-intended", "staff-act-settled"),
    "paper": ("print-intended", "print-settled", "print-voided", "issue-settled", "paper-refused", "slip-settled"),
    "people": ("consent", "identified", "visit-ended"),
    "lodged": ("submission-settled", "lodgement-settled", "waiting-ended", "undo-settled", "endorsement-settled"),
    "money": (
        "payment-intended",
        "payment-settled",
        "payment-delivered",
        "payment-returned",
        "payment-doubted",
        "order-differs",
        "order-agrees",
    ),
    "doors": ("door-intended", "door-opened", "door-settled", "door-shut", "door-forced"),
    "machine": ("core-started", "device", "closed"),
    "hands": ("case-opened", "case-shut", "usb-plugged", "usb-gone", "device-swapped", "computer-swapped"),
}
SHOWN = 40
VERIFIED_ROWS = "verified_rows"
"""How many rows there were when the chain was whole last."""
WORDS = {
    "role": "role",
    "action": "action",
    "outcome": "outcome",
    "how": "signed_by",
    "device": "device",
    "screen": "visit_screen",
    "end": "visit_end",
}
"""Fact → the texts of its values."""
REASONS = {"staff-refused": "why", "staff-left": "left_by"}
"""Kind of row → the texts of its reasons."""


def _look(means: Means, where: Where) -> Look:
    chosen = where.picked if where.picked in FILTERS else "staff"
    try:
        found = rows.newest(means, FILTERS[chosen])
        whole = means.journal.newest()
    except JournalError:
        return Look((Block(kind="words", note=means.say("said.journal_broken")),))
    tabs = Block(
        kind="tabs",
        entries=tuple(Entry(id=name, label=means.say(f"audit.{name}"), is_on=name == chosen) for name in FILTERS),
    )
    block = Block(
        kind="rows",
        title=means.say("audit.rows", whole=whole),
        note="" if found else means.say("audit.none"),
        entries=tuple(_entry(means, row) for row in reversed(found[-SHOWN:])),
    )
    verified, at = means.book.value("verified")
    seal = Block(
        kind="rows",
        title=means.say("audit.chain"),
        entries=(
            Entry(
                label=means.say("audit.verified"),
                value=rows.when(at) if at else means.say("audit.never"),
                detail=verified,
                tone="plain" if not at else "bad" if verified.startswith("!") else "good",
            ),
        ),
    )
    return Look(
        (seal, tabs, block),
        (
            Entry(id="verify", label=means.say("audit.verify"), sign="tick"),
            Entry(id="export", label=means.say("audit.export"), sign="send"),
        ),
    )


def _entry(means: Means, row: Row) -> Entry:
    """In words where there are any; other facts as they were written. The export has every row as it is in the file."""
    facts = "　".join(
        f"{_worded(means, f'fact.{name}', name)} {_value(means, row.kind, name, str(value))}"
        for name, value in row.facts.items()
        if value != ""
    )
    return Entry(label=f"{row.seq}　{means.say(f'kind.{row.kind}')}", value=rows.when(row.at), detail=facts[:160])


def _value(means: Means, kind: str, name: str, value: str) -> str:
    if name == "item":
        return rows.item(means, value)
    if name == "fault":
        return means.texts.text(means.language, f"staff.{value}") if means.texts.has(f"staff.{value}") else value
    if name == "reason":
        why, _, action = value.partition(":")
        said = _worded(means, f"{REASONS[kind]}.{why}", why) if kind in REASONS else why
        return f"{said} {_worded(means, f'action.{action}', action)}" if action else said
    if name == "modes":
        return " · ".join(_worded(means, f"visit_mode.{mode}", mode) for mode in value.split())
    return _worded(means, f"{WORDS[name]}.{value}", value) if name in WORDS else value


def _worded(means: Means, key: str, else_: str) -> str:
    return means.say(key) if means.words.has(key) else else_


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    if wanted in FILTERS:
        return Where(where.page, wanted)
    if wanted == "verify":
        return Act("verify-audit", lambda: verify(means))
    return Act("export-audit", lambda: _export(means)) if wanted == "export" else None


def verify(means: Means) -> Done:
    """Follow the chain from the first row to the last, which is not before the last of the time before.

    Rows taken off the end leave a whole chain: how many there were is what tells.
    """
    bad, count = first_bad_row(means.journal.path), means.journal.newest()
    before = int(means.book.value(VERIFIED_ROWS)[0] or 0)
    if bad is None and count >= before:
        said = means.say("audit.holds", count=count)
        means.book.keep("verified", said)
        means.book.keep(VERIFIED_ROWS, str(count))
        return Done(said)
    said = means.say("audit.broken", seq=bad[0]) if bad is not None else means.say("audit.cut", count=count, was=before)
    means.book.keep("verified", f"!{said}")
    return Done(said, "bad")


def _export(means: Means) -> Done:
    try:
        path, signature = export(means.settings, means.clock, "journal", _lines(means))
    except OSError as error:
        raise ActError(means.say("said.not_written")) from error
    key = "said.exported" if signature else "said.exported_unsigned"
    return Done(means.say(key, file=path.name, signature=signature))


def _lines(means: Means) -> Iterator[str]:
    for row in read_rows(means.journal.path):
        yield json.dumps(asdict(row), ensure_ascii=False, sort_keys=True)


PAGE = Page("audit", "shield", "see-audit", _look, _take)
