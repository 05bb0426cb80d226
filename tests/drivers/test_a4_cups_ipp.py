"""The driver against lines that misbehave: each failure is the fault it is, and only what was said is believed."""

import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from test_a4_frames import value

from config.device_settings import A4PrinterSettings
from drivers.a4_printer import Condition, JobState
from drivers.a4_printer.cups_ipp import CupsIppPrinter
from drivers.a4_printer.line import to_queue
from drivers.faults import DeviceError, Fault

Reply = Callable[[bytes], bytes]
"""An IPP request becomes the bytes of an HTTP answer."""


def http(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Type: application/ipp\r\nContent-Length: %d\r\n\r\n" % (status, len(body)) + body


def ipp(groups: bytes = b"", status: int = 0) -> Reply:
    return lambda request: http(struct.pack(">BBH", 2, 0, status) + request[4:8] + groups + b"\x03")


def job(number: int, name: bytes, state: int, impressions: int | None = None) -> bytes:
    counted = b"" if impressions is None else value(0x21, b"job-impressions-completed", struct.pack(">i", impressions))
    return (
        b"\x02"
        + value(0x21, b"job-id", struct.pack(">i", number))
        + value(0x42, b"job-name", name)
        + value(0x23, b"job-state", struct.pack(">i", state))
        + counted
    )


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    block_on_close = False


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


@contextmanager
def served(kind: type[socketserver.BaseServer], address: object, reply: Reply) -> Iterator[socketserver.BaseServer]:
    class Question(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            length = 0
            while (line := self.rfile.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            self.wfile.write(reply(self.rfile.read(length)))

    with kind(address, Question) as server:  # type: ignore[arg-type]  # one of the two address forms
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def nowhere(tmp_path: Path) -> str:
    return str(tmp_path / "nobody.sock")


def printer(cups: str, device: str = "ipp://127.0.0.1:9/ipp/print") -> CupsIppPrinter:
    return CupsIppPrinter(A4PrinterSettings(queue="a4", cups=cups, device=device))


@contextmanager
def device(reply: Reply, cups: str) -> Iterator[CupsIppPrinter]:
    with served(_Tcp, ("127.0.0.1", 0), reply) as server:
        assert isinstance(server, _Tcp)
        yield printer(cups, f"ipp://127.0.0.1:{server.server_address[1]}/ipp/print")


@contextmanager
def queue(reply: Reply, tmp_path: Path) -> Iterator[CupsIppPrinter]:
    path = str(tmp_path / "cups.sock")
    with served(_Server, path, reply):
        yield printer(path)


def fault_of(call: Callable[[], object]) -> Fault:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault


def test_the_printer_tells_how_it_is(nowhere: str) -> None:
    groups = (
        b"\x04"
        + value(0x23, b"printer-state", b"\0\0\0\4")
        + value(0x44, b"printer-state-reasons", b"media-low-warning")
        + value(0x22, b"printer-is-accepting-jobs", b"\1")
        + value(0x44, b"media-ready", b"iso_a4_210x297mm")
    )
    with device(ipp(groups), nowhere) as tested:
        assert tested.condition() == Condition((), (Fault.PAPER_LOW,), ("iso_a4_210x297mm",), is_busy=True)


@pytest.mark.parametrize(
    ("state", "accepting", "reason", "fault"),
    [
        (5, b"\1", b"none", Fault.UNKNOWN),
        (5, b"\1", b"media-jam-error", Fault.JAMMED),
        (3, b"\0", b"none", Fault.REFUSED),
        (3, b"\0", b"cover-open", Fault.COVER_OPEN),
    ],
)
def test_stopped_or_not_accepting_is_a_fault_even_without_a_reason(
    nowhere: str, state: int, accepting: bytes, reason: bytes, fault: Fault
) -> None:
    groups = (
        b"\x04"
        + value(0x23, b"printer-state", struct.pack(">i", state))
        + value(0x44, b"printer-state-reasons", reason)
        + value(0x22, b"printer-is-accepting-jobs", accepting)
    )
    with device(ipp(groups), nowhere) as tested:
        assert tested.condition().faults == (fault,)


def test_no_printer_there(nowhere: str) -> None:
    tested = printer(nowhere)
    assert fault_of(tested.condition) is Fault.ABSENT
    assert fault_of(lambda: tested.device_job("k")) is Fault.ABSENT


@pytest.mark.parametrize(
    "reply",
    [
        lambda _: http(b"<html>router</html>"),
        lambda _: http(b""),
        lambda _: http(b"", b"404 Not Found"),
        lambda _: b"220 mail ready\r\n",
        lambda request: http(struct.pack(">BBHi", 2, 0, 0, 1_999_999) + b"\x03"),
        ipp(status=0x0503),
        ipp(b"\x04"),
    ],
    ids=["html", "empty", "404", "mail", "another question's answer", "ipp error", "no state"],
)
def test_something_else_answers(nowhere: str, reply: Reply) -> None:
    with device(reply, nowhere) as tested:
        assert fault_of(tested.condition) is Fault.GARBLED


def test_a_printer_that_hangs_up(nowhere: str) -> None:
    with device(lambda _: b"", nowhere) as tested:
        assert fault_of(tested.condition) is Fault.ABSENT
    with device(lambda request: ipp(b"\x04")(request)[:-4], nowhere) as tested:
        assert fault_of(tested.condition) is Fault.GARBLED, "a torn answer is not a shorter one"


def test_the_newest_job_of_our_name_counts_and_an_unfinished_one_before_all(nowhere: str) -> None:
    finished = job(1, b"k1", 9, 2) + job(4, b"k1", 7, 1) + job(5, b"other", 9, 9)
    unfinished = job(2, b"k1", 5, 1)

    def both(request: bytes) -> bytes:
        return ipp(unfinished if b"not-completed" in request else finished)(request)

    with device(both, nowhere) as tested:
        found = tested.device_job("k1")
        assert found is not None
        assert (found.id, found.state, found.impressions) == (2, JobState.PRINTING, 1)
    with device(lambda request: ipp(b"" if b"not-completed" in request else finished)(request), nowhere) as tested:
        found = tested.device_job("k1")
        assert found is not None
        assert (found.id, found.state) == (4, JobState.CANCELLED)
        assert tested.device_job("k2") is None


def test_a_device_that_counts_nothing_has_counted_nothing(nowhere: str) -> None:
    with device(ipp(job(1, b"k1", 9)), nowhere) as tested:
        found = tested.device_job("k1")
        assert found is not None
        assert found.impressions == 0


@pytest.mark.parametrize("state", [0, 2, 10])
def test_a_job_in_no_known_state_is_garbled(nowhere: str, state: int) -> None:
    with device(ipp(job(1, b"k1", state)), nowhere) as tested:
        assert fault_of(lambda: tested.device_job("k1")) is Fault.GARBLED


def test_the_queue_takes_one_copy_on_a4_one_sided_and_forgets_it_after_a_while(tmp_path: Path) -> None:
    asked: list[bytes] = []

    def take(request: bytes) -> bytes:
        asked.append(request)
        return ipp(job(11, b"k1", 3))(request)

    with queue(take, tmp_path) as tested:
        assert tested.hand_over(b"%PDF-1.4", "k1", cancel_after_s=90) == 11
    request = asked[0]
    assert request.endswith(b"\x03%PDF-1.4")
    for wanted in (
        value(0x45, b"printer-uri", b"ipp://localhost/printers/a4"),
        value(0x42, b"job-name", b"k1"),
        value(0x49, b"document-format", b"application/pdf"),
        value(0x21, b"copies", b"\0\0\0\1"),
        value(0x44, b"media", b"iso_a4_210x297mm"),
        value(0x44, b"sides", b"one-sided"),
        value(0x21, b"job-cancel-after", struct.pack(">i", 90)),
    ):
        assert wanted in request


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (ipp(status=0x0406), Fault.QUEUE_GONE),
        (ipp(status=0x0506), Fault.REFUSED),
        (ipp(status=0x0500), Fault.REFUSED),
        (ipp(), Fault.GONE),
        (lambda _: b"", Fault.GONE),
        (lambda _: http(b"", b"500 Internal"), Fault.GONE),
    ],
    ids=["no such queue", "not accepting", "error", "took it and named no job", "hung up after it was sent", "http"],
)
def test_what_the_queue_did_with_a_document_is_told_apart(tmp_path: Path, reply: Reply, fault: Fault) -> None:
    with queue(reply, tmp_path) as tested:
        assert fault_of(lambda: tested.hand_over(b"%PDF", "k1", cancel_after_s=9)) is fault


def test_no_queue_there_took_nothing(nowhere: str) -> None:
    tested = printer(nowhere)
    assert fault_of(lambda: tested.hand_over(b"%PDF", "k1", cancel_after_s=9)) is Fault.QUEUE_GONE
    assert fault_of(lambda: tested.queue_has("k1")) is Fault.QUEUE_GONE
    assert tested.cancel("k1") is False


def test_the_queue_is_asked_by_name(tmp_path: Path) -> None:
    with queue(ipp(job(1, b"k1", 5)), tmp_path) as tested:
        assert tested.queue_has("k1")
        assert not tested.queue_has("k2")


def test_cancelling_goes_to_the_queue_first_and_believes_the_lists(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def end_of(which: str, left: list[bytes]) -> Reply:
        def answer(request: bytes) -> bytes:
            operation = request[3]
            asked.append((which, operation))
            if operation == 0x08:
                left.clear()
            return ipp(b"".join(left))(request)

        return answer

    path = str(tmp_path / "cups.sock")
    with (
        served(_Server, path, end_of("queue", [job(1, b"k1", 5)])),
        device(end_of("device", [job(8, b"k1", 5), job(9, b"k2", 5)]), path) as tested,
    ):
        assert tested.cancel("k1")
    assert asked == [("queue", 10), ("queue", 8), ("queue", 10), ("device", 10), ("device", 8), ("device", 10)]


def test_a_cancelled_job_that_is_still_listed_is_not_gone(tmp_path: Path) -> None:
    path = str(tmp_path / "cups.sock")
    with served(_Server, path, ipp()), device(ipp(job(8, b"k1", 5)), path) as tested:
        assert tested.cancel("k1") is False
        assert tested.cancel("k2") is True
        assert tested.cancel_everything() is False


@pytest.mark.parametrize("cups", ["localhost:631", "localhost", "127.0.0.1:6631"])
def test_cups_may_be_at_a_port(cups: str) -> None:
    line = to_queue(cups, "a4")
    assert line.host == cups.split(":")[0]
    assert line.port == (6631 if cups.endswith("6631") else 631)


def test_a_tray_is_named_in_a_collection_in_place_of_the_medium(tmp_path: Path) -> None:
    asked: list[bytes] = []

    def take(request: bytes) -> bytes:
        asked.append(request)
        return ipp(job(11, b"k1", 3))(request)

    with queue(take, tmp_path) as tested:
        tested.hand_over(b"%PDF-1.4", "k1", cancel_after_s=90, tray="tray-2")
    # RFC 8010 3.1.6 and its example in appendix A.5: a member's name is a value, the member's value has no name.
    media_col = (
        b"\x34\x00\x09media-col\x00\x00"
        b"\x4a\x00\x00\x00\x0amedia-size\x34\x00\x00\x00\x00"
        b"\x4a\x00\x00\x00\x0bx-dimension\x21\x00\x00\x00\x04" + struct.pack(">i", 21_000) + b"\x4a\x00\x00\x00\x0b"
        b"y-dimension\x21\x00\x00\x00\x04" + struct.pack(">i", 29_700) + b"\x37\x00\x00\x00\x00"
        b"\x4a\x00\x00\x00\x0cmedia-source\x44\x00\x00\x00\x06tray-2"
        b"\x37\x00\x00\x00\x00"
    )
    assert media_col in asked[0]
    assert value(0x44, b"media", b"iso_a4_210x297mm") not in asked[0], "both at once are refused (PWG 5100.3)"
