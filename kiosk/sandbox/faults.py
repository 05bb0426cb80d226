"""Mishaps on order: the wire between terminal and province, which can be slow, cut, mixed up or lie."""

import asyncio
import base64
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.platform import signing
from kiosk.platform.values import ErrorCode, Refusal
from kiosk.sandbox import refusals

Kind = Literal[
    "latency",  # `seconds` before the question is looked at
    "status",  # HTTP `status` with a gateway's HTML; nothing is done
    "busy",  # the contract's BUSY; nothing is done
    "skew",  # the contract's CLOCK_SKEW; nothing is done
    "down",  # the line is cut before anything is done
    "cut",  # it is done, and the line is cut in the middle of the answer
    "late",  # it is done, and the answer waits `seconds`
    "drip",  # it is done, and the answer comes one byte every `seconds`
    "empty",  # it is done, and the answer has no body
    "oversized",  # it is done, and the answer is larger than any terminal takes
    "wrong_type",  # it is done, and the answer is a web page
    "wrong_label",  # it is done, and the answer calls itself plain text
    "bad_json",  # it is done, and the answer's last bytes are missing
    "wrong_shape",  # it is done, and the answer has a field that the contract does not know
    "wrong_id",  # it is done, and the answer names another request
    "no_id",  # it is done, and the answer names no request
    "repeat",  # it is done, and the last answer to the same path comes once more, as it was
    "stale",  # as repeat, under this request's id
    "swap",  # it is done, and the answer is about another person
    "swap_number",  # it is done, and the answer is another person's under this one's pseudonym
    "swap_subject",  # it is done, and the answer is this person's under another one's pseudonym
    "tamper",  # it is done, and one byte within the file of a sealed paper is another
    "other_file",  # it is done, and the file is the last one that was asked for
    "contradict",  # it is done, and the answer says that the order stands otherwise than it does
    "swap_content",  # it is done, and the answer is another person's content under this one's name and number
]
PAD = b" " * 1_200_000
"""More than the megabyte that a terminal takes."""
_TEMPLATES = (
    (re.compile(r"^/v1/identity/challenges/[^/]+/answers$"), "/identity/challenges/{challenge}/answers"),
    (re.compile(r"^/v1/verify/[^/]+$"), "/verify/{code}"),
    (re.compile(r"^/v1/papers/[^/]+$"), "/papers/{code}"),
    (re.compile(r"^/v1/consents/[^/]+$"), "/consents/{consent}"),
    (re.compile(r"^/v1/consents/[^/]+/withdrawal$"), "/consents/{consent}/withdrawal"),
    (re.compile(r"^/v1/orders/[^/]+$"), "/orders/{order}"),
    (re.compile(r"^/v1/orders/[^/]+/([a-z-]+)$"), r"/orders/{order}/\1"),
    (re.compile(r"^/v1/order-lists/[^/]+$"), "/order-lists/{day}"),
    (re.compile(r"^/v1/([a-z-]+)/[^/]+/outcome$"), r"/\1/{deed}/outcome"),
    (re.compile(r"^/v1/applications/[0-9a-f]{32}$"), "/applications/{deed}"),
    (re.compile(r"^/v1/drafts/[^/]+$"), "/drafts/{code}"),
    (re.compile(r"^/v1/uploads/[^/]+$"), "/uploads/{upload}"),
    (re.compile(r"^/v1/uploads/[^/]+/closing$"), "/uploads/{upload}/closing"),
    (re.compile(r"^/v1/uploads/[^/]+/files/.*$"), "/uploads/{upload}/files/{file}/parts/{part}"),
    (re.compile(r"^/u/[^/]+(/files)?$"), r"/u/{code}\1"),
)


