"""A UPS behind upsd of Network UPS Tools, which knows the protocols of the makers."""

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.ups import PowerState
from drivers.ups.frames import FrameError, Refusal, ReplyReader, ask_for_variables, fault_of, state_of
from drivers.wire import Wire

EXCHANGE_S = 2.0
"""Our choice: upsd answers from memory within a millisecond; the rest is for a loaded machine."""


class NutPowerSupply:
    """Fulfils `PowerSupply`. The longest wait of a call is the connection and `exchange_s`.

    Args:
        wire: connection to upsd.
        name: the UPS's name there.
        clock: for the limit.
        exchange_s: limit for one answer, in seconds.
    """

    def __init__(self, wire: Wire, name: str, clock: Clock, *, exchange_s: float = EXCHANGE_S) -> None:
        self._wire = wire
        self._name = name
        self._clock = clock
        self._exchange_s = exchange_s

    def state(self) -> PowerState:
        """Ask once (see `PowerSupply`)."""
        return state_of(self._variables())

    def check(self) -> str:
        """Its make and model (see `PowerSupply`)."""
        variables = self._variables()
        make = (variables.get(f"device.{part}") or variables.get(f"ups.{part}") for part in ("mfr", "model"))
        return " ".join(word for word in make if word) or self._name

    def close(self) -> None:
        """End the connection."""
        self._wire.close()

    def _variables(self) -> dict[str, str]:
        reader = ReplyReader(self._name)
        self._wire.discard_input()
        self._wire.write(ask_for_variables(self._name))
        deadline = self._clock.monotonic() + self._exchange_s
        heard = False
        while (remaining := deadline - self._clock.monotonic()) > 0:
            data = self._wire.read(4096, remaining)
            heard = heard or bool(data)
            try:
                reply = reader.feed(data)
            except FrameError as error:
                # What follows belongs to nothing we know: a new connection begins clean.
                self._wire.close()
                raise DeviceError(Fault.GARBLED, str(error)) from error
            if isinstance(reply, Refusal):
                raise DeviceError(fault_of(reply), f"upsd: {reply.code[:40]}")
            if reply is not None:
                return dict(reply)
        self._wire.close()
        raise DeviceError(Fault.GARBLED if heard else Fault.ABSENT, f"no whole answer in {self._exchange_s} s")
