"""What the screens see while a form is asked: the question in the person's language, choices, keys, what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from config.texts import Texts
from kiosk.flows.ask_form import BATCH, answers, filling_of, known_to
from kiosk.forms.checks import has_letters, is_complete, lacks, lengths, wrong
from kiosk.forms.filling import Filling
from kiosk.forms.form import (
    ADate,
    Amount,
    Answer,
    Choice,
    City,
    FromList,
    Months,
    Number,
    Period,
    Picked,
    Question,
    Region,
    Several,
    Text,
)
from kiosk.forms.picking import CITIES, OWN, Pick, Unit, picks
from kiosk.forms.writing import BATCH_OF_CANDIDATES, candidates
from kiosk.look.candidates import offered
from kiosk.masking import masked_number, masked_phone
from kiosk.session import Session
from kiosk.step import Asking, Step
from kiosk.view import Choice as Tile
from kiosk.view import Keyboard, Keys, View
from kiosk.wording import Wording

CLEAR: Final = 4
"""Last characters of a masked number that stay readable."""
_MASKED: Final = ("citizen", "phone", "bank-card")
_GROUPS: Final = {"citizen": (6, 8, 4), "phone": (3, 4, 4), "bank-card": (4, 4, 4, 4, 3)}
"""How people read such numbers aloud."""
_GRID_UNITS: Final[tuple[Unit, ...]] = ("decade", "year", "month", "day")
T = TypeVar("T")


def asked(texts: Texts, session: Session, step: Step | None, view: View) -> View:
    """The View of a step, completed where it is a form's."""
    if step is None or step.asks is None or session.trouble is not None:
        return view
    return _Look(texts, session, step.asks).seen(view)


