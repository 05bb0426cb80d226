"""What the dev dock can do to the world around the machine: pages, groups, buttons, and what each asks of a simulator.

Data only, no Qt. tests/kiosk/test_hall_devices.py sends every act to the real simulators.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final


class Aim(Enum):
    """Whom or what an act is for, where that is known only when the button is pressed."""

    AS_WRITTEN = "as-written"
    FIRST_CITIZEN = "first-citizen"
    """The fields also say whose card it is."""
    OPEN_DOORS = "open-doors"
    """Once for every door of the locker that stands open."""
    CARD_HOLDER = "card-holder"
    """Named as the invented person on the card that was laid last."""
    SOMEBODY_ELSE = "somebody-else"
    """Named as one who is not on that card."""


@dataclass(frozen=True, slots=True)
class Act:
    """One request to the control line of a group's device."""

    do: str
    fields: dict[str, Any] = field(default_factory=dict)
    aim: Aim = Aim.AS_WRITTEN


@dataclass(frozen=True, slots=True)
class Button:
    """What it says and does. Without an act it is an empty place in its row."""

    label: str
    acts: tuple[Act, ...] = ()
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Buttons for one device, shown while its control line is there."""

    device: str
    title: str
    buttons: tuple[Button, ...]
    columns: int = 4
    """How many stand beside each other at most."""
    keeps_rows: bool = False
    """Whether so many also do where there is little room, because they lie like the keys of the device."""
    questions: tuple[Act, ...] = ()
    """Asked every second while the page is shown; screens/dock_words.py makes a line of the answers."""


def _one(label: str, do: str, sign: str = "", /, **fields: Any) -> Button:
    return Button(label, (Act(do, fields),), sign)


def _card(label: str, kind: str, aim: Aim = Aim.AS_WRITTEN, **fields: Any) -> Button:
    return Button(label, (Act("insert", {"kind": kind, **fields}, aim),), "card")


def _keys(*labels: tuple[str, str]) -> tuple[Button, ...]:
    return tuple(_one(label, "press", keys=keys) for label, keys in labels)


def _key(label: str, sign: str, key: str) -> Button:
    return _one(label, "press", sign, key=key)


HOLDER: Final = ("number", "name", "sex", "nation", "birth")
"""What a citizen's ID card and social-security card both say."""
SERVICE_DOOR, PRESENCE, EARPHONE = range(3)
TEMPERATURE, FAN_SPEED = range(2)
LAMPS: Final = ("读卡", "扫码", "摄像", "小票", "出纸", "柜子", "维护")
"""Where the machine has lamps, by the addresses that a demo gives them (kiosk/hall/counterparts.py)."""
TOO_LONG: Final = "9" * 4200
"""Scanned codes of more than 4096 bytes are nobody's."""

