"""Who comes: invented people with numbers of an area that nobody has."""

from dataclasses import replace
from datetime import date

from stdnum.iso7064 import mod_11_2

from kiosk.sandbox.citizens import Citizen, Employment
from kiosk.sandbox.months import index

WOMAN, MAN = "2", "1"


def number(area: str, birth: date, order: int) -> str:
    """With its right check digit."""
    body = f"{area}{birth:%Y%m%d}{order:03d}"
    return body + str(mod_11_2.calc_check_digit(body))


def person(
    name: str,
    order: int,
    *,
    birth: date = date(1984, 5, 6),
    area: str = "449901",
    phone: str | None = "13800000000",
    valid_to: date | None = date(2036, 1, 1),
    address: str = "演示市样本区演示路1号101房",
    guardian: str | None = None,
    city: str = "惠州市",
) -> Citizen:
    """Somebody who has worked here for two years and more."""
    first, last = index("201901"), index("203912")
    job = Employment(first=first, last=last, city=city, unit_no="900001", unit_name="演示样例电子有限公司")
    return Citizen(
        number=number(area, birth, order),
        name=name,
        birth=birth,
        sex=MAN if order % 2 else WOMAN,
        nation="01",
        address=address,
        issuer="示例市公安局样本分局",
        valid_from=date(2016, 1, 1),
        valid_to=valid_to,
        phone=phone,
        personal_no=f"99000000{order:03d}",
        employments=(job,),
        guardian=guardian,
    )


ANYBODY = person("测试甲", 101)
EXPIRED = person("测试旧", 102, valid_to=date(2025, 3, 1))
NO_PHONE = person("测试机", 103, phone=None)
OLD = person("测试寿", 104, birth=date(1941, 2, 3), valid_to=None)
RARE = person("测䶮𬴊", 105)
LONG = person("MAXIMILIANA ALEXANDRA VANDERBILT SAMPLES", 106, area="944900", birth=date(1979, 9, 9))
FOREIGN = person("SAMPLE JOANNA", 108, area="944900", birth=date(1988, 8, 8))
FOREIGN_EXPIRED = person("SAMPLE JOHN", 109, area="944900", birth=date(1987, 7, 7), valid_to=date(2026, 1, 1))
HONG_KONG = person("测试港", 110, area="819901", birth=date(1990, 10, 10))
TWIN, OTHER_TWIN = person("测试双一", 112, birth=date(1999, 1, 1)), person("测试双二", 114, birth=date(1999, 1, 1))
NO_ADDRESS = person("测试居", 115, address="")
HELPER = person("测试帮", 116, phone="13800000116")
PARENT = person("测试父", 117, birth=date(1985, 6, 1), phone="13800000117")
CHILD = person("测试童", 118, birth=date(2016, 6, 1), phone=None, guardian=PARENT.number)
NEW_HERE = replace(person("测试新", 121), employments=())
TEN = person("测试十", 120)
MOVED = person("测试迁", 119, city="广州市")
PEOPLE = (
    *(ANYBODY, EXPIRED, NO_PHONE, OLD, RARE, LONG, FOREIGN, FOREIGN_EXPIRED, HONG_KONG, TWIN, OTHER_TWIN),
    *(NO_ADDRESS, HELPER, PARENT, CHILD, TEN, MOVED, NEW_HERE),
)
