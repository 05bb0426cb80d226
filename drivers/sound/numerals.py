"""Numbers in Han characters, as one says them. Programs that speak read long ones as quantities, and wrongly."""

DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")
COUNTABLE_MAX = 10 ** (4 * len(_GROUPS)) - 1
"""Longer numbers are codes and are spelled."""


def spelled(digits: str) -> str:
    """Digit by digit; what is no digit stays."""
    return "".join(DIGITS[int(one)] if one.isascii() and one.isdigit() else one for one in digits)


def counted(number: int) -> str:
    """As a quantity, e.g. 一百零五, 十二, 两万.

    Raises:
        ValueError: negative, or beyond COUNTABLE_MAX.
    """
    if not 0 <= number <= COUNTABLE_MAX:
        raise ValueError(f"{number} is no quantity that is counted")
    if number == 0:
        return DIGITS[0]
    said = ""
    for group in reversed(range(len(_GROUPS))):
        part, number = divmod(number, 10 ** (4 * group))
        if not part:
            continue
        # 一万零五: a group that does not fill its four places is joined by one zero.
        joined = DIGITS[0] if said and part < 1000 else ""
        said += joined + _below_ten_thousand(part) + _GROUPS[group]
    return said.removeprefix("一") if said.startswith("一十") else said


def _below_ten_thousand(number: int) -> str:
    said, has_gap = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit == 0:
            has_gap = bool(said)
            continue
        said += (DIGITS[0] if has_gap else "") + DIGITS[digit] + _PLACES[place]
        has_gap = False
    return said
