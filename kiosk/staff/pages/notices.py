"""公告: what residents are told on the first screen and in the loop, its times, and the pictures of the loop.

A sentence is chosen from the prepared ones: nobody writes on a public screen what nobody has read.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.announcements import MOST, Announcement, Kind, read, sentences, written
from kiosk.look.loop import PICTURES
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff_view import Block, Entry, Tone
from kiosk.view import Language

ANNOUNCEMENTS = "announcements"
"""Name in the staff's book."""
SCENE = "scene"
"""What kind of thing is switched off there: a picture of the loop."""
DIGITS = 6
"""Month, day and hour, two each."""
BEFORE = (0, 1, 3, 7, 14)
"""Days before its beginning from which it is told."""
DEFAULT_BEFORE = 3
PAST = timedelta(days=31)
"""A date that lies further back is one of next year."""
LONGEST = timedelta(days=92)
"""Our choice: what is always so stands in an item's guide."""
PLAIN: Tone = "plain"
CAREFUL: Tone = "careful"
GOOD: Tone = "good"
SHOWN: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is being made, kept in the place where one is: `begins|ends|days`."""

    begins: str = ""
    ends: str = ""
    days: int = DEFAULT_BEFORE

    @property
    def step(self) -> str:
        return f"{self.begins}|{self.ends}|{self.days}"


def _draft(where: Where) -> _Draft:
    if where.step.count("|") != 2:
        return _Draft()
    begins, ends, days = where.step.split("|")
    return _Draft(begins, ends, int(days))


def _look(means: Means, where: Where) -> Look:
    if where.picked == "new":
        return _kinds(means)
    kind = _kind(where)
    if kind is not None:
        return _making(means, where, kind)
    told = read(means.book.value(ANNOUNCEMENTS)[0])
    number = _number(where, told)
    if number is not None:
        return _one(means, told[number])
    entries = tuple(
        _state(means, one, one.said(means.language) or one.kind, f"at:{place}") for place, one in enumerate(told)
    )
    off = means.book.switched_off(SCENE)
    loop = tuple(
        Entry(
            id=f"scene:{name}",
            label=means.texts.text(means.language, f"screen.attract.scene_{place}"),
            value=means.say("notices.out" if name in off else "notices.in"),
            tone="careful" if name in off else "good",
        )
        for place, name in enumerate(PICTURES)
    )
    return Look(
        (
            Block(
                kind="rows" if entries else "words",
                title=means.say("notices.title"),
                note="" if entries else means.say("notices.none"),
                entries=entries,
            ),
            Block(kind="rows", title=means.say("notices.loop"), note=means.say("notices.loop_how"), entries=loop),
        ),
        (Entry(id="new", label=means.say("notices.new"), sign="notice"),) if len(told) < MOST else (),
    )


def _state(means: Means, one: Announcement, label: str, id_: str = "") -> Entry:
    """One line that says whether residents see it."""
    now = means.clock.now()
    starts = one.begins - timedelta(days=one.days_before)
    said, tone = means.say("notices.later", at=f"{starts:%m-%d %H:%M}"), PLAIN
    if now >= one.ends:
        said, tone = means.say("notices.over"), CAREFUL
    elif one.is_told(now):
        said, tone = means.say("notices.told"), GOOD
    return Entry(id=id_, label=label, value=said, tone=tone)


def _kinds(means: Means) -> Look:
    example = means.clock.now().replace(minute=0)
    entries = tuple(
        Entry(
            id=f"kind:{kind.id}",
            label=Announcement(kind.id, example, example + timedelta(hours=8)).said(means.language),
        )
        for kind in sentences().kinds
    )
    return Look(
        (Block(kind="rows", title=means.say("notices.choose"), entries=entries),),
        (Entry(id="back", label=means.say("button.back"), sign="back"),),
    )


def _kind(where: Where) -> Kind | None:
    wanted = where.picked.removeprefix("kind:") if where.picked.startswith("kind:") else ""
    return next((kind for kind in sentences().kinds if kind.id == wanted), None)


def _making(means: Means, where: Where, kind: Kind) -> Look:
    """Begin, then end, then from when it is told, with the words as they will stand there."""
    draft = _draft(where)
    back = Entry(id="back", label=means.say("button.back"), sign="back")
    if not draft.begins or not draft.ends:
        missing = "ends" if draft.begins else "begins"
        known = (Entry(label=means.say("notices.begins"), value=_plain(means, draft.begins)),) if draft.begins else ()
        return Look(
            (
                Block(
                    kind="rows" if known else "words",
                    title=means.say(f"notices.{missing}"),
                    note=means.say("notices.typing"),
                    entries=known,
                ),
            ),
            (back, Entry(id="set", label=means.say("button.go_on"), sign="tick")),
            field=means.say("notices.field"),
        )
    one = _announcement(means, kind, draft)
    before = tuple(
        Entry(id=f"days:{days}", label=means.say("notices.before", days=days), is_on=days == draft.days)
        for days in BEFORE
    )
    return Look(
        (
            _words_of(means, one),
            Block(kind="tabs", title=means.say("notices.from_when"), entries=before),
        ),
        (
            back,
            Entry(id="again", label=means.say("notices.other_times"), sign="clock"),
            Entry(id="publish", label=means.say("notices.publish"), sign="send"),
        ),
    )


def _words_of(means: Means, one: Announcement) -> Block:
    """As residents read it, in every language."""
    entries = tuple(
        Entry(label=means.say(f"notices.in_{language[-4:]}"), detail=one.said(language)) for language in SHOWN
    )
    return Block(kind="rows", title=means.say("notices.preview"), entries=entries)


def _one(means: Means, one: Announcement) -> Look:
    facts = (
        _state(means, one, means.say("notices.state")),
        Entry(label=means.say("notices.begins"), value=f"{one.begins:%Y-%m-%d %H:%M}"),
        Entry(label=means.say("notices.ends"), value=f"{one.ends:%Y-%m-%d %H:%M}"),
        Entry(label=means.say("notices.from_when"), value=means.say("notices.before", days=one.days_before)),
    )
    return Look(
        (_words_of(means, one), Block(kind="rows", title=means.say("notices.times"), entries=facts)),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            Entry(id="change", label=means.say("notices.other_times"), sign="clock"),
            Entry(id="remove", label=means.say("notices.remove"), sign="erase", tone="bad"),
        ),
    )


def _number(where: Where, told: tuple[Announcement, ...]) -> int | None:
    number = where.picked.removeprefix("at:") if where.picked.startswith("at:") else ""
    return int(number) if number.isdecimal() and int(number) < len(told) else None


def _moment(means: Means, typed: str) -> datetime | None:
    """Month, day, hour: the next such moment, or one that is not long over."""
    if len(typed) != DIGITS:
        return None
    now = means.clock.now()
    month, day, hour = int(typed[:2]), int(typed[2:4]), int(typed[4:])
    for year in (now.year, now.year + 1):
        try:
            found = now.replace(
                year=year, month=month, day=day, hour=hour % 24, minute=0, second=0, microsecond=0
            ) + timedelta(days=hour // 24)
        except ValueError:
            return None
        if hour <= 24 and found >= now - PAST:
            return found
    return None


def _plain(means: Means, typed: str) -> str:
    moment = _moment(means, typed)
    return f"{moment:%Y-%m-%d %H:%M}" if moment is not None else "—"


def _announcement(means: Means, kind: Kind, draft: _Draft) -> Announcement:
    begins, ends = _moment(means, draft.begins), _moment(means, draft.ends)
    if begins is None or ends is None or not begins < ends <= begins + LONGEST or ends <= means.clock.now():
        raise ActError(means.say("notices.bad_times", days=LONGEST.days))
    return Announcement(kind.id, begins, ends, draft.days)


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    told = read(means.book.value(ANNOUNCEMENTS)[0])
    kind = _kind(where)
    if kind is not None and (wanted in ("set", "again", "publish") or wanted.startswith("days:")):
        return _made(means, where, kind, wanted)
    number = _number(where, told)
    if number is not None and wanted in ("change", "remove"):
        one = told[number]
        if wanted == "change":
            return Where(where.page, f"kind:{one.kind}", step=f"||{one.days_before}")
        rest = tuple(other for other in told if other != one)
        return Act(
            "announce",
            lambda: _keep(means, rest, "notices.removed"),
            f"remove:{one.kind}",
            title=means.say("notices.remove_title"),
            lines=(one.said(means.language),),
        )
    match wanted:
        case "back":
            return Where(where.page, "new" if kind is not None else "")
        case "new" if len(told) < MOST:
            return Where(where.page, "new")
        case _ if wanted.startswith("kind:") and _kind(Where(picked=wanted)) is not None:
            return Where(where.page, wanted)
        case _ if wanted.startswith("at:") and _number(Where(picked=wanted), told) is not None:
            return Where(where.page, wanted)
        case _ if wanted.removeprefix("scene:") in PICTURES:
            return _scene(means, wanted.removeprefix("scene:"))
    return None


def _made(means: Means, where: Where, kind: Kind, wanted: str) -> Where | Act:
    draft = _draft(where)
    if wanted == "again":
        return replace(where, step=_Draft(days=draft.days).step, typed="")
    if wanted.startswith("days:") and wanted.removeprefix("days:") in map(str, BEFORE):
        return replace(where, step=replace(draft, days=int(wanted.removeprefix("days:"))).step)
    if wanted == "publish":
        return Act("announce", lambda: _publish(means, kind, draft), kind.id)
    # What cannot be is not taken: the act only says why, and changes nothing.
    if _moment(means, where.typed) is None:
        return Act("announce", lambda: _refuse(means, "notices.bad_moment"), "bad-time")
    if not draft.begins:
        return replace(where, step=replace(draft, begins=where.typed).step, typed="")
    try:
        _announcement(means, kind, replace(draft, ends=where.typed))
    except ActError:
        return Act("announce", lambda: _refuse(means, "notices.bad_times", days=LONGEST.days), "bad-time")
    return replace(where, step=replace(draft, ends=where.typed).step, typed="")


def _refuse(means: Means, key: str, **values: object) -> Done:
    raise ActError(means.say(key, **values))


def _publish(means: Means, kind: Kind, draft: _Draft) -> Done:
    """In the place of one of the same kind that overlaps: two dates for one thing are worse than none."""
    fresh = _announcement(means, kind, draft)
    now = means.clock.now()
    told = read(means.book.value(ANNOUNCEMENTS)[0])
    kept = [
        one
        for one in told
        if one.ends > now and not (one.kind == fresh.kind and one.begins < fresh.ends and fresh.begins < one.ends)
    ]
    if len(kept) >= MOST:
        raise ActError(means.say("notices.too_many", most=MOST))
    return _keep(means, tuple(sorted((*kept, fresh), key=lambda one: one.begins)), "notices.published")


def _keep(means: Means, told: tuple[Announcement, ...], said: str) -> Done:
    means.book.keep(ANNOUNCEMENTS, written(told))
    return Done(means.say(said), then=Where("notices"))


def _scene(means: Means, name: str) -> Act:
    off = name in means.book.switched_off(SCENE)

    def switch() -> Done:
        if not off and len(means.book.switched_off(SCENE)) >= len(PICTURES) - 1:
            raise ActError(means.say("notices.last_picture"))
        means.book.switch(SCENE, name, off=not off)
        return Done(means.say("said.kept"))

    return Act("announce", switch, f"scene:{name}:{'in' if off else 'out'}")


PAGE = Page("notices", "notice", "see-notices", _look, _take)
