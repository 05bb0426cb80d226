"""When nobody touches the glass: which screens are covered, which warn, and which never are (docs/limits.md)."""

from dataclasses import replace
from typing import get_args

import pytest
from whole_catalogue import whole_catalogue

from config.settings import Limits
from kiosk.events import TimeUp, Warned
from kiosk.flows import steps_of
from kiosk.items.routes import Route
from kiosk.over import asides, finding
from kiosk.session import Look, Session, Terminal
from kiosk.step import Idle, Step
from kiosk.taps import Aside
from kiosk.timing import due

CATALOGUE = whole_catalogue()
LIMITS = Limits()
WORK = {"working", "printing", "pay", "pin", "face", "call", "door"}
"""Devices, money or a person at the other end are at work there: each has limits of its own."""


def all_steps() -> list[Step]:
    return [step for item in CATALOGUE.values() for route in (None, *get_args(Route)) for step in steps_of(item, route)]


def signing() -> Session:
    item = CATALOGUE["traffic-fine"]
    steps = steps_of(item, "card_code")
    at = next(number for number, step in enumerate(steps) if step.screen == "signature")
    terminal = Terminal(name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE)
    return Session(terminal=terminal, boot="0" * 32, item=item, route="card_code", step=at)


def test_nothing_is_drawn_over_payment_printing_or_devices_at_work() -> None:
    steps = all_steps()
    assert {step.screen for step in steps} >= WORK
    assert {step.name for step in steps if step.screen in WORK and step.idle is not Idle.NEVER} == set()


def test_the_last_screen_never_asks_whether_somebody_is_there() -> None:
    assert {step.name for step in all_steps() if step.screen == "done" and step.idle is not Idle.FAREWELL} == set()


def test_whatever_people_wrote_is_covered() -> None:
    written = {"check", "review", "field", "write", "code", "entry", "timeline"}
    assert {step.name for step in all_steps() if step.screen in written and step.idle is not Idle.PERSONAL} == set()


@pytest.mark.parametrize("seconds", [31.0, 100.0, 179.0])
def test_nobody_is_hurried_who_writes_their_name(seconds: float) -> None:
    assert due(signing(), untouched_s=seconds, on_page_s=seconds, limits=LIMITS) is None


def test_a_machine_that_was_left_while_signing_is_free_again() -> None:
    asked = due(signing(), untouched_s=180.0, on_page_s=180.0, limits=LIMITS)
    assert asked == Warned(60)
    shown = replace(signing(), still_there_s=1)
    assert due(shown, untouched_s=240.0, on_page_s=240.0, limits=LIMITS) == TimeUp()


def home() -> Session:
    return Session(terminal=Terminal(name="t-01", place="测试厅", city="441300", is_sample=True), boot="0" * 32)


def at(session: Session, seconds: float) -> object:
    return due(session, untouched_s=seconds, on_page_s=seconds, limits=LIMITS)


def test_a_home_screen_that_nobody_touched_rests_without_a_word() -> None:
    assert at(home(), 59.0) is None
    assert at(home(), 60.0) == TimeUp()


@pytest.mark.parametrize("aside", ["help", "emergency", "display", "demonstration"])
def test_whoever_reads_a_page_over_the_home_screen_is_asked_first(aside: Aside) -> None:
    reading = replace(asides.opened(home(), aside), scene=asides.SCENES - 1)
    assert at(reading, 59.0) is None
    assert at(reading, 60.0) == Warned(45)
    assert at(replace(reading, still_there_s=1), 104.0) is None
    assert at(replace(reading, still_there_s=1), 105.0) == TimeUp()


@pytest.mark.parametrize(
    "session",
    [finding.opened(home()), replace(home(), shelf="tax"), replace(home(), look=Look(theme="contrast"))],
    ids=["search", "shelf", "look"],
)
def test_so_is_whoever_searches_has_opened_a_group_or_chosen_a_look(session: Session) -> None:
    assert at(session, 60.0) == Warned(45)


def test_in_large_text_after_three_minutes() -> None:
    large = asides.opened(replace(home(), look=Look(size="elder")), "emergency")
    assert at(large, 179.0) is None
    assert at(large, 180.0) == Warned(60)
    assert at(replace(large, still_there_s=1), 240.0) == TimeUp()
