"""What the screens of a photograph show: kinds, guidance, the picture with every rule, its uses, its number."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from drivers.face import Change, Finding
from kiosk.flows.photo import RECEIPT, cases_of, kind_of, uses_of
from kiosk.flows.taking_photo import shots_of
from kiosk.look.paid import paid_rows
from kiosk.look.told import as_read
from kiosk.photo_kinds import photo_kinds
from kiosk.session import Session
from kiosk.view import Choice, Row, View
from kiosk.wording import abreast

Look = Callable[[Texts, Session, View], View]
PICTURE = "photo_"
"""Begins the name of the drawing that shows what to change (screens/qml/pictures)."""
_SIGNS = {"receipt": "certificate", "both": "list", "sheet": "boxes"}


def change_picture(change: Change | None) -> str:
    """The drawing that shows what to change; empty for nothing."""
    return f"{PICTURE}{change.value}" if change is not None else ""


def _kinds(_: Texts, __: Session, view: View) -> View:
    def detail(name: str) -> str:
        kind = photo_kinds().kinds[name]
        on_paper, in_pixels = f"{kind.print_mm[0]}×{kind.print_mm[1]} mm", f"{kind.pixels[0]}×{kind.pixels[1]}"
        return abreast(view.language, on_paper, in_pixels)

    choices = tuple(
        Choice(id=name, label=kind.name.of(view.language), detail=detail(name), icon=kind.icon)
        for name, kind in photo_kinds().kinds.items()
    )
    return replace(view, choices=choices)


def _cases(texts: Texts, session: Session, view: View) -> View:
    choices = tuple(
        Choice(
            id=case.progress.case_no,
            label=as_read(texts, session, case.progress.item),
            detail=abreast(
                view.language, f"{case.progress.accepted_at:%Y-%m-%d}", as_read(texts, session, case.department)
            ),
            icon="clock",
        )
        for case in cases_of(session)
    )
    return replace(view, choices=choices, is_own_list=True)


def _camera(texts: Texts, session: Session, view: View) -> View:
    guidance, language = session.photo.guidance, view.language
    if guidance is None:
        return view
    words = dict(view.words) | {"secondary": view.words.get("shoot", "")}
    if guidance.change is None:
        return replace(view, words=words | {"title": texts.text(language, "photo_change.good")})
    words["hint"] = texts.text(language, f"photo_change.{guidance.change.value}")
    return replace(view, words=words, picture=change_picture(guidance.change))


def _looked(texts: Texts, session: Session, view: View) -> View:
    photo, language, shot = session.photo, view.language, session.photo.shot
    if shot is None:
        return view
    words = dict(view.words)
    if not shot.is_good:
        words |= {"title": words["title_bad"], "lead": words["lead_bad"], "primary": words["another"], "another": ""}
    elif shot.is_made:
        words["lead"] = words["lead_made"]
    choices = tuple(
        Choice(
            id=one,
            label=texts.text(language, "photo.shot", number=number),
            icon="tick" if photo.shots[number - 1].is_good else "again",
            is_chosen=number == photo.at + 1,
        )
        for number, one in enumerate(shots_of(session), 1)
    )
    first = next((one for one in shot.findings if not one.is_kept), None)
    return replace(
        view,
        words=words,
        rows=tuple(_row(texts, language, one) for one in _worst_first(shot.findings)),
        choices=choices,
        paper_page=photo.at + 1,
        paper_pages=len(photo.shots),
        picture=change_picture(first.change) if first is not None else "",
        can_go_on=shot.is_good,
        tone="good" if shot.is_good else "careful",
    )


def _worst_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: one.is_kept))


def _row(texts: Texts, language: str, finding: Finding) -> Row:
    name = texts.text(language, f"photo_rule.{finding.rule.value}")
    if finding.is_kept or finding.change is None:
        return Row(label=name, value="")
    return Row(label=name, value=texts.text(language, f"photo_change.{finding.change.value}"))


def _uses(texts: Texts, session: Session, view: View) -> View:
    fee = photo_kinds().sheet_fee
    costs = (
        texts.text(view.language, "form.yuan", amount=f"{fee:.2f}") if fee else texts.text(view.language, "photo.free")
    )

    def detail(use: str) -> str:
        hint = texts.text(view.language, f"photo_use_hint.{use}", copies=photo_kinds().copies)
        return abreast(view.language, hint, "" if use == "receipt" else costs)

    choices = tuple(
        Choice(id=use, label=texts.text(view.language, f"photo_use.{use}"), detail=detail(use), icon=_SIGNS[use])
        for use in uses_of(session)
    )
    return replace(view, choices=choices)


def _done(texts: Texts, session: Session, view: View) -> View:
    photo, accepted, language = session.photo, session.photo.accepted, view.language

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    words = dict(view.words) | {"back": ""}
    rows = [Row(label=label("photo_kind"), value=kind_of(session).name.of(language))]
    if accepted is not None:
        rows += [
            Row(label=label("receipt_no"), value=accepted.receipt_no),
            Row(label=label("valid_to"), value=f"{accepted.valid_to:%Y-%m-%d}"),
        ]
        if accepted.case_no:
            rows.append(Row(label=label("case_no"), value=accepted.case_no))
    rows += paid_rows(texts, session, language)
    has_nothing = bool(photo.lacks) and accepted is None
    if has_nothing:
        words |= {"title": words["title_nothing"], "lead": words["lead_nothing"]}
    elif len(photo.lacks) > 1:
        words["lead"] = words["lead_no_papers"]
    elif RECEIPT.name in photo.lacks:
        words["lead"] = words["lead_no_receipt"]
    elif photo.lacks:
        words["lead"] = words["lead_no_sheet"]
    elif accepted is None:
        words["lead"] = words["lead_sheet"]
    if photo.failed_papers:
        words["primary"] = words["again"]
    shown = replace(view, words=words, rows=tuple(rows), picture="page", tone="good", can_go_back=False)
    return replace(shown, tone="careful") if has_nothing else shown


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "photo_kind": _kinds,
        "photo_case": _cases,
        "photo_camera": _camera,
        "photo_look": _looked,
        "photo_use": _uses,
        "photo_done": _done,
    }
)
"""By a step's words."""
