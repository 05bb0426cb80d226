"""公安 about a citizen: residence, travel, driving."""

from datetime import date, timedelta
from decimal import Decimal

from kiosk.masking import masked_name
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.citizens import FEMALE
from kiosk.sandbox.driving import classes_of
from kiosk.sandbox.pictures import portrait, signature
from printing.records.public_security import (
    CardRetained,
    DriverFitness,
    Endorsement,
    ResidenceRegistration,
    TravelEndorsement,
)

FITNESS_DAYS = 182
_FEES = {"壹次": Decimal("15.00"), "贰次": Decimal("30.00"), "多次": Decimal("80.00")}
"""Yuan an endorsement; configuration of a real office."""


_BUSINESS = {
    "residence-registration": "居住登记",
    "residence-permit": "居住证申领",
    "residence-permit-endorsement": "居住证签注",
    "residence-permit-replacement": "居住证申领",
}
_PICK_UP = {"locker": "本自助厅取件柜", "window": "窗口领取", "post": "邮寄送达"}


def residence(asked: Asked) -> ResidenceRegistration:
    """居住登记, registered some months ago."""
    random = asked.random("residence")
    citizen = asked.citizen
    street, house, floor = random.randint(1, 300), random.randint(1, 30), random.randint(1, 8)
    registered = asked.first_day - timedelta(days=random.randint(20, 1_500))
    return ResidenceRegistration(
        subject=asked.subject,
        issuer=asked.office("公安机关"),
        accepted_no=asked.given("accepted_no", f"{asked.wanted.city}{registered:%Y%m%d}{asked.number('residence', 8)}"),
        business=asked.given("business", _BUSINESS.get(asked.wanted.item) or random.choice(("居住登记", "居住证签注"))),
        name=citizen.name,
        sex="女" if citizen.sex == FEMALE else "男",
        nation=asked.nation,
        born=citizen.birth,
        number=citizen.number,
        household_address=citizen.address,
        home_address=asked.given("new_address", "")
        or asked.given("residence_address", f"{asked.city}样本区样例路{street}号{house}0{floor}房"),
        phone=asked.given("phone", citizen.phone or "13800000000"),
        landlord=random.choice(("陈*样", "李*", "样*例")),
        registered_on=registered,
        police_station="样例派出所",
        file_no=f"CZW{asked.number('rented flat', 10)}",
        state="已登记",
        working_days=15,
        pick_up=_PICK_UP.get(asked.given("delivery", "")) or random.choice(("本自助厅取件柜", "窗口领取", "邮寄送达")),
        photo=portrait(),
    )


def endorsement(asked: Asked) -> TravelEndorsement:
    """往来港澳通行证再次签注: what was written."""
    times = asked.given("times", "壹次")
    begins = asked.today
    ends = _months_later(begins, 3) - timedelta(days=1)
    return TravelEndorsement.model_validate(
        {
            "subject": asked.subject,
            "issuer": asked.office("出入境管理机构"),
            "permit_no": f"C9{'*' * 5}{asked.number('travel permit', 2)}",
            "name": masked_name(asked.citizen.name),
            "endorsements": (
                Endorsement.model_validate(
                    {
                        "region": asked.given("region", "香港"),
                        "category": asked.given("category", "个人旅游（G）"),
                        "times": times,
                        "valid_from": begins,
                        "valid_to": ends,
                        "fee": _FEES.get(times, _FEES["壹次"]),
                    }
                ),
            ),
            "payment_no": f"P{asked.now:%Y%m%d}{asked.number('endorsement payment', 8)}",
            "transaction": f"{asked.wanted.city}{asked.now:%Y%m%d}{asked.number('endorsement', 8)}",
            "written_at": asked.now,
        }
    )


def retained(asked: Asked) -> CardRetained:
    """吞卡凭条 of a permit that a device kept just now."""
    return CardRetained(
        subject=asked.subject,
        issuer=asked.office("出入境管理机构"),
        card=asked.given("card", "往来港澳通行证"),
        card_no=f"C9{'*' * 5}{asked.number('travel permit', 2)}",
        name=masked_name(asked.citizen.name),
        why=asked.given("why", "卡片卡在设备内"),
        retained_at=asked.now,
        collect="请于工作日携带本人有效身份证件到一楼咨询台领取。",
        phone="0000-00000000",
        transaction=f"{asked.wanted.city}{asked.now:%Y%m%d}{asked.number('retained card', 8)}",
    )


def fitness(asked: Asked) -> DriverFitness:
    """身体条件证明 of an examination a few days ago."""
    random = asked.random("fitness")
    examined = asked.first_day - timedelta(days=random.randint(0, 20))
    sight = ("4.9", "5.0", "5.1", "5.2")
    return DriverFitness.model_validate(
        {
            "subject": asked.subject,
            "issuer": "样例医院（演示）",
            "name": asked.citizen.name,
            "sex": asked.sex,
            "born": asked.citizen.birth,
            "nationality": "中国" if asked.citizen.kind != "foreign-2023" else "外国",
            "document_type": asked.document,
            "number": asked.citizen.number,
            "file_no": f"{asked.land.area}{asked.number('driving file', 8)}",
            "vehicle_classes": classes_of(asked),
            "photo": portrait(),
            "declared_ills": (),
            "signature": signature(),
            "signed_on": examined,
            "height_cm": random.randint(155, 188),
            "sees_colours": True,
            "sight_left": random.choice(sight),
            "sight_right": random.choice(sight),
            "sight_corrected": random.random() < 1 / 3,
            "hears_left": True,
            "hears_right": True,
            "hearing_aid": False,
            "arm_left": "合格",
            "arm_right": "合格",
            "legs": "合格",
            "trunk": "合格",
            "result": "合格",
            "doctor": "样例医师",
            "doctor_signature": signature(),
            "hospital": "样例医院（演示）",
            "examined_on": examined,
            "valid_to": examined + timedelta(days=FITNESS_DAYS),
            "accepted_no": f"{asked.wanted.city}{examined:%Y%m%d}{asked.number('fitness', 8)}",
            "express_no": f"10{asked.number('fitness parcel', 11)}",
            "working_days": 3,
        }
    )


def _months_later(day: date, count: int) -> date:
    """The same day so many months later, or the last one of that month."""
    month = day.year * 12 + day.month - 1 + count
    first = date(month // 12, month % 12 + 1, 1)
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - first).days))
