"""How visits ended, for 统计: how, on which screen the unfinished ones, what was set; charts and lines of CSV."""

from kiosk.staff.means import Means
from kiosk.staff_view import Block, Entry
from kiosk.visits_ended import HOWS, VisitsEnded, without_few

MOST_SCREENS = 8


def figures(means: Means, ended: VisitsEnded) -> tuple[Entry, ...]:
    """Touches that missed and minutes, of one visit in the mean."""
    misses = f"{ended.misses / ended.visits:.1f}" if ended.visits else "—"
    minutes = f"{ended.seconds / 60 / ended.visits:.1f}" if ended.visits else "—"
    return (
        Entry(label=means.say("statistics.misses"), value=misses),
        Entry(label=means.say("statistics.minutes"), value=minutes),
    )


def charts(means: Means, ended: VisitsEnded, unknown: int, few: int) -> tuple[Block, ...]:
    """Three.

    Args:
        means: at hand.
        ended: of the period.
        unknown: visits that were begun and have no end.
        few: what fewer visits share is told together.
    """
    return (_hows(means, ended, unknown), _screens(means, ended, few), _modes(means, ended, few))


def lines(ended: VisitsEnded, unknown: int, few: int) -> list[str]:
    """The same as lines of CSV: what, of what, with what, how many."""
    return [
        *(f"end,{how},,{ended.hows[how]}" for how in HOWS),
        f"end,unknown,,{unknown}",
        *(f"gave-up,{screen or 'other'},,{count}" for screen, count in without_few(ended.given_up, few)),
        *(f"mode,{mode or 'other'},,{count}" for mode, count in without_few(ended.modes, few)),
        f"misses,,,{ended.misses}",
        f"seconds,,,{ended.seconds}",
    ]


def _hows(means: Means, ended: VisitsEnded, unknown: int) -> Block:
    whole = ended.visits + unknown
    counts = [(means.say(f"visit_end.{how}"), ended.hows[how]) for how in HOWS]
    if unknown:
        counts.append((means.say("statistics.ends_unknown"), unknown))
    entries = tuple(
        Entry(label=f"{label}　{100 * count // whole}%", value=str(count), share=count / whole)
        for label, count in counts
        if whole
    )
    return _bars(means, "ends", means.say("statistics.ends_how"), entries)


def _screens(means: Means, ended: VisitsEnded, few: int) -> Block:
    found = without_few(ended.given_up, few)
    named = [one for one in found if one[0]]
    shown = [*named[:MOST_SCREENS], *found[len(named) :]]
    return _told(means, "given_up", "visit_screen", shown, few)


def _modes(means: Means, ended: VisitsEnded, few: int) -> Block:
    return _told(means, "modes", "visit_mode", without_few(ended.modes, few), few)


def _told(means: Means, name: str, words: str, found: list[tuple[str, int]], few: int) -> Block:
    most = max((count for _, count in found), default=1)
    entries = tuple(
        Entry(
            label=means.say(f"{words}.{one}") if one else means.say("statistics.few", few=few),
            value=str(count),
            share=count / most,
        )
        for one, count in found
    )
    return _bars(means, name, means.say(f"statistics.{name}_how", few=few), entries)


def _bars(means: Means, name: str, how: str, entries: tuple[Entry, ...]) -> Block:
    title = means.say(f"statistics.{name}")
    return Block(kind="bars", title=title, note=how if entries else means.say("statistics.none"), entries=entries)
