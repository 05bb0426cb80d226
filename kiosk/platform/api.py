"""The provincial platform as a terminal sees it: one method a question, values in, values out."""

import re
import secrets
from dataclasses import dataclass
from typing import TypeVar, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from config.settings import PlatformSettings
from config.toml_file import SettingsError
from drivers.clock import Clock
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from kiosk.platform import signing, terminal_key, trust
from kiosk.platform.answers import (
    check_record,
    check_statement,
    may_pass,
    model_of,
    of_person,
    parsed,
    problem_of,
)
from kiosk.platform.breaker import Breaker
from kiosk.platform.errors import ClockWrong, Paused, PlatformError, Refused, TimedOut, WrongAnswer
from kiosk.platform.line import Answer, PlatformLine
from kiosk.platform.values import (
    AnyRecord,
    Challenge,
    ChallengeAnswer,
    ChallengeRequest,
    EnrolmentRequest,
    ErrorCode,
    Identity,
    Issued,
    IssueRequest,
    IssueWithdrawal,
    Presented,
    PresentedPermit,
    PrintReport,
    RecordRequest,
    ReprintRequest,
    SealedFile,
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
V = TypeVar("V", bound=Value)


def presented(card: IdCard) -> Presented:
    """The part of a card that the platform needs to know whose it is."""
    return Presented(
        kind=card.kind.value, number=card.number, name=card.name, valid_from=card.valid_from, valid_to=card.valid_to
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, before it is signed; `again` says whether repeating it can do no harm."""

    method: str
    path: str
    again: bool
    body: bytes = b""
    identity_token: str = ""
    idempotency_key: str = ""


class Platform:
    """The client. Safe to use from several threads.

    Every method raises a `PlatformError` (see `kiosk.platform.errors` for the tree) and nothing else. Questions that
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
        status = self.ask(Question(method="GET", path="/terminals/me", again=True), TerminalStatus)
        return self._our_own(status)

    def date(self) -> str:
        """The `Date` of whatever it answers (RFC 9110, 6.6.1): where our clock is wrong, of its refusal."""
        question = Question(method="GET", path="/terminals/me", again=True)
        deadline = self._clock.monotonic() + self._settings.whole_s
        return self._sent(question, secrets.token_hex(16), deadline).headers.get("date", "")

    def enrol(self, place: str) -> TerminalStatus:
        """Ask to be known, with our public key. Asking again with the same key changes nothing."""
        wanted = EnrolmentRequest(
            terminal=self._terminal, public_key=terminal_key.public_text(self._key), place=place[:100]
        )
        question = Question(method="POST", path="/terminals", again=True, body=body_of(wanted))
        return self._our_own(self.ask(question, TerminalStatus))

    def challenge(self, document: IdCard | PresentedPermit) -> Challenge:
        """Have a one-time code sent to whom the document belongs to."""
        shown = presented(document) if isinstance(document, IdCard) else document
        wanted = ChallengeRequest(document=shown, factor="code")
        question = Question(method="POST", path="/identity/challenges", again=False, body=body_of(wanted))
        return self.ask(question, Challenge)

    def answer(self, challenge: Challenge, typed: ChallengeAnswer, *, number: str = "") -> Identity:
        """Say the code that the person typed.

        Args:
            challenge: which one.
            typed: the digits.
            number: of the card that lies there, where one does; an identity of any other is a `WrongAnswer`.

        Raises:
            Refused: CODE_WRONG with `tries_left`, CODE_EXPIRED, TOO_MANY_TRIES.
        """
        path = f"/identity/challenges/{challenge.challenge}/answers"
        question = Question(method="POST", path=path, again=False, body=body_of(typed))
        return of_person(self.ask(question, Identity), number)

    def record(self, identity: Identity, wanted: RecordRequest, *, number: str) -> AnyRecord:
        """Look up what an item would print.

        Args:
            identity: who stands there.
            wanted: item, kind of record, city, months, and what else was asked.
            number: whose it has to be; an answer about any other is a `WrongAnswer`.
        """
        question = Question(
            method="POST", path="/records", again=True, body=body_of(wanted), identity_token=identity.token
        )
        record = cast("AnyRecord", self.ask(question, model_of(wanted)))
        check_record(record, identity, wanted, number)
        return record

    def issue(self, identity: Identity, wanted: RecordRequest, *, deed: str, number: str) -> Issued:
        """Have a numbered document made; the same deed always gets the same document.

        Args:
            identity: who stands there.
            wanted: item, city, months.
            deed: the deed's id, which is the idempotency key.
            number: whose it has to be; an answer about any other is a `WrongAnswer`.
        """
        question = Question(
            method="POST",
            path="/documents",
            again=True,
            body=body_of(IssueRequest(wanted=wanted)),
            identity_token=identity.token,
            idempotency_key=deed,
        )
        return self._issued(question, identity, wanted, number)

    def reprint(self, identity: Identity, wanted: ReprintRequest, *, deed: str, number: str) -> Issued:
        """Have the same document made once more, with a verification code of its own, after a print that failed.

        Args:
            identity: who stands there.
            wanted: the document, the serial of the print that failed (reported before), and what was asked for.
            deed: the deed's id, which is the idempotency key.
            number: of the card that lies there.

        Raises:
            Refused: CONFLICT when the platform has not been told that that print was not done.
        """
        question = Question(
            method="POST",
            path="/reprints",
            again=True,
            body=body_of(wanted),
            identity_token=identity.token,
            idempotency_key=deed,
        )
        issued = self._issued(question, identity, wanted.wanted, number)
        if issued.document_no != wanted.document_no:
            raise WrongAnswer("about another document")
        return issued

    def done(self, question: Question) -> None:
        """Ask a question whose answer has no body."""
        answer = self._answered(question)
        if answer.body:
            raise WrongAnswer(f"status {answer.status}, a body where none belongs")

    @property
    def statement_points(self) -> tuple[bytes, ...]:
        """Public keys that sign papers' codes."""
        return self._trust.statement_points

    @property
    def sealing_key(self) -> bytes:
        """What only the platform may read is encrypted to it; empty for none."""
        return self._trust.sealing_key

    @property
    def door_points(self) -> tuple[bytes, ...]:
        """Public keys that sign orders to open a locker's door."""
        return self._trust.door_points

    @property
    def terminal(self) -> str:
        """The name under which this terminal asks."""
        return self._terminal

    @property
    def verification_page(self) -> str:
        """The only address that papers' codes may lead to."""
        return self._trust.verification_page

    @property
    def seal_authority(self) -> str:
        """Root certificates of sealed papers, PEM; empty where none are taken."""
        return self._trust.seal_pem

    def sealed_file(self, identity: Identity, issued: Issued) -> bytes:
        """The sealed file of an issued document, as it came: printing.sealed says whether it is any good."""
        question = Question(
            method="GET", path=f"/papers/{issued.verification_code}", again=True, identity_token=identity.token
        )
        file = self.ask(question, SealedFile)
        if file.verification_code != issued.verification_code:
            raise WrongAnswer("the file of another paper")
        return file.pdf

    def report_print(self, report: PrintReport, *, deed: str) -> None:
        """Say what became of a print. Needs no identity: it may be known only after the visit."""
        self.done(Question(method="POST", path="/prints", again=True, body=body_of(report), idempotency_key=deed))

    def withdraw_issue(self, deed: str) -> None:
        """Say that a document asked for under that deed was never printed, whether or not there is one."""
        body = body_of(IssueWithdrawal(deed=deed))
        self.done(Question(method="POST", path="/withdrawals", again=True, body=body, idempotency_key=deed))

    def verify(self, code: str) -> Verified:
        """What anyone may learn about a paper by the code printed on it; spaces and hyphens do not count."""
        plain = re.sub(r"[\s-]", "", code).upper()
        if not _CODE.fullmatch(plain):
            raise Refused(ErrorCode.NOT_FOUND, detail="no code has this form")
        return self.ask(Question(method="GET", path=f"/verify/{plain}", again=True), Verified)

    def _issued(self, question: Question, identity: Identity, wanted: RecordRequest, number: str) -> Issued:
        issued = self.ask(question, Issued)
        check_record(issued.record, identity, wanted, number)
        check_statement(issued, self._trust.statement_points, self._trust.verification_page)
        return issued

    def _our_own(self, status: TerminalStatus) -> TerminalStatus:
        if status.terminal != self._terminal:
            raise WrongAnswer("about another terminal")
        return status

    def ask(self, question: Question, kind: type[V]) -> V:
        """Ask any question of the contract; the methods here and the functions of platform_identity are its words."""
        answer = self._answered(question)
        value = parsed(answer, kind)
        if value is None:
            raise WrongAnswer(f"status {answer.status}, not a {kind.__name__} of the contract")
        return value

    def _answered(self, question: Question) -> Answer:
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
            if not may_pass(problem):
                break
        raise problem or TimedOut("no time was left", Outcome.NOT_DONE)

    def _paused(self, attempt: int, deadline: float) -> bool:
        """Let the backoff pass; False when the question's time would be over by then."""
        pause = secrets.SystemRandom().uniform(0, BACKOFF_S * 2 ** (attempt - 1))
        if self._clock.monotonic() + pause >= deadline:
            return False
        self._clock.pause(pause)
        return True

    def _once(self, question: Question, request_id: str, deadline: float) -> Answer | PlatformError:
        """One attempt, reported to the breaker. The error is returned: raised, it would chain to those before it."""
        try:
            answer = self._sent(question, request_id, deadline)
            problem = problem_of(answer, request_id)
        except PlatformError as error:
            problem = error
        if problem is None:
            self._breaker.worked()
            return answer
        if isinstance(problem, ClockWrong):
            self._breaker.showed_nothing()
        elif isinstance(problem, Refused) and not may_pass(problem):
            self._breaker.worked()
        else:
            self._breaker.failed()
        return problem

    def _sent(self, question: Question, request_id: str, deadline: float) -> Answer:
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
        headers = signing.headers(
            signed,
            key=self._key,
            paas_id=self._settings.paas_id,
            token=self._token,
            gateway=self._settings.gateway,
        )
        if question.body:
            headers["content-type"] = "application/json"
        return self._line.send(question.method, signed.path, headers, question.body, deadline)


def body_of(value: Value) -> bytes:
    """A value as the body of a question."""
    return value.model_dump_json().encode()
