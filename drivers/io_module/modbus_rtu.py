"""A Modbus RTU module on RS-485, 9600 8N1 unless set otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pymodbus.pdu import ModbusPDU

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.io_module import Lamp, Signals, frames
from drivers.io_module.frames import Question
from drivers.wire import Wire

ANSWER_S = 0.3
"""Our choice: modules answer within 100 ms; the longest of our answers takes 10 ms at 9600 baud."""
SILENCE_S = 0.004
"""Modbus over Serial Line 2.5.1.1: 3.5 characters of silence between frames, 4 ms at 9600 baud."""

SERVICE_DOOR = "service_door"
PRESENCE = "presence"
EARPHONE = "earphone"
FAN = "fan"
TEMPERATURE = "temperature"
FAN_SPEED = "fan_speed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMap:
    """Which address is what. Addresses count from 0, as on the wire.

    Raises:
        ValueError: a name that nobody knows.
    """

    inputs: Mapping[str, int] = field(default_factory=dict)
    """service_door (on: open), presence (on: somebody), earphone (on: plugged in)."""
    inverted: frozenset[str] = frozenset()
    coils: Mapping[str, int] = field(default_factory=dict)
    """A `Lamp` by its value, or fan."""
    registers: Mapping[str, int] = field(default_factory=dict)
    """temperature (signed), fan_speed (turns a minute)."""
    temperature_scale: float = 0.1

    def __post_init__(self) -> None:
        known = {
            "inputs": {SERVICE_DOOR, PRESENCE, EARPHONE},
            "coils": {FAN, *(lamp.value for lamp in Lamp)},
            "registers": {TEMPERATURE, FAN_SPEED},
        }
        written = {"inputs": {*self.inputs, *self.inverted}, "coils": {*self.coils}, "registers": {*self.registers}}
        for table, names in known.items():
            unknown = sorted(written[table] - names)
            if unknown:
                raise ValueError(f"{table}: nobody knows {unknown}, known are {sorted(names)}")


class ModbusRtuModule:
    """Fulfils the role `IoModule`.

    A question that comes out silent or garbled is asked once more; to write a coil twice does no harm.

    Args:
        wire: the line.
        clock: for the limits.
        unit: the module's address.
        register_map: what is wired where.
        answer_s: limit for one answer.
    """

    def __init__(
        self, wire: Wire, clock: Clock, unit: int, register_map: RegisterMap, *, answer_s: float = ANSWER_S
    ) -> None:
        self._wire = wire
        self._clock = clock
        self._unit = unit
        self._map = register_map
        self._answer_s = answer_s

    def look(self) -> Signals:
        """Ask for everything that is wired (see `IoModule`)."""
        inputs: dict[str, bool] = {}
        for first, count in frames.runs_of(self._map.inputs.values()):
            answer = self._ask(frames.read_inputs(self._unit, first, count))
            inputs |= frames.bits_at(answer, first, count, self._map.inputs)
        registers: dict[int, int] = {}
        for first, count in frames.runs_of(self._map.registers.values()):
            answer = self._ask(frames.read_registers(self._unit, first, count))
            registers |= dict(enumerate(answer.registers, first))
        values = {name: registers[at] for name, at in self._map.registers.items()}
        temperature = values.get(TEMPERATURE)
        degrees = None if temperature is None else frames.temperature_of(temperature, self._map.temperature_scale)
        return Signals(
            service_door_open=self._meaning(inputs, SERVICE_DOOR),
            person_present=self._meaning(inputs, PRESENCE),
            earphone_plugged=self._meaning(inputs, EARPHONE),
            temperature_c=degrees,
            fan_per_minute=values.get(FAN_SPEED),
            faults=(Fault.BROKEN,) if temperature is not None and degrees is None else (),
        )

    def set_lamp(self, lamp: Lamp, *, lit: bool) -> None:
        """Light a lamp or put it out (see `IoModule`)."""
        self._set(lamp.value, on=lit)

    def is_lit(self, lamp: Lamp) -> bool:
        """Ask for a lamp's output (see `IoModule`)."""
        return self._is_on(lamp.value)

    def lamps(self) -> tuple[Lamp, ...]:
        """The lamps that are wired (see `IoModule`)."""
        return tuple(lamp for lamp in Lamp if lamp.value in self._map.coils)

    def set_fan(self, *, running: bool) -> None:
        """Switch the fan (see `IoModule`)."""
        self._set(FAN, on=running)

    def close(self) -> None:
        """Give the line back."""
        self._wire.close()

    def _meaning(self, inputs: Mapping[str, bool], name: str) -> bool | None:
        return None if name not in inputs else inputs[name] != (name in self._map.inverted)

    def _set(self, name: str, *, on: bool) -> None:
        self._ask(frames.write_coil(self._unit, self._address(name), on=on))
        # The answer to a write is the write itself; an adapter that echoes would answer for a module that is dead.
        if self._is_on(name) is not on:
            raise DeviceError(Fault.BROKEN, f"output {name} did not follow")

    def _is_on(self, name: str) -> bool:
        address = self._address(name)
        answer = self._ask(frames.read_coils(self._unit, address, 1))
        return frames.bits_at(answer, address, 1, {name: address})[name]

    def _address(self, name: str) -> int:
        address = self._map.coils.get(name)
        if address is None:
            raise DeviceError(Fault.REFUSED, f"{name} is not wired")
        return address

    def _ask(self, question: Question) -> ModbusPDU:
        try:
            return self._ask_once(question)
        except DeviceError as error:
            if error.fault not in (Fault.ABSENT, Fault.GARBLED):
                raise
        return self._ask_once(question)

    def _ask_once(self, question: Question) -> ModbusPDU:
        self._clock.pause(SILENCE_S)
        self._wire.discard_input()
        self._wire.write(question.frame)
        cutter = frames.answer_cutter(question)
        deadline = self._clock.monotonic() + self._answer_s
        received = 0
        while (remaining := deadline - self._clock.monotonic()) > 0:
            piece = self._wire.read(cutter.missing, remaining)
            received += len(piece)
            for answer in cutter.first(piece):
                return _accepted(answer)
        for answer in cutter.give_up():
            return _accepted(answer)
        fault = Fault.GARBLED if received else Fault.ABSENT
        raise DeviceError(fault, f"{received} bytes within {self._answer_s} s to {question.frame.hex(' ')}")


def _accepted(answer: ModbusPDU) -> ModbusPDU:
    if answer.isError():
        raise DeviceError(frames.fault_of(answer.exception_code), f"exception {answer.exception_code:02X}")
    return answer
