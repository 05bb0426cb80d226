"""申请与支付: what is open towards platform and cashier, and whether paid and delivered agree. Never a person.

What is open settles itself: the platform is asked what became of a submission, what was paid and not delivered goes
back. Staff can have it done now, and nothing else: whoever could send money by hand could send it twice.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from kiosk.journal import Facts, JournalError, Row
from kiosk.reconciliation import AGREES, DIFFERS, still_different
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import rows, unclear_cards
from kiosk.staff_view import Block, Entry, Tone
from printing.payment_slip import yuan

DAYS = timedelta(days=7)
SUBMISSIONS = (
    "submission-intended",
    "submission-settled",
    "submission-asked",
    "lodgement-intended",
    "lodgement-settled",
    "lodgement-asked",
)
PAYMENTS = (
    "payment-intended",
    "payment-settled",
    "payment-delivered",
    "payment-returned",
    "payment-confirmed",
    "payment-doubted",
)
DIFFERING = (DIFFERS, AGREES)
WAITING = ("waiting-settled", "waiting-ended")
ENDINGS: tuple[tuple[str, Tone], ...] = (
    ("waiting", "careful"),
    ("lodged", "good"),
    ("refused", "careful"),
    ("expired", "bad"),
    ("spoilt", "bad"),
)
"""What becomes of an application that was taken while the platform could not be reached (kiosk/unlodged.py)."""
SHOWN = 20
STATES = ("running", "done", "not_done", "unknown")
TONES: dict[str, Tone] = {"running": "plain", "done": "good", "not_done": "careful", "unknown": "bad"}


def _look(means: Means, where: Where) -> Look:
    try:
        card = unclear_cards.picked(means, where)
        if card is not None:
            return unclear_cards.page(means, card)
        cards = unclear_cards.block(means)
        handed = rows.newest(means, SUBMISSIONS, DAYS)
        paid = rows.newest(means, PAYMENTS, DAYS)
        waited = rows.newest(means, WAITING, DAYS)
        differing = still_different(means.journal.entries(DIFFERING))
        reports = means.journal.unreported_prints()
    except JournalError:
        return Look((Block(kind="words", note=means.say("said.journal_broken")),))
    return Look(
        (
            _kind(means, "submission", handed),
            _kind(means, "lodgement", handed),
            _payments(means, paid),
            *_open_orders(means, paid),
            *_differing(means, differing),
            *cards,
            *_waiting(means, waited),
            Block(
                kind="lights",
                title=means.say("queues.reports"),
                entries=(
                    Entry(
                        label=means.say("queues.prints_unreported"),
                        value=str(len(reports)),
                        tone="careful" if reports else "good",
                    ),
                ),
            ),
        ),
        (Entry(id="settle", label=means.say("queues.settle"), sign="again"),) if _askers(means) else (),
    )


def _askers(means: Means) -> tuple[str, ...]:
    """The workers that settle what is open: platform, cashier, bank-card terminal."""
    return tuple(name for name in ("standing", "cashier", "bank_card") if name in means.workers)


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    try:
        card = unclear_cards.picked(means, where)
        if card is not None:
            return Where(where.page) if wanted == "back" else unclear_cards.act(means, card, wanted)
        if unclear_cards.picked(means, Where(picked=wanted)) is not None:
            return Where(where.page, wanted)
    except JournalError:
        return None
    if wanted != "settle" or not _askers(means):
        return None
    return Act("settle-queues", lambda: _settle(means), " ".join(_askers(means)))


def _settle(means: Means) -> Done:
    if means.platform is None:
        raise ActError(means.say("complaints.no_key"))
    for name in _askers(means):
        means.workers[name].look_soon()
    return Done(means.say("queues.settling"))


def _open_orders(means: Means, found: list[Row]) -> tuple[Block, ...]:
    """Paid and neither delivered nor given back, or not settled: by number and item, the oldest first."""
    kinds: dict[str, dict[str, Row]] = {}
    for row in found:
        kinds.setdefault(row.deed, {})[row.kind] = row
    entries = []
    for deed, of in kinds.items():
        begun, settled = of.get("payment-intended"), of.get("payment-settled")
        if begun is None or _outcome(settled) == "not_done":
            continue
        is_over = "payment-delivered" in of or "payment-returned" in of
        if is_over and not _is_doubted(of):
            continue
        state = "doubted" if _is_doubted(of) else "undelivered" if _outcome(settled) == "done" else "unsettled"
        entries.append(
            Entry(
                label=f"{rows.when(begun.at)}　{rows.item(means, begun.facts.get('item', ''))}",
                value=means.say(f"queues.{state}"),
                detail=f"{deed[:8]}　{yuan(int(begun.facts.get('amount_fen', 0)))}",
                tone="careful" if state == "unsettled" else "bad",
            )
        )
    if not entries:
        return ()
    return (Block(kind="rows", title=means.say("queues.open_orders"), entries=tuple(entries[:SHOWN])),)


def _differing(means: Means, found: Mapping[str, Facts]) -> tuple[Block, ...]:
    """Told otherwise by the cashier's list of their day, the newest first. Nothing where there are none."""
    if not found:
        return ()
    entries = tuple(
        Entry(
            label=f"{str(facts['day'])[5:]}　{order[:8]}",
            value=means.say(f"queues.differs_{facts['difference']}"),
            detail=means.say(
                "queues.differs_detail", here=_told(means, facts, "here"), there=_told(means, facts, "there")
            ),
            tone="bad",
        )
        for order, facts in sorted(found.items(), key=lambda one: str(one[1]["day"]), reverse=True)
    )
    return (
        Block(
            kind="rows",
            title=means.say("queues.differing"),
            note=means.say("queues.differing_how"),
            entries=entries[:SHOWN],
        ),
    )


