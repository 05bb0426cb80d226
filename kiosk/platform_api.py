"""The provincial platform as a terminal sees it: one method a question, values in, values out."""

import re
import secrets
from dataclasses import dataclass
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from config.settings import PlatformSettings, SettingsError
from drivers.clock import Clock
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from kiosk import signing, terminal_key, trust
from kiosk.breaker import Breaker
from kiosk.platform_errors import ClockWrong, Paused, PlatformError, Refused, TimedOut, Unreachable, WrongAnswer
from kiosk.platform_line import Answer, PlatformLine
from kiosk.platform_values import (
    Challenge,
    ChallengeAnswer,
    ChallengeRequest,
    EnrolmentRecord,
    EnrolmentRequest,
    ErrorCode,
    Identity,
    Issued,
    IssueRequest,
    Presented,
    PrintReport,
    RecordRequest,
    Refusal,
    TerminalStatus,
    Value,
    Verified,
)

__all__ = ["Platform", "PlatformError", "Refused", "presented"]

PREFIX = "/v1"
ATTEMPTS = 3
"""For one question that may be repeated (our choice: what three do not bring in 20 s, four do not either)."""
BACKOFF_S = 0.3
"""Longest pause before the second attempt; doubles for the third. Drawn evenly from zero (full jitter), so that a
thousand terminals do not come back in the same instant."""

_CODE = re.compile(r"[2-9A-HJKMNP-Z]{16,24}")
_SERVER_BROKEN = 500
V = TypeVar("V", bound=Value)


