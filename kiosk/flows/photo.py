"""自助拍照: an identity photograph is taken, kept by the platform under a number (回执), and printed on photo paper.

The item's own level says whom it is for: without one it is anybody's photograph; from L2 on it goes to a case of the
person who stands there, and to nobody else.
"""

from dataclasses import replace
from datetime import datetime

from drivers.outcome import Outcome
from kiosk.effects import Effect
from kiosk.events import Event, Failed, Tapped, TimeUp
from kiosk.flows import fees, identity, pay, taking_photo
from kiosk.flows.making_paper import item_of, person_of
from kiosk.flows.own_paper import OwnPaper
from kiosk.flows.taking_photo import LOOK, with_photo
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.paying import Due
from kiosk.photo_kinds import Kind, photo_kinds
from kiosk.photographing import Use
from kiosk.platform.payment_values import OrderLine
from kiosk.platform.photo_values import PhotoAccepted, PhotoRequest
from kiosk.platform.service_values import CaseFile
from kiosk.service_effects import ListCases
from kiosk.service_events import CasesListed, TimeTold
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Step, Steps, Turn, before_start, tell_time
from kiosk.taps import Asked, Chosen, WentBack, WentOn
from printing.document import Verification
from printing.records.hall import PhotoReceipt, PhotoSheet

USES: tuple[Use, ...] = ("receipt", "both", "sheet")
NOBODYS = "本回执不记名"
"""In place of the name: nobody was asked who they are."""


def steps(item: Item, route: Route | None) -> Steps:
    """What for, the picture, what becomes of it, the fee, the number, the papers."""
    level = Level(item.settings.level)
    first = KIND if level == Level.NOBODY else None
    begins = (KIND,) if first is not None else (*identity.steps(item, route), CASES, CASE, KIND_OF_CASE)
    table = (
        *begins,
        *taking_photo.steps(back_to=KIND.name if first is not None else KIND_OF_CASE.name, dot=2),
        USE,
        RECEIPT.ready(level, 4),
        SHEET.ready(level, 4),
        *pay.steps(back_to=USE.name, needs=level, dot=4),
        DATE,
        KEEP,
        RECEIPT.printed(level, 5),
        SHEET.printed(level, 5),
        *pay.delivering(needs=level, dot=5),
        DONE,
    )
    return tuple(step if step.is_proof or step.name in _OF_IDENTITY else replace(step, needs=level) for step in table)


def kind_of(session: Session) -> Kind:
    """The kind that was chosen."""
    return photo_kinds().kinds[session.photo.kind]


