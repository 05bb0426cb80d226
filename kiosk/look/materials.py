"""What the screens show of materials, promises and signatures, and of an application that waits here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from drivers.clock import BEIJING
from kiosk.flows import materials, promises, signing, supplement
from kiosk.flows.materials import LICENCE
from kiosk.gathering import WantedMaterial
from kiosk.items.registers import load_materials
from kiosk.session import Session
from kiosk.unlodged import KEEP_HOURS
from kiosk.view import Choice, Keyboard, Row, View

_SIGNS = {"scan": "page", "phone": "phone", "committed": "certificate", "owed": "clock"}
POINT = 3
"""Numbers of one point of a stroke."""


def _wanted(session: Session) -> tuple[WantedMaterial, ...]:
    return supplement.wants(session) if supplement.is_under_way(session) else materials.wanted_by_item(session)


def _listed(texts: Texts, session: Session, view: View) -> View:
    wanted, given, language = _wanted(session), session.gathering.given, view.language
    rows = []
    for one in wanted:
        here = given.get(one.material)
        key = here.source if here is not None else "none"
        told = texts.text(
            language, f"material_given.{key}", **({"count": len(here.pages)} if here and here.pages else {})
        )
        rows.append(
            Choice(id=one.material, label=told, detail=_name(one.material, language), is_chosen=here is not None)
        )
    lacking = sum(not row.is_chosen for row in rows)
    words = dict(view.words)
    words["title"] = texts.text(language, "material_said.lacking", count=lacking) if lacking else words["title"]
    if lacking:
        words |= {"lead": words["lead_lacking"], "primary": words["primary_lacking"]}
    return replace(view, choices=tuple(rows), words=words, picture="page")


def _ways(texts: Texts, session: Session, view: View) -> View:
    language, at = view.language, session.gathering.at
    one = next((one for one in _wanted(session) if one.material == at), None)
    if one is None:
        return view
    named = {f"{LICENCE}{held.id}": held.name for held in session.gathering.licences or ()}
    days = promises.days_of(session)

    def way(choice: str) -> Choice:
        kind = "licence" if choice.startswith(LICENCE) else choice
        hint = "later" if choice == "owed" and not days else kind
        return Choice(
            id=choice,
            label=texts.text(language, f"material_way.{kind}", name=named.get(choice, "")),
            detail=texts.text(language, f"material_way_hint.{hint}", days=days),
            icon=_SIGNS.get(kind, "card"),
        )

    title = texts.text(language, "material_said.way", material=_name(at, language))
    choices = tuple(way(choice) for choice in materials.ways_of(session, one))
    return replace(view, choices=choices, words=view.words | {"title": title}, picture="page", is_own_list=bool(named))


def _laid(_: Texts, session: Session, view: View) -> View:
    """The button stands there once a page was not good."""
    seen = replace(view, picture="glass_page")
    return seen if session.notice else replace(seen, words=view.words | {"secondary": ""})


def _page(texts: Texts, session: Session, view: View) -> View:
    one = next((one for one in _wanted(session) if one.material == session.gathering.at), None)
    may_add = one is not None and materials.may_add(session, one)
    page = session.preview.page
    words = view.words | {"page": texts.text(view.language, "material_said.page", page=page)}
    if not may_add:
        words |= {"another": ""}
    shown = session.gathering.page is not None
    return replace(view, words=words, paper_page=page if shown else 0, paper_pages=page if shown else 0)


def _phone(texts: Texts, session: Session, view: View) -> View:
    language, at = view.language, session.gathering.at
    one = next((one for one in _wanted(session) if one.material == at), None)
    if one is None:
        return view
    section = "screen.material_phone"
    steps = (
        texts.text(language, f"{section}.step_scan"),
        texts.text(language, "material_said.choose", count=one.pages),
        texts.text(language, f"{section}.step_wait"),
    )
    rows = tuple(Row(label=f"{number}", value=step) for number, step in enumerate(steps, 1))
    title = texts.text(language, "material_said.phone", material=_name(at, language))
    return replace(view, qr=session.gathering.link, rows=rows, words=view.words | {"title": title})


def _promise(_: Texts, session: Session, view: View) -> View:
    """Both sides; and all of it as what is read aloud."""
    words = dict(view.words)
    yours, ours = promises.lines(session, _wanted(session))
    rows = tuple(Row(label=words["yours"], value=line) for line in yours)
    rows += tuple(Row(label=words["ours"], value=line) for line in ours)
    if not session.terminal.health.has(signing.PAD):
        words["primary"] = words["primary_plain"]
    return replace(view, rows=rows, words=words, picture="agree", can_go_on=session.gathering.today is not None)


def _signature(_: Texts, session: Session, view: View) -> View:
    """The strokes as they came, without their times; and the way of whoever cannot write."""
    strokes = tuple(
        tuple(number for place, number in enumerate(stroke) if place % POINT != POINT - 1)
        for stroke in session.gathering.strokes
    )
    words = view.words | {"other_way": view.words.get("by_word", "")}
    return replace(view, keyboard=Keyboard(strokes=strokes), words=words, can_go_on=bool(strokes))


def _offered(texts: Texts, session: Session, view: View) -> View:
    language = view.language
    rows = (
        Row(label=texts.text(language, "label.matter"), value=_matter(session, language)),
        Row(label=texts.text(language, "label.waits_state"), value=texts.text(language, "form.waits_state")),
        Row(label=texts.text(language, "label.who_reads"), value=texts.text(language, "form.who_reads")),
        Row(
            label=texts.text(language, "label.waits_until"),
            value=texts.text(language, "form.waits_hours", hours=KEEP_HOURS),
        ),
    )
    return replace(view, rows=rows, picture="network")


def _kept(texts: Texts, session: Session, view: View) -> View:
    until, language = session.application.waits_until, view.language
    if until is None:
        return view
    rows = (
        Row(label=texts.text(language, "label.matter"), value=_matter(session, language)),
        Row(label=texts.text(language, "label.waits_state"), value=texts.text(language, "form.waits_state")),
        Row(label=texts.text(language, "label.waits_number"), value=session.application.waits_as),
        Row(label=texts.text(language, "label.waits_until"), value=f"{until.astimezone(BEIJING):%Y-%m-%d %H:%M}"),
    )
    return replace(view, rows=rows, picture="network", tone="careful")


def given_rows(texts: Texts, session: Session, language: str) -> tuple[Row, ...]:
    """What lies with the application, as it is confirmed; none where nothing is wanted."""
    wanted = materials.wanted_by_item(session)
    given = materials.given_materials(session, wanted)
    if not given:
        return ()
    owed = sum(one.source == "owed" for one in given)
    told = texts.text(language, "form.materials", given=len(given) - owed, owed=owed)
    return (Row(label=texts.text(language, "label.materials"), value=told),)


def owed_rows(texts: Texts, session: Session, language: str) -> tuple[Row, ...]:
    """What the case still waits for, and until when."""
    case = session.serving.case or (session.application.accepted.case if session.application.accepted else None)
    return tuple(
        Row(
            label=texts.text(language, "label.owed"),
            value=texts.text(
                language, "form.owed_until", name=_name(one.material, language), due=f"{one.due:%Y-%m-%d}"
            ),
        )
        for one in (case.owed if case is not None else ())
    )


def _matter(session: Session, language: str) -> str:
    return session.item.settings.name.of(language) if session.item is not None else ""


def _name(material: str, language: str) -> str:
    return load_materials()[material].of(language)


LOOKS: Mapping[str, Callable[[Texts, Session, View], View]] = MappingProxyType(
    {
        "materials": _listed,
        "material_way": _ways,
        "lay_page": _laid,
        "material_page": _page,
        "material_phone": _phone,
        "promise": _promise,
        "signature": _signature,
        "unlodged_offer": _offered,
        "unlodged_kept": _kept,
    }
)
"""By a step's words."""
