"""A Modbus RTU I/O module behind a pty: pymodbus's own server, and the machine around it.

    python -m drivers.io_module.simulator --link RUN/io.tty --control RUN/io.sock
        [--unit 1] [--inputs 0,1,2] [--coils 0-7] [--registers 0,1] [--echo] [--paced]

Control requests: input {address, on}, register {address, value}, coil {address}, hold {address, on}, count, fault,
clear, unplug, plug. `hold` makes an output stay as it is, whatever is written.

The server sits on a pty of its own. Between it and the host is our line, which can go wrong on order; it passes on
whole requests for this unit, and gives back what the server says.
"""

import argparse
import asyncio
import logging
import os
import select
import threading
import tty
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from pymodbus.framer import FramerRTU
from pymodbus.server import ModbusSerialServer
from pymodbus.simulator import DataType, SimData, SimDevice

from drivers.control import Handler
from drivers.frame_cutter import Found, FrameCutter, NeedsMore
from drivers.pty_line import PtyLine, common_arguments, run

BAUD = 9_600
REQUEST_BYTES = 8
"""Functions 1 to 6."""
SERVER_S = 0.5
"""How long our own server may take; it answers within a millisecond."""
SILENT_S = 0.003
READ_COILS = 1
READ_INPUTS = 2
READ_REGISTERS = 4
WRITE_COIL = 5

T = TypeVar("T")


class Server:
    """pymodbus's serial server on a thread of its own.

    Args:
        unit: its Modbus address.
        coils: addresses that exist, and so on.
        inputs: discrete inputs.
        registers: input registers.
    """

    def __init__(self, unit: int, *, coils: list[int], inputs: list[int], registers: list[int]) -> None:
        self._unit = unit
        self._ours, self._theirs = os.openpty()
        tty.setraw(self._theirs)
        blocks = (_bits(coils), _bits(inputs), _registers([0]), _registers(registers))
        self._device = SimDevice(id=unit, simdata=blocks)
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="modbus server")
        self._thread.start()
        self._started.wait()

    def exchange(self, request: bytes) -> bytes:
        """Have one request answered."""
        os.write(self._ours, request)
        reply = b""
        while select.select([self._ours], [], [], SILENT_S if reply else SERVER_S)[0]:
            reply += os.read(self._ours, 512)
        return reply

    def set(self, function: int, address: int, value: int) -> None:
        """Set one bit or register.

        Raises:
            ValueError: there is none.
        """
        try:
            self._call(self._server.async_setValues(self._unit, function, address, [value]))
        except TypeError as error:
            raise ValueError(f"no address {address}") from error

    def get(self, function: int, address: int) -> int:
        """Ask for one bit or register.

        Raises:
            ValueError: there is none.
        """
        try:
            return int(self._call(self._server.async_getValues(self._unit, function, address, 1))[0])
        except TypeError as error:
            raise ValueError(f"no address {address}") from error

    def close(self) -> None:
        """End the thread."""
        self._call(self._server.shutdown())  # type: ignore[no-untyped-call]  # pymodbus did not type it
        self._thread.join()
        os.close(self._ours)
        os.close(self._theirs)

    def _call(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(SERVER_S)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._server = ModbusSerialServer(self._device, port=os.ttyname(self._theirs), baudrate=BAUD)
        await self._server.serve_forever(background=True)
        self._started.set()
        await self._server.serving


class Module:
    """The module as the host sees it: fulfils `drivers.pty_line.Device`.

    Args:
        unit: its Modbus address; other units and wrong checks are met by silence.
        server: who answers.
    """

    def __init__(self, unit: int, server: Server) -> None:
        self._server = server
        self._cutter = FrameCutter(lambda stream: _request(stream, unit), REQUEST_BYTES)
        self.requests = 0
        self.writes = 0
        self.held: set[int] = set()
        """Outputs that do not follow; the module answers as if they did."""

    def receive(self, data: bytes) -> list[bytes]:
        """Pass on whatever requests are complete."""
        return [reply for request in self._cutter.feed(data) if (reply := self._answer(request))]

    def _answer(self, request: bytes) -> bytes:
        self.requests += 1
        if request[1] == WRITE_COIL:
            self.writes += 1
            if int.from_bytes(request[2:4], "big") in self.held:
                return request
        return self._server.exchange(request)

    def quiet(self) -> None:
        """Forget an unfinished request."""
        self._cutter.give_up()

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit of the CRC is wrong."""
        return reply[:-1] + bytes([reply[-1] ^ 0x01])

    def with_wrong_length(self, reply: bytes) -> bytes:
        """The byte before the CRC is missing."""
        return reply[:-3] + reply[-2:]


def _request(stream: bytes, unit: int) -> Found[bytes] | NeedsMore | None:
    if stream[0] != unit:
        return None
    if len(stream) < REQUEST_BYTES:
        return NeedsMore(REQUEST_BYTES - len(stream))
    request = stream[:REQUEST_BYTES]
    fits = FramerRTU.check_CRC(request[:-2], int.from_bytes(request[-2:], "big"))
    return Found(request, REQUEST_BYTES) if fits else None


def _bits(addresses: list[int]) -> list[SimData]:
    return [SimData(address, values=[False], datatype=DataType.BITS) for address in addresses]


def _registers(addresses: list[int]) -> list[SimData]:
    return [SimData(address, values=0, datatype=DataType.REGISTERS) for address in addresses]


def addresses_of(written: str) -> list[int]:
    """`0-2,5` is 0, 1, 2 and 5.

    Raises:
        ValueError: it is not written so.
    """
    ends = [part.partition("-") for part in written.split(",")]
    return [address for first, _, last in ends for address in range(int(first), int(last or first) + 1)]


def _arguments() -> argparse.Namespace:
    parser = common_arguments("Simulates a Modbus RTU I/O module.")
    parser.add_argument("--unit", type=int, default=1)
    parser.add_argument("--inputs", type=addresses_of, default=[0, 1, 2], help="discrete inputs that exist")
    parser.add_argument("--coils", type=addresses_of, default=list(range(8)), help="coils that exist")
    parser.add_argument("--registers", type=addresses_of, default=[0, 1], help="input registers that exist")
    parser.add_argument("--echo", action="store_true", help="the adapter gives the host its own bytes back")
    return parser.parse_args()


def main() -> None:
    """Run until told to end."""
    arguments = _arguments()
    logging.getLogger("pymodbus").setLevel(logging.CRITICAL)
    server = Server(arguments.unit, coils=arguments.coils, inputs=arguments.inputs, registers=arguments.registers)
    module = Module(arguments.unit, server)

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def clear(_request: Mapping[str, Any]) -> None:
            line.faults.clear()
            module.held.clear()

        def hold(request: Mapping[str, Any]) -> None:
            (module.held.add if request.get("on", True) else module.held.discard)(int(request["address"]))

        def coil(request: Mapping[str, Any]) -> dict[str, bool]:
            return {"on": bool(server.get(READ_COILS, int(request["address"])))}

        return {
            "input": lambda request: server.set(READ_INPUTS, int(request["address"]), bool(request["on"])),
            "register": lambda request: server.set(
                READ_REGISTERS, int(request["address"]), int(request["value"]) & 0xFFFF
            ),
            "coil": coil,
            "hold": hold,
            "count": lambda _request: {"requests": module.requests, "writes": module.writes},
            "clear": clear,
        }

    try:
        run(arguments, module, handlers, baud=BAUD, echo=arguments.echo)
    finally:
        server.close()


if __name__ == "__main__":
    main()
