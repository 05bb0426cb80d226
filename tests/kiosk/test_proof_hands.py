"""Proving an identity on real worker threads, with devices and a platform that the test plays."""

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from in_words import CARD, CHALLENGE, IDENTITY
from proof_bench import DOCUMENT, PRINTED, SOCIAL, Bench, opened
from waiting import wait_until

from drivers.code_scanner import Code
from drivers.document_scanner import Colour
from drivers.face import FaceRequest
from drivers.faults import DeviceError, Fault
from drivers.pin_pad import Cancelled, Entered, PinEvent, Pressed, TimedOut
from drivers.smart_card import DocumentKind, MrzKey
from drivers.smart_card.mrz import Zone
from kiosk import effects
from kiosk.cabinet.workers import Stop
from kiosk.events import (
    AgeTold,
    CodeScanned,
    CodeSent,
    Event,
    Failed,
    Identified,
    PermitRead,
    PinCancelled,
    PinPressed,
    PinTold,
    SocialCardRead,
    ZoneRead,
)
from kiosk.proving import Printed


@pytest.fixture
def bench() -> Iterator[Bench]:
    yield from opened()


def test_a_code_goes_to_the_platform_as_it_came_and_the_scanner_goes_out(bench: Bench) -> None:
    bench.world.codes = [None, Code(b"\xff opaque")]
    assert bench.ask(effects.ScanCode()) == CodeScanned(b"\xff opaque")
    wait_until(lambda: not bench.world.armed, 5.0, "the scanner to go out")
    assert bench.ask(effects.ProveByPhoneCode(b"\xff opaque"), 2) == Identified(IDENTITY)
    assert base64.b64decode(json.loads(bench.world.questions[0].body)["code"]) == b"\xff opaque"


def test_a_code_of_somebody_elses_is_said_as_the_platform_would(bench: Bench) -> None:
    bench.world.codes = [DeviceError(Fault.REFUSED, "5000 bytes")]
    assert bench.ask(effects.ScanCode()) == Failed("phone_code_invalid", can_try_again=True)
    wait_until(lambda: not bench.world.armed, 5.0, "the scanner to go out")


def test_a_scanner_that_nobody_waits_for_any_more_goes_out(bench: Bench) -> None:
    job = bench.begin(effects.ScanCode())
    assert job is not None
    wait_until(lambda: bench.world.armed, 5.0, "the light")
    job.stop()
    wait_until(lambda: not bench.world.armed, 5.0, "the scanner to go out")
    assert bench.heard == []


def test_a_social_security_card_is_read_and_its_age_is_told(bench: Bench) -> None:
    bench.world.card = SOCIAL
    assert bench.ask(effects.ReadSocialCard()) == SocialCardRead(SOCIAL, is_expired=False)
    bench.clock.wall = datetime(2030, 1, 2, tzinfo=UTC)
    assert bench.ask(effects.ReadSocialCard(), 2) == SocialCardRead(SOCIAL, is_expired=True)


def test_a_card_that_does_not_lie_still_at_once_is_read_again(bench: Bench) -> None:
    bench.world.card, bench.world.unsteady = SOCIAL, 2
    assert bench.ask(effects.ReadSocialCard()) == SocialCardRead(SOCIAL, is_expired=False)


@pytest.mark.parametrize("fault", [Fault.CARD_UNREADABLE, Fault.CARD_INVALID])
def test_a_card_that_is_no_social_security_card_is_named_so(bench: Bench, fault: Fault) -> None:
    bench.world.card = DeviceError(fault, "x")
    assert bench.ask(effects.ReadSocialCard()) == Failed("social_card_unreadable", can_try_again=True)


def test_a_pin_goes_from_the_pad_to_the_card_and_is_nowhere_else(bench: Bench) -> None:
    bench.world.keys = [Pressed(1), None, Pressed(6), Entered("123456")]
    assert bench.ask(effects.EnterPin(SOCIAL.card_id), 3) == PinTold(is_right=True, tries_left=None)
    assert bench.heard[:2] == [PinPressed(1), PinPressed(6)]
    assert bench.world.pins == ["123456"]
    assert bench.world.questions == []
    assert "123456" not in repr(bench.heard)


def test_a_pin_of_somebody_who_has_left_meanwhile_is_not_compared(bench: Bench) -> None:
    is_busy, goes_on = threading.Event(), threading.Event()

    def busy(_: Stop) -> None:
        is_busy.set()
        goes_on.wait(5.0)

    reader = bench.hands._workers["smart_card"]
    reader.submit(busy)
    assert is_busy.wait(5.0)
    bench.world.keys = [Pressed(6), Entered("123456"), None]
    job = bench.begin(effects.EnterPin(SOCIAL.card_id))
    assert job is not None
    wait_until(lambda: len(bench.world.keys) == 1, 5.0, "the number")
    wait_until(lambda: bench.heard == [PinPressed(6)], 5.0, "the pad")
    job.stop()
    done = threading.Event()
    bench.hands._workers["pin_pad"].submit(lambda _: (reader.submit(lambda _: done.set()), None)[1])
    goes_on.set()
    assert done.wait(5.0)
    assert bench.world.pins == []


def test_a_pin_for_another_card_than_the_one_that_was_read_proves_nothing(bench: Bench) -> None:
    bench.world.keys = [Entered("123456")]
    assert bench.ask(effects.EnterPin("0" * 32)) == Failed("social_card_changed", can_try_again=True)
    assert bench.world.pins == []


