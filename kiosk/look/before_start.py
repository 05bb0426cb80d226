"""What stands on the page before an item is begun, and on the pages beside it: lists, questions, cities, places."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from config.texts import Texts
from kiosk.elsewhere import hours_words
from kiosk.flows import before_start
from kiosk.flows.verdict import CARD, Verdict, case_of, needs_of, spared_of, stands_at, verdict
from kiosk.guide_paper import HELP_LINE
from kiosk.items.facts import Term
from kiosk.items.flow_names import FLOW_NAMES
from kiosk.items.item import Item
from kiosk.items.names import departments, material_words
from kiosk.items.names import places as registered
from kiosk.items.opening_hours import said
from kiosk.items.situations import Question
from kiosk.look.guide import guide_page
from kiosk.session import Session
from kiosk.step import BEFORE_START, Step
from kiosk.view import Choice, Language, Row, View
from kiosk.wording import abreast

SIGNS: Mapping[str, str] = MappingProxyType(
    {"list": "certificate", "case": "help", "city": "globe", "guide": "look", "place": "place"}
)
"""Of what leads beside."""
_NEAREST = 6
"""Places on one list (our choice: what is read at a glance)."""


def seen(texts: Texts, session: Session, step: Step | None, view: View, now: datetime) -> View:
    """The View of such a page, completed; any other as it was."""
    item = session.item
    if step is None or item is None or session.trouble is not None or not step.name.startswith(BEFORE_START):
        return view
    look = _Look(texts, session, item, now)
    pages: Mapping[str, Callable[[View], View]] = {
        BEFORE_START: look.page,
        f"{BEFORE_START}-case": look.question,
        f"{BEFORE_START}-city": look.cities,
        f"{BEFORE_START}-list": look.list,
        f"{BEFORE_START}-guide": look.guide,
        f"{BEFORE_START}-place": look.places,
    }
    page = pages.get(step.name)
    return page(view) if page is not None else view


class _Look:
    """One item, for one person's language."""

    def __init__(self, texts: Texts, session: Session, item: Item, now: datetime) -> None:
        self._texts = texts
        self._session = session
        self._item = item
        self._now = now
        self._language: Language = session.look.language

    def page(self, view: View) -> View:
        found = verdict(self._session, self._item)
        words = view.words | {"title": self._item.settings.name.of(self._language), **self._told(found)}
        if found.tone == "bad":
            words |= {"primary": words["primary_bad"]}
        elif found.reason in ("read", "guide_only", "phone", "appointment", "counter"):
            words |= {"primary": words["primary_read"]}
        by_ear = f"by_ear.{self._item.settings.flow}"
        if self._texts.has(by_ear):
            words |= {"by_ear": self._text(by_ear)}
        return replace(
            view,
            words=words,
            tone=found.tone,
            choices=tuple(
                Choice(
                    id=period.id,
                    label=period.name.of(self._language),
                    is_chosen=period.id == self._session.period,
                )
                for period in (self._item.settings.periods if found.tone != "bad" else ())
            ),
            rows=self._facts(),
            leads=tuple(
                Choice(id=lead, label=self._lead(lead), icon=SIGNS[lead])
                for lead in before_start.leads(self._session, self._item)
            ),
        )

    def _told(self, found: Verdict) -> dict[str, str]:
        """The verdict in a few words, why, and in one sentence what it takes."""
        values: dict[str, object] = {"device": self._device(found.device), "when": ""}
        if found.opening is not None:
            key, at = said(found.opening, self._now, self._language)
            values["when"] = self._text(f"opening.{key}", **at)
        case = case_of(self._session, self._item)
        note = case.note.of(self._language) if case is not None and case.note is not None else ""
        told = self._texts.below(self._language, f"verdict.{found.reason}", **values)
        lead = self._text(
            "takes.sentence",
            time=self._term(self._item.settings.facts.promised),
            fee=self._fee(),
            bring=self._bring(),
        )
        return {"verdict": told["title"], "why": note or told["lead"], "lead": lead}

    def _facts(self) -> tuple[Row, ...]:
        facts = self._item.settings.facts
        case = case_of(self._session, self._item)
        city = before_start.city_of(self._session, self._item)
        spared = material_words(spared_of(self._session, self._item), self._language)
        minutes = self._session.terminal.minutes.get(self._item.id)
        rows = {
            "case": case.name.of(self._language) if case is not None else "",
            "city": self._city(city) if city else "",
            "time": self._time(),
            "fee": self._fee(),
            "bring": self._bring(),
            "measured": self._text("takes.minutes", count=minutes) if minutes is not None else "",
            "rating": self._rating(),
            "trips": self._text("takes.no_trip" if not facts.trips else "takes.trips_count", count=facts.trips),
            "spared": spared,
        }
        return tuple(Row(label=self._text(f"takes.{key}"), value=value) for key, value in rows.items() if value)

    def _rating(self) -> str:
        said_of_it = self._session.terminal.ratings.get(self._item.id)
        if said_of_it is None:
            return ""
        return self._text("takes.rated", score=f"{said_of_it.tenths / 10:.1f}", count=said_of_it.count)

    def _time(self) -> str:
        facts = self._item.settings.facts
        promised = self._term(facts.promised)
        if facts.legal is None:
            return promised
        return self._text("takes.with_legal", promised=promised, legal=self._term(facts.legal))

    def _term(self, term: Term) -> str:
        if term.minutes is not None:
            return self._text("takes.minutes", count=term.minutes)
        return self._text("takes.days", count=term.working_days) if term.working_days else self._text("takes.today")

    def _fee(self) -> str:
        fee = self._item.settings.facts.fee
        if fee:
            return self._text("takes.yuan", amount=f"{fee:.2f}")
        price = FLOW_NAMES[self._item.settings.flow].price
        return self._text("takes.free" if price == "fee" else f"takes.{price}")

    def _bring(self) -> str:
        return material_words(needs_of(self._session, self._item), self._language) or self._text("takes.nothing")

    def _device(self, device: str) -> str:
        return self._text(f"closed.{device}") if device else ""

    def _lead(self, lead: str) -> str:
        if lead == "case" and case_of(self._session, self._item) is not None:
            return self._text("beside.case_again")
        return self._text(f"beside.{lead}")

    def _city(self, code: str) -> str:
        return self._session.terminal.divisions.called(code).of(self._language)

    def _text(self, key: str, **values: object) -> str:
        return self._texts.text(self._language, key, **values)

    def question(self, view: View) -> View:
        situation = before_start.situation_of(self._session, self._item)
        asked = stands_at(self._session, self._item)
        if situation is None or not isinstance(asked, Question):
            return view
        answers = tuple(
            Choice(id=str(number), label=answer.text.of(self._language)) for number, answer in enumerate(asked.answers)
        )
        unsure = Choice(id=before_start.UNSURE_ID, label=self._text("beside.unsure"), icon="help")
        words = {"title": asked.text.of(self._language), "lead": situation.title.of(self._language)}
        return replace(view, words=view.words | words, choices=(*answers, unsure), picture="two_people")

    def cities(self, view: View) -> View:
        offered, now = before_start.cities_of(self._item), before_start.city_of(self._session, self._item)
        tiles = tuple(Choice(id=code, label=self._city(code), is_chosen=code == now) for code in offered)
        return replace(view, choices=tiles, layout="grid", picture="map")

    def list(self, view: View) -> View:
        facts = self._item.settings.facts
        department = departments()[facts.department].of(self._language)
        more = (Row(label=self._text("takes.office"), value=department),)
        words = view.words | {"title": self._text("screen.once_told.title"), "lead": self._name()}
        way = before_start.way_of_list(self._session)
        if way != "slip":
            words |= {"primary": words["primary_sheet" if way else "primary_end"]}
        return replace(view, words=words, rows=(*self._facts(), *more), picture="page")

    def _name(self) -> str:
        return self._item.settings.name.of(self._language)

    def guide(self, view: View) -> View:
        return guide_page(view, self._item, self._session.choosing.page)

    def places(self, view: View) -> View:
        terminal = self._session.terminal
        needed = self._item.settings.facts.department
        others = tuple(
            Row(label=abreast(self._language, place.name, place.where), value=hours_words(place.hours, self._language))
            for place in terminal.places
            if place.does(needed)
        )
        line = abreast(self._language, terminal.help_line, terminal.help_hours)
        desk = (Row(label=self._text("takes.desk"), value=line),) if terminal.help_line else ()
        counters = tuple(Row(label=name, value=hours) for name, hours in self._counters())
        office = Row(label=self._text("takes.office"), value=departments()[needed].of(self._language))
        hotline = Row(label=self._text("takes.hotline"), value=HELP_LINE)
        return replace(view, rows=(*others[:_NEAREST], *counters, *desk, office, hotline), picture="map")

    def _counters(self) -> tuple[tuple[str, str], ...]:
        """Counters of the city that take what has to be handed in, and their hours."""
        places = registered()
        needs = frozenset(needs_of(self._session, self._item)) - {CARD}
        city = before_start.city_of(self._session, self._item) or self._session.terminal.city
        in_city = (place for place in places if city[:4] and place.code.startswith(city[:4]) and len(place.code) <= 6)
        taking = [place for place in in_city if needs <= places.originals(place)]
        return tuple((place.name, hours_words(places.hours(place), self._language)) for place in taking[:_NEAREST])
