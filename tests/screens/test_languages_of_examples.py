"""What the gallery shows is in the language of its page, as the core would show it there."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from types import MappingProxyType

from config.texts import Texts
from kiosk.forms.writing import Aids
from screens.examples import Examples
from screens.making import HOLDER

HAN = re.compile(r"[\u3400-\u9fff]")
NOT_READ = ("id", "bar", "keyboard", "entry", "qr")
"""Fields of a View that say nothing to its reader, or that its reader has typed."""
CANDIDATES = ("write",)
"""Screens whose choices are characters to write with."""
AS_WRITTEN = MappingProxyType(
    {
        "names of people": (HOLDER, "张三", "样例医生甲 主任医师（演示）", "样例医师甲"),
        "numbers of a plate and a certificate": ("粤L·*****8", "粤（2026）***号"),
        "names of files, as the phone sent them": ("租房合同", "户口簿首页", "成绩单"),
        "addresses as they stand in a register": (
            "广东省示例市样本区演示路384号14栋1404房",
            "广东省示例市样本区演示路11号3003房",
            "广东省惠州市惠阳区淡水街道",
            "演示路1号2栋303房",
        ),
        "names of firms as they stand in a register": ("惠州市样本区样例小吃店", "惠州市样例建筑工程有限公司"),
        "the button that changes the language": ("语言",),
    }
)
"""Why, and what stays as it was written in every language."""
ON_RECORD = MappingProxyType(
    {
        "offices, halls, hospitals and stations have no English name on record": (
            *(
                "不动产登记窗口（演示）",
                "不动产登记科（演示）",
                "税务分局（演示）",
                "样例供水公司（演示）",
                "示范大厅二楼",
            ),
            *("样例市公安局交通警察支队（演示）", "示范区政务服务中心综合窗口（演示）", "样例镇便民服务中心（演示）"),
            *("示范区政务服务中心（演示）", "示范区政务服务中心", "惠州市政务服务中心 3楼 B区 5-8号窗口", "3号检票口"),
            *(
                "样例人民医院（演示）",
                "门诊3楼 内科2诊室",
                "样例医院（演示）",
                "惠州市样例汽车客运总站（演示）",
            ),
            *(
                "样例营业部（演示）",
                "样例处理中心（演示）",
                "样例投递部（演示）",
                "广州市",
                "样例大道与演示路交叉口（演示）",
            ),
        ),
        "what a matter, a stage or a paper is called there is told by the platform in Chinese": (
            *("权属审核", "税款核定", "登簿", "缮证", "不动产转移登记", "居住证申领", "灵活就业参保登记"),
            *("居住证"),
            *("交通违法异议（演示）"),
            *("客运从业资格考试报名", "网络预约出租汽车驾驶员证申领", "老年人免费乘车卡办理"),
            *("道路运输从业资格证信息查询", "道路运输从业资格证补发换发"),
        ),
        "an office's own words": ("投诉：自助机", "已核实：读卡器老化，当天更换。谢谢您的意见。"),
        "an offence and its article as the law has them": (
            *("机动车不按规定停放", "不按交通信号灯规定通行", "机动车不礼让行人", "机动车不按交通信号灯指示通行"),
            "《中华人民共和国道路交通安全法》第九十条",
        ),
        "columns of a paper, and a sum in capitals, as they are printed": (
            *("类型 通行", "类型 充值", "省份 广东", "入口 样例东站", "入口 样例北站"),
            *("出口 样例南站", "出口 样例西站", "出口 样例东站", "金额", "人民币壹佰贰拾捌元伍角整"),
        ),
        "buttons of the phone's page, which is in Chinese": ("选择文件", "已传到"),
        "licences of a made-up list": ("样例许可证 第", "签发：示范市样例局", "号"),
    }
)
"""Why, and what stands there in Chinese for who reads English."""
LONGEST = ("write-long", "answer-long-names", "review-long")
"""A name of 120 characters, longer than any: it is there for its length."""


def test_english_pages_have_no_chinese_but_what_is_on_record(texts: Texts) -> None:
    known = sorted((one for group in (AS_WRITTEN, ON_RECORD) for told in group.values() for one in told), key=len)
    found = [f"{name}: {text}" for name, text in shown(texts, "en") if HAN.search(without(text, known))]
    assert found == []


def test_english_pages_have_no_wide_space(texts: Texts) -> None:
    assert [f"{name}: {text}" for name, text in shown(texts, "en") if "\u3000" in text] == []


def test_traditional_pages_have_no_simplified_character(texts: Texts) -> None:
    """A character that another is written for in Hong Kong, and that our own texts never have."""
    traditional = Aids.load().traditional
    assert traditional is not None
    ours = {one for key in texts.keys() if key != "bar.zh-Hans" for one in texts.written("zh-Hant", key)}  # noqa: SIM118  # no mapping
    known = sorted((one for told in AS_WRITTEN.values() for one in told), key=len)
    found = [
        f"{name}: {text}"
        for name, text in shown(texts, "zh-Hant")
        if any(one not in ours and traditional(one) != one for one in without(text, known))
    ]
    assert found == []


def without(text: str, known: list[str]) -> str:
    """The text without what is known, the longest first."""
    for one in reversed(known):
        text = text.replace(one, "")
    return text


def shown(texts: Texts, language: str) -> Iterator[tuple[str, str]]:
    """Every text of every example that somebody reads, by the example's name."""
    for name, view in Examples(texts, language).all().items():  # type: ignore[arg-type]  # one of the three
        if name not in LONGEST:
            skipped = (*NOT_READ, "choices") if view.screen in CANDIDATES else NOT_READ
            yield from ((name, text) for text in read(view, skipped))


def read(value: object, skipped: tuple[str, ...]) -> Iterator[str]:
    """The texts of a View and of what it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from read(one, skipped)
    elif isinstance(value, tuple):
        for one in value:
            yield from read(one, skipped)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in skipped:
                yield from read(getattr(value, field.name), skipped)


def test_the_list_has_nothing_that_is_not_shown(texts: Texts) -> None:
    said = "\n".join(text for _, text in shown(texts, "en"))
    unused = [one for group in (AS_WRITTEN, ON_RECORD) for told in group.values() for one in told if one not in said]
    assert unused == []
