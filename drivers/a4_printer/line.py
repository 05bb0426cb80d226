"""One IPP question over HTTP: to a printer by TCP, to CUPS by TCP or its Unix socket."""

import http.client
import itertools
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from drivers.a4_printer.frames import (
    Answer,
    Attribute,
    Collection,
    FrameError,
    Operation,
    Tag,
    attribute,
    decode,
    encode,
)
from drivers.clock import SystemClock

IPP_PORT = 631
WHOLE = 4
"""Our choice: a printer that dawdles through its whole attribute list needs some seconds; one that drips is broken."""
_CLOCK = SystemClock()
USER = "kiosk"
"""The name our jobs go under; CUPS lets the owner see and cancel his jobs."""
_ANSWER_AT_MOST = 4 * 1024 * 1024
"""Bytes. A full attribute list of a real printer is some 60 KB; anything beyond this is no printer."""


class NotReached(Exception):  # noqa: N818  a sentence; never leaves this folder
    """No connection: nothing was sent."""


class NotAnswered(Exception):  # noqa: N818  the same
    """The connection broke or fell silent after the question had begun to leave."""


class NotIpp(Exception):  # noqa: N818  the same
    """Something answered that does not speak IPP."""


class _BoundedSocket(socket.socket):
    """A connected socket whose every reading ends at one deadline: an answer that drips in is cut off all the same."""

    deadline = 0.0

    def recv_into(self, *given: Any, **named: Any) -> int:
        """Read some bytes, as socket.recv_into; TimeoutError at the deadline."""
        left = self.deadline - _CLOCK.monotonic()
        if left <= 0:
            raise TimeoutError
        self.settimeout(min(left, self.gettimeout() or left))
        return super().recv_into(*given, **named)


def _bounded(plain: socket.socket, whole_s: float) -> _BoundedSocket:
    """The same connection, to be read for so many seconds at the longest."""
    timeout = plain.gettimeout()
    bounded = _BoundedSocket(fileno=plain.detach())
    bounded.settimeout(timeout)
    bounded.deadline = _CLOCK.monotonic() + whole_s
    return bounded


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


@dataclass(frozen=True, slots=True)
class Line:
    """Where an IPP service listens."""

    uri: str
    """printer-uri as the service knows it."""
    host: str = ""
    port: int = IPP_PORT
    socket_path: str = ""
    """Of a Unix socket; empty for TCP."""

    def _connection(self, timeout: float) -> http.client.HTTPConnection:
        if self.socket_path:
            return _UnixConnection(self.socket_path, timeout)
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout)

    def ask(
        self,
        operation: Operation,
        attributes: Sequence[Attribute] = (),
        job: Sequence[Attribute | Collection] = (),
        document: bytes = b"",
        *,
        within_s: float,
    ) -> Answer:
        """One question, one answer, one connection.

        Args:
            operation: what is asked.
            attributes: beside printer-uri and requesting-user-name.
            job: job template attributes.
            document: of a Print-Job.
            within_s: limit for each silence on the line, in seconds; the answer has WHOLE times as long to be there.

        Raises:
            NotReached: nothing was sent.
            NotAnswered: it may have been taken.
            NotIpp: the answer is none.
        """
        number = next(_numbers) % 0x7FFFFFFF
        head = (
            attribute(Tag.URI, "printer-uri", self.uri),
            *(given for given in attributes if given.name == "job-id"),
            attribute(Tag.NAME, "requesting-user-name", USER),
            *(given for given in attributes if given.name != "job-id"),
        )
        body = encode(operation, number, head, job, document)
        connection = self._connection(within_s)
        try:
            try:
                connection.connect()
            except OSError as error:
                raise NotReached(type(error).__name__) from error
            connection.sock = _bounded(connection.sock, within_s * WHOLE)
            try:
                connection.request("POST", urlsplit(self.uri).path, body, {"Content-Type": "application/ipp"})
                response = connection.getresponse()
                raw = response.read(_ANSWER_AT_MOST + 1)
            except (OSError, http.client.IncompleteRead, http.client.RemoteDisconnected) as error:
                raise NotAnswered(type(error).__name__) from error
            except http.client.HTTPException as error:
                raise NotIpp(type(error).__name__) from error
        finally:
            connection.close()
        if response.status != http.HTTPStatus.OK or len(raw) > _ANSWER_AT_MOST:
            raise NotIpp(f"HTTP {response.status}, {len(raw)} bytes")
        try:
            answer = decode(raw)
        except FrameError as error:
            raise NotIpp(str(error)) from error
        if answer.request_id != number:
            raise NotIpp("the answer is for another question")
        return answer


_numbers = itertools.count(1)


def to_device(address: str) -> Line:
    """The printer itself, from its ipp:// address."""
    parts = urlsplit(address)
    return Line(uri=address, host=parts.hostname or "", port=parts.port or IPP_PORT)


def to_queue(cups: str, queue: str) -> Line:
    """A CUPS queue, from `host:port` or the path of the CUPS socket."""
    uri = f"ipp://localhost/printers/{queue}"
    if cups.startswith("/"):
        return Line(uri=uri, socket_path=cups)
    host, _, port = cups.rpartition(":")
    return Line(uri=uri, host=host or cups, port=int(port) if port.isdigit() and host else IPP_PORT)