class Fault(BaseModel):
    """One order: what goes wrong, where, how often."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    at: str = "*"
    """The path as the contract writes it, without /v1, e.g. /records; * is every path."""
    count: Annotated[int, Field(ge=1)] | None = 1
    """Requests that it strikes; None until cleared."""
    seconds: Annotated[float, Field(ge=0, le=600)] = 1.0
    status: Annotated[int, Field(ge=400, le=599)] = 500


class Faults:
    """The orders that stand, and how often each path was asked. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._standing: list[tuple[Fault, int | None]] = []
        self._asked: Counter[str] = Counter()

    def order(self, fields: Mapping[str, Any]) -> None:
        """Let something go wrong from now on.

        Raises:
            ValueError: the order is not understood.
        """
        try:
            fault = Fault.model_validate(fields)
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            raise ValueError(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}") from error
        with self._lock:
            self._standing.append((fault, fault.count))

    def clear(self) -> None:
        """Forget all orders."""
        with self._lock:
            self._standing.clear()

    def counts(self) -> dict[str, int]:
        """How often each path was asked, answered or not."""
        with self._lock:
            return dict(self._asked)

    def strike(self, method: str, path: str) -> Fault | None:
        """Count the question and take the first order that is meant for it."""
        with self._lock:
            self._asked[f"{method} {path}"] += 1
            for position, (fault, left) in enumerate(self._standing):
                if fault.at in {"*", path}:
                    if left is not None:
                        self._standing[position] = (fault, left - 1)
                        if left == 1:
                            del self._standing[position]
                    return fault
        return None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def with_header(self, name: str, value: str | None) -> "_Answer":
        kept = tuple(pair for pair in self.headers if pair[0].lower() != name.encode())
        added = () if value is None else ((name.encode(), value.encode()),)
        return _Answer(self.status, kept + added, self.body)

    def with_body(self, body: bytes) -> "_Answer":
        return _Answer(self.status, self.headers, body).with_header("content-length", str(len(body)))


Another = Callable[[str], Mapping[str, str]]
"""For a number: subject, number, name and personal_no of somebody else."""


