"""Who is believed, and how long we wait, on real sockets."""

import contextlib
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from raw_server import Talk, raw_server
from sandbox_lab import MovableClock, Sandbox

from drivers.outcome import Outcome
from kiosk.platform import trust
from kiosk.platform.errors import ClockWrong, NoConnection, NotTrusted, PlatformError, TimedOut, WrongAnswer
from kiosk.platform.line import Answer, PlatformLine
from kiosk.sandbox import certificates

GOOD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"


def asked(url: str, believed: trust.Trust, clock: MovableClock, *, whole_s: float = 5.0) -> Answer:
    line = PlatformLine(url, believed, connect_s=1.0, read_s=1.0, clock=clock)
    try:
        return line.send("GET", "/v1/terminals/me", {}, b"", clock.monotonic() + whole_s)
    finally:
        line.close()


def reading(line: ssl.SSLSocket) -> None:
    while b"\r\n\r\n" not in line.recv(65_536):
        pass


def good(line: ssl.SSLSocket) -> None:
    reading(line)
    line.sendall(GOOD)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    certificates.make(tmp_path, datetime.now(UTC))
    return tmp_path


@contextlib.contextmanager
def served(folder: Path, talk: Talk) -> Iterator[tuple[str, trust.Trust]]:
    with raw_server(folder / "tls" / "server.pem", talk) as url:
        yield url, trust.load(folder / "trust" / "sandbox.toml")


def failed(folder: Path, talk: Talk, clock: MovableClock, whole_s: float = 5.0) -> PlatformError:
    with served(folder, talk) as (url, believed), pytest.raises(PlatformError) as caught:
        asked(url, believed, clock, whole_s=whole_s)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None
    return caught.value


def test_a_server_of_the_pinned_authority_is_believed(folder: Path, clock: MovableClock) -> None:
    with served(folder, good) as (url, believed):
        assert asked(url, believed, clock).body == b"{}"


def test_a_server_of_another_authority_is_not(sandbox: Sandbox, folder: Path, clock: MovableClock) -> None:
    other = trust.load(folder / "trust" / "sandbox.toml")
    before = sandbox.asked("GET /terminals/me")
    with pytest.raises(NotTrusted) as caught:
        asked(sandbox.address["url"], other, clock)
    assert caught.value.outcome is Outcome.NOT_DONE
    assert sandbox.asked("GET /terminals/me") == before, "the question was never sent"


def test_authorities_and_proxies_of_the_environment_count_for_nothing(
    sandbox: Sandbox, folder: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Path(sandbox.address["trust"]).parent / "ca.pem"
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(right))
    with pytest.raises(NotTrusted):
        asked(sandbox.address["url"], trust.load(folder / "trust" / "sandbox.toml"), clock)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert asked(sandbox.address["url"], trust.load(Path(sandbox.address["trust"])), clock).status == 400


def test_a_server_of_another_name_is_not_believed(folder: Path, clock: MovableClock) -> None:
    believed = trust.load(folder / "trust" / "sandbox.toml")
    with raw_server(folder / "tls" / "server.pem", good, "127.0.0.2") as url, pytest.raises(NotTrusted):
        asked(url, believed, clock)


def test_a_certificate_that_is_not_valid_yet_means_a_wrong_clock(tmp_path: Path, clock: MovableClock) -> None:
    certificates.make(tmp_path, datetime.now(UTC) + timedelta(days=10))
    assert isinstance(failed(tmp_path, good, clock), ClockWrong)


def test_a_certificate_that_has_expired_is_not_believed(tmp_path: Path, clock: MovableClock) -> None:
    certificates.make(tmp_path, datetime.now(UTC) - certificates.LIFE - timedelta(days=1))
    assert isinstance(failed(tmp_path, good, clock), NotTrusted)


def test_a_server_without_tls_is_not_believed(folder: Path, clock: MovableClock) -> None:
    with raw_server(None, good) as url, pytest.raises(NotTrusted):
        asked(url, trust.load(folder / "trust" / "sandbox.toml"), clock)