def presented(card: IdCard) -> Presented:
    """The part of a card that the platform needs to know whose it is."""
    return Presented(
        kind=card.kind.value, number=card.number, name=card.name, valid_from=card.valid_from, valid_to=card.valid_to
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """One question, before it is signed; `again` says whether repeating it can do no harm."""

    method: str
    path: str
    again: bool
    body: bytes = b""
    identity_token: str = ""
    idempotency_key: str = ""


class Platform:
    """The client. Safe to use from several threads.

    Every method raises a `PlatformError` (see `kiosk.platform_errors` for the tree) and nothing else. Questions that
    change nothing are asked up to three times, and so are writes that carry a deed's id, because the platform answers
    a second one with the first one's answer. A challenge and a typed code are sent once: a second SMS or a used-up try
    would be the resident's loss.

    Args:
        settings: where the platform is and how long we wait.
        believed: the trust root that `settings.trust` names.
        key: the terminal's own.
        token: the gateway's token.
        terminal: the terminal's name.
        clock: time.
    """

    def __init__(
        self,
        settings: PlatformSettings,
        believed: trust.Trust,
        key: Ed25519PrivateKey,
        token: str,
        *,
        terminal: str,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._trust = believed
        self._key = key
        self._token = token
        self._terminal = terminal
        self._clock = clock
        self._breaker = Breaker(clock)
        self._line = PlatformLine(
            settings.url, believed, connect_s=settings.connect_s, read_s=settings.read_s, clock=clock
        )

    @classmethod
    def from_files(cls, settings: PlatformSettings, terminal: str, clock: Clock) -> "Platform":
        """Read trust, key and token from the files that the settings name.

        Raises:
            SettingsError: one of them cannot be used. Without a key file the terminal is not enrolled yet.
        """
        believed = trust.load(settings.trust)
        token = terminal_key.read_private(settings.paas_token_file).decode("ascii", "replace").strip()
        if not token.isalnum():
            raise SettingsError(f"{settings.paas_token_file}: a gateway token is one word of letters and digits")
        key = terminal_key.load(settings.key_file)
        return cls(settings, believed, key, token, terminal=terminal, clock=clock)

    @property
    def is_real(self) -> bool:
        """Whether answers come from the real province; everything else says 演示数据."""
        return self._trust.is_real

    def close(self) -> None:
        """Give everything back."""
        self._line.close()

    def status(self) -> TerminalStatus:
        """What the platform thinks of this terminal."""
        status = self._ask(_Question(method="GET", path="/terminals/me", again=True), TerminalStatus)
        return self._our_own(status)

    def enrol(self, place: str) -> TerminalStatus:
        """Ask to be known, with our public key. Asking again with the same key changes nothing."""
        wanted = EnrolmentRequest(
            terminal=self._terminal, public_key=terminal_key.public_text(self._key), place=place[:100]
        )
        question = _Question(method="POST", path="/terminals", again=True, body=_bytes(wanted))
        return self._our_own(self._ask(question, TerminalStatus))

    def challenge(self, card: IdCard) -> Challenge:
        """Have a one-time code sent to whom the card belongs to."""
        wanted = ChallengeRequest(document=presented(card), factor="code")
        question = _Question(method="POST", path="/identity/challenges", again=False, body=_bytes(wanted))
        return self._ask(question, Challenge)

    def answer(self, challenge: Challenge, typed: ChallengeAnswer) -> Identity:
        """Say the code that the person typed.

        Raises:
            Refused: CODE_WRONG with `tries_left`, CODE_EXPIRED, TOO_MANY_TRIES.
        """
        path = f"/identity/challenges/{challenge.challenge}/answers"
        question = _Question(method="POST", path=path, again=False, body=_bytes(typed))
        return self._ask(question, Identity)

    def record(self, identity: Identity, wanted: RecordRequest, *, number: str) -> EnrolmentRecord:
        """Look up what an item would print.

        Args:
            identity: who stands there.
            wanted: item, city, months.
            number: of the card that lies there; an answer about any other is a `WrongAnswer`.
        """
        question = _Question(
            method="POST", path="/records", again=True, body=_bytes(wanted), identity_token=identity.token
        )
        record = self._ask(question, EnrolmentRecord)
        _check(record, identity, wanted, number)
        return record

    def issue(self, identity: Identity, wanted: RecordRequest, *, deed: str, number: str) -> Issued:
        """Have a numbered document made; the same deed always gets the same document.

        Args:
            identity: who stands there.
            wanted: item, city, months.
            deed: the deed's id, which is the idempotency key.
            number: of the card that lies there; an answer about any other is a `WrongAnswer`.
        """
        question = _Question(
            method="POST",
            path="/documents",
            again=True,
            body=_bytes(IssueRequest(wanted=wanted)),
            identity_token=identity.token,
            idempotency_key=deed,
        )
        issued = self._ask(question, Issued)
        _check(issued.record, identity, wanted, number)
        return issued

    def report_print(self, report: PrintReport, *, deed: str) -> None:
        """Say what became of a print. Needs no identity: it may be known only after the visit."""
        question = _Question(method="POST", path="/prints", again=True, body=_bytes(report), idempotency_key=deed)
        answer = self._answered(question)
        if answer.body:
            raise WrongAnswer(f"status {answer.status}, a body where none belongs")

    def verify(self, code: str) -> Verified:
        """What anyone may learn about a paper by the code printed on it; spaces and hyphens do not count."""
        plain = re.sub(r"[\s-]", "", code).upper()
        if not _CODE.fullmatch(plain):
            raise Refused(ErrorCode.NOT_FOUND, detail="no code has this form")
        return self._ask(_Question(method="GET", path=f"/verify/{plain}", again=True), Verified)

    def _our_own(self, status: TerminalStatus) -> TerminalStatus:
        if status.terminal != self._terminal:
            raise WrongAnswer("about another terminal")
        return status

    def _ask(self, question: _Question, kind: type[V]) -> V:
        answer = self._answered(question)
        value = _parsed(answer, kind)
        if value is None:
            raise WrongAnswer(f"status {answer.status}, not a {kind.__name__} of the contract")
        return value

    def _answered(self, question: _Question) -> Answer:
        """The 2xx answer to this question, after as many attempts as are safe."""
        deadline = self._clock.monotonic() + self._settings.whole_s
        request_id = secrets.token_hex(16)
        problem: PlatformError | None = None
        for attempt in range(ATTEMPTS if question.again else 1):
            if attempt and not self._paused(attempt, deadline):
                break
            if not self._breaker.may_ask():
                problem = problem or Paused()
                break
            result = self._once(question, request_id, deadline)
            if isinstance(result, Answer):
                return result
            if problem is not None and problem.outcome is Outcome.UNKNOWN:
                # What an earlier attempt may have done, a later one that surely did nothing does not undo.
                result.outcome = Outcome.UNKNOWN
            problem = result
            if not _may_pass(problem):
                break
        raise problem or TimedOut("no time was left", Outcome.NOT_DONE)

    def _paused(self, attempt: int, deadline: float) -> bool:
        """Let the backoff pass; False when the question's time would be over by then."""
        pause = secrets.SystemRandom().uniform(0, BACKOFF_S * 2 ** (attempt - 1))
        if self._clock.monotonic() + pause >= deadline:
            return False
        self._clock.pause(pause)
        return True

    def _once(self, question: _Question, request_id: str, deadline: float) -> Answer | PlatformError:
        """One attempt, reported to the breaker. The error is returned: raised, it would chain to those before it."""
        try:
            answer = self._sent(question, request_id, deadline)
            problem = _problem(answer, request_id)
        except PlatformError as error:
            problem = error
        if problem is None:
            self._breaker.worked()
            return answer
        if isinstance(problem, ClockWrong):
            self._breaker.showed_nothing()
        elif isinstance(problem, Refused) and not _may_pass(problem):
            self._breaker.worked()
        else:
            self._breaker.failed()
        return problem

    def _sent(self, question: _Question, request_id: str, deadline: float) -> Answer:
        """Sign anew, because a repeated nonce is a replay, and send."""
        signed = signing.Question(
            method=question.method,
            path=PREFIX + question.path,
            terminal=self._terminal,
            request_id=request_id,
            timestamp=str(int(self._clock.now().timestamp())),
            nonce=secrets.token_hex(16),
            idempotency_key=question.idempotency_key,
            identity_token=question.identity_token,
            body=question.body,
        )
        headers = signing.headers(signed, key=self._key, paas_id=self._settings.paas_id, token=self._token)
        if question.body:
            headers["content-type"] = "application/json"
        return self._line.send(question.method, signed.path, headers, question.body, deadline)


def _bytes(value: Value) -> bytes:
    return value.model_dump_json().encode()


def _may_pass(problem: PlatformError) -> bool:
    """Whether the same question may well be answered a moment later."""
    if isinstance(problem, Refused):
        return problem.code in {ErrorCode.BUSY, ErrorCode.BROKEN}
    return isinstance(problem, Unreachable)


def _problem(answer: Answer, request_id: str) -> PlatformError | None:
    """What is wrong with an answer before its value is looked at; None for a 2xx that is ours."""
    is_ours = answer.headers.get(signing.REQUEST_ID) == request_id
    if answer.status in {200, 201, 204}:
        return None if is_ours else WrongAnswer(f"status {answer.status}, to another question")
    refusal = _parsed(answer, Refusal)
    if refusal is None:
        # A gateway in front of the platform answers in its own way when the platform is down.
        if answer.status >= _SERVER_BROKEN:
            return Refused(ErrorCode.BROKEN, detail=f"status {answer.status}, without a reason")
        return WrongAnswer(f"status {answer.status}, not a Refusal of the contract")
    if not is_ours:
        return WrongAnswer(f"status {answer.status}, to another question")
    if refusal.code is ErrorCode.CLOCK_SKEW:
        return ClockWrong("the platform's clock differs from ours by more than it allows")
    return Refused(refusal.code, refusal.tries_left, f"status {answer.status}")


def _parsed(answer: Answer, kind: type[V]) -> V | None:
    content_type = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type != "application/json" or "content-encoding" in answer.headers:
        return None
    try:
        return kind.model_validate_json(answer.body, strict=True)
    except ValidationError:
        return None


def _check(record: EnrolmentRecord, identity: Identity, wanted: RecordRequest, number: str) -> None:
    """Refuse a record that is another person's or another question's, whoever mixed them up."""
    if record.subject != identity.subject:
        raise WrongAnswer("about another subject")
    if record.number != number:
        raise WrongAnswer("about another number than the card's")
    if (record.period_from, record.period_to) != (wanted.period_from, wanted.period_to):
        raise WrongAnswer("about other months")
