"""When nobody touches the glass: which screens are covered, which warn, and which never are (docs/limits.md)."""

from dataclasses import replace
from typing import get_args

import pytest
from whole_catalogue import whole_catalogue

from config.settings import Limits
from kiosk.events import TimeUp, Warned
from kiosk.flows import steps_of
from kiosk.items.routes import Route
from kiosk.session import Session, Terminal
from kiosk.step import Idle, Step
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
