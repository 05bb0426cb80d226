"""Lamps of the step under way, on the worker of the I/O module."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import cast

import pytest

from config.device_settings import IoModuleSettings
from drivers.faults import DeviceError, Fault
from drivers.io_module import IoModule, Lamp, Signals
from kiosk.cabinet.fan import Fan
from kiosk.cabinet.lights import CameraLamp, DirectLamp, Lights
from kiosk.cabinet.workers import Job, Work
from kiosk.health import ClosedBy, DeviceState, Health


@dataclass
class Module:
    wired: tuple[Lamp, ...] = (Lamp.CARD, Lamp.A4, Lamp.CAMERA, Lamp.SERVICE)
    asked: list[tuple[Lamp, bool]] = field(default_factory=list)
    trouble: DeviceError | None = None

    def lamps(self) -> tuple[Lamp, ...]:
        return self.wired

    def set_lamp(self, lamp: Lamp, *, lit: bool) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.asked.append((lamp, lit))


def at_once(work: Work) -> Job:
    job = Job(work)
    work(job.is_stopped)
    return job


def gone() -> DeviceState:
    raise DeviceError(Fault.GONE, "unplugged")


def lights(module: Module) -> Lights:
    return Lights(module, at_once)  # type: ignore[arg-type]  # the part it asks


def test_at_first_every_wired_lamp_is_set_but_the_staffs_and_then_never_the_cameras() -> None:
    module = Module()
    shown = lights(module)
    shown.show(frozenset())
    assert module.asked == [(Lamp.CARD, False), (Lamp.A4, False), (Lamp.CAMERA, False)]
    module.asked.clear()
    with pytest.raises(DeviceError):
        shown.after(gone)
    shown.after(lambda: DeviceState(()))
    assert module.asked == [(Lamp.CARD, False), (Lamp.A4, False), (Lamp.SERVICE, False)], "the camera may be open"


def test_then_only_what_changed() -> None:
    module = Module()
    shown = lights(module)
    shown.show(frozenset())
    module.asked.clear()
    shown.show(frozenset({Lamp.CARD}))
    shown.show(frozenset({Lamp.A4}))
    assert module.asked == [(Lamp.CARD, True), (Lamp.CARD, False), (Lamp.A4, True)]


def test_a_lamp_that_is_not_wired_is_nobodys() -> None:
    module = Module(wired=(Lamp.A4,))
    lights(module).show(frozenset({Lamp.CARD}))
    assert module.asked == [(Lamp.A4, False)]


def test_a_module_that_did_not_answer_is_set_at_its_next_look() -> None:
    module = Module(trouble=DeviceError(Fault.ABSENT, "no answer"))
    shown = lights(module)
    shown.show(frozenset({Lamp.CARD}))
    module.trouble = None
    shown.after(lambda: DeviceState(()))
    assert module.asked == [(Lamp.CARD, True), (Lamp.A4, False), (Lamp.CAMERA, False), (Lamp.SERVICE, False)]
    shown.after(lambda: DeviceState(()))
    assert len(module.asked) == 4, "what burns is not switched again"


def test_a_self_test_of_the_camera_burns_its_lamp() -> None:
    module = Module()
    lamp = DirectLamp(partial(cast, IoModule, module))
    lamp.switch_on()
    lamp.switch_off()
    DirectLamp(lambda: None).switch_on()
    assert module.asked == [(Lamp.CAMERA, True), (Lamp.CAMERA, False)]


def test_the_cameras_lamp_burns_before_the_camera_opens_or_says_why_not() -> None:
    module = Module()
    lamp = CameraLamp(module, at_once)  # type: ignore[arg-type]  # the part it asks
    lamp.switch_on()
    lamp.switch_off()
    assert module.asked == [(Lamp.CAMERA, True), (Lamp.CAMERA, False)]
    module.trouble = DeviceError(Fault.BROKEN, "the output did not follow")
    with pytest.raises(DeviceError, match="broken"):
        lamp.switch_on()


def test_a_worker_that_hangs_leaves_the_camera_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.cabinet.lights.LAMP_S", 0.01)
    queued: list[Job] = []

    def queue(work: Work) -> Job:
        queued.append(Job(work))
        return queued[-1]

    lamp = CameraLamp(Module(), queue)  # type: ignore[arg-type]  # a queue that nobody serves
    with pytest.raises(DeviceError, match="timed_out"):
        lamp.switch_on()
    assert queued[0].is_stopped(), "or it would burn later, with the camera closed"


def test_the_lamp_on_the_outside_burns_while_somebody_of_the_staff_should_come() -> None:
    module, wants = Module(wired=(Lamp.SERVICE,)), [True]
    shown = Lights(module, at_once, lambda: wants[0])  # type: ignore[arg-type]  # the part it asks
    for _ in range(2):
        shown.after(lambda: DeviceState(()))
    assert module.asked == [(Lamp.SERVICE, True)], "once"
    module.asked.clear()
    with pytest.raises(DeviceError):
        shown.after(gone)
    module.trouble = DeviceError(Fault.BROKEN, "the output does not follow")
    shown.after(lambda: DeviceState(()))
    module.trouble = None
    wants[0] = False
    shown.after(lambda: DeviceState(()))
    assert module.asked == [(Lamp.SERVICE, False)], "tried again when it answers"


@pytest.mark.parametrize(
    ("health", "wants"),
    [
        (Health(), False),
        (Health().seen("a4_printer", DeviceState(faults=())), False),
        (Health().seen("a4_printer", DeviceState(faults=(), warnings=(Fault.PAPER_LOW,))), True),
        (Health().seen("a4_printer", DeviceState(faults=(Fault.JAMMED,))), True),
        (Health().seen("a4_printer", DeviceState(faults=(Fault.NOT_FITTED,))), False),
        (Health().seen("a4_printer", DeviceState(faults=(Fault.DISABLED,))), False),
        (Health().closed_by(ClosedBy.STANDING, "disk_full"), True),
        (Health().closed_by(ClosedBy.STAFF, "staff_here"), False),
    ],
)
def test_what_calls_the_staff(health: Health, *, wants: bool) -> None:
    assert health.wants_staff is wants


class Ventilated:
    """A cabinet whose fan may not follow."""

    def __init__(self) -> None:
        self.asked: list[bool] = []
        self.trouble = False

    def set_fan(self, *, running: bool) -> None:
        if self.trouble:
            raise DeviceError(Fault.BROKEN, "the output does not follow")
        self.asked.append(running)


def test_the_fan_runs_while_it_is_warm_and_while_nobody_knows() -> None:
    module = Ventilated()
    settings = IoModuleSettings(port=Path("/dev/kiosk-io"), inputs={}, coils={"fan": 7}, fan_c=40.0)
    fan = Fan(module, settings)  # type: ignore[arg-type]  # the part it asks
    for celsius in (31.0, 39.9, 40.0, 41.0, 36.0, 34.9, 39.0, None):
        fan.follow(Signals(temperature_c=celsius))
    assert module.asked == [False, True, False, True]
    module.trouble = True
    fan.follow(Signals(temperature_c=20.0))
    module.trouble = False
    fan.follow(Signals(temperature_c=20.0))
    assert module.asked[-1] is False
    unwired = Ventilated()
    Fan(unwired, settings.model_copy(update={"coils": {}})).follow(Signals(temperature_c=80.0))  # type: ignore[arg-type]  # the same
    assert unwired.asked == []
