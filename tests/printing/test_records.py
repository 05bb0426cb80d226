"""The records that papers and sandbox share."""

from typing import get_args

import pytest
from example_records import SIZES, Size, example

from printing.layout_check import STAMPED
from printing.records import RECORDS
from printing.records.value import Record


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_survives_its_way_over_the_wire(kind: str, size: Size) -> None:
    model = RECORDS[kind]
    record = model.model_validate(example(kind, size))
    assert model.model_validate_json(record.model_dump_json()) == record
    assert repr(record) == str(record) == f"{model.__name__}(…)"


@pytest.mark.parametrize("kind", RECORDS)
def test_an_unknown_field_is_refused_without_its_value(kind: str) -> None:
    with pytest.raises(ValueError, match="Extra inputs") as caught:
        example(kind, "ordinary", surplus="张三丰")
    assert "张三丰" not in str(caught.value)


def test_a_kind_names_one_model_and_no_record_means_something_else_by_the_stamps_names() -> None:
    assert len(RECORDS) == 39
    for kind, model in RECORDS.items():
        assert get_args(model.model_fields["kind"].annotation) == (kind,)
        assert not set(model.model_fields) & (set(STAMPED) - {"issuer"})
        assert issubclass(model, Record) or kind == "ss-enrolment"
