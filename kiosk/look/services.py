"""What the screens of asking and printing show: records, cases, guides, codes, papers that were checked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.announcements import ITEM as ANNOUNCED
from kiosk.flows import giving_slip, guide, progress, qr_wall, resume, showing, supplement, verify_document
from kiosk.items.item import Paper
from kiosk.items.names import separator
from kiosk.look import applying, copying, endorsing, examining, hall_map, materials, paying, photos
from kiosk.look import delivery as delivery_look
from kiosk.look import records as record_look
from kiosk.look.guide import NEAREST, guide_page, places_near
from kiosk.look.told import as_read, row_as_read
from kiosk.platform.service_values import CaseFile
from kiosk.serving import ROWS, CheckedPaper
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, Stage, View
from kiosk.wording import abreast
from printing.records.social_security import EnrolmentRecord
from printing.records.value import Value

_SIGNS = {"number": "search", "scan": "phone", "identity": "card", "type": "pin"}
"""Of the ways to find something."""
_STATES = {
    "收件": "received",
    "受理": "accepted",
    "补正": "incomplete",
    "审查": "review",
    "决定": "decision",
    "办结": "done",
    "送达": "delivered",
    "退回": "returned",
    "撤回": "withdrawn",
}
"""A case's state as the platform says it, and its text key."""


def served(texts: Texts, session: Session, step: Step | None, view: View) -> View:
    """The View with what its screen has to show of a service; as it was where that is nothing."""
    if step is None or session.trouble is not None:
        return view
    look = _LOOKS.get(step.words or step.screen)
    seen = look(texts, session, view) if look is not None else view
    is_applied_for = session.item is not None and session.item.settings.apply is not None
    return applying.keepable(texts, step, seen) if is_applied_for else seen


def _check(texts: Texts, session: Session, view: View) -> View:
    """What will stand on the paper."""
    record, item = session.record, session.item
    if record is None or item is None or isinstance(record, EnrolmentRecord):
        return view
    return replace(view, rows=_of_record(texts, session, item.paper, record, 0))


def _result(texts: Texts, session: Session, view: View) -> View:
    record, item, page = session.record, session.item, session.serving.page
    if record is None or item is None:
        return view
    total = showing.rows_of(record, item.paper)
    rows = _of_record(texts, session, item.paper, record, page)
    words = _ended(view, "print" if showing.may_print(session) else _slip_word(session))
    return replace(
        view,
        rows=rows,
        list_first=page * ROWS,
        list_total=total if total > ROWS else 0,
        words=words | {"title": item.settings.name.of(view.language)},
        picture="page" if rows else "nothing",
    )


def _of_record(texts: Texts, session: Session, paper: Paper | None, record: Value, page: int) -> tuple[Row, ...]:
    told = record_look.rows(texts, session.look.language, paper, record, page)
    return tuple(row_as_read(texts, session, one.label, one.value) for one in told)


def _slip_word(session: Session) -> str:
    return "slip" if giving_slip.may_give(session) else ""


def _ended(view: View, way: str) -> dict[str, str]:
    """The primary button prints, gives a slip, or ends it; 办别的事 stands beside the first two."""
    words = view.words
    if not way:
        return words | {"primary": words.get("primary_end", ""), "back": ""}
    return words | {"primary": words.get(f"primary_{way}", "")}


def _progress_ways(texts: Texts, session: Session, view: View) -> View:
    return replace(view, choices=_ways(texts, view, progress.ways_of(session), "progress"))


def _check_ways(texts: Texts, session: Session, view: View) -> View:
    return replace(view, choices=_ways(texts, view, verify_document.ways_of(session), "check"))


def _ways(texts: Texts, view: View, ways: tuple[str, ...], kind: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=way,
            label=texts.text(view.language, f"{kind}_way.{way}"),
            detail=texts.text(view.language, f"{kind}_way_hint.{way}"),
            icon=_SIGNS[way],
        )
        for way in ways
    )


def _cases(texts: Texts, session: Session, view: View) -> View:
    def state(case: CaseFile) -> str:
        return texts.text(view.language, f"case_state.{_STATES[case.progress.state]}")

    choices = tuple(
        Choice(
            id=case.progress.case_no,
            label=as_read(texts, session, case.progress.item),
            detail=abreast(view.language, _day(case.progress.accepted_at), state(case)),
            icon="clock",
        )
        for case in session.serving.cases
    )
    return replace(view, choices=choices, is_own_list=True)


