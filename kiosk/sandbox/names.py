"""Invented names of people and firms, with the shapes that break programs: rare characters, long names."""

from random import Random

SURNAMES = "李王张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
COMPOUND_SURNAMES = ("欧阳", "司徒", "上官", "令狐")
GIVEN = "一宁安然知远书言思齐若川景行嘉禾子墨清和明轩雨桐文博慧敏志强秀英建国丽华"
RARE = ("䶮", "𬴊", "𠅤", "㛃", "堃", "喆", "犇")
"""Outside of GB 2312; the second and third lie beyond U+FFFF and need two UTF-16 units on a card."""
LONG = ("阿依努尔·样例别克", "买买提江·阿卜杜样例", "古丽巴哈尔·演示木沙")
FIRM_WORDS = "澜砚朔岫霁棠岑屿沐筠棽昀"
TRADES = ("电子科技", "精密制造", "食品", "物流", "软件", "服饰", "建筑工程", "家政服务", "环保设备", "餐饮管理")


def person(random: Random) -> str:
    """A name of two to four characters; one in seven has a rare character, one in twenty is long with a middle dot."""
    if random.random() < 1 / 20:
        return random.choice(LONG)
    surname = random.choice(COMPOUND_SURNAMES) if random.random() < 1 / 15 else random.choice(SURNAMES)
    given = [random.choice(GIVEN) for _ in range(random.choice((1, 2, 2, 2)))]
    if random.random() < 1 / 7:
        given[-1] = random.choice(RARE)
    return surname + "".join(given)


def firm(random: Random, city: str) -> str:
    """An employer: three characters that no trade register pairs, a trade, 有限公司."""
    return f"{city}{''.join(random.sample(FIRM_WORDS, 3))}{random.choice(TRADES)}有限公司"


def surname(name: str) -> str:
    """The surname of one of these names; empty for a long name, which has none."""
    if "·" in name:
        return ""
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]
