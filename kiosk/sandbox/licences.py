"""Electronic licences of a citizen, each with a right identifier (电子证照标识) under bodies that do not exist."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random
from typing import Literal

from kiosk.items.licence_identifier import LicenceIdentifier, sample_type_code
from kiosk.masking import masked_name
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.citizens import ADULT, Citizen
from kiosk.sandbox.companies import credit_code
from kiosk.sandbox.driving import DrivingLicence, driving_licence_of
from kiosk.sandbox.homes import flats_of
from kiosk.sandbox.places import Land
from kiosk.sandbox.vehicles import vehicles_of
from printing.records.enterprise import LicenceField

State = Literal["有效", "已过期", "已注销"]
NOT_PRINTED = frozenset({"household-register"})
"""Kinds that may be seen here but not printed (a province's deny list; this one is the sandbox's choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """One of them."""

    id: str
    name: str
    type_code: str
    number: str = field(repr=False)
    identifier: str = field(repr=False)
    authority: str
    authority_code: str
    granted: date
    valid_to: date | None
    state: State
    face: tuple[LicenceField, ...] = field(repr=False)
    has_photo: bool = False


def licences_of(asked: Asked) -> tuple[Licence, ...]:
    """What the person holds: everyone a residence booklet, grown-ups what their lives brought."""
    return tuple(_licences(asked))


def _licences(asked: Asked) -> Iterator[Licence]:
    citizen = asked.citizen
    yield _made(asked, "household-register", "L003", "居民户口簿", citizen.birth, None, _household(asked))
    yield _made(asked, "birth-certificate", "L141", "出生医学证明", citizen.birth, None, _birth(citizen))
    yield _made(
        asked, "social-security-card", "L059", "社会保障卡", _grown(citizen, 1), None, _social(asked), photo=True
    )
    driving = driving_licence_of(asked)
    if driving is not None:
        since, until = driving.since, driving.until
        yield _made(
            asked, "driving-licence", "L013", "机动车驾驶证", since, until, _driving(asked, driving), photo=True
        )
        for n, vehicle in enumerate(vehicles_of(asked.seed, citizen.number, asked.land, asked.first_day)):
            face = _fields(号牌号码=vehicle.plate, 品牌型号=vehicle.make, 检验有效期至=f"{vehicle.inspect_by:%Y-%m}")
            yield _made(asked, f"vehicle-licence-{n + 1}", "L014", "机动车行驶证", vehicle.registered, None, face)
    if asked.age >= ADULT and asked.home.spouse_of(citizen.number) is not None:
        married = _grown(citizen, 24, _latest(asked))
        yield _made(asked, "marriage-certificate", "L042", "结婚证", married, None, _marriage(asked))
    flats = flats_of(asked.seed, asked.home, citizen.number, asked.land, asked.city, asked.own)
    for n, flat in enumerate(one for one in flats if one.has_title):
        face = _fields(坐落=flat.place, 不动产单元号=flat.unit_code, 共有情况=flat.sharing_of(citizen.number))
        made = _made(asked, f"property-certificate-{n + 1}", "L081", "不动产权证书", flat.registered, None, face)
        yield made


def _made(
    asked: Asked,
    licence_id: str,
    row: str,
    name: str,
    granted: date,
    valid_to: date | None,
    face: tuple[LicenceField, ...],
    *,
    photo: bool = False,
) -> Licence:
    body = _body(asked.seed, row, asked.land)
    serial = asked.number(f"licence {licence_id}", 9)
    state: State = "已过期" if valid_to is not None and valid_to < asked.today else "有效"
    version = asked.random(f"version {licence_id}").choice((1, 1, 1, 2))
    return Licence(
        id=licence_id,
        name=name,
        type_code=sample_type_code(row),
        number=f"{asked.land.area}{asked.number(f'licence number {licence_id}', 10)}",
        identifier=str(LicenceIdentifier(sample_type_code(row), body, serial, version)),
        authority=asked.office(_OFFICES[row]),
        authority_code=body,
        granted=granted,
        valid_to=valid_to,
        state=state,
        face=face,
        has_photo=photo,
    )


_OFFICES = {
    "L003": "公安机关",
    "L141": "卫生健康部门",
    "L059": "人力资源和社会保障部门",
    "L013": "公安机关交通管理部门",
    "L014": "公安机关交通管理部门",
    "L042": "民政部门",
    "L081": "不动产登记机构",
}


@cache
def _body(seed: int, row: str, land: Land) -> str:
    return credit_code(Random(f"{seed}/body/{row}"), land, "11")  # noqa: S311  the same every time, nothing secret


def _fields(**values: str) -> tuple[LicenceField, ...]:
    return tuple(LicenceField(name=name, value=value) for name, value in values.items())


def _grown(citizen: Citizen, years: int, latest: date | None = None) -> date:
    day = citizen.birth.replace(year=citizen.birth.year + years, day=min(citizen.birth.day, 28))
    return min(day, latest) if latest is not None else day


def _latest(asked: Asked) -> date:
    """Of what a grown-up has: before the province began, or on the day of growing up."""
    return max(asked.first_day, _grown(asked.citizen, ADULT))


def _household(asked: Asked) -> tuple[LicenceField, ...]:
    is_head = asked.home.members[0] == asked.citizen.number
    relation = "户主" if is_head else "配偶" if asked.home.spouse_of(asked.citizen.number) else "家庭成员"
    return _fields(户主或与户主关系=relation, 民族=asked.nation, 住址=asked.citizen.address)


def _birth(citizen: Citizen) -> tuple[LicenceField, ...]:
    return _fields(出生日期=f"{citizen.birth:%Y-%m-%d}", 出生地点="样例医院")


def _social(asked: Asked) -> tuple[LicenceField, ...]:
    return _fields(社会保障号码=asked.citizen.number, 个人编号=asked.citizen.personal_no)


def _driving(asked: Asked, licence: DrivingLicence) -> tuple[LicenceField, ...]:
    return _fields(
        准驾车型=licence.classes,
        初次领证日期=f"{licence.since:%Y-%m-%d}",
        档案编号=f"{asked.land.area}{asked.number('driving file', 8)}",
    )


def _marriage(asked: Asked) -> tuple[LicenceField, ...]:
    return _fields(持证人=masked_name(asked.citizen.name), 登记机关=asked.office("民政部门"))
