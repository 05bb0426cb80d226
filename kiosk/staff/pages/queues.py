"""申请与支付: what is open towards platform and cashier, and whether paid and delivered agree. Never a person.

What is open settles itself: the platform is asked what became of a submission, what was paid and not delivered goes
back. Staff can have it done now, and nothing else: whoever could send money by hand could send it twice.
"""

from collections.abc import Mapping, Sized
from datetime import timedelta

from kiosk.journal import Facts, JournalError, Row
from kiosk.reconciliation import AGREES, DIFFERS, still_different
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import rows, unclear_cards
from kiosk.staff_view import Block, Entry, Tone
from printing.payment_slip import yuan

DAYS = timedelta(days=7)
"""Of the counts alone: what is open is listed whatever its age."""
HANDED = ("submission", "lodgement")
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
        unanswered = {kind: means.journal.unanswered(kind) for kind in HANDED}
        orders = _open(means.journal.open_orders())
        paid = rows.newest(means, PAYMENTS, DAYS)
        waited = rows.newest(means, WAITING, DAYS)
        differing = still_different(means.journal.entries(DIFFERING))
        reports = means.journal.unreported_prints()
    except JournalError:
        return Look((Block(kind="words", note=means.say("said.journal_broken")),))
    return Look(
        (
            *(_kind(means, kind, handed, unanswered[kind]) for kind in HANDED),
            _payments(means, paid, orders),
            *_open_orders(means, orders),
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


def _open(found: list[Row]) -> list[tuple[Row, str]]:
    """Orders that are not at rest, the oldest first: how each began, and doubted, undelivered or unsettled."""
    kinds: dict[str, dict[str, Row]] = {}
    for row in found:
        kinds.setdefault(row.deed, {})[row.kind] = row
    orders = []
    for of in kinds.values():
        begun, settled = of["payment-intended"], of.get("payment-settled")
        is_over = _outcome(settled) == "not_done" or "payment-delivered" in of or "payment-returned" in of
        if _is_doubted(of):
            orders.append((begun, "doubted"))
        elif not is_over:
            orders.append((begun, "undelivered" if _outcome(settled) == "done" else "unsettled"))
    return orders


def _open_orders(means: Means, orders: list[tuple[Row, str]]) -> tuple[Block, ...]:
    """By number and item."""
    if not orders:
        return ()
    entries = tuple(
        Entry(
            label=f"{rows.when(begun.at)}　{rows.item(means, begun.facts.get('item', ''))}",
            value=means.say(f"queues.{state}"),
            detail=f"{begun.deed[:8]}　{yuan(int(begun.facts.get('amount_fen', 0)))}",
            tone="careful" if state == "unsettled" else "bad",
        )
        for begun, state in orders[:SHOWN]
    )
    return (Block(kind="rows", title=means.say("queues.open_orders"), note=_more(means, orders), entries=entries),)


def _more(means: Means, found: Sized) -> str:
    """How many are not on the page."""
    left = len(found) - SHOWN
    return means.say("items.and_more", count=left) if left > 0 else ""


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


def _kind(means: Means, kind: str, found: list[Row], unanswered: list[Row]) -> Block:
    """Counts by state of the last days, and all that nobody knows the end of."""
    states = _states(found, kind)
    counts = _counts(means, [state for _, state in states])
    open_ones = _states(unanswered, kind)
    title = means.say(f"queues.{kind}")
    if not open_ones:
        return Block(kind="words", title=title, note=counts)
    entries = tuple(
        Entry(
            label=f"{rows.when(deed.at)}　{rows.item(means, deed.facts.get('item', ''))}",
            value=means.say(f"outcome.{state}"),
            detail=deed.id[:8],
            tone=TONES[state],
        )
        for deed, state in open_ones[:SHOWN]
    )
    note = "　".join(word for word in (counts, _more(means, open_ones)) if word)
    return Block(kind="rows", title=title, note=note, entries=entries)


def _states(found: list[Row], kind: str) -> list[tuple[rows.Deed, str]]:
    """Each deed, and what is known of its end; what was said later of one stands above what was said first."""
    asked = {row.deed: str(row.facts.get("outcome", "")) for row in found if row.kind == f"{kind}-asked"}
    return [(deed, asked.get(deed.id, "") or deed.outcome or "running") for deed in rows.deeds(found, kind)]


def _counts(means: Means, states: list[str]) -> str:
    counted = "　".join(f"{means.say(f'outcome.{state}')} {states.count(state)}" for state in STATES)
    return means.say("queues.in_days", days=DAYS.days, counted=counted)


def _payments(means: Means, found: list[Row], orders: list[tuple[Row, str]]) -> Block:
    """What was paid in the last days; and all that is paid and not delivered, which has to be on its way back."""
    begun = {row.deed: row for row in found if row.kind == "payment-intended"}
    last: dict[str, dict[str, Row]] = {}
    for row in found:
        last.setdefault(row.deed, {})[row.kind] = row
    paid = [deed for deed in begun if _outcome(last[deed].get("payment-settled")) == "done"]
    states = [state for _, state in orders]
    figures: tuple[tuple[str, int, Tone], ...] = (
        ("paid", len(paid), "plain"),
        ("delivered", sum("payment-delivered" in last[deed] for deed in paid), "plain"),
        ("returned", sum("payment-returned" in last[deed] for deed in paid), "plain"),
        ("undelivered", states.count("undelivered"), "bad"),
        ("unsettled", states.count("unsettled"), "careful"),
        ("doubted", states.count("doubted"), "bad"),
    )
    fen = sum(int(begun[deed].facts.get("amount_fen", 0)) for deed in paid)
    return Block(
        kind="lights",
        title=means.say("queues.payments"),
        note=means.say("queues.sum", yuan=yuan(fen)),
        entries=tuple(
            Entry(label=means.say(f"queues.{name}"), value=str(count), tone=tone if count else "plain")
            for name, count, tone in figures
        ),
    )


def _outcome(row: Row | None) -> str:
    return str(row.facts.get("outcome", "")) if row is not None else ""


def _is_doubted(kinds: dict[str, Row]) -> bool:
    doubted, confirmed = kinds.get("payment-doubted"), kinds.get("payment-confirmed")
    return doubted is not None and (confirmed is None or confirmed.seq < doubted.seq)


PAGE = Page("queues", "send", "see-queues", _look, _take)
