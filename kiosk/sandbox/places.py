"""The 21 cities of Guangdong by their GB/T 2260 codes. Cities are real; people, firms, streets and offices are not."""

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


def city_name(code: str) -> str | None:
    """The city that a code of its own or of one of its districts belongs to; None outside of the province."""
    return CITIES.get(f"{code[:4]}00")
