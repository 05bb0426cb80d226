"""What the screens of endorsing a permit show: destinations, choices with last day and fee, what became of the card."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.endorsements import REGIONS, Endorsement, Region, rules
from kiosk.flows.endorse import BOTH, kind_step, where_offered
from kiosk.flows.endorsing_slips import masked_permit
from kiosk.look.paid import paid_rows
from kiosk.session import Session
from kiosk.view import Choice, Row, View
from kiosk.wording import abreast, day_of_year

Look = Callable[[Texts, Session, View], View]


def _times(texts: Texts, language: str, one: Endorsement) -> str:
    stretch = texts.text(language, f"endorse.months_{one.months}") if one.months in (3, 12) else f"{one.months}"
    journeys = texts.text(language, f"endorse.journeys_{one.journeys}")
    return f"{stretch}{texts.text(language, 'endorse.join')}{journeys}"


def _fee(texts: Texts, language: str, fen: int) -> str:
    return texts.text(language, "form.yuan", amount=f"{fen // 100}.{fen % 100:02d}")


def _name(language: str, one: Endorsement) -> str:
    return rules().kinds[one.kind].name.of(language)


def _where(texts: Texts, session: Session, view: View) -> View:
    def label(choice: str) -> str:
        if choice == BOTH:
            return texts.text(view.language, "endorse.both")
        return next(rules().regions[region].name.of(view.language) for region in REGIONS if region == choice)

    choices = tuple(Choice(id=one, label=label(one), detail="", icon="passport") for one in where_offered(session))
    return replace(view, choices=choices)


def _whole_fee(texts: Texts, language: str, fen: int) -> str:
    """As short as it can be said: a tile has little room."""
    return _fee(texts, language, fen) if fen % 100 else texts.text(language, "form.yuan", amount=fen // 100)


def _kinds(region: Region) -> Look:
    def look(texts: Texts, session: Session, view: View) -> View:
        language = view.language
        choices = tuple(
            Choice(
                id=one.id,
                # What it costs is seen where there is no room for details too.
                label=abreast(
                    language,
                    _name(language, one),
                    _times(texts, language, one),
                    _whole_fee(texts, language, one.fee_fen),
                ),
                detail=texts.text(
                    language,
                    "endorse.until",
                    year=one.valid_to.year,
                    day=day_of_year(one.valid_to).of(language),
                    days=one.stay_days,
                ),
                icon="passport",
            )
            for one in session.endorsing.offered(region)
        )
        return replace(view, choices=choices)

    return look


def _rows(texts: Texts, session: Session, language: str) -> tuple[Row, ...]:
    permit, chosen = session.endorsing.permit, session.endorsing.chosen
    number = masked_permit(permit.permit_no) if permit is not None else ""
    lines = (
        Row(
            label=rules().regions[one.region].name.of(language),
            value=abreast(
                language,
                _name(language, one),
                _times(texts, language, one),
                f"{one.valid_from:%Y.%m.%d} - {one.valid_to:%Y.%m.%d}",
            ),
        )
        for one in chosen
    )
    total = _fee(texts, language, sum(one.fee_fen for one in chosen))
    return (
        Row(label=texts.text(language, "label.permit_no"), value=number),
        *lines,
        Row(label=texts.text(language, "label.total"), value=total),
    )


def _check(texts: Texts, session: Session, view: View) -> View:
    return replace(view, rows=_rows(texts, session, view.language), picture="page")


def _kept(texts: Texts, session: Session, view: View) -> View:
    """The machine has the card: why, and where it is fetched."""
    told = texts.below(view.language, f"endorse_kept.{session.endorsing.why or 'unclear'}")
    place = Row(label=texts.text(view.language, "label.fetched_at"), value=session.terminal.place)
    line = abreast(view.language, session.terminal.help_line, session.terminal.help_hours)
    desk = (Row(label=texts.text(view.language, "takes.desk"), value=line),) if line else ()
    words = view.words | told | {"back": ""}
    return replace(view, words=words, rows=(place, *desk), picture="card", tone="careful", can_go_back=False)


def _done(texts: Texts, session: Session, view: View) -> View:
    """What was written, and how long it took beside what was promised."""
    seconds, item = session.endorsing.seconds, session.item
    promised = item.settings.facts.promised.minutes if item is not None else None
    took = texts.text(
        view.language, "endorse.took", minutes=seconds // 60, seconds=seconds % 60, promised=promised or 2
    )
    words = dict(view.words) | {"back": ""}
    if session.endorsing.is_kept:
        words["lead"] = words.get("lead_kept", "")
    elif not session.slip_printed:
        words["lead"] = words.get("lead_no_slip", "")
    time = Row(label=texts.text(view.language, "label.took"), value=took)
    rows = (*_rows(texts, session, view.language), *paid_rows(texts, session, view.language), time)
    return replace(view, words=words, rows=rows, picture="slip", tone="good", can_go_back=False)


def _insert(_: Texts, __: Session, view: View) -> View:
    return replace(view, picture="social_card")


def _out(_: Texts, __: Session, view: View) -> View:
    return replace(view, picture="take", can_go_back=False)


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "endorse_insert": _insert,
        "endorse_where": _where,
        **{kind_step(region): _kinds(region) for region in REGIONS},
        "endorse_check": _check,
        "endorse_out": _out,
        "endorse_kept": _kept,
        "endorse_done": _done,
    }
)
"""By a step's words."""
