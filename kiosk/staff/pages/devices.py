"""设备: every device, how it is, what it counted; test it, look for it, take it out of service."""

from dataclasses import replace

from drivers.faults import DeviceError
from kiosk.cabinet import self_tests
from kiosk.cabinet.book import Count
from kiosk.flows.identity import ways
from kiosk.health import DISABLED, DeviceState, Status
from kiosk.items.names import separator
from kiosk.journal import JournalError
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Page, Where
from kiosk.staff.pages import device_words, unclear_cards
from kiosk.staff_view import Block, Entry, Tone

SWITCH = "device"
"""What kind of thing is switched off in the staff's book."""


def _look(means: Means, where: Where) -> Look:
    return _one(means, where.picked) if where.picked in means.terminal().health.devices else _all(means)


def _all(means: Means) -> Look:
    tests = means.counters.tests()
    entries = []
    for device, state in means.terminal().health.devices.items():
        if state.status is Status.NOT_FITTED:
            continue
        test = tests.get(device)
        tested = _tested(means, passed=test.passed, at=test.at) if test else ""
        entries.append(
            Entry(
                id=device,
                label=device_words.name(means, device),
                value=device_words.status(means, state),
                detail=device_words.cure(means, state) or tested,
                tone=device_words.tone(state),
            )
        )
    missing = [
        device_words.name(means, device)
        for device, state in means.terminal().health.devices.items()
        if state.status is Status.NOT_FITTED
    ]
    absent = Block(kind="words", title=means.say("devices.not_fitted"), note=separator(means.language).join(missing))
    return Look((Block(kind="rows", entries=tuple(entries)), *((absent,) if missing else ())))


def _one(means: Means, device: str) -> Look:
    state = means.terminal().health.of(device)
    seen = means.counters.last_seen().get(device)
    test = means.counters.tests().get(device)
    block = getattr(means.settings, device, None)
    facts = [
        Entry(
            label=means.say("devices.status"),
            value=device_words.status(means, state),
            detail=device_words.cure(means, state),
            tone=device_words.tone(state),
        ),
        Entry(label=means.say("devices.model"), value=str(getattr(block, "model", "") or "—")),
    ]
    number = means.counters.number_of(device)
    if number is not None:
        detail = means.say("devices.number_known", number=number.known) if number.is_other else ""
        tone: Tone = "bad" if number.is_other else "good"
        facts.append(Entry(label=means.say("devices.number"), value=number.seen, detail=detail, tone=tone))
    if seen is not None:
        facts.append(Entry(label=means.say("devices.since"), value=_time(seen.at)))
    if test is not None:
        facts.append(
            Entry(
                label=means.say("devices.self_test"),
                value=_tested(means, passed=test.passed, at=test.at),
                detail=_found(means, test.said),
                tone="good" if test.passed else "bad",
            )
        )
    counted = means.counters.counters().get(device, {})
    counters = Block(
        kind="lights",
        title=means.say("devices.counters"),
        entries=tuple(
            Entry(label=means.say(f"count.{count.value}"), value=str(counted[count.value]))
            for count in Count
            if count.value in counted
        ),
    )
    needing = _needing(means, device)
    needs = Block(kind="words", title=means.say("devices.needed_by", count=len(needing)), note=_listed(means, needing))
    blocks = (
        Block(kind="rows", title=device_words.name(means, device), entries=tuple(facts)),
        *(unclear_cards.kept(means) if device == "endorser" else ()),
        *((counters,) if counters.entries else ()),
        needs,
    )
    return Look(blocks, _buttons(means, device))


