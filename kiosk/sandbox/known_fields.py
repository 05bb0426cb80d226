"""What the registers know for a form, each answer with whose data it is; and who may apply for what.

A choice is answered by the words of its option, as it stands on the paper.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import islice
from types import MappingProxyType

from stdnum import luhn

from kiosk.platform.submission_values import Enterprise
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.citizens import Citizen, Register
from kiosk.sandbox.enterprises import enterprises_of, licence_of
from kiosk.sandbox.homes import Flat, flats_of
from kiosk.sandbox.pensions import DRAWN_FROM, checks_of
from kiosk.sandbox.population import household_of
from kiosk.sandbox.records.public_security import residence
from kiosk.sandbox.records.social_security import benefit, checks
from kiosk.sandbox.vehicles import DRIVING_AGE, is_settled, offences_of
from printing.records.public_security import ResidenceRegistration

Known = tuple[str, str]
"""Answer and source (an id of config/data-sources.toml)."""
LEAST_AGE: Mapping[str, int] = MappingProxyType(
    {"old-age-allowance": 80, "old-age-allowance-adjustment": 80, "pension-qualification": DRAWN_FROM}
)
"""By item: 80 years as Guangdong's cities have it for the allowance."""
FINES = "traffic-fine"
"""The item for whoever has an offence that is not settled, or not paid."""
PROOF_RESULT = "pension-qualification-result"
"""The item for whoever was proven to live, for a pension."""
OWNERS = frozenset({"property-certificate-print", "property-mailing"})
"""Items for whoever has a home that is more than 预告登记."""
OWNS_NONE = "no-property-certificate"
"""The item for whoever has none."""


def is_for(item: str, age: int) -> bool:
    """Whether somebody of that age may apply for it."""
    return age >= LEAST_AGE.get(item, 0)


def who_may(register: Register, item: str, count: int, began: datetime) -> list[Citizen]:
    """Some for whom it was done when the province began, with a phone; the usual ones, unless it is for few."""
    today = began.date()
    land = register.land
    city = land.city(land.sample) or ""

    def may(one: Citizen) -> bool:
        age = one.age(today)
        if not is_for(item, age):
            return False
        if item == PROOF_RESULT:
            return bool(checks_of(register.seed, one, today, register.own_records(one.number)))
        if item in {*OWNERS, OWNS_NONE}:
            home = household_of(register.seed, one.number, land)
            flats = flats_of(register.seed, home, one.number, land, city, register.own_records(one.number))
            return not flats if item == OWNS_NONE else any(flat.has_title for flat in flats)
        if item != FINES:
            return True
        seen = offences_of(register.seed, one.number, today) if age >= DRIVING_AGE else ()
        return not all(is_settled(offence) for offence in seen)

    usual = [one for one in register.samples(count) if may(one)]
    if len(usual) == count:
        return usual
    return list(islice((one for one in register.everyone() if one.phone and may(one)), count))


def known_fields(asked: Asked, fields: tuple[str, ...]) -> dict[str, Known]:
    """Of these fields, those that a register knows.

    Args:
        asked: who, of which item, where.
        fields: names of the form's questions, with _ for -.
    """
    return {name: found for name in fields if name in _FIELDS and (found := _FIELDS[name](asked))[0]}


def _population(value: Callable[[Asked], str]) -> Callable[[Asked], Known]:
    return lambda asked: (value(asked), "population")


def _community(asked: Asked) -> str:
    return f"样本区样例街道演示{asked.random_of_home('community').randint(1, 40)}社区"


def _marital(asked: Asked) -> str:
    if asked.home.spouse_of(asked.citizen.number) is not None:
        return "已婚"
    return asked.random("marital").choice(("丧偶", "丧偶", "未婚")) if asked.age >= 60 else "未婚"


def _band(asked: Asked) -> str:
    if asked.age >= 100:
        return "100周岁（含）以上"
    return "90周岁（含）以上" if asked.age >= 90 else "80—89周岁其他老年人"


def _account(asked: Asked) -> str:
    stem = f"62000000000{asked.number('bank account', 7)}"
    return stem + str(luhn.calc_check_digit(stem))


def _purpose(asked: Asked) -> str:
    return "调整" if asked.wanted.item.endswith("-adjustment") else "申领"


def _pension(asked: Asked) -> str:
    return "城镇职工养老金" if benefit(asked).startswith("企业职工") else "城乡居民养老金"


