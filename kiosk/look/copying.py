"""What the screens of copying show: how many pages there are and what they cost, the code for the phone, files."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from config.texts import Texts
from kiosk.copying import PAGES_MOST
from kiosk.flows import copies, empty_glass, print_file
from kiosk.flows.copying_out import price_fen
from kiosk.session import Session
from kiosk.view import Choice, Row, View
from printing.payment_slip import yuan

Look = Callable[[Texts, Session, View], View]
_ICONS = {"phone": "phone", "stick": "card"}


def _price(texts: Texts, session: Session, language: str, sheets: int) -> tuple[Row, ...]:
    fen = price_fen(session)
    if not fen:
        return (Row(label=texts.text(language, "label.price"), value=texts.text(language, "copying.free")),)
    return (
        Row(
            label=texts.text(language, "label.price"),
            value=texts.text(language, "copying.each", amount=yuan(fen)),
        ),
        Row(
            label=texts.text(language, "label.total"),
            value=texts.text(language, "form.yuan", amount=yuan(fen * sheets)),
        ),
    )


def _pages(texts: Texts, session: Session, view: View) -> View:
    """How many there are, of which file, and the price."""
    copying, language = session.copying, view.language
    count = len(copying.pages)
    told = texts.text(language, "copying.pages", count=count, most=PAGES_MOST)
    files = tuple(
        Row(
            label=texts.text(language, "copying.file", number=number),
            value=texts.text(language, "copying.of_file", count=pages),
        )
        for number, pages in enumerate(copying.files, 1)
    )
    rows = (
        Row(label=texts.text(language, "label.pages"), value=told),
        *files[:5],
        *_price(texts, session, language, count),
    )
    words = dict(view.words)
    if copying.bringing:
        words |= {name: words.get(f"{name}_file", "") for name in ("lead", "another", "back")}
    return replace(view, rows=rows, words=words, picture="page")


def _ways(texts: Texts, session: Session, view: View) -> View:
    choices = tuple(
        Choice(
            id=way,
            label=texts.text(view.language, f"file_way.{way}"),
            detail=texts.text(view.language, f"file_way_hint.{way}"),
            icon=_ICONS[way],
        )
        for way in print_file.ways_of(session)
    )
    return replace(view, choices=choices, picture="phone")


def _phone(texts: Texts, session: Session, view: View) -> View:
    copying, words = session.copying, dict(view.words)
    count = len(copying.pages)
    if count:
        words["lead"] = texts.text(view.language, "copying.came", count=count)
    elif copying.is_phone_there:
        words["lead"] = words.get("lead_there", "")
    rows = tuple(Row(label="", value=words.get(f"step_{number}", "")) for number in (1, 2, 3))
    return replace(view, words=words, qr=copying.link, rows=rows, can_go_on=count > 0, is_own_list=True)


def _files(texts: Texts, session: Session, view: View) -> View:
    choices = tuple(
        Choice(
            id=one.id,
            label=one.name,
            detail=texts.text(view.language, f"copying.{one.kind}", size=_size(one.size)),
            icon="certificate" if one.kind == "pdf" else "page",
        )
        for one in session.copying.stick
    )
    return replace(view, choices=choices, is_own_list=True, picture="page")


def _copies(texts: Texts, session: Session, view: View) -> View:
    choices = tuple(
        Choice(id=one, label=texts.text(view.language, "copying.copies", count=int(one)), icon="page")
        for one in copies.offered(session)
    )
    return replace(view, choices=choices, picture="page")


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, size // 1000)} kB"


def _lies(picture: str) -> Look:
    return lambda _texts, _session, view: replace(view, picture=picture)


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        empty_glass.CLEAR: _lies("glass_page"),
        "copy_front": _lies("glass_card"),
        "copy_back": _lies("glass_card_back"),
        "copy_page": _lies("glass_page"),
        "copy_pages": _pages,
        copies.NAME: _copies,
        "file_ways": _ways,
        "file_phone": _phone,
        "file_insert": _lies("stick"),
        "copy_done": _lies("no_slip"),
        "file_choice": _files,
    }
)
"""By a step's words."""
