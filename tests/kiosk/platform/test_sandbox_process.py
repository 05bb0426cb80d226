"""The sandbox as a program: what it writes, what it says, how it ends."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sandbox_lab import WANTED, MovableClock, Sandbox, card_of, enrolment_of

from drivers.control import ask
from kiosk.platform import terminal_key
from kiosk.platform.api import Platform
from kiosk.platform.values import ErrorCode, PrintReport
from kiosk.sandbox.__main__ import contract
from kiosk.sandbox.refusals import STATUS

NUMBER = "449901199001010013"
SAMPLES = Path(__file__).parents[3] / "docs" / "sandbox-data.md"
DEED = "00112233445566778899aabbccddeeff"


@contextmanager
def running(folder: Path, *more: str) -> Iterator[tuple[Sandbox, subprocess.Popen[str]]]:
    control = folder / "p.sock"
    command = [sys.executable, "-m", "kiosk.sandbox", "--run", str(folder), "--control", str(control), *more]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:  # type: ignore[call-overload] # mypy does not read the dict
        try:
            assert process.stdout.readline() == "ready\n"
            yield Sandbox(control, ask(control, "address")), process
        finally:
            process.terminate()


def test_the_contract_in_the_repository_is_what_the_models_say() -> None:
    written = Path(__file__).parents[3] / "kiosk" / "platform" / "openapi.json"
    assert written.read_text("utf-8") == contract(), (
        "run: python -m kiosk.sandbox --openapi > kiosk/platform/openapi.json"
    )


def test_the_contract_describes_every_question_its_headers_and_refusals() -> None:
    paths = json.loads(contract())["paths"]
    operations = {one["operationId"]: one for path in paths.values() for one in path.values()}
    assert {"answer", "challenge", "enrol", "issue", "prove_by_face", "help_person", "show_consent"} <= set(operations)
    for name, operation in operations.items():
        headers = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
        assert {"x-tif-signature", "x-terminal-signature", "x-request-id"} <= headers, name
        assert {"4XX", "5XX"} <= set(operation["responses"]), name
        assert "422" not in operation["responses"], name
    issue = {one["name"]: one["required"] for one in operations["issue"]["parameters"]}
    assert issue["x-identity-token"]
    assert issue["idempotency-key"]


def test_every_code_has_a_status() -> None:
    assert set(STATUS) == set(ErrorCode)
    assert all(400 <= status < 600 for status in STATUS.values())


def test_a_visit_of_ones_own_citizen_leaves_no_trace_and_it_ends_cleanly(tmp_path: Path) -> None:
    data = tmp_path / "people.json"
    own = {
        "number": NUMBER,
        "name": "陈样例",
        "enrolment": [
            {"from": "202301", "to": "202405", "city": "441300", "unit_name": "样例有限公司", "unemployment": 15},
            {"from": "202407", "to": "202412", "city": "佛山市", "unit_name": "又一样例有限公司"},
        ],
    }
    data.write_text(json.dumps({"citizens": [own]}), "utf-8")
    folder = tmp_path / "run"
    folder.mkdir()
    clock = MovableClock()
    with running(folder, "--data", str(data)) as (sandbox, process):
        sandbox.tell("auto_approve", value=True)
        key_file = folder / "terminal.pem"
        terminal_key.make(key_file)
        platform = Platform.from_files(sandbox.settings(key_file), "test-01", clock)
        try:
            platform.enrol("厅")
            card = card_of(sandbox.tell("citizen", number=NUMBER))
            identity = sandbox.identified(platform, card)
            issued = platform.issue(identity, WANTED, deed=DEED, number=NUMBER)
            report = PrintReport(document_no=issued.document_no, serial="s", outcome="done", sheets=1)
            platform.report_print(report, deed=DEED)
        finally:
            platform.close()
        record = enrolment_of(issued.record)
        assert [(row.city, row.pension, row.unemployment) for row in record.spans] == [
            ("惠州市", 17, 15), ("佛山市", 6, 6),
        ]  # fmt: skip
        assert (record.pension_months, record.injury_months, record.unemployment_months) == (23, 23, 21)
        for file in folder.rglob("*"):
            if file.is_file():
                assert file.stat().st_mode & 0o077 == 0, f"{file.name} is open to others"
                content = file.read_bytes()
                for word in (NUMBER, "陈样例", "演示路", issued.verification_code, identity.token):
                    for encoding in ("utf-8", "utf-16-le", "gbk"):
                        assert word.encode(encoding) not in content, f"{file.name} holds {word[:2]}…"
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=10)
        assert (process.returncode, out, err) == (0, "", "")
    assert not (folder / "p.sock").exists()


def test_whoever_is_helped_in_the_example_finds_a_helper_with_a_phone(tmp_path: Path) -> None:
    example = re.findall(r"```json\n(.*?)```", SAMPLES.read_text("utf-8"), re.DOTALL)[0]
    child = {"number": "449901201701010014", "name": "测小样", "guardian": NUMBER}
    people = json.loads(example)["citizens"]
    data = tmp_path / "people.json"
    data.write_text(json.dumps({"citizens": [*people, child]}), "utf-8")
    with running(tmp_path, "--data", str(data)) as (sandbox, _):
        helper = sandbox.tell("helper", number=NUMBER)
        assert helper["relation"] == "family"
        assert helper["number"] not in {one["number"] for one in people}, "the other one of the example has no phone"
        assert sandbox.tell("helper", number=child["number"]) == {"number": NUMBER, "relation": "guardian"}


def test_a_bad_data_file_is_one_line_and_exit_2(tmp_path: Path) -> None:
    data = tmp_path / "people.json"
    data.write_text('{"citizens": [{"name": "x"}]}', "utf-8")
    command = [sys.executable, "-m", "kiosk.sandbox", "--run", str(tmp_path), "--control", str(tmp_path / "c")]
    done = subprocess.run([*command, "--data", str(data)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"Error: {data}: citizens[0].number: is missing: add it"


@pytest.mark.parametrize(
    ("do", "fields", "message"),
    [
        ("fault", {"kind": "earthquake"}, "kind"),
        ("fault", {"kind": "cut", "count": 0}, "count"),
        ("fault", {"kind": "cut", "where": "x"}, "where"),
        ("limits", {"copies": 3}, "copies"),
        ("limits", {"copies_a_day": "3"}, "copies_a_day"),
        ("approve", {"terminal": "nobody"}, "nobody"),
        ("citizen", {"number": "1"}, "no citizen"),
        ("citizens", {"count": 0}, "count"),
        ("auto_approve", {"value": 1}, "true or false"),
        ("approve", {}, "terminal"),
    ],
)
def test_control_requests_that_are_not_understood(
    sandbox: Sandbox, do: str, fields: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        sandbox.tell(do, **fields)


def test_the_outbox_of_one_phone(sandbox: Sandbox, platform: Platform) -> None:
    first, second = sandbox.citizens(2)
    for card in (first, second, first):
        platform.challenge(card)
    phone = next(one["phone"] for one in sandbox.tell("outbox")["messages"] if one["number"] == second.number)
    messages = sandbox.tell("outbox", phone=phone)["messages"]
    assert {one["number"] for one in messages} == {second.number}
    assert messages[-1]["code"] in messages[-1]["text"]
