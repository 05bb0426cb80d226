"""市场监管 about a citizen's business, and the electronic licences that person holds."""

from decimal import Decimal

from kiosk.sandbox.asked import Asked
from kiosk.sandbox.citizens import ADULT
from kiosk.sandbox.companies import company, credit_code
from kiosk.sandbox.licences import licences_of
from kiosk.sandbox.pictures import card_side, portrait, signature
from printing.records.enterprise import BusinessLicence, LicenceCopy, SoleTrader

COPY_DAYS = {"1个月": 30, "3个月": 90, "6个月": 180}
"""How long a derived copy may hold, by the id that a form offers."""
_TRADES = ("餐饮店", "小吃店", "百货店", "服装店", "理发店", "维修部")
_SOLE = 3


def business_licence(asked: Asked) -> BusinessLicence | None:
    """The licence of the business whose head the person is; two in three are sole traders.

    None for a child, and where it was taken off the register.
    """
    if asked.age < ADULT:
        return None
    random = asked.random("business")
    unit = f"9999{asked.number('own business', 8)}"
    firm = company(asked.seed, unit, asked.land)
    is_sole = random.randrange(_SOLE) > 0
    code = credit_code(random, asked.land, "92") if is_sole else firm.credit_code
    if code in asked.written.deregistered:
        return None
    trade = random.choice(_TRADES)
    name = f"{asked.city}样本区样例{trade}" if is_sole else f"{asked.city}样例{trade.removesuffix('店')}管理有限公司"
    return BusinessLicence(
        subject=asked.subject,
        issuer=asked.office("市场监督管理局"),
        credit_code=code,
        name=name,
        type="个体工商户" if is_sole else "有限责任公司(自然人投资或控股)",
        head=asked.citizen.name,
        head_role="经营者" if is_sole else "法定代表人",
        capital=None if is_sole else firm.capital,
        form="个人经营" if is_sole else None,
        founded=firm.founded,
        term_from=firm.founded,
        term_to=None,
        address=f"{asked.city}{firm.street}",
        scope=firm.scope,
        copy_no=asked.given("copy_no", "1-1"),
        is_copy=asked.given("original", "no") != "yes",
        approved=firm.founded,
        link=f"https://licences.sandbox.invalid/e/{code}",
        purpose=asked.given("purpose", "自助终端打印"),
    )


def sole_trader(asked: Asked) -> SoleTrader:
    """个体工商户登记申请 with what the form says."""
    citizen, random = asked.citizen, asked.random("sole trader")
    trade = random.choice(_TRADES)
    names = [
        asked.given(f"name_{n}", f"{asked.city}样本区样例{words}{trade}")
        for n, words in enumerate(("", "同兴", "鸿运"), 1)
    ]
    return SoleTrader.model_validate(
        {
            "subject": asked.subject,
            "issuer": asked.office("市场监督管理局"),
            "application_no": asked.given(
                "accepted_no", f"{asked.wanted.city}{asked.now:%Y%m%d}{asked.number('sole trader', 8)}"
            ),
            "names": tuple(names),
            "form": asked.given("form", "个人经营"),
            "name": citizen.name,
            "sex": asked.sex,
            "nation": asked.nation,
            "number": citizen.number,
            "home_address": citizen.address,
            "education": asked.given("education", "高中"),
            "politics": asked.given("politics", "群众"),
            "occupation": asked.given("occupation", "个体经营"),
            "phone": asked.given("phone", citizen.phone or "13800000000"),
            "photo": portrait(),
            "place": asked.given("place", f"{asked.city}样本区样例路{random.randint(1, 99)}号首层"),
            "place_right": asked.given("place_right", "租的"),
            "postcode": asked.given("postcode", "000000"),
            "scope": asked.given("trade", "餐饮服务；食品销售（仅销售预包装食品）"),
            "funds": Decimal(asked.given("funds", "5.00")),
            "staff": int(asked.given("staff", "2")),
            "filings": tuple(asked.given("filings", "公章刻制备案、社会保险登记").split("、")),
            "card_front": card_side("front"),
            "card_back": card_side("back"),
            "accepted_at": asked.now,
            "working_days": 3,
            "signature": signature(),
            "signed_on": asked.today,
        }
    )


def licence_copy(asked: Asked) -> LicenceCopy | None:
    """A copy of one of the person's licences, derived for a purpose; the first one where none is named."""
    wanted = asked.given("licence", "")
    held = licences_of(asked)
    licence = next((one for one in held if wanted in ("", one.identifier, one.id)), None)
    if licence is None:
        return None
    days = COPY_DAYS.get(asked.given("validity", "3个月"), COPY_DAYS["3个月"])
    return LicenceCopy(
        subject=asked.subject,
        issuer=licence.authority,
        licence=licence.name,
        licence_type=licence.type_code,
        licence_no=licence.number,
        identifier=licence.identifier,
        holder=asked.citizen.name,
        holder_no=asked.citizen.number,
        authority=licence.authority,
        authority_code=licence.authority_code,
        granted=licence.granted,
        valid_from=licence.granted,
        valid_to=licence.valid_to,
        state=licence.state,
        face=licence.face,
        photo=portrait() if licence.has_photo else None,
        purpose=asked.given("purpose", "自助终端打印"),
        copy_valid_to=asked.today.fromordinal(asked.today.toordinal() + days),
    )