class _Look:
    """One question, or all answers, of one form."""

    def __init__(self, texts: Texts, session: Session, asking: Asking) -> None:
        self._texts = texts
        self._session = session
        self._asking = asking
        self._language = session.look.language
        self._filling: Filling = filling_of(session, asking)

    def seen(self, view: View) -> View:
        question = self._asking.question
        match question:
            case None:
                return self._looked_over(view)
            case Text():
                return self._writing(self._titled(view, question), question)
            case Number() | Amount():
                return self._field(self._titled(view, question), question)
            case Several():
                return self._several(self._titled(view, question), question)
            case _:
                return self._options(self._titled(view, question), question)

    def _titled(self, view: View, question: Question) -> View:
        view = replace(view, picture=_picture(question))
        words = {"title": question.ask.of(self._language)}
        if question.help is not None:
            words["lead"] = question.help.of(self._language)
        elif isinstance(question, Text):
            words["lead"] = self._text(f"how.{self._filling.writing.board}")
        if question.example is not None:
            example = question.example.of(self._language)
            words["example"] = self._texts.text(self._language, "form.example", example=example)
        return replace(view, words=view.words | words | {"other_way": view.words["skip"] if question.optional else ""})

    def _options(self, view: View, question: Picked) -> View:
        filling, known = self._filling, known_to(self._session, self._asking, self._filling)
        offered = picks(question, filling.way, known)
        batch, first, total = _batch(offered, filling.batch, BATCH)
        chosen = filling.answers.get(question.id)
        steps = [
            next((pick for pick in picks(question, filling.way[:place], known) if pick.id == step), Pick(step))
            for place, step in enumerate(filling.way)
        ]
        is_grid = bool(offered) and (offered[0].unit in _GRID_UNITS or isinstance(question, Region))
        words = {} if offered or (chosen is None and not self._is_list(question)) else {"empty": self._text("empty")}
        return replace(
            view,
            words=view.words | words | self._what_now(steps),
            choices=tuple(self._tile(pick, is_chosen=pick.id == chosen) for pick in batch),
            crumbs=tuple(self._tile(pick, is_chosen=False) for pick in steps),
            layout="grid" if is_grid else "lines",
            list_first=first,
            list_total=total,
            is_own_list=self._is_list(question),
        )

    def _several(self, view: View, question: Several) -> View:
        chosen = self._filling.way
        tiles = tuple(
            Tile(
                id=one.id,
                label=one.name.of(self._language),
                detail=one.hint.of(self._language) if one.hint is not None else "",
                icon=one.icon,
                is_chosen=one.id in chosen,
            )
            for one in question.options
        )
        words = {"primary": self._texts.text(self._language, "form.several", count=len(chosen))}
        if question.help is None:
            words["lead"] = self._text("how.several")
        is_enough = len(chosen) >= question.least
        return replace(view, choices=tiles, words=view.words | words, can_go_on=is_enough)

    @staticmethod
    def _is_list(question: Question) -> bool:
        return isinstance(question, FromList)

    def _what_now(self, steps: Sequence[Pick]) -> dict[str, str]:
        """Of a period, whose beginning or end is picked."""
        if not steps or steps[0].id != OWN:
            return {}
        months = sum(pick.unit == "month" for pick in steps)
        return {"lead": self._text("period_until" if months else "period_from")}

    def _tile(self, pick: Pick, *, is_chosen: bool) -> Tile:
        hint = pick.hint.of(self._language) if isinstance(pick.hint, Wording) else pick.hint
        return Tile(id=pick.id, label=self._name(pick), detail=hint, icon=pick.icon, is_chosen=is_chosen)

    def _name(self, pick: Pick) -> str:
        if pick.unit:
            return self._texts.text(
                self._language,
                f"form.unit.{pick.unit}_{pick.id}" if pick.unit == "month" else f"form.unit.{pick.unit}",
                number=pick.id.rstrip("s"),
            )
        if isinstance(pick.name, Wording):
            return pick.name.of(self._language)
        return pick.name or (self._text("own_period") if pick.id == OWN else pick.id)

    def _field(self, view: View, question: Number | Amount) -> View:
        typed = self._filling.writing.text
        is_masked = isinstance(question, Number) and question.check in _MASKED
        hidden = is_masked and not self._filling.is_clear
        shown = "•" * (len(typed) - CLEAR) + typed[-CLEAR:] if hidden else typed
        groups = _GROUPS.get(question.check, ()) if isinstance(question, Number) else ()
        least, most = lengths(question) if isinstance(question, Number) else (0, 0)
        toggle = self._text("show" if hidden else "hide") if is_masked and typed else ""
        return replace(
            view,
            words=view.words | self._checked(question, typed) | {"secondary": toggle},
            entry=" ".join(_grouped(shown, groups)),
            keys=_keys(question),
            digits=len(typed),
            digits_wanted=most if least == most else 0,
            can_go_on=is_complete(question, typed),
        )

    def _checked(self, question: Number | Amount | Text, typed: str) -> dict[str, str]:
        """What is wrong, or how much is still wanted."""
        if key := wrong(question, typed):
            limit = question.most if isinstance(question, Amount) else ""
            return {"wrong": self._texts.text(self._language, f"form.wrong.{key}", limit=limit)}
        lacking = lacks(question, typed)
        return {"wanted": self._texts.text(self._language, "form.wanted", count=lacking)} if typed and lacking else {}

    def _writing(self, view: View, question: Text) -> View:
        writing, aids = self._filling.writing, self._session.terminal.aids.in_script(self._language)
        found = candidates(writing, aids)
        batch, first, total = _batch(found, writing.batch, BATCH_OF_CANDIDATES)
        is_pending = bool(writing.letters or writing.strokes)
        boards = aids.boards(question.boards)
        words = self._checked(question, writing.text)
        if is_pending:
            words = {"wanted": self._text("choose_character" if found else "no_character")}
        return replace(
            view,
            words=view.words | words,
            entry=writing.text,
            digits=len(writing.text),
            choices=offered(self._texts, self._language, batch, aids),
            list_first=first,
            list_total=total,
            keyboard=Keyboard(
                board=writing.board,
                boards=tuple(
                    Tile(id=board, label=self._text(f"board.{board}"), is_chosen=board == writing.board)
                    for board in (boards if len(boards) > 1 else ())
                ),
                letters=writing.letters,
                strokes=writing.strokes,
            ),
            can_go_on=is_complete(question, writing.text) and not is_pending,
        )

    def _looked_over(self, view: View) -> View:
        form, filling = self._asking.form, self._filling
        given = answers(self._session, form)
        rows = [
            Tile(
                id=question.id,
                label=(question.label or question.ask).of(self._language),
                detail=self._said(question, given[question.id]) if question.id in given else self._text("none"),
                is_chosen=question.id in filling.given,
            )
            for question in form.asked(filling.answers)
        ]
        done = sum(row.is_chosen for row in rows)
        lead = {"lead": self._texts.text(self._language, "form.given", count=len(rows), given=done)} if done else {}
        return replace(
            view,
            picture="page",
            words=view.words | {"title": form.title.of(self._language)} | lead,
            choices=tuple(rows),
            can_go_on=form.is_filled(filling.answers),
        )

    def _said(self, question: Question, value: Answer) -> str:
        """An answer as people read it."""
        match value:
            case Months(first, last):
                return f"{first[:4]}.{first[4:]} — {last[:4]}.{last[4:]}"
            case date():
                return self._texts.text(self._language, "form.day", year=value.year, month=value.month, day=value.day)
            case Decimal():
                return self._texts.text(self._language, "form.yuan", amount=f"{value:,.2f}")
        if isinstance(value, tuple):
            options = question.options if isinstance(question, Several) else ()
            return self._text("and").join(one.name.of(self._language) for one in options if one.id in value)
        match question:
            case Number(check=kind):
                if kind == "phone":
                    return masked_phone(value)
                return masked_number(value) if kind in _MASKED else value
            case Region():
                return self._session.terminal.divisions.whole_name(value)
            case Choice(options=options):
                return next((one.name.of(self._language) for one in options if one.id == value), value)
            case Text():
                return value
        lists = self._asking.lists(self._session)
        name = question.of if isinstance(question, FromList) else CITIES
        return next((self._name(pick) for pick in lists.get(name, ()) if pick.id == value), value)

    def _text(self, key: str) -> str:
        return self._texts.text(self._language, f"form.{key}")


def _picture(question: Question) -> str:
    """Which drawing stands beside the question."""
    match question:
        case Number(check="citizen" | "bank-card"):
            return "card"
        case Number(check="phone"):
            return "phone"
        case Amount():
            return "coins"
        case Text():
            return "write"
        case Period() | ADate():
            return "period"
        case Region() | City():
            return "map"
        case _:
            return "page"


def _keys(question: Number | Amount) -> Keys:
    if isinstance(question, Amount):
        return "amount"
    if question.check == "citizen":
        return "digits_x"
    return "letters" if has_letters(question) else "digits"


def _grouped(text: str, groups: tuple[int, ...]) -> Iterator[str]:
    for group in groups:
        if text:
            yield text[:group]
        text = text[group:]
    if text:
        yield text


def _batch(found: tuple[T, ...], batch: int, size: int) -> tuple[tuple[T, ...], int, int]:
    """What is shown now, how many come before it, and how many there are; 0 where all are shown."""
    first = min(batch * size, max(0, (len(found) - 1) // size * size))
    return found[first : first + size], first, len(found) if len(found) > size else 0
