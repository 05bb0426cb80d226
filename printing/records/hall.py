"""The hall's own services: photos, copies, lockers, post, guides, progress, ratings, queue tickets."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from printing.records.value import Count, Link, LongWords, Masked, PersonName, Picture, Record, Value, Words


class PhotoReceipt(Record):
    """数码相片回执."""

    kind: Literal["photo-receipt"] = "photo-receipt"
    receipt_no: Words = Field(examples=["4499012026112100000712"])
    name: PersonName
    usage: Words = Field(examples=["居民身份证", "机动车驾驶证"])
    photo: Picture
    taken_at: AwareDatetime
    valid_to: date
    checks: tuple[Words, ...] = Field(examples=["尺寸 358×441 像素：合格", "背景白色：合格", "头部位置：合格"])


class PhotoSheet(Record):
    """A sheet of equal photos to be cut out."""

    kind: Literal["photo-sheet"] = "photo-sheet"
    usage: Annotated[str, Field(max_length=30)] = Field(examples=["一寸证件照（26×32毫米）"])
    photo: Picture
    width_mm: Count
    height_mm: Count
    copies: Count


class CardCopy(Record):
    """Both sides of a card on one sheet, for one purpose."""

    kind: Literal["card-copy"] = "card-copy"
    front: Picture
    back: Picture | None
    purpose: Words = Field(examples=["入学报名"])
    copied_on: date


class PageCopies(Record):
    """Pages that somebody copies or prints of their own: nobody vouches for what they say."""

    kind: Literal["page-copies"] = "page-copies"
    pages: Annotated[tuple[Picture, ...], Field(min_length=1, max_length=20)]
    """A4, each as large as its sheet."""


class LockerPickUp(Record):
    """取件凭条."""

    kind: Literal["locker-pick-up"] = "locker-pick-up"
    locker: Words = Field(examples=["1号柜"])
    door: Words = Field(examples=["A07"])
    case_no: Words = Field(examples=["0752202611210000718"])
    item: Words = Field(examples=["不动产权证书"])
    applicant: Masked
    stored_at: AwareDatetime
    taken_at: AwareDatetime


class ExpressStop(Value):
    """One line of the track."""

    at: AwareDatetime
    where: Words = Field(examples=["惠州市惠阳区样例营业部"])
    state: Words = Field(examples=["已收寄", "运输中", "已签收"])


class ExpressParcel(Record):
    """EMS 寄递, masked for a slip."""

    kind: Literal["express-parcel"] = "express-parcel"
    parcel_no: Words = Field(examples=["1000000000712"])
    recipient: Masked
    phone: Masked
    address: Masked
    content: Words = Field(examples=["居住证"])
    payment: Literal["到付", "免费", "已付"]
    stops: tuple[ExpressStop, ...]


class Material(Value):
    """What has to be brought."""

    number: Count
    name: Words = Field(examples=["居民身份证", "不动产权属证书", "申请表"])
    original: Words = Field(examples=["原件1份"])
    copies: Words = Field(examples=["复印件1份", "无需"])
    is_needed: Literal["必要", "非必要"]
    remark: Words = Field(examples=["原件核验后退还", ""])
    form: Words | None = Field(default=None, examples=["纸质", "电子"])
    source: Words | None = Field(default=None, examples=["申请人自备", "政府部门核发"])


class GuideStep(Value):
    """One step of the handling."""

    number: Count
    name: Words = Field(examples=["受理", "审查", "决定", "送达"])
    who: Words = Field(examples=["窗口工作人员"])
    limit: Words = Field(examples=["1个工作日"])
    standard: LongWords = Field(examples=["申请材料齐全、符合法定形式"])


class Law(Value):
    """What it rests on."""

    name: Words = Field(examples=["样例管理条例"])
    number: Words = Field(examples=["样例令第1号"])
    clause: Words = Field(examples=["第十二条"])
    content: LongWords = Field(examples=["申请人应当对申请材料的真实性负责。"])


class Answer(Value):
    """A question that people ask."""

    question: Words = Field(examples=["可以由他人代为办理吗？"])
    answer: LongWords = Field(examples=["可以，代办人需携带本人身份证及授权委托书。"])


class GuideResult(Value):
    """What one gets in the end."""

    name: Words = Field(examples=["居住证"])
    type: Words = Field(examples=["证照"])
    valid: Words = Field(examples=["一年", "长期"])


class ServiceGuide(Record):
    """办事指南; says nothing of a person."""

    kind: Literal["service-guide"] = "service-guide"
    name: Words = Field(examples=["居住证申领"])
    type: Words = Field(examples=["依申请"])
    department: Words = Field(examples=["样例办理机构"])
    serves: Words = Field(examples=["自然人"])
    level: Words = Field(examples=["县级"])
    code: Words = Field(examples=["11449901000000000014420140050001"])
    promised: Words = Field(examples=["15个工作日"])
    legal_limit: Words = Field(examples=["20个工作日"])
    ways: Words = Field(examples=["窗口办理、自助办理、网上办理"])
    office: Words = Field(examples=["惠州市惠阳区样例路1号政务服务中心3楼"])
    phone: Words = Field(examples=["0752-00000000"])
    complaints: Words = Field(examples=["12345"])
    fee: Words = Field(examples=["不收费"])
    conditions: tuple[LongWords, ...] = Field(
        examples=["在居住地办理居住登记满半年", "符合有合法稳定就业、合法稳定住所、连续就读条件之一"]
    )
    materials: tuple[Material, ...]
    steps: tuple[GuideStep, ...]
    laws: tuple[Law, ...]
    answers: tuple[Answer, ...]
    updated: date | None
    online: Words | None = Field(default=None, examples=["全程网办（Ⅳ级）"])
    """网办深度."""
    results: tuple[GuideResult, ...] | None = None
    link: Link | None = Field(default=None, examples=["https://guides.invalid/g/11449901000000000014420140050001"])
    """Where the guide stands in the net."""


class ProgressStep(Value):
    """One step of the case."""

    at: AwareDatetime
    what: Words = Field(examples=["收件", "受理", "审查"])


class Progress(Record):
    """办件进度, masked for a slip."""

    kind: Literal["case-progress"] = "case-progress"
    case_no: Words = Field(examples=["0752202611210000719"])
    item: Words = Field(examples=["居住证申领"])
    applicant: Masked
    accepted_at: AwareDatetime
    promised: date
    state: Literal["收件", "受理", "补正", "审查", "决定", "办结", "送达", "退回", "撤回"]
    result: Words = Field(examples=["窗口领取"])
    link: Link = Field(examples=["https://progress.invalid/c/0712"])
    query_code: Words | None = Field(default=None, examples=["071200"])
    """Opens the case to whoever knows its number; only where it is told to the holder."""
    timeline: tuple[ProgressStep, ...] = ()


class Rating(Record):
    """An invitation to rate by telephone; the kiosk sends no name."""

    kind: Literal["rating"] = "rating"
    item: Words = Field(examples=["打印参保证明"])
    case_no: Words = Field(examples=["0752202611210000720"])
    handled_at: AwareDatetime
    link: Link = Field(examples=["https://rate.invalid/r/0712"])


class QueueTicket(Record):
    """预约取号."""

    kind: Literal["queue-ticket"] = "queue-ticket"
    ticket: Words = Field(examples=["A012"])
    name: Masked | None = None
    """Of whoever said who they are; a number may be taken without."""
    item: Words = Field(examples=["不动产登记"])
    counter: Words = Field(examples=["3楼 B区 5-8号窗口"])
    on: date
    slot: Words = Field(examples=["09:00-09:30"])
    waiting: Count
    advice: Words = Field(examples=["请提前备齐身份证原件及合同原件。"])
    link: Link = Field(examples=["https://queue.invalid/t/A012"])


class Appointment(Record):
    """预约凭条: an hour with a clinic, a notary, a registry."""

    kind: Literal["appointment"] = "appointment"
    booking_no: Words = Field(examples=["20261123000712"])
    state: Literal["已预约", "已取消"]
    name: Masked
    item: Words = Field(examples=["医院预约挂号"])
    place: Words = Field(examples=["样例人民医院"])
    room: Words = Field(examples=["门诊3楼 内科2诊室"])
    who: Words | None = Field(default=None, examples=["样例医生"])
    on: date
    slot: Words = Field(examples=["09:00-09:30"])
    number: Count = Field(examples=[7])
    """Within that half hour, or day."""
    advice: Words = Field(examples=["请带身份证，提前15分钟到。"])
    link: Link = Field(examples=["https://booking.invalid/b/0712"])


class ComplaintReceipt(Record):
    """意见投诉回执: says nothing of who said what."""

    kind: Literal["complaint-receipt"] = "complaint-receipt"
    case_no: Words = Field(examples=["99202611220000000712"])
    code: Words = Field(examples=["071200"])
    item: Words = Field(examples=["投诉：办得慢"])
    accepted_at: AwareDatetime
    due: date
    link: Link = Field(examples=["https://progress.invalid/c/99202611220000000712"])
