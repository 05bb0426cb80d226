"""Provinces of the sandbox and their cities by GB/T 2260 codes.

Cities are real; people, firms, streets and offices are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kiosk.platform.gateways import Gateway

CITIES = {
    "440100": "广州市",
    "440200": "韶关市",
    "440300": "深圳市",
    "440400": "珠海市",
    "440500": "汕头市",
    "440600": "佛山市",
    "440700": "江门市",
    "440800": "湛江市",
    "440900": "茂名市",
    "441200": "肇庆市",
    "441300": "惠州市",
    "441400": "梅州市",
    "441500": "汕尾市",
    "441600": "河源市",
    "441700": "阳江市",
    "441800": "清远市",
    "441900": "东莞市",
    "442000": "中山市",
    "445100": "潮州市",
    "445200": "揭阳市",
    "445300": "云浮市",
}


@dataclass(frozen=True, slots=True)
class Land:
    """A province."""

    id: str
    name: str
    code: str
    """First two digits of its division codes."""
    area: str
    """Four digits below it that were assigned to nobody: its invented people's numbers begin with them."""
    plate: str
    """First character of number plates and of certificates of real estate."""
    capital: str
    sample: str
    """The city whose terminals are shown here."""
    gateway: Gateway
    cities: Mapping[str, str] = field(hash=False)

    def city(self, code: str) -> str | None:
        """The city that a code of its own or of one of its districts belongs to; None outside of the province."""
        return self.cities.get(f"{code[:4]}00")


GUANGDONG = Land("guangdong", "广东省", "44", "4499", "粤", "440100", "441300", "x-tif", MappingProxyType(CITIES))
ZHEJIANG = Land(
    "zhejiang",
    "浙江省",
    "33",
    "3399",
    "浙",
    "330100",
    "330800",
    "gjgxjhpt",
    MappingProxyType(
        {
            "330100": "杭州市",
            "330200": "宁波市",
            "330300": "温州市",
            "330400": "嘉兴市",
            "330500": "湖州市",
            "330600": "绍兴市",
            "330700": "金华市",
            "330800": "衢州市",
            "330900": "舟山市",
            "331000": "台州市",
            "331100": "丽水市",
        }
    ),
)
LANDS = {land.id: land for land in (GUANGDONG, ZHEJIANG)}


def city_name(code: str) -> str | None:
    """The city of Guangdong that a code belongs to; None outside of the province."""
    return GUANGDONG.city(code)
