"""The names of all items, and 3 000 items for tests of scale: as names for the search, as files for the catalogue."""

import re
from functools import cache
from itertools import product
from pathlib import Path

from pypinyin import Style, lazy_pinyin

import config
from kiosk.items.catalogue import search_entries, whole_catalogue
from kiosk.items.everyday_words import load_everyday_words
from kiosk.items.search import Entry, Search

_WHOLE = whole_catalogue()
NAMES: dict[str, tuple[str, ...]] = {entry.id: entry.names for entry in search_entries(_WHOLE)}
_PLACES = ("汕头", "广州", "佛山", "江门", "东莞", "惠州", "清远", "梅州", "河源", "肇庆")
_OFFICES = (
    "人社",
    "医保",
    "住建",
    "公安",
    "民政",
    "税务",
    "教育",
    "卫健",
    "交通",
    "水务",
    "文旅",
    "农业",
    "应急",
    "司法",
    "残联",
)
_DEEDS = ("登记", "变更", "注销", "备案", "补办", "延期", "年检", "核准", "明细打印", "证明打印", "缴费查询")
_THINGS = ("许可证", "资格证书")


_MODEL = Path(config.__file__).parent / "catalogue" / "ss-enrolment-certificate.toml"
MANY = 3000


def entries() -> list[Entry]:
    """The real ones."""
    return list(search_entries(_WHOLE))


def _made() -> list[str]:
    return [
        "市".join((place, office + thing + deed))
        for place, office, thing, deed in product(_PLACES, _OFFICES, _THINGS, _DEEDS)
    ]


def three_thousand() -> list[Entry]:
    """The real ones, and invented ones around them."""
    made = [Entry(f"made-{number}", (name, name, f"Item {number}")) for number, name in enumerate(_made())]
    return (entries() + made)[:MANY]


@cache
def among_three_thousand() -> Search:
    """What finds them; made once, when a test wants it."""
    return Search(three_thousand(), load_everyday_words())


def write_three_thousand(folder: Path) -> None:
    """The real ones and invented ones around them as files: the same certificate under so many names."""
    for path in _MODEL.parent.glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    model = _MODEL.read_text("utf-8")
    head, rest = model.split("[name]", 1)
    _, tail = rest.split("[hint]", 1)
    for number, name in enumerate(_made()[: MANY - len(NAMES)]):
        said = " ".join(lazy_pinyin(re.sub(r"[^一-鿿]", "", name), style=Style.TONE3, neutral_tone_with_five=True))
        names = f'[name]\nzh-Hans = "{name}"\nzh-Hant = "{name}"\nen = "Item {number}"\npinyin = "{said}"\n\n'
        (folder / f"made-{number}.toml").write_text(f"{head}{names}[hint]{tail}", "utf-8")
