"""What the screens show of an application: whose data an answer is, what was changed, what was accepted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.flows import application_fee, apply, ask_form, to_phone, window_form
from kiosk.flows.drafts import ANEW, GO_ON, offers_keeping
from kiosk.flows.enterprises import OTHER
from kiosk.flows.filling_in import asked_apart, blocked, corrected, enterprise_code, form_of, parts_of
from kiosk.items.facts import Facts, load_data_sources
from kiosk.look import materials
from kiosk.look.paid import paid_rows
from kiosk.look.told import as_read
from kiosk.masking import masked_name
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Language, Row, View
from kiosk.wording import Wording, abreast
from printing.payment_slip import yuan

NAME = "name"
"""Id of the question for the person's own name: it stands on the screen masked, as everywhere."""


def reviewed(texts: Texts, session: Session, view: View) -> View:
    """All answers: below each question whose data its answer is, or that the person has changed it."""
    if session.item is None or session.item.settings.apply is None or session.delivery.kept is not None:
        # The address of a delivery is looked over by itself.
        return view
    changed = corrected(session)

    def source(question_id: str) -> str:
        known = session.application.sources.get(question_id)
        if known is None:
            return ""
        key = "changed" if question_id in changed else "from"
        return texts.text(view.language, f"form.{key}", source=_sources()[known].of(view.language))

    def row(one: Choice) -> Choice:
        told = source(one.id)
        is_known = bool(told) and one.id not in changed
        detail = masked_name(one.detail) if one.id == NAME else one.detail
        label = abreast(view.language, one.label, told)
        return replace(one, label=label, detail=detail, is_chosen=is_known, is_open=not blocked(session, one.id))

    choices = tuple(row(one) for one in view.choices)
    done = sum(one.is_chosen for one in choices)
    lead = texts.text(view.language, "form.filled", count=len(choices), given=done) if done else ""
    return replace(view, choices=choices, words=view.words | ({"lead": lead} if lead else {}))


def declared(texts: Texts, session: Session, view: View) -> View:
    """What is handed in to whom, for how much, and by when it is promised."""
    item = session.item
    if item is None:
        return view
    language, facts = view.language, item.settings.facts
    given = ask_form.answers(session, form_of(session))
    changed = corrected(session)
    rows = [
        Row(label=texts.text(language, "label.matter"), value=item.settings.name.of(language)),
        Row(
            label=texts.text(language, "label.filled"),
            value=texts.text(language, "form.counted", count=len(given), changed=len(changed)),
        ),
        Row(label=texts.text(language, "label.promised"), value=_term(texts, language, facts)),
        Row(label=texts.text(language, "label.fee"), value=_fee(texts, language, application_fee.amount_of(session))),
    ]
    if parts := parts_of(session):
        told = texts.text(language, "form.apart", count=len(parts), asked=len(given), apart=asked_apart(session))
        rows.append(Row(label=texts.text(language, "label.together"), value=told))
    if enterprise := enterprise_of(session):
        rows.insert(1, Row(label=texts.text(language, "label.for_enterprise"), value=enterprise))
    rows += materials.given_rows(texts, session, language)
    if session.delivery.way:
        told = texts.text(language, f"delivery_way.{session.delivery.way}")
        rows.append(Row(label=texts.text(language, "label.result"), value=told))
    if session.identity is not None and session.identity.acting is not None:
        rows.append(Row(label=texts.text(language, "label.acting"), value=texts.text(language, "form.acting")))
    return replace(view, rows=tuple(rows), picture="agree")


def accepted(texts: Texts, session: Session, view: View) -> View:
    """What the platform said: number, code, until when, and that it can be taken back."""
    item, told = session.item, session.application.accepted
    if item is None or told is None:
        return view
    language, progress = view.language, told.case.progress

    def label(key: str) -> str:
        return texts.text(language, f"label.{key}")

    rows = [
        Row(label=label("matter"), value=progress.item),
        Row(label=label("case_no"), value=_grouped(progress.case_no)),
        Row(label=label("query_code"), value=told.query_code),
        Row(label=label("promised"), value=f"{progress.promised:%Y-%m-%d}"),
        Row(label=label("office"), value=told.case.department),
    ]
    rows += [Row(label=one.progress.item, value=_grouped(one.progress.case_no)) for one in told.parts]
    rows += paid_rows(texts, session, language)
    rows += materials.owed_rows(texts, session, language)
    if told.undo_until is not None:
        rows.append(Row(label=label("undo_until"), value=_moment(told.undo_until)))
    if item.settings.facts.before is not None:
        saved = _saved(texts, language, item.settings.facts)
        rows += [Row(label=label("saved"), value=saved)] if saved else []
    words = view.words
    onward = "primary_print" if apply.may_print(session) else "primary_phone" if to_phone.is_wanted(session) else ""
    primary = words.get(onward or "primary_end", "")
    # Where nothing is printed or handed to a phone, the primary button ends it.
    end = words.get("primary_end", "") if not onward else "-"
    title = words.get("title_over", "") if told.case.is_over else words.get("title", "")
    return replace(
        view,
        rows=tuple(rows),
        words=words | {"primary": primary, "primary_end": end, "title": title, "back": ""},
        picture="page",
        tone="good",
    )


