"""What an item costs: the `fee` of its facts, and what comes beside it. Fees are configuration, one file an item."""

from kiosk.items.item import Item
from kiosk.paying import Due
from kiosk.platform.payment_values import OrderLine

LONGEST_NAME = 60
"""Characters of a line's name: more of it no slip shows in two lines (our choice)."""


def fee_of(item: Item, *, for_deed: str = "", more: tuple[OrderLine, ...] = ()) -> Due:
    """What an item costs by its own file (`fee` of its facts), and what comes beside it, e.g. the post.

    Args:
        item: whose fee; that of an office is a government's, with 缴款码 and 财政电子票据.
        for_deed: id of the deed that is paid for.
        more: lines of nothing are left out.
    """
    facts = item.settings.facts
    own = OrderLine(
        name=f"{item.settings.name.zh_hans}费用"[:LONGEST_NAME],
        amount_fen=int(facts.fee * 100),
        is_government=facts.kind == "government",
    )
    return Due(tuple(line for line in (own, *more) if line.amount_fen), for_deed=for_deed)