def _kind(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice in photo_kinds().kinds:
            return Onward(taking_photo.wanting(session, choice))
        case Tapped(WentBack()):
            return before_start(session) if session.identity is None else Backward(session, to=CASE.name)
    return None


def _ask_cases(session: Session) -> tuple[Effect, ...]:
    return (ListCases(person_of(session)[0]),)


def _cases_told(session: Session, event: Event) -> Turn | None:
    match event:
        case CasesListed(cases):
            listed = replace(session, serving=replace(session.serving, cases=cases))
            if not cases_of(listed):
                return Fail(listed, Trouble("no_photo_case", again_at=None))
            return Onward(listed)
    return None


def cases_of(session: Session) -> tuple[CaseFile, ...]:
    """Cases of the person that are under way."""
    return tuple(case for case in session.serving.cases if not case.is_over)


def _case(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice in {case.progress.case_no for case in cases_of(session)}:
            return Onward(with_photo(session, replace(session.photo, case_no=choice)))
        case Tapped(WentBack()):
            return Another("")
    return None


def _use(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice in uses_of(session):
            wanted = with_photo(session, replace(session.photo, use=next(use for use in USES if use == choice)))
            return Onward(pay.owing(wanted, due_of(wanted)))
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to=LOOK)
    return None


def due_of(session: Session) -> Due:
    """The item's own fee, and the sheet's."""
    fee = int(photo_kinds().sheet_fee * 100) if _wants_sheet(session) else 0
    line = OrderLine(name="证件照排版", amount_fen=fee, is_government=False)
    return fees.fee_of(item_of(session), for_deed=SHEET.deed(session) if fee else _deed(session), more=(line,))


def _deed(session: Session) -> str:
    return session.deed("photo")


def _dated(session: Session, event: Event) -> Turn | None:
    match event:
        case TimeTold(at):
            return Onward(with_photo(session, replace(session.photo, taken_at=at)))
    return None


def _keep(session: Session) -> tuple[Effect, ...]:
    photo, person = session.photo, session.identity
    if photo.taken_at is None:
        raise AssertionError("a photograph is dated before it is kept")
    request = PhotoRequest(
        kind=photo.kind,
        usage=kind_of(session).name.zh_hans,
        photo=taking_photo.chosen(session).picture,
        checks=checks_of(session),
        taken_at=photo.taken_at,
        case_no=photo.case_no,
        order=pay.order_of(session) if pay.is_paid(session) else "",
    )
    return (Lodge(request, _deed(session), session.name, item_of(session).id, person),)


def _kept(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(PhotoAccepted() as accepted):
            return Onward(with_photo(session, replace(session.photo, accepted=accepted)))
        case Failed("lodgement_unknown"):
            # Whether it was kept, the platform is asked on; the money follows that answer (kiosk/till.py).
            return Fail(session, Trouble("lodgement_unknown", again_at=None))
        case Failed() if pay.is_paid(session):
            return pay.undelivered(session)
    return None


def checks_of(session: Session) -> tuple[str, ...]:
    """Every rule, as the receipt says it."""
    kind, shot = kind_of(session), taking_photo.chosen(session)
    made = ("背景：已按要求处理为纯色",) if shot.is_made else ()
    size = f"尺寸：{kind.pixels[0]}×{kind.pixels[1]}像素，{kind.print_mm[0]}×{kind.print_mm[1]}毫米"
    return (size, *(f"{RULE_NAMES[one.rule.value]}：合格" for one in shot.findings), *made)


def _wants_receipt(session: Session) -> bool:
    return session.photo.use in ("receipt", "both")


def _wants_sheet(session: Session) -> bool:
    return session.photo.use in ("sheet", "both")


def _receipt(session: Session, at: datetime) -> PhotoReceipt:
    accepted, person = session.photo.accepted, session.identity
    return PhotoReceipt(
        subject=accepted.subject if accepted is not None else "photo-to-come",
        issuer=accepted.issuer if accepted is not None else "数码相片采集点",
        receipt_no=accepted.receipt_no if accepted is not None else "0" * 32,
        name=person.name if person is not None else NOBODYS,
        usage=kind_of(session).name.zh_hans,
        photo=taking_photo.chosen(session).picture,
        taken_at=session.photo.taken_at or at,
        valid_to=accepted.valid_to if accepted is not None else at.date(),
        checks=checks_of(session),
    )


def _receipt_code(session: Session) -> Verification | None:
    accepted = session.photo.accepted
    return Verification(accepted.code, accepted.link) if accepted is not None else None


def _sheet(session: Session, _: datetime) -> PhotoSheet:
    accepted, (wide, high) = session.photo.accepted, kind_of(session).print_mm
    return PhotoSheet(
        subject=accepted.subject if accepted is not None else f"photo-{session.name}",
        issuer=accepted.issuer if accepted is not None else session.terminal.place or "自助终端",
        usage=f"{kind_of(session).name.zh_hans}（{wide}×{high}毫米）"[:30],
        photo=taking_photo.chosen(session).picture,
        width_mm=wide,
        height_mm=high,
        copies=photo_kinds().copies,
    )


def _without_receipt(session: Session, outcome: Outcome) -> Turn:
    return Onward(_lacking(session, RECEIPT.name, outcome))


def _without_sheet(session: Session, outcome: Outcome) -> Turn:
    if outcome is Outcome.NOT_DONE and pay.is_paid(session):
        return pay.undelivered(session)
    if outcome is Outcome.UNKNOWN and pay.is_paid(session):
        # Nobody says that it is there, nor that it is not: staff look, and the till follows the journal.
        return Fail(session, Trouble("print_unknown", again_at=None))
    return Onward(_lacking(session, SHEET.name, outcome))


def _lacking(session: Session, name: str, outcome: Outcome) -> Session:
    photo = session.photo
    again = (*photo.failed_papers, name) if outcome is Outcome.NOT_DONE else photo.failed_papers
    return with_photo(session, replace(photo, failed_papers=again, lacks=(*photo.lacks, name)))


def _done(session: Session, event: Event) -> Turn | None:
    photo = session.photo
    match event:
        case Tapped(WentOn()) if photo.failed_papers:
            failed = photo.failed_papers
            only: Use = "both" if len(failed) > 1 else "receipt" if RECEIPT.name in failed else "sheet"
            lacks = tuple(name for name in photo.lacks if name not in failed)
            fresh = replace(photo, use=only, failed_papers=(), lacks=lacks)
            again = replace(with_photo(session, fresh), attempt=session.attempt + 1)
            return Backward(again, to=f"{failed[0]}_ready")
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return None


def _is_kept(session: Session) -> bool:
    """Nothing is to be kept, or it is."""
    return session.photo.use == "sheet" or session.photo.accepted is not None


RULE_NAMES = {
    "one_face": "单人",
    "size": "清晰度（像素）",
    "place": "位置",
    "upright": "头部端正",
    "ahead": "正面平视",
    "light": "光线",
    "shadow": "面部无阴影",
    "eyes": "双眼睁开",
    "mouth": "嘴唇闭合",
    "glasses": "眼镜无遮挡、无反光",
    "background": "背景",
    "sharp": "清晰",
    "cut": "头部大小和位置",
}
"""As they stand on the receipt, which is Chinese."""
RECEIPT = OwnPaper(
    name="photo_receipt",
    layout="photo-receipt",
    made=_receipt,
    wanted=_wants_receipt,
    without=_without_receipt,
    code=_receipt_code,
)
SHEET = OwnPaper(
    name="photo_sheet",
    layout="photo-sheet",
    made=_sheet,
    wanted=_wants_sheet,
    without=_without_sheet,
    sheets="photo",
)


def _offered(_: Session) -> tuple[str, ...]:
    return tuple(photo_kinds().kinds)


def uses_of(session: Session) -> tuple[Use, ...]:
    """What can become of the photograph here: what belongs to a case is handed in; prints need photo paper."""
    if not session.terminal.has_photo_paper:
        return USES[:1]
    return USES[:2] if session.photo.case_no else USES


def _case_numbers(session: Session) -> tuple[str, ...]:
    return tuple(case.progress.case_no for case in cases_of(session))


KIND = Step(
    name="photo_kind", screen="pick", words="photo_kind", idle=Idle.CHOOSING, takes=_kind, offers=_offered, dot=1
)
KIND_OF_CASE = replace(KIND, name="photo_kind_of_case")
CASES = Step(name="photo_cases", screen="working", idle=Idle.NEVER, takes=_cases_told, enter=_ask_cases, dot=3)
CASE = Step(
    name="photo_case",
    screen="pick",
    words="photo_case",
    idle=Idle.PERSONAL,
    takes=_case,
    offers=_case_numbers,
    dot=3,
)
USE = Step(name="photo_use", screen="pick", words="photo_use", idle=Idle.PERSONAL, takes=_use, offers=uses_of, dot=3)
DATE = Step(
    name="photo_date",
    screen="working",
    words="photo_keep",
    idle=Idle.NEVER,
    takes=_dated,
    enter=tell_time,
    passes=lambda session: session.photo.taken_at is not None,
    can_leave=False,
    dot=5,
)
KEEP = Step(
    name="photo_keep",
    screen="working",
    words="photo_keep",
    idle=Idle.NEVER,
    takes=_kept,
    enter=_keep,
    passes=_is_kept,
    can_leave=False,
    dot=5,
)
DONE = Step(
    name="photo_done",
    screen="result",
    words="photo_done",
    idle=Idle.FAREWELL,
    takes=_done,
    dot=5,
)
_OF_IDENTITY = ("consent", "routes")
