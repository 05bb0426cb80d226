"""What the screen may see of a session: words in the person's language, values masked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from config.texts import Texts
from drivers.faults import Fault
from kiosk.catalogue import Item
from kiosk.flows import steps_of
from kiosk.masking import masked_name, masked_number
from kiosk.session import Session
from kiosk.step import Step
from kiosk.view import Choice, Row, Screen, View

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
_CONSENT = ("what", "source", "why", "keep")
"""What the law wants said before personal data is used, in this order."""
_NETWORK = frozenset({"network", "timeout", "not_trusted", "platform_broken", "busy", "wrong_answer"})
"""Troubles that the picture of a cut line explains."""


@dataclass(frozen=True, slots=True)
class Looker:
    """Makes Views. Calling it changes nothing.

    Args:
        texts: all words.
        now: the wall clock, for the status strip.
    """

    texts: Texts
    now: Callable[[], datetime]

    def __call__(self, session: Session) -> View:
        """The View of a session."""
        step = steps_of(session.item)[session.step] if session.item is not None else None
        screen = _screen(session, step)
        look, terminal = session.look, session.terminal
        return View(
            page=session.page,
            screen=screen,
            language=look.language,
            size=look.size,
            theme=look.theme,
            place=terminal.place,
            clock=f"{self.now():%H:%M}",
            holder=masked_name(session.record.name) if session.record is not None else "",
            is_sample=terminal.is_sample,
            step=step.dot if step is not None else 0,
            steps=max(line.dot for line in steps_of(session.item)) if session.item is not None else 0,
            words=self._words(session, screen),
            bar=self.texts.bar(look.language),
            choices=self._choices(session, screen),
            rows=self._rows(session, screen),
            notice=self._notice(session, screen),
            digits=len(session.digits),
            digits_wanted=session.challenge.digits if session.challenge is not None else 0,
            sheet=session.printing.sheet,
            sheets=session.printing.sheets,
            picture=_picture(session, screen),
            tone="bad" if screen == "trouble" else "good" if screen == "done" else "plain",
            can_go_on=_can_go_on(session, screen),
            can_go_back=step is None or step.can_leave or session.trouble is not None,
            still_there_s=session.still_there_s,
            seconds_left=session.seconds_left,
        )

    def _words(self, session: Session, screen: Screen) -> dict[str, str]:
        language = session.look.language
        values = {
            "item": session.item.settings.name.of(language) if session.item is not None else "",
            "phone": session.challenge.sent_to if session.challenge is not None else "",
            "sheet": session.printing.sheet,
            "sheets": session.printing.sheets if session.trouble is None else session.trouble.sheets,
            "pages": session.printing.sheets,
        }
        if session.trouble is not None:
            return self._trouble_words(session, session.trouble.key, values)
        words = self.texts.words(language, screen, **values)
        closed = session.terminal.health.closed
        if screen == "out_of_service" and self.texts.has(f"trouble.{closed}"):
            words |= self.texts.below(language, f"trouble.{closed}", **values)
        return words

    def _trouble_words(self, session: Session, key: str, values: dict[str, object]) -> dict[str, str]:
        language = session.look.language
        if key.startswith("aftermath_"):
            words = self.texts.words(language, "trouble", **values)
            words |= self.texts.below(language, f"aftermath.{key.removeprefix('aftermath_')}", **values)
        else:
            known = key if self.texts.has(f"trouble.{key}") else "unknown"
            words = self.texts.trouble(language, known, **values)
        return words if session.trouble and session.trouble.again_at is not None else words | {"primary": ""}

    def _notice(self, session: Session, screen: Screen) -> str:
        language = session.look.language
        if screen == "printing" and session.printing.fault is not None:
            trouble = self.texts.below(language, f"trouble.{session.printing.fault.value}")
            return (
                f"{trouble['title']}　{trouble['next']}"
                if language != "en"
                else f"{trouble['title']}. {trouble['next']}"
            )
        if screen == "done" and session.slip_printed is False:
            return self.texts.text(language, "notice.slip_missing")
        if not session.notice:
            return ""
        return self.texts.text(language, f"notice.{session.notice}", tries=session.notice_number)

    def _choices(self, session: Session, screen: Screen) -> tuple[Choice, ...]:
        language = session.look.language
        if screen == "home":
            health, catalogue = session.terminal.health, session.terminal.catalogue
            offered = [item for item in catalogue.values() if not health.is_out_of_question(item.settings.devices)]
            return tuple(self._tile(session, item) for item in offered)
        if screen == "choose" and session.item is not None:
            return tuple(
                Choice(id=period.id, label=period.name.of(language), is_chosen=period.id == session.period)
                for period in session.item.settings.periods
            )
        return ()

    def _tile(self, session: Session, item: Item) -> Choice:
        language = session.look.language
        missing = session.terminal.health.missing(item.settings.devices)
        return Choice(
            id=item.id,
            label=item.settings.name.of(language),
            detail=self.texts.text(language, f"closed.{missing}") if missing else item.settings.hint.of(language),
            icon=item.settings.icon,
            is_open=not missing,
        )

    def _rows(self, session: Session, screen: Screen) -> tuple[Row, ...]:
        if screen == "consent":
            words = self._words(session, screen)
            return tuple(Row(label=words[key], value=words[f"{key}_value"]) for key in _CONSENT)
        record = session.record
        if screen != "check" or record is None:
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


def _screen(session: Session, step: Step | None) -> Screen:
    if session.trouble is not None:
        return "trouble"
    if step is not None:
        return step.screen
    return "out_of_service" if session.terminal.health.closed else "home"


def _can_go_on(session: Session, screen: Screen) -> bool:
    if screen == "trouble":
        return session.trouble is not None and session.trouble.again_at is not None
    return screen != "choose" or bool(session.period)


def _picture(session: Session, screen: Screen) -> str:
    if screen == "done":
        return "no_slip" if session.slip_printed is False else ""
    if session.trouble is None:
        stopped = session.printing.fault if screen == "printing" else None
        return _PICTURES.get(stopped, "tray") if stopped is not None else ""
    if session.trouble.key in _NETWORK:
        return "network"
    faults = {fault.value: picture for fault, picture in _PICTURES.items()}
    return faults.get(session.trouble.key, "tray" if session.trouble.key.startswith(("print_", "aftermath_")) else "")


def _month(written: str) -> str:
    return f"{written[:4]}.{written[4:]}"
