"""What the screens of complaints show."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.flows import giving_slip, policies, rating
from kiosk.items.savings import savings_of
from kiosk.look.told import as_read
from kiosk.serving import ROWS
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, View
from kiosk.wording import abreast


def noted(texts: Texts, session: Session, _: Step, view: View) -> View:
    """Number, code, class, and the day by which it is answered."""
    accepted, language = session.feedback.complaint, view.language
    if accepted is None:
        return view

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    rows = (
        Row(label=label("case_no"), value=accepted.case.progress.case_no),
        Row(label=label("query_code"), value=accepted.code),
        Row(label=label("complaint_class"), value=texts.text(language, f"complaint_class.{accepted.of}")),
        Row(label=label("answered_by"), value=f"{accepted.due:%Y-%m-%d}"),
    )
    primary = view.words["primary_slip" if giving_slip.may_give(session) else "primary_end"]
    return replace(view, rows=rows, words=view.words | {"primary": primary, "back": ""}, picture="page", tone="good")


def answered(texts: Texts, session: Session, _: Step, view: View) -> View:
    """What an office answers to what the person once said, the newest on top."""
    answers = session.identity.answers if session.identity is not None else ()
    said, label = (texts.text(view.language, f"label.{key}") for key in ("you_said", "answer"))
    rows = tuple(
        row
        for one in answers
        for row in (
            Row(
                label=said, value=abreast(view.language, as_read(texts, session, one.about), f"{one.said_on:%Y-%m-%d}")
            ),
            Row(label=label, value=as_read(texts, session, one.words)),
        )
    )
    return replace(view, rows=rows, words=view.words | {"back": ""}, picture="page", tone="good")


def thanks(texts: Texts, session: Session, _: Step, view: View) -> View:
    """Thanks; of a bad one the number under which an office answers."""
    accepted, language = session.feedback.rating, view.language
    if accepted is None:
        return view
    rows: tuple[Row, ...] = ()
    words = view.words | {"back": "", "empty": view.words["lead"]}
    if accepted.case is not None and accepted.due is not None:
        rows = (
            Row(label=texts.text(language, "label.case_no"), value=accepted.case.progress.case_no),
            Row(label=texts.text(language, "label.query_code"), value=accepted.code),
            Row(label=texts.text(language, "label.answered_by"), value=f"{accepted.due:%Y-%m-%d}"),
        )
        words |= {"lead": view.words["lead_bad"]}
    primary = view.words["primary_slip" if rating.may_give(session) else "primary_end"]
    return replace(
        view, rows=rows, words=words | {"primary": primary}, picture="page" if rows else "agree", tone="good"
    )


def levels(texts: Texts, session: Session, view: View) -> View:
    """On the last screen of a visit: how was it?"""
    tiles = tuple(
        Choice(id=choice, label=texts.text(view.language, f"rating.{choice.removeprefix(rating.RATE) or 'say'}"))
        for choice in rating.choices(session)
    )
    if not tiles:
        return view
    words = {"rate": texts.text(view.language, "rating.ask")} if len(tiles) > 1 else {}
    return replace(view, choices=tiles, words=view.words | words)


def policy_consent(texts: Texts, _: Session, __: Step, view: View) -> View:
    """What is looked at, and that nothing is kept."""
    keys = ("what", "kept", "free")
    rows = tuple(Row(label="", value=texts.text(view.language, f"policy.{key}")) for key in keys)
    return replace(view, rows=rows)


def policy_matches(_: Texts, session: Session, __: Step, view: View) -> View:
    """What may fit, and where it is claimed."""
    found, page = policies.found(session), session.serving.page
    rows = tuple(
        Row(label=one.name.of(view.language), value=one.hint.of(view.language))
        for one in found[page * ROWS : (page + 1) * ROWS]
    )
    words = view.words | {"primary": view.words["primary_end"]}
    return replace(
        view,
        rows=rows,
        words=words,
        list_first=page * ROWS,
        list_total=len(found) if len(found) > ROWS else 0,
        picture="page" if rows else "nothing",
    )


def saved(texts: Texts, session: Session, view: View) -> View:
    """On the last screen: what the person was spared."""
    if session.item is None:
        return view
    materials, trips = savings_of(session.item.settings.facts)
    if not materials and not trips:
        return view
    key = "both" if materials and trips else "materials" if materials else "trips"
    told = texts.text(view.language, f"spared.{key}", materials=materials, trips=trips)
    return replace(view, words=view.words | {"saved": told})


LOOKS: Mapping[str, Callable[[Texts, Session, Step, View], View]] = MappingProxyType(
    {"answer_heard": answered, "complaint_noted": noted, "rating_thanks": thanks, "policy_consent": policy_consent}
    | {"policy_matches": policy_matches}
)
"""By a step's words."""
