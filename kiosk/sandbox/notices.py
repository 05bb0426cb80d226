"""Messages to people's phones, in plain words that fit one text message of 70 characters (3GPP TS 23.038, UCS-2)."""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.province import Message, Province

MOST = 70
"""Characters; a longer message is sent as several and costs as many."""
TEMPLATES: Mapping[str, str] = MappingProxyType(
    {
        "sent": "您的{content}已寄出，邮件号{number}，最晚{day}送到。（演示）",
        "booked": "约好了：{day} {time}，{place}。来不了请在自助机取消。（演示）",
        "cancelled": "已取消{day} {time}的预约，{place}。（演示）",
        "coach": "已买{day} {time}到{to}的汽车票，座位{seat}，凭身份证上车。（演示）",
        "done_post": "您要的{content}办好了，{day}给您送去。（演示）",
        "done_locker": "您要的{content}办好了，放进取件柜后发取件码给您。（演示）",
        "done_window": "您要的{content}办好了，带身份证到窗口领。（演示）",
        "done_account": "您要的{content}办好了，手机和任何自助机上都能看到。（演示）",
        "owed": "{content}已受理，请在{day}前补交材料，任何自助机都能补。（演示）",
        "supplemented": "编号{number}补交的材料已收到，接着办理。（演示）",
        "lodged_late": "您暂存的{content}已提交受理，编号{number}。（演示）",
        "not_lodged": "您暂存的{content}没有提交成功，请到自助机重新申请。（演示）",
        "complaint": "您的意见已记下，编号{number}，最晚{day}答复。（演示）",
        "answered": "编号{number}的意见已答复，在任何自助机都能查看。（演示）",
    }
)
"""By what has happened. Nothing in them says who somebody is: a phone lies open."""
_SHORTENED = "…"


def written(what: str, **values: str) -> str:
    """The message; what is too long in it is shortened, the longest value first.

    Raises:
        KeyError: there is no such message.
    """
    text = TEMPLATES[what].format(**values)
    while len(text) > MOST:
        longest = max(values, key=lambda name: len(values[name]))
        values[longest] = values[longest][: -2 - values[longest].endswith(_SHORTENED)] + _SHORTENED
        text = TEMPLATES[what].format(**values)
    return text


def send(province: Province, citizen: Citizen, what: str, **values: str) -> None:
    """To the phone on record; nothing where there is none."""
    if citizen.phone is None:
        return
    at = province.clock.now().isoformat()
    province.outbox.append(Message(citizen.number, citizen.phone, written(what, **values), "", at))
