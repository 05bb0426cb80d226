"""One question and one answer over HTTPS, believed only from a server of the pinned authority.

Every question has a connection of its own. That costs one TLS start (some milliseconds in a hall's network) and buys
two things: a late answer can never be read as the answer to the next question, and no write is lost to a connection
that the other side closed while it was idle.
"""

import logging
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import Any, cast

import requests
import urllib3.exceptions
from requests.adapters import HTTPAdapter

from drivers.clock import Clock
from drivers.outcome import Outcome
from kiosk.platform.errors import ClockWrong, NoConnection, NotTrusted, PlatformError, TimedOut, WrongAnswer
from kiosk.platform.trust import Trust

LARGEST_ANSWER = 1_000_000
"""Bytes. Our choice: the longest record (forty years of months) is below a tenth of it."""
_NOT_YET_VALID = 9
"""X509_V_ERR_CERT_NOT_YET_VALID of OpenSSL's x509_vfy.h."""
_CHUNK = 65_536

# urllib3 writes every path into its log, and paths hold challenges and verification codes.
logging.getLogger("urllib3").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, not yet believed."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class _Limited(ssl.SSLSocket):
    """A TLS socket whose every read also ends when the whole question's time is over.

    The limits of requests are for one silence each: a server that sends a byte now and then, even within the
    headers, would hold the terminal for hours.
    """

    def read(self, len: int = 1024, buffer: Any = None) -> Any:  # noqa: A002 - the name in the standard library
        left = cast("_Context", self.context).left_s()
        if left <= 0:
            raise TimeoutError("the whole question's time is over")
        own = self.gettimeout()
        self.settimeout(left if own is None else min(own, left))
        try:
            return super().read(len, buffer)
        finally:
            self.settimeout(own)


class _Context(ssl.SSLContext):
    """The pinned authority and nothing else; TLS 1.2 or newer; the host name is checked."""

    sslsocket_class = _Limited

    def begin(self, clock: Clock, trust: Trust) -> None:
        self._clock = clock
        self._deadline = threading.local()
        self.minimum_version = ssl.TLSVersion.TLSv1_2
        self.load_verify_locations(cadata=trust.ca_pem)

    def end_at(self, deadline: float) -> None:
        self._deadline.at = deadline

    def left_s(self) -> float:
        return cast("float", self._deadline.at) - self._clock.monotonic()


class _Adapter(HTTPAdapter):
    def __init__(self, context: _Context) -> None:
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._context)

    def forget(self) -> None:
        """Keep no connection for later, whether or not the server closed it as we asked."""
        self.poolmanager.clear()


class PlatformLine:
    """The way to the platform. Safe to use from several threads: nothing is kept between questions.

    Args:
        url: scheme, host and port.
        trust: whose servers are believed.
        connect_s: limit in seconds for the TCP start.
        read_s: limit in seconds for one silence.
        clock: for the limit of the whole question.
    """

    def __init__(self, url: str, trust: Trust, *, connect_s: float, read_s: float, clock: Clock) -> None:
        self._url = url
        self._limits = (connect_s, read_s)
        self._clock = clock
        self._context = _Context(ssl.PROTOCOL_TLS_CLIENT)
        self._context.begin(clock, trust)
        self._session = requests.Session()
        # Neither proxies, nor .netrc, nor other authorities from the environment.
        self._session.trust_env = False
        self._session.verify = str(trust.ca_file)
        self._adapter = _Adapter(self._context)
        self._session.mount("https://", self._adapter)
        # A cookie would carry something from one visit into the next.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._session.headers.clear()
        self._session.headers.update({"accept": "application/json", "accept-encoding": "identity"})
        self._session.headers.update({"connection": "close", "user-agent": "kiosk"})

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Answer:
        """Ask once.

        Args:
            method: GET or POST.
            path: with its query, as it was signed.
            headers: all that are the question's own.
            body: empty for none.
            deadline: moment of the clock's `monotonic` at which we stop waiting.

        Raises:
            NoConnection: the line is dead or broke.
            TimedOut: a limit passed.
            NotTrusted: the server's certificate is not the pinned authority's, or TLS failed.
            ClockWrong: the server's certificate is not valid yet by this machine's clock.
            WrongAnswer: the answer is too large.
        """
        self._context.end_at(deadline)
        left = deadline - self._clock.monotonic()
        if left <= 0:
            raise TimedOut("no time was left", Outcome.NOT_DONE)
        connect_s, read_s = (min(limit, left) for limit in self._limits)
        problem: PlatformError | None = None
        try:
            # Data, not json=: what is signed is what is sent.
            with self._session.request(
                method,
                self._url + path,
                data=body or None,
                headers=dict(headers),
                timeout=(connect_s, read_s),
                allow_redirects=False,
                stream=True,
            ) as response:
                return Answer(response.status_code, response.headers, _whole(response))
        except requests.RequestException as error:
            problem = _as_ours(error)
        except urllib3.exceptions.ReadTimeoutError:
            problem = TimedOut("the answer stopped")
        except urllib3.exceptions.HTTPError as error:
            problem = NoConnection(f"the answer broke off: {type(error).__name__}")
        finally:
            self._adapter.forget()
        # Outside of the except: the library's exception holds the request with the person in it.
        raise problem

    def close(self) -> None:
        """Give everything back."""
        self._session.close()


def _whole(response: requests.Response) -> bytes:
    body = bytearray()
    while chunk := response.raw.read(_CHUNK, decode_content=False):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise WrongAnswer(f"status {response.status_code}, more than {LARGEST_ANSWER} bytes")
    return bytes(body)


def _as_ours(error: requests.RequestException) -> PlatformError:
    """The library's exception by what it means to a visit."""
    name = type(error).__name__
    causes = _causes(error)
    if isinstance(error, requests.exceptions.SSLError):
        return _tls_problem(causes)
    if isinstance(error, requests.ConnectTimeout):
        return TimedOut("no connection within the limit", Outcome.NOT_DONE)
    if isinstance(error, requests.ReadTimeout):
        return TimedOut("no answer within the limit")
    if any(isinstance(cause, urllib3.exceptions.NewConnectionError) for cause in causes):
        return NoConnection("no connection", Outcome.NOT_DONE)
    return NoConnection(f"the line broke: {name}")


def _tls_problem(causes: list[BaseException]) -> PlatformError:
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            if cause.verify_code == _NOT_YET_VALID:
                return ClockWrong("the platform's certificate is not valid yet by this machine's clock")
            return NotTrusted(f"certificate refused, OpenSSL code {cause.verify_code}", Outcome.NOT_DONE)
        if isinstance(cause, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
            return NoConnection("the line broke within TLS")
    reasons = [cause.reason for cause in causes if isinstance(cause, ssl.SSLError)]
    return NotTrusted(f"TLS failed: {', '.join(map(str, reasons))}")


def _causes(error: BaseException) -> list[BaseException]:
    """Every exception within this one, wherever the libraries put it: in args, as reason, cause or context."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and not any(one is known for known in found):
            found.append(one)
            waiting += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    return found