def test_nobody_there(folder: Path, clock: MovableClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for url in (f"https://127.0.0.1:{port}", "https://no-such-host.invalid"):
        with pytest.raises(NoConnection) as caught:
            asked(url, trust.load(folder / "trust" / "sandbox.toml"), clock)
        assert caught.value.outcome is Outcome.NOT_DONE


def test_a_server_that_hangs_up_at_once(folder: Path, clock: MovableClock) -> None:
    error = failed(folder, reading, clock)
    assert isinstance(error, NoConnection)
    assert error.outcome is Outcome.UNKNOWN


def test_an_answer_that_breaks_off(folder: Path, clock: MovableClock) -> None:
    def half(line: ssl.SSLSocket) -> None:
        reading(line)
        line.sendall(GOOD[:-1])

    assert isinstance(failed(folder, half, clock), NoConnection)


def test_headers_that_never_end_are_dropped_at_the_limit_of_the_whole_question(
    folder: Path, clock: MovableClock
) -> None:
    def drip(line: ssl.SSLSocket) -> None:
        reading(line)
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        line.settimeout(0.05)
        while True:
            line.sendall(b"x: y\r\n")
            try:
                if line.recv(1) == b"":
                    return
            except TimeoutError:
                continue

    began = time.monotonic()
    assert isinstance(failed(folder, drip, clock, whole_s=0.4), TimedOut)
    assert time.monotonic() - began < 2.0


def test_a_silence_ends_with_the_whole_questions_time(folder: Path, clock: MovableClock) -> None:
    def late_and_then_nothing(line: ssl.SSLSocket) -> None:
        reading(line)
        line.settimeout(0.7)
        with contextlib.suppress(TimeoutError):
            line.recv(1)
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        line.settimeout(5)
        line.recv(1)

    began = time.monotonic()
    assert isinstance(failed(folder, late_and_then_nothing, clock, whole_s=0.8), TimedOut)
    assert time.monotonic() - began < 1.3, "not 0.8 s of silence counted from the last byte"


def test_a_body_without_end_is_dropped_at_the_limit_of_size(folder: Path, clock: MovableClock) -> None:
    def flood(line: ssl.SSLSocket) -> None:
        reading(line)
        line.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
        while True:
            line.sendall(bytes(65_536))

    assert isinstance(failed(folder, flood, clock), WrongAnswer)


def test_what_is_not_http_is_no_answer(folder: Path, clock: MovableClock) -> None:
    def noise(line: ssl.SSLSocket) -> None:
        reading(line)
        line.sendall(b"\x00\x01\x02 4499 nonsense\r\n\r\n")

    assert isinstance(failed(folder, noise, clock), NoConnection)


def test_a_redirect_is_not_followed_and_a_cookie_not_kept(folder: Path, clock: MovableClock) -> None:
    seen: list[bytes] = []

    def redirect(line: ssl.SSLSocket) -> None:
        seen.append(line.recv(65_536))
        line.sendall(b"HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\nset-cookie: person=1\r\ncontent-length: 0\r\n\r\n")

    with served(folder, redirect) as (url, believed):
        line = PlatformLine(url, believed, connect_s=1.0, read_s=1.0, clock=clock)
        for _ in range(2):
            assert line.send("GET", "/v1/x", {}, b"", clock.monotonic() + 5).status == 302
        line.close()
    assert len(seen) == 2, "two questions, two connections, nothing followed"
    assert b"person" not in seen[1]
    assert b"cookie" not in seen[1].lower()


def test_no_time_left_sends_nothing(sandbox: Sandbox, clock: MovableClock) -> None:
    with pytest.raises(TimedOut) as caught:
        asked(sandbox.address["url"], trust.load(Path(sandbox.address["trust"])), clock, whole_s=0)
    assert caught.value.outcome is Outcome.NOT_DONE
