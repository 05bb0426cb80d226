"""The hall's own services for a citizen: photos, copies, parcels, guides, progress, tickets."""

from datetime import date, timedelta

from kiosk.masking import masked_name
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.cases import case
from kiosk.sandbox.pictures import card_side, portrait
from printing.records.hall import (
    Answer,
    CardCopy,
    ExpressParcel,
    ExpressStop,
    GuideStep,
    Law,
    LockerPickUp,
    Material,
    PageCopies,
    PhotoReceipt,
    PhotoSheet,
    Progress,
    QueueTicket,
    Rating,
    ServiceGuide,
)

PHOTO_DAYS = 730
"""A photo's receipt number holds two years; our choice."""
_UPDATED = date(2026, 9, 1)


def photo_receipt(asked: Asked) -> PhotoReceipt:
    """数码相片回执 of a photo that passed."""
    return PhotoReceipt(
        subject=asked.subject,
        issuer=asked.office("数码相片采集点"),
        receipt_no=f"{asked.land.area}{asked.now:%Y%m%d}{asked.number('photo', 10)}",
        name=asked.citizen.name,
        usage=asked.given("usage", "居民身份证"),
        photo=portrait(),
        taken_at=asked.now,
        valid_to=asked.today + timedelta(days=PHOTO_DAYS),
        checks=("尺寸 358×441 像素：合格", "背景白色：合格", "头部位置：合格", "照片质量：合格"),
    )


def photo_sheet(asked: Asked) -> PhotoSheet:
    """Six photos to be cut out."""
    return PhotoSheet(
        subject=asked.subject,
        issuer=asked.office("数码相片采集点"),
        usage=asked.given("usage", "一寸证件照（26×32毫米）"),
        photo=portrait(),
        width_mm=26,
        height_mm=32,
        copies=6,
    )


def card_copy(asked: Asked) -> CardCopy:
    """Both sides of a card, for one purpose."""
    return CardCopy(
        subject=asked.subject,
        issuer=asked.office("自助服务厅"),
        front=card_side("front"),
        back=card_side("back"),
        purpose=asked.given("purpose", "本次业务"),
        copied_on=asked.today,
    )


def page_copies(asked: Asked) -> PageCopies:
    """Two pages of somebody's own."""
    return PageCopies(
        subject=asked.subject, issuer=asked.office("自助服务厅"), pages=(card_side("front"), card_side("back"))
    )


def locker(asked: Asked) -> LockerPickUp:
    """取件凭条."""
    random = asked.random("locker")
    return LockerPickUp(
        subject=asked.subject,
        issuer=asked.office("政务服务中心"),
        locker="1号柜",
        door=f"{random.choice('ABC')}{random.randint(1, 24):02d}",
        case_no=case(asked.seed, asked.citizen, asked.land, asked.began, asked.now, 2).progress.case_no,
        item=random.choice(("不动产权证书", "居住证", "营业执照")),
        applicant=asked.masked,
        stored_at=asked.began - timedelta(hours=random.randint(2, 60)),
        taken_at=asked.now,
    )


def parcel(asked: Asked) -> ExpressParcel:
    """EMS 寄递 with its track."""
    random = asked.random("parcel")
    posted = asked.began - timedelta(hours=random.randint(20, 70))
    legs = (("样例营业部", "已收寄"), (f"{asked.city}样例处理中心", "运输中"), ("样例投递部", "派送中"))
    stops = [
        ExpressStop(at=posted + timedelta(hours=9 * number), where=where, state=state)
        for number, (where, state) in enumerate(legs)
        if posted + timedelta(hours=9 * number) <= asked.now
    ]
    return ExpressParcel(
        subject=asked.subject,
        issuer="样例邮政速递公司（演示）",
        parcel_no=f"10{asked.number('parcel', 11)}",
        recipient=asked.masked,
        phone="138****0000",
        address=f"{asked.city}样本区***",
        content=asked.given("content", "居住证"),
        payment="到付" if random.random() < 2 / 3 else "免费",
        stops=tuple(stops),
    )


def progress(asked: Asked) -> Progress:
    """办件进度 of the newest case, or of the one that is named."""
    said = asked.given("case", "0")
    position = int(said) if said in "01234" else 0
    found = case(asked.seed, asked.citizen, asked.land, asked.began, asked.now, position)
    return found.progress.model_copy(update={"subject": asked.subject})


def rating(asked: Asked) -> Rating:
    """An invitation to rate."""
    return Rating(
        subject=asked.subject,
        issuer=asked.office("政务服务中心"),
        item=asked.given("item", "自助打印"),
        case_no=f"{asked.wanted.city}{asked.now:%Y%m%d}{asked.number('rating', 8)}",
        handled_at=asked.now,
        link=f"https://rate.sandbox.invalid/r/{asked.number('rating', 8)}",
    )


def ticket(asked: Asked) -> QueueTicket:
    """A number of the queue."""
    random = asked.random(f"ticket {asked.today}")
    hour = random.randint(9, 16)
    number = f"{random.choice('ABC')}{random.randint(1, 180):03d}"
    return QueueTicket(
        subject=asked.subject,
        issuer=asked.office("政务服务中心"),
        ticket=number,
        name=masked_name(asked.citizen.name),
        item=asked.given("item", "综合业务"),
        counter=f"{random.randint(1, 4)}楼 {random.choice('ABC')}区 {random.randint(1, 20)}号窗口",
        on=asked.today,
        slot=f"{hour:02d}:00-{hour:02d}:30",
        waiting=random.randint(0, 18),
        advice="请提前备齐身份证原件。",
        link=f"https://queue.sandbox.invalid/t/{number}",
    )


def guide(subject: str, city: str, item: str, name: str) -> ServiceGuide:
    """办事指南 of any matter, in general words: the terminal's items have guides of their own.

    Args:
        subject: of nobody.
        city: name of the city whose office answers.
        item: id of the item.
        name: how the item is called, where the question says so.
    """
    return ServiceGuide(
        subject=subject,
        issuer=f"{city}政务服务管理机构（演示）",
        name=name or item,
        type="依申请",
        department=f"{city}样例办理机构（演示）",
        serves="自然人",
        level="市级",
        code="11449900000000000014420140050001",
        promised="15个工作日",
        legal_limit="20个工作日",
        ways="窗口办理、自助办理、网上办理",
        office=f"{city}样本区样例路1号政务服务中心",
        phone="0000-00000000",
        complaints="12345",
        fee="不收费",
        conditions=("申请人具有完全民事行为能力", "申请材料齐全、符合法定形式"),
        materials=(
            Material(
                number=1,
                name="居民身份证",
                original="原件1份",
                copies="无需",
                is_needed="必要",
                remark="核验后退还",
                form="纸质",
                source="政府部门核发",
            ),
            Material(number=2, name="申请表", original="原件1份", copies="无需", is_needed="必要", remark="现场填写"),
        ),
        steps=(
            GuideStep(number=1, name="受理", who="窗口工作人员", limit="1个工作日", standard="材料齐全、符合法定形式"),
            GuideStep(number=2, name="审查", who="业务审核人员", limit="10个工作日", standard="内容真实、符合条件"),
            GuideStep(number=3, name="决定", who="部门负责人", limit="4个工作日", standard="事实清楚、依据充分"),
        ),
        laws=(Law(name="样例管理条例", number="样例令第1号", clause="第十二条", content="申请人对材料的真实性负责。"),),
        answers=(Answer(question="可以代办吗？", answer="可以，代办人需携带本人身份证和授权委托书。"),),
        updated=_UPDATED,
    )
