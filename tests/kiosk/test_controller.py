"""What the controller tells the rest of the core beside Views."""

from in_words import ITEM, NOW, OFFERED, Clock, World

from config.settings import Limits
from config.texts import load_texts
from drivers.io_module import Lamp
from kiosk.controller import Controller
from kiosk.events import DeviceSeen
from kiosk.hall.person import tap_of
from kiosk.health import PLATFORM, DeviceState
from kiosk.look.visit import Looker
from kiosk.session import Session, Terminal
from kiosk.taps import TapOnPage


def free(controller: Controller) -> bool:
    return controller.is_free


def test_what_a_visit_needs_is_told_when_it_begins_and_its_lamps_as_it_goes() -> None:
    begun: list[tuple[str, ...]] = []
    lamps: list[frozenset[Lamp]] = []
    beats: list[int] = []
    catalogue = OFFERED
    controller = Controller(
        Session(
            terminal=Terminal(name="t", place="p", city="441300", is_sample=True, catalogue=catalogue), boot="0" * 32
        ),
        World(),  # type: ignore[arg-type]  # nobody answers here
        look=Looker(load_texts(), lambda: NOW),
        show=lambda _: None,
        clock=Clock(),
        limits=Limits(),
        begun=begun.append,
        light=lamps.append,
        beats=lambda: beats.append(1),
    )
    for device in ("idcard", "a4_printer", "receipt_printer", PLATFORM):
        controller.take((DeviceSeen(device, DeviceState(faults=())), None))
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