def _timeline(texts: Texts, session: Session, view: View) -> View:
    case, language = session.serving.case, view.language
    if case is None:
        return view
    told = case.progress

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    state = texts.text(language, f"case_state.{_STATES[told.state]}")
    left = "case_left.over" if case.is_over else "case_left.late" if case.days_left < 0 else "case_left.days"
    rows = (
        Row(label=label("case_no"), value=told.case_no),
        Row(label=label("applicant"), value=told.applicant),
        Row(label=label("state"), value=state),
        Row(label=label("promised"), value=f"{told.promised:%Y-%m-%d}"),
        Row(label=label("days_left"), value=texts.text(language, left, count=abs(case.days_left))),
        Row(label=label("office"), value=as_read(texts, session, case.department)),
        *materials.owed_rows(texts, session, language),
        *(
            (
                Row(
                    label=label("missing"),
                    value=separator(language).join(as_read(texts, session, one) for one in case.missing),
                ),
            )
            if case.missing and not case.owed
            else ()
        ),
        *((Row(label=label("answer"), value=as_read(texts, session, case.answer)),) if case.answer else ()),
        *paying.refund_rows(texts, language, case),
        *((Row(label=label("parcel_no"), value=case.parcel.parcel_no),) if case.parcel else ()),
        *((Row(label=label("undo_until"), value=_minute(case.undo_until)),) if progress.may_undo(session) else ()),
    )
    stages = tuple(
        Stage(
            name=as_read(texts, session, stage.name),
            office=as_read(texts, session, stage.office),
            lane=stage.lane,
            state=stage.state,
            when=_day(stage.ended or stage.begun)
            or texts.text(language, "label.working_days", count=stage.working_days),
        )
        for stage in case.stages
    )
    if case.parcel is not None:
        stages = (*stages, *delivery_look.stops(texts, session, case.parcel))
    words = _ended(view, _slip_word(session)) | {
        "title": as_read(texts, session, told.item),
        "spoken_title": texts.text(language, "speech.shown"),
    }
    if supplement.may_supplement(session):
        words |= {"primary": texts.text(language, "form.supplement")}
    if progress.may_undo(session):
        words |= {"other_way": texts.text(language, "screen.running.other_way")}
    return replace(view, rows=rows, stages=stages, words=words, picture="period")


def _draft_ways(texts: Texts, session: Session, view: View) -> View:
    return replace(view, choices=_ways(texts, view, resume.ways_of(session), "draft"))


def _running(texts: Texts, session: Session, view: View) -> View:
    return applying.running(texts, session, _timeline(texts, session, view))


def _guide(texts: Texts, session: Session, view: View) -> View:
    item = session.item
    if item is None:
        return view
    words = _ended(view, "print" if guide.may_print(session) else "")
    told = session.terminal.told.announcements if item.id == ANNOUNCED else ()
    said = tuple(one.said(view.language) for one in told)
    if item.id == NEAREST:
        said = places_near(texts, session)
    return guide_page(replace(view, words=words), item, session.serving.page, said)


def _wall(_: Texts, session: Session, view: View) -> View:
    codes = session.item.settings.codes if session.item is not None else ()
    choices = tuple(Choice(id=code.id, label=code.name.of(view.language), icon="phone") for code in codes)
    return replace(view, choices=choices)


def _phone(_: Texts, session: Session, view: View) -> View:
    code = qr_wall.chosen(session)
    if code is None:
        return view
    rows = tuple(Row(label=f"{number}", value=step.of(view.language)) for number, step in enumerate(code.steps, 1))
    words = _ended(view, _slip_word(session)) | {"title": code.name.of(view.language)}
    return replace(view, qr=code.link, rows=rows, words=words)


def _paper_checked(texts: Texts, session: Session, view: View) -> View:
    checked, language = session.serving.checked, view.language
    if checked is None:
        return view
    told = texts.below(language, f"paper_checked.{verdict(checked)}")
    said, known = checked.said, checked.known
    facts: dict[str, str] = {}
    if said is not None and not checked.is_forged:
        facts = {
            "paper": said.title,
            "name": said.name,
            "number": said.number,
            "document_no": said.document_no,
            "issued_on": f"{said.issued_on:%Y-%m-%d}",
        }
    elif known is not None:
        facts = {"paper": known.title, "name": known.name_masked, "number": known.number_masked}
        facts |= {"issued_on": _day(known.issued_at)}
    if known is not None:
        facts["issuer"] = known.issuer
    rows = tuple(Row(label=texts.text(language, f"label.{key}"), value=value) for key, value in facts.items() if value)
    tone = "good" if verdict(checked) == "valid" else "bad" if checked.is_forged else "plain"
    words = _ended(view, "") | told
    told_so = replace(view, rows=rows, words=words, picture=f"paper_{verdict(checked)}")
    return replace(told_so, tone=tone)  # type: ignore[arg-type]  # the three words of a tone


def verdict(checked: CheckedPaper) -> str:
    """forged, void, expired, valid; or signed, where the platform could not be asked what became of it since."""
    if checked.is_forged:
        return "forged"
    return checked.known.state if checked.known is not None else "signed"


def _minute(moment: datetime | None) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}" if moment is not None else ""


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(BEIJING):%Y-%m-%d}" if moment is not None else ""


_LOOKS: Mapping[str, Callable[[Texts, Session, View], View]] = MappingProxyType(
    {
        "check": _check,
        "result": _result,
        "progress_ways": _progress_ways,
        "check_ways": _check_ways,
        "cases": _cases,
        "timeline": _timeline,
        "running": _running,
        "review": applying.reviewed,
        "declare": applying.declared,
        "accepted": applying.accepted,
        "enterprises": applying.enterprises,
        "take_back": applying.taking_back,
        "draft_found": applying.draft_found,
        "draft_kept": applying.draft_kept,
        "draft_ways": _draft_ways,
        "guide": _guide,
        "wall": _wall,
        "phone": _phone,
        "paper_checked": _paper_checked,
        **paying.LOOKS,
        **photos.LOOKS,
        **endorsing.LOOKS,
        **materials.LOOKS,
        **examining.LOOKS,
        **copying.LOOKS,
        **hall_map.LOOKS,
    }
)
"""By a step's words, or its screen."""
