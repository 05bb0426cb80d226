"""不动产登记档案: the deeds that were filed with a citizen's flats, as scans that nobody takes for real ones."""

from kiosk.sandbox.asked import Asked
from kiosk.sandbox.deed_scans import scanned
from kiosk.sandbox.homes import Flat
from kiosk.sandbox.records.property import flats
from printing.records.property import ArchivedDeed, ArchivedSheet, PropertyArchive

ALL = "全部"
DEEDS = {"不动产登记申请书": 2, "买卖合同": 3, "契税完税证明": 1}
"""What was filed, and on how many sheets."""


def archive(asked: Asked) -> PropertyArchive:
    """What the person wants to see of their own flats; that there is nothing is an answer too.

    Raises:
        ValueError: no deed is called so.
    """
    wanted = asked.given("deed", ALL)
    if wanted not in (ALL, *DEEDS):
        raise ValueError("no deed is called so")
    found = [(flat, what) for flat in flats(asked) for what in DEEDS if wanted in (ALL, what)]
    return PropertyArchive(
        subject=asked.subject,
        issuer=asked.office("不动产登记机构"),
        name=asked.citizen.name,
        number=asked.citizen.number,
        searched=asked.city,
        queried_at=asked.now,
        wanted=wanted,
        result=f"查询到{len(found)}份归档材料" if found else f"在{asked.city}未查询到归档材料",
        deeds=tuple(
            ArchivedDeed(
                what=what, certificate_no=flat.certificate_no, filed_on=f"{flat.registered:%Y-%m-%d}", pages=DEEDS[what]
            )
            for flat, what in found
        ),
        sheets=tuple(sheet for flat, what in found for sheet in _sheets(asked, flat, what)),
    )


def _sheets(asked: Asked, flat: Flat, what: str) -> list[ArchivedSheet]:
    told = (
        f"不动产权证号：{flat.certificate_no}",
        f"坐落：{flat.place}",
        f"建筑面积：{flat.area}平方米",
        f"申请人：{asked.citizen.name}",
        f"登记日期：{flat.registered:%Y年%m月%d日}",
    )
    return [
        ArchivedSheet(what=what, sheet=number, sheets=DEEDS[what], scan=scanned(what, told, number, DEEDS[what]))
        for number in range(1, DEEDS[what] + 1)
    ]
