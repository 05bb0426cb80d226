"""What is said for a View: to everybody by the loudspeaker, and what is personal only in earphones. Pure.

All of it is made of the View's own words, so that what is heard, what is shown as a caption and what stands on the
screen cannot part. Public: what just became true, the question, and what to do. In earphones also the lines with the
person's (masked) data, what is safe when something failed, and how far the typing is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kiosk.speech.dialect import Dialect
from kiosk.view import Language, Size, View, Voice

NIGHT_VOLUME = 4
"""Of ten: the loudspeaker's most at night (our choice; in a hall that echoes)."""
CAPTION_CHARACTERS: Mapping[Size, int] = MappingProxyType({"standard": 34, "elder": 26, "huge": 18})
"""A caption has at most so many Han characters: one line of the reference panel (measured)."""
LATIN_TIMES = 2
"""So many letters take the room of a character."""
_SILENT = frozenset({"attract", "starting"})
"""Where nobody is there yet."""
_TYPING = frozenset({"code", "entry", "pin", "field", "write"})
_WORDS = frozenset({"search", "write"})
"""Where words are typed, and said back."""
_WITHOUT_SLIP = frozenset({"no_slip", "locker_no_slip"})
_PUBLIC = frozenset(
    {
        *("primary", "back", "asked", "erase", "other-way", "home", "leave", "stay", "help", "again", "display", "low"),
        *(
            "clear",
            "space",
            "more-up",
            "more-down",
            "board-pinyin",
            "board-handwriting",
            "board-letters",
            "board-digits",
        ),
    }
)
"""Controls that give nothing away where something secret is typed; every other key there is said in earphones only."""
_ANYBODYS = frozenset({"emergency", "help", "hall", "way", "guide"})
"""Their rows belong to nobody: whom to call, where this is, which way to go."""
_TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "done": ("tray", "slip", "photo", "card", "saved"),
        "leaving": ("card",),
        "demonstration": ("scene",),
        "answer": ("empty",),
        "result": ("empty",),
        "trouble": ("photo",),
        "field": ("example", "wanted"),
        "write": ("example", "wanted"),
        "search": ("example",),
        **dict.fromkeys(("lay_card", "scan", "pin", "face", "entry", "code", "signature"), ("other_way",)),
    }
)
"""Words that stand beside title and sentence for whoever sees them: where the paper is, what else can be done."""
_LAST_WRITTEN = 12
"""So many characters of a text are said at each key; the field takes up to hundreds (our choice)."""
_SETTINGS = ("language", "size", "theme", "reach", "hand", "voice", "pace")
"""What is chosen on the screen 显示与声音; its controls are called `<setting>-<value>`."""
_MASKED = re.compile(r"[*•]")
_ENDED = re.compile(r"[。？！.?!…：:，,；;]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to be said, as it is written."""

    text: str = field(repr=False)
    is_personal: bool = False
    """Never said but in earphones."""


@dataclass(frozen=True, slots=True)
class Say:
    """The effect: say this now, and stop what is being said."""

    sentences: tuple[Sentence, ...]
    language: Language
    voice: Voice
    pace: float
    volume_percent: int
    size: Size = "standard"
    """Of the captions."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands on the screen at one time, and what is said meanwhile."""

    text: str = field(repr=False)
    sentences: tuple[Sentence, ...]
    """None in the second part of a long sentence: it is still being said."""
    goes_on: bool = False
    """The next caption belongs to the same sentence."""


def sentences(view: View, dialect: Dialect, *, in_private: bool) -> tuple[Sentence, ...]:
    """What a View says.

    Args:
        view: the screen.
        dialect: how it is said.
        in_private: whether only the person hears it. Without that, personal sentences are left out.
    """
    if view.screen in _SILENT:
        return ()
    if view.still_there_s is not None:
        return (Sentence(dialect.own("still", view.language, view.voice)),)
    said = (
        Sentence(dialect.said(one, view.language, view.voice), is_personal=bool(_MASKED.search(one)))
        for one in _written(view, in_private=in_private)
        if one
    )
    own = (Sentence(one) for one in _own(view, dialect, in_private=in_private))
    told = (
        Sentence(dialect.said(one, view.language, view.voice), is_personal=True)
        for one in (*_told(view), *_amount_and_stages(view))
        if one
    )
    typed = (Sentence(one, is_personal=True) for one in _typed(view, dialect))
    rows = (Sentence(one, is_personal=view.screen not in _ANYBODYS) for one in _rows(view, dialect))
    # Two neutral sentences for one screen are one.
    return tuple(dict.fromkeys(one for one in (*said, *own, *typed, *told, *rows) if in_private or not one.is_personal))


def pointed(view: View, dialect: Dialect, name: str, spoken: str) -> tuple[Sentence, ...]:
    """A control that a key or a finger has marked; its name, and after a comma what else is to be known of it.

    Last comes whether it is the one that holds now: what the eye sees by a tick or a colour.
    """
    is_answer = view.is_own_list or view.screen == "review" or (view.screen == "answer" and view.layout == "grid")
    is_secret = (view.screen in _TYPING or is_answer) and name not in _PUBLIC
    named = tuple(
        Sentence(dialect.said(one, view.language, view.voice), is_personal=is_secret or bool(_MASKED.search(one)))
        for one in spoken.split(", ")
        if one
    )
    if not named or not holds(view, name):
        return named
    # Of an answer it would tell those around what the person is, or owns.
    is_told = is_secret or view.screen == "answer"
    return (*named, Sentence(dialect.own("chosen", view.language, view.voice), is_personal=is_told))


def holds(view: View, name: str) -> bool:
    """Whether a control is the chosen one of several."""
    if view.screen == "display":
        return name in {f"{setting}-{getattr(view, setting)}" for setting in _SETTINGS}
    chosen = {f"choice-{one.id}" for one in view.choices if one.is_chosen}
    boards = {f"board-{one.id}" for one in view.keyboard.boards if one.is_chosen}
    return view.screen != "review" and name in chosen | boards


def volume_percent(step: int, *, is_night: bool, in_private: bool) -> int:
    """How loud a step of ten is; at night the loudspeaker has a cap."""
    return 10 * (min(step, NIGHT_VOLUME) if is_night and not in_private else step)


def joined(texts: tuple[str, ...], language: Language) -> str:
    """Sentences as one line of a caption."""
    stop = ". " if language == "en" else "。"
    ended = (text if _ENDED.search(text) else text + stop.strip() for text in texts)
    return (" " if language == "en" else "").join(ended)


def captions(say: Say) -> Iterator[Caption]:
    """Short sentences together, long ones in parts: each fits the strip for captions."""
    most = CAPTION_CHARACTERS[say.size] * (LATIN_TIMES if say.language == "en" else 1)
    group: tuple[Sentence, ...] = ()
    for one in say.sentences:
        if group and len(_line((*group, one), say.language)) > most:
            yield Caption(_line(group, say.language), group)
            group = ()
        if len(one.text) < most:
            group += (one,)
            continue
        if group:
            yield Caption(_line(group, say.language), group)
            group = ()
        *parts, last = _parts(one.text, most)
        for number, part in enumerate(parts):
            yield Caption(part, () if number else (one,), goes_on=True)
        yield Caption(last, () if parts else (one,))
    if group:
        yield Caption(_line(group, say.language), group)


def _line(group: tuple[Sentence, ...], language: Language) -> str:
    return joined(tuple(one.text for one in group), language)


def _parts(text: str, most: int) -> Iterator[str]:
    """Broken where one breathes, or at a space, or anywhere: as late as it fits."""
    while len(text) > most:
        head = text[:most]
        at = max((head.rfind(mark) + 1 for mark in "，；。、：？！,;.:?! "), default=0)
        at = at if at > most // 3 else most
        yield text[:at].strip()
        text = text[at:].strip()
    yield text


def _written(view: View, *, in_private: bool) -> Iterator[str]:
    words = view.words
    yield view.bar.get("bigger_offer", "") if view.offers_bigger else ""
    yield view.notice
    yield view.bar.get("practice", "") if view.is_practice and view.screen == "home" else ""
    # A sentence of its own where the written one tells those around what became of somebody's affairs.
    yield words.get("spoken_title", "") or words.get("title", "")
    if in_private and words.get("spoken_title"):
        yield words.get("title", "")
    if view.screen == "before_start":
        # What somebody cannot do who does not see is said before they begin.
        yield words.get("by_ear", "") if in_private else ""
        yield words.get("verdict", "")
        yield words.get("why", "")
        # A choice that has a default is still a choice: what is asked, and what holds until another is touched.
        for holds in (choice.label for choice in view.choices if choice.is_chosen):
            yield from (words.get("choose", ""), holds)
    if view.screen == "search" and not view.choices:
        yield words.get("empty", "")
    if view.screen in ("trouble", "out_of_service"):
        if in_private:
            yield words.get("lead", "")
            yield words.get("safe", "")
        yield words.get("spoken", "") or words.get("next", "")
        if in_private and words.get("spoken"):
            yield words.get("next", "")
        colon = ": " if view.language == "en" else "："
        yield from (f"{row.label}{colon}{row.value}" for row in view.elsewhere)
    else:
        # A sentence of its own where the written one names the person's telephone.
        yield words.get("spoken", "") or words.get("lead", "")
        if in_private and words.get("spoken"):
            yield words.get("lead", "")
    if view.screen == "face":
        yield words.get("hint", "")
    if view.screen in ("field", "write"):
        yield words.get("wrong", "")
    if view.screen == "printing" and view.sheets > 1:
        yield words.get("sheets", "")
        yield words.get("sheet", "") if view.sheet else ""


def _own(view: View, dialect: Dialect, *, in_private: bool) -> Iterator[str]:
    if view.rows and not in_private and view.screen in ("check", "done", "trouble"):
        yield dialect.own("shown", view.language, view.voice)
    if in_private and view.screen in _TYPING - _WORDS and view.digits:
        yield dialect.own("typed", view.language, view.voice, count=view.digits)


def _typed(view: View, dialect: Dialect) -> Iterator[str]:
    """What stands in a field of words, and what came of it; which part of a long list is there."""
    if view.screen in _WORDS:
        if view.entry:
            yield dialect.own("written", view.language, view.voice, text=view.entry[-_LAST_WRITTEN:])
        if letters := view.keyboard.letters:
            yield dialect.own("letters", view.language, view.voice, letters=" ".join(letters.upper()))
    if view.screen == "search" and view.choices and (view.entry or view.keyboard.letters):
        yield dialect.own("found", view.language, view.voice, count=len(view.choices))
    elif view.list_total and view.choices and not view.keyboard.letters:
        first, last = view.list_first + 1, view.list_first + len(view.choices)
        yield dialect.own("part", view.language, view.voice, first=first, last=last, total=view.list_total)


def _told(view: View) -> Iterator[str]:
    words = view.words
    for key in _TOLD.get(view.screen, ()):
        match key:
            case "empty" if view.choices or view.rows:
                continue
            case "example" if "wanted" in words or words.get("wrong"):
                continue
            case "example" if view.screen == "search" and (view.entry or view.keyboard.letters):
                continue
            case "photo" if not view.qr:
                continue
            case "slip" if view.qr:
                continue
            case "slip" if view.picture in _WITHOUT_SLIP:
                yield words.get("no_slip", "")
            case _:
                yield words.get(key, "")


def _amount_and_stages(view: View) -> Iterator[str]:
    """What is to be paid; and a case's way, stage by stage."""
    words, comma = view.words, ", " if view.language == "en" else "，"
    if view.screen == "pay":
        yield f"{words.get('amount', '')}{' ' if view.language == 'en' else ''}{words.get('unit', '')}"
    for stage in view.stages:
        yield comma.join(filter(None, (stage.name, words.get(stage.state, ""), stage.when, stage.office)))


def _rows(view: View, dialect: Dialect) -> Iterator[str]:
    colon = ": " if view.language == "en" else "："
    for row in view.rows:
        yield colon.join(filter(None, (dialect.said(row.label, view.language, view.voice), row.value)))