def draft_found(texts: Texts, session: Session, view: View) -> View:
    """Go on with what was begun, or begin anew."""
    draft = session.application.draft
    if draft is None:
        return view
    when = texts.text(view.language, "form.draft_hint", at=_moment(draft.saved_at), count=len(draft.answers))
    return replace(
        view,
        choices=(
            Choice(id=GO_ON, label=texts.text(view.language, "form.draft_go_on"), detail=when, icon="forward"),
            Choice(id=ANEW, label=texts.text(view.language, "form.draft_anew"), icon="again"),
        ),
    )


def draft_kept(texts: Texts, session: Session, view: View) -> View:
    """The code, and until when it is kept."""
    draft = session.application.draft
    if draft is None or session.item is None:
        return view
    language = view.language
    rows = (
        Row(label=texts.text(language, "label.matter"), value=session.item.settings.name.of(language)),
        Row(label=texts.text(language, "label.draft_code"), value=f"{draft.code[:4]} {draft.code[4:]}"),
        Row(label=texts.text(language, "label.kept_until"), value=f"{draft.kept_until.astimezone(BEIJING):%Y-%m-%d}"),
    )
    words = view.words | ({"primary": view.words["primary_print"]} if window_form.may_print(session) else {})
    return replace(view, rows=rows, words=words, tone="good", picture="page")


def keepable(texts: Texts, step: Step, view: View) -> View:
    """The button that keeps the form, where it stands."""
    if not offers_keeping(step):
        return view
    return replace(view, words=view.words | {"another": texts.text(view.language, "form.keep")})


def taking_back(texts: Texts, session: Session, view: View) -> View:
    """Which application it is."""
    item, told = session.item, session.application.accepted
    if item is None or told is None:
        return view
    rows = (
        Row(label=texts.text(view.language, "label.matter"), value=item.settings.name.of(view.language)),
        Row(label=texts.text(view.language, "label.case_no"), value=_grouped(told.case.progress.case_no)),
    )
    return replace(view, rows=rows, picture="page")


def running(texts: Texts, session: Session, view: View) -> View:
    """The case that runs already (its timeline stands there), with its slip once more and the way back."""
    words = view.words | {"title": texts.text(view.language, "screen.running.title"), "back": ""}
    slip = apply.may_give_slip(session)
    words |= {"primary": words.get("primary_slip" if slip else "primary_end", "")}
    if not apply.may_take_back(session):
        words |= {"other_way": ""}
    else:
        words |= {"other_way": texts.text(view.language, "screen.running.other_way")}
    words |= {"spoken": words["spoken_title"]}
    return replace(view, words=words)


def enterprise_of(session: Session) -> str:
    """Name and credit code of the enterprise that it is applied for; empty where it is for the person."""
    code = enterprise_code(session)
    named = next((one.name for one in session.application.enterprises if one.credit_code == code), "")
    return f"{named} {code}".strip()


def enterprises(texts: Texts, session: Session, view: View) -> View:
    """Those that the person may speak for, and that another can be typed."""
    found = tuple(
        Choice(
            id=one.credit_code,
            label=one.name,
            detail=abreast(view.language, as_read(texts, session, one.relation), one.credit_code),
            icon="house",
        )
        for one in session.application.enterprises
    )
    other = Choice(id=OTHER, label=texts.text(view.language, "form.other_enterprise"), icon="pin")
    return replace(view, choices=(*found, other), is_own_list=True)


def _saved(texts: Texts, language: Language, facts: Facts) -> str:
    """少交几份材料，少跑几趟: what it took before, less what it takes now."""
    if facts.before is None:
        return ""
    materials, trips = facts.before.materials - len(facts.needs), facts.before.trips - facts.trips
    return texts.text(language, "form.saved", materials=materials, trips=trips)


def _term(texts: Texts, language: Language, facts: Facts) -> str:
    if facts.promised.minutes is not None:
        return texts.text(language, "form.minutes", count=facts.promised.minutes)
    return texts.text(language, "label.working_days", count=facts.promised.working_days)


def _fee(texts: Texts, language: Language, fen: int) -> str:
    return texts.text(language, "form.yuan", amount=yuan(fen)) if fen else texts.text(language, "form.free")


def _moment(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _grouped(number: str) -> str:
    """In fours, as it is read aloud."""
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


@cache
def _sources() -> Mapping[str, Wording]:
    return load_data_sources()
