"""不动产 of a citizen."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from drivers.clock import BEIJING
from kiosk.masking import masked_name
from kiosk.sandbox.asked import DOCUMENTS, Asked
from kiosk.sandbox.case_numbers import case_no
from kiosk.sandbox.citizens import generated
from kiosk.sandbox.homes import PREREGISTERED, Flat, flats_of
from printing.records.property import (
    Holding,
    PropertyAuthenticity,
    PropertyProgress,
    PropertyQuery,
    PropertyTitle,
    TitleHolder,
)

PROPERTY_CASE = 9
"""Position of the case in the property register; kiosk/sandbox/cases.py has those before."""
PROMISED_DAYS = 12
BUSINESSES = (
    "国有建设用地使用权及房屋所有权转移登记",
    "抵押权首次登记",
    "预告登记",
    "国有建设用地使用权及房屋所有权变更登记",
)
"""What somebody may have registered; by the first an owner's title was made."""
_NO_BRACKETS = str.maketrans("", "", "()（）")
STAGES = ("受理", "初审", "复审", "核定", "登簿", "缮证", "发证")


def flats(asked: Asked) -> tuple[Flat, ...]:
    """In the register of the city that answers."""
    return flats_of(asked.seed, asked.home, asked.citizen.number, asked.land, asked.city, asked.own)


def query(asked: Asked) -> PropertyQuery:
    """登记资料查询结果; that there is nothing is an answer too."""
    found = flats(asked)
    return PropertyQuery(
        subject=asked.subject,
        issuer=asked.office("不动产登记机构"),
        name=asked.citizen.name,
        document_type=asked.document,
        number=asked.citizen.number,
        purpose=asked.given("purpose", "其他"),
        searched=asked.city,
        queried_at=asked.now,
        holdings=tuple(
            Holding(
                certificate_no=one.certificate_no,
                unit_code=one.unit_code,
                place=one.place,
                sharing=one.sharing_of(asked.citizen.number),
                usage="城镇住宅用地/住宅",
                area=one.area,
                registered=f"{one.registered:%Y-%m-%d}",
                state=one.state,
                print_no=one.print_no,
                right_type="国有建设用地使用权/房屋所有权",
                right_nature="出让/市场化商品房",
                is_mortgaged="有" if "抵押" in one.state and "无抵押" not in one.state else "无",
                is_seized="有" if "查封" in one.state and "无查封" not in one.state else "无",
                is_preregistered="有" if one.state == PREREGISTERED else "无",
                is_disputed="无",
            )
            for one in found
        ),
        result=f"查询到{len(found)}项登记信息" if found else f"在{asked.city}未查询到登记信息",
    )


def title(asked: Asked) -> PropertyTitle | None:
    """不动产权证书 of what was registered last and is not printed yet, or of the last at all where all are.

    None where the register of this city has nothing of theirs, or nothing but a 预告登记.
    """
    found = [one for one in flats(asked) if one.has_title]
    if not found:
        return None
    flat = max(found, key=lambda one: (one.certificate_no not in asked.written.titles, one.registered))
    return PropertyTitle(
        subject=asked.subject,
        issuer=asked.office("不动产登记机构"),
        certificate_no=flat.certificate_no,
        name=asked.citizen.name,
        document_type=asked.document,
        number=asked.citizen.number,
        sharing=flat.sharing,
        holders=tuple(_holder(asked, flat, number) for number in flat.owners),
        place=flat.place,
        unit_code=flat.unit_code,
        right_type="国有建设用地使用权/房屋所有权",
        right_nature="出让/市场化商品房",
        usage="城镇住宅用地/住宅",
        area=flat.area,
        registered_on=flat.registered,
    )


def _holder(asked: Asked, flat: Flat, number: str) -> TitleHolder:
    one = asked.citizen if number == asked.citizen.number else generated(asked.seed, number, asked.land)
    if one is None:
        raise AssertionError("an owner is one of the home")
    return TitleHolder(name=one.name, document_type=DOCUMENTS[one.kind], number=number, share=flat.share_of(number))


def certificates(asked: Asked) -> Iterator[tuple[str, str | None]]:
    """Numbers of a citizen's certificates, and what is printed on their sheets where the register knows it."""
    for flat in flats(asked):
        if flat.has_title:
            yield flat.certificate_no, flat.print_no
    title = asked.own.get("property-title") or {}
    if "certificate_no" in title:
        yield title["certificate_no"], None


def bare(certificate_no: str) -> str:
    """Without brackets, by which two are compared: a terminal's keyboard has none."""
    return certificate_no.translate(_NO_BRACKETS)


def progress(asked: Asked) -> PropertyProgress:
    """登记办理进度 of the newest case: of whoever has a title the one that made it, which can be sent by post."""
    random = asked.random("property case")
    is_made = any(flat.has_title for flat in flats(asked))
    began = asked.first_day - timedelta(days=PROMISED_DAYS if is_made else 0)
    place = f"{asked.city}样本区样例路***房"
    return PropertyProgress.model_validate(
        {
            "subject": asked.subject,
            "issuer": asked.office("不动产登记机构"),
            "accepted_no": case_no(asked.seed, asked.land.code, asked.citizen.number, PROPERTY_CASE),
            "business": BUSINESSES[0] if is_made else random.choice(BUSINESSES),
            "place": place,
            "accepted_at": datetime.combine(began - timedelta(days=3), time(9, 30), BEIJING),
            "stage": STAGES[-1] if is_made else random.choice(STAGES),
            "promised": f"{began + timedelta(days=PROMISED_DAYS):%Y-%m-%d}",
            "pick_up": random.choice(("窗口", "取件柜", "EMS")),
        }
    )


def authenticity(asked: Asked) -> PropertyAuthenticity:
    """证书真伪: whether number, holder and print number are one certificate of the register, and no more than that."""
    certificate = asked.given("certificate_no", "")
    holder, print_no = asked.given("holder", asked.citizen.name), asked.given("print_no", "")
    known = next((one for one in certificates(asked) if not certificate or bare(one[0]) == bare(certificate)), None)
    agrees = known is not None and holder == asked.citizen.name and (known[1] is None or print_no in ("", known[1]))
    shown = certificate or (known[0] if known is not None else "—*")
    return PropertyAuthenticity(
        subject=asked.subject,
        issuer=asked.office("不动产登记机构"),
        certificate_no=_masked(shown),
        holder=masked_name(holder),
        result="一致" if agrees else "不一致",
        state="现势有效" if agrees else "未查询到",
        queried_at=asked.now,
    )


def _masked(certificate: str) -> str:
    """The last digits of the number stay away."""
    return certificate if "*" in certificate else f"{certificate[:-5]}****{certificate[-1:]}"
