"""`--data`: citizens of one's own, and errors that name file and field but no person."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from drivers.clock import BEIJING
from kiosk.platform.values import RecordRequest
from kiosk.sandbox import data_file
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.citizens import Register
from kiosk.sandbox.data_file import DataError
from kiosk.sandbox.own_records import replaced
from kiosk.sandbox.places import GUANGDONG
from kiosk.sandbox.records import DERIVATIONS

NUMBER = "449901199001010013"
DOCS = Path(__file__).parents[3] / "docs" / "sandbox-data.md"


def person(**changes: Any) -> dict[str, Any]:
    return {"number": NUMBER, "name": "陈样例", **changes}


def span(**changes: Any) -> dict[str, Any]:
    return {"from": "202301", "to": "202405", "unit_name": "样例有限公司", **changes}


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(content: Any) -> Path:
        path = tmp_path / "people.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
        return path

    return write


def test_number_and_name_are_enough(written: Any) -> None:
    found = data_file.load(written({"citizens": [person()]}))[NUMBER]
    assert (found.birth, found.sex, found.phone) == (date(1990, 1, 1), "1", "13800000000")
    assert found.card()["valid_to"] == "长期"


def test_the_files_people_come_first_and_replace_the_generated(written: Any) -> None:
    register = Register(1, data_file.load(written({"citizens": [person()]})))
    assert [one.name for one in register.samples(1)] == ["陈样例"]
    assert len(register.samples(4)) == 4
    assert register.of(NUMBER) == register.samples(1)[0]


def test_the_examples_in_the_documentation_are_right(written: Any) -> None:
    examples = re.findall(r"```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert [len(data_file.load(written(one))) for one in examples] == [2, 1]
    schema = json.loads(data_file.schema())
    for one in examples:
        assert set(json.loads(one)["citizens"][0]) <= set(schema["$defs"]["OwnCitizen"]["properties"])


def test_the_schema_beside_the_documentation_is_the_models() -> None:
    text = (DOCS.parent / "sandbox-data.schema.json").read_text("utf-8")
    assert text == data_file.schema(), "python -m kiosk.sandbox --data-schema > docs/sandbox-data.schema.json"


def answer(written: Any, kind: str, records: dict[str, Any], first: str = "202401", last: str = "202611") -> Any:
    own = data_file.read(written({"citizens": [person(records=records)]}))
    citizen = own.citizens[NUMBER]
    wanted = RecordRequest(item="i", record=kind, city="441300", period_from=first, period_to=last)
    now = datetime(2026, 11, 21, 10, 12, tzinfo=BEIJING)
    asked = Asked(
        citizen=citizen,
        wanted=wanted,
        subject="subject-01",
        city="惠州市",
        now=now,
        began=now,
        seed=1,
        land=GUANGDONG,
    )
    return replaced(DERIVATIONS[kind](asked), own.records[NUMBER], asked)


def entry(month: str, income: str, tax: str) -> dict[str, str]:
    return {
        "month": month,
        "income_kind": "正常工资薪金",
        "payer": "样例有限公司",
        "payer_no": "9",
        "income": income,
        "tax": tax,
    }


def test_fields_of_a_record_replace_the_derived_ones_and_sums_follow(written: Any) -> None:
    rows = [entry("202312", "1.00", "0.10"), entry("202401", "5000.10", "12.34"), entry("202402", "6000.20", "0.01")]
    record = answer(written, "income-list", {"income-list": {"entries": rows}})
    assert [row.month for row in record.entries] == ["202401", "202402"], "cut to the months that were asked for"
    assert (str(record.income_total), str(record.tax_total)) == ("11000.30", "12.35")
    assert (record.name, record.number) == ("陈样例", NUMBER)


def test_other_fields_stay_derived_and_null_is_nothing(written: Any) -> None:
    assert (
        answer(written, "business-licence", {"business-licence": {"name": "惠州市样例甲店"}}).name == "惠州市样例甲店"
    )
    assert answer(written, "business-licence", {"business-licence": {"name": "惠州市样例甲店"}}).head == "陈样例"
    assert answer(written, "business-licence", {"business-licence": None}) is None
    assert answer(written, "property-query", {"tax-record": None}) is not None


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ({"poem": {}}, r"citizens\[0\]\.records\.poem: unknown field"),
        ({"tax-record": {"paid": [{}]}}, r"citizens\[0\]\.records\.tax-record\.paid\[0\]\.declared_on: is missing"),
        ({"tax-record": {"number": "1"}}, r"citizens\[0\]\.records\.tax-record\.number: unknown field"),
        ({"deposit-record": {"base": "x"}}, r"citizens\[0\]\.records\.deposit-record\.base: "),
        ({"ss-payments": {"payments": []}}, r"citizens\[0\]\.records\.ss-payments: "),
    ],
)
def test_a_record_that_does_not_fit_is_named(written: Any, records: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        data_file.read(written({"citizens": [person(records=records)]}))
    assert NUMBER not in str(caught.value)


def test_every_field_is_explained_in_the_documentation() -> None:
    text = DOCS.read_text("utf-8")
    for model in (data_file.OwnCitizen, data_file.OwnSpan):
        for name, field in model.model_fields.items():
            assert f"| `{field.alias or name}` |" in text, name


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", r"people\.json:1: not JSON"),
        ([], r"people\.json: the file: "),
        ({}, r"people\.json: citizens: is missing"),
        ({"citizens": [person(nmae="x")]}, r"citizens\[0\]\.nmae: unknown field"),
        ({"citizens": [{"number": NUMBER}]}, r"citizens\[0\]\.name: is missing"),
        ({"citizens": [person(number="449901199001010010")]}, r"citizens\[0\]: 'number' has not .* check digit"),
        ({"citizens": [person(number="449901199002300012")]}, r"citizens\[0\]: 'number'"),
        ({"citizens": [person(number=449901199001010013)]}, r"citizens\[0\]\.number: "),
        ({"citizens": [person(name="名" * 16)]}, r"citizens\[0\]: 'name' is longer than the 15"),
        ({"citizens": [person(name="𬴊" * 8)]}, r"citizens\[0\]: 'name' is longer than the 15"),
        ({"citizens": [person(phone="138")]}, r"citizens\[0\]\.phone: "),
        ({"citizens": [person(valid_from="2020-02-30")]}, r"citizens\[0\]\.valid_from: "),
        ({"citizens": [person(valid_to="2019-01-01")]}, r"citizens\[0\]: 'valid_to' lies before"),
        ({"citizens": [person(), person()]}, r"citizens\[1\]\.number: stands in the file twice"),
        ({"citizens": [person(enrolment=[span(to="202212")])]}, r"citizens\[0\]\.enrolment\[0\]: 'to' lies before"),
        ({"citizens": [person(enrolment=[span(to="202413")])]}, r"citizens\[0\]\.enrolment\[0\]\.to: "),
        ({"citizens": [person(enrolment=[span(pension=18)])]}, r"enrolment\[0\]: more months were paid than the 17"),
        ({"citizens": [person(enrolment=[span(injury=-1)])]}, r"enrolment\[0\]\.injury: "),
        ({"citizens": [person(enrolment=[span(city="999999")])]}, r"enrolment\[0\]: 'city' is neither"),
    ],
)
def test_an_error_names_file_and_field_and_no_person(written: Any, content: Any, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        data_file.load(written(content))
    assert "\n" not in str(caught.value)
    for word in (NUMBER, "陈样例", "名名", "449901"):
        assert word not in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        data_file.load(tmp_path / "missing.json")
    (tmp_path / "latin.json").write_bytes("陈".encode("gbk"))
    with pytest.raises(DataError, match="not UTF-8"):
        data_file.load(tmp_path / "latin.json")


def test_the_citizen_whom_the_documentation_names_is_there_without_a_file() -> None:
    named = re.search(r"`--citizen (\d{17}[\dX])` is one with a phone", DOCS.read_text("utf-8"))
    assert named is not None
    citizen = Register(1, {}).of(named[1])
    assert citizen is not None
    assert citizen.phone
