"""Months as numbers that can be counted: year x 12 + month, January being 0."""

from datetime import date


def index(month: str) -> int:
    """Of a YYYYMM text."""
    return int(month[:4]) * 12 + int(month[4:]) - 1


def index_of(day: date) -> int:
    """Of the month that a day lies in."""
    return day.year * 12 + day.month - 1


def text(month: int) -> str:
    """YYYYMM."""
    return f"{month // 12:04d}{month % 12 + 1:02d}"