def test_a_card_that_was_taken_before_its_pin_could_be_compared_is_said_in_its_own_words(bench: Bench) -> None:
    bench.world.keys, bench.world.card_is_gone = [Entered("123456")], True
    assert bench.ask(effects.EnterPin(SOCIAL.card_id)) == Failed("social_card_taken", can_try_again=True)
    assert bench.world.pins == []


def test_a_wrong_pin_tells_the_tries(bench: Bench) -> None:
    bench.world.keys = [Entered("000000")]
    assert bench.ask(effects.EnterPin(SOCIAL.card_id)) == PinTold(is_right=False, tries_left=2)


@pytest.mark.parametrize(
    ("key", "told"), [(Cancelled(), PinCancelled()), (TimedOut(), Failed("pin_timed_out", can_try_again=True))]
)
def test_an_entry_that_ends_otherwise_asks_no_card(bench: Bench, key: PinEvent, told: Event) -> None:
    bench.world.keys = [key]
    assert bench.ask(effects.EnterPin(SOCIAL.card_id)) == told
    assert bench.world.pins == []


def test_a_pad_that_nobody_waits_for_forgets(bench: Bench) -> None:
    job = bench.begin(effects.EnterPin(SOCIAL.card_id))
    assert job is not None
    assert bench.world.asking.wait(5.0)
    job.stop()
    assert bench.world.cancelled.wait(5.0), "the pad to forget"
    assert bench.world.pins == []


def test_a_chip_is_opened_with_what_is_printed_and_says_its_own_kind(bench: Bench) -> None:
    bench.world.card = DOCUMENT
    told = bench.ask(effects.ReadPermit(PRINTED))
    assert isinstance(told, PermitRead)
    assert bench.world.opened_with == MrzKey("E90000001", "900101", "340101")
    assert (told.permit.kind, told.permit.is_from_chip, told.is_expired) == ("taiwan-permit", True, False)


def test_a_chip_that_the_printed_numbers_do_not_open_is_said(bench: Bench) -> None:
    bench.world.card = DeviceError(Fault.REFUSED, "x")
    assert bench.ask(effects.ReadPermit(PRINTED)) == Failed("refused", can_try_again=True)
    bench.world.card = DeviceError(Fault.CARD_UNREADABLE, "x")
    assert bench.ask(effects.ReadPermit(PRINTED), 2) == Failed("permit_unreadable", can_try_again=True)


ZONE = Zone(kind=DocumentKind.HOME_RETURN_PERMIT, number="H90000012", birth="850615", expiry="310101")


def test_a_page_is_waited_for_scanned_finely_and_read(bench: Bench) -> None:
    bench.world.glass.papers = [False, False, True]
    bench.world.glass.zones = [None, ZONE]
    told = bench.ask(effects.ReadZone())
    assert told == ZoneRead(Printed("home-return-permit", "H90000012", date(1985, 6, 15), date(2031, 1, 1)))
    assert bench.world.glass.scanned == [(300, Colour.GREY)] * 2
    assert "H9" not in repr(told)


def test_a_page_without_a_zone_is_scanned_three_times_and_then_typed(bench: Bench) -> None:
    bench.world.glass.papers = [True]
    bench.world.glass.zones = [None] * 3
    assert bench.ask(effects.ReadZone()) == ZoneRead(None)
    bench.world.glass.zones = [replace(ZONE, expiry="991399")]
    assert bench.ask(effects.ReadZone(), 2) == ZoneRead(None)


def test_a_scanner_that_nobody_waits_for_stops_looking(bench: Bench) -> None:
    bench.world.glass.papers = [False]
    job = bench.begin(effects.ReadZone())
    assert job is not None
    job.stop()
    bench.world.glass.papers = [True]
    bench.world.glass.zones = [DeviceError(Fault.DISABLED, "x")]
    assert bench.ask(effects.ReadZone()) == Failed("disabled", can_try_again=True)
    assert bench.heard == [Failed("disabled", can_try_again=True)]


def test_a_helper_asks_with_the_own_identity(bench: Bench) -> None:
    assert bench.ask(effects.HelpPerson(IDENTITY, CARD, "family")) == CodeSent(CHALLENGE)
    assert bench.world.questions[0].identity_token == IDENTITY.token


@pytest.mark.parametrize(
    ("birth", "is_child"), [(date(2012, 11, 22), True), (date(2012, 11, 21), False), (date(1946, 7, 1), False)]
)
def test_fourteen_is_counted_by_the_day(bench: Bench, birth: date, *, is_child: bool) -> None:
    assert bench.ask(effects.TellAge(birth)) == AgeTold(birth, is_child)


def test_nobody_is_born_tomorrow(bench: Bench) -> None:
    assert bench.ask(effects.TellAge(date(2026, 11, 22))) == AgeTold(date(2026, 11, 22), True, is_born=False)


def test_a_document_that_has_no_word_of_the_platforms_is_none_of_the_chosen_ones(bench: Bench) -> None:
    bench.world.card = replace(DOCUMENT, kind=DocumentKind.OTHER)
    assert bench.ask(effects.ReadPermit(PRINTED)) == Failed("permit_other_kind", can_try_again=True)


def test_by_a_wrong_clock_nobody_is_proven(bench: Bench) -> None:
    bench.clock.wall = datetime(1970, 1, 1, tzinfo=UTC)
    assert bench.ask(effects.ProveByPhoneCode(b"x")) == Failed("clock_wrong", can_try_again=False)


def test_a_device_that_is_not_fitted_is_said(bench: Bench) -> None:
    bench.hands._workers.pop("face")
    assert bench.ask(effects.VerifyFace(FaceRequest(None), "x")) == Failed("not_fitted", can_try_again=False)
