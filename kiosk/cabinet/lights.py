"""Lamps that show where to put or take something. They hang on the I/O module, whose worker alone speaks to it."""

import logging
import threading
from collections.abc import Callable

from drivers.camera import NoLamp
from drivers.faults import DeviceError, Fault
from drivers.io_module import IoModule, Lamp
from kiosk.cabinet.workers import Job, Work
from kiosk.health import DeviceState

log = logging.getLogger(__name__)

Submit = Callable[[Work], Job]
"""Queues work for the worker of the I/O module."""
_OWNED = frozenset({Lamp.SERVICE, Lamp.CAMERA})
"""The staff's lamp, and the one that burns exactly as long as the camera is open: its driver alone switches it."""
LAMP_S = 2.0
"""How long the camera waits for its lamp; an exchange with the module takes some 20 ms."""


class Lights:
    """The lamps of the step under way.

    Args:
        module: switches them.
        submit: to its worker.
        wants_staff: whether the lamp on the outside burns, which calls the staff.
    """

    def __init__(self, module: IoModule, submit: Submit, wants_staff: Callable[[], bool] = lambda: False) -> None:
        self._module = module
        self._submit = submit
        self._wants_staff = wants_staff
        self._calls_staff: bool | None = None
        """None: nobody knows."""
        self._wanted: frozenset[Lamp] = frozenset()
        self._is_set = False
        """Whether the lamps were ever switched: a core that was killed may have left the camera's burning."""
        self._lit: frozenset[Lamp] | None = None
        """None: nobody knows, each lamp is set anew."""

    def show(self, wanted: frozenset[Lamp]) -> None:
        """Have exactly these lamps of the wired ones burn; a module that does not answer is tried again."""
        self._wanted = wanted
        self._submit(lambda _: self._switch(wanted))

    def after(self, look: Callable[[], DeviceState]) -> DeviceState:
        """Look at the module, on its own worker, and try lamps again that could not be switched.

        Raises:
            DeviceError: the look's own. A module that was away may come back with every lamp dark.
        """
        try:
            state = look()
        except DeviceError:
            self._lit = self._calls_staff = None
            raise
        if self._lit != self._wanted:
            self._switch(self._wanted)
        self._call_staff()
        return state

    def _call_staff(self) -> None:
        wanted = self._wants_staff()
        if wanted == self._calls_staff or Lamp.SERVICE not in self._module.lamps():
            return
        try:
            self._module.set_lamp(Lamp.SERVICE, lit=wanted)
        except DeviceError as error:
            log.info("the staff's lamp stays as it is: %s", error.fault.value)
            return
        self._calls_staff = wanted

    def _switch(self, wanted: frozenset[Lamp]) -> None:
        before, self._lit = self._lit, None
        others = _OWNED if self._is_set else {Lamp.SERVICE}
        try:
            for lamp in self._module.lamps():
                if lamp not in others and (before is None or (lamp in before) != (lamp in wanted)):
                    self._module.set_lamp(lamp, lit=lamp in wanted)
        except DeviceError as error:
            log.info("lamps stay as they are: %s", error.fault.value)
            return
        self._lit, self._is_set = wanted, True


class DirectLamp:
    """Fulfils `drivers.camera.Lamp` where nobody else speaks to the module: in a self-test.

    Args:
        module: asked when the camera opens; None where no lamp is wired, and then none burns.
    """

    def __init__(self, module: Callable[[], IoModule | None]) -> None:
        self._module = module

    def switch_on(self) -> None:
        """Burn; errors as IoModule.set_lamp."""
        self._switch(lit=True)

    def switch_off(self) -> None:
        """Stop burning; errors as IoModule.set_lamp."""
        self._switch(lit=False)

    def _switch(self, *, lit: bool) -> None:
        module = self._module()
        if module is not None and Lamp.CAMERA in module.lamps():
            module.set_lamp(Lamp.CAMERA, lit=lit)


class CameraLamp:
    """Fulfils `drivers.camera.Lamp` on the I/O module's worker: a lamp that does not burn keeps the camera closed.

    Args:
        module: switches it.
        submit: to its worker.
    """

    def __init__(self, module: IoModule, submit: Submit) -> None:
        self._module = module
        self._submit = submit

    def switch_on(self) -> None:
        """Burn.

        Raises:
            DeviceError: the module's own, or TIMED_OUT.
        """
        self._switch(lit=True)

    def switch_off(self) -> None:
        """Stop burning.

        Raises:
            DeviceError: as `switch_on`.
        """
        self._switch(lit=False)

    def _switch(self, *, lit: bool) -> None:
        done = threading.Event()
        failed: list[DeviceError] = []

        def switch(_: object) -> None:
            try:
                self._module.set_lamp(Lamp.CAMERA, lit=lit)
            except DeviceError as error:
                failed.append(error)
            done.set()

        job = self._submit(switch)
        if not done.wait(LAMP_S):
            job.stop()
            raise DeviceError(Fault.TIMED_OUT, f"the camera's lamp did not answer within {LAMP_S:g} s")
        if failed:
            raise failed[0]


class LateLamp:
    """The same lamp before the module is there; without one, or with none wired, nothing burns.

    Args:
        module: asked at each use.
        submit: to its worker.
    """

    def __init__(self, module: Callable[[], IoModule | None], submit: Submit) -> None:
        self._module = module
        self._submit = submit

    def switch_on(self) -> None:
        """Burn; errors as `CameraLamp.switch_on`."""
        self._found().switch_on()

    def switch_off(self) -> None:
        """Stop burning; errors as `CameraLamp.switch_on`."""
        self._found().switch_off()

    def _found(self) -> CameraLamp | NoLamp:
        module = self._module()
        if module is None or Lamp.CAMERA not in module.lamps():
            return NoLamp()
        return CameraLamp(module, self._submit)
