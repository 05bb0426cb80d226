"""Materials, one after the other: from the wallet, scanned, from the person's phone, owed, or stated instead of shown.

    *materials.steps(wants, back_to="ask-review")     in the table
    materials.given_materials(session)                what is handed in

A block of its own: it knows no item, only what is wanted. What is owed or stated is promised in `promises.steps`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.effects import Effect, ShowPage
from kiosk.events import Event, Failed, Tapped
from kiosk.flows import ask_form
from kiosk.flows.filling_in import applying_of, form_of
from kiosk.flows.making_paper import item_of, person_of
from kiosk.gathering import ScannedPage, WantedMaterial
from kiosk.items.applying import MaterialWanted
from kiosk.items.registers import load_materials
from kiosk.materials_effects import KeepPage, ScanPage, TakeFromPhone
from kiosk.materials_events import (
    PageLiesThere,
    PageRefused,
    PageScanned,
    PhonePageClosed,
    PhonePageOpen,
    PhonePagesCame,
)
from kiosk.platform.material_values import GivenMaterial, KeptPage, Source
from kiosk.platform.upload_values import UploadRequest
from kiosk.service_effects import ListLicences
from kiosk.service_events import LicencesListed
from kiosk.session import Level, Preview, Session
from kiosk.step import Backward, Idle, Onward, Stay, Step, Steps, Turn
from kiosk.taps import Asked, Chosen, PageTurned, WentBack, WentOn

Wants = Callable[[Session], tuple[WantedMaterial, ...]]
LICENCES, MATERIALS, WAY, SCAN, PAGE, KEEP, PHONE = (
    "material_licences",
    "materials",
    "material_way",
    "material_scan",
    "material_page",
    "material_keep",
    "material_phone",
)
LICENCE = "licence-"
"""Begins the choice of an electronic licence; its id follows."""
VALID = "有效"
LARGEST_FROM_PHONE = 10_000_000
"""Bytes (kiosk/platform/upload_values.py)."""


def steps(wants: Wants, *, back_to: str, needs: Level = Level.CARD_AND_FACTOR, dot: int = 0) -> Steps:
    """The steps of the block; none of them is entered where nothing is wanted.

    Args:
        wants: what is wanted of this visit.
        back_to: step that 上一步 of the list enters.
        needs: the level of identity that the flow has reached.
        dot: of the step dots.
    """
    block = _Block(wants, back_to)
    licences = replace(_LICENCES, takes=block.licences, passes=block.knows_licences)
    listed = replace(_LIST, takes=block.listed, passes=block.wants_nothing, offers=block.names)
    way = replace(_WAY, takes=block.chosen, offers=block.ways)
    page = replace(_PAGE, takes=block.looked_at)
    phone = replace(_PHONE, enter=block.ask_phone)
    return tuple(replace(one, needs=needs, dot=dot) for one in (licences, listed, way, _SCAN, page, _KEEP, phone))


@dataclass(frozen=True, slots=True)
class _Block:
    """What depends on what is wanted."""

    wants: Wants
    back_to: str

    def wants_nothing(self, session: Session) -> bool:
        return not self.wants(session)

    def knows_licences(self, session: Session) -> bool:
        return session.gathering.licences is not None or not any(one.licences for one in self.wants(session))

    def names(self, session: Session) -> tuple[str, ...]:
        return tuple(one.material for one in self.wants(session))

    def ways(self, session: Session) -> tuple[str, ...]:
        return ways_of(session, self._now(session)) if session.gathering.at else ()

    def licences(self, session: Session, event: Event) -> Turn | None:
        match event:
            case LicencesListed(licences):
                told = replace(session.gathering, licences=licences)
                return Onward(_with_licences(replace(session, gathering=told), self.wants(session)))
            case Failed():
                # Whatever the wallet says, a paper can be laid on the glass.
                told = replace(session.gathering, licences=())
                return Onward(replace(session, gathering=told, notice="wallet_silent"))
        return None

    def listed(self, session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Chosen(material)) if material in self.names(session):
                return Onward(_at(session, material))
            case Tapped(WentOn()):
                given = session.gathering.given
                return Onward(_at(session, next((one for one in self.names(session) if one not in given), "")))
            case Tapped(WentBack()):
                return Backward(_at(session, ""), to=self.back_to)
        return None

    def chosen(self, session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Chosen(way)) if way in self.ways(session):
                return _by(session, self._now(session), way)
            case Tapped(WentBack()):
                return Backward(_at(session, ""), to=MATERIALS)
        return None

    def looked_at(self, session: Session, event: Event) -> Turn | None:
        return _looked_at(session, self._now(session), event)

    def ask_phone(self, session: Session) -> tuple[Effect, ...]:
        one = self._now(session)
        request = UploadRequest(
            item=item_of(session).id,
            files=one.pages,
            largest=LARGEST_FROM_PHONE,
            what=load_materials()[one.material].zh_hans[:60],
        )
        deed = session.deed(f"material-phone-{one.material}-{session.page}")
        return (TakeFromPhone(person_of(session)[0], request, one.material, deed),)

    def _now(self, session: Session) -> WantedMaterial:
        return next(one for one in self.wants(session) if one.material == session.gathering.at)


def wanted_by_item(session: Session) -> tuple[WantedMaterial, ...]:
    """What the item of the visit wants, by what was answered and by whether somebody acts for the person."""
    answers = ask_form.answers(session, form_of(session))
    is_acting = session.identity is not None and session.identity.acting is not None

    def is_wanted(one: MaterialWanted) -> bool:
        return (is_acting or not one.acting) and all(answers.get(name) in some for name, some in one.when.items())

    return tuple(
        WantedMaterial(
            one.material,
            one.licences,
            one.pages,
            one.owed,
            one.commitment.of(session.look.language) if one.commitment is not None else "",
        )
        for one in applying_of(session).materials
        if is_wanted(one)
    )


def ways_of(session: Session, wanted: WantedMaterial) -> tuple[str, ...]:
    """The ways in which this material can be given here and now, the best first."""
    held = tuple(
        f"{LICENCE}{one.id}"
        for one in session.gathering.licences or ()
        if one.name in wanted.licences and one.state == VALID
    )
    scan = ("scan",) if session.terminal.health.has("document_scanner") else ()
    committed = ("committed",) if wanted.commitment else ()
    owed = ("owed",) if wanted.may_owe else ()
    return (*held, *scan, "phone", *committed, *owed)


def given_materials(session: Session, wanted: tuple[WantedMaterial, ...]) -> tuple[GivenMaterial, ...]:
    """What is handed in, in the order in which it was wanted. What an answer has made pointless is left out."""
    given = session.gathering.given
    return tuple(given[one.material] for one in wanted if one.material in given)


def _with_licences(session: Session, wanted: tuple[WantedMaterial, ...]) -> Session:
    """An electronic licence is taken before all else; the person may choose otherwise."""
    given = dict(session.gathering.given)
    for one in wanted:
        held = [way for way in ways_of(session, one) if way.startswith(LICENCE)]
        if held and one.material not in given:
            given[one.material] = _as_licence(one.material, held[0])
    return replace(session, gathering=replace(session.gathering, given=given))


def _as_licence(material: str, way: str) -> GivenMaterial:
    return GivenMaterial(material=material, source="licence", licence=way.removeprefix(LICENCE))


def _at(session: Session, material: str) -> Session:
    gathering = replace(session.gathering, at=material, way="", pages=(), page=None, link="")
    return replace(session, gathering=gathering, preview=Preview(), notice="")


def _is_nowhere(session: Session) -> bool:
    return not session.gathering.at


def _is_not(way: str) -> Callable[[Session], bool]:
    return lambda session: session.gathering.way != way


def _by(session: Session, wanted: WantedMaterial, way: str) -> Turn:
    if way.startswith(LICENCE):
        return _done(session, _as_licence(wanted.material, way))
    if way == "owed" or way == "committed":
        return _done(session, GivenMaterial(material=wanted.material, source=way))
    gathering = replace(session.gathering, way=way, pages=(), page=None)  # type: ignore[arg-type]  # scan and phone are left
    return Onward(replace(session, gathering=gathering, notice=""))


def _done(session: Session, material: GivenMaterial) -> Turn:
    """It is there: back to the list."""
    gathering = session.gathering
    # Whoever gives something else than what was promised promises anew.
    given = replace(gathering, given={**gathering.given, material.material: material}, is_agreed=False, signature=None)
    return Backward(_at(replace(session, gathering=given), ""), to=MATERIALS)


def _with_pages(session: Session, source: Source, pages: tuple[KeptPage, ...]) -> Turn:
    return _done(session, GivenMaterial(material=session.gathering.at, source=source, pages=pages))


def _to_ways(session: Session, notice: str = "") -> Turn:
    gathering = replace(session.gathering, way="", pages=(), page=None, link="")
    return Backward(replace(session, gathering=gathering, preview=Preview(), notice=notice), to=WAY)


def _list_licences(session: Session) -> tuple[Effect, ...]:
    return (ListLicences(person_of(session)[0]),)


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ScanPage(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    match event:
        case PageScanned(jpeg, sha256):
            return Onward(_with_page(session, ScannedPage(jpeg, sha256)))
        case PageRefused(fault):
            return Stay(replace(session, notice=f"page_{fault}"))
        case Tapped(Asked()) if session.notice:
            return Stay(replace(session, notice=""), (ScanPage(),))
        case Failed():
            return _to_ways(session, "scanner_silent")
        case Tapped(WentBack()):
            return _to_ways(session)
    return None


def _with_page(session: Session, page: ScannedPage | None) -> Session:
    preview = Preview(page=len(session.gathering.pages) + 1) if page is not None else Preview()
    return replace(session, gathering=replace(session.gathering, page=page), preview=preview, notice="")


def _show(session: Session) -> tuple[Effect, ...]:
    page = session.gathering.page
    return (ShowPage(session.preview.page, page.jpeg),) if page is not None else ()


def _looked_at(session: Session, wanted: WantedMaterial, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(replace(session, gathering=replace(session.gathering, is_last=True)))
        case Tapped(Asked()) if may_add(session, wanted):
            return Onward(replace(session, gathering=replace(session.gathering, is_last=False)))
        case Tapped(PageTurned(page)):
            is_open = page == session.preview.page
            opened = replace(session, preview=replace(session.preview, is_open=is_open))
            return Stay(opened, _show(opened))
        case Tapped(WentBack()):
            return Backward(_with_page(session, None), to=SCAN)
    return None


def may_add(session: Session, wanted: WantedMaterial) -> bool:
    """Whether another page may follow the one that is shown."""
    return len(session.gathering.pages) + 1 < wanted.pages


def _keep(session: Session) -> tuple[Effect, ...]:
    gathering = session.gathering
    if gathering.page is None:
        raise AssertionError("only a page that was looked at is kept")
    deed = session.deed(f"page-{gathering.at}-{gathering.page.sha256}")
    return (KeepPage(person_of(session)[0], gathering.at, gathering.page.jpeg, deed),)


def _kept(session: Session, event: Event) -> Turn | None:
    gathering = session.gathering
    match event:
        case PageLiesThere(kept):
            pages = (*gathering.pages, kept)
            if gathering.is_last:
                return _with_pages(session, "scan", pages)
            more = replace(session, gathering=replace(gathering, pages=pages))
            return Backward(_with_page(more, None), to=SCAN)
    return None


def _from_phone(session: Session, event: Event) -> Turn | None:
    match event:
        case PhonePageOpen(link):
            return Stay(replace(session, gathering=replace(session.gathering, link=link)))
        case PhonePagesCame(pages):
            return _with_pages(session, "phone", pages)
        case PageRefused(fault):
            return Stay(replace(session, notice=f"page_{fault}"))
        case PhonePageClosed():
            return _to_ways(session, "phone_page_closed")
        case Failed():
            return _to_ways(session, "phone_page_silent")
        case Tapped(WentOn() | WentBack()):
            return _to_ways(session)
    return None


def _has_no_page(session: Session) -> bool:
    return session.gathering.page is None


_LICENCES = Step(
    name=LICENCES,
    screen="working",
    words="material_licences",
    idle=Idle.NEVER,
    takes=_scanned,
    enter=_list_licences,
)
_LIST = Step(name=MATERIALS, screen="review", words="materials", idle=Idle.PERSONAL, takes=_scanned)
_WAY = Step(name=WAY, screen="pick", words="material_way", idle=Idle.PERSONAL, takes=_scanned, passes=_is_nowhere)
_SCAN = Step(
    name=SCAN,
    screen="lay_card",
    words="lay_page",
    idle=Idle.PERSONAL,
    takes=_scanned,
    enter=_scan,
    passes=_is_not("scan"),
    waits_for="document_scanner",
)
_PAGE = Step(
    name=PAGE,
    screen="paper",
    words="material_page",
    idle=Idle.PERSONAL,
    takes=_scanned,
    enter=_show,
    passes=_has_no_page,
)
_KEEP = Step(
    name=KEEP,
    screen="working",
    words="material_keep",
    idle=Idle.NEVER,
    takes=_kept,
    enter=_keep,
    passes=_has_no_page,
)
_PHONE = Step(
    name=PHONE,
    screen="phone",
    words="material_phone",
    idle=Idle.PERSONAL,
    takes=_from_phone,
    passes=_is_not("phone"),
)