def _told(means: Means, facts: Facts, by: str) -> str:
    """State and sum, as one of the two has it."""
    if by not in facts:
        return means.say("queues.order_none")
    return f"{means.say(f'queues.order_{facts[by]}')} {yuan(int(facts[f'{by}_fen']))}"


def _waiting(means: Means, found: list[Row]) -> tuple[Block, ...]:
    """Taken without a network: how many wait, and what became of the others. Nothing where there were none."""
    if not found:
        return ()
    became = {row.deed: "waiting" for row in found if _outcome(row) == "done"}
    became |= {row.deed: _outcome(row) for row in found if row.kind == "waiting-ended"}
    told = list(became.values())
    entries = tuple(
        Entry(
            label=means.say(f"queues.{name}"),
            value=str(told.count(name)),
            tone=tone if name in told else "plain",
        )
        for name, tone in ENDINGS
    )
    note = means.say("queues.spoilt_how") if "spoilt" in told else ""
    return (Block(kind="lights", title=means.say("queues.offline"), note=note, entries=entries),)


def _kind(means: Means, kind: str, found: Iterable[Row]) -> Block:
    """Counts by state, and those that nobody knows the end of."""
    all_rows = list(found)
    asked = {row.deed: str(row.facts.get("outcome", "")) for row in all_rows if row.kind == f"{kind}-asked"}
    by_state: dict[str, int] = dict.fromkeys(STATES, 0)
    open_ones = []
    for deed in rows.deeds(all_rows, kind):
        state = asked.get(deed.id, "") or deed.outcome or "running"
        by_state[state] = by_state.get(state, 0) + 1
        if state in ("running", "unknown"):
            open_ones.append(
                Entry(
                    label=f"{rows.when(deed.at)}　{rows.item(means, deed.facts.get('item', ''))}",
                    value=means.say(f"outcome.{state}"),
                    detail=deed.id[:8],
                    tone=TONES[state],
                )
            )
    if open_ones:
        return Block(
            kind="rows",
            title=means.say(f"queues.{kind}"),
            note=_counts(means, by_state),
            entries=tuple(open_ones[:SHOWN]),
        )
    return Block(kind="words", title=means.say(f"queues.{kind}"), note=_counts(means, by_state))


def _counts(means: Means, by_state: dict[str, int]) -> str:
    return "　".join(f"{means.say(f'outcome.{state}')} {by_state[state]}" for state in STATES)


def _payments(means: Means, found: list[Row]) -> Block:
    """Paid and delivered have to match; what was paid and not delivered has to be on its way back."""
    begun = {row.deed: row for row in found if row.kind == "payment-intended"}
    last: dict[str, dict[str, Row]] = {}
    for row in found:
        last.setdefault(row.deed, {})[row.kind] = row
    paid = [deed for deed in begun if _outcome(last[deed].get("payment-settled")) == "done"]
    delivered = [deed for deed in paid if "payment-delivered" in last[deed]]
    returned = [deed for deed in paid if "payment-returned" in last[deed]]
    open_ones = [deed for deed in paid if deed not in delivered and deed not in returned]
    unknown = [
        deed
        for deed in begun
        if "payment-settled" not in last[deed] or _outcome(last[deed]["payment-settled"]) == "unknown"
    ]
    doubted = [deed for deed in begun if _is_doubted(last[deed])]
    figures: tuple[tuple[str, list[str], Tone], ...] = (
        ("paid", paid, "plain"),
        ("delivered", delivered, "plain"),
        ("returned", returned, "plain"),
        ("undelivered", open_ones, "bad"),
        ("unsettled", unknown, "careful"),
        ("doubted", doubted, "bad"),
    )
    fen = sum(int(begun[deed].facts.get("amount_fen", 0)) for deed in paid)
    note = means.say("queues.sum", yuan=yuan(fen))
    return Block(
        kind="lights",
        title=means.say("queues.payments"),
        note=note,
        entries=tuple(
            Entry(label=means.say(f"queues.{name}"), value=str(len(ones)), tone=tone if ones else "plain")
            for name, ones, tone in figures
        ),
    )


def _outcome(row: Row | None) -> str:
    return str(row.facts.get("outcome", "")) if row is not None else ""


def _is_doubted(kinds: dict[str, Row]) -> bool:
    doubted, confirmed = kinds.get("payment-doubted"), kinds.get("payment-confirmed")
    return doubted is not None and (confirmed is None or confirmed.seq < doubted.seq)


PAGE = Page("queues", "send", "see-queues", _look, _take)
