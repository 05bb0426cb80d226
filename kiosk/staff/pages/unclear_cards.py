"""Permits that stay in the machine. Where nobody could vouch for a writing, the payer has neither permit nor money.

Two of the staff take it out and look at its back. What they see is told to the province first, then written down; the
till then books the money or gives it back (kiosk/till.py). Whoever could say it alone could keep somebody's fee.
"""

from datetime import timedelta

from drivers.outcome import Outcome
from kiosk.platform import endorsing
from kiosk.platform.endorsing_values import WritingRequest
from kiosk.platform.errors import PlatformError
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry
from kiosk.untold_writings import telling

DAYS = timedelta(days=60)
"""Of the list of kept cards (our choice: a card that lies in a machine is missed long before)."""
CARD = "card:"
"""Begins the id of one."""
SEEN = {"card_written": Outcome.DONE, "card_plain": Outcome.NOT_DONE}


def unclear(means: Means) -> tuple[rows.Deed, ...]:
    """Writings that nobody knows the end of, and that nobody has looked at.

    Raises:
        JournalError: the journal cannot be read.
    """
    found = means.journal.unanswered("endorsement")
    return tuple(one for one in rows.deeds(found, "endorsement") if one.outcome == "unknown")


def block(means: Means) -> tuple[Block, ...]:
    """Those that are open, for the page of queues; nothing where there are none."""
    entries = tuple(
        Entry(
            id=f"{CARD}{one.id}",
            label=f"{rows.when(one.at)}　{one.facts.get('endorsement_no', '')}",
            value=means.say("queues.card_unclear"),
            detail=one.id[:8],
            tone="bad",
        )
        for one in unclear(means)
    )
    if not entries:
        return ()
    return (Block(kind="rows", title=means.say("queues.cards"), note=means.say("queues.cards_how"), entries=entries),)


def kept(means: Means) -> tuple[Block, ...]:
    """Cards that the machine dropped into its bin: how many, when and why; nothing where there are none.

    Raises:
        JournalError: the journal cannot be read.
    """
    found = rows.newest(means, ("permit-kept",), DAYS)
    if not found:
        return ()
    entries = tuple(
        Entry(label=rows.when(row.at), value=means.say(f"queues.kept_{row.facts['why']}")) for row in reversed(found)
    )
    title = means.say("queues.kept", count=len(entries))
    return (Block(kind="rows", title=title, note=means.say("queues.kept_how", days=DAYS.days), entries=entries),)


def page(means: Means, deed: rows.Deed) -> Look:
    """One of them, and what can be said of it."""
    facts = (
        Entry(label=means.say("queues.card_no"), value=str(deed.facts.get("endorsement_no", ""))),
        Entry(label=means.say("queues.card_at"), value=rows.when(deed.at)),
    )
    return Look(
        (Block(kind="rows", title=means.say("queues.cards"), note=means.say("queues.card_lead"), entries=facts),),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            Entry(id="card_plain", label=means.say("queues.card_plain"), sign="erase"),
            Entry(id="card_written", label=means.say("queues.card_written"), sign="tick"),
        ),
    )


def picked(means: Means, where: Where) -> rows.Deed | None:
    """The one that is open on the page.

    Raises:
        JournalError: the journal cannot be read.
    """
    if not where.picked.startswith(CARD):
        return None
    return next((one for one in unclear(means) if f"{CARD}{one.id}" == where.picked), None)


def act(means: Means, deed: rows.Deed, wanted: str) -> Act | None:
    """Say what its back looks like; None where that was not touched."""
    outcome = SEEN.get(wanted)
    if outcome is None:
        return None
    return Act(
        "settle-endorsement",
        lambda: _settle(means, deed, outcome),
        f"{deed.facts.get('endorsement_no', '')}:{outcome.value}",
        worker="standing",
        title=means.say(f"queues.{wanted}_title"),
        lines=(means.say(f"queues.{wanted}_lead"),),
        is_serious=True,
    )


def _settle(means: Means, deed: rows.Deed, outcome: Outcome) -> Done:
    """The province first: as long as it has not heard, nothing is settled, and saying it again changes nothing."""
    platform = means.platform
    if platform is None:
        raise ActError(means.say("complaints.no_key"))
    told = WritingRequest(endorsement_no=str(deed.facts["endorsement_no"]), outcome=outcome, is_kept=True)
    try:
        endorsing.tell_writing(platform, told, deed=telling(deed.id, outcome))
    except PlatformError as error:
        raise ActError(means.say("connections.no_answer", why=error.key)) from error
    means.journal.write("endorsement-asked", deed.id, {"outcome": outcome.value})
    for name in ("cashier", "bank_card"):
        if name in means.workers:
            means.workers[name].look_soon()
    return Done(means.say("queues.settling"), then=Where("queues"))
