"""Modbus RTU (Modbus over Serial Line 1.02, Application Protocol 1.1b3): pymodbus makes and reads the messages.

Here is only what a serial line needs around that: which bytes are the answer to the question that was asked.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pymodbus.constants import ExcCodes
from pymodbus.framer import FramerRTU
from pymodbus.pdu import DecodePDU, ModbusPDU
from pymodbus.pdu.bit_message import ReadCoilsRequest, ReadDiscreteInputsRequest, WriteSingleCoilRequest
from pymodbus.pdu.register_message import ReadInputRegistersRequest

from drivers.faults import Fault
from drivers.frame_cutter import Found, FrameCutter, NeedsMore

EXCEPTION_BIT = 0x80
EXCEPTION_BYTES = 5
WRITTEN_BYTES = 8
RUN_MAX = 100
"""Our choice: addresses in one question; the limits are 2000 bits and 125 registers."""
TEMPERATURE_C = (-40.0, 125.0)
"""Range of the common sensors (DS18B20: -55 to 125); a broken wire reads far outside."""

_FRAMER = FramerRTU(DecodePDU(is_server=False))


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its bytes, and how long the answer to it is."""

    frame: bytes
    answer_bytes: int

    @property
    def unit(self) -> int:
        """The module's address."""
        return self.frame[0]

    @property
    def function(self) -> int:
        """The function code."""
        return self.frame[1]


def read_coils(unit: int, address: int, count: int) -> Question:
    """Function 1."""
    return _bits(ReadCoilsRequest(dev_id=unit, address=address, count=count), count)


def read_inputs(unit: int, address: int, count: int) -> Question:
    """Function 2, discrete inputs."""
    return _bits(ReadDiscreteInputsRequest(dev_id=unit, address=address, count=count), count)


def read_registers(unit: int, address: int, count: int) -> Question:
    """Function 4, input registers."""
    request = ReadInputRegistersRequest(dev_id=unit, address=address, count=count)
    return Question(_FRAMER.buildFrame(request), 5 + 2 * count)


def write_coil(unit: int, address: int, *, on: bool) -> Question:
    """Function 5; it is answered by the same bytes."""
    request = WriteSingleCoilRequest(dev_id=unit, address=address, bits=[on])
    return Question(_FRAMER.buildFrame(request), WRITTEN_BYTES)


def answer_cutter(question: Question) -> FrameCutter[ModbusPDU]:
    """Cuts the answer to one question out of what the bus brings; anything else is noise."""
    return FrameCutter(_recogniser(question), EXCEPTION_BYTES)


def fault_of(code: int) -> Fault:
    """Reduce a module's refusal (Application Protocol 1.1b3, chapter 7) to what a visit cares about."""
    match code:
        case ExcCodes.ILLEGAL_FUNCTION | ExcCodes.ILLEGAL_ADDRESS | ExcCodes.ILLEGAL_VALUE:
            return Fault.REFUSED
        case ExcCodes.DEVICE_FAILURE | ExcCodes.MEMORY_PARITY_ERROR:
            return Fault.BROKEN
        case ExcCodes.ACKNOWLEDGE | ExcCodes.DEVICE_BUSY | ExcCodes.NEGATIVE_ACKNOWLEDGE:
            return Fault.TIMED_OUT
        case ExcCodes.GATEWAY_PATH_UNAVIABLE | ExcCodes.GATEWAY_NO_RESPONSE:
            return Fault.ABSENT
    return Fault.UNKNOWN


def runs_of(addresses: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring addresses as (first, count), so that a gap that a module does not know is never asked for."""
    runs: list[tuple[int, int]] = []
    for address in sorted(set(addresses)):
        if runs and address == sum(runs[-1]) and runs[-1][1] < RUN_MAX:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((address, 1))
    return runs


def temperature_of(register: int, scale: float) -> float | None:
    """Degrees Celsius of a signed register; None when no place on earth is like that."""
    signed = register - 0x10000 if register & 0x8000 else register
    degrees = round(signed * scale, 2)
    return degrees if TEMPERATURE_C[0] <= degrees <= TEMPERATURE_C[1] else None


def _bits(request: ReadCoilsRequest, count: int) -> Question:
    return Question(_FRAMER.buildFrame(request), 5 + (count + 7) // 8)


def _recogniser(question: Question) -> Callable[[bytes], Found[ModbusPDU] | NeedsMore | None]:
    def recognise(stream: bytes) -> Found[ModbusPDU] | NeedsMore | None:
        if stream[0] != question.unit:
            return None
        if len(stream) > 1 and stream[1] not in (question.function, question.function | EXCEPTION_BIT):
            return None
        is_refusal = len(stream) > 1 and bool(stream[1] & EXCEPTION_BIT)
        size = EXCEPTION_BYTES if is_refusal else question.answer_bytes
        if len(stream) < size:
            return NeedsMore(min(EXCEPTION_BYTES, size) - len(stream) if len(stream) < 2 else size - len(stream))
        frame = stream[:size]
        if not is_refusal and not _fits(question, frame):
            return None
        if not FramerRTU.check_CRC(frame[:-2], int.from_bytes(frame[-2:], "big")):
            return None
        message = _FRAMER.decoder.decode(frame[1:-2])
        return None if message is None else Found(message, size)

    return recognise


def _fits(question: Question, frame: bytes) -> bool:
    if question.answer_bytes == WRITTEN_BYTES and question.function == WriteSingleCoilRequest.function_code:
        return frame == question.frame
    return frame[2] == question.answer_bytes - 5


def bits_at(message: ModbusPDU, first: int, count: int, wanted: Mapping[str, int]) -> dict[str, bool]:
    """The bits of an answer by name.

    Args:
        message: the answer; bits behind those asked for fill its last byte and mean nothing.
        first: address of its first bit.
        count: how many were asked for.
        wanted: addresses by name; those outside the answer are left out.
    """
    return {name: bool(message.bits[at - first]) for name, at in wanted.items() if 0 <= at - first < count}
