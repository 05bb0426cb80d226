"""Questions that nobody thought of, made from the contract's file: no 5xx, no answer that the file does not know."""

import json
import secrets
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lodged_records import LODGED
from province_in_process import PAAS_ID, TERMINAL, TOKEN, InProcess, province_in
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from waiting import soak_only

import kiosk
from kiosk.platform import signing
from kiosk.sandbox.citizens import Citizen

CONTRACT = json.loads((Path(kiosk.__file__).parent / "platform" / "openapi.json").read_text("utf-8"))
SCHEMA = schemathesis.openapi.from_dict(CONTRACT)
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
QUICK, LONG = 8, 400
"""Questions for each endpoint, in the usual run and in `make soak`."""
SOME = 8
NOTHING_FOUND = 404


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def person(there: InProcess) -> tuple[Citizen, str]:
    """Somebody, and the token of their identity: proven anew for each test, since it ends before a long run does."""
    citizen = there.province.register.samples(1)[0]
    assert there.platform.status().terminal == TERMINAL
    return citizen, token_of(there, citizen)


def token_of(there: InProcess, citizen: Citizen) -> str:
    return str(desks(there).identity.grant(TERMINAL, citizen).token)


def desks(there: InProcess) -> Any:
    return there.platform._line._gate._app.state.desks  # type: ignore[attr-defined]  # the direct line of these tests


def asked(there: InProcess, case: Any, token: str, body: Any) -> Response:
    """The question as a terminal sends it, rightly signed; whatever else it holds is the file's or invented."""
    path = case.formatted_path
    question = signing.Question(
        method=case.method.upper(),
        path=path,
        terminal=TERMINAL,
        request_id=secrets.token_hex(16),
        timestamp=str(int(there.province.clock.now().timestamp())),
        nonce=secrets.token_hex(16),
        idempotency_key=secrets.token_hex(16),
        identity_token=token,
        body=b"" if body is None else json.dumps(body).encode("utf-8", "surrogatepass"),
    )
    key = there.platform._key
    headers = signing.headers(question, key=key, paas_id=PAAS_ID, token=TOKEN)
    if question.body:
        headers["content-type"] = "application/json"
    answer = there.platform._line.send(question.method, path, headers, question.body, 0.0)
    sent = requests.Request(question.method, f"https://sandbox.invalid{path}").prepare()
    told = {name: [value] for name, value in answer.headers.items()}
    return Response(answer.status, told, answer.body, sent, elapsed=0.0, verify=True)


def fuzzed(there: InProcess, token: str, label: str, examples: int) -> None:
    operation = OPERATIONS[label]

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(), st.booleans())
    def ask(case: Any, known: bool) -> None:
        body = case.body if isinstance(case.body, dict | list | str | int | float | bool) else None
        response = asked(there, case, token if known else secrets.token_urlsafe(32), body)
        case.validate_response(response, checks=CHECKS)

    ask()


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_no_question_of_the_contract_breaks_the_platform(
    there: InProcess, person: tuple[Citizen, str], label: str
) -> None:
    fuzzed(there, person[1], label, QUICK)


@soak_only
@pytest.mark.timeout(900)
@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_many_questions_do_not_either(there: InProcess, person: tuple[Citizen, str], label: str) -> None:
    fuzzed(there, person[1], label, LONG)


KINDS = sorted(
    {*CONTRACT["components"]["schemas"]["Issued"]["properties"]["record"]["discriminator"]["mapping"]} - LODGED
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_record_answers_and_its_answer_is_the_files(there: InProcess, kind: str) -> None:
    """Of the first who has one: not everybody has a home, or draws a pension."""
    operation = OPERATIONS["POST /v1/records"]
    wanted: dict[str, Any] = {
        "item": "an-item",
        "record": kind,
        "city": "441300",
        "period_from": "202501",
        "period_to": "202611",
    }
    case = operation.Case(body=wanted, media_type="application/json")
    people = chain(there.province.register.samples(SOME), there.province.register.everyone())
    answers = (asked(there, case, token_of(there, one), wanted) for one in people)
    response = next(answer for answer in answers if answer.status_code != NOTHING_FOUND)
    assert response.status_code == 200, response.text
    case.validate_response(response, checks=CHECKS)
    assert response.json()["kind"] == kind
