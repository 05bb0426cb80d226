"""What stands on the glass and is told to nobody who only listens."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QMetaObject
from PySide6.QtQuick import QQuickItem

from kiosk.speech.dialect import Dialect
from kiosk.speech.saying import sentences
from screens.items import walk
from screens.window import KioskWindow

NEEDLESS = frozenset(
    {
        *("StatusStrip", "SampleBand", "CaptionStrip", "StepDots", "Promises", "FloorMap"),
        *("InkPad", "SignatureField", "Volume", "PracticeBand"),
    }
)
"""Parts without which anybody can decide: place and clock, that this is a demonstration, captions, dots, what is
promised of every item; a map, whose places and way are said as sentences; what is written on by a finger; the volume,
whose buttons say which way they go; that this is practice, which the home screen and its notices say."""
COUNTED = re.compile(
    r"\d+( – \d+)?\s?/\s?\d+"  # its buttons say whether there is more; how many there are is said in other words
    r"|第\d+张 共\d+张"
    r"|\d+"  # the doors of the cabinet; the step of the volume, which is heard
    r"|\d+ .*秒.*"  # what counts down would be said every second
)
NUMBERED = re.compile(r"\d\. ")
"""Before each of several steps."""


def unsaid(window: KioskWindow, dialect: Dialect) -> list[str]:
    """Texts on the window that neither the page nor any of its controls says in an earphone."""
    view = window.shown.newest
    spoken = (one.text for one in sentences(view, dialect, in_private=True))
    heard = _bare("".join((*spoken, *_names(window.contentItem()))))
    # How much stands in a field is said, or its end.
    fields = ("", view.entry, view.keyboard.letters, view.entry + view.keyboard.letters)
    shown = (text for text in _texts(window.contentItem()) if text.rstrip("▏") not in fields)
    told = ((text, _bare(NUMBERED.sub("", text, 1))) for text in shown if not COUNTED.fullmatch(text))
    return [text for text, bare in told if bare not in heard]


def _bare(text: str) -> str:
    """Without marks and white: the parts of one line stand apart on the glass."""
    return re.sub(r"<[^>]*>|[\s\W]", "", text)


def _names(item: QQuickItem) -> Iterator[str]:
    """Of every control, also where a list has it on another of its pages."""
    return (str(one.property("spoken") or "") for one in walk(item) if one.property("isTarget"))


def _texts(item: QQuickItem) -> Iterator[str]:
    if not item.isVisible() or item.opacity() == 0 or item.property("isTarget") or _part(item) in NEEDLESS:
        return
    if _is_text(item.metaObject()):
        yield str(item.property("text") or "")
    for child in item.childItems():
        yield from _texts(child)


def _is_text(of: QMetaObject | None) -> bool:
    return of is not None and (of.className() == "QQuickText" or _is_text(of.superClass()))


def _part(item: QQuickItem) -> str:
    return str(item.metaObject().className()).partition("_QML")[0]
