"""Amounts in capital numerals (大写), which nobody turns into a larger one with a stroke of a pen.

Rules of the payment and settlement measures of the People's Bank (支付结算办法, 附一): 整 after 元 and 角, none after
分; a run of noughts is one 零; no 零 at the end of a group.
"""

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_IN_GROUP = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = Decimal(10) ** 16


def in_capitals(amount: Decimal) -> str:
    """An amount of yuan, e.g. 人民币壹佰贰拾叁元肆角整.

    Args:
        amount: yuan with at most two decimals, below 10 000 万亿.

    Raises:
        ValueError: more decimals, too large, or not a number.
    """
    if not amount.is_finite() or abs(amount) >= _LIMIT or amount != amount.quantize(Decimal("0.01")):
        raise ValueError("an amount has at most two decimals and sixteen digits before them")
    cents = int(abs(amount) * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    words = "人民币负" if amount < 0 else "人民币"
    if yuan or not cents:
        words += (_whole(yuan) or "零") + "元"
    if not jiao and not fen:
        return words + "整"
    if jiao:
        words += _DIGITS[jiao] + "角"
    elif yuan:
        words += "零"
    return words + (_DIGITS[fen] + "分" if fen else "整")


def _whole(number: int) -> str:
    """Groups of four digits; a group that begins with noughts, or follows an empty one, has one 零 before it."""
    words = ""
    owes_nought = False
    for place in range(len(_GROUPS) - 1, -1, -1):
        group = number // 10_000**place % 10_000
        if not group:
            owes_nought = bool(words)
            if place == 2 and words:
                words += "亿"  # 壹万亿: its hundred millions are empty, the unit above names them
                owes_nought = True
            continue
        if words and (owes_nought or group < 1000):
            words += "零"
        words += _group(group) + ("万" if place == 3 else _GROUPS[place])
        owes_nought = False
    return words


def _group(number: int) -> str:
    words, owes_nought = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if owes_nought and words else "") + _DIGITS[digit] + _IN_GROUP[place]
            owes_nought = False
        else:
            owes_nought = True
    return words
