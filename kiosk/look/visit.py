"""What the screen may see of a session: words in the person's language, values masked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from config.texts import Texts
from drivers.faults import Fault
from kiosk import slips
from kiosk.flows import steps_of
from kiosk.flows.identity import ways
from kiosk.health import EMERGENCY
from kiosk.items.working_days import WorkingDays
from kiosk.look import before_start as before_start_look
from kiosk.look import elsewhere as elsewhere_look
from kiosk.look import finding as finding_look
from kiosk.look import forms as form_look
from kiosk.look import home as home_look
from kiosk.look import lodgements as lodgement_look
from kiosk.look import parcels as parcel_look
from kiosk.look import paying as paying_look
from kiosk.look import proof as proof_look
from kiosk.look import services as service_look
from kiosk.look.over import covered, screen_over, sent_out
from kiosk.masking import masked_name, masked_number
from kiosk.nights import is_night
from kiosk.over import address
from kiosk.over.address import NOT_READY
from kiosk.over.ending import is_cleared
from kiosk.over.layers import MOST_MISSES
from kiosk.session import Level, Session
from kiosk.step import Step, Steps
from kiosk.view import Choice, Row, Screen, View
from kiosk.wording import sentences
from printing.records.social_security import EnrolmentRecord

_PICTURES = {
    Fault.NO_PAPER: "empty_tray",
    Fault.TRAY_MISSING: "empty_tray",
    Fault.PAPER_LOW: "empty_tray",
    Fault.JAMMED: "jam",
    Fault.COVER_OPEN: "jam",
    Fault.CARD_UNREADABLE: "card",
    Fault.CARD_EXPIRED: "card",
    Fault.CARD_INVALID: "card",
}
PAPER_SCREENS = ("paper", "printing")
"""Where a page of the paper stands."""
_PRACTISED: Mapping[Screen, str] = MappingProxyType(
    {"lay_card": "practice_card", "code": "practice_code", "printing": "practice_print", "done": "practice_print"}
)
"""What is said on these screens when a visit is only tried out."""
_ADDRESS = {"asked": "address_coming", "printed": "address_given", "failed": "slip_failed"}
"""What is said of the slip that says where to go."""
LAST_SCREENS = ("done", "trouble")
"""Where a slip that could not be printed stands instead."""
_NETWORK = frozenset({"network", "timeout", "not_trusted", "platform_broken", "busy", "wrong_answer"})
"""Troubles that the picture of a cut line explains."""


_PROOFS = {
    **dict.fromkeys(("door_shut", "door_open", "door_unknown", "box_full", "box_empty"), "door"),
    **dict.fromkeys(("parcel_left", "parcel_not_put", "parcel_unclear", "no_parcel", "not_receiver"), "door"),
    **dict.fromkeys(("pick_up_locked", "locker_full", "nothing_to_recall", "case_stored", "case_unknown"), "door"),
    **dict.fromkeys(("aftermath_door_done", "aftermath_door_not_done", "aftermath_door_unknown"), "door"),
    "aftermath_permit_left": "card",
    **dict.fromkeys(("same_staff", "staff_unknown", "staff_may_not"), "two_people"),
    **dict.fromkeys(("social_card_expired", "pin_blocked", "card_unknown", "permit_expired", "permit_key"), "card"),
    **dict.fromkeys(("social_card_taken", "pin_timed_out", "permit_other_kind"), "card"),
    **dict.fromkeys(("same_card", "helper_is_child", "child_needs_guardian", "not_entitled"), "card"),
    **dict.fromkeys(("face_not_proven", "face_tries_used", "face_needs_guardian", "face_fault"), "face"),
    **dict.fromkeys(("face_timed_out", "consent_missing"), "face"),
    **dict.fromkeys(("phone_code_invalid", "code_too_soon", "too_many_messages"), "phone"),
    "no_way_left": "closed",
}
"""Troubles of proving who one is and of the pick-up locker, and what they show."""


@dataclass(frozen=True, slots=True)
class Looker:
    """Makes Views. Calling it changes nothing.

    Args:
        texts: all words.
        now: the wall clock, for the status strip.
        voices: those that the city recorded.
        calendar: of the offices; without it nobody says whether a counter is open now.
    """

    texts: Texts
    now: Callable[[], datetime]
    voices: tuple[Choice, ...] = ()
    calendar: WorkingDays | None = None

    def __call__(self, session: Session) -> View:
        """The View of a session; that the hall has to be left comes before what else is to be told."""
        if is_cleared(session):
            session = replace(session, trouble=None, cards_left=frozenset())
        table = steps_of(session.item, session.route) if session.item is not None else ()
        step = table[session.step] if table else None
        over = screen_over(session)
        bare = self._bare(session, over or _screen(session, step), step)
        if over is None:
            return self._visited(bare, session, table, step)
        # Whoever comes while nobody is served sees what can be done, and nothing of a visit.
        tiles = self._choices(session, "home", None) if over == "attract" else ()
        return replace(bare, **covered(bare, self.texts, session, tiles, self.now()))  # type: ignore[arg-type]  # fields of View

    def _bare(self, session: Session, screen: Screen, step: Step | None) -> View:
        """What every screen has: the frame, and how the person likes it."""
        look, terminal = session.look, session.terminal
        return View(
            page=session.glass,
            screen=screen,
            language=look.language,
            size=look.size,
            theme=look.theme,
            reach=look.reach,
            hand=look.hand,
            voice=look.voice,
            voices=self.voices,
            pace=look.pace,
            volume=look.volume,
            reach_mm=terminal.reach_mm,
            place=terminal.place,
            clock=f"{self.now():%H:%M}",
            is_night=is_night(self.now(), is_set=terminal.is_night_set),
            is_sample=session.is_sample,
            bar=self._bar(session, screen, step),
            asks_before_leaving=_would_lose(session, step),
            is_practice=session.is_practice,
            offers_bigger=_offers_bigger(session),
            scene=session.scene,
            still_there_s=session.still_there_s,
        )

    def _bar(self, session: Session, screen: Screen, step: Step | None) -> dict[str, str]:
        """Without the words of buttons that would do nothing now."""
        bar = self.texts.bar(session.look.language)
        is_visit = session.item is not None or session.identity is not None or session.trouble is not None
        may_leave = step is None or step.can_leave or session.trouble is not None
        if screen in ("attract", "card_left", "starting", "out_of_service"):
            return bar | dict.fromkeys(("home", "leave", "help", "again"), "")
        if not may_leave or not (is_visit or session.is_practice):
            return bar | {"home": "", "leave": ""}
        return bar | {"home": ""} if screen in ("home", "veil") else bar

    def _visited(self, bare: View, session: Session, table: Steps, step: Step | None) -> View:
        screen, guidance = bare.screen, session.proving.guidance
        is_emergency = screen == "out_of_service" and session.terminal.health.closed == EMERGENCY
        seen = replace(
            bare,
            holder=masked_name(session.identity.name) if session.identity is not None else "",
            step=step.dot if step is not None else 0,
            steps=max((line.dot for line in table), default=0),
            words=self._words(session, screen, step),
            choices=self._choices(session, screen, step),
            rows=self._rows(session, screen, step),
            elsewhere=self._elsewhere(session, screen),
            notice=self._notice(session, screen),
            digits=session.proving.pin_digits if screen == "pin" else len(session.digits),
            digits_wanted=proof_look.places(session, step),
            entry=proof_look.field_shown(session) if screen == "entry" else "",
            keys=proof_look.keys_of(step) if step is not None else "digits",
            prompt=guidance.prompt.value if guidance is not None else "",
            action=guidance.action if guidance is not None else 0,
            actions=guidance.actions if guidance is not None else 0,
            has_camera=screen == "face",
            sheet=session.printing.sheet,
            sheets=session.printing.sheets,
            qr=slips.shown_text(session) if screen in LAST_SCREENS else "",
            paper_page=session.preview.page if screen in PAPER_SCREENS else 0,
            paper_pages=session.preview.pages if screen in PAPER_SCREENS else 0,
            is_paper_open=screen in PAPER_SCREENS and session.preview.is_open,
            picture="exit" if is_emergency else _picture(session, screen, step),
            tone="bad" if screen == "trouble" or is_emergency else "good" if screen == "done" else "plain",
            can_go_on=_can_go_on(session, screen, step),
            can_go_back=step is None or step.can_leave or session.trouble is not None,
            seconds_left=session.seconds_left,
        )
        served = service_look.served(self.texts, session, step, form_look.asked(self.texts, session, step, seen))
        served = lodgement_look.seen(self.texts, session, step, served)
        served = parcel_look.seen(self.texts, session, step, served)
        searched = finding_look.seen(self.texts, session, served)
        return before_start_look.seen(self.texts, session, step, searched, self.now())

    def _words(self, session: Session, screen: Screen, step: Step | None) -> dict[str, str]:
        words = proof_look.offered(session, screen, self._own_words(session, screen, step))
        if ways.has_other_way(session, step) and not session.is_practice:
            return words
        return words | {"other_way": ""}

    def _own_words(self, session: Session, screen: Screen, step: Step | None) -> dict[str, str]:
        language = session.look.language
        values = {
            "item": session.item.settings.name.of(language) if session.item is not None else "",
            "sources": proof_look.sources_of(session.item, language),
            "phone": session.challenge.sent_to if session.challenge is not None else "",
            "sheet": session.printing.sheet,
            "sheets": session.printing.sheets if session.trouble is None else session.trouble.sheets,
            "pages": session.printing.sheets,
            "copies": session.item.settings.facts.copies.a_day if session.item is not None else "",
            "paper_page": session.preview.page,
            "paper_pages": session.preview.pages,
            **parcel_look.values(self.texts, session),
            **paying_look.values(session),
        }
        if session.trouble is not None:
            return self._trouble_words(session, session.trouble.key, values)
        section = step.words if step is not None and step.words else screen
        words = self.texts.words(language, section, **values)
        if screen == "home":
            return home_look.words(self.texts, session, words)
        if screen == "face":
            words |= proof_look.guided(self.texts, language, session.proving.guidance)
        if screen == "done" and session.reminders:
            words |= self.texts.below(language, f"reminder.{session.reminders}")
        closed = session.terminal.health.closed
        if screen == "out_of_service" and self.texts.has(f"trouble.{closed}"):
            words |= self.texts.below(language, f"trouble.{closed}", **values)
        return words

    def _trouble_words(self, session: Session, key: str, values: dict[str, object]) -> dict[str, str]:
        language = session.look.language
        if key.startswith(NOT_READY):
            words = self._not_ready_words(session, key.removeprefix(NOT_READY), values)
            return words if address.may_print(session) else words | {"another": ""}
        if key.startswith("aftermath_"):
            words = self.texts.words(language, "trouble", **values)
            words |= self.texts.below(language, f"aftermath.{key.removeprefix('aftermath_')}", **values)
        else:
            known = key if self.texts.has(f"trouble.{key}") else "unknown"
            words = self.texts.trouble(language, known, **values)
        if not address.may_print(session):
            words |= {"another": ""}
        return words if session.trouble and session.trouble.again_at is not None else words | {"primary": ""}

    def _not_ready_words(self, session: Session, fault: str, values: dict[str, object]) -> dict[str, str]:
        """What is wrong with the printer, that nothing was issued, and where else it can be had."""
        language, nearest = session.look.language, next(iter(session.terminal.neighbours), None)
        where = {"name": nearest.name, "place": nearest.place} if nearest is not None else {"name": "", "place": ""}
        told = self.texts.below(language, "not_ready", **values, **where)
        words = self.texts.trouble(language, fault if self.texts.has(f"trouble.{fault}") else "unknown", **values)
        if fault == Fault.PAPER_LOW.value:
            words |= {"title": told["too_few_title"], "lead": told["too_few"]}
        return words | {"safe": told["safe"], "next": told["next"] if nearest is None else told["next_named"]}

    def _notice(self, session: Session, screen: Screen) -> str:
        language = session.look.language
        if screen == "printing" and session.printing.fault is not None:
            trouble = self.texts.below(language, f"trouble.{session.printing.fault.value}")
            return sentences(language, trouble["title"], trouble["next"])
        if screen == "trouble" and session.trouble is not None and session.trouble.address in _ADDRESS:
            return self.texts.text(language, f"notice.{_ADDRESS[session.trouble.address]}")
        if session.is_practice and not session.notice and screen in _PRACTISED:
            return self.texts.text(language, f"notice.{_PRACTISED[screen]}")
        if not session.notice:
            return _announced(session) if screen == "home" else ""
        return self.texts.text(language, f"notice.{session.notice}", tries=session.notice_number)

    def _choices(self, session: Session, screen: Screen, step: Step | None) -> tuple[Choice, ...]:
        if screen == "home":
            return home_look.tiles(self.texts, session, self.now())
        if screen == "search":
            return home_look.found(self.texts, session, self.now())
        if screen == "pick" and step is not None and (step.is_proof or step.name == "routes"):
            return proof_look.picked(self.texts, session, step)
        return ()

    def _elsewhere(self, session: Session, screen: Screen) -> tuple[Row, ...]:
        if screen == "out_of_service" and session.terminal.health.closed == EMERGENCY:
            return sent_out(self.texts, session)
        going = address.leads_to(session) if screen in ("trouble", "out_of_service") else None
        if going is None:
            return ()
        return elsewhere_look.rows(self.texts, session.look.language, going, self.now(), self.calendar)

    def _rows(self, session: Session, screen: Screen, step: Step | None) -> tuple[Row, ...]:
        if screen == "consent":
            return proof_look.agreed_to(session, self._own_words(session, screen, step))
        record = session.record
        if screen in LAST_SCREENS and slips.is_shown(session):
            facts = slips.shown_facts(session)
            return tuple(
                Row(label=self.texts.text(session.look.language, f"label.{key}"), value=facts[key]) for key in facts
            )
        if screen != "check" or not isinstance(record, EnrolmentRecord):
            return ()
        language = session.look.language

        def label(key: str) -> str:
            return self.texts.text(language, f"label.{key}")

        def months(count: int) -> str:
            return self.texts.text(language, "label.month_unit", count=count)

        return (
            Row(label=label("name"), value=masked_name(record.name)),
            Row(label=label("number"), value=masked_number(record.number)),
            Row(label=label("period"), value=f"{_month(record.period_from)} — {_month(record.period_to)}"),
            Row(label=label("pension"), value=months(record.pension_months)),
            Row(label=label("injury"), value=months(record.injury_months)),
            Row(label=label("unemployment"), value=months(record.unemployment_months)),
            Row(label=label("issuer"), value=record.issuer),
        )


def _offers_bigger(session: Session) -> bool:
    """One question at a time: whether somebody is still there comes first."""
    if session.still_there_s is not None or session.look.size == "huge":
        return False
    return session.misses >= MOST_MISSES and session.may_offer_bigger


def _would_lose(session: Session, step: Step | None) -> bool:
    """Whether leaving takes away what the person has done."""
    if session.trouble is not None or (step is not None and step.screen == "done"):
        return False
    return session.item is not None and (session.level > Level.NOBODY or bool(session.digits))


def _screen(session: Session, step: Step | None) -> Screen:
    if session.trouble is not None:
        return "trouble"
    if step is not None:
        return step.screen
    if session.terminal.health.closed:
        return "out_of_service"
    return "search" if session.choosing.finding is not None else "home"


def _can_go_on(session: Session, screen: Screen, step: Step | None) -> bool:
    if screen == "entry" and step is not None:
        return proof_look.is_long_enough(session, step)
    if screen == "trouble":
        return session.trouble is not None and session.trouble.again_at is not None
    return True


def _picture(session: Session, screen: Screen, step: Step | None) -> str:
    if step is not None and step.words and session.trouble is None:
        return proof_look.picture_of(step)
    if screen == "done":
        return "no_slip" if session.slip_printed is False else ""
    if session.trouble is None:
        stopped = session.printing.fault if screen == "printing" else None
        return _PICTURES.get(stopped, "tray") if stopped is not None else ""
    if session.trouble.key in _NETWORK:
        return "network"
    if session.trouble.key in _PROOFS:
        return _PROOFS[session.trouble.key]
    faults = {fault.value: picture for fault, picture in _PICTURES.items()}
    return faults.get(
        session.trouble.key.removeprefix(NOT_READY),
        "tray" if session.trouble.key.startswith(("print_", "aftermath_", NOT_READY)) else "",
    )


def _month(written: str) -> str:
    return f"{written[:4]}.{written[4:]}"


def _announced(session: Session) -> str:
    """The next of what is announced; all of it stands in the loop and under 公告通知."""
    return next((one.said(session.look.language) for one in session.terminal.told.announcements), "")
