"""Records of a data file: fields of them stand in place of the derived ones, everything else stays as it is derived."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, create_model

from kiosk.sandbox import months
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.homes import OwnRecords
from printing.records import RECORDS
from printing.records.value import Value

ALWAYS_OURS = frozenset(
    {"kind", "subject", "name", "number", "taxpayer_no", "holder", "holder_no", "head", "period_from", "period_to"}
    | {"month_from", "month_to", "income_total", "tax_total", "trips", "spent", "returned"}
)
"""Fields that follow from the citizen, the question or the rows: a file that names them is refused."""
ELSEWHERE = frozenset({"ss-enrolment", "register-extract"})
"""A citizen's `enrolment` is the record; and an extract is of many registers, none of which a file could mean."""
_NAMES_OF_THINGS = frozenset({"business-licence", "service-guide"})
"""Kinds whose `name` is none of a person."""

_SUMS = {"income-list": {"income_total": ("entries", "income"), "tax_total": ("entries", "tax")}}
_DAYS = ("month", "on", "paid_on", "left_at")


class Own(BaseModel):
    """What all partial records have: no field must be there, none may be unknown."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, ser_json_bytes="base64", val_json_bytes="base64"
    )


def _partial(kind: str, model: type[Value]) -> type[Own]:
    fields: dict[str, Any] = {
        name: (Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation, None)
        for name, field in model.model_fields.items()
        if name not in ALWAYS_OURS or (name == "name" and kind in _NAMES_OF_THINGS)
    }
    return create_model("Own" + "".join(word.title() for word in kind.split("-")), __base__=Own, **fields)


PARTIAL: Mapping[str, type[Own]] = MappingProxyType(
    {kind: _partial(kind, model) for kind, model in RECORDS.items() if kind not in ELSEWHERE}
)
"""By kind, the model of what a data file may say."""


def replaced(record: Value | None, own: OwnRecords, asked: Asked) -> Value | None:
    """A derived record with the fields of the data file; None where the file says that there is none.

    Raises:
        ValueError: what the file says is no whole record of its kind, and nothing is derived that it could complete.
    """
    kind = asked.wanted.record
    if kind not in own:
        return record
    given = own[kind]
    if given is None:
        return None
    model = RECORDS[kind]
    values = record.model_dump() if record is not None else _of_citizen(model, asked)
    values |= {name: _cut(rows, asked) if isinstance(rows, tuple) else rows for name, rows in given.items()}
    for total, (rows, field) in _SUMS.get(kind, {}).items():
        values[total] = sum((_of(row, field) for row in values[rows]), Decimal(0))
    if kind == "toll-card":
        values |= _passed(values["passages"])
    return model.model_validate(values)


def _passed(passages: tuple[Any, ...]) -> dict[str, Any]:
    """What a toll card's passages come to, without and with what was put on it."""
    driven = [_of(one, "amount") for one in passages if _of(one, "kind") == "通行"]
    put = [_of(one, "amount") for one in passages if _of(one, "kind") != "通行"]
    return {"trips": len(driven), "spent": sum(driven, Decimal(0)), "returned": sum(put, Decimal(0))}


def _of_citizen(model: type[Value], asked: Asked) -> dict[str, Any]:
    """What follows from citizen and question where nothing is derived."""
    citizen, wanted = asked.citizen, asked.wanted
    known = {
        "kind": wanted.record,
        "subject": asked.subject,
        "issuer": f"{asked.city}政务服务管理机构（演示）",
        **dict.fromkeys(("name", "holder", "head"), citizen.name),
        **dict.fromkeys(("number", "taxpayer_no", "holder_no"), citizen.number),
        **dict.fromkeys(("period_from", "month_from"), wanted.period_from),
        **dict.fromkeys(("period_to", "month_to"), wanted.period_to),
        "document_type": asked.document,
        "sex": asked.sex,
        "born": citizen.birth,
        "holders": (
            {"name": citizen.name, "document_type": asked.document, "number": citizen.number, "share": "全部"},
        ),
    }
    if wanted.record in _NAMES_OF_THINGS:
        del known["name"]
    return {name: known[name] for name in model.model_fields if name in known}


def _cut(rows: tuple[Any, ...], asked: Asked) -> tuple[Any, ...]:
    """Rows of the months that are asked for; rows without a month stay."""
    return tuple(row for row in rows if (month := _month(row)) is None or asked.first <= month <= asked.last)


def _month(row: Any) -> int | None:
    told = next((value for name in _DAYS if (value := _of(row, name)) is not None), None)
    if isinstance(told, date):
        return months.index_of(told)
    return months.index(told) if isinstance(told, str) and told.isdecimal() else None


def _of(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else getattr(row, name, None)