CARDS: Final = Group(
    "smart_card",
    "插卡（社保卡是第一个人的，密码 123456）",
    (
        _card("社保卡", "social-security", Aim.FIRST_CITIZEN),
        _card("三代社保卡", "social-security", Aim.FIRST_CITIZEN, version="3.00"),
        _card("港澳通行证", "CS"),
        _card("回乡证", "CR"),
        _card("台胞证", "CT"),
        _card("护照", "passport"),
        _card("员工卡", "staff", number="K0001"),
        _card("别的卡", "other"),
        _one("取走卡", "remove", "up"),
    ),
    columns=3,
)
CODES: Final = Group(
    "code_scanner",
    "对着扫码器",
    (
        _one("二维码", "show", "phone", text="https://kiosk-demo.invalid/pass/000001"),
        _one("条形码", "show", "phone", text="44990000000001"),
        _one("拿开", "show", "up", text=""),
        _one("一直晃", "show", text="44990000000001", times=5),
        _one("太长的码", "show", text=TOO_LONG),
        _one("乱码", "show", hex="41010242"),
    ),
    columns=3,
    questions=(Act("count"),),
)
FACES: Final = Group(
    "camera",
    "镜头前（会照着屏幕做）",
    (
        Button("本人", (Act("play"), Act("person", aim=Aim.CARD_HOLDER)), "person"),
        Button("另一个人", (Act("play"), Act("person", aim=Aim.SOMEBODY_ELSE)), "helper"),
        Button("本人的照片", (Act("play"), Act("photo", aim=Aim.CARD_HOLDER)), "face"),
        _one("没有人", "nobody", "leave"),
    ),
    columns=2,
    questions=(Act("count"),),
)
PIN_KEYS: Final = Group(
    "pin_pad",
    "密码键盘",
    (
        *_keys(("1", "1"), ("2", "2"), ("3", "3"), ("更正", "C")),
        *_keys(("4", "4"), ("5", "5"), ("6", "6"), ("取消", "X")),
        *_keys(("7", "7"), ("8", "8"), ("9", "9"), ("确认", "E")),
        *_keys(("输对", "123456E"), ("0", "0"), ("输错", "654321E")),
        _one("超时", "time_out"),
    ),
    keeps_rows=True,
    questions=(Act("count"),),
)
PERMITS: Final = Group(
    "endorser",
    "签注机",
    (
        _one("放入通行证", "insert", "card", card="permit"),
        _one("取走通行证", "take", "up"),
        _one("卡在里面", "jam", at="mouth"),
        _one("写糊一次", "smear"),
        _one("写一半断电", "cut", at="erased"),
        _one("来电", "power"),
    ),
    columns=3,
    questions=(Act("count"),),
)
ARROWS: Final = Group(
    "keypad",
    "导航键盘（视障）",
    (
        _key("重听", "again", "repeat"),
        _key("上", "up", "up"),
        _key("返回", "leave", "back"),
        _key("左", "back", "left"),
        _key("确定", "", "press"),
        _key("右", "forward", "right"),
        Button(""),
        _key("下", "down", "down"),
        Button(""),
    ),
    columns=3,
    keeps_rows=True,
)
DOORS: Final = Group(
    "locker",
    "取件柜",
    (
        Button("全关上", (Act("door", {"state": "closed"}, Aim.OPEN_DOORS),), "tick"),
        Button("放进", (Act("item", {"present": True}, Aim.OPEN_DOORS),), "down"),
        Button("取出", (Act("item", {"present": False}, Aim.OPEN_DOORS),), "up"),
        _one("撬开 1-1", "door", board=1, lock=1, state="open"),
        _one("卡住 1-1", "stick", board=1, lock=1),
        _one("修好 1-1", "stick", board=1, lock=1, stuck=False),
    ),
    questions=(Act("count"),),
)
CABINET: Final = Group(
    "io_module",
    "机柜",
    (
        _one("有人", "input", "person", address=PRESENCE, on=True),
        _one("人走了", "input", address=PRESENCE, on=False),
        _one("插耳机", "input", address=EARPHONE, on=True),
        _one("拔耳机", "input", address=EARPHONE, on=False),
        _one("开后门", "input", address=SERVICE_DOOR, on=True),
        _one("关后门", "input", address=SERVICE_DOOR, on=False),
        _one("75 度", "register", "sun", address=TEMPERATURE, value=750),
        _one("31 度", "register", address=TEMPERATURE, value=312),
        _one("探头断", "register", address=TEMPERATURE, value=-9999),
        _one("风扇停", "register", address=FAN_SPEED, value=0),
        _one("风扇转", "register", address=FAN_SPEED, value=1500),
    ),
    questions=tuple(Act("coil", {"address": address}) for address in range(len(LAMPS))),
)
POWER: Final = Group(
    "ups",
    "电源",
    (_one("停电", "battery"), _one("电快没", "low"), _one("来电", "mains", "tick")),
)
LENS: Final = Group(
    "camera",
    "摄像头",
    (
        _one("遮住", "cover"),
        _one("画面停住", "freeze"),
        _one("拔掉", "unplug"),
        _one("插回", "plug"),
        _one("恢复", "play", "tick"),
    ),
    questions=(Act("count"),),
)
GLASS: Final = Group(
    "document_scanner",
    "扫描仪",
    (
        _one("放彩页", "picture", "certificate", name="colours"),
        _one("放白纸", "picture", name="white"),
        _one("没放纸", "fault", name="no_documents"),
        _one("卡纸", "fault", name="jammed"),
        _one("开盖", "fault", name="cover_open"),
        _one("拔掉", "unplug"),
        _one("插回", "plug"),
        _one("恢复", "clear", "tick"),
    ),
)
STICK: Final = Group(
    "usb_stick",
    "U盘口",
    (
        _one("拔掉", "unplug"),
        _one("坏U盘", "fault", name="broken"),
        _one("读一半", "fault", name="cut"),
        _one("恢复", "clear", "tick"),
    ),
    questions=(Act("count"),),
)
NUMBERS: Final = Group(
    "sheet_camera",
    "证照纸摄像头",
    (
        _one("灯灭", "fault", name="dark"),
        _one("模糊", "fault", name="blurred"),
        _one("不应答", "fault", name="silent"),
        _one("恢复", "clear", "tick"),
    ),
    questions=(Act("count"),),
)
SHEETS: Final = Group(
    "a4_printer",
    "A4 打印机",
    (
        _one("没纸", "fault", "certificate", reasons="media-empty"),
        _one("卡纸", "fault", "notice", reasons="media-jam"),
        _one("开盖", "fault", "up", reasons="cover-open"),
        _one("缺粉", "fault", reasons="toner-empty"),
        _one("关机", "off", "leave"),
        _one("开机", "on", "again"),
        _one("恢复", "clear", "tick"),
    ),
)
QUEUE: Final = Group("a4_printer", "打印服务 CUPS", (_one("停", "cups_off"), _one("启", "cups_on", "tick")))
SLIPS: Final = Group(
    "receipt_printer",
    "小票打印机",
    (
        _one("没纸", "state", "slip", paper="end"),
        _one("纸将尽", "state", paper="near_end"),
        _one("开盖", "state", "up", cover="open"),
        _one("切刀坏", "state", cutter="error"),
        _one("恢复", "clear", "tick"),
    ),
)
NETWORK: Final = Group(
    "platform",
    "网络",
    (_one("断网", "fault", "notice", kind="down", count=None), _one("恢复", "clear", "tick")),
)
SERVICE: Final = Group(
    "smart_card",
    "读卡服务 pcscd",
    (_one("停", "stop_pcscd"), _one("启", "start_pcscd", "tick"), _one("重启", "restart_pcscd", "again")),
)

