"""What the gateway lets through: raw requests, so that each can be wrong in one way."""

import http.client
import json
import secrets
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sandbox_lab import MovableClock, Sandbox

from kiosk.platform import gateways, signing, terminal_key, trust
from kiosk.platform.values import EnrolmentRequest, TerminalState


@dataclass
class Terminal:
    """A terminal that signs by hand."""

    sandbox: Sandbox
    name: str
    key: Ed25519PrivateKey

    def question(self, method: str, path: str, body: bytes = b"") -> signing.Question:
        return signing.Question(
            method=method,
            path=path,
            terminal=self.name,
            request_id=secrets.token_hex(16),
            timestamp=str(int(MovableClock().now().timestamp())),
            nonce=secrets.token_hex(16),
            body=body,
        )

    def headers(self, question: signing.Question) -> dict[str, str]:
        token = Path(self.sandbox.address["token_file"]).read_text("ascii").strip()
        made = signing.headers(question, key=self.key, paas_id=self.sandbox.address["paas_id"], token=token)
        return {**made, "content-type": "application/json"}

    def send(self, question: signing.Question, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and code; the code of a 2xx is empty."""
        url = urlsplit(self.sandbox.address["url"])
        context = ssl.create_default_context(cafile=trust.load(Path(self.sandbox.address["trust"])).ca_file)
        line = http.client.HTTPSConnection(str(url.hostname), url.port, context=context, timeout=5)
        try:
            line.request(question.method, question.path, question.body or None, headers or self.headers(question))
            answer = line.getresponse()
            content = json.loads(answer.read() or b"{}")
            return answer.status, content.get("code", "")
        finally:
            line.close()

    def enrol(self, key: Ed25519PrivateKey | None = None, name: str | None = None) -> tuple[int, str]:
        asked = EnrolmentRequest(
            terminal=name or self.name, public_key=terminal_key.public_text(key or self.key), place="厅"
        )
        return self.send(self.question("POST", "/v1/terminals", asked.model_dump_json().encode()))


PASSED, REFUSED = (200, ""), (401, "clock_skew")
ME, ASK = ("GET", "/v1/terminals/me"), ("GET", "/v1/verify/" + "2" * 20)


@pytest.fixture
def terminal(sandbox: Sandbox) -> Iterator[Terminal]:
    one = Terminal(sandbox, f"gate-{secrets.token_hex(4)}", Ed25519PrivateKey.generate())
    sandbox.tell("auto_approve", value=False)
    assert one.enrol() == (200, "")
    yield one
    sandbox.tell("auto_approve", value=True)


@pytest.fixture
def approved(terminal: Terminal) -> Terminal:
    terminal.sandbox.tell("approve", terminal=terminal.name)
    return terminal


def test_a_right_question_passes(approved: Terminal) -> None:
    assert approved.send(approved.question(*ME)) == (200, "")
    assert approved.send(approved.question(*ASK)) == (404, "not_found")


def test_the_same_question_twice_is_a_replay(approved: Terminal) -> None:
    question = approved.question(*ME)
    headers = approved.headers(question)
    assert approved.send(question, headers) == (200, "")
    assert approved.send(question, headers) == (401, "bad_signature")


@pytest.mark.parametrize(
    "header",
    [
        gateways.PAAS_ID,
        gateways.SIGNATURE,
        signing.TERMINAL_SIGNATURE,
        signing.REQUEST_ID,
        signing.IDEMPOTENCY_KEY,
        signing.IDENTITY_TOKEN,
    ],
)
def test_a_changed_header_is_seen(approved: Terminal, header: str) -> None:
    question = replace(approved.question(*ME), idempotency_key="deed-0001", identity_token="token-0001")
    headers = approved.headers(question)
    headers[header] = headers[header][:-1] + ("x" if headers[header][-1] != "x" else "y")
    assert approved.send(question, headers) == (401, "bad_signature")


def test_a_changed_body_a_changed_path_and_a_changed_method_are_seen(approved: Terminal) -> None:
    question = approved.question("POST", "/v1/prints", b'{"document_no":"1","serial":"s","outcome":"done","sheets":1}')
    for changed in (
        replace(question, body=question.body.replace(b"1}", b"2}")),
        replace(question, path="/v1/records"),
        replace(question, method="PUT"),
        replace(question, path="/v1/prints?more=1"),
    ):
        fresh = replace(question, nonce=secrets.token_hex(16))
        headers = approved.headers(fresh)
        assert approved.send(changed, headers) == (401, "bad_signature")


def test_another_terminals_key_does_not_sign_for_us(approved: Terminal) -> None:
    thief = Terminal(approved.sandbox, approved.name, Ed25519PrivateKey.generate())
    assert thief.send(thief.question(*ME)) == (401, "bad_signature")


def test_a_known_name_does_not_change_its_key(approved: Terminal) -> None:
    thief = Terminal(approved.sandbox, approved.name, Ed25519PrivateKey.generate())
    assert thief.enrol() == (409, "conflict")
    assert approved.enrol() == (200, "")
    assert approved.send(approved.question(*ASK)) == (404, "not_found"), "still approved"


def test_a_terminal_enrols_only_itself_and_only_with_a_key_it_holds(terminal: Terminal) -> None:
    assert terminal.enrol(name="another-one") == (400, "bad_request")
    assert terminal.enrol(key=Ed25519PrivateKey.generate()) == (401, "bad_signature")


def test_an_unknown_terminal_is_told_so(sandbox: Sandbox) -> None:
    stranger = Terminal(sandbox, "never-seen", Ed25519PrivateKey.generate())
    assert stranger.send(stranger.question(*ME)) == (401, "terminal_unknown")


def test_who_waits_or_was_revoked_may_only_ask_about_itself(terminal: Terminal) -> None:
    assert terminal.send(terminal.question(*ASK)) == (403, "terminal_pending")
    assert terminal.send(terminal.question(*ME)) == (200, "")
    terminal.sandbox.tell("approve", terminal=terminal.name)
    terminal.sandbox.tell("revoke", terminal=terminal.name)
    assert terminal.send(terminal.question(*ASK)) == (403, "terminal_revoked")
    assert terminal.send(terminal.question(*ME)) == (200, "")
    listed = terminal.sandbox.tell("terminals")["terminals"]
    assert {"name": terminal.name, "state": TerminalState.REVOKED.value} in listed


@pytest.mark.parametrize(("seconds", "answer"), [(-181, REFUSED), (-180, PASSED), (180, PASSED), (181, REFUSED)])
def test_old_and_early_questions_are_refused(approved: Terminal, seconds: int, answer: tuple[int, str]) -> None:
    """At a clock that stands: at a running one a second may end between asking and being heard."""
    now = int(approved.sandbox.tell("stop_clock")["timestamp"])
    question = replace(approved.question(*ME), timestamp=str(now + seconds))
    assert approved.send(question) == answer


@pytest.mark.parametrize(
    "change",
    [{"nonce": "short"}, {"nonce": "n" * 37}, {"timestamp": "soon"}, {"timestamp": "-5"}, {"request_id": "a b c d e"}],
)
def test_headers_without_form_are_refused(approved: Terminal, change: dict[str, str]) -> None:
    assert approved.send(replace(approved.question(*ME), **change)) == (400, "bad_request")  # type: ignore[arg-type] # all are texts


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'"\xff"', b'{"document_no":1}', b'{"surprise":1}', b"[" * 60_000, bytes(65_000)]
)
def test_a_body_that_is_not_the_contracts_is_refused(approved: Terminal, body: bytes) -> None:
    question = replace(approved.question("POST", "/v1/prints", body), idempotency_key="deed-0001")
    assert approved.send(question) == (400, "bad_request")


def test_paths_that_are_not_there(approved: Terminal) -> None:
    assert approved.send(approved.question("GET", "/v1/nothing")) == (404, "not_found")
    assert approved.send(approved.question("GET", "/openapi.json")) == (404, "not_found")
    assert approved.send(approved.question("GET", "/v1/prints")) == (400, "bad_request")


def test_a_write_needs_its_key_and_a_record_its_identity(approved: Terminal) -> None:
    report = b'{"document_no":"1","serial":"s","outcome":"done","sheets":1}'
    assert approved.send(approved.question("POST", "/v1/prints", report)) == (400, "bad_request")
    wanted = b'{"item":"ss-enrolment-certificate","city":"441300","period_from":"202301","period_to":"202312"}'
    assert approved.send(approved.question("POST", "/v1/records", wanted)) == (400, "bad_request")
    forged = replace(approved.question("POST", "/v1/records", wanted), identity_token="A" * 43)
    assert approved.send(forged) == (403, "identity_invalid")