def _residence(value: Callable[[ResidenceRegistration], str]) -> Callable[[Asked], Known]:
    return lambda asked: (value(residence(asked)), "residence-permits")


def _checked_before(asked: Asked) -> Known:
    found = checks(asked)
    return (f"{found[0].at:%Y-%m-%d}" if found else "", "social-benefits")


def _employer(asked: Asked) -> Known:
    jobs = asked.citizen.employments
    return (jobs[-1].unit_name if jobs else "", "social-enrolment")


def _own_home(value: Callable[[Flat], str]) -> Callable[[Asked], Known]:
    def found(asked: Asked) -> Known:
        flats = flats_of(asked.seed, asked.home, asked.citizen.number, asked.land, asked.city, asked.own)
        titled = next((flat for flat in flats if flat.has_title), None)
        return (value(titled) if titled is not None else "", "property-register")

    return found


def _enterprise(value: Callable[[Enterprise, Asked], str], source: str = "companies") -> Callable[[Asked], Known]:
    def found(asked: Asked) -> Known:
        code = asked.given("enterprise", "")
        one = next((one for one in enterprises_of(asked) if one.credit_code == code), None)
        return (value(one, asked) if one is not None else "", source)

    return found


def _head(one: Enterprise, asked: Asked) -> str:
    return asked.citizen.name if one.relation != "经办人" else "样例法定代表人"


def _address(_: Enterprise, asked: Asked) -> str:
    licence = licence_of(asked)
    return licence.address if licence is not None else f"{asked.city}样本区样例路1号"


def _founded(_: Enterprise, asked: Asked) -> str:
    licence = licence_of(asked)
    return licence.founded.isoformat() if licence is not None else "2015-06-01"


def _permit_ends(asked: Asked) -> str:
    """It holds for a year, and was endorsed again each time (居住证暂行条例 article 10)."""
    end = asked.first_day + timedelta(days=asked.random("permit ends").randint(1, 60))
    while end < asked.today:
        end += timedelta(days=365)
    return end.isoformat()


_FIELDS: Mapping[str, Callable[[Asked], Known]] = MappingProxyType(
    {
        "name": _population(lambda asked: asked.citizen.name),
        "sex": _population(lambda asked: asked.sex),
        "nation": _population(lambda asked: f"{asked.nation}族"),
        "born": _population(lambda asked: asked.citizen.birth.isoformat()),
        "number": _population(lambda asked: asked.citizen.number),
        "household_address": _population(lambda asked: asked.citizen.address),
        "community": _population(_community),
        "home_address": _population(lambda asked: asked.citizen.address),
        "phone": lambda asked: (asked.citizen.phone or "", "account"),
        "marital": lambda asked: (_marital(asked), "marriages"),
        "purpose": lambda asked: (_purpose(asked), "account"),
        "band": _population(_band),
        "from_month": _population(lambda asked: f"{asked.today:%Y年%m月}"),
        "pension": lambda asked: (_pension(asked), "social-benefits"),
        "other_allowance": lambda _: ("没有", "civil-affairs"),
        "bank": lambda _: ("样例银行样本支行", "social-card"),
        "account": lambda asked: (_account(asked), "social-card"),
        "residence_address": _residence(lambda found: found.home_address),
        "police_station": _residence(lambda found: found.police_station),
        "landlord": _residence(lambda found: found.landlord),
        "registered_on": _residence(lambda found: found.registered_on.isoformat()),
        "permit_no": lambda asked: (f"JZZ{asked.number('residence permit', 12)}", "residence-permits"),
        "valid_to": lambda asked: (_permit_ends(asked), "residence-permits"),
        "employer": _employer,
        "benefit": lambda asked: (benefit(asked), "social-benefits"),
        "insured_in": lambda asked: (asked.city, "social-benefits"),
        "checked_before": _checked_before,
        "flat_address": _own_home(lambda flat: flat.place),
        "flat_certificate": _own_home(lambda flat: flat.certificate_no),
        "company_name": _enterprise(lambda one, _: one.name),
        "credit_code": _enterprise(lambda one, _: one.credit_code),
        "legal_person": _enterprise(_head),
        "company_address": _enterprise(_address),
        "founded": _enterprise(_founded),
        "tax_state": _enterprise(lambda *_: "已经清税", "tax"),
        "insurance_state": _enterprise(lambda *_: "没有欠缴", "social-payments"),
        "licences_open": _enterprise(lambda *_: "没有"),
    }
)
"""By the name of the form's question."""
