"""A visit that is nothing but a form: the real workflow and texts, no world around it."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Self

import pytest
from whole_catalogue import whole_catalogue

from config.texts import Texts, load_texts
from config.toml_file import checked
from drivers.clock import BEIJING
from kiosk.effects import TellDay
from kiosk.events import DayTold, Event, Tapped
from kiosk.flows import ask_form
from kiosk.forms.divisions import Divisions
from kiosk.forms.form import Answer, Form
from kiosk.forms.picking import Lists, Pick
from kiosk.forms.writing import Aids
from kiosk.items.catalogue import Item
from kiosk.look.visit import Looker
from kiosk.session import Session, Terminal
from kiosk.step import Idle, Onward, Step, Steps
from kiosk.taps import CharacterChosen, Chosen, Digit, Tap, WentBack, WentOn, Written
from kiosk.view import Choice, View
from kiosk.workflow import advance

NOW = datetime(2026, 11, 22, 21, 5, tzinfo=BEIJING)
LISTS: Lists = {
    "licences": (Pick("l-1", "样例许可证一"), Pick("l-2", "样例许可证二")),
    "cities": (Pick("4413", "惠州市"), Pick("4405", "汕头市")),
}


@cache
def texts() -> Texts:
    """All words; read once."""
    return load_texts()


@cache
def aids() -> Aids:
    """Everything that writes; loaded once."""
    return Aids.load()


@cache
def divisions() -> Divisions:
    """The country; loaded once."""
    return Divisions.load()


@cache
def any_item() -> Item:
    """An item to fill in a form for; loaded once."""
    return next(iter(whole_catalogue().values()))


def form_of(folder: Path, text: str) -> Form:
    """A form from the text of its file."""
    path = folder / "form.toml"
    path.write_text(text, "utf-8")
    return checked(Form, path)


class FormBench:
    """Somebody who fills in a form.

    Args:
        patch: puts the form where the items' flows are looked up.
        form: what is asked.
        known: prefilled.
    """

    def __init__(self, patch: pytest.MonkeyPatch, form: Form, known: Mapping[str, Answer] | None = None) -> None:
        self.form = form
        self.table: Steps = (
            *ask_form.steps(form, lists=lambda _: LISTS),
            Step(name="end", screen="working", idle=Idle.NEVER, takes=lambda _, __: None),
        )
        for module in ("kiosk.workflow", "kiosk.look.visit"):
            patch.setattr(f"{module}.steps_of", lambda *_: self.table)
        item = any_item()
        terminal = Terminal(
            name="t",
            place="p",
            city="441300",
            is_sample=True,
            aids=aids(),
            divisions=divisions(),
            catalogue={"i": item},
        )
        before = ask_form.prefilled(Session(terminal=terminal, boot="0" * 32, item=item), known or {})
        start = Step(name="start", screen="working", idle=Idle.NEVER, takes=lambda session, _: Onward(session))
        self.table = (start, *self.table)
        self.session = before
        self._handle(DayTold(NOW.date()))
        self.look = Looker(texts(), lambda: NOW)

    def _handle(self, event: Event) -> Self:
        move = advance(self.session, event)
        self.session = move.session
        if any(isinstance(effect, TellDay) for effect in move.effects):
            self._handle(DayTold(NOW.date()))
        return self

    def tap(self, *taps: Tap) -> Self:
        """Touch."""
        for tap in taps:
            self._handle(Tapped(tap))
        return self

    def choose(self, *ids: str) -> Self:
        """Touch choices, one after the other."""
        return self.tap(*map(Chosen, ids))

    def digits(self, digits: str) -> Self:
        """Press number keys."""
        return self.tap(
            *(Written(one) if one == "." else Digit(one) if one.isdecimal() else Written(one) for one in digits)
        )

    def pinyin(self, letters: str, *characters: str) -> Self:
        """Type letters, and touch candidates."""
        self.tap(*map(Written, letters.upper()))
        return self.tap(*map(CharacterChosen, characters))

    def on(self) -> Self:
        """下一步."""
        return self.tap(WentOn())

    def back(self) -> Self:
        """上一步."""
        return self.tap(WentBack())

    @property
    def view(self) -> View:
        """What is on the glass."""
        return self.look(self.session)

    @property
    def step(self) -> str:
        """The step that the visit stands at."""
        return self.table[self.session.step].name

    @property
    def answers(self) -> dict[str, Answer]:
        """So far."""
        return ask_form.answers(self.session, self.form)

    @property
    def offered(self) -> list[str]:
        """The ids of the choices."""
        return [choice.id for choice in self.view.choices]

    def choice(self, choice_id: str) -> Choice:
        """The choice of that id."""
        return next(choice for choice in self.view.choices if choice.id == choice_id)
