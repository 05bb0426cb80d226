"""Cards for tests. The records are the published examples of the readers' protocol; `LAID` is a safe one."""

from typing import Any

from drivers.idcard import CardKind, frames
from drivers.idcard.frames import Contents, Reply, Status
from drivers.idcard.record import record_of

CITIZEN_RECORD = bytes.fromhex(
    "4B6DD58B20002000200020002000200020002000200020002000200020003100"
    "30003100310039003900300030003100300031007F5E1C4E01777F5EDE5D025E"
    "2959B36C3A534B6DD58BEF8D3100F75320002000200020002000200020002000"
    "2000200020002000200020002000200020002000200020002000340034003000"
    "3100300036003100390039003000300031003000310030003000310033007F5E"
    "DE5D025E6C51895B405C2959B36C0652405C2000200020002000200032003000"
    "3200300030003100300031003200300034003000300031003000310020002000"
    "2000200020002000200020002000200020002000200020002000200020002000"
)
CITIZEN = {
    "name": "测试",
    "sex": "1",
    "nation": "01",
    "birth": "19900101",
    "address": "广东省广州市天河区测试路1号",
    "number": "440106199001010013",
    "issuer": "广州市公安局天河分局",
    "valid_from": "20200101",
    "valid_to": "20400101",
}
LONG_TERM = {
    **CITIZEN,
    "sex": "2",
    "birth": "19600101",
    "address": "广东省广州市天河区测试路2号",
    "number": "440106196001010028",
    "valid_from": "20100101",
    "valid_to": "长期",
}
RESIDENCE_PERMIT = {
    **CITIZEN,
    "nation": "",
    "address": "广东省广州市天河区测试路3号",
    "number": "810000199001010019",
    "issuer": "广州市公安局",
    "valid_to": "20250101",
    "travel_permit": "H12345678",
    "issue_count": "01",
}
FOREIGN_2017 = {
    "latin_name": "TEST, PERSON",
    "sex": "1",
    "number": "USA440190010108",
    "nationality": "USA",
    "name": "测试",
    "valid_from": "20180101",
    "valid_to": "20280101",
    "birth": "19900101",
    "version": "01",
    "authority": "4401",
}
FOREIGN_2023 = {
    "name": "测试",
    "sex": "1",
    "renewals": "00",
    "birth": "19900101",
    "latin_name": "TEST, PERSON",
    "number": "944840199001010016",
    "valid_from": "20240101",
    "valid_to": "20340101",
    "nationality": "USA",
}
PUBLISHED = [
    (CardKind.CITIZEN, CITIZEN, 0xAB),
    (CardKind.CITIZEN, LONG_TERM, 0x34),
    (CardKind.RESIDENCE_PERMIT, RESIDENCE_PERMIT, 0x43),
    (CardKind.FOREIGN_2017, FOREIGN_2017, 0x95),
    (CardKind.FOREIGN_2023, FOREIGN_2023, 0xE3),
]
"""Kind, fields, and the last byte of the reader's reply with a photo of 1024 zeros."""

LAID: dict[str, Any] = {
    **CITIZEN,
    "address": "演示市演示区演示路1号",
    "number": "449901199001010013",
    "issuer": "演示市公安局",
}
"""For the simulator: area 4499 is nobody's."""


def read_reply(record: bytes, photo: bytes = bytes(1024)) -> bytes:
    """The reply to a read of text and photo."""
    return Reply(Status.SUCCESS, frames.contents_data(Contents(record, photo))).encoded()


def published_reply(kind: CardKind, fields: dict[str, str]) -> bytes:
    return read_reply(record_of(kind, fields))
