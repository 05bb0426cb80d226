"""What the home screen and the search show: tiles of items with whether they can be done now, shelves, their words."""

from datetime import datetime

from config.texts import Texts
from kiosk.flows.identity import ways
from kiosk.items.catalogue import Item
from kiosk.items.opening_hours import said
from kiosk.over import home
from kiosk.over.finding import written
from kiosk.session import Session
from kiosk.view import Choice

_BARE = dict.fromkeys(("only_card", "free", "day_and_night", "practise", "find"), "")
"""What stands on the home screen itself and on no shelf."""


def tiles(texts: Texts, session: Session, now: datetime) -> tuple[Choice, ...]:
    """What the home screen offers; what is open on it."""
    on_page = home.shelved(_offer(session), session.shelf, is_elder=session.is_elder_home)
    return tuple(
        _shelf(texts, session, one) if isinstance(one, str) else _tile(texts, session, one, now) for one in on_page
    )


def _offer(session: Session) -> home.Offer:
    health, catalogue = session.terminal.health, session.terminal.catalogue
    return home.offer_of(session, [item for item in catalogue.values() if not ways.is_out_of_question(item, health)])


def found(texts: Texts, session: Session, now: datetime) -> tuple[Choice, ...]:
    """What the search has found; before anything is looked for, what most people come for."""
    finding, known = session.choosing.finding, session.terminal.catalogue
    if finding is None:
        return ()
    wanted = finding.found if written(finding.writing) else session.terminal.common
    return tuple(
        _tile(texts, session, item, now)
        for item in (known[one] for one in wanted if one in known)
        if not ways.is_out_of_question(item, session.terminal.health)
        and (home.can_be_tried(item) or not session.is_practice)
    )


def words(texts: Texts, session: Session, own: dict[str, str]) -> dict[str, str]:
    """Calmer in large text; a shelf that is open names itself, and leads back."""
    language, city = session.look.language, session.choosing.home_city
    if session.shelf:
        title, lead = (texts.text(language, f"{part}.{session.shelf}") for part in ("group", "group_hint"))
        return own | _BARE | {"title": title, "lead": lead}
    if city:
        name = session.terminal.divisions.called(city).of(language)
        return own | _BARE | texts.below(language, "city_shelf", city=name)
    calm = {"title": own["calm_title"], "lead": own["calm_lead"]} if session.is_elder_home else {}
    if calm and home.is_much(_offer(session)):
        calm["everything"] = texts.text(language, f"group.{home.ALL}")
    may_practise = session.identity is None and not session.is_practice
    has_much = len(session.terminal.catalogue) > home.FEW and not session.is_practice
    left_out = {"back": ""} | ({} if may_practise else {"practise": ""}) | ({} if has_much else {"find": ""})
    return own | calm | left_out


def _shelf(texts: Texts, session: Session, name: str) -> Choice:
    language = session.look.language
    if name.startswith(home.CITY):
        return Choice(
            id=name, label=session.terminal.divisions.called(name.removeprefix(home.CITY)).of(language), icon="place"
        )
    return Choice(
        id=name,
        label=texts.text(language, f"group.{name}"),
        detail=texts.text(language, f"group_hint.{name}"),
        icon=home.SIGNS[name],
    )


def _tile(texts: Texts, session: Session, item: Item, now: datetime) -> Choice:
    language = session.look.language
    missing, shut = ways.missing(item, session.terminal.health), session.terminal.shut.get(item.id)
    closing = session.terminal.closing.get(item.id)
    detail, state = item.settings.hint.of(language), ""
    if missing:
        detail = texts.text(language, f"closed.{missing}")
    else:
        changes = shut or closing
        key, at = said(changes, now, language) if changes is not None else ("now", {})
        told = texts.text(language, f"opening.{key}", **at)
        detail, state = (told, "") if shut is not None else (detail, told)
    return Choice(
        id=item.id,
        label=item.settings.name.of(language),
        detail=detail,
        icon=item.settings.icon,
        is_open=not missing and shut is None,
        leads_on=True,
        state=state,
    )