def _buttons(means: Means, device: str) -> tuple[Entry, ...]:
    back = Entry(id="back", label=means.say("button.back"), sign="back")
    if device not in means.looks:
        return (back,)
    is_off = device in means.book.switched_off(SWITCH)
    if is_off:
        return (back, Entry(id="enable", label=means.say("button.enable"), sign="tick"))
    number = means.counters.number_of(device)
    return (
        back,
        *(
            (Entry(id="accept", label=means.say("devices.accept"), sign="tick"),)
            if number is not None and number.is_other
            else ()
        ),
        Entry(id="test", label=means.say("button.test"), sign="tick"),
        Entry(id="reconnect", label=means.say("button.reconnect"), sign="again"),
        Entry(id="disable", label=means.say("button.disable"), sign="close", tone="bad"),
    )


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    if wanted == "back":
        return replace(where, picked="")
    if wanted in means.terminal().health.devices:
        return replace(where, picked=wanted)
    device = where.picked
    if device not in means.looks:
        return None
    name = device_words.name(means, device)
    match wanted:
        case "test":
            return Act("test-device", lambda: _test(means, device), device, device)
        case "accept":
            return _accepting(means, device)
        case "reconnect":
            return Act("reconnect-device", lambda: _reconnect(means, device), device)
        case "disable":
            needing = _needing(means, device)
            return Act(
                "disable-device",
                lambda: _switch(means, device, off=True),
                device,
                title=means.say("devices.disable_title", device=name),
                lines=(
                    means.say("devices.disable_lead", count=len(needing)),
                    _listed(means, needing),
                    means.say("devices.disable_until"),
                ),
                is_serious=True,
            )
        case "enable":
            return Act("disable-device", lambda: _switch(means, device, off=False), device)
    return None


def _accepting(means: Means, device: str) -> Act | None:
    """Whoever says that another device belongs here has read its number on its own label."""
    number = means.counters.number_of(device)
    if number is None or not number.is_other:
        return None

    def accept() -> Done:
        means.counters.accept(device)
        means.workers[device].look_soon()
        return Done(means.say("devices.accepted", device=device_words.name(means, device)))

    return Act(
        "accept-device",
        accept,
        f"{device}:{number.seen}"[:200],
        title=means.say("devices.accept_title", device=device_words.name(means, device)),
        lines=(
            means.say("devices.number_known", number=number.known),
            means.say("devices.number_seen", number=number.seen),
            means.say("devices.accept_lead"),
        ),
        is_serious=True,
    )


def _test(means: Means, device: str) -> Done:
    """On the device's worker. What was found is remembered, and said."""
    try:
        said = self_tests.run(device, means.looks[device], means.devices, means.clock)
    except DeviceError as error:
        _remember(means, device, passed=False, said=str(error))
        cure = means.texts.text(means.language, f"staff.{error.fault.value}")
        return Done(means.say("devices.test_failed", cure=cure), "bad", outcome="not_done")
    _remember(means, device, passed=True, said=said)
    return Done(means.say("devices.test_passed", said=_found(means, said)))


def _found(means: Means, said: str) -> str:
    """What a self-test says of a device with nothing to say of itself; a device's own words stay its own."""
    return means.say("devices.in_order") if said == self_tests.IN_ORDER else said


def _remember(means: Means, device: str, *, passed: bool, said: str) -> None:
    try:
        means.counters.tested(device, passed=passed, said=said)
    except JournalError as error:
        raise ActError(means.say("said.journal_broken")) from error


def _reconnect(means: Means, device: str) -> Done:
    means.workers[device].look_soon()
    return Done(means.say("devices.looking"), "plain")


def _switch(means: Means, device: str, *, off: bool) -> Done:
    means.book.switch(SWITCH, device, off=off)
    means.workers[device].look_soon()
    return Done(means.say("devices.disabled" if off else "devices.enabled", device=device_words.name(means, device)))


def _needing(means: Means, device: str) -> list[str]:
    """Items that can be had with that device, and not without it: one that is broken is needed all the same."""
    terminal = means.terminal()
    within = terminal.health.seen(device, DeviceState(faults=()))
    without = terminal.health.seen(device, DISABLED)
    return [
        item.settings.name.of(means.language)
        for item in terminal.catalogue.values()
        if not ways.missing(item, within) and (ways.missing(item, without) or ways.is_out_of_question(item, without))
    ]


def _listed(means: Means, names: list[str]) -> str:
    shown = names[:12]
    more = means.say("devices.and_more", count=len(names) - len(shown)) if len(names) > len(shown) else ""
    return (separator(means.language).join(shown) + more) or means.say("devices.nothing_needs_it")


def _tested(means: Means, *, passed: bool, at: str) -> str:
    return means.say("devices.passed" if passed else "devices.failed", at=_time(at))


def _time(at: str) -> str:
    return at[:16].replace("T", " ")


PAGE = Page("devices", "machine", "see-devices", _look, _take)