class FaultyWire:
    """Everything between the socket and the gate.

    Args:
        app: what answers.
        faults: the orders.
        another: gives somebody else, for answers that are about the wrong person.
    """

    def __init__(self, app: ASGIApp, faults: Faults, another: Another) -> None:
        self._app = app
        self._faults = faults
        self._another = another
        self._last: dict[str, _Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one question, with what was ordered for it."""
        path = template(scope["path"])
        fault = self._faults.strike(scope["method"], path)
        request_id = dict(scope["headers"]).get(signing.REQUEST_ID.encode(), b"").decode("latin-1")
        if fault is not None and fault.kind == "latency":
            await asyncio.sleep(fault.seconds)
        instead = _instead(fault, request_id)
        if instead is not None:
            await _whole(instead, send)
            return
        if fault is not None and fault.kind == "down":
            await _begun(_Answer(200, (), PAD), send)
            return
        answer = await self._answered(scope, receive)
        spoiled = answer if fault is None else self._spoiled(fault, path, answer)
        self._last[path] = answer
        await _sent(spoiled, fault, send)

    async def _answered(self, scope: Scope, receive: Receive) -> _Answer:
        status, headers, body = 500, (), b""

        async def collect(message: Message) -> None:
            nonlocal status, headers, body
            if message["type"] == "http.response.start":
                status, headers = message["status"], tuple(message.get("headers", ()))
            else:
                body += message.get("body", b"")

        await self._app(scope, receive, collect)
        return _Answer(status, headers, body)

    def _spoiled(self, fault: Fault, path: str, answer: _Answer) -> _Answer:
        match fault.kind:
            case "empty" | "bad_json" | "wrong_shape" | "tamper":
                return answer.with_body(_CHANGES[fault.kind](answer.body))
            case "oversized":
                return answer.with_body(answer.body + PAD).with_header("content-length", None)
            case "wrong_type":
                page = answer.with_body("<!doctype html><title>登录</title>".encode())
                return page.with_header("content-type", "text/html; charset=utf-8")
            case "wrong_label":
                return answer.with_header("content-type", "text/plain; charset=utf-8")
            case "wrong_id":
                return answer.with_header(signing.REQUEST_ID, "0" * 32)
            case "no_id":
                return answer.with_header(signing.REQUEST_ID, None)
            case "repeat":
                return self._last.get(path, answer)
            case "stale":
                return answer.with_body(self._last.get(path, answer).body)
            case "other_file":
                return answer.with_body(_with_file_of(answer.body, self._last.get(path, answer).body))
            case "swap" | "swap_number" | "swap_subject" | "swap_content":
                return answer.with_body(_swapped(answer.body, self._another, fault.kind))
            case _:
                return answer


def template(path: str) -> str:
    """The path as the contract writes it, so that no token and no code is counted under its own name."""
    for pattern, written in _TEMPLATES:
        if found := pattern.match(path):
            return found.expand(written)
    return path.removeprefix("/v1")


def _instead(fault: Fault | None, request_id: str) -> _Answer | None:
    """What is said instead of doing anything."""
    kind = fault.kind if fault else ""
    if fault is not None and kind == "status":
        return _Answer(fault.status, ((b"content-type", b"text/html"),), b"<html>gateway</html>")
    if kind in {"busy", "skew"}:
        code = ErrorCode.BUSY if kind == "busy" else ErrorCode.CLOCK_SKEW
        headers = ((b"content-type", b"application/json"), (signing.REQUEST_ID.encode(), request_id.encode("latin-1")))
        return _Answer(refusals.STATUS[code], headers, refusals.body(Refusal(code=code)))
    return None


def _swapped(body: bytes, another: Another, kind: Kind) -> bytes:
    content = json.loads(body)
    record = content.get("record", content)
    other = dict(another(record.get("number", "")))
    if kind == "swap_number":
        del other["subject"]
    elif kind == "swap_subject":
        other = {"subject": other["subject"]}
    elif kind == "swap_content":
        other = {"personal_no": other["personal_no"]}
    record.update({name: value for name, value in other.items() if name in record})
    return json.dumps(content, ensure_ascii=False).encode()


def _tampered(body: bytes) -> bytes:
    content = json.loads(body)
    pdf = bytearray(base64.b64decode(content["pdf"]))
    pdf[len(pdf) // 2] ^= 1
    content["pdf"] = base64.b64encode(bytes(pdf)).decode()
    return json.dumps(content).encode()


_CONTRADICTED = {"open": "paid", "paid": "closed", "closed": "paid", "delivered": "reversed", "reversed": "paid"}


def _contradicted(body: bytes) -> bytes:
    content = json.loads(body)
    if "state" in content:
        content["state"] = _CONTRADICTED.get(content["state"], "closed")
    return json.dumps(content, ensure_ascii=False).encode()


_CHANGES: Mapping[str, Callable[[bytes], bytes]] = {
    "contradict": _contradicted,
    "empty": lambda _: b"",
    "bad_json": lambda body: body[:-5],
    "wrong_shape": lambda body: body[:-1] + b',"surprise":1}',
    "tamper": _tampered,
}


def _with_file_of(body: bytes, last: bytes) -> bytes:
    return json.dumps({**json.loads(body), "pdf": json.loads(last)["pdf"]}).encode()


async def _begun(answer: _Answer, send: Send) -> None:
    """Promise a body and hang up: uvicorn cuts a line whose answer is not completed."""
    headers = answer.with_header("content-length", str(max(1, len(answer.body)))).headers
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})


async def _whole(answer: _Answer, send: Send) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body})


async def _sent(answer: _Answer, fault: Fault | None, send: Send) -> None:
    kind = fault.kind if fault else ""
    if kind == "cut":
        await _begun(answer, send)
        await send({"type": "http.response.body", "body": answer.body[: len(answer.body) // 2], "more_body": True})
        return
    if fault is not None and kind == "late":
        await asyncio.sleep(fault.seconds)
    if fault is not None and kind == "drip":
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        for byte in answer.body:
            await send({"type": "http.response.body", "body": bytes([byte]), "more_body": True})
            await asyncio.sleep(fault.seconds)
        await send({"type": "http.response.body", "body": b""})
        return
    await _whole(answer, send)
