"""The staff's Views: the door, and a page with its menu. Words in the language that was chosen there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from kiosk.journal import JournalError
from kiosk.staff.accounts import PIN_DIGITS
from kiosk.staff.means import Means
from kiosk.staff.page import Act, Look, Page, Where
from kiosk.staff.patience import Signed
from kiosk.staff.rights import Rights
from kiosk.staff.way_in import MOST_NUMBER, Step, WayIn
from kiosk.staff_view import Block, Entry, Question, StaffView, Tone
from kiosk.view import Language, Theme, View

LANGUAGES: Final[tuple[Language, ...]] = ("zh-Hans", "zh-Hant", "en")
THEMES: Final[tuple[Theme, ...]] = ("day", "night", "contrast")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every View of the staff's has."""

    means: Means
    page: int
    theme: Theme = "day"
    notice: str = ""
    tone: Tone = "plain"

    def view(self) -> View:
        """A View with nothing in it yet."""
        means = self.means
        terminal = means.terminal()
        return View(
            page=self.page,
            screen="staff",
            language=means.language,
            theme=self.theme,
            voice="off",
            place=terminal.place,
            clock=f"{means.clock.now():%H:%M}",
            is_sample=terminal.is_sample,
            bar=means.texts.bar(means.language),
            notice=self.notice,
            tone=self.tone,
        )


def door(frame: Frame, way: WayIn, purpose: str) -> View:
    """Who is it? `purpose` is one of `patience.Purpose`."""
    means, step, refused = frame.means, way.step, way.refused
    view = frame.view()
    title, lead = means.say(f"door.{purpose}"), means.say(f"door.{step.value}")
    notice = (
        means.say(f"door.{refused.text}", seconds=refused.wait_s, next=refused.next_s) if refused is not None else ""
    )
    return replace(
        view,
        screen="staff_door",
        words={
            "title": title,
            "lead": lead,
            "primary": means.say("button.go_on") if step is Step.NUMBER else "",
            "back": means.say("button.back" if purpose in ("second", "alarm") else "button.back_out"),
            "erase": means.say("button.erase"),
        },
        notice=notice or frame.notice,
        tone="bad" if notice else frame.tone,
        digits=way.digits,
        digits_wanted=0 if step is Step.CARD else MOST_NUMBER if step is Step.NUMBER else PIN_DIGITS,
        entry=way.shown,
        picture="card" if step is Step.CARD else "",
        staff=StaffView(),
    )


@dataclass(frozen=True, slots=True)
class At:
    """Where somebody is, and what is under way there."""

    signed: Signed
    where: Where
    busy: str
    asked: Act | None
    wants_two: bool
    """Whether what is asked for wants a second person."""
    locks_in: str


T = TypeVar("T")


def next_of(choices: tuple[T, ...], current: T) -> T:
    """The one after, and the first after the last."""
    return choices[(choices.index(current) + 1) % len(choices)]


def page(frame: Frame, pages: Mapping[str, Page], rights: Rights, at: At) -> View:
    """A page, and the menu of what this role may see."""
    means, where, asked, role = frame.means, at.where, at.asked, at.signed.role
    try:
        shown = pages[where.page].look(means, where)
    except JournalError:
        shown = Look((Block(kind="words", note=means.say("said.journal_unread")),))
    menu = tuple(
        Entry(id=f"page:{one.name}", label=means.say(f"page.{one.name}"), sign=one.sign, is_on=one.name == where.page)
        for one in pages.values()
        if rights.may(role, one.needs)
    )
    question = (
        Question(
            title=asked.title,
            lines=(*asked.lines, *((means.say("ask.two"),) if at.wants_two else ())),
            yes=means.say("ask.yes"),
            no=means.say("ask.no"),
            is_serious=asked.is_serious,
        )
        if asked is not None
        else None
    )
    view = frame.view()
    return replace(
        view,
        words={
            "title": means.say(f"page.{where.page}"),
            "lead": means.say(f"lead.{where.page}"),
            "leave": means.say("button.leave"),
            "language": means.say("button.language"),
            "theme": means.say("button.theme"),
            "erase": means.say("button.erase"),
        },
        staff=StaffView(
            who=means.say("who", number=at.signed.number, role=means.say(f"role.{role.value}")),
            menu=menu,
            blocks=shown.blocks,
            buttons=shown.buttons,
            busy=at.busy,
            question=question,
            field=shown.field,
            typed=where.typed,
            locks_in=at.locks_in,
            mm_wide=shown.mm_wide,
            qr=shown.qr,
        ),
    )
