"""What the dock says about a device, made of its simulator's answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from screens.dock_acts import LAMPS

Answers = Sequence[Mapping[str, Any]]


def state_of(device: str, answers: Answers) -> str:
    """One line below a group's title; empty where there is nothing to say."""
    if not answers or not all(answer.get("ok") for answer in answers):
        return ""
    first = answers[0]
    match device:
        case "pin_pad":
            return f"正在要密码，已按 {first['holds']} 位" if first["asking"] else "现在没有要密码"
        case "endorser":
            return _permit(first)
        case "locker":
            return f"开着：{'、'.join(first['open'])}" if first["open"] else "门都关着"
        case "camera":
            return "正在拍摄" if first["watching"] else "没有打开"
        case "usb_stick":
            return "插着U盘" if first["in"] else "没有U盘"
        case "sheet_camera":
            return f"最上面：{first['number']}" if first["number"] else "纸盒是空的"
        case "code_scanner":
            return f"读了 {first['read']} 次" if first["read"] else "还没读过码"
        case "io_module":
            lit = [name for name, answer in zip(LAMPS, answers, strict=False) if answer.get("on")]
            return f"灯亮着：{'、'.join(lit)}" if lit else "灯都灭着"
    return ""


def told_of(answer: Mapping[str, Any]) -> str:
    """What somebody at the dock has to know after an act: a travel document's printed zone opens its chip."""
    return str(answer.get("zone", ""))


_PLACES = {"none": "里面没有卡", "mouth": "卡在出口", "chip": "卡在读卡位", "head": "卡在写卡位"}


def _permit(count: Mapping[str, Any]) -> str:
    if not count["power"]:
        return "断电"
    return f"{_PLACES[count['place']]}，写了 {len(count['written'])} 张，留下 {len(count['kept'])} 张"
