"""The gateway in front of the sandbox: only what is signed, fresh, new and from a terminal that may ask passes."""

import re
from collections import deque

from pydantic import ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.platform import gateways, signing
from kiosk.platform.gateways import Gateway
from kiosk.platform.values import EnrolmentRequest, ErrorCode, TerminalState
from kiosk.sandbox import refusals
from kiosk.sandbox.province import Province, Terminals
from kiosk.sandbox.refusals import RefusalError

MINUTE_S = 60
LARGEST_QUESTION = 900_000
"""Bytes; the largest of the contract is a page of 600 000 in base64 (kiosk/platform/material_values.py)."""
_REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}", re.ASCII)
_NONCE = re.compile(r"[0-9A-Za-z-]{8,36}", re.ASCII)
_TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)
ENROL, STATUS = ("POST", "/v1/terminals"), ("GET", "/v1/terminals/me")


class Gate:
    """Checks every question, then lets `app` answer it; the answer gets the question's request id.

    Args:
        app: what answers.
        province: for the clock and the terminals.
        paas_id: the registration that callers use.
        token: its secret.
    """

    def __init__(self, app: ASGIApp, province: Province, *, paas_id: str, token: str) -> None:
        self._app = app
        self._province = province
        self._terminals = Terminals(province)
        self._paas_id = paas_id
        self._token = token
        self._gateway: Gateway = province.register.land.gateway
        self._nonces: dict[str, float] = {}
        self._asked: dict[str, deque[float]] = {}
        """When each terminal asked, within the last minute."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one question."""
        given = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        path = scope["raw_path"].decode("latin-1")
        if scope["query_string"]:
            path += "?" + scope["query_string"].decode("latin-1")

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start" and _REQUEST_ID.fullmatch(given.get(signing.REQUEST_ID, "")):
                own = (signing.REQUEST_ID.encode(), given[signing.REQUEST_ID].encode("latin-1"))
                message = {**message, "headers": [*message.get("headers", ()), own]}
            await send(message)

        try:
            body = await _body(receive)
            question = signing.received(scope["method"], path, given, body, self._gateway)
            self._check_gateway(question, given)
            self._check_terminal(question, given.get(signing.TERMINAL_SIGNATURE, ""))
            self._check_pace(question.terminal)
        except RefusalError as error:
            await _refuse(error, named)
            return
        scope.setdefault("state", {})["terminal"] = question.terminal

        async def again() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, again, named)

    def _check_gateway(self, question: signing.Question, given: dict[str, str]) -> None:
        """The gateway's headers: registration, secret, time, and a nonce that was not seen yet."""
        forms = ((_REQUEST_ID, question.request_id), (_NONCE, question.nonce), (_TIMESTAMP, question.timestamp))
        if not all(form.fullmatch(text) for form, text in forms):
            raise RefusalError(ErrorCode.BAD_REQUEST)
        if not gateways.is_known(self._gateway, given, account=self._paas_id, secret=self._token):
            raise RefusalError(ErrorCode.BAD_SIGNATURE)
        now = self._province.clock.now().timestamp()
        if abs(now - int(question.timestamp)) > signing.SKEW_S:
            raise RefusalError(ErrorCode.CLOCK_SKEW)
        # A nonce is kept as long as its timestamp could still pass.
        self._nonces = {nonce: at for nonce, at in self._nonces.items() if now - at <= 2 * signing.SKEW_S}
        if question.nonce in self._nonces:
            raise RefusalError(ErrorCode.BAD_SIGNATURE)
        self._nonces[question.nonce] = now

    def _check_pace(self, terminal: str) -> None:
        """A terminal that asks without end is told to come back later."""
        now = self._province.clock.now().timestamp()
        asked = self._asked.setdefault(terminal, deque())
        while asked and now - asked[0] >= MINUTE_S:
            asked.popleft()
        if len(asked) >= self._province.limits.questions_a_minute:
            raise RefusalError(ErrorCode.BUSY)
        asked.append(now)

    def _check_terminal(self, question: signing.Question, signature: str) -> None:
        """The terminal's own signature, and whether it may ask this."""
        endpoint = (question.method, question.path)
        if endpoint == ENROL:
            public_key = _asked_key(question)
        else:
            known = self._terminals.public_key(question.terminal)
            if known is None:
                raise RefusalError(ErrorCode.TERMINAL_UNKNOWN)
            public_key = known
        if not signing.is_signed_by(question, signature, public_key):
            raise RefusalError(ErrorCode.BAD_SIGNATURE)
        if endpoint in {ENROL, STATUS}:
            return
        state = self._terminals.state(question.terminal)
        if state is TerminalState.PENDING:
            raise RefusalError(ErrorCode.TERMINAL_PENDING)
        if state is TerminalState.REVOKED:
            raise RefusalError(ErrorCode.TERMINAL_REVOKED)


def _asked_key(question: signing.Question) -> str:
    """The key within an enrolment: a terminal shows that it holds the private half by signing with it."""
    try:
        asked = EnrolmentRequest.model_validate_json(question.body)
    except ValidationError:
        asked = None
    if asked is None or asked.terminal != question.terminal:
        raise RefusalError(ErrorCode.BAD_REQUEST)
    return asked.public_key


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST_QUESTION:
            raise RefusalError(ErrorCode.BAD_REQUEST)
    return body


async def _refuse(error: RefusalError, send: Send) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": refusals.body(error.refusal)})
