"""A port before another port that loses, delays, cuts or spoils what comes back: for devices behind HTTP."""

import socket
import socketserver
import threading
from enum import Enum

from drivers.clock import Clock

CHUNK = 4096


class PortFault(Enum):
    """What happens to the answers."""

    NONE = "none"
    SILENT = "silent"
    GARBAGE = "garbage"
    SLOW = "slow"
    HALF = "half"
    UNPLUGGED = "unplugged"
    """The connection is cut in the middle of the answer, and no new one is taken."""


class FaultyPort:
    """Listens on a free port of 127.0.0.1 until closed.

    Args:
        target: host and port of the device.
        clock: for slow answers.
    """

    def __init__(self, target: tuple[str, int], clock: Clock) -> None:
        self.fault = PortFault.NONE
        outer = self

        class Line(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                outer._pass(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False
            allow_reuse_address = True

        self._target = target
        self._clock = clock
        self._server = Server(("127.0.0.1", 0), Line)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _pass(self, client: socket.socket) -> None:
        if self.fault is PortFault.UNPLUGGED:
            client.close()
            return
        try:
            with socket.create_connection(self._target, timeout=5) as device:
                upward = threading.Thread(target=_pump, args=(client, device), daemon=True)
                upward.start()
                while answer := device.recv(CHUNK):
                    if not self._give(client, answer):
                        break
        except OSError:
            return
        finally:
            client.close()

    def _give(self, client: socket.socket, answer: bytes) -> bool:
        match self.fault:
            case PortFault.NONE:
                client.sendall(answer)
            case PortFault.SILENT:
                pass
            case PortFault.GARBAGE:
                client.sendall(bytes(255 - byte for byte in answer))
            case PortFault.SLOW:
                for at in range(0, len(answer), 64):
                    client.sendall(answer[at : at + 64])
                    self._clock.pause(0.02)
            case PortFault.HALF | PortFault.UNPLUGGED:
                client.sendall(answer[: len(answer) // 2])
                return False
        return True


def _pump(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(CHUNK):
            sink.sendall(data)
    except OSError:
        return
