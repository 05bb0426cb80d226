"""What the controller tells the rest of the core beside Views."""

from collections.abc import Callable

import pytest
from in_words import ITEM, NOW, OFFERED, Clock, World

from config.settings import Limits
from config.texts import load_texts
from drivers.face import PhotoKind
from drivers.io_module import Lamp
from kiosk import materials_effects
from kiosk.controller import Controller
from kiosk.copying_effects import AwaitStick, ScanPage, ScanSide, TakeFromPhone
from kiosk.effects import Effect
from kiosk.endorsing_effects import TakePermitIn
from kiosk.events import DeviceSeen
from kiosk.hall.person import tap_of
from kiosk.health import PLATFORM, DeviceState
from kiosk.look.visit import Looker
from kiosk.photo_effects import TakePhoto
from kiosk.session import Session, Terminal
from kiosk.taps import TapOnPage


def free(controller: Controller) -> bool:
    return controller.is_free


def made(
    world: World,
    *,
    begun: Callable[[tuple[str, ...]], None] = lambda _: None,
    light: Callable[[frozenset[Lamp]], None] = lambda _: None,
    beats: Callable[[], None] = lambda: None,
) -> Controller:
    """One whose devices are all there."""
    terminal = Terminal(name="t", place="p", city="441300", is_sample=True, catalogue=OFFERED)
    controller = Controller(
        Session(terminal=terminal, boot="0" * 32),
        world,  # type: ignore[arg-type]  # nobody answers here
        look=Looker(load_texts(), lambda: NOW),
        show=lambda _: None,
        clock=Clock(),
        limits=Limits(),
        begun=begun,
        light=light,
        beats=beats,
    )
    for device in ("idcard", "a4_printer", "receipt_printer", PLATFORM):
        controller.take((DeviceSeen(device, DeviceState(faults=())), None))
    return controller


WAITS = (
    TakePhoto(PhotoKind(358, 441, 350, (207, 242), (7, 21))),
    TakePermitIn("s"),
    ScanPage(),
    ScanSide(),
    AwaitStick(),
    TakeFromPhone("k", ITEM, 1),
    materials_effects.ScanPage(),
)


@pytest.mark.parametrize("effect", WAITS, ids=lambda effect: type(effect).__name__)
def test_what_waits_for_a_hand_of_the_person_ends_when_its_step_is_left(effect: Effect) -> None:
    """A camera, a glass, a mouth that stays open behind whoever goes takes what the next person lays down."""
    world = World()
    controller = made(world)
    controller._begin(effect)
    job = world.asked[-1][2]
    assert not job.is_stopped()
    controller.take(TapOnPage(controller._session.page, tap_of(f"choice-{ITEM}")))
    assert job.is_stopped()


def test_what_a_visit_needs_is_told_when_it_begins_and_its_lamps_as_it_goes() -> None:
    begun: list[tuple[str, ...]] = []
    lamps: list[frozenset[Lamp]] = []
    beats: list[int] = []
    controller = made(World(), begun=begun.append, light=lamps.append, beats=lambda: beats.append(1))
    assert not controller.needed
    for name in (f"choice-{ITEM}", "primary", "primary"):
        controller.take(TapOnPage(controller._session.page, tap_of(name)))
    paper = ("a4_printer", "platform")
    assert begun == [paper, (*paper, "idcard")], "the way of proving needs its devices too"
    assert controller.needed == ("a4_printer", "platform", "idcard")
    assert not free(controller)
    assert lamps == [frozenset(), frozenset({Lamp.CARD})]
    controller.take(TapOnPage(controller._session.page, tap_of("leave")))
    assert lamps[-1] == frozenset()
    assert free(controller)
    controller.beat()
    assert beats == [1]