VISIT: Final = "办事"
WIRES: Final = "线路"
PAGES: Final[dict[str, tuple[Group, ...]]] = {
    VISIT: (FACES, CARDS, CODES),
    "按键": (PIN_KEYS, ARROWS),
    "打印": (SHEETS, QUEUE, SLIPS, PERMITS),
    "机器": (CABINET, DOORS, POWER, LENS, GLASS),
    "纸和盘": (STICK, NUMBERS),
    WIRES: (NETWORK, SERVICE),
}
"""VISIT also has the ID cards and the text message, WIRES the faults of all wires."""

WIRED: Final[dict[str, str]] = {
    "idcard": "身份证",
    "receipt_printer": "小票机",
    "smart_card": "社保卡",
    "code_scanner": "扫码器",
    "pin_pad": "密码键盘",
    "endorser": "签注机",
    "keypad": "导航键盘",
    "locker": "取件柜",
    "io_module": "机柜",
    "ups": "电源",
    "camera": "摄像头",
}
"""Devices whose simulators spoil their replies on order."""
FOR_EVER: Final = 1_000_000
WIRE_FAULTS: Final[dict[str, str]] = {
    "silent": "不回答",
    "slow": "慢十倍",
    "half_reply": "只回一半",
    "one_byte_at_a_time": "一字节一回",
    "garbage_before": "前有杂音",
    "garbage_after": "后有杂音",
    "wrong_checksum": "校验错",
    "wrong_length": "长度错",
    "stale_reply": "回旧的",
    "unplug_mid_frame": "回到一半拔",
}
PLUGS: Final[dict[str, str]] = {"unplug": "拔线", "plug": "插回", "clear": "恢复"}


def wire_acts(fault: str, *, for_ever: bool) -> tuple[Act, ...]:
    """What spoils a wire in that way, and in no other any more.

    Args:
        fault: a name of WIRE_FAULTS or PLUGS.
        for_ever: every reply from now on, not the next one alone.
    """
    if fault in PLUGS:
        return (Act(fault),)
    times = FOR_EVER if for_ever and fault != "unplug_mid_frame" else 1
    return Act("clear"), Act("fault", {"name": fault, "times": times})
