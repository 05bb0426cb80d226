"""Amounts: exact, to the fen, halves up as offices round."""

from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")
NOTHING = Decimal("0.00")


def fen(amount: Decimal | int) -> Decimal:
    """Rounded to the fen."""
    return Decimal(amount).quantize(FEN, ROUND_HALF_UP)
