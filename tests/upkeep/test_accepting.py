"""The acceptance run: what fails is said and stops nothing, a quarter of an hour is the end, no bit may change."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from scripted_wire import FakeClock

from drivers.faults import DeviceError, Fault
from kiosk.platform.terminal_key import public_text
from kiosk.upkeep.accepting import WITHIN_S, Acceptance, ReportError, Step, run, signed, verified

KEY = Ed25519PrivateKey.generate()


def fails() -> str:
    raise DeviceError(Fault.ABSENT, "no line")


def accepted(clock: FakeClock, *steps: Step) -> Acceptance:
    return run(steps, clock, terminal="a2-07", place="大厅", version="0.1.0", revision="5aed")


def test_one_that_fails_keeps_no_other_from_being_tried() -> None:
    told = accepted(FakeClock(), Step("idcard", fails), Step("ups", lambda: "in order"))
    assert [step.passed for step in told.steps] == [False, True]
    assert "no line" in told.steps[0].said
    assert not told.passed


def test_after_a_quarter_of_an_hour_nothing_more_is_begun() -> None:
    clock = FakeClock()

    def long() -> str:
        clock.pause(WITHIN_S + 1)
        return "at last"

    told = accepted(clock, Step("slow", long), Step("late", lambda: "never"))
    assert [step.passed for step in told.steps] == [True, False]
    assert told.steps[1].said == "not tried: the run has taken 15 minutes"


def test_one_step_that_takes_longer_than_all_may_is_no_acceptance() -> None:
    clock = FakeClock()

    def long() -> str:
        clock.pause(WITHIN_S + 800)
        return "at last"

    told = accepted(clock, Step("slow", long))
    assert [step.passed for step in told.steps] == [True]
    assert not told.passed


def test_no_step_is_no_acceptance() -> None:
    assert not accepted(FakeClock()).passed


def test_what_the_terminal_signed_is_read_again() -> None:
    text = signed(accepted(FakeClock(), Step("ups", lambda: "in order")), KEY)
    told = verified(text, public_text(KEY))
    assert (told["terminal"], told["passed"], told["revision"]) == ("a2-07", True, "5aed")


def test_another_terminals_key_does_not_fit() -> None:
    other = Ed25519PrivateKey.generate()
    text = signed(accepted(FakeClock(), Step("ups", lambda: "in order")), other)
    with pytest.raises(ReportError, match="not that terminal's"):
        verified(text, public_text(KEY))


def test_every_changed_part_is_seen() -> None:
    text = signed(accepted(FakeClock(), Step("idcard", fails)), KEY)
    whole = json.loads(text)
    better = whole["report"].replace('"passed": false', '"passed": true')
    flipped = bytearray(base64.b64decode(whole["signature"]))
    flipped[0] ^= 1
    for change in (
        {"report": better},
        {"signature": base64.b64encode(flipped).decode()},
        {"signature": ""},
        {"signature": "no base64"},
        {"report": ""},
    ):
        with pytest.raises(ReportError):
            verified(json.dumps({**whole, **change}), public_text(KEY))
    for broken in ("", "[]", "{}", "null"):
        with pytest.raises(ReportError):
            verified(broken, public_text(KEY))
